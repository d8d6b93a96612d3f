//! Why a file cannot be opened, in words that say what, where, and what to do.

use std::{error, fmt};

use super::{DEPTH_MAX, SIZE_MAX, VALUES_MAX, VERSION};
use crate::{
    assessment::Flaw,
    catalogue::PartId,
    json::{Limits, Unreadable},
    text::shortened,
    words::{file_size, refusal as say},
};

/// Why a file was refused. Nothing was changed then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The file is larger than [`SIZE_MAX`]; its size in bytes.
    TooLarge(u64),
    /// It is not one JSON value within [`DEPTH_MAX`] and [`VALUES_MAX`].
    File(Unreadable),
    /// It is JSON, but not a bundle; the `format` it states, if any.
    NotABundle(Option<String>),
    /// The `version` is not a version number.
    BadVersion(String),
    /// The bundle is of a major version this build does not know.
    OtherMajor(String),
    /// The bundle has no seal that this build can check.
    NotSealed,
    /// The content is not what was sealed.
    WrongDigest {
        /// The digest that stands in the file.
        stated: String,
        /// The digest of what is in the file.
        computed: String,
    },
    /// A field is missing or holds something else than it should.
    Shape {
        /// The path of the field, such as `assessment.answers`.
        path: String,
        /// What is wrong.
        problem: String,
    },
    /// The bundle was made with another catalogue of a part.
    OtherCatalogue {
        /// The part.
        part: PartId,
        /// The edition the bundle states.
        edition: String,
    },
    /// A catalogue of a part is not named, or named twice.
    Catalogues(PartId),
    /// It is a bundle of a version before the first release.
    PreRelease,
    /// A whole number is too large to be read exactly by every program.
    LargeNumber {
        /// The path of the number.
        path: String,
        /// The number.
        number: String,
    },
    /// The assessment holds something that no command would let in.
    Flaw(Box<Flaw>),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::TooLarge(size) => say::too_large(&file_size(*size), &file_size(SIZE_MAX)),
            Self::File(unreadable) => BUNDLE.unreadable(unreadable),
            Self::NotABundle(None) => say::not_a_bundle().to_owned(),
            Self::NotABundle(Some(format)) => say::other_format(shortened(format)),
            Self::BadVersion(version) => say::bad_version(shortened(version)),
            Self::OtherMajor(version) => say::other_major(shortened(version), VERSION),
            Self::NotSealed => say::not_sealed().to_owned(),
            Self::WrongDigest { stated, computed } => {
                say::wrong_digest(computed, shortened(stated))
            }
            Self::Shape { path, problem } => {
                let problem = shortened(problem);
                say::shape(shortened(path), problem.strip_suffix('.').unwrap_or(problem))
            }
            Self::OtherCatalogue { part, edition } => {
                say::other_catalogue(part.part().standard, shortened(edition), part.part().edition)
            }
            Self::Catalogues(part) => say::catalogues(part.part().standard),
            Self::PreRelease => say::pre_release().to_owned(),
            Self::LargeNumber { path, number } => {
                say::large_number(shortened(path), shortened(number))
            }
            Self::Flaw(flaw) => {
                let problem = flaw.reason.to_string();
                let problem = problem.strip_suffix('.').unwrap_or(&problem);
                let records = if flaw.record.is_some() { "records." } else { "" };
                let path = format!("assessment.{records}{}", shortened(&flaw.path()));
                say::shape(&path, problem)
            }
        };
        f.write_str(&text)
    }
}

impl error::Error for Refusal {}

impl From<Unreadable> for Refusal {
    fn from(unreadable: Unreadable) -> Self {
        Self::File(unreadable)
    }
}

/// What a refusal says of one kind of file: its limits, and what to do.
pub(super) struct FileKind {
    /// What is deeper or more than this is not read.
    pub(super) limits: Limits,
    /// What to do about a file that is none of this kind.
    pub(super) choose: fn() -> &'static str,
    /// What to do about one that is damaged.
    pub(super) again: fn() -> &'static str,
}

/// A bundle.
pub(super) const BUNDLE: FileKind = FileKind {
    limits: Limits::whole(DEPTH_MAX, VALUES_MAX),
    choose: say::choose,
    again: say::again,
};

impl FileKind {
    /// Why a file of this kind is not one JSON value, and what to do.
    pub(super) fn unreadable(&self, unreadable: &Unreadable) -> String {
        let (choose, again) = ((self.choose)(), (self.again)());
        match unreadable {
            Unreadable::Empty => say::empty(again),
            Unreadable::NotText { offset } => say::not_text(offset, choose),
            Unreadable::NotJson { line, column } => say::not_json(line, column, choose),
            Unreadable::CutOff { line, column } => say::cut_off(line, column, again),
            Unreadable::DuplicateName { name, line, column } => {
                say::duplicate_name(shortened(name), line, column, again)
            }
            Unreadable::TooDeep { line, column } => {
                say::too_deep(self.limits.depth, line, column, choose)
            }
            Unreadable::TooManyValues => say::too_many_values(self.limits.values, choose),
        }
    }
}
