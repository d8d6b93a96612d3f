//! The texts as they are handed over. They are frozen with the language, the
//! program and the titles they were made with, so that a later version of this
//! program, or one in another language, hands the same file on; they are never
//! compared.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{LANGUAGE, canonical::canonical};
use crate::{
    assessment::{Assessment, DraftKind},
    catalogue::{PartId, RequirementKey},
    diagram::{self, Diagram},
    digest::sha256_hex,
    results::Results,
    route::texts,
};

/// The program that wrote a bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Generator {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

impl Generator {
    fn present() -> Self {
        Self { name: "Exready".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() }
    }
}

/// A catalogue with the titles of the rows in use, so that the file can be read
/// without this program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TitledCatalogue {
    /// The part of IEC 62443.
    pub part: PartId,
    /// The year of its edition.
    pub edition: String,
    /// SHA-256 over the canonical form of the catalogue's facts.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[0-9a-f]{64}$")))]
    pub digest: String,
    /// The organizational levels of the rows, by their ids.
    pub groups: BTreeMap<String, String>,
    /// The rows in use, by their ids: those that are in scope or answered.
    pub requirements: BTreeMap<String, TitledRequirement>,
}

/// A row of a catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TitledRequirement {
    /// Its title; in 2-4 a short label of ours.
    pub title: String,
    /// The id of its organizational level.
    pub group: String,
}

impl TitledCatalogue {
    fn of(part: PartId, rows: &[RequirementKey]) -> Self {
        let catalogue = part.part();
        let group = |key: RequirementKey| &catalogue.groups[usize::from(key.requirement().group)];
        Self {
            part,
            edition: catalogue.edition.to_owned(),
            digest: catalogue.digest.to_owned(),
            groups: rows
                .iter()
                .map(|key| (group(*key).id.to_owned(), group(*key).title.to_owned()))
                .collect(),
            requirements: rows
                .iter()
                .map(|key| {
                    let title = key.requirement().title().to_owned();
                    let group = group(*key).id.to_owned();
                    (key.id().to_owned(), TitledRequirement { title, group })
                })
                .collect(),
        }
    }
}

/// The texts of a bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Texts {
    /// Their language (BCP 47).
    pub language: String,
    /// The written cyber statement.
    pub statement: String,
    /// The Standards field of the IECEx certificate.
    pub standards: String,
    /// The Equipment field of the IECEx certificate.
    pub equipment: String,
    /// The list of annexes of the IECEx certificate.
    pub annexes: String,
    /// The scope diagram as SVG; none where no component is listed.
    pub diagram: Option<String>,
}

/// Everything that is frozen when a bundle is handed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedOver {
    /// SHA-256 of the content it was made from (64 lower-case hex digits): with
    /// another content it is made anew.
    pub basis: String,
    /// The program that made it.
    pub generator: Generator,
    /// The catalogues with the titles of the rows in use.
    pub catalogues: Vec<TitledCatalogue>,
    /// The texts.
    pub texts: Texts,
}

impl HandedOver {
    /// What this build hands over of an assessment.
    pub(super) fn present(assessment: &Assessment, results: &Results, basis: String) -> Self {
        Self {
            basis,
            generator: Generator::present(),
            catalogues: titled(assessment, results),
            texts: present_texts(assessment, results),
        }
    }

    /// Whether it still says what the content of this basis says, in the language
    /// of this build.
    pub(super) fn is_of(&self, basis: &str) -> bool {
        self.basis == basis && self.texts.language == LANGUAGE
    }
}

/// The basis of what is handed over of a content in JSON.
pub(super) fn basis(content: &serde_json::Value) -> String {
    sha256_hex(&canonical(content))
}

fn titled(assessment: &Assessment, results: &Results) -> Vec<TitledCatalogue> {
    let rows = |part: PartId| -> Vec<RequirementKey> {
        let is_used = |key: &RequirementKey| {
            use crate::assessment::Standing;
            let scored = results.requirement(*key);
            scored.is_some_and(|row| row.standing != Standing::OtherKind)
                || assessment.answers.all().any(|(answer, _)| answer.requirement == *key)
        };
        part.part().keys().filter(is_used).collect()
    };
    assessment.parts().map(|part| TitledCatalogue::of(part, &rows(part))).collect()
}

fn present_texts(assessment: &Assessment, results: &Results) -> Texts {
    let text = |kind: DraftKind| match assessment.draft(kind) {
        Some(draft) => draft.text.clone(),
        None => texts::of(kind, assessment, &results.exposure, &results.decision),
    };
    let diagram = (!assessment.components.is_empty()).then(|| {
        let test_item = &assessment.test_item.name;
        let diagram = Diagram::of(&assessment.components, &assessment.interfaces, test_item);
        diagram::svg(&diagram, diagram::Theme::File)
    });
    Texts {
        language: LANGUAGE.to_owned(),
        statement: text(DraftKind::Statement),
        standards: text(DraftKind::Standards),
        equipment: text(DraftKind::Equipment),
        annexes: text(DraftKind::Annexes),
        diagram,
    }
}
