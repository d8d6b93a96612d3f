//! Carries an assessment over from an earlier edition of a catalogue: every
//! answer is kept, and asked again only where its requirement has changed.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{
    Answer, AnswerField, LINE_MAX,
    profile::{ProfileFlaw, Unresolved},
};
use crate::{
    catalogue::{Earlier, Outcome, PartId, RowChange},
    json,
};

/// The most answers that may be set aside; no catalogue has as many rows.
pub const SET_ASIDE_MAX: usize = 10_000;

/// The answer to a requirement that the present edition does not have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SetAside {
    /// Of which part.
    pub part: PartId,
    /// The edition that had the requirement.
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    pub edition: String,
    /// The id the requirement had.
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    pub requirement: String,
    /// The title it had.
    #[cfg_attr(feature = "schema", schemars(length(max = LINE_MAX)))]
    pub title: String,
    /// What was answered.
    pub answer: Answer,
}

impl SetAside {
    /// The limit of the first text that is longer than it may be.
    pub(super) fn too_long(&self) -> Option<usize> {
        let lines = [Some(&self.edition), Some(&self.requirement), Some(&self.title)];
        let lines = lines.into_iter().chain([self.answer.asked_again.as_ref()]).flatten();
        let is_long = |text: &&String| super::is_longer(text, LINE_MAX);
        lines
            .filter(is_long)
            .map(|_| LINE_MAX)
            .next()
            .or_else(|| self.answer.too_long().map(AnswerField::max))
    }
}

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

/// Carries an assessment, as JSON, over from an earlier edition to the present
/// one. The rows it profiles select move along; what a profile may no longer
/// say is left out of it.
pub fn carry_over(assessment: &mut Value, earlier: &Earlier) -> CarriedOver {
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
    let code = earlier.part.code();
    let mut set_aside = Vec::new();
    if let Some(Value::Object(answers)) =
        assessment.get_mut("answers").and_then(|answers| answers.get_mut(code))
    {
        let mut kept = Map::new();
        let before = std::mem::take(answers);
        let ids: Vec<String> = before.keys().cloned().collect();
        for (id, mut answer) in before {
            let outcome = match earlier.outcome(&id) {
                // Two answers cannot share a place: the one that moves gives way.
                Outcome::Keep { id: Some(now), .. } if ids.iter().any(|id| id == now) => {
                    Outcome::SetAside("")
                }
                outcome => outcome,
            };
            match outcome {
                Outcome::SetAside(title) => {
                    report.set_aside.push(id.clone());
                    set_aside.push(json!({
                        "part": code, "edition": earlier.edition, "requirement": id,
                        "title": title, "answer": answer,
                    }));
                }
                Outcome::Keep { id: now, asks_again } => {
                    if asks_again {
                        report.asked_again.push(now.map_or_else(|| id.clone(), str::to_owned));
                        if let Value::Object(fields) = &mut answer {
                            fields.insert("asked_again".to_owned(), earlier.edition.into());
                        }
                    }
                    if let Some(now) = now {
                        report.renamed.push((id.clone(), now));
                    }
                    kept.insert(now.map_or(id, str::to_owned), answer);
                }
            }
        }
        *answers = kept;
    }
    if let Value::Object(fields) = assessment
        && !set_aside.is_empty()
    {
        match fields.get_mut("set_aside") {
            // One that was carried over before and not stored whole comes again.
            Some(Value::Array(before)) => {
                set_aside.retain(|item| !before.contains(item));
                before.extend(set_aside);
            }
            _ => {
                fields.insert("set_aside".to_owned(), set_aside.into());
            }
        }
    }
    if let Some(Value::Array(profiles)) = assessment.get_mut("profiles") {
        profiles.retain_mut(|profile| {
            let title = profile.get("title").and_then(Value::as_str).unwrap_or_default().to_owned();
            let Some(Value::Array(parts)) = profile.get_mut("parts") else { return true };
            let had_some = !parts.is_empty();
            let carried = std::mem::take(parts).into_iter();
            parts.extend(carried.filter_map(|part| {
                carry_profile(part, earlier, &mut |flaw| {
                    report.left_out.push([title.as_str(), ": ", &flaw.to_string()].concat());
                })
            }));
            // One that has nothing left to say acts no more.
            !had_some || !parts.is_empty()
        });
    }
    report
}

fn carry_profile(
    part: Value,
    earlier: &Earlier,
    left_out: &mut dyn FnMut(ProfileFlaw),
) -> Option<Value> {
    if part.get("part").and_then(Value::as_str) != Some(earlier.part.code()) {
        return Some(part);
    }
    let Ok(mut of) = json::read::<Unresolved>(&part) else { return Some(part) };
    for row in of.requirements.iter_mut().chain(&mut of.exclusions) {
        if let Outcome::Keep { id: Some(now), .. } = earlier.outcome(&row.id) {
            row.id = now.to_owned();
        }
        row.title = None;
    }
    if of.edition == earlier.edition {
        earlier.part.part().edition.clone_into(&mut of.edition);
    }
    serde_json::to_value(of.resolve(&mut |flaw| left_out(flaw))?).ok()
}
