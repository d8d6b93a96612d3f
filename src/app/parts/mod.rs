//! What several screens share.

pub mod answer_form;
pub mod choice;
pub mod confirm;
pub mod evidence_form;
pub mod field;
pub mod guidance;
pub mod header;
pub mod list_form;
pub mod loaded;
pub mod mark;
pub mod notices;
pub mod own;
pub mod part_tabs;
pub mod rail;
pub mod reading;
pub mod status_line;
pub mod subjects;
