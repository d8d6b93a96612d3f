//! What a check can find, each with a stable code.

use serde::Serialize;

use super::Severity;
use crate::{
    assessment::{CertificateType, Date, MapPart},
    catalogue::{ComponentKind, PartId},
    ex::AccessPath,
    results::figures::{Id, LevelReached, MissingFacts, RecordGap},
    route::options::ProviderGap,
};

/// What a check found. The code is the `check` of the serialized form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "check", rename_all = "kebab-case")]
pub enum Check {
    /// "Not applicable" without a justification counts as not evaluated (CV-5).
    NotApplicableUnjustified,
    /// "Not applicable" without the SM-5 analysis counts as not evaluated (CV-6).
    NotApplicableWithoutAnalysis,
    /// SM-5 itself cannot be "not applicable" (CV-6).
    ProcessScopingNotApplicable,
    /// The requirement has changed since the edition the answer was given for.
    AskedAgain {
        /// The edition.
        edition: String,
    },
    /// The answer was taken over from the assessment of an earlier version of the
    /// product, and nobody has confirmed it for this one (CV-5).
    FromVersion {
        /// The version; empty where nobody has named it.
        version: String,
    },
    /// A profile excludes what the target level, or the part as a whole, asks
    /// for: the level cannot be claimed on this basis (SL-1).
    ExcludedAtTarget,
    /// The claim is above what the evidence supports (ML-1).
    ClaimAboveSupport {
        /// The claimed level.
        claimed: LevelReached,
        /// The supported level.
        supported: LevelReached,
        /// What the claim still needs.
        missing: MissingFacts,
    },
    /// Documented but without a record: below level 2 for the workshop, level 2
    /// for the standard (ML-2).
    DocumentedNotPerformed,
    /// Every record is older than every version of the procedure that it is to
    /// follow (ML).
    RecordsBeforeProcedure {
        /// The day of the last record.
        record: Date,
        /// The day of the first version.
        procedure: Date,
    },
    /// It passes, and no evidence is linked (CV-5).
    PassedWithoutEvidence,
    /// It passes, and nothing says how it is met (CV-5).
    PassedWithoutStatement,
    /// It passes, and the evidence that is linked shows nothing (CK-3).
    PassedOnNothing,
    /// It passes, and its statement says that it is not met (CK-4).
    StatementDenies,
    /// It passes, and its statement has under three words (CK-4).
    StatementShort,
    /// It fails: a certificate lists it among the not evaluated (CV-4).
    Failed {
        /// Whether a target needs it: SL-T, or a maturity level that is aimed at (CK-1).
        at_target: bool,
    },
    /// It fails in 4-1, which has no optional requirement (CV-6).
    FailedOfAll {
        /// Whether a maturity level is aimed at (CK-1).
        at_target: bool,
    },
    /// It fails, and nobody looks after it (CV-5).
    FailedWithoutOwner,
    /// Nobody is named as applicant (RT-7).
    ApplicantUnnamed,
    /// The test item has no name (RT-7).
    TestItemUnnamed,
    /// The test item has no version of hardware, firmware or software (CT-3).
    TestItemWithoutVersion,
    /// Unit verification is chosen, and no serial number names the units (RT-5).
    SerialNumbersMissing,
    /// Whether the explosion protection can be reached is not answered (EX-3).
    ExposureUndecided,
    /// Whether the explosion protection can be reached is for the ExCB to say (EX-5).
    ExposureForExcb,
    /// Something is for the ExCB to say that does not decide whether the
    /// explosion protection can be reached (EX-5).
    ExcbAsked {
        /// How many questions.
        count: u16,
    },
    /// It is not said whether programmable electronics or a safety device
    /// would have to be decided with the ExCB (EX-4).
    AdvisoryUnanswered,
    /// Interfaces are access paths that the answer leaves out (EX-8).
    AccessLeftOut {
        /// Which paths.
        paths: Vec<AccessPath>,
        /// Whether IECEx would answer otherwise if they were named.
        changes_answer: bool,
    },
    /// Access paths are named that no interface is, though interfaces are listed (EX-8).
    AccessWithoutInterface {
        /// Which paths.
        paths: Vec<AccessPath>,
        /// Whether IECEx would answer otherwise without them.
        changes_answer: bool,
    },
    /// The kind of embedded device is networked by its name, and there is no
    /// access path (EX-8).
    NetworkedWithoutAccess {
        /// Whether IECEx would answer otherwise if one of the two were wrong.
        changes_answer: bool,
    },
    /// It is said not to be explosion-protected, and a marking or a technique says
    /// that it is (EX-8).
    ProtectedAfterAll {
        /// Whether IECEx would answer otherwise if it were not.
        changes_answer: bool,
    },
    /// A part of the marking that could change the exposure is not understood (EX-8).
    MarkingPartUnread {
        /// Whether IECEx could answer otherwise once it is.
        changes_answer: bool,
    },
    /// It is said to hold no software, and a version of its software or firmware is
    /// named (EX-8, RT-10).
    SoftwareDenied,
    /// It is said to hold no software, and a component in scope is of a type that
    /// does (EX-8, RT-10).
    KindDenied,
    /// A component in scope is a network device, and there is no access path (EX-8).
    NetworkDeviceWithoutAccess {
        /// Whether IECEx would answer otherwise if there were one.
        changes_answer: bool,
    },
    /// 4-2 is assessed, and a component in scope has no type (CV-7).
    ComponentWithoutKind,
    /// 4-2 is assessed, and a component in scope is of a type that is not
    /// selected: its requirements are left out (CV-7).
    ComponentKindNotSelected {
        /// The type.
        kind: ComponentKind,
    },
    /// A component in scope has no version (CT-3).
    ComponentWithoutVersion,
    /// A certificate that is held is no longer valid (RT-4).
    CertificateExpired {
        /// Its number.
        number: String,
        /// The last day on which it was valid.
        valid_until: Date,
    },
    /// A certificate that is held lacks its number or its body, or bears days
    /// that cannot be: it shows nothing (RT-4).
    CertificateUnclear {
        /// Its number.
        number: String,
    },
    /// A certificate of conformity is chosen, and no provider of security technology
    /// is named (RT-6).
    ProvidersMissing,
    /// A provider of security technology that no QAR covers is listed, and
    /// the ExCB cannot decide on its surveillance (RT-6).
    ProviderUnclear {
        /// The name of the provider.
        name: String,
        /// What is missing.
        missing: Vec<ProviderGap>,
    },
    /// A certificate is applied for whose type nothing backs for this part (CT-1).
    TypeNotBacked {
        /// The part.
        part: MapPart,
        /// The type.
        r#type: CertificateType,
    },
    /// A certificate is applied for, and its part is not assessed here (RT-4).
    SoughtNotAssessed {
        /// The part.
        part: MapPart,
    },
    /// IECEx would ask for a certificate to this part, and it is neither assessed
    /// here, applied for nor held (RT-4).
    AskedForNotAssessed {
        /// The part.
        part: MapPart,
    },
    /// 4-2 is assessed for this type, and no component in scope has it (CV-7).
    KindWithoutComponent {
        /// The type.
        kind: ComponentKind,
    },
    /// 4-2 is assessed, and no component type is selected: nothing is in scope (CV-7).
    NoComponentKinds,
    /// 4-2 is assessed, and neither is 4-1 nor is a valid certificate to it held (RT-4).
    LifecycleNotShown,
    /// A profile acts that is a draft (PR-2).
    DraftProfile {
        /// Its title.
        title: String,
    },
    /// A profile acts that is written for another edition of a part (PR-1).
    ProfileOfOtherEdition {
        /// Its title.
        title: String,
        /// The part.
        part: PartId,
        /// The edition.
        edition: String,
    },
    /// The application names an edition whose numbers are not verified here, and
    /// the applicant has not confirmed them (CV-11).
    EditionUnconfirmed {
        /// The part.
        part: PartId,
        /// The edition.
        edition: String,
    },
    /// A certificate that is held is to an edition that another one has superseded
    /// (CV-11).
    CertificateSuperseded {
        /// Its number.
        number: String,
        /// The part.
        part: PartId,
        /// The edition.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        edition: &'static str,
        /// The edition that has taken its place.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        successor: &'static str,
    },
    /// Requirements in scope of an organizational level have no verdict yet (CV-4).
    Unanswered {
        /// How many.
        count: u16,
    },
    /// An enhancement passes while its base fails (SL-1).
    EnhancementWithoutBase {
        /// The base.
        base: Id,
    },
    /// An enhancement passes while its base is "not applicable" (CV-10).
    EnhancementOnNotApplicable {
        /// The base.
        base: Id,
    },
    /// A level is reached in a foundational requirement, and nothing in it passes:
    /// everything that counts is "not applicable" (CV-10).
    NothingPassed,
    /// The same in every foundational requirement of a part (CV-10).
    NothingPassedAtAll,
    /// SM-5 does not pass, and requirements rest on its analysis as "not
    /// applicable" (CV-6).
    ProcessScopingUnsettled {
        /// Those requirements, in catalogue order.
        requirements: Vec<Id>,
    },
    /// Requirements are "not applicable" on a document that is no evidence of
    /// SM-5, which passes (CV-6).
    ScopingAnalysisElsewhere {
        /// Those requirements, in catalogue order.
        requirements: Vec<Id>,
    },
    /// The day by which it was to be settled has passed (CV-4).
    Overdue {
        /// That day.
        due: Date,
    },
    /// A statement or justification says that there is no access path of a kind
    /// that is in scope (CK-4).
    InterfaceDenied {
        /// Which paths.
        paths: Vec<AccessPath>,
    },
    /// One statement stands under several requirements that pass (CV-5).
    StatementRepeated {
        /// The other ones, in catalogue order.
        requirements: Vec<Id>,
    },
    /// An item brought forward as a record does not count (ML-4).
    RecordIncomplete {
        /// What it lacks.
        lacks: Vec<RecordGap>,
        /// The requirements it does not count for, in catalogue order.
        #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<Id>>"))]
        requirements: Vec<Id>,
    },
    /// An item is brought forward as the procedure and as a record of following
    /// it (ML).
    RecordIsProcedure,
    /// An evidence item in use has no date (ML-4).
    EvidenceUndated,
    /// An evidence item in use bears a day that is still to come: it does not
    /// count yet (ML-4).
    EvidenceNotYetValid {
        /// That day.
        date: Date,
        /// The requirements it does not count for, in catalogue order.
        #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<Id>>"))]
        requirements: Vec<Id>,
    },
    /// An evidence item in use is no longer valid: it does not count any more (ML-4).
    EvidenceExpired {
        /// The last day on which it was valid.
        valid_until: Date,
        /// The requirements it does not count for, in catalogue order.
        #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<Id>>"))]
        requirements: Vec<Id>,
    },
    /// Nobody has reviewed an evidence item in use (ML).
    EvidenceUnreviewed,
    /// The author of an evidence item in use is its reviewer (ML).
    EvidenceSelfReviewed,
    /// An evidence item in use has neither a location nor a file (ML-4).
    EvidenceWithoutLocation,
    /// One evidence item carries more requirements than a document usually
    /// does (ML-1); see [`REQUIREMENTS_PER_DOCUMENT_MAX`](super::REQUIREMENTS_PER_DOCUMENT_MAX).
    EvidenceOverused {
        /// How many.
        count: u16,
    },
    /// An item that shows the requirements of a product was made with another
    /// product than the test item (ML-4).
    EvidenceOtherProduct {
        /// What it says that it was made with.
        version: String,
    },
    /// An item that shows the requirements of a product was made with another
    /// hardware than that of the test item (ML-4).
    EvidenceOtherHardware {
        /// What it says that it was made with.
        version: String,
    },
    /// An item that shows the requirements of a product belongs to another
    /// version than the test item (ML-4).
    EvidenceOtherVersion {
        /// The version it belongs to.
        version: String,
    },
    /// A record that shows the requirements of a product names no version of it (CK-3).
    EvidenceVersionUnsaid,
    /// No requirement links an evidence item (ML-4).
    EvidenceUnlinked,
}

impl Check {
    /// The rule behind it.
    #[must_use]
    pub const fn rule(&self) -> &'static str {
        match self {
            Self::NotApplicableUnjustified
            | Self::AskedAgain { .. }
            | Self::FromVersion { .. }
            | Self::PassedWithoutEvidence
            | Self::PassedWithoutStatement
            | Self::FailedWithoutOwner
            | Self::StatementRepeated { .. } => "CV-5",
            Self::NotApplicableWithoutAnalysis
            | Self::ProcessScopingNotApplicable
            | Self::ProcessScopingUnsettled { .. }
            | Self::ScopingAnalysisElsewhere { .. }
            | Self::FailedOfAll { .. } => "CV-6",
            Self::EnhancementOnNotApplicable { .. }
            | Self::NothingPassed
            | Self::NothingPassedAtAll => "CV-10",
            Self::EditionUnconfirmed { .. } | Self::CertificateSuperseded { .. } => "CV-11",
            Self::ExcludedAtTarget | Self::EnhancementWithoutBase { .. } => "SL-1",
            Self::ClaimAboveSupport { .. } | Self::EvidenceOverused { .. } => "ML-1",
            Self::DocumentedNotPerformed => "ML-2",
            Self::RecordsBeforeProcedure { .. }
            | Self::RecordIsProcedure
            | Self::EvidenceUnreviewed
            | Self::EvidenceSelfReviewed => "ML",
            Self::RecordIncomplete { .. }
            | Self::EvidenceUndated
            | Self::EvidenceNotYetValid { .. }
            | Self::EvidenceExpired { .. }
            | Self::EvidenceWithoutLocation
            | Self::EvidenceOtherProduct { .. }
            | Self::EvidenceOtherHardware { .. }
            | Self::EvidenceOtherVersion { .. }
            | Self::EvidenceUnlinked => "ML-4",
            Self::Unanswered { .. } | Self::Overdue { .. } | Self::Failed { .. } => "CV-4",
            Self::ComponentWithoutKind
            | Self::ComponentKindNotSelected { .. }
            | Self::KindWithoutComponent { .. }
            | Self::NoComponentKinds => "CV-7",
            Self::TestItemWithoutVersion | Self::ComponentWithoutVersion => "CT-3",
            Self::TypeNotBacked { .. } => "CT-1",
            Self::ApplicantUnnamed | Self::TestItemUnnamed => "RT-7",
            Self::SerialNumbersMissing => "RT-5",
            Self::StatementDenies | Self::StatementShort | Self::InterfaceDenied { .. } => "CK-4",
            Self::PassedOnNothing
            | Self::CertificateUnclear { .. }
            | Self::EvidenceVersionUnsaid => "CK-3",
            Self::CertificateExpired { .. }
            | Self::SoughtNotAssessed { .. }
            | Self::AskedForNotAssessed { .. }
            | Self::LifecycleNotShown => "RT-4",
            Self::ExposureUndecided => "EX-3",
            Self::ExposureForExcb | Self::ExcbAsked { .. } => "EX-5",
            Self::AdvisoryUnanswered => "EX-4",
            Self::AccessLeftOut { .. }
            | Self::AccessWithoutInterface { .. }
            | Self::NetworkedWithoutAccess { .. }
            | Self::ProtectedAfterAll { .. }
            | Self::MarkingPartUnread { .. }
            | Self::SoftwareDenied
            | Self::KindDenied
            | Self::NetworkDeviceWithoutAccess { .. } => "EX-8",
            Self::ProvidersMissing | Self::ProviderUnclear { .. } => "RT-6",
            Self::DraftProfile { .. } => "PR-2",
            Self::ProfileOfOtherEdition { .. } => "PR-1",
        }
    }

    /// How much it weighs.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            // The wrong one of two answers may have decided what IECEx is told (EX-8).
            Self::AccessLeftOut { changes_answer, .. }
            | Self::AccessWithoutInterface { changes_answer, .. }
            | Self::NetworkedWithoutAccess { changes_answer }
            | Self::ProtectedAfterAll { changes_answer }
            | Self::MarkingPartUnread { changes_answer }
            | Self::NetworkDeviceWithoutAccess { changes_answer } => {
                if *changes_answer {
                    Severity::Blocks
                } else {
                    Severity::Asks
                }
            }
            Self::NotApplicableUnjustified
            | Self::AskedAgain { .. }
            | Self::FromVersion { .. }
            | Self::ExcludedAtTarget
            | Self::NotApplicableWithoutAnalysis
            | Self::ProcessScopingNotApplicable
            | Self::ProcessScopingUnsettled { .. }
            | Self::PassedWithoutEvidence
            | Self::PassedOnNothing
            | Self::NothingPassedAtAll
            | Self::EnhancementWithoutBase { .. }
            | Self::NoComponentKinds
            | Self::ComponentKindNotSelected { .. }
            | Self::LifecycleNotShown
            | Self::CertificateExpired { .. }
            | Self::EvidenceNotYetValid { .. }
            | Self::EvidenceExpired { .. } => Severity::Blocks,
            Self::Failed { at_target } | Self::FailedOfAll { at_target } => {
                if *at_target {
                    Severity::Blocks
                } else {
                    Severity::Lowers
                }
            }
            Self::ClaimAboveSupport { .. }
            | Self::RecordsBeforeProcedure { .. }
            | Self::RecordIsProcedure
            | Self::ScopingAnalysisElsewhere { .. }
            | Self::RecordIncomplete { .. }
            | Self::PassedWithoutStatement
            | Self::StatementRepeated { .. }
            | Self::TestItemWithoutVersion
            | Self::SerialNumbersMissing
            | Self::ExposureForExcb
            | Self::ExcbAsked { .. }
            | Self::EnhancementOnNotApplicable { .. }
            | Self::NothingPassed
            | Self::SoftwareDenied
            | Self::KindDenied
            | Self::ProvidersMissing
            | Self::ProviderUnclear { .. }
            | Self::CertificateUnclear { .. }
            | Self::ProfileOfOtherEdition { .. }
            | Self::EditionUnconfirmed { .. }
            | Self::ComponentWithoutKind
            | Self::SoughtNotAssessed { .. }
            | Self::AskedForNotAssessed { .. }
            | Self::KindWithoutComponent { .. }
            | Self::EvidenceUndated
            | Self::EvidenceUnreviewed
            | Self::EvidenceSelfReviewed
            | Self::EvidenceWithoutLocation
            | Self::EvidenceOtherProduct { .. }
            | Self::EvidenceOtherHardware { .. }
            | Self::EvidenceOtherVersion { .. }
            | Self::EvidenceVersionUnsaid => Severity::Asks,
            Self::DocumentedNotPerformed
            | Self::StatementDenies
            | Self::StatementShort
            | Self::InterfaceDenied { .. }
            | Self::FailedWithoutOwner
            | Self::ComponentWithoutVersion
            | Self::TypeNotBacked { .. }
            | Self::CertificateSuperseded { .. }
            | Self::DraftProfile { .. }
            | Self::Overdue { .. }
            | Self::EvidenceOverused { .. }
            | Self::EvidenceUnlinked => Severity::Hint,
            Self::ApplicantUnnamed
            | Self::TestItemUnnamed
            | Self::ExposureUndecided
            | Self::AdvisoryUnanswered
            | Self::Unanswered { .. } => Severity::Open,
        }
    }
}
