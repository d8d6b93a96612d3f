//! Which techniques are exposed, what has to be asked, and what follows
//! (EX-1 to EX-7). Findings are values; their wording is not here.

mod access;
mod assess;
mod assessed;
mod facts;
mod protection;
mod question;
mod reason;
mod subject;
mod technique_exposure;
mod verdict;

pub use access::{AccessPath, AccessPaths};
pub use assess::assess;
pub use assessed::Assessed;
pub use facts::{ExposureAnswers, ExposureFacts};
pub use protection::{Advisory, Protection};
pub use question::Question;
pub use reason::{ExposureReason, ReasonKind};
pub use subject::Subject;
pub use technique_exposure::TechniqueExposure;
pub use verdict::ExposureVerdict;
