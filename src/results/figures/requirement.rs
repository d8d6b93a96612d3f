//! The figures of one requirement.

use serde::Serialize;

use super::{
    Facts, LevelReached, MissingFacts, RowVerdict,
    register::Register,
    verdict::{counted_verdict, joint_verdict, verdicts},
};
use crate::{
    assessment::{Answer, ComponentId, Date, Standing, Verdict},
    catalogue::{Levels, RequirementKey},
};

/// The results of one requirement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RequirementResults {
    /// Which requirement.
    pub requirement: Id,
    /// How it stands to the selection.
    #[cfg_attr(feature = "schema", schemars(with = "Option<Standing>"))]
    pub standing: Standing,
    /// The verdict as it counts: a "not applicable" that lacks what CV-5 and
    /// CV-6 ask for counts as not evaluated, and so does what was given for an
    /// edition in which the requirement was another.
    pub verdict: Verdict,
    /// The verdict as it was given, whatever it lacks. Where components are
    /// answered one by one, "not applicable" stands for all of them, or where one
    /// that says so keeps the requirement from passing (CV-9).
    pub given: Verdict,
    /// The level the applicant claims; 0 where none is claimed, and in 3-3 and 4-2.
    pub claimed: LevelReached,
    /// The level the evidence supports (ML-1); 0 where not even level 1 is
    /// reached, and in 3-3 and 4-2.
    pub supported: LevelReached,
    /// What the evidence shows.
    pub facts: Facts,
    /// What the next level above the supported one still needs; nothing in 3-3 and 4-2.
    pub missing: MissingFacts,
}

/// A requirement, serialized as its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Id(pub RequirementKey);

impl Serialize for Id {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.id())
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Id {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "RequirementId".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let ids: Vec<&str> = crate::catalogue::PartId::ALL
            .iter()
            .flat_map(|part| part.part().keys())
            .map(RequirementKey::id)
            .collect();
        schemars::json_schema!({ "type": "string", "enum": ids })
    }
}

impl RequirementResults {
    /// As [`RowVerdict::is_looked_at`].
    pub(in crate::results) fn is_looked_at(&self) -> bool {
        self.judged().is_looked_at()
    }

    /// Scores one requirement; and, where every record is older than every
    /// version of the procedure, gives the days of the last record and of the
    /// first version.
    pub(in crate::results) fn of<'a>(
        register: &'a Register<'_>,
        key: RequirementKey,
        standing: Standing,
        answer: &Answer,
    ) -> (Self, Option<(&'a Date, &'a Date)>) {
        let has_maturity = key.part().part().levels == Levels::Maturity;
        let evidence = answer.linked().filter_map(|id| register.get(id));
        let (facts, older) = Facts::of(register, evidence);
        let supported = if has_maturity { facts.supports() } else { LevelReached::NONE };
        let claimed = answer.claimed.filter(|_| has_maturity);
        let results = Self {
            requirement: Id(key),
            standing,
            verdict: counted_verdict(key, answer),
            given: answer.verdict,
            claimed: claimed.map_or(LevelReached::NONE, LevelReached::from),
            supported,
            missing: if has_maturity {
                facts.missing_for(supported.next())
            } else {
                MissingFacts::default()
            },
            facts,
        };
        (results, older)
    }

    /// Scores one requirement of 4-2 that is answered per component (CV-9): its
    /// facts are those of all evidence that the answers link.
    pub(in crate::results) fn of_components(
        register: &Register<'_>,
        key: RequirementKey,
        standing: Standing,
        components: &[(&ComponentId, Option<&Answer>)],
    ) -> Self {
        let linked = components.iter().filter_map(|(_, answer)| *answer).flat_map(Answer::linked);
        let (facts, _) = Facts::of(register, linked.filter_map(|id| register.get(id)));
        let own: Vec<_> = components.iter().map(|(_, answer)| verdicts(key, *answer)).collect();
        let given = joint_verdict(own.iter().map(|(_, given)| *given));
        let is_vain = |(verdict, given): &(Verdict, Verdict)| {
            *given == Verdict::NotApplicable && verdict != given
        };
        let is_held_back = given == Verdict::Pass && own.iter().any(is_vain);
        Self {
            requirement: Id(key),
            standing,
            verdict: joint_verdict(own.iter().map(|(verdict, _)| *verdict)),
            given: if is_held_back { Verdict::NotApplicable } else { given },
            claimed: LevelReached::NONE,
            supported: LevelReached::NONE,
            missing: MissingFacts::default(),
            facts,
        }
    }

    /// How it stands, and the verdicts alone.
    pub(in crate::results) const fn judged(&self) -> RowVerdict {
        let Self { requirement, standing, verdict, given, .. } = *self;
        RowVerdict { requirement, standing, verdict, given, is_apart: false }
    }
}
