//! Profiles: what acts, what this project ships, and files of others; each with
//! what it would do before it does it.

use exready::{
    assessment::{Command, Profile, ProfileStatus, Record, RecordKey, Standing},
    bundle::formats::profile::{self, ProfileRefusal, Received},
    catalogue::RequirementKey,
    keeping::{Document, Reason},
    text::isolated,
    words,
};
use leptos::prelude::*;

use super::requirements::standing_text;
use crate::app::{
    browser::{files, modules, texts},
    parts::{
        choice::send,
        guidance::named,
        loaded::{Coming, loaded},
        own::own,
        reading::Reading,
    },
    route::{Route, SelectTab},
    session::{Session, session},
};

/// What is being looked at, before it acts: a shipped one by its index, or a file.
type Offered = RwSignal<Option<(Option<usize>, Received)>>;

/// The profiles of this project; `None` if the browser cannot load one of the files,
/// or it is of another version of the app.
fn load_shipped() -> Coming<Vec<Profile>> {
    Box::pin(async {
        let mut profiles = Vec::new();
        for (name, _) in profile::SHIPPED {
            let file = texts::load(&format!("./profiles/{name}.json")).await?;
            profiles.push(modules::read_profile(&files::bytes(&file)).await.ok()?.profile);
        }
        Some(profiles)
    })
}

/// Reads a profile; the error says in words why not.
async fn read(file: files::File) -> Result<Received, String> {
    let size = files::size(&file);
    if size > profile::SIZE_MAX {
        return Err(ProfileRefusal::TooLarge(size).to_string());
    }
    let bytes = files::content(&file).await?;
    modules::read_profile(&bytes).await
}

/// The profiles that act, and those that could.
#[component]
pub fn Profiles() -> impl IntoView {
    let session = session();
    let offered: Offered = RwSignal::new(None);
    let refusal = RwSignal::new(String::new());
    let reading = Reading::new();
    let choose = move |event: leptos::ev::Event| {
        let Some(file) = files::chosen(&event) else { return };
        refusal.set(String::new());
        offered.set(None);
        reading.begin(&file, read(file.clone()), move |outcome| match outcome {
            Ok(read) => offered.set(Some((None, read))),
            Err(reason) => refusal.set(reason),
        });
    };
    let refused = move || {
        refusal.with(|reason| {
            (!reason.is_empty()).then(|| {
                view! {
                    <div class="notice trouble refusal">
                        <p><strong>{words::profiles::refused()}</strong> " " {reason.clone()}</p>
                    </div>
                }
                .into_any()
            })
        })
    };
    let list = loaded(
        load_shipped,
        [words::profiles::loading(), words::profiles::not_loaded()],
        move |profiles| {
            let profiles = profiles.into_iter().enumerate();
            let profiles =
                profiles.map(|(index, profile)| view! { <Offer index profile offered /> });
            view! { <ul class="cards">{profiles.collect_view()}</ul> }.into_any()
        },
    );
    let count =
        Memo::new(move |_| session.read(|open| open.assessment.profiles.len()).unwrap_or_default());
    view! {
        <p class="hint">{words::profiles::lead()}</p>
        <section class="list">
            <h2>{words::profiles::acting()}</h2>
            {move || (count.get() == 0).then(|| view! { <p class="empty">{words::profiles::none()}</p> }.into_any())}
            <ul class="cards">{move || (0..count.get()).map(|index| session.read(|open| acting(open, session, index)).into_any()).collect_view().into_any()}</ul>
        </section>
        <section class="list">
            <h2>{words::profiles::shipped()}</h2>
            <p class="hint">{words::profiles::shipped_hint()}</p>
            {list}
            <div class="actions">
                <label class="button file-button">
                    <input type="file" class="unseen" accept=".json,application/json" on:change=choose />
                    {words::profiles::load()}
                </label>
            </div>
            {reading.view()}
            <div class="import-outcome" aria-live="assertive">{move || refused()}</div>
            <div aria-live="polite">{move || shown(offered, None, session)}</div>
        </section>
    }
}

/// The preview, where it belongs to this place.
fn shown(offered: Offered, place: Option<usize>, session: Session) -> Option<AnyView> {
    let (source, read) = offered.get()?;
    (source == place).then(|| session.read(|open| preview(open, session, read, offered)).into_any())
}

/// How far a profile is, by whom, of which day.
fn about(profile: &Profile) -> AnyView {
    let status = match profile.status {
        ProfileStatus::Draft => words::profiles::draft(),
        ProfileStatus::Published => words::profiles::published(),
    };
    let date = profile.date.as_ref().map(ToString::to_string).unwrap_or_default();
    let by = [&*isolated(&profile.publisher), date.as_str()].join(words::list::dot());
    let stated =
        (!profile::is_shipped(profile)).then(|| format!(". {}", words::profiles::stated()));
    view! { <span class="tag">{status}</span> " " <span class="item-about">{by} {stated}</span> }
        .into_any()
}

/// A profile of this project, and the way to what it would do.
#[component]
fn Offer(index: usize, profile: Profile, offered: Offered) -> impl IntoView {
    let session = session();
    let id = profile.id.clone();
    let acts = Memo::new(move |_| {
        session.read(|open| open.assessment.profiles.iter().any(|other| other.id == id))
            == Some(true)
    });
    let about = about(&profile);
    let of_which = format!(": {}", profile.title);
    view! {
        <li class="item profile">
            <h3>{own(profile.title.clone())}</h3>
            <p>{about}</p>
            <details class="more"><summary>{words::profiles::context()}</summary><p class="draft">{profile.context.clone()}</p></details>
            <p class="actions">
                <button type="button" class="button" disabled=move || acts.get()
                    on:click=move |_| offered.set(Some((Some(index), profile.clone().into())))>
                    {move || if acts.get() { words::profiles::acts() } else { words::profiles::show() }}
                    <span class="unseen">{of_which}</span>
                </button>
            </p>
            <div aria-live="polite">{move || shown(offered, Some(index), session)}</div>
        </li>
    }
}

/// What a profile would do, with the way to let it.
fn preview(open: &Document, session: Session, read: Received, offered: Offered) -> AnyView {
    let Received { profile, flaws, count } = read;
    let effect = open.assessment.effect_of(&profile);
    let selected = &open.assessment.selection.parts;
    let by = |standing: Standing| -> Vec<RequirementKey> {
        let rows =
            effect.iter().filter(|(key, now)| *now == standing && selected.contains(&key.part()));
        rows.map(|(key, _)| *key).collect()
    };
    let list = |standing: Standing| {
        let keys = by(standing);
        if keys.is_empty() {
            return None;
        }
        let ids = keys.iter().map(|key| {
            let name = key.with_part();
            view! { <li class="row-id">{name}</li> }.into_any()
        });
        let row = |key: &RequirementKey| {
            let name = key.with_part();
            let why = why(&profile, *key);
            view! { <li><span class="row-id" translate="no">{name}</span> " " {key.requirement().title()} ". " {why}</li> }
                .into_any()
        };
        let head = match standing {
            Standing::InScope => words::profiles::comes_in(keys.len()),
            _ => words::profiles::goes_out(keys.len()),
        };
        Some(
            view! { <p>{head}</p>
                <ul class="ids">{ids.collect_view()}</ul>
                <details class="more">
                    <summary>{words::profiles::show_rows()}</summary>
                    <ul class="plain">{keys.iter().map(row).collect_view()}</ul>
                </details>
            }
            .into_any(),
        )
    };
    // What becomes of the numbers, part by part.
    let was_inside = |key: RequirementKey| {
        open.results.requirement(key).is_some_and(|row| row.standing == Standing::InScope)
    };
    let net = profile.parts.iter().filter(|one| selected.contains(&one.part)).map(|named| {
        let before = named.part.part().keys().filter(|key| was_inside(*key)).count();
        let of_part = || effect.iter().filter(|(key, _)| key.part() == named.part);
        let gained = of_part().filter(|(_, now)| *now == Standing::InScope).count();
        let lost =
            of_part().filter(|(key, now)| *now != Standing::InScope && was_inside(*key)).count();
        let after = (before + gained).saturating_sub(lost);
        let text = words::profiles::net(named.part.code(), before, after);
        view! { <p><strong>{text}</strong></p> }.into_any()
    });
    let net: Vec<AnyView> = net.collect();
    let flaw = |flaw: &String| view! { <li>{flaw.clone()}</li> }.into_any();
    let flawed = (!flaws.is_empty()).then(|| {
        view! {
            <p><strong>{words::profiles::flaws(count)}</strong></p>
            <ul class="plain flaws">{flaws.iter().map(flaw).collect_view()}</ul>
        }
        .into_any()
    });
    let not_selected: Vec<&str> = profile
        .parts
        .iter()
        .filter(|named| !selected.contains(&named.part))
        .map(|named| named.part.part().standard)
        .collect();
    let idle = (!not_selected.is_empty())
        .then(|| words::profiles::idle(&not_selected.join(words::list::comma())));
    let nothing = (by(Standing::InScope).is_empty() && by(Standing::Excluded).is_empty())
        .then(words::profiles::no_effect);
    let at_target = by(Standing::Excluded);
    let asked =
        |key: &&RequirementKey| open.assessment.selection.standing(**key) == Standing::InScope;
    let at_target = at_target.iter().filter(asked).count();
    let warning = (at_target > 0).then(|| words::profiles::at_target(at_target));
    let fits = profile.techniques.is_empty()
        || open.results.exposure.rows.iter().any(|row| profile.techniques.contains(&row.technique));
    let fit = if fits {
        words::profiles::fits().to_owned()
    } else {
        let names: Vec<&str> = profile.techniques.iter().map(|one| one.text()).collect();
        words::profiles::fits_not(&names.join(words::list::comma()))
    };
    let title = words::profiles::preview(&profile.title);
    let about = about(&profile);
    let context = profile.context.clone();
    let applied = profile.clone();
    let apply = move |_| {
        let record = Record::Profile(applied.id.clone(), Some(applied.clone()));
        match session.dispatch_with_point(Reason::Import, Command::put(record)) {
            Ok(()) => offered.set(None),
            Err(rejected) => session.notify(&rejected.to_string(), true),
        }
    };
    view! {
        <div class="reading" role="group" aria-label=words::profiles::preview_label()>
            <p><strong>{title}</strong> " " {about}</p>
            <p class="draft">{context}</p>
            {net}
            {flawed}
            {list(Standing::InScope)}
            {list(Standing::Excluded)}
            {warning.map(|text| view! { <p class="finding">{text}</p> }.into_any())}
            <p class="hint">{fit}</p>
            {nothing.map(|text| view! { <p>{text}</p> }.into_any())}
            {idle.map(|text| view! { <p class="hint">{text}</p> }.into_any())}
            <p class="actions">
                <button type="button" class="button primary" on:click=apply>{words::profiles::apply()}</button>
                <button type="button" class="button quiet" on:click=move |_| offered.set(None)>{words::app::cancel()}</button>
            </p>
        </div>
    }
    .into_any()
}

/// What a profile says of a requirement: the level it asks for with the reason,
/// or why it excludes it.
fn why(profile: &Profile, key: RequirementKey) -> String {
    let parts = || profile.parts.iter().filter(|named| named.part == key.part());
    for one in parts().flat_map(|named| &named.requirements) {
        if one.id.0 == key {
            let level = words::profiles::at_level(one.level.number());
            return format!("{level} {}", one.reason);
        }
    }
    let mut excluded = parts().flat_map(|named| &named.exclusions);
    let excluded = excluded.find(|one| one.id.0 == key);
    excluded.map_or_else(String::new, |one| one.justification.clone())
}

/// Which profiles act, wherever they do (PR-2); nothing if none does.
#[component]
pub fn InEffect() -> impl IntoView {
    let session = session();
    let text = Memo::new(move |_| {
        let text = session.read_beside(|open| {
            let names: Vec<String> = open.assessment.profiles.iter().map(named).collect();
            if names.is_empty() {
                return String::new();
            }
            words::profiles::in_effect(&names.join(words::list::separator()))
        });
        text.unwrap_or_default()
    });
    let is_any = Memo::new(move |_| text.with(|text| !text.is_empty()));
    view! {
        {move || is_any.get().then(|| {
            let id = session.peek(|open| open.assessment.id.clone());
            let link = id.map(|id| {
                let href = Route::Select(id, SelectTab::Profiles).href();
                view! { <a href=href>{words::select::profiles()}</a> }.into_any()
            });
            view! { <p class="in-effect">{move || text.get()} " " {link}</p> }.into_any()
        })}
    }
}

/// A profile that acts, with what it selects and excludes, and why.
fn acting(open: &Document, session: Session, index: usize) -> Option<AnyView> {
    let profile = open.assessment.profiles.get(index)?;
    let id = profile.id.clone();
    let remove = move |_| {
        send(session, Command::Remove(RecordKey::Profile(id.clone())));
    };
    let row = |key: RequirementKey, level: Option<u8>, why: &str| {
        let name = key.with_part();
        let what = match level {
            Some(level) => words::profiles::at_level(level),
            None => standing_text(key, Standing::Excluded).to_owned(),
        };
        view! { <li><span class="row-id" translate="no">{name}</span> " " {what} " " {why.to_owned()}</li> }
            .into_any()
    };
    let rows = profile.parts.iter().flat_map(|named| {
        let selected = named.requirements.iter().filter(|one| !one.reason.is_empty());
        let selected = selected.map(|one| row(one.id.0, Some(one.level.number()), &one.reason));
        let excluded = named.exclusions.iter().map(|one| row(one.id.0, None, &one.justification));
        selected.chain(excluded)
    });
    let title = profile.title.clone();
    let label = words::list_form::remove_named(&title);
    let view = view! {
        <li class="item profile">
            <h3>{own(title)}</h3>
            <p>{about(profile)}</p>
            <details class="more">
                <summary>{words::profiles::reasons()}</summary>
                <p class="draft">{profile.context.clone()}</p>
                <ul class="plain">{rows.collect_view()}</ul>
            </details>
            <p class="actions">
                <button type="button" class="button danger" aria-label=label on:click=remove>{words::list_form::remove()}</button>
            </p>
        </li>
    };
    Some(view.into_any())
}
