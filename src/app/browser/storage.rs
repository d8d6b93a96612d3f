//! Local storage: the [`Store`] of this app, and how full it is.

use std::cell::{Cell, RefCell};

use exready::keeping::{Space, Store, StoreError, units};
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

fn lent_for_writing() -> Result<web_sys::Storage, StoreError> {
    if IS_LEFT.get() { Err(StoreError::Newer) } else { lent() }
}

impl Store for LocalStore {
    fn get(&self, name: &str) -> Result<Option<String>, StoreError> {
        lent()?.get_item(name).map_err(|_| StoreError::Denied)
    }

    fn put(&self, name: &str, text: &str) -> Result<(), StoreError> {
        let storage = lent_for_writing()?;
        let before = size(&storage, name);
        storage.set_item(name, text).map_err(|_| StoreError::Full { missing: None })?;
        count(name, before, units(name) + units(text));
        Ok(())
    }

    fn remove(&self, name: &str) -> Result<(), StoreError> {
        let storage = lent_for_writing()?;
        let before = size(&storage, name);
        storage.remove_item(name).map_err(|_| StoreError::Denied)?;
        count(name, before, 0);
        Ok(())
    }

    fn names(&self) -> Result<Vec<String>, StoreError> {
        let storage = lent()?;
        Ok((0..LocalStorage::length()).filter_map(|index| storage.key(index).ok()?).collect())
    }
}

/// How much a text takes with its name; 0 if there is none.
fn size(storage: &web_sys::Storage, name: &str) -> usize {
    storage.get_item(name).ok().flatten().map_or(0, |text| units(name) + units(&text))
}

thread_local! {
    /// What is taken, once it was counted: counting reads everything.
    static SPACE: RefCell<Option<Space>> = const { RefCell::new(None) };
    /// Whether the storage is left to a later version of the app.
    static IS_LEFT: Cell<bool> = const { Cell::new(false) };
}

fn count(name: &str, before: usize, after: usize) {
    SPACE.with_borrow_mut(|space| {
        if let Some(space) = space {
            space.moved(name, before, after);
        }
    });
}

/// Reads what is taken, and by whom. Counted once; from then on every write of this
/// tab moves the count.
pub fn space<T>(read: impl FnOnce(&Space) -> T) -> T {
    SPACE.with_borrow_mut(|space| read(space.get_or_insert_with(counted)))
}

fn counted() -> Space {
    let Ok(storage) = lent() else { return Space::default() };
    let names = LocalStore.names().unwrap_or_default();
    names.iter().map(|name| (name.as_str(), size(&storage, name))).collect()
}

/// Another tab has stored something: the count starts over.
pub fn recount() {
    SPACE.set(None);
}

/// Leaves the storage to a later version of the app: nothing is written any more.
pub fn leave() {
    IS_LEFT.set(true);
}
