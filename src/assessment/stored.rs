//! The assessment as a set of small stored texts, one a record: what is written
//! after a change is what changed, and one broken text loses one record only.

use std::borrow::Cow;

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Map, Value, json};

use super::{
    Answer, Answers, Assessment, AssessmentId, CarriedOver, ComponentId, Draft, DraftKind,
    EvidenceId, List, ListKey, Record, RecordKey, SetAside, Timestamp, carry_over,
    command::{sound_draft, sound_list, sound_scope, sound_selection},
};
use crate::{
    catalogue::{Catalogue, Earlier, PartId, RequirementKey},
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
    /// The catalogues it was made with; none in what was stored when there was
    /// one edition of each.
    #[serde(default)]
    pub catalogues: Vec<Catalogue>,
}

impl About {
    /// What is to be stored of an assessment beside its records.
    #[must_use]
    pub fn of(assessment: &Assessment) -> Self {
        Self {
            created: assessment.created.clone(),
            modified: assessment.modified.clone(),
            catalogues: assessment.parts().map(Catalogue::present).collect(),
        }
    }
}

/// The name under which a record is stored within its assessment.
#[must_use]
pub fn name(key: &RecordKey) -> String {
    match key {
        RecordKey::Applicant => "applicant".to_owned(),
        RecordKey::TestItem => "test-item".to_owned(),
        RecordKey::Scope => "scope".to_owned(),
        RecordKey::Selection => "selection".to_owned(),
        RecordKey::List(key) => ["list/", list_name(*key)].concat(),
        RecordKey::Draft(kind) => ["draft/", draft_name(*kind)].concat(),
        RecordKey::Answer(key) => ["answer/", key.part().code(), "/", key.id()].concat(),
        RecordKey::Evidence(id) => ["evidence/", id.as_str()].concat(),
    }
}

const fn list_name(key: ListKey) -> &'static str {
    match key {
        ListKey::Components => "components",
        ListKey::Interfaces => "interfaces",
        ListKey::Certificates => "certificates",
        ListKey::Providers => "providers",
        ListKey::Profiles => "profiles",
        ListKey::SetAside => "set-aside",
    }
}

const fn draft_name(kind: DraftKind) -> &'static str {
    match kind {
        DraftKind::Statement => "statement",
        DraftKind::Standards => "standards",
        DraftKind::Equipment => "equipment",
        DraftKind::Annexes => "annexes",
    }
}

/// Reads a [`name`]; `None` for a text that is not a record.
#[must_use]
pub fn key(name: &str) -> Option<RecordKey> {
    match name.split('/').collect::<Vec<_>>().as_slice() {
        ["applicant"] => Some(RecordKey::Applicant),
        ["test-item"] => Some(RecordKey::TestItem),
        ["scope"] => Some(RecordKey::Scope),
        ["selection"] => Some(RecordKey::Selection),
        ["list", name] => {
            ListKey::ALL.into_iter().find(|key| list_name(*key) == *name).map(RecordKey::List)
        }
        ["draft", name] => {
            DraftKind::ALL.into_iter().find(|kind| draft_name(*kind) == *name).map(RecordKey::Draft)
        }
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
        Record::Scope(scope) => written(&scope).map(Some),
        Record::List(list) if list.is_empty() => Ok(None),
        Record::List(List::Components(items)) => written(&items).map(Some),
        Record::List(List::Interfaces(items)) => written(&items).map(Some),
        Record::List(List::Certificates(items)) => written(&items).map(Some),
        Record::List(List::Providers(items)) => written(&items).map(Some),
        Record::List(List::Profiles(items)) => written(&items).map(Some),
        Record::List(List::SetAside(items)) => written(&items).map(Some),
        Record::Selection(selection) => written(&selection).map(Some),
        Record::Draft(_, draft) => draft.map(|draft| written(&draft)).transpose(),
        Record::Answer(_, answer) => answer.map(|answer| written(&answer)).transpose(),
        Record::Evidence(_, item) => item.map(|item| written(&item)).transpose(),
    }
}

/// The names of all records an assessment has, evidence before the answers that link it.
#[must_use]
pub fn keys(assessment: &Assessment) -> Vec<RecordKey> {
    let mut keys =
        vec![RecordKey::Applicant, RecordKey::TestItem, RecordKey::Scope, RecordKey::Selection];
    let lists = ListKey::ALL.into_iter().filter(|key| !assessment.list(*key).is_empty());
    keys.extend(lists.map(RecordKey::List));
    keys.extend(assessment.drafts.iter().map(|draft| RecordKey::Draft(draft.kind)));
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
    now: &Timestamp,
) -> Loaded {
    let mut assessment = Assessment::new(id, now.clone());
    let mut unreadable = Vec::new();
    let texts: Vec<(&str, &str)> = texts.into_iter().collect();
    let Renewed { texts, carried_over, stale } = to_present_editions(&texts, editions);
    for (name, text) in &texts {
        let (name, text) = (name.as_ref(), text.as_ref());
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
            (_, Some(RecordKey::Scope)) => {
                let scope = read(text).and_then(|scope| sound_scope(scope).ok());
                scope.map(|scope| assessment.put(Record::Scope(scope)))
            }
            (_, Some(RecordKey::Selection)) => read(text).map(|selection| {
                assessment.put(Record::Selection(sound_selection(selection)));
            }),
            (_, Some(RecordKey::List(key))) => {
                let list = read_list(key, text).filter(|list| sound_list(list).is_ok());
                list.map(|list| assessment.put(Record::List(list)))
            }
            (_, Some(RecordKey::Draft(kind))) => {
                let is_sound = |draft: &Draft| draft.kind == kind && sound_draft(draft).is_ok();
                let draft = read(text).filter(is_sound);
                draft.map(|draft| assessment.put(Record::Draft(kind, Some(draft))))
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
    drop_loose_ends(&mut assessment);
    let lost_links = drop_lost_links(&mut assessment);
    Loaded { assessment, unreadable, lost_links, carried_over, stale }
}

/// Stored texts as the present editions have them.
struct Renewed<'a> {
    texts: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    carried_over: Vec<CarriedOver>,
    stale: Vec<String>,
}

/// Carries stored texts over from the earlier editions they were made with.
fn to_present_editions<'a>(texts: &[(&'a str, &'a str)], editions: &[Earlier]) -> Renewed<'a> {
    let about = texts.iter().find(|(name, _)| *name == ABOUT);
    let about = about.and_then(|(_, text)| read::<About>(text));
    let made_with = about.map_or_else(Vec::new, |about| about.catalogues);
    let mut renewed = Renewed { texts: Vec::new(), carried_over: Vec::new(), stale: Vec::new() };
    renewed.texts.extend(texts.iter().map(|(name, text)| ((*name).into(), (*text).into())));
    for earlier in made_with.iter().filter_map(|catalogue| catalogue.earlier(editions)) {
        renew(&mut renewed, earlier);
    }
    renewed
}

/// Carries texts over from one earlier edition: they become a part of an
/// assessment, as a bundle has it, and texts again.
fn renew(renewed: &mut Renewed<'_>, earlier: &Earlier) {
    let code = earlier.part.code();
    let prefix = ["answer/", code, "/"].concat();
    let parsed = |text: &str| json::parse(text, Limits::whole(usize::MAX, usize::MAX)).ok();
    let mut answers = Map::new();
    let mut others = Map::new();
    let mut left = Vec::new();
    for (name, text) in std::mem::take(&mut renewed.texts) {
        let value = parsed(&text);
        // What is no answer stays under its name, and is reported by it.
        let is_answer = |value: &Value| json::read::<Answer>(value).is_ok();
        let is_aside = |value: &Value| json::read::<Vec<SetAside>>(value).is_ok();
        match (name.strip_prefix(&prefix), name.as_ref(), value) {
            (Some(id), _, Some(value)) if is_answer(&value) => {
                answers.insert(id.to_owned(), value);
                renewed.stale.push(name.into_owned());
            }
            (None, "list/profiles", Some(value)) => {
                others.insert("profiles".to_owned(), value);
            }
            (None, "list/set-aside", Some(value)) if is_aside(&value) => {
                others.insert("set_aside".to_owned(), value);
            }
            _ => left.push((name, text)),
        }
    }
    renewed.texts = left;
    others.insert("answers".to_owned(), json!({ code: answers }));
    let mut assessment = Value::Object(others);
    renewed.carried_over.push(carry_over(&mut assessment, earlier));
    let mut put = |name: String, value: &Value| {
        renewed.stale.retain(|stale| *stale != name);
        renewed.texts.push((name.into(), value.to_string().into()));
    };
    for (name, field) in [("list/profiles", "profiles"), ("list/set-aside", "set_aside")] {
        if let Some(value) = assessment.get(field) {
            put(name.to_owned(), value);
        }
    }
    let answers = assessment.get("answers").and_then(|answers| answers.get(code));
    for (id, answer) in answers.and_then(Value::as_object).into_iter().flatten() {
        put([&prefix, id.as_str()].concat(), answer);
    }
}

fn read_list(key: ListKey, text: &str) -> Option<List> {
    match key {
        ListKey::Components => read(text).map(List::Components),
        ListKey::Interfaces => read(text).map(List::Interfaces),
        ListKey::Certificates => read(text).map(List::Certificates),
        ListKey::Providers => read(text).map(List::Providers),
        ListKey::Profiles => read(text).map(List::Profiles),
        ListKey::SetAside => read(text).map(List::SetAside),
    }
}

/// Reads a value from its text; `None` if it is not one.
///
/// Everything is read and written by way of a JSON value, as a bundle is: one
/// reader and one writer for each type, instead of two, is a tenth of the app.
#[must_use]
pub fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    let limits = Limits::whole(usize::MAX, usize::MAX);
    json::read(&json::parse(text, limits).ok()?).ok()
}

/// The text of a value.
///
/// # Errors
/// None in practice: everything that is stored can be written as JSON.
pub fn written<T: Serialize>(value: &T) -> Result<String, serde_json::Error> {
    serde_json::to_string(&serde_json::to_value(value)?)
}

/// Takes away the ends of interfaces at components that are not there: the
/// interface itself stays, and is shown as ending outside.
fn drop_loose_ends(assessment: &mut Assessment) {
    let components = &assessment.components;
    let is_there = |end: &ComponentId| components.iter().any(|component| component.id == *end);
    for interface in &mut assessment.interfaces {
        interface.from = interface.from.take().filter(is_there);
        interface.to = interface.to.take().filter(is_there);
    }
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
    let evidence = &assessment.evidence;
    for item in &mut assessment.set_aside {
        let answer = &mut item.answer;
        answer.evidence.retain(|id| evidence.contains_key(id));
        answer.scoping_analysis =
            answer.scoping_analysis.take().filter(|id| evidence.contains_key(id));
    }
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
        texts.push((ABOUT.to_owned(), serde_json::to_string(&About::of(&assessment)).unwrap()));
        let texts = texts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let loaded = load(id, texts, &[], &moment("2030-01-01T00:00:00Z"));
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
        let loaded = load(id, texts, &[], &now);
        assert_eq!(loaded.unreadable, ["evidence/a", "answer/9-9/XX-1"]);
        assert_eq!(loaded.lost_links.iter().map(|key| key.id()).collect::<Vec<_>>(), ["SR-2"]);
        let key = RequirementKey::find(PartId::P4_1, "SR-2").unwrap();
        assert_eq!(
            loaded.assessment.answers.get(key).unwrap().verdict,
            super::super::Verdict::Pass
        );
    }
}
