//! The records of an assessment: the pieces in which it is changed, undone,
//! stored, sealed, compared and merged.
//!
//! [`records!`](self) below is the one table of them. A line in it gives a kind
//! of record its place in the document, its name, its key, its texts, its limit
//! and its judge; everything else follows from the table.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::{
    Answer, AnswerKey, Answers, Applicant, ApplicantField, Application, ApplicationField, Argument,
    ArgumentField, CERTIFICATES_MAX, COMPONENTS_MAX, Certificate, CertificateField, Component,
    ComponentField, Date, Draft, DraftField, DraftKind, EVIDENCE_MAX, EvidenceField, EvidenceItem,
    INTERFACES_MAX, Interface, InterfaceField, LINKS_MAX, Link, LinkField, MESSAGES_MAX, Message,
    MessageField, NOTES_MAX, Note, NoteField, NoteSubject, PROFILES_MAX, Profile, ProfileField,
    Provider, ProviderField, Rejected, SET_ASIDE_MAX, Scope, ScopeField, Selection, SelectionField,
    SetAside, SetAsideField, TestItem, TestItemField, Timestamp,
    answer::AnswerField,
    id::{
        AssessmentId, CertificateId, ComponentId, EvidenceId, InterfaceId, MessageId, PointId,
        ProviderId, SetAsideId,
    },
};
use crate::{
    catalogue::PartId,
    ex::Technique,
    json::{Misfit, Reader},
};

/// A key as it stands in the name of a record.
trait Key: Sized {
    fn to_text(&self) -> String;
    fn from_text(text: &str) -> Option<Self>;
}

macro_rules! short_ids {
    ($($id:ident)+) => { $(
        impl Key for $id {
            fn to_text(&self) -> String {
                self.to_string()
            }

            fn from_text(text: &str) -> Option<Self> {
                Self::try_from(text.to_owned()).ok()
            }
        }
    )+ };
}

short_ids!(CertificateId ComponentId EvidenceId InterfaceId MessageId PointId ProviderId SetAsideId);

/// A profile is named by the id that its file gives it, whatever that is.
impl Key for String {
    fn to_text(&self) -> String {
        self.clone()
    }

    fn from_text(text: &str) -> Option<Self> {
        (!text.is_empty()).then(|| text.to_owned())
    }
}

/// A note is named by the record that it is about.
impl Key for NoteSubject {
    fn to_text(&self) -> String {
        match self {
            Self::Answer(key) => format!("answer/{key}"),
            Self::SetAside(id) => format!("set-aside/{id}"),
        }
    }

    fn from_text(text: &str) -> Option<Self> {
        match text.split_once('/')? {
            ("answer", key) => whole(AnswerKey::parse(key)?).map(Self::Answer),
            ("set-aside", id) => Key::from_text(id).map(Self::SetAside),
            _ => None,
        }
    }
}

impl Key for DraftKind {
    fn to_text(&self) -> String {
        self.code().to_owned()
    }

    fn from_text(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == text)
    }
}

impl Key for Technique {
    fn to_text(&self) -> String {
        self.code().to_owned()
    }

    fn from_text(text: &str) -> Option<Self> {
        Self::from_code(text)
    }
}

impl Key for PartId {
    fn to_text(&self) -> String {
        self.code().to_owned()
    }

    fn from_text(text: &str) -> Option<Self> {
        Self::from_code(text)
    }
}

/// An item of a list of the document.
pub trait ListItem: Clone {
    /// What names it within its list.
    type Id: PartialEq;

    /// The list, in the user's order.
    fn list(content: &Content) -> &[Self];

    /// What names it.
    fn id(&self) -> &Self::Id;

    /// The record of it.
    fn record(self) -> Record;
}

impl RecordKey {
    /// Whether a record of this name is for colleagues alone: a note, also of a
    /// later version. Nothing is computed from it, so a copy of a bundle that leaves
    /// it out still has results to compare.
    #[must_use]
    pub fn is_internal(name: &str) -> bool {
        name.starts_with("note/")
    }
}

impl Content {
    /// The item of this id, with its place in its list, counted from 0.
    #[must_use]
    pub fn item<T: ListItem>(&self, id: &T::Id) -> Option<(usize, &T)> {
        T::list(self).iter().enumerate().find(|(_, item)| item.id() == id)
    }
}

/// Makes the table of all kinds of record.
///
/// - `singles`: one of each, always there.
/// - `lists`: items with an id of their own, in an order that the user chooses.
/// - `maps`: items by a key, in the order of their keys.
///
/// Beside them stand the answers, their links and ticks, and the orders.
macro_rules! records {
    (
        singles { $($(#[doc = $single_doc:literal])+
            $Single:ident($SingleContent:ident) $single:ident: $single_name:literal,
            texts $SingleField:ident, judge $single_judge:expr;)+ }
        lists { $($(#[doc = $list_doc:literal])+
            $Item:ident($ItemContent:ident) by $ItemId:ty, $items:ident: $item_name:literal,
            up to $item_max:expr, texts $ItemField:ident, judge $item_judge:expr;)+ }
        maps { $($(#[doc = $map_doc:literal])+
            $Entry:ident($EntryContent:ident) by $EntryId:ty, $entries:ident: $entry_name:literal,
            up to $entry_max:expr, texts $EntryField:ident, judge $entry_judge:expr;)+ }
    ) => {
        /// What an assessment holds, record by record. Everything the user
        /// entered, nothing computed.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct Content {
            /// Names this assessment for good; a copy gets another one.
            pub id: AssessmentId,
            /// When it was begun.
            pub created: Timestamp,
            /// When something in it was last changed.
            pub modified: Timestamp,
            /// The local date of the last change, where the user was: every check
            /// goes by it.
            pub day: Date,
            /// The language in which the applicant writes, such as `en` (BCP 47);
            /// empty where nobody has said so.
            pub language: String,
            $($(#[doc = $single_doc])+ pub $single: $SingleContent,)+
            $($(#[doc = $list_doc])+ pub $items: Vec<$ItemContent>,)+
            $($(#[doc = $map_doc])+ pub $entries: BTreeMap<$EntryId, $EntryContent>,)+
            /// The answers with their links and ticks. Those outside the selection stay.
            pub answers: Answers,
            /// The order of each list that was put in order: the ids of its items. A
            /// hint: ids that are not there are ignored, items it does not name come last.
            pub orders: BTreeMap<ListKey, Vec<String>>,
        }

        impl Content {
            /// An empty document.
            pub(super) fn new(id: AssessmentId, now: Timestamp, day: Date) -> Self {
                Self {
                    id,
                    created: now.clone(),
                    modified: now,
                    day,
                    language: String::new(),
                    $($single: $SingleContent::default(),)+
                    $($items: Vec::new(),)+
                    $($entries: BTreeMap::new(),)+
                    answers: Answers::default(),
                    orders: BTreeMap::new(),
                }
            }
        }

        /// Names one record of an assessment. In the order in which records are
        /// stored: what is named comes before what names it.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum RecordKey {
            $($(#[doc = $single_doc])+ $Single,)+
            $($(#[doc = $list_doc])+ $Item($ItemId),)+
            $($(#[doc = $map_doc])+ $Entry($EntryId),)+
            /// The answer to one requirement.
            Answer(AnswerKey),
            /// One evidence item brought forward for one answer.
            Link(AnswerKey, EvidenceId),
            /// One ticked point that an assessor looks for.
            Tick(AnswerKey, PointId),
            /// The order of one list.
            Order(ListKey),
        }

        /// Names one list whose order the user chooses.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum ListKey {
            $($(#[doc = $list_doc])+ $Item,)+
            /// The links of one answer.
            Links(AnswerKey),
        }

        /// The content of one record; `None` where it is not there.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Record {
            $($(#[doc = $single_doc])+ $Single($SingleContent),)+
            $($(#[doc = $list_doc])+ $Item($ItemId, Option<$ItemContent>),)+
            $($(#[doc = $map_doc])+ $Entry($EntryId, Option<$EntryContent>),)+
            /// The answer to one requirement, without its links and ticks.
            Answer(AnswerKey, Option<Answer>),
            /// One evidence item brought forward for one answer.
            Link(AnswerKey, EvidenceId, Option<Link>),
            /// Whether one point that an assessor looks for is ticked.
            Tick(AnswerKey, PointId, bool),
            /// The order of one list.
            Order(ListKey, Option<Vec<String>>),
        }

        /// Names one field of text in the document.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum TextField {
            $($(#[doc = $single_doc])+ $Single($SingleField),)+
            $($(#[doc = $list_doc])+ $Item($ItemId, $ItemField),)+
            $($(#[doc = $map_doc])+ $Entry($EntryId, $EntryField),)+
            /// Of an answer.
            Answer(AnswerKey, AnswerField),
            /// Of a link.
            Link(AnswerKey, EvidenceId, LinkField),
        }

        impl TextField {
            /// The record in which the field stands.
            #[must_use]
            pub fn record(&self) -> RecordKey {
                match self {
                    $(Self::$Single(_) => RecordKey::$Single,)+
                    $(Self::$Item(id, _) => RecordKey::$Item(id.clone()),)+
                    $(Self::$Entry(id, _) => RecordKey::$Entry(id.clone()),)+
                    Self::Answer(key, _) => RecordKey::Answer(key.clone()),
                    Self::Link(key, id, _) => RecordKey::Link(key.clone(), id.clone()),
                }
            }

            /// The most characters it may hold.
            #[must_use]
            pub const fn max(&self) -> usize {
                match self {
                    $(Self::$Single(field) => field.max(),)+
                    $(Self::$Item(_, field) => field.max(),)+
                    $(Self::$Entry(_, field) => field.max(),)+
                    Self::Answer(_, field) => field.max(),
                    Self::Link(_, _, field) => field.max(),
                }
            }

            /// The name of the field within its record.
            #[must_use]
            pub const fn name(&self) -> &'static str {
                match self {
                    $(Self::$Single(field) => field.name(),)+
                    $(Self::$Item(_, field) => field.name(),)+
                    $(Self::$Entry(_, field) => field.name(),)+
                    Self::Answer(_, field) => field.name(),
                    Self::Link(_, _, field) => field.name(),
                }
            }
        }

        impl RecordKey {
            /// The name of the record, the same in storage and in a bundle, such as
            /// `component/c-1` or `answer/4-1/SM-1/whole`.
            #[must_use]
            pub fn name(&self) -> String {
                match self {
                    $(Self::$Single => $single_name.to_owned(),)+
                    $(Self::$Item(id) => format!("{}/{}", $item_name, id.to_text()),)+
                    $(Self::$Entry(id) => format!("{}/{}", $entry_name, id.to_text()),)+
                    Self::Answer(key) => format!("answer/{key}"),
                    Self::Link(key, id) => format!("link/{key}/{id}"),
                    Self::Tick(key, point) => format!("tick/{key}/{point}"),
                    Self::Order(list) => format!("order/{}", list.name()),
                }
            }

            /// Reads a [`name`](Self::name); `None` for one that names no record of
            /// this version.
            #[must_use]
            pub fn parse(name: &str) -> Option<Self> {
                let key = match name.split_once('/') {
                    $(None if name == $single_name => Some(Self::$Single),)+
                    $(Some(($item_name, id)) => Key::from_text(id).map(Self::$Item),)+
                    $(Some(($entry_name, id)) => Key::from_text(id).map(Self::$Entry),)+
                    Some(("answer", key)) => whole(AnswerKey::parse(key)?).map(Self::Answer),
                    Some(("link", key)) => {
                        let (key, id) = AnswerKey::parse(key)?;
                        Some(Self::Link(key, Key::from_text(id)?))
                    }
                    Some(("tick", key)) => {
                        let (key, point) = AnswerKey::parse(key)?;
                        Some(Self::Tick(key, Key::from_text(point)?))
                    }
                    Some(("order", list)) => ListKey::parse(list).map(Self::Order),
                    _ => None,
                };
                // One record has one name: another spelling could overrule it.
                key.filter(|key| key.name() == name)
            }

            /// The list in which the user chose a place for the record.
            pub(super) fn list(&self) -> Option<(ListKey, String)> {
                match self {
                    $(Self::$Item(id) => Some((ListKey::$Item, id.to_text())),)+
                    Self::Link(key, id) => Some((ListKey::Links(key.clone()), id.to_text())),
                    _ => None,
                }
            }
        }

        impl ListKey {
            fn name(&self) -> String {
                match self {
                    $(Self::$Item => $item_name.to_owned(),)+
                    Self::Links(key) => format!("link/{key}"),
                }
            }

            fn parse(name: &str) -> Option<Self> {
                match name {
                    $($item_name => Some(Self::$Item),)+
                    _ => whole(AnswerKey::parse(name.strip_prefix("link/")?)?).map(Self::Links),
                }
            }
        }

        impl Record {
            /// Which record this is the content of.
            #[must_use]
            pub fn key(&self) -> RecordKey {
                match self {
                    $(Self::$Single(_) => RecordKey::$Single,)+
                    $(Self::$Item(id, _) => RecordKey::$Item(id.clone()),)+
                    $(Self::$Entry(id, _) => RecordKey::$Entry(id.clone()),)+
                    Self::Answer(key, _) => RecordKey::Answer(key.clone()),
                    Self::Link(key, id, _) => RecordKey::Link(key.clone(), id.clone()),
                    Self::Tick(key, point, _) => RecordKey::Tick(key.clone(), point.clone()),
                    Self::Order(list, _) => RecordKey::Order(list.clone()),
                }
            }

            /// Whether the record is there.
            #[must_use]
            pub const fn is_there(&self) -> bool {
                match self {
                    $(Self::$Single(_) => true,)+
                    $(Self::$Item(_, item) => item.is_some(),)+
                    $(Self::$Entry(_, entry) => entry.is_some(),)+
                    Self::Answer(_, answer) => answer.is_some(),
                    Self::Link(_, _, link) => link.is_some(),
                    Self::Tick(_, _, is_ticked) => *is_ticked,
                    Self::Order(_, ids) => ids.is_some(),
                }
            }

            /// The same record where it is not there; a single one never goes.
            pub(crate) fn absent(key: RecordKey) -> Option<Self> {
                match key {
                    $(RecordKey::$Single => None,)+
                    $(RecordKey::$Item(id) => Some(Self::$Item(id, None)),)+
                    $(RecordKey::$Entry(id) => Some(Self::$Entry(id, None)),)+
                    RecordKey::Answer(key) => Some(Self::Answer(key, None)),
                    RecordKey::Link(key, id) => Some(Self::Link(key, id, None)),
                    RecordKey::Tick(key, point) => Some(Self::Tick(key, point, false)),
                    RecordKey::Order(list) => Some(Self::Order(list, None)),
                }
            }

            /// The content as JSON, as it is stored and sealed; `None` where the
            /// record is not there.
            #[must_use]
            pub fn to_value(&self) -> Option<Value> {
                match self {
                    $(Self::$Single(content) => value(Some(content)),)+
                    $(Self::$Item(_, item) => value(item.as_ref()),)+
                    $(Self::$Entry(_, entry) => value(entry.as_ref()),)+
                    Self::Answer(_, answer) => value(answer.as_ref()),
                    Self::Link(_, _, link) => value(link.as_ref()),
                    Self::Tick(_, _, is_ticked) => is_ticked.then(|| Value::Object(Default::default())),
                    Self::Order(_, ids) => value(ids.as_ref()),
                }
            }

            /// Reads the content of a record from JSON.
            ///
            /// # Errors
            /// [`Misfit`]: where and why the JSON is not such a content.
            pub(crate) fn read<R: Reader>(key: &RecordKey, value: &Value) -> Result<Self, Misfit> {
                Ok(match key {
                    $(RecordKey::$Single => Self::$Single(R::read(value)?),)+
                    $(RecordKey::$Item(id) => Self::$Item(id.clone(), Some(R::read(value)?)),)+
                    $(RecordKey::$Entry(id) => Self::$Entry(id.clone(), Some(R::read(value)?)),)+
                    RecordKey::Answer(key) => Self::Answer(key.clone(), Some(R::read(value)?)),
                    RecordKey::Link(key, id) => {
                        Self::Link(key.clone(), id.clone(), Some(R::read(value)?))
                    }
                    RecordKey::Tick(key, point) => {
                        R::read::<serde_json::Map<String, Value>>(value)?;
                        Self::Tick(key.clone(), point.clone(), true)
                    }
                    RecordKey::Order(list) => Self::Order(list.clone(), Some(R::read(value)?)),
                })
            }

            pub(super) fn text_mut(&mut self, field: &TextField) -> Option<&mut String> {
                match (self, field) {
                    $((Self::$Single(content), TextField::$Single(field)) => Some(content.text_mut(*field)),)+
                    $((Self::$Item(_, Some(item)), TextField::$Item(_, field)) => Some(item.text_mut(*field)),)+
                    $((Self::$Entry(_, Some(entry)), TextField::$Entry(_, field)) => Some(entry.text_mut(*field)),)+
                    (Self::Answer(_, answer), TextField::Answer(_, field)) => {
                        Some(answer.get_or_insert_default().text_mut(*field))
                    }
                    (Self::Link(_, _, Some(link)), TextField::Link(_, _, field)) => Some(link.text_mut(*field)),
                    _ => None,
                }
            }

            /// The field in which the content states another id than the one the
            /// record stands under. Such a record is never put in place: it would
            /// stand under that other id.
            pub(super) fn other_id(&self) -> Option<&'static str> {
                match self {
                    $(Self::$Item(id, Some(item)) => (item.id != *id).then_some("id"),)+
                    Self::Link(_, id, Some(link)) => (link.evidence != *id).then_some("evidence"),
                    _ => None,
                }
            }

            /// What is wrong with the content by itself: the field, and why.
            pub(super) fn own_flaw(&self) -> Option<(&'static str, Rejected)> {
                match self {
                    $(Self::$Single(content) => {
                        let judge: fn(&$SingleContent) -> Option<(&'static str, Rejected)> = $single_judge;
                        content.text_flaw().or_else(|| judge(content))
                    })+
                    $(Self::$Item(_, Some(item)) => {
                        let judge: fn(&$ItemContent) -> Option<(&'static str, Rejected)> = $item_judge;
                        item.text_flaw().or_else(|| judge(item))
                    })+
                    $(Self::$Entry(_, Some(entry)) => {
                        let judge: fn(&$EntryContent) -> Option<(&'static str, Rejected)> = $entry_judge;
                        entry.text_flaw().or_else(|| judge(entry))
                    })+
                    Self::Answer(_, Some(answer)) => answer.text_flaw().or_else(|| answer.own_flaw()),
                    Self::Link(_, _, Some(link)) => link.text_flaw(),
                    _ => None,
                }
            }
        }

        $(impl ListItem for $ItemContent {
            type Id = $ItemId;

            fn list(content: &Content) -> &[Self] {
                &content.$items
            }

            fn id(&self) -> &Self::Id {
                &self.id
            }

            fn record(self) -> Record {
                Record::$Item(self.id.clone(), Some(self))
            }
        })+

        impl Content {
            /// What stands in a field of text; `None` where its record is not there.
            #[must_use]
            pub fn text(&self, field: &TextField) -> Option<&str> {
                match field {
                    $(TextField::$Single(field) => Some(self.$single.text(*field)),)+
                    $(TextField::$Item(id, field) => {
                        self.item::<$ItemContent>(id).map(|(_, item)| item.text(*field))
                    })+
                    $(TextField::$Entry(id, field) => {
                        self.$entries.get(id).map(|entry| entry.text(*field))
                    })+
                    TextField::Answer(key, field) => {
                        self.answers.answer(key).map(|answer| answer.text(*field))
                    }
                    TextField::Link(key, id, field) => {
                        self.answers.link(key, id).map(|link| link.text(*field))
                    }
                }
            }

            /// A copy of one record as it is now.
            #[must_use]
            pub fn record(&self, key: &RecordKey) -> Record {
                match key {
                    $(RecordKey::$Single => Record::$Single(self.$single.clone()),)+
                    $(RecordKey::$Item(id) => {
                        let item = self.item::<$ItemContent>(id);
                        Record::$Item(id.clone(), item.map(|(_, item)| item.clone()))
                    })+
                    $(RecordKey::$Entry(id) => {
                        Record::$Entry(id.clone(), self.$entries.get(id).cloned())
                    })+
                    RecordKey::Answer(key) => {
                        let answer = self.answers.answer(key).map(Answer::fields);
                        Record::Answer(key.clone(), answer.filter(|fields| *fields != Answer::default()))
                    }
                    RecordKey::Link(key, id) => {
                        Record::Link(key.clone(), id.clone(), self.answers.link(key, id).cloned())
                    }
                    RecordKey::Tick(key, point) => {
                        let answer = self.answers.answer(key);
                        let is_ticked = answer.is_some_and(|answer| answer.ticks.contains(point));
                        Record::Tick(key.clone(), point.clone(), is_ticked)
                    }
                    RecordKey::Order(list) => {
                        Record::Order(list.clone(), self.orders.get(list).cloned())
                    }
                }
            }

            /// The keys of all records that are there, in the order in which they
            /// are stored.
            #[must_use]
            pub fn keys(&self) -> Vec<RecordKey> {
                let mut keys = vec![$(RecordKey::$Single),+];
                $(keys.extend(self.$items.iter().map(|item| RecordKey::$Item(item.id.clone())));)+
                $(keys.extend(self.$entries.keys().cloned().map(RecordKey::$Entry));)+
                for (key, answer) in self.answers.all() {
                    if answer.fields() != Answer::default() {
                        keys.push(RecordKey::Answer(key.clone()));
                    }
                    keys.extend(answer.linked().map(|id| RecordKey::Link(key.clone(), id.clone())));
                    let ticks = answer.ticks.iter();
                    keys.extend(ticks.map(|point| RecordKey::Tick(key.clone(), point.clone())));
                }
                keys.extend(self.orders.keys().cloned().map(RecordKey::Order));
                keys
            }

            /// Puts a record in place.
            pub(super) fn put(&mut self, record: Record) {
                match record {
                    $(Record::$Single(content) => self.$single = content,)+
                    $(Record::$Item(id, item) => {
                        let place = self.$items.iter().position(|other| other.id == id);
                        match (place, item) {
                            (Some(place), Some(item)) => self.$items[place] = item,
                            (Some(place), None) => {
                                self.$items.remove(place);
                            }
                            (None, Some(item)) => {
                                self.$items.push(item);
                                self.put_in_order(&ListKey::$Item);
                            }
                            (None, None) => {}
                        }
                    })+
                    $(Record::$Entry(id, Some(entry)) => {
                        self.$entries.insert(id, entry);
                    }
                    Record::$Entry(id, None) => {
                        self.$entries.remove(&id);
                    })+
                    Record::Answer(key, fields) => self.answers.change(&key, |answer| {
                        let before = std::mem::take(answer);
                        *answer = fields.unwrap_or_default();
                        answer.evidence = before.evidence;
                        answer.ticks = before.ticks;
                    }),
                    Record::Link(key, id, link) => {
                        let mut is_new = false;
                        self.answers.change(&key, |answer| {
                            let links = &mut answer.evidence;
                            let place = links.iter().position(|other| other.evidence == id);
                            match (place, link) {
                                (Some(place), Some(link)) => links[place] = link,
                                (Some(place), None) => {
                                    links.remove(place);
                                }
                                (None, Some(link)) => {
                                    links.push(link);
                                    is_new = true;
                                }
                                (None, None) => {}
                            }
                        });
                        if is_new {
                            self.put_in_order(&ListKey::Links(key));
                        }
                    }
                    Record::Tick(key, point, is_ticked) => self.answers.change(&key, |answer| {
                        if is_ticked {
                            answer.ticks.insert(point);
                        } else {
                            answer.ticks.remove(&point);
                        }
                    }),
                    Record::Order(list, ids) => {
                        match ids {
                            Some(ids) => self.orders.insert(list.clone(), ids),
                            None => self.orders.remove(&list),
                        };
                        self.put_in_order(&list);
                    }
                }
            }

            /// The ids of a list as it stands.
            pub(super) fn listed(&self, list: &ListKey) -> Vec<String> {
                match list {
                    $(ListKey::$Item => self.$items.iter().map(|item| item.id.to_text()).collect(),)+
                    ListKey::Links(key) => {
                        let answer = self.answers.answer(key);
                        answer.into_iter().flat_map(Answer::linked).map(Key::to_text).collect()
                    }
                }
            }

            /// Puts a list in the order that was chosen for it.
            fn put_in_order(&mut self, list: &ListKey) {
                let chosen = self.orders.get(list).map_or(&[][..], Vec::as_slice);
                let mut places = BTreeMap::new();
                places.extend(chosen.iter().cloned().zip(0_usize..));
                let place = |id: String| (places.get(&id).copied().unwrap_or(usize::MAX), id);
                match list {
                    $(ListKey::$Item => self.$items.sort_by_cached_key(|item| place(item.id.to_text())),)+
                    ListKey::Links(key) => self.answers.change(key, |answer| {
                        answer.evidence.sort_by_cached_key(|link| place(link.evidence.to_text()));
                    }),
                }
            }

            /// Every list and map that holds more items than it may, by the name of
            /// the document's field, with the limit.
            pub(super) fn too_many(&self) -> Vec<(RecordKey, usize)> {
                let mut found = Vec::new();
                $(if let Some(item) = self.$items.get($item_max) {
                    found.push((RecordKey::$Item(item.id.clone()), $item_max));
                })+
                $(if let Some(id) = self.$entries.keys().nth($entry_max) {
                    found.push((RecordKey::$Entry(id.clone()), $entry_max));
                })+
                found
            }

            /// The limit of the list or map of a record, or of the links of its answer,
            /// if it holds more items than it may.
            pub(super) fn is_overfull(&self, key: &RecordKey) -> Option<usize> {
                match key {
                    $(RecordKey::$Item(_) => (self.$items.len() > $item_max).then_some($item_max),)+
                    $(RecordKey::$Entry(_) => (self.$entries.len() > $entry_max).then_some($entry_max),)+
                    RecordKey::Link(key, _) => {
                        let count = self.answers.answer(key).map_or(0, |answer| answer.evidence.len());
                        (count > LINKS_MAX).then_some(LINKS_MAX)
                    }
                    _ => None,
                }
            }
        }

        #[cfg(feature = "schema")]
        impl RecordKey {
            /// The patterns of the names of all kinds of record, each with the schema
            /// of its content.
            pub(crate) fn schemas(
                generator: &mut schemars::SchemaGenerator,
            ) -> Vec<(String, schemars::Schema)> {
                vec![
                    $((format!("^{}$", $single_name), generator.subschema_for::<$SingleContent>()),)+
                    $((format!("^{}/.+$", $item_name), generator.subschema_for::<$ItemContent>()),)+
                    $((format!("^{}/.+$", $entry_name), generator.subschema_for::<$EntryContent>()),)+
                    ("^answer/.+$".to_owned(), generator.subschema_for::<Answer>()),
                    ("^link/.+$".to_owned(), generator.subschema_for::<Link>()),
                    ("^tick/.+$".to_owned(), schemars::json_schema!({ "type": "object" })),
                    ("^order/.+$".to_owned(), generator.subschema_for::<Vec<String>>()),
                ]
            }
        }
    };
}

records! {
    singles {
        /// Who applies.
        Applicant(Applicant) applicant: "applicant", texts ApplicantField, judge |_| None;
        /// What is assessed.
        TestItem(TestItem) test_item: "test-item", texts TestItemField, judge |_| None;
        /// What decides which certificates to apply for.
        Scope(Scope) scope: "scope", texts ScopeField, judge Scope::own_flaw;
        /// What is assessed: parts, component types, target levels.
        Selection(Selection) selection: "selection", texts SelectionField, judge Selection::own_flaw;
    }
    lists {
        /// What the test item consists of and works with, in the user's order.
        Component(Component) by ComponentId, components: "component",
            up to COMPONENTS_MAX, texts ComponentField, judge |_| None;
        /// How the components are connected, in the user's order.
        Interface(Interface) by InterfaceId, interfaces: "interface",
            up to INTERFACES_MAX, texts InterfaceField, judge |_| None;
        /// The certificates that are held already, in the user's order.
        Certificate(Certificate) by CertificateId, certificates: "certificate",
            up to CERTIFICATES_MAX, texts CertificateField, judge |_| None;
        /// The providers of security technology (RT-6), in the user's order.
        Provider(Provider) by ProviderId, providers: "provider",
            up to CERTIFICATES_MAX, texts ProviderField, judge |_| None;
        /// The profiles that act on the selection, in the order of adding.
        Profile(Profile) by String, profiles: "profile",
            up to PROFILES_MAX, texts ProfileField, judge Profile::own_flaw;
    }
    maps {
        /// What is said of the reachability of a technique (EX-7).
        Argument(Argument) by Technique, arguments: "argument",
            up to Technique::ALL.len(), texts ArgumentField, judge |_| None;
        /// What the application names, by part.
        Application(Application) by PartId, applications: "application",
            up to PartId::ALL.len(), texts ApplicationField, judge |_| None;
        /// The drafted texts that the user has edited.
        Draft(Draft) by DraftKind, drafts: "draft",
            up to DraftKind::ALL.len(), texts DraftField, judge Draft::own_flaw;
        /// The evidence items.
        Evidence(EvidenceItem) by EvidenceId, evidence: "evidence",
            up to EVIDENCE_MAX, texts EvidenceField, judge EvidenceItem::own_flaw;
        /// The answers to requirements that the present editions do not have.
        SetAside(SetAside) by SetAsideId, set_aside: "set-aside",
            up to SET_ASIDE_MAX, texts SetAsideField, judge SetAside::own_flaw;
        /// The messages of all threads.
        Message(Message) by MessageId, messages: "message",
            up to MESSAGES_MAX, texts MessageField, judge Message::own_flaw;
        /// The notes for colleagues, by what they are about.
        Note(Note) by NoteSubject, notes: "note",
            up to NOTES_MAX, texts NoteField, judge |_| None;
    }
}

/// The key, if nothing stands behind it.
fn whole((key, rest): (AnswerKey, &str)) -> Option<AnswerKey> {
    rest.is_empty().then_some(key)
}

/// The JSON of a content. Every content has one: it is made of texts, numbers
/// and lists, and keyed by texts.
fn value<T: Serialize>(content: Option<&T>) -> Option<Value> {
    content.and_then(|content| serde_json::to_value(content).ok())
}
