//! The reader. A text is folded to signs, cut into pieces, and walked over once
//! with a [cursor](cursor). At each piece, [`next`](next::next) says which item
//! stands there, and the [plate](plate::Plate) adds it to what was read so far.
//!
//! Each module uses those before it only:
//!
//! - `signs`, `pieces`: the text as words and signs between them.
//! - `cursor`: a position in it; `run`: how far a look ahead goes.
//! - `element`, `letters`, `word`: one word, cut into elements.
//! - `temperature`, `symbols`, `ip`, `ambient`, `nec`, `category`,
//!   `certificates`, `noise`, `marks`: what can stand at a position. They know
//!   nothing of what was read before it, and return what they find with its end.
//! - `item`: one of all these.
//! - `open_string`, `fits`: the string that is being read, and what fits into it.
//! - `notes`, `put_word`, `plate`: what was read is written down here, and
//!   nowhere else.
//! - `next`: what is read next.

mod ambient;
mod category;
mod certificates;
mod cursor;
mod element;
mod fits;
mod ip;
mod item;
mod letters;
mod marks;
mod nec;
mod next;
mod noise;
mod notes;
mod open_string;
mod pieces;
mod plate;
mod put_word;
mod run;
mod signs;
mod symbols;
mod temperature;
mod word;

use self::{cursor::Source, next::next, plate::Plate};
use super::marking::{Reading, plausible};

/// Reads a marking. Any text is allowed; time and memory grow with its length
/// and no faster. An empty text gives an empty reading.
#[must_use]
pub fn read(text: &str) -> Reading {
    let source = Source::new(text);
    let mut plate = Plate::new();
    let mut cursor = source.start();
    while !cursor.is_at_end() {
        plate.arrive(cursor);
        let (item, end) = next(&plate, cursor);
        let place = cursor;
        cursor = plate.add(item, cursor, end);
        debug_assert!(cursor.is_after(place), "the reader stands still");
    }
    let mut reading = plate.finish(text);
    plausible::check(&mut reading);
    reading
}
