//! The part of the app that is a WebAssembly module of its own, the crate `exports`:
//! it reads files and makes bundles. It runs in a worker, loaded when it is first
//! needed, so that the page answers whatever a file holds. Nothing else knows the
//! names of its files.
//!
//! There is one worker, which takes one call after the other. It cannot be
//! interrupted: a call that is given up ends it, a new one takes its place, and what
//! else was waiting is sent there again. A browser that has no such worker shows
//! [`Failure::NotLoaded`].

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    fmt,
};

use exready::{
    assessment::Component,
    bundle::formats::profile,
    diagram::Drawing,
    keeping::{self, Received, Seal},
    sbom::Offer,
    words::modules as say,
};
use futures_channel::oneshot::{self, Sender};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{
    JsCast as _,
    prelude::{Closure, wasm_bindgen},
};
use web_sys::{Event, MessageEvent, Worker, WorkerOptions, WorkerType};

use super::clock;

/// The script that loads the module and calls it.
const SCRIPT: &str = "./worker.js";

#[wasm_bindgen]
extern "C" {
    /// What the worker says.
    type Message;
    /// The call that it answers; `None` if it says that it is loaded.
    #[wasm_bindgen(method, getter)]
    fn id(this: &Message) -> Option<u32>;
    /// JSON.
    #[wasm_bindgen(method, getter)]
    fn answer(this: &Message) -> Uint8Array;
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
    static RUNNING: RefCell<Option<Running>> = const { RefCell::new(None) };
    /// How many calls there were, so that each has a number of its own.
    static CALLS: Cell<u32> = const { Cell::new(0) };
}

/// A worker, and the calls that it has not answered.
struct Running {
    worker: Worker,
    is_loaded: bool,
    waiting: BTreeMap<u32, Sender<Result<Vec<u8>, Failure>>>,
    /// Called with what it says.
    _heard: Closure<dyn Fn(MessageEvent)>,
    /// Called when it fails.
    _failed: Closure<dyn Fn(Event)>,
}

impl Running {
    fn start() -> Result<Self, Failure> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(SCRIPT, &options).map_err(|_| Failure::NotLoaded)?;
        let heard = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| {
            hear(event.data().unchecked_ref());
        });
        let failed = Closure::<dyn Fn(Event)>::new(|event: Event| {
            // What failed is said on the screen.
            event.prevent_default();
            fail();
        });
        worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
        Ok(Self {
            worker,
            is_loaded: false,
            waiting: BTreeMap::new(),
            _heard: heard,
            _failed: failed,
        })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

/// The worker has said something.
fn hear(message: &Message) {
    let sender = RUNNING.with_borrow_mut(|running| {
        let running = running.as_mut()?;
        running.is_loaded = true;
        running.waiting.remove(&message.id()?)
    });
    if let Some(sender) = sender {
        // Who asked may be gone by now.
        let _ = sender.send(Ok(message.answer().to_vec()));
    }
}

/// The worker has failed, and takes no more calls.
fn fail() {
    let Some(mut running) = RUNNING.take() else { return };
    let failure = if running.is_loaded { Failure::Stopped } else { Failure::NotLoaded };
    for sender in std::mem::take(&mut running.waiting).into_values() {
        let _ = sender.send(Err(failure));
    }
}

/// Starts the worker, unless it is there.
///
/// # Errors
/// [`Failure::NotLoaded`], if there can be none; what it loads may fail later.
pub fn prepare() -> Result<(), Failure> {
    RUNNING.with_borrow_mut(|running| {
        if running.is_none() {
            *running = Some(Running::start()?);
        }
        Ok(())
    })
}

/// A call that waits for its answer.
struct Waiting(u32);

impl Drop for Waiting {
    /// Nobody wants the answer any more: the work on it ends.
    fn drop(&mut self) {
        let is_wanted = |running: &mut Running| running.waiting.contains_key(&self.0);
        if RUNNING.with_borrow_mut(|running| running.as_mut().is_some_and(is_wanted)) {
            drop(RUNNING.take());
            // The next one loads ahead; who needs it tries again, and says so.
            let _ = prepare();
        }
    }
}

/// Has the worker do something.
async fn call(call: &str, args: &Array) -> Result<Vec<u8>, Failure> {
    loop {
        prepare()?;
        let (sender, answer) = oneshot::channel();
        let id = CALLS.replace(CALLS.get() + 1);
        let message = Array::of3(&id.into(), &call.into(), args);
        let posted = RUNNING.with_borrow_mut(|running| {
            let running = running.as_mut()?;
            running.worker.post_message(&message).ok()?;
            Some(running.waiting.insert(id, sender))
        });
        posted.ok_or(Failure::NotLoaded)?;
        let waiting = Waiting(id);
        let answer = answer.await;
        drop(waiting);
        // Without an answer the worker was ended for the sake of another call.
        if let Ok(answer) = answer {
            return answer;
        }
    }
}

fn text(answer: Vec<u8>) -> Result<String, Failure> {
    String::from_utf8(answer).map_err(|_| Failure::OtherVersion)
}

/// Opens a bundle. It ends when this is dropped, as all that follows does.
///
/// # Errors
/// In words: why the file cannot be opened, or the [`Failure`].
pub async fn open_bundle(bytes: &Uint8Array) -> Result<Received, String> {
    let answer = call("open_bundle", &Array::of1(bytes)).await?;
    keeping::received(&text(answer)?, &clock::now())
        .ok_or_else(|| Failure::OtherVersion.to_string())?
}

/// Makes a bundle of a document that is on its way to be sealed.
///
/// # Errors
/// The [`Failure`].
pub async fn seal(document: &str) -> Result<Seal, Failure> {
    let now = clock::now();
    let args = Array::of2(&document.into(), &now.utc.as_str().into());
    let answer = call("seal", &args).await?;
    Seal::received(&text(answer)?).ok_or(Failure::OtherVersion)
}

/// Draws a scope that is on its way to be drawn.
///
/// # Errors
/// The [`Failure`].
pub async fn draw(scope: &str) -> Result<Drawing, Failure> {
    let answer = call("draw", &Array::of1(&scope.into())).await?;
    Drawing::received(&text(answer)?).ok_or(Failure::OtherVersion)
}

/// Reads a profile.
///
/// # Errors
/// In words: why the file cannot be read, or the [`Failure`].
pub async fn read_profile(bytes: &Uint8Array) -> Result<profile::Received, String> {
    let answer = call("read_profile", &Array::of1(bytes)).await?;
    profile::received(&text(answer)?).ok_or_else(|| Failure::OtherVersion.to_string())?
}

/// Reads an SBOM, of which these components are not offered again: what it offers
/// while nothing is looked for. It stays in the worker, until that reads another one.
///
/// # Errors
/// In words: why the file cannot be read, or the [`Failure`].
pub async fn read_sbom(
    bytes: &Uint8Array,
    components: &[Component],
) -> Result<Offer<'static>, String> {
    let components = serde_json::to_string(components).map_err(|_| Failure::OtherVersion)?;
    offer(call("read_sbom", &Array::of2(bytes, &components.into())).await?)
}

/// What the SBOM that was read last offers for what is looked for.
///
/// # Errors
/// In words, the [`Failure`].
pub async fn search_sbom(query: &str) -> Result<Offer<'static>, String> {
    offer(call("answer", &Array::of1(&query.into())).await?)
}

fn offer(answer: Vec<u8>) -> Result<Offer<'static>, String> {
    Offer::from_answer(&text(answer)?).ok_or_else(|| Failure::OtherVersion.to_string())?
}
