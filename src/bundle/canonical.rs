//! The canonical form of JSON (RFC 8785), in which equal content is equal bytes.

use std::cmp::Ordering;

use serde_json::{Number, Value};

use crate::{assessment::push_hex, order};

/// The canonical form of a value. Numbers are those of IEEE 754, as the RFC
/// has it: a whole number above 2^53 may lose its last digits.
pub(super) fn canonical(value: &Value) -> Vec<u8> {
    let mut out = String::new();
    write(&mut out, value);
    out.into_bytes()
}

fn write(out: &mut String, value: &Value) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(value) => number(out, value),
        Value::String(text) => string(out, text),
        Value::Array(items) => {
            let mut separator = '[';
            for item in items {
                out.push(separator);
                write(out, item);
                separator = ',';
            }
            out.push_str(if items.is_empty() { "[]" } else { "]" });
        }
        Value::Object(fields) => {
            let mut separator = '{';
            let in_order = order::sorted(fields.iter().map(|(name, value)| Field { name, value }));
            for Field { name, value } in in_order {
                out.push(separator);
                string(out, name);
                out.push(':');
                write(out, value);
                separator = ',';
            }
            out.push_str(if fields.is_empty() { "{}" } else { "}" });
        }
    }
}

/// A field of an object, ordered by the UTF-16 of its name as the RFC asks for.
struct Field<'a> {
    name: &'a str,
    value: &'a Value,
}

impl Ord for Field<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.name.encode_utf16().cmp(other.name.encode_utf16())
    }
}

impl PartialOrd for Field<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Field<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Field<'_> {}

fn string(out: &mut String, text: &str) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            '\0'..='\u{1f}' => {
                out.push_str("\\u00");
                push_hex(out, letter as u8);
            }
            _ => out.push(letter),
        }
    }
    out.push('"');
}

/// The most digits that stand before a point without an exponent.
const WHOLE_MAX: i32 = 21;
/// The most zeros that stand after a point before the first digit.
const ZEROS_MAX: i32 = 5;

/// A number as JavaScript writes it: the fewest digits that name it, with an
/// exponent only where it is very large or very small.
fn number(out: &mut String, number: &Number) {
    // The digits are those of `serde_json`, which writes its exponents otherwise.
    let number = number.as_f64().unwrap_or_default();
    let text = Number::from_f64(number.abs()).map(|number| number.to_string()).unwrap_or_default();
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = [whole, fraction].concat();
    let digits = all.trim_start_matches('0');
    // How many digits stand before the point; below 0, as many zeros after it.
    let point = exponent.parse::<i32>().unwrap_or_default() + whole.len() as i32
        - (all.len() - digits.len()) as i32;
    let digits = digits.trim_end_matches('0');
    let length = digits.len() as i32;
    let zeros = |count: i32| "0".repeat(count as usize);

    if digits.is_empty() {
        out.push('0');
        return;
    }
    if number < 0.0 {
        out.push('-');
    }
    if (length..=WHOLE_MAX).contains(&point) {
        out.push_str(digits);
        out.push_str(&zeros(point - length));
    } else if (1..=WHOLE_MAX).contains(&point) {
        let (whole, fraction) = digits.split_at(point as usize);
        out.extend([whole, ".", fraction]);
    } else if (-ZEROS_MAX..=0).contains(&point) {
        out.extend(["0.", &zeros(-point), digits]);
    } else {
        let (first, rest) = digits.split_at(1);
        let sign = if point > 0 { "e+" } else { "e-" };
        let point_or_none = if rest.is_empty() { "" } else { "." };
        out.extend([first, point_or_none, rest, sign, &(point - 1).abs().to_string()]);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn text(value: &Value) -> String {
        String::from_utf8_lossy(&canonical(value)).into_owned()
    }

    /// The same by a library made by others.
    fn by_others(value: &Value) -> String {
        serde_json_canonicalizer::to_string(value).expect("JSON has a canonical form")
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

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            (-999_999_i32..999_999, -30_i32..30)
                .prop_map(|(digits, power)| json!(f64::from(digits) * 10_f64.powi(power))),
            any::<u64>().prop_map(|bits| json!(f64::from_bits(bits))),
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

    proptest! {
        #[test]
        fn every_value_is_written_as_by_others(value in values()) {
            prop_assert_eq!(text(&value), by_others(&value));
        }
    }
}
