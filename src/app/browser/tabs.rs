//! The other tabs of this app: which of them are open, and they are told which
//! document has moved.
//!
//! A tab has a name, which it keeps over a reload in the storage of its session, and
//! holds a lock of that name as long as it lives. So the locks tell which tabs are
//! open, also after a crash, and a tab that was duplicated finds its name taken.

use std::{cell::Cell, collections::BTreeSet, rc::Rc};

use exready::{assessment::AssessmentId, keeping::PREFIX};
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{
    JsCast as _, JsValue,
    prelude::{Closure, wasm_bindgen},
};
use wasm_bindgen_futures::JsFuture;
use web_sys::{BroadcastChannel, MessageEvent};

use super::clock;

const CHANNEL: &str = "exready";
/// What the names of tabs begin with, as keys of the session and as locks.
const TAB: &str = "tab/";
/// How long a tab waits for its lock, in milliseconds: the page before a reload may
/// still hold it for a moment.
const LOCK_PATIENCE: i32 = 300;

// The locks of the browser, which `web-sys` counts as unstable.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["navigator", "locks"], catch)]
    fn request(name: &str, held: &Function) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["navigator", "locks"], catch)]
    fn query() -> Result<Promise, JsValue>;
}

/// The name of this tab: the one that it had before a reload, unless another tab has
/// it now.
pub async fn name() -> String {
    let session = web_sys::window().and_then(|window| window.session_storage().ok().flatten());
    let key = format!("{PREFIX}{TAB}");
    let kept = session.as_ref().and_then(|session| session.get_item(&key).ok().flatten());
    if let Some(name) = kept
        && hold(&name).await
    {
        return name;
    }
    let name = clock::tab_name();
    if let Some(session) = session {
        // Where it cannot be kept, a reload begins without a history.
        let _ = session.set_item(&key, &name);
    }
    hold(&name).await;
    name
}

/// Takes the lock of this name for as long as the page lives. Gives whether nobody
/// else has it; without locks nobody knows.
async fn hold(name: &str) -> bool {
    let is_wanted = Rc::new(Cell::new(true));
    let wanted = is_wanted.clone();
    let granted = Promise::new(&mut |granted, _| {
        let wanted = wanted.clone();
        let answer = granted.clone();
        let held = Closure::once_into_js(move |_: JsValue| {
            // Who came too late gives it back.
            if !wanted.get() {
                return Promise::resolve(&JsValue::NULL);
            }
            let _ = answer.call1(&JsValue::NULL, &JsValue::TRUE);
            Promise::new(&mut |_, _| {})
        });
        if request(&format!("{PREFIX}{TAB}{name}"), held.unchecked_ref()).is_err() {
            let _ = granted.call1(&JsValue::NULL, &JsValue::TRUE);
        }
    });
    let late = Promise::new(&mut |late, _| {
        if let Some(window) = web_sys::window() {
            let _ =
                window.set_timeout_with_callback_and_timeout_and_arguments_0(&late, LOCK_PATIENCE);
        }
    });
    let first = JsFuture::from(Promise::race(&Array::of2(&granted, &late))).await;
    let is_held = first.is_ok_and(|granted| granted.is_truthy());
    is_wanted.set(is_held);
    is_held
}

/// The names of the other tabs that are open; `None` where the browser does not tell.
pub async fn others(tab: &str) -> Option<BTreeSet<String>> {
    let locks = JsFuture::from(query().ok()?).await.ok()?;
    let held: Array = Reflect::get(&locks, &"held".into()).ok()?.dyn_into().ok()?;
    let prefix = format!("{PREFIX}{TAB}");
    let name = |lock: JsValue| {
        let name = Reflect::get(&lock, &"name".into()).ok()?.as_string()?;
        Some(name.strip_prefix(&prefix)?.to_owned())
    };
    Some(held.iter().filter_map(name).filter(|name| name != tab).collect())
}

/// A connection to the other tabs.
pub struct Tabs(BroadcastChannel);

impl Tabs {
    /// Calls `heard` with each document that another tab has written; `None` where
    /// the browser has no such channel.
    pub fn new(heard: impl Fn(AssessmentId) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(CHANNEL).ok()?;
        let listener = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let id = event.data().as_string().and_then(|id| AssessmentId::try_from(id).ok());
            if let Some(id) = id {
                heard(id);
            }
        });
        channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        // It listens as long as the page lives.
        listener.forget();
        Some(Self(channel))
    }

    /// Tells the other tabs that this document has moved.
    pub fn tell(&self, id: &AssessmentId) {
        // A closed channel has nobody to tell.
        let _ = self.0.post_message(&JsValue::from_str(id.as_str()));
    }
}
