//! The checks of the document: across requirements, against the day of the
//! last change, and of what stands beside the answers.
//!
//! The days are those of [`Assessment::modified`], not of a clock: the same
//! document has the same findings at any time.

use super::{Check, DocumentFinding, Place, person::is_same_name};
use crate::{
    assessment::{
        Answer, Assessment, Date, Days, EvidenceId, IecexOption, MapPart, ProfilePart,
        ProfileStatus, Standing, TestItem, Verdict,
    },
    catalogue::{Levels, PartId, RequirementKey},
    ex::{self, QuestionKind},
    results::{
        Id, PartResults, RecordGap, RequirementResults, Validity, coverage,
        register::{Register, Registered, may_be, product},
    },
    route::{
        self, Exposure, Situation,
        matrix::{Backing, backing},
        options::{SurveillanceGap, surveillance_gaps},
    },
    text::{self, is_blank},
};

/// How many requirements in scope one evidence item may carry before a finding
/// says so. The largest organizational level of 4-1 has 13 requirements, and one
/// manual may well describe it; above one and a half times that, one document
/// carries more than any one topic.
pub const REQUIREMENTS_PER_DOCUMENT_MAX: u16 = 20;

/// Everything that the checks find about the document, in the order of the
/// flow: scope, route, selection, answers, evidence.
pub(in crate::results) fn of_document(
    assessment: &Assessment,
    register: &Register<'_>,
    parts: &[PartResults],
) -> Vec<DocumentFinding> {
    let mut found = Found(Vec::new());
    let days = register.days();
    let is_assessed = |part: PartId| parts.iter().any(|of| of.part == part);
    let exposure = exposure(assessment);
    found.scope(assessment, &exposure, is_assessed(PartId::P4_2));
    found.route(assessment, &exposure, days, is_assessed);
    found.selection(assessment, days, is_assessed);
    found.of_answers(assessment, register, parts);
    found.0
}

/// Brings the findings up to date after a change of answers and evidence on
/// the day of the change before: what is found of the rest stands.
pub(in crate::results) fn follow_answers(
    findings: &mut Vec<DocumentFinding>,
    assessment: &Assessment,
    register: &Register<'_>,
    parts: &[PartResults],
) {
    let rest = findings.iter().take_while(|of| !of.place.is_of_answers()).count();
    findings.truncate(rest);
    let mut found = Found(std::mem::take(findings));
    found.of_answers(assessment, register, parts);
    *findings = found.0;
}

/// How an evidence item is used.
#[derive(Clone, Default)]
struct Use {
    /// Whether any answer links it.
    is_linked: bool,
    /// Whether an answer in scope links it, as evidence or as analysis.
    is_used: bool,
    /// Whether it shows a requirement of a product or system.
    is_technical: bool,
    /// Whether it shows a requirement of a process.
    is_of_process: bool,
    /// How many requirements in scope link it as evidence.
    carries: u16,
    /// Those of them for which it does not count, in catalogue order.
    lost_for: Vec<Id>,
}

struct Found(Vec<DocumentFinding>);

impl Found {
    fn add(&mut self, place: Place, check: Check) {
        self.0.push(DocumentFinding::of(place, check));
    }

    fn of_answers(
        &mut self,
        assessment: &Assessment,
        register: &Register<'_>,
        parts: &[PartResults],
    ) {
        for part in parts {
            self.unanswered(assessment, part);
        }
        let mut uses = vec![Use::default(); register.items().len()];
        self.answers(assessment, register, parts, &mut uses);
        let versions = versions(&assessment.test_item);
        for (of, used) in register.items().iter().zip(uses) {
            self.evidence(of, used, &versions);
        }
    }

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
        } else if versions(test_item).is_empty() {
            self.add(Place::TestItem, Check::TestItemWithoutVersion);
        }
        let is_of_units = assessment.scope.option == Some(IecexOption::UnitVerification);
        if is_of_units && is_blank(&test_item.serial_numbers) {
            self.add(Place::TestItem, Check::SerialNumbersMissing);
        }
        self.exposure(exposure);
        let kinds = &assessment.selection.component_kinds;
        for component in assessment.components.iter().filter(|of| of.in_scope) {
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
            ex::Verdict::Undecided => self.add(Place::Protection, Check::ExposureUndecided),
            ex::Verdict::AskExcb => self.add(Place::Protection, Check::ExposureForExcb),
            ex::Verdict::Exposed | ex::Verdict::PossibleWithoutPath | ex::Verdict::NotExposed => {}
        }
        let asked = exposure.open().filter(|of| of.kind == QuestionKind::NotInTable).count() as u16;
        // Where the verdict itself is the ExCB's, that has been said.
        if asked > 0 && exposure.verdict != ex::Verdict::AskExcb {
            self.add(Place::Protection, Check::ExcbAsked { count: asked });
        }
        if exposure.open().any(|of| of.kind.is_advisory()) {
            self.add(Place::Protection, Check::AdvisoryUnanswered);
        }
    }

    fn route(
        &mut self,
        assessment: &Assessment,
        exposure: &ex::Assessed,
        days: &Days,
        is_assessed: impl Fn(PartId) -> bool,
    ) {
        for of in &assessment.certificates {
            let number = of.number.clone();
            if let Some(valid_until) = of.valid_until.as_ref().filter(|last| days.is_over(last)) {
                let valid_until = valid_until.clone();
                self.add(Place::Certificates, Check::CertificateExpired { number, valid_until });
            } else if !of.is_issued(days) {
                self.add(Place::Certificates, Check::CertificateUnclear { number });
            }
        }
        // Only where the protection is exposed does the route lead to an IECEx certificate (RT-2).
        if exposure.verdict == ex::Verdict::Exposed {
            self.providers(assessment, days.utc());
        }
        for of in &assessment.scope.sought {
            let (part, r#type) = (of.part, of.r#type);
            if backing(part, r#type) == Backing::Ask {
                self.add(Place::Certificates, Check::TypeNotBacked { part, r#type });
            }
            if PartId::from_code(part.code()).is_some_and(|part| !is_assessed(part)) {
                self.add(Place::Certificates, Check::SoughtNotAssessed { part });
            }
        }
    }

    /// The providers of an exposed test item about whom the ExCB would have to ask (RT-6).
    fn providers(&mut self, assessment: &Assessment, day: &Date) {
        let situation = Situation::of(assessment, Exposure::Possible);
        let decision = route::decide(&situation);
        for gap in surveillance_gaps(assessment, &decision, Some(day)) {
            let SurveillanceGap::Provider { index, missing } = gap else { continue };
            let name = assessment.providers.get(index).map(|of| of.name.clone());
            let name = name.unwrap_or_default();
            self.add(Place::Providers, Check::ProviderUnclear { name, missing });
        }
    }

    fn selection(
        &mut self,
        assessment: &Assessment,
        days: &Days,
        is_assessed: impl Fn(PartId) -> bool,
    ) {
        if is_assessed(PartId::P4_2) {
            if assessment.selection.component_kinds.is_empty() {
                self.add(Place::Selection, Check::NoComponentKinds);
            }
            let is_held = assessment
                .certificates
                .iter()
                .any(|of| of.part == Some(MapPart::P4_1) && of.holds(days));
            if !is_assessed(PartId::P4_1) && !is_held {
                self.add(Place::Selection, Check::LifecycleNotShown);
            }
        }
        for of in &assessment.profiles {
            if of.status == ProfileStatus::Draft {
                self.add(Place::Profiles, Check::DraftProfile { title: of.title.clone() });
            }
            for ProfilePart { part, edition, .. } in &of.parts {
                if *edition != part.part().edition {
                    let (title, edition) = (of.title.clone(), edition.clone());
                    let check = Check::ProfileOfOtherEdition { title, part: *part, edition };
                    self.add(Place::Profiles, check);
                }
            }
        }
    }

    /// One finding for each organizational level, however many requirements are open.
    fn unanswered(&mut self, assessment: &Assessment, part: &PartResults) {
        let (id, answers) = (part.part, &assessment.answers);
        for group in id.part().groups {
            let rows = part.requirements.get(group.rows()).unwrap_or_default();
            let is_open = |row: &&RequirementResults| {
                row.standing == Standing::InScope
                    && row.verdict == Verdict::NotEvaluated
                    && answers.verdict(row.requirement.0) == Verdict::NotEvaluated
            };
            let count = rows.iter().filter(is_open).count() as u16;
            if count > 0 {
                let place = Place::Group { part: id, group: group.id };
                self.add(place, Check::Unanswered { count });
            }
        }
    }

    /// The checks across answers that are looked at; notes on the way how evidence is used.
    fn answers(
        &mut self,
        assessment: &Assessment,
        register: &Register<'_>,
        parts: &[PartResults],
        uses: &mut [Use],
    ) {
        let days = register.days();
        let row = |key: RequirementKey| {
            let part = parts.iter().find(|of| of.part == key.part())?;
            part.requirements.get(key.row())
        };
        let looked_at = |key| row(key).filter(|row| row.is_looked_at());
        let mut seen = Seen([0; SLOTS]);
        let mut may_repeat = false;
        let (mut scoping, mut excused) = (None, Vec::new());
        for (key, answer) in assessment.answers.iter() {
            let of = looked_at(key);
            let is_technical = key.part().part().levels == Levels::Security;
            let evidence = answer.evidence.iter().map(|id| (id, 1));
            for (id, carries) in evidence.chain(answer.scoping_analysis.iter().map(|id| (id, 0))) {
                let Some(place) = register.place(id) else { continue };
                let (Some(item), Some(used)) = (register.items().get(place), uses.get_mut(place))
                else {
                    continue;
                };
                used.is_linked = true;
                if of.is_none() {
                    continue;
                }
                used.is_used = true;
                used.is_technical |= is_technical;
                used.is_of_process |= !is_technical && carries == 1;
                used.carries += carries;
                let is_lost = item.is_incomplete && carries == 1 && !is_technical;
                // An earlier version of what is documented takes nothing away.
                let is_earlier = item.is_superseded()
                    && carries == 1
                    && of.is_some_and(|row| row.facts.documented);
                let holds = item.validity == Validity::Holds || is_earlier;
                if (is_lost || !holds) && used.lost_for.last() != Some(&Id(key)) {
                    used.lost_for.push(Id(key));
                }
            }
            let Some(of) = of else { continue };
            if of.verdict == Verdict::NotApplicable && coverage::needs_analysis(key) {
                excused.push((Id(key), answer.scoping_analysis.as_ref()));
            }
            if of.verdict == Verdict::Pass && coverage::is_process_scoping(key) {
                scoping = Some(answer);
            }
            let is_settled = matches!(of.verdict, Verdict::Pass | Verdict::NotApplicable);
            if let Some(due) = answer.due.as_ref().filter(|due| !is_settled && days.is_over(due)) {
                self.add(Place::requirement(key), Check::Overdue { due: due.clone() });
            }
            if of.verdict == Verdict::Pass {
                let base = key
                    .parent()
                    .filter(|base| row(*base).is_some_and(|row| row.verdict == Verdict::Fail));
                if let Some(base) = base {
                    let check = Check::EnhancementWithoutBase { base: Id(base) };
                    self.add(Place::requirement(key), check);
                }
                may_repeat |= seen.add(&answer.statement);
            }
        }
        self.excused(scoping, &excused);
        if may_repeat {
            let passed = assessment
                .answers
                .iter()
                .filter(|(key, _)| looked_at(*key).is_some_and(|row| row.verdict == Verdict::Pass));
            self.repeated(passed.map(|(key, answer)| (key, answer.statement.as_str())));
        }
    }

    /// What is "not applicable" on an SM-5 analysis, against the answer to SM-5,
    /// if it passes.
    fn excused(&mut self, scoping: Option<&Answer>, excused: &[(Id, Option<&EvidenceId>)]) {
        let rests_on_it = |analysis: Option<&EvidenceId>| match (scoping, analysis) {
            (Some(scoping), Some(analysis)) => scoping.evidence.contains(analysis),
            _ => false,
        };
        let apart = excused.iter().filter(|(_, analysis)| !rests_on_it(*analysis));
        let requirements: Vec<Id> = apart.map(|(id, _)| *id).collect();
        let Some(key) = coverage::process_scoping().filter(|_| !requirements.is_empty()) else {
            return;
        };
        let check = match scoping {
            Some(_) => Check::ScopingAnalysisElsewhere { requirements },
            None => Check::ProcessScopingUnsettled { requirements },
        };
        self.add(Place::requirement(key), check);
    }

    /// The statements that stand under several requirements, by the first of them.
    fn repeated<'a>(&mut self, statements: impl Iterator<Item = (RequirementKey, &'a str)>) {
        let mut all: Vec<(String, RequirementKey)> = statements
            .map(|(key, statement)| (text::letters(statement).collect(), key))
            .filter(|(text, _): &(String, _)| !text.is_empty())
            .collect();
        all.sort_unstable();
        let mut groups: Vec<&[(String, RequirementKey)]> =
            all.chunk_by(|one, other| one.0 == other.0).filter(|of| of.len() > 1).collect();
        groups.sort_unstable_by_key(|of| of.first().map(|(_, key)| *key));
        for group in groups {
            let [(_, first), others @ ..] = group else { continue };
            let requirements = others.iter().map(|(_, key)| Id(*key)).collect();
            self.add(Place::requirement(*first), Check::StatementRepeated { requirements });
        }
    }

    fn evidence(&mut self, of: &Registered<'_>, used: Use, versions: &[String]) {
        let item = of.item;
        let mut add = |check| self.add(Place::Evidence { evidence: of.id.clone() }, check);
        if !used.is_linked {
            add(Check::EvidenceUnlinked);
        }
        // What only stands outside the scope is not brought forward.
        if !used.is_used {
            return;
        }
        let is_record_of = |Id(key): &Id| key.part().part().levels == Levels::Maturity;
        let lost_for = used.lost_for;
        if of.is_incomplete && lost_for.iter().any(is_record_of) {
            let requirements = lost_for.iter().copied().filter(is_record_of).collect();
            add(Check::RecordIncomplete { lacks: RecordGap::of(item), requirements });
        } else if item.date.is_none() {
            add(Check::EvidenceUndated);
        }
        if of.is_record && of.documents && used.is_of_process {
            add(Check::RecordIsProcedure);
        }
        match (of.validity, item.date.clone(), item.valid_until.clone()) {
            (Validity::NotYet, Some(date), _) => {
                add(Check::EvidenceNotYetValid { date, requirements: lost_for });
            }
            (Validity::Over, _, Some(valid_until)) if !lost_for.is_empty() => {
                add(Check::EvidenceExpired { valid_until, requirements: lost_for });
            }
            _ => {}
        }
        if is_blank(&item.reviewer) {
            add(Check::EvidenceUnreviewed);
        } else if is_same_name(&item.reviewer, &item.author) {
            add(Check::EvidenceSelfReviewed);
        }
        if is_blank(&item.location) && item.file.is_none() {
            add(Check::EvidenceWithoutLocation);
        }
        if used.carries > REQUIREMENTS_PER_DOCUMENT_MAX {
            add(Check::EvidenceOverused { count: used.carries });
        }
        // Records of a process may be of other products (ML, "repeated"); what
        // shows the requirements of a product has to be of that product.
        if used.is_technical && is_of_other_version(&item.product_version, versions) {
            add(Check::EvidenceOtherVersion { version: item.product_version.clone() });
        }
    }
}

/// The exposure; reading an empty marking is not worth its time.
fn exposure(assessment: &Assessment) -> ex::Assessed {
    let scope = &assessment.scope;
    if !assessment.test_item.marking.trim().is_empty() || !scope.techniques.is_empty() {
        return assessment.exposure().1;
    }
    let verdict =
        if scope.not_protected { ex::Verdict::NotExposed } else { ex::Verdict::Undecided };
    ex::Assessed { rows: Vec::new(), questions: Vec::new(), verdict, reasons: Vec::new() }
}

/// The versions of the test item that are given, folded.
fn versions(test_item: &TestItem) -> Vec<String> {
    let given =
        [&test_item.hardware_version, &test_item.firmware_version, &test_item.software_version];
    given.iter().map(|version| product(version)).filter(|version| !version.is_empty()).collect()
}

/// Whether a product version names another version than each of these of the
/// test item: every word of one of them has to stand in it.
fn is_of_other_version(stated: &str, versions: &[String]) -> bool {
    let stated = product(stated);
    let is_of = |version: &String| may_be(version, &stated);
    !stated.is_empty() && !versions.is_empty() && !versions.iter().any(is_of)
}

/// More than twice as many as there are requirements.
const SLOTS: usize = 1024;
/// How many signs of each end of a statement are looked at first.
const ENDS: usize = 8;

/// Marks of the statements that were seen, so that nothing is put on the heap
/// as long as no two are alike.
struct Seen([u32; SLOTS]);

impl Seen {
    /// Marks a statement; whether one that begins and ends like it was seen.
    fn add(&mut self, statement: &str) -> bool {
        let start = 0x811c_9dc5_u32;
        let signs = || text::letters(statement);
        let mark = mark_end(mark_end(start, signs()), signs().rev());
        if mark == start {
            return false;
        }
        let mark = mark.max(1);
        let first = mark as usize % SLOTS;
        let (before, after) = self.0.split_at_mut(first);
        for slot in after.iter_mut().chain(before) {
            if *slot == 0 {
                *slot = mark;
                return false;
            }
            if *slot == mark {
                return true;
            }
        }
        // Full: look at all of them.
        true
    }
}

/// FNV-1a over the first of some signs.
fn mark_end(mark: u32, signs: impl Iterator<Item = char>) -> u32 {
    signs.take(ENDS).fold(mark, |mark, sign| (mark ^ sign as u32).wrapping_mul(0x0100_0193))
}
