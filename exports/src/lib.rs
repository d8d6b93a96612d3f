//! Files: what Exready reads and writes of them beside its storage.
//!
//! In the browser this is a WebAssembly module of its own, which the app loads
//! when it is first needed. So far it opens bundles and reads profiles
//! and SBOMs ([`sbom`]).
//!
//! Bytes of a file go in, JSON comes out. The types on the other side of that
//! JSON, and what becomes of them, stand in the core ([`exready::sbom`],
//! [`exready::keeping::received`], [`exready::bundle::formats::profile::received`]).
//!
//! An error crosses as the text that the user reads. Made here, its words are
//! loaded with the reader that needs them and not on a first visit, and the app
//! need not know a code for each. Another language would be told to this module
//! as it is told to the app.

#![deny(missing_docs)]

#[cfg(target_arch = "wasm32")]
mod browser;
pub mod sbom;
