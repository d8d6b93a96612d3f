//! What is not offered, or not taken.

use std::fmt;

use crate::{text::shortened, words::sbom as say};

/// How many are named; the others are counted.
const NAMES_MAX: usize = 5;

/// How many of something there are, and the first of their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// How many there are.
    pub count: usize,
    /// The first of their names.
    names: Vec<String>,
}

impl Named {
    /// Adds one.
    pub fn add(&mut self, name: String) {
        self.count += 1;
        if self.names.len() < NAMES_MAX {
            self.names.push(name);
        }
    }
}

/// The names, and how many more there are.
impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.names.iter().map(|name| shortened(name)).collect();
        f.write_str(&names.join(crate::words::list::separator()))?;
        match self.count - self.names.len() {
            0 => Ok(()),
            rest => write!(f, " {}", say::more(rest)),
        }
    }
}
