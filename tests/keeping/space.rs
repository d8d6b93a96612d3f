//! What takes the room of the storage, and the copies of damaged texts that do.

use exready::{
    assessment::AssessmentId,
    keeping::{self, AsideCopy, ROOM, Room, Space, Store as _, StoreError, Taker, delete_copies},
};

use crate::{
    stores::{DeniedStore, MemoryStore},
    support::later,
};

fn id(last: u8) -> AssessmentId {
    AssessmentId::from_random([last; 16])
}

fn current(id: &AssessmentId) -> String {
    format!("exready/2/{id}/current")
}

/// What a text that is the only one has to take for so many percent, rounded up.
const fn of_room(percent: usize) -> usize {
    (ROOM * percent).div_ceil(100)
}

#[test]
fn room_is_short_from_70_percent_and_scarce_from_90() {
    let name = current(&id(1));
    for (percent, room) in [
        (0, Room::Enough),
        (69, Room::Enough),
        (70, Room::Short),
        (89, Room::Short),
        (90, Room::Scarce),
        (100, Room::Scarce),
    ] {
        let space: Space = [(name.as_str(), of_room(percent))].into_iter().collect();
        assert_eq!((space.percent(), space.room()), (percent, room));
    }
    // One unit below a threshold is below it.
    for (percent, room) in [(70, Room::Enough), (90, Room::Short)] {
        let space: Space = [(name.as_str(), of_room(percent) - 1)].into_iter().collect();
        assert_eq!((space.percent(), space.room()), (percent - 1, room));
    }
}

#[test]
fn everything_of_the_address_counts_and_is_named() {
    let (one, other) = (id(1), id(2));
    let names = [
        (current(&one), 100),
        (format!("exready/2/{one}/3/answer/4-1/SM-1/whole"), 900),
        (format!("exready/1/{other}/test_item"), 10),
        // A later layout belongs to its assessment as well.
        (format!("exready/9/{other}/whatever"), 20),
        (format!("exready/aside/{one}/current"), 500),
        (format!("exready/aside/{other}/current~2"), 50),
        ("exready/name".to_owned(), 7),
        ("exready/2/no id/current".to_owned(), 1),
        ("another program".to_owned(), 2000),
        ("exready".to_owned(), 3),
    ];
    let space: Space = names.iter().map(|(name, size)| (name.as_str(), *size)).collect();
    assert_eq!(space.used(), 3591);
    assert_eq!(
        space.takers(),
        [
            (Taker::Others, 2003),
            (Taker::Assessment(one.clone()), 1000),
            (Taker::Aside, 550),
            (Taker::Assessment(other), 30),
            (Taker::App, 8),
        ]
    );
    // The second takes less than half of what the first takes.
    assert_eq!(space.largest(), [(Taker::Others, 2003)]);
    let mut space = space;
    space.moved(&current(&one), 0, 2);
    assert_eq!(space.largest().len(), 2);
}

#[test]
fn a_count_goes_on_with_every_write() {
    let name = current(&id(1));
    let mut space = Space::default();
    assert_eq!((space.used(), space.takers().len(), space.largest().len()), (0, 0, 0));
    space.moved(&name, 0, 40);
    space.moved(&name, 40, 30);
    assert_eq!(space, [(name.as_str(), 30)].into_iter().collect());
    space.moved(&name, 30, 0);
    assert_eq!((space.used(), space.takers().len()), (0, 0));
    // What another tab has written in between is missed, and no reason to stop.
    space.moved(&name, 50, 10);
    assert_eq!(space.used(), 0);
}

#[test]
fn units_are_those_of_utf_16() {
    for (text, units) in [("", 0), ("abc", 3), ("Grüße", 5), ("設備", 2), ("🔥", 2)] {
        assert_eq!(keeping::units(text), units, "{text}");
    }
}

#[test]
fn copies_are_named_after_their_record_and_deleted_alone() {
    let here = id(1);
    let store = MemoryStore::default();
    let kept =
        [(current(&here), "kept"), ("exready/name".to_owned(), "Ada"), ("x".to_owned(), "y")];
    for (name, text) in &kept {
        store.set(name, Some(text));
    }
    store.set(&format!("exready/aside/{here}/answer/4-1/SR-2/whole"), Some("one"));
    store.set(&format!("exready/aside/{here}/answer/4-1/SR-2/whole~2"), Some("größer"));
    store.set("exready/aside/odd", Some("?"));
    let listed = || keeping::list(&store, [], &later()).unwrap().aside;
    let copies = listed();
    let said: Vec<_> =
        copies.iter().map(|copy| (copy.assessment(), copy.record(), copy.text.as_str())).collect();
    assert_eq!(
        said,
        [
            (Some(here.clone()), "answer/4-1/SR-2/whole", "one"),
            (Some(here.clone()), "answer/4-1/SR-2/whole", "größer"),
            (None, "odd", "?"),
        ]
    );
    assert_eq!(copies[1].label(), format!("{here}/answer/4-1/SR-2/whole~2"));
    let space: Space =
        [("exready/aside/x", copies.iter().map(AsideCopy::size).sum())].into_iter().collect();
    assert_eq!(space.takers(), [(Taker::Aside, space.used())]);
    // One that was put there since says something else, and stays.
    store.set("exready/aside/odd", Some("!"));
    delete_copies(&store, &copies).unwrap();
    let left = listed();
    assert_eq!(left.iter().map(|copy| copy.text.as_str()).collect::<Vec<_>>(), ["!"]);
    delete_copies(&store, &left).unwrap();
    // Deleting what is gone does no harm.
    delete_copies(&store, &left).unwrap();
    assert!(listed().is_empty());
    for (name, text) in kept {
        assert_eq!(store.get(&name).unwrap().as_deref(), Some(text));
    }
    assert_eq!(delete_copies(&DeniedStore, &copies), Err(StoreError::Denied));
}
