//! Reading Ex markings: real ones, each correction and each warning, and what
//! holds for any text at all.

use std::collections::BTreeSet;

use exready::ex::{
    self, Ambient, CorrectionKind, ExString, Mark, Reading, Scheme, Span, Suffix, TokenKind,
    WarningCode,
};
use proptest::{collection::vec, prelude::*, sample::select};

/// Real plates and the reading expected of them.
const REAL: &str = include_str!("../data/ex-markings.tsv");
/// In the style of real plates, read by the conventions of the first file.
const MORE: &str = include_str!("../data/ex-markings-more.tsv");

/// The marking and the expected symbols, group, temperature and level.
fn rows(file: &'static str) -> Vec<(&'static str, [&'static str; 4])> {
    file.lines()
        .skip(1)
        .filter(|line| !line.is_empty())
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            let [marking, _, symbols, group, temperature, epl] = cells[..] else {
                panic!("not six columns: {line}");
            };
            (marking, [symbols, group, temperature, epl])
        })
        .collect()
}

fn column(reading: &Reading, text: fn(&ExString) -> String) -> String {
    let texts: Vec<String> = reading
        .strings
        .iter()
        .map(text)
        .map(|text| if text.is_empty() { "-".to_owned() } else { text })
        .collect();
    if texts.is_empty() { "-".to_owned() } else { texts.join(" | ") }
}

fn columns(reading: &Reading) -> [String; 4] {
    [
        column(reading, ExString::symbols_text),
        column(reading, ExString::groups_text),
        column(reading, ExString::temperatures_text),
        column(reading, ExString::epl_text),
    ]
}

fn check_file(file: &'static str, least: usize) {
    let rows = rows(file);
    assert!(rows.len() >= least, "only {} rows", rows.len());
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|(marking, expected)| {
            let read = columns(&ex::read(marking));
            (read != *expected).then(|| format!("{marking}\n  {expected:?}\n  {read:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} rows read otherwise:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn all_real_markings_read_exactly() {
    check_file(REAL, 73);
}

#[test]
fn all_further_markings_read_exactly() {
    check_file(MORE, 80);
}

#[test]
fn line_breaks_of_a_plate_stand_for_blanks() {
    for (marking, expected) in rows(REAL) {
        let plate = marking.replace(' ', "\r\n");
        // Where a blank ends a sentence, as in `T 100`, a line break does too.
        assert_eq!(columns(&ex::read(&plate)), expected, "{marking}");
    }
}

/// The only string of a text.
fn single(text: &str) -> (ExString, Reading) {
    let reading = ex::read(text);
    assert_eq!(reading.strings.len(), 1, "{text}: {:?}", reading.strings);
    (reading.strings[0].clone(), reading)
}

#[test]
fn an_empty_text_gives_an_empty_reading() {
    for text in ["", " ", "\n\t", "---", "[](){}", "…,;"] {
        let reading = ex::read(text);
        assert!(reading.strings.is_empty() && reading.tokens.is_empty(), "{text:?}");
        assert_eq!(reading.to_string(), "");
    }
}

#[test]
fn the_text_is_kept_and_places_are_places_in_it() {
    let text = "» Ех dⅡCT6 zb «";
    let reading = ex::read(text);
    assert_eq!(reading.text, text);
    let stood: Vec<&str> = reading.tokens.iter().map(|token| token.span.slice(text)).collect();
    assert_eq!(stood, ["Ех", "d", "ⅡC", "T6", "zb"]);
    assert_eq!(reading.unknown().collect::<Vec<_>>(), ["zb"]);
}

#[test]
fn the_mark_and_what_stands_before_it_are_kept() {
    let (string, _) = single("II 1/2 G 1Ex db IIC T6 Ga/Gb X");
    assert_eq!(string.mark, Some(Mark::Ex));
    assert_eq!(string.eac.map(ex::EacLevel::code), Some("1"));
    for (level, code) in [("РО", "РО"), ("РВ", "РВ"), ("РП", "РП")] {
        let (string, _) = single(&format!("{level}Ex d I Mb"));
        assert_eq!(string.eac.map(|level| level.code().trim()), Some(code));
    }
    let categories: Vec<String> = string.categories.iter().map(ToString::to_string).collect();
    assert_eq!(categories, ["II 1/2 G"]);
    assert_eq!(string.suffix, Some(Suffix::X));
    let (string, _) = single("Class I, Zone 0/1, AEx db IIC T4");
    assert_eq!(string.mark, Some(Mark::AEx));
    assert_eq!(string.nec.unwrap().to_string(), "Class I, Zone 0/1");
    assert_eq!(single("EEx d IIC T6").0.mark, Some(Mark::EEx));
}

#[test]
fn categories_of_associated_parts_and_of_both_atmospheres_are_told_apart() {
    for (text, expected) in [
        ("II 3(1)G Ex ec [ia Ga] IIC T4 Gc", "II 3 G, II (1) G"),
        ("II 3 G (2) GD Ex nA [ib] IIC T4", "II 3 G, II (2) GD"),
        ("I (M1) II (1) GD [Ex ia] I", "I (M1), II (1) GD"),
        ("II 2G/2D Ex db IIC T6 Gb", "II 2 G, II 2 D"),
        ("II 2 G/D Ex d IIC T6", "II 2 GD"),
        ("I M2(M1) Ex db [ia Ma] I Mb", "I M2, I (M1)"),
        ("Notified body 0158, II1G Ex ia IIC T4 Ga", "II 1 G"),
        ("Notified body 0158, ll1G Ex ia IIC T4 Ga", "II 1 G"),
    ] {
        let (string, _) = single(text);
        let categories: Vec<String> = string.categories.iter().map(ToString::to_string).collect();
        assert_eq!(categories.join(", "), expected, "{text}");
    }
    // However wide the gap on the plate is.
    let (string, _) = single(&format!("I{}M2 Ex db I Mb", " ".repeat(60)));
    assert_eq!(string.categories.iter().map(ToString::to_string).collect::<Vec<_>>(), ["I M2"]);
}

#[test]
fn a_bracket_that_is_not_closed_ends_with_the_text() {
    let text = "Ex db [ia Ga";
    let (string, _) = single(text);
    let [bracket] = &string.brackets[..] else { panic!("{string:?}") };
    assert_eq!(bracket.span.slice(text), "[ia Ga");
}

// EX-1: brackets stay structure.
#[test]
fn bracketed_symbols_are_associated_apparatus() {
    let (string, reading) = single("Ex db [ia IIC Ga] IIB T4 Gb");
    let found: Vec<(&str, bool)> =
        reading.found().iter().map(|found| (found.symbol.code(), found.associated)).collect();
    assert_eq!(found, [("db", false), ("ia", true)]);
    assert!(!string.bracketed);
    assert_eq!(string.brackets.len(), 1);
    let (bracketed, _) = single("[Ex ia Ga] IIC");
    assert!(bracketed.bracketed);
    assert_eq!(bracketed.to_string(), "[Ex ia Ga] IIC");
    assert_eq!(single("Ex [ia Ga] IIC").0.to_string(), "Ex [ia Ga] IIC");
}

#[test]
fn ambient_ranges_are_read_in_tenths_of_a_degree() {
    for (text, low, high) in [
        ("Ex d IIC T6 -40 °C ≤ Ta ≤ +60 °C", Some(-400), &[600][..]),
        ("Ex ta IIIC T69 °C Da (-40 °C ≤ Ta ≤ +60 °C /+70 °C)", Some(-400), &[600, 700]),
        ("Ex ia IIC T4 Ga Ta -20 °C ... +40 °C", Some(-200), &[400]),
        ("Tamb: -20C/+60C", Some(-200), &[600]),
        ("Ex d IIC T6 Ta = -20ºC to +70ºC", Some(-200), &[700]),
        ("Ex d IIC T6 (Ta ≤ 40 °C)", None, &[400]),
        ("Ex d IIC T6 Ta max. 55 °C", None, &[550]),
        // Between two numbers, a dash is no sign.
        ("Ex d IIC T6 Ta 20-40 °C", Some(200), &[400]),
        ("Ex d IIC T6 0 °C ≤ Ta ≤ 40 °C", Some(0), &[400]),
        ("Ex d IIC T6 -22.5 °C ≤ Ta ≤ 40,5 °C", Some(-225), &[405]),
        ("Ex d IIC T6 −20 °C…+40 °C", Some(-200), &[400]),
        ("Ex d IIC T6 Ta -4°F to 140°F", Some(-200), &[600]),
        // Rounded to the nearest tenth, on both sides of zero.
        ("Ex d IIC T6 Ta -10°F to 100°F", Some(-233), &[378]),
        ("Ex d IIC T6 Ta 31°F to 33°F", Some(-6), &[6]),
        ("Ex d IIC T6 Ta ≥ -30 °C", Some(-300), &[]),
        ("Ex d IIC T6 -30 °C ≤ Ta", Some(-300), &[]),
        // `max` limits what comes after it only where a label stands before it.
        ("Ex d IIC T6 -20 °C max +40 °C", Some(-200), &[400]),
    ] {
        let reading = ex::read(text);
        let [Ambient { low: read_low, high: read_high, .. }] = &reading.ambient[..] else {
            panic!("{text}: {:?}", reading.ambient);
        };
        assert_eq!((*read_low, &read_high[..]), (low, high), "{text}");
    }
}

#[test]
fn ip_codes_are_read_wherever_they_stand() {
    for (text, expected) in [
        ("Ex tc IIIC T70°C IP66/67 Dc", "IP66/67"),
        ("Ex d IIC T6 Gb IP6x", "IP6X"),
        ("Ex d IIC T6 Gb IP 65", "IP65"),
        ("Ex d IIC T6 Gb IP66/IP68", "IP66/68"),
        ("Ex d IIC T6 Gb IP69K", "IP69K"),
        ("ExtD A21 IP65T80℃", "IP65"),
        ("Ex d IIC T6 Gb IP66 and IP68", "IP66, IP68"),
    ] {
        let (_, reading) = single(text);
        let codes: Vec<&str> = reading.ip.iter().map(|code| code.code.as_str()).collect();
        assert_eq!(codes.join(", "), expected, "{text}");
    }
}

#[test]
fn certificate_numbers_are_read_with_their_scheme_and_suffix() {
    for (text, scheme, number, suffix) in [
        ("LCIE 08 ATEX 6095 X", Scheme::Atex, "LCIE 08 ATEX 6095 X", Some(Suffix::X)),
        ("LCIE 08 ATEX 6095 U", Scheme::Atex, "LCIE 08 ATEX 6095 U", Some(Suffix::U)),
        ("LCIE 08 ATEX 6095 2008", Scheme::Atex, "LCIE 08 ATEX 6095", None),
        ("FM09ATEX0024X", Scheme::Atex, "FM09ATEX0024X", Some(Suffix::X)),
        ("Sira 02ATEX9381", Scheme::Atex, "Sira 02ATEX9381", None),
        ("BVS 11 ATEX E 123 X", Scheme::Atex, "BVS 11 ATEX E 123 X", Some(Suffix::X)),
        ("TPS 20 ATEX 065 123 X", Scheme::Atex, "TPS 20 ATEX 065 123 X", Some(Suffix::X)),
        ("IECEx PTB 06.0090", Scheme::Iecex, "IECEx PTB 06.0090", None),
        ("IECEx ULD 14.0001U", Scheme::Iecex, "IECEx ULD 14.0001U", Some(Suffix::U)),
        ("CML 21UKEX1234X", Scheme::Ukex, "CML 21UKEX1234X", Some(Suffix::X)),
        ("RU C-DE.AA87.B.00123", Scheme::Eac, "RU C-DE.AA87.B.00123", None),
        ("GYB16.1234X", Scheme::Other, "GYB16.1234X", Some(Suffix::X)),
        ("UL-BR 18.0257X", Scheme::Other, "UL-BR 18.0257X", Some(Suffix::X)),
        ("AUS Ex 1249X", Scheme::Other, "Ex 1249X", Some(Suffix::X)),
    ] {
        for text in [text.to_owned(), format!("Ex ia IIC T4 Ga {text}")] {
            let reading = ex::read(&text);
            let [certificate] = reading.certificates[..] else {
                panic!("{text}: {:?}", reading.certificates);
            };
            let read = (certificate.scheme, certificate.span.slice(&text), certificate.suffix);
            assert_eq!(read, (scheme, number, suffix), "{text}");
        }
    }
}

// The X of a certificate number is not the X of the string.
#[test]
fn the_suffix_of_a_certificate_is_not_that_of_the_string() {
    let (string, _) = single("Ex d IIC T6 Gb LCIE 08 ATEX 6095 X");
    assert_eq!(string.suffix, None);
}

/// The kinds of correction, without repetition.
fn corrections(text: &str) -> BTreeSet<CorrectionKind> {
    ex::read(text).corrections.iter().map(|correction| correction.kind).collect()
}

#[test]
fn every_kind_of_correction_is_listed() {
    for (text, kind, stood, read_as) in [
        ("1Ex mb IIC Т5 Gb", CorrectionKind::LookAlike, "Т", "T"),
        ("Ex d ⅡB T4", CorrectionKind::Numeral, "Ⅱ", "II"),
        ("Ex d ＩＩＣ T4", CorrectionKind::Width, "ＩＩＣ", "IIC"),
        ("Ex d IIB+H₂ T4", CorrectionKind::Subscript, "₂", "2"),
        ("Ex ia IICT4", CorrectionKind::Glued, "IICT4", "IIC T4"),
        ("Ex de II C T6", CorrectionKind::Spaced, "II C", "IIC"),
        ("Ex ib llB T4", CorrectionKind::Ocr, "llB", "IIB"),
        ("EX d IIB T4", CorrectionKind::Case, "EX", "Ex"),
        ("Ex t IIIC T125 C Db", CorrectionKind::Unit, "T125 C", "T125°C"),
        (
            "Ex d IIC T6 Ta -4°F to 140°F",
            CorrectionKind::Fahrenheit,
            "Ta -4°F to 140°F",
            "-20°C ≤ Ta ≤ +60°C",
        ),
        ("Ex d (ia) IIC T6", CorrectionKind::Bracket, "(ia)", "[ia]"),
        ("Ex op-is IIC T6", CorrectionKind::Spelling, "op-is", "op is"),
        ("Ex nRc IIB T3", CorrectionKind::Spelling, "nRc", "nR"),
        ("Ex nRC IIB T3", CorrectionKind::Case, "nRC", "nR"),
        ("Ex tb iiic T135°C Db", CorrectionKind::Case, "iiic", "IIIC"),
        ("Ex tb IIIC T135°c Db", CorrectionKind::Case, "T135°c", "T135°C"),
        ("Ex tb IIIC T135 °c Db", CorrectionKind::Case, "T135 °c", "T135°C"),
        ("II 2 gd Ex d IIC T6", CorrectionKind::Case, "II 2 gd", "II 2 GD"),
        ("Ex d IIC T6 Gb ip66", CorrectionKind::Case, "ip66", "IP66"),
        ("Ex d II CT6", CorrectionKind::Spaced, "II C", "IIC"),
        ("Ex d II СT6", CorrectionKind::LookAlike, "С", "C"),
        ("II 2 DT90°C IP64", CorrectionKind::Glued, "II 2 DT90°C", "II 2 D T90°C"),
    ] {
        let reading = ex::read(text);
        let found: Vec<(&str, &str)> = reading
            .corrections
            .iter()
            .filter(|correction| correction.kind == kind)
            .map(|correction| (correction.span.slice(text), correction.read_as.as_str()))
            .collect();
        assert_eq!(found, [(stood, read_as)], "{text}");
    }
}

#[test]
fn what_is_glued_needs_no_other_correction_where_each_piece_is_right() {
    for (text, others) in [
        ("ExdbIIBT4Gb", &[][..]),
        ("0ExdIICT4", &[]),
        ("OExdIICT4", &[CorrectionKind::Ocr]),
        ("ExdbIIbT4Gb", &[CorrectionKind::Case]),
        ("ExtDA21IP65T90°C", &[]),
    ] {
        let expected: BTreeSet<CorrectionKind> =
            others.iter().copied().chain([CorrectionKind::Glued]).collect();
        assert_eq!(corrections(text), expected, "{text}");
    }
    // `A21` is a zone, and nothing longer is one.
    assert!(!corrections("ExtDA211T90°C").contains(&CorrectionKind::Glued));
    assert_eq!(single("Ex tb IIIC T185F Db").0.temperatures_text(), "T185°F");
    assert_eq!(corrections("Ex tb IIIC T185F Db"), BTreeSet::from([CorrectionKind::Unit]));
}

#[test]
fn a_reading_says_what_stands_beside_its_strings() {
    let text = ex::read("Ex db IIC T4 Gb IP66 -20°C ≤ Ta ≤ +40°C").to_string();
    assert!(text.starts_with("Ex db IIC T4 Gb IP66 ("), "{text}");
    assert!(text.contains("-20") && text.contains("40"), "{text}");
}

#[test]
fn a_marking_after_the_standard_needs_no_correction() {
    for text in [
        "II 2 G Ex db eb [ia Ga] IIC T6...T4 Gb -40 °C ≤ Ta ≤ +60 °C IP66",
        "Ex tb IIIC T80 °C, T95 °C Db",
        "[Ex ia Ga] IIC",
        "Ex op is IIC T6 Gb X",
        "I M2 (M1) Ex db [ia Ma] I Mb",
        "Ex nC IIC T4 Gc",
    ] {
        assert_eq!(corrections(text), BTreeSet::new(), "{text}");
        assert_eq!(ex::read(text).warnings, [], "{text}");
        assert_eq!(ex::read(text).unknown().count(), 0, "{text}");
    }
}

fn warnings(text: &str) -> Vec<&'static str> {
    ex::read(text).warnings.iter().map(|warning| warning.code.code()).collect()
}

#[test]
fn a_surface_temperature_is_usual_from_40_to_450_degrees() {
    let unusual = WarningCode::UnusualSurfaceTemperature.code();
    for (degrees, is_unusual) in [(39, true), (40, false), (450, false), (451, true), (500, true)] {
        let text = format!("Ex tb IIIC T{degrees}°C Db");
        assert_eq!(warnings(&text).contains(&unusual), is_unusual, "{text}");
    }
}

#[test]
fn a_category_in_brackets_is_not_compared_with_the_level_of_the_device() {
    for text in ["II (1) G Ex ec [ia Ga] IIC T4 Gc", "II 3 (1) G Ex ec [ia Ga] IIC T4 Gc"] {
        assert_eq!(warnings(text), Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn an_ampersand_joins_like_a_comma() {
    for (text, same) in [
        ("Ex tb IIIC T80°C & T95°C Db", "Ex tb IIIC T80°C, T95°C Db"),
        ("Class I, Division 1, Groups C & D", "Class I, Division 1, Groups C, D"),
        ("Class I & II, Division 1, Groups C, D", "Class I, II, Division 1, Groups C, D"),
    ] {
        let (read, other) = (ex::read(text), ex::read(same));
        assert_eq!(read.to_string(), other.to_string(), "{text}");
        assert_eq!(read.unknown().count(), 0, "{text}");
    }
}

/// For each code a text that raises it, and one beside it that does not.
const WARNED: [(WarningCode, &str, &str); 24] = [
    (WarningCode::EplAboveLevel, "Ex db IIC T6 Ga", "Ex db ia IIC T6 Gb"),
    (WarningCode::EplAboveLevel, "Ex ec IIC T6 Gb", "Ex db+eb IIC T6 Ga"),
    (WarningCode::EplBelowLevel, "Ex ia IIC T4 Gc", "Ex ia IIC T4 Gb"),
    (WarningCode::EplOtherThanGroup, "Ex ia IIC T4 Da", "Ex ia IIC T4 Ga"),
    (WarningCode::SymbolNotForGas, "Ex tb IIC T4 Gb", "Ex tb IIIC T85°C Db"),
    (WarningCode::SymbolNotForDust, "Ex db IIIC T85°C Db", "Ex mb IIIC T85°C Db"),
    (WarningCode::SymbolNotForMining, "Ex nA I Mb", "Ex db I Mb"),
    (WarningCode::CategoryOtherThanEpl, "II 2 G Ex ia IIC T4 Ga", "II 1/2 G Ex ia IIC T4 Ga/Gb"),
    (WarningCode::CategoryOtherThanGroup, "II 2 D Ex db IIC T4 Gb", "II 2 GD Ex db IIC T4 Gb"),
    (WarningCode::CategoryIncomplete, "II G Ex db IIC T4 Gb", "II 2 G Ex db IIC T4 Gb"),
    (WarningCode::DustWithTemperatureClass, "Ex tb IIIC T4 Db", "Ex tb IIIC T135°C Db"),
    (WarningCode::MiningWithTemperatureClass, "Ex db I T4 Mb", "Ex db I Mb"),
    (WarningCode::AssociatedWithTemperatureClass, "[Ex ia Ga] IIC T4", "Ex nA [ia Ga] IIC T4 Gc"),
    (WarningCode::ComponentWithTemperatureClass, "Ex db IIC T6 Gb U", "Ex db IIC Gb U"),
    (WarningCode::GasAndDustInOneString, "Ex ia IIC/IIIC T4 Ga", "Ex ia IIB/IIC T4 Ga"),
    (WarningCode::MissingSymbol, "Ex IIC T4 Gb", "Ex h IIC T4 Gb"),
    (WarningCode::MissingGroup, "Ex db T4 Gb", "Ex tD A21 IP65 T80°C"),
    (WarningCode::MissingExMark, "tD A21 IP65 T80°C", "DIP A21 TA,T6"),
    (WarningCode::UnknownSymbol, "Ex zb IIC T4 Gb", "Ex sb IIC T4 Gb"),
    (WarningCode::EplInPlaceOfSymbol, "Ex Db IIC T6 Gb", "Ex db IIC T6 Gb"),
    (WarningCode::AllUpperCase, "EX DB IIC T6 GB", "EX db IIC T6 GB"),
    (WarningCode::UnclosedBracket, "Ex d [ia IIC T6 Gb", "Ex d [ia] IIC T6 Gb"),
    (WarningCode::UnopenedBracket, "Ex d ia] IIC T6 Gb", "Ex d [ia] IIC T6 Gb"),
    (WarningCode::UnusualSurfaceTemperature, "Ex tb IIIC T900°C Db", "Ex tb IIIC T450°C Db"),
];

#[test]
fn every_warning_is_raised_where_it_belongs_and_not_beside() {
    for (code, faulty, right) in WARNED {
        assert!(warnings(faulty).contains(&code.code()), "{faulty}: {:?}", warnings(faulty));
        assert!(!warnings(right).contains(&code.code()), "{right}: {:?}", warnings(right));
    }
    let raised: BTreeSet<WarningCode> = WARNED.iter().map(|(code, ..)| *code).collect();
    let all: BTreeSet<WarningCode> = WarningCode::ALL.iter().copied().collect();
    assert_eq!(raised, all);
}

#[test]
fn an_unclosed_bracket_holds_only_what_follows_directly() {
    let (string, _) = single("Ex d [ia IIC T6 Gb");
    assert_eq!(columns(&ex::read("Ex d [ia IIC T6 Gb")), ["d [ia]", "IIC", "T6", "Gb"]);
    assert_eq!(string.brackets.len(), 1);
    // However many symbols follow, it is 24 long with its opening.
    let (string, _) = single(&format!("Ex d [{}IIC T6 Gb", "ia ".repeat(30)));
    let inside = string.symbols.iter().filter(|symbol| symbol.bracket.is_some());
    assert_eq!(inside.count(), 23);
}

// Case matters: `db` is a symbol, `Db` a level of protection.
#[test]
fn a_level_in_the_place_of_a_symbol_stays_unknown() {
    let reading = ex::read("Ex Db IIC T6 Gb");
    assert_eq!(columns(&reading), ["-", "IIC", "T6", "Gb"]);
    assert_eq!(reading.unknown().collect::<Vec<_>>(), ["Db"]);
    assert!(reading.is_unread());
}

/// Variants of known markings, all in small letters or in capitals, that do not
/// read as the marking itself, and why they cannot.
const CASE_MATTERS: [(&str, &str); 9] = [
    ("ex ib lib t4", "beside a small i, an l is not taken for another one"),
    ("EX IB LIB T4", "a capital L is not taken for I"),
    ("EX IB LLC T4", "a capital L is not taken for I"),
    ("EX D LLC T4", "a capital L is not taken for I"),
    ("EX D L1B T4", "a capital L is not taken for I"),
    ("EX TB IILB T80°C DB", "a capital L is not taken for I"),
    ("EX TB LLLC T80°C DB", "a capital L is not taken for I"),
    ("LL 1G EX IA LLC T4 GA", "a capital L is not taken for I"),
    ("рвex db i mb", "the small Cyrillic в looks like no Latin letter"),
];

// Case matters, but what reads only in another case is read so, position deciding.
#[test]
fn known_markings_read_as_themselves_in_small_letters_and_in_capitals() {
    let mut differ = BTreeSet::new();
    for (marking, expected) in rows(REAL).into_iter().chain(rows(MORE)) {
        // A name of a gas is kept as it is written.
        let expected = expected.map(str::to_lowercase);
        for variant in [marking.to_lowercase(), marking.to_uppercase()] {
            let reading = ex::read(&variant);
            let is_same = columns(&reading).map(|column| column.to_lowercase()) == expected;
            if !is_same {
                differ.insert(variant);
            } else if marking.starts_with("Ex") && !reading.strings.is_empty() {
                let kinds = corrections(&variant);
                assert!(kinds.contains(&CorrectionKind::Case), "{variant}: {kinds:?}");
            }
        }
    }
    let exceptions: BTreeSet<String> =
        CASE_MATTERS.iter().map(|(variant, _)| (*variant).to_owned()).collect();
    assert_eq!(differ, exceptions);
}

#[test]
fn a_word_in_another_case_is_a_symbol_before_the_group_and_a_level_after_it() {
    for symbol in ["tb", "TB", "tB"] {
        for group in ["IIIC", "iiic", "IIIc"] {
            for level in ["Db", "DB", "db", "dB"] {
                let text = format!("Ex {symbol} {group} T80°C {level}");
                assert_eq!(columns(&ex::read(&text)), ["tb", "IIIC", "T80°C", "Db"], "{text}");
            }
        }
    }
    for symbol in ["db", "DB", "dB"] {
        let text = format!("Ex {symbol} IIC T6 GB");
        assert_eq!(columns(&ex::read(&text)), ["db", "IIC", "T6", "Gb"], "{text}");
    }
    // In a bracket, the symbol or the group takes the place.
    for text in ["Ex ec [ib IIIC db] IIC T4 Gc", "EX EC [IB IIIC DB] IIC T4 GC"] {
        let expected = ["ec [ib]", "IIC [IIIC]", "T4", "Gc [Db]"];
        assert_eq!(columns(&ex::read(text)), expected, "{text}");
    }
}

#[test]
fn a_unit_of_other_things_is_no_level() {
    for text in ["Ex ia IIC T4 DC 24 V", "Ex ia IIC T4 4-20 mA", "85 dB Ex ia IIC T4"] {
        let reading = ex::read(text);
        assert_eq!(columns(&reading), ["ia", "IIC", "T4", "-"], "{text}");
        assert!(reading.unknown().any(|word| ["DC", "mA", "dB"].contains(&word)), "{text}");
    }
}

#[test]
fn a_group_is_read_whole_however_its_letter_stands() {
    for (numerals, group, temperature) in [
        (["II", "Ⅱ", "ⅱ", "ll", "ii"], "II", "T4"),
        (["III", "Ⅲ", "ⅲ", "lll", "iii"], "III", "T80°C"),
    ] {
        for (numeral, letter) in numerals.iter().flat_map(|one| ["A", "B", "C"].map(|l| (one, l))) {
            for (glue, between) in [("", ""), ("", " "), (" ", ""), (" ", " ")] {
                let text = format!("Ex h {numeral}{glue}{letter}{between}{temperature}");
                let expected = ["h", &format!("{group}{letter}"), temperature, "-"];
                let reading = ex::read(&text);
                assert_eq!(columns(&reading), expected, "{text}");
                let is_plain = text == format!("Ex h {group}{letter} {temperature}");
                assert_eq!(reading.corrections.is_empty(), is_plain, "{text}");
            }
        }
    }
}

// IEC 60079-0: `(NH3)` for that gas only, `+H2` for it too.
#[test]
fn a_gas_is_added_to_the_group_or_the_only_one() {
    for (text, group, gas, is_only) in [
        ("Ex d II (NH3)", "II(NH3)", "NH3", true),
        ("Ex d II(NH3) Gb", "II(NH3)", "NH3", true),
        ("Ex d II (SiH4) T1", "II(SiH4)", "SiH4", true),
        ("Ex d II (CO) T1", "II(CO)", "CO", true),
        ("ex d ii (nh3)", "II(NH3)", "NH3", true),
        ("Ex d IIB + H2 T4", "IIB+H2", "H2", false),
        ("Ex d II+H2 T4", "II+H2", "H2", false),
        ("ex d iib+h₂ t4", "IIB+H2", "H2", false),
    ] {
        let (string, _) = single(text);
        assert_eq!(string.groups_text(), group, "{text}");
        let read = (string.groups[0].gas.as_deref(), string.groups[0].is_gas_only);
        assert_eq!(read, (Some(gas), is_only), "{text}");
    }
    // Neither a footnote nor what else stands in brackets is one.
    for inside in ["Gb", "see 3", "T4", "marking", "a"] {
        let text = format!("Ex d II ({inside})");
        assert_eq!(single(&text).0.groups_text(), "II", "{text}");
    }
    // Groups I and III have no gas of their own, and a group keeps the first.
    for (text, group, unread) in [
        ("Ex d I (methane)", "I", "methane"),
        ("Ex d I + H2", "I", "H2"),
        ("Ex tb IIIC (H2) T80°C", "IIIC", "H2"),
        ("Ex d IIB+H2 (NH3) T4", "IIB+H2", "NH3"),
    ] {
        let (string, reading) = single(text);
        assert_eq!(string.groups_text(), group, "{text}");
        assert_eq!(reading.unknown().collect::<Vec<_>>(), [unread], "{text}");
    }
}

#[test]
fn a_second_temperature_needs_a_sign_that_joins_it() {
    for (text, expected) in [
        ("Ex tb IIIC T80°C 70°C", "T80°C"),
        ("Ex tb IIIC T80°C...130°C", "T80°C...T130°C"),
        ("Ex tb IIIC T80°C/95°C", "T80°C/T95°C"),
    ] {
        assert_eq!(single(text).0.temperatures_text(), expected, "{text}");
    }
}

#[test]
fn the_number_of_a_dust_zone_is_kept() {
    for (text, expected) in [
        ("Ex tD A20 IP65 T80°C", "A20"),
        ("Ex tD A21 IP65 T80°C", "A21"),
        ("Ex tD A22 IP65 T80°C", "A22"),
        ("Ex pD21 IP65 T135°C", "21"),
        // Beside an associated part, it is no zone of the equipment.
        ("Ex nA [iaD20] IIC T4", ""),
        ("Ex nA [iaD 20] IIC T4", ""),
    ] {
        let (string, _) = single(text);
        let zones: Vec<String> = string.dust_zones.iter().map(ToString::to_string).collect();
        assert_eq!(zones.join(", "), expected, "{text}");
    }
}

// A marking has `Ex` or is told by its category, its group or its zone.
#[test]
fn a_string_without_a_mark_is_read_up_to_its_group_or_zone() {
    for (text, expected) in [
        ("Ex d IIC T6 / e [ia] IIC T4", ["d | e [ia]", "IIC | IIC", "T6 | T4", "- | -"]),
        ("II 2D pD 21 IP65 T135°C", ["pD", "-", "T135°C", "-"]),
    ] {
        let reading = ex::read(text);
        assert_eq!(columns(&reading), expected, "{text}");
        assert_eq!(warnings(text), [WarningCode::MissingExMark.code()], "{text}");
    }
    // The name of a type, no symbol with an X.
    let reading = ex::read("II 2 G HX 4711");
    assert_eq!(columns(&reading), ["-"; 4]);
    assert_eq!(reading.unknown().collect::<Vec<_>>(), ["HX", "4711"]);
}

#[test]
fn levels_before_a_mark_are_its_own_where_the_string_before_has_some() {
    let text = "Ex db IIC T6 Gb / Ga Ex ia IIC T5 X";
    assert_eq!(columns(&ex::read(text)), ["db | ia", "IIC | IIC", "T6 | T5", "Gb | Ga"]);
}

// A small `i` is intrinsic safety where another group follows it, else it is mines.
#[test]
fn a_small_i_is_a_symbol_or_the_group_of_mines_as_what_follows_tells() {
    for (text, symbols, groups) in [
        ("ex d i iic t4", "d i", "IIC"),
        ("ex d i [ia] iic t4", "d i [ia]", "IIC"),
        ("ex d i", "d", "I"),
        ("ex d i mb", "d", "I"),
        ("ex d i ex ia i", "d | ia", "I | I"),
        ("ex d i ро ex ia i", "d | ia", "I | I"),
    ] {
        let [read_symbols, read_groups, ..] = columns(&ex::read(text));
        assert_eq!((&read_symbols[..], &read_groups[..]), (symbols, groups), "{text}");
    }
}

#[test]
fn a_capital_d_that_makes_a_symbol_one_for_dust_is_no_d() {
    for (text, symbols) in [("Ex ia D IP65 T108°C", "ia"), ("Ex eb D IIC T4", "eb d")] {
        assert_eq!(single(text).0.symbols_text(), symbols, "{text}");
    }
}

#[test]
fn a_mark_in_capitals_may_have_few_symbols_glued_to_it_whatever_follows() {
    let text = "EXD [IA] IIC T4";
    assert_eq!(columns(&ex::read(text)), ["d [ia]", "IIC", "T4", "-"]);
}

#[test]
fn signs_without_width_are_not_there() {
    for sign in ['\u{ad}', '\u{200b}', '\u{200f}', '\u{2060}', '\u{feff}'] {
        let text = format!("Ex d II{sign}C T6");
        let (string, reading) = single(&text);
        assert_eq!(string.to_string(), "Ex d IIC T6", "{text:?}");
        assert_eq!(reading.corrections, [], "{text:?}");
    }
}

#[test]
fn a_class_beside_a_surface_temperature_is_no_class_of_dust_equipment() {
    assert_eq!(warnings("Ex tb IIIC T135°C (T4) Db"), Vec::<&str>::new());
    assert_eq!(warnings("Ex tb IIIC T135°C,T4 Db"), Vec::<&str>::new());
}

#[test]
fn what_is_no_part_of_a_marking_is_named_as_left_aside() {
    for (text, expected) in [
        ("CE 0158 II 2G Ex db IIC T4 Gb", &["CE 0158"][..]),
        ("CE0158 UKCA 0518 Ex db IIC T4 Gb", &["CE0158", "UKCA 0518"]),
        ("Ex ia IIC T4 Ga FISCO field device", &["FISCO"]),
        ("Ex db* IIC T4† Gb‡", &["*", "†", "‡"]),
        ("Ex db IIC T4 Gb¹ ² §", &["¹", "²", "§"]),
        ("Ex db IIC T4 Gb 1) (2)", &["1", "2"]),
        ("EN 60079-0:2018 ATEX® Ex db IIC T4 Gb", &["EN 60079-0:2018", "ATEX", "®"]),
        // What joins temperatures is read with them.
        ("Ex db IIC T6 to T4 Gb", &[]),
        // A star for the temperature is one.
        ("Ex h IIC T* Gb", &[]),
    ] {
        let reading = ex::read(text);
        assert_eq!(reading.left_aside().collect::<Vec<_>>(), expected, "{text}");
        let unknown: Vec<&str> = reading.unknown().collect();
        assert!(unknown.is_empty() || unknown == ["field", "device"], "{text}: {unknown:?}");
        assert_eq!(reading.strings.len(), 1, "{text}");
    }
}

// Any text

/// Pieces of markings and what stands around them.
const PIECES: [&str; 83] = [
    "Ex",
    "EEx",
    "AEx",
    "1Ex",
    "РО",
    "EX",
    "ex",
    "[",
    "]",
    "(",
    ")",
    "/",
    "+",
    ",",
    ";",
    "-",
    "...",
    "d",
    "db",
    "ia",
    "[ia Ga]",
    "op is",
    "op",
    "is",
    "nAnC",
    "de",
    "tD",
    "h",
    "n",
    "60079-30-1",
    "I",
    "II",
    "IIC",
    "IIB+H2",
    "IIIC",
    "llB",
    "Ⅱ",
    "IIA, IIB",
    "T",
    "T6",
    "T6...T1",
    "T80°C",
    "T 135 °C",
    "Т4",
    "T3C",
    "Tx",
    "A21",
    "TA",
    "DIP",
    "Ga",
    "Gb",
    "Ga/Gb",
    "DB",
    "Ma",
    "X",
    "U",
    "IP66",
    "IP 65/67",
    "-20 °C",
    "≤",
    "Ta",
    "+40 °C",
    "II 2 G",
    "II 3(1)G",
    "I M2",
    "Class I",
    "Zone 1",
    "Division 2",
    "LCIE 08 ATEX 6095 X",
    "IECEx PTB 06.0090",
    "marking",
    "TB",
    "iiic",
    "iad",
    "md",
    "i",
    "BT4",
    "(NH3)",
    "(ammonia)",
    "T85,5 °C",
    "ii 2 gd",
    "nRc",
    "*",
];

fn config() -> ProptestConfig {
    ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() }
}

/// Pieces in any order, with or without blanks between them.
fn composed() -> impl Strategy<Value = String> {
    let piece = (select(&PIECES[..]), select(&[" ", " ", " ", "", "\n", " / "][..]));
    vec(piece, 0..16)
        .prop_map(|pieces| pieces.iter().flat_map(|(piece, blank)| [*piece, *blank]).collect())
}

/// A real marking with signs left out, doubled, swapped or put in.
fn mutated() -> impl Strategy<Value = String> {
    let markings: Vec<&str> = rows(REAL).into_iter().chain(rows(MORE)).map(|row| row.0).collect();
    let change = (any::<prop::sample::Index>(), 0..5_u8, any::<char>(), select(&PIECES[..]));
    (select(markings), vec(change, 0..6)).prop_map(|(marking, changes)| {
        let mut signs: Vec<char> = marking.chars().collect();
        for (place, kind, sign, piece) in changes {
            let at = place.index(signs.len() + 1);
            match kind {
                0 if at < signs.len() => drop(signs.remove(at)),
                1 if at + 1 < signs.len() => signs.swap(at, at + 1),
                2 => signs.insert(at, sign),
                3 => drop(signs.splice(at..at, piece.chars())),
                _ if at < signs.len() => signs.insert(at, signs[at]),
                _ => {}
            }
        }
        signs.into_iter().collect()
    })
}

fn any_text() -> impl Strategy<Value = String> {
    let nonsense = vec(any::<char>(), 0..64).prop_map(String::from_iter);
    prop_oneof![nonsense, composed(), composed(), mutated(), mutated()]
}

/// Every letter and digit is in a token; tokens lie on borders of characters.
fn check_places(text: &str, reading: &Reading) -> Result<(), TestCaseError> {
    let check = |span: Span| {
        prop_assert!(
            span.start <= span.end && text.get(span.start..span.end).is_some(),
            "{span:?}"
        );
        Ok(())
    };
    for token in &reading.tokens {
        check(token.span)?;
    }
    let spans = reading.corrections.iter().map(|correction| correction.span);
    let spans = spans.chain(reading.warnings.iter().map(|warning| warning.span));
    let spans = spans.chain(reading.strings.iter().map(|string| string.span));
    for span in spans.chain(reading.certificates.iter().map(|certificate| certificate.span)) {
        check(span)?;
    }
    for (at, sign) in text.char_indices().filter(|(_, sign)| sign.is_alphanumeric()) {
        let covered =
            reading.tokens.iter().any(|token| (token.span.start..token.span.end).contains(&at));
        prop_assert!(covered, "{sign:?} at {at} of {text:?} is in no token");
    }
    Ok(())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn places_cover_any_text_and_lie_between_characters(text in any_text()) {
        check_places(&text, &ex::read(&text))?;
    }

    #[test]
    fn the_rendering_reads_as_itself(text in any_text()) {
        let reading = ex::read(&text);
        let rendered = reading.to_string();
        let again = ex::read(&rendered);
        prop_assert_eq!(columns(&again), columns(&reading), "{} -> {}", &text, &rendered);
        prop_assert_eq!(again.to_string(), rendered, "{}", &text);
        let unknown: Vec<&str> = again.unknown().collect();
        prop_assert!(unknown.is_empty(), "{text} -> {unknown:?}");
    }

    #[test]
    fn strings_refer_to_what_exists(text in any_text()) {
        let reading = ex::read(&text);
        let strings = reading.strings.len();
        prop_assert!(reading.ambient.iter().all(|one| one.string.is_none_or(|at| at < strings)));
        prop_assert!(reading.ip.iter().all(|one| one.string.is_none_or(|at| at < strings)));
        prop_assert!(reading.warnings.iter().all(|one| one.string.is_none_or(|at| at < strings)));
        for string in &reading.strings {
            let brackets = string.brackets.len();
            prop_assert!(string.symbols.iter().all(|one| one.bracket.is_none_or(|at| at < brackets)));
        }
    }
}

#[test]
fn unknown_words_stay_visible_in_their_order() {
    let reading = ex::read("Ex db IIC T6 Gb Qwertz, 4711 яж");
    assert_eq!(reading.unknown().collect::<Vec<_>>(), ["Qwertz", "4711", "яж"]);
    assert!(reading.tokens.iter().any(|token| token.kind == TokenKind::Unknown));
}
