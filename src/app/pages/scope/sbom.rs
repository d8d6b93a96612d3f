//! Components from an SBOM: choose a file, choose what to take, add it.

use std::collections::BTreeMap;

use exready::{
    assessment::{Command, Component, Record},
    keeping::Reason,
    sbom::{self, Entry, Offer, PROPOSALS_MAX, Proposal, TooLarge},
    words,
};
use leptos::prelude::*;

use crate::app::{
    browser::{clock, files, modules},
    parts::reading::Reading,
    session::session,
};

/// The files that an SBOM may be, also those whose refusal says how to convert them.
const ENDINGS: &str = ".json,.jsonld,.cdx,.spdx,.spdx3,.bom,.sbom,.xml,.rdf,.tag,.yaml,.yml,\
                       application/json,application/ld+json";

/// What was found in a file, and what is to be taken of it.
struct Found {
    /// What is listed of it now.
    offer: Offer<'static>,
    /// What is chosen, by its place; whether it is listed now or not.
    chosen: BTreeMap<usize, Entry>,
}

impl Found {
    fn new(offer: Offer<'static>) -> Self {
        let chosen = offer.proposals.iter().filter(|proposal| proposal.preselected);
        let chosen = chosen.map(|one| (one.place, one.entry.clone().into_owned())).collect();
        Self { offer, chosen }
    }

    fn choose(&mut self, place: usize, is_chosen: bool) {
        if !is_chosen {
            self.chosen.remove(&place);
        } else if let Some(one) = self.offer.proposals.iter().find(|one| one.place == place) {
            self.chosen.insert(place, one.entry.clone().into_owned());
        }
    }
}

/// Reads an SBOM; the error says in words why not.
async fn read(file: files::File, existing: Vec<Component>) -> Result<Found, String> {
    let size = files::size(&file);
    if size > sbom::SIZE_MAX {
        return Err(TooLarge { size }.to_string());
    }
    let bytes = files::content(&file).await?;
    Ok(Found::new(modules::read_sbom(&bytes, &existing).await?))
}

/// What a proposal is called: name, version, sort and supplier, and what tells
/// it apart from another that is called the same.
fn label(proposal: &Proposal<'_>) -> String {
    let Entry { name, version, supplier, purl, sort, .. } = proposal.entry.as_ref();
    let texts = [name.as_str(), version, sort.text(), supplier, purl];
    let said: Vec<&str> = texts.into_iter().filter(|text| !text.is_empty()).collect();
    said.join(words::list::comma())
}

/// The button that takes components from an SBOM, and what follows on it.
#[component]
pub fn Import() -> impl IntoView {
    let session = session();
    let found = StoredValue::new_local(None::<Found>);
    // Goes up when another file is offered, or none.
    let shown = RwSignal::new(0_u32);
    // Goes up when other entries of the file are listed.
    let listed = RwSignal::new(0_u32);
    // How many entries are chosen.
    let chosen = RwSignal::new(0_usize);
    // What came of it where it is not what was asked for: the head, and why.
    let refusal = RwSignal::new(None::<(&'static str, String)>);
    let reading = Reading::new();
    // What is looked for next.
    let query = StoredValue::new(None::<String>);
    let is_searching = StoredValue::new(false);
    let existing =
        move || session.peek(|open| open.assessment.components.clone()).unwrap_or_default();
    let show = move |file: Option<Found>| {
        chosen.set(file.as_ref().map_or(0, |file| file.chosen.len()));
        found.set_value(file);
        shown.update(|count| *count += 1);
    };
    let choose = move |event: leptos::ev::Event| {
        let Some(file) = files::chosen(&event) else { return };
        refusal.set(None);
        show(None);
        reading.begin(&file, read(file.clone(), existing()), move |outcome| match outcome {
            Ok(file) => show(Some(file)),
            Err(reason) => refusal.set(Some((words::sbom_import::refused(), reason))),
        });
    };
    let add = move |_| {
        let entries: Vec<Entry> = found.with_value(|found| {
            found.iter().flat_map(|found| found.chosen.values().cloned()).collect()
        });
        match sbom::components_from(&entries, &existing(), &mut clock::component_id) {
            Ok((added, there)) => {
                let records = added.into_iter();
                let records =
                    records.map(|one| Record::Component(one.id.clone(), Some(one))).collect();
                let added = session.dispatch_with_point(Reason::Import, Command::Put(records));
                if let Err(reason) = added {
                    refusal.set(Some((words::sbom_import::not_added(), reason.to_string())));
                    return;
                }
                show(None);
                // They were added by hand since the file was read.
                let there =
                    (there.count > 0).then(|| (words::sbom_import::already(), there.to_string()));
                refusal.set(there);
            }
            Err(no_room) => {
                refusal.set(Some((words::sbom_import::not_added(), no_room.to_string())));
            }
        }
    };
    // One question at a time: of what is typed meanwhile, the last counts.
    let search = move || async move {
        while let Some(wanted) = query.try_update_value(Option::take).flatten() {
            let file = shown.try_get_untracked();
            let offer = modules::search_sbom(&wanted).await;
            if shown.try_get_untracked() != file {
                continue;
            }
            match offer {
                Ok(offer) => {
                    found.update_value(|found| {
                        if let Some(found) = found {
                            found.offer = offer;
                        }
                    });
                    listed.update(|count| *count += 1);
                }
                Err(reason) => refusal.set(Some((words::sbom_import::not_added(), reason))),
            }
        }
        is_searching.try_set_value(false);
    };
    let look_for = move |event| {
        query.set_value(Some(event_target_value(&event)));
        if !is_searching.get_value() {
            is_searching.set_value(true);
            leptos::task::spawn_local(search());
        }
    };
    let rows = move || {
        listed.track();
        let option = |proposal: &Proposal<'_>, is_chosen: bool| {
            let place = proposal.place;
            let set = move |event| {
                let is_chosen = event_target_checked(&event);
                found.update_value(|found| {
                    if let Some(found) = found {
                        found.choose(place, is_chosen);
                    }
                });
                chosen.set(
                    found.with_value(|found| found.as_ref().map_or(0, |found| found.chosen.len())),
                );
            };
            view! {
                <li><label class="option">
                    <input type="checkbox" checked=is_chosen on:change=set />
                    <span>{label(proposal)}</span>
                </label></li>
            }
            .into_any()
        };
        found.with_value(|found| {
            let found = found.as_ref()?;
            let rows = found.offer.proposals.iter();
            let rows = rows.map(|one| option(one, found.chosen.contains_key(&one.place)));
            Some(rows.collect_view())
        })
    };
    // How many entries are found, and how many of them are listed.
    let counted = move || {
        listed.track();
        found.with_value(|found| {
            let offer = &found.as_ref()?.offer;
            let mut said = words::sbom_import::matches(offer.found, offer.total);
            if offer.found > PROPOSALS_MAX {
                said = format!("{said} {}", words::sbom_import::first(PROPOSALS_MAX));
            }
            Some(format!("{said} {}", words::sbom_import::chosen(chosen.get())))
        })
    };
    let choices = move || {
        shown.track();
        found.with_value(|shown| {
            let offer = &shown.as_ref()?.offer;
            let Offer { format, version, total, notes, .. } = offer;
            let head = match *total {
                0 => words::sbom_import::nothing_new(format, version),
                total => words::sbom_import::found(total, format, version),
            };
            let notes = notes.iter().cloned();
            let notes = notes.map(|note| view! { <p class="hint">{note}</p> }.into_any());
            let find = (*total > PROPOSALS_MAX).then(|| {
                view! {
                    <div class="field search">
                        <label for="sbom-find">{words::sbom_import::find()}</label>
                        <input id="sbom-find" type="text" autocomplete="off" spellcheck="false" on:input=look_for />
                        <p class="hint" role="status">{move || counted()}</p>
                    </div>
                }
                .into_any()
            });
            let take = (*total > 0).then(|| {
                view! {
                    <button type="button" class="button primary" on:click=add>{words::sbom_import::add()}</button>
                }
                .into_any()
            });
            let panel = view! {
                <div class="notice import" role="group" aria-label=words::sbom_import::title()>
                    <p><strong>{head}</strong></p>
                    {notes.collect_view()}
                    {find}
                    <ul class="plain">{move || rows()}</ul>
                    <p class="actions">
                        {take}
                        <button type="button" class="button quiet" on:click=move |_| show(None)>{words::app::cancel()}</button>
                    </p>
                </div>
            };
            Some(panel.into_any())
        })
    };
    let refused = move || {
        let (head, reason) = refusal.get()?;
        let refused = view! {
            <div class="notice trouble refusal">
                <p><strong>{head}</strong> " " {reason}</p>
            </div>
        };
        Some(refused.into_any())
    };
    view! {
        <label class="button file-button">
            <input type="file" class="unseen" accept=ENDINGS on:change=choose />
            {words::sbom_import::choose()}
        </label>
        {reading.view()}
        <div class="import-outcome" aria-live="assertive">{move || refused()}</div>
        {move || choices()}
    }
}
