//! The shell: shows the core and sends it commands. It computes nothing that
//! belongs to an assessment.
//!
//! - [`route`]: the only maker and reader of links.
//! - [`session`]: the open document, as signals; the only way to change it.
//!   [`reports`]: what is said of opening and saving it.
//! - [`library`]: the guidance, loaded when it is first needed.
//! - [`pages`]: one file a screen. [`parts`]: what screens share.
//! - [`browser`]: storage, files, clock; the only place that touches the browser.

// A component takes what it shows by value; that is the framework's way.
#![allow(clippy::needless_pass_by_value)]

mod browser;
mod library;
mod moves;
mod pages;
mod parts;
mod reports;
mod route;
mod session;

use leptos::prelude::*;

use self::{library::Library, route::Route, session::Session};

/// Starts the app in place of the shell that `index.html` shows until then.
pub fn start() {
    browser::page::report_panics();
    browser::page::remove_placeholder();
    mount_to_body(App);
}

/// The frame around every screen.
#[component]
fn App() -> impl IntoView {
    let session = Session::new();
    provide_context(session);
    provide_context(Library::new());
    // A document is opened when its place is asked for, before anything is drawn.
    let visited = move |fragment: &str| {
        let route = Route::parse(fragment);
        if let Some(id) = route.assessment() {
            session.open(id);
        }
        route
    };
    let route = RwSignal::new(visited(&browser::page::fragment()));
    browser::page::on_fragment_change(move |fragment| route.set(visited(&fragment)));
    session.keep_safe_when_hidden();
    session.listen_to_undo_keys();
    session.follow_me();

    // The screen, without what is selected on it: only another screen moves the focus.
    let screen = Memo::new(move |_| route.get().screen());
    Effect::new(move |before: Option<()>| {
        let screen = screen.get();
        browser::page::set_title(&screen.title());
        if before.is_some() {
            browser::page::focus_heading();
        }
    });
    view! {
        <parts::header::Header route />
        <div class="frame">
            <parts::rail::Rail route />
            <main id="main">
                <parts::notices::Notices />
                // Nothing that is entered here would be kept any more.
                <div class="screen" inert=move || session.left.with(Option::is_some)>
                    {move || pages::page(screen.get(), route)}
                </div>
            </main>
        </div>
        <parts::status_line::StatusLine route />
    }
}
