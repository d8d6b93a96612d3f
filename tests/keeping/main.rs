//! How documents are kept: the storage, the journal, and both together.

#![allow(clippy::unwrap_used, clippy::panic)]

mod journal;
mod points;
mod storage;
mod stores;
#[path = "../support/mod.rs"]
mod support;
