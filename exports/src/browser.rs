//! What the app calls, by `worker.js`; each answer is JSON. A function that throws has
//! failed for want of memory or by an error in the program; a file that cannot be read
//! is an answer.

use exready::{
    assessment::{Component, Moment, Timestamp},
    bundle::{self, Salt, formats::profile},
    diagram, keeping,
};
use wasm_bindgen::{JsError, prelude::wasm_bindgen};

use crate::sbom::{self, SbomRefusal};

/// Opens a bundle: the JSON of [`keeping::sent`].
#[wasm_bindgen]
pub fn open_bundle(bytes: &[u8]) -> Result<Vec<u8>, JsError> {
    let opened = bundle::open(bytes).map_err(|refusal| refusal.to_string());
    Ok(keeping::sent(opened)?.into_bytes())
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = crypto, js_name = getRandomValues)]
    fn fill(bytes: &mut [u8]);
}

fn salt() -> Salt {
    let mut bytes = [0; 16];
    fill(&mut bytes);
    Salt(bytes)
}

/// Makes the bundle of a document: the JSON of [`keeping::sealed`]. `now` is a moment
/// in UTC.
#[wasm_bindgen]
pub fn seal(document: &str, now: &str) -> Result<Vec<u8>, JsError> {
    let now = Timestamp::try_from(now.to_owned()).map(Moment::in_utc);
    let now = now.map_err(|_| JsError::new("no moment"))?;
    let sealed = keeping::sealed(document, &mut salt, &now);
    sealed.map(String::into_bytes).ok_or_else(|| JsError::new("no document"))
}

/// Draws a scope: the JSON of [`diagram::drawn`].
#[wasm_bindgen]
pub fn draw(scope: &str) -> Result<Vec<u8>, JsError> {
    let drawn = diagram::drawn(scope);
    drawn.map(String::into_bytes).ok_or_else(|| JsError::new("no scope"))
}

/// Reads a profile: the JSON of [`profile::sent`].
#[wasm_bindgen]
pub fn read_profile(bytes: &[u8]) -> Result<Vec<u8>, JsError> {
    Ok(profile::sent(profile::read(bytes))?.into_bytes())
}

/// An SBOM that was read, or why it cannot be read. It stays here: of 50,000
/// entries the app needs those that it shows.
#[wasm_bindgen]
pub struct Sbom(Result<sbom::Sbom, SbomRefusal>);

/// Reads an SBOM, of which the components that there are already, as JSON, are
/// not offered.
#[wasm_bindgen]
pub fn read_sbom(bytes: &[u8], components: &str) -> Result<Sbom, JsError> {
    let components: Vec<Component> = serde_json::from_str(components)?;
    Ok(Sbom(sbom::read(bytes).map(|sbom| sbom.beside(&components))))
}

#[wasm_bindgen]
impl Sbom {
    /// What it offers for what is looked for: the JSON of [`sbom::answer`].
    pub fn answer(&self, query: &str) -> Result<Vec<u8>, JsError> {
        Ok(sbom::answer(&self.0, query)?.into_bytes())
    }
}
