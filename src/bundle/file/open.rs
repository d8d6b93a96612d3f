//! Opening a bundle: from bytes to an assessment, or the reason why not.

use serde_json::{Value, json};

use super::{
    Agreement, Envelope, FORMAT, File, HandedOver, Incomparable, Kept, Redacted, Refusal, SIZE_MAX,
    Salts, TitledCatalogue, VERSION, file, handed_over, integrity::without_seal, major,
    refusal::BUNDLE, results::differences,
};
use crate::{
    assessment::{
        Assessment, AssessmentRecords, CarriedOver, RecordKey, Records, RecordsFlaw, carry_over,
        stored::Misread,
    },
    catalogue::{Catalogue, EARLIER, Earlier, PartId},
    json::{self, Misfit, Placed, Reader as _},
    notice::Notice,
    results::score,
    text::shortened,
};

/// The `format` of the bundles before the first release.
const PRE_RELEASE_FORMAT: &str = "exready.evidence-bundle";

/// What was in a bundle.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Everything the applicant entered.
    pub assessment: Assessment,
    /// What goes with it into the next bundle.
    pub envelope: Envelope,
    /// Whether the results in the file are those this build computes.
    pub agreement: Agreement,
    /// The program that wrote the file, with its version.
    pub generator: String,
    /// What was carried over from earlier editions.
    pub carried_over: Vec<CarriedOver>,
}

impl Opened {
    /// What is to be said of it: whether its results are those computed here, what
    /// was left out, and what has changed with the editions it is carried over to.
    #[must_use]
    pub fn notices(&self) -> Vec<Notice> {
        let mut notices = vec![Notice {
            text: self.agreement.text(&self.generator),
            is_trouble: self.agreement != Agreement::Agree,
        }];
        let left_out = self.envelope.left_out.len();
        if left_out > 0 {
            let text = crate::words::start::notes_left_out(left_out);
            notices.push(Notice { text, is_trouble: false });
        }
        notices.extend(self.carried_over.iter().map(CarriedOver::notice));
        notices
    }
}

/// Opens a bundle. One that was made with an earlier edition of a catalogue is
/// carried over to the present one.
///
/// # Errors
/// [`Refusal`]: the first reason why the file cannot be taken as it is.
pub fn open(bytes: &[u8]) -> Result<Opened, Refusal> {
    open_with(bytes, EARLIER)
}

/// Opens a bundle as [`open`] does, knowing these earlier editions.
///
/// # Errors
/// [`Refusal`], as for [`open`].
pub fn open_with(bytes: &[u8], editions: &[Earlier]) -> Result<Opened, Refusal> {
    if bytes.len() as u64 > SIZE_MAX {
        return Err(Refusal::TooLarge(bytes.len() as u64));
    }
    let sealed = json::parse_bytes(bytes, BUNDLE.limits)?;
    check_format(&sealed)?;
    let (mut value, mut salts, redacted) = without_seal(sealed)?;
    check_numbers(&value, String::new())?;
    without_texts(&mut value, &redacted);
    let mut theirs: File<Value> = Placed::read(&value).map_err(shape)?;
    if theirs.created != theirs.assessment.modified {
        let problem = crate::words::refusal::other_created(theirs.assessment.modified.as_str());
        return Err(Refusal::Shape { path: "created".to_owned(), problem });
    }
    let carried_over = to_present_editions(&mut theirs, &mut value, &mut salts, editions);
    let assessment = assessment(&theirs.assessment)?;
    check_catalogues(&theirs.catalogues, &assessment)?;

    let results = score(&assessment);
    let document = AssessmentRecords::of(&assessment);
    let basis = handed_over::basis(&serde_json::to_value(&document).unwrap_or_default());
    let frozen = HandedOver {
        basis,
        generator: theirs.generator,
        catalogues: theirs.catalogues,
        texts: theirs.handed_over,
    };
    let generator = format!("{} {}", frozen.generator.name, frozen.generator.version);
    let ours = serde_json::to_value(file(&assessment, document, &results, &frozen));
    let mut known = ours.unwrap_or_default();
    let is_note =
        |item: &&Redacted| item.section == "records" && RecordKey::is_internal(&item.name);
    let left_out: Vec<Redacted> = redacted.iter().filter(is_note).cloned().collect();
    let is_comparable = left_out.len() == redacted.len();
    let agreement = if !carried_over.is_empty() {
        Agreement::NotComparable(Incomparable::EarlierEdition)
    } else if !is_comparable {
        Agreement::NotComparable(Incomparable::Redacted)
    } else if minor(&theirs.version) != minor(VERSION) {
        Agreement::NotComparable(Incomparable::OtherVersion(theirs.version))
    } else {
        match differences(&theirs.results, &known["results"]) {
            rows if rows.is_empty() => Agreement::Agree,
            rows => Agreement::Differ(rows),
        }
    };
    // What is unknown in the results and texts of others is not kept: ours replace them.
    for section in ["results", "redacted"] {
        if let Some(fields) = known.as_object_mut() {
            fields.insert(section.to_owned(), value.get(section).cloned().unwrap_or_default());
        }
    }
    put_in_order(&mut value, &assessment);
    Ok(Opened {
        envelope: Envelope {
            kept: Kept::between(&value, &known),
            salts,
            handed_over: (carried_over.is_empty() && is_comparable).then_some(frozen),
            left_out,
        },
        assessment,
        agreement,
        generator: shortened(&generator).to_owned(),
        carried_over,
    })
}

/// Puts an empty text where one of those handed over was left out.
fn without_texts(file: &mut Value, redacted: &[Redacted]) {
    let Some(Value::Object(texts)) = file.get_mut("handed_over") else { return };
    for item in redacted.iter().filter(|item| item.section == "handed_over") {
        texts.entry(item.name.clone()).or_insert_with(|| "".into());
    }
}

fn shape(Misfit { path, problem }: Misfit) -> Refusal {
    Refusal::Shape { path, problem }
}

/// The assessment that a document in a file holds.
fn assessment(document: &AssessmentRecords) -> Result<Assessment, Refusal> {
    document.read().map_err(|flaw| match flaw {
        RecordsFlaw::Misread(Misread { name, path, problem }) => {
            let place = format!("assessment.records.{name}");
            let path = if path == "." { place } else { format!("{place}.{path}") };
            Refusal::Shape { path, problem }
        }
        RecordsFlaw::Flaw(flaw) => Refusal::Flaw(flaw),
    })
}

/// Whether every whole number is one that every program reads exactly: below
/// 2^53 (RFC 8785, RFC 7493).
fn check_numbers(value: &Value, path: String) -> Result<(), Refusal> {
    const MAX: u64 = (1 << 53) - 1;
    match value {
        Value::Number(number) => {
            let size = number.as_u64().or_else(|| number.as_i64().map(i64::unsigned_abs));
            if size.is_some_and(|size| size > MAX) {
                return Err(Refusal::LargeNumber { path, number: number.to_string() });
            }
            Ok(())
        }
        Value::Array(items) => items
            .iter()
            .enumerate()
            .try_for_each(|(index, item)| check_numbers(item, format!("{path}[{index}]"))),
        Value::Object(fields) => fields.iter().try_for_each(|(name, field)| {
            let dot = if path.is_empty() { "" } else { "." };
            check_numbers(field, format!("{path}{dot}{name}"))
        }),
        _ => Ok(()),
    }
}

/// Whether it is a bundle of a version that this build reads.
fn check_format(file: &Value) -> Result<(), Refusal> {
    let text = |name: &str| file.get(name).and_then(Value::as_str);
    match text("format") {
        Some(FORMAT) => {}
        Some(PRE_RELEASE_FORMAT) => return Err(Refusal::PreRelease),
        other => return Err(Refusal::NotABundle(other.map(str::to_owned))),
    }
    let version = text("version").unwrap_or_default();
    let major = major(version).ok_or_else(|| Refusal::BadVersion(version.to_owned()))?;
    if Some(major) == super::major(VERSION) {
        Ok(())
    } else {
        Err(Refusal::OtherMajor(version.to_owned()))
    }
}

/// The minor number of a version that has one.
fn minor(version: &str) -> Option<u32> {
    version.split('.').nth(1)?.parse().ok()
}

/// Carries the records over from every earlier edition that the file names; what
/// moved loses its salt.
fn to_present_editions(
    theirs: &mut File<Value>,
    value: &mut Value,
    salts: &mut Salts,
    editions: &[Earlier],
) -> Vec<CarriedOver> {
    let mut carried_over: Vec<CarriedOver> = Vec::new();
    let before: Records = theirs.assessment.records.clone();
    for catalogue in &mut theirs.catalogues {
        let named = Catalogue {
            part: catalogue.part,
            edition: catalogue.edition.clone(),
            digest: catalogue.digest.clone(),
        };
        // A part that is named twice is refused later, not carried over twice.
        let is_first = carried_over.iter().all(|other| other.part != catalogue.part);
        let Some(earlier) = named.earlier(editions).filter(|_| is_first) else { continue };
        carried_over.push(carry_over(&mut theirs.assessment.records, earlier));
        let present = Catalogue::present(earlier.part);
        catalogue.edition = present.edition;
        catalogue.digest = present.digest;
    }
    if !carried_over.is_empty() {
        salts.0.retain(|name, _| before.get(name) == theirs.assessment.records.get(name));
        if let Some(records) = value.pointer_mut("/assessment/records") {
            *records = json!(theirs.assessment.records);
        }
        if let Some(catalogues) = value.get_mut("catalogues") {
            *catalogues = json!(theirs.catalogues);
        }
    }
    carried_over
}

/// Puts the catalogues in the order in which they are written, so that what is
/// unknown in one stays with its part; those that are not needed go.
fn put_in_order(file: &mut Value, assessment: &Assessment) {
    let Some(Value::Array(catalogues)) = file.get_mut("catalogues") else { return };
    let named = |part: PartId| {
        catalogues.iter().find(|catalogue| catalogue["part"] == part.code()).cloned()
    };
    *catalogues = assessment.parts().filter_map(named).collect();
}

/// Whether the file names each catalogue it needs, once, and it is this build's.
fn check_catalogues(
    catalogues: &[TitledCatalogue],
    assessment: &Assessment,
) -> Result<(), Refusal> {
    for part in PartId::ALL {
        let is_needed = assessment.parts().any(|needed| needed == part);
        let mut named = catalogues.iter().filter(|catalogue| catalogue.part == part);
        let catalogue = match (named.next(), named.next()) {
            (Some(catalogue), None) => catalogue,
            (None, _) if !is_needed => continue,
            _ => return Err(Refusal::Catalogues(part)),
        };
        if catalogue.digest != part.part().digest || catalogue.edition != part.part().edition {
            return Err(Refusal::OtherCatalogue { part, edition: catalogue.edition.clone() });
        }
    }
    Ok(())
}
