//! Ex markings: what the print on a plate says, which protection techniques it
//! names, and whether these can be reached (rules EX-1 to EX-6).
//!
//! [`read`] takes any text and never fails. What it understands becomes
//! [`ExString`]s; what it does not stays as an unknown [`Token`] with its place;
//! what it had to change to understand is a [`Correction`]; what does not fit
//! together is a [`Warning`]. It never modernises and never guesses silently.
//!
//! [`assess`] puts the symbols found, the techniques ticked by hand, the access
//! paths and the answers to open questions together.
//!
//! Each part uses those before it only: `table`, the symbols and techniques;
//! `marking`, what a marking is; `read`, the reader; `exposure`.

mod by_code;
mod exposure;
mod marking;
mod read;
mod table;

pub use exposure::{
    AccessPath, AccessPaths, Advisory, Assessed, ExposureAnswers, ExposureFacts, ExposureReason,
    ExposureVerdict, Protection, Question, ReasonKind, Subject, TechniqueExposure, assess,
};
pub use marking::{
    Ambient, Atmosphere, Bracket, Category, CertificateNumber, Correction, CorrectionKind, Degrees,
    DustZone, EacLevel, Epl, EquipmentGroup, EquipmentGroupKind, ExString, Found, IpCode, Join,
    Mark, Nec, Reading, Scheme, Span, Suffix, Symbol, Temperature, TemperatureValue, Token,
    TokenKind, Warning, WarningCode,
};
pub use read::read;
pub use table::{Exposure, Level, QuestionKind, SymbolId, Technique};
