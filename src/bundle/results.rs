//! Everything computed from an assessment, as it stands in a bundle.

use serde::Serialize;

use crate::{
    assessment::Assessment,
    diagram::{self, Diagram},
    ex::{self, SymbolId, Technique},
    results::{self, DocumentFinding, PartResults},
    route::{self, Decision},
};

/// The `results` of a bundle. An opening program computes them again.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Results {
    /// The results of each part, in catalogue order.
    parts: Vec<PartResults>,
    /// What the checks found beside the findings of each part.
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<DocumentFinding>>"))]
    findings: Vec<DocumentFinding>,
    /// Whether the explosion protection can be reached (EX).
    #[cfg_attr(feature = "schema", schemars(with = "Option<Exposure>"))]
    exposure: Exposure,
    /// Which certificates to apply for, and why (RT).
    #[cfg_attr(feature = "schema", schemars(with = "Option<Decision>"))]
    route: Decision,
    /// The scope diagram as SVG; none where no component is listed.
    diagram: Option<String>,
}

/// Whether the explosion protection can be reached.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Exposure {
    /// The verdict: `exposed`, `possible-without-path`, `not-exposed`, `ask-excb`
    /// or `undecided`.
    verdict: String,
    /// One entry for each technique of the test item, in the order of the
    /// workshop's table.
    techniques: Vec<TechniqueResult>,
}

/// The exposure of one technique.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct TechniqueResult {
    /// Which technique.
    technique: Technique,
    /// `possible`, `no` or `ask`.
    exposure: String,
    /// The symbols that protect the test item itself.
    own: Vec<SymbolId>,
    /// The bracketed symbols, which protect another device (EX-1).
    associated: Vec<SymbolId>,
}

impl Results {
    pub(super) fn of(assessment: &Assessment) -> Self {
        let (_, assessed) = assessment.exposure();
        let technique = |row: &ex::Row| TechniqueResult {
            technique: row.technique,
            exposure: row.exposure.code().to_owned(),
            own: row.own.clone(),
            associated: row.associated.clone(),
        };
        let scored = results::score(assessment);
        Self {
            parts: scored.parts,
            findings: scored.findings,
            exposure: Exposure {
                verdict: assessed.verdict.code().to_owned(),
                techniques: assessed.rows.iter().map(technique).collect(),
            },
            route: route::decision(assessment),
            diagram: diagram_of(assessment),
        }
    }
}

fn diagram_of(assessment: &Assessment) -> Option<String> {
    if assessment.components.is_empty() {
        return None;
    }
    let test_item = &assessment.test_item.name;
    let diagram = Diagram::of(&assessment.components, &assessment.interfaces, test_item);
    Some(diagram::svg(&diagram, diagram::Theme::File))
}
