//! A trial: the figures as they would be if gaps were closed.

use super::closing::{closed_at, is_excused, with};
use crate::{
    assessment::{Assessment, Standing, Verdict},
    catalogue::RequirementKey,
    results::{GroupResults, LevelReached, Maturity, PartResults, Results},
    words,
};

/// The results as they would be if these requirements were closed. No answer
/// is touched; what does not apply to the component types stays as it is.
#[must_use]
pub fn what_if(assessment: &Assessment, results: &Results, closed: &[RequirementKey]) -> Results {
    let mut after = results.clone();
    for (part, before) in after.parts.iter_mut().zip(&results.parts) {
        let mut is_moved = false;
        for key in closed.iter().filter(|key| key.part() == before.part) {
            let Some(row) = part.requirements.get_mut(key.row()) else { continue };
            if row.standing == Standing::OtherKind {
                continue;
            }
            is_moved = true;
            let is_excused = is_excused(before, row);
            let components = part.components.iter_mut();
            for own in components.filter_map(|one| one.requirements.get_mut(key.row())) {
                // What was said not to apply to a component (CV-9) counts as that then.
                own.verdict = match own.given {
                    Verdict::NotApplicable => Verdict::NotApplicable,
                    _ => Verdict::Pass,
                };
            }
            row.verdict = if is_excused { Verdict::NotApplicable } else { Verdict::Pass };
            if before.maturity.is_some() && !is_excused {
                row.supported = closed_at(assessment, before, row);
                row.facts = with(row.facts, row.supported);
                row.missing = row.facts.missing_for(row.supported.next());
            }
            part.findings.retain(|finding| finding.requirement.0 != *key);
        }
        if is_moved {
            part.aggregate(assessment);
        }
    }
    after
}

/// A figure of the certificate as it is and as it would be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureChange {
    /// What it is of.
    pub name: String,
    /// As it is.
    pub now: String,
    /// As it would be.
    pub then: String,
}

/// The figures of each part, and those of its organizational levels that
/// differ between two results of one selection.
#[must_use]
pub fn figures(now: &Results, then: &Results) -> Vec<FigureChange> {
    let mut figures = Vec::new();
    for (now, then) in now.parts.iter().zip(&then.parts) {
        let code = now.part.code();
        let mut add = |name: String, texts: [String; 2]| {
            let [now, then] = texts;
            figures.push(FigureChange { name, now, then });
        };
        let both = |text: fn(&PartResults) -> String| [text(now), text(then)];
        let coverage = [now.coverage.ratio(code), then.coverage.ratio(code)];
        add(words::gaps::coverage_of(code), coverage);
        if now.security.is_some() {
            add(words::gaps::capability_of(code), both(capability));
        } else {
            add(words::gaps::floor_of(code), both(|part| level_text(part.maturity)));
        }
        let excused = both(|part| part.coverage.not_applicable.to_string());
        add(words::gaps::excused_of(code), excused);
        for (now, then) in now.groups.iter().zip(&then.groups) {
            if now != then {
                let text = |figures: &GroupResults| {
                    let mut text = figures.coverage.ratio(figures.group);
                    if figures.maturity.is_some() {
                        text.extend([words::list::dot(), &level_text(figures.maturity)]);
                    }
                    text
                };
                let name = then.group.to_owned();
                add(name, [text(now), text(then)]);
            }
        }
    }
    figures
}

fn capability(part: &PartResults) -> String {
    let levels = part.security.iter().flat_map(|security| &security.vector);
    let levels: Vec<String> = levels.map(|level| level.capability.number().to_string()).collect();
    levels.join(" ")
}

fn level_text(maturity: Option<Maturity>) -> String {
    let level = maturity.and_then(|maturity| maturity.supported);
    level.map_or(words::app::dash(), LevelReached::text).to_owned()
}
