//! The pieces in which an assessment is changed, undone and stored.

use super::{Answer, Applicant, Assessment, EvidenceId, EvidenceItem, TestItem};
use crate::catalogue::RequirementKey;

/// Names one record of an assessment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RecordKey {
    /// Who applies.
    Applicant,
    /// What is assessed.
    TestItem,
    /// The answer to one requirement.
    Answer(RequirementKey),
    /// One evidence item.
    Evidence(EvidenceId),
}

/// The content of one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    /// Who applies.
    Applicant(Applicant),
    /// What is assessed.
    TestItem(TestItem),
    /// The answer to one requirement; `None` where it was never touched.
    Answer(RequirementKey, Option<Answer>),
    /// One evidence item; `None` where there is none of that id.
    Evidence(EvidenceId, Option<EvidenceItem>),
}

impl Record {
    /// Which record this is the content of.
    #[must_use]
    pub fn key(&self) -> RecordKey {
        match self {
            Self::Applicant(_) => RecordKey::Applicant,
            Self::TestItem(_) => RecordKey::TestItem,
            Self::Answer(key, _) => RecordKey::Answer(*key),
            Self::Evidence(id, _) => RecordKey::Evidence(id.clone()),
        }
    }
}

impl Assessment {
    /// A copy of one record as it is now.
    #[must_use]
    pub fn record(&self, key: &RecordKey) -> Record {
        match key {
            RecordKey::Applicant => Record::Applicant(self.applicant.clone()),
            RecordKey::TestItem => Record::TestItem(self.test_item.clone()),
            RecordKey::Answer(key) => Record::Answer(*key, self.answers.get(*key).cloned()),
            RecordKey::Evidence(id) => Record::Evidence(id.clone(), self.evidence.get(id).cloned()),
        }
    }

    pub(super) fn put(&mut self, record: Record) {
        match record {
            Record::Applicant(applicant) => self.applicant = applicant,
            Record::TestItem(test_item) => self.test_item = test_item,
            Record::Answer(key, answer) => self.answers.put(key, answer),
            Record::Evidence(id, Some(item)) => {
                self.evidence.insert(id, item);
            }
            Record::Evidence(id, None) => {
                self.evidence.remove(&id);
            }
        }
    }
}
