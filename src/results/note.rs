//! What has to be said beside a number, because it may be known as another one
//! (CV-3, CV-7).

use super::{Coverage, coverage::ratio};
use crate::{
    catalogue::{PartId, placeholders},
    words::certificate as say,
};

/// What is said beside a number of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The group whose number it is; the whole part if none.
    pub group: Option<&'static str>,
    /// What it says.
    pub text: String,
}

/// What is said beside a number of this part, with the coverage of the whole
/// part. Every number in it that is ours is counted from the catalogue.
#[must_use]
pub fn note(part: PartId, coverage: &Coverage) -> Option<Note> {
    let catalogue = part.part();
    match part {
        PartId::P2_4 | PartId::P4_1 => None,
        PartId::P3_3 => {
            let group = catalogue.groups.iter().find(|group| group.number == 2)?;
            let rows = catalogue.requirements.get(group.rows())?;
            let enhancements = rows.iter().filter(|row| row.is_enhancement()).count();
            let text = say::fr_2(
                &rows.len().to_string(),
                &(rows.len() - enhancements).to_string(),
                &enhancements.to_string(),
            );
            Some(Note { group: Some(group.id), text })
        }
        PartId::P4_2 => {
            let (total, empty) = (catalogue.requirements.len(), placeholders().len());
            let reported = (total + empty).to_string();
            let with_them = coverage.total + empty as u16;
            let ratio = ratio(catalogue.id.code(), coverage.passed, with_them);
            let text = say::of_126(&total.to_string(), &reported, &empty.to_string(), &ratio);
            Some(Note { group: None, text })
        }
    }
}
