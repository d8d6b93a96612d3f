//! The document: who applies, with what, and every answer with its evidence.
//!
//! There is one way in: a [`Command`] is applied and returns a [`Change`] that
//! says what moved. The clock and all ids come from outside. Nothing here is
//! computed from the answers; that is [`crate::scoring`].
//!
//! A field that a file lacks has its default. Each field says so by itself: for
//! a default of the whole struct, a whole one is made and taken apart at every
//! reading, which is a third more code.

mod answer;
mod answers;
mod applicant;
mod command;
mod evidence;
mod history;
mod id;
mod lists;
mod record;
mod scope;
pub mod stored;
mod test_item;
mod text_field;
mod time;

use std::collections::BTreeMap;

use crate::ex;

pub use answer::{Answer, AnswerField, MaturityLevel, Verdict};
pub use answers::Answers;
pub use applicant::{Applicant, ApplicantField};
pub use command::{Change, Command, ListField, Rejected};
pub use evidence::{EvidenceField, EvidenceFile, EvidenceItem, EvidenceKind, FileFlaw, Shown};
pub use history::History;
pub(crate) use id::push_hex;
pub use id::{AssessmentId, ComponentId, EvidenceId};
pub use lists::{
    CERTIFICATES_MAX, COMPONENTS_MAX, Certificate, CertificateField, Component, ComponentField,
    ComponentKind, DESCRIPTION_MAX, Draft, DraftKind, INTERFACES_MAX, Interface, InterfaceField,
    Provider, ProviderField,
};
pub use record::{List, ListKey, Record, RecordKey};
pub use scope::{
    CertificateType, EmbeddedKind, ExAnswers, ExcbReply, IecexOption, ItemKind, MapPart, Role,
    Scope, ScopeField, Sought,
};
use serde::{Deserialize, Serialize};
pub use test_item::{TestItem, TestItemField};
pub use text_field::{LINE_MAX, TEXT_MAX};
pub use time::{Date, Timestamp};

/// The most evidence items one requirement may link.
pub const LINKS_MAX: usize = 200;
/// The most evidence items one assessment may hold.
pub const EVIDENCE_MAX: usize = 5_000;

/// One self-assessment: everything the user entered, nothing computed.
///
/// Its serialized form is the `assessment` of the bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
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
    /// The answers by part and requirement; a requirement without one has not
    /// been looked at.
    pub answers: Answers,
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
            answers: Answers::default(),
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

    /// The text that the user has made of a draft.
    #[must_use]
    pub fn draft(&self, kind: DraftKind) -> Option<&Draft> {
        self.drafts.iter().find(|draft| draft.kind == kind)
    }

    /// The requirements whose answers link this evidence item, in catalogue order.
    pub fn linked_to(
        &self,
        id: &EvidenceId,
    ) -> impl Iterator<Item = crate::catalogue::RequirementKey> {
        self.answers.iter().filter(move |(_, answer)| answer.links(id)).map(|(key, _)| key)
    }
}
