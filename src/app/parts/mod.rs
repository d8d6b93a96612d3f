//! What several screens share.

pub mod answer_form;
pub mod evidence_form;
pub mod field;
pub mod guidance;
pub mod header;
pub mod mark;
pub mod notices;
pub mod rail;
pub mod status_line;
