//! What is assessed: which parts, for which component types, up to which
//! security level. It decides what is in scope and touches no answer.

use serde::{Deserialize, Serialize};

use super::{
    Content, MaturityLevel, Profile, ProfilePart, Rejected, scope::once_each,
    text_field::text_fields,
};
use crate::{
    catalogue::{ComponentKind, ComponentKinds, PartId, Requirement, RequirementKey},
    words,
};

/// How many foundational requirements there are.
pub const FR_COUNT: usize = 7;

/// A security level that is aimed at, 0 to 4: the higher, the more skilled and
/// better equipped the attacker that is withstood. 0 asks for nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "u8", into = "u8")]
#[cfg_attr(feature = "schema", schemars(with = "u8", extend("maximum" = 4)))]
pub struct SecurityLevel(u8);

impl SecurityLevel {
    /// The highest.
    pub const MAX: u8 = 4;

    /// The level of this number; the highest for a greater one.
    #[must_use]
    pub const fn new(number: u8) -> Self {
        Self(if number > Self::MAX { Self::MAX } else { number })
    }

    /// The level as a number, 0 to 4.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for SecurityLevel {
    type Error = &'static str;

    fn try_from(number: u8) -> Result<Self, Self::Error> {
        if number <= Self::MAX { Ok(Self(number)) } else { Err(words::invalid::security_level()) }
    }
}

impl From<SecurityLevel> for u8 {
    fn from(level: SecurityLevel) -> Self {
        level.0
    }
}

/// The target level SL-T of each foundational requirement, FR 1 to FR 7 (SL-3).
pub type Target = [SecurityLevel; FR_COUNT];

/// What a service provider does under 2-4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ServiceRole {
    /// Designs, builds and hands over the automation solution.
    Integrator,
    /// Looks after it from then on.
    MaintenanceProvider,
}

impl ServiceRole {
    /// Both, in the order of the certification body's worksheet.
    pub const ALL: [Self; 2] = [Self::Integrator, Self::MaintenanceProvider];
}

/// What is assessed. By default nothing is selected and no target is set: that is
/// for the user to decide, or for the proposal that the user takes over (RT-10).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Selection {
    /// The parts, each once, in catalogue order.
    #[serde(default = "first_parts")]
    pub parts: Vec<PartId>,
    /// What the applicant does under 2-4, each once; the requirements are the
    /// same for both, the certificate names them.
    #[serde(default)]
    pub roles: Vec<ServiceRole>,
    /// The component types of the test item, each once: they decide which
    /// requirements of 4-2 apply (CV-7).
    #[serde(default)]
    pub component_kinds: Vec<ComponentKind>,
    /// SL-T of the system, for 3-3.
    #[serde(default = "lowest")]
    pub system_target: Target,
    /// SL-T of the component, for 4-2.
    #[serde(default = "lowest")]
    pub component_target: Target,
    /// The maturity level that is aimed at in 2-4, if one is (CV-8).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_maturity: Option<MaturityLevel>,
    /// The maturity level that is aimed at in 4-1, if one is (CV-8).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lifecycle_maturity: Option<MaturityLevel>,
}

text_fields!(Selection, SelectionField {});

/// What was assessed before parts could be selected.
fn first_parts() -> Vec<PartId> {
    vec![PartId::P4_1]
}

/// The lowest target that asks for something.
const fn lowest() -> Target {
    [SecurityLevel(1); FR_COUNT]
}

impl Selection {
    /// The same with its lists in order and each entry once.
    pub(super) fn in_order(mut self) -> Self {
        once_each(&mut self.parts);
        once_each(&mut self.roles);
        once_each(&mut self.component_kinds);
        self
    }

    pub(super) fn own_flaw(&self) -> Option<(&'static str, Rejected)> {
        let sound = self.clone().in_order();
        [
            ("parts", sound.parts == self.parts),
            ("roles", sound.roles == self.roles),
            ("component_kinds", sound.component_kinds == self.component_kinds),
        ]
        .into_iter()
        .find_map(|(field, is_sound)| (!is_sound).then_some((field, Rejected::NotOnceEach)))
    }

    /// SL-T for the requirements of a part; `None` where maturity counts instead.
    #[must_use]
    pub const fn target(&self, part: PartId) -> Option<&Target> {
        match part {
            PartId::P2_4 | PartId::P4_1 => None,
            PartId::P3_3 => Some(&self.system_target),
            PartId::P4_2 => Some(&self.component_target),
        }
    }

    /// The way to change SL-T of a part.
    pub const fn target_mut(&mut self, part: PartId) -> Option<&mut Target> {
        match part {
            PartId::P2_4 | PartId::P4_1 => None,
            PartId::P3_3 => Some(&mut self.system_target),
            PartId::P4_2 => Some(&mut self.component_target),
        }
    }

    /// The maturity level that is aimed at in a part (CV-8); `None` where none
    /// is, and where security levels count instead.
    #[must_use]
    pub const fn maturity_target(&self, part: PartId) -> Option<MaturityLevel> {
        match part {
            PartId::P2_4 => self.service_maturity,
            PartId::P4_1 => self.lifecycle_maturity,
            PartId::P3_3 | PartId::P4_2 => None,
        }
    }

    /// Sets the maturity level that is aimed at in a part, or none; does nothing
    /// where security levels count instead.
    pub const fn set_maturity_target(&mut self, part: PartId, level: Option<MaturityLevel>) {
        match part {
            PartId::P2_4 => self.service_maturity = level,
            PartId::P4_1 => self.lifecycle_maturity = level,
            PartId::P3_3 | PartId::P4_2 => {}
        }
    }

    /// How a requirement of a selected part would stand without any profile
    /// (SL-3, CV-7). A constraint of 4-2 that belongs to no foundational
    /// requirement is in scope at every target.
    #[must_use]
    pub fn standing(&self, key: RequirementKey) -> Standing {
        let kinds = ComponentKinds::of(&self.component_kinds);
        standing(key.part(), key.requirement(), kinds, self.target(key.part()))
    }
}

/// How a row stands to the component types and the target.
fn standing(
    part: PartId,
    row: &Requirement,
    kinds: ComponentKinds,
    target: Option<&Target>,
) -> Standing {
    if part == PartId::P4_2 && !row.kinds().meets(kinds) {
        return Standing::OtherKind;
    }
    match target {
        Some(target) if row.fr > 0 && row.from_level > target[usize::from(row.fr - 1)].number() => {
            Standing::AboveTarget
        }
        _ => Standing::InScope,
    }
}

/// How a requirement of a selected part stands to the selection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// It is to be assessed.
    InScope,
    /// It is for component types that the test item is none of (CV-7): not
    /// counted at all.
    OtherKind,
    /// It is selected from a level on that is above SL-T (SL-3).
    AboveTarget,
    /// A profile excludes it, with a justification (PR-1).
    Excluded,
}

impl Content {
    /// How each requirement of a part stands to the selection and the profiles,
    /// in the order of the part; whether the part is selected is not asked.
    ///
    /// A profile selects above SL-T too; what one profile selects, no other
    /// one excludes; an enhancement goes with its base.
    #[must_use]
    pub fn standings(&self, part: PartId) -> Vec<Standing> {
        self.standings_under(part, &self.profiles.iter().collect::<Vec<_>>())
    }

    fn standings_under(&self, part: PartId, profiles: &[&Profile]) -> Vec<Standing> {
        let target = self.selection.target(part);
        let kinds = ComponentKinds::of(&self.selection.component_kinds);
        let rows = part.part().requirements.iter();
        let mut standings: Vec<Standing> =
            rows.map(|row| standing(part, row, kinds, target)).collect();
        let parts_of_profiles = || {
            let parts = profiles.iter().flat_map(|profile| &profile.parts);
            parts.filter(|other| other.part == part)
        };
        let mut put = |key: RequirementKey, standing: Standing| {
            let place = &mut standings[key.row()];
            if *place != Standing::OtherKind {
                *place = standing;
            }
        };
        for excluded in parts_of_profiles().flat_map(|other| &other.exclusions) {
            put(excluded.id.0, Standing::Excluded);
        }
        for selected in parts_of_profiles().flat_map(|other| &other.requirements) {
            put(selected.id.0, Standing::InScope);
        }
        // An enhancement without its base is not what the standard has.
        for key in part.part().keys() {
            if let Some(base) = key.parent()
                && standings[base.row()] == Standing::Excluded
                && standings[key.row()] != Standing::OtherKind
            {
                standings[key.row()] = Standing::Excluded;
            }
        }
        standings
    }

    /// What a profile would do if it acted as well: each requirement that would
    /// stand otherwise, with how it would stand.
    #[must_use]
    pub fn effect_of(&self, profile: &Profile) -> Vec<(RequirementKey, Standing)> {
        let with_it: Vec<&Profile> = self.profiles.iter().chain([profile]).collect();
        let mut effect = Vec::new();
        for ProfilePart { part, .. } in &profile.parts {
            let before = self.standings(*part);
            let after = self.standings_under(*part, &with_it);
            let rows = part.part().keys().zip(before).zip(after);
            effect.extend(
                rows.filter(|((_, before), after)| before != after)
                    .map(|((key, _), after)| (key, after)),
            );
        }
        effect
    }
}
