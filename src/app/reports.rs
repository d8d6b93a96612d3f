//! What the user is told of opening and saving.

use exready::{
    assessment::{Assessment, CarriedOver},
    bundle::{Agreement, Opened},
    keeping::{Failure, Report, SaveError},
    words,
};

use super::browser::clock;

/// A message that stays until it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it says.
    pub text: String,
    /// Whether something went wrong.
    pub is_trouble: bool,
}

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
    notices.extend(report.carried_over.iter().map(of_carrying_over));
    notices
}

/// What is to be said of a document that has lost records in the storage.
pub fn of_loss(missing: &[String]) -> String {
    match missing {
        [] => words::storage::lost_unknown().to_owned(),
        missing => words::storage::lost(&joined(missing)),
    }
}

/// What has changed with the edition that an assessment is carried over to.
pub fn of_carrying_over(carried_over: &CarriedOver) -> Notice {
    let part = carried_over.part.part();
    let mut text = words::edition::carried_over(part.standard, carried_over.edition, part.edition);
    let renamed: Vec<String> =
        carried_over.renamed.iter().map(|(before, now)| format!("{before} → {now}")).collect();
    let added: Vec<String> = carried_over.added.iter().map(|id| (*id).to_owned()).collect();
    let mut add = |say: fn(&str) -> String, ids: &[String]| {
        if !ids.is_empty() {
            text.push(' ');
            text.push_str(&say(&joined(ids)));
        }
    };
    add(words::edition::asked_again, &carried_over.asked_again);
    add(words::edition::added, &added);
    add(words::edition::renamed, &renamed);
    add(words::edition::set_aside, &carried_over.set_aside);
    add(words::edition::left_out, &carried_over.left_out);
    Notice { text, is_trouble: false }
}

/// Of an opened bundle: whether its results are those computed here, and what has
/// changed with the editions it is carried over to.
pub fn of_opened(opened: &Opened) -> Vec<Notice> {
    let text = of_agreement(&opened.agreement, &opened.generator);
    let mut notices = vec![Notice { text, is_trouble: opened.agreement != Agreement::Agree }];
    let left_out = opened.envelope.left_out.len();
    if left_out > 0 {
        let text = words::start::notes_left_out(left_out);
        notices.push(Notice { text, is_trouble: false });
    }
    notices.extend(opened.carried_over.iter().map(of_carrying_over));
    notices
}

/// Whether the results in a file are those computed here.
fn of_agreement(agreement: &Agreement, generator: &str) -> String {
    /// The most rows that are named.
    const NAMED_MAX: usize = 5;
    match agreement {
        Agreement::Agree => words::start::results_agree().to_owned(),
        Agreement::Differ(rows) => {
            let mut named = joined(rows.iter().take(NAMED_MAX));
            if rows.len() > NAMED_MAX {
                named = format!("{named} {}", words::start::more_rows(rows.len() - NAMED_MAX));
            }
            words::start::results_differ(generator, &named)
        }
        Agreement::NotComparable(reason) => words::start::not_comparable(&reason.text()),
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
