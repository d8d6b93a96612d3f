//! The results of one part: its figures, and what the checks found on its
//! requirements.

use serde::Serialize;

use super::{
    check::{self, Check, Finding, Rows},
    figures::{
        ComponentResults, Coverage, GroupResults, Maturity, Register, RequirementResults, Security,
    },
};
use crate::{
    assessment::{
        Answer, Answered, Assessment, ComponentId, Selection, Standing, Subjects, Verdict,
    },
    catalogue::{Part, PartId, RequirementKey},
};

/// The results of one part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PartResults {
    /// Which part.
    pub part: PartId,
    /// Coverage of the whole part.
    pub coverage: Coverage,
    /// Maturity of the whole part (ML-3); 3-3 and 4-2 have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maturity: Option<Maturity>,
    /// Security levels (SL); 2-4 and 4-1 have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub security: Option<Security>,
    /// One entry for each organizational level (CV-1), in the order of the standard.
    pub groups: Vec<GroupResults>,
    /// One entry for each requirement, in the order of the standard.
    pub requirements: Vec<RequirementResults>,
    /// The figures of each component, where 4-2 is assessed for two or more
    /// (CV-9), in the order of their ids; else none.
    pub components: Vec<ComponentResults>,
    /// What the checks found, in the order of the requirements; on one
    /// requirement, in the order of the components.
    pub findings: Vec<Finding>,
}

impl PartResults {
    /// How many requirements in scope have a verdict that counts, of how many.
    #[must_use]
    pub fn looked_at(&self) -> (usize, usize) {
        let rows = || self.requirements.iter().filter(|row| row.standing == Standing::InScope);
        (rows().filter(|row| row.verdict != Verdict::NotEvaluated).count(), rows().count())
    }

    /// How many requirements in scope pass with no evidence linked (CV-5).
    #[must_use]
    pub fn passed_without_evidence(&self) -> usize {
        let found = self.findings.iter();
        let found = found.filter(|finding| finding.check == Check::PassedWithoutEvidence);
        let mut rows: Vec<_> = found.map(|finding| finding.requirement).collect();
        // Of one requirement, several components may pass so (CV-9).
        rows.dedup();
        rows.len()
    }

    /// How many requirements pass that are not in scope: above SL-T, or excluded
    /// by a profile. The ratio counts them (CV-2).
    #[must_use]
    pub fn passed_outside(&self) -> usize {
        let is_outside = |standing| matches!(standing, Standing::AboveTarget | Standing::Excluded);
        let rows = self.requirements.iter();
        rows.filter(|row| row.verdict == Verdict::Pass && is_outside(row.standing)).count()
    }

    /// The figures of one component, where components have figures of their own.
    #[must_use]
    pub fn component(&self, id: &ComponentId) -> Option<&ComponentResults> {
        self.components.iter().find(|results| results.component == *id)
    }

    /// What the checks found on one requirement.
    #[must_use]
    pub fn findings_on(&self, key: RequirementKey) -> &[Finding] {
        let first = self.findings.partition_point(|other| other.requirement.0 < key);
        let end = self.findings.partition_point(|other| other.requirement.0 <= key);
        self.findings.get(first..end).unwrap_or_default()
    }

    /// Its rows, as the checks of the document look at them.
    pub(super) fn rows(&self) -> Rows<'_> {
        Rows {
            part: self.part,
            requirements: &self.requirements,
            security: self.security.as_ref(),
            components: &self.components,
        }
    }

    /// Scores a part.
    pub(super) fn of(
        assessment: &Assessment,
        register: &Register<'_>,
        subjects: &Subjects<'_>,
        part: &'static Part,
    ) -> Self {
        let mut findings = Vec::with_capacity(part.requirements.len());
        let mut components = ComponentResults::all(subjects, part);
        // Answers and rows are in one order: no answer is searched for.
        let mut answers = assessment.answers.iter().peekable();
        let requirements: Vec<RequirementResults> = part
            .keys()
            .zip(assessment.standings(part.id))
            .map(|(key, standing)| {
                while answers.next_if(|(answered, _)| *answered < key).is_some() {}
                let answer = answers.next_if(|(answered, _)| *answered == key);
                let answered = subjects.answered_beside(key, answer.map(|(_, answer)| answer));
                let row = row(assessment, register, key, standing, &answered, &mut findings);
                components.iter_mut().for_each(|component| component.put(&row, &answered));
                row
            })
            .collect();
        let mut results = Self {
            part: part.id,
            coverage: Coverage::default(),
            maturity: None,
            security: None,
            groups: Vec::new(),
            requirements,
            components,
            findings,
        };
        results.aggregate(assessment);
        results
    }

    /// Scores these rows of the part anew, and the figures above them.
    pub(super) fn follow(
        &mut self,
        assessment: &Assessment,
        register: &Register<'_>,
        subjects: &Subjects<'_>,
        keys: &[RequirementKey],
    ) {
        let part = self.part.part();
        let mut touched = Vec::new();
        for key in keys {
            let Some(place) = self.requirements.get_mut(key.row()) else { continue };
            let mut found = Vec::new();
            let answered = subjects.answered(*key);
            *place = row(assessment, register, *key, place.standing, &answered, &mut found);
            self.components.iter_mut().for_each(|component| component.put(place, &answered));
            let first = self.findings.partition_point(|other| other.requirement.0 < *key);
            let end = self.findings.partition_point(|other| other.requirement.0 <= *key);
            self.findings.splice(first..end, found);
            let group = usize::from(key.requirement().group);
            if touched.last() != Some(&group) {
                touched.push(group);
            }
        }
        for index in touched {
            self.groups[index] = GroupResults::of(part, index, &self.requirements);
        }
        self.sum_groups(assessment);
    }

    /// Computes every figure above the rows anew.
    pub(super) fn aggregate(&mut self, assessment: &Assessment) {
        self.groups = GroupResults::all(self.part.part(), &self.requirements);
        self.sum_groups(assessment);
    }

    /// Computes the figures of the part from those of its groups.
    fn sum_groups(&mut self, assessment: &Assessment) {
        self.coverage = Coverage::sum(self.groups.iter().map(|group| &group.coverage));
        self.maturity = Maturity::sum(self.groups.iter().filter_map(|group| group.maturity));
        let rows = self.requirements.iter().map(RequirementResults::judged);
        self.security = Security::of_part(assessment, self.part.part(), rows);
        self.components.iter_mut().for_each(|component| component.aggregate(assessment));
    }
}

/// Scores one requirement, and adds what the checks find on it.
fn row(
    assessment: &Assessment,
    register: &Register<'_>,
    key: RequirementKey,
    standing: Standing,
    answered: &Answered<'_>,
    findings: &mut Vec<Finding>,
) -> RequirementResults {
    let at_target = standing == Standing::InScope && needs(&assessment.selection, key);
    let mut scored = |component: Option<&ComponentId>, answer: &Answer| {
        let (results, older) = RequirementResults::of(register, key, standing, answer);
        let first = findings.len();
        if results.is_looked_at() {
            check::check(key, answer, &results, older, at_target, findings);
        }
        let own = findings.iter_mut().skip(first);
        own.for_each(|finding| finding.component = component.cloned());
        results
    };
    let results = match answered {
        Answered::Whole(answer) => {
            let untouched = Answer::default();
            scored(None, answer.unwrap_or(&untouched))
        }
        Answered::PerComponent(components) => {
            for (id, answer) in components {
                if let Some(answer) = answer {
                    scored(Some(id), answer);
                }
            }
            RequirementResults::of_components(register, key, standing, components)
        }
    };
    if standing == Standing::Excluded && assessment.selection.standing(key) == Standing::InScope {
        findings.push(Finding::of(key, Check::ExcludedAtTarget));
    }
    results
}

/// Whether a target needs this requirement (CK-1): SL-T of its foundational
/// requirement, or a maturity level that is aimed at in its part.
fn needs(selection: &Selection, key: RequirementKey) -> bool {
    let requirement = key.requirement();
    match selection.target(key.part()) {
        Some(target) => requirement
            .fr
            .checked_sub(1)
            .is_some_and(|fr| requirement.from_level <= target[usize::from(fr)].number()),
        None => selection.maturity_target(key.part()).is_some(),
    }
}
