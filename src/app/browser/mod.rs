//! Everything the browser lends: nothing outside this folder touches it.

pub mod clock;
pub mod files;
pub mod journal;
pub mod modules;
pub mod page;
pub mod quota;
pub mod storage;
pub mod tabs;
pub mod texts;
