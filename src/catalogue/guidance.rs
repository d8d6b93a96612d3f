//! What a requirement means, and what it has to do with others.

use super::{PartId, Requirement, RequirementKey};

/// One point that an assessor looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// Names the point within its requirement: 1 to 32 lower-case letters,
    /// digits and hyphens. It stays when the text is worded anew.
    pub id: &'static str,
    /// What the assessor wants to see, in our own words.
    pub text: &'static str,
}

impl Point {
    /// Reads the line that the build makes of a point: its id, a space and its text.
    fn of_line(line: &'static str) -> Option<Self> {
        let (id, text) = line.split_once(' ')?;
        Some(Self { id, text })
    }
}

/// Help with one requirement, written for this product.
#[derive(Clone, Copy, Debug)]
pub struct Guidance(pub(super) &'static Requirement);

impl Guidance {
    /// What the requirement is for and what goes wrong without it.
    #[must_use]
    pub fn intent(self) -> &'static str {
        self.0.line('i').unwrap_or_default()
    }

    /// What an enhancement adds to its base (3-3, 4-2 and 2-4).
    #[must_use]
    pub fn adds(self) -> Option<&'static str> {
        self.0.line('+')
    }

    /// What an assessor looks for, two to four points.
    pub fn assessor_looks_for(self) -> impl Iterator<Item = Point> {
        self.0.lines('a').filter_map(Point::of_line)
    }

    /// The point with this id, such as `baseline`; `None` if the requirement has
    /// no such point.
    #[must_use]
    pub fn point(self, id: &str) -> Option<Point> {
        self.assessor_looks_for().find(|point| point.id == id)
    }

    /// Kinds of document or record that usually show it, two to four.
    pub fn typical_evidence(self) -> impl Iterator<Item = &'static str> {
        self.0.lines('e')
    }

    /// What it means for explosion-protected equipment, where that is something else.
    #[must_use]
    pub fn ex(self) -> Option<&'static str> {
        self.0.line('x')
    }

    /// When it is found not applicable, where that happens in practice. In 4-1
    /// that takes an SM-5 analysis (CV-6).
    #[must_use]
    pub fn not_applicable_when(self) -> Option<&'static str> {
        self.0.line('n')
    }

    /// Everything it says, line by line, for tests and for a search.
    pub fn texts(self) -> impl Iterator<Item = &'static str> {
        self.0.tagged().filter_map(|(sign, line)| match sign {
            'i' | '+' | 'e' | 'x' | 'n' => Some(line),
            'a' => Point::of_line(line).map(|point| point.text),
            _ => None,
        })
    }
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
