//! Links: every place in the app has one, and only this file makes and reads them.

use exready::{
    assessment::{AssessmentId, EvidenceId},
    catalogue::{Group, PartId, RequirementKey},
    words,
};

/// A place in the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// The list of assessments.
    Start,
    /// The applicant and the test item.
    Scope(AssessmentId, ScopeTab),
    /// Which certificates to apply for.
    Certificates(AssessmentId, RouteTab),
    /// What is assessed.
    Select(AssessmentId, SelectTab),
    /// An organizational level, by its index in the part; with the requirement that is open.
    Assess(AssessmentId, PartId, usize, Option<RequirementKey>),
    /// The register of evidence items; with the item that is open.
    Evidence(AssessmentId, Option<EvidenceId>),
    /// The numbers of the certificate, and what follows from them.
    Results(AssessmentId, ResultsTab),
    /// The bundle.
    HandOver(AssessmentId),
    /// The restore points.
    Points(AssessmentId),
    /// About the catalogue, and the glossary.
    Catalogue,
    /// A link that leads nowhere.
    Unknown,
}

/// The screen of a [`Route`], without what is selected on it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Screen {
    Start,
    Scope(AssessmentId, ScopeTab),
    Certificates(AssessmentId, RouteTab),
    Select(AssessmentId, SelectTab),
    Assess(AssessmentId, PartId, usize),
    Evidence(AssessmentId),
    Results(AssessmentId, ResultsTab),
    HandOver(AssessmentId),
    Points(AssessmentId),
    Catalogue,
    Unknown,
}

/// A part of the scope.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ScopeTab {
    /// Name, versions, use.
    #[default]
    TestItem,
    /// Marking, techniques, access paths.
    Protection,
    /// What it consists of.
    Components,
    /// Who applies.
    Applicant,
}

impl ScopeTab {
    /// Every part, in the order in which they are shown.
    pub const ALL: [Self; 4] =
        [Self::TestItem, Self::Protection, Self::Components, Self::Applicant];

    /// The step in a link.
    const fn step(self) -> &'static str {
        match self {
            Self::TestItem => "scope",
            Self::Protection => "scope/protection",
            Self::Components => "scope/components",
            Self::Applicant => "scope/applicant",
        }
    }

    /// What it is called.
    pub fn title(self) -> &'static str {
        match self {
            Self::TestItem => words::scope::test_item(),
            Self::Protection => words::scope::protection(),
            Self::Components => words::scope::components(),
            Self::Applicant => words::scope::applicant(),
        }
    }
}

/// A part of the route.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RouteTab {
    /// What to apply for, in which order, and why.
    #[default]
    Decision,
    /// What is held and what is applied for.
    Certificates,
    /// The IECEx certificate.
    Iecex,
    /// The drafted texts.
    Texts,
}

impl RouteTab {
    /// Every part, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Decision, Self::Certificates, Self::Iecex, Self::Texts];

    /// The step in a link.
    const fn step(self) -> &'static str {
        match self {
            Self::Decision => "route",
            Self::Certificates => "route/certificates",
            Self::Iecex => "route/iecex",
            Self::Texts => "route/texts",
        }
    }

    /// What it is called.
    pub fn title(self) -> &'static str {
        match self {
            Self::Decision => words::route::decision(),
            Self::Certificates => words::route::certificates(),
            Self::Iecex => words::route::iecex(),
            Self::Texts => words::route::texts(),
        }
    }
}

/// A part of the selection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SelectTab {
    /// Parts, component types, target levels.
    #[default]
    Parts,
    /// The requirements of a part, one by one.
    Requirements(PartId),
    /// The profiles.
    Profiles,
}

impl SelectTab {
    /// The step in a link.
    fn step(self) -> String {
        match self {
            Self::Parts => "select".to_owned(),
            Self::Requirements(part) => format!("select/requirements/{}", part.code()),
            Self::Profiles => "select/profiles".to_owned(),
        }
    }

    fn parse(step: &str) -> Option<Self> {
        match step {
            "select" => Some(Self::Parts),
            "select/profiles" => Some(Self::Profiles),
            _ => {
                let part = step.strip_prefix("select/requirements/")?;
                PartId::from_code(part).map(Self::Requirements)
            }
        }
    }
}

/// A part of the results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultsTab {
    /// Coverage and levels of a part; of the first one that is selected if none
    /// is named.
    Figures(Option<PartId>),
    /// What stands between the answers and the certificate.
    Gaps,
    /// What an assessor would raise.
    Findings,
    /// The certificate of a part, as it would look; of the first one if none is named.
    Certificate(Option<PartId>),
    /// The same answers in the order of the Cyber Resilience Act.
    Cra,
    /// How the figures came about in time.
    Progress,
}

impl ResultsTab {
    /// The step in a link.
    fn step(self) -> String {
        let with_part = |step: &str, part: Option<PartId>| match part {
            Some(part) => format!("{step}/{}", part.code()),
            None => step.to_owned(),
        };
        match self {
            Self::Figures(part) => with_part("results", part),
            Self::Gaps => "results/gaps".to_owned(),
            Self::Findings => "results/findings".to_owned(),
            Self::Certificate(part) => with_part("results/certificate", part),
            Self::Cra => "results/cra".to_owned(),
            Self::Progress => "results/progress".to_owned(),
        }
    }

    fn parse(steps: &[&str]) -> Option<Self> {
        match steps {
            [] => Some(Self::Figures(None)),
            ["gaps"] => Some(Self::Gaps),
            ["findings"] => Some(Self::Findings),
            ["certificate"] => Some(Self::Certificate(None)),
            ["certificate", part] => {
                PartId::from_code(part).map(|part| Self::Certificate(Some(part)))
            }
            ["cra"] => Some(Self::Cra),
            ["progress"] => Some(Self::Progress),
            [part] => PartId::from_code(part).map(|part| Self::Figures(Some(part))),
            _ => None,
        }
    }
}

impl Route {
    /// The scope of an assessment, from its beginning.
    pub const fn scope(id: AssessmentId) -> Self {
        Self::Scope(id, ScopeTab::TestItem)
    }

    /// The route of an assessment, from its answer.
    pub const fn certificates(id: AssessmentId) -> Self {
        Self::Certificates(id, RouteTab::Decision)
    }

    /// The selection of an assessment, from its parts.
    pub const fn select(id: AssessmentId) -> Self {
        Self::Select(id, SelectTab::Parts)
    }

    /// The results of an assessment, from the figures of its first part.
    pub const fn results(id: AssessmentId) -> Self {
        Self::Results(id, ResultsTab::Figures(None))
    }

    /// Reads the fragment of an address, such as `#/a/ID/assess/4-1/SR-2`.
    pub fn parse(fragment: &str) -> Self {
        let path = fragment.trim_start_matches('#').trim_matches('/');
        let steps: Vec<&str> = path.split('/').collect();
        match steps.as_slice() {
            [""] => return Self::Start,
            ["catalogue"] => return Self::Catalogue,
            _ => {}
        }
        let ["a", id, rest @ ..] = steps.as_slice() else { return Self::Unknown };
        let Ok(id) = AssessmentId::try_from((*id).to_owned()) else { return Self::Unknown };
        match rest {
            [] => Self::scope(id),
            ["assess"] => Self::Assess(id, PartId::P4_1, 0, None),
            ["assess", part, place] => Self::in_part(id, part, place).unwrap_or(Self::Unknown),
            ["evidence"] => Self::Evidence(id, None),
            ["evidence", item] => Self::Evidence(id, EvidenceId::try_from((*item).to_owned()).ok()),
            ["results", rest @ ..] => {
                ResultsTab::parse(rest).map_or(Self::Unknown, |tab| Self::Results(id, tab))
            }
            ["hand-over"] => Self::HandOver(id),
            ["restore-points"] => Self::Points(id),
            _ => {
                let step = rest.join("/");
                let scope = ScopeTab::ALL.into_iter().find(|tab| tab.step() == step);
                let route = RouteTab::ALL.into_iter().find(|tab| tab.step() == step);
                match (scope, route, SelectTab::parse(&step)) {
                    (Some(tab), ..) => Self::Scope(id, tab),
                    (None, Some(tab), _) => Self::Certificates(id, tab),
                    (None, None, Some(tab)) => Self::Select(id, tab),
                    (None, None, None) => Self::Unknown,
                }
            }
        }
    }

    fn in_part(id: AssessmentId, part: &str, place: &str) -> Option<Self> {
        let part = PartId::from_code(part)?;
        if let Some(group) = part.part().groups.iter().position(|group| group.id == place) {
            return Some(Self::Assess(id, part, group, None));
        }
        let key = RequirementKey::find(part, &place.replace('_', " "))?;
        Some(Self::requirement(id, key))
    }

    /// The place of a requirement, opened.
    pub fn requirement(id: AssessmentId, key: RequirementKey) -> Self {
        Self::Assess(id, key.part(), usize::from(key.requirement().group), Some(key))
    }

    /// The link to this place.
    pub fn href(&self) -> String {
        let within = |id: &AssessmentId, rest: &str| format!("#/a/{id}/{rest}");
        match self {
            Self::Start | Self::Unknown => "#/".to_owned(),
            Self::Scope(id, tab) => within(id, tab.step()),
            Self::Certificates(id, tab) => within(id, tab.step()),
            Self::Select(id, tab) => within(id, &tab.step()),
            Self::Catalogue => "#/catalogue".to_owned(),
            Self::Assess(id, part, group, open) => {
                let place = open.map_or_else(
                    || part.part().groups.get(*group).map_or("", |group: &Group| group.id),
                    RequirementKey::id,
                );
                // No id has an underscore, and no address a space.
                within(id, &format!("assess/{}/{}", part.code(), place.replace(' ', "_")))
            }
            Self::Evidence(id, None) => within(id, "evidence"),
            Self::Evidence(id, Some(item)) => within(id, &format!("evidence/{item}")),
            Self::Results(id, tab) => within(id, &tab.step()),
            Self::HandOver(id) => within(id, "hand-over"),
            Self::Points(id) => within(id, "restore-points"),
        }
    }

    /// The assessment it belongs to.
    pub fn assessment(&self) -> Option<&AssessmentId> {
        match self {
            Self::Start | Self::Catalogue | Self::Unknown => None,
            Self::Scope(id, _)
            | Self::Certificates(id, _)
            | Self::Select(id, _)
            | Self::Assess(id, ..)
            | Self::Evidence(id, _)
            | Self::Results(id, _)
            | Self::HandOver(id)
            | Self::Points(id) => Some(id),
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
            Self::Scope(id, tab) => Screen::Scope(id, tab),
            Self::Certificates(id, tab) => Screen::Certificates(id, tab),
            Self::Select(id, tab) => Screen::Select(id, tab),
            Self::Catalogue => Screen::Catalogue,
            Self::Assess(id, part, group, _) => Screen::Assess(id, part, group),
            Self::Evidence(id, _) => Screen::Evidence(id),
            Self::Results(id, tab) => Screen::Results(id, tab),
            Self::HandOver(id) => Screen::HandOver(id),
            Self::Points(id) => Screen::Points(id),
            Self::Unknown => Screen::Unknown,
        }
    }
}

impl Screen {
    /// The title of the window.
    pub fn title(&self) -> String {
        let name = match self {
            Self::Start => words::start::title(),
            Self::Scope(..) => words::scope::title(),
            Self::Certificates(..) => words::route::title(),
            Self::Select(..) => words::select::title(),
            Self::Catalogue => words::catalogue::title(),
            Self::Assess(..) => words::assess::title(),
            Self::Evidence(_) => words::evidence::title(),
            Self::Results(..) => words::results::title(),
            Self::HandOver(_) => words::hand_over::title(),
            Self::Points(_) => words::points::title(),
            Self::Unknown => words::unknown::title(),
        };
        format!("{name} · {}", words::app::name())
    }
}
