//! The assessment as a set of small stored texts, one a record: what is written
//! after a change is what changed, and one broken text loses one record only.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{Answers, Assessment, AssessmentId, EvidenceId, Record, RecordKey, Timestamp};
use crate::{
    catalogue::{PartId, RequirementKey},
    json::{self, Limits},
};

/// The name of the text that every stored assessment has.
pub const ABOUT: &str = "about";

/// What is known of a stored assessment beside its records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// When it was begun.
    pub created: Timestamp,
    /// When it was last changed.
    pub modified: Timestamp,
}

/// The name under which a record is stored within its assessment.
#[must_use]
pub fn name(key: &RecordKey) -> String {
    match key {
        RecordKey::Applicant => "applicant".to_owned(),
        RecordKey::TestItem => "test-item".to_owned(),
        RecordKey::Answer(key) => ["answer/", key.part().code(), "/", key.id()].concat(),
        RecordKey::Evidence(id) => ["evidence/", id.as_str()].concat(),
    }
}

/// Reads a [`name`]; `None` for a text that is not a record.
#[must_use]
pub fn key(name: &str) -> Option<RecordKey> {
    match name.split('/').collect::<Vec<_>>().as_slice() {
        ["applicant"] => Some(RecordKey::Applicant),
        ["test-item"] => Some(RecordKey::TestItem),
        ["answer", part, id] => {
            RequirementKey::find(PartId::from_code(part)?, id).map(RecordKey::Answer)
        }
        ["evidence", id] => EvidenceId::try_from((*id).to_owned()).ok().map(RecordKey::Evidence),
        _ => None,
    }
}

/// The text of a record as it is now; `None` if the record is not there.
///
/// # Errors
/// None in practice: every record can be written as JSON.
pub fn text(assessment: &Assessment, key: &RecordKey) -> Result<Option<String>, serde_json::Error> {
    match assessment.record(key) {
        Record::Applicant(applicant) => written(&applicant).map(Some),
        Record::TestItem(test_item) => written(&test_item).map(Some),
        Record::Answer(_, answer) => answer.map(|answer| written(&answer)).transpose(),
        Record::Evidence(_, item) => item.map(|item| written(&item)).transpose(),
    }
}

/// The names of all records an assessment has, evidence before the answers that link it.
#[must_use]
pub fn keys(assessment: &Assessment) -> Vec<RecordKey> {
    let mut keys = vec![RecordKey::Applicant, RecordKey::TestItem];
    keys.extend(assessment.evidence.keys().cloned().map(RecordKey::Evidence));
    keys.extend(assessment.answers.iter().map(|(key, _)| RecordKey::Answer(key)));
    keys
}

/// An assessment put together from stored texts.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// Everything that could be read.
    pub assessment: Assessment,
    /// The names of the texts that could not be read; they are to be kept aside.
    pub unreadable: Vec<String>,
    /// The requirements that lost a link, because the evidence item is not there.
    pub lost_links: Vec<RequirementKey>,
}

/// Puts an assessment together from its stored texts, name by name.
///
/// It never fails: what cannot be read is named in [`Loaded::unreadable`].
/// `now` stands in for the times of an assessment whose own are unreadable.
#[must_use]
pub fn load<'a>(
    id: AssessmentId,
    texts: impl IntoIterator<Item = (&'a str, &'a str)>,
    now: &Timestamp,
) -> Loaded {
    let mut assessment = Assessment::new(id, now.clone());
    let mut unreadable = Vec::new();
    for (name, text) in texts {
        let put = match (name, key(name)) {
            (ABOUT, _) => read::<About>(text).map(|about| {
                assessment.created = about.created;
                assessment.modified = about.modified;
            }),
            (_, Some(RecordKey::Applicant)) => {
                read(text).map(|applicant| assessment.put(Record::Applicant(applicant)))
            }
            (_, Some(RecordKey::TestItem)) => {
                read(text).map(|test_item| assessment.put(Record::TestItem(test_item)))
            }
            (_, Some(RecordKey::Answer(key))) => {
                read(text).map(|answer| assessment.put(Record::Answer(key, Some(answer))))
            }
            (_, Some(RecordKey::Evidence(id))) => {
                read(text).map(|item| assessment.put(Record::Evidence(id, Some(item))))
            }
            (_, None) => None,
        };
        if put.is_none() {
            unreadable.push(name.to_owned());
        }
    }
    let lost_links = drop_lost_links(&mut assessment);
    Loaded { assessment, unreadable, lost_links }
}

/// Reads a value from its text; `None` if it is not one.
///
/// Everything is read and written by way of a JSON value, as a bundle is: one
/// reader and one writer for each type, instead of two, is a tenth of the app.
#[must_use]
pub fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    let limits = Limits { depth: usize::MAX, values: usize::MAX };
    json::read(&json::parse(text, limits).ok()?).ok()
}

/// The text of a value.
///
/// # Errors
/// None in practice: everything that is stored can be written as JSON.
pub fn written<T: Serialize>(value: &T) -> Result<String, serde_json::Error> {
    serde_json::to_string(&serde_json::to_value(value)?)
}

/// Takes away the links to evidence items that are not there.
fn drop_lost_links(assessment: &mut Assessment) -> Vec<RequirementKey> {
    let mut lost = Vec::new();
    let mut answers = Answers::default();
    for (key, answer) in assessment.answers.iter() {
        let mut sound = answer.clone();
        sound.evidence.retain(|id| assessment.evidence.contains_key(id));
        sound.scoping_analysis =
            sound.scoping_analysis.filter(|id| assessment.evidence.contains_key(id));
        if sound != *answer {
            lost.push(key);
        }
        answers.put(key, Some(sound));
    }
    assessment.answers = answers;
    lost
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn moment(text: &str) -> Timestamp {
        text.to_owned().try_into().unwrap()
    }

    #[test]
    fn what_is_stored_record_by_record_loads_as_the_same_assessment() {
        let id = AssessmentId::from_random([7; 16]);
        let assessment =
            crate::sample::gasguard_200(id.clone(), moment("2026-11-23T10:00:00Z")).unwrap();
        let mut texts: Vec<(String, String)> = keys(&assessment)
            .iter()
            .map(|key| (name(key), text(&assessment, key).unwrap().unwrap()))
            .collect();
        let about =
            About { created: assessment.created.clone(), modified: assessment.modified.clone() };
        texts.push((ABOUT.to_owned(), serde_json::to_string(&about).unwrap()));
        let texts = texts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let loaded = load(id, texts, &moment("2030-01-01T00:00:00Z"));
        assert_eq!(loaded.assessment, assessment);
        assert!(loaded.unreadable.is_empty() && loaded.lost_links.is_empty());
    }

    #[test]
    fn a_broken_text_loses_its_own_record_only_and_is_named() {
        let id = AssessmentId::from_random([7; 16]);
        let now = moment("2026-11-23T10:00:00Z");
        let texts = [
            ("evidence/a", "{\"title\":"),
            ("answer/4-1/SR-2", "{\"verdict\":\"pass\",\"evidence\":[\"a\"]}"),
            ("answer/9-9/XX-1", "{}"),
        ];
        let loaded = load(id, texts, &now);
        assert_eq!(loaded.unreadable, ["evidence/a", "answer/9-9/XX-1"]);
        assert_eq!(loaded.lost_links.iter().map(|key| key.id()).collect::<Vec<_>>(), ["SR-2"]);
        let key = RequirementKey::find(PartId::P4_1, "SR-2").unwrap();
        assert_eq!(
            loaded.assessment.answers.get(key).unwrap().verdict,
            super::super::Verdict::Pass
        );
    }
}
