//! Results kept up to date after a change, at the cost of what it moved.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    PartResults, RequirementResults, Results,
    check::{self, Check, DocumentFinding, Place},
    figures::{Id, Register, RowVerdict, Validity},
    score,
};
use crate::{
    assessment::{Assessment, Change, Component, Date, Record},
    catalogue::RequirementKey,
    route,
};

/// What a change moved in the results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moved {
    /// The results of these requirements or the findings on them, also those
    /// found across requirements, in catalogue order; and the figures above them.
    Rows(Vec<RequirementKey>),
    /// Perhaps everything.
    Everything,
}

impl Results {
    /// Brings the results up to date after a change to the assessment they are
    /// of: afterwards they equal those of [`score`]. Says what moved.
    ///
    /// Texts of answers cost the rows they moved, the figures above them and what is found
    /// across answers; verdicts and evidence cost what is found on evidence as well;
    /// whatever decides what is in scope costs full results, and so
    /// does a new day on which other evidence holds than the day before.
    pub fn follow(&mut self, assessment: &Assessment, change: &Change) -> Moved {
        let moves_scope = change.before.iter().any(|before| moves_scope(assessment, before));
        let subjects = assessment.subjects();
        let before = &change.modified_before.day;
        let is_same_day = *before == assessment.day;
        let is_of_answers = change.is_of_answers();
        // A typed letter does not cost what there is of evidence.
        let leaves_evidence = is_same_day
            && change.leaves_evidence()
            && change.before.iter().all(|before| keeps_analysis(assessment, before));
        let mut register = if leaves_evidence {
            Register::of_linked(assessment, &change.requirements)
        } else {
            Register::of(assessment)
        };
        if moves_scope || (!is_same_day && moves_validity(&register, before)) {
            *self = score(assessment);
            return Moved::Everything;
        }
        let judged = self.judged(&change.requirements);
        // In catalogue order, so the rows of a part stand together.
        for keys in change.requirements.chunk_by(|one, other| one.part() == other.part()) {
            let part = keys.first().map(|key| key.part());
            if let Some(results) = self.parts.iter_mut().find(|results| Some(results.part) == part)
            {
                results.follow(assessment, &register, &subjects, keys);
            }
        }
        let uses_evidence_alike = leaves_evidence && judged == self.judged(&change.requirements);
        if leaves_evidence && !uses_evidence_alike {
            register = Register::of(assessment);
        }
        if !is_of_answers {
            (_, self.exposure) = assessment.exposure();
            self.decision = route::decision(assessment, &self.exposure);
        }
        let rows: Vec<_> = self.parts.iter().map(PartResults::rows).collect();
        let found = std::mem::take(&mut self.findings);
        let (kept, mut gone) = if is_same_day && is_of_answers {
            check::beside_answers(found)
        } else {
            (Vec::new(), found)
        };
        let count = kept.len();
        self.findings = if is_same_day && is_of_answers {
            let on_evidence = uses_evidence_alike.then(|| check::take_on_evidence(&mut gone));
            check::follow_answers(kept, on_evidence, assessment, &register, &subjects, &rows)
        } else {
            let (exposure, decision) = (&self.exposure, &self.decision);
            check::of_document(assessment, exposure, decision, &register, &subjects, &rows)
        };
        let mut moved = BTreeSet::new();
        moved.extend(change.requirements.iter().copied());
        moved.extend(differing(&gone, &self.findings[count..]));
        Moved::Rows(moved.into_iter().collect())
    }
}

impl Results {
    /// What counts as the verdicts of these requirements, for the whole and for each
    /// component.
    fn judged(&self, keys: &[RequirementKey]) -> Vec<Option<RowVerdict>> {
        let mut judged = Vec::new();
        for key in keys {
            let Some(part) = self.part(key.part()) else { continue };
            let rows = part.components.iter().map(|one| one.requirements.get(key.row()).copied());
            judged.extend(rows);
            judged.push(part.requirements.get(key.row()).map(RequirementResults::judged));
        }
        judged
    }
}

/// Whether an answer, as it was before, was there and named the same analysis (CV-6), which
/// is evidence that it uses.
fn keeps_analysis(assessment: &Assessment, before: &Record) -> bool {
    let Record::Answer(key, before) = before else { return true };
    let now = assessment.answers.answer(key);
    before.as_ref().zip(now).is_some_and(|(one, now)| one.scoping_analysis == now.scoping_analysis)
}

/// Whether a change of this record, as it was before, can move the standing of a
/// requirement, or what it is answered for (CV-9).
fn moves_scope(assessment: &Assessment, before: &Record) -> bool {
    let kind = |component: &Component| component.kind.filter(|_| component.in_scope);
    match before {
        Record::Selection(_) | Record::Profile(..) => true,
        Record::Component(id, before) => {
            let now = assessment.item::<Component>(id).and_then(|(_, component)| kind(component));
            before.as_ref().and_then(kind) != now
        }
        _ => false,
    }
}

/// Whether evidence that held on the days before does not hold now, or the other
/// way round.
fn moves_validity(register: &Register<'_>, before: &Date) -> bool {
    let mut entries = register.items().iter();
    entries.any(|entry| Validity::of(entry.item, before) != entry.validity)
}

/// The requirements on which something else is found now than before.
fn differing(before: &[DocumentFinding], after: &[DocumentFinding]) -> Vec<RequirementKey> {
    let (before, after) = (by_requirement(before), by_requirement(after));
    let keys = before.keys().chain(after.keys()).copied();
    keys.filter(|key| before.get(key) != after.get(key)).collect()
}

fn by_requirement(findings: &[DocumentFinding]) -> BTreeMap<RequirementKey, Vec<&Check>> {
    let mut checks: BTreeMap<RequirementKey, Vec<&Check>> = BTreeMap::new();
    for finding in findings {
        if let Place::Requirement { requirement: Id(key), .. } = finding.place {
            checks.entry(key).or_default().push(&finding.check);
        }
    }
    checks
}
