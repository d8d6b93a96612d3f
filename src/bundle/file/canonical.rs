//! The canonical form of JSON (RFC 8785), in which equal content is equal bytes.

use serde_json::Value;

/// The canonical form of a value. Numbers are those of IEEE 754, as the RFC
/// has it: a whole number above 2^53 may lose its last digits.
pub(super) fn canonical(value: &Value) -> Vec<u8> {
    // Only what is not JSON has no canonical form: a number that is not finite,
    // or a name that is no text. A `Value` holds neither.
    serde_json_canonicalizer::to_vec(value).expect("JSON has a canonical form")
}

/// The same written from the RFC, for whole numbers.
#[cfg(test)]
#[path = "../../../tests/support/jcs.rs"]
mod jcs;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn text(value: &Value) -> String {
        String::from_utf8_lossy(&canonical(value)).into_owned()
    }

    #[test]
    fn the_numbers_of_the_rfc_are_written_as_it_says() {
        for (bits, expected) in [
            (0x0000_0000_0000_0000, "0"),
            (0x8000_0000_0000_0000, "0"),
            (0x0000_0000_0000_0001, "5e-324"),
            (0x8000_0000_0000_0001, "-5e-324"),
            (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
            (0xffef_ffff_ffff_ffff, "-1.7976931348623157e+308"),
            (0x4340_0000_0000_0000, "9007199254740992"),
            (0xc340_0000_0000_0000, "-9007199254740992"),
            (0x4430_0000_0000_0000, "295147905179352830000"),
            (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"),
            (0x44b5_2d02_c7e1_4af6, "1e+23"),
            (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"),
            (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"),
            (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"),
            (0x444b_1ae4_d6e2_ef50, "1e+21"),
            (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"),
            (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
            (0x41b3_de43_5555_5553, "333333333.3333332"),
            (0x41b3_de43_5555_5554, "333333333.33333325"),
            (0x41b3_de43_5555_5555, "333333333.3333333"),
            (0x41b3_de43_5555_5556, "333333333.3333334"),
            (0x41b3_de43_5555_5557, "333333333.33333343"),
            (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
            (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
        ] {
            assert_eq!(text(&json!(f64::from_bits(bits))), expected);
        }
    }

    #[test]
    fn the_example_of_the_rfc_is_written_as_it_says() {
        let value = json!({
            "numbers": [333_333_333.333_333_3, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
            "string": "\u{20ac}$\u{000F}\u{000a}A'\u{0042}\u{0022}\u{005c}\\\"/",
            "literals": [null, true, false],
            "\u{fb33}": {}, "\u{1f600}": [], "": -0.0, "1": u64::MAX,
        });
        let expected = "{\"\":0,\"1\":18446744073709552000,\"literals\":[null,true,false],\
            \"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],\
            \"string\":\"\u{20ac}$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\",\"\u{1f600}\":[],\"\u{fb33}\":{}}";
        assert_eq!(text(&value), expected);
    }

    /// The largest whole number below which every one is exact in IEEE 754.
    const EXACT_MAX: i64 = (1 << 53) - 1;

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            (-EXACT_MAX..=EXACT_MAX).prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 60, 8, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..8).prop_map(Value::from),
                prop::collection::btree_map(any::<String>(), inner, 0..8)
                    .prop_map(|fields| Value::Object(fields.into_iter().collect())),
            ]
        })
    }

    fn numbers() -> impl Strategy<Value = f64> {
        prop_oneof![
            any::<f64>(),
            any::<u64>().prop_map(f64::from_bits),
            (-999_999_i32..999_999, -30_i32..30)
                .prop_map(|(digits, power)| f64::from(digits) * 10_f64.powi(power)),
        ]
    }

    proptest! {
        #[test]
        fn every_value_is_written_as_by_the_independent_writer(value in values()) {
            prop_assert_eq!(text(&value), jcs::canonical(&value));
        }

        #[test]
        fn every_finite_number_is_read_again_as_it_was(number in numbers()) {
            prop_assume!(number.is_finite());
            let written = text(&json!(number));
            // The RFC writes negative zero as zero.
            prop_assert_eq!(written.parse::<f64>(), Ok(number));
            prop_assert!(number != 0.0 || written == "0");
        }

        #[test]
        fn a_whole_number_of_64_bits_is_written_as_its_nearest_float(number in any::<u64>()) {
            prop_assert_eq!(text(&json!(number)), text(&json!(number as f64)));
        }
    }
}
