//! The figures: coverage (CV), maturity (ML) and security levels (SL), from the
//! answers and what their evidence shows. Whole numbers only.

mod component;
mod coverage;
mod facts;
mod group;
mod level;
mod maturity;
mod product;
mod record;
mod register;
mod requirement;
mod security;
mod text;
mod verdict;

pub use component::{ComponentResults, RowVerdict};
pub use coverage::Coverage;
pub(super) use coverage::ratio;
pub use facts::{Fact, Facts, Missing, MissingFacts};
pub use group::GroupResults;
pub use level::LevelReached;
pub use maturity::Maturity;
pub(super) use product::{may_be, product};
pub use record::{RecordGap, Validity};
pub(super) use register::{Register, Registered};
pub use requirement::{Id, RequirementResults};
pub use security::{FrLevel, Security};
pub(super) use verdict::{counted_verdict, is_justified, process_scoping};
pub use verdict::{is_process_scoping, needs_analysis};
