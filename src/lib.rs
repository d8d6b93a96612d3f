//! Exready: self-assessment against IEC 62443, in the browser.
//!
//! This library is the core. It knows no browser, no clock and no randomness;
//! `src/app/` shows it and sends it commands. In the order in which data flow:
//!
//! - [`catalogue`]: what is asked. Uses nothing.
//! - [`ex`]: what an Ex marking says, and whether its protection can be reached. Uses nothing.
//! - [`assessment`]: what is answered, and the one way to change it. Uses `catalogue`, `ex`.
//! - [`results`]: the numbers and checks that follow. Uses `assessment`, `catalogue`, `ex`;
//!   its checks ask [`route::matrix`] what backs a certificate.
//! - [`route`]: which certificates to apply for, and what they would say. Uses
//!   `assessment`, `catalogue`, `ex`, `results`.
//! - [`bundle`]: the file that is handed over. Uses all of them.
//! - [`diagram`]: the picture of the scope. Uses `assessment`.
//! - [`sample`]: a worked example.
//! - [`words`]: every text a user reads. Used by all.
//! - [`order`]: lists in order. Used by all.
//! - [`text`]: what a text says, however it is written. Used by all.
//! - `json`: the one way in which the core reads JSON. Uses nothing.

#![deny(missing_docs)]

pub mod assessment;
pub mod bundle;
pub mod catalogue;
pub mod diagram;
pub mod ex;
mod json;
pub mod order;
pub mod results;
pub mod route;
pub mod sample;
pub mod text;
pub mod words;
