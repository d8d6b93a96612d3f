//! What the app calls. A function that throws has failed for want of memory or
//! by an error in the program; a file that cannot be read is an answer.

use wasm_bindgen::{JsError, prelude::wasm_bindgen};

use crate::sbom;

/// Reads an SBOM; the answer is the JSON of [`sbom::answer`].
#[wasm_bindgen]
pub fn read_sbom(bytes: &[u8]) -> Result<String, JsError> {
    Ok(sbom::answer(bytes)?)
}
