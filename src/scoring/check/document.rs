//! The checks of the document: across requirements, against the day of the
//! last change, and of what stands beside the answers.
//!
//! The day is that of [`Assessment::modified`], not of a clock: the same
//! document has the same findings at any time.

use super::{Check, DocumentFinding, Place};
use crate::{
    assessment::{
        Assessment, Date, IecexOption, MapPart, ProfileStatus, Standing, TestItem, Verdict,
    },
    catalogue::{Levels, PartId, RequirementKey},
    ex,
    route::matrix::{Backing, backing},
    scoring::{
        Id, PartResults, RequirementResults, is_blank,
        register::{Register, Registered},
    },
};

/// How many requirements in scope one evidence item may carry before a finding
/// says so. The largest organizational level of 4-1 has 13 requirements, and one
/// manual may well describe it; above one and a half times that, one document
/// carries more than any one topic.
pub const REQUIREMENTS_PER_DOCUMENT_MAX: u16 = 20;

/// Everything that the checks find about the document, in the order of the
/// flow: scope, route, selection, answers, evidence.
pub(in crate::scoring) fn of_document(
    assessment: &Assessment,
    register: &Register<'_>,
    parts: &[PartResults],
) -> Vec<DocumentFinding> {
    let mut found = Found(Vec::new());
    let day = assessment.modified.day();
    let is_assessed = |part: PartId| parts.iter().any(|of| of.part == part);
    found.scope(assessment, is_assessed(PartId::P4_2));
    found.route(assessment, day, is_assessed);
    found.selection(assessment, day, is_assessed);
    for part in parts {
        found.unanswered(assessment, part);
    }
    let mut uses = vec![Use::default(); register.items().len()];
    found.answers(assessment, register, parts, &mut uses);
    for (of, used) in register.items().iter().zip(&uses) {
        found.evidence(of, used, &assessment.test_item, day);
    }
    found.0
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
    /// How many requirements in scope link it as evidence.
    carries: u16,
}

struct Found(Vec<DocumentFinding>);

impl Found {
    fn add(&mut self, place: Place, check: Check) {
        self.0.push(DocumentFinding::of(place, check));
    }

    fn scope(&mut self, assessment: &Assessment, has_component_part: bool) {
        let test_item = &assessment.test_item;
        if is_blank(&assessment.applicant.name) {
            self.add(Place::Applicant, Check::ApplicantUnnamed);
        }
        if is_blank(&test_item.name) {
            self.add(Place::TestItem, Check::TestItemUnnamed);
        } else if versions(test_item).next().is_none() {
            self.add(Place::TestItem, Check::TestItemWithoutVersion);
        }
        let is_of_units = assessment.scope.option == Some(IecexOption::UnitVerification);
        if is_of_units && is_blank(&test_item.serial_numbers) {
            self.add(Place::TestItem, Check::SerialNumbersMissing);
        }
        match exposure(assessment) {
            ex::Verdict::Undecided => self.add(Place::Protection, Check::ExposureUndecided),
            ex::Verdict::AskExcb => self.add(Place::Protection, Check::ExposureForExcb),
            ex::Verdict::Exposed | ex::Verdict::PossibleWithoutPath | ex::Verdict::NotExposed => {}
        }
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

    fn route(&mut self, assessment: &Assessment, day: &str, is_assessed: impl Fn(PartId) -> bool) {
        for of in &assessment.certificates {
            if let Some(valid_until) = of.valid_until.as_ref().filter(|last| is_over(last, day)) {
                let (number, valid_until) = (of.number.clone(), valid_until.clone());
                self.add(Place::Certificates, Check::CertificateExpired { number, valid_until });
            }
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

    fn selection(
        &mut self,
        assessment: &Assessment,
        day: &str,
        is_assessed: impl Fn(PartId) -> bool,
    ) {
        if is_assessed(PartId::P4_2) {
            if assessment.selection.component_kinds.is_empty() {
                self.add(Place::Selection, Check::NoComponentKinds);
            }
            let is_held = assessment.certificates.iter().any(|of| {
                let is_valid = !of.valid_until.as_ref().is_some_and(|last| is_over(last, day));
                of.part == Some(MapPart::P4_1) && is_valid
            });
            if !is_assessed(PartId::P4_1) && !is_held {
                self.add(Place::Selection, Check::LifecycleNotShown);
            }
        }
        for of in assessment.profiles.iter().filter(|of| of.status == ProfileStatus::Draft) {
            self.add(Place::Profiles, Check::DraftProfile { title: of.title.clone() });
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

    /// The checks across answers in scope; notes on the way how evidence is used.
    fn answers(
        &mut self,
        assessment: &Assessment,
        register: &Register<'_>,
        parts: &[PartResults],
        uses: &mut [Use],
    ) {
        let day = assessment.modified.day();
        let row = |key: RequirementKey| {
            let part = parts.iter().find(|of| of.part == key.part())?;
            part.requirements.get(key.row())
        };
        let in_scope = |key| row(key).filter(|row| row.standing == Standing::InScope);
        let mut seen = Seen([0; SLOTS]);
        let mut may_repeat = false;
        for (key, answer) in assessment.answers.iter() {
            let of = in_scope(key);
            let is_technical = key.part().part().levels == Levels::Security;
            let evidence = answer.evidence.iter().map(|id| (id, 1));
            for (id, carries) in evidence.chain(answer.scoping_analysis.iter().map(|id| (id, 0))) {
                let used = register.place(id).and_then(|place| uses.get_mut(place));
                let Some(used) = used else { continue };
                used.is_linked = true;
                if of.is_some() {
                    used.is_used = true;
                    used.is_technical |= is_technical;
                    used.carries += carries;
                }
            }
            let Some(of) = of else { continue };
            let is_settled = matches!(of.verdict, Verdict::Pass | Verdict::NotApplicable);
            if let Some(due) = answer.due.as_ref().filter(|due| !is_settled && is_over(due, day)) {
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
        if may_repeat {
            let passed = assessment
                .answers
                .iter()
                .filter(|(key, _)| in_scope(*key).is_some_and(|row| row.verdict == Verdict::Pass));
            self.repeated(passed.map(|(key, answer)| (key, answer.statement.as_str())));
        }
    }

    /// The statements that stand under several requirements, by the first of them.
    fn repeated<'a>(&mut self, statements: impl Iterator<Item = (RequirementKey, &'a str)>) {
        let mut all: Vec<(String, RequirementKey)> = statements
            .map(|(key, text)| (signs(text.chars()).collect(), key))
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

    fn evidence(&mut self, of: &Registered<'_>, used: &Use, test_item: &TestItem, day: &str) {
        let item = of.item;
        let mut add = |check| self.add(Place::Evidence { evidence: of.id.clone() }, check);
        if !used.is_linked {
            add(Check::EvidenceUnlinked);
        }
        // What only stands outside the scope is not brought forward.
        if !used.is_used {
            return;
        }
        match &item.date {
            None => add(Check::EvidenceUndated),
            Some(date) if date.as_str() > day => {
                add(Check::EvidenceNotYetValid { date: date.clone() });
            }
            Some(_) => {}
        }
        if let Some(valid_until) = item.valid_until.as_ref().filter(|last| is_over(last, day)) {
            add(Check::EvidenceExpired { valid_until: valid_until.clone() });
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
        if used.is_technical && is_of_other_version(&item.product_version, test_item) {
            add(Check::EvidenceOtherVersion { version: item.product_version.clone() });
        }
    }
}

/// The verdict on the exposure; reading an empty marking is not worth its time.
fn exposure(assessment: &Assessment) -> ex::Verdict {
    let scope = &assessment.scope;
    if is_blank(&assessment.test_item.marking) && scope.techniques.is_empty() {
        return if scope.not_protected { ex::Verdict::NotExposed } else { ex::Verdict::Undecided };
    }
    assessment.exposure().1.verdict
}

/// Whether the last day of something lies before this one.
fn is_over(last: &Date, day: &str) -> bool {
    last.as_str() < day
}

/// Whether two names are those of one person: capitals and the space around make no other.
fn is_same_name(one: &str, other: &str) -> bool {
    fn small(text: &str) -> impl Iterator<Item = char> {
        text.trim().chars().flat_map(char::to_lowercase)
    }
    small(one).eq(small(other))
}

/// The versions of the test item that are given.
fn versions(test_item: &TestItem) -> impl Iterator<Item = &str> {
    [&test_item.hardware_version, &test_item.firmware_version, &test_item.software_version]
        .into_iter()
        .map(|version| version.trim())
        .filter(|version| !version.is_empty())
}

/// Whether a product version names another version than each of the test item:
/// every word of a version has to stand in it.
fn is_of_other_version(stated: &str, test_item: &TestItem) -> bool {
    fn plain(word: &str) -> &str {
        word.trim_matches(|sign: char| !sign.is_alphanumeric()).trim_start_matches(['v', 'V'])
    }
    let has = |word: &str| {
        stated.split_whitespace().any(|other| plain(other).eq_ignore_ascii_case(plain(word)))
    };
    !is_blank(stated)
        && versions(test_item).next().is_some()
        && !versions(test_item).any(|version| version.split_whitespace().all(has))
}

/// The letters and digits of a text, in lower case: what makes it this text.
fn signs(text: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    text.filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase)
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
        let mark = mark_end(mark_end(start, statement.chars()), statement.chars().rev());
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

/// FNV-1a over the first signs of a text, folded as [`signs`] folds them.
fn mark_end(mut mark: u32, text: impl Iterator<Item = char>) -> u32 {
    let mut add = |sign: char| mark = (mark ^ sign as u32).wrapping_mul(0x0100_0193);
    let mut left = ENDS;
    for sign in text {
        if sign.is_ascii_alphanumeric() {
            add(sign.to_ascii_lowercase());
        } else if !sign.is_ascii() && sign.is_alphanumeric() {
            sign.to_lowercase().for_each(&mut add);
        } else {
            continue;
        }
        left -= 1;
        if left == 0 {
            break;
        }
    }
    mark
}
