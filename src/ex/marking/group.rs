//! Equipment groups.

use super::{Atmosphere, Join, Span};

/// An equipment group with the gas added to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EquipmentGroup {
    /// Which.
    pub kind: EquipmentGroupKind,
    /// A gas beyond the group, such as `H2` in `IIB+H2`.
    pub gas: Option<String>,
    /// Whether it is for that gas only, as in `II (NH3)`.
    pub is_gas_only: bool,
    /// How it is joined to the one before it.
    pub join: Join,
    /// Where it stands.
    pub span: Span,
}

/// The equipment groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EquipmentGroupKind {
    /// Mines.
    I,
    /// Gas, not subdivided.
    II,
    /// Gas, such as propane.
    IIA,
    /// Gas, such as ethylene.
    IIB,
    /// Gas, such as hydrogen.
    IIC,
    /// Dust, not subdivided.
    III,
    /// Flyings.
    IIIA,
    /// Non-conductive dust.
    IIIB,
    /// Conductive dust.
    IIIC,
}

impl EquipmentGroupKind {
    /// What equipment of this group is for.
    #[must_use]
    pub const fn atmosphere(self) -> Atmosphere {
        match self {
            Self::I => Atmosphere::Mining,
            Self::II | Self::IIA | Self::IIB | Self::IIC => Atmosphere::Gas,
            Self::III | Self::IIIA | Self::IIIB | Self::IIIC => Atmosphere::Dust,
        }
    }

    /// Whether it has a letter of its own.
    #[must_use]
    pub const fn is_subdivided(self) -> bool {
        !matches!(self, Self::I | Self::II | Self::III)
    }

    /// How it is written.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::I => "I",
            Self::II => "II",
            Self::IIA => "IIA",
            Self::IIB => "IIB",
            Self::IIC => "IIC",
            Self::III => "III",
            Self::IIIA => "IIIA",
            Self::IIIB => "IIIB",
            Self::IIIC => "IIIC",
        }
    }
}
