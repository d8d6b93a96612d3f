//! The storage that documents are kept in, as far as keeping knows it.

use std::{error, fmt};

/// A storage of named texts, such as the local storage of a browser.
///
/// Callers assume no order of names, never read within one change what they
/// have just written, and group the writes of one change in
/// [`commit`](Self::commit), so that a storage with transactions can serve too.
pub trait Store {
    /// The text under this name; `None` if there is none.
    ///
    /// # Errors
    /// [`StoreError::Denied`], or [`StoreError::Damaged`] if there is a text that
    /// the storage itself cannot give back.
    fn get(&self, name: &str) -> Result<Option<String>, StoreError>;

    /// Stores a text, in place of the one under this name.
    ///
    /// # Errors
    /// [`StoreError::Denied`], [`StoreError::Newer`] or [`StoreError::Full`]; the text
    /// that stood there before is still there then.
    fn put(&self, name: &str, text: &str) -> Result<(), StoreError>;

    /// Removes the text under this name, if there is one.
    ///
    /// # Errors
    /// [`StoreError::Denied`] or [`StoreError::Newer`].
    fn remove(&self, name: &str) -> Result<(), StoreError>;

    /// All names, each once, in any order.
    ///
    /// # Errors
    /// [`StoreError::Denied`].
    fn names(&self) -> Result<Vec<String>, StoreError>;

    /// Carries out the writes of one change in their order.
    ///
    /// # Errors
    /// As [`put`](Self::put) and [`remove`](Self::remove). A storage without
    /// transactions stops at the first write that fails and keeps those before
    /// it. The bytes that [`StoreError::Full`] misses are those of the whole
    /// group, and at most one text too many.
    fn commit(&self, writes: &[Write]) -> Result<(), StoreError> {
        for (index, write) in writes.iter().enumerate() {
            let outcome = match write {
                Write::Put { name, text } => self.put(name, text),
                Write::Remove { name } => self.remove(name),
            };
            outcome.map_err(|error| match error {
                StoreError::Full { missing } => {
                    let rest: u64 = writes[index + 1..].iter().map(Write::size).sum();
                    StoreError::Full { missing: Some(missing.unwrap_or(write.size()) + rest) }
                }
                other => other,
            })?;
        }
        Ok(())
    }
}

/// One write of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Write {
    /// Stores a text.
    Put {
        /// Its name.
        name: String,
        /// The text.
        text: String,
    },
    /// Removes a text.
    Remove {
        /// Its name.
        name: String,
    },
}

impl Write {
    /// How many bytes it adds at most, with its name, in UTF-8.
    #[must_use]
    pub const fn size(&self) -> u64 {
        match self {
            Self::Put { name, text } => (name.len() + text.len()) as u64,
            Self::Remove { .. } => 0,
        }
    }
}

/// Why a storage did not do what it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// There is no storage for this page.
    Denied,
    /// There is no room left.
    Full {
        /// How many bytes are missing, if that is known.
        missing: Option<u64>,
    },
    /// There is a text, and it is not as it was written.
    Damaged,
    /// The storage is left to a later version of the app; nothing is written.
    Newer,
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Denied => f.write_str("no storage"),
            Self::Full { missing: None } => f.write_str("no room"),
            Self::Full { missing: Some(missing) } => write!(f, "no room: {missing} bytes missing"),
            Self::Damaged => f.write_str("damaged text"),
            Self::Newer => f.write_str("left to a later version"),
        }
    }
}

impl error::Error for StoreError {}
