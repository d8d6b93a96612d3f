//! The figures of one requirement.

use serde::Serialize;

use super::{Facts, LevelReached, MissingFacts, register::Register, verdict::counted_verdict};
use crate::{
    assessment::{Answer, Date, Standing, Verdict},
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
}
