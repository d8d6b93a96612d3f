//! The worked example: an invented gas detector, answered unevenly, as real
//! assessments are. Its file, `data/sample/gasguard-200.json`, is loaded when
//! somebody asks for it.

use crate::assessment::{Assessment, AssessmentId, AssessmentRecords, Moment, stored};

/// The worked example as an assessment of its own, begun `now`; `None` if the file
/// is another one, as of another version of the app.
#[must_use]
pub fn gasguard_200(file: &str, id: AssessmentId, now: &Moment) -> Option<Assessment> {
    let mut document: AssessmentRecords = stored::read(file)?;
    document.id = id;
    document.created = now.utc.clone();
    document.modified = now.utc.clone();
    document.day = now.day.clone();
    document.read_stored().ok()
}
