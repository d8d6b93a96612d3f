//! What was read of a file so far.

use std::collections::BTreeMap;

use exready::{
    assessment::{DESCRIPTION_MAX, LINE_MAX},
    sbom::{Entry, Named, Sort},
};

use super::Sbom;

/// An entry as it stands in the file.
#[derive(Clone, Copy)]
pub(super) struct Found<'a> {
    pub group: &'a str,
    pub name: &'a str,
    pub version: &'a str,
    pub supplier: &'a str,
    /// Its package URL.
    pub purl: &'a str,
    pub sort: &'a str,
    pub description: &'a str,
}

/// What makes an entry this one. What one entry leaves out, another may say of
/// something else: only entries that agree in all of it are the same.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Identity<'a> {
    group: &'a str,
    name: &'a str,
    version: &'a str,
    sort: Sort,
    supplier: &'a str,
    /// The last, so that those that differ in nothing else stand together.
    purl: &'a str,
}

pub(super) struct Reading<'a> {
    sbom: Sbom,
    /// The place of each entry among those of the SBOM.
    places: BTreeMap<Identity<'a>, usize>,
    /// The place of what the SBOM is about.
    pub subject: Option<usize>,
}

impl<'a> Reading<'a> {
    pub fn new(format: &'static str, version: &str) -> Self {
        let sbom = Sbom {
            format,
            version: version.to_owned(),
            subject: None,
            entries: Vec::new(),
            merged: Named::default(),
            left_out: Named::default(),
            there: Named::default(),
            clipped: 0,
            nameless: 0,
        };
        Self { sbom, places: BTreeMap::new(), subject: None }
    }

    /// A text without control characters, cut to its limit.
    fn clip(&mut self, text: &str, max: usize) -> String {
        let clean = |sign: char| {
            let is_line = max == LINE_MAX;
            let is_space = sign.is_control() && (is_line || !matches!(sign, '\n' | '\t'));
            if is_space { ' ' } else { sign }
        };
        let mut letters = text.chars();
        let kept = letters.by_ref().take(max).map(clean).collect();
        self.sbom.clipped += usize::from(letters.next().is_some());
        kept
    }

    fn entry(&mut self, found: Found<'_>, sort: Sort) -> Entry {
        let slash = if found.group.is_empty() { "" } else { "/" };
        Entry {
            name: self.clip(&format!("{}{slash}{}", found.group, found.name), LINE_MAX),
            version: self.clip(found.version, LINE_MAX),
            supplier: self.clip(found.supplier, LINE_MAX),
            purl: String::new(),
            sort,
            description: self.clip(found.description, DESCRIPTION_MAX),
        }
    }

    /// Adds an entry, or merges it with the one that it is; its place, if it has
    /// a name.
    pub fn add(&mut self, found: Found<'a>) -> Option<usize> {
        if found.name.is_empty() {
            self.sbom.nameless += 1;
            return None;
        }
        let sort = sort(found.sort);
        let Found { group, name, version, supplier, purl, .. } = found;
        let identity = Identity { group, name, version, sort, supplier, purl };
        if let Some(&place) = self.places.get(&identity) {
            let first = &mut self.sbom.entries[place];
            self.sbom.merged.add(first.title());
            if first.description.is_empty() {
                self.sbom.entries[place].description =
                    self.clip(found.description, DESCRIPTION_MAX);
            }
            return Some(place);
        }
        let entry = self.entry(found, sort);
        let place = self.sbom.entries.len();
        self.sbom.entries.push(entry);
        self.places.insert(identity, place);
        Some(place)
    }

    /// Counts something with a name that is not offered; without one it is of
    /// no use to anybody.
    pub fn leave_out(&mut self, name: &str, sort: &str) {
        if !name.is_empty() {
            self.sbom.left_out.add(format!("{name} ({sort})"));
        }
    }

    /// What was read.
    pub fn finish(mut self) -> Sbom {
        self.tell_apart();
        self.sbom.subject = self.subject.map(|place| self.sbom.entries.remove(place));
        self.sbom
    }

    /// Keeps the package URLs of entries that differ in nothing else, so that a
    /// reader can tell them apart.
    fn tell_apart(&mut self) {
        let places = std::mem::take(&mut self.places);
        let is_twin = |one: &Identity<'_>, other: Option<&(Identity<'_>, usize)>| {
            other.is_some_and(|(other, _)| {
                Identity { purl: "", ..*one } == Identity { purl: "", ..*other }
            })
        };
        let places: Vec<_> = places.into_iter().collect();
        for (at, (identity, place)) in places.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|at| places.get(at));
            if is_twin(identity, before) || is_twin(identity, places.get(at + 1)) {
                self.sbom.entries[*place].purl = self.clip(identity.purl, LINE_MAX);
            }
        }
    }
}

/// From the words of CycloneDX and SPDX, which write them differently:
/// `operating-system`, `OPERATING_SYSTEM`, `operatingSystem`.
fn sort(text: &str) -> Sort {
    match text.replace(['-', '_'], "").to_ascii_lowercase().as_str() {
        "application" => Sort::Application,
        "firmware" => Sort::Firmware,
        "operatingsystem" => Sort::OperatingSystem,
        "device" => Sort::Device,
        "container" => Sort::Container,
        "library" => Sort::Library,
        "framework" => Sort::Framework,
        "platform" => Sort::Platform,
        "devicedriver" => Sort::Driver,
        "service" => Sort::Service,
        "machinelearningmodel" | "model" => Sort::Model,
        "data" => Sort::Data,
        "file" => Sort::File,
        _ => Sort::Other,
    }
}
