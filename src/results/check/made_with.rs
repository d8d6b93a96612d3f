//! What an evidence item was made with, against what is assessed (ML-4, CK-3).
//!
//! `docs/checks.md` states the rules; `tests/results/made_with.rs` has the table of cases.

use crate::{
    assessment::{Content, TestItem},
    results::figures::{may_be, product},
    text::{without_digraphs, words},
};

/// How a product version differs from what is assessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Difference {
    /// It names another product.
    Product,
    /// It names another hardware.
    Hardware,
    /// It names another version.
    Version,
    /// It names no version.
    Unsaid,
}

/// What is assessed, by the names and versions of the test item and of its
/// components in scope.
pub(super) struct Assessed {
    names: Vec<Name>,
    /// Each version that is given, all its words.
    given: Vec<String>,
    /// The numbers of firmware, software and components.
    versions: Vec<String>,
    /// Whether those of the test item have no full stop.
    is_plain: bool,
    /// The designations of hardware.
    hardware: Vec<String>,
}

/// What a name tells a product by.
struct Name {
    /// The words that its relatives may share.
    words: Vec<String>,
    /// What tells it from them: numbers, single letters, Roman numerals.
    models: Vec<String>,
    /// The same of everything that the product is called.
    known: Vec<String>,
}

/// A text about a product, read word by word.
#[derive(Default)]
struct Text {
    words: Vec<Word>,
    /// What it designates as hardware.
    hardware: Vec<String>,
}

struct Word {
    text: String,
    /// Whether it is marked as a version: `FW 3`.
    is_marked: bool,
    /// Whether it stands in one word with the next one: `S7`.
    is_glued: bool,
}

/// What the next word is said to be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    None,
    Version,
    /// A letter designates hardware, a number a version.
    Revision,
    Hardware,
    /// After a designation: more letters may follow, as in `HW B/C`.
    MoreHardware,
}

impl Mark {
    /// The mark that a word is, after another one.
    fn read(self, word: &str) -> Option<Self> {
        match word {
            "HW" | "HARDWARE" | "PCB" => Some(Self::Hardware),
            "FW" | "FIRMWARE" | "SW" | "SOFTWARE" => Some(Self::Version),
            "V" | "VER" | "VERSION" | "REL" | "RELEASE" | "REV" | "REVISION" => Some(match self {
                Self::Hardware | Self::Version => self,
                _ if word.starts_with("REV") => Self::Revision,
                _ => Self::Version,
            }),
            _ => None,
        }
    }
}

impl Text {
    fn of(text: &str) -> Self {
        Self::read(text, Mark::None)
    }

    /// Reads a text in which every word is said to be this, unless a mark says
    /// otherwise.
    fn read(text: &str, usual: Mark) -> Self {
        let mut said = Self::default();
        let mut mark = usual;
        for word in without_digraphs(words(text)).split_whitespace() {
            // Some write the letter close to its mark: `RevB`.
            let close = ["REV", "HW"].into_iter().find(|close| {
                word.strip_prefix(close).is_some_and(|rest| rest.chars().count() == 1)
            });
            let digit = word.find(|sign: char| sign.is_ascii_digit()).unwrap_or(word.len());
            let (name, rest) = word.split_at(close.map_or(digit, str::len));
            mark = match mark.read(name) {
                Some(next) if rest.is_empty() => next,
                Some(next) => said.put(rest, next, usual),
                None => said.put(word, mark, usual),
            };
        }
        said
    }

    /// Takes a word that is no mark; gives the mark that it leaves for the next one.
    fn put(&mut self, word: &str, mark: Mark, usual: Mark) -> Mark {
        let plain = word.replace('-', "");
        let is_hardware = match mark {
            Mark::Hardware => is_code(&plain),
            Mark::Revision => is_code(&plain) && !begins_with_digit(&plain),
            Mark::MoreHardware => is_letter(&plain),
            Mark::None | Mark::Version => false,
        };
        if is_hardware {
            self.hardware.push(plain);
            return if usual == Mark::None { Mark::MoreHardware } else { usual };
        }
        let digit = plain.find(|sign: char| sign.is_ascii_digit()).unwrap_or(plain.len());
        let (name, number) = plain.split_at(digit);
        let is_marked = matches!(mark, Mark::Version | Mark::Revision);
        for (text, is_glued) in [(name, !number.is_empty()), (number, false)] {
            if !text.is_empty() {
                let is_marked = is_marked && is_code(text) && !is_glued;
                self.words.push(Word { text: text.to_owned(), is_marked, is_glued });
            }
        }
        usual
    }

    /// The numbers that a version field gives: with a full stop or marked; else any;
    /// else its single letters.
    fn numbers(&self) -> Vec<String> {
        let pick = |is_picked: fn(&Word) -> bool| -> Vec<String> {
            self.words.iter().filter(|word| is_picked(word)).map(|word| word.text.clone()).collect()
        };
        let versions = pick(|word| word.is_marked || is_dotted(&word.text));
        let versions =
            if versions.is_empty() { pick(|word| begins_with_digit(&word.text)) } else { versions };
        if versions.is_empty() { pick(|word| is_letter(&word.text)) } else { versions }
    }
}

impl Assessed {
    pub(super) fn of(content: &Content) -> Self {
        let item = &content.test_item;
        let components = || content.components.iter().filter(|component| component.in_scope);
        let mut known = Vec::new();
        for text in [&item.name, &item.r#type, &item.variants] {
            known.extend(known_models(&Text::of(text)));
        }
        let mut names: Vec<Name> = [&item.name, &item.r#type]
            .map(|text| Name::of(&Text::of(text), known.clone()))
            .into_iter()
            .collect();
        // A name without numbers or letters tells nothing from another.
        names.extend(components().filter_map(|component| {
            let text = Text::of(&component.name);
            let known = known_models(&text);
            (!known.is_empty()).then(|| Name::of(&text, known))
        }));
        let mut hardware = Text::read(&item.hardware_version, Mark::Hardware).hardware;
        let mut given = given_versions(item);
        let mut versions = Vec::new();
        let mut add = |version: &str| {
            let text = Text::of(version);
            versions.extend(text.numbers());
            hardware.extend(text.hardware);
        };
        add(&item.firmware_version);
        add(&item.software_version);
        components().for_each(|component| add(&component.version));
        given.extend(components().map(|component| product(&component.version)));
        given.retain(|version| !version.is_empty());
        let of_item = [&item.firmware_version, &item.software_version];
        let mut of_item = of_item.into_iter().flat_map(|version| Text::of(version).numbers());
        let is_plain_number = |version: &String| begins_with_digit(version) && !is_dotted(version);
        let is_plain = of_item.next().as_ref().is_some_and(is_plain_number)
            && of_item.all(|number| is_plain_number(&number));
        Self { names, given, versions, is_plain, hardware }
    }

    /// How a product version differs from what is assessed; none where nothing says
    /// that it does.
    pub(super) fn difference(&self, stated: &str) -> Option<Difference> {
        let said = Text::of(stated);
        if said.words.is_empty() && said.hardware.is_empty() {
            return Some(Difference::Unsaid);
        }
        if self.is_another_product(&said) {
            return Some(Difference::Product);
        }
        let is_own = |code: &String| self.hardware.contains(code);
        let has_hardware = said.hardware.iter().any(is_own);
        if !said.hardware.is_empty() && !self.hardware.is_empty() && !has_hardware {
            return Some(Difference::Hardware);
        }
        let is_version = |word: &&Word| {
            let is_number = word.is_marked
                || (is_dotted(&word.text) && !is_date(&word.text))
                || (self.is_plain && begins_with_digit(&word.text));
            is_number
                && !is_own(&word.text)
                && !self.names.iter().any(|name| name.knows(&word.text))
        };
        let claimed: Vec<&Word> = said.words.iter().filter(is_version).collect();
        let is_given = |word: &&Word| self.versions.contains(&word.text);
        if !claimed.is_empty() {
            // Of hardware alone, only a number with a full stop may be one of these.
            let is_comparable =
                !self.versions.is_empty() || self.hardware.iter().any(|code| is_dotted(code));
            let differs = is_comparable && !claimed.iter().any(is_given);
            return differs.then_some(Difference::Version);
        }
        let stated = product(stated);
        let is_said = has_hardware
            || self.given.is_empty()
            || said.words.iter().any(|word| is_own(&word.text) || is_given(&word))
            || self.given.iter().any(|version| may_be(version, &stated));
        (!is_said).then_some(Difference::Unsaid)
    }

    /// Whether a word of a name stands there with other numbers or letters than the
    /// name has, and no name has them.
    fn is_another_product(&self, said: &Text) -> bool {
        let mut is_another = false;
        for name in &self.names {
            let models = self.models_after(name, said);
            let says_more = models.iter().any(|model| !name.knows(model));
            let lacks_one = name.models.iter().any(|model| !models.contains(model));
            if says_more && lacks_one {
                is_another = true;
            } else if models.iter().any(|model| name.knows(model)) {
                return false;
            }
        }
        is_another
    }

    /// The numbers and letters that stand directly after a word of this name.
    fn models_after(&self, name: &Name, said: &Text) -> Vec<String> {
        let mut models: Vec<String> = Vec::new();
        let mut is_after = false;
        for word in &said.words {
            if name.words.contains(&word.text) {
                is_after = true;
                continue;
            }
            let may_be_model = || {
                let is_given =
                    self.versions.contains(&word.text) || self.hardware.contains(&word.text);
                is_model(&word.text) && !word.is_marked && !is_dotted(&word.text) && !is_given
            };
            is_after &= name.knows(&word.text) || may_be_model();
            if !is_after {
                continue;
            }
            // `200 X` is `200X`, where that is the name.
            let joined = models.last().map(|last| format!("{last}{}", word.text));
            match (models.last_mut(), joined.filter(|joined| name.known.contains(joined))) {
                (Some(last), Some(joined)) => *last = joined,
                _ => models.push(word.text.clone()),
            }
        }
        models
    }
}

impl Name {
    fn of(text: &Text, known: Vec<String>) -> Self {
        let mut name = Self { words: Vec::new(), models: Vec::new(), known };
        for (place, word) in text.words.iter().enumerate() {
            // The first word names it, be it a letter: `M 200`.
            let is_first = place == 0 && !begins_with_digit(&word.text);
            if word.is_glued || is_first || !is_model(&word.text) {
                name.words.push(word.text.clone());
            } else {
                name.models.push(word.text.clone());
            }
        }
        name.words.retain(|word| !COMMON.contains(&word.as_str()));
        name
    }

    /// Whether it is so called: by these numbers and letters, or by the number alone
    /// of `200-E`.
    fn knows(&self, model: &str) -> bool {
        self.known.iter().any(|known| {
            let rest = known.strip_prefix(model);
            rest.is_some_and(|rest| !rest.starts_with(|sign: char| sign.is_ascii_digit()))
        })
    }
}

/// The versions of the test item that are given, all their words.
pub(super) fn given_versions(item: &TestItem) -> Vec<String> {
    let given = [&item.hardware_version, &item.firmware_version, &item.software_version];
    given.iter().map(|version| product(version)).filter(|version| !version.is_empty()).collect()
}

/// The numbers and letters of a name, each by itself and with the one after it.
fn known_models(text: &Text) -> Vec<String> {
    let mut known: Vec<String> = Vec::new();
    let mut before: Option<&str> = None;
    for word in &text.words {
        let model = (!word.is_glued && is_model(&word.text)).then_some(word.text.as_str());
        known.extend(model.map(str::to_owned));
        known.extend(before.zip(model).map(|(before, model)| format!("{before}{model}")));
        before = model;
    }
    known
}

/// Words that no product is told by.
const COMMON: [&str; 8] = ["AND", "FOR", "IN", "OF", "OR", "THE", "TO", "WITH"];

/// Whether it can tell a product from its relatives.
fn is_model(text: &str) -> bool {
    is_code(text) || text.chars().all(|sign| matches!(sign, 'I' | 'V' | 'X'))
}

/// Whether it is a number, has one, or is a single letter.
fn is_code(text: &str) -> bool {
    is_letter(text) || text.contains(|sign: char| sign.is_ascii_digit())
}

fn is_letter(text: &str) -> bool {
    let mut signs = text.chars();
    signs.next().is_some_and(char::is_alphabetic) && signs.next().is_none()
}

fn begins_with_digit(text: &str) -> bool {
    text.starts_with(|sign: char| sign.is_ascii_digit())
}

fn is_dotted(text: &str) -> bool {
    text.contains('.')
}

/// Whether it is a day such as `01.03.2026`.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    matches!(parts[..], [_, _, year] if year.len() == 4 && year.starts_with("20"))
}
