//! The journal in IndexedDB: what it holds and means is the business of
//! [`exready::keeping`].
//!
//! Unlike local storage it reaches the disk at once: what a completed transaction
//! has written survives a browser that is killed.

use exready::{
    assessment::AssessmentId,
    keeping::{Entry, JournalEdit, Journaled, WHOLE, Written, entry_checksum},
};
use idb::{
    Database, DatabaseEvent as _, Error, Factory, IndexParams, KeyPath, KeyRange,
    ObjectStoreParams, Query, TransactionMode,
};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;

const DATABASE: &str = "exready";
/// The number of this layout. A tab with an earlier one lets the database go when
/// a later version of the app asks for it.
const VERSION: u32 = 1;
const ENTRIES: &str = "entries";
/// The index by name and document.
const BY_RECORD: &str = "record";
/// The index by document.
const BY_DOCUMENT: &str = "document";

// The fields of an entry. The database gives the number.
const NUMBER: &str = "number";
const ID: &str = "id";
const NAME: &str = "name";
const TEXT: &str = "text";
const CHECKSUM: &str = "checksum";

/// A connection to the journal.
pub struct Journal(Database);

impl Journal {
    /// Opens the journal, and makes it if there is none. `lost` is called when the
    /// browser takes it away, or a later version of the app needs it.
    ///
    /// # Errors
    /// The browser does not lend it.
    pub async fn open(lost: impl Fn() + Clone + 'static) -> Result<Self, Error> {
        let mut request = Factory::new()?.open(DATABASE, Some(VERSION))?;
        request.on_upgrade_needed(|event| {
            // What fails here fails the request.
            let _ = event.database().and_then(|database| make(&database));
        });
        let mut database = request.await?;
        let gone = lost.clone();
        database.on_close(move |_| gone());
        database.on_version_change(move |event| {
            if let Ok(database) = event.database() {
                database.close();
            }
            lost();
        });
        Ok(Self(database))
    }

    /// All entries of a document.
    ///
    /// # Errors
    /// The browser does not give them.
    pub async fn document(&self, id: &AssessmentId) -> Result<Journaled, Error> {
        let transaction = self.0.transaction(&[ENTRIES], TransactionMode::ReadOnly)?;
        let index = transaction.object_store(ENTRIES)?.index(BY_DOCUMENT)?;
        let entries = index.get_all(Some(Query::Key(text(id.as_str()))), None)?.await?;
        Ok(Journaled::new(entries.iter().filter_map(entry)))
    }

    /// The entries of a document after this number, in their order.
    ///
    /// # Errors
    /// The browser does not give them.
    pub async fn since(&self, id: &AssessmentId, number: u64) -> Result<Vec<Entry>, Error> {
        let transaction = self.0.transaction(&[ENTRIES], TransactionMode::ReadOnly)?;
        let store = transaction.object_store(ENTRIES)?;
        let range = KeyRange::lower_bound(&JsValue::from_f64(number as f64), Some(true))?;
        let entries = store.get_all(Some(Query::KeyRange(range)), None)?.await?;
        let is_of_it = |object: &&JsValue| field(object, ID).as_deref() == Some(id.as_str());
        Ok(entries.iter().filter(is_of_it).filter_map(entry).collect())
    }

    /// The documents of which there is anything.
    ///
    /// # Errors
    /// The browser does not give them.
    pub async fn documents(&self) -> Result<Vec<AssessmentId>, Error> {
        let transaction = self.0.transaction(&[ENTRIES], TransactionMode::ReadOnly)?;
        let index = transaction.object_store(ENTRIES)?.index(BY_RECORD)?;
        let (first, last) = (key(WHOLE, ""), key(WHOLE, "\u{ffff}"));
        let range = KeyRange::bound(&first, &last, None, None)?;
        let states = index.get_all(Some(Query::KeyRange(range)), None)?.await?;
        let id = |state: &JsValue| AssessmentId::try_from(field(state, ID)?).ok();
        Ok(states.iter().filter_map(id).collect())
    }

    /// Writes an edit in one transaction, merged with what stands there.
    ///
    /// # Errors
    /// Nothing of it is written then.
    pub async fn write(&self, edit: &JournalEdit) -> Result<Written, Error> {
        let transaction = self.0.transaction(&[ENTRIES], TransactionMode::ReadWrite)?;
        let store = transaction.object_store(ENTRIES)?;
        let by_record = store.index(BY_RECORD)?;
        let id = edit.id.as_str();
        if edit.is_whole {
            let keys = store.index(BY_DOCUMENT)?;
            for number in keys.get_all_keys(Some(Query::Key(text(id))), None)?.await? {
                store.delete(Query::Key(number))?;
            }
        }
        let mut done = Written::default();
        // All that can be asked at once is asked at once.
        let mut befores = Vec::new();
        if !edit.is_whole {
            for name in edit.records.keys() {
                befores.push(by_record.get(Query::Key(key(name, id)))?);
            }
        }
        let mut befores = befores.into_iter();
        let mut added = Vec::new();
        for (name, record) in &edit.records {
            let before = match befores.next() {
                Some(before) => before.await?,
                None => None,
            };
            let before = before.as_ref().and_then(entry);
            let stored = before.as_ref().and_then(|entry| entry.text.as_deref());
            if record.is_merged(stored) {
                done.merged.insert(name.clone());
            }
            let text = record.onto(stored);
            if let Some(before) = before {
                store.delete(Query::Key(JsValue::from_f64(before.number as f64)))?;
            }
            let checksum = entry_checksum(name, text.as_deref());
            added.push(store.add(&object(id, name, text.as_deref(), &checksum), None)?);
            done.entries.push(Entry { number: 0, name: name.clone(), text, checksum });
        }
        for (entry, added) in done.entries.iter_mut().zip(added) {
            entry.number = added.await?.as_f64().unwrap_or_default() as u64;
        }
        if transaction.commit()?.await?.is_committed() {
            Ok(done)
        } else {
            Err(Error::DomExceptionNotFound)
        }
    }
}

/// Makes the object store of this layout.
fn make(database: &Database) -> Result<(), Error> {
    let mut parameters = ObjectStoreParams::new();
    parameters.auto_increment(true);
    parameters.key_path(Some(KeyPath::new_single(NUMBER)));
    let store = database.create_object_store(ENTRIES, parameters)?;
    let mut unique = IndexParams::new();
    unique.unique(true);
    store.create_index(BY_RECORD, KeyPath::new_array([NAME, ID]), Some(unique))?;
    store.create_index(BY_DOCUMENT, KeyPath::new_single(ID), None)?;
    Ok(())
}

/// An entry that has no number yet.
fn object(id: &str, name: &str, content: Option<&str>, checksum: &str) -> Object {
    let object = Object::new();
    let fields = [(ID, Some(id)), (NAME, Some(name)), (TEXT, content), (CHECKSUM, Some(checksum))];
    for (field, value) in fields {
        if let Some(value) = value {
            // Setting a field of an object of one's own does not fail.
            let _ = Reflect::set(&object, &text(field), &text(value));
        }
    }
    object
}

/// Reads an entry; `None` if it is none.
fn entry(object: &JsValue) -> Option<Entry> {
    let number = Reflect::get(object, &text(NUMBER)).ok()?.as_f64()? as u64;
    let checksum = field(object, CHECKSUM).unwrap_or_default();
    Some(Entry { number, name: field(object, NAME)?, text: field(object, TEXT), checksum })
}

fn field(object: &JsValue, name: &str) -> Option<String> {
    Reflect::get(object, &text(name)).ok()?.as_string()
}

fn text(text: &str) -> JsValue {
    JsValue::from_str(text)
}

/// The key of a record in the index by name and document.
fn key(name: &str, id: &str) -> JsValue {
    Array::of2(&text(name), &text(id)).into()
}
