//! Ex markings: what the print on a plate says, which protection techniques it
//! names, and whether these can be reached (rules EX-1 to EX-6).
//!
//! [`read`] takes any text and never fails. What it understands becomes
//! [`ExString`]s; what it does not stays as an unknown [`Token`] with its place;
//! what it had to change to understand is a [`Correction`]; what does not fit
//! together is a [`Warning`]. It never modernises and never guesses silently.
//!
//! [`assess`] puts the symbols found, the techniques ticked by hand, the access
//! paths and the answers to open questions together.

mod ambient;
mod certificates;
mod elements;
mod exposure;
mod marks;
mod plate;
mod plausible;
mod reader;
mod render;
mod signs;
mod symbol;
mod text;
mod word;
mod written;

pub use exposure::{
    AccessPath, AccessPaths, Answers, Assessed, Exposure, Facts, Found, Question, QuestionKind,
    Reason, ReasonKind, Row, Subject, Verdict, assess,
};
pub use symbol::{Level, SymbolId, Technique};

/// A place in the original text, in bytes; both ends lie between characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// What stands there; empty if the span is of another text.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    fn to(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// What a text says. Its [`Display`](std::fmt::Display) is the canonical
/// rendering; reading that gives the same strings again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The text as it was given.
    pub text: String,
    /// The Ex strings, in the order of the text.
    pub strings: Vec<ExString>,
    /// ATEX or UKEX groups and categories that no string follows.
    pub categories: Vec<Category>,
    /// Ambient temperature ranges.
    pub ambient: Vec<Ambient>,
    /// Codes of protection by enclosures.
    pub ip: Vec<IpCode>,
    /// Certificate numbers.
    pub certificates: Vec<Certificate>,
    /// Every word of the text, in its order; together they cover all of it but
    /// white space and punctuation.
    pub tokens: Vec<Token>,
    /// What was read as something else than what stood there.
    pub corrections: Vec<Correction>,
    /// What does not fit together.
    pub warnings: Vec<Warning>,
}

impl Reading {
    /// The words that were not understood, with their places.
    pub fn unknown(&self) -> impl Iterator<Item = &str> {
        let unknown = self.tokens.iter().filter(|token| token.kind == TokenKind::Unknown);
        unknown.map(|token| token.span.of(&self.text))
    }

    /// The symbols of all strings, bracketed ones included, without repetition.
    #[must_use]
    pub fn found(&self) -> Vec<Found> {
        let mut found = Vec::new();
        for symbol in self.strings.iter().flat_map(|string| &string.symbols) {
            let one = Found { symbol: symbol.id, associated: symbol.bracket.is_some() };
            if !found.contains(&one) {
                found.push(one);
            }
        }
        found
    }

    /// Whether something that may be a symbol was not understood, so that a
    /// technique may be missing from [`found`](Self::found).
    #[must_use]
    pub fn is_unread(&self) -> bool {
        self.warnings.iter().any(|warning| {
            matches!(
                warning.code,
                WarningCode::UnknownSymbol
                    | WarningCode::EplInPlaceOfSymbol
                    | WarningCode::MissingSymbol
            )
        })
    }
}

/// A word of the text and what it was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it was taken for.
    pub kind: TokenKind,
    /// Where it stands.
    pub span: Span,
}

/// What a word was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenKind {
    /// `Ex`, `EEx`, `AEx`, with an EAC level before it.
    Mark,
    /// A symbol of a type of protection.
    Symbol,
    /// An equipment group, or a gas added to one.
    Group,
    /// A temperature class or surface temperature.
    Temperature,
    /// An equipment protection level.
    Epl,
    /// `X` or `U`.
    Suffix,
    /// A dust zone and practice of the former dust standards, such as `A21`.
    DustZone,
    /// A code of protection by enclosures.
    Ip,
    /// An ambient temperature range.
    Ambient,
    /// An ATEX or UKEX group and category.
    Category,
    /// Class, division, zone or groups after NEC or CEC.
    Nec,
    /// A certificate number.
    Certificate,
    /// Known not to belong to a marking: a CE mark, a standard, a label.
    Noise,
    /// Not understood.
    Unknown,
}

/// How an element is joined to the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Join {
    /// A blank, or nothing before it.
    #[default]
    Blank,
    /// A slash: a boundary or an alternative; the place decides which.
    Slash,
    /// A plus: two independent techniques (IEC 60079-26).
    Plus,
    /// A comma: a list.
    Comma,
    /// Dots or a dash: a range.
    Range,
}

/// One Ex string: a marking in the sense of IEC 60079-0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExString {
    /// From its first to its last element.
    pub span: Span,
    /// The mark it begins with; `None` for markings that have none, such as
    /// `II 3 D T 150 °C` (EN 50281) and `II 2 G c T4` (EN 13463).
    pub mark: Option<Mark>,
    /// The level after TR CU 012 (EAC).
    pub eac: Option<EacLevel>,
    /// The ATEX or UKEX categories that stand directly before it.
    pub categories: Vec<Category>,
    /// Class and zone after NEC or CEC that stand before it.
    pub nec: Option<Nec>,
    /// Whether the mark itself stands in brackets: the product is outside the
    /// hazardous area.
    pub bracketed: bool,
    /// The symbols, bracketed ones included, in the order of the text.
    pub symbols: Vec<Symbol>,
    /// The brackets: associated apparatus.
    pub brackets: Vec<Bracket>,
    /// Dust zones of the former dust standards.
    pub dust_zones: Vec<DustZone>,
    /// The groups of the equipment itself.
    pub groups: Vec<Group>,
    /// Temperature classes and surface temperatures.
    pub temperatures: Vec<Temperature>,
    /// The protection levels of the equipment itself.
    pub epl: Vec<Epl>,
    /// `X` or `U` printed within the string.
    pub suffix: Option<Suffix>,
}

/// What an Ex string begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// `Ex`.
    Ex,
    /// `EEx`: European standards before 2006.
    EEx,
    /// `AEx`: American zone marking.
    AEx,
}

/// The level before the mark after TR CU 012 (EAC).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EacLevel {
    /// `0`: very high.
    L0,
    /// `1`: high.
    L1,
    /// `2`: enhanced.
    L2,
    /// `РО`: mines, very high.
    MineVeryHigh,
    /// `РВ`: mines, high.
    MineHigh,
    /// `РП`: mines, enhanced.
    MineEnhanced,
}

/// A symbol where it stands in a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// Which.
    pub id: SymbolId,
    /// Where.
    pub span: Span,
    /// How it is joined to the one before it.
    pub join: Join,
    /// The bracket it is in, as an index of [`ExString::brackets`]: it is
    /// associated apparatus and protects another device (EX-1).
    pub bracket: Option<usize>,
}

/// A bracket: what it says of the associated part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bracket {
    /// From the opening to the closing sign.
    pub span: Span,
    /// Groups named in it.
    pub groups: Vec<Group>,
    /// Temperatures named in it, as for `op is`.
    pub temperatures: Vec<Temperature>,
    /// Protection levels named in it, or in round brackets after the main one.
    pub epl: Vec<Epl>,
}

/// An equipment group with the gas added to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Which.
    pub kind: GroupKind,
    /// A gas beyond the group, such as `H2` in `IIB+H2`.
    pub gas: Option<String>,
    /// How it is joined to the one before it.
    pub join: Join,
    /// Where it stands.
    pub span: Span,
}

/// The equipment groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GroupKind {
    /// Mines.
    I,
    /// Gas, not subdivided.
    II,
    /// Gas, such as propane.
    IIA,
    /// Gas, such as ethylene.
    IIB,
    /// Gas, such as hydrogen.
    IIC,
    /// Dust, not subdivided.
    III,
    /// Flyings.
    IIIA,
    /// Non-conductive dust.
    IIIB,
    /// Conductive dust.
    IIIC,
}

/// What a string or a category is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Atmosphere {
    /// Mines: group I, `M`.
    Mining,
    /// Gas: group II, `G`.
    Gas,
    /// Dust: group III, `D`.
    Dust,
}

impl GroupKind {
    /// What equipment of this group is for.
    #[must_use]
    pub const fn atmosphere(self) -> Atmosphere {
        match self {
            Self::I => Atmosphere::Mining,
            Self::II | Self::IIA | Self::IIB | Self::IIC => Atmosphere::Gas,
            Self::III | Self::IIIA | Self::IIIB | Self::IIIC => Atmosphere::Dust,
        }
    }

    /// Whether it has a letter of its own.
    #[must_use]
    pub const fn is_subdivided(self) -> bool {
        !matches!(self, Self::I | Self::II | Self::III)
    }

    /// How it is written.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::I => "I",
            Self::II => "II",
            Self::IIA => "IIA",
            Self::IIB => "IIB",
            Self::IIC => "IIC",
            Self::III => "III",
            Self::IIIA => "IIIA",
            Self::IIIB => "IIIB",
            Self::IIIC => "IIIC",
        }
    }
}

/// One temperature of a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Temperature {
    /// What it says.
    pub value: TemperatureValue,
    /// How it is joined to the one before it.
    pub join: Join,
    /// Whether it stands in round brackets after another one.
    pub in_parentheses: bool,
    /// Where it stands.
    pub span: Span,
}

/// A temperature class or a surface temperature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TemperatureValue {
    /// `T1` to `T6`.
    Class {
        /// 1 to 6.
        number: u8,
        /// The letter of the classes of NEC and CEC, such as A in `T3A`.
        letter: Option<char>,
    },
    /// A maximum surface temperature.
    Surface {
        /// 10 to 9999, in degrees of `unit`.
        degrees: u16,
        /// The degrees.
        unit: Degrees,
        /// Depth of the dust layer it is valid under, in mm.
        layer: Option<u16>,
        /// Whether the `T` before it is left out, as in `T3 (145 °C)`.
        without_t: bool,
    },
    /// `Tx`: it depends, and the instructions tell on what.
    Variable,
}

/// The degrees of a surface temperature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Degrees {
    /// °C.
    Celsius,
    /// °F.
    Fahrenheit,
}

/// An equipment protection level where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Epl {
    /// `M`, `G` or `D`.
    pub atmosphere: Atmosphere,
    /// `a`, `b` or `c`.
    pub level: Level,
    /// How it is joined to the one before it.
    pub join: Join,
    /// Where it stands.
    pub span: Span,
}

/// What the `X` or `U` of a certificate number says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Suffix {
    /// `X`: there are specific conditions of use.
    X,
    /// `U`: a component, not usable by itself.
    U,
}

/// The practice and zone of the former dust standards, such as `A21`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DustZone {
    /// `A` or `B`; `None` where it is left out, as in `iaD 20`.
    pub practice: Option<char>,
    /// 20, 21 or 22.
    pub zone: u8,
}

/// An ATEX or UKEX group and category.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Category {
    /// 1 for mines, 2 for everything else.
    pub group: u8,
    /// 1, 2 or 3; `None` where the plate leaves it out.
    pub level: Option<u8>,
    /// The category on the other side of a boundary, as 2 in `1/2`.
    pub boundary: Option<u8>,
    /// Whether it is in round brackets: the associated part.
    pub associated: bool,
    /// Whether `G` is named.
    pub gas: bool,
    /// Whether `D` is named.
    pub dust: bool,
}

/// Class, zone and division after NEC or CEC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Nec {
    /// 1, 2 or 3.
    pub class: Option<u8>,
    /// 0 to 2, or 20 to 22.
    pub zone: Option<u8>,
    /// The zone on the other side of a boundary.
    pub boundary: Option<u8>,
    /// 1 or 2.
    pub division: Option<u8>,
}

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

/// A code of protection by enclosures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IpCode {
    /// Where it stands.
    pub span: Span,
    /// The index of the string before it.
    pub string: Option<usize>,
    /// The code without blanks, such as `IP66/67` or `IP6X`.
    pub code: String,
}

/// A certificate number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// Which scheme issued it.
    pub scheme: Scheme,
    /// Where it stands, `X` or `U` included.
    pub span: Span,
    /// The `X` or `U` at its end.
    pub suffix: Option<Suffix>,
}

/// The scheme of a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scheme {
    /// The directive of the EU.
    Atex,
    /// IECEx.
    Iecex,
    /// The regulations of the United Kingdom.
    Ukex,
    /// The customs union of Russia, Belarus, Kazakhstan and others.
    Eac,
    /// Any other.
    Other,
}

/// Something that was read as something else than what stood there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// What kind of difference it is.
    pub kind: CorrectionKind,
    /// What stood there.
    pub span: Span,
    /// What it was read as.
    pub read_as: String,
}

/// A kind of correction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CorrectionKind {
    /// A Cyrillic or Greek letter that looks like a Latin one.
    LookAlike,
    /// A numeral that is one character, such as `Ⅱ`.
    Numeral,
    /// A letter or digit of full width.
    Width,
    /// A digit or letter set low.
    Subscript,
    /// Elements without the blank between them, such as `IICT4`.
    Glued,
    /// One element with a blank in it, such as `II C`.
    Spaced,
    /// `l`, `1`, `|` or `!` for `I`, or `O` for `0`.
    Ocr,
    /// Capital for small letters or the reverse.
    Case,
    /// A temperature without degree sign or unit.
    Unit,
    /// Degrees Fahrenheit turned into Celsius.
    Fahrenheit,
    /// Round for square brackets.
    Bracket,
    /// A spelling of its own, such as `op-is`, `T4/5` or `IIB H2`.
    Spelling,
}

impl CorrectionKind {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::LookAlike => "look-alike",
            Self::Numeral => "numeral",
            Self::Width => "width",
            Self::Subscript => "subscript",
            Self::Glued => "glued",
            Self::Spaced => "spaced",
            Self::Ocr => "ocr",
            Self::Case => "case",
            Self::Unit => "unit",
            Self::Fahrenheit => "fahrenheit",
            Self::Bracket => "bracket",
            Self::Spelling => "spelling",
        }
    }
}

/// A finding: something that does not fit together. Never a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Warning {
    /// What was found.
    pub code: WarningCode,
    /// The index of the string it is about.
    pub string: Option<usize>,
    /// Where it shows.
    pub span: Span,
}

macro_rules! warning_codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal,)*) => {
        /// What does not fit together.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum WarningCode {
            $($(#[$doc])* $name,)*
        }

        impl WarningCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The stable code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                }
            }
        }
    };
}

warning_codes! {
    /// The protection level is higher than the symbol can give, such as `db`
    /// with `Ga`, `nA` or `ec` with `Gb`.
    EplAboveLevel = "epl-above-level",
    /// The protection level is two steps lower than that of every symbol, such
    /// as `ia` with `Gc`.
    EplBelowLevel = "epl-below-level",
    /// The protection level is for another atmosphere than the group, such as
    /// `IIC` with `Db`.
    EplOtherThanGroup = "epl-other-than-group",
    /// The symbol is not made for gas, such as `tb` with `IIC`.
    SymbolNotForGas = "symbol-not-for-gas",
    /// The symbol is not made for dust, such as `db` with `IIIC`.
    SymbolNotForDust = "symbol-not-for-dust",
    /// The symbol is not made for mines, such as `nA` with `I`.
    SymbolNotForMining = "symbol-not-for-mining",
    /// The category and the protection level differ, such as `2 G` with `Ga`.
    CategoryOtherThanEpl = "category-other-than-epl",
    /// The category is for another atmosphere than the string.
    CategoryOtherThanGroup = "category-other-than-group",
    /// The category has no number, or `G` and `D` are missing.
    CategoryIncomplete = "category-incomplete",
    /// Dust equipment has a surface temperature, not a class.
    DustWithTemperatureClass = "dust-with-temperature-class",
    /// Mining equipment has no temperature class.
    MiningWithTemperatureClass = "mining-with-temperature-class",
    /// Associated apparatus outside the hazardous area has no temperature class.
    AssociatedWithTemperatureClass = "associated-with-temperature-class",
    /// A component (`U`) has no temperature class.
    ComponentWithTemperatureClass = "component-with-temperature-class",
    /// Gas and dust need strings of their own.
    GasAndDustInOneString = "gas-and-dust-in-one-string",
    /// No symbol was found where the string has its mark.
    MissingSymbol = "missing-symbol",
    /// The string has no group.
    MissingGroup = "missing-group",
    /// The string has no mark, but the rest of one.
    MissingExMark = "missing-ex-mark",
    /// A word stands where symbols do and is none.
    UnknownSymbol = "unknown-symbol",
    /// A protection level stands where a symbol should, such as `Ex Db IIC`.
    EplInPlaceOfSymbol = "epl-in-place-of-symbol",
    /// All letters are capitals; the place decided what is a symbol and what a
    /// protection level.
    AllUpperCase = "all-upper-case",
    /// A bracket is opened and not closed.
    UnclosedBracket = "unclosed-bracket",
    /// A bracket is closed and was not opened.
    UnopenedBracket = "unopened-bracket",
    /// A surface temperature above 450 °C or below 40 °C.
    UnusualSurfaceTemperature = "unusual-surface-temperature",
}

/// Reads a marking. Any text is allowed; time and memory grow with its length
/// and no faster. An empty text gives an empty reading.
#[must_use]
pub fn read(text: &str) -> Reading {
    reader::read(text)
}
