//! Profiles as files (PR): those of this project and those of others, read by
//! one reader.

use std::{error, fmt};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::super::{major, refusal::FileKind};
use crate::{
    assessment::{
        Date, MaturityLevel, PROFILE_FORMAT, PROFILE_VERSION, Profile, ProfileFlaw, ProfilePart,
        ProfileStatus, ThreatPath, Unresolved, stored,
    },
    digest::sha256_hex,
    ex::Technique,
    json::{self, Limits, Misfit, Placed, Reader as _, Unreadable},
    text::shortened,
    words::{file_size, profile as say},
};

/// The largest profile that is read, in bytes.
pub const SIZE_MAX: u64 = 2_000_000;
/// What a refusal says of a profile.
const PROFILE: FileKind =
    FileKind { limits: Limits::whole(8, 50_000), choose: say::choose, again: say::again };
/// The most flaws that are told one by one.
pub const FLAWS_MAX: usize = 200;

/// The draft profiles of this project: the names of their files in `data/profiles/`,
/// which are loaded when somebody looks at them, and the SHA-256 of what they say.
pub const SHIPPED: [(&str, &str); 4] = [
    ("pressurization", "9a3c35fb93b71f08910333d3dfe9a73fc04cf420077d9dbfda6fa1b6e5a483b2"),
    ("intrinsic-safety", "a86d3e9f98c42b270785d671c910c52929f8ac4c36ddb28285fca8cbe979eb0b"),
    ("increased-safety", "a1a6e97a4beec4612aed9fb5971cedcda95e916ae11598e5fa70db1f7b975e95"),
    ("non-sparking", "c93485023e2cb8fb31b81ae0ddb0a74684f40aa37df7443ac0804fde84e012b8"),
];

/// Whether a profile is one of this project, word by word: what any other file
/// says of its publisher and status is only stated there.
#[must_use]
pub fn is_shipped(profile: &Profile) -> bool {
    let said = serde_json::to_vec(profile).map(|bytes| sha256_hex(&bytes));
    said.is_ok_and(|digest| SHIPPED.iter().any(|(_, shipped)| *shipped == digest))
}

/// A profile that was read.
#[derive(Clone, Debug)]
pub struct Read {
    /// The profile, without what it may not say.
    pub profile: Profile,
    /// What it says and may not, whole parts first; [`FLAWS_MAX`] at most.
    pub flaws: Vec<ProfileFlaw>,
    /// How many such things there are.
    pub count: usize,
}

/// A profile that another WebAssembly module has read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    /// The profile, without what it may not say.
    pub profile: Profile,
    /// What it says and may not, in words; [`FLAWS_MAX`] at most.
    pub flaws: Vec<String>,
    /// How many such things there are.
    pub count: usize,
}

/// The JSON in which what was read crosses, or in words why it was not.
///
/// # Errors
/// None in practice: a profile can be written as JSON.
pub fn sent(read: Result<Read, ProfileRefusal>) -> Result<String, serde_json::Error> {
    let received = read.map_err(|refusal| refusal.to_string()).map(|read| Received {
        profile: read.profile,
        flaws: read.flaws.iter().map(ToString::to_string).collect(),
        count: read.count,
    });
    stored::written(&received)
}

/// What crossed: the profile, or in words why it was not read; `None` if it is not
/// what this build sends.
#[must_use]
pub fn received(json: &str) -> Option<Result<Received, String>> {
    stored::read(json)
}

/// Why a file is no profile that can act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProfileRefusal {
    /// It is larger than [`SIZE_MAX`]; its size in bytes.
    TooLarge(u64),
    /// It is not text, or not whole and sound JSON.
    File(Unreadable),
    /// It is JSON, but not a profile; the `format` it states, if any.
    NotAProfile(Option<String>),
    /// It is of a version that this build does not read.
    OtherVersion(String),
    /// A field holds something else than it should.
    Shape {
        /// The path of the field, such as `parts[0].edition`.
        path: String,
        /// What is wrong with it.
        problem: String,
    },
    /// Nothing that it says can be used; the first reason, if it says anything.
    Nothing(Option<ProfileFlaw>),
}

impl From<Profile> for Received {
    /// A profile that was read before and had no flaw.
    fn from(profile: Profile) -> Self {
        Self { profile, flaws: Vec::new(), count: 0 }
    }
}

impl fmt::Display for ProfileRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            Self::TooLarge(size) => say::too_large(&file_size(*size), &file_size(SIZE_MAX)),
            Self::File(unreadable) => PROFILE.unreadable(unreadable),
            Self::NotAProfile(None) => say::no_format().to_owned(),
            Self::NotAProfile(Some(format)) => say::not_a_profile(shortened(format)),
            Self::OtherVersion(version) => say::other_version(shortened(version), PROFILE_VERSION),
            Self::Shape { path, problem } => {
                let problem = shortened(problem);
                say::shape(shortened(path), problem.strip_suffix('.').unwrap_or(problem))
            }
            Self::Nothing(flaw) => {
                let why = flaw.as_ref().map_or_else(String::new, |flaw| format!("{flaw} "));
                say::nothing(&why)
            }
        })
    }
}

impl error::Error for ProfileRefusal {}

#[derive(Deserialize)]
struct File {
    version: String,
    id: String,
    title: String,
    status: ProfileStatus,
    #[serde(default)]
    publisher: String,
    #[serde(default)]
    date: Option<Date>,
    #[serde(default)]
    techniques: Vec<Technique>,
    context: String,
    #[serde(default)]
    threat_paths: Vec<ThreatPath>,
    #[serde(default)]
    risk_evaluation: String,
    #[serde(default)]
    maturity_level: Option<MaturityLevel>,
    parts: Vec<Unresolved>,
}

/// Reads a profile. What it may not say is left out and listed; it is refused
/// only if nothing is left.
///
/// # Errors
/// [`ProfileRefusal`]: why it cannot act at all.
pub fn read(bytes: &[u8]) -> Result<Read, ProfileRefusal> {
    if bytes.len() as u64 > SIZE_MAX {
        return Err(ProfileRefusal::TooLarge(bytes.len() as u64));
    }
    let value = json::parse_bytes(bytes, PROFILE.limits).map_err(ProfileRefusal::File)?;
    let text = |name: &str| value.get(name).and_then(Value::as_str);
    if text("format") != Some(PROFILE_FORMAT) {
        return Err(ProfileRefusal::NotAProfile(text("format").map(str::to_owned)));
    }
    let version = text("version").unwrap_or_default();
    if major(version) != major(PROFILE_VERSION) {
        return Err(ProfileRefusal::OtherVersion(version.to_owned()));
    }
    let file: File = Placed::read(&value)
        .map_err(|Misfit { path, problem }| ProfileRefusal::Shape { path, problem })?;

    let mut flaws = Vec::new();
    let mut parts: Vec<ProfilePart> = Vec::new();
    for unresolved in file.parts {
        let Some(part) = unresolved.resolve(&mut |flaw| flaws.push(flaw)) else { continue };
        // A second place could take back what the first one says.
        if parts.iter().any(|other| other.part == part.part) {
            flaws.push(ProfileFlaw::PartTwice(part.part));
        } else {
            parts.push(part);
        }
    }
    // What is said of a whole part comes first, and is never among the rest.
    let is_large = |flaw: &ProfileFlaw| {
        use ProfileFlaw::{Edition, Part, PartTwice};
        matches!(flaw, Edition { .. } | Part(_) | PartTwice(_))
    };
    let (mut flaws, small): (Vec<_>, Vec<_>) = flaws.into_iter().partition(is_large);
    flaws.extend(small);
    let count = flaws.len();
    flaws.truncate(FLAWS_MAX);
    if parts.is_empty() {
        return Err(ProfileRefusal::Nothing(flaws.into_iter().next()));
    }
    let mut techniques = file.techniques;
    techniques.sort();
    techniques.dedup();
    let profile = Profile {
        format: PROFILE_FORMAT.to_owned(),
        version: file.version,
        id: file.id,
        title: file.title,
        status: file.status,
        publisher: file.publisher,
        date: file.date,
        techniques,
        context: file.context,
        threat_paths: file.threat_paths,
        risk_evaluation: file.risk_evaluation,
        maturity_level: file.maturity_level,
        parts,
    };
    match profile.flaw() {
        Some((path, problem)) => Err(ProfileRefusal::Shape { path: path.to_owned(), problem }),
        None => Ok(Read { profile, flaws, count }),
    }
}
