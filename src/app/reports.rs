//! What the user is told of opening and saving.

use exready::{
    assessment::{
        AnswerKey, Assessment, AssessmentId, CarriedOver, Component, Content, Contested,
        NoteSubject, Provider, RecordKey,
    },
    keeping::{Failure, Report, Room, SaveError, Space, Taker},
    notice::Notice,
    text::said,
    words,
};

use super::{browser::clock, session::Session};

/// What an assessment is called, by the name of its test item.
pub fn called(test_item: &str) -> String {
    said(test_item).unwrap_or(words::app::unnamed()).to_owned()
}

fn joined(names: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| name.as_ref().to_owned()).collect();
    names.join(words::list::comma())
}

/// What is to be said of a document that was opened.
pub fn of_opening(report: &Report) -> Vec<Notice> {
    let mut notices = Vec::new();
    let mut say = |text: String, is_trouble: bool| notices.push(Notice { text, is_trouble });
    // Links that were kept aside with their evidence item are told by their requirements.
    let damaged: Vec<&String> =
        report.damaged.iter().filter(|name| !name.starts_with("link/")).collect();
    if !damaged.is_empty() {
        say(words::storage::unreadable(&joined(damaged)), true);
    }
    if !report.restored.is_empty() {
        say(words::storage::restored(&joined(&report.restored)), false);
    }
    if !report.lost_links.is_empty() {
        let ids = joined(report.lost_links.iter().map(|key| key.id()));
        say(words::storage::lost_links(&ids), true);
    }
    if !report.unknown.is_empty() {
        say(words::storage::unknown(&joined(&report.unknown)), false);
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
        SaveError::Deleted => words::storage::deleted(),
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
        SaveError::Deleted => words::storage::deleted().to_owned(),
        SaveError::Unsecured => words::storage::unsecured_here().to_owned(),
    }
}

/// How full the local storage is, and what takes most of it. It is the same for as
/// long as the same is said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Whether there is room left.
    pub room: Room,
    percent: usize,
    /// The largest takers, with their sizes in words.
    largest: Vec<(Taker, String)>,
}

impl From<&Space> for Taken {
    fn from(space: &Space) -> Self {
        let size = |(taker, size): (Taker, usize)| (taker, words::file_size(size as u64));
        Self {
            room: space.room(),
            percent: space.percent(),
            largest: space.largest().into_iter().map(size).collect(),
        }
    }
}

/// How full the local storage is, what takes most of it and what to do; `name` says
/// what an assessment is called.
pub fn of_room(
    taken: &Taken,
    name: impl Fn(&AssessmentId) -> Option<String>,
) -> (String, &'static str) {
    let Taken { room, percent, largest } = taken;
    let takers = largest.iter().map(|(taker, size)| {
        let name = match taker {
            Taker::Assessment(id) => {
                name(id).unwrap_or_else(|| words::space::an_assessment().to_owned())
            }
            Taker::Aside => words::space::all_copies().to_owned(),
            Taker::App => words::space::app().to_owned(),
            Taker::Others => words::space::other_programs().to_owned(),
        };
        words::space::taken(&name, size)
    });
    let takers = joined(takers);
    let said = match room {
        Room::Scarce => words::space::scarce(percent, &takers),
        Room::Short | Room::Enough => words::space::short(percent, &takers),
    };
    let advice = match largest.first() {
        Some((Taker::Aside, _)) => words::space::delete_copies(),
        Some((Taker::Others, _)) => words::space::clear_others(),
        _ => words::space::remove(),
    };
    (said, advice)
}

/// Why an assessment does not open.
pub fn of_failure(failure: Failure) -> &'static str {
    match failure {
        Failure::NothingStored => words::unknown::text(),
        Failure::Newer => words::storage::newer_here(),
        Failure::Denied => words::unknown::denied(),
    }
}

/// What a contested field belongs to, as the user knows it.
pub fn what(session: Session, contested: &Contested) -> String {
    let what = session.peek(|open| record(&open.assessment, &contested.record));
    let what = what.unwrap_or_default();
    // A record that is gone has its name with what is to come back.
    let mine = contested.mine.as_ref().filter(|_| contested.field.is_empty());
    let name = mine.and_then(|mine| mine.get("title").or(mine.get("name"))?.as_str());
    name.map_or_else(|| what.clone(), |name| format!("{what} {name}"))
}

/// A record, as the user knows it.
pub fn record(content: &Content, key: &RecordKey) -> String {
    let named = |name: Option<&str>, kind: &str| match name.and_then(said) {
        Some(name) => format!("{kind} {name}"),
        None => kind.to_owned(),
    };
    match key {
        RecordKey::TestItem => words::scope::test_item().to_owned(),
        RecordKey::Applicant => words::scope::applicant().to_owned(),
        RecordKey::Scope => words::scope::title().to_owned(),
        RecordKey::Selection => words::select::title().to_owned(),
        RecordKey::Application(_) => words::points::application().to_owned(),
        RecordKey::Answer(key) | RecordKey::Link(key, _) | RecordKey::Tick(key, _) => {
            answer(content, key)
        }
        RecordKey::Note(NoteSubject::Answer(key)) => answer(content, key),
        RecordKey::Note(NoteSubject::SetAside(_)) | RecordKey::SetAside(_) => {
            words::points::set_aside().to_owned()
        }
        RecordKey::Evidence(id) => {
            let title = content.evidence.get(id).map(|item| item.title.as_str());
            named(title, words::points::evidence())
        }
        RecordKey::Component(id) => {
            let component = content.item::<Component>(id);
            named(component.map(|(_, one)| one.name.as_str()), words::points::component())
        }
        RecordKey::Interface(_) => words::points::interface().to_owned(),
        RecordKey::Certificate(_) => words::points::certificate().to_owned(),
        RecordKey::Provider(id) => {
            let provider = content.item::<Provider>(id);
            named(provider.map(|(_, one)| one.name.as_str()), words::points::provider())
        }
        RecordKey::Profile(_) => words::points::profile().to_owned(),
        RecordKey::Message(_) => words::points::message().to_owned(),
        RecordKey::Argument(_) => words::points::argument().to_owned(),
        RecordKey::Draft(_) => words::points::draft().to_owned(),
        RecordKey::Order(_) => words::points::order().to_owned(),
    }
}

fn answer(content: &Content, key: &AnswerKey) -> String {
    let requirement = key.requirement.with_part();
    let component = key.component().and_then(|id| content.item::<Component>(id));
    match component {
        Some((_, component)) => format!("{requirement} ({})", component.name),
        None => requirement,
    }
}

/// The content of a contested field: a text as it is, anything else as JSON.
pub fn shown(value: &Option<serde_json::Value>) -> String {
    match value {
        None => words::app::dash().to_owned(),
        Some(serde_json::Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}
