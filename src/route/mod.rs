//! Which certificates to apply for, in which order, and why (RT, CT).
//!
//! [`decide`] looks at five facts and nothing else. How the rules are read:
//!
//! - The protection is *reachable* where a technique is exposed **and** there is
//!   an access path (EX-3). One "no" of the two settles it, whatever the other is.
//! - Reachable: RT-2, whatever else the product is. Not reachable: RT-1 for an
//!   embedded device, else RT-3, whose rationale is kept.
//! - A symbol that the workshop's table does not settle, with a path: the ExCB is
//!   asked (EX-4, EX-5), and the decision says what follows from either answer.
//! - A question is asked only where its answer can change what is decided. While
//!   the route is open, the parts are not asked for; without a route to a
//!   certificate they are not asked for either.
//! - A product supplier shows RT-4: 2-4, then 4-1, then 4-2 or 3-3. A service
//!   provider has 2-4, and 3-2 and 3-3 where the test item is the system it
//!   builds; where it is a component, its 4-2 certificate is its supplier's. An
//!   asset owner has 2-1 and 3-2 and asks its suppliers for the rest (RT-9).

mod answer;
mod decision;
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
pub use decision::{Decision, Either, decide};
pub use questions::OpenQuestion;
pub use reasons::{DecisionReason, ReasonCode};
pub use selection::proposal;
pub use situation::{Access, ProtectionExposure, Reach, Situation};
pub use standards::{Standard, standard};

use crate::{assessment::Assessment, ex};

/// The decision for an assessment, with its exposure as it is now.
#[must_use]
pub fn decision(assessment: &Assessment, exposure: &ex::Assessed) -> Decision {
    decide(&Situation::of(assessment, ProtectionExposure::of(exposure)))
}
