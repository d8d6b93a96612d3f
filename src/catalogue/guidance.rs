//! What a requirement means, and what it has to do with others.

use std::collections::BTreeMap;

use serde::{Deserialize, de::Error as _};

use super::{PartId, RequirementKey};

/// One point that an assessor looks for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// Names the point within its requirement: 1 to 32 lower-case letters,
    /// digits and hyphens. It stays when the text is worded anew.
    pub id: String,
    /// What the assessor wants to see, in our own words.
    pub text: String,
}

/// Help with one requirement, written for this product.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guidance {
    /// What the requirement is for and what goes wrong without it.
    pub intent: String,
    /// What an enhancement adds to its base (3-3, 4-2 and 2-4).
    pub adds: Option<String>,
    /// What an assessor looks for, two to four points.
    pub assessor_looks_for: Vec<Point>,
    /// Kinds of document or record that usually show it, two to four.
    pub typical_evidence: Vec<String>,
    /// What it means for explosion-protected equipment, where that is something else.
    pub ex: Option<String>,
    /// When it is found not applicable, where that happens in practice. In 4-1
    /// that takes an SM-5 analysis (CV-6).
    pub not_applicable_when: Option<String>,
}

impl Guidance {
    /// The point with this id, such as `baseline`; `None` if the requirement has
    /// no such point.
    #[must_use]
    pub fn point(&self, id: &str) -> Option<&Point> {
        self.assessor_looks_for.iter().find(|point| point.id == id)
    }

    /// Everything it says, text by text, for tests and for a search.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let points = self.assessor_looks_for.iter().map(|point| &point.text);
        let rest = [&self.adds, &self.ex, &self.not_applicable_when].into_iter().flatten();
        let texts = [&self.intent].into_iter().chain(points).chain(&self.typical_evidence);
        texts.chain(rest).map(String::as_str)
    }
}

/// The guidance of one part. It is no part of the program: it is read from the
/// file of the catalogue in `data/catalogue/` when it is first needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartGuidance(BTreeMap<RequirementKey, Guidance>);

impl PartGuidance {
    /// Reads the guidance of a part from the file of its catalogue.
    ///
    /// # Errors
    /// The file is not a catalogue, or it lacks a requirement of this part: it is
    /// the file of another part or edition.
    pub fn read(part: PartId, file: &str) -> Result<Self, serde_json::Error> {
        let file: File = serde_json::from_str(file)?;
        let mut rows = BTreeMap::new();
        for row in file.requirements {
            rows.insert(row.id, row.guidance);
        }
        let mut guidance = BTreeMap::new();
        for key in part.part().keys() {
            let missing = || serde_json::Error::custom(format!("{} is missing", key.with_part()));
            guidance.insert(key, rows.remove(key.id()).ok_or_else(missing)?);
        }
        Ok(Self(guidance))
    }

    /// The guidance of a requirement; `None` for one of another part.
    #[must_use]
    pub fn get(&self, key: RequirementKey) -> Option<&Guidance> {
        self.0.get(&key)
    }
}

/// What is read of the file of a catalogue.
#[derive(Deserialize)]
struct File {
    requirements: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    id: String,
    guidance: Guidance,
}

impl RequirementKey {
    /// The requirements of other parts that meet this one, whichever side names
    /// the other, in catalogue order.
    #[must_use]
    pub fn related(self) -> Vec<Self> {
        let mut related = Vec::new();
        for part in PartId::ALL {
            if part == self.part() {
                continue;
            }
            let named: Vec<&str> = ids(self, part).collect();
            for other in part.part().keys() {
                if named.contains(&other.id()) || ids(other, self.part()).any(|id| id == self.id())
                {
                    related.push(other);
                }
            }
        }
        related
    }

    /// The ids by which this row names rows of another part; for tests, which
    /// prove that each leads somewhere.
    pub fn related_ids(self, part: PartId) -> impl Iterator<Item = &'static str> {
        ids(self, part)
    }

    /// The requirements of Annex I of the Cyber Resilience Act that it helps to
    /// meet, such as `I(2)(d)`.
    pub fn cra_ids(self) -> impl Iterator<Item = &'static str> {
        split(self.requirement().line('r'))
    }
}

fn ids(key: RequirementKey, part: PartId) -> impl Iterator<Item = &'static str> {
    let line = match part {
        PartId::P2_4 => None,
        PartId::P4_1 => key.requirement().line('1'),
        PartId::P3_3 => key.requirement().line('3'),
        PartId::P4_2 => key.requirement().line('2'),
    };
    split(line)
}

fn split(line: Option<&'static str>) -> impl Iterator<Item = &'static str> {
    line.into_iter().flat_map(|line| line.split(','))
}
