//! Local storage: assessments as small texts under `exready/1/ID/NAME`, and
//! what could not be read under `exready/aside/`.

use std::cell::Cell;

use exready::{
    assessment::{AssessmentId, stored},
    bundle::Kept,
    order,
};
use gloo_storage::{LocalStorage, Storage as _};

const PREFIX: &str = "exready/1/";
const ASIDE: &str = "exready/aside/";

/// Why something could not be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The browser lends no storage to this page.
    Denied,
    /// There is no room left.
    Full,
}

/// Whether the browser lends storage at all. Asked first: the crate throws
/// where it does not.
pub fn is_lent() -> bool {
    web_sys::window().is_some_and(|window| matches!(window.local_storage(), Ok(Some(_))))
}

fn all() -> Vec<(String, String)> {
    if !is_lent() {
        return Vec::new();
    }
    let raw = LocalStorage::raw();
    (0..LocalStorage::length())
        .filter_map(|index| {
            let key = raw.key(index).ok()??;
            let text = raw.get_item(&key).ok()??;
            Some((key, text))
        })
        .collect()
}

thread_local! {
    /// What [`used`] says, once it was counted: counting reads everything.
    static USED: Cell<Option<usize>> = const { Cell::new(None) };
}

/// How many bytes all assessments take as UTF-8, of the about 5 million there are.
pub fn used() -> usize {
    USED.get().unwrap_or_else(|| {
        let ours = all().into_iter().filter(|(key, _)| key.starts_with("exready/"));
        let used = ours.map(|(key, text)| key.len() + text.len()).sum();
        USED.set(Some(used));
        used
    })
}

/// Another tab has stored something: the count starts over.
pub fn recount() {
    USED.set(None);
}

/// The ids of all stored assessments.
pub fn assessments() -> Vec<AssessmentId> {
    let mut ids = Vec::new();
    for (key, _) in all() {
        let id = key.strip_prefix(PREFIX).and_then(|rest| rest.split_once('/'));
        if let Some(Ok(id)) = id.map(|(id, _)| AssessmentId::try_from(id.to_owned())) {
            order::add(&mut ids, id);
        }
    }
    ids
}

/// The stored texts of an assessment, name by name.
pub fn texts(id: &AssessmentId) -> Vec<(String, String)> {
    let prefix = [PREFIX, id.as_str(), "/"].concat();
    let ours = all().into_iter();
    // The browser gives them in no order.
    order::sorted(
        ours.filter_map(|(key, text)| Some((key.strip_prefix(&prefix)?.to_owned(), text))),
    )
}

/// Stores one text, or removes it.
pub fn put(id: &AssessmentId, name: &str, text: Option<&str>) -> Result<(), Trouble> {
    write(&[PREFIX, id.as_str(), "/", name].concat(), text)
}

fn write(key: &str, text: Option<&str>) -> Result<(), Trouble> {
    if !is_lent() {
        return Err(Trouble::Denied);
    }
    let raw = LocalStorage::raw();
    let size = |text: &str| key.len() + text.len();
    let before = raw.get_item(key).ok().flatten().map_or(0, |text| size(&text));
    match text {
        Some(text) => raw.set_item(key, text).map_err(|_| Trouble::Full)?,
        None => LocalStorage::delete(key),
    }
    USED.set(USED.get().map(|used| used + text.map_or(0, size) - before));
    Ok(())
}

/// Keeps a text that could not be read aside, then frees its place.
pub fn set_aside(id: &AssessmentId, name: &str, text: &str) -> Result<(), Trouble> {
    write(&[ASIDE, id.as_str(), "/", name].concat(), Some(text))?;
    put(id, name, None)
}

/// Everything that was set aside, key by key.
pub fn aside() -> Vec<(String, String)> {
    all()
        .into_iter()
        .filter_map(|(key, text)| Some((key.strip_prefix(ASIDE)?.to_owned(), text)))
        .collect()
}

/// Removes an assessment.
pub fn remove(id: &AssessmentId) {
    for (name, _) in texts(id) {
        let _ = put(id, &name, None);
    }
}

/// The name under which unknown fields of an opened bundle are stored.
pub const KEPT: &str = "kept";

/// The unknown fields among the stored texts of an assessment.
pub fn kept(texts: &[(String, String)]) -> Kept {
    let kept = texts.iter().find(|(name, _)| name == KEPT);
    kept.and_then(|(_, text)| stored::read(text)).unwrap_or_default()
}

/// What the names of the figures of a day begin with; the day follows.
pub const PROGRESS: &str = "progress/";

/// Whether a text of this name stands beside the records of an assessment.
pub fn is_beside(name: &str) -> bool {
    name == KEPT || name.starts_with(PROGRESS)
}
