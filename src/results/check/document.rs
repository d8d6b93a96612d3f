//! The checks of what stands beside the answers: scope, route and selection,
//! against the day of the last change.
//!
//! The day is that of the document, not of a clock: the same
//! document has the same findings at any time.

use super::{
    Check, DocumentFinding, Place,
    answers::{self, Rows},
    finding::FindingList,
    made_with::given_versions,
};
use crate::{
    assessment::{
        Assessment, Certificate, Date, IecexOption, MapPart, ProfilePart, ProfileStatus, Role,
        Subjects,
    },
    catalogue::{Edition, PartId},
    ex,
    results::figures::Register,
    route::{
        Contradiction, Decision, contradictions,
        matrix::{Backing, backing},
        options::{SurveillanceGap, surveillance_gaps},
    },
    text::is_blank,
};

/// Everything that the checks find about the document, in the order of the
/// flow: scope, route, selection, answers, evidence.
pub(in crate::results) fn of_document(
    assessment: &Assessment,
    exposure: &ex::Assessed,
    decision: &Decision,
    register: &Register<'_>,
    subjects: &Subjects<'_>,
    parts: &[Rows<'_>],
) -> Vec<DocumentFinding> {
    let mut found = FindingList(Vec::new());
    let day = register.day();
    let is_assessed = |wanted: PartId| parts.iter().any(|rows| rows.part == wanted);
    found.scope(assessment, exposure, is_assessed(PartId::P4_2));
    found.route(assessment, decision, day, is_assessed);
    found.selection(assessment, decision, day, is_assessed);
    answers::find(&mut found, assessment, register, subjects, parts);
    found.0
}

/// What is found beside the answers, and apart from it what is found on them.
pub(in crate::results) fn beside_answers(
    mut findings: Vec<DocumentFinding>,
) -> (Vec<DocumentFinding>, Vec<DocumentFinding>) {
    let is_beside = |finding: &&DocumentFinding| !finding.place.is_of_answers();
    let count = findings.iter().take_while(is_beside).count();
    let of_answers = findings.split_off(count);
    (findings, of_answers)
}

/// Takes what is found on evidence, which comes last, out of what is found on answers.
pub(in crate::results) fn take_on_evidence(
    of_answers: &mut Vec<DocumentFinding>,
) -> Vec<DocumentFinding> {
    let is_beside = |found: &DocumentFinding| !matches!(found.place, Place::Evidence { .. });
    let first = of_answers.partition_point(is_beside);
    of_answers.split_off(first)
}

/// Brings the findings up to date after a change of answers and evidence on
/// the day of the change before: what was found beside them stands. What was found
/// `on_evidence` stands, too, where that is used as before.
pub(in crate::results) fn follow_answers(
    beside: Vec<DocumentFinding>,
    on_evidence: Option<Vec<DocumentFinding>>,
    assessment: &Assessment,
    register: &Register<'_>,
    subjects: &Subjects<'_>,
    parts: &[Rows<'_>],
) -> Vec<DocumentFinding> {
    let mut found = FindingList(beside);
    match on_evidence {
        None => answers::find(&mut found, assessment, register, subjects, parts),
        Some(on_evidence) => {
            answers::find_on_answers(&mut found, assessment, register, subjects, parts);
            found.0.extend(on_evidence);
        }
    }
    found.0
}

/// Whether a service provider is assessed to part 2-4 alone: services have no version.
fn is_of_services(assessment: &Assessment) -> bool {
    assessment.scope.role == Some(Role::ServiceProvider)
        && assessment.selection.parts == [PartId::P2_4]
}

impl FindingList {
    fn scope(
        &mut self,
        assessment: &Assessment,
        exposure: &ex::Assessed,
        has_component_part: bool,
    ) {
        let test_item = &assessment.test_item;
        if is_blank(&assessment.applicant.name) {
            self.add(Place::Applicant, Check::ApplicantUnnamed);
        }
        if is_blank(&test_item.name) {
            self.add(Place::TestItem, Check::TestItemUnnamed);
        } else if given_versions(test_item).is_empty() && !is_of_services(assessment) {
            self.add(Place::TestItem, Check::TestItemWithoutVersion);
        }
        let is_of_units = assessment.scope.option == Some(IecexOption::UnitVerification);
        if is_of_units && is_blank(&test_item.serial_numbers) {
            self.add(Place::TestItem, Check::SerialNumbersMissing);
        }
        self.exposure(exposure);
        self.contradictions(assessment, exposure);
        let kinds = &assessment.selection.component_kinds;
        for component in assessment.components.iter().filter(|component| component.in_scope) {
            let mut add = |check| {
                self.add(Place::Component { component: component.id.clone() }, check);
            };
            match component.kind {
                None if has_component_part => add(Check::ComponentWithoutKind),
                Some(kind) if has_component_part && !kinds.is_empty() && !kinds.contains(&kind) => {
                    add(Check::ComponentKindNotSelected { kind });
                }
                _ => {}
            }
            if is_blank(&component.version) {
                add(Check::ComponentWithoutVersion);
            }
        }
    }

    fn exposure(&mut self, exposure: &ex::Assessed) {
        match exposure.verdict {
            ex::ExposureVerdict::Undecided => self.add(Place::Protection, Check::ExposureUndecided),
            ex::ExposureVerdict::AskExcb => self.add(Place::Protection, Check::ExposureForExcb),
            ex::ExposureVerdict::Exposed
            | ex::ExposureVerdict::PossibleWithoutPath
            | ex::ExposureVerdict::Argued
            | ex::ExposureVerdict::NotExposed => {}
        }
        let asked = exposure.open().filter(|question| question.kind.is_for_excb());
        let count = u16::try_from(asked.count()).unwrap_or(u16::MAX);
        // Where the verdict itself is the ExCB's, that has been said.
        if count > 0 && exposure.verdict != ex::ExposureVerdict::AskExcb {
            self.add(Place::Protection, Check::ExcbAsked { count });
        }
        if exposure.open().any(|question| question.kind.is_advisory()) {
            self.add(Place::Protection, Check::AdvisoryUnanswered);
        }
    }

    /// Answers that contradict each other, where the answer is (EX-8).
    fn contradictions(&mut self, assessment: &Assessment, exposure: &ex::Assessed) {
        for (contradiction, changes_answer) in contradictions(assessment, exposure) {
            let (place, check) = match contradiction {
                Contradiction::AccessLeftOut(paths) => {
                    (Place::Protection, Check::AccessLeftOut { paths, changes_answer })
                }
                Contradiction::AccessWithoutInterface(paths) => {
                    (Place::Protection, Check::AccessWithoutInterface { paths, changes_answer })
                }
                Contradiction::NetworkedWithoutAccess => {
                    (Place::Protection, Check::NetworkedWithoutAccess { changes_answer })
                }
                Contradiction::ProtectedAfterAll => {
                    (Place::Protection, Check::ProtectedAfterAll { changes_answer })
                }
                Contradiction::MarkingPartUnread => {
                    (Place::Protection, Check::MarkingPartUnread { changes_answer })
                }
                Contradiction::SoftwareDenied => (Place::TestItem, Check::SoftwareDenied),
                Contradiction::KindDenied(component) => {
                    (Place::Component { component }, Check::KindDenied)
                }
                Contradiction::NetworkDeviceWithoutAccess(component) => {
                    let check = Check::NetworkDeviceWithoutAccess { changes_answer };
                    (Place::Component { component }, check)
                }
            };
            self.add(place, check);
        }
    }

    fn route(
        &mut self,
        assessment: &Assessment,
        decision: &Decision,
        day: &Date,
        is_assessed: impl Fn(PartId) -> bool,
    ) {
        for certificate in &assessment.certificates {
            let number = certificate.number.clone();
            let ended = certificate.valid_until.as_ref().filter(|last| *last < day);
            if let Some(valid_until) = ended {
                let valid_until = valid_until.clone();
                self.add(Place::Certificates, Check::CertificateExpired { number, valid_until });
            } else if !certificate.is_issued(day) {
                self.add(Place::Certificates, Check::CertificateUnclear { number });
            }
            if ended.is_none()
                && let Some(check) = superseded(certificate)
            {
                self.add(Place::Certificates, check);
            }
        }
        self.providers(assessment, decision, day);
        for sought in &assessment.scope.sought {
            let (part, r#type) = (sought.part, sought.r#type);
            if backing(part, r#type) == Backing::Ask {
                self.add(Place::Certificates, Check::TypeNotBacked { part, r#type });
            }
            if PartId::from_code(part.code()).is_some_and(|part| !is_assessed(part)) {
                self.add(Place::Certificates, Check::SoughtNotAssessed { part });
            }
        }
    }

    /// The providers about whom the ExCB would have to ask (RT-6): only where the
    /// route leads to an IECEx certificate (RT-2).
    fn providers(&mut self, assessment: &Assessment, decision: &Decision, day: &Date) {
        for gap in surveillance_gaps(assessment, decision, Some(day)) {
            let check = match gap {
                // How it is to be issued is asked for on the screen.
                SurveillanceGap::OptionOpen => continue,
                SurveillanceGap::NoProvider if assessment.scope.option.is_none() => continue,
                SurveillanceGap::NoProvider => Check::ProvidersMissing,
                SurveillanceGap::Provider { index, missing } => {
                    let provider = assessment.providers.get(index);
                    let name = provider.map(|provider| provider.name.clone()).unwrap_or_default();
                    Check::ProviderUnclear { name, missing }
                }
            };
            self.add(Place::Providers, check);
        }
    }

    fn selection(
        &mut self,
        assessment: &Assessment,
        decision: &Decision,
        day: &Date,
        is_assessed: impl Fn(PartId) -> bool,
    ) {
        let is_held = |part: MapPart| {
            let mut certificates = assessment.certificates.iter();
            certificates.any(|certificate| certificate.part == Some(part) && certificate.holds(day))
        };
        // Where nothing is selected yet, nothing is left out.
        if let Some(part) = decision.asked_for()
            && PartId::ALL.into_iter().any(&is_assessed)
            && !PartId::from_code(part.code()).is_some_and(&is_assessed)
            && !assessment.scope.sought.iter().any(|sought| sought.part == part)
            && !is_held(part)
        {
            self.add(Place::Selection, Check::AskedForNotAssessed { part });
        }
        if is_assessed(PartId::P4_2) {
            let selected = &assessment.selection.component_kinds;
            if selected.is_empty() {
                self.add(Place::Selection, Check::NoComponentKinds);
            }
            let in_scope = assessment.components.iter().filter(|component| component.in_scope);
            let kinds: Vec<_> = in_scope.map(|component| component.kind).collect();
            // A component without a type may have any.
            if !kinds.is_empty() && !kinds.contains(&None) {
                for kind in selected.iter().filter(|kind| !kinds.contains(&Some(**kind))) {
                    self.add(Place::Selection, Check::KindWithoutComponent { kind: *kind });
                }
            }
            if !is_assessed(PartId::P4_1) && !is_held(MapPart::P4_1) {
                self.add(Place::Selection, Check::LifecycleNotShown);
            }
        }
        for part in PartId::ALL.into_iter().filter(|part| is_assessed(*part)) {
            let edition = assessment.named_edition(part);
            if edition.is_unconfirmed {
                let edition = edition.name.to_owned();
                self.add(Place::Selection, Check::EditionUnconfirmed { part, edition });
            }
        }
        for profile in &assessment.profiles {
            if profile.status == ProfileStatus::Draft {
                self.add(Place::Profiles, Check::DraftProfile { title: profile.title.clone() });
            }
            for ProfilePart { part, edition, .. } in &profile.parts {
                if *edition != part.part().edition {
                    let (title, edition) = (profile.title.clone(), edition.clone());
                    let check = Check::ProfileOfOtherEdition { title, part: *part, edition };
                    self.add(Place::Profiles, check);
                }
            }
        }
    }
}

/// What is found of a certificate to an edition that another one has superseded
/// (CV-11).
fn superseded(certificate: &Certificate) -> Option<Check> {
    let part = PartId::from_code(certificate.part?.code())?;
    let edition = Edition::find(part, &certificate.edition)?;
    Some(Check::CertificateSuperseded {
        number: certificate.number.clone(),
        part,
        edition: edition.name,
        successor: edition.superseded_by?,
    })
}
