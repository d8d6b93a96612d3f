//! Links: every place in the app has one, and only this file makes and reads them.

use exready::{
    assessment::AssessmentId,
    catalogue::{Group, PartId, RequirementKey},
    words,
};

/// A place in the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// The list of assessments.
    Start,
    /// The applicant and the test item.
    Scope(AssessmentId),
    /// A practice, by its index in the part; with the requirement that is open.
    Assess(AssessmentId, PartId, usize, Option<RequirementKey>),
    /// The register of evidence items.
    Evidence(AssessmentId),
    /// The numbers.
    Results(AssessmentId),
    /// The bundle.
    HandOver(AssessmentId),
    /// A link that leads nowhere.
    Unknown,
}

/// The screen of a [`Route`], without what is selected on it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Screen {
    Start,
    Scope(AssessmentId),
    Assess(AssessmentId, PartId, usize),
    Evidence(AssessmentId),
    Results(AssessmentId),
    HandOver(AssessmentId),
    Unknown,
}

impl Route {
    /// Reads the fragment of an address, such as `#/a/ID/assess/4-1/SR-2`.
    pub fn parse(fragment: &str) -> Self {
        let path = fragment.trim_start_matches('#').trim_matches('/');
        let steps: Vec<&str> = path.split('/').collect();
        if steps == [""] {
            return Self::Start;
        }
        let ["a", id, rest @ ..] = steps.as_slice() else { return Self::Unknown };
        let Ok(id) = AssessmentId::try_from((*id).to_owned()) else { return Self::Unknown };
        match rest {
            [] | ["scope"] => Self::Scope(id),
            ["assess"] => Self::Assess(id, PartId::P4_1, 0, None),
            ["assess", part, place] => Self::in_part(id, part, place).unwrap_or(Self::Unknown),
            ["evidence"] => Self::Evidence(id),
            ["results"] => Self::Results(id),
            ["hand-over"] => Self::HandOver(id),
            _ => Self::Unknown,
        }
    }

    fn in_part(id: AssessmentId, part: &str, place: &str) -> Option<Self> {
        let part = PartId::from_code(part)?;
        if let Some(group) = part.part().groups.iter().position(|group| group.id == place) {
            return Some(Self::Assess(id, part, group, None));
        }
        let key = RequirementKey::find(part, place)?;
        Some(Self::requirement(id, key))
    }

    /// The place of a requirement, opened.
    pub fn requirement(id: AssessmentId, key: RequirementKey) -> Self {
        Self::Assess(id, key.part(), usize::from(key.requirement().group), Some(key))
    }

    /// The link to this place.
    pub fn href(&self) -> String {
        let of = |id: &AssessmentId, rest: &str| ["#/a/", id.as_str(), "/", rest].concat();
        match self {
            Self::Start | Self::Unknown => "#/".to_owned(),
            Self::Scope(id) => of(id, "scope"),
            Self::Assess(id, part, group, open) => {
                let place = open.map_or_else(
                    || part.part().groups.get(*group).map_or("", |group: &Group| group.id),
                    RequirementKey::id,
                );
                of(id, &["assess/", part.code(), "/", place].concat())
            }
            Self::Evidence(id) => of(id, "evidence"),
            Self::Results(id) => of(id, "results"),
            Self::HandOver(id) => of(id, "hand-over"),
        }
    }

    /// The assessment it belongs to.
    pub fn assessment(&self) -> Option<&AssessmentId> {
        match self {
            Self::Start | Self::Unknown => None,
            Self::Scope(id)
            | Self::Assess(id, ..)
            | Self::Evidence(id)
            | Self::Results(id)
            | Self::HandOver(id) => Some(id),
        }
    }

    /// The requirement that is open.
    pub fn open_requirement(&self) -> Option<RequirementKey> {
        if let Self::Assess(_, _, _, open) = self { *open } else { None }
    }

    /// The screen of this place.
    pub fn screen(&self) -> Screen {
        match self.clone() {
            Self::Start => Screen::Start,
            Self::Scope(id) => Screen::Scope(id),
            Self::Assess(id, part, group, _) => Screen::Assess(id, part, group),
            Self::Evidence(id) => Screen::Evidence(id),
            Self::Results(id) => Screen::Results(id),
            Self::HandOver(id) => Screen::HandOver(id),
            Self::Unknown => Screen::Unknown,
        }
    }
}

impl Screen {
    /// The title of the window.
    pub fn title(&self) -> String {
        let name = match self {
            Self::Start => words::start::title(),
            Self::Scope(_) => words::scope::title(),
            Self::Assess(..) => words::assess::title(),
            Self::Evidence(_) => words::evidence::title(),
            Self::Results(_) => words::results::title(),
            Self::HandOver(_) => words::hand_over::title(),
            Self::Unknown => words::unknown::title(),
        };
        [name, " · ", words::app::name()].concat()
    }
}
