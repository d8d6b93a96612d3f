//! The figures of one component, beside those of the whole test item (CV-9).

use serde::Serialize;

use super::{Coverage, Id, RequirementResults, Security, verdict::verdicts};
use crate::{
    assessment::{Answered, Assessment, ComponentId, Standing, Subjects, Verdict, applies},
    catalogue::{ComponentKind, Part, PartId},
};

/// How one requirement stands, and its verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RowVerdict {
    /// Which requirement.
    pub requirement: Id,
    /// How it stands to the selection; of a component, to its type as well.
    pub standing: Standing,
    /// The verdict as it counts (CV-5).
    pub verdict: Verdict,
    /// The verdict as it was given.
    pub given: Verdict,
    /// Whether it comes from answers of components, and not from the one for the
    /// whole (CV-9).
    pub is_apart: bool,
}

impl RowVerdict {
    /// Whether the checks look at it: it is in scope, or it counts in the
    /// coverage although it is not.
    pub(in crate::results) fn is_looked_at(&self) -> bool {
        let counts = matches!(self.verdict, Verdict::Pass | Verdict::NotApplicable);
        match self.standing {
            Standing::InScope => true,
            Standing::AboveTarget | Standing::Excluded => counts,
            Standing::OtherKind => false,
        }
    }
}

/// The figures of one component in 4-2.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ComponentResults {
    /// Which component.
    pub component: ComponentId,
    /// Its type, which says what applies to it.
    #[serde(skip)]
    kind: ComponentKind,
    /// Its coverage: of the requirements that apply to it.
    pub coverage: Coverage,
    /// Its security levels.
    pub security: Security,
    /// One entry for each requirement of the part, in the order of the standard.
    /// Where no component has an answer, that for the whole counts for each.
    pub requirements: Vec<RowVerdict>,
}

impl ComponentResults {
    /// One without rows for each component that is assessed in this part; none
    /// where there are fewer than two: their figures are those of the whole.
    pub(in crate::results) fn all(subjects: &Subjects<'_>, part: &Part) -> Vec<Self> {
        let assessed = subjects.components();
        if part.id != PartId::P4_2 || assessed.len() < 2 {
            return Vec::new();
        }
        let empty = |(id, kind): &(&ComponentId, ComponentKind)| Self {
            component: (*id).clone(),
            kind: *kind,
            coverage: Coverage::default(),
            security: Security::default(),
            requirements: Vec::with_capacity(part.requirements.len()),
        };
        assessed.iter().map(empty).collect()
    }

    /// Puts one requirement in place, from that of the whole and its answers.
    pub(in crate::results) fn put(&mut self, whole: &RequirementResults, answered: &Answered<'_>) {
        let key = whole.requirement.0;
        let is_apart = matches!(answered, Answered::PerComponent(_));
        let mut row = RowVerdict { is_apart, ..whole.judged() };
        if !applies(key, self.kind) {
            // What is asked of other types says nothing of this one (CV-7).
            let (verdict, given) = (Verdict::NotEvaluated, Verdict::NotEvaluated);
            row = RowVerdict {
                standing: Standing::OtherKind,
                verdict,
                given,
                is_apart: false,
                ..row
            };
        } else if let Answered::PerComponent(components) = answered {
            let own = components.iter().find(|(id, _)| **id == self.component);
            (row.verdict, row.given) = verdicts(key, own.and_then(|(_, answer)| *answer));
        }
        match self.requirements.get_mut(key.row()) {
            Some(place) => *place = row,
            None => self.requirements.push(row),
        }
    }

    /// Computes every figure above the rows anew.
    pub(in crate::results) fn aggregate(&mut self, assessment: &Assessment) {
        let part = PartId::P4_2.part();
        let rows = || self.requirements.iter().copied();
        let (coverage, security) =
            (Coverage::of(rows()), Security::of_part(assessment, part, rows()));
        self.coverage = coverage;
        self.security = security.unwrap_or_default();
    }
}
