//! What is known to be no part of a marking: standards, labels, the CE mark.

use super::{cursor::Cursor, run::end_of_run};

/// Labels and marks that are no part of a marking.
const LABELS: &[&str] = &[
    "CE",
    "BR",
    "UKCA",
    "EAC",
    "CCC",
    "CCCEX",
    "FM",
    "UL",
    "CSA",
    "ATEX",
    "UKEX",
    "IECEX",
    "NEPSI",
    "INMETRO",
    "KCS",
    "PESO",
    "MARKING",
    "MARK",
    "GROUP",
    "GROUPS",
    "GRUPPE",
    "GR",
    "GAS",
    "EPL",
    "CERTIFICATE",
    "CERT",
    "CERTIFICATION",
    "NO",
    "NR",
    "AND",
    "OR",
    "AT",
    "FOR",
    "WITH",
    "TYPE",
    "PROTECTION",
    "CODE",
    "KENNZEICHNUNG",
    "FISCO",
    "FNICO",
    "DUST",
    "COMPONENT",
];

/// A label by itself.
pub(super) fn is_label(word: &[u8]) -> bool {
    let is_mark_with_number = word
        .split_last_chunk::<4>()
        .is_some_and(|(mark, number)| is_conformity_mark(mark) && is_body_number(number));
    is_mark_with_number || LABELS.iter().any(|label| word.eq_ignore_ascii_case(label.as_bytes()))
}

/// `CE`, `UKCA`: the number of the notified body may follow.
pub(super) fn is_conformity_mark(word: &[u8]) -> bool {
    word.eq_ignore_ascii_case(b"CE") || word.eq_ignore_ascii_case(b"UKCA")
}

/// The number of a notified body, such as `0102`.
pub(super) fn is_body_number(word: &[u8]) -> bool {
    word.len() == 4 && word.iter().all(u8::is_ascii_digit)
}

/// `EN 60079-0:2012`, `GB/T 3836.1-2021`: the end.
pub(super) fn standard(cursor: Cursor<'_>) -> Option<Cursor<'_>> {
    const BODIES: [&[u8]; 9] =
        [b"EN", b"IEC", b"ISO", b"GB", b"UL", b"FM", b"JIS", b"ABNT", b"CSA"];
    if !BODIES.contains(&cursor.word()) {
        return None;
    }
    let mut number = cursor.ahead(1);
    for _ in 0..3 {
        let name = if matches!(number.sign(), b'/' | b'-') { number.ahead(1) } else { number };
        let is_name = BODIES.contains(&name.word())
            || matches!(name.word(), b"T" | b"IEEE" | b"TS" | b"NBR" | b"C22");
        if !is_name {
            break;
        }
        number = name.ahead(1);
    }
    let digits = number.word();
    let is_number = digits.len() >= 3 && digits.iter().all(u8::is_ascii_digit);
    is_number.then(|| end_of_run(number))
}
