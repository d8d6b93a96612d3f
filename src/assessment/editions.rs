//! Carries an assessment over from an earlier edition of a catalogue: every
//! answer is kept, and asked again only where its requirement has changed.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{
    Answer, LINE_MAX, Link, Note, SetAside, is_longer,
    profile::{ProfileFlaw, Unresolved},
};
use crate::{
    catalogue::{Earlier, Outcome, PartId, RowChange},
    json::{Plain, Reader as _},
    notice::Notice,
    words,
};

/// The contents of records by their names, as they are stored and sealed.
pub type Records = BTreeMap<String, Value>;

/// What became of an assessment that was made with an earlier edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CarriedOver {
    /// Of which part.
    pub part: PartId,
    /// The edition it was made with.
    pub edition: &'static str,
    /// The requirements that are new, by id.
    pub added: Vec<&'static str>,
    /// The answered requirements that have changed and are asked again, by their ids now.
    pub asked_again: Vec<String>,
    /// The answered requirements that have another id: before, and now.
    pub renamed: Vec<(String, &'static str)>,
    /// The answered requirements that are gone, by the ids they had.
    pub set_aside: Vec<String>,
    /// What profiles said and can no longer say: profile and id.
    pub left_out: Vec<String>,
}

impl CarriedOver {
    /// What is to be said of it.
    #[must_use]
    pub fn notice(&self) -> Notice {
        use words::edition as say;
        let part = self.part.part();
        let renamed: Vec<String> =
            self.renamed.iter().map(|(before, now)| format!("{before} → {now}")).collect();
        let added: Vec<String> = self.added.iter().map(|id| (*id).to_owned()).collect();
        let mut text = say::carried_over(part.standard, self.edition, part.edition);
        let mut add = |say: fn(&str) -> String, ids: &[String]| {
            if !ids.is_empty() {
                text.push(' ');
                text.push_str(&say(&ids.join(words::list::comma())));
            }
        };
        add(say::asked_again, &self.asked_again);
        add(say::added, &added);
        add(say::renamed, &renamed);
        add(say::set_aside, &self.set_aside);
        add(say::left_out, &self.left_out);
        Notice { text, is_trouble: false }
    }
}

/// Carries records over from an earlier edition to the present one. The rows
/// that profiles select move along; what a profile may no longer say is left
/// out of it.
pub fn carry_over(records: &mut Records, earlier: &Earlier) -> CarriedOver {
    let mut report = CarriedOver {
        part: earlier.part,
        edition: earlier.edition,
        added: Vec::new(),
        asked_again: Vec::new(),
        renamed: Vec::new(),
        set_aside: Vec::new(),
        left_out: Vec::new(),
    };
    for change in earlier.changes {
        if let RowChange::Added(id) = change {
            report.added.push(id);
        }
    }
    carry_answers(records, earlier, &mut report);
    carry_profiles(records, earlier, &mut report);
    report
}

/// The name of a record of an answer, taken apart.
struct AnswerName<'a> {
    /// `answer`, `link`, `tick`, `note/answer` or `order/link`.
    kind: &'a str,
    /// The id of the requirement.
    id: &'a str,
    /// What stands behind it: the subject, and in a link or tick what it names.
    rest: &'a str,
}

impl<'a> AnswerName<'a> {
    /// The kinds of record whose names begin with the key of an answer.
    const KINDS: [&'static str; 5] = ["answer", "link", "tick", "note/answer", "order/link"];

    fn parse(name: &'a str, part: PartId) -> Option<Self> {
        let kind = Self::KINDS
            .into_iter()
            .find(|kind| name.strip_prefix(kind).is_some_and(|rest| rest.starts_with('/')))?;
        let rest = name.strip_prefix(kind)?.strip_prefix('/')?;
        let (id, rest) = rest.strip_prefix(part.code())?.strip_prefix('/')?.split_once('/')?;
        Some(Self { kind, id, rest })
    }
}

/// The names of the records of answers to this part that hold none. They cannot
/// be carried over, and stay under the names they have.
pub(super) fn misread(records: &Records, earlier: &Earlier) -> Vec<String> {
    let is_misread = |kind: &str, content: &Value| match kind {
        "answer" => Plain::read::<Answer>(content)
            .map_or(true, |answer| answer.text_flaw().or_else(|| answer.own_flaw()).is_some()),
        "link" => Plain::read::<Link>(content).map_or(true, |link| link.text_flaw().is_some()),
        "tick" => !content.is_object(),
        "note/answer" => {
            Plain::read::<Note>(content).map_or(true, |note| note.text_flaw().is_some())
        }
        _ => Plain::read::<Vec<String>>(content).is_err(),
    };
    records
        .iter()
        .filter(|(name, content)| {
            AnswerName::parse(name, earlier.part)
                .is_some_and(|answer| is_misread(answer.kind, content))
        })
        .map(|(name, _)| name.clone())
        .collect()
}

fn carry_answers(records: &mut Records, earlier: &Earlier, report: &mut CarriedOver) {
    let part = earlier.part;
    let before = std::mem::take(records);
    let answered: Vec<String> = before
        .keys()
        .filter_map(|name| AnswerName::parse(name, part).map(|answer| answer.id.to_owned()))
        .collect();
    let outcome = |id: &str| match earlier.outcome(id) {
        // Two answers cannot share a place: the one that moves gives way.
        Outcome::Keep { id: Some(now), .. } if answered.iter().any(|other| other == now) => {
            Outcome::SetAside("")
        }
        outcome => outcome,
    };
    let mut asides: BTreeMap<(String, String), Aside> = BTreeMap::new();
    let mut components: Vec<(String, String)> = Vec::new();
    for (name, content) in &before {
        let called = content.get("name").and_then(Value::as_str).unwrap_or_default();
        let fits = !called.is_empty() && !is_longer(called, LINE_MAX);
        if fits && name.starts_with("component/") {
            components.push((name.clone(), called.to_owned()));
        }
    }
    for (name, mut content) in before {
        let Some(answer) = AnswerName::parse(&name, part) else {
            records.insert(name, content);
            continue;
        };
        match outcome(answer.id) {
            Outcome::SetAside(title) => {
                let subject = subject(answer.rest).to_owned();
                let aside = asides.entry((answer.id.to_owned(), subject)).or_default();
                aside.title = title.to_owned();
                match answer.kind {
                    "answer" => aside.answer = Some(content),
                    "link" => aside.links.push(content),
                    "note/answer" => aside.note = Some(content),
                    "tick" => {
                        aside.ticks.extend(answer.rest.rsplit('/').next().map(str::to_owned));
                    }
                    _ => {}
                }
            }
            Outcome::Keep { id: now, asks_again } => {
                if answer.kind == "answer" {
                    if asks_again {
                        report.asked_again.push(now.unwrap_or(answer.id).to_owned());
                        if let Value::Object(fields) = &mut content {
                            let edition = json!({ "edition": earlier.edition });
                            fields.insert("asked_again".to_owned(), edition);
                        }
                    }
                    if let Some(now) = now {
                        report.renamed.push((answer.id.to_owned(), now));
                    }
                }
                let id = now.unwrap_or(answer.id);
                let AnswerName { kind, rest, .. } = answer;
                records.insert(format!("{kind}/{}/{id}/{rest}", part.code()), content);
            }
        }
    }
    for ((id, subject), aside) in asides {
        report.set_aside.push(id.clone());
        let mut content = json!({
            "part": part.code(),
            "edition": earlier.edition,
            "requirement": id,
            "subject": subject,
            "title": aside.title,
            "answer": aside.answer.unwrap_or_else(|| json!({})),
            "links": aside.links,
            "ticks": aside.ticks,
        });
        if let Some((_, called)) = components.iter().find(|(name, _)| *name == subject) {
            content["component"] = called.as_str().into();
        }
        let key = SetAside::id_from(part, earlier.edition, &id, &subject);
        // One that was carried over before and not stored whole comes again.
        records.insert(format!("set-aside/{key}"), content);
        // What is internal does not go into what is handed over.
        records.extend(aside.note.map(|note| (format!("note/set-aside/{key}"), note)));
    }
}

/// What is set aside of one answer.
#[derive(Default)]
struct Aside {
    title: String,
    answer: Option<Value>,
    links: Vec<Value>,
    ticks: Vec<String>,
    note: Option<Value>,
}

/// The subject at the beginning of what stands behind a requirement.
fn subject(rest: &str) -> &str {
    let end = match rest.strip_prefix("component/") {
        Some(id) => "component/".len() + id.find('/').unwrap_or(id.len()),
        None => rest.find('/').unwrap_or(rest.len()),
    };
    &rest[..end]
}

fn carry_profiles(records: &mut Records, earlier: &Earlier, report: &mut CarriedOver) {
    records.retain(|name, profile| {
        if !name.starts_with("profile/") {
            return true;
        }
        let title = profile.get("title").and_then(Value::as_str).unwrap_or_default().to_owned();
        let Some(Value::Array(parts)) = profile.get_mut("parts") else { return true };
        let had_some = !parts.is_empty();
        let carried = std::mem::take(parts).into_iter();
        parts.extend(carried.filter_map(|part| {
            carry_profile(part, earlier, &mut |flaw| {
                report.left_out.push(format!("{title}: {flaw}"));
            })
        }));
        // One that has nothing left to say acts no more.
        !had_some || !parts.is_empty()
    });
}

fn carry_profile(
    part: Value,
    earlier: &Earlier,
    left_out: &mut dyn FnMut(ProfileFlaw),
) -> Option<Value> {
    if part.get("part").and_then(Value::as_str) != Some(earlier.part.code()) {
        return Some(part);
    }
    let Ok(mut unresolved) = Plain::read::<Unresolved>(&part) else { return Some(part) };
    for row in unresolved.requirements.iter_mut().chain(&mut unresolved.exclusions) {
        if let Outcome::Keep { id: Some(now), .. } = earlier.outcome(&row.id) {
            row.id = now.to_owned();
        }
        row.title = None;
    }
    if unresolved.edition == earlier.edition {
        earlier.part.part().edition.clone_into(&mut unresolved.edition);
    }
    serde_json::to_value(unresolved.resolve(&mut |flaw| left_out(flaw))?).ok()
}
