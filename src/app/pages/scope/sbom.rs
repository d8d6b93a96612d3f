//! Components from an SBOM: choose a file, choose what to take, add it.

use exready::{
    assessment::{Command, Record},
    sbom::{self, Entry, Offer, PROPOSALS_MAX, Proposal, TooLarge},
    words,
};
use leptos::prelude::*;

use crate::app::{
    browser::{clock, files, modules},
    parts::choice::send,
    session::session,
};

/// The files that an SBOM may be, also those whose refusal says how to convert them.
const ENDINGS: &str = ".json,.jsonld,.cdx,.spdx,.spdx3,.bom,.sbom,.xml,.rdf,.tag,.yaml,.yml,\
                       application/json,application/ld+json";

/// What was found in a file, and what is to be taken of it.
struct Found {
    offer: Offer<'static>,
    /// One for each proposal of the offer.
    chosen: Vec<bool>,
}

impl Found {
    fn new(offer: Offer<'static>) -> Self {
        let chosen = offer.proposals.iter().map(|proposal| proposal.preselected).collect();
        Self { offer, chosen }
    }

    fn chosen(&self) -> Vec<Entry> {
        let proposals = self.offer.proposals.iter().zip(&self.chosen);
        let chosen = proposals.filter(|(_, is_chosen)| **is_chosen);
        chosen.map(|(proposal, _)| proposal.entry.clone().into_owned()).collect()
    }
}

/// Reads an SBOM with the reader, which is loaded first if it is not there; the
/// error says in words why not.
async fn read(file: &files::File, loading: RwSignal<bool>) -> Result<Offer<'static>, String> {
    let size = files::size(file);
    if size > sbom::SIZE_MAX {
        return Err(TooLarge { size }.to_string());
    }
    loading.set(true);
    let exports = modules::exports().await;
    loading.set(false);
    let exports = exports.map_err(|failure| failure.to_string())?;
    let bytes = files::content(file).await.ok_or(words::start::unreadable())?;
    exports.read_sbom(&bytes).map_err(|failure| failure.to_string())?
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
    let refusal = RwSignal::new(String::new());
    let loading = RwSignal::new(false);
    // How many files were chosen so far: only the last one is offered.
    let count = StoredValue::new(0_u32);
    let show = move |offer: Option<Found>| {
        found.set_value(offer);
        shown.update(|count| *count += 1);
    };
    let choose = move |event: leptos::ev::Event| {
        let Some(file) = files::chosen(&event) else { return };
        refusal.set(String::new());
        show(None);
        count.update_value(|count| *count += 1);
        let number = count.get_value();
        leptos::task::spawn_local(async move {
            let outcome = read(&file, loading).await;
            // Another file was chosen meanwhile, or another screen.
            if count.try_get_value() != Some(number) {
                return;
            }
            match outcome {
                Ok(offer) => show(Some(Found::new(offer))),
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
                let records = added.into_iter();
                let records =
                    records.map(|one| Record::Component(one.id.clone(), Some(one))).collect();
                send(session, Command::Put(records));
                show(None);
            }
            Err(no_room) => refusal.set(no_room.to_string()),
        }
    };
    let choices = move || {
        shown.track();
        found.with_value(|shown| {
            let offer = &shown.as_ref()?.offer;
            let rest = offer.total.saturating_sub(PROPOSALS_MAX);
            let option = |(index, proposal): (usize, &Proposal<'_>)| {
                let set = move |event| {
                    let is_chosen = event_target_checked(&event);
                    found.update_value(|found| {
                        let place = found.as_mut().and_then(|found| found.chosen.get_mut(index));
                        if let Some(place) = place {
                            *place = is_chosen;
                        }
                    });
                };
                view! {
                    <li><label class="option">
                        <input type="checkbox" checked=proposal.preselected on:change=set />
                        <span>{label(proposal)}</span>
                    </label></li>
                }
                .into_any()
            };
            let rows = offer.proposals.iter().enumerate().map(option).collect_view();
            let rest = (rest > 0).then(|| words::sbom_import::rest(rest));
            let notes = offer.notes.iter().cloned().chain(rest);
            let notes = notes.map(|note| view! { <p class="hint">{note}</p> }.into_any());
            let total = offer.total.to_string();
            let head = words::sbom_import::found(&offer.format, &offer.version, &total);
            let panel = view! {
                <div class="notice import" role="group" aria-label=words::sbom_import::title()>
                    <p><strong>{head}</strong></p>
                    {notes.collect_view()}
                    <ul class="plain">{rows}</ul>
                    <p class="actions">
                        <button type="button" class="button primary" on:click=add>{words::sbom_import::add()}</button>
                        <button type="button" class="button quiet" on:click=move |_| show(None)>{words::app::cancel()}</button>
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
    let waiting = move || loading.get().then(words::sbom_import::loading);
    view! {
        <label class="button file-button">
            <input type="file" class="unseen" accept=ENDINGS on:change=choose />
            {words::sbom_import::choose()}
        </label>
        <div class="import-outcome hint" role="status">{waiting}</div>
        <div class="import-outcome" aria-live="assertive">{move || refused()}</div>
        {move || choices()}
    }
}
