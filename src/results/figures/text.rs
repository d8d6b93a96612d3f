//! Levels and what is missing, in words.

use super::{LevelReached, Missing, MissingFacts, RecordGap};
use crate::words;

impl LevelReached {
    /// The level in words: `ML 2`, or that none is reached.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self.number() {
            0 => words::level::none(),
            1 => words::level::ml1(),
            2 => words::level::ml2(),
            3 => words::level::ml3(),
            _ => words::level::ml4(),
        }
    }
}

impl Missing {
    /// What is missing, as a noun phrase.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Record => words::missing::record(),
            Self::Procedure => words::missing::procedure(),
            Self::SecondRecord => words::missing::second_record(),
            Self::Revision => words::missing::revision(),
        }
    }
}

impl MissingFacts {
    /// All that is missing, as one list.
    #[must_use]
    pub fn text(self) -> String {
        let texts: Vec<&str> = self.iter().map(Missing::text).collect();
        texts.join(words::list::separator())
    }
}

impl RecordGap {
    /// What is missing, as a noun phrase.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Date => words::record_gap::date(),
            Self::ProductVersion => words::record_gap::product_version(),
            Self::Author => words::record_gap::author(),
            Self::DocumentVersion => words::record_gap::document_version(),
        }
    }
}
