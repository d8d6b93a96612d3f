//! Components from an SBOM: choose a file, choose what to take, add it.

use exready::{
    assessment::{Command, List},
    bundle::{
        Refusal,
        formats::sbom::{self, Entry, Sbom, SbomRefusal},
    },
    words,
};
use leptos::prelude::*;

use crate::app::{
    browser::{clock, files},
    parts::choice::send,
    session::session,
};

/// The most entries that are offered one by one; a certificate lists few.
const OFFERED_MAX: usize = 200;

/// What was found in a file, and what is to be taken of it.
struct Found {
    sbom: Sbom,
    chosen: Vec<bool>,
}

impl Found {
    fn new(sbom: Sbom) -> Self {
        // What is not shown is not taken.
        let offers = sbom::proposals(&sbom);
        let chosen = offers.iter().take(OFFERED_MAX).map(|offer| offer.preselected).collect();
        Self { sbom, chosen }
    }

    fn chosen(&self) -> Vec<Entry> {
        let offers = sbom::proposals(&self.sbom);
        let chosen = offers.iter().zip(&self.chosen).filter(|(_, chosen)| **chosen);
        chosen.map(|(offer, _)| offer.entry.clone()).collect()
    }
}

/// The button that takes components from an SBOM, and what follows on it.
#[component]
pub fn Import() -> impl IntoView {
    let session = session();
    let found = StoredValue::new_local(None::<Found>);
    // Goes up when another file is offered, or none.
    let shown = RwSignal::new(0_u32);
    let refusal = RwSignal::new(String::new());
    let offer = move |offer: Option<Found>| {
        found.set_value(offer);
        shown.update(|count| *count += 1);
    };
    let choose = move |event: leptos::ev::Event| {
        let Some(file) = files::chosen(&event) else { return };
        refusal.set(String::new());
        offer(None);
        leptos::task::spawn_local(async move {
            let size = files::size(&file);
            let outcome = if size > sbom::SIZE_MAX {
                Err(SbomRefusal::File(Refusal::TooLarge(size)).to_string())
            } else {
                match files::read(&file).await {
                    None => Err(words::start::unreadable().to_owned()),
                    Some(bytes) => sbom::read(&bytes).map_err(|refusal| refusal.to_string()),
                }
            };
            match outcome {
                Ok(sbom) => offer(Some(Found::new(sbom))),
                Err(reason) => refusal.set(reason),
            }
        });
    };
    let add = move |_| {
        let chosen =
            found.with_value(|found| found.as_ref().map(Found::chosen)).unwrap_or_default();
        let existing = session.peek(|open| open.assessment.components.clone()).unwrap_or_default();
        match sbom::components_from(&chosen, &existing, &mut clock::component_id) {
            Ok(added) => {
                let all = existing.into_iter().chain(added).collect();
                send(session, Command::PutList(List::Components(all)));
                offer(None);
            }
            Err(no_room) => refusal.set(no_room.to_string()),
        }
    };
    let choices = move || {
        shown.track();
        found.with_value(|of| {
            let sbom = &of.as_ref()?.sbom;
            let offers = sbom::proposals(sbom);
            let rest = offers.len().saturating_sub(OFFERED_MAX);
            let option = |(index, one): (usize, &sbom::Proposal<'_>)| {
                let about = [one.entry.version.as_str(), one.entry.sort.text(), &one.entry.supplier];
                let mut text = one.entry.name.clone();
                for about in about.into_iter().filter(|about| !about.is_empty()) {
                    text.push_str(words::list::comma());
                    text.push_str(about);
                }
                let set = move |event| found.update_value(|of| {
                    if let Some(place) = of.as_mut().and_then(|of| of.chosen.get_mut(index)) {
                        *place = event_target_checked(&event);
                    }
                });
                view! {
                    <li><label class="option">
                        <input type="checkbox" checked=one.preselected on:change=set />
                        <span>{text}</span>
                    </label></li>
                }
                .into_any()
            };
            let rows = offers.iter().take(OFFERED_MAX).enumerate().map(option).collect_view();
            let notes = sbom.notes().into_iter().chain((rest > 0).then(|| words::sbom_import::rest(rest)));
            let notes = notes.map(|note| view! { <p class="hint">{note}</p> }.into_any());
            let head = words::sbom_import::found(sbom.format, &sbom.version, &offers.len().to_string());
            let panel = view! {
                <div class="notice import" role="group" aria-label=words::sbom_import::title()>
                    <p><strong>{head}</strong></p>
                    {notes.collect_view()}
                    <ul class="plain">{rows}</ul>
                    <p class="actions">
                        <button type="button" class="button primary" on:click=add>{words::sbom_import::add()}</button>
                        <button type="button" class="button quiet" on:click=move |_| offer(None)>{words::app::cancel()}</button>
                    </p>
                </div>
            };
            Some(panel.into_any())
        })
    };
    let refused = move || {
        refusal.with(|reason| {
            (!reason.is_empty()).then(|| {
                view! {
                    <div class="notice trouble refusal">
                        <p><strong>{words::sbom_import::refused()}</strong> " " {reason.clone()}</p>
                    </div>
                }
                .into_any()
            })
        })
    };
    view! {
        <label class="button file-button">
            <input type="file" class="unseen" accept=".json,.cdx,.spdx,application/json" on:change=choose />
            {words::sbom_import::choose()}
        </label>
        <div class="import-outcome" aria-live="assertive">{move || refused()}</div>
        {move || choices()}
    }
}
