//! What was read of a file so far.

use std::collections::BTreeMap;

use exready::{
    assessment::{DESCRIPTION_MAX, LINE_MAX},
    sbom::{Entry, Sort},
};

use super::Sbom;

/// An entry as it stands in the file.
#[derive(Clone, Copy)]
pub(super) struct Found<'a> {
    pub group: &'a str,
    pub name: &'a str,
    pub version: &'a str,
    pub supplier: &'a str,
    pub sort: &'a str,
    pub description: &'a str,
}

pub(super) struct Reading {
    pub sbom: Sbom,
    /// The place of each entry among those of the SBOM, by name, version and sort.
    places: BTreeMap<(String, String, Sort), usize>,
}

impl Reading {
    pub fn new(format: &'static str, version: &str) -> Self {
        let sbom = Sbom {
            format,
            version: version.to_owned(),
            subject: None,
            entries: Vec::new(),
            merged: 0,
            clipped: 0,
            nameless: 0,
        };
        Self { sbom, places: BTreeMap::new() }
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

    pub fn entry(&mut self, found: &Found<'_>) -> Option<Entry> {
        if found.name.is_empty() {
            self.sbom.nameless += 1;
            return None;
        }
        let slash = if found.group.is_empty() { "" } else { "/" };
        Some(Entry {
            name: self.clip(&format!("{}{slash}{}", found.group, found.name), LINE_MAX),
            version: self.clip(found.version, LINE_MAX),
            supplier: self.clip(found.supplier, LINE_MAX),
            sort: sort(found.sort),
            description: self.clip(found.description, DESCRIPTION_MAX),
        })
    }

    pub fn add(&mut self, found: &Found<'_>) {
        let Some(entry) = self.entry(found) else { return };
        let entries = &mut self.sbom.entries;
        let key = (entry.name.clone(), entry.version.clone(), entry.sort);
        let place = *self.places.entry(key).or_insert(entries.len());
        let Some(first) = entries.get_mut(place) else {
            entries.push(entry);
            return;
        };
        self.sbom.merged += 1;
        if first.supplier.is_empty() {
            first.supplier = entry.supplier;
        }
        if first.description.is_empty() {
            first.description = entry.description;
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
        "file" => Sort::File,
        _ => Sort::Other,
    }
}
