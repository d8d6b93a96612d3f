//! What a requirement means, in our own words.

use exready::{catalogue::RequirementKey, words};
use leptos::prelude::*;

/// The guidance of one requirement.
#[component]
pub fn Guidance(key: RequirementKey) -> impl IntoView {
    let guidance = &key.requirement().guidance;
    let list = |points: &'static [&'static str]| {
        points.iter().map(|point| view! { <li>{*point}</li> }.into_any()).collect_view()
    };
    view! {
        <div class="guidance">
            <p class="intent">{guidance.intent}</p>
            <h3>{words::guidance::looks_for()}</h3>
            <ul>{list(guidance.assessor_looks_for)}</ul>
            <h3>{words::guidance::evidence()}</h3>
            <ul>{list(guidance.typical_evidence)}</ul>
            {guidance.not_applicable_when.map(|text| view! {
                <h3>{words::guidance::not_applicable()}</h3>
                <p>{text}</p>
            }.into_any())}
            <p class="source">{words::guidance::source(key.part().part().standard, key.part().part().edition, key.group().clause)}</p>
        </div>
    }
}
