//! What a question, an answer or a reason is about.

use crate::{
    ex::{
        by_code::by_code,
        table::{QuestionKind, SymbolId, Technique},
    },
    words::invalid,
};

/// What a question, an answer or a reason is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A symbol of a marking.
    Symbol(SymbolId),
    /// A technique.
    Technique(Technique),
    /// An advisory question that was answered with yes (EX-4).
    Advisory(QuestionKind),
}

impl Subject {
    /// Every subject there is a question or an answer about.
    pub fn all() -> impl Iterator<Item = Self> {
        let advisories = [QuestionKind::ProgrammableElectronics, QuestionKind::SafetyDevice];
        SymbolId::all()
            .map(Self::Symbol)
            .chain(Technique::ALL.into_iter().map(Self::Technique))
            .chain(advisories.into_iter().map(Self::Advisory))
    }

    /// The stable code, such as `symbol:op_is`.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            Self::Symbol(symbol) => format!("symbol:{}", symbol.code()),
            Self::Technique(technique) => format!("technique:{}", technique.code()),
            Self::Advisory(kind) => format!("advisory:{}", kind.code()),
        }
    }

    /// Reads a [`code`](Self::code); `None` for one that is not known.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|subject| subject.code() == code)
    }
}

by_code!(
    Subject,
    "Subject",
    Self::code,
    Self::from_code,
    invalid::subject,
    Subject::all().map(Subject::code).collect()
);
