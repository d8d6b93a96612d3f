//! Gaps: what stands between the answers and the certificate, by what closing
//! it brings, with a trial of the figures as they would be.

use std::collections::BTreeSet;

use exready::{
    assessment::{AssessmentId, Date},
    bundle,
    catalogue::{PartId, RequirementKey},
    find,
    results::{
        MissingFacts,
        gaps::{self, FigureChange, Gap, NextLevel},
    },
    words,
};
use leptos::prelude::*;

use super::labels::link;
use crate::app::{
    browser::{clock, files},
    parts::choice::filter_by,
    session::session,
};

/// A gap with what its line says of it.
#[derive(Clone, PartialEq, Eq)]
struct Line {
    gap: Gap,
    owner: String,
    due: Option<Date>,
}

/// Which gaps the list shows.
#[derive(Clone, Default, PartialEq, Eq)]
struct Filter {
    part: Option<PartId>,
    owner: Owner,
    text: String,
}

/// Whose gaps the list shows.
#[derive(Clone, Default, PartialEq, Eq)]
enum Owner {
    #[default]
    All,
    Mine,
    /// An empty one is nobody.
    One(String),
}

impl Filter {
    fn shows(&self, line: &Line, is_mine: impl Fn(&str) -> bool) -> bool {
        let key = line.gap.requirement;
        self.part.is_none_or(|part| part == key.part())
            && match &self.owner {
                Owner::All => true,
                Owner::Mine => line.gap.owners.iter().any(|owner| is_mine(owner)),
                Owner::One(owner) => *owner == line.owner,
            }
            && find::finds(&find::words(&self.text), &[key.id(), key.requirement().title()])
    }
}

fn lines_of(gaps: Vec<Gap>) -> Vec<Line> {
    let line = |gap: Gap| {
        let (owner, due) = (gap.owner().trim().to_owned(), gap.due.clone());
        Line { gap, owner, due }
    };
    gaps.into_iter().map(line).collect()
}

/// The gaps of the parts that are selected.
pub fn view(id: AssessmentId, parts: Vec<PartId>) -> AnyView {
    let session = session();
    let id = StoredValue::new(id);
    let lines = Memo::new(move |_| {
        let lines = session.read(|open| lines_of(gaps::gaps(&open.assessment, &open.results)));
        lines.unwrap_or_default()
    });
    let filter = RwSignal::new(Filter::default());
    // A trial, and no part of the document: it ends with the page.
    let closed = RwSignal::new(Vec::<RequirementKey>::new());
    let owners = Memo::new(move |_| {
        let owner = |line: &Line| line.owner.clone();
        let owners: BTreeSet<String> = lines.with(|lines| lines.iter().map(owner).collect());
        owners.into_iter().collect::<Vec<_>>()
    });
    let shown = Memo::new(move |_| {
        filter.with(|filter| {
            let shows = |line: &Line| filter.shows(line, |owner| session.is_mine(owner));
            lines.with(|lines| lines.iter().map(shows).collect())
        })
    });
    let count = move || shown.with(|shown: &Vec<bool>| shown.iter().filter(|is| **is).count());
    let list = move || {
        let today = clock::today();
        lines.with(|lines| {
            let one =
                |(index, gap): (usize, &Line)| line(id, index, gap, Some(&today), shown, closed);
            lines.iter().enumerate().map(one).collect::<Vec<_>>()
        })
    };
    let download = move |_| {
        let offered = session.peek(|open| {
            let gaps = gaps::gaps(&open.assessment, &open.results);
            let name = bundle::file_name(&open.assessment);
            let name = name.strip_suffix(bundle::EXTENSION).unwrap_or(&name);
            let text = gaps::csv(&gaps);
            files::offer(&format!("{name}-gaps.csv"), "text/csv", text.as_bytes()).ok()
        });
        if offered == Some(None) {
            session.notify(words::gaps::not_downloaded(), true);
        }
    };
    let next = move || {
        let levels = session.read(|open| gaps::next_levels(&open.results)).unwrap_or_default();
        if levels.is_empty() {
            return vec![view! { <li>{words::gaps::next_none()}</li> }.into_any()];
        }
        levels.iter().map(|level| next_level(id, level)).collect::<Vec<_>>()
    };
    let figures = Memo::new(move |_| {
        closed.with(|closed| {
            let figures = session.read(|open| {
                let then = gaps::what_if(&open.assessment, &open.results, closed);
                gaps::figures(&open.results, &then)
            });
            // What stays as it is says nothing here.
            let mut figures = figures.unwrap_or_default();
            figures.retain(|figure| figure.now != figure.then);
            figures
        })
    });
    let is_tried = move || !closed.with(Vec::is_empty);
    let is_empty = move || lines.with(Vec::is_empty);
    view! {
        <h2>{words::gaps::title()}</h2>
        <p class="hint">{words::gaps::hint()}</p>
        <details class="more">
            <summary>{words::gaps::next()}</summary>
            <ul class="plain next-levels">{move || next().into_any()}</ul>
        </details>
        <section class="what-if" aria-label=words::gaps::what_if()>
            <h3>{words::gaps::what_if()}</h3>
            <p class="hint" hidden=is_tried>{words::gaps::what_if_hint()}</p>
            <p class="actions">
                <span aria-live="polite">{move || words::gaps::marked(closed.with(Vec::len))}</span>
                <button type="button" class="button" disabled=move || !is_tried()
                    on:click=move |_| closed.set(Vec::new())>{words::gaps::clear()}</button>
            </p>
            <details class="more" hidden=move || !is_tried()>
                <summary>{move || figures.with(|figures| summary(figures))}</summary>
                <div class="table-frame" tabindex="0" role="region" aria-label=words::gaps::figure()>
                    <table class="narrow">
                        <thead>
                            <tr>
                                <th scope="col">{words::gaps::figure()}</th>
                                <th scope="col">{words::gaps::now()}</th>
                                <th scope="col">{words::gaps::then()}</th>
                            </tr>
                        </thead>
                        <tbody>{move || figures.with(|figures| figures.iter().map(figure).collect::<Vec<_>>()).into_any()}</tbody>
                    </table>
                </div>
            </details>
        </section>
        <h3>{words::gaps::list()}</h3>
        <div class="filters">
            {filter_by("gaps-part", words::gaps::part(), words::gaps::all_parts(), {
                let parts = parts.clone();
                move || parts.iter().map(|part| part.code().to_owned()).collect()
            }, move |index| filter.update(|filter| filter.part = index.map(|index| parts[index])))}
            {filter_by("gaps-owner", words::gaps::owner_filter(), words::gaps::everybody(), move || {
                let name = |owner: &String| {
                    if owner.is_empty() { words::gaps::nobody().to_owned() } else { owner.clone() }
                };
                let mine = session.me.with(|me| (!me.is_empty()).then(|| words::gaps::mine().to_owned()));
                owners.with(|owners| mine.into_iter().chain(owners.iter().map(name)).collect())
            }, move |index| {
                // "Mine" comes first, for those who have said their name.
                let owner = match (index, session.me.with_untracked(String::is_empty)) {
                    (None, _) => Owner::All,
                    (Some(0), false) => Owner::Mine,
                    (Some(index), is_unnamed) => {
                        let index = if is_unnamed { index } else { index - 1 };
                        owners.with_untracked(|owners| owners.get(index).cloned()).map_or(Owner::All, Owner::One)
                    }
                };
                filter.update(|filter| filter.owner = owner);
            })}
            <div class="field">
                <label for="gaps-find">{words::gaps::find()}</label>
                <input id="gaps-find" type="text" autocomplete="off" spellcheck="false"
                    on:input=move |event| filter.update(|filter| filter.text = event_target_value(&event)) />
            </div>
        </div>
        <p class="actions">
            <span aria-live="polite">{move || words::gaps::count(count())}</span>
            <button type="button" class="button" disabled=is_empty on:click=download>{words::gaps::download()}</button>
        </p>
        {move || is_empty().then(|| view! { <p class="empty">{words::gaps::none()}</p> }.into_any())}
        {move || (!is_empty() && count() == 0).then(|| view! { <p class="empty">{words::gaps::none_shown()}</p> }.into_any())}
        <ul class="gap-list">{move || list().into_any()}</ul>
    }
    .into_any()
}

/// One gap, with the tick that tries it as closed.
fn line(
    id: StoredValue<AssessmentId>,
    index: usize,
    line: &Line,
    today: Option<&Date>,
    shown: Memo<Vec<bool>>,
    closed: RwSignal<Vec<RequirementKey>>,
) -> AnyView {
    let key = line.gap.requirement;
    let tick = move |event: leptos::ev::Event| {
        closed.update(|closed| {
            closed.retain(|other| *other != key);
            if event_target_checked(&event) {
                closed.push(key);
            }
        });
    };
    let mut remarks = vec![line.gap.cause.text().to_owned()];
    if !line.gap.missing.is_empty() {
        remarks.push(words::gaps::missing_is(&line.gap.missing.text()));
    }
    if !line.owner.is_empty() {
        remarks.push(words::gaps::owner_is(&line.owner));
    }
    let is_overdue = line.due.as_ref().zip(today).is_some_and(|(due, today)| due < today);
    let due = line.due.as_ref().map(|due| {
        let say = if is_overdue { words::gaps::overdue_is } else { words::gaps::due_is };
        let text = format!("{}{}", words::list::dot(), say(due.as_str()));
        view! { <span class:attention=is_overdue>{text}</span> }.into_any()
    });
    view! {
        <li class="gap-row" hidden=move || !shown.with(|shown| shown.get(index) == Some(&true))>
            <input type="checkbox" aria-label=words::gaps::close(&key.with_part())
                prop:checked=move || closed.with(|closed| closed.contains(&key)) on:change=tick />
            <span class="gap-name">{key.part().code()} " " {id.with_value(|id| link(id, key))} " " {key.requirement().title()}</span>
            <span class="gap-effect">{line.gap.effect.text(key)}</span>
            <span class="gap-remarks">{remarks.join(words::list::dot())} {due}</span>
        </li>
    }
    .into_any()
}

/// What lifts one level, with the way to each requirement.
fn next_level(id: StoredValue<AssessmentId>, next: &NextLevel) -> AnyView {
    let row = |(key, missing): &(RequirementKey, MissingFacts)| {
        let missing = (!missing.is_empty()).then(|| words::gaps::missing_is(&missing.text()));
        view! { <li>{id.with_value(|id| link(id, *key))} " " {missing}</li> }.into_any()
    };
    let rows: Vec<AnyView> = next.rows.iter().map(row).collect();
    let text = format!("{}{}{}", next.part.code(), words::list::dot(), next.text());
    view! {
        <li><details class="more"><summary>{text}</summary><ul class="plain">{rows}</ul></details></li>
    }
    .into_any()
}

/// The first of the figures that would be others, and how many there are.
fn summary(figures: &[FigureChange]) -> String {
    const NAMED: usize = 2;
    let change = |figure: &FigureChange| words::gaps::change(&figure.name, &figure.then);
    let mut texts: Vec<String> = figures.iter().take(NAMED).map(change).collect();
    match figures.len() {
        0 => return words::gaps::no_change().to_owned(),
        count if count > NAMED => texts.push(words::gaps::more_changes(count - NAMED)),
        _ => {}
    }
    texts.join(words::list::dot())
}

fn figure(change: &FigureChange) -> AnyView {
    view! {
        <tr>
            <th scope="row">{change.name.clone()}</th>
            <td data-label=words::gaps::now()>{change.now.clone()}</td>
            <td data-label=words::gaps::then()><strong>{change.then.clone()}</strong></td>
        </tr>
    }
    .into_any()
}
