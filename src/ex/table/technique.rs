//! Protection techniques.

use super::{Exposure, rows::technique_row};
use crate::{
    ex::by_code::by_code,
    words::{self, invalid},
};

/// A protection technique: the twelve rows of the workshop's table, then what
/// its table leaves out (EX-5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Technique {
    /// Overpressure or purging keeps the atmosphere out (`p`).
    Pressurization,
    /// The energy is too low to ignite (`i`).
    IntrinsicSafety,
    /// Special protection (`s`).
    SpecialProtection,
    /// No sparks and no hot surfaces in normal operation and beyond (`e`).
    IncreasedSafety,
    /// No sparks in normal operation (`n`, `nA`, `nC`).
    NonSparking,
    /// Flameproof enclosure (`d`) or protection from dust by enclosure (`t`).
    Enclosure,
    /// Filled with powder (`q`).
    PowderFill,
    /// Under oil or another liquid (`o`, `k`).
    Immersion,
    /// Cast in a compound (`m`).
    Encapsulation,
    /// Non-electrical: built so that nothing ignites (`c`).
    ConstructionalSafety,
    /// Restricted breathing or flow (`nR`, `fr`).
    FlowRestriction,
    /// Non-electrical: ignition sources are monitored (`b`).
    IgnitionSourceControl,
    /// Light as ignition source (`op is`, `op pr`, `op sh`); not in the table.
    OpticalRadiation,
    /// Rooms with artificial ventilation (`v`); not in the table.
    RoomVentilation,
    /// Trace heating (`60079-30-1`); not in the table.
    TraceHeating,
}

impl Technique {
    /// The stable code, such as `intrinsic-safety`.
    #[must_use]
    pub fn code(self) -> &'static str {
        technique_row(self).code
    }

    /// Reads a [`code`](Self::code); `None` for one that is not known.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|technique| technique.code() == code)
    }

    /// What the workshop's table says of it (EX-1), or that it is not in the
    /// table (EX-5).
    #[must_use]
    pub fn exposure(self) -> Exposure {
        technique_row(self).exposure
    }

    /// Its name, as the workshop's table has it.
    #[must_use]
    pub fn text(self) -> &'static str {
        use words::technique as say;
        match self {
            Self::Pressurization => say::pressurization(),
            Self::IntrinsicSafety => say::intrinsic_safety(),
            Self::SpecialProtection => say::special_protection(),
            Self::IncreasedSafety => say::increased_safety(),
            Self::NonSparking => say::non_sparking(),
            Self::Enclosure => say::enclosure(),
            Self::PowderFill => say::powder_fill(),
            Self::Immersion => say::immersion(),
            Self::Encapsulation => say::encapsulation(),
            Self::ConstructionalSafety => say::constructional_safety(),
            Self::FlowRestriction => say::flow_restriction(),
            Self::IgnitionSourceControl => say::ignition_source_control(),
            Self::OpticalRadiation => say::optical_radiation(),
            Self::RoomVentilation => say::room_ventilation(),
            Self::TraceHeating => say::trace_heating(),
        }
    }
}

by_code!(
    Technique,
    "Technique",
    Self::code,
    Self::from_code,
    invalid::technique,
    Technique::ALL.iter().map(|technique| technique.code().to_owned()).collect()
);
