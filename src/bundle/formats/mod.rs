//! Files of other programs.

pub mod sbom;
