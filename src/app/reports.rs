//! What the user is told of opening and saving.

use exready::{
    assessment::{Assessment, CarriedOver},
    keeping::{Failure, Report, SaveError},
    notice::Notice,
    words,
};

use super::browser::clock;

fn joined(names: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| name.as_ref().to_owned()).collect();
    names.join(words::list::comma())
}

/// What is to be said of a document that was opened.
pub fn of_opening(report: &Report) -> Vec<Notice> {
    let mut notices = Vec::new();
    let mut trouble = |text: String| notices.push(Notice { text, is_trouble: true });
    // Links that were kept aside with their evidence item are told by their requirements.
    let damaged: Vec<&String> =
        report.damaged.iter().filter(|name| !name.starts_with("link/")).collect();
    if !damaged.is_empty() {
        trouble(words::storage::unreadable(&joined(damaged)));
    }
    if !report.lost_links.is_empty() {
        trouble(words::storage::lost_links(&joined(report.lost_links.iter().map(|key| key.id()))));
    }
    if !report.unknown.is_empty() {
        let text = words::storage::unknown(&joined(&report.unknown));
        notices.push(Notice { text, is_trouble: false });
    }
    notices.extend(report.carried_over.iter().map(CarriedOver::notice));
    notices
}

/// What is to be said of a document that has lost records in the storage.
pub fn of_loss(missing: &[String]) -> String {
    match missing {
        [] => words::storage::lost_unknown().to_owned(),
        missing => words::storage::lost(&joined(missing)),
    }
}

/// What is to be said if the days of an assessment cannot be: the day of its last
/// change decides what counts as evidence (ML-4).
pub fn of_odd_days(assessment: &Assessment) -> Option<Notice> {
    let now = clock::now();
    // Local dates of two places may differ by one; those of UTC do not.
    let is_ahead = assessment.modified.day() > now.utc.day();
    let is_odd = is_ahead || assessment.created > assessment.modified;
    let begun = clock::local_day(&assessment.created);
    is_odd.then(|| Notice {
        text: words::start::odd_days(begun.as_str(), assessment.day.as_str(), now.day.as_str()),
        is_trouble: true,
    })
}

/// Why a change is not saved.
pub fn of_saving(error: SaveError) -> &'static str {
    match error {
        SaveError::Denied => words::storage::denied(),
        SaveError::Full { .. } => words::storage::full(),
        SaveError::Newer => words::storage::newer(),
        SaveError::Replaced => words::storage::replaced(),
        SaveError::Unsecured => words::storage::unsecured(),
    }
}

/// Why a state is not put in the place of the stored one.
pub fn of_replacing(error: SaveError) -> String {
    match error {
        SaveError::Full { missing: Some(missing) } => {
            words::storage::no_room(&words::file_size(missing))
        }
        SaveError::Full { missing: None } => words::storage::no_room_at_all().to_owned(),
        SaveError::Denied => words::storage::denied().to_owned(),
        SaveError::Newer => words::storage::newer_here().to_owned(),
        SaveError::Replaced => words::storage::replaced().to_owned(),
        SaveError::Unsecured => words::storage::unsecured_here().to_owned(),
    }
}

/// Why an assessment does not open.
pub fn of_failure(failure: Failure) -> &'static str {
    match failure {
        Failure::NothingStored => words::unknown::text(),
        Failure::Newer => words::storage::newer_here(),
        Failure::Denied => words::unknown::denied(),
    }
}
