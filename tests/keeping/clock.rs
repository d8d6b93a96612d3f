//! The days by which a document goes, whatever the clock says.

use exready::{
    assessment::{Command, Verdict},
    bundle::Envelope,
    keeping::{Document, Workspace},
};

use crate::documents::{another, open, stored_sample};
use crate::stores::MemoryStore;
use crate::support::{key, later, moment, sample};

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
    let replaced =
        Workspace::default().replace(&store, another(&sample()), Envelope::default(), &later());
    replaced.unwrap();
    assert_eq!(day(&open(&store).unwrap().0), ["2026-11-24", "2026-11-25"]);
}
