#[cfg(target_arch = "wasm32")]
fn main() {
    leptos::mount::mount_to_body(|| leptos::prelude::view! {<p>"hi"</p>})
}
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
