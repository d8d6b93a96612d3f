//! Ambient temperature ranges.

use super::Span;

/// An ambient temperature range in tenths of a degree Celsius.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ambient {
    /// Where it stands.
    pub span: Span,
    /// The index of the string before it.
    pub string: Option<usize>,
    /// The lower limit; `None` where the plate leaves it out.
    pub low: Option<i16>,
    /// The upper limit, and further ones where it depends on the class or version.
    pub high: Vec<i16>,
}

/// The limits of an ambient range, in tenths of a degree Celsius, as they are written.
pub(in crate::ex) fn limits_text(low: Option<i16>, high: &[i16]) -> String {
    let mut out = String::new();
    match (low, high) {
        (Some(low), []) => {
            out.push_str("Ta ≥ ");
            push_tenths(&mut out, low);
        }
        (low, high) => {
            if let Some(low) = low {
                push_tenths(&mut out, low);
                out.push_str(" ≤ ");
            }
            out.push_str("Ta ≤ ");
            for (index, high) in high.iter().enumerate() {
                out.push_str(if index > 0 { " / " } else { "" });
                push_tenths(&mut out, *high);
            }
        }
    }
    out
}

fn push_tenths(out: &mut String, tenths: i16) {
    out.push(if tenths < 0 { '-' } else { '+' });
    let size = tenths.unsigned_abs();
    out.push_str(&(size / 10).to_string());
    if !size.is_multiple_of(10) {
        out.push('.');
        out.push_str(&(size % 10).to_string());
    }
    out.push_str("°C");
}
