//! Keeping the figures of each day beside the assessment, for the screen that
//! shows how they came about.

use exready::{
    assessment::{AssessmentId, Date, stored},
    results::{Results, progress::ProgressPoint},
};

use super::browser::{clock, storage};

/// The figures of every day that is kept, in order; what cannot be read is left out.
pub fn points(id: &AssessmentId) -> Vec<(Date, ProgressPoint)> {
    let texts = storage::texts(id);
    let days = texts.iter().filter_map(|(name, text)| {
        let day = Date::try_from(name.strip_prefix(storage::PROGRESS)?.to_owned()).ok()?;
        Some((day, stored::read(text)?))
    });
    days.collect()
}

/// Keeps the figures as those of today, unless they stand there already (`last`).
/// They are a convenience: where there is no room for them, none is made.
pub fn keep(id: &AssessmentId, results: &Results, last: &mut Option<(Date, ProgressPoint)>) {
    let Some(today) = clock::today() else { return };
    let now = (today, ProgressPoint::of(results));
    if last.as_ref() == Some(&now) {
        return;
    }
    let is_new_day = last.as_ref().is_none_or(|(day, _)| *day != now.0);
    if let Ok(text) = stored::written(&now.1) {
        let name = [storage::PROGRESS, now.0.as_str()].concat();
        let _ = storage::put(id, &name, Some(&text));
    }
    *last = Some(now);
    if is_new_day {
        let kept = points(id);
        for (day, _) in kept.iter().take(kept.len().saturating_sub(ProgressPoint::DAYS_MAX)) {
            let _ = storage::put(id, &[storage::PROGRESS, day.as_str()].concat(), None);
        }
    }
}
