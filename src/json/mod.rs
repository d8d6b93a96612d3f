//! JSON as the core reads it: one reader from texts to values, for bundles and
//! for what is stored, and one from values to types.

mod fields;
mod reader;
mod text;

pub(crate) use fields::Fields;
pub(crate) use reader::read;
pub(crate) use text::{Broken, Limits, Why, parse};
