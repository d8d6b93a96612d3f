//! The one way to change an assessment.

use std::{error, fmt};

use super::{
    AnswerField, ApplicantField, Assessment, EVIDENCE_MAX, EvidenceField, EvidenceId, EvidenceItem,
    FileFlaw, LINKS_MAX, MaturityLevel, Record, RecordKey, TestItemField, Timestamp, Verdict,
};
use crate::{catalogue::RequirementKey, order};

/// Something the user does to an assessment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Types into a field of the applicant.
    SetApplicant(ApplicantField, String),
    /// Types into a field of the test item.
    SetTestItem(TestItemField, String),
    /// Gives a verdict.
    SetVerdict(RequirementKey, Verdict),
    /// Types into a field of an answer.
    SetAnswerText(RequirementKey, AnswerField, String),
    /// Claims a maturity level, or takes the claim back.
    SetClaimed(RequirementKey, Option<MaturityLevel>),
    /// Names the SM-5 analysis behind "not applicable", or takes it back.
    SetScopingAnalysis(RequirementKey, Option<EvidenceId>),
    /// Links an evidence item to a requirement.
    Link(RequirementKey, EvidenceId),
    /// Takes the link of an evidence item away; the item stays.
    Unlink(RequirementKey, EvidenceId),
    /// Adds an evidence item, or replaces the one of that id, and links it to
    /// a requirement if one is named.
    PutEvidence(EvidenceId, Box<EvidenceItem>, Option<RequirementKey>),
    /// Types into a field of an evidence item.
    SetEvidenceText(EvidenceId, EvidenceField, String),
    /// Removes an evidence item and every link to it.
    RemoveEvidence(EvidenceId),
}

/// What a command moved, with the state before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Each record that moved, as it was before; the order is that of writing.
    pub before: Vec<Record>,
    /// The requirements whose answer or evidence moved, in catalogue order.
    pub requirements: Vec<RequirementKey>,
}

impl Change {
    /// The records that moved, in the order in which they are to be stored.
    pub fn records(&self) -> impl Iterator<Item = RecordKey> {
        self.before.iter().map(Record::key)
    }
}

/// Why a command was refused; the assessment is as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rejected {
    /// A text is longer than its field may hold; the limit in characters.
    TooLong(usize),
    /// There is no evidence item of that id.
    NoSuchEvidence,
    /// An evidence item needs a title.
    NoTitle,
    /// The description of the evidence file is wrong.
    File(FileFlaw),
    /// The requirement links as many evidence items as it may.
    TooManyLinks,
    /// There are as many evidence items as an assessment may hold.
    TooManyEvidenceItems,
}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use crate::words::rejected as words;
        match self {
            Self::TooLong(max) => f.write_str(&words::too_long(&max.to_string())),
            Self::NoSuchEvidence => f.write_str(words::no_such_evidence()),
            Self::NoTitle => f.write_str(words::no_title()),
            Self::File(FileFlaw::Name) => f.write_str(words::file_name()),
            Self::File(FileFlaw::Size) => f.write_str(words::file_size()),
            Self::File(FileFlaw::Sha256) => f.write_str(words::file_sha256()),
            Self::TooManyLinks => f.write_str(&words::too_many_links(&LINKS_MAX.to_string())),
            Self::TooManyEvidenceItems => f.write_str(&words::too_many(&EVIDENCE_MAX.to_string())),
        }
    }
}

impl error::Error for Rejected {}

impl Assessment {
    /// Carries out a command at the moment `now`.
    ///
    /// A command that would change nothing gives an empty [`Change`] and does
    /// not touch [`Assessment::modified`].
    ///
    /// # Errors
    /// [`Rejected`] says why; nothing was changed then.
    pub fn apply(&mut self, command: Command, now: &Timestamp) -> Result<Change, Rejected> {
        let after = self.outcome(command)?;
        Ok(self.restore(after, now))
    }

    /// Puts records in place, as a command or an undo does.
    pub(super) fn restore(&mut self, records: Vec<Record>, now: &Timestamp) -> Change {
        let mut before = Vec::with_capacity(records.len());
        let mut requirements = Vec::new();
        for record in records {
            let key = record.key();
            let was = self.record(&key);
            if was == record {
                continue;
            }
            let mut moved = |key| order::add(&mut requirements, key);
            match &key {
                RecordKey::Answer(key) => moved(*key),
                RecordKey::Evidence(id) => self.linked_to(id).for_each(&mut moved),
                RecordKey::Applicant | RecordKey::TestItem => {}
            }
            before.push(was);
            self.put(record);
            if let RecordKey::Evidence(id) = &key {
                self.linked_to(id).for_each(moved);
            }
        }
        if !before.is_empty() {
            self.modified = now.clone();
        }
        Change { before, requirements }
    }

    /// The records as they are to be after the command. Links come after the
    /// item they need and go before it, so that what is stored half-way holds together.
    fn outcome(&self, command: Command) -> Result<Vec<Record>, Rejected> {
        let record = match command {
            Command::SetApplicant(field, text) => {
                let mut applicant = self.applicant.clone();
                *applicant.text_mut(field) = fitting(text, field.max())?;
                Record::Applicant(applicant)
            }
            Command::SetTestItem(field, text) => {
                let mut test_item = self.test_item.clone();
                *test_item.text_mut(field) = fitting(text, field.max())?;
                Record::TestItem(test_item)
            }
            Command::SetVerdict(key, verdict) => {
                self.changed(key, |answer| answer.verdict = verdict)
            }
            Command::SetAnswerText(key, field, text) => {
                let text = fitting(text, field.max())?;
                self.changed(key, |answer| *answer.text_mut(field) = text)
            }
            Command::SetClaimed(key, level) => self.changed(key, |answer| answer.claimed = level),
            Command::SetScopingAnalysis(key, id) => {
                if let Some(id) = &id {
                    self.existing(id)?;
                }
                self.changed(key, |answer| answer.scoping_analysis = id)
            }
            Command::Link(key, id) => {
                self.existing(&id)?;
                self.linked(key, id)?
            }
            Command::Unlink(key, id) => {
                self.changed(key, |answer| answer.evidence.retain(|linked| *linked != id))
            }
            Command::PutEvidence(id, item, link) => {
                let item = self.sound(&id, *item)?;
                let mut records = vec![Record::Evidence(id.clone(), Some(item))];
                if let Some(key) = link {
                    records.push(self.linked(key, id)?);
                }
                return Ok(records);
            }
            Command::SetEvidenceText(id, field, text) => {
                let mut item = self.evidence.get(&id).ok_or(Rejected::NoSuchEvidence)?.clone();
                *item.text_mut(field) = text;
                let item = self.sound(&id, item)?;
                Record::Evidence(id, Some(item))
            }
            Command::RemoveEvidence(id) => {
                self.existing(&id)?;
                let mut records: Vec<Record> = self
                    .linked_to(&id)
                    .map(|key| self.changed(key, |answer| answer.unlink(&id)))
                    .collect();
                records.push(Record::Evidence(id, None));
                return Ok(records);
            }
        };
        Ok(vec![record])
    }

    fn changed(&self, key: RequirementKey, change: impl FnOnce(&mut super::Answer)) -> Record {
        let before = self.answers.get(key);
        let mut answer = before.cloned().unwrap_or_default();
        change(&mut answer);
        let untouched = before.is_none() && answer == super::Answer::default();
        Record::Answer(key, (!untouched).then_some(answer))
    }

    fn linked(&self, key: RequirementKey, id: EvidenceId) -> Result<Record, Rejected> {
        if self.answers.get(key).is_some_and(|answer| answer.evidence.len() >= LINKS_MAX) {
            return Err(Rejected::TooManyLinks);
        }
        Ok(self.changed(key, |answer| {
            if !answer.evidence.contains(&id) {
                answer.evidence.push(id);
            }
        }))
    }

    fn existing(&self, id: &EvidenceId) -> Result<(), Rejected> {
        if self.evidence.contains_key(id) { Ok(()) } else { Err(Rejected::NoSuchEvidence) }
    }

    /// The item with what it shows in order and once each, if it may be kept.
    fn sound(&self, id: &EvidenceId, mut item: EvidenceItem) -> Result<EvidenceItem, Rejected> {
        if item.title.trim().is_empty() {
            return Err(Rejected::NoTitle);
        }
        if let Some(field) = item.too_long() {
            return Err(Rejected::TooLong(field.max()));
        }
        if let Some(flaw) = item.file.as_ref().and_then(super::EvidenceFile::flaw) {
            return Err(Rejected::File(flaw));
        }
        if self.evidence.len() >= EVIDENCE_MAX && !self.evidence.contains_key(id) {
            return Err(Rejected::TooManyEvidenceItems);
        }
        let shows = std::mem::take(&mut item.shows);
        shows.into_iter().for_each(|shown| order::add(&mut item.shows, shown));
        Ok(item)
    }
}

fn fitting(text: String, max: usize) -> Result<String, Rejected> {
    if text.len() > max && text.chars().count() > max {
        Err(Rejected::TooLong(max))
    } else {
        Ok(text)
    }
}
