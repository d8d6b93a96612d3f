//! Sector profiles (PR): which requirements a context asks for, and which it
//! does not need. A profile adds no requirement and changes none.

use std::collections::BTreeSet;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{
    Date, LINE_MAX, MaturityLevel, Rejected, SecurityLevel, is_longer, text_field::text_fields,
};
use crate::{
    catalogue::{Levels, PartId, RequirementKey},
    ex::Technique,
    text::is_blank,
};

/// The `format` of every profile.
pub const PROFILE_FORMAT: &str = "exready.profile";
/// The version of the format that this build writes.
pub const PROFILE_VERSION: &str = "1.0.0";
/// The most profiles that may act on an assessment.
pub const PROFILES_MAX: usize = 8;
/// The most characters of the context of a profile.
pub const CONTEXT_MAX: usize = 4_000;
/// The most characters of a reason or a justification.
pub const REASON_MAX: usize = 1_000;
/// The most threat paths of a profile.
pub const THREAT_PATHS_MAX: usize = 50;

/// A profile. Its serialized form is the file, and its place in the bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Profile {
    /// Always `exready.profile`.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = r"^exready\.profile$")))]
    pub format: String,
    /// The semantic version of this format.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = r"^1\.\d+\.\d+$")))]
    pub version: String,
    /// Names the profile among others.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = LINE_MAX)))]
    pub id: String,
    /// What it is called.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = LINE_MAX)))]
    pub title: String,
    /// How far it is.
    pub status: ProfileStatus,
    /// Who published it.
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    pub publisher: String,
    /// When it was published.
    #[serde(default)]
    pub date: Option<Date>,
    /// The protection techniques it is made for; empty for any.
    #[serde(default)]
    pub techniques: Vec<Technique>,
    /// The context it is made for: equipment, surroundings, who can reach what.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = CONTEXT_MAX)))]
    pub context: String,
    /// The ways in which an attacker could reach the protection in that context.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(length(max = THREAT_PATHS_MAX)))]
    pub threat_paths: Vec<ThreatPath>,
    /// How the risk was evaluated from which the selection follows (PR-1).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "schema", schemars(length(max = CONTEXT_MAX)))]
    pub risk_evaluation: String,
    /// The maturity level it asks for in 2-4 and 4-1, if it asks for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maturity_level: Option<MaturityLevel>,
    /// What it says of each part.
    pub parts: Vec<ProfilePart>,
}

text_fields!(Profile, ProfileField {});

/// One way in which an attacker could reach the protection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ThreatPath {
    /// Where it begins, where it ends and what is done on the way.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = REASON_MAX)))]
    pub description: String,
    /// The technique whose protection it reaches, if it is one alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub technique: Option<Technique>,
}

/// How far a profile is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ProfileStatus {
    /// A proposal; nobody has to follow it.
    Draft,
    /// Published by the body that answers for it.
    Published,
}

/// What a profile says of one part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ProfilePart {
    /// Which part.
    pub part: PartId,
    /// The edition of the part it is written for.
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    pub edition: String,
    /// The requirements it selects, each once.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub requirements: Vec<Selected>,
    /// The requirements it excludes, each once.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub exclusions: Vec<Excluded>,
}

/// A requirement that a profile selects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Selected {
    /// Which requirement.
    pub id: RowId,
    /// The level it asks for: of security in 3-3 and 4-2, of maturity in 2-4 and 4-1.
    pub level: SecurityLevel,
    /// Why it matters in the context, where that needs saying.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default, length(max = REASON_MAX)))]
    pub reason: String,
}

/// A requirement that a profile excludes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Excluded {
    /// Which requirement.
    pub id: RowId,
    /// Why the context does not need it.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = REASON_MAX)))]
    pub justification: String,
}

/// A requirement within a part, serialized as its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowId(pub RequirementKey);

impl Serialize for RowId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.id())
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for RowId {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "RowId".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "minLength": 1 })
    }
}

/// A part of a profile as a file has it: its ids may be those of no requirement.
#[derive(Clone, Debug, Deserialize)]
pub struct Unresolved {
    /// Which part, by its number.
    pub part: String,
    /// The edition it is written for.
    pub edition: String,
    /// What it selects.
    #[serde(default)]
    pub requirements: Vec<UnresolvedRow>,
    /// What it excludes.
    #[serde(default)]
    pub exclusions: Vec<UnresolvedRow>,
}

/// A requirement that a profile names.
#[derive(Clone, Debug, Deserialize)]
pub struct UnresolvedRow {
    /// Its id.
    pub id: String,
    /// The level asked for; 0 in an exclusion.
    #[serde(default)]
    pub level: u8,
    /// Why it is selected.
    #[serde(default)]
    pub reason: String,
    /// Why it is excluded.
    #[serde(default)]
    pub justification: String,
    /// The title, if the file has one: it must be the catalogue's.
    #[serde(default)]
    pub title: Option<String>,
}

/// What is wrong with one thing that a profile says; the rest of it can act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProfileFlaw {
    /// There is no such part in the catalogue.
    Part(String),
    /// It is written for another edition of the part.
    Edition {
        /// Which part.
        part: PartId,
        /// The edition it is written for.
        edition: String,
    },
    /// It speaks of a part twice; only the first place counts.
    PartTwice(PartId),
    /// It names a requirement that the part does not have (PR-1: none added).
    Unknown {
        /// In which part.
        part: PartId,
        /// The id as it stands.
        id: String,
    },
    /// It gives a requirement another title (PR-1: none changed).
    Retitled(RequirementKey),
    /// It asks for a level at which the standard does not select the requirement
    /// (PR-1: none changed), or for none from 1 to 4.
    Level {
        /// Which requirement.
        key: RequirementKey,
        /// The level as it stands.
        level: u8,
    },
    /// It names the requirement more than once.
    Twice(RequirementKey),
    /// It excludes the requirement without a justification.
    Unjustified(RequirementKey),
    /// It selects an enhancement without its base.
    WithoutBase(RequirementKey),
    /// A reason or justification is too long.
    TooLong(RequirementKey),
}

impl Unresolved {
    /// The part with its requirements found in the catalogue. What cannot be
    /// found or may not be said is left out and told to `flaw`; `None` if
    /// nothing can be used.
    pub fn resolve(self, flaw: &mut impl FnMut(ProfileFlaw)) -> Option<ProfilePart> {
        let Some(part) = PartId::from_code(&self.part) else {
            flaw(ProfileFlaw::Part(self.part));
            return None;
        };
        let catalogue = part.part();
        if self.edition != catalogue.edition {
            flaw(ProfileFlaw::Edition { part, edition: self.edition.clone() });
        }
        let mut seen = BTreeSet::new();
        let mut found = |row: &UnresolvedRow, flaw: &mut dyn FnMut(ProfileFlaw)| {
            let Some(key) = catalogue.key(&row.id) else {
                flaw(ProfileFlaw::Unknown { part, id: row.id.clone() });
                return None;
            };
            if !seen.insert(key) {
                flaw(ProfileFlaw::Twice(key));
            } else if row.title.as_ref().is_some_and(|title| title != key.requirement().title()) {
                flaw(ProfileFlaw::Retitled(key));
            } else if [&row.reason, &row.justification]
                .iter()
                .any(|text| is_longer(text, REASON_MAX))
            {
                flaw(ProfileFlaw::TooLong(key));
            } else {
                return Some(key);
            }
            None
        };
        let mut requirements = Vec::new();
        for row in self.requirements {
            let Some(key) = found(&row, flaw) else { continue };
            let lowest = key.requirement().from_level.max(1);
            if (lowest..=SecurityLevel::MAX).contains(&row.level) {
                let level = SecurityLevel::new(row.level);
                requirements.push(Selected { id: RowId(key), level, reason: row.reason });
            } else {
                flaw(ProfileFlaw::Level { key, level: row.level });
            }
        }
        let mut exclusions = Vec::new();
        for row in self.exclusions {
            let Some(key) = found(&row, flaw) else { continue };
            if is_blank(&row.justification) {
                flaw(ProfileFlaw::Unjustified(key));
            } else {
                exclusions.push(Excluded { id: RowId(key), justification: row.justification });
            }
        }
        // An enhancement without its base is not what the standard has.
        let selected: Vec<RequirementKey> = requirements.iter().map(|row| row.id.0).collect();
        requirements.retain(|row: &Selected| {
            let has_base = row.id.0.parent().is_none_or(|base| selected.contains(&base));
            if !has_base {
                flaw(ProfileFlaw::WithoutBase(row.id.0));
            }
            has_base
        });
        let edition = self.edition;
        let is_empty = requirements.is_empty() && exclusions.is_empty();
        (!is_empty).then_some(ProfilePart { part, edition, requirements, exclusions })
    }
}

impl<'de> Deserialize<'de> for ProfilePart {
    /// Reads a part of a profile within an assessment, where it was checked
    /// before: a flaw is an error there.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut flaws = Vec::new();
        // That it is written for another edition was told before it was let act.
        let part = Unresolved::deserialize(deserializer)?.resolve(&mut |flaw| {
            if !matches!(flaw, ProfileFlaw::Edition { .. }) {
                flaws.push(flaw);
            }
        });
        match (part, flaws.first()) {
            (Some(part), None) => Ok(part),
            (_, Some(flaw)) => Err(de::Error::custom(flaw)),
            (None, None) => Err(de::Error::custom(crate::words::profile::empty())),
        }
    }
}

impl std::fmt::Display for ProfileFlaw {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        use crate::words::profile as say;
        f.write_str(&match self {
            Self::Part(part) => say::unknown_part(shortened(part)),
            Self::Edition { part, edition } => {
                let part = part.part();
                say::other_edition(part.standard, shortened(edition), part.edition)
            }
            Self::PartTwice(part) => say::part_twice(part.code()),
            Self::Unknown { part, id } => say::unknown_row(shortened(id), part.code()),
            Self::Retitled(key) => say::retitled(key.id()),
            Self::Level { key, level } => {
                let level = level.to_string();
                match key.part().part().levels {
                    Levels::Security => {
                        let from = key.requirement().from_level.to_string();
                        say::security_level(key.id(), &level, &from)
                    }
                    Levels::Maturity => say::maturity_level(key.id(), &level),
                }
            }
            Self::Twice(key) => say::twice(key.id()),
            Self::Unjustified(key) => say::unjustified(key.id()),
            Self::WithoutBase(key) => {
                say::without_base(key.id(), key.parent().map_or("", RequirementKey::id))
            }
            Self::TooLong(key) => say::too_long(key.id(), REASON_MAX),
        })
    }
}

fn shortened(text: &str) -> &str {
    text.char_indices().nth(60).map_or(text, |(end, _)| &text[..end])
}

impl Profile {
    /// The first field that does not hold what it should, and what is wrong
    /// with it; for a file, a bundle and a command alike.
    #[must_use]
    pub fn flaw(&self) -> Option<(&'static str, String)> {
        use crate::words::profile as say;
        if self.format != PROFILE_FORMAT {
            return Some(("format", say::not_a_profile(shortened(&self.format))));
        }
        if !self.version.starts_with("1.") || self.version.len() > LINE_MAX {
            return Some((
                "version",
                say::other_version(shortened(&self.version), PROFILE_VERSION),
            ));
        }
        for (name, text, max, is_needed) in [
            ("id", &self.id, LINE_MAX, true),
            ("title", &self.title, LINE_MAX, true),
            ("publisher", &self.publisher, LINE_MAX, false),
            ("context", &self.context, CONTEXT_MAX, true),
            ("risk_evaluation", &self.risk_evaluation, CONTEXT_MAX, false),
        ] {
            if is_needed && is_blank(text) {
                return Some((name, say::missing().to_owned()));
            }
            if is_longer(text, max) {
                return Some((name, say::text_too_long(max)));
            }
        }
        let is_sound = |path: &ThreatPath| {
            !is_blank(&path.description) && !is_longer(&path.description, REASON_MAX)
        };
        if self.threat_paths.len() > THREAT_PATHS_MAX || !self.threat_paths.iter().all(is_sound) {
            return Some(("threat_paths", say::text_too_long(REASON_MAX)));
        }
        if self.techniques.windows(2).any(|pair| pair[0] >= pair[1]) {
            return Some(("techniques", say::not_once_each().to_owned()));
        }
        let is_twice = |(index, named): (usize, &ProfilePart)| {
            self.parts[..index].iter().any(|other| other.part == named.part)
        };
        if self.parts.is_empty() || self.parts.iter().enumerate().any(is_twice) {
            return Some(("parts", say::not_once_each().to_owned()));
        }
        None
    }

    pub(super) fn own_flaw(&self) -> Option<(&'static str, Rejected)> {
        self.flaw().map(|(field, _)| (field, Rejected::BadProfile))
    }
}
