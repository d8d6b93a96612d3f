//! The numbers once more, naively: JSON in, JSON out, written from the
//! rulebook alone. It shares no type and no function with the library.

mod document;
pub mod made_with;
mod view;

pub use view::view;

use std::sync::LazyLock;

use serde_json::{Value, json};

/// The parts in the order of the results, each from its data file.
static PARTS: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let read = |part: &str| {
        let root = env!("CARGO_MANIFEST_DIR");
        let path = format!("{root}/data/catalogue/iec62443-{part}.json");
        serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
    };
    ["2-4", "4-1", "3-3", "4-2"].map(read).into()
});

const LEVELS: [&[&str]; 5] = [
    &[],
    &["performed"],
    &["performed", "documented"],
    &["performed", "documented", "repeated"],
    &["performed", "documented", "repeated", "improved"],
];

/// What has a reference of its own, and is given here: the reading of a marking, and the route.
pub struct Given {
    /// The verdict on the exposure.
    pub exposure: &'static str,
    /// The kinds of the questions that it leaves open.
    pub open: Vec<&'static str>,
    /// Whether the route leads to an IECEx certificate (RT-2).
    pub is_for_iecex: bool,
    /// The part to which IECEx would ask for a certificate (RT-4).
    pub asked_for: Option<&'static str>,
}

/// The `results` that an `assessment` must have.
pub fn results(assessment: &Value, given: &Given) -> Value {
    let selected = |part: &&Value| list(&assessment["selection"]["parts"]).contains(&part["part"]);
    let mut parts: Vec<Value> =
        PARTS.iter().filter(selected).map(|of| part(assessment, of)).collect();
    let findings = document::findings(assessment, &parts, given);
    for part in &mut parts {
        part.as_object_mut().unwrap().remove("apart");
    }
    json!({ "findings": findings, "parts": parts })
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// CV-9: the components that a row of 4-2 applies to, by their ids: in scope, of a
/// type that is selected and that the row has.
fn asked<'a>(assessment: &'a Value, part: &str, row: &Value) -> Vec<&'a str> {
    let fits = |of: &&Value| {
        of["in_scope"] == true
            && list(&assessment["selection"]["component_kinds"]).contains(&of["kind"])
            && list(&row["types"]).contains(&of["kind"])
    };
    let components = list(&assessment["components"]).iter().filter(|_| part == "4-2").filter(fits);
    let mut ids: Vec<&str> = components.map(|of| of["id"].as_str().unwrap()).collect();
    ids.sort_unstable();
    ids
}

/// CV-9: what the verdicts of components come to.
fn joint(verdicts: &[&str]) -> &'static str {
    if verdicts.contains(&"fail") {
        return "fail";
    }
    if verdicts.contains(&"not-evaluated") {
        return "not-evaluated";
    }
    if verdicts.iter().all(|verdict| *verdict == "not-applicable") {
        return "not-applicable";
    }
    "pass"
}

fn part(assessment: &Value, part: &Value) -> Value {
    let code = part["part"].as_str().unwrap();
    let has_maturity = part["levels_are"] == "maturity";
    let mut findings = Vec::new();
    let mut rows = Vec::new();
    // The rows of the components, where a requirement is answered per component.
    let mut apart = json!({});
    for of in list(&part["requirements"]) {
        let id = of["id"].as_str().unwrap();
        let standing = standing(assessment, code, of);
        let asked = asked(assessment, code, of);
        let own = &assessment["component_answers"][code][id];
        let is_apart = asked.iter().any(|component| own.get(component).is_some());
        let row = if is_apart {
            let mut linked = Vec::new();
            for component in asked {
                let answer = &own[component];
                linked.extend(list(&answer["evidence"]).iter().cloned());
                let mut found = Vec::new();
                let mut row = row(assessment, answer, code, of, has_maturity, &mut found);
                row["standing"] = json!(standing);
                for finding in &mut found {
                    finding["component"] = json!(component);
                }
                if is_looked_at(&row) {
                    findings.extend(found);
                }
                row["is_given"] = json!(!answer.is_null());
                apart[id][component] = row;
            }
            let all = json!({ "evidence": linked });
            let mut row = row(assessment, &all, code, of, has_maturity, &mut Vec::new());
            let rows: Vec<&Value> = apart[id].as_object().unwrap().values().collect();
            let of = |what: &str| -> Vec<&str> {
                rows.iter().map(|row| row[what].as_str().unwrap()).collect()
            };
            row["verdict"] = json!(joint(&of("verdict")));
            row["given"] = json!(joint(&of("given")));
            let is_vain =
                |row: &&Value| row["given"] == "not-applicable" && row["verdict"] != row["given"];
            if row["given"] == "pass" && rows.iter().any(is_vain) {
                row["given"] = json!("not-applicable");
            }
            row["standing"] = json!(standing);
            row
        } else {
            let answer = &assessment["answers"][code][id];
            let mut found = Vec::new();
            let mut row = row(assessment, answer, code, of, has_maturity, &mut found);
            row["standing"] = json!(standing);
            if is_looked_at(&row) {
                findings.extend(found);
            }
            row
        };
        let mut without = assessment.clone();
        without["profiles"] = json!([]);
        if standing == "excluded" && self::standing(&without, code, of) == "in-scope" {
            findings.push(json!({
                "requirement": of["id"], "rule": "SL-1", "severity": "blocks",
                "check": "excluded-at-target",
            }));
        }
        rows.push((of["group"].clone(), row));
    }
    let of_group = |group: &Value| -> Vec<Value> {
        rows.iter().filter(|(of, _)| of == group).map(|(_, row)| row.clone()).collect()
    };
    let with_numbers = |mut value: Value, rows: &[Value]| {
        value["coverage"] = coverage(rows);
        if has_maturity {
            value["maturity"] = maturity(rows);
        }
        value
    };
    let groups: Vec<Value> = list(&part["groups"])
        .iter()
        .map(|group| with_numbers(json!({ "group": group["id"] }), &of_group(&group["id"])))
        .collect();
    let all: Vec<Value> = rows.iter().map(|(_, row)| row.clone()).collect();
    let mut out = with_numbers(
        json!({
            "part": code, "groups": groups, "findings": findings, "requirements": all,
            "components": components(assessment, part, &all, &apart), "apart": apart,
        }),
        &all,
    );
    if !has_maturity {
        out["security"] = security(assessment, part, &all);
    }
    out
}

/// CV-9: the figures of each component, where there are two or more.
fn components(assessment: &Value, part: &Value, rows: &[Value], apart: &Value) -> Vec<Value> {
    let selection = &assessment["selection"]["component_kinds"];
    let mut assessed: Vec<&Value> = list(&assessment["components"]).iter().collect();
    assessed.retain(|of| of["in_scope"] == true && list(selection).contains(&of["kind"]));
    assessed.sort_by_key(|of| of["id"].as_str().unwrap());
    if part["part"] != "4-2" || assessed.len() < 2 {
        return Vec::new();
    }
    let figures = |component: &&Value| {
        let catalogue = list(&part["requirements"]).iter().zip(rows);
        let own: Vec<Value> = catalogue
            .map(|(of, whole)| {
                let own = &apart[of["id"].as_str().unwrap()][component["id"].as_str().unwrap()];
                if !list(&of["types"]).contains(&component["kind"]) {
                    return json!({
                        "requirement": of["id"], "standing": "other-kind", "is_apart": false,
                        "verdict": "not-evaluated", "given": "not-evaluated",
                    });
                }
                let judged = if own.is_null() { whole } else { own };
                json!({
                    "requirement": of["id"], "standing": whole["standing"],
                    "verdict": judged["verdict"], "given": judged["given"],
                    "is_apart": !own.is_null(),
                })
            })
            .collect();
        json!({
            "component": component["id"], "coverage": coverage(&own),
            "security": security(assessment, part, &own), "requirements": own,
        })
    };
    assessed.iter().map(figures).collect()
}

/// What is in scope, or counts although it is not.
fn is_looked_at(row: &Value) -> bool {
    let counts = row["verdict"] == "pass" || row["verdict"] == "not-applicable";
    row["standing"] == "in-scope" || (counts && row["standing"] != "other-kind")
}

/// SL-1 to SL-3, level by level as the rule says it.
fn security(assessment: &Value, part: &Value, rows: &[Value]) -> Value {
    let name = if part["part"] == "3-3" { "system_target" } else { "component_target" };
    let target = &assessment["selection"][name];
    let selected = |fr: u64, level: u64| -> Vec<&Value> {
        let of = list(&part["requirements"]).iter().zip(rows);
        of.filter(|(of, row)| of["fr"] == fr && row["standing"] != "other-kind")
            .filter(|(of, _)| of["from_level"].as_u64().unwrap() <= level)
            .map(|(_, row)| row)
            .collect()
    };
    let fails = |row: &&&Value| row["verdict"] != "pass" && row["verdict"] != "not-applicable";
    let mut vector = Vec::new();
    for fr in 1..=7 {
        let reached = |level: &u64| !selected(fr, *level).iter().any(|row| fails(&row));
        let capability = if selected(fr, 4).is_empty() {
            0
        } else {
            (1..=4_u64).rev().find(reached).unwrap_or(0)
        };
        let target = target[fr as usize - 1].as_u64().unwrap();
        let gap: Vec<&Value> =
            selected(fr, target).iter().filter(fails).map(|row| &row["requirement"]).collect();
        // CV-10: a level that is reached and on which nothing passes
        let passes = |row: &&Value| row["verdict"] == "pass";
        let nothing_passed = capability >= 1 && !selected(fr, capability).iter().any(passes);
        vector.push(json!({
            "fr": fr, "capability": capability, "nothing_passed": nothing_passed,
            "target": target, "gap": gap,
        }));
    }
    let lowest = vector.iter().map(|of| of["capability"].as_u64().unwrap()).min().unwrap();
    json!({ "vector": vector, "lowest": lowest })
}

/// SL-3, CV-7 and PR-1: which rows are in scope.
fn standing(assessment: &Value, part: &str, row: &Value) -> &'static str {
    let selection = &assessment["selection"];
    let kinds = list(&selection["component_kinds"]);
    if part == "4-2" && !list(&row["types"]).iter().any(|kind| kinds.contains(kind)) {
        return "other-kind";
    }
    let said = |what: &str| {
        list(&assessment["profiles"]).iter().flat_map(|profile| list(&profile["parts"])).any(|of| {
            of["part"] == part && list(&of[what]).iter().any(|named| named["id"] == row["id"])
        })
    };
    if said("requirements") {
        return "in-scope";
    }
    if said("exclusions") {
        return "excluded";
    }
    if let Some(base) = row["parent"].as_str() {
        let catalogue = PARTS.iter().find(|of| of["part"] == part).unwrap();
        let base = list(&catalogue["requirements"]).iter().find(|of| of["id"] == base).unwrap();
        if standing(assessment, part, base) == "excluded" {
            return "excluded";
        }
    }
    let target = match part {
        "3-3" => &selection["system_target"],
        "4-2" => &selection["component_target"],
        _ => return "in-scope",
    };
    match row["fr"].as_u64() {
        Some(fr) if row["from_level"].as_u64() > target[fr as usize - 1].as_u64() => "above-target",
        _ => "in-scope",
    }
}

/// CK-1: whether what is aimed at needs this row. A level of maturity needs every row.
fn is_at_target(assessment: &Value, part: &str, row: &Value) -> bool {
    if standing(assessment, part, row) != "in-scope" {
        return false;
    }
    let selection = &assessment["selection"];
    let target = match part {
        "2-4" => return selection["service_maturity"].is_u64(),
        "4-1" => return selection["lifecycle_maturity"].is_u64(),
        "3-3" => &selection["system_target"],
        _ => &selection["component_target"],
    };
    let fr = row["fr"].as_u64().unwrap_or(0) as usize;
    fr > 0 && row["from_level"].as_u64().unwrap() <= target[fr - 1].as_u64().unwrap()
}

/// What stands for no letter of its own: accents, marks of direction, fillers.
const UNSEEN: [(u32, u32); 21] = [
    (0, 8),
    (0xe, 0x1f),
    (0x7f, 0x84),
    (0x86, 0x9f),
    (0xad, 0xad),
    (0x300, 0x36f),
    (0x61c, 0x61c),
    (0x115f, 0x1160),
    (0x17b4, 0x17b5),
    (0x180b, 0x180f),
    (0x200b, 0x200f),
    (0x202a, 0x202e),
    (0x2060, 0x206f),
    (0x3164, 0x3164),
    (0xfe00, 0xfe0f),
    (0xfeff, 0xfeff),
    (0xffa0, 0xffa0),
    (0xfff0, 0xfffb),
    (0x1bca0, 0x1bca3),
    (0x1d173, 0x1d17a),
    (0xe0000, 0xe0fff),
];

fn is_unseen(sign: char) -> bool {
    UNSEEN.iter().any(|(first, last)| (*first..=*last).contains(&u32::from(sign)))
}

fn is_letter_or_digit(sign: char) -> bool {
    sign.is_alphanumeric() && !is_unseen(sign)
}

/// Whether a letter or digit stands there, and no word that only holds a place.
fn filled(value: &Value) -> bool {
    let empty = ["N A", "TBA", "TBC", "TBD", "UNKNOWN"];
    value.as_str().is_some_and(|text| {
        text.chars().any(is_letter_or_digit) && !empty.contains(&words(text).join(" ").as_str())
    })
}

fn row(
    assessment: &Value,
    answer: &Value,
    part: &str,
    of: &Value,
    has_maturity: bool,
    findings: &mut Vec<Value>,
) -> Value {
    let id = of["id"].as_str().unwrap();
    let mut find = |rule: &str, severity: &str, check: &str, more: Value| {
        let mut finding =
            json!({ "requirement": id, "rule": rule, "severity": severity, "check": check });
        for (name, value) in more.as_object().unwrap() {
            finding[name] = value.clone();
        }
        findings.push(finding);
    };
    let none = Vec::new();
    let linked: Vec<(&str, &Value)> = answer["evidence"]
        .as_array()
        .unwrap_or(&none)
        .iter()
        .map(|id| (id.as_str().unwrap(), &assessment["evidence"][id.as_str().unwrap()]))
        .collect();
    let facts = facts(assessment, &linked);
    let holds = |fact: &&&str| facts[**fact] == true;
    let level = |level: usize| if has_maturity { level } else { 0 };
    let supported =
        (0..=4).rev().find(|level| LEVELS[*level].iter().all(|f| holds(&f))).unwrap_or(0);
    let supported = level(supported);
    let claimed = level(answer["claimed"].as_u64().unwrap_or(0) as usize);
    let missing = |level: usize| -> Vec<&str> {
        if !has_maturity {
            return Vec::new();
        }
        let lacking = LEVELS[level.min(4)].iter().filter(|fact| !holds(fact));
        lacking.map(|fact| what_shows(fact)).collect()
    };

    let mut verdict = answer["verdict"].as_str().unwrap_or("not-evaluated");
    let given = verdict;
    if let Some(edition) = answer["asked_again"].get("edition") {
        find("CV-5", "blocks", "asked-again", json!({ "edition": edition }));
    }
    if let Some(version) = answer["asked_again"].get("version") {
        find("CV-5", "blocks", "from-version", json!({ "version": version }));
    }
    if verdict == "not-applicable" {
        // CV-5, CV-6
        let justified = filled(&answer["justification"]);
        let analysed = part != "4-1" || answer["scoping_analysis"].is_string();
        if id == "SM-5" {
            find("CV-6", "blocks", "process-scoping-not-applicable", json!({}));
        }
        if id != "SM-5" && !justified {
            find("CV-5", "blocks", "not-applicable-unjustified", json!({}));
        }
        if id != "SM-5" && !analysed {
            find("CV-6", "blocks", "not-applicable-without-analysis", json!({}));
        }
        if id == "SM-5" || !justified || !analysed {
            verdict = "not-evaluated";
        }
    } else if has_maturity {
        if claimed > supported {
            let more =
                json!({ "claimed": claimed, "supported": supported, "missing": missing(claimed) });
            find("ML-1", "asks", "claim-above-support", more);
        }
        if facts["documented"] == true && facts["performed"] == false {
            find("ML-2", "hint", "documented-not-performed", json!({}));
        }
        if let (true, Some([record, procedure])) =
            (facts["documented"] == true, older(assessment, &linked))
        {
            let more = json!({ "record": record, "procedure": procedure });
            find("ML", "asks", "records-before-procedure", more);
        }
    }
    // CV-5: what a verdict needs beside it
    let mut found = |severity: &str, check: &str| {
        findings.push(json!({
            "requirement": id, "rule": "CV-5", "severity": severity, "check": check,
        }));
    };
    if answer["verdict"] == "pass" && linked.is_empty() {
        found("blocks", "passed-without-evidence");
    }
    // CK-3: what is linked shows nothing
    let shows_one = ["performed", "documented", "improved"].iter().any(|fact| facts[*fact] == true);
    if answer["verdict"] == "pass" && !linked.is_empty() && !shows_one {
        findings.push(json!({
            "requirement": id, "rule": "CK-3", "severity": "blocks", "check": "passed-on-nothing",
        }));
    }
    let mut found = |severity: &str, check: &str| {
        findings.push(json!({
            "requirement": id, "rule": "CV-5", "severity": severity, "check": check,
        }));
    };
    if answer["verdict"] == "pass" && !filled(&answer["statement"]) {
        found("asks", "passed-without-statement");
    }
    // CK-4: what the statement says against the verdict
    if answer["verdict"] == "pass" && filled(&answer["statement"]) {
        let said = words(answer["statement"].as_str().unwrap());
        let check = if DENIALS.iter().any(|phrase| has_phrase(&said, phrase)) {
            Some("statement-denies")
        } else if said.len() < 3 {
            Some("statement-short")
        } else {
            None
        };
        findings.extend(check.map(|check| {
            json!({ "requirement": id, "rule": "CK-4", "severity": "hint", "check": check })
        }));
    }
    if answer["verdict"] == "fail" {
        let (rule, check) =
            if part == "4-1" { ("CV-6", "failed-of-all") } else { ("CV-4", "failed") };
        // CK-1: it blocks only where a target needs the row
        let at_target = is_at_target(assessment, part, of);
        let severity = if at_target { "blocks" } else { "lowers" };
        findings.push(json!({
            "requirement": id, "rule": rule, "severity": severity, "check": check,
            "at_target": at_target,
        }));
    }
    let mut found = |severity: &str, check: &str| {
        findings.push(json!({
            "requirement": id, "rule": "CV-5", "severity": severity, "check": check,
        }));
    };
    if answer["verdict"] == "fail" && !filled(&answer["owner"]) {
        found("hint", "failed-without-owner");
    }
    if answer["asked_again"].is_object() {
        verdict = "not-evaluated";
    }
    json!({
        "requirement": id, "verdict": verdict, "given": given, "claimed": claimed, "supported": supported,
        "facts": facts, "missing": missing(supported + 1),
    })
}

fn what_shows(fact: &str) -> &'static str {
    match fact {
        "performed" => "record",
        "documented" => "procedure",
        "repeated" => "second-record",
        _ => "revision",
    }
}

fn shows(item: &Value, what: &str) -> bool {
    item["shows"].as_array().unwrap().contains(&json!(what))
}

/// ML-4: date, product version, author and document version; a record of the
/// organization belongs to no product.
fn lacks(item: &Value) -> Vec<&'static str> {
    let mut lacks = Vec::new();
    for (field, name) in [
        ("date", "date"),
        ("product_version", "product-version"),
        ("author", "author"),
        ("document_version", "document-version"),
    ] {
        let names_none =
            field == "product_version" && product(item[field].as_str().unwrap()).is_empty();
        let is_asked = field != "product_version" || item["organizational"] != true;
        if is_asked && (!filled(&item[field]) || names_none) {
            lacks.push(name);
        }
    }
    lacks
}

/// The local date of the last change: every check goes by it.
fn day(assessment: &Value) -> &str {
    assessment["day"].as_str().unwrap()
}

/// ML-4: whether a day is after that of the last change.
fn is_to_come(assessment: &Value, date: &Value) -> bool {
    date.as_str().is_some_and(|date| date > day(assessment))
}

/// ML-4: whether the validity of an item ended before this day.
fn is_over(item: &Value, day: &str) -> bool {
    item["valid_until"].as_str().is_some_and(|last| last < day)
}

/// The letters from U+00C0 to U+017F without their accents, where they have one.
const EUROPE: &str = "AAAAAAÆCEEEEIIIIÐNOOOOO×ØUUUUYÞßaaaaaaæceeeeiiiiðnooooo÷øuuuuyþy\
    AaAaAaCcCcCcCcDdĐđEeEeEeEeEeGgGgGgGgHhĦħIiIiIiIiIıĲĳJjKkĸLlLlLlĿ\
    ŀŁłNnNnNnŉŊŋOoOoOoŒœRrRrRrSsSsSsSsTtTtŦŧUuUuUuUuUuUuWwYyYZzZzZzſ";

/// CK-4: what no statement says of a requirement that passes.
const DENIALS: [&str; 9] = [
    "not implemented",
    "not yet",
    "not fulfilled",
    "not met",
    "not compliant",
    "to be implemented",
    "to be done",
    "is planned",
    "not planned",
];

/// Whether the words of a phrase stand in a text, one after the other.
fn has_phrase(text: &[String], phrase: &str) -> bool {
    let phrase: Vec<String> = phrase.to_uppercase().split(' ').map(str::to_owned).collect();
    text.windows(phrase.len()).any(|part| part == phrase)
}

/// The words of a text, however they are written, sign by sign.
fn words(text: &str) -> Vec<String> {
    let signs: Vec<char> = text
        .chars()
        .filter(|sign| !is_unseen(*sign))
        .map(|sign| match u32::from(sign) {
            at @ 0xc0..=0x17f => EUROPE.chars().nth(at as usize - 0xc0).unwrap(),
            wide @ 0xff01..=0xff5e => char::from_u32(wide - 0xfee0).unwrap(),
            0x218 | 0x219 => 's',
            0x21a | 0x21b => 't',
            0x2010..=0x2015 | 0x2212 => '-',
            _ => sign,
        })
        .collect();
    let is_joint = |place: usize| {
        let before = place.checked_sub(1).map_or(' ', |before| signs[before]);
        let after = signs.get(place + 1).copied().unwrap_or(' ');
        before.is_numeric()
            && match signs[place] {
                '.' => after.is_alphanumeric(),
                '-' => after.is_alphanumeric() && !after.is_numeric(),
                _ => false,
            }
    };
    let cut: String = (0..signs.len())
        .map(
            |place| {
                if signs[place].is_alphanumeric() || is_joint(place) { signs[place] } else { ' ' }
            },
        )
        .collect();
    cut.split_whitespace().map(|word| word.to_lowercase().to_uppercase()).collect()
}

/// One letter for what some write as two.
fn one_letter(word: &str) -> String {
    let pairs = [("AE", "A"), ("OE", "O"), ("UE", "U"), ("Æ", "A"), ("Ø", "O")];
    pairs.iter().fold(word.to_owned(), |word, (from, to)| word.replace(from, to))
}

/// What tells one product from another: names and numbers, no word for "version".
fn product(text: &str) -> Vec<String> {
    let nothing = ["", "V", "VER", "VERSION", "REL", "RELEASE", "REV", "REVISION"];
    let mut product = Vec::new();
    for word in words(text) {
        let word = one_letter(&word);
        let name: String = word.chars().take_while(|sign| !sign.is_ascii_digit()).collect();
        let number = word[name.len()..].replace('-', "");
        product.extend((!nothing.contains(&name.as_str())).then_some(name));
        product.extend((!number.is_empty()).then_some(number));
    }
    product.sort();
    product.dedup();
    product
}

/// The last record and the first version of the procedure, if that record is older.
fn older<'a>(assessment: &Value, linked: &[(&str, &'a Value)]) -> Option<[&'a str; 2]> {
    let of = |what: &str| -> Vec<&'a Value> {
        linked.iter().map(|(_, item)| *item).filter(|item| shows(item, what)).collect()
    };
    let date = |item: &'a Value| item["date"].as_str().unwrap_or_default();
    let mut records = of("performed");
    records.retain(|item| lacks(item).is_empty() && holds(assessment, item));
    let last = records.into_iter().map(date).max()?;
    let first = procedures(assessment, linked).into_iter().map(date).min()?;
    (last < first).then_some([last, first])
}

/// The items that describe the process, also those that are over.
fn procedures<'a>(assessment: &Value, linked: &[(&str, &'a Value)]) -> Vec<&'a Value> {
    let mut procedures: Vec<&Value> = linked.iter().map(|(_, item)| *item).collect();
    procedures.retain(|item| shows(item, "documented") && is_approved(item));
    procedures.retain(|item| !is_to_come(assessment, &item["date"]));
    procedures
}

/// ML-4: the last day of the procedure, unless one has no end or there is none.
fn end_of_procedure<'a>(assessment: &Value, linked: &[(&str, &'a Value)]) -> Option<&'a str> {
    let mut end = None;
    for item in procedures(assessment, linked) {
        let last = item["valid_until"].as_str()?;
        end = end.max(Some(last));
    }
    end
}

/// ML-4: the record that stands for this one: of one file, the first that counts.
fn stand_in<'a>(records: &[(&str, &'a Value)], record: &'a Value) -> &'a Value {
    let digest = |item: &'a Value| item["file"]["sha256"].as_str();
    let same = records.iter().filter(|(_, other)| digest(other) == digest(record));
    match digest(record) {
        Some(_) => same.min_by_key(|(id, _)| *id).unwrap().1,
        None => record,
    }
}

/// ML, ML-4: whether two records are a repetition.
fn differ(one: &Value, other: &Value) -> bool {
    let is_organizational = |item: &Value| item["organizational"] == true;
    let says_more = |of: &Value, than: &Value| {
        let words = |item: &Value| product(item["product_version"].as_str().unwrap());
        words(of).iter().any(|word| !words(than).contains(word))
    };
    match (is_organizational(one), is_organizational(other)) {
        (true, true) => one["date"] != other["date"],
        (false, false) => says_more(one, other) && says_more(other, one),
        _ => true,
    }
}

fn holds(assessment: &Value, item: &Value) -> bool {
    !is_to_come(assessment, &item["date"]) && !is_over(item, day(assessment))
}

/// ML: a procedure or a revision counts with version and reviewer.
fn is_approved(item: &Value) -> bool {
    filled(&item["document_version"]) && filled(&item["reviewer"])
}

/// The four evidence facts of the section on maturity.
fn facts(assessment: &Value, linked: &[(&str, &Value)]) -> Value {
    let holding = || linked.iter().copied().filter(|(_, item)| holds(assessment, item));
    let date = |item: &Value| item["date"].as_str().unwrap().to_owned();
    let mut records: Vec<(&str, &Value)> = holding().collect();
    records.retain(|(_, item)| shows(item, "performed") && lacks(item).is_empty());
    let performed = !records.is_empty();
    // ML-4: after the end of its procedure a record shows only that it was done.
    if let Some(end) = end_of_procedure(assessment, linked) {
        records.retain(|(_, item)| date(item).as_str() <= end);
    }
    let stand_ins: Vec<&Value> = records.iter().map(|(_, of)| stand_in(&records, of)).collect();
    let repeated = stand_ins.iter().any(|one| stand_ins.iter().any(|other| differ(one, other)));
    let is_procedure = |item: &Value| is_approved(item) && shows(item, "documented");
    let is_revision =
        |item: &Value| is_approved(item) && shows(item, "improved") && item["date"].is_string();
    let is_followed = |item: &Value| records.iter().any(|(_, record)| date(record) > date(item));
    json!({
        "performed": performed,
        "documented": holding().any(|(_, item)| is_procedure(item)),
        "repeated": repeated,
        "improved": holding().any(|(_, item)| is_revision(item) && is_followed(item)),
    })
}

/// CV-2, CV-4
fn coverage(rows: &[Value]) -> Value {
    let rows: Vec<&Value> = rows.iter().filter(|row| row["standing"] != "other-kind").collect();
    let of = |verdict: &str| rows.iter().filter(|row| row["verdict"] == verdict).count();
    let left = rows.iter().filter(|row| row["verdict"] != "pass");
    let left: Vec<_> = left.filter(|row| row["verdict"] != "not-applicable").collect();
    json!({
        "passed": of("pass"),
        "not_applicable": of("not-applicable"),
        "total": rows.len(),
        "in_scope": rows.iter().filter(|row| row["standing"] == "in-scope").count(),
        "not_evaluated": left.len(),
        "failed": of("fail"),
        "not_evaluated_list": left.iter().map(|row| &row["requirement"]).collect::<Vec<_>>(),
    })
}

/// ML-3: the lowest, with the distribution beside it.
fn maturity(rows: &[Value]) -> Value {
    let mut out = json!({});
    for which in ["claimed", "supported"] {
        let mut distribution = [0; 5];
        for row in rows.iter().filter(|row| row["verdict"] == "pass") {
            distribution[row[which].as_u64().unwrap() as usize] += 1;
        }
        out[which] = json!(distribution.iter().position(|count| *count > 0));
        out[format!("{which}_distribution")] = json!(distribution);
    }
    out
}
