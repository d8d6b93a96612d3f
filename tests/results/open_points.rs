//! What is said to be open before an assessment is handed over.

use crate::support::{altered, apply, empty, everything::everything, key, sample};
use exready::{
    assessment::{Argument, Command, Draft, DraftKind, Role, Verdict},
    ex::Technique,
    results::{OpenPoint, open_points, score},
};

fn points(assessment: &exready::assessment::Assessment) -> Vec<OpenPoint> {
    open_points(assessment, &score(assessment))
}

// RT-7, RT-11, CV-4
#[test]
fn an_empty_assessment_lacks_everything_and_says_how_much() {
    let found = points(&empty());
    let [
        OpenPoint::Applicant,
        OpenPoint::TestItem,
        OpenPoint::Route(questions),
        OpenPoint::Unanswered(47),
        OpenPoint::Placeholders(places),
    ] = found[..]
    else {
        panic!("{found:?}");
    };
    assert!(questions >= 3 && places >= 4, "{found:?}");
    let unselected = altered(&empty(), |content| content.selection.parts.clear());
    assert!(points(&unselected).contains(&OpenPoint::Selection));
}

// CK-1
#[test]
fn each_point_goes_away_with_what_it_names() {
    let mut assessment = altered(&empty(), |content| {
        content.applicant.name = "Example Ltd".to_owned();
        content.test_item.name = "Gateway".to_owned();
    });
    assert!(!points(&assessment).contains(&OpenPoint::Applicant));
    assert!(!points(&assessment).contains(&OpenPoint::TestItem));
    apply(&mut assessment, Command::SetVerdict(key("SR-2").into(), Verdict::Pass));
    assert!(points(&assessment).contains(&OpenPoint::Unanswered(46)));
    assert!(points(&assessment).contains(&OpenPoint::Blocking(1)), "it passes without evidence");
}

// EX-7
#[test]
fn what_the_excb_has_to_decide_is_said_before_it_is_handed_over() {
    let argued = altered(&sample(), |content| {
        content.test_item.marking = "Ex ia IIC T4 Gb".to_owned();
        content.scope.techniques.clear();
        content.arguments.clear();
        let reason = "The barrier is passive.".to_owned();
        let argument = Argument { changeable: false, reason };
        content.arguments.insert(Technique::IntrinsicSafety, argument);
    });
    assert!(points(&argued).contains(&OpenPoint::Excb));
    assert!(!points(&sample()).contains(&OpenPoint::Excb));
}

// RT-10
#[test]
fn of_what_the_standard_does_not_apply_to_nothing_is_to_be_selected() {
    let gearbox = altered(&empty(), |content| {
        content.selection.parts.clear();
        content.scope.role = Some(Role::ProductSupplier);
        content.scope.programmable = Some(false);
    });
    assert!(!points(&gearbox).contains(&OpenPoint::Selection));
}

// CV-9
#[test]
fn answers_that_are_set_aside_are_counted() {
    let count = |assessment| {
        points(&assessment).into_iter().find_map(|point| match point {
            OpenPoint::SetAside(count) => Some(count),
            _ => None,
        })
    };
    assert_eq!((count(sample()), count(everything())), (None, Some(1)));
}

#[test]
fn the_brackets_of_a_marking_are_no_places_to_fill_in() {
    let of_texts = |text: &str| {
        let assessment = altered(&sample(), |content| {
            for kind in DraftKind::ALL {
                let draft =
                    Draft { text: String::new(), language: String::new(), basis: "0".repeat(64) };
                content.drafts.insert(kind, draft);
            }
            text.clone_into(&mut content.drafts.get_mut(&DraftKind::Statement).unwrap().text);
        });
        points(&assessment).into_iter().find_map(|point| match point {
            OpenPoint::Placeholders(count) => Some(count),
            _ => None,
        })
    };
    assert!(sample().test_item.marking.contains("[ia Ga]"));
    assert_eq!(of_texts("Marking: Ex db eb [ia Ga] IIC T4 Gb"), None);
    assert_eq!(of_texts("Marking: Ex db eb [ia Ga] IIC T4 Gb, made by [name]"), Some(1));
}
