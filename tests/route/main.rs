//! Which certificates: the decision table, the route, its texts.

#![allow(clippy::unwrap_used, clippy::panic)]

mod decision;
mod route;
#[path = "../support/mod.rs"]
mod support;
