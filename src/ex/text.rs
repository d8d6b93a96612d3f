//! Names in words.

use super::{AccessPath, Technique};
use crate::words;

impl AccessPath {
    /// Its name within a text.
    #[must_use]
    pub fn text(self) -> &'static str {
        use words::access::in_text as say;
        match self {
            Self::WiredNetwork => say::wired_network(),
            Self::Fieldbus => say::fieldbus(),
            Self::Wireless => say::wireless(),
            Self::ServicePort => say::service_port(),
            Self::RemovableMedia => say::removable_media(),
            Self::Remote => say::remote_access(),
        }
    }
}

impl Technique {
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
