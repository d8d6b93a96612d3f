//! Why the verdict is what it is.

use super::Subject;

/// Why the verdict is what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExposureReason {
    /// What was found.
    pub kind: ReasonKind,
    /// What about.
    pub subject: Option<Subject>,
}

/// A kind of reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReasonKind {
    /// The technique can be exposed.
    TechniquePossible,
    /// The technique cannot be exposed.
    TechniqueNotExposed,
    /// The technique protects another device, through the bracketed part.
    ProtectsAnotherDevice,
    /// No marking was read and no technique ticked.
    NothingNamed,
    /// The product is not explosion-protected.
    NotProtected,
    /// Something that may be a symbol was not understood.
    SymbolNotUnderstood,
    /// `h` does not tell which of c, b and k it is; the table says no for all three.
    OpenH,
    /// There is an access path.
    AccessPath,
    /// There is no access path.
    NoAccessPath,
    /// Nothing is said of access paths yet.
    AccessUnanswered,
    /// Programmable electronics or a safety device with firmware: decide with the ExCB.
    AdvisoryYes,
    /// It is not said whether programmable electronics or a safety device take part.
    AdvisoryOpen,
    /// Not in the table and not answered by the ExCB yet.
    NotInTable,
    /// The applicant argues that nothing reaches the technique (EX-7).
    ArguedNotReachable,
    /// The ExCB said that it is exposed.
    ExcbSaysExposed,
    /// The ExCB said that it is not exposed.
    ExcbSaysNotExposed,
    /// A bare `n` was taken in its most exposed reading.
    MostExposedOfN,
}

impl ReasonKind {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::TechniquePossible => "technique-possible",
            Self::TechniqueNotExposed => "technique-not-exposed",
            Self::ProtectsAnotherDevice => "protects-another-device",
            Self::NothingNamed => "nothing-named",
            Self::NotProtected => "not-protected",
            Self::SymbolNotUnderstood => "symbol-not-understood",
            Self::OpenH => "open-h",
            Self::AccessPath => "access-path",
            Self::NoAccessPath => "no-access-path",
            Self::AccessUnanswered => "access-unanswered",
            Self::AdvisoryYes => "advisory-yes",
            Self::AdvisoryOpen => "advisory-open",
            Self::NotInTable => "not-in-table",
            Self::ArguedNotReachable => "argued-not-reachable",
            Self::ExcbSaysExposed => "excb-says-exposed",
            Self::ExcbSaysNotExposed => "excb-says-not-exposed",
            Self::MostExposedOfN => "most-exposed-of-n",
        }
    }

    /// The rule behind it.
    #[must_use]
    pub const fn rule(self) -> &'static str {
        match self {
            Self::TechniquePossible
            | Self::TechniqueNotExposed
            | Self::ProtectsAnotherDevice
            | Self::NothingNamed
            | Self::NotProtected
            | Self::SymbolNotUnderstood => "EX-1",
            Self::OpenH => "EX-2",
            Self::AccessPath | Self::NoAccessPath | Self::AccessUnanswered => "EX-3",
            Self::AdvisoryYes | Self::AdvisoryOpen => "EX-4",
            Self::ArguedNotReachable => "EX-7",
            Self::NotInTable | Self::ExcbSaysExposed | Self::ExcbSaysNotExposed => "EX-5",
            Self::MostExposedOfN => "EX-6",
        }
    }
}
