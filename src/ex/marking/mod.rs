//! What a marking is: the types that a reading is made of, how they are
//! written, and what in them does not fit together. Nothing here reads a text.

mod ambient;
mod atmosphere;
mod category;
mod certificate;
mod correction;
mod dust_zone;
mod epl;
mod group;
mod ip;
mod join;
mod mark;
mod nec;
pub(super) mod plausible;
mod reading;
mod render;
mod span;
mod string;
mod suffix;
mod symbol;
mod temperature;
mod token;
mod warning;

pub(super) use ambient::limits_text;
pub use {
    ambient::Ambient,
    atmosphere::Atmosphere,
    category::Category,
    certificate::{CertificateNumber, Scheme},
    correction::{Correction, CorrectionKind},
    dust_zone::DustZone,
    epl::Epl,
    group::{EquipmentGroup, EquipmentGroupKind},
    ip::IpCode,
    join::Join,
    mark::{EacLevel, Mark},
    nec::Nec,
    reading::Reading,
    span::Span,
    string::{Bracket, ExString},
    suffix::Suffix,
    symbol::{Found, Symbol},
    temperature::{Degrees, Temperature, TemperatureValue},
    token::{Token, TokenKind},
    warning::{Warning, WarningCode},
};
