//! What a symbol or technique leaves open.

/// A kind of question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuestionKind {
    /// `h`: which of c, b, k (EX-2).
    WhichOfH,
    /// A bare `n`: which of nA, nC, nR, nL (EX-6).
    WhichOfN,
    /// Not in the table: what does the ExCB say (EX-5)?
    NotInTable,
    /// What does the ExCB say of the argument that nothing reaches a technique (EX-7)?
    Argument,
    /// Is the control of ignition sources, or the liquid, monitored by
    /// programmable electronics (EX-4)? Advisory.
    ProgrammableElectronics,
    /// Does a safety device hold firmware or a network port (EX-4)? Advisory.
    SafetyDevice,
}

impl QuestionKind {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::WhichOfH => "which-of-h",
            Self::WhichOfN => "which-of-n",
            Self::NotInTable => "not-in-table",
            Self::Argument => "argument",
            Self::ProgrammableElectronics => "programmable-electronics",
            Self::SafetyDevice => "safety-device",
        }
    }

    /// The rule behind it.
    #[must_use]
    pub const fn rule(self) -> &'static str {
        match self {
            Self::WhichOfH => "EX-2",
            Self::WhichOfN => "EX-6",
            Self::NotInTable => "EX-5",
            Self::Argument => "EX-7",
            Self::ProgrammableElectronics | Self::SafetyDevice => "EX-4",
        }
    }

    /// Whether the ExCB has to answer it (EX-5, EX-7).
    #[must_use]
    pub const fn is_for_excb(self) -> bool {
        matches!(self, Self::NotInTable | Self::Argument)
    }

    /// Whether the verdict stands without an answer (EX-4).
    #[must_use]
    pub const fn is_advisory(self) -> bool {
        matches!(self, Self::ProgrammableElectronics | Self::SafetyDevice)
    }

    /// The symbols to choose from, as in [`SymbolId::code`]; empty for a
    /// question of yes or no.
    #[must_use]
    pub const fn choices(self) -> &'static [&'static str] {
        match self {
            Self::WhichOfH => &["c", "b", "k"],
            Self::WhichOfN => &["nA", "nC", "nR", "nL"],
            Self::NotInTable
            | Self::Argument
            | Self::ProgrammableElectronics
            | Self::SafetyDevice => &[],
        }
    }
}
