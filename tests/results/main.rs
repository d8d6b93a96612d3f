//! What follows from a document: figures, checks, gaps, the certificate.

#![allow(clippy::unwrap_used, clippy::panic)]

mod certificate;
mod checks;
mod components;
mod gaps;
mod made_with;
mod open_points;
mod oracle;
mod progress;
mod sample;
mod scoring;
#[path = "../support/mod.rs"]
mod support;
mod why;
