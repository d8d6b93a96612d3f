//! What does not fit together in a marking.

use super::Span;

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
