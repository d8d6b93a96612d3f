//! Why a file cannot be read as an SBOM.

use std::{error, fmt};

use exready::{json::Unreadable, sbom::TooLarge, text::shortened, words::sbom as say};

use super::limits::LIMITS;

/// Why a file cannot be read as an SBOM.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SbomRefusal {
    /// It is larger than [`SIZE_MAX`](exready::sbom::SIZE_MAX).
    TooLarge(TooLarge),
    /// It is not text, or not whole and sound JSON.
    File(Unreadable),
    /// It begins as UTF-16 and stops making sense.
    Utf16 {
        /// Counted in bytes from 0.
        offset: usize,
    },
    /// It is packed.
    Packed,
    /// It is CycloneDX as XML.
    CycloneDxXml,
    /// It is SPDX in a form other than JSON, such as tag-value.
    SpdxForm(&'static str),
    /// It is XML or HTML, and no SBOM that is known here.
    Xml,
    /// It is JSON, but not an SBOM; the `bomFormat` it states, if any.
    NotAnSbom(Option<String>),
    /// The version of the format is not known here.
    OtherVersion {
        /// `CycloneDX` or `SPDX`.
        format: &'static str,
        /// What stands in the file.
        version: String,
    },
    /// A field holds something else than it should.
    Shape {
        /// The path of the field, such as `components[3].name`.
        path: String,
        /// What it should be.
        expected: Expected,
    },
    /// It lists nothing.
    Nothing {
        /// `CycloneDX` or `SPDX`.
        format: &'static str,
        /// The version of the format.
        version: String,
    },
}

/// What a field should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A text.
    Text,
    /// A list.
    List,
    /// An object.
    Object,
}

pub(super) const CYCLONEDX: &str = "CycloneDX";
const CYCLONEDX_VERSIONS: &str = "1.2 - 1.7";
pub(super) const SPDX: &str = "SPDX";
const SPDX_VERSIONS: &str = "2.2, 2.3, 3.0";

impl fmt::Display for SbomRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::TooLarge(too_large) => too_large.to_string(),
            Self::File(unreadable) => unreadable_text(unreadable),
            Self::Utf16 { offset } => say::not_utf16(offset),
            Self::Packed => say::packed().to_owned(),
            Self::CycloneDxXml => say::cyclonedx_xml().to_owned(),
            Self::SpdxForm(form) => say::spdx_form(form),
            Self::Xml => say::xml().to_owned(),
            Self::NotAnSbom(None) => say::not_an_sbom().to_owned(),
            Self::NotAnSbom(Some(format)) => say::other_format(shortened(format)),
            Self::OtherVersion { format, version } => {
                let ours = if *format == SPDX { SPDX_VERSIONS } else { CYCLONEDX_VERSIONS };
                if version.is_empty() {
                    say::no_version(format, ours)
                } else {
                    say::other_version(format, shortened(version), ours)
                }
            }
            Self::Shape { path, expected } => {
                let expected = match expected {
                    Expected::Text => say::text(),
                    Expected::List => say::list(),
                    Expected::Object => say::object(),
                };
                say::shape(shortened(path), expected)
            }
            Self::Nothing { format, version } => say::nothing(format, version),
        };
        f.write_str(&text)
    }
}

fn unreadable_text(unreadable: &Unreadable) -> String {
    match unreadable {
        Unreadable::Empty => say::empty().to_owned(),
        Unreadable::NotText { offset } => say::not_text(offset),
        Unreadable::NotJson { line, column } => say::not_json(line, column),
        Unreadable::CutOff { line, column } => say::cut_off(line, column),
        Unreadable::DuplicateName { name, line, column } => {
            say::duplicate_name(shortened(name), line, column)
        }
        Unreadable::TooDeep { line, column } => say::too_deep(LIMITS.depth, line, column),
        Unreadable::TooManyValues => say::too_many_values(LIMITS.values),
    }
}

impl error::Error for SbomRefusal {}

impl SbomRefusal {
    pub(super) fn expected(path: &str, expected: Expected) -> Self {
        Self::Shape { path: path.to_owned(), expected }
    }

    /// The same, with the place of what was looked at before its path.
    pub(super) fn within(mut self, place: &str) -> Self {
        if let Self::Shape { path, .. } = &mut self {
            let dot = if path.is_empty() || path.starts_with('[') { "" } else { "." };
            *path = format!("{place}{dot}{path}");
        }
        self
    }
}
