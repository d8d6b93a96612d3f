//! The document: who applies, with what, and every answer with its evidence.
//!
//! There is one way in: a [`Command`] is applied and returns a [`Change`] that
//! says what moved. The clock and all ids come from outside. Nothing here is
//! computed from the answers; that is [`crate::results`].
//!
//! A field that a file lacks has its default. Each field says so by itself: for
//! a default of the whole struct, a whole one is made and taken apart at every
//! reading, which is a third more code.

mod answer;
mod answers;
mod applicant;
mod bulk;
mod certificate;
mod command;
mod component;
mod draft;
mod editions;
mod evidence;
mod history;
mod id;
mod interface;
mod profile;
mod provider;
mod record;
mod scope;
mod selection;
pub mod stored;
mod test_item;
mod text_field;
mod time;

use std::collections::BTreeMap;

use crate::{
    catalogue::{PartId, RequirementKey},
    ex,
};

pub use answer::{Answer, AnswerField, MaturityLevel, Verdict};
pub use answers::Answers;
pub use applicant::{Applicant, ApplicantField};
pub use bulk::Bulk;
pub use certificate::{CERTIFICATES_MAX, Certificate, CertificateField};
pub use command::{Change, Command, ListField, Rejected};
pub use component::{COMPONENTS_MAX, Component, ComponentField, DESCRIPTION_MAX};
pub use draft::{Draft, DraftKind};
pub use editions::{CarriedOver, SET_ASIDE_MAX, SetAside, carry_over};
pub use evidence::{EvidenceField, EvidenceFile, EvidenceItem, EvidenceKind, FileFlaw, Shown};
pub use history::History;
pub use id::{AssessmentId, ComponentId, EvidenceId};
pub(crate) use id::{is_lower_hex, push_hex};
pub use interface::{INTERFACES_MAX, Interface, InterfaceField};
pub use profile::{
    CONTEXT_MAX, Excluded, PROFILE_FORMAT, PROFILE_VERSION, PROFILES_MAX, Profile, ProfileFlaw,
    ProfilePart, ProfileStatus, REASON_MAX, RowId, Selected, Unresolved,
};
pub use provider::{Provider, ProviderField};
pub use record::{List, ListKey, Record, RecordKey};
pub use scope::{
    CertificateType, EmbeddedKind, ExAnswers, ExcbReply, IecexOption, ItemKind, MapPart, Role,
    Scope, ScopeField, Sought,
};
pub use selection::{FR_COUNT, SecurityLevel, Selection, ServiceRole, Standing, Target};
use serde::{Deserialize, Serialize};
pub use test_item::{TestItem, TestItemField};
pub(crate) use text_field::is_longer;
pub use text_field::{LINE_MAX, TEXT_MAX};
pub use time::{Date, Days, Timestamp};

/// The most evidence items one requirement may link.
pub const LINKS_MAX: usize = 200;
/// The most evidence items one assessment may hold.
pub const EVIDENCE_MAX: usize = 5_000;

/// One self-assessment: everything the user entered, nothing computed.
///
/// Its serialized form is the `assessment` of the bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Assessment {
    /// Names this assessment for good; a copy gets another one.
    pub id: AssessmentId,
    /// When it was begun.
    pub created: Timestamp,
    /// When something in it was last changed.
    pub modified: Timestamp,
    /// Who applies.
    pub applicant: Applicant,
    /// What is assessed.
    pub test_item: TestItem,
    /// What decides which certificates to apply for.
    #[serde(default)]
    pub scope: Scope,
    /// What the test item consists of and works with, in the user's order.
    #[serde(default)]
    pub components: Vec<Component>,
    /// How the components are connected, in the user's order.
    #[serde(default)]
    pub interfaces: Vec<Interface>,
    /// The certificates that are held already, in the user's order.
    #[serde(default)]
    pub certificates: Vec<Certificate>,
    /// The providers of security technology (RT-6), in the user's order.
    #[serde(default)]
    pub providers: Vec<Provider>,
    /// The drafted texts that the user has edited, each once, in their order.
    #[serde(default)]
    pub drafts: Vec<Draft>,
    /// What is assessed: parts, component types, target levels.
    #[serde(default)]
    pub selection: Selection,
    /// The profiles that act on the selection, in the order of adding.
    #[serde(default)]
    pub profiles: Vec<Profile>,
    /// The answers by part and requirement; a requirement without one has not
    /// been looked at. Those outside the selection stay.
    pub answers: Answers,
    /// The answers to requirements of earlier editions that the present ones do
    /// not have.
    #[serde(default)]
    pub set_aside: Vec<SetAside>,
    /// The evidence items by id.
    pub evidence: BTreeMap<EvidenceId, EvidenceItem>,
}

impl Assessment {
    /// An empty assessment, begun `now`.
    #[must_use]
    pub fn new(id: AssessmentId, now: Timestamp) -> Self {
        Self {
            id,
            created: now.clone(),
            modified: now,
            applicant: Applicant::default(),
            test_item: TestItem::default(),
            scope: Scope::default(),
            components: Vec::new(),
            interfaces: Vec::new(),
            certificates: Vec::new(),
            providers: Vec::new(),
            drafts: Vec::new(),
            selection: Selection::default(),
            profiles: Vec::new(),
            answers: Answers::default(),
            set_aside: Vec::new(),
            evidence: BTreeMap::new(),
        }
    }

    /// What the marking says, and whether the protection can be reached (EX).
    #[must_use]
    pub fn exposure(&self) -> (ex::Reading, ex::Assessed) {
        let reading = ex::read(&self.test_item.marking);
        let assessed = ex::assess(&self.scope.exposure_facts(&reading));
        (reading, assessed)
    }

    /// The parts that are selected or answered, in catalogue order.
    pub fn parts(&self) -> impl Iterator<Item = PartId> {
        PartId::ALL.into_iter().filter(|part| {
            self.selection.parts.contains(part)
                || self.answers.iter().any(|(key, _)| key.part() == *part)
                || self.profiles.iter().any(|of| of.parts.iter().any(|of| of.part == *part))
        })
    }

    /// The text that the user has made of a draft.
    #[must_use]
    pub fn draft(&self, kind: DraftKind) -> Option<&Draft> {
        self.drafts.iter().find(|draft| draft.kind == kind)
    }

    /// The requirements whose answers link this evidence item, in catalogue order.
    pub fn linked_to(&self, id: &EvidenceId) -> impl Iterator<Item = RequirementKey> {
        self.answers.iter().filter(move |(_, answer)| answer.links(id)).map(|(key, _)| key)
    }
}
