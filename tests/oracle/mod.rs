//! The numbers once more, naively: JSON in, JSON out, written from the
//! rulebook alone. It shares no type and no function with the library.

use std::collections::BTreeSet;

use serde_json::{Value, json};

/// The practices of 4-1 with the number of their requirements.
const PRACTICES: [(&str, usize); 8] =
    [("SM", 13), ("SR", 5), ("SD", 4), ("SI", 2), ("SVV", 5), ("DM", 6), ("SUM", 5), ("SG", 7)];

const LEVELS: [&[&str]; 5] = [
    &[],
    &["performed"],
    &["performed", "documented"],
    &["performed", "documented", "repeated"],
    &["performed", "documented", "repeated", "improved"],
];

/// The `results` that an `assessment` must have.
pub fn results(assessment: &Value) -> Value {
    let mut rows = Vec::new();
    let mut findings = Vec::new();
    let mut groups = Vec::new();
    for (practice, count) in PRACTICES {
        let first = rows.len();
        for number in 1..=count {
            let id = format!("{practice}-{number}");
            let answer = &assessment["answers"]["4-1"][&id];
            rows.push(row(assessment, answer, &id, &mut findings));
        }
        let of_practice = &rows[first..];
        groups.push(json!({
            "group": practice, "coverage": coverage(of_practice), "maturity": maturity(of_practice),
        }));
    }
    json!({ "parts": [{
        "part": "4-1",
        "coverage": coverage(&rows),
        "maturity": maturity(&rows),
        "groups": groups,
        "requirements": rows,
        "findings": findings,
    }]})
}

fn filled(value: &Value) -> bool {
    value.as_str().is_some_and(|text| !text.trim().is_empty())
}

fn row(assessment: &Value, answer: &Value, id: &str, findings: &mut Vec<Value>) -> Value {
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
    let facts = facts(&linked);
    let holds = |fact: &&&str| facts[**fact] == true;
    let supported =
        (0..=4).rev().find(|level| LEVELS[*level].iter().all(|f| holds(&f))).unwrap_or(0);
    let claimed = answer["claimed"].as_u64().unwrap_or(0) as usize;
    let missing = |level: usize| -> Vec<&str> {
        let lacking = LEVELS[level.min(4)].iter().filter(|fact| !holds(fact));
        lacking.map(|fact| what_shows(fact)).collect()
    };

    let mut verdict = answer["verdict"].as_str().unwrap_or("not-evaluated");
    if verdict == "not-applicable" {
        // CV-5, CV-6
        let justified = filled(&answer["justification"]);
        let analysed = answer["scoping_analysis"].is_string();
        if id == "SM-5" {
            find("CV-6", "major", "process-scoping-not-applicable", json!({}));
        }
        if id != "SM-5" && !justified {
            find("CV-5", "major", "not-applicable-unjustified", json!({}));
        }
        if id != "SM-5" && !analysed {
            find("CV-6", "major", "not-applicable-without-analysis", json!({}));
        }
        if id == "SM-5" || !justified || !analysed {
            verdict = "not-evaluated";
        }
    } else {
        if claimed > supported {
            let more =
                json!({ "claimed": claimed, "supported": supported, "missing": missing(claimed) });
            find("ML-1", "major", "claim-above-support", more);
        }
        if facts["documented"] == true && facts["performed"] == false {
            find("ML-2", "hint", "documented-not-performed", json!({}));
        }
        for (evidence, item) in &linked {
            let lacks = lacks(item);
            if shows(item, "performed") && !lacks.is_empty() {
                let more = json!({ "evidence": evidence, "lacks": lacks });
                find("ML-4", "minor", "record-incomplete", more);
            }
        }
    }
    json!({
        "requirement": id, "verdict": verdict, "claimed": claimed, "supported": supported,
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

/// ML-4: date, product version, author and document version.
fn lacks(item: &Value) -> Vec<&'static str> {
    let mut lacks = Vec::new();
    for (field, name) in [
        ("date", "date"),
        ("product_version", "product-version"),
        ("author", "author"),
        ("document_version", "document-version"),
    ] {
        if !filled(&item[field]) {
            lacks.push(name);
        }
    }
    lacks
}

/// The four evidence facts of the section on maturity.
fn facts(linked: &[(&str, &Value)]) -> Value {
    let mut products = BTreeSet::new();
    let mut record_days = Vec::new();
    let mut revision_days = Vec::new();
    let mut documented = false;
    for (_, item) in linked {
        if shows(item, "performed") && lacks(item).is_empty() {
            products.insert(item["product_version"].as_str().unwrap().trim());
            record_days.push(item["date"].as_str().unwrap());
        }
        let approved = filled(&item["document_version"]) && filled(&item["reviewer"]);
        documented |= approved && shows(item, "documented");
        if approved && shows(item, "improved") {
            revision_days.extend(item["date"].as_str());
        }
    }
    let follows = |revision: &&str| record_days.iter().any(|record| record > revision);
    json!({
        "performed": !record_days.is_empty(),
        "documented": documented,
        "repeated": products.len() > 1,
        "improved": revision_days.iter().any(follows),
    })
}

/// CV-2, CV-4
fn coverage(rows: &[Value]) -> Value {
    let of = |verdict: &str| rows.iter().filter(|row| row["verdict"] == verdict).count();
    let left = rows.iter().filter(|row| row["verdict"] != "pass");
    let left: Vec<_> = left.filter(|row| row["verdict"] != "not-applicable").collect();
    json!({
        "passed": of("pass"),
        "not_applicable": of("not-applicable"),
        "total": rows.len(),
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
