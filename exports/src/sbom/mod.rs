//! Software bills of materials: CycloneDX JSON (1.2 to 1.7) and SPDX JSON (2.2,
//! 2.3 and the JSON-LD of 3.0), as a source for the list of components.
//!
//! Only what a certificate's component list can use is read; hashes, licences,
//! dependencies and the like are checked to be JSON and passed over, so that a
//! list of 50,000 components costs little. Nothing is left out silently: what
//! was merged, cut, had no name or is not offered is counted, and named where it
//! has a name ([`Sbom::notes`]).

mod cyclonedx;
mod encoding;
mod fields;
mod limits;
mod reading;
mod refusal;
mod spdx2;
mod spdx3;
mod subject;
mod supplier;

use std::borrow::Cow;

use exready::{
    assessment::Component,
    find,
    json::parse_bytes,
    sbom::{Entry, Named, Offer, PROPOSALS_MAX, Proposal, SIZE_MAX, TooLarge},
    words::sbom as say,
};
use fields::drop_nulls;
use limits::LIMITS;
pub use refusal::{Expected, SbomRefusal};
use serde_json::Value;

/// What an SBOM lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sbom {
    /// `CycloneDX` or `SPDX`.
    pub format: &'static str,
    /// The version of the format, such as `1.6`.
    pub version: String,
    /// What the SBOM is about, if it names exactly one thing.
    pub subject: Option<Entry>,
    /// Everything else in it, in the order of the file, each once.
    pub entries: Vec<Entry>,
    /// The entries that were merged with one that is the same.
    pub merged: Named,
    /// What is in the file and no entry: files, snippets, builds.
    pub left_out: Named,
    /// The entries that are among the components already ([`Sbom::beside`]).
    pub there: Named,
    /// How many texts were cut to the length of their field.
    pub clipped: usize,
    /// How many entries without a name were left out.
    pub nameless: usize,
}

impl Sbom {
    /// The same without what is among these components already.
    #[must_use]
    pub fn beside(mut self, components: &[Component]) -> Self {
        let mut there = Named::default();
        let mut is_new = |entry: &Entry| {
            let is_there = components.iter().any(|component| entry.is(component));
            if is_there {
                there.add(entry.title());
            }
            !is_there
        };
        self.subject = self.subject.filter(|subject| is_new(subject));
        self.entries.retain(is_new);
        self.there = there;
        self
    }

    /// What was not taken over as it stands, in words.
    #[must_use]
    pub fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if self.left_out.count > 0 {
            notes.push(say::left_out(self.left_out.count, &self.left_out.to_string()));
        }
        if self.there.count > 0 {
            notes.push(say::there(self.there.count, &self.there.to_string()));
        }
        if self.merged.count > 0 {
            notes.push(say::merged(self.merged.count, &self.merged.to_string()));
        }
        if self.clipped > 0 {
            notes.push(say::clipped(self.clipped));
        }
        if self.nameless > 0 {
            notes.push(say::nameless(self.nameless));
        }
        notes
    }

    /// What to offer for the list of components: first what fits
    /// ([`is_listed`](exready::sbom::Sort::is_listed), preselected), then the
    /// subject, then the rest, each in the order of the file. The subject is the
    /// test item itself: it is preselected only where nothing in it fits, as it
    /// is then the one component.
    #[must_use]
    pub fn proposals(&self) -> Vec<Proposal<'_>> {
        let (listed, rest): (Vec<_>, Vec<_>) =
            self.entries.iter().partition(|entry| entry.sort.is_listed());
        let is_subject_one = listed.is_empty();
        let subject = self
            .subject
            .iter()
            .map(|subject| (subject, is_subject_one && subject.sort.is_listed()));
        let listed = listed.into_iter().map(|entry| (entry, true));
        let all = listed.chain(subject).chain(rest.into_iter().map(|entry| (entry, false)));
        all.enumerate()
            .map(|(place, (entry, preselected))| Proposal {
                place,
                entry: Cow::Borrowed(entry),
                kind: entry.sort.kind(),
                preselected,
            })
            .collect()
    }

    /// The offer that is made of it: of its [`proposals`](Self::proposals), the
    /// first in whose name, version or supplier the words of a query stand.
    #[must_use]
    pub fn offer(&self, query: &str) -> Offer<'_> {
        let words = find::words(query);
        let mut proposals = self.proposals();
        let total = proposals.len();
        proposals.retain(|Proposal { entry, .. }| {
            find::finds(&words, &[&entry.name, &entry.version, &entry.supplier])
        });
        let found = proposals.len();
        proposals.truncate(PROPOSALS_MAX);
        Offer {
            format: Cow::Borrowed(self.format),
            version: Cow::Borrowed(&self.version),
            total,
            found,
            notes: self.notes(),
            proposals,
        }
    }
}

/// Reads an SBOM.
///
/// # Errors
/// [`SbomRefusal`], in words that say what is wrong, where, and what to do.
pub fn read(bytes: &[u8]) -> Result<Sbom, SbomRefusal> {
    let size = bytes.len() as u64;
    if size > SIZE_MAX {
        return Err(SbomRefusal::TooLarge(TooLarge { size }));
    }
    let mut value = encoding::to_utf8(bytes)
        .map_err(|offset| SbomRefusal::Utf16 { offset })
        .and_then(|text| parse_bytes(&text, LIMITS).map_err(SbomRefusal::File))
        .map_err(|refusal| other_form(bytes).unwrap_or(refusal))?;
    drop_nulls(&mut value);
    // A repository host wraps the SPDX document it exports in an object.
    let root = value.get("sbom").unwrap_or(&value);
    let Value::Object(fields) = root else { return Err(SbomRefusal::NotAnSbom(None)) };
    let reading = if fields.contains_key("bomFormat") {
        cyclonedx::read(fields)?
    } else if fields.contains_key("spdxVersion") {
        spdx2::read(fields)?
    } else if let Some(context) = fields.get("@context") {
        spdx3::read(root, context)?
    } else {
        return Err(SbomRefusal::NotAnSbom(None));
    };
    let sbom = reading.finish();
    if sbom.subject.is_none() && sbom.entries.is_empty() && sbom.left_out.count == 0 {
        return Err(SbomRefusal::Nothing { format: sbom.format, version: sbom.version });
    }
    Ok(sbom)
}

/// What the app is told of a file that was read: the JSON of a
/// `Result<Offer, String>`, for what is looked for in it, or why it cannot be
/// read, in words.
///
/// # Errors
/// None in practice: all that an offer holds can be written as JSON. A
/// serializer's message would be passed on.
pub fn answer(read: &Result<Sbom, SbomRefusal>, query: &str) -> Result<String, serde_json::Error> {
    match read {
        Ok(sbom) => serde_json::to_string(&Ok::<_, String>(sbom.offer(query))),
        Err(refusal) => serde_json::to_string(&Err::<Offer<'_>, _>(refusal.to_string())),
    }
}

/// What a file that is not JSON is, known by its beginning.
fn other_form(bytes: &[u8]) -> Option<SbomRefusal> {
    // The marks of zip, gzip, bzip2, xz, zstd and 7z.
    let packed: [&[u8]; 6] =
        [b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"7z\xbc\xaf"];
    if packed.into_iter().any(|mark| bytes.starts_with(mark)) {
        return Some(SbomRefusal::Packed);
    }
    let beginning = encoding::beginning(bytes);
    if beginning.trim_start().starts_with('<') {
        return Some(if beginning.contains("cyclonedx.org/schema/bom") {
            SbomRefusal::CycloneDxXml
        } else if beginning.contains("spdx.org/rdf") {
            SbomRefusal::SpdxForm("RDF/XML")
        } else if beginning.contains("<spdxVersion>") {
            SbomRefusal::SpdxForm("XML")
        } else {
            SbomRefusal::Xml
        });
    }
    let mut lines = beginning.lines().map(str::trim_start);
    lines.find_map(|line| {
        if line.starts_with("SPDXVersion:") {
            Some(SbomRefusal::SpdxForm("tag-value"))
        } else if line.starts_with("spdxVersion:") {
            Some(SbomRefusal::SpdxForm("YAML"))
        } else {
            None
        }
    })
}
