//! Time and randomness: the inputs that the core takes from outside.

use exready::assessment::{AssessmentId, ComponentId, EvidenceId, Timestamp};
use js_sys::Date;

/// Now, in UTC to the second.
pub fn now() -> Timestamp {
    let text: String = Date::new_0().to_iso_string().into();
    let seconds = text.get(..19).unwrap_or("1970-01-01T00:00:00");
    Timestamp::try_from([seconds, "Z"].concat()).unwrap_or_else(|_| epoch())
}

/// The start of the era: what a clock says that is set beyond the year 9999.
fn epoch() -> Timestamp {
    #[allow(clippy::unwrap_used)]
    Timestamp::try_from("1970-01-01T00:00:00Z".to_owned()).unwrap()
}

/// The time of day of the user, such as `14:02`.
pub fn time_of_day() -> String {
    let now = Date::new_0();
    let two = |number: u32| [if number < 10 { "0" } else { "" }, &number.to_string()].concat();
    [two(now.get_hours()), two(now.get_minutes())].join(":")
}

/// Today, in UTC.
pub fn today() -> Option<exready::assessment::Date> {
    exready::assessment::Date::try_from(now().day().to_owned()).ok()
}

/// A fresh id for an assessment.
pub fn assessment_id() -> AssessmentId {
    AssessmentId::from_random(random())
}

/// A fresh id for an evidence item.
pub fn evidence_id() -> EvidenceId {
    EvidenceId::from_random(random())
}

/// A fresh id for a component.
pub fn component_id() -> ComponentId {
    ComponentId::from_random(random())
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        // Fails for more than 65,536 bytes only.
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes
}
