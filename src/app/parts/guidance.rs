//! What a requirement means, in our own words, and what it has to do with others.

use exready::{
    assessment::{AssessmentId, Profile, ProfileStatus},
    bundle::formats::profile,
    catalogue::{self, ComponentKind, Confidence, Levels, RequirementKey, cra},
    text::isolated,
    words,
};
use leptos::prelude::*;

use super::loaded;
use crate::app::{
    library::{Texts, library},
    route::Route,
    session::session,
};

/// The guidance of one requirement, once it is loaded.
#[component]
pub fn Guidance(key: RequirementKey) -> impl IntoView {
    let library = library();
    library.load(key.part());
    move || match library.texts(key.part()) {
        Texts::Loaded(part) => part.get(key).map(|guidance| shown(key, guidance)).into_any(),
        Texts::Loading => loaded::waiting(words::guidance::loading()),
        Texts::NotLoaded => {
            loaded::failed(words::guidance::not_loaded(), move || library.load(key.part()))
        }
        Texts::OtherVersion => {
            view! { <p class="notice" role="alert">{words::guidance::other_version()}</p> }
                .into_any()
        }
    }
}

fn shown(key: RequirementKey, guidance: &catalogue::Guidance) -> AnyView {
    let row = key.requirement();
    let part = key.part().part();
    let list = |points: &mut dyn Iterator<Item = &String>| {
        points.map(|point| view! { <li>{point.clone()}</li> }.into_any()).collect_view()
    };
    let section = |title: &'static str, text: Option<&str>| {
        let text = text.map(str::to_owned);
        text.map(|text| view! { <h3>{title}</h3> <p>{text}</p> }.into_any())
    };
    let clause = row.clause().unwrap_or(key.group().clause);
    view! {
        <div class="guidance">
            {move || said_by_profiles(key)}
            {selected_at(key).map(|text| view! { <p class="hint">{text}</p> }.into_any())}
            <p class="intent">{guidance.intent.clone()}</p>
            {section(words::guidance::adds(), guidance.adds.as_deref())}
            <h3>{words::guidance::looks_for()}</h3>
            <ul>{list(&mut guidance.assessor_looks_for.iter().map(|point| &point.text))}</ul>
            <h3>{words::guidance::evidence()}</h3>
            <ul>{list(&mut guidance.typical_evidence.iter())}</ul>
            {section(words::guidance::ex(), guidance.ex.as_deref())}
            {section(words::guidance::not_applicable(), guidance.not_applicable_when.as_deref())}
            {related(key)}
            {section(words::guidance::uncertain(), row.uncertain())}
            <p class="source">{words::guidance::source(part.standard, part.edition, clause)} " " {part.titles_are_ours.then(words::guidance::titles_are_ours).unwrap_or_default()}</p>
        </div>
    }
    .into_any()
}

/// What the profiles that act say of this requirement (PR-2).
fn said_by_profiles(key: RequirementKey) -> Option<AnyView> {
    let said = session().read(|open| {
        let mut said = Vec::new();
        for profile in &open.assessment.profiles {
            // Telling whose it is costs a digest: only where it says something.
            let title = || named(profile);
            for named in profile.parts.iter().filter(|named| named.part == key.part()) {
                for one in named.requirements.iter().filter(|one| one.id.0 == key) {
                    let level = one.level.number().to_string();
                    let text = words::profiles::row_selected(&title(), &level);
                    said.push(format!("{text} {}", isolated(&one.reason)));
                }
                for one in named.exclusions.iter().filter(|one| one.id.0 == key) {
                    said.push(words::profiles::row_excluded(&title(), &one.justification));
                }
            }
        }
        said
    })?;
    let line = |text: String| view! { <p class="finding">{text}</p> }.into_any();
    (!said.is_empty()).then(|| said.into_iter().map(line).collect_view().into_any())
}

/// The title of a profile with what it is, wherever it acts (PR-2).
pub fn named(profile: &Profile) -> String {
    if !profile::is_shipped(profile) {
        words::profiles::of_file(&profile.title)
    } else if profile.status == ProfileStatus::Draft {
        words::profiles::draft_of(&profile.title)
    } else {
        isolated(&profile.title).into_owned()
    }
}

/// From which security level on it is selected, and for which component types.
fn selected_at(key: RequirementKey) -> Option<String> {
    let row = key.requirement();
    (key.part().part().levels == Levels::Security).then(|| {
        let mut text = words::guidance::from_level(row.from_level);
        let kinds: Vec<&str> = row.kinds().iter().map(ComponentKind::code).collect();
        if (1..ComponentKind::ALL.len()).contains(&kinds.len()) {
            text.push_str(words::list::dot());
            text.push_str(&kinds.join(words::list::comma()));
        }
        text
    })
}

/// The rows of other parts that meet it, and what it does for the Cyber
/// Resilience Act.
fn related(key: RequirementKey) -> Option<AnyView> {
    let id = session().peek(|open| open.assessment.id.clone());
    let link = |other: &RequirementKey| {
        let name = other.with_part();
        let to = |id: &AssessmentId| Route::requirement(id.clone(), *other).href();
        let title = other.requirement().title();
        view! { <li><a href=id.as_ref().map(to)>{name}</a> " " {title}</li> }.into_any()
    };
    let others: Vec<AnyView> = key.related().iter().map(link).collect();
    let ids: Vec<&str> = key.cra_ids().collect();
    let helps = cra().iter().filter(|row| ids.contains(&row.id)).map(|row| {
        let confidence = confidence_text(row.confidence);
        view! { <li><span class="row-id" translate="no">{row.id}</span> " " {row.title} " " <span class="tag">{confidence}</span></li> }
            .into_any()
    });
    let helps: Vec<AnyView> = helps.collect();
    let list = |title: &'static str, items: Vec<AnyView>| {
        (!items.is_empty()).then(|| view! { <h3>{title}</h3> <ul>{items}</ul> }.into_any())
    };
    let has_any = !others.is_empty() || !helps.is_empty();
    has_any.then(|| {
        view! { {list(words::guidance::related(), others)} {list(words::guidance::cra(), helps)} }
            .into_any()
    })
}

/// How sure a link to the Cyber Resilience Act is, in words.
pub fn confidence_text(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => words::guidance::confidence_high(),
        Confidence::Medium => words::guidance::confidence_medium(),
        Confidence::Low => words::guidance::confidence_low(),
        Confidence::None => words::cra::confidence_none(),
    }
}
