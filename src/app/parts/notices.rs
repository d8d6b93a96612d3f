//! Messages that stay until they are read.

use exready::{
    assessment::{Contested, Direction},
    keeping::{Document, SaveError},
    words,
};
use leptos::prelude::*;

use crate::app::{
    browser::page,
    reports,
    session::{Left, Saved, Session, session},
};

/// The messages above the screen.
#[component]
pub fn Notices() -> impl IntoView {
    let session = session();
    let notices = session.notices;
    let lost = Memo::new(move |_| session.read_beside(Document::lost).flatten());
    let is_deleted = Memo::new(move |_| session.saved.get() == Saved::Not(SaveError::Deleted));
    view! {
        <div class="notices" aria-live="polite">
            {move || session.left.get().map(|left| view! {
                <div class="notice trouble left" tabindex="-1">
                    <p>{match left {
                        Left::Saved => words::storage::left(),
                        Left::Unsaved => words::storage::left_unsaved(),
                        Left::Found => words::storage::left_found(),
                    }}</p>
                    <button type="button" class="button" on:click=move |_| page::reload()>{words::storage::reload()}</button>
                </div>
            }.into_any())}
            {move || lost.get().map(|missing| view! {
                <div class="notice trouble">
                    <p>{reports::of_loss(&missing)}</p>
                    <button type="button" class="button quiet" on:click=move |_| session.accept_loss()>{words::storage::lost_resolved()}</button>
                </div>
            }.into_any())}
            {move || session.contested.get().map(|(direction, fields)| contested_step(session, direction, &fields))}
            {move || session.replaced.get().into_iter().map(|field| replaced_field(session, field)).collect_view()}
            {move || is_deleted.get().then(|| view! {
                <div class="notice trouble">
                    <p>{words::storage::deleted()}</p>
                    <button type="button" class="button quiet" on:click=move |_| session.store_again()>{words::storage::store_again()}</button>
                </div>
            }.into_any())}
            {move || notices.get().into_iter().enumerate().map(|(index, notice)| view! {
                <div class="notice" class:trouble=notice.is_trouble>
                    <p>{notice.text}</p>
                    <button type="button" class="button quiet" on:click=move |_| notices.update(|notices| {
                        if index < notices.len() {
                            notices.remove(index);
                        }
                    })>{words::app::dismiss()}</button>
                </div>
            }.into_any()).collect_view()}
        </div>
    }
}

/// A step that was not taken, because another tab has changed the same since.
fn contested_step(session: Session, direction: Direction, fields: &[Contested]) -> AnyView {
    let texts = fields.iter().map(|field| {
        let what = reports::what(session, field);
        let (mine, theirs) = (reports::shown(&field.mine), reports::shown(&field.theirs));
        view! { <p>{words::tabs::contested(&what, &mine, &theirs)}</p> }.into_any()
    });
    view! {
        <div class="notice trouble">
            <div>{texts.collect_view()}</div>
            <button type="button" class="button quiet" on:click=move |_| session.step(direction, true)>{words::tabs::use_mine()}</button>
            <button type="button" class="button quiet" on:click=move |_| session.keep_theirs()>{words::tabs::keep_theirs()}</button>
        </div>
    }
    .into_any()
}

/// What another tab has put in the place of what was entered here.
fn replaced_field(session: Session, field: Contested) -> AnyView {
    let what = reports::what(session, &field);
    let back = field.clone();
    let text = if field.field.is_empty() {
        words::tabs::removed(&what)
    } else {
        words::tabs::replaced(&what, &reports::shown(&field.mine), &reports::shown(&field.theirs))
    };
    view! {
        <div class="notice">
            <p>{text}</p>
            <button type="button" class="button quiet" on:click=move |_| session.put_back(&back)>{words::tabs::put_back()}</button>
            <button type="button" class="button quiet" on:click=move |_| session.dismiss_replaced(&field)>{words::app::dismiss()}</button>
        </div>
    }
    .into_any()
}
