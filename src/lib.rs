//! Exready: self-assessment against IEC 62443, in the browser.
//!
//! This library is the core. It knows no browser, no clock and no randomness;
//! `src/app/` shows it and sends it commands. In the order in which data flow:
//!
//! - [`catalogue`]: what is asked. Uses nothing.
//! - [`ex`]: what an Ex marking says, and whether its protection can be reached. Uses nothing.
//! - [`assessment`]: what is answered, and the one way to change it. Uses `catalogue`, `ex`.
//! - [`route`]: which certificates to apply for. Uses `assessment`, `catalogue`, `ex`.
//! - [`results`]: the figures, checks and certificates that follow. Uses `assessment`,
//!   `catalogue`, `ex`, `route`.
//! - [`diagram`]: the picture of the scope. Uses `assessment`, `ex`.
//! - [`bundle`]: the file that is handed over. Uses all of them.
//! - [`keeping`]: how a document is stored and opened. Uses `assessment`,
//!   `bundle`, `catalogue`, `results`.
//! - [`sbom`]: what an SBOM offers for the scope; its readers are the crate `exports`. Uses
//!   `assessment`, `catalogue`.
//! - [`sample`]: a worked example.
//! - [`notice`]: what the user is told of opening and saving. Uses nothing.
//! - [`words`]: every text a user reads. Used by all.
//! - [`find`]: what typed words find. Used by all.
//! - [`text`]: what a text says, however it is written. Used by all.
//! - [`digest`]: SHA-256. Used by all.
//! - [`json`]: the one way in which the core reads JSON. Uses nothing.

#![deny(missing_docs)]

pub mod assessment;
pub mod bundle;
pub mod catalogue;
pub mod diagram;
pub mod digest;
pub mod ex;
pub mod find;
pub mod json;
pub mod keeping;
pub mod notice;
pub mod results;
pub mod route;
pub mod sample;
pub mod sbom;
pub mod text;
pub mod words;
