//! Files of other programs.

pub mod profile;
pub mod sbom;
