//! Software bills of materials: CycloneDX JSON (1.2 to 1.7) and SPDX JSON (2.2,
//! 2.3 and the JSON-LD of 3.0), as a source for the list of components.
//!
//! Only what a certificate's component list can use is read; hashes, licences,
//! dependencies and the like are checked to be JSON and passed over, so that a
//! list of 50,000 components costs little. Nothing is left out silently: what
//! was merged, cut or had no name is counted ([`Sbom::notes`]).

use std::{error, fmt};

use serde_json::{Map, Value};

use super::super::{
    DEPTH_MAX, Refusal,
    open::parse,
    refusal::{mebibytes, shortened},
};
use crate::{
    assessment::{COMPONENTS_MAX, Component, ComponentId, DESCRIPTION_MAX, LINE_MAX},
    catalogue::ComponentKind,
    json::Limits,
    words::sbom as say,
};

/// The largest SBOM that is read, in bytes.
pub const SIZE_MAX: u64 = 32 << 20;

/// An SBOM of 50,000 components with every field that is kept has 500,000
/// values, which is all a bundle may hold: twice that leaves room for relations.
const LIMITS: Limits =
    Limits { depth: DEPTH_MAX, values: 1_000_000, field: is_kept, item: is_kept_item };

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
    /// How many entries were merged with one of the same name, version and sort.
    pub merged: usize,
    /// How many texts were cut to the length of their field.
    pub clipped: usize,
    /// How many entries without a name were left out.
    pub nameless: usize,
}

/// One thing that an SBOM lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is called; with the group before it where there is one.
    pub name: String,
    /// Its version, or empty.
    pub version: String,
    /// Who supplies it, else who made it, or empty.
    pub supplier: String,
    /// What sort of thing it is.
    pub sort: Sort,
    /// What it does, or empty.
    pub description: String,
}

/// What sort of thing an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A program.
    Application,
    /// Software of a device.
    Firmware,
    /// An operating system.
    OperatingSystem,
    /// A device.
    Device,
    /// A container image.
    Container,
    /// A library.
    Library,
    /// A framework.
    Framework,
    /// A file.
    File,
    /// Something else, or not stated.
    Other,
}

impl Sort {
    /// What it is called.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Application => say::application(),
            Self::Firmware => say::firmware(),
            Self::OperatingSystem => say::operating_system(),
            Self::Device => say::device(),
            Self::Container => say::container(),
            Self::Library => say::library(),
            Self::Framework => say::framework(),
            Self::File => say::file(),
            Self::Other => say::other(),
        }
    }

    /// Whether it is what a certificate lists as a component, rather than a
    /// part of one.
    #[must_use]
    pub const fn is_listed(self) -> bool {
        match self {
            Self::Application
            | Self::Firmware
            | Self::OperatingSystem
            | Self::Device
            | Self::Container => true,
            Self::Library | Self::Framework | Self::File | Self::Other => false,
        }
    }

    /// The component type of 4-2, where the sort alone decides it.
    ///
    /// Only an application does: it is a SAR. A device may be embedded, host or
    /// network; firmware and operating systems are parts of any of the three (an
    /// operating system is not itself a host device); a container may hold an
    /// application or half of an operating system. These are left to the user.
    #[must_use]
    pub const fn kind(self) -> Option<ComponentKind> {
        match self {
            Self::Application => Some(ComponentKind::Sar),
            _ => None,
        }
    }

    /// From the words of CycloneDX and SPDX, which write them differently:
    /// `operating-system`, `OPERATING_SYSTEM`, `operatingSystem`.
    fn read(text: &str) -> Self {
        let mut plain = text.replace(['-', '_'], "");
        plain.make_ascii_lowercase();
        match plain.as_str() {
            "application" => Self::Application,
            "firmware" => Self::Firmware,
            "operatingsystem" => Self::OperatingSystem,
            "device" => Self::Device,
            "container" => Self::Container,
            "library" => Self::Library,
            "framework" => Self::Framework,
            "file" => Self::File,
            _ => Self::Other,
        }
    }
}

impl Sbom {
    /// What was not taken over as it stands, in words.
    #[must_use]
    pub fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if self.merged > 0 {
            notes.push(say::merged(self.merged));
        }
        if self.clipped > 0 {
            notes.push(say::clipped(self.clipped));
        }
        if self.nameless > 0 {
            notes.push(say::nameless(self.nameless));
        }
        notes
    }
}

/// An entry offered for the list of components.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposal<'a> {
    /// What is offered.
    pub entry: &'a Entry,
    /// Its component type, where the SBOM decides it.
    pub kind: Option<ComponentKind>,
    /// Whether it is chosen unless the user says otherwise.
    pub preselected: bool,
}

/// What to offer for the list of components: first what fits
/// ([`Sort::is_listed`], preselected), then the subject, then the rest, each in
/// the order of the file. The subject is the test item itself: it is preselected
/// only where nothing in it fits, as it is then the one component.
#[must_use]
pub fn proposals(sbom: &Sbom) -> Vec<Proposal<'_>> {
    let offer = |entry, preselected| Proposal { entry, kind: Sort::kind(entry.sort), preselected };
    let listed = |entry: &&Entry| entry.sort.is_listed();
    let mut out = Vec::with_capacity(sbom.entries.len() + 1);
    out.extend(sbom.entries.iter().filter(listed).map(|entry| offer(entry, true)));
    if let Some(subject) = &sbom.subject {
        out.push(offer(subject, out.is_empty() && subject.sort.is_listed()));
    }
    out.extend(sbom.entries.iter().filter(|entry| !listed(entry)).map(|entry| offer(entry, false)));
    out
}

/// More was chosen than an assessment may hold; nothing was added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoRoom {
    /// How many components can still be added.
    pub room: usize,
}

impl fmt::Display for NoRoom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&say::no_room(self.room, &COMPONENTS_MAX.to_string()))
    }
}

impl error::Error for NoRoom {}

/// The components to add for the chosen entries: in scope, and without those
/// that are there already (by name and version).
///
/// # Errors
/// [`NoRoom`] if there would be more than [`COMPONENTS_MAX`].
pub fn components_from(
    chosen: &[Entry],
    existing: &[Component],
    make_id: &mut dyn FnMut() -> ComponentId,
) -> Result<Vec<Component>, NoRoom> {
    let room = COMPONENTS_MAX.saturating_sub(existing.len());
    let mut added: Vec<Component> = Vec::new();
    for entry in chosen {
        let same = |there: &Component| there.name == entry.name && there.version == entry.version;
        if existing.iter().any(same) || added.iter().any(same) {
            continue;
        }
        if added.len() == room {
            return Err(NoRoom { room });
        }
        added.push(Component {
            name: entry.name.clone(),
            kind: entry.sort.kind(),
            version: entry.version.clone(),
            supplier: entry.supplier.clone(),
            description: entry.description.clone(),
            ..Component::new(make_id())
        });
    }
    Ok(added)
}

/// Why a file cannot be read as an SBOM.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SbomRefusal {
    /// It is too large, not text, or not whole and sound JSON.
    File(Refusal),
    /// It is XML.
    Xml,
    /// It is SPDX in a form other than JSON.
    TagValue,
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

const CYCLONEDX: &str = "CycloneDX";
const CYCLONEDX_VERSIONS: &str = "1.2 - 1.7";
const SPDX: &str = "SPDX";
const SPDX_VERSIONS: &str = "2.2, 2.3, 3.0";

impl fmt::Display for SbomRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::File(refusal) => return file_refused(refusal, f),
            Self::Xml => say::xml().to_owned(),
            Self::TagValue => say::tag_value().to_owned(),
            Self::NotAnSbom(None) => say::not_an_sbom().to_owned(),
            Self::NotAnSbom(Some(format)) => say::other_format(shortened(format)),
            Self::OtherVersion { format, version } => {
                let ours = if *format == SPDX { SPDX_VERSIONS } else { CYCLONEDX_VERSIONS };
                say::other_version(format, shortened(version), ours)
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

fn file_refused(refusal: &Refusal, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let text = match refusal {
        Refusal::TooLarge(size) => say::too_large(&mebibytes(*size), &mebibytes(SIZE_MAX)),
        Refusal::Empty => say::empty().to_owned(),
        Refusal::NotText { offset } => say::not_text(&offset.to_string()),
        Refusal::NotJson { line, column } => say::not_json(&line.to_string(), &column.to_string()),
        Refusal::CutOff { line, column } => say::cut_off(&line.to_string(), &column.to_string()),
        Refusal::DuplicateName { name, line, column } => {
            say::duplicate_name(shortened(name), &line.to_string(), &column.to_string())
        }
        Refusal::TooDeep { line, column } => {
            say::too_deep(&DEPTH_MAX.to_string(), &line.to_string(), &column.to_string())
        }
        Refusal::TooManyValues => say::too_many_values(&LIMITS.values.to_string()),
        other => return fmt::Display::fmt(other, f),
    };
    f.write_str(&text)
}

impl error::Error for SbomRefusal {}

impl SbomRefusal {
    fn expected(path: &str, expected: Expected) -> Self {
        Self::Shape { path: path.to_owned(), expected }
    }

    /// The same, with the place of what was looked at before its path.
    fn within(mut self, place: &str) -> Self {
        if let Self::Shape { path, .. } = &mut self {
            let dot = if path.is_empty() || path.starts_with('[') { "" } else { "." };
            *path = [place, dot, path].concat();
        }
        self
    }
}

type Read<T> = Result<T, SbomRefusal>;

/// Reads an SBOM.
///
/// # Errors
/// [`SbomRefusal`], in words that say what is wrong, where, and what to do.
pub fn read(bytes: &[u8]) -> Read<Sbom> {
    let size = bytes.len() as u64;
    if size > SIZE_MAX {
        return Err(SbomRefusal::File(Refusal::TooLarge(size)));
    }
    let value = match parse(bytes, LIMITS) {
        Ok(value) => value,
        Err(refusal) => return Err(other_form(bytes).unwrap_or(SbomRefusal::File(refusal))),
    };
    // A repository host wraps the SPDX document it exports in an object.
    let root = value.get("sbom").unwrap_or(&value);
    let Value::Object(root) = root else { return Err(SbomRefusal::NotAnSbom(None)) };
    let reading = if root.contains_key("bomFormat") {
        cyclonedx(root)?
    } else if root.contains_key("spdxVersion") {
        spdx_2(root)?
    } else if let (Some(context), Some(graph)) = (root.get("@context"), root.get("@graph")) {
        spdx_3(context, graph)?
    } else {
        return Err(SbomRefusal::NotAnSbom(None));
    };
    let sbom = reading.sbom;
    if sbom.subject.is_none() && sbom.entries.is_empty() {
        return Err(SbomRefusal::Nothing { format: sbom.format, version: sbom.version });
    }
    Ok(sbom)
}

/// An SBOM in a form that is not JSON, known by its beginning.
fn other_form(bytes: &[u8]) -> Option<SbomRefusal> {
    let beginning = bytes.get(..4096).unwrap_or(bytes);
    let beginning = beginning.strip_prefix(b"\xef\xbb\xbf").unwrap_or(beginning);
    if beginning.trim_ascii_start().starts_with(b"<") {
        return Some(SbomRefusal::Xml);
    }
    beginning
        .split(|byte| *byte == b'\n')
        .map(<[u8]>::trim_ascii_start)
        .any(|line| line.starts_with(b"SPDXVersion:") || line.starts_with(b"spdxVersion:"))
        .then_some(SbomRefusal::TagValue)
}

/// The fields that are looked at; all others are passed over unread.
fn is_kept(name: &str) -> bool {
    const KEPT: &[&str] = &[
        "@context",
        "@graph",
        "@id",
        "SPDXID",
        "author",
        "authors",
        "bomFormat",
        "component",
        "components",
        "description",
        "documentDescribes",
        "group",
        "manufacture",
        "manufacturer",
        "metadata",
        "name",
        "originatedBy",
        "originator",
        "packages",
        "primaryPackagePurpose",
        "publisher",
        "relatedSpdxElement",
        "relationshipType",
        "relationships",
        "rootElement",
        "sbom",
        "software_packageVersion",
        "software_primaryPurpose",
        "spdxElementId",
        "spdxId",
        "spdxVersion",
        "specVersion",
        "summary",
        "suppliedBy",
        "supplier",
        "type",
        "version",
        "versionInfo",
    ];
    KEPT.contains(&name)
}

/// Of the relations of SPDX, which may outnumber its packages, only those that
/// say what the SBOM is about are looked at.
fn is_kept_item(item: &Value) -> bool {
    item.get("relationshipType").is_none_or(|sort| sort == "DESCRIBES" || sort == "DESCRIBED_BY")
}

/// A field of text; empty where there is none.
fn text<'a>(of: &'a Map<String, Value>, name: &str) -> Read<&'a str> {
    match of.get(name) {
        None | Some(Value::Null) => Ok(""),
        Some(Value::String(text)) => Ok(text.trim()),
        Some(_) => Err(SbomRefusal::expected(name, Expected::Text)),
    }
}

/// The same, where `NOASSERTION` and `NONE` stand for nothing.
fn asserted<'a>(of: &'a Map<String, Value>, name: &str) -> Read<&'a str> {
    let text = text(of, name)?;
    Ok(if text == "NOASSERTION" || text == "NONE" { "" } else { text })
}

/// A field that is a list; empty where there is none.
fn list<'a>(of: &'a Map<String, Value>, name: &str) -> Read<&'a [Value]> {
    match of.get(name) {
        None | Some(Value::Null) => Ok(&[]),
        Some(Value::Array(items)) => Ok(items),
        Some(_) => Err(SbomRefusal::expected(name, Expected::List)),
    }
}

fn object<'a>(value: &'a Value, path: &str) -> Read<&'a Map<String, Value>> {
    value.as_object().ok_or_else(|| SbomRefusal::expected(path, Expected::Object))
}

/// The place of an item of a list, for a refusal.
fn place(name: &str, index: usize) -> String {
    [name, "[", &index.to_string(), "]"].concat()
}

/// An entry as it stands in the file.
#[derive(Clone, Copy)]
struct Found<'a> {
    group: &'a str,
    name: &'a str,
    version: &'a str,
    supplier: &'a str,
    sort: &'a str,
    description: &'a str,
}

struct Reading {
    sbom: Sbom,
    /// The number of each entry by name, version and sort.
    known: Map<String, Value>,
}

impl Reading {
    fn new(format: &'static str, version: &str) -> Self {
        let version = version.to_owned();
        let (subject, entries) = (None, Vec::new());
        let sbom = Sbom { format, version, subject, entries, merged: 0, clipped: 0, nameless: 0 };
        Self { sbom, known: Map::new() }
    }

    /// A text without control characters, cut to its limit.
    fn clip(&mut self, text: &str, max: usize) -> String {
        let mut letters = text.chars();
        let kept = letters.by_ref().take(max);
        let clean = |sign: char| {
            let space = sign.is_control() && (max == LINE_MAX || !matches!(sign, '\n' | '\t'));
            if space { ' ' } else { sign }
        };
        let kept = kept.map(clean).collect();
        self.sbom.clipped += usize::from(letters.next().is_some());
        kept
    }

    fn entry(&mut self, found: &Found<'_>) -> Option<Entry> {
        if found.name.is_empty() {
            self.sbom.nameless += 1;
            return None;
        }
        let slash = if found.group.is_empty() { "" } else { "/" };
        Some(Entry {
            name: self.clip(&[found.group, slash, found.name].concat(), LINE_MAX),
            version: self.clip(found.version, LINE_MAX),
            supplier: self.clip(found.supplier, LINE_MAX),
            sort: Sort::read(found.sort),
            description: self.clip(found.description, DESCRIPTION_MAX),
        })
    }

    fn add(&mut self, found: &Found<'_>) {
        let Some(entry) = self.entry(found) else { return };
        let key = [&entry.name, "\0", &entry.version, "\0", entry.sort.text()].concat();
        let next = self.sbom.entries.len();
        if let Some(index) = self.known.get(&key).and_then(Value::as_u64) {
            self.sbom.merged += 1;
            if let Some(first) = self.sbom.entries.get_mut(index as usize) {
                if first.supplier.is_empty() {
                    first.supplier = entry.supplier;
                }
                if first.description.is_empty() {
                    first.description = entry.description;
                }
            }
        } else {
            self.known.insert(key, Value::from(next));
            self.sbom.entries.push(entry);
        }
    }
}

// CycloneDX

fn cyclonedx(root: &Map<String, Value>) -> Read<Reading> {
    let format = text(root, "bomFormat")?;
    if format != CYCLONEDX {
        return Err(SbomRefusal::NotAnSbom(Some(format.to_owned())));
    }
    let version = text(root, "specVersion")?;
    if !matches!(version, "1.2" | "1.3" | "1.4" | "1.5" | "1.6" | "1.7") {
        return Err(SbomRefusal::OtherVersion { format: CYCLONEDX, version: version.to_owned() });
    }
    let mut reading = Reading::new(CYCLONEDX, version);
    if let Some(metadata) = root.get("metadata") {
        subject(object(metadata, "metadata")?, &mut reading)
            .map_err(|refusal| refusal.within("metadata"))?;
    }
    nested(root, &mut reading)?;
    Ok(reading)
}

fn subject(metadata: &Map<String, Value>, reading: &mut Reading) -> Read<()> {
    let Some(component) = metadata.get("component") else { return Ok(()) };
    let component = object(component, "component")?;
    let within = |refusal: SbomRefusal| refusal.within("component");
    let mut found = component_found(component).map_err(within)?;
    for name in ["supplier", "manufacturer", "manufacture"] {
        if found.supplier.is_empty() {
            found.supplier = organization(metadata, name)?;
        }
    }
    reading.sbom.subject = reading.entry(&found);
    nested(component, reading).map_err(within)
}

/// The components of the file, or within a component. How deep they are nested
/// is limited by the reader of JSON.
fn nested(of: &Map<String, Value>, reading: &mut Reading) -> Read<()> {
    for (index, component) in list(of, "components")?.iter().enumerate() {
        let mut add = || {
            let component = object(component, "")?;
            reading.add(&component_found(component)?);
            nested(component, reading)
        };
        add().map_err(|refusal: SbomRefusal| refusal.within(&place("components", index)))?;
    }
    Ok(())
}

fn component_found(of: &Map<String, Value>) -> Read<Found<'_>> {
    let mut supplier = "";
    for name in ["supplier", "manufacturer", "publisher", "author"] {
        if supplier.is_empty() {
            supplier = match name {
                "publisher" | "author" => text(of, name)?,
                _ => organization(of, name)?,
            };
        }
    }
    if supplier.is_empty()
        && let Some(author) = list(of, "authors")?.first()
    {
        supplier = object(author, "authors[0]")
            .and_then(|author| text(author, "name").map_err(|r| r.within("authors[0]")))?;
    }
    Ok(Found {
        group: text(of, "group")?,
        name: text(of, "name")?,
        version: text(of, "version")?,
        supplier,
        sort: text(of, "type")?,
        description: text(of, "description")?,
    })
}

/// The name of an organization.
fn organization<'a>(of: &'a Map<String, Value>, name: &str) -> Read<&'a str> {
    match of.get(name) {
        None | Some(Value::Null) => Ok(""),
        Some(value) => text(object(value, name)?, "name").map_err(|refusal| refusal.within(name)),
    }
}

// SPDX 2

fn spdx_2(root: &Map<String, Value>) -> Read<Reading> {
    let stated = text(root, "spdxVersion")?;
    let version = stated.strip_prefix("SPDX-").unwrap_or(stated);
    if !matches!(version, "2.2" | "2.3") {
        return Err(SbomRefusal::OtherVersion { format: SPDX, version: version.to_owned() });
    }
    let mut described = Only::default();
    for id in list(root, "documentDescribes")? {
        described.see(id.as_str().unwrap_or_default());
    }
    for (index, relation) in list(root, "relationships")?.iter().enumerate() {
        let ends = || {
            let relation = object(relation, "")?;
            let from = text(relation, "spdxElementId")?;
            let to = text(relation, "relatedSpdxElement")?;
            Ok(match (from, to) {
                ("SPDXRef-DOCUMENT", package) | (package, "SPDXRef-DOCUMENT") => package,
                _ => "",
            })
        };
        described.see(ends().map_err(|r: SbomRefusal| r.within(&place("relationships", index)))?);
    }
    let mut reading = Reading::new(SPDX, version);
    for (index, package) in list(root, "packages")?.iter().enumerate() {
        let mut add = || {
            let package = object(package, "")?;
            let found = package_found(package)?;
            if described.is(text(package, "SPDXID")?) && reading.sbom.subject.is_none() {
                reading.sbom.subject = reading.entry(&found);
            } else {
                reading.add(&found);
            }
            Ok(())
        };
        add().map_err(|refusal: SbomRefusal| refusal.within(&place("packages", index)))?;
    }
    Ok(reading)
}

fn package_found(of: &Map<String, Value>) -> Read<Found<'_>> {
    let supplier = match asserted(of, "supplier")? {
        "" => asserted(of, "originator")?,
        supplier => supplier,
    };
    let description = match asserted(of, "description")? {
        "" => asserted(of, "summary")?,
        description => description,
    };
    Ok(Found {
        group: "",
        name: text(of, "name")?,
        version: asserted(of, "versionInfo")?,
        supplier: actor(supplier),
        sort: text(of, "primaryPackagePurpose")?,
        description,
    })
}

/// `Organization: Example Ltd (info@example.com)` -> `Example Ltd`.
fn actor(text: &str) -> &str {
    let name = ["Organization:", "Person:", "Tool:"]
        .into_iter()
        .find_map(|prefix| text.strip_prefix(prefix))
        .unwrap_or(text);
    let mail = name.rfind('(').filter(|at| name.ends_with(')') && name[*at..].contains('@'));
    let empty = name.strip_suffix("()").unwrap_or(name);
    mail.map_or(empty, |at| &name[..at]).trim()
}

/// One id, if only one was seen.
#[derive(Default)]
struct Only<'a> {
    id: &'a str,
    several: bool,
}

impl<'a> Only<'a> {
    fn see(&mut self, id: &'a str) {
        if id.is_empty() {
            return;
        }
        self.several |= !self.id.is_empty() && self.id != id;
        self.id = id;
    }

    fn is(&self, id: &str) -> bool {
        !self.several && !id.is_empty() && self.id == id
    }
}

// SPDX 3

const PACKAGE: &str = "software_Package";

fn spdx_3(context: &Value, graph: &Value) -> Read<Reading> {
    let contexts = match context {
        Value::Array(items) => items.as_slice(),
        one => std::slice::from_ref(one),
    };
    let version = contexts
        .iter()
        .filter_map(Value::as_str)
        .find_map(|link| link.split_once("spdx.org/rdf/")?.1.split('/').next());
    let Some(version) = version else { return Err(SbomRefusal::NotAnSbom(None)) };
    if version != "3.0" && !version.starts_with("3.0.") {
        return Err(SbomRefusal::OtherVersion { format: SPDX, version: version.to_owned() });
    }
    let Value::Array(graph) = graph else {
        return Err(SbomRefusal::expected("@graph", Expected::List));
    };
    // Who is named by an id, which packages there are, and what is a root.
    let (mut names, mut packages) = (Map::new(), Map::new());
    for (index, element) in graph.iter().enumerate() {
        let element = object(element, &place("@graph", index))?;
        let (sort, id) = (sort_3(element), id_3(element).to_owned());
        if sort == PACKAGE {
            packages.insert(id, Value::Null);
        } else if !sort.contains('_')
            && let Some(name) = element.get("name")
        {
            names.insert(id, name.clone());
        }
    }
    let mut root = Only::default();
    for element in graph {
        let roots = match element.get("rootElement") {
            Some(Value::Array(ids)) => ids.as_slice(),
            Some(one) => std::slice::from_ref(one),
            None => &[],
        };
        let ids = roots.iter().filter_map(Value::as_str);
        ids.filter(|id| packages.contains_key(*id)).for_each(|id| root.see(id));
    }
    let mut reading = Reading::new(SPDX, version);
    for (index, element) in graph.iter().enumerate() {
        let Value::Object(element) = element else { continue };
        if sort_3(element) != PACKAGE {
            continue;
        }
        let found = package_found_3(element, &names)
            .map_err(|refusal| refusal.within(&place("@graph", index)))?;
        if root.is(id_3(element)) && reading.sbom.subject.is_none() {
            reading.sbom.subject = reading.entry(&found);
        } else {
            reading.add(&found);
        }
    }
    Ok(reading)
}

fn sort_3(element: &Map<String, Value>) -> &str {
    element.get("type").and_then(Value::as_str).unwrap_or_default()
}

fn id_3(element: &Map<String, Value>) -> &str {
    let id = element.get("spdxId").or_else(|| element.get("@id"));
    id.and_then(Value::as_str).unwrap_or_default()
}

fn package_found_3<'a>(
    of: &'a Map<String, Value>,
    names: &'a Map<String, Value>,
) -> Read<Found<'a>> {
    let description = match text(of, "description")? {
        "" => text(of, "summary")?,
        description => description,
    };
    let supplier = match agent(of.get("suppliedBy"), names) {
        "" => agent(of.get("originatedBy"), names),
        supplier => supplier,
    };
    Ok(Found {
        group: "",
        name: text(of, "name")?,
        version: text(of, "software_packageVersion")?,
        supplier,
        sort: text(of, "software_primaryPurpose")?,
        description,
    })
}

/// The name of an agent: written out, or named by its id, alone or in a list.
fn agent<'a>(value: Option<&'a Value>, names: &'a Map<String, Value>) -> &'a str {
    let value = match value {
        Some(Value::Array(items)) => items.first(),
        value => value,
    };
    let name = match value {
        Some(Value::String(id)) => names.get(id),
        Some(value) => value.get("name"),
        None => None,
    };
    name.and_then(Value::as_str).unwrap_or_default().trim()
}
