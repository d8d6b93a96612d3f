//! Time and randomness: the inputs that the core takes from outside.

use exready::assessment::{
    AssessmentId, CertificateId, ComponentId, EvidenceId, InterfaceId, Moment, ProviderId,
    Timestamp,
};
use js_sys::Date;

/// Now: in UTC to the second, and the local date.
pub fn now() -> Moment {
    let utc = utc();
    match date_of(&Date::new_0()) {
        Some(day) => Moment { utc, day },
        None => Moment::in_utc(utc),
    }
}

/// Now, in UTC to the second.
fn utc() -> Timestamp {
    let text: String = Date::new_0().to_iso_string().into();
    let seconds = text.get(..19).unwrap_or("1970-01-01T00:00:00");
    Timestamp::try_from(format!("{seconds}Z")).unwrap_or_else(|_| epoch())
}

/// The start of the era: what a clock says that is set beyond the year 9999.
fn epoch() -> Timestamp {
    #[allow(clippy::unwrap_used)]
    Timestamp::try_from("1970-01-01T00:00:00Z".to_owned()).unwrap()
}

/// The time of day of the user, such as `14:02`.
pub fn time_of_day() -> String {
    hours_and_minutes(&Date::new_0())
}

fn hours_and_minutes(at: &Date) -> String {
    format!("{:02}:{:02}", at.get_hours(), at.get_minutes())
}

/// A moment as the clocks where the user is show it, such as `2026-11-23 14:02:30`.
pub fn local_time(moment: &Timestamp) -> String {
    let at = Date::new(&moment.as_str().into());
    let time = (at.get_hours(), at.get_minutes(), at.get_seconds());
    format!("{} {:02}:{:02}:{:02}", local_day(moment), time.0, time.1, time.2)
}

/// The day of a moment where the user is; that of UTC for one that no clock shows.
pub fn local_day(moment: &Timestamp) -> exready::assessment::Date {
    date_of(&Date::new(&moment.as_str().into()))
        .unwrap_or_else(|| Moment::in_utc(moment.clone()).day)
}

/// The local date of a moment.
fn date_of(at: &Date) -> Option<exready::assessment::Date> {
    let (year, month, day) = (at.get_full_year(), at.get_month() + 1, at.get_date());
    exready::assessment::Date::try_from(format!("{year:04}-{month:02}-{day:02}")).ok()
}

/// Today, where the user is.
pub fn today() -> exready::assessment::Date {
    now().day
}

/// The day so many days before today.
pub fn days_ago(days: u32) -> exready::assessment::Date {
    let date = Date::new_0();
    // The browser counts on from the first of the month, also backwards.
    date.set_date(date.get_date().wrapping_sub(days));
    date_of(&date).unwrap_or_else(today)
}

/// How many seconds have passed since the start of 1970 in UTC.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn seconds() -> u64 {
    (Date::now() / 1_000.0) as u64
}

/// The moment so many seconds after the start of 1970 in UTC, as the clocks where the
/// user is show it.
pub fn local_time_of(seconds: u64) -> String {
    let at = Date::new(&(seconds as f64 * 1_000.0).into());
    let day = date_of(&at).map(|day| day.to_string()).unwrap_or_default();
    format!("{day} {}", hours_and_minutes(&at))
}

/// A fresh name for a tab.
pub fn tab_name() -> String {
    AssessmentId::from_random(random()).to_string()
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

/// A fresh id for an interface.
pub fn interface_id() -> InterfaceId {
    InterfaceId::from_random(random())
}

/// A fresh id for a certificate that is held.
pub fn certificate_id() -> CertificateId {
    CertificateId::from_random(random())
}

/// A fresh id for a provider.
pub fn provider_id() -> ProviderId {
    ProviderId::from_random(random())
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        // Fails for more than 65,536 bytes only.
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes
}
