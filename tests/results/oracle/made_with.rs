//! With what evidence was made, once more: the four rules of `docs/checks.md`.

use serde_json::Value;

use super::{list, one_letter, product, words};

const HARDWARE: [&str; 3] = ["HW", "HARDWARE", "PCB"];
const SOFTWARE: [&str; 4] = ["FW", "FIRMWARE", "SW", "SOFTWARE"];
const VERSION: [&str; 7] = ["V", "VER", "VERSION", "REL", "RELEASE", "REV", "REVISION"];
const SAY_NOTHING: [&str; 8] = ["AND", "FOR", "IN", "OF", "OR", "THE", "TO", "WITH"];

/// A piece of a text: letters, or what begins with a digit.
#[derive(Clone, Debug)]
struct Piece {
    text: String,
    is_version: bool,
    is_hardware: bool,
    /// The first half of a word such as `GG200`.
    is_half: bool,
}

fn digit(text: &str) -> bool {
    text.chars().next().is_some_and(|sign| sign.is_ascii_digit())
}

fn letter(text: &str) -> bool {
    text.chars().count() == 1 && text.chars().all(char::is_alphabetic)
}

/// Numbers, what has one, and single letters.
fn code(text: &str) -> bool {
    letter(text) || text.chars().any(|sign| sign.is_ascii_digit())
}

fn model(text: &str) -> bool {
    code(text) || text.trim_matches(['I', 'V', 'X']).is_empty()
}

/// The words and whether each is a mark, cut from what stands close to it.
fn cut(text: &str) -> Vec<(String, bool)> {
    let mut out = Vec::new();
    for word in words(text) {
        let word = one_letter(&word);
        let all = || HARDWARE.iter().chain(&SOFTWARE).chain(&VERSION);
        let close = all().find(|mark| {
            let rest = word.strip_prefix(**mark);
            let takes_letter = **mark == "REV" || **mark == "HW";
            let one = |rest: &str| takes_letter && rest.chars().count() == 1;
            rest.is_some_and(|rest| digit(rest) || one(rest))
        });
        match close {
            Some(mark) => {
                out.push(((*mark).to_owned(), true));
                out.push((word[mark.len()..].to_owned(), false));
            }
            None => {
                let is_mark = all().any(|mark| *mark == word);
                out.push((word, is_mark));
            }
        }
    }
    out
}

fn pieces(text: &str, of_hardware: bool) -> Vec<Piece> {
    let all = cut(text);
    let mut out: Vec<Piece> = Vec::new();
    // The marks directly before a word; and whether the word before them was of hardware.
    let mut marks: Vec<&str> = Vec::new();
    let mut goes_on = false;
    for (word, is_mark) in &all {
        if *is_mark {
            marks.push(word);
            continue;
        }
        let last = |of: &[&str]| marks.iter().rposition(|mark| of.contains(mark));
        let text = word.replace('-', "");
        // The last mark of hardware or software decides; else the last of the others.
        let (hw, sw) = (last(&HARDWARE), last(&SOFTWARE));
        let is_revision = marks.last().is_some_and(|mark| mark.starts_with("REV"));
        // `version rev B` is a version, for a version was said first.
        let is_of_version =
            marks.iter().any(|mark| VERSION.contains(mark) && !mark.starts_with("REV"));
        let is_of_hardware = if hw.is_some() || sw.is_some() {
            hw > sw
        } else if marks.is_empty() {
            of_hardware || (goes_on && letter(&text))
        } else {
            of_hardware || (is_revision && !is_of_version && !digit(&text))
        };
        let is_hardware = is_of_hardware && code(&text);
        let is_version = !marks.is_empty() && !is_of_hardware;
        goes_on = is_hardware;
        marks.clear();
        if is_hardware {
            out.push(Piece { text, is_version: false, is_hardware: true, is_half: false });
            continue;
        }
        let half: String = text.chars().take_while(|sign| !sign.is_ascii_digit()).collect();
        let rest = text[half.len()..].to_owned();
        let is_half = !half.is_empty() && !rest.is_empty();
        for (text, is_half) in [(half, is_half), (rest, false)] {
            if !text.is_empty() {
                let is_version = is_version && code(&text) && !is_half;
                out.push(Piece { text, is_version, is_hardware: false, is_half });
            }
        }
    }
    out
}

fn texts(pieces: &[Piece], of: impl Fn(&Piece) -> bool) -> Vec<String> {
    pieces.iter().filter(|piece| of(piece)).map(|piece| piece.text.clone()).collect()
}

fn dotted(text: &str) -> bool {
    text.contains('.')
}

/// The numbers of a version field.
fn numbers(field: &str) -> Vec<String> {
    let all: Vec<Piece> =
        pieces(field, false).into_iter().filter(|piece| !piece.is_hardware).collect();
    let choices = [
        texts(&all, |piece| piece.is_version || dotted(&piece.text)),
        texts(&all, |piece| digit(&piece.text)),
        texts(&all, |piece| letter(&piece.text)),
    ];
    choices.into_iter().find(|choice| !choice.is_empty()).unwrap_or_default()
}

/// What tells a name from others, in pieces and with the next one.
fn models(pieces: &[Piece]) -> Vec<String> {
    let is_model = |piece: &Piece| !piece.is_half && model(&piece.text);
    let mut joined = texts(pieces, is_model);
    for pair in pieces.windows(2).filter(|pair| pair.iter().all(is_model)) {
        joined.push(format!("{}{}", pair[0].text, pair[1].text));
    }
    joined
}

/// Whether something is called so, or so with letters after it.
fn knows(known: &[String], model: &str) -> bool {
    known.iter().any(|of| of.strip_prefix(model).is_some_and(|rest| !digit(rest)))
}

/// The code of the check for a product version, if one finds something.
pub fn difference(assessment: &Value, stated: &str) -> Option<&'static str> {
    let item = &assessment["test_item"];
    let field = |of: &str| item[of].as_str().unwrap_or_default().to_owned();
    let mut components: Vec<&Value> = list(&assessment["components"]).iter().collect();
    components.retain(|of| of["in_scope"] == true);
    let of_components = |of: &str| -> Vec<String> {
        components.iter().map(|one| one[of].as_str().unwrap_or_default().to_owned()).collect()
    };

    let all = pieces(stated, false);
    let hardware = texts(&all, |piece| piece.is_hardware);
    let mut said = all;
    said.retain(|piece| !piece.is_hardware);
    if said.is_empty() && hardware.is_empty() {
        return Some("unsaid");
    }

    let unhard = |text: &str| -> Vec<Piece> {
        pieces(text, false).into_iter().filter(|piece| !piece.is_hardware).collect()
    };
    let mut called = Vec::new();
    for of in ["name", "type", "variants"] {
        called.extend(models(&unhard(&field(of))));
    }
    let mut names: Vec<(Vec<Piece>, Vec<String>)> =
        ["name", "type"].iter().map(|of| (unhard(&field(of)), called.clone())).collect();
    for name in of_components("name") {
        let name = unhard(&name);
        let known = models(&name);
        names.push((name, known));
    }
    let fields: Vec<String> = [field("firmware_version"), field("software_version")]
        .into_iter()
        .chain(of_components("version"))
        .collect();
    let versions: Vec<String> = fields.iter().flat_map(|of| numbers(of)).collect();
    let mut own = texts(&pieces(&field("hardware_version"), true), |piece| piece.is_hardware);
    for of in &fields {
        own.extend(texts(&pieces(of, false), |piece| piece.is_hardware));
    }

    // Another product
    let mut is_other = false;
    let mut is_named = false;
    for (name, known) in &names {
        let tells = |place: usize| {
            let is_first = place == 0 && !digit(&name[0].text);
            !is_first && !name[place].is_half && model(&name[place].text)
        };
        let is_of_name = |text: &str| {
            let at = |place: &usize| name[*place].text == text && !tells(*place);
            !SAY_NOTHING.contains(&text) && (0..name.len()).any(|place| at(&place))
        };
        let mut after: Vec<String> = Vec::new();
        let mut is_after = false;
        for piece in &said {
            if is_of_name(&piece.text) {
                is_after = true;
            } else {
                let is_given = versions.contains(&piece.text) || own.contains(&piece.text);
                let may_be = model(&piece.text) && !dotted(&piece.text);
                let is_one = may_be && !piece.is_version && !is_given;
                is_after = is_after && (is_one || knows(known, &piece.text));
                if is_after {
                    after.push(piece.text.clone());
                    if let [.., one, two] = &after[..]
                        && known.contains(&format!("{one}{two}"))
                    {
                        let both = format!("{one}{two}");
                        after.truncate(after.len() - 2);
                        after.push(both);
                    }
                }
            }
        }
        let more = after.iter().any(|of| !knows(known, of));
        let mut own = (0..name.len()).filter(|place| tells(*place));
        let less = own.any(|place| !after.contains(&name[place].text));
        if more && less {
            is_other = true;
        } else if after.iter().any(|of| knows(known, of)) {
            is_named = true;
            break;
        }
    }
    if is_other && !is_named {
        return Some("evidence-other-product");
    }

    // Another hardware
    let has_own = hardware.iter().any(|of| own.contains(of));
    if !hardware.is_empty() && !own.is_empty() && !has_own {
        return Some("evidence-other-hardware");
    }

    // Another version
    let of_item: Vec<String> = fields[..2].iter().flat_map(|of| numbers(of)).collect();
    let has_no_stop = !of_item.is_empty() && of_item.iter().all(|of| digit(of) && !dotted(of));
    let is_day = |text: &str| {
        let parts: Vec<&str> = text.split('.').collect();
        parts.len() == 3 && parts[2].len() == 4 && parts[2].starts_with("20")
    };
    let is_name = |text: &str| names.iter().any(|(_, known)| knows(known, text));
    let claimed = texts(&said, |piece| {
        let text = &piece.text;
        let is_number =
            piece.is_version || (dotted(text) && !is_day(text)) || (has_no_stop && digit(text));
        is_number && !own.contains(text) && !is_name(text)
    });
    if !claimed.is_empty() {
        let can_differ = !versions.is_empty() || own.iter().any(|of| dotted(of));
        let is_given = claimed.iter().any(|of| versions.contains(of));
        return (can_differ && !is_given).then_some("evidence-other-version");
    }

    // None said
    let hardware_field = [field("hardware_version")];
    let given: Vec<Vec<String>> = hardware_field
        .iter()
        .chain(&fields)
        .map(|of| product(of))
        .filter(|of| !of.is_empty())
        .collect();
    let stated = product(stated);
    let is_said = has_own
        || given.is_empty()
        || said.iter().any(|piece| own.contains(&piece.text) || versions.contains(&piece.text))
        || given.iter().any(|of| of.iter().all(|word| stated.contains(word)));
    (!is_said).then_some("unsaid")
}
