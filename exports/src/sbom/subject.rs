//! What an SBOM is about, if it is about one thing.

use std::collections::BTreeSet;

/// The ids that are said to be the subject; it is known if there is one only.
#[derive(Default)]
pub(super) struct SubjectId<'a> {
    ids: BTreeSet<&'a str>,
}

impl<'a> SubjectId<'a> {
    /// Adds an id; an empty one says nothing.
    pub fn add(&mut self, id: &'a str) {
        if !id.is_empty() {
            self.ids.insert(id);
        }
    }

    /// Whether this is the id of the subject.
    pub fn is(&self, id: &str) -> bool {
        self.ids.len() == 1 && self.ids.contains(id)
    }
}
