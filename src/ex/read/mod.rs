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
    let mut reading = walk(&Source::new(text)).finish(text);
    plausible::check(&mut reading);
    reading
}

/// Walks over the text once.
fn walk(source: &Source<'_>) -> Plate {
    let mut plate = Plate::new();
    let mut cursor = source.start();
    while !cursor.is_at_end() {
        plate.arrive(cursor);
        let (item, end) = next(&plate, cursor);
        let place = cursor;
        cursor = plate.add(item, cursor, end);
        debug_assert!(cursor.is_after(place), "the reader stands still");
    }
    plate
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a reader might go over again and again if it is repeated.
    const REPEATED: [&str; 50] = [
        "Ex ",
        "Ex",
        "[",
        "]",
        "[Ex ia ",
        "(",
        "I",
        "II ",
        "II 2 ",
        "II 2 G ",
        "T",
        "T6...",
        "T6/",
        "d ",
        "de",
        "-20 ",
        "-",
        "+",
        "Ta ",
        "Ta ≤ ",
        "IP66/",
        "Class I ",
        "Class I, Division 1, Groups A,",
        "ATEX ",
        "08 ATEX 12 ",
        "IECEx ",
        "EN 60079-",
        "op is ",
        "a.",
        "я",
        "\u{ad}",
        "😀",
        "Zone ",
        "Ex d IIC T6 Gb ",
        "d [ia] IIC ",
        "IIC/",
        "1",
        "l",
        "|",
        "Ga/",
        "60079-30-1 ",
        "nAnC",
        "PD ",
        "ex i ",
        "II B",
        "II BT4 ",
        "II (a ",
        "T85,5",
        "ga/gb ",
        "ex db [",
    ];

    fn looks(text: &str) -> usize {
        let source = Source::new(text);
        walk(&source);
        source.looks()
    }

    #[test]
    fn work_grows_with_the_length_and_no_faster() {
        for kind in REPEATED {
            let text = |length: usize| kind.repeat(length / kind.len() + 1);
            let (short, long) = (looks(&text(2_000)), looks(&text(20_000)));
            // Ten times the text; the square would be a hundred times the work.
            assert!(long <= 11 * short + 1_000, "{kind:?}: {short} looks, then {long}");
        }
    }

    #[test]
    fn long_texts_are_read_to_their_end() {
        for kind in REPEATED {
            let text = kind.repeat(20_000 / kind.len() + 1);
            assert_eq!(read(&text).text, text);
        }
    }
}
