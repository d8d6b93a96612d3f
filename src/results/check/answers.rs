//! The checks across answers and their evidence.

use super::{
    Check, Place,
    finding::FindingList,
    made_with::{Assessed, Difference},
    person::is_same_name,
    statements::{Seen, repeated},
    wording::denied_paths,
};
use crate::{
    assessment::{
        Answer, AnswerKey, Assessment, ComponentId, EvidenceId, EvidenceItem, Interface, Shown,
        Standing, Subjects, Verdict,
    },
    catalogue::{Levels, Part, PartId, RequirementKey},
    ex::AccessPath,
    results::figures::{
        ComponentResults, Id, RecordGap, Register, Registered, RequirementResults, RowVerdict,
        Security, Validity, is_process_scoping, needs_analysis, process_scoping,
    },
    text::is_blank,
};

/// How many requirements in scope one evidence item may carry before a finding
/// says so. The largest organizational level of 4-1 has 13 requirements, and one
/// manual may well describe it; above one and a half times that, one document
/// carries more than any one topic.
pub const REQUIREMENTS_PER_DOCUMENT_MAX: u16 = 20;

/// The figures of each requirement of a part.
#[derive(Clone, Copy)]
pub(in crate::results) struct Rows<'a> {
    /// Which part.
    pub part: PartId,
    /// Its requirements, in the order of the standard.
    pub requirements: &'a [RequirementResults],
    /// Its security levels, where it has them.
    pub security: Option<&'a Security>,
    /// The figures of its components, where they have figures of their own (CV-9).
    pub components: &'a [ComponentResults],
}

impl Rows<'_> {
    /// The row of a requirement: that of the whole, or that of a component.
    fn row(&self, key: RequirementKey, component: Option<&ComponentId>) -> Option<RowVerdict> {
        let whole = self.requirements.get(key.row())?.judged();
        let mut own = self.components.iter().filter(|one| Some(&one.component) == component);
        match own.next() {
            Some(one) => one.requirements.get(key.row()).copied(),
            // What is answered for one component alone stands for the whole.
            None => Some(whole),
        }
    }
}

/// How an evidence item is used.
#[derive(Clone, Default)]
pub(super) struct Use {
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
    /// The last of them.
    carried_last: Option<RequirementKey>,
    /// Those of them for which it does not count, in catalogue order.
    lost_for: Vec<Id>,
}

/// Adds what is found on the answers of these parts and on the evidence.
pub(super) fn find(
    found: &mut FindingList,
    assessment: &Assessment,
    register: &Register<'_>,
    subjects: &Subjects<'_>,
    parts: &[Rows<'_>],
) {
    let uses = find_on_answers(found, assessment, register, subjects, parts);
    // Evidence of a process may be of any product.
    let is_asked = uses.iter().any(|used| used.is_technical);
    let assessed = is_asked.then(|| Assessed::of(assessment));
    for (entry, used) in register.items().iter().zip(uses) {
        evidence(found, entry, used, assessed.as_ref());
    }
}

/// Adds what is found on the answers alone. Gives how the registered evidence is used.
pub(super) fn find_on_answers(
    found: &mut FindingList,
    assessment: &Assessment,
    register: &Register<'_>,
    subjects: &Subjects<'_>,
    parts: &[Rows<'_>],
) -> Vec<Use> {
    for rows in parts {
        unanswered(found, *rows);
        nothing_passed(found, *rows);
    }
    let mut uses = vec![Use::default(); register.items().len()];
    answers(found, assessment, register, subjects, parts, &mut uses);
    uses
}

/// One finding for each organizational level, however many requirements are open.
fn unanswered(found: &mut FindingList, rows: Rows<'_>) {
    let part = rows.part;
    for group in part.part().groups {
        let rows = rows.requirements.get(group.rows()).unwrap_or_default();
        let is_open = |row: &&RequirementResults| {
            row.standing == Standing::InScope
                && row.verdict == Verdict::NotEvaluated
                && row.given == Verdict::NotEvaluated
        };
        let count = u16::try_from(rows.iter().filter(is_open).count()).unwrap_or(u16::MAX);
        if count > 0 {
            found.add(Place::Group { part, group: group.id }, Check::Unanswered { count });
        }
    }
}

/// Levels that rest on "not applicable" alone (CV-10): of the whole, and of each
/// component whose levels do so where those of the whole do not (CV-9).
fn nothing_passed(found: &mut FindingList, rows: Rows<'_>) {
    let Some(security) = rows.security else { return };
    let part = rows.part.part();
    let of_whole: Vec<_> = rows.requirements.iter().map(RequirementResults::judged).collect();
    nothing_passed_in(found, part, None, security, &of_whole, |_| true);
    let is_said =
        |fr: u8| security.vector.iter().any(|level| level.fr == fr && level.nothing_passed);
    for one in rows.components {
        let id = Some(&one.component);
        nothing_passed_in(found, part, id, &one.security, &one.requirements, |fr| !is_said(fr));
    }
}

/// One finding for each foundational requirement in which nothing passes, or one
/// for the part where it is every one of them; of those that `are_asked`.
fn nothing_passed_in(
    found: &mut FindingList,
    part: &Part,
    component: Option<&ComponentId>,
    security: &Security,
    rows: &[RowVerdict],
    are_asked: impl Fn(u8) -> bool,
) {
    if !security.vector.iter().any(|level| level.nothing_passed && are_asked(level.fr)) {
        return;
    }
    let applies = |fr: u8| {
        let mut rows = part.requirements.iter().zip(rows);
        rows.any(|(requirement, row)| requirement.fr == fr && row.standing != Standing::OtherKind)
    };
    let levels = || security.vector.iter().filter(|level| applies(level.fr));
    if levels().all(|level| level.nothing_passed) {
        found.add_for(component, Place::Part { part: part.id }, Check::NothingPassedAtAll);
        return;
    }
    for level in levels().filter(|level| level.nothing_passed && are_asked(level.fr)) {
        if let Some(group) = part.groups.iter().find(|group| group.number == level.fr) {
            let place = Place::Group { part: part.id, group: group.id };
            found.add_for(component, place, Check::NothingPassed);
        }
    }
}

/// The checks across answers that are looked at; notes on the way how evidence is used.
fn answers(
    found: &mut FindingList,
    assessment: &Assessment,
    register: &Register<'_>,
    subjects: &Subjects<'_>,
    parts: &[Rows<'_>],
    uses: &mut [Use],
) {
    let day = register.day();
    let row = |key: RequirementKey, component: Option<&ComponentId>| {
        parts.iter().find(|rows| rows.part == key.part())?.row(key, component)
    };
    // An answer that another one sets aside is not looked at (CV-9).
    let looked_at = |key: &AnswerKey| {
        let counts = subjects.counts(key);
        let row = row(key.requirement, key.component()).filter(|_| counts);
        row.filter(RowVerdict::is_looked_at)
    };
    let mut seen = Seen::new();
    let mut may_repeat = false;
    let (mut scoping, mut excused_rows) = (None, Vec::new());
    for (answered, answer) in assessment.answers.all() {
        let (key, component) = (answered.requirement, answered.component());
        let results = looked_at(answered);
        note_uses(register, uses, key, answer, results.is_some());
        let Some(results) = results else { continue };
        if results.verdict == Verdict::NotApplicable && needs_analysis(key) {
            excused_rows.push((Id(key), answer.scoping_analysis.as_ref()));
        }
        if results.verdict == Verdict::Pass && is_process_scoping(key) {
            scoping = Some(answer);
        }
        let mut add = |check| found.add_for(component, Place::requirement(key), check);
        let is_settled = matches!(results.verdict, Verdict::Pass | Verdict::NotApplicable);
        if is_settled {
            let said = [&answer.statement, &answer.justification];
            let mut denied: Vec<AccessPath> =
                said.into_iter().flat_map(|text| denied_paths(text)).collect();
            denied.sort_unstable();
            denied.dedup();
            denied.retain(|path| has_path(assessment, component, *path));
            if !denied.is_empty() {
                add(Check::InterfaceDenied { paths: denied });
            }
        }
        if let Some(due) = answer.due.as_ref().filter(|due| !is_settled && *due < day) {
            add(Check::Overdue { due: due.clone() });
        }
        if results.verdict == Verdict::Pass {
            let base = key.parent().and_then(|base| row(base, component));
            let check = base.and_then(|base| match base.verdict {
                Verdict::Fail => Some(Check::EnhancementWithoutBase { base: base.requirement }),
                Verdict::NotApplicable => {
                    Some(Check::EnhancementOnNotApplicable { base: base.requirement })
                }
                Verdict::Pass | Verdict::NotEvaluated => None,
            });
            check.into_iter().for_each(add);
            may_repeat |= seen.add(&answer.statement);
        }
    }
    excused(found, scoping, &excused_rows);
    if may_repeat {
        let passed = assessment
            .answers
            .all()
            .filter(|(key, _)| looked_at(key).is_some_and(|row| row.verdict == Verdict::Pass));
        let said = passed.map(|(key, answer)| (key.requirement, answer.statement.as_str()));
        repeated(said, found);
    }
}

/// Whether the scope or an interface names this access path; of a component, one
/// of its own interfaces (CV-9).
fn has_path(assessment: &Assessment, component: Option<&ComponentId>, path: AccessPath) -> bool {
    let is_own = |interface: &Interface| {
        component.is_none_or(|id| [&interface.from, &interface.to].contains(&&Some(id.clone())))
    };
    let mut interfaces = assessment.interfaces.iter();
    let named = assessment.scope.access.iter().flatten().filter(|_| component.is_none());
    named.into_iter().any(|other| *other == path)
        || interfaces.any(|interface| interface.path == Some(path) && is_own(interface))
}

/// Notes how an answer uses its evidence, and whether it is looked at.
fn note_uses(
    register: &Register<'_>,
    uses: &mut [Use],
    key: RequirementKey,
    answer: &Answer,
    is_looked_at: bool,
) {
    let is_technical = key.part().part().levels == Levels::Security;
    let is_documented = || {
        let mut linked = answer.linked().filter_map(|id| register.get(id));
        linked.any(|entry| entry.documents)
    };
    let evidence = answer.linked().map(|id| (id, true));
    for (id, carries) in evidence.chain(answer.scoping_analysis.iter().map(|id| (id, false))) {
        let Some(place) = register.place(id) else { continue };
        let (Some(entry), Some(used)) = (register.items().get(place), uses.get_mut(place)) else {
            continue;
        };
        used.is_linked = true;
        if !is_looked_at {
            continue;
        }
        used.is_used = true;
        used.is_technical |= is_technical;
        used.is_of_process |= !is_technical && carries;
        // Several components of one requirement are one requirement (CV-9).
        if carries && used.carried_last.replace(key) != Some(key) {
            used.carries += 1;
        }
        let is_lost = entry.is_incomplete && carries && !is_technical;
        // An earlier version of what is documented takes nothing away.
        let is_earlier = entry.is_superseded() && carries && is_documented();
        let holds = entry.validity == Validity::Holds || is_earlier;
        if (is_lost || !holds) && used.lost_for.last() != Some(&Id(key)) {
            used.lost_for.push(Id(key));
        }
    }
}

/// What is "not applicable" on an SM-5 analysis, against the answer to SM-5,
/// if it passes.
fn excused(
    found: &mut FindingList,
    scoping: Option<&Answer>,
    excused_rows: &[(Id, Option<&EvidenceId>)],
) {
    let rests_on_it = |analysis: Option<&EvidenceId>| match (scoping, analysis) {
        (Some(scoping), Some(analysis)) => scoping.linked().any(|id| id == analysis),
        _ => false,
    };
    let apart = excused_rows.iter().filter(|(_, analysis)| !rests_on_it(*analysis));
    let requirements: Vec<Id> = apart.map(|(id, _)| *id).collect();
    let Some(key) = process_scoping().filter(|_| !requirements.is_empty()) else { return };
    let check = match scoping {
        Some(_) => Check::ScopingAnalysisElsewhere { requirements },
        None => Check::ProcessScopingUnsettled { requirements },
    };
    found.add(Place::requirement(key), check);
}

fn evidence(
    found: &mut FindingList,
    entry: &Registered<'_>,
    used: Use,
    assessed: Option<&Assessed>,
) {
    let item = entry.item;
    let mut add = |check| found.add(Place::Evidence { evidence: entry.id.clone() }, check);
    if !used.is_linked {
        add(Check::EvidenceUnlinked);
    }
    // What only stands outside the scope is not brought forward.
    if !used.is_used {
        return;
    }
    let is_record_of = |Id(key): &Id| key.part().part().levels == Levels::Maturity;
    let lost_for = used.lost_for;
    let is_incomplete = entry.is_incomplete && lost_for.iter().any(is_record_of);
    if is_incomplete {
        let requirements = lost_for.iter().copied().filter(is_record_of).collect();
        add(Check::RecordIncomplete { lacks: RecordGap::of(item), requirements });
    } else if item.date.is_none() {
        add(Check::EvidenceUndated);
    }
    if entry.is_record && entry.documents && used.is_of_process {
        add(Check::RecordIsProcedure);
    }
    match (entry.validity, item.date.clone(), item.valid_until.clone()) {
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
    if let Some(assessed) = assessed.filter(|_| used.is_technical) {
        made_with(item, assessed, is_incomplete).into_iter().for_each(add);
    }
}

/// With what an item was made that shows the requirements of a product. Records of
/// a process may be of other products (ML, "repeated"); `is_incomplete` says that
/// the item is raised as a record that lacks something.
fn made_with(item: &EvidenceItem, assessed: &Assessed, is_incomplete: bool) -> Option<Check> {
    let version = item.product_version.clone();
    match assessed.difference(&version)? {
        Difference::Product => Some(Check::EvidenceOtherProduct { version }),
        Difference::Hardware => Some(Check::EvidenceOtherHardware { version }),
        Difference::Version => Some(Check::EvidenceOtherVersion { version }),
        // Only a record of a product has to name its version (CK-3), once.
        Difference::Unsaid => {
            let is_asked = item.shows.contains(&Shown::Performed) && !item.organizational;
            let is_raised =
                is_incomplete && RecordGap::of(item).contains(&RecordGap::ProductVersion);
            (is_asked && !is_raised).then_some(Check::EvidenceVersionUnsaid)
        }
    }
}
