//! The text of a file, however its letters are encoded.

use std::borrow::Cow;

/// The text of a file as UTF-8, with its byte order mark if that is of UTF-8.
/// What a shell of Windows wrote may be UTF-16; bytes that are neither are left
/// for the reader of JSON to refuse.
///
/// # Errors
/// Where UTF-16 stops making sense, in bytes counted from 0.
pub(super) fn to_utf8(bytes: &[u8]) -> Result<Cow<'_, [u8]>, usize> {
    let Some(order) = utf16(bytes) else { return Ok(Cow::Borrowed(bytes)) };
    let mut text = String::with_capacity(bytes.len() / 2);
    let mut offset = 0;
    for sign in char::decode_utf16(units(bytes, order)) {
        let sign = sign.map_err(|_| offset)?;
        if offset > 0 || sign != MARK {
            text.push(sign);
        }
        offset += 2 * sign.len_utf16();
    }
    // Half a unit is left.
    if offset < bytes.len() {
        return Err(offset);
    }
    Ok(Cow::Owned(text.into_bytes()))
}

/// The beginning of a file as text, without a byte order mark; what is no text
/// in it is replaced.
pub(super) fn beginning(bytes: &[u8]) -> String {
    let beginning = bytes.get(..BEGINNING).unwrap_or(bytes);
    let text = match utf16(beginning) {
        Some(order) => char::decode_utf16(units(beginning, order))
            .map(|sign| sign.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect(),
        None => String::from_utf8_lossy(beginning).into_owned(),
    };
    text.trim_start_matches(MARK).to_owned()
}

/// The byte order mark.
const MARK: char = '\u{feff}';

/// How much of a file tells its form, in bytes: comments may stand first.
const BEGINNING: usize = 16_384;

#[derive(Clone, Copy)]
enum Order {
    Little,
    Big,
}

/// The order of the bytes of UTF-16: stated by a mark, or seen from the first
/// sign, which is of ASCII in all forms of an SBOM.
fn utf16(bytes: &[u8]) -> Option<Order> {
    match bytes {
        [0xff, 0xfe, ..] | [1..=0x7f, 0, ..] => Some(Order::Little),
        [0xfe, 0xff, ..] | [0, 1..=0x7f, ..] => Some(Order::Big),
        _ => None,
    }
}

fn units(bytes: &[u8], order: Order) -> impl Iterator<Item = u16> {
    let (pairs, _) = bytes.as_chunks::<2>();
    pairs.iter().map(move |pair| match order {
        Order::Little => u16::from_le_bytes(*pair),
        Order::Big => u16::from_be_bytes(*pair),
    })
}
