//! What goes into bundles and comes out of them is kept.

use exready::{
    assessment::{Command, Verdict},
    bundle::{self, Notes, Opened, Salt},
    keeping::{self, Document, Received, Seal, StoredEnvelope},
};
use serde_json::json;

use crate::documents::{open, stored_sample};
use crate::stores::MemoryStore;
use crate::support::{self, key, later, sample};

/// Has the bundle made, as another module makes it.
pub fn seal(document: &mut Document, notes: Notes, random: &mut dyn FnMut() -> Salt) -> Seal {
    let asked = keeping::to_seal(&document.assessment, &document.envelope, notes).unwrap();
    let answer = keeping::sealed(&asked, random, &later()).unwrap();
    let seal = Seal::received(&answer).unwrap();
    document.seal(&seal);
    seal
}

/// A document of which nothing is stored, as a file brought it.
fn brought(opened: Opened) -> Document {
    let envelope = StoredEnvelope::new(&opened.envelope, &opened.assessment);
    Document::new(opened.assessment, envelope, false)
}

#[test]
fn what_a_bundle_brought_gives_the_same_file_after_the_next_start() {
    // A record of a later version among it, with its salt.
    let mut file = support::as_json(&sample());
    file["assessment"]["records"]["hazard/h-1"] = json!({ "text": "of a later version" });
    file["integrity"]["salts"]["hazard/h-1"] = json!("00112233445566778899aabbccddeeff");
    let bytes = support::sealed(file);
    let opened = bundle::open(&bytes).unwrap();
    let store = MemoryStore::default();
    brought(opened).save(&store, &later()).unwrap();
    let (mut document, _) = open(&store).unwrap();
    let mut none = || panic!("every record has its salt");
    assert!(seal(&mut document, Notes::Go, &mut none).text.as_bytes() == bytes);
}

#[test]
fn a_digest_that_was_shown_stays_after_the_next_start() {
    let store = MemoryStore::with(stored_sample());
    let (mut document, _) = open(&store).unwrap();
    assert!(!document.is_unsaved());
    let shown = seal(&mut document, Notes::Stay, &mut support::salts());
    assert!(document.is_unsaved(), "the salts are to be saved");
    document.save(&store, &later()).unwrap();
    let mut none = || panic!("every record has its salt");
    let (mut document, _) = open(&store).unwrap();
    assert!(seal(&mut document, Notes::Stay, &mut none) == shown);
    assert!(!document.is_unsaved());
    // A record that changes gets another salt, and no other does.
    let mut new = 0;
    let mut salt = || {
        new += 1;
        Salt([new; 16])
    };
    document.apply(Command::SetVerdict(key("SR-2").into(), Verdict::Fail), &later()).unwrap();
    assert!(seal(&mut document, Notes::Stay, &mut salt).digest != shown.digest);
    assert_eq!(new, 1);

    // The recipient sees the same digest, also after the next start.
    let opened = bundle::open(shown.text.as_bytes()).unwrap();
    assert!(!opened.envelope.left_out.is_empty());
    let store = MemoryStore::default();
    brought(opened).save(&store, &later()).unwrap();
    let (mut document, _) = open(&store).unwrap();
    let again = seal(&mut document, Notes::Go, &mut none);
    assert_eq!((again.digest, again.text), (shown.digest, shown.text));
}

#[test]
fn notes_that_stayed_behind_are_not_lost_where_they_are() {
    let whole = brought(bundle::open(&support::written(&sample())).unwrap());
    let mut none = || panic!("every record has its salt");
    let mut copy = brought(bundle::open(&support::written(&sample())).unwrap());
    let file = seal(&mut copy, Notes::Stay, &mut none).text;
    let opened = bundle::open(file.as_bytes()).unwrap();
    let left_out = opened.assessment.clone();
    assert!(left_out.notes.is_empty() && !sample().notes.is_empty());
    let mut envelope = StoredEnvelope::new(&opened.envelope, &left_out);
    let none_here = StoredEnvelope::default();
    let taken = envelope.with_notes_of(left_out.clone(), &support::empty(), &none_here);
    assert_eq!(taken, left_out, "there are none in another assessment");
    let taken = envelope.with_notes_of(left_out, &whole.assessment, &whole.envelope);
    assert_eq!(taken, sample());
    let again = seal(&mut Document::new(taken, envelope, false), Notes::Go, &mut none);
    assert!(
        again.text.as_bytes() == support::written(&sample()),
        "the whole file, with its digest"
    );
}

#[test]
fn what_another_module_has_opened_crosses_unchanged() {
    for assessment in [sample(), support::everything::everything()] {
        let opened = bundle::open(&support::written(&assessment)).unwrap();
        let notices = opened.notices();
        let assessment = opened.assessment.clone();
        let envelope = StoredEnvelope::new(&opened.envelope, &assessment);
        let json = keeping::sent(Ok(opened)).unwrap();
        let received = keeping::received(&json, &later()).unwrap();
        assert_eq!(received, Ok(Received { assessment, envelope, notices }));
    }
    let refused = keeping::sent(Err("It is empty.".to_owned())).unwrap();
    let received = keeping::received(&refused, &later()).unwrap();
    assert_eq!(received.unwrap_err(), "It is empty.");
}

#[test]
fn what_this_build_does_not_send_is_not_received() {
    let opened = bundle::open(&support::written(&sample())).unwrap();
    let json = keeping::sent(Ok(opened)).unwrap();
    let damaged = json.replacen(r#"verdict\":\"pass"#, r#"verdict\":\"maybe"#, 1);
    assert_ne!(json, damaged);
    let unknown = json.replacen("\"answer/4-1", "\"reply/4-1", 1);
    assert_ne!(json, unknown);
    for foreign in ["", "{}", "{\"Ok\":{}}", &json[1..], &damaged, &unknown] {
        assert_eq!(keeping::received(foreign, &later()), None, "{foreign:.40}");
    }
}
