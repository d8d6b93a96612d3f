//! The table of symbols and techniques, and the rules EX-1 to EX-6 on it.

use std::collections::BTreeSet;

use exready::ex::{
    self, AccessPath, AccessPaths, Advisory, Assessed, Exposure, ExposureAnswers, ExposureFacts,
    ExposureVerdict, Found, Protection, QuestionKind, ReasonKind, Subject, SymbolId, Technique,
    TechniqueExposure, assess,
};

use Exposure::{Ask, No, Possible};

/// The table of the workshop: technique, exposure, symbols.
const TABLE: [(&str, Exposure, &str); 12] = [
    ("pressurization", Possible, "p px py pz pxb pyb pzc pb pc pD"),
    ("intrinsic-safety", Possible, "i ia ib ic iaD ibD nL"),
    ("special-protection", Possible, "s sa sb sc"),
    ("increased-safety", Possible, "e eb ec"),
    ("non-sparking", Possible, "n nA nC ec"),
    ("enclosure", No, "d da db dc t ta tb tc tD"),
    ("powder-fill", No, "q qb"),
    ("immersion", No, "o ob oc k"),
    ("encapsulation", No, "m ma mb mc maD mbD"),
    ("constructional-safety", No, "c"),
    ("flow-restriction", No, "nR fr"),
    ("ignition-source-control", No, "b b1 b2"),
];

/// What the table leaves out (EX-5).
const NOT_IN_TABLE: &str = "op_is op_pr op_sh v vc pv 60079-30-1";

fn symbol(code: &str) -> SymbolId {
    SymbolId::find(code).unwrap_or_else(|| panic!("no symbol {code}"))
}

fn facts(marking: &str) -> ExposureFacts {
    let reading = ex::read(marking);
    ExposureFacts {
        found: reading.found(),
        unread: reading.is_unread(),
        ..ExposureFacts::default()
    }
}

fn with_path(marking: &str) -> ExposureFacts {
    ExposureFacts { access: AccessPaths::Some(vec![AccessPath::WiredNetwork]), ..facts(marking) }
}

fn kinds(assessed: &Assessed) -> Vec<ReasonKind> {
    assessed.reasons.iter().map(|reason| reason.kind).collect()
}

fn row(assessed: &Assessed, technique: Technique) -> &TechniqueExposure {
    assessed.rows.iter().find(|row| row.technique == technique).unwrap()
}

// EX-1
#[test]
fn the_table_of_the_workshop_is_the_table_here() {
    for (index, (code, exposure, symbols)) in TABLE.into_iter().enumerate() {
        let technique = Technique::ALL[index];
        assert_eq!((technique.code(), technique.exposure()), (code, exposure));
        for code in symbols.split(' ') {
            assert!(symbol(code).techniques().contains(&technique), "{code}");
        }
    }
    for code in NOT_IN_TABLE.split(' ') {
        let id = symbol(code);
        assert_eq!(id.question(), Some(QuestionKind::NotInTable), "{code}");
        assert!(id.techniques().iter().all(|technique| technique.exposure() == Ask), "{code}");
    }
}

#[test]
fn codes_are_unique_and_lead_back() {
    let symbols: BTreeSet<&str> = SymbolId::all().map(SymbolId::code).collect();
    assert_eq!(symbols.len(), SymbolId::all().count());
    assert!(SymbolId::all().all(|id| SymbolId::find(id.code()) == Some(id)));
    assert!(Technique::ALL.into_iter().all(|one| Technique::from_code(one.code()) == Some(one)));
    assert!(AccessPath::ALL.into_iter().all(|one| AccessPath::from_code(one.code()) == Some(one)));
    assert_eq!(SymbolId::find("Db"), None);
}

#[test]
fn a_level_of_protection_is_the_last_letter_of_its_symbol() {
    for id in SymbolId::all() {
        let Some(level) = id.level() else { continue };
        let code = id.code();
        // n types and pz are of level c without saying so.
        let said = code.trim_end_matches('D').ends_with(level.letter());
        assert!(
            said || level == ex::Level::C && "n nA nC nL nR pz".split(' ').any(|one| one == code),
            "{code}"
        );
    }
}

// EX-1: any technique of any marking, bracketed ones included.
#[test]
fn one_possible_technique_of_any_marking_is_enough() {
    let assessed = assess(&with_path("Ex db IIC T6 Gb / Ex tb [ia Da] IIIC T85°C Db"));
    assert_eq!(assessed.verdict, ExposureVerdict::Exposed);
    let intrinsic = row(&assessed, Technique::IntrinsicSafety);
    assert!(intrinsic.protects_another_device());
    assert_eq!(intrinsic.associated, [symbol("ia")]);
    assert_eq!(row(&assessed, Technique::Enclosure).own, [symbol("db"), symbol("tb")]);
    let reasons = kinds(&assessed);
    assert!(reasons.contains(&ReasonKind::ProtectsAnotherDevice));
    assert!(reasons.contains(&ReasonKind::TechniqueNotExposed));
}

#[test]
fn a_symbol_in_and_out_of_brackets_protects_this_device_too() {
    let assessed = assess(&with_path("Ex ia [ia Ga] IIC T4 Gb"));
    let intrinsic = row(&assessed, Technique::IntrinsicSafety);
    assert!(!intrinsic.protects_another_device());
    assert_eq!((intrinsic.own.len(), intrinsic.associated.len()), (1, 1));
}

#[test]
fn ec_stands_in_both_of_its_rows() {
    let assessed = assess(&with_path("Ex ec IIC T4 Gc"));
    let techniques: Vec<Technique> = assessed.rows.iter().map(|row| row.technique).collect();
    assert_eq!(techniques, [Technique::IncreasedSafety, Technique::NonSparking]);
}

#[test]
fn a_flameproof_product_is_not_exposed_whatever_its_paths() {
    for access in
        [AccessPaths::Unanswered, AccessPaths::None, AccessPaths::Some(AccessPath::ALL.to_vec())]
    {
        let assessed = assess(&ExposureFacts { access, ..facts("Ex db IIC T6 Gb") });
        assert_eq!(assessed.verdict, ExposureVerdict::NotExposed);
        assert_eq!(
            kinds(&assessed),
            [ReasonKind::TechniqueNotExposed, ReasonKind::AdvisoryOpen],
            "a safety device may hold software all the same (EX-4)"
        );
    }
}

#[test]
fn ticked_techniques_count_like_marked_ones() {
    let ticked = vec![Technique::Pressurization];
    let access = AccessPaths::Some(vec![AccessPath::Fieldbus]);
    let assessed = assess(&ExposureFacts { ticked, access, ..ExposureFacts::default() });
    assert_eq!(assessed.verdict, ExposureVerdict::Exposed);
    assert!(assessed.rows[0].ticked && !assessed.rows[0].protects_another_device());
}

#[test]
fn nothing_named_is_undecided() {
    let assessed = assess(&ExposureFacts::default());
    assert_eq!(assessed.verdict, ExposureVerdict::Undecided);
    assert_eq!(kinds(&assessed), [ReasonKind::NothingNamed]);
    assert_eq!(assessed.questions, []);
}

#[test]
fn a_symbol_that_was_not_understood_keeps_no_from_being_final() {
    let assessed = assess(&facts("Ex db zb IIC T6 Gb"));
    assert_eq!(assessed.verdict, ExposureVerdict::Undecided);
    assert!(kinds(&assessed).contains(&ReasonKind::SymbolNotUnderstood));
    assert_eq!(assess(&with_path("Ex ia zb IIC T6 Gb")).verdict, ExposureVerdict::Exposed);
}

#[test]
fn not_protected_counts_only_where_nothing_else_says_that_it_is() {
    let nothing = assess(&ExposureFacts { not_protected: true, ..ExposureFacts::default() });
    assert_eq!(nothing.verdict, ExposureVerdict::NotExposed);
    assert_eq!(kinds(&nothing), [ReasonKind::NotProtected]);
    let marked = assess(&ExposureFacts { not_protected: true, ..with_path("Ex ia IIC T4 Ga") });
    assert_eq!(marked.verdict, ExposureVerdict::Exposed);
    let unread = assess(&ExposureFacts { not_protected: true, ..facts("Ex zb IIC T4 Gb") });
    assert_eq!(unread.verdict, ExposureVerdict::Undecided);
}

// EX-2
#[test]
fn h_asks_which_of_its_three_it_is() {
    let open = assess(&facts("II 2G Ex h IIC T4 Gb"));
    assert_eq!(open.verdict, ExposureVerdict::NotExposed);
    assert!(kinds(&open).contains(&ReasonKind::OpenH));
    let asked: Vec<QuestionKind> = open.open().map(|question| question.kind).collect();
    // b or k may stand behind it, and those may be monitored (EX-4).
    let expected =
        [QuestionKind::WhichOfH, QuestionKind::ProgrammableElectronics, QuestionKind::SafetyDevice];
    assert_eq!(asked, expected);
    for (code, technique) in [
        ("c", Technique::ConstructionalSafety),
        ("b", Technique::IgnitionSourceControl),
        ("k", Technique::Immersion),
    ] {
        let answers =
            ExposureAnswers { which_of_h: vec![symbol(code)], ..ExposureAnswers::default() };
        let told = assess(&ExposureFacts { answers, ..facts("II 2G Ex h IIC T4 Gb") });
        assert_eq!(told.verdict, ExposureVerdict::NotExposed, "{code}");
        assert_eq!(told.rows.len(), 1);
        assert_eq!(row(&told, technique).own, [symbol("h")]);
    }
}

#[test]
fn an_answer_that_was_not_offered_is_no_answer() {
    let answers = ExposureAnswers { which_of_h: vec![symbol("ia")], ..ExposureAnswers::default() };
    let assessed = assess(&ExposureFacts { answers, ..facts("Ex h IIC T4 Gb") });
    assert_eq!(assessed.verdict, ExposureVerdict::NotExposed);
}

#[test]
fn h_beside_a_possible_technique_does_not_hold_the_verdict_up() {
    let assessed = assess(&with_path("Ex eb h IIC T4 Gb"));
    assert_eq!(assessed.verdict, ExposureVerdict::Exposed);
    assert!(assessed.open().any(|question| question.kind == QuestionKind::WhichOfH));
}

// EX-3
#[test]
fn possible_matters_only_with_an_access_path() {
    for (access, verdict, reason) in [
        (
            AccessPaths::Some(vec![AccessPath::Wireless]),
            ExposureVerdict::Exposed,
            ReasonKind::AccessPath,
        ),
        (AccessPaths::None, ExposureVerdict::PossibleWithoutPath, ReasonKind::NoAccessPath),
        (AccessPaths::Unanswered, ExposureVerdict::Undecided, ReasonKind::AccessUnanswered),
        (AccessPaths::Some(Vec::new()), ExposureVerdict::Undecided, ReasonKind::AccessUnanswered),
    ] {
        let assessed = assess(&ExposureFacts { access, ..facts("Ex ia IIC T4 Ga") });
        assert_eq!(assessed.verdict, verdict);
        assert!(kinds(&assessed).contains(&reason));
        // The reason is kept, whatever the path.
        assert!(kinds(&assessed).contains(&ReasonKind::TechniquePossible));
    }
}

// EX-4
#[test]
fn advisories_never_block_and_a_yes_goes_to_the_excb() {
    for marking in ["II 2 G b T4", "II 2 G k T4", "Ex o IIC T6"] {
        let open = assess(&facts(marking));
        assert_eq!(open.verdict, ExposureVerdict::NotExposed, "{marking}");
        let asked: Vec<QuestionKind> = open.open().map(|question| question.kind).collect();
        assert_eq!(asked, [QuestionKind::ProgrammableElectronics, QuestionKind::SafetyDevice]);
        let no = ExposureAnswers {
            programmable_electronics: Some(false),
            safety_device: Some(false),
            ..ExposureAnswers::default()
        };
        assert_eq!(
            assess(&ExposureFacts { answers: no, ..facts(marking) }).verdict,
            ExposureVerdict::NotExposed
        );
        let yes =
            ExposureAnswers { programmable_electronics: Some(true), ..ExposureAnswers::default() };
        let assessed = assess(&ExposureFacts { answers: yes.clone(), ..facts(marking) });
        assert_eq!(assessed.verdict, ExposureVerdict::AskExcb, "{marking}");
        assert!(kinds(&assessed).contains(&ReasonKind::AdvisoryYes));
        // The ExCB's word settles it.
        let subject = Subject::Advisory(QuestionKind::ProgrammableElectronics);
        for (said, verdict) in
            [(false, ExposureVerdict::NotExposed), (true, ExposureVerdict::Undecided)]
        {
            let answers = ExposureAnswers { excb: vec![(subject, said)], ..yes.clone() };
            assert_eq!(
                assess(&ExposureFacts { answers, ..facts(marking) }).verdict,
                verdict,
                "{marking}"
            );
        }
    }
}

#[test]
fn a_safety_device_is_asked_for_with_any_technique() {
    let answers = ExposureAnswers { safety_device: Some(true), ..ExposureAnswers::default() };
    let assessed = assess(&ExposureFacts { answers, ..facts("Ex db IIC T6 Gb") });
    assert_eq!(assessed.verdict, ExposureVerdict::AskExcb);
}

// EX-5
#[test]
fn what_is_not_in_the_table_is_neither_yes_nor_no_until_answered() {
    for code in NOT_IN_TABLE.split(' ') {
        let found = vec![Found { symbol: symbol(code), associated: false }];
        for access in [AccessPaths::Some(vec![AccessPath::Remote]), AccessPaths::None] {
            let mut facts =
                ExposureFacts { found: found.clone(), access, ..ExposureFacts::default() };
            let open = assess(&facts);
            assert_eq!(open.verdict, ExposureVerdict::AskExcb, "{code}");
            assert_eq!(open.rows[0].exposure, Ask);
            let subject = Subject::Symbol(symbol(code));
            facts.answers.excb = vec![(subject, false)];
            let no = assess(&facts);
            assert_eq!(
                (no.verdict, no.rows[0].exposure),
                (ExposureVerdict::NotExposed, No),
                "{code}"
            );
            facts.answers.excb = vec![(subject, true)];
            let yes = assess(&facts);
            let reached = facts.access != AccessPaths::None;
            let expected = if reached {
                ExposureVerdict::Exposed
            } else {
                ExposureVerdict::PossibleWithoutPath
            };
            assert_eq!((yes.verdict, yes.rows[0].exposure), (expected, Possible), "{code}");
        }
    }
}

#[test]
fn a_question_to_the_excb_stays_visible_beside_an_exposed_technique() {
    let assessed = assess(&with_path("Ex eb op is IIC T5 Gb"));
    assert_eq!(assessed.verdict, ExposureVerdict::Exposed);
    assert!(assessed.open().any(|question| question.kind == QuestionKind::NotInTable));
    assert!(kinds(&assessed).contains(&ReasonKind::NotInTable));
}

#[test]
fn each_symbol_outside_the_table_is_asked_by_itself() {
    let op = |code| Subject::Symbol(symbol(code));
    let answers =
        ExposureAnswers { excb: vec![(op("op_is"), false)], ..ExposureAnswers::default() };
    let assessed = assess(&ExposureFacts { answers, ..with_path("Ex db op is op sh IIC T5 Gb") });
    assert_eq!(assessed.verdict, ExposureVerdict::AskExcb);
    let open: Vec<Option<Subject>> = assessed
        .open()
        .filter(|question| question.kind == QuestionKind::NotInTable)
        .map(|question| question.subject)
        .collect();
    assert_eq!(open, [Some(op("op_sh"))]);

    // The technique is settled as soon as the ExCB has said no of both.
    let no = vec![(op("op_is"), false), (op("op_sh"), false)];
    let answers = ExposureAnswers { excb: no, ..ExposureAnswers::default() };
    let assessed = assess(&ExposureFacts { answers, ..with_path("Ex db op is op sh IIC T5 Gb") });
    assert_eq!(assessed.verdict, ExposureVerdict::NotExposed);
    assert_eq!(row(&assessed, Technique::OpticalRadiation).exposure, No);
}

#[test]
fn a_ticked_technique_outside_the_table_is_asked_too() {
    let facts = ExposureFacts { ticked: vec![Technique::TraceHeating], ..ExposureFacts::default() };
    assert_eq!(assess(&facts).verdict, ExposureVerdict::AskExcb);
}

// EX-6
#[test]
fn a_bare_n_takes_the_most_exposed_reading_and_asks() {
    let open = assess(&with_path("Ex n IIC T4"));
    assert_eq!(open.verdict, ExposureVerdict::Exposed);
    assert!(kinds(&open).contains(&ReasonKind::MostExposedOfN));
    assert!(open.open().any(|question| question.kind == QuestionKind::WhichOfN));
    for (code, verdict) in [
        ("nA", ExposureVerdict::Exposed),
        ("nC", ExposureVerdict::Exposed),
        ("nL", ExposureVerdict::Exposed),
        ("nR", ExposureVerdict::NotExposed),
    ] {
        let answers =
            ExposureAnswers { which_of_n: vec![symbol(code)], ..ExposureAnswers::default() };
        let told = assess(&ExposureFacts { answers, ..with_path("Ex n IIC T4") });
        assert_eq!(told.verdict, verdict, "{code}");
        assert!(!kinds(&told).contains(&ReasonKind::MostExposedOfN));
    }
}

/// Every symbol, path and answer: no combination is without verdict or reason.
#[test]
fn no_combination_falls_through() {
    let paths =
        [AccessPaths::Unanswered, AccessPaths::None, AccessPaths::Some(AccessPath::ALL.to_vec())];
    for symbol in SymbolId::all() {
        for access in &paths {
            for bits in 0..128_u8 {
                let bit = |n: u8| bits & (1 << n) != 0;
                let mut answers = ExposureAnswers::default();
                if bit(0) {
                    answers.which_of_h = SymbolId::find("c").into_iter().collect();
                    answers.which_of_n = SymbolId::find("nR").into_iter().collect();
                }
                if bit(1) {
                    answers.excb.push((Subject::Symbol(symbol), bit(2)));
                }
                answers.safety_device = bit(3).then_some(bit(4));
                answers.programmable_electronics = bit(5).then_some(bit(6));
                let found = vec![Found { symbol, associated: bit(4) }];
                let facts = ExposureFacts {
                    found,
                    access: access.clone(),
                    answers,
                    ..ExposureFacts::default()
                };
                let assessed = assess(&facts);
                assert!(!assessed.reasons.is_empty(), "{facts:?}");
                if assessed.verdict == ExposureVerdict::Undecided {
                    assert!(kinds(&assessed).contains(&ReasonKind::AccessUnanswered), "{facts:?}");
                }
                for reason in &assessed.reasons {
                    assert!(reason.kind.rule().starts_with("EX-"));
                }
            }
        }
    }
}

// EX-4
#[test]
fn a_safety_device_is_asked_about_whatever_the_marking_is() {
    for marking in ["Ex db IIC T6 Gb", "Ex ia IIC T4 Ga", "Ex op is IIC T6 Gb", "Ex h IIC T4 Gb"] {
        let open = assess(&facts(marking));
        assert_eq!(open.advisory, Advisory::Open, "{marking}");
        assert!(open.open().any(|question| question.kind == QuestionKind::SafetyDevice));
    }
    let nothing = assess(&ExposureFacts::default());
    assert_eq!(nothing.advisory, Advisory::NotAsked);
    let not_protected = assess(&ExposureFacts { not_protected: true, ..ExposureFacts::default() });
    assert_eq!(not_protected.advisory, Advisory::NotAsked);
}

// EX-4: one yes is enough, and two answers are needed for a no.
#[test]
fn the_advisory_puts_both_questions_together() {
    let told = |programmable: Option<bool>, device: Option<bool>| {
        let answers = ExposureAnswers {
            programmable_electronics: programmable,
            safety_device: device,
            ..ExposureAnswers::default()
        };
        assess(&ExposureFacts { answers, ..facts("Ex h IIC T4 Gb") }).advisory
    };
    for (programmable, device, expected) in [
        (Some(true), None, Advisory::Yes),
        (None, Some(true), Advisory::Yes),
        (Some(false), Some(true), Advisory::Yes),
        (Some(false), None, Advisory::Open),
        (None, Some(false), Advisory::Open),
        (None, None, Advisory::Open),
        (Some(false), Some(false), Advisory::No),
    ] {
        assert_eq!(told(programmable, device), expected, "{programmable:?} {device:?}");
    }
}

// EX-4: what the ExCB says is asked right after the "yes" that it is about.
#[test]
fn an_answer_leaves_the_questions_before_it_where_they_are() {
    let asked = |safety_device: Option<bool>| {
        let answers = ExposureAnswers { safety_device, ..ExposureAnswers::default() };
        let assessed = assess(&ExposureFacts { answers, ..facts("Ex op is h IIC T4 Gb") });
        let questions = assessed.questions.iter();
        questions.map(|question| (question.kind, question.subject)).collect::<Vec<_>>()
    };
    let before = asked(None);
    let after = asked(Some(true));
    assert!(before.len() > 2, "{before:?}");
    assert_eq!(after[..before.len()], before);
    let about = Subject::Advisory(QuestionKind::SafetyDevice);
    assert_eq!(after[before.len()..], [(QuestionKind::NotInTable, Some(about))]);
    assert_eq!(before.last(), Some(&(QuestionKind::SafetyDevice, None)));
}

// EX-5: what an ExCB says is kept under these codes.
#[test]
fn a_subject_is_found_by_its_code() {
    let op_is = Subject::Symbol(symbol("op_is"));
    let about = Subject::Advisory(QuestionKind::SafetyDevice);
    assert_eq!(op_is.code(), "symbol:op_is");
    assert_eq!(about.code(), "advisory:safety-device");
    assert_eq!(Subject::Technique(Technique::Immersion).code(), "technique:immersion");
    for subject in Subject::all() {
        assert_eq!(Subject::from_code(&subject.code()), Some(subject));
    }
    assert_eq!(Subject::from_code("symbol:none"), None);
}

// EX-7
#[test]
fn a_technique_is_argued_away_only_by_itself_and_never_past_the_excb() {
    let argued = |marking: &str, changeable: &[(Technique, bool)]| {
        let answers = ExposureAnswers {
            changeable: changeable.to_vec(),
            safety_device: Some(false),
            ..ExposureAnswers::default()
        };
        assess(&ExposureFacts { answers, ..with_path(marking) })
    };
    const SAFE: Technique = Technique::IntrinsicSafety;
    const PRESSURE: Technique = Technique::Pressurization;
    type Row = (&'static str, &'static [(Technique, bool)], Protection, ExposureVerdict);
    let table: [Row; 6] = [
        ("Ex ia IIC T4 Gb", &[], Protection::Exposed, ExposureVerdict::Exposed),
        ("Ex ia IIC T4 Gb", &[(SAFE, true)], Protection::Exposed, ExposureVerdict::Exposed),
        ("Ex ia IIC T4 Gb", &[(SAFE, false)], Protection::Argued, ExposureVerdict::Argued),
        ("Ex ia pxb IIC T4 Gb", &[(SAFE, false)], Protection::Exposed, ExposureVerdict::Exposed),
        (
            "Ex ia pxb IIC T4 Gb",
            &[(SAFE, false), (PRESSURE, false)],
            Protection::Argued,
            ExposureVerdict::Argued,
        ),
        (
            "Ex op is ia IIC T4 Gb",
            &[(SAFE, false), (Technique::OpticalRadiation, false)],
            Protection::AskExcb,
            ExposureVerdict::AskExcb,
        ),
    ];
    for (marking, changeable, protection, verdict) in table {
        let assessed = argued(marking, changeable);
        assert_eq!(assessed.protection, Some(protection), "{marking} {changeable:?}");
        assert_eq!(assessed.verdict, verdict, "{marking} {changeable:?}");
    }
    // What the ExCB says of the argument settles it, and of that technique alone (EX-7).
    let told = |marking: &str, exposed: bool| {
        let answers = ExposureAnswers {
            changeable: vec![(SAFE, false), (PRESSURE, false)],
            excb: vec![(Subject::Technique(SAFE), exposed)],
            safety_device: Some(false),
            ..ExposureAnswers::default()
        };
        let assessed = assess(&ExposureFacts { answers, ..with_path(marking) });
        let open = assessed.open().map(|question| (question.kind, question.subject));
        (assessed.verdict, open.collect::<Vec<_>>(), row(&assessed, SAFE).exposure)
    };
    let one = "Ex ia IIC T4 Gb";
    assert_eq!(told(one, true), (ExposureVerdict::Exposed, vec![], Possible));
    assert_eq!(told(one, false), (ExposureVerdict::NotExposed, vec![], No));
    let two = "Ex ia pxb IIC T4 Gb";
    let left = vec![(QuestionKind::Argument, Some(Subject::Technique(PRESSURE)))];
    assert_eq!(told(two, true), (ExposureVerdict::Exposed, left.clone(), Possible));
    assert_eq!(told(two, false), (ExposureVerdict::Argued, left, No));
    let no_path = ExposureFacts {
        answers: ExposureAnswers { changeable: vec![(SAFE, false)], ..ExposureAnswers::default() },
        access: AccessPaths::None,
        ..facts("Ex ia IIC T4 Gb")
    };
    assert_eq!(assess(&no_path).verdict, ExposureVerdict::PossibleWithoutPath);
}
