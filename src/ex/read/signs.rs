//! The text as the reader sees it: every sign folded to one byte that knows
//! where it came from and what was changed.

use crate::ex::marking::{Correction, CorrectionKind, Span};

/// The degree sign, whichever of its look-alikes was printed.
pub(super) const DEGREE: u8 = 0xb0;
/// The place of a sign that is not there.
const NOTHING: u8 = 0;
/// A letter or symbol that no marking is made of.
pub(super) const OTHER: u8 = 1;
/// The Cyrillic П of the mining level РП; it looks like no Latin letter.
pub(super) const CYRILLIC_PE: u8 = 2;

/// The folded text. Index `i` of each list is the same sign.
pub(super) struct Signs {
    /// The sign itself.
    pub bytes: Vec<u8>,
    /// Where the character it came from begins in the original text.
    at: Vec<usize>,
    /// What was changed, if anything.
    changed: Vec<Option<CorrectionKind>>,
    /// The length of the original text.
    end: usize,
}

impl Signs {
    /// Folds a text. One character may give several signs (`Ⅱ`, `℃`, `…`).
    pub fn fold(text: &str) -> Self {
        let mut signs = Self {
            bytes: Vec::with_capacity(text.len()),
            at: Vec::with_capacity(text.len()),
            changed: Vec::with_capacity(text.len()),
            end: text.len(),
        };
        for (at, sign) in text.char_indices() {
            let (bytes, changed) = fold(sign);
            for byte in bytes.into_iter().filter(|byte| *byte != NOTHING) {
                signs.bytes.push(byte);
                signs.at.push(at);
                signs.changed.push(changed);
            }
        }
        signs
    }

    /// The sign at `i`; 0 beyond the end.
    pub fn get(&self, i: usize) -> u8 {
        self.bytes.get(i).copied().unwrap_or(0)
    }

    /// The signs `from..to`; empty beyond the end.
    pub fn slice(&self, from: usize, to: usize) -> &[u8] {
        self.bytes.get(from..to).unwrap_or_default()
    }

    /// What was changed in the sign at `i`, if anything.
    pub fn change(&self, i: usize) -> Option<CorrectionKind> {
        self.changed.get(i).copied().flatten()
    }

    /// The signs `from..to` that were folded to something else: one correction
    /// for each run of one kind.
    pub fn folded(&self, from: usize, to: usize) -> Vec<Correction> {
        let mut corrections = Vec::new();
        let mut at = from;
        while at < to {
            let Some(kind) = self.change(at) else {
                at += 1;
                continue;
            };
            let run = (at..to).take_while(|i| self.change(*i) == Some(kind)).count();
            let read_as = self.slice(at, at + run).iter().copied().map(char::from).collect();
            corrections.push(Correction { kind, span: self.span(at, at + run), read_as });
            at += run;
        }
        corrections
    }

    /// The place of the signs `from..to` in the original text.
    pub fn span(&self, from: usize, to: usize) -> Span {
        let start = self.at.get(from).copied().unwrap_or(self.end);
        // The last sign ends where the next *character* begins.
        let last = self.at.get(to.saturating_sub(1)).copied().unwrap_or(self.end);
        let mut next = to;
        while self.at.get(next).is_some_and(|at| *at == last) {
            next += 1;
        }
        Span { start, end: self.at.get(next).copied().unwrap_or(self.end).max(start) }
    }
}

/// Cyrillic and Greek letters that look like Latin ones, in pairs.
const LOOK_ALIKE: &str = "АAВBЕEЗ3ІIКKМMНHОOРPСCТTУYХXЅSЈJаaеeоoрpсcтtуyхxіiѕsјjԁdһh\
ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXοoεEɛEƐEЄEєE";

/// Up to three signs for one character, and what was changed.
fn fold(sign: char) -> ([u8; 3], Option<CorrectionKind>) {
    use CorrectionKind::{LookAlike, Numeral, Width};
    let one = |byte: u8, changed| ([byte, NOTHING, NOTHING], changed);
    if sign.is_ascii() {
        let byte = sign as u8;
        return one(if byte < b' ' || byte == 0x7f { b' ' } else { byte }, None);
    }
    match sign {
        'Ⅰ' | 'ⅰ' => one(b'I', Some(Numeral)),
        'Ⅱ' | 'ⅱ' => (*b"II\0", Some(Numeral)),
        'Ⅲ' | 'ⅲ' => (*b"III", Some(Numeral)),
        '℃' => ([DEGREE, b'C', NOTHING], None),
        '℉' => ([DEGREE, b'F', NOTHING], None),
        '…' | '⋯' => (*b"...", None),
        '‥' => (*b"..\0", None),
        'º' | '˚' | '°' | '∘' | '゜' => one(DEGREE, None),
        '–' | '—' | '−' | '‐' | '‑' | '‒' | '―' | '﹣' => one(b'-', None),
        '≤' | '⩽' | '≦' => one(b'<', None),
        '≥' | '⩾' | '≧' => one(b'>', None),
        '÷' | '∼' | '〜' => one(b'~', None),
        '【' | '〔' | '［' => one(b'[', None),
        '】' | '〕' | '］' => one(b']', None),
        '、' => one(b',', None),
        '₀'..='₉' => {
            one(b'0' + (sign as u32 - '₀' as u32) as u8, Some(CorrectionKind::Subscript))
        }
        'ₐ' => one(b'a', Some(CorrectionKind::Subscript)),
        'П' | 'п' => one(CYRILLIC_PE, None),
        // Signs of footnotes and of names; whatever they are, they say nothing of the marking.
        '†' | '‡' | '¹' | '²' | '³' | '⁰'..='ⁿ' | '§' | '¶' | '※' | '⁎' | '∗' | '®' | '©' | '™' => {
            one(b'*', None)
        }
        '\u{ff01}'..='\u{ff5e}' => {
            let byte = (sign as u32 - 0xff01) as u8 + b'!';
            one(byte, byte.is_ascii_alphanumeric().then_some(Width))
        }
        // Signs without width stand for nothing, not even a blank.
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => ([NOTHING; 3], None),
        '\u{80}'..='\u{9f}' => one(b' ', None),
        // Quotation marks, bullets and their like, of Latin and Asian scripts.
        '\u{2010}'..='\u{206f}'
        | '\u{3001}'..='\u{3003}'
        | '\u{3008}'..='\u{3020}'
        | '\u{3030}'
        | '«'
        | '»'
        | '¡'
        | '¿'
        | '·'
        | '×' => one(b';', None),
        _ if sign.is_whitespace() => one(b' ', None),
        _ => {
            let mut pairs = LOOK_ALIKE.chars();
            while let Some(foreign) = pairs.next() {
                let latin = pairs.next().unwrap_or(foreign);
                if foreign == sign {
                    return one(latin as u8, Some(LookAlike));
                }
            }
            one(OTHER, None)
        }
    }
}

/// What is read for `I` where a group stands: optical character recognition
/// takes these for each other.
pub(super) fn is_like_i(byte: u8) -> bool {
    matches!(byte, b'I' | b'l' | b'1' | b'|' | b'!')
}
