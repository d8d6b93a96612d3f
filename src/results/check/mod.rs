//! The checks: what an assessor would stop at, as values with a stable code.
//! Their wording is in `locales/`; `docs/checks.md` says of each when it is
//! raised and what clears it.
//!
//! A check of a row reads its answer, the figures of the row and what its
//! evidence says, nothing else.
//! What needs more than that is a check of the document.

mod answers;
mod code;
mod document;
mod finding;
mod made_with;
mod person;
mod place;
mod row;
mod severity;
mod statements;
mod text;
mod wording;

pub use answers::REQUIREMENTS_PER_DOCUMENT_MAX;
pub(super) use answers::Rows;
pub use code::Check;
pub(super) use document::{beside_answers, follow_answers, of_document, take_on_evidence};
pub use finding::{DocumentFinding, Finding};
pub use place::Place;
pub(super) use row::check;
pub use severity::{Severity, SeverityCounts};
