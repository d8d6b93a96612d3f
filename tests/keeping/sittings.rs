//! Sittings in a row, with the database and without it: which of the two copies is the
//! newer one is known whatever became of the other.

use std::cell::Cell;

use exready::{
    assessment::{Assessment, Command, EvidenceField, TestItemField, TextField},
    keeping::{Document, JournalEdit, PointState, Report, StoredEnvelope},
};
use proptest::{collection::vec, prelude::*};

use crate::counted;
use crate::documents::few;
use crate::stores::{Fault, FaultyStore, MemoryJournal, MemoryStore};
use crate::support::{assessment_id, later};

/// How a sitting finds the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Database {
    /// As it was left.
    Here,
    /// Out of reach.
    Denied,
    /// Somebody has deleted it: it is empty, and its numbers start anew.
    Deleted,
}

/// What the journal makes of a change.
#[derive(Clone, Copy, Debug)]
enum Journaling {
    Kept,
    /// With the next one that is kept, if the page lives.
    Late,
    Fails,
}

#[derive(Clone, Copy, Debug)]
struct Deed {
    /// Which record it changes.
    record: usize,
    has_room: bool,
    journaling: Journaling,
}

#[derive(Clone, Debug)]
struct Sitting {
    database: Database,
    deeds: Vec<Deed>,
    /// How many of the last writes to the storage a killed browser loses.
    lost: usize,
}

fn deed() -> impl Strategy<Value = Deed> {
    let journaling = prop_oneof![
        4 => Just(Journaling::Kept),
        1 => Just(Journaling::Late),
        1 => Just(Journaling::Fails),
    ];
    (0..3_usize, prop_oneof![4 => Just(true), 1 => Just(false)], journaling)
        .prop_map(|(record, has_room, journaling)| Deed { record, has_room, journaling })
}

fn sitting() -> impl Strategy<Value = Sitting> {
    let database = prop_oneof![
        4 => Just(Database::Here),
        2 => Just(Database::Denied),
        1 => Just(Database::Deleted),
    ];
    (database, vec(deed(), 0..6), prop_oneof![1 => Just(0), 2 => 0..60_usize])
        .prop_map(|(database, deeds, lost)| Sitting { database, deeds, lost })
}

/// A change that no other one equals.
fn change(record: usize, number: usize, assessment: &Assessment) -> Command {
    let text = number.to_string();
    let mut evidence = assessment.evidence.keys();
    match record {
        0 => Command::SetText(TextField::TestItem(TestItemField::Name), text),
        1 => Command::SetText(TextField::TestItem(TestItemField::Description), text),
        _ => Command::SetText(
            TextField::Evidence(evidence.next().unwrap().clone(), EvidenceField::Title),
            text,
        ),
    }
}

fn open(store: &FaultyStore, journal: Option<&MemoryJournal>) -> Option<(Document, Report)> {
    let journaled = journal.map(|journal| journal.document(&assessment_id()));
    Document::open(store, journaled.as_ref(), &assessment_id(), &later()).ok()
}

/// What is left after some sittings.
struct World {
    store: FaultyStore,
    journal: MemoryJournal,
    /// All states that there were, in their order.
    states: Vec<Assessment>,
}

impl World {
    fn new() -> Self {
        let mut world = Self {
            store: FaultyStore::default(),
            journal: MemoryJournal::default(),
            states: vec![few()],
        };
        let mut first = Document::new(few(), StoredEnvelope::default(), true);
        first.save(&world.store, &later()).unwrap();
        world.journal.take(&mut first);
        world
    }

    fn place(&self, assessment: &Assessment) -> Option<usize> {
        self.states.iter().rposition(|state| state == assessment)
    }

    /// Which state the storage alone has, and which the journal alone.
    fn copies(&self) -> (Option<usize>, Option<usize>) {
        let (copy, none) = (FaultyStore::with(self.store.texts()), FaultyStore::default());
        let stored = open(&copy, None).map(|(document, _)| document.assessment);
        let journaled = open(&none, Some(&self.journal)).map(|(document, _)| document.assessment);
        let place = |assessment: Option<Assessment>| {
            assessment.map(|assessment| {
                self.place(&assessment).unwrap_or_else(|| {
                    panic!("{:?} {:?}", assessment.test_item, assessment.evidence.values().next())
                })
            })
        };
        (place(stored), place(journaled))
    }

    /// Works for one sitting. Gives the document as it was opened, and the last state
    /// that was said to be saved in both copies or in the journal.
    fn sit(&mut self, sitting: &Sitting) -> (Report, usize, usize) {
        let has_database = sitting.database != Database::Denied;
        self.store.fault(None);
        let (mut document, report) =
            open(&self.store, has_database.then_some(&self.journal)).unwrap();
        let opened = self.place(&document.assessment).unwrap();
        if has_database {
            self.journal.take(&mut document);
            let _ = document.save(&self.store, &later());
        }
        let mut saved = opened;
        let mut late: Vec<JournalEdit> = Vec::new();
        for deed in &sitting.deeds {
            let command = change(deed.record, self.states.len(), &document.assessment);
            document.apply(command, &later()).unwrap();
            self.states.push(document.assessment.clone());
            self.store.fault_only((!deed.has_room).then_some(Fault::FullFrom(0)));
            let _ = document.save(&self.store, &later());
            self.store.fault_only(None);
            let Some(edit) = document.journal_edit() else { continue };
            match deed.journaling {
                Journaling::Late => late.push(edit),
                Journaling::Fails => {
                    // One transaction after the other: the later ones fail, too.
                    late.drain(..).for_each(|edit| document.not_journaled(edit));
                    document.not_journaled(edit);
                }
                Journaling::Kept => {
                    for edit in late.drain(..).chain([edit]) {
                        let written = self.journal.write(&edit);
                        document.journaled(&edit, &written);
                        self.journal.tell(&mut document);
                        let _ = document.save(&self.store, &later());
                    }
                    saved = self.states.len() - 1;
                }
            }
        }
        self.store.lose(sitting.lost);
        (report, opened, saved)
    }
}

#[test]
fn the_newer_copy_is_known_after_any_sittings() {
    let counts = Cell::new([0_usize; 4]);
    let cases = counted::run(300, vec(sitting(), 1..8), |sittings| {
        let mut world = World::new();
        // What the journal has that a sitting without it has not seen.
        let mut unseen: Option<usize> = None;
        // A storage that has lost what it said of the journal cannot tell an older state
        // from another one: rather a restore point too many.
        let is_lossy = sittings.iter().any(|sitting| sitting.lost > 0);
        for sitting in sittings {
            if sitting.database == Database::Deleted {
                world.journal = MemoryJournal::default();
                unseen = None;
            }
            let (stored, journaled) = world.copies();
            if sitting.database == Database::Denied && stored.is_none() {
                continue;
            }
            let before = world.states.len();
            let (report, opened, saved) = world.sit(&sitting);
            let mut count = counts.get();
            count[0] += 1;
            if sitting.database == Database::Denied {
                prop_assert_eq!(Some(opened), stored);
                unseen = unseen.or(journaled.filter(|place| *place > opened));
                count[1] += 1;
            } else {
                prop_assert_eq!(Some(opened), stored.max(journaled), "{:?}", (stored, journaled));
                let other = unseen.take().filter(|place| Some(*place) != stored.max(journaled));
                if let Some(other) = other {
                    // It was parted from: it is kept, and that is said.
                    let kept = report.superseded.unwrap();
                    let other = &world.states[other];
                    let state = PointState::new(other, &StoredEnvelope::default()).unwrap();
                    let id = assessment_id();
                    prop_assert_eq!(
                        kept.assessment(&id, &later()),
                        state.assessment(&id, &later())
                    );
                    prop_assert!(report.is_unseen);
                    count[2] += 1;
                } else if !is_lossy {
                    prop_assert!(!report.is_unseen);
                }
                // What was said to be saved is there, whatever the storage has lost.
                let (stored, journaled) = world.copies();
                prop_assert!(stored.max(journaled) >= Some(saved));
            }
            count[3] += world.states.len() - before;
            counts.set(count);
        }
        Ok(())
    });
    let [sittings, without, parted, edits] = counts.get();
    println!(
        "sittings: {sittings} of {cases} documents, {without} without the database, {edits} \
         edits; the newer copy was opened in all, {parted} times the other was kept and said"
    );
    assert!(without > 0 && parted > 0);
}

/// As a browser keeps it: a document that was never opened with the database is newer
/// than what the database has, also right after it comes back and the browser is killed.
#[test]
fn an_edit_after_a_sitting_without_the_database_outlives_a_killed_browser() {
    let mut world = World::new();
    let deed = Deed { record: 0, has_room: true, journaling: Journaling::Kept };
    let sitting = |database, lost| Sitting { database, deeds: vec![deed], lost };
    world.sit(&sitting(Database::Denied, 0));
    let (_, _, saved) = world.sit(&sitting(Database::Here, 100));
    let journaled = world.journal.document(&assessment_id());
    let store = MemoryStore::with(world.store.texts());
    let (opened, report) =
        Document::open(&store, Some(&journaled), &assessment_id(), &later()).unwrap();
    assert_eq!(opened.assessment, world.states[saved]);
    assert!(!report.is_unseen);
}
