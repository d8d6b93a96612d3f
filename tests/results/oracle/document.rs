//! The findings about the document once more, each check by itself.

use std::{collections::BTreeMap, sync::LazyLock};

use serde_json::{Value, json};

use super::{
    Given, PARTS, filled, has_phrase, is_over, is_to_come, lacks, list, product, shows, words,
};

/// CT: the pairs that nothing backs.
const ASKED: [(&str, &[&str]); 6] = [
    ("2-1", &TYPES),
    ("3-2", &TYPES),
    ("2-4", &["solution-capability", "process-application", "product-application"]),
    (
        "4-1",
        &[
            "product-capability",
            "solution-capability",
            "process-application",
            "solution-application",
        ],
    ),
    (
        "3-3",
        &[
            "process-capability",
            "solution-capability",
            "process-application",
            "product-application",
        ],
    ),
    (
        "4-2",
        &[
            "process-capability",
            "solution-capability",
            "process-application",
            "product-application",
            "solution-application",
        ],
    ),
];
const TYPES: [&str; 6] = [
    "process-capability",
    "product-capability",
    "solution-capability",
    "process-application",
    "product-application",
    "solution-application",
];

struct Found(Vec<Value>);

/// A finding about the answer of a component bears its id (CV-9).
fn of_component(mut finding: Value, component: Option<&str>) -> Value {
    if let Some(component) = component {
        finding["component"] = json!(component);
    }
    finding
}

#[allow(clippy::needless_pass_by_value, reason = "the values are written where they are given")]
impl Found {
    fn add(&mut self, place: Value, rule: &str, severity: &str, check: &str, more: Value) {
        let mut finding =
            json!({ "place": place, "rule": rule, "severity": severity, "check": check });
        for (name, value) in more.as_object().unwrap() {
            finding[name] = value.clone();
        }
        self.0.push(finding);
    }
}

/// A requirement in scope that was answered.
struct Row<'a> {
    part: &'a str,
    id: &'a str,
    /// Whose answer it is; of the whole, if none.
    component: Option<&'a str>,
    answer: &'a Value,
    verdict: &'a str,
    /// The verdict of the requirement that it enhances, with its id.
    base: Option<(&'a str, &'a str)>,
}

pub fn findings(assessment: &Value, parts: &[Value], given: &Given) -> Vec<Value> {
    let mut found = Found(Vec::new());
    let day = super::day(assessment);
    let has = |code: &str| parts.iter().any(|of| of["part"] == code);
    let over = |value: &Value| value.as_str().is_some_and(|last| last < day);
    let rows = rows(assessment, parts);

    scope(&mut found, assessment, given, has("4-2"));
    // CK-3, RT-4: what a certificate needs to show anything.
    let is_clear = |of: &Value| is_whole(of) && !is_to_come(assessment, &of["date"]);
    for of in list(&assessment["certificates"]) {
        let place = json!({ "at": "certificates" });
        if over(&of["valid_until"]) {
            let more = json!({ "number": of["number"], "valid_until": of["valid_until"] });
            found.add(place.clone(), "RT-4", "blocks", "certificate-expired", more);
        } else if !is_clear(of) {
            let more = json!({ "number": of["number"] });
            found.add(place.clone(), "CK-3", "asks", "certificate-unclear", more);
        }
        // CV-11: to an edition that another one has superseded
        let known = edition(&of["part"], of["edition"].as_str().unwrap_or_default());
        if let (false, Some(known)) = (over(&of["valid_until"]), known)
            && known["superseded_by"].is_string()
        {
            let more = json!({
                "number": of["number"], "part": of["part"], "edition": known["edition"],
                "successor": known["superseded_by"],
            });
            found.add(place, "CV-11", "hint", "certificate-superseded", more);
        }
    }
    let option = &assessment["scope"]["option"];
    let is_alone = list(&assessment["providers"]).is_empty();
    if given.is_for_iecex && option == "certificate-of-conformity" && is_alone {
        let place = json!({ "at": "providers" });
        found.add(place, "RT-6", "asks", "providers-missing", json!({}));
    }
    if given.is_for_iecex && option != "unit-verification" {
        for of in list(&assessment["providers"]) {
            provider(&mut found, of, day);
        }
    }
    for of in list(&assessment["scope"]["sought"]) {
        let (part, kind) = (of["part"].as_str().unwrap(), of["type"].as_str().unwrap());
        let place = json!({ "at": "certificates" });
        if ASKED.iter().any(|(code, types)| *code == part && types.contains(&kind)) {
            let more = json!({ "part": part, "type": kind });
            found.add(place.clone(), "CT-1", "hint", "type-not-backed", more);
        }
        if !has(part) && PARTS.iter().any(|of| of["part"] == part) {
            found.add(place, "RT-4", "asks", "sought-not-assessed", json!({ "part": part }));
        }
    }
    let held = list(&assessment["certificates"]);
    let is_held = |part: &str| {
        held.iter().any(|of| of["part"] == part && !over(&of["valid_until"]) && is_clear(of))
    };
    if let Some(part) = given.asked_for {
        let is_sought = list(&assessment["scope"]["sought"]).iter().any(|of| of["part"] == part);
        if !parts.is_empty() && !has(part) && !is_sought && !is_held(part) {
            let place = json!({ "at": "selection" });
            found.add(place, "RT-4", "asks", "asked-for-not-assessed", json!({ "part": part }));
        }
    }
    if has("4-2") {
        let place = json!({ "at": "selection" });
        if list(&assessment["selection"]["component_kinds"]).is_empty() {
            found.add(place.clone(), "CV-7", "blocks", "no-component-kinds", json!({}));
        }
        let components = list(&assessment["components"]).iter();
        let components: Vec<_> = components.filter(|of| of["in_scope"] == true).collect();
        for kind in list(&assessment["selection"]["component_kinds"]) {
            let can_be = components.iter().any(|of| of["kind"] == *kind || of["kind"].is_null());
            if !components.is_empty() && !can_be {
                let more = json!({ "kind": kind });
                found.add(place.clone(), "CV-7", "asks", "kind-without-component", more);
            }
        }
        if !has("4-1") && !is_held("4-1") {
            found.add(place, "RT-4", "blocks", "lifecycle-not-shown", json!({}));
        }
    }
    // CV-11: an edition whose numbers are neither verified nor confirmed
    for part in PARTS.iter().filter(|of| has(of["part"].as_str().unwrap())) {
        let named = &assessment["applications"][part["part"].as_str().unwrap()];
        let known = edition(&part["part"], named["edition"].as_str().unwrap_or_default());
        let is_settled = known == edition(&part["part"], part["edition"].as_str().unwrap());
        if filled(&named["edition"]) && !is_settled && named["confirmed"] != true {
            let name = known.map_or(named["edition"].as_str().unwrap().trim(), |of| {
                of["edition"].as_str().unwrap()
            });
            let more = json!({ "part": part["part"], "edition": name });
            let place = json!({ "at": "selection" });
            found.add(place, "CV-11", "asks", "edition-unconfirmed", more);
        }
    }
    for of in list(&assessment["profiles"]) {
        let place = || json!({ "at": "profiles" });
        if of["status"] == "draft" {
            let more = json!({ "title": of["title"] });
            found.add(place(), "PR-2", "hint", "draft-profile", more);
        }
        for part in list(&of["parts"]) {
            let present = PARTS.iter().find(|of| of["part"] == part["part"]).unwrap();
            if present["edition"] != part["edition"] {
                let more = json!({
                    "title": of["title"], "part": part["part"], "edition": part["edition"],
                });
                found.add(place(), "PR-1", "asks", "profile-of-other-edition", more);
            }
        }
    }
    for part in parts {
        unanswered(&mut found, part);
        nothing_passed(&mut found, part);
    }
    for row in &rows {
        let first = found.0.len();
        let place = json!({ "at": "requirement", "part": row.part, "requirement": row.id });
        let settled = row.verdict == "pass" || row.verdict == "not-applicable";
        let denied = denied_paths(assessment, row.component, row.answer);
        if settled && !denied.is_empty() {
            let more = json!({ "paths": denied });
            found.add(place.clone(), "CK-4", "hint", "interface-denied", more);
        }
        if !settled && over(&row.answer["due"]) {
            let more = json!({ "due": row.answer["due"] });
            found.add(place.clone(), "CV-4", "hint", "overdue", more);
        }
        if let (true, Some((base, "fail"))) = (row.verdict == "pass", row.base) {
            let more = json!({ "base": base });
            found.add(place.clone(), "SL-1", "blocks", "enhancement-without-base", more);
        }
        if let (true, Some((base, "not-applicable"))) = (row.verdict == "pass", row.base) {
            let more = json!({ "base": base });
            found.add(place, "CV-10", "asks", "enhancement-on-not-applicable", more);
        }
        let own: Vec<Value> = found.0.drain(first..).collect();
        found.0.extend(own.into_iter().map(|finding| of_component(finding, row.component)));
    }
    let scoping = rows.iter().find(|row| row.part == "4-1" && row.id == "SM-5");
    let scoping = scoping.filter(|row| row.verdict == "pass");
    let mut excused: Vec<&Row<'_>> =
        rows.iter().filter(|row| row.part == "4-1" && row.verdict == "not-applicable").collect();
    let (mut severity, mut check) = ("blocks", "process-scoping-unsettled");
    if let Some(scoping) = scoping {
        (severity, check) = ("asks", "scoping-analysis-elsewhere");
        let linked = list(&scoping.answer["evidence"]);
        excused.retain(|row| !linked.contains(&row.answer["scoping_analysis"]));
    }
    if !excused.is_empty() {
        let place = json!({ "at": "requirement", "part": "4-1", "requirement": "SM-5" });
        let excused: Vec<&str> = excused.iter().map(|row| row.id).collect();
        found.add(place, "CV-6", severity, check, json!({ "requirements": excused }));
    }
    repeated(&mut found, &rows);
    for (id, item) in assessment["evidence"].as_object().unwrap() {
        evidence(&mut found, assessment, &rows, day, id, item);
    }
    found.0
}

fn rows<'a>(assessment: &'a Value, parts: &'a [Value]) -> Vec<Row<'a>> {
    let mut out = Vec::new();
    for part in parts {
        let code = part["part"].as_str().unwrap();
        let catalogue = PARTS.iter().find(|of| of["part"] == code).unwrap();
        let verdict = |id: &Value| {
            let row = list(&part["requirements"]).iter().find(|of| of["requirement"] == *id);
            row.unwrap()["verdict"].as_str().unwrap()
        };
        for row in list(&part["requirements"]) {
            let id = row["requirement"].as_str().unwrap();
            let of = list(&catalogue["requirements"]).iter().find(|of| of["id"] == id).unwrap();
            let apart = &part["apart"];
            let base = |component: Option<&str>| {
                let base = of["parent"].as_str()?;
                let own = component.map_or(&Value::Null, |component| &apart[base][component]);
                let own = own["verdict"].as_str();
                Some((base, own.unwrap_or_else(|| verdict(&of["parent"]))))
            };
            let mut add = |component: Option<&'a str>, row: &'a Value, answer: &'a Value| {
                if super::is_looked_at(row) && !answer.is_null() {
                    let (verdict, base) = (row["verdict"].as_str().unwrap(), base(component));
                    out.push(Row { part: code, id, component, answer, verdict, base });
                }
            };
            match apart[id].as_object() {
                None => add(None, row, &assessment["answers"][code][id]),
                Some(components) => {
                    for (component, row) in components {
                        let answer = &assessment["component_answers"][code][id][component];
                        add(Some(component), row, answer);
                    }
                }
            }
        }
    }
    out
}

/// CK-3: whether a certificate says all that one has to say.
fn is_whole(of: &Value) -> bool {
    let mut fields = vec!["number", "body", "part", "edition", "type", "date"];
    if of["type"] == "product-capability" || of["type"] == "product-application" {
        fields.push("test_item");
    }
    let (first, last) = (of["date"].as_str(), of["valid_until"].as_str());
    let backwards = first.zip(last).is_some_and(|(first, last)| last < first);
    fields.iter().all(|field| filled(&of[*field])) && !backwards
}

/// CV-11: the edition of a part that a text names, if it is known.
fn edition(part: &Value, text: &str) -> Option<&'static Value> {
    static EDITIONS: LazyLock<Value> = LazyLock::new(|| {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/editions.json");
        serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
    });
    let years = |text: &str| -> Vec<String> {
        let signs = text.chars().map(|sign| if sign.is_ascii_digit() { sign } else { ' ' });
        let numbers: String = signs.collect();
        let numbers = numbers.split_whitespace().map(str::to_owned);
        numbers.filter(|year| (1900..2100).contains(&year.parse().unwrap_or(0))).collect()
    };
    let named = years(text);
    list(&EDITIONS).iter().find(|of| {
        let all = years(of["edition"].as_str().unwrap());
        of["part"] == *part
            && (all == named || (all.len() > 1 && all.last() == named.first() && named.len() == 1))
    })
}

/// RT-6: what the ExCB has to know of a provider that no QAR covers.
fn provider(found: &mut Found, of: &Value, day: &str) {
    if of["holds_qar"] == true {
        return;
    }
    let mut missing = Vec::new();
    for (field, name) in [
        ("name", "name"),
        ("certificate", "certificate"),
        ("reporter", "reporter"),
        ("ex_updates", "ex-updates"),
    ] {
        if !filled(&of[field]) {
            missing.push(name);
        }
    }
    match of["valid_until"].as_str() {
        None => missing.push("validity"),
        Some(last) if last < day => missing.push("expired"),
        Some(_) => {}
    }
    if of["holds_qar"].is_null() {
        missing.push("qar");
    }
    if !missing.is_empty() {
        let more = json!({ "name": of["name"], "missing": missing });
        found.add(json!({ "at": "providers" }), "RT-6", "asks", "provider-unclear", more);
    }
}

fn scope(found: &mut Found, assessment: &Value, given: &Given, has_component_part: bool) {
    let item = &assessment["test_item"];
    if !filled(&assessment["applicant"]["name"]) {
        found.add(json!({ "at": "applicant" }), "RT-7", "open", "applicant-unnamed", json!({}));
    }
    let place = || json!({ "at": "test-item" });
    if !filled(&item["name"]) {
        found.add(place(), "RT-7", "open", "test-item-unnamed", json!({}));
    } else if versions(item).is_empty() {
        // A service provider that is assessed to 2-4 alone brings services.
        let of_services = assessment["scope"]["role"] == "service-provider"
            && assessment["selection"]["parts"] == json!(["2-4"]);
        if !of_services {
            found.add(place(), "CT-3", "asks", "test-item-without-version", json!({}));
        }
    }
    let of_units = assessment["scope"]["option"] == "unit-verification";
    if of_units && !filled(&item["serial_numbers"]) {
        found.add(place(), "RT-5", "asks", "serial-numbers-missing", json!({}));
    }
    let place = json!({ "at": "protection" });
    let for_excb = |kind: &&&str| ["not-in-table", "argument"].contains(*kind);
    let asked = given.open.iter().filter(for_excb).count();
    match given.exposure {
        "undecided" => found.add(place.clone(), "EX-3", "open", "exposure-undecided", json!({})),
        "ask-excb" => found.add(place.clone(), "EX-5", "asks", "exposure-for-excb", json!({})),
        _ => {}
    }
    if given.exposure != "ask-excb" && asked > 0 {
        let more = json!({ "count": asked });
        found.add(place.clone(), "EX-5", "asks", "excb-asked", more);
    }
    if given.open.iter().any(|kind| ["programmable-electronics", "safety-device"].contains(kind)) {
        found.add(place, "EX-4", "open", "advisory-unanswered", json!({}));
    }
    let kinds = list(&assessment["selection"]["component_kinds"]);
    for of in list(&assessment["components"]).iter().filter(|of| of["in_scope"] == true) {
        let place = json!({ "at": "component", "component": of["id"] });
        let kind = &of["kind"];
        if has_component_part && kind.is_null() {
            found.add(place.clone(), "CV-7", "asks", "component-without-kind", json!({}));
        }
        if has_component_part && !kind.is_null() && !kinds.is_empty() && !kinds.contains(kind) {
            let more = json!({ "kind": kind });
            found.add(place.clone(), "CV-7", "blocks", "component-kind-not-selected", more);
        }
        if !filled(&of["version"]) {
            found.add(place, "CT-3", "hint", "component-without-version", json!({}));
        }
    }
}

fn unanswered(found: &mut Found, part: &Value) {
    let code = part["part"].as_str().unwrap();
    let catalogue = PARTS.iter().find(|of| of["part"] == code).unwrap();
    for group in list(&catalogue["groups"]) {
        let of_group = list(&catalogue["requirements"]).iter().zip(list(&part["requirements"]));
        let open = of_group.filter(|(of, row)| {
            let is_open = row["given"] == "not-evaluated" && row["verdict"] == "not-evaluated";
            of["group"] == group["id"] && row["standing"] == "in-scope" && is_open
        });
        let count = open.count();
        if count > 0 {
            let place = json!({ "at": "group", "part": code, "group": group["id"] });
            found.add(place, "CV-4", "open", "unanswered", json!({ "count": count }));
        }
    }
}

/// CV-10: levels that are reached although nothing passes; of a component (CV-9)
/// only where it has not been said of the whole.
fn nothing_passed(found: &mut Found, part: &Value) {
    nothing_passed_in(found, part, part, None);
    for component in list(&part["components"]) {
        nothing_passed_in(found, part, component, component["component"].as_str());
    }
}

fn nothing_passed_in(found: &mut Found, part: &Value, of: &Value, component: Option<&str>) {
    let code = part["part"].as_str().unwrap();
    let catalogue = PARTS.iter().find(|of| of["part"] == code).unwrap();
    let has_rows = |fr: &Value| {
        let mut rows = list(&catalogue["requirements"]).iter().zip(list(&of["requirements"]));
        rows.any(|(of, row)| of["fr"] == *fr && row["standing"] != "other-kind")
    };
    let mut vector: Vec<&Value> = list(&of["security"]["vector"]).iter().collect();
    vector.retain(|of| has_rows(&of["fr"]));
    let is_said = |of: &Value| {
        let mut whole = list(&part["security"]["vector"]).iter();
        component.is_some()
            && whole.any(|whole| whole["fr"] == of["fr"] && whole["nothing_passed"] == true)
    };
    let is_found = |of: &&&Value| of["nothing_passed"] == true && !is_said(of);
    let is_all = vector.iter().all(|of| of["nothing_passed"] == true);
    if is_all && vector.iter().any(|of| is_found(&of)) {
        let place = json!({ "at": "part", "part": code });
        found.add(place, "CV-10", "blocks", "nothing-passed-at-all", json!({}));
        let finding = found.0.pop().unwrap();
        found.0.push(of_component(finding, component));
        return;
    }
    for of in vector.iter().filter(is_found) {
        let groups = list(&catalogue["groups"]);
        let group = groups.iter().find(|group| group["number"] == of["fr"]).unwrap();
        let place = json!({ "at": "group", "part": code, "group": group["id"] });
        found.add(place, "CV-10", "asks", "nothing-passed", json!({}));
        let finding = found.0.pop().unwrap();
        found.0.push(of_component(finding, component));
    }
}

fn repeated(found: &mut Found, rows: &[Row<'_>]) {
    let letters = |row: &Row<'_>| -> String {
        let text = row.answer["statement"].as_str().unwrap_or_default();
        words(text).concat().chars().filter(|sign| sign.is_alphanumeric()).collect()
    };
    let mut passed: Vec<&Row<'_>> = rows.iter().filter(|row| row.verdict == "pass").collect();
    // CV-9: what two components say of one requirement is not said twice.
    let mut seen = std::collections::BTreeSet::new();
    passed.retain(|row| seen.insert((letters(row), row.part, row.id)));
    let mut by_text: BTreeMap<String, Vec<&Row<'_>>> = BTreeMap::new();
    for row in &passed {
        by_text.entry(letters(row)).or_default().push(row);
    }
    // By their requirements in order; what two components repeat alike, once.
    let place = |row: &Row<'_>| rows.iter().position(|of| (of.part, of.id) == (row.part, row.id));
    by_text.retain(|text, same| !text.is_empty() && same.len() > 1);
    let mut groups: Vec<Vec<&Row<'_>>> = by_text.into_values().collect();
    let places = |group: &Vec<&Row<'_>>| group.iter().map(|row| place(row)).collect::<Vec<_>>();
    groups.sort_by_key(places);
    groups.dedup_by_key(|group| places(group));
    for group in groups {
        let first = group[0];
        let place = json!({ "at": "requirement", "part": first.part, "requirement": first.id });
        let others: Vec<&str> = group[1..].iter().map(|row| row.id).collect();
        found.add(place, "CV-5", "asks", "statement-repeated", json!({ "requirements": others }));
    }
}

/// ML: whether two names share a word, and what else the shorter one has stands in
/// the longer one, as itself or as an initial.
fn is_one_person(mut few: Vec<String>, mut many: Vec<String>) -> bool {
    few.sort();
    many.sort();
    if few == many {
        return !few.is_empty();
    }
    if few.len() > many.len() {
        std::mem::swap(&mut few, &mut many);
    }
    let mut named = false;
    for word in few.clone() {
        let (Some(one), Some(other)) =
            (few.iter().position(|of| *of == word), many.iter().position(|of| *of == word))
        else {
            continue;
        };
        few.remove(one);
        many.remove(other);
        named |= word.chars().count() > 1;
    }
    let begins = |one: &str, other: &str| one.chars().count() == 1 && other.starts_with(one);
    for word in few {
        let fits = |other: &String| begins(&word, other) || begins(other, &word);
        let Some(place) = many.iter().position(fits) else { return false };
        many.remove(place);
    }
    named
}

/// A name without what is in brackets.
fn without_roles(text: &str) -> String {
    let mut outside = String::new();
    let mut within = 0;
    for sign in text.chars() {
        match sign {
            '(' | '[' | '{' | '（' | '［' | '｛' => within += 1,
            ')' | ']' | '}' | '）' | '］' | '｝' => {
                within = (within - 1).max(0);
                outside.push(' ');
            }
            _ if within == 0 => outside.push(sign),
            _ => {}
        }
    }
    if filled(&json!(outside)) { outside } else { text.to_owned() }
}

fn name(text: &str) -> Vec<String> {
    words(text).iter().map(|word| super::one_letter(word)).collect()
}

fn versions(item: &Value) -> Vec<Vec<String>> {
    ["hardware_version", "firmware_version", "software_version"]
        .into_iter()
        .map(|field| product(item[field].as_str().unwrap_or_default()))
        .filter(|version| !version.is_empty())
        .collect()
}

fn evidence(
    found: &mut Found,
    assessment: &Value,
    rows: &[Row<'_>],
    day: &str,
    id: &str,
    item: &Value,
) {
    let links = |answer: &Value| {
        list(&answer["evidence"]).contains(&json!(id)) || answer["scoping_analysis"] == id
    };
    let mut add = |rule: &str, severity: &str, check: &str, more: Value| {
        found.add(json!({ "at": "evidence", "evidence": id }), rule, severity, check, more);
    };
    let fields =
        |value: &'_ Value| value.as_object().unwrap().values().cloned().collect::<Vec<_>>();
    let mut answers: Vec<Value> = fields(&assessment["answers"]).iter().flat_map(&fields).collect();
    let own = fields(&assessment["component_answers"]);
    answers.extend(own.iter().flat_map(&fields).flat_map(|own| fields(&own)));
    if !answers.iter().any(links) {
        add("ML-4", "hint", "evidence-unlinked", json!({}));
    }
    let used: Vec<&Row<'_>> = rows.iter().filter(|row| links(row.answer)).collect();
    if used.is_empty() {
        return;
    }
    // CV-9: several components of one requirement are one requirement.
    let ids = |rows: &[&Row<'_>]| {
        let mut ids: Vec<(&str, &str)> = rows.iter().map(|row| (row.part, row.id)).collect();
        ids.dedup();
        ids.into_iter().map(|(_, id)| id.to_owned()).collect::<Vec<_>>()
    };
    let of_process: Vec<&Row<'_>> = used
        .iter()
        .copied()
        .filter(|row| row.part == "2-4" || row.part == "4-1")
        .filter(|row| {
            let is_evidence = list(&row.answer["evidence"]).contains(&json!(id));
            is_evidence || is_to_come(assessment, &item["date"]) || is_over(item, day)
        })
        .collect();
    let lacks = lacks(item);
    if shows(item, "performed") && !lacks.is_empty() && !of_process.is_empty() {
        let more = json!({ "lacks": lacks, "requirements": ids(&of_process) });
        add("ML-4", "asks", "record-incomplete", more);
    } else if item["date"].is_null() {
        add("ML-4", "asks", "evidence-undated", json!({}));
    }
    // ML-4: an earlier version of a procedure, beside one that holds, is missed by nobody.
    let is_earlier = |row: &&&Row<'_>| {
        let linked = list(&row.answer["evidence"]).iter();
        let mut linked = linked.map(|id| &assessment["evidence"][id.as_str().unwrap()]);
        let is_procedure = |item: &Value| super::is_approved(item) && shows(item, "documented");
        is_procedure(item)
            && list(&item["shows"]).len() == 1
            && row.answer["scoping_analysis"] != id
            && linked.any(|of| is_procedure(of) && super::holds(assessment, of))
    };
    let missed: Vec<&Row<'_>> = used.iter().copied().filter(|row| !is_earlier(&row)).collect();
    let is_of_process = rows.iter().any(|row| {
        (row.part == "2-4" || row.part == "4-1")
            && list(&row.answer["evidence"]).contains(&json!(id))
    });
    let is_both = shows(item, "performed") && shows(item, "documented");
    let counts = lacks.is_empty() && super::is_approved(item) && super::holds(assessment, item);
    if is_both && counts && is_of_process {
        add("ML", "asks", "record-is-procedure", json!({}));
    }
    if is_to_come(assessment, &item["date"]) {
        let more = json!({ "date": item["date"], "requirements": ids(&used) });
        add("ML-4", "blocks", "evidence-not-yet-valid", more);
    } else if is_over(item, day) && !missed.is_empty() {
        let more = json!({ "valid_until": item["valid_until"], "requirements": ids(&missed) });
        add("ML-4", "blocks", "evidence-expired", more);
    }
    let of = |field: &str| item[field].as_str().unwrap().to_owned();
    let is_one = |fold: fn(&str) -> String| {
        is_one_person(name(&fold(&of("reviewer"))), name(&fold(&of("author"))))
    };
    if !filled(&item["reviewer"]) {
        add("ML", "asks", "evidence-unreviewed", json!({}));
    } else if is_one(str::to_owned) || is_one(without_roles) {
        add("ML", "asks", "evidence-self-reviewed", json!({}));
    }
    if !filled(&item["location"]) && item["file"].is_null() {
        add("ML-4", "asks", "evidence-without-location", json!({}));
    }
    let mut carries = used.clone();
    carries.retain(|row| list(&row.answer["evidence"]).contains(&json!(id)));
    let carries = ids(&carries).len();
    if carries > 20 {
        add("ML-1", "hint", "evidence-overused", json!({ "count": carries }));
    }
    let is_technical = used.iter().any(|row| row.part == "3-3" || row.part == "4-2");
    let stated = item["product_version"].as_str().unwrap();
    match super::made_with::difference(assessment, stated).filter(|_| is_technical) {
        // CK-3: of records of a product only, and once.
        Some("unsaid") => {
            let is_record = shows(item, "performed") && item["organizational"] != true;
            let is_raised = lacks.contains(&"product-version") && !of_process.is_empty();
            if is_record && !is_raised {
                add("CK-3", "asks", "evidence-version-unsaid", json!({}));
            }
        }
        Some(check) => add("ML-4", "asks", check, json!({ "version": stated })),
        None => {}
    }
}

/// CK-4: the access paths of which an answer says that there are none, and that the
/// scope or an interface has, in the order of the rule.
/// CV-9: of a component, only one of its own interfaces.
fn denied_paths(assessment: &Value, component: Option<&str>, answer: &Value) -> Vec<&'static str> {
    let phrases: [(&str, &[&str]); 6] = [
        (
            "wired-network",
            &[
                "no network interface",
                "no network interfaces",
                "no network connection",
                "not networked",
                "no ethernet",
            ],
        ),
        ("fieldbus", &["no fieldbus"]),
        ("wireless", &["no wireless", "no radio", "no bluetooth"]),
        ("service-port", &["no service port", "no debug port"]),
        ("removable-media", &["no usb", "no removable media", "no memory card"]),
        ("remote", &["no remote access", "no cloud"]),
    ];
    let says = |phrase: &&str| {
        ["statement", "justification"]
            .iter()
            .any(|field| has_phrase(&words(answer[*field].as_str().unwrap_or("")), phrase))
    };
    let has = |path: &str| {
        let mut interfaces = list(&assessment["interfaces"]).iter();
        let ends = |one: &Value, id: &str| one["from"] == id || one["to"] == id;
        match component {
            None => {
                list(&assessment["scope"]["access"]).iter().any(|one| one == path)
                    || interfaces.any(|one| one["path"] == path)
            }
            Some(id) => interfaces.any(|one| one["path"] == path && ends(one, id)),
        }
    };
    let found = phrases.iter().filter(|(path, all)| has(path) && all.iter().any(says));
    found.map(|(path, _)| *path).collect()
}
