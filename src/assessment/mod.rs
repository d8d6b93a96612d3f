//! The document: who applies, with what, and every answer with its evidence.
//!
//! An [`Assessment`] is read like its [`Content`] and changed in one way: a
//! [`Command`] is applied and returns a [`Change`] that says what moved. It
//! consists of records, declared in one table ([`record`](RecordKey)), and has no
//! flaws: [`Content::flaws`] is the one judge for commands, storage and bundles.
//! The clock and all ids come from outside. Nothing here is computed from the
//! answers; that is [`crate::results`].

mod answer;
mod answers;
mod applicant;
mod application;
mod argument;
mod bulk;
mod certificate;
mod command;
mod component;
mod difference;
mod draft;
mod editions;
mod evidence;
mod flaws;
mod history;
mod id;
mod interface;
mod link;
mod merge;
mod message;
mod next_version;
mod note;
mod profile;
mod provider;
mod record;
mod records;
mod scope;
mod selection;
mod set_aside;
pub mod stored;
mod subjects;
mod test_item;
mod text_field;
mod time;

use std::ops::Deref;

pub use answer::{Answer, AnswerField, AskedAgain, MaturityLevel, Verdict};
pub use answers::{AnswerKey, AnswerSubject, Answers};
pub use applicant::{Applicant, ApplicantField};
pub use application::{Application, ApplicationField, NamedEdition};
pub use argument::{Argument, ArgumentField};
pub use bulk::Bulk;
pub use certificate::{CERTIFICATES_MAX, Certificate, CertificateField};
pub use command::{Change, Command, Rejected};
pub use component::{COMPONENTS_MAX, Component, ComponentField, DESCRIPTION_MAX};
pub use difference::Difference;
pub use draft::{Draft, DraftField, DraftKind};
pub use editions::{CarriedOver, Records, carry_over};
pub use evidence::{
    EvidenceField, EvidenceFile, EvidenceItem, EvidenceKind, EvidenceSubject, FileFlaw, Shown,
};
pub use flaws::Flaw;
pub use history::{Contested, Direction, History, Steps, Undone};
pub use id::{
    AssessmentId, CertificateId, ComponentId, EvidenceId, InterfaceId, MessageId, PointId,
    ProviderId, SetAsideId,
};
pub use interface::{INTERFACES_MAX, Interface, InterfaceField};
pub use link::{Link, LinkField};
pub use merge::merged_record;
pub use message::{MESSAGES_MAX, Message, MessageField};
pub use note::{NOTES_MAX, Note, NoteField, NoteSubject};
pub use profile::{
    CONTEXT_MAX, Excluded, PROFILE_FORMAT, PROFILE_VERSION, PROFILES_MAX, Profile, ProfileField,
    ProfileFlaw, ProfilePart, ProfileStatus, REASON_MAX, RowId, Selected, THREAT_PATHS_MAX,
    ThreatPath, Unresolved,
};
pub use provider::{Provider, ProviderField};
pub use record::{Content, ListItem, ListKey, Record, RecordKey, TextField};
pub use records::{AssessmentRecords, RecordsFlaw};
pub use scope::{
    CertificateType, EmbeddedKind, ExAnswers, ExcbReply, IecexOption, ItemKind, MapPart, Role,
    Scope, ScopeField, Sought,
};
pub use selection::{
    FR_COUNT, SecurityLevel, Selection, SelectionField, ServiceRole, Standing, Target,
};
pub use set_aside::{SET_ASIDE_MAX, SetAside, SetAsideField};
pub(crate) use subjects::applies;
pub use subjects::{Answered, Subjects};
pub use test_item::{TestItem, TestItemField};
pub(crate) use text_field::is_longer;
pub use text_field::{LINE_MAX, TEXT_MAX};
pub use time::{Date, Moment, Timestamp};

use crate::{
    catalogue::{PartId, RequirementKey},
    ex,
};

/// The most evidence items one answer may link.
pub const LINKS_MAX: usize = 200;
/// The most evidence items one assessment may hold.
pub const EVIDENCE_MAX: usize = 5_000;

/// One self-assessment, without [flaws](Content::flaws): what it holds can be
/// stored, handed over and opened again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment(Content);

impl Deref for Assessment {
    type Target = Content;

    fn deref(&self) -> &Content {
        &self.0
    }
}

impl TryFrom<Content> for Assessment {
    type Error = Vec<Flaw>;

    /// The content as an assessment.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    fn try_from(content: Content) -> Result<Self, Vec<Flaw>> {
        let flaws = content.flaws();
        if flaws.is_empty() { Ok(Self(content)) } else { Err(flaws) }
    }
}

impl Assessment {
    /// The content as an assessment, or the first thing that is wrong with it.
    fn judged(content: Content) -> Result<Self, Flaw> {
        match content.flaws().into_iter().next() {
            None => Ok(Self(content)),
            Some(flaw) => Err(flaw),
        }
    }

    /// An empty assessment, begun `now`.
    #[must_use]
    pub fn new(id: AssessmentId, now: &Moment) -> Self {
        Self(Content::new(id, now.utc.clone(), now.day.clone()))
    }

    /// The same content as an assessment of its own: a copy gets another id.
    #[must_use]
    pub fn copied_as(mut self, id: AssessmentId) -> Self {
        self.0.id = id;
        self
    }

    /// A copy of what it holds, to be altered.
    #[must_use]
    pub fn content(&self) -> Content {
        self.0.clone()
    }
}

impl Content {
    /// What the marking says, and whether the protection can be reached (EX).
    #[must_use]
    pub fn exposure(&self) -> (ex::Reading, ex::Assessed) {
        let reading = ex::read(&self.test_item.marking);
        let assessed = ex::assess(&self.scope.exposure_facts(&reading, &self.arguments));
        (reading, assessed)
    }

    /// The parts that are selected, answered or noted on, in catalogue order.
    pub fn parts(&self) -> impl Iterator<Item = PartId> {
        PartId::ALL.into_iter().filter(|part| {
            let profiled = self.profiles.iter().flat_map(|profile| &profile.parts);
            let mut noted = self.notes.keys().filter_map(NoteSubject::answer);
            self.selection.parts.contains(part)
                || self.answers.all().any(|(key, _)| key.requirement.part() == *part)
                || noted.any(|key| key.requirement.part() == *part)
                || profiled.into_iter().any(|profiled| profiled.part == *part)
        })
    }

    /// The text that the user has made of a draft.
    #[must_use]
    pub fn draft(&self, kind: DraftKind) -> Option<&Draft> {
        self.drafts.get(&kind)
    }

    /// The requirements whose answers link this evidence item, in catalogue order.
    #[must_use]
    pub fn linked_to(&self, id: &EvidenceId) -> Vec<RequirementKey> {
        let linking = self.answers.all().filter(|(_, answer)| answer.links(id));
        let mut keys: Vec<RequirementKey> = linking.map(|(key, _)| key.requirement).collect();
        keys.dedup();
        keys
    }
}
