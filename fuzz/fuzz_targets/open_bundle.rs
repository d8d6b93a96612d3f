//! Any file opens as a bundle or is refused: without a panic, and what opens can
//! be written and opened again. Built with `--cfg fuzzing`, opening does not
//! compare the digest, which no mutation would get right.

#![no_main]

use exready::bundle::{self, Agreement, Salt};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let opened = match bundle::open(bytes) {
        Ok(opened) => opened,
        Err(refusal) => {
            assert!(refusal.to_string().ends_with('.'), "{refusal:?}");
            return;
        }
    };
    let mut envelope = opened.envelope;
    let sealed = bundle::write(&opened.assessment, &mut envelope, bundle::Notes::Go, &mut || Salt([7; 16]));
    let sealed = sealed.expect("every document can be written");
    if sealed.refusal().is_some() {
        return;
    }
    let again = bundle::open(&sealed.bytes).expect("what is written can be opened");
    assert_eq!(again.assessment, opened.assessment);
    assert_eq!(again.agreement, Agreement::Agree);
});
