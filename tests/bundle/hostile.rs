//! Random and damaged files: none panics, and none opens with other content.

use crate::support::{self, SMALL, sealed, values::pointers, written};
use exready::bundle;
use proptest::{collection::vec, prelude::*, sample::Index};
use serde_json::{Value, json};

proptest! {
    #![proptest_config(support::cases::config(2_000))]

    #[test]
    fn random_bytes_never_panic_and_never_open(bytes in vec(any::<u8>(), 0..300)) {
        prop_assert!(bundle::open(&bytes).is_err());
    }

    #[test]
    fn a_damaged_bundle_never_panics_and_never_opens_with_other_content(
        damage in vec((any::<Index>(), any::<u8>()), 1..4),
    ) {
        let mut bytes = SMALL.clone();
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(opened) = bundle::open(&bytes) {
            prop_assert_eq!(written(&opened.assessment), SMALL.clone());
        }
    }

    #[test]
    fn a_bundle_with_a_foreign_value_in_any_place_never_panics(
        at in any::<Index>(), value in 0..7_usize,
    ) {
        let mut file: Value = serde_json::from_slice(&SMALL).unwrap();
        let mut places = Vec::new();
        pointers(&file, String::new(), &mut places);
        let place = at.get(&places);
        let values = [json!(null), json!(true), json!(-1), json!(5), json!("x"), json!([]), json!({})];
        *file.pointer_mut(place).unwrap() = values[value].clone();
        if file.is_object() {
            let _ = bundle::open(&sealed(file)).map_err(|refusal| refusal.to_string());
        }
    }
}
