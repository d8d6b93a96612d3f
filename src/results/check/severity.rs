//! How much a finding weighs (CK-1), and how many there are of each weight.

use serde::Serialize;

/// How much a finding weighs (CK-1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// What is brought forward cannot be accepted as it stands.
    Blocks,
    /// The requirement counts as not met, and the certificate states the lower ratio.
    Lowers,
    /// An assessor would ask.
    Asks,
    /// Good to know.
    Hint,
    /// Nobody has answered it yet: no mistake, and never "needs attention" (CK-2).
    Open,
}

impl Severity {
    /// Every severity, the heaviest first.
    pub const ALL: [Self; 5] = [Self::Blocks, Self::Lowers, Self::Asks, Self::Hint, Self::Open];
}

/// How many findings there are of each severity (CK-2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SeverityCounts([usize; 5]);

impl SeverityCounts {
    /// How many there are of one severity.
    #[must_use]
    pub const fn count(self, severity: Severity) -> usize {
        self.0[severity as usize]
    }

    /// How many there are that say that something is wrong or worth a look:
    /// what nobody has answered yet is not among them.
    #[must_use]
    pub fn without_open(self) -> usize {
        let severities = Severity::ALL.into_iter().filter(|severity| *severity != Severity::Open);
        severities.map(|severity| self.count(severity)).sum()
    }
}

impl FromIterator<Severity> for SeverityCounts {
    fn from_iter<T: IntoIterator<Item = Severity>>(severities: T) -> Self {
        let mut counts = Self::default();
        for severity in severities {
            counts.0[severity as usize] += 1;
        }
        counts
    }
}
