//! Local storage: the [`Store`] of this app, and how full it is.

use std::cell::Cell;

use exready::keeping::{PREFIX, Store, StoreError};
use gloo_storage::{LocalStorage, Storage as _};

/// The local storage of the browser.
pub struct LocalStore;

/// Whether the browser lends storage at all. Asked first: the crate throws
/// where it does not.
pub fn is_lent() -> bool {
    web_sys::window().is_some_and(|window| matches!(window.local_storage(), Ok(Some(_))))
}

fn lent() -> Result<web_sys::Storage, StoreError> {
    if is_lent() { Ok(LocalStorage::raw()) } else { Err(StoreError::Denied) }
}

impl Store for LocalStore {
    fn get(&self, name: &str) -> Result<Option<String>, StoreError> {
        lent()?.get_item(name).map_err(|_| StoreError::Denied)
    }

    fn put(&self, name: &str, text: &str) -> Result<(), StoreError> {
        let storage = lent()?;
        let before = size(&storage, name);
        storage.set_item(name, text).map_err(|_| StoreError::Full { missing: None })?;
        count(before, name.len() + text.len());
        Ok(())
    }

    fn remove(&self, name: &str) -> Result<(), StoreError> {
        let storage = lent()?;
        let before = size(&storage, name);
        storage.remove_item(name).map_err(|_| StoreError::Denied)?;
        count(before, 0);
        Ok(())
    }

    fn names(&self) -> Result<Vec<String>, StoreError> {
        let storage = lent()?;
        Ok((0..LocalStorage::length()).filter_map(|index| storage.key(index).ok()?).collect())
    }
}

/// How many bytes a text takes with its name; 0 if there is none.
fn size(storage: &web_sys::Storage, name: &str) -> usize {
    storage.get_item(name).ok().flatten().map_or(0, |text| name.len() + text.len())
}

thread_local! {
    /// What [`used`] says, once it was counted: counting reads everything.
    static USED: Cell<Option<usize>> = const { Cell::new(None) };
}

fn count(before: usize, after: usize) {
    USED.set(USED.get().map(|used| used + after - before));
}

/// How many bytes all assessments take as UTF-8, of the about 5 million there are.
pub fn used() -> usize {
    USED.get().unwrap_or_else(|| {
        let names = LocalStore.names().unwrap_or_default();
        let ours = names.iter().filter(|name| name.starts_with(PREFIX));
        let used = lent().map_or(0, |storage| ours.map(|name| size(&storage, name)).sum());
        USED.set(Some(used));
        used
    })
}

/// Another tab has stored something: the count starts over.
pub fn recount() {
    USED.set(None);
}
