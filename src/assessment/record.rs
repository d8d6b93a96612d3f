//! The pieces in which an assessment is changed, undone and stored.

use super::{
    Answer, Applicant, Assessment, Certificate, Component, Draft, DraftKind, EvidenceId,
    EvidenceItem, Interface, Profile, Provider, Scope, Selection, SetAside, TestItem,
};
use crate::catalogue::RequirementKey;

/// Names one record of an assessment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RecordKey {
    /// Who applies.
    Applicant,
    /// What is assessed.
    TestItem,
    /// What decides which certificates to apply for.
    Scope,
    /// One list, whole.
    List(ListKey),
    /// What is assessed.
    Selection,
    /// One drafted text.
    Draft(DraftKind),
    /// The answer to one requirement.
    Answer(RequirementKey),
    /// One evidence item.
    Evidence(EvidenceId),
}

/// Names one list of an assessment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListKey {
    /// What the test item consists of.
    Components,
    /// How the components are connected.
    Interfaces,
    /// The certificates that are held.
    Certificates,
    /// The providers of security technology.
    Providers,
    /// The profiles that act on the selection.
    Profiles,
    /// The answers to requirements that are gone.
    SetAside,
}

impl ListKey {
    /// Every list, in the order in which they are stored: what is named comes
    /// before what names it.
    pub const ALL: [Self; 6] = [
        Self::Components,
        Self::Interfaces,
        Self::Certificates,
        Self::Providers,
        Self::Profiles,
        Self::SetAside,
    ];

    /// The field of the assessment in which it stands.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Components => "components",
            Self::Interfaces => "interfaces",
            Self::Certificates => "certificates",
            Self::Providers => "providers",
            Self::Profiles => "profiles",
            Self::SetAside => "set_aside",
        }
    }
}

/// The content of one list of an assessment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum List {
    /// What the test item consists of.
    Components(Vec<Component>),
    /// How the components are connected.
    Interfaces(Vec<Interface>),
    /// The certificates that are held.
    Certificates(Vec<Certificate>),
    /// The providers of security technology.
    Providers(Vec<Provider>),
    /// The profiles that act on the selection.
    Profiles(Vec<Profile>),
    /// The answers to requirements that are gone.
    SetAside(Vec<SetAside>),
}

impl List {
    /// Which list this is.
    #[must_use]
    pub const fn key(&self) -> ListKey {
        match self {
            Self::Components(_) => ListKey::Components,
            Self::Interfaces(_) => ListKey::Interfaces,
            Self::Certificates(_) => ListKey::Certificates,
            Self::Providers(_) => ListKey::Providers,
            Self::Profiles(_) => ListKey::Profiles,
            Self::SetAside(_) => ListKey::SetAside,
        }
    }

    /// How many items it has.
    #[must_use]
    pub const fn len(&self) -> usize {
        match self {
            Self::Components(items) => items.len(),
            Self::Interfaces(items) => items.len(),
            Self::Certificates(items) => items.len(),
            Self::Providers(items) => items.len(),
            Self::Profiles(items) => items.len(),
            Self::SetAside(items) => items.len(),
        }
    }

    /// Whether it has none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The content of one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    /// Who applies.
    Applicant(Applicant),
    /// What is assessed.
    TestItem(TestItem),
    /// What decides which certificates to apply for.
    Scope(Scope),
    /// One list, whole.
    List(List),
    /// What is assessed.
    Selection(Selection),
    /// One drafted text; `None` where the user has not edited it.
    Draft(DraftKind, Option<Draft>),
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
            Self::Scope(_) => RecordKey::Scope,
            Self::List(list) => RecordKey::List(list.key()),
            Self::Selection(_) => RecordKey::Selection,
            Self::Draft(kind, _) => RecordKey::Draft(*kind),
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
            RecordKey::Scope => Record::Scope(self.scope.clone()),
            RecordKey::List(key) => Record::List(self.list(*key)),
            RecordKey::Selection => Record::Selection(self.selection.clone()),
            RecordKey::Draft(kind) => Record::Draft(*kind, self.draft(*kind).cloned()),
            RecordKey::Answer(key) => Record::Answer(*key, self.answers.get(*key).cloned()),
            RecordKey::Evidence(id) => Record::Evidence(id.clone(), self.evidence.get(id).cloned()),
        }
    }

    /// A copy of one list as it is now.
    #[must_use]
    pub fn list(&self, key: ListKey) -> List {
        match key {
            ListKey::Components => List::Components(self.components.clone()),
            ListKey::Interfaces => List::Interfaces(self.interfaces.clone()),
            ListKey::Certificates => List::Certificates(self.certificates.clone()),
            ListKey::Providers => List::Providers(self.providers.clone()),
            ListKey::Profiles => List::Profiles(self.profiles.clone()),
            ListKey::SetAside => List::SetAside(self.set_aside.clone()),
        }
    }

    pub(super) fn put(&mut self, record: Record) {
        match record {
            Record::Applicant(applicant) => self.applicant = applicant,
            Record::TestItem(test_item) => self.test_item = test_item,
            Record::Scope(scope) => self.scope = scope,
            Record::List(List::Components(items)) => self.components = items,
            Record::List(List::Interfaces(items)) => self.interfaces = items,
            Record::List(List::Certificates(items)) => self.certificates = items,
            Record::List(List::Providers(items)) => self.providers = items,
            Record::List(List::Profiles(items)) => self.profiles = items,
            Record::List(List::SetAside(items)) => self.set_aside = items,
            Record::Selection(selection) => self.selection = selection,
            Record::Draft(kind, draft) => {
                self.drafts.retain(|other| other.kind != kind);
                if let Some(draft) = draft {
                    let place = self.drafts.partition_point(|other| other.kind < kind);
                    self.drafts.insert(place, draft);
                }
            }
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
