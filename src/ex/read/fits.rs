//! Whether an element fits where it stands.

use super::{
    cursor::Cursor,
    element::{Cut, Element, is_of_13463},
    open_string::{Last, OpenString, is_at_symbols},
    temperature::{class_number, measure},
};
use crate::ex::marking::DustZone;

/// Whether a cut of the word at `cursor` fits into the open string.
pub(super) fn fits(open: &OpenString, cursor: Cursor<'_>, cut: &Cut) -> bool {
    let string = &open.string;
    let in_bracket = open.bracket.is_some();
    let has_started = !string.symbols.is_empty() || !string.groups.is_empty();
    let has_no_mark = string.mark.is_none();
    let next = cursor.ahead(1);
    match cut.element {
        Element::Eac(_) | Element::Mark(_) => false,
        Element::Symbol(_) => open.takes_symbols(),
        Element::Group(kind) => {
            let is_first = string.groups.is_empty()
                && (!has_no_mark || !string.symbols.is_empty() || kind.is_subdivided());
            let is_further = open.adjacent
                && !string.groups.is_empty()
                && (open.last == Last::Group
                    || matches!(open.last, Last::Epl | Last::Temperature) && kind.is_subdivided());
            in_bracket || is_first || is_further
        }
        // In a bracket it would come before the group that such a string
        // is known by.
        Element::Temperature(_) | Element::Degrees { .. } | Element::BareT
            if in_bracket && has_no_mark =>
        {
            false
        }
        Element::Temperature(_) => true,
        Element::Degrees { number, layer, .. } => {
            number >= 30 || layer.is_some() || measure(next).is_some()
        }
        Element::BareT => {
            measure(next).is_some() || next.sign() == b'*' || class_number(next).is_some()
        }
        Element::Epl(..) => {
            let may_follow = has_started || has_no_mark && !string.temperatures.is_empty();
            in_bracket || may_follow && (string.epl.is_empty() || open.adjacent)
        }
        // A bare zone is known by the symbol before it.
        Element::Zone(DustZone { practice: None, .. }) => !in_bracket && is_at_symbols(string),
        Element::Zone(_) | Element::Ip => true,
        Element::Practice => !string.dust_zones.is_empty(),
        Element::Suffix(_) => {
            has_started && string.suffix.is_none() && open.adjacent && !in_bracket
        }
    }
}

/// Whether the word at `cursor` may begin a string that has no mark, after a
/// category; whether it is `adjacent` to it.
pub(super) fn may_begin(cursor: Cursor<'_>, cuts: &[Cut], adjacent: bool) -> bool {
    let Some(first) = cuts.first() else { return false };
    let next = cursor.ahead(1);
    match first.element {
        Element::Group(kind) => kind.is_subdivided(),
        Element::Symbol(id) => {
            adjacent
                && is_of_13463(id)
                && (cuts.len() == 1 || cuts.iter().all(Cut::is_part_of_13463))
        }
        Element::Temperature(_) | Element::Zone(_) => true,
        Element::Degrees { number, .. } => number >= 30 || measure(next).is_some(),
        Element::BareT => measure(next).is_some(),
        _ => false,
    }
}
