//! SL-T of a part: one for all foundational requirements, or one each.

use exready::{
    assessment::{FR_COUNT, MaturityLevel, SecurityLevel, Selection, Target},
    catalogue::{ComponentKind, ComponentKinds, Group, PartId},
    words,
};
use leptos::prelude::*;

use super::{selection, with_selection};
use crate::app::{
    parts::{
        choice::{Choice, ChoiceOption, Select},
        mark,
    },
    session::session,
};

/// The choice of SL-T, with the number of requirements that each level brings.
#[component]
pub fn SecurityTarget(part: PartId) -> impl IntoView {
    let session = session();
    let target = move || selection(session, |selection| selection.target(part).copied());
    // The numbers follow the component types, and nothing else that changes:
    // what is drawn anew with every click loses the focus.
    let kinds = Memo::new(move |_| {
        if part != PartId::P4_2 {
            return Vec::new();
        }
        selection(session, |selection| selection.component_kinds.clone())
    });
    let rows = move |level: u8, fr: Option<u8>| kinds.with(|kinds| count(kinds, part, level, fr));
    let presets = move || {
        let option = |level: u8| {
            let count = rows(level, None);
            let text = words::select::preset(level, count);
            ChoiceOption::plain(&text)
        };
        (1..=SecurityLevel::MAX).map(option).collect::<Vec<_>>()
    };
    let chosen = move || {
        let target = target()?;
        let first = target[0];
        let is_same = target.iter().all(|level| *level == first);
        (is_same && first.number() > 0).then(|| usize::from(first.number()) - 1)
    };
    let is_unset = Memo::new(move |_| {
        target().is_some_and(|target| target.iter().all(|level| level.number() == 0))
    });
    let choose = move |index: usize| {
        let level = SecurityLevel::new(index as u8 + 1);
        with_selection(session, |selection| {
            set(selection, part, |target| *target = [level; FR_COUNT]);
        })
    };
    let one = move |group: &'static Group| {
        let fr = group.number;
        let index = usize::from(fr) - 1;
        let options = move || {
            let option = |level: u8| words::select::level_option(rows(level, Some(fr)), level);
            (0..=SecurityLevel::MAX).map(option).collect::<Vec<_>>()
        };
        let chosen = move || target().map(|target| usize::from(target[index].number()));
        let choose = move |chosen: Option<usize>| {
            let level = SecurityLevel::new(chosen.unwrap_or_default() as u8);
            with_selection(session, |selection| {
                set(selection, part, |target| target[index] = level);
            })
        };
        let label = words::select::fr(fr, group.title);
        view! {
            <Select
                id=format!("target-{}-{fr}", part.code())
                label=label
                is_required=true
                options=Signal::derive(options)
                chosen=Signal::derive(chosen)
                choose=choose />
        }
        .into_any()
    };
    let groups = move || part.part().groups.iter().filter(|group| group.number > 0);
    // Seven lists of five are drawn when somebody asks for them.
    let is_vector = RwSignal::new(false);
    let levels = [
        words::select::level_1(),
        words::select::level_2(),
        words::select::level_3(),
        words::select::level_4(),
    ];
    view! {
        {move || view! {
            <Choice
                name=format!("preset-{}", part.code())
                legend=words::select::target()
                options=presets()
                chosen=Signal::derive(chosen)
                choose=choose />
        }.into_any()}
        {move || is_unset.get().then(|| view! { <p class="finding">{words::select::no_target()}</p> }.into_any())}
        <p class="hint">{words::select::target_hint()}</p>
        <details class="more">
            <summary>{words::select::levels()}</summary>
            <ul class="plain">{levels.map(|text| view! { <li>{text}</li> }.into_any()).collect_view()}</ul>
        </details>
        <details class="more" on:toggle=move |_| is_vector.set(true)>
            <summary>{words::select::vector()}</summary>
            {move || is_vector.get().then(|| view! { <div class="pair">{groups().map(one).collect_view()}</div> }.into_any())}
        </details>
    }
}

/// The choice of a maturity level to aim at, where a part has maturity levels (CV-8).
#[component]
pub fn MaturityTarget(part: PartId) -> impl IntoView {
    let session = session();
    let options: Vec<String> =
        MaturityLevel::ALL.into_iter().map(|level| mark::level_text(level).to_owned()).collect();
    let chosen = move || {
        let level = selection(session, |selection| selection.maturity_target(part));
        level.map(|level| usize::from(level.number()) - 1)
    };
    let choose = move |chosen: Option<usize>| {
        let level = chosen.and_then(|index| MaturityLevel::ALL.get(index).copied());
        with_selection(session, |selection| selection.set_maturity_target(part, level))
    };
    view! {
        <Select
            id=format!("maturity-{}", part.code())
            label=words::select::maturity_target()
            hint=words::select::maturity_target_hint()
            none=words::select::no_maturity_target()
            options=Signal::stored(options)
            chosen=Signal::derive(chosen)
            choose=choose />
    }
}

fn set(selection: &mut Selection, part: PartId, change: impl FnOnce(&mut Target)) {
    if let Some(target) = selection.target_mut(part) {
        change(target);
    }
}

/// How many requirements of a part are selected at a level, of all or one
/// foundational requirement. Profiles are not asked.
fn count(kinds: &[ComponentKind], part: PartId, level: u8, fr: Option<u8>) -> usize {
    let kinds = ComponentKinds::of(kinds);
    let rows = part.part().requirements.iter();
    rows.filter(|row| part != PartId::P4_2 || row.kinds().meets(kinds))
        .filter(|row| fr.is_none_or(|fr| row.fr == fr))
        .filter(|row| row.from_level <= level)
        .count()
}
