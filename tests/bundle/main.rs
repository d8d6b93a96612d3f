//! The file that goes to the certification body.

#![allow(clippy::unwrap_used, clippy::panic)]

mod bundle;
mod hostile;
mod recompute;
mod redaction;
mod refusals;
mod roundtrip;
mod schema;
#[path = "../support/mod.rs"]
mod support;
