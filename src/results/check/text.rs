//! The checks in words: one place for all of them.

use super::{Check, Place, Severity, SeverityCounts};
use crate::{
    assessment::Assessment,
    ex::AccessPath,
    results::figures::Id,
    route::matrix::type_name,
    text::is_blank,
    words::{self, check as say},
};

impl Check {
    /// What it says to the user, and what to do.
    #[must_use]
    pub fn text(&self, assessment: &Assessment) -> String {
        match self {
            Self::NotApplicableUnjustified => say::not_applicable_unjustified().to_owned(),
            Self::NotApplicableWithoutAnalysis => say::not_applicable_without_analysis().to_owned(),
            Self::ProcessScopingNotApplicable => say::process_scoping_not_applicable().to_owned(),
            Self::ExcludedAtTarget => say::excluded_at_target().to_owned(),
            Self::AskedAgain { edition } => say::asked_again(edition),
            Self::FromVersion { version } if version.is_empty() => {
                say::from_unnamed_version().to_owned()
            }
            Self::FromVersion { version } => say::from_version(version),
            Self::ClaimAboveSupport { claimed, supported, missing } => {
                let claimed = claimed.number().to_string();
                say::claim_above_support(&claimed, supported.text(), &missing.text())
            }
            Self::DocumentedNotPerformed => say::documented_not_performed().to_owned(),
            Self::RecordsBeforeProcedure { record, procedure } => {
                say::records_before_procedure(record.as_str(), procedure.as_str())
            }
            Self::PassedWithoutEvidence => say::passed_without_evidence().to_owned(),
            Self::PassedWithoutStatement => say::passed_without_statement().to_owned(),
            Self::StatementDenies => say::statement_denies().to_owned(),
            Self::StatementShort => say::statement_short().to_owned(),
            Self::InterfaceDenied { paths } => say::interface_denied(&named_paths(paths)),
            Self::PassedOnNothing => say::passed_on_nothing().to_owned(),
            Self::EnhancementOnNotApplicable { base } => {
                say::enhancement_on_not_applicable(base.0.id())
            }
            Self::NothingPassed => say::nothing_passed().to_owned(),
            Self::NothingPassedAtAll => say::nothing_passed_at_all().to_owned(),
            Self::Failed { at_target: false } => say::failed().to_owned(),
            Self::FailedOfAll { at_target: false } => say::failed_of_all().to_owned(),
            Self::Failed { at_target: true } | Self::FailedOfAll { at_target: true } => {
                say::failed_at_target().to_owned()
            }
            Self::FailedWithoutOwner => say::failed_without_owner().to_owned(),
            Self::ApplicantUnnamed => say::applicant_unnamed().to_owned(),
            Self::TestItemUnnamed => say::test_item_unnamed().to_owned(),
            Self::TestItemWithoutVersion => say::test_item_without_version().to_owned(),
            Self::SerialNumbersMissing => say::serial_numbers_missing().to_owned(),
            Self::ExposureUndecided => say::exposure_undecided().to_owned(),
            Self::ExposureForExcb => say::exposure_for_excb().to_owned(),
            Self::ExcbAsked { count } => say::excb_asked(usize::from(*count)),
            Self::AdvisoryUnanswered => say::advisory_unanswered().to_owned(),
            Self::ComponentWithoutKind => say::component_without_kind().to_owned(),
            Self::ComponentKindNotSelected { kind } => {
                say::component_kind_not_selected(kind.code())
            }
            Self::ComponentWithoutVersion => say::component_without_version().to_owned(),
            Self::CertificateExpired { number, valid_until } => {
                say::certificate_expired(named(number), valid_until.as_str())
            }
            Self::CertificateUnclear { number } => say::certificate_unclear(named(number)),
            Self::ProviderUnclear { name, missing } => {
                let missing: Vec<&str> = missing.iter().map(|gap| gap.text()).collect();
                say::provider_unclear(named(name), &missing.join(words::list::separator()))
            }
            Self::TypeNotBacked { part, r#type } => {
                say::type_not_backed(part.code(), type_name(*r#type))
            }
            Self::SoughtNotAssessed { part } => say::sought_not_assessed(part.code()),
            Self::AskedForNotAssessed { part } => say::asked_for_not_assessed(part.code()),
            Self::KindWithoutComponent { kind } => say::kind_without_component(kind.code()),
            Self::AccessLeftOut { paths, .. } => say::access_left_out(&named_paths(paths)),
            Self::AccessWithoutInterface { paths, .. } => {
                say::access_without_interface(&named_paths(paths))
            }
            Self::NetworkedWithoutAccess { .. } => say::networked_without_access().to_owned(),
            Self::ProtectedAfterAll { .. } => say::protected_after_all().to_owned(),
            Self::MarkingPartUnread { .. } => say::marking_part_unread().to_owned(),
            Self::SoftwareDenied => say::software_denied().to_owned(),
            Self::KindDenied => say::kind_denied().to_owned(),
            Self::NetworkDeviceWithoutAccess { .. } => {
                say::network_device_without_access().to_owned()
            }
            Self::ProvidersMissing => say::providers_missing().to_owned(),
            Self::NoComponentKinds => say::no_component_kinds().to_owned(),
            Self::LifecycleNotShown => say::lifecycle_not_shown().to_owned(),
            Self::DraftProfile { title } => say::draft_profile(title),
            Self::ProfileOfOtherEdition { title, part, edition } => {
                let part = part.part();
                say::profile_of_other_edition(title, part.standard, edition, part.edition)
            }
            Self::EditionUnconfirmed { part, edition } => {
                let part = part.part();
                say::edition_unconfirmed(part.standard, edition, part.edition)
            }
            Self::CertificateSuperseded { number, part, edition, successor } => {
                let standard = part.part().standard;
                say::certificate_superseded(named(number), standard, edition, successor)
            }
            Self::Unanswered { count } => say::unanswered(usize::from(*count)),
            Self::EnhancementWithoutBase { base } => say::enhancement_without_base(base.0.id()),
            Self::Overdue { due } => say::overdue(due.as_str()),
            Self::StatementRepeated { requirements } => {
                say::statement_repeated(&listed(requirements))
            }
            Self::ProcessScopingUnsettled { requirements } => {
                say::process_scoping_unsettled(&listed(requirements))
            }
            Self::ScopingAnalysisElsewhere { requirements } => {
                say::scoping_analysis_elsewhere(&listed(requirements))
            }
            Self::RecordIncomplete { lacks, requirements } => {
                let lacks: Vec<&str> = lacks.iter().map(|gap| gap.text()).collect();
                say::record_incomplete(&listed(requirements), &lacks.join(words::list::separator()))
            }
            Self::RecordIsProcedure => say::record_is_procedure().to_owned(),
            Self::EvidenceUndated => say::evidence_undated().to_owned(),
            Self::EvidenceNotYetValid { date, requirements } => say::evidence_not_yet_valid(
                date.as_str(),
                assessment.day.as_str(),
                &listed(requirements),
            ),
            Self::EvidenceExpired { valid_until, requirements } => say::evidence_expired(
                valid_until.as_str(),
                assessment.day.as_str(),
                &listed(requirements),
            ),
            Self::EvidenceUnreviewed => say::evidence_unreviewed().to_owned(),
            Self::EvidenceSelfReviewed => say::evidence_self_reviewed().to_owned(),
            Self::EvidenceWithoutLocation => say::evidence_without_location().to_owned(),
            Self::EvidenceOverused { count } => say::evidence_overused(count),
            Self::EvidenceOtherProduct { version } => say::evidence_other_product(version),
            Self::EvidenceOtherHardware { version } => say::evidence_other_hardware(version),
            Self::EvidenceOtherVersion { version } => say::evidence_other_version(version),
            Self::EvidenceVersionUnsaid => say::evidence_version_unsaid().to_owned(),
            Self::EvidenceUnlinked => say::evidence_unlinked().to_owned(),
        }
    }
}

impl Severity {
    /// Its word on the screen (CK-1).
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Blocks => words::severity::blocks(),
            Self::Lowers => words::severity::lowers(),
            Self::Asks => words::severity::asks(),
            Self::Hint => words::severity::hint(),
            Self::Open => words::severity::open(),
        }
    }
}

impl SeverityCounts {
    /// How many there are, severity by severity, such as `Major 2 · Question 5`;
    /// what nobody has answered yet is counted by requirements, not here.
    #[must_use]
    pub fn text(self) -> String {
        let severities = Severity::ALL.into_iter().filter(|severity| *severity != Severity::Open);
        let texts: Vec<String> = severities
            .map(|severity| (severity, self.count(severity)))
            .filter(|(_, count)| *count > 0)
            .map(|(severity, count)| format!("{} {count}", severity.text()))
            .collect();
        texts.join(words::list::dot())
    }
}

impl Place {
    /// What the place is called.
    #[must_use]
    pub fn name(&self, assessment: &Assessment) -> String {
        match self {
            Self::Applicant => words::scope::applicant().to_owned(),
            Self::TestItem => words::scope::test_item().to_owned(),
            Self::Protection => words::scope::protection().to_owned(),
            Self::Certificates => words::route::certificates().to_owned(),
            Self::Providers => words::certificate::providers().to_owned(),
            Self::Selection => words::select::title().to_owned(),
            Self::Profiles => words::select::profiles().to_owned(),
            Self::Part { part } => part.part().standard.to_owned(),
            Self::Group { part, group } => format!("{} {group}", part.code()),
            Self::Requirement { requirement, .. } => requirement.0.with_part(),
            Self::Component { component } => {
                let component = assessment.components.iter().find(|other| other.id == *component);
                named(component.map_or("", |component| &component.name)).to_owned()
            }
            Self::Evidence { evidence } => {
                let item = assessment.evidence.get(evidence);
                named(item.map_or("", |item| &item.title)).to_owned()
            }
        }
    }
}

/// Access paths, by their names.
fn named_paths(paths: &[AccessPath]) -> String {
    let names: Vec<&str> = paths.iter().map(|path| path.text()).collect();
    names.join(words::list::comma())
}

/// Requirements, with their parts.
fn listed(requirements: &[Id]) -> String {
    let ids: Vec<String> = requirements.iter().map(|id| id.0.with_part()).collect();
    ids.join(words::list::comma())
}

/// A name, or that there is none.
fn named(text: &str) -> &str {
    if is_blank(text) { say::unnamed() } else { text }
}
