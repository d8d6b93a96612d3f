//! Markings, and what they mean for the exposure.

#![allow(clippy::unwrap_used, clippy::panic)]

mod exposure;
mod markings;
