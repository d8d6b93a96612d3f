//! Opening a bundle: from bytes to an assessment, or the reason why not.

use serde_json::{Map, Value};

use super::{
    ALGORITHM, Bundle, DEPTH_MAX, FORMAT, INTEGRITY, Kept, Refusal, SIZE_MAX, VALUES_MAX, VERSION,
    canonical::canonical, envelope, refusal::shortened, results::Results, sha256_hex,
};
use crate::{
    assessment::{
        Answer, Assessment, CarriedOver, EVIDENCE_MAX, EvidenceId, LINE_MAX, LINKS_MAX, Rejected,
        carry_over, is_longer, is_lower_hex,
    },
    catalogue::{Catalogue, EARLIER, Earlier, PartId},
    json::{self, Broken, Limits, Why},
};

/// What was in a bundle.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Everything the applicant entered.
    pub assessment: Assessment,
    /// The fields this build does not know.
    pub kept: Kept,
    /// Whether the results in the file are those this build computes. If not,
    /// another program wrote them; the ones shown are always computed anew.
    pub results_agree: bool,
    /// The program that wrote the file, with its version.
    pub generator: String,
    /// What was carried over from earlier editions; the results in the file are
    /// of those then, and not compared.
    pub carried_over: Vec<CarriedOver>,
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
    let file = parse(bytes, Limits::whole(DEPTH_MAX, VALUES_MAX))?;
    check_format(&file)?;
    let mut file = without_seal(file)?;
    let carried_over = to_present_editions(&mut file, editions);
    let bundle: Bundle<Assessment, Value> = json::read(&file).map_err(|misfit| {
        let (path, problem) = misfit.into_parts();
        Refusal::Shape { path, problem }
    })?;
    check_catalogues(&bundle.catalogues, &bundle.assessment)?;
    check_assessment(&bundle.assessment)?;

    let generator = [bundle.generator.name.as_str(), " ", &bundle.generator.version].concat();
    let generator = shortened(&generator).to_owned();
    let results = Results::of(&bundle.assessment);
    let mut known = serde_json::to_value(envelope(&bundle.assessment, &results))
        .map_err(|error| Refusal::Shape { path: ".".to_owned(), problem: error.to_string() })?;
    // What is unknown in the results of others is not kept: ours replace them.
    let mut results_agree = false;
    if let Some(results) = known.get_mut("results") {
        let (theirs, ours) = (minor(&bundle.version), minor(VERSION));
        results_agree = if theirs == ours {
            *results == bundle.results
        } else {
            agree(&bundle.results, results, theirs > ours)
        };
        *results = bundle.results;
    }
    put_in_order(&mut file, &bundle.assessment);
    Ok(Opened {
        kept: Kept::between(&file, &known),
        assessment: bundle.assessment,
        results_agree: results_agree || !carried_over.is_empty(),
        generator,
        carried_over,
    })
}

/// Whether results of another minor version say the same as `ours`, as far as
/// both say something: such a version has more fields, or fewer. It has other
/// checks too, so that its findings are not compared. The figures are: of a
/// later version all that we have must be there, of an earlier one those that
/// every version has.
fn agree(theirs: &Value, ours: &Value, is_later: bool) -> bool {
    match (theirs, ours) {
        (Value::Object(theirs), Value::Object(ours)) => {
            let is_needed = |name: &str| is_later || FIGURES.contains(&name);
            ours.keys().all(|name| !is_needed(name) || theirs.contains_key(name))
                && theirs.iter().all(|(name, value)| match ours.get(name) {
                    None => true,
                    Some(_) if name == FINDINGS => true,
                    Some(ours) => agree(value, ours, is_later),
                })
        }
        (Value::Array(theirs), Value::Array(ours)) => {
            let mut pairs = theirs.iter().zip(ours);
            theirs.len() == ours.len() && pairs.all(|(theirs, ours)| agree(theirs, ours, is_later))
        }
        _ => theirs == ours,
    }
}

/// The name of every list of findings in the results.
const FINDINGS: &str = "findings";
/// The names of the figures that the results have had since version 1.0.0.
const FIGURES: [&str; 9] = [
    "parts",
    "groups",
    "requirements",
    "coverage",
    "passed",
    "not_applicable",
    "total",
    "not_evaluated",
    "verdict",
];

/// Reads a whole file as one JSON value.
pub(super) fn parse(bytes: &[u8], limits: Limits) -> Result<Value, Refusal> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes)
        .map_err(|error| Refusal::NotText { offset: error.valid_up_to() })?;
    if text.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    json::parse(text, limits).map_err(|Broken { why, line, column }| match why {
        Why::NotJson => Refusal::NotJson { line, column },
        Why::CutOff => Refusal::CutOff { line, column },
        Why::Duplicate(name) => Refusal::DuplicateName { name, line, column },
        Why::Depth => Refusal::TooDeep { line, column },
        Why::Count => Refusal::TooManyValues,
    })
}

/// Whether it is a bundle of a version that this build reads.
fn check_format(file: &Value) -> Result<(), Refusal> {
    let text = |name: &str| file.get(name).and_then(Value::as_str);
    match text("format") {
        Some(FORMAT) => {}
        other => return Err(Refusal::NotABundle(other.map(str::to_owned))),
    }
    let version = text("version").unwrap_or_default();
    let major = major(version).ok_or_else(|| Refusal::BadVersion(version.to_owned()))?;
    if Some(major) == self::major(VERSION) {
        Ok(())
    } else {
        Err(Refusal::OtherMajor(version.to_owned()))
    }
}

/// The major number of a `MAJOR.MINOR.PATCH` version.
pub(super) fn major(version: &str) -> Option<u32> {
    let mut numbers = version.split('.').map(|number| {
        let plain = (1..=6).contains(&number.len())
            && number.bytes().all(|byte| byte.is_ascii_digit())
            && (number == "0" || !number.starts_with('0'));
        if plain { number.parse::<u32>().ok() } else { None }
    });
    let major = numbers.next()??;
    (numbers.next().flatten().is_some()
        && numbers.next().flatten().is_some()
        && numbers.next().is_none())
    .then_some(major)
}

/// The minor number of a version that has one.
fn minor(version: &str) -> Option<u32> {
    version.split('.').nth(1)?.parse().ok()
}

/// Takes the seal off and compares it with the content.
fn without_seal(file: Value) -> Result<Value, Refusal> {
    let Value::Object(fields) = file else { return Err(Refusal::NotSealed) };
    let (mut content, mut seal) = (Map::new(), Value::Null);
    // One by one: to remove from a map takes more code than all of this module.
    for (name, value) in fields {
        if name == INTEGRITY {
            seal = value;
        } else {
            content.insert(name, value);
        }
    }
    let content = Value::Object(content);
    let text = |name: &str| seal.get(name).and_then(Value::as_str);
    let is_digest = |text: &&str| text.len() == 64 && text.bytes().all(is_lower_hex);
    let (Some(ALGORITHM), Some(stated)) = (text("algorithm"), text("digest").filter(is_digest))
    else {
        return Err(Refusal::NotSealed);
    };
    let computed = sha256_hex(&canonical(&content));
    if computed == stated {
        Ok(content)
    } else {
        Err(Refusal::WrongDigest { stated: stated.to_owned(), computed })
    }
}

/// Carries the assessment over from every earlier edition that it names.
fn to_present_editions(file: &mut Value, editions: &[Earlier]) -> Vec<CarriedOver> {
    let stated = file.get("catalogues").and_then(Value::as_array).cloned().unwrap_or_default();
    let mut carried_over = Vec::new();
    let mut catalogues = Vec::new();
    for value in stated {
        let catalogue = json::read::<Catalogue>(&value).ok();
        let earlier = catalogue.and_then(|catalogue| catalogue.earlier(editions).copied());
        // A part that is named twice is refused later, not carried over twice.
        let earlier = earlier.filter(|earlier: &Earlier| {
            carried_over.iter().all(|of: &CarriedOver| of.part != earlier.part)
        });
        let (Some(earlier), Some(assessment)) = (earlier, file.get_mut("assessment")) else {
            catalogues.push(value);
            continue;
        };
        carried_over.push(carry_over(assessment, &earlier));
        catalogues.extend(serde_json::to_value(Catalogue::present(earlier.part)));
    }
    if let Some(place) = file.get_mut("catalogues")
        && !carried_over.is_empty()
    {
        *place = catalogues.into();
    }
    carried_over
}

/// Puts the catalogues in the order in which they are written, so that what is
/// unknown in one stays with its part; those that are not needed go.
fn put_in_order(file: &mut Value, assessment: &Assessment) {
    let Some(Value::Array(catalogues)) = file.get_mut("catalogues") else { return };
    let of = |part: PartId| catalogues.iter().find(|of| of["part"] == part.code()).cloned();
    *catalogues = assessment.parts().filter_map(of).collect();
}

/// Whether the file names each catalogue it needs, once, and it is this build's.
fn check_catalogues(catalogues: &[Catalogue], assessment: &Assessment) -> Result<(), Refusal> {
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

/// What the types alone cannot say of an assessment.
fn check_assessment(assessment: &Assessment) -> Result<(), Refusal> {
    let too_long = |path: &str, field: &str, max: usize| Refusal::TooLong {
        path: [path, ".", field].concat(),
        max,
    };
    if let Some(field) = assessment.applicant.too_long() {
        return Err(too_long("assessment.applicant", field.name(), field.max()));
    }
    if let Some(field) = assessment.test_item.too_long() {
        return Err(too_long("assessment.test_item", field.name(), field.max()));
    }
    if let Some((field, flaw)) = assessment.scope_flaw() {
        let path = ["assessment.", field].concat();
        return Err(Refusal::Shape { path, problem: flaw.to_string() });
    }
    if assessment.evidence.len() > EVIDENCE_MAX {
        return Err(Refusal::TooManyEvidenceItems(assessment.evidence.len()));
    }
    for (id, item) in &assessment.evidence {
        let path = ["assessment.evidence.", id.as_str()].concat();
        if let Some(field) = item.too_long() {
            return Err(too_long(&path, field.name(), field.max()));
        }
        if item.title.trim().is_empty() {
            return Err(Refusal::Shape { path, problem: Rejected::NoTitle.to_string() });
        }
        if let Some(flaw) = item.file.as_ref().and_then(crate::assessment::EvidenceFile::flaw) {
            let path = path + ".file";
            return Err(Refusal::Shape { path, problem: Rejected::File(flaw).to_string() });
        }
    }
    for (key, answer) in assessment.answers.iter() {
        let path = ["assessment.answers.", key.part().code(), ".", key.id()].concat();
        if let Some(field) = answer.too_long() {
            return Err(too_long(&path, field.name(), field.max()));
        }
        let edition = answer.asked_again.as_deref().unwrap_or_default();
        if is_longer(edition, LINE_MAX) {
            return Err(too_long(&path, "asked_again", LINE_MAX));
        }
        check_links(assessment, answer, &path)?;
    }
    Ok(())
}

fn check_links(assessment: &Assessment, answer: &Answer, path: &str) -> Result<(), Refusal> {
    let known = |id: &EvidenceId, field: &str| {
        if assessment.evidence.contains_key(id) {
            return Ok(());
        }
        Err(Refusal::NoSuchEvidence { path: [path, ".", field].concat(), id: id.to_string() })
    };
    if answer.evidence.len() > LINKS_MAX {
        let path = [path, ".evidence"].concat();
        return Err(Refusal::Shape { path, problem: Rejected::TooManyLinks.to_string() });
    }
    for (index, id) in answer.evidence.iter().enumerate() {
        known(id, "evidence")?;
        if answer.evidence.iter().take(index).any(|earlier| earlier == id) {
            return Err(Refusal::LinkedTwice {
                path: [path, ".evidence"].concat(),
                id: id.to_string(),
            });
        }
    }
    answer.scoping_analysis.as_ref().map_or(Ok(()), |id| known(id, "scoping_analysis"))
}
