//! The parts of the app that are WebAssembly modules of their own, loaded when
//! they are first needed. Nothing else knows the names of their files.

use std::{
    cell::{Cell, RefCell},
    fmt,
};

use exready::{
    assessment::{Assessment, Component},
    bundle::{Envelope, Notes, formats::profile},
    keeping::{self, Received, Seal},
    sbom::Offer,
    words::modules as say,
};
use js_sys::{Promise, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use super::clock;

/// The script of the crate `exports`, next to the one of the app; it loads its
/// module itself.
const EXPORTS: &str = "./exports.js";

#[wasm_bindgen]
extern "C" {
    /// `import()` of a script, relative to the one of the app.
    #[wasm_bindgen(js_name = import)]
    fn import(path: &str) -> Promise;

    /// What the script of the crate `exports` exports.
    type Script;
    /// Loads and starts the module.
    #[wasm_bindgen(method, js_name = default)]
    fn start(this: &Script) -> Promise;
    #[wasm_bindgen(method, catch)]
    fn open_bundle(this: &Script, bytes: &Uint8Array) -> Result<String, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn seal(this: &Script, document: &str, now: &str) -> Result<String, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn read_profile(this: &Script, bytes: &Uint8Array) -> Result<String, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn read_sbom(this: &Script, bytes: &Uint8Array, components: &str) -> Result<Read, JsValue>;

    /// An SBOM that the module has read, and keeps until this is dropped.
    type Read;
    #[wasm_bindgen(method, catch)]
    fn answer(this: &Read, query: &str) -> Result<String, JsValue>;
}

/// Why a part of the app could not do what it is for. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Its files could not be loaded.
    NotLoaded,
    /// It stopped because of an error in the program, or for want of memory.
    Stopped,
    /// It says something that this build of the app does not understand.
    OtherVersion,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotLoaded => say::not_loaded(),
            Self::Stopped => say::stopped(),
            Self::OtherVersion => say::other_version(),
        })
    }
}

impl From<Failure> for String {
    fn from(failure: Failure) -> Self {
        failure.to_string()
    }
}

thread_local! {
    /// The script, loaded or on its way: all who need it wait for the same one.
    static LOADING: RefCell<Option<Promise>> = const { RefCell::new(None) };
    /// How often it failed.
    static FAILURES: Cell<u32> = const { Cell::new(0) };
}

/// The module of the crate `exports`.
pub struct Exports(Script);

/// Loads the module, unless it is loaded.
///
/// # Errors
/// [`Failure::NotLoaded`]; the next call tries again.
pub async fn exports() -> Result<Exports, Failure> {
    let loading = LOADING.with_borrow_mut(|loading| {
        loading.get_or_insert_with(|| future_to_promise(load())).clone()
    });
    let script = JsFuture::from(loading).await.map_err(|_| Failure::NotLoaded)?;
    Ok(Exports(script.unchecked_into()))
}

async fn load() -> Result<JsValue, JsValue> {
    let script = import_and_start().await;
    if script.is_err() {
        forget();
    }
    script
}

async fn import_and_start() -> Result<JsValue, JsValue> {
    // Some browsers remember for good that a script of this address failed, and
    // a module that stopped starts anew only with its script.
    let path = match FAILURES.get() {
        0 => EXPORTS.to_owned(),
        failures => format!("{EXPORTS}?again={failures}"),
    };
    let script: Script = JsFuture::from(import(&path)).await?.unchecked_into();
    JsFuture::from(script.start()).await?;
    Ok(script.into())
}

/// The script failed: the next one that needs it loads it anew.
fn forget() {
    LOADING.take();
    FAILURES.set(FAILURES.get() + 1);
}

/// The module stopped.
fn stopped(_: JsValue) -> Failure {
    forget();
    Failure::Stopped
}

impl Exports {
    /// Opens a bundle.
    ///
    /// # Errors
    /// In words: why the file cannot be opened, or the [`Failure`].
    pub fn open_bundle(&self, bytes: &Uint8Array) -> Result<Received, String> {
        let answer = self.0.open_bundle(bytes).map_err(|value| stopped(value).to_string())?;
        keeping::received(&answer, &clock::now())
            .ok_or_else(|| Failure::OtherVersion.to_string())?
    }

    /// Makes the bundle of an assessment with what goes with it.
    ///
    /// # Errors
    /// The [`Failure`].
    pub fn seal(
        &self,
        assessment: &Assessment,
        envelope: &Envelope,
        notes: Notes,
    ) -> Result<Seal, Failure> {
        let document = keeping::to_seal(assessment, envelope, notes);
        let document = document.map_err(|_| Failure::OtherVersion)?;
        let answer = self.0.seal(&document, clock::now().utc.as_str()).map_err(stopped)?;
        Seal::received(&answer).ok_or(Failure::OtherVersion)
    }

    /// Reads a profile.
    ///
    /// # Errors
    /// In words: why the file cannot be read, or the [`Failure`].
    pub fn read_profile(&self, bytes: &Uint8Array) -> Result<profile::Received, String> {
        let answer = self.0.read_profile(bytes).map_err(|value| stopped(value).to_string())?;
        profile::received(&answer).ok_or_else(|| Failure::OtherVersion.to_string())?
    }

    /// Reads an SBOM, of which these components are not offered again.
    ///
    /// # Errors
    /// [`Failure::Stopped`].
    pub fn read_sbom(
        &self,
        bytes: &Uint8Array,
        components: &[Component],
    ) -> Result<ReadSbom, Failure> {
        let components = serde_json::to_string(components).map_err(|_| Failure::OtherVersion)?;
        self.0.read_sbom(bytes, &components).map(ReadSbom).map_err(stopped)
    }
}

/// An SBOM in the module that read it.
pub struct ReadSbom(Read);

impl ReadSbom {
    /// What it offers for what is looked for.
    ///
    /// # Errors
    /// In words: why the file cannot be read, or the [`Failure`].
    pub fn offer(&self, query: &str) -> Result<Offer<'static>, String> {
        let answer = self.0.answer(query).map_err(|value| stopped(value).to_string())?;
        Offer::from_answer(&answer).ok_or_else(|| Failure::OtherVersion.to_string())?
    }
}
