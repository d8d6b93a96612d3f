//! Evidence: documents and records outside the assessment, described so that
//! an assessor can ask for the right one and know it again.

use serde::{Deserialize, Serialize};

use super::{
    Date, Rejected,
    text_field::{LINE_MAX, TEXT_MAX, text_fields},
};
use crate::digest::is_sha256_hex;

/// What sort of document an evidence item is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum EvidenceKind {
    /// A policy, procedure, work instruction or template.
    #[default]
    Procedure,
    /// A work product of development: context, model, specification, design.
    Specification,
    /// A report of a test, scan, review or audit.
    Report,
    /// Minutes of a meeting with its decisions.
    Minutes,
    /// A register, ticket list or log.
    Log,
    /// A certificate or a training record.
    Certificate,
    /// Anything else.
    Other,
}

impl EvidenceKind {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [Self; 7] = [
        Self::Procedure,
        Self::Specification,
        Self::Report,
        Self::Minutes,
        Self::Log,
        Self::Certificate,
        Self::Other,
    ];

    /// What an item of this kind shows unless the user says otherwise.
    #[must_use]
    pub fn usually_shows(self) -> Vec<Shown> {
        match self {
            Self::Procedure => vec![Shown::Documented],
            Self::Specification | Self::Report | Self::Minutes | Self::Log | Self::Certificate => {
                vec![Shown::Performed]
            }
            Self::Other => Vec::new(),
        }
    }
}

/// What an evidence item is brought forward to show. Whether it counts is
/// decided by its dates, versions and names (ML-4); that a process is
/// *repeated* follows from several records and is never said of one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Shown {
    /// It describes the process.
    Documented,
    /// It is a record of the process having been carried out.
    Performed,
    /// It is a revision that improved the described process.
    Improved,
}

impl Shown {
    /// Everything an item can show, in the order in which it is offered.
    pub const ALL: [Self; 3] = [Self::Documented, Self::Performed, Self::Improved];
}

/// What a piece of evidence is evidence of (ML-5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum EvidenceSubject {
    /// That a thing is designed or written.
    Implementation,
    /// That it works: a test, operation.
    Effectiveness,
}

impl EvidenceSubject {
    /// Both, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Implementation, Self::Effectiveness];
}

/// The file behind an evidence item: named here, never contained.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EvidenceFile {
    /// The name of the file without its folders.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = LINE_MAX)))]
    pub name: String,
    /// Its size in bytes, at most 2^53 - 1.
    #[cfg_attr(feature = "schema", schemars(range(max = FILE_SIZE_MAX)))]
    pub size: u64,
    /// Its SHA-256, 64 lower-case hex digits.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[0-9a-f]{64}$")))]
    pub sha256: String,
}

/// The largest whole number that every JSON reader keeps exactly.
const FILE_SIZE_MAX: u64 = (1 << 53) - 1;

/// What is wrong with an [`EvidenceFile`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFlaw {
    /// The name is empty or too long.
    Name,
    /// The size is above 2^53 - 1.
    Size,
    /// The digest is not 64 lower-case hex digits.
    Sha256,
}

impl EvidenceFile {
    /// The first flaw, if there is one.
    #[must_use]
    pub fn flaw(&self) -> Option<FileFlaw> {
        if self.name.is_empty() || super::is_longer(&self.name, LINE_MAX) {
            Some(FileFlaw::Name)
        } else if self.size > FILE_SIZE_MAX {
            Some(FileFlaw::Size)
        } else if !is_sha256_hex(&self.sha256) {
            Some(FileFlaw::Sha256)
        } else {
            None
        }
    }
}

/// One document or record brought forward as evidence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EvidenceItem {
    /// Its title, with the document number if there is one.
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    #[serde(default)]
    pub title: String,
    /// What sort of document it is.
    #[serde(default)]
    pub kind: EvidenceKind,
    /// Its own version or revision.
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    #[serde(default)]
    pub document_version: String,
    /// The day of this version, or of what the record reports.
    #[serde(default)]
    pub date: Option<Date>,
    /// The last day on which it holds, where it ends: of a certificate, an
    /// approval, a training record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
    /// Who wrote it.
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    #[serde(default)]
    pub author: String,
    /// Who reviewed and approved it.
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    #[serde(default)]
    pub reviewer: String,
    /// The product, release or project a record belongs to, such as `GasGuard 200 2.4.1`.
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    #[serde(default)]
    pub product_version: String,
    /// Whether it is a record of the organization, such as of training or an audit
    /// of the process: it belongs to no product (ML-4).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub organizational: bool,
    /// Where an assessor finds it.
    #[cfg_attr(feature = "schema", schemars(length(max = TEXT_MAX)))]
    #[serde(default)]
    pub location: String,
    /// The file behind it, if one was named.
    #[serde(default)]
    pub file: Option<EvidenceFile>,
    /// What it is brought forward to show, each once.
    #[serde(default)]
    pub shows: Vec<Shown>,
    /// What it is evidence of, if that was said (ML-5).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<EvidenceSubject>,
    /// The population a sample was drawn from, where the item is one (ML-5).
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sample_population: String,
    /// The size of the sample (ML-5).
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sample_size: String,
    /// Who chose the sample (ML-5).
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sample_chosen_by: String,
    /// How the sample was chosen (ML-5).
    #[cfg_attr(feature = "schema", schemars(length(max = TEXT_MAX)))]
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sample_method: String,
}

text_fields!(EvidenceItem, EvidenceField {
    Title => title: LINE_MAX,
    DocumentVersion => document_version: LINE_MAX,
    Author => author: LINE_MAX,
    Reviewer => reviewer: LINE_MAX,
    ProductVersion => product_version: LINE_MAX,
    Location => location: TEXT_MAX,
    SamplePopulation => sample_population: LINE_MAX,
    SampleSize => sample_size: LINE_MAX,
    SampleChosenBy => sample_chosen_by: LINE_MAX,
    SampleMethod => sample_method: TEXT_MAX,
});

impl EvidenceItem {
    pub(super) fn own_flaw(&self) -> Option<(&'static str, Rejected)> {
        if self.title.trim().is_empty() {
            return Some(("title", Rejected::NoTitle));
        }
        if let Some(flaw) = self.file.as_ref().and_then(EvidenceFile::flaw) {
            return Some(("file", Rejected::File(flaw)));
        }
        (!self.shows.is_sorted_by(|one, next| one < next))
            .then_some(("shows", Rejected::NotOnceEach))
    }
}
