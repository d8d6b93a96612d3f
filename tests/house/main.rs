//! What holds for the whole: catalogue, diagram, rulebook, wording.

#![allow(clippy::unwrap_used, clippy::panic)]

mod catalogue;
mod diagram;
mod rules;
#[path = "../support/mod.rs"]
mod support;
mod words;
