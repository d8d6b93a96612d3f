//! Texts that are the user's own, such as names.

use leptos::prelude::*;

/// A text of the user's among others. It keeps its direction to itself, and a browser
/// that translates the page leaves it as it is.
pub fn own(text: impl IntoView + 'static) -> AnyView {
    view! { <bdi translate="no">{text}</bdi> }.into_any()
}
