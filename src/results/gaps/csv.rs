//! The gap list as a file for spreadsheets.

use super::gap::Gap;
use crate::words;

/// The gap list as a file of comma-separated values: RFC 4180, UTF-8 with a
/// byte order mark, so that spreadsheets read it as what it is.
///
/// A cell that a spreadsheet would take for a formula gets an apostrophe before it.
#[must_use]
pub fn csv(gaps: &[Gap]) -> String {
    use words::gaps as say;
    let mut out = String::from('\u{feff}');
    push_line(
        &mut out,
        [
            say::part(),
            say::requirement(),
            say::name(),
            say::group(),
            say::verdict(),
            say::effect(),
            say::missing(),
            words::answer::owner(),
            words::answer::due(),
        ],
    );
    for gap in gaps {
        let key = gap.requirement;
        let group = key.part().part().groups.get(usize::from(key.requirement().group));
        push_line(
            &mut out,
            [
                key.part().code(),
                key.id(),
                key.requirement().title(),
                group.map_or("", |group| group.id),
                gap.cause.text(),
                &gap.effect.text(key),
                &gap.missing.text(),
                &gap.owner(),
                gap.due.as_ref().map_or("", |due| due.as_str()),
            ],
        );
    }
    out
}

/// How a formula begins in a spreadsheet.
const FORMULA: [char; 4] = ['=', '+', '-', '@'];

fn push_line(out: &mut String, cells: [&str; 9]) {
    for (index, cell) in cells.into_iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        let first = cell
            .trim_start_matches(|sign: char| !sign.is_alphanumeric() && !FORMULA.contains(&sign));
        let is_formula = first.starts_with(FORMULA) || cell.starts_with(['\t', '\r']);
        // Some spreadsheets cut at a semicolon.
        let is_quoted = cell.contains([',', ';', '"', '\r', '\n']);
        if is_quoted {
            out.push('"');
        }
        if is_formula {
            out.push('\'');
        }
        if is_quoted {
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(cell);
        }
    }
    out.push_str("\r\n");
}
