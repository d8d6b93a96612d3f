//! The journal in IndexedDB: what it holds and means is the business of
//! [`exready::keeping`].
//!
//! Unlike local storage it reaches the disk at once: what a completed transaction
//! has written survives a browser that is killed.
//!
//! Beside the entries lie the steps of each tab and the restore points. A point and its
//! state are apart, so that points are listed without reading what they keep.

use std::collections::BTreeMap;

use exready::{
    assessment::AssessmentId,
    keeping::{
        Claim, Entry, JournalEdit, Journaled, Point, PointState, Reason, TabSteps, WHOLE, Written,
        claim, entry_checksum, is_point_due, surplus_points,
    },
};
use idb::{
    Database, DatabaseEvent as _, Error, Factory, IndexParams, KeyPath, KeyRange, ObjectStore,
    ObjectStoreParams, Query, Transaction, TransactionMode,
};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;

use super::tabs;

const DATABASE: &str = "exready";
/// The number of this layout. A tab with an earlier one lets the database go when
/// a later version of the app asks for it, and writes nothing from then on.
const VERSION: u32 = 2;
const ENTRIES: &str = "entries";
const STEPS: &str = "steps";
const POINTS: &str = "points";
const STATES: &str = "states";
/// The index by name and document.
const BY_RECORD: &str = "record";
/// The index by document.
const BY_DOCUMENT: &str = "document";

/// How much is handed to the browser in one go, in bytes: the page answers in between.
const AT_ONCE: usize = 250_000;

// The fields of what is kept. The database gives entries and points their numbers.
const NUMBER: &str = "number";
const ID: &str = "id";
const NAME: &str = "name";
const TEXT: &str = "text";
const CHECKSUM: &str = "checksum";
const TAB: &str = "tab";
const ORDER: &str = "order";
const MADE: &str = "made";
const REASON: &str = "reason";
const SIZE: &str = "size";

/// Why the journal is out of reach.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Loss {
    /// The browser does not lend it, or has taken it away.
    Gone,
    /// A later version of the app has it, or is about to.
    Newer,
}

/// A connection to the journal.
pub struct Journal {
    database: Database,
    /// The name of this tab.
    tab: String,
}

/// A restore point that is to be made.
pub struct NewPoint {
    /// The document.
    pub id: AssessmentId,
    /// When it is made, as [`Point::made`].
    pub made: u64,
    /// Why.
    pub reason: Reason,
    /// What the user calls it.
    pub name: String,
    /// The state that it keeps.
    pub state: PointState,
}

impl Journal {
    /// Opens the journal, and makes it if there is none. `lost` is called when the
    /// browser takes it away or wants to, or a later version of the app needs it: that
    /// waits until the connection is [closed](Self::close).
    ///
    /// # Errors
    /// Why it does not open.
    pub async fn open(lost: impl Fn(Loss) + Clone + 'static) -> Result<Self, Loss> {
        Self::connect(lost).await.map_err(|error| match error {
            Error::DomException(reason) if reason.name() == "VersionError" => Loss::Newer,
            _ => Loss::Gone,
        })
    }

    async fn connect(lost: impl Fn(Loss) + Clone + 'static) -> Result<Self, Error> {
        let tab = tabs::name().await;
        let mut request = Factory::new()?.open(DATABASE, Some(VERSION))?;
        request.on_upgrade_needed(|event| {
            // What fails here fails the request.
            let _ = event.database().and_then(|database| make(&database));
        });
        let mut database = request.await?;
        let gone = lost.clone();
        database.on_close(move |_| gone(Loss::Gone));
        database.on_version_change(move |event| {
            // Without a new version the database is to be deleted.
            let version = Reflect::get(&event, &text("newVersion")).ok();
            let is_newer = version.and_then(|version| version.as_f64()).is_some();
            lost(if is_newer { Loss::Newer } else { Loss::Gone });
        });
        Ok(Self { database, tab })
    }

    /// All entries of a document, for a tab that opens it: with the steps that it goes
    /// on with.
    ///
    /// # Errors
    /// The browser does not give them.
    pub async fn opened(&self, id: &AssessmentId) -> Result<Journaled, Error> {
        // A document is opened without its steps rather than not at all. They are read
        // first: what another tab writes meanwhile must not be missed.
        let steps = self.claimed_steps(id).await.unwrap_or_default();
        Ok(self.document(id).await?.with_steps(steps))
    }

    /// The steps that this tab goes on with.
    async fn claimed_steps(&self, id: &AssessmentId) -> Result<BTreeMap<u64, String>, Error> {
        let others = tabs::others(&self.tab).await;
        let transaction = self.database.transaction(&[STEPS], TransactionMode::ReadWrite)?;
        let store = transaction.object_store(STEPS)?;
        let index = store.index(BY_DOCUMENT)?;
        let mut all = BTreeMap::<String, TabSteps>::new();
        for object in index.get_all(Some(Query::Key(text(id.as_str()))), None)?.await? {
            let step = (field(&object, TAB), number(&object, NUMBER), field(&object, TEXT));
            let (Some(tab), Some(place), Some(step)) = step else { continue };
            if field(&object, CHECKSUM) != Some(step_checksum(id, place, &step)) {
                continue;
            }
            let steps = all.entry(tab).or_default();
            steps.order = steps.order.max(number(&object, ORDER).unwrap_or_default());
            steps.steps.insert(place, step);
        }
        let order = all.values().map(|steps| steps.order).max().unwrap_or_default();
        let Claim { steps, is_inherited, forgotten } = claim(all, &self.tab, others.as_ref());
        for tab in forgotten {
            store.delete(Query::KeyRange(all_steps(id, &tab)?))?;
        }
        if is_inherited {
            for (place, step) in &steps {
                store.put(&self.step(id, *place, step, order), None)?;
            }
        }
        committed(transaction).await?;
        Ok(steps)
    }

    /// Closes the connection once what is on its way is written.
    pub fn close(&self) {
        self.database.close();
    }

    /// All entries of a document.
    ///
    /// # Errors
    /// The browser does not give them.
    pub async fn document(&self, id: &AssessmentId) -> Result<Journaled, Error> {
        let transaction = self.database.transaction(&[ENTRIES], TransactionMode::ReadOnly)?;
        let index = transaction.object_store(ENTRIES)?.index(BY_DOCUMENT)?;
        let entries = index.get_all(Some(Query::Key(text(id.as_str()))), None)?.await?;
        Ok(Journaled::new(id, entries.iter().filter_map(entry)))
    }

    /// The entries of a document after this number, in their order.
    ///
    /// # Errors
    /// The browser does not give them.
    pub async fn since(&self, id: &AssessmentId, number: u64) -> Result<Vec<Entry>, Error> {
        let transaction = self.database.transaction(&[ENTRIES], TransactionMode::ReadOnly)?;
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
        let transaction = self.database.transaction(&[ENTRIES], TransactionMode::ReadOnly)?;
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
        let transaction =
            self.database.transaction(&[ENTRIES, STEPS], TransactionMode::ReadWrite)?;
        let store = transaction.object_store(ENTRIES)?;
        let steps = transaction.object_store(STEPS)?;
        let by_record = store.index(BY_RECORD)?;
        let id = edit.id.as_str();
        if edit.above > 0 {
            number_above(&store, &edit.id, edit.above).await?;
        }
        if edit.is_whole {
            delete_all(&store, &edit.id).await?;
            delete_all(&steps, &edit.id).await?;
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
        // What is added in one transaction has numbers that follow each other: the last
        // one says all of them.
        let (mut last, mut size) = (None, 0);
        for (name, record) in &edit.records {
            let before = match befores.next() {
                Some(before) => before.await?,
                None => None,
            };
            let before = before.as_ref().and_then(entry);
            if record.is_merged(&edit.id, before.as_ref()) {
                done.merged.insert(name.clone());
            }
            let text = record.onto(&edit.id, name, before.as_ref());
            if let Some(before) = before {
                store.delete(Query::Key(JsValue::from_f64(before.number as f64)))?;
            }
            let checksum = entry_checksum(&edit.id, name, text.as_deref());
            let mut fields = vec![(ID, self::text(id)), (NAME, self::text(name))];
            fields.extend(text.as_deref().map(|text| (TEXT, self::text(text))));
            fields.push((CHECKSUM, self::text(&checksum)));
            size += text.as_deref().map_or(0, str::len);
            let added = store.add(&object(&fields), None)?;
            done.entries.push(Entry { number: 0, name: name.clone(), text, checksum });
            last = Some(added);
            if size > AT_ONCE
                && let Some(added) = last.take()
            {
                number_entries(&mut done.entries, &added.await?);
                size = 0;
            }
        }
        if let Some(added) = last {
            number_entries(&mut done.entries, &added.await?);
        }
        let order = done.entries.iter().map(|entry| entry.number).max().unwrap_or_default();
        for (place, step) in &edit.steps {
            match step {
                Some(step) => drop(steps.put(&self.step(&edit.id, *place, step, order), None)?),
                None => drop(steps.delete(Query::Key(self.step_key(&edit.id, *place)))?),
            }
        }
        committed(transaction).await?;
        Ok(done)
    }

    /// Takes everything there is of a document out of the journal, for good.
    ///
    /// # Errors
    /// Nothing is gone then.
    pub async fn purge(&self, id: &AssessmentId) -> Result<(), Error> {
        let stores = [ENTRIES, STEPS, POINTS, STATES];
        let transaction = self.database.transaction(&stores, TransactionMode::ReadWrite)?;
        for name in stores {
            delete_all(&transaction.object_store(name)?, id).await?;
        }
        committed(transaction).await
    }

    /// The restore points of a document, in their order.
    ///
    /// # Errors
    /// The browser does not give them.
    pub async fn points(&self, id: &AssessmentId) -> Result<Vec<Point>, Error> {
        let transaction = self.database.transaction(&[POINTS], TransactionMode::ReadOnly)?;
        points(&transaction.object_store(POINTS)?, id).await
    }

    /// How many restore points there are of all documents, and how many bytes they take.
    ///
    /// # Errors
    /// The browser does not give them.
    pub async fn all_points(&self) -> Result<(usize, u64), Error> {
        let transaction = self.database.transaction(&[POINTS], TransactionMode::ReadOnly)?;
        let all = transaction.object_store(POINTS)?.get_all(None, None)?.await?;
        let sizes = all.iter().filter_map(|object| number(object, SIZE));
        Ok((all.len(), sizes.sum()))
    }

    /// The state that a restore point keeps; `None` if it is gone.
    ///
    /// # Errors
    /// The browser does not give it.
    pub async fn state(&self, point: u64) -> Result<Option<PointState>, Error> {
        let transaction = self.database.transaction(&[STATES], TransactionMode::ReadOnly)?;
        let states = transaction.object_store(STATES)?;
        let state = states.get(Query::Key(JsValue::from_f64(point as f64)))?.await?;
        let read = |object: JsValue| {
            Some(PointState { text: field(&object, TEXT)?, checksum: field(&object, CHECKSUM)? })
        };
        Ok(state.and_then(read))
    }

    /// Makes a restore point, and takes those away that are surplus from here on. An
    /// hourly one is not made if another tab has made one within the hour.
    ///
    /// # Errors
    /// Nothing has changed then.
    pub async fn add_point(&self, new: &NewPoint) -> Result<(), Error> {
        let transaction =
            self.database.transaction(&[POINTS, STATES], TransactionMode::ReadWrite)?;
        let (store, states) =
            (transaction.object_store(POINTS)?, transaction.object_store(STATES)?);
        let mut all = points(&store, &new.id).await?;
        let last = all.last().map(|point| point.made);
        if new.reason == Reason::Hourly && !is_point_due(last, new.made) {
            return Ok(());
        }
        let size = new.state.text.len() as u64;
        let reason = serde_json::to_string(&new.reason).unwrap_or_default();
        let object = object(&[
            (ID, text(new.id.as_str())),
            (MADE, JsValue::from_f64(new.made as f64)),
            (REASON, text(&reason)),
            (NAME, text(&new.name)),
            (SIZE, JsValue::from_f64(size as f64)),
        ]);
        let key = store.add(&object, None)?.await?;
        let state = self::object(&[
            (NUMBER, key.clone()),
            (ID, text(new.id.as_str())),
            (TEXT, text(&new.state.text)),
            (CHECKSUM, text(&new.state.checksum)),
        ]);
        states.add(&state, None)?;
        all.push(Point {
            number: key.as_f64().unwrap_or_default() as u64,
            made: new.made,
            reason: new.reason,
            name: new.name.clone(),
            size,
        });
        for number in surplus_points(&all, new.made) {
            delete_point(&store, &states, number)?;
        }
        committed(transaction).await
    }

    /// Takes a restore point away.
    ///
    /// # Errors
    /// It stays then.
    pub async fn remove_point(&self, number: u64) -> Result<(), Error> {
        let transaction =
            self.database.transaction(&[POINTS, STATES], TransactionMode::ReadWrite)?;
        delete_point(
            &transaction.object_store(POINTS)?,
            &transaction.object_store(STATES)?,
            number,
        )?;
        committed(transaction).await
    }

    /// A step of this tab, with the number of the last entry that it was written with.
    fn step(&self, id: &AssessmentId, place: u64, step: &str, order: u64) -> Object {
        object(&[
            (ID, text(id.as_str())),
            (TAB, text(&self.tab)),
            (NUMBER, JsValue::from_f64(place as f64)),
            (TEXT, text(step)),
            (ORDER, JsValue::from_f64(order as f64)),
            (CHECKSUM, text(&step_checksum(id, place, step))),
        ])
    }

    fn step_key(&self, id: &AssessmentId, place: u64) -> JsValue {
        Array::of3(&text(id.as_str()), &text(&self.tab), &JsValue::from_f64(place as f64)).into()
    }
}

/// Numbers entries that were added one after the other, the last of them as this.
fn number_entries(entries: &mut [Entry], last: &JsValue) {
    let last = last.as_f64().unwrap_or_default() as u64;
    for (entry, before) in entries.iter_mut().rev().zip(0..) {
        entry.number = last.saturating_sub(before);
    }
}

fn step_checksum(id: &AssessmentId, place: u64, step: &str) -> String {
    entry_checksum(id, &place.to_string(), Some(step))
}

/// Makes the database go on with numbers above this one, if it does not already.
async fn number_above(store: &ObjectStore, id: &AssessmentId, above: u64) -> Result<(), Error> {
    let number = JsValue::from_f64(above as f64);
    let range = KeyRange::lower_bound(&number, None)?;
    if store.count(Some(Query::KeyRange(range)))?.await? == 0 {
        // It counts on from the highest number there ever was.
        let object = object(&[(NUMBER, number.clone()), (ID, text(id.as_str())), (NAME, text(""))]);
        store.add(&object, None)?;
        store.delete(Query::Key(number))?;
    }
    Ok(())
}

async fn committed(transaction: Transaction) -> Result<(), Error> {
    if transaction.commit()?.await?.is_committed() {
        Ok(())
    } else {
        Err(Error::DomExceptionNotFound)
    }
}

/// Takes everything out of a store that belongs to a document.
async fn delete_all(store: &ObjectStore, id: &AssessmentId) -> Result<(), Error> {
    let index = store.index(BY_DOCUMENT)?;
    for key in index.get_all_keys(Some(Query::Key(text(id.as_str()))), None)?.await? {
        store.delete(Query::Key(key))?;
    }
    Ok(())
}

fn delete_point(points: &ObjectStore, states: &ObjectStore, number: u64) -> Result<(), Error> {
    for store in [points, states] {
        store.delete(Query::Key(JsValue::from_f64(number as f64)))?;
    }
    Ok(())
}

async fn points(store: &ObjectStore, id: &AssessmentId) -> Result<Vec<Point>, Error> {
    let index = store.index(BY_DOCUMENT)?;
    let objects = index.get_all(Some(Query::Key(text(id.as_str()))), None)?.await?;
    Ok(objects.iter().filter_map(point).collect())
}

/// The keys of all steps of a tab.
fn all_steps(id: &AssessmentId, tab: &str) -> Result<KeyRange, Error> {
    let key = |place: f64| Array::of3(&text(id.as_str()), &text(tab), &JsValue::from_f64(place));
    KeyRange::bound(&key(0.0), &key(f64::INFINITY), None, None)
}

/// Makes the object stores of this layout that are not there yet.
fn make(database: &Database) -> Result<(), Error> {
    let names = database.store_names();
    let numbered = || {
        let mut parameters = ObjectStoreParams::new();
        parameters.auto_increment(true);
        parameters.key_path(Some(KeyPath::new_single(NUMBER)));
        parameters
    };
    let keyed = |path: KeyPath| {
        let mut parameters = ObjectStoreParams::new();
        parameters.key_path(Some(path));
        parameters
    };
    let stores = [
        (ENTRIES, numbered()),
        (STEPS, keyed(KeyPath::new_array([ID, TAB, NUMBER]))),
        (POINTS, numbered()),
        (STATES, keyed(KeyPath::new_single(NUMBER))),
    ];
    for (name, parameters) in stores {
        if names.iter().any(|there| there == name) {
            continue;
        }
        let store = database.create_object_store(name, parameters)?;
        store.create_index(BY_DOCUMENT, KeyPath::new_single(ID), None)?;
        if name == ENTRIES {
            let mut unique = IndexParams::new();
            unique.unique(true);
            store.create_index(BY_RECORD, KeyPath::new_array([NAME, ID]), Some(unique))?;
        }
    }
    Ok(())
}

/// An object with these fields.
fn object(fields: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (field, value) in fields {
        // Setting a field of an object of one's own does not fail.
        let _ = Reflect::set(&object, &text(field), value);
    }
    object
}

/// Reads an entry; `None` if it is none.
fn entry(object: &JsValue) -> Option<Entry> {
    let checksum = field(object, CHECKSUM).unwrap_or_default();
    Some(Entry {
        number: number(object, NUMBER)?,
        name: field(object, NAME)?,
        text: field(object, TEXT),
        checksum,
    })
}

/// Reads a restore point; `None` if it is none.
fn point(object: &JsValue) -> Option<Point> {
    Some(Point {
        number: number(object, NUMBER)?,
        made: number(object, MADE)?,
        reason: serde_json::from_str(&field(object, REASON)?).ok()?,
        name: field(object, NAME)?,
        size: number(object, SIZE)?,
    })
}

fn number(object: &JsValue, name: &str) -> Option<u64> {
    Some(Reflect::get(object, &text(name)).ok()?.as_f64()? as u64)
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
