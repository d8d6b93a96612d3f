//! Restore points: what they keep, when one is due, and which go.

use std::collections::BTreeSet;

use exready::{
    assessment::AssessmentId,
    keeping::{Point, PointState, Reason, StoredEnvelope, is_point_due, surplus_points},
};

use crate::support::{assessment_id, later, sample};

const HOUR: u64 = 3_600;
const DAY: u64 = 24 * HOUR;
/// Noon in UTC.
const NOW: u64 = 20_788 * DAY + DAY / 2;

fn point(number: u64, made: u64, reason: Reason) -> Point {
    Point { number, made, reason, name: String::new(), size: 1 }
}

#[test]
fn a_point_gives_the_state_back_and_a_damaged_one_gives_nothing() {
    let state = PointState::new(&sample(), &StoredEnvelope::default()).unwrap();
    assert_eq!(state.assessment(&assessment_id(), &later()), Some(sample()));
    let text = state.text.replacen("GasGuard", "GazGuard", 1);
    let damaged = PointState { text, checksum: state.checksum.clone() };
    assert_eq!(damaged.assessment(&assessment_id(), &later()), None);
    let other = AssessmentId::from_random([7; 16]);
    assert_eq!(state.assessment(&other, &later()), None, "it is of another document");
}

#[test]
fn a_state_that_a_later_version_wrote_is_not_half_restored() {
    let state = PointState::new(&sample(), &StoredEnvelope::default()).unwrap();
    let text = state.text.replacen('{', "{\"weather/today\":\"{}\",", 1);
    let named = format!(
        "{}
{text}",
        assessment_id()
    );
    let checksum = exready::digest::sha256_hex(named.as_bytes())[..16].to_owned();
    let later_state = PointState { text, checksum };
    assert_eq!(later_state.assessment(&assessment_id(), &later()), None);
}

#[test]
fn an_hourly_point_is_due_after_an_hour_and_when_the_clock_was_put_back() {
    assert!(is_point_due(None, NOW));
    assert!(!is_point_due(Some(NOW), NOW + HOUR - 1));
    assert!(is_point_due(Some(NOW), NOW + HOUR));
    assert!(!is_point_due(Some(NOW), NOW - HOUR + 1));
    assert!(is_point_due(Some(NOW), NOW - HOUR));
}

#[test]
fn points_thin_out_with_age_and_those_that_were_asked_for_stay() {
    // One an hour, for two years.
    let hours = 2 * 365 * 24;
    let points: Vec<Point> =
        (0..hours).map(|hour| point(hour, NOW - (hours - hour) * HOUR, Reason::Hourly)).collect();
    let surplus = surplus_points(&points, NOW);
    let stay: Vec<&Point> =
        points.iter().filter(|point| !surplus.contains(&point.number)).collect();
    let younger = |age: u64| stay.iter().filter(|point| NOW - point.made < age).count();
    assert_eq!(younger(DAY), 23, "all of the last day");
    assert_eq!(younger(30 * DAY) - younger(2 * DAY), 28, "one a day");
    let weeks = younger(365 * DAY) - younger(30 * DAY);
    assert!((47..=49).contains(&weeks), "one a week: {weeks}");
    assert_eq!(stay.len(), younger(365 * DAY), "none that is older");
    // What stays is the last of its day.
    for pair in stay.windows(2).filter(|pair| NOW - pair[1].made > DAY) {
        assert!(pair[0].made / DAY < pair[1].made / DAY);
        assert!((pair[0].made + HOUR) / DAY > pair[0].made / DAY);
    }
    let asked: Vec<Point> =
        points.iter().map(|point| Point { reason: Reason::Asked, ..point.clone() }).collect();
    assert_eq!(surplus_points(&asked, NOW), BTreeSet::new());
}

#[test]
fn a_clock_that_jumps_ahead_leaves_the_latest() {
    let points: Vec<Point> =
        (0..50).map(|number| point(number, NOW + number * HOUR, Reason::Bulk)).collect();
    let surplus = surplus_points(&points, NOW + 100 * 365 * DAY);
    assert_eq!(surplus, (0..40).collect());
    // And one that was put back by a century takes nothing.
    assert_eq!(surplus_points(&points, NOW - 50 * 365 * DAY), BTreeSet::new());
}
