//! Why a document does not open, and why it is not saved.

use super::store::StoreError;

/// Why a document does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Nothing is stored under its id.
    NothingStored,
    /// A later version has stored it in a layout of its own. Nothing of it may
    /// be written.
    Newer,
    /// There is no storage for this page.
    Denied,
}

impl From<StoreError> for Failure {
    fn from(_: StoreError) -> Self {
        // Damaged texts are read around, and opening needs no room.
        Self::Denied
    }
}

/// Why a document, or a change to it, is not saved. What was stored before is
/// stored still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveError {
    /// There is no storage for this page.
    Denied,
    /// There is no room for it.
    Full {
        /// How many bytes are missing, if that is known.
        missing: Option<u64>,
    },
    /// A later version has stored the document in a layout of its own.
    Newer,
    /// Another tab has put another state in its place since it was opened here.
    Replaced,
    /// It was deleted since it was opened here.
    Deleted,
    /// Damaged texts would be overwritten, and there is no room for copies of them.
    Unsecured,
}

impl SaveError {
    /// Whether the document here is not the one that counts any more, so that nothing
    /// of it may be written, not into the journal either.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Newer | Self::Replaced | Self::Deleted)
    }

    /// Whether both say the same, whatever the number of missing bytes.
    #[must_use]
    pub fn is_alike(self, other: Self) -> bool {
        std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }
}

impl From<StoreError> for SaveError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Full { missing } => Self::Full { missing },
            StoreError::Newer => Self::Newer,
            // Only reading finds damaged texts.
            StoreError::Denied | StoreError::Damaged => Self::Denied,
        }
    }
}

impl From<Failure> for SaveError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Newer => Self::Newer,
            Failure::NothingStored | Failure::Denied => Self::Denied,
        }
    }
}
