//! Files of other programs.

pub mod profile;
