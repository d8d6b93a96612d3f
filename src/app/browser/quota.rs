//! The browser's word on what it lends to this address: how much, and whether for
//! good. Not every browser says so.

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{StorageEstimate, StorageManager};

fn manager() -> Option<StorageManager> {
    // Outside a secure context there is none.
    let manager = web_sys::window()?.navigator().storage();
    (!JsValue::from(manager.clone()).is_undefined()).then_some(manager)
}

/// How many bytes the database takes, about, and how many it may take; `None` where the browser
/// does not say.
pub async fn estimate() -> Option<(u64, u64)> {
    let estimate = JsFuture::from(manager()?.estimate().ok()?).await.ok()?;
    let estimate: StorageEstimate = estimate.into();
    Some((bytes(estimate.get_usage()?), bytes(estimate.get_quota()?)))
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn bytes(number: f64) -> u64 {
    number as u64
}

/// Whether the browser keeps what is stored, also when it runs short of space; `None` where it does
/// not say.
pub async fn is_kept() -> Option<bool> {
    JsFuture::from(manager()?.persisted().ok()?).await.ok()?.as_bool()
}

/// Asks the browser to keep what is stored, and gives its answer.
pub async fn keep() -> Option<bool> {
    JsFuture::from(manager()?.persist().ok()?).await.ok()?.as_bool()
}
