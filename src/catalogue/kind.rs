//! The component types of IEC 62443-4-2.

use serde::{Deserialize, Serialize};

/// A component type of IEC 62443-4-2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "UPPERCASE")]
pub enum ComponentKind {
    /// Software application.
    Sar,
    /// Embedded device.
    Edr,
    /// Host device.
    Hdr,
    /// Network device.
    Ndr,
}

impl ComponentKind {
    /// Every type, in the order of the standard.
    pub const ALL: [Self; 4] = [Self::Sar, Self::Edr, Self::Hdr, Self::Ndr];

    /// The code in the standard, such as `SAR`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sar => "SAR",
            Self::Edr => "EDR",
            Self::Hdr => "HDR",
            Self::Ndr => "NDR",
        }
    }
}

/// A set of component types.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ComponentKinds(pub(super) u8);

impl ComponentKinds {
    /// The set of these types.
    #[must_use]
    pub fn of(kinds: &[ComponentKind]) -> Self {
        Self(kinds.iter().fold(0, |bits, kind| bits | 1 << *kind as u8))
    }

    /// Whether it has this type.
    #[must_use]
    pub const fn has(self, kind: ComponentKind) -> bool {
        self.0 & (1 << kind as u8) != 0
    }

    /// Whether the two sets have a type in common.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Its types, in the order of the standard.
    pub fn iter(self) -> impl Iterator<Item = ComponentKind> {
        ComponentKind::ALL.into_iter().filter(move |kind| self.has(*kind))
    }
}
