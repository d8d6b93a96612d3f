//! The page around the app: its address, title, focus, and what to do when it stops.

use std::time::Duration;

use futures_channel::oneshot;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

/// The fragment of the address, with its `#`.
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// Goes to a link of this app.
pub fn go(href: &str) {
    // Fails for another origin only; these are all fragments.
    let _ = window().location().set_hash(href);
}

/// Calls back whenever the fragment changes.
pub fn on_fragment_change(then: impl Fn(String) + 'static) {
    let handle = window_event_listener_untyped("hashchange", move |_| then(fragment()));
    on_cleanup(move || handle.remove());
}

/// Sets the title of the window.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Shows a screen from its top and moves the focus to its heading, once it is
/// there, so that a screen reader says where the user is.
pub fn focus_heading() {
    request_animation_frame(|| {
        window().scroll_to_with_x_and_y(0.0, 0.0);
        if let Ok(Some(heading)) = document().query_selector("main h1")
            && let Some(heading) = heading.dyn_ref::<web_sys::HtmlElement>()
        {
            let _ = heading.focus();
        }
        // A link to a requirement or an evidence item leads to its row.
        if let Ok(Some(row)) = document().query_selector(".requirement.open, .item-open") {
            row.scroll_into_view();
        }
    });
}

/// Moves the focus to the first element that fits the selector, once it is
/// there, and selects what stands in it if it is a field.
pub fn focus_in(selector: &'static str) {
    request_animation_frame(move || {
        let Ok(Some(element)) = document().query_selector(selector) else { return };
        if let Some(element) = element.dyn_ref::<web_sys::HtmlElement>() {
            let _ = element.focus();
        }
        if let Some(input) = element.dyn_ref::<web_sys::HtmlInputElement>() {
            input.select();
        }
    });
}

/// Lets the browser answer and draw before what follows.
pub async fn turn() {
    let (go_on, turn) = oneshot::channel();
    let end = move || {
        // Who waits may be gone by now.
        let _ = go_on.send(());
    };
    set_timeout(end, Duration::ZERO);
    let _ = turn.await;
}

/// Loads the page anew.
pub fn reload() {
    // Fails for a page without an address only.
    let _ = window().location().reload();
}

/// Asks how to print the page.
pub fn print() {
    // Fails where the browser has no printing; there is nothing to do then.
    let _ = window().print();
}

/// Takes away what `index.html` shows until the app is there.
pub fn remove_placeholder() {
    if let Some(placeholder) = document().get_element_by_id("placeholder") {
        placeholder.remove();
    }
}

/// A panic ends the app: it says so on the console, and on the screen that
/// what was entered is saved.
pub fn report_panics() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        if let Some(notice) = document().get_element_by_id("stopped") {
            let _ = notice.remove_attribute("hidden");
        }
    }));
}

/// Whether the field of a day holds something that is no day, such as a month
/// alone: its value is empty then.
pub fn is_half_filled(event: &web_sys::Event) -> bool {
    let input =
        event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
    input.is_some_and(|input| input.validity().bad_input())
}
