//! The assessment as a set of small texts, one a record: what is written after a
//! change is what changed, and one broken text loses one record only.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;

use super::{
    AnswerKey, Assessment, AssessmentId, CarriedOver, Change, Content, Date, EvidenceId, LINE_MAX,
    Moment, Record, RecordKey, Records, Timestamp, carry_over, editions::misread, is_longer,
};
use crate::{
    catalogue::{Catalogue, Earlier, RequirementKey},
    json::{self, Limits, Misfit, Plain, Reader},
};

/// The name of the text that every stored assessment has beside its records.
pub const ABOUT: &str = "about";

/// What is known of an assessment beside its records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// When it was begun.
    pub created: Timestamp,
    /// When it was last changed.
    pub modified: Timestamp,
    /// The local date of the last change, where the user was.
    pub day: Date,
    /// The language in which the applicant writes; empty where nobody has said so.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub language: String,
    /// The catalogues it was made with.
    pub catalogues: Vec<Catalogue>,
}

impl About {
    /// What is to be stored of an assessment beside its records.
    #[must_use]
    pub fn of(assessment: &Assessment) -> Self {
        Self {
            created: assessment.created.clone(),
            modified: assessment.modified.clone(),
            day: assessment.day.clone(),
            language: assessment.language.clone(),
            catalogues: assessment.parts().map(Catalogue::present).collect(),
        }
    }

    /// Whether an assessment can have these times and this language.
    fn is_sound(&self) -> bool {
        self.modified.is_near(&self.day) && !is_longer(&self.language, LINE_MAX)
    }
}

/// The text of a record as it is now; `None` if the record is not there.
#[must_use]
pub fn text(assessment: &Assessment, key: &RecordKey) -> Option<String> {
    assessment.record(key).to_value().map(|value| value.to_string())
}

/// The contents of all records of a document by their names.
#[must_use]
pub fn records(content: &Content) -> Records {
    let mut records = Records::new();
    for key in content.keys() {
        let value = content.record(&key).to_value();
        records.extend(value.map(|value| (key.name(), value)));
    }
    records
}

/// A record that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread {
    /// The name of the record.
    pub name: String,
    /// The field within it; `.` for the record as a whole.
    pub path: String,
    /// What is wrong.
    pub problem: String,
}

impl Content {
    /// The document that these records make, with the names of those that are
    /// not records of this version, and those that could not be read.
    pub(crate) fn from_records<R: Reader>(
        id: AssessmentId,
        about: &About,
        records: &Records,
    ) -> (Self, Vec<String>, Vec<Misread>) {
        let mut content = Self::new(id, about.modified.clone(), about.day.clone());
        content.created = about.created.clone();
        content.language = about.language.clone();
        let (mut unknown, mut misread) = (Vec::new(), Vec::new());
        for (name, value) in records {
            let Some(key) = RecordKey::parse(name) else {
                unknown.push(name.clone());
                continue;
            };
            match Record::read::<R>(&key, value) {
                Ok(record) => match content.surplus(&record) {
                    None => content.put(record),
                    Some((field, reason)) => misread.push(Misread {
                        name: name.clone(),
                        path: field.to_owned(),
                        problem: reason.to_string(),
                    }),
                },
                Err(Misfit { path, problem }) => {
                    misread.push(Misread { name: name.clone(), path, problem });
                }
            }
        }
        (content, unknown, misread)
    }
}

/// An assessment put together from stored texts.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// Everything that could be read.
    pub assessment: Assessment,
    /// The names of the texts that could not be read, and of the links to evidence
    /// items among them; they are to be kept aside.
    pub unreadable: Vec<String>,
    /// The names of the texts that are no records of this version: they belong to
    /// a later one and stay.
    pub unknown: Vec<String>,
    /// The requirements that lost a link, because the evidence item is not there.
    pub lost_links: Vec<RequirementKey>,
    /// What was carried over from earlier editions. If anything was, the whole
    /// assessment is to be stored anew, and then the texts that are `stale` removed.
    pub carried_over: Vec<CarriedOver>,
    /// The names of texts that stand under another name now, or nowhere.
    pub stale: Vec<String>,
}

/// Puts an assessment together from its stored texts, name by name.
///
/// It never fails: what cannot be read is named in [`Loaded::unreadable`].
/// `editions` are the earlier ones that are known; `now` stands in for the times
/// of an assessment whose own are unreadable.
#[must_use]
pub fn load<'a>(
    id: AssessmentId,
    texts: impl IntoIterator<Item = (&'a str, &'a str)>,
    editions: &[Earlier],
    now: &Moment,
) -> Loaded {
    let mut records = Records::new();
    let mut unreadable = Vec::new();
    let mut about = About {
        created: now.utc.clone(),
        modified: now.utc.clone(),
        day: now.day.clone(),
        language: String::new(),
        catalogues: Vec::new(),
    };
    for (name, text) in texts {
        if name == ABOUT {
            match read::<About>(text) {
                Some(stored) if stored.is_sound() => about = stored,
                _ => unreadable.push(name.to_owned()),
            }
        } else if let Some(value) = parse(text) {
            records.insert(name.to_owned(), value);
        } else {
            unreadable.push(name.to_owned());
        }
    }
    let earlier = about.catalogues.iter().filter_map(|catalogue| catalogue.earlier(editions));
    let earlier: Vec<&Earlier> = earlier.collect();
    for name in earlier.iter().flat_map(|earlier| misread(&records, earlier)).collect::<Vec<_>>() {
        records.remove(&name);
        unreadable.push(name);
    }
    let stored: Vec<String> = records.keys().cloned().collect();
    let carried_over: Vec<CarriedOver> =
        earlier.into_iter().map(|earlier| carry_over(&mut records, earlier)).collect();
    let stale = stored.into_iter().filter(|name| !records.contains_key(name)).collect();

    let (content, unknown, misread) = Content::from_records::<Plain>(id, &about, &records);
    unreadable.extend(misread.into_iter().map(|misread| misread.name));
    let Repaired { assessment, dropped, mut lost_links } = repaired(content);
    unreadable.extend(dropped);
    unreadable.sort();
    unreadable.dedup();
    lost_links.sort();
    lost_links.dedup();
    Loaded { assessment, unreadable, unknown, lost_links, carried_over, stale }
}

/// An assessment without what was wrong with its content.
struct Repaired {
    assessment: Assessment,
    /// The names of the records that it lost.
    dropped: Vec<String>,
    /// The requirements that lost a link.
    lost_links: Vec<RequirementKey>,
}

/// Takes out of a content what no command would have let in.
fn repaired(mut content: Content) -> Repaired {
    let (mut dropped, mut lost_links) = (Vec::new(), Vec::new());
    loop {
        // Before the flaws: a record that names one that is not there loses the
        // name only, not all that it says.
        drop_loose_ends(&mut content);
        for (key, links) in drop_lost_links(&mut content) {
            lost_links.push(key.requirement);
            // A link says where in the item to look: that is kept aside like the item.
            dropped.extend(links.into_iter().map(|id| RecordKey::Link(key.clone(), id).name()));
        }
        let flaws = match Assessment::try_from(content.clone()) {
            Ok(assessment) => return Repaired { assessment, dropped, lost_links },
            Err(flaws) => flaws,
        };
        // What a command would not have let in was not stored by this program.
        for key in flaws.into_iter().filter_map(|flaw| flaw.record) {
            dropped.push(key.name());
            match Record::absent(key.clone()) {
                Some(absent) => content.put(absent),
                None => content.reset(&key),
            }
        }
    }
}

impl Assessment {
    /// Puts records in place that another tab has changed. `about` holds the times
    /// as that tab has set them. `None` if the records do not go together with what
    /// is here: then what does not fit is taken out, and everything may have moved.
    pub(crate) fn receive(
        &mut self,
        mut records: Vec<Record>,
        about: Option<&About>,
    ) -> Option<Change> {
        // What is named comes before what names it.
        records.sort_by_key(Record::key);
        let now = Moment { utc: self.modified.clone(), day: self.day.clone() };
        let change = self.restore(records, &now);
        if let Some(about) = about.filter(|about| about.is_sound()) {
            self.0.created = about.created.clone();
            self.0.modified = about.modified.clone();
            self.0.day = about.day.clone();
            self.0.language = about.language.clone();
        }
        if self.flaw_after(change.before.iter()).is_none() {
            return Some(change);
        }
        *self = repaired(self.content()).assessment;
        None
    }
}

impl Content {
    /// Puts a single record back to what it is in an empty document.
    fn reset(&mut self, key: &RecordKey) {
        let empty = Self::new(self.id.clone(), self.modified.clone(), self.day.clone());
        self.put(empty.record(key));
    }
}

fn parse(text: &str) -> Option<Value> {
    json::parse(text, Limits::whole(usize::MAX, usize::MAX)).ok()
}

/// Reads a value from its text; `None` if it is not one.
#[must_use]
pub fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    Plain::read(&parse(text)?).ok()
}

/// The text of a value.
///
/// # Errors
/// None in practice: everything that is stored can be written as JSON.
pub fn written<T: Serialize>(value: &T) -> Result<String, serde_json::Error> {
    serde_json::to_string(value)
}

/// Takes away the ends of interfaces at components that are not there: the
/// interface itself stays, and is shown as ending outside.
fn drop_loose_ends(content: &mut Content) {
    let components = &content.components;
    for interface in &mut content.interfaces {
        for end in [&mut interface.from, &mut interface.to] {
            *end = end.take().filter(|id| components.iter().any(|one| one.id == *id));
        }
    }
}

/// Takes away the links to evidence items that are not there. Says which answers
/// lost one, and the items of their links.
fn drop_lost_links(content: &mut Content) -> BTreeMap<AnswerKey, Vec<EvidenceId>> {
    let evidence = &content.evidence;
    let is_lost = |id: &EvidenceId| !evidence.contains_key(id);
    let mut lost = BTreeMap::new();
    for (key, answer) in content.answers.all() {
        let links: Vec<EvidenceId> = answer.linked().filter(|id| is_lost(id)).cloned().collect();
        if !links.is_empty() || answer.scoping_analysis.as_ref().is_some_and(is_lost) {
            lost.insert(key.clone(), links);
        }
    }
    for aside in content.set_aside.values_mut() {
        aside.unlink(is_lost);
    }
    for key in lost.keys() {
        content.answers.change(key, |answer| {
            answer.evidence.retain(|link| !is_lost(&link.evidence));
            answer.scoping_analysis = answer.scoping_analysis.take().filter(|id| !is_lost(id));
        });
    }
    lost
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{assessment::Verdict, catalogue::PartId};

    fn moment(text: &str) -> Moment {
        Moment::in_utc(Timestamp::try_from(text.to_owned()).expect("a moment"))
    }

    #[test]
    fn what_is_stored_record_by_record_loads_as_the_same_assessment() {
        let id = AssessmentId::from_random([7; 16]);
        let file = include_str!("../../data/sample/gasguard-200.json");
        let begun = moment("2026-11-23T10:00:00Z");
        let assessment =
            crate::sample::gasguard_200(file, id.clone(), &begun).expect("the worked example");
        let mut texts: Vec<(String, String)> = assessment
            .keys()
            .iter()
            .map(|key| (key.name(), text(&assessment, key).expect("the record is there")))
            .collect();
        texts.push((ABOUT.to_owned(), written(&About::of(&assessment)).expect("JSON")));
        let texts = texts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let loaded = load(id, texts, &[], &moment("2030-01-01T00:00:00Z"));
        assert_eq!(loaded.assessment, assessment);
        assert!(loaded.unreadable.is_empty() && loaded.lost_links.is_empty());
    }

    #[test]
    fn a_broken_text_loses_its_own_record_only_and_is_named() {
        let id = AssessmentId::from_random([7; 16]);
        let texts = [
            ("evidence/a", "{\"title\":"),
            ("evidence/b", "{\"title\":\" \"}"),
            ("answer/4-1/SR-2/whole", "{\"verdict\":\"pass\"}"),
            ("link/4-1/SR-2/whole/a", "{\"evidence\":\"a\"}"),
            ("answer/9-9/XX-1/whole", "{}"),
        ];
        let loaded = load(id, texts, &[], &moment("2026-11-23T10:00:00Z"));
        let unreadable = ["evidence/a", "evidence/b", "link/4-1/SR-2/whole/a"];
        assert_eq!(loaded.unreadable, unreadable);
        assert_eq!(loaded.unknown, ["answer/9-9/XX-1/whole"]);
        assert_eq!(loaded.lost_links.iter().map(|key| key.id()).collect::<Vec<_>>(), ["SR-2"]);
        let key = RequirementKey::find(PartId::P4_1, "SR-2").expect("it is in the catalogue");
        let answer = loaded.assessment.answers.get(key).expect("it was read");
        assert_eq!(answer.verdict, Verdict::Pass);
        assert!(answer.evidence.is_empty());
    }
}
