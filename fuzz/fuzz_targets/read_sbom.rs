//! Any file reads as an SBOM or is refused: without a panic, and everything it
//! offers makes components that an assessment can hold.

#![no_main]

use exports::sbom;
use exready::{
    assessment::{COMPONENTS_MAX, ComponentId},
    sbom::components_from,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let read = sbom::read(bytes);
    sbom::answer(&read, "a").expect("an answer can be written");
    let read = match read {
        Ok(read) => read,
        Err(refusal) => {
            assert!(refusal.to_string().ends_with('.'), "{refusal:?}");
            return;
        }
    };
    let mut number = 0;
    let mut id = || {
        number += 1;
        ComponentId::try_from(format!("c-{number}")).expect("an id")
    };
    let chosen = &read.entries[..read.entries.len().min(COMPONENTS_MAX)];
    let (components, _) = components_from(chosen, &[], &mut id).expect("there is room");
    assert_eq!(components.len(), chosen.len());
    // Nothing that was taken is offered again.
    let again = sbom::Sbom { entries: chosen.to_vec(), subject: None, ..read.clone() };
    assert!(again.beside(&components).entries.is_empty());
});
