//! How documents are kept: the storage, the journal, and both together.

#![allow(clippy::unwrap_used, clippy::panic)]

mod both;
mod bundles;
mod clock;
mod counted;
mod damage;
mod documents;
mod journal;
mod points;
mod sittings;
mod space;
mod stores;
#[path = "../support/mod.rs"]
mod support;
mod tabs;
mod versions;
mod workspace;
mod writes;
