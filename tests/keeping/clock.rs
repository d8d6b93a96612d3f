//! The days by which a document goes, whatever the clock says.

use std::{cell::Cell, collections::BTreeSet};

use exready::{
    assessment::{Assessment, Command, Date, Moment, Rejected, TestItemField, TextField, Verdict},
    keeping::{Document, JournalEdit, News, StoredEnvelope, Workspace},
};
use proptest::{collection::vec, prelude::*, sample::select};

use crate::counted::{self, is_at_length};
use crate::documents::{another, kept, open, stored_sample};
use crate::stores::{MemoryJournal, MemoryStore};
use crate::support::{assessment_id, day, key, later, moment, random, sample};

#[test]
fn figures_of_a_day_are_kept_with_the_first_change_and_survive_a_replacement() {
    let store = MemoryStore::with(stored_sample());
    let (mut document, _) = open(&store).unwrap();
    let day = |document: &Document| -> Vec<String> {
        document.days.points().iter().map(|(day, _)| day.as_str().to_owned()).collect()
    };
    assert_eq!(day(&document), ["2026-11-24"]);
    let now = moment("2026-11-25T08:00:00Z");
    document.apply(Command::SetVerdict(key("SR-3").into(), Verdict::Fail), &now).unwrap();
    document.save(&store, &now).unwrap();
    let replaced = Workspace::default().replace(
        &store,
        another(&sample()),
        StoredEnvelope::default(),
        &later(),
    );
    replaced.unwrap();
    assert_eq!(day(&open(&store).unwrap().0), ["2026-11-24", "2026-11-25"]);
}

/// What a clock may say: years back and forth, and at one moment the day before or
/// after that of UTC, as in another time zone.
const CLOCKS: [(&str, [&str; 3]); 6] = [
    ("1970-01-02T00:00:00Z", ["1970-01-01", "1970-01-02", "1970-01-03"]),
    ("2019-12-31T23:59:59Z", ["2019-12-30", "2019-12-31", "2020-01-01"]),
    ("2026-11-24T08:29:59Z", ["2026-11-23", "2026-11-24", "2026-11-25"]),
    ("2026-11-24T08:30:01Z", ["2026-11-23", "2026-11-24", "2026-11-25"]),
    ("2028-02-29T12:00:00Z", ["2028-02-28", "2028-02-29", "2028-03-01"]),
    ("2099-12-31T23:59:59Z", ["2099-12-30", "2099-12-31", "2100-01-01"]),
];

fn clock() -> impl Strategy<Value = Moment> {
    (select(&CLOCKS[..]), 0..3_usize)
        .prop_map(|((utc, days), at)| Moment { day: day(days[at]), ..moment(utc) })
}

fn open_at(store: &MemoryStore, journal: &MemoryJournal, now: &Moment) -> Document {
    let journaled = journal.document(&assessment_id());
    Document::open(store, Some(&journaled), &assessment_id(), now).unwrap().0
}

/// The assessment as it would be if every one of these commands was given at its time
/// in one tab.
fn in_order(commands: &[(Command, Moment)]) -> Assessment {
    let mut expected = sample();
    for (command, now) in commands {
        let _ = expected.apply(command.clone(), now);
    }
    expected
}

/// One tab after the other, closed and opened again, with a clock that leaps at each
/// edit, saving and opening: the state is that of the edits in their order, the day
/// that of the last one, and opening on another day changes no figure.
#[test]
fn a_clock_that_leaps_loses_nothing_and_the_order_of_the_edits_counts() {
    let steps = vec((random::of_any_kind(), clock(), clock(), 0..6_u8), 1..30);
    let counts = Cell::new([0_usize; 3]);
    let cases = counted::run(50, steps, |steps| {
        let (mut document, mut store, mut journal) = kept();
        let mut given: Vec<(Command, Moment)> = Vec::new();
        for (command, now, another, what) in steps {
            let before = document.assessment.clone();
            given.push((command.clone(), now.clone()));
            let moved = document.apply(command, &now).ok().flatten();
            let [edits, back, openings] = counts.get();
            let is_back = now.utc < before.modified;
            counts.set([edits + 1, back + usize::from(is_back), openings]);
            let expected = if moved.is_some() {
                (&now.utc, &now.day)
            } else {
                (&before.modified, &before.day)
            };
            prop_assert_eq!((&document.assessment.modified, &document.assessment.day), expected);
            prop_assert!(document.save(&store, &another).is_ok());
            // At times the journal is late, and at times the browser loses the storage.
            if what > 0 {
                journal.take(&mut document);
            }
            if what > 2 {
                if what == 5 {
                    store = MemoryStore::default();
                }
                let opened = open_at(&store, &journal, &another);
                prop_assert_eq!(&opened.assessment, &document.assessment);
                prop_assert_eq!(&opened.results, &document.results);
                // Storing it whole notes the figures of that day; no other day goes.
                let days = |document: &Document| -> BTreeSet<Date> {
                    document.days.points().into_iter().map(|(day, _)| day).collect()
                };
                prop_assert!(days(&opened).is_superset(&days(&document)));
                document = opened;
                journal.take(&mut document);
                let [edits, back, openings] = counts.get();
                counts.set([edits, back, openings + 1]);
            }
        }
        prop_assert_eq!(&document.assessment, &in_order(&given));
        prop_assert_eq!(&document.results, &exready::results::score(&document.assessment));
        Ok(())
    });
    let [edits, back, openings] = counts.get();
    println!(
        "clock: {cases} documents, {edits} edits of which {back} before the last, \
         {openings} openings, nothing lost"
    );
}

/// Of two tabs whose clocks differ by years the one that types last wins, also if its
/// clock is behind; both then have the day of that edit.
#[test]
fn of_two_tabs_with_other_clocks_the_later_edit_wins_by_order() {
    let clocks = CLOCKS
        .iter()
        .flat_map(|(utc, days)| days.iter().map(|one| Moment { day: day(one), ..moment(utc) }));
    // The smaller run goes by a few of them: other years, and other zones.
    let step = if is_at_length() { 1 } else { 4 };
    let clocks: Vec<Moment> = clocks.step_by(step).collect();
    let named =
        |name: &str| Command::SetText(TextField::TestItem(TestItemField::Name), name.to_owned());
    let mut count = 0;
    for first in &clocks {
        for second in &clocks {
            for has_heard in [true, false] {
                let (mut one, store, mut journal) = kept();
                let mut other = open_at(&store, &journal, second);
                one.apply(named("One"), first).unwrap();
                one.save(&store, first).unwrap();
                let edits: Vec<JournalEdit> = one.journal_edit().into_iter().collect();
                if !has_heard {
                    other.apply(named("Other"), second).unwrap();
                }
                for edit in edits {
                    let written = journal.write(&edit);
                    assert_eq!(one.journaled(&edit, &written), News::Nothing);
                }
                if has_heard {
                    other.receive(&journal.since(&other));
                    other.apply(named("Other"), second).unwrap();
                }
                other.save(&store, second).unwrap();
                journal.take(&mut other);
                one.receive(&journal.since(&one));
                other.receive(&journal.since(&other));
                let opened = open_at(&store, &journal, first);
                for tab in [&one, &other, &opened] {
                    assert_eq!(tab.assessment.test_item.name, "Other", "{first:?} {second:?}");
                    assert_eq!(
                        (&tab.assessment.modified, &tab.assessment.day),
                        (&second.utc, &second.day)
                    );
                }
                count += 1;
            }
        }
    }
    println!("clocks of two tabs: {count} pairs, the later edit won in all");
}

/// A day that is nowhere the one of the moment is no clock.
#[test]
fn a_day_that_is_not_near_its_moment_changes_nothing() {
    let (mut document, _, _) = kept();
    let before = document.assessment.clone();
    let now = Moment { day: day("2026-11-27"), ..later() };
    let verdict = Command::SetVerdict(key("SR-3").into(), Verdict::Fail);
    assert_eq!(document.apply(verdict, &now), Err(Rejected::OtherDay));
    assert_eq!(document.assessment, before);
    assert!(!document.is_unsaved());
}
