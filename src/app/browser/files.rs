//! Files: read what the user chooses, offer what the user takes away.

use std::collections::BTreeMap;

use exready::{digest::Hasher, words};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
pub use web_sys::File;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlInputElement, Url};

/// How much of a file is read at once, in bytes.
const PIECE: f64 = 4_194_304.0;

/// The file chosen in a file field; the field is emptied, so that the same
/// file can be chosen again.
pub fn chosen(event: &web_sys::Event) -> Option<File> {
    let input = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
    let file = input.files()?.get(0);
    input.set_value("");
    file
}

/// The size of a file in bytes.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn size(file: &File) -> u64 {
    file.size() as u64
}

/// Everything in a file, left where the browser keeps it; for another module.
///
/// # Errors
/// In words: the browser cannot read it.
pub async fn content(file: &Blob) -> Result<Uint8Array, &'static str> {
    let buffer = JsFuture::from(file.array_buffer()).await;
    buffer.map(|buffer| Uint8Array::new(&buffer)).map_err(|_| words::start::unreadable())
}

/// The bytes of a text, for another module.
pub fn bytes(text: &str) -> Uint8Array {
    text.as_bytes().into()
}

/// The SHA-256 of a file, read piece by piece; `None` if it cannot be read.
pub async fn sha256(file: &File) -> Option<String> {
    let mut hasher = Hasher::default();
    let mut from = 0.0;
    while from < file.size() {
        let to = (from + PIECE).min(file.size());
        let piece = file.slice_with_f64_and_f64(from, to).ok()?;
        hasher.add(&content(&piece).await.ok()?.to_vec());
        from = to;
    }
    Some(hasher.finish())
}

/// Offers bytes as a download.
pub fn offer(name: &str, media_type: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let pieces = Array::of1(&Uint8Array::from(bytes));
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = Blob::new_with_u8_array_sequence_and_options(&pieces, &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let link = leptos::prelude::document().create_element("a")?.dyn_into::<HtmlAnchorElement>()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser has taken the blob over by the next turn.
    leptos::prelude::set_timeout(
        move || {
            let _ = Url::revoke_object_url(&url);
        },
        std::time::Duration::from_secs(10),
    );
    Ok(())
}

/// Offers texts by their names as a JSON file.
pub fn offer_json(name: &str, texts: &BTreeMap<String, String>) -> Result<(), JsValue> {
    let json = serde_json::to_string_pretty(texts).map_err(|_| JsValue::NULL)?;
    offer(name, "application/json", json.as_bytes())
}
