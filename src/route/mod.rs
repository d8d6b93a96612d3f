//! Which certificates to apply for, in which order, and why (RT, CT).
//!
//! [`decide`] answers two questions that never wait for each other (ST-2):
//!
//! - What IECEx would ask for about this equipment, in the order of RT-11: outside
//!   IECEx; the manufacturer is asked; RT-2; the ExCB decides; both outcomes; RT-1;
//!   RT-3. A missing answer leaves it open where it could change it, and is named.
//! - Which IECEE certificates are open to the applicant in its role (RT-10).
//!
//! What the applicant is led to apply for follows from both: the sequence of RT-4
//! where IECEx would ask for a certificate, else the first that IECEE offers.

mod answer;
mod contradictions;
mod decision;
mod iecee;
pub mod matrix;
pub mod options;
mod questions;
mod reasons;
mod selection;
pub mod sequence;
mod situation;
mod standards;
pub mod texts;

pub use answer::IecexAnswer;
pub use contradictions::{Contradiction, contradictions, unnamed_paths};
pub use decision::{Decision, Either, decide};
pub use iecee::{Iecee, MapEntry, Offer, Purpose, map_entry};
pub use questions::OpenQuestion;
pub use reasons::{DecisionReason, ReasonCode};
pub use selection::proposal;
pub use situation::{Access, Situation};
pub use standards::{Standard, dated, standard};

use crate::{assessment::Assessment, ex};

/// The decision for an assessment, with its exposure as it is now.
#[must_use]
pub fn decision(assessment: &Assessment, exposure: &ex::Assessed) -> Decision {
    decide(&Situation::of(assessment, exposure))
}
