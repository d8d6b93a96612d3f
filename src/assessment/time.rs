//! Days and moments as they stand in the document. There is no clock here.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A calendar day, written `YYYY-MM-DD`; always one that exists. Later days
/// compare greater.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", schemars(with = "String", extend("pattern" = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")))]
pub struct Date(String);

impl Date {
    /// The text of the day.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it lies in the years 1970 to 2100: another year is a slip of the
    /// hand, such as `25` for 2025.
    #[must_use]
    pub fn is_plausible(&self) -> bool {
        ("1970".."2101").contains(&self.as_str())
    }

    /// The day after; the last that can be written stays.
    fn next(&self) -> Self {
        let part = |from, to| number(&self.0, from, to).unwrap_or_default();
        let (year, month, day) = (part(0, 4), part(5, 7), part(8, 10));
        let written = |(year, month, day)| format!("{year:04}-{month:02}-{day:02}");
        [(year, month, day + 1), (year, month + 1, 1), (year + 1, 1, 1)]
            .map(written)
            .into_iter()
            .find(|text| is_day(text))
            .map_or_else(|| self.clone(), Self)
    }
}

impl TryFrom<String> for Date {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        if is_day(&text) { Ok(Self(text)) } else { Err(crate::words::invalid::date()) }
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.0
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A moment in UTC to the second, written `YYYY-MM-DDThh:mm:ssZ`. Later
/// moments compare greater.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", schemars(with = "String", extend("pattern" = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$")))]
pub struct Timestamp(String);

impl Timestamp {
    /// The text of the moment.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The day it falls on, in UTC.
    #[must_use]
    pub fn day(&self) -> &str {
        self.0.get(..10).unwrap_or_default()
    }
}

/// A moment as a clock gives it: in UTC, and as the local date where the user is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// In UTC to the second.
    pub utc: Timestamp,
    /// The local date, at most one day beside that of UTC.
    pub day: Date,
}

impl Moment {
    /// The moment where the local time is UTC.
    #[must_use]
    pub fn in_utc(utc: Timestamp) -> Self {
        Self { day: Date(utc.day().to_owned()), utc }
    }
}

impl Timestamp {
    /// Whether it is, or can be, this day somewhere at this moment.
    pub(super) fn is_near(&self, day: &Date) -> bool {
        let utc = Date(self.day().to_owned());
        *day == utc || *day == utc.next() || day.next() == utc
    }
}

impl TryFrom<String> for Timestamp {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let well_formed = text.len() == 20
            && text.get(..10).is_some_and(is_day)
            && text.as_bytes()[10] == b'T'
            && text.as_bytes()[13] == b':'
            && text.as_bytes()[16] == b':'
            && text.as_bytes()[19] == b'Z'
            && number(&text, 11, 13).is_some_and(|hours| hours < 24)
            && number(&text, 14, 16).is_some_and(|minutes| minutes < 60)
            && number(&text, 17, 19).is_some_and(|seconds| seconds < 60);
        if well_formed { Ok(Self(text)) } else { Err(crate::words::invalid::timestamp()) }
    }
}

impl From<Timestamp> for String {
    fn from(moment: Timestamp) -> Self {
        moment.0
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The number that stands in `text[from..to]`, if digits only stand there.
fn number(text: &str, from: usize, to: usize) -> Option<u16> {
    let digits = text.get(from..to)?;
    if digits.bytes().all(|byte| byte.is_ascii_digit()) { digits.parse().ok() } else { None }
}

fn is_day(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return false;
    }
    let (Some(year), Some(month), Some(day)) =
        (number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
    else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    // There is no year 0.
    year > 0 && (1..=days).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_that_exist_are_dates() {
        for day in ["2026-11-23", "2024-02-29", "2000-02-29", "2026-12-31"] {
            assert!(Date::try_from(day.to_owned()).is_ok(), "{day}");
        }
        for day in [
            "",
            "0000-01-01",
            "2026-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-04-31",
            "2026-1-01",
            "23.11.2026",
            "2026-11-2ä",
            "+026-11-02",
        ] {
            assert!(Date::try_from(day.to_owned()).is_err(), "{day}");
        }
    }

    #[test]
    fn only_days_of_1970_to_2100_are_plausible() {
        for (day, is_plausible) in [
            ("0025-12-31", false),
            ("1969-12-31", false),
            ("1970-01-01", true),
            ("2026-11-24", true),
            ("2100-12-31", true),
            ("2101-01-01", false),
        ] {
            assert_eq!(Date(day.to_owned()).is_plausible(), is_plausible, "{day}");
        }
    }

    #[test]
    fn a_local_date_is_at_most_one_day_beside_that_of_utc() {
        for (moment, day, is_near) in [
            ("2026-11-24T09:59:59Z", "2026-11-24", true),
            ("2026-11-24T10:00:00Z", "2026-11-25", true),
            ("2026-11-24T10:00:00Z", "2026-11-23", true),
            ("2026-11-24T10:00:00Z", "2026-11-26", false),
            ("2026-11-24T10:00:00Z", "2026-11-22", false),
            ("2026-12-31T12:00:00Z", "2027-01-01", true),
            ("2024-02-28T12:00:00Z", "2024-02-29", true),
            ("2023-02-28T12:00:00Z", "2023-03-01", true),
            ("9999-12-31T12:00:00Z", "9999-12-31", true),
        ] {
            let day = Date(day.to_owned());
            assert_eq!(Timestamp(moment.to_owned()).is_near(&day), is_near, "{moment} {day}");
        }
    }

    #[test]
    fn only_whole_seconds_of_utc_are_timestamps() {
        assert!(Timestamp::try_from("2026-11-23T23:59:59Z".to_owned()).is_ok());
        for moment in [
            "2026-11-23T24:00:00Z",
            "2026-11-23T23:59:60Z",
            "2026-11-23 23:59:59Z",
            "2026-11-23T23:59:59+01:00",
            "2026-11-23T23:59:5éZ",
        ] {
            assert!(Timestamp::try_from(moment.to_owned()).is_err(), "{moment}");
        }
    }
}
