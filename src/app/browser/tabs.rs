//! The other tabs of this app: they are told which document has moved.

use exready::assessment::AssessmentId;
use wasm_bindgen::{JsCast as _, JsValue, prelude::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

const CHANNEL: &str = "exready";

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
