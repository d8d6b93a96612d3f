//! JSON as the core reads it: one reader from texts to values, for bundles and
//! for what is stored, and one from values to types. The reader of files is public:
//! other formats are read as strictly.

mod bytes;
mod reader;
mod text;

pub use bytes::{Unreadable, parse_bytes};
pub(crate) use reader::{Misfit, Placed, Plain, Reader};
pub use text::Limits;
pub(crate) use text::parse;
