//! The records of an assessment: commands, undo, scope, selection, editions.

#![allow(clippy::unwrap_used, clippy::panic)]

mod commands;
mod editions;
mod history;
mod next_version;
mod scope;
mod selection;
#[path = "../support/mod.rs"]
mod support;
