//! About the catalogue: what is fact, what is our wording, how it was checked,
//! and the words of the field.

use exready::{
    catalogue::{Levels, PartId, RequirementKey, Term, read_glossary},
    words,
};
use leptos::prelude::*;

use crate::app::{
    browser::texts,
    parts::loaded::{Coming, loaded},
    route::Route,
    session::session,
};

/// About the catalogue, with the glossary.
#[component]
pub fn Catalogue() -> impl IntoView {
    let entry = |Term { word, means }| view! { <dt>{word}</dt> <dd>{means}</dd> }.into_any();
    let glossary = loaded(
        load_glossary,
        [words::catalogue::glossary_loading(), words::catalogue::glossary_not_loaded()],
        move |terms| {
            view! { <dl class="glossary">{terms.into_iter().map(entry).collect_view()}</dl> }
                .into_any()
        },
    );
    // The assessment that is still open behind this page.
    let back = session().peek(|open| Route::select(open.assessment.id.clone()).href());
    view! {
        <div class="page">
            {back.map(|href| view! { <p class="crumb"><a href=href>{words::catalogue::back()}</a></p> }.into_any())}
            <h1 tabindex="-1">{words::catalogue::title()}</h1>
            <p class="lead">{words::catalogue::lead()}</p>
            {PartId::ALL.map(part).collect_view()}
            <section class="list">
                <h2>{words::catalogue::checked()}</h2>
                <p>{words::catalogue::checked_how()}</p>
                <h2>{words::catalogue::standard()}</h2>
                <p>{words::catalogue::standard_where()}</p>
                <h2>{words::catalogue::cra()}</h2>
                <p>{words::catalogue::cra_how()}</p>
            </section>
            <section class="list">
                <h2>{words::catalogue::glossary()}</h2>
                {glossary}
            </section>
        </div>
    }
}

fn load_glossary() -> Coming<Vec<Term>> {
    Box::pin(async { read_glossary(&texts::load("./glossary/glossary.json").await?) })
}

fn part(part: PartId) -> AnyView {
    let catalogue = part.part();
    let enhancements = catalogue.requirements.iter().filter(|row| row.is_enhancement()).count();
    let uncertain = |key: RequirementKey| {
        let note = key.requirement().uncertain()?;
        Some(
            view! { <li><span class="row-id" translate="no">{key.id()}</span> " " {note}</li> }
                .into_any(),
        )
    };
    let uncertain: Vec<AnyView> = catalogue.keys().filter_map(uncertain).collect();
    let about = match part {
        PartId::P2_4 => words::catalogue::about_2_4(),
        PartId::P4_1 => words::catalogue::about_4_1(),
        PartId::P3_3 => words::catalogue::about_3_3(),
        PartId::P4_2 => words::catalogue::about_4_2(),
    };
    let levels = match catalogue.levels {
        Levels::Maturity => words::catalogue::maturity(),
        Levels::Security => words::catalogue::security(),
    };
    let counts = words::catalogue::counts(
        catalogue.requirements.len(),
        catalogue.groups.len(),
        enhancements,
    );
    let digest = words::catalogue::digest(catalogue.digest);
    view! {
        <section class="list">
            <h2>{catalogue.standard} ":" {catalogue.edition} " " <span class="line-name">{catalogue.title}</span></h2>
            <p>{counts} " " {levels} " " {about}</p>
            <p class="hint digest" translate="no">{digest}</p>
            {(!uncertain.is_empty()).then(|| view! {
                <h3>{words::guidance::uncertain()}</h3>
                <ul class="plain">{uncertain}</ul>
            }.into_any())}
        </section>
    }
    .into_any()
}
