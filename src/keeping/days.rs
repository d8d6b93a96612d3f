//! The figures of each day, kept beside the records of a document.

use std::collections::BTreeMap;

use super::reading::Damaged;
use crate::{
    assessment::{Date, Moment, stored},
    results::{Results, progress::ProgressPoint},
};

/// What the names of these records begin with; the day follows.
const PREFIX: &str = "progress/";

/// The figures of every day that is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProgressDays(BTreeMap<Date, ProgressPoint>);

impl ProgressDays {
    /// The days in order, each once.
    #[must_use]
    pub fn points(&self) -> Vec<(Date, ProgressPoint)> {
        self.0.iter().map(|(day, point)| (day.clone(), point.clone())).collect()
    }

    /// Takes the days out of the records of a document. What of them cannot be read
    /// is damaged.
    pub(super) fn take(texts: &mut BTreeMap<String, String>) -> (Self, Vec<Damaged>) {
        let (mut days, mut damaged) = (BTreeMap::new(), Vec::new());
        texts.retain(|name, text| {
            let Some(day) = day(name) else { return true };
            match stored::read(text) {
                Some(point) => drop(days.insert(day, point)),
                None => {
                    let text = Some(std::mem::take(text));
                    damaged.push(Damaged { name: name.clone(), text });
                }
            }
            false
        });
        (Self(days), damaged)
    }

    /// The names and texts of all records.
    pub(super) fn texts(&self) -> impl Iterator<Item = (String, String)> {
        self.0.iter().filter_map(|(day, point)| Some((name(day), stored::written(point).ok()?)))
    }

    /// Keeps the figures as those of `now`, and the last year's days only. Gives
    /// the names of the records that moved: none if the figures stand there already.
    pub(super) fn note(&mut self, results: &Results, now: &Moment) -> Vec<String> {
        let today = now.day.clone();
        let point = ProgressPoint::of(results);
        if self.0.get(&today) == Some(&point) {
            return Vec::new();
        }
        let mut moved = vec![name(&today)];
        self.0.insert(today, point);
        while self.0.len() > ProgressPoint::DAYS_MAX
            && let Some((oldest, _)) = self.0.pop_first()
        {
            moved.push(name(&oldest));
        }
        moved
    }

    /// Takes in the record of this name from another tab; without a text it goes.
    pub(super) fn put(&mut self, name: &str, text: Option<&str>) {
        let Some(day) = day(name) else { return };
        match text.and_then(stored::read) {
            Some(point) => drop(self.0.insert(day, point)),
            None => drop(self.0.remove(&day)),
        }
    }

    /// The text of the record of this name, if the day is kept.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        stored::written(self.0.get(&day(name)?)?).ok()
    }
}

/// Whether a record of this name holds the figures of a day.
pub(super) fn is_day(name: &str) -> bool {
    day(name).is_some()
}

fn day(name: &str) -> Option<Date> {
    Date::try_from(name.strip_prefix(PREFIX)?.to_owned()).ok()
}

fn name(day: &Date) -> String {
    format!("{PREFIX}{}", day.as_str())
}
