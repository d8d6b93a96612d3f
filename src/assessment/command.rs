//! The one way to change an assessment.

use std::{error, fmt};

use super::{
    AnswerField, ApplicantField, Assessment, Bulk, CERTIFICATES_MAX, COMPONENTS_MAX,
    CertificateField, ComponentField, ComponentId, Date, Draft, DraftKind, EVIDENCE_MAX,
    EvidenceField, EvidenceId, EvidenceItem, FileFlaw, INTERFACES_MAX, InterfaceField, LINKS_MAX,
    List, ListKey, MaturityLevel, ProviderField, Record, RecordKey, SET_ASIDE_MAX, Scope,
    ScopeField, Selection, SetAside, TestItemField, Timestamp, Verdict, profile::sound_profiles,
};
use crate::{catalogue::RequirementKey, order, text::is_blank};

/// Something the user does to an assessment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Types into a field of the applicant.
    SetApplicant(ApplicantField, String),
    /// Types into a field of the test item.
    SetTestItem(TestItemField, String),
    /// Chooses in the scope; texts in it have a command of their own.
    PutScope(Box<Scope>),
    /// Types into a field of the scope.
    SetScopeText(ScopeField, String),
    /// Puts a list of the scope in place: adds, removes, moves, chooses.
    PutList(List),
    /// Types into a field of the item with this index in a list of the scope.
    SetListText(ListField, usize, String),
    /// Removes a component and every interface that ends at it.
    RemoveComponent(ComponentId),
    /// Selects what is assessed; no answer is touched.
    PutSelection(Box<Selection>),
    /// Edits a drafted text.
    SetDraft(Draft),
    /// Takes the edit of a drafted text back.
    RemoveDraft(DraftKind),
    /// Gives a verdict.
    SetVerdict(RequirementKey, Verdict),
    /// Says that an answer still holds, although its requirement has changed.
    Confirm(RequirementKey),
    /// Says the same of each of these requirements, as far as it changes something.
    Answer(Vec<RequirementKey>, Bulk),
    /// Types into a field of an answer.
    SetAnswerText(RequirementKey, AnswerField, String),
    /// Claims a maturity level, or takes the claim back.
    SetClaimed(RequirementKey, Option<MaturityLevel>),
    /// Sets the day by which the owner wants it settled, or takes it back.
    SetDue(RequirementKey, Option<Date>),
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

/// Names a field of text in a list of the scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListField {
    /// Of a component.
    Component(ComponentField),
    /// Of an interface.
    Interface(InterfaceField),
    /// Of a certificate.
    Certificate(CertificateField),
    /// Of a provider.
    Provider(ProviderField),
}

impl ListField {
    /// The most characters the field may hold.
    #[must_use]
    pub const fn max(self) -> usize {
        match self {
            Self::Component(field) => field.max(),
            Self::Interface(field) => field.max(),
            Self::Certificate(field) => field.max(),
            Self::Provider(field) => field.max(),
        }
    }

    /// The name of the field in the serialized document.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Component(field) => field.name(),
            Self::Interface(field) => field.name(),
            Self::Certificate(field) => field.name(),
            Self::Provider(field) => field.name(),
        }
    }
}

/// What a command moved, with the state before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Each record that moved, as it was before; the order is that of writing.
    pub before: Vec<Record>,
    /// The requirements whose answer or evidence moved, in catalogue order.
    pub requirements: Vec<RequirementKey>,
    /// When the assessment was last changed before this.
    pub modified_before: Timestamp,
}

impl Change {
    /// The records that moved, in the order in which they are to be stored.
    pub fn records(&self) -> impl Iterator<Item = RecordKey> {
        self.before.iter().map(Record::key)
    }

    /// Whether it moved nothing but answers and evidence.
    #[must_use]
    pub fn is_of_answers(&self) -> bool {
        self.records().all(|of| matches!(of, RecordKey::Answer(_) | RecordKey::Evidence(_)))
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
    /// A list of the scope has more items than it may hold; the limit.
    TooManyItems(usize),
    /// There is no such item in a list of the scope.
    NoSuchItem,
    /// Two components have one id, or an interface ends at none.
    LooseEnds,
    /// Nobody says why requirements do not apply.
    NoJustification,
    /// Two profiles have one id.
    SameProfile,
    /// The entries of a list are not in order and each once.
    NotOnceEach,
    /// A profile does not hold what it should.
    BadProfile,
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
            Self::TooManyItems(max) => f.write_str(&words::too_many_items(&max.to_string())),
            Self::NoSuchItem => f.write_str(words::no_such_item()),
            Self::LooseEnds => f.write_str(words::loose_ends()),
            Self::NotOnceEach => f.write_str(words::not_once_each()),
            Self::NoJustification => f.write_str(words::no_justification()),
            Self::BadProfile => f.write_str(words::bad_profile()),
            Self::SameProfile => f.write_str(words::same_profile()),
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
                RecordKey::Applicant
                | RecordKey::TestItem
                | RecordKey::Scope
                | RecordKey::Selection
                | RecordKey::List(_)
                | RecordKey::Draft(_) => {}
            }
            before.push(was);
            self.put(record);
            if let RecordKey::Evidence(id) = &key {
                self.linked_to(id).for_each(moved);
            }
        }
        let modified_before = self.modified.clone();
        if !before.is_empty() {
            self.modified = now.clone();
        }
        Change { before, requirements, modified_before }
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
            Command::PutScope(scope) => Record::Scope(sound_scope(*scope)?),
            Command::SetScopeText(field, text) => {
                let mut scope = self.scope.clone();
                *scope.text_mut(field) = fitting(text, field.max())?;
                Record::Scope(scope)
            }
            Command::PutList(list) => {
                sound_list(&list)?;
                self.holds_together(&list)?;
                Record::List(list)
            }
            Command::SetListText(field, index, text) => {
                Record::List(self.with_list_text(field, index, fitting(text, field.max())?)?)
            }
            Command::RemoveComponent(id) => {
                let mut components = self.components.clone();
                components.retain(|component| component.id != id);
                let mut interfaces = self.interfaces.clone();
                let ends = |end: &Option<ComponentId>| end.as_ref() == Some(&id);
                interfaces.retain(|interface| !ends(&interface.from) && !ends(&interface.to));
                return Ok(vec![
                    Record::List(List::Interfaces(interfaces)),
                    Record::List(List::Components(components)),
                ]);
            }
            Command::PutSelection(selection) => Record::Selection(sound_selection(*selection)),
            Command::SetDraft(draft) => {
                sound_draft(&draft)?;
                Record::Draft(draft.kind, Some(draft))
            }
            Command::RemoveDraft(kind) => Record::Draft(kind, None),
            Command::SetVerdict(key, verdict) => self.changed(key, |answer| {
                answer.verdict = verdict;
                answer.asked_again = None;
            }),
            Command::Confirm(key) => self.changed(key, |answer| answer.asked_again = None),
            Command::Answer(keys, bulk) => return self.answered(&keys, &bulk),
            Command::SetAnswerText(key, field, text) => {
                let text = fitting(text, field.max())?;
                self.changed(key, |answer| *answer.text_mut(field) = text)
            }
            Command::SetClaimed(key, level) => self.changed(key, |answer| answer.claimed = level),
            Command::SetDue(key, due) => self.changed(key, |answer| answer.due = due),
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
                if self.set_aside.iter().any(|item| item.answer.links(&id)) {
                    let mut items = self.set_aside.clone();
                    items.iter_mut().for_each(|item| item.answer.unlink(&id));
                    records.push(Record::List(List::SetAside(items)));
                }
                records.push(Record::Evidence(id, None));
                return Ok(records);
            }
        };
        Ok(vec![record])
    }

    /// What stands in a field of the item with this index in a list of the scope.
    #[must_use]
    pub fn list_text(&self, field: ListField, index: usize) -> Option<&str> {
        match field {
            ListField::Component(field) => Some(self.components.get(index)?.text(field)),
            ListField::Interface(field) => Some(self.interfaces.get(index)?.text(field)),
            ListField::Certificate(field) => Some(self.certificates.get(index)?.text(field)),
            ListField::Provider(field) => Some(self.providers.get(index)?.text(field)),
        }
    }

    fn with_list_text(
        &self,
        field: ListField,
        index: usize,
        text: String,
    ) -> Result<List, Rejected> {
        let mut list = self.list(match field {
            ListField::Component(_) => ListKey::Components,
            ListField::Interface(_) => ListKey::Interfaces,
            ListField::Certificate(_) => ListKey::Certificates,
            ListField::Provider(_) => ListKey::Providers,
        });
        let place = match (&mut list, field) {
            (List::Components(items), ListField::Component(field)) => {
                items.get_mut(index).map(|item| item.text_mut(field))
            }
            (List::Interfaces(items), ListField::Interface(field)) => {
                items.get_mut(index).map(|item| item.text_mut(field))
            }
            (List::Certificates(items), ListField::Certificate(field)) => {
                items.get_mut(index).map(|item| item.text_mut(field))
            }
            (List::Providers(items), ListField::Provider(field)) => {
                items.get_mut(index).map(|item| item.text_mut(field))
            }
            _ => None,
        };
        *place.ok_or(Rejected::NoSuchItem)? = text;
        Ok(list)
    }

    /// Whether every interface would still end at a component.
    fn holds_together(&self, list: &List) -> Result<(), Rejected> {
        let (components, interfaces) = match list {
            List::Components(components) => (components, &self.interfaces),
            List::Interfaces(interfaces) => (&self.components, interfaces),
            List::SetAside(items) => return self.linked_items_exist(items),
            List::Certificates(_) | List::Providers(_) | List::Profiles(_) => return Ok(()),
        };
        if loose_ends(components, interfaces) { Err(Rejected::LooseEnds) } else { Ok(()) }
    }

    /// Whether every evidence item that a set-aside answer links is there.
    fn linked_items_exist(&self, items: &[SetAside]) -> Result<(), Rejected> {
        let answers = || items.iter().map(|item| &item.answer);
        let mut ids = answers().flat_map(|of| of.evidence.iter().chain(&of.scoping_analysis));
        if ids.all(|id| self.evidence.contains_key(id)) {
            Ok(())
        } else {
            Err(Rejected::NoSuchEvidence)
        }
    }

    /// What is wrong with the scope, its lists and drafts, for what comes from
    /// outside: the name of the field, and why.
    pub(crate) fn scope_flaw(&self) -> Option<(&'static str, Rejected)> {
        // Put in order by a command; a list with a double entry is not ours.
        let in_order = |is_so: bool| if is_so { Ok(()) } else { Err(Rejected::NotOnceEach) };
        let scope = sound_scope(self.scope.clone());
        let selection = sound_selection(self.selection.clone()) == self.selection;
        let drafts = self.drafts.windows(2).all(|pair| pair[0].kind < pair[1].kind);
        let ends = if loose_ends(&self.components, &self.interfaces) {
            Err(Rejected::LooseEnds)
        } else {
            Ok(())
        };
        [
            ("scope", scope.and_then(|sound| in_order(sound == self.scope))),
            ("selection", in_order(selection)),
            ("set_aside", self.linked_items_exist(&self.set_aside)),
        ]
        .into_iter()
        .chain(ListKey::ALL.iter().map(|key| (key.name(), sound_list(&self.list(*key)))))
        .chain(self.drafts.iter().map(|draft| ("drafts", sound_draft(draft))))
        .chain([("drafts", in_order(drafts)), ("interfaces", ends)])
        .find_map(|(field, outcome)| Some((field, outcome.err()?)))
    }

    /// The records of a bulk answer.
    fn answered(&self, keys: &[RequirementKey], bulk: &Bulk) -> Result<Vec<Record>, Rejected> {
        match bulk {
            Bulk::NotApplicable { justification, analysis } => {
                if is_blank(justification) {
                    return Err(Rejected::NoJustification);
                }
                fitting(justification.clone(), AnswerField::Justification.max())?;
                analysis.as_ref().map_or(Ok(()), |id| self.existing(id))?;
            }
            Bulk::Owner(owner) => {
                fitting(owner.clone(), AnswerField::Owner.max())?;
            }
            Bulk::Reopen => {}
        }
        let keys = self.changed_by(bulk, keys).into_iter();
        Ok(keys.map(|key| self.changed(key, |answer| bulk.change(answer))).collect())
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

/// The scope with its lists in order and each entry once.
pub(super) fn sound_scope(mut scope: Scope) -> Result<Scope, Rejected> {
    if let Some(field) = scope.too_long() {
        return Err(Rejected::TooLong(field.max()));
    }
    scope.techniques = once_each(&scope.techniques);
    scope.access = scope.access.as_deref().map(once_each);
    scope.sought = once_each(&scope.sought);
    // Of two replies about one thing, the order would decide.
    let ex = &mut scope.ex;
    first_of_each(&mut ex.excb, |one, other| one.about == other.about);
    first_of_each(&mut ex.which_of_h, |one, other| one == other);
    first_of_each(&mut ex.which_of_n, |one, other| one == other);
    Ok(scope)
}

/// The selection with its lists in order and each entry once.
pub(super) fn sound_selection(mut selection: Selection) -> Selection {
    selection.parts = once_each(&selection.parts);
    selection.roles = once_each(&selection.roles);
    selection.component_kinds = once_each(&selection.component_kinds);
    selection
}

pub(super) fn sound_draft(draft: &Draft) -> Result<(), Rejected> {
    fitting(draft.text.clone(), super::TEXT_MAX)?;
    let is_digest = draft.basis.len() == 64 && draft.basis.bytes().all(super::id::is_lower_hex);
    if is_digest { Ok(()) } else { Err(Rejected::File(FileFlaw::Sha256)) }
}

/// Whether every text of a list fits and there are not too many items.
pub(super) fn sound_list(list: &List) -> Result<(), Rejected> {
    let (max, too_long) = match list {
        List::Components(items) => (
            COMPONENTS_MAX,
            items.iter().find_map(super::Component::too_long).map(ComponentField::max),
        ),
        List::Interfaces(items) => (
            INTERFACES_MAX,
            items.iter().find_map(super::Interface::too_long).map(InterfaceField::max),
        ),
        List::Certificates(items) => (
            CERTIFICATES_MAX,
            items.iter().find_map(super::Certificate::too_long).map(CertificateField::max),
        ),
        List::Providers(items) => (
            CERTIFICATES_MAX,
            items.iter().find_map(super::Provider::too_long).map(ProviderField::max),
        ),
        List::Profiles(profiles) => return sound_profiles(profiles),
        List::SetAside(items) => (SET_ASIDE_MAX, items.iter().find_map(SetAside::too_long)),
    };
    match too_long {
        _ if list.len() > max => Err(Rejected::TooManyItems(max)),
        Some(max) => Err(Rejected::TooLong(max)),
        None => match list {
            List::Components(items) if loose_ends(items, &[]) => Err(Rejected::LooseEnds),
            List::SetAside(items)
                if items.iter().any(|one| one.answer.evidence.len() > LINKS_MAX) =>
            {
                Err(Rejected::TooManyLinks)
            }
            _ => Ok(()),
        },
    }
}

/// The items in order and each once.
fn once_each<T: Ord + Copy>(items: &[T]) -> Vec<T> {
    let mut all = Vec::with_capacity(items.len());
    items.iter().for_each(|item| order::add(&mut all, *item));
    all
}

/// Keeps the first of items that are the same, in their order.
fn first_of_each<T>(items: &mut Vec<T>, is_same: impl Fn(&T, &T) -> bool) {
    let mut all: Vec<T> = Vec::with_capacity(items.len());
    for item in items.drain(..) {
        if !all.iter().any(|other| is_same(other, &item)) {
            all.push(item);
        }
    }
    *items = all;
}

/// Whether two components have one id, or an interface ends at none.
fn loose_ends(components: &[super::Component], interfaces: &[super::Interface]) -> bool {
    let ids = order::sorted(components.iter().map(|component| &component.id));
    let ends = interfaces.iter().flat_map(|interface| [&interface.from, &interface.to]);
    ids.windows(2).any(|pair| pair[0] == pair[1])
        || ends.flatten().any(|end| ids.binary_search(&end).is_err())
}

fn fitting(text: String, max: usize) -> Result<String, Rejected> {
    if super::is_longer(&text, max) { Err(Rejected::TooLong(max)) } else { Ok(text) }
}
