//! Every text the user reads, as typed functions made from `locales/`. A
//! missing text or parameter does not compile.

#![allow(clippy::doc_markdown)]

include!(concat!(env!("OUT_DIR"), "/words.rs"));
