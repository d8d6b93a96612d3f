//! Whatever stands in the storage opens, or says why not: without a panic, as a
//! document without flaws that can be stored, handed over and opened again.
//!
//! Each line of the input is a name in the storage, a blank and the text. It gets
//! its checksum, which no mutation would get right; after `!` it gets none.

#![no_main]

#[path = "../../tests/keeping/stores.rs"]
#[allow(dead_code)]
mod stores;

use exready::{
    assessment::{AssessmentId, Moment, Timestamp},
    bundle::{self, Notes, Salt},
    digest::sha256_hex,
    keeping::{self, Document, Seal},
};
use libfuzzer_sys::fuzz_target;
use stores::MemoryStore;

fn store(input: &str) -> MemoryStore {
    let store = MemoryStore::default();
    for line in input.lines() {
        let Some((name, text)) = line.split_once(' ') else { continue };
        match name.strip_prefix('!') {
            Some(name) => store.set(name, Some(text)),
            None if name.starts_with("exready/1/") => store.set(name, Some(text)),
            None => {
                let checksum = &sha256_hex(text.as_bytes())[..16];
                store.set(name, Some(&format!("{checksum} {text}")));
            }
        }
    }
    store
}

fuzz_target!(|bytes: &[u8]| {
    let store = store(&String::from_utf8_lossy(bytes));
    let id = "00000000-0000-4000-8000-000000000001".to_owned();
    let id = AssessmentId::try_from(id).expect("an id");
    let now = Timestamp::try_from("2026-11-24T08:30:00Z".to_owned()).expect("a time");
    let now = Moment::in_utc(now);
    let Ok((document, report)) = Document::open(&store, None, &id, &now) else { return };
    assert_eq!(document.assessment.flaws(), []);

    let asked = keeping::to_seal(&document.assessment, &document.envelope, Notes::Go)
        .expect("every document can be sent");
    let answer = keeping::sealed(&asked, &mut || Salt([7; 16]), &now)
        .expect("every document can be written");
    let seal = Seal::received(&answer).expect("what is sent is received");
    if seal.refusal.is_none() {
        let opened = bundle::open(seal.text.as_bytes()).expect("what is written can be opened");
        assert_eq!(opened.assessment, document.assessment);
    }

    let (again, _) = Document::open(&store, None, &id, &now).expect("it opens once more");
    assert_eq!(again.assessment, document.assessment);
    if report.incomplete.is_none() {
        let copy = MemoryStore::default();
        Document::new(document.assessment.clone(), document.envelope.clone(), false)
            .save(&copy, &now)
            .expect("there is room");
        let (stored, report) = Document::open(&copy, None, &id, &now).expect("what is stored opens");
        assert_eq!(stored.assessment, document.assessment);
        assert_eq!(report, exready::keeping::Report::default());
    }
});
