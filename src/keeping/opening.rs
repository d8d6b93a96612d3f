//! Opening a document: the one place where what is stored becomes an assessment.

use std::{collections::BTreeMap, mem};

use super::{
    days::ProgressDays,
    document::{Document, LOST, Unsaved},
    envelope::StoredEnvelope,
    failure::{Failure, SaveError},
    generation::{delete, remove_places},
    journal::{Journaled, Seen},
    layout::{self, Place},
    newest::{Newest, newest},
    pending::Stored,
    points::PointState,
    reading::{Contents, Damaged, Found, Incomplete, Source, read},
    store::Store,
};
use crate::{
    assessment::{Assessment, AssessmentId, CarriedOver, History, Moment, stored},
    catalogue::{EARLIER, RequirementKey},
};

/// What is to be said of a document that was opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The records that could not be read.
    pub damaged: Vec<String>,
    /// The records that were damaged in the storage, and whole in the journal.
    pub restored: Vec<String>,
    /// The requirements that lost a link, because the evidence item is not there.
    pub lost_links: Vec<RequirementKey>,
    /// What was carried over from earlier editions.
    pub carried_over: Vec<CarriedOver>,
    /// What is missing, if it did not open as a whole.
    pub incomplete: Option<Incomplete>,
    /// The records that this version does not know; they are kept.
    pub unknown: Vec<String>,
    /// Why what is to be stored anew at opening could not be.
    pub unsaved: Option<SaveError>,
    /// The state that the one copy held, where that of the other was opened.
    pub superseded: Option<PointState>,
    /// Whether that state was never seen in the storage, which was written without the
    /// journal since.
    pub is_unseen: bool,
}

/// An assessment as it is stored.
#[derive(Clone, Debug)]
pub struct Retrieved {
    /// What the user entered.
    pub assessment: Assessment,
    /// What goes with it into its next bundle.
    pub envelope: StoredEnvelope,
    /// The figures of each day.
    pub(super) days: ProgressDays,
    pub(super) unknown: BTreeMap<String, String>,
    pub(super) damaged: Vec<Damaged>,
    lost: Option<BTreeMap<String, usize>>,
    lost_links: Vec<RequirementKey>,
    carried_over: Vec<CarriedOver>,
}

/// Reads an assessment and writes nothing; `None` if nothing is stored.
///
/// # Errors
/// [`Failure::Newer`] and [`Failure::Denied`].
pub fn load(
    store: &dyn Store,
    id: &AssessmentId,
    now: &Moment,
) -> Result<Option<Retrieved>, Failure> {
    let places = layout::places(store, id)?;
    Ok(match read(store, id, &places)? {
        Contents::Found(found) => Some(put_together(id, found.texts, found.damaged, now)),
        Contents::Nothing | Contents::Deleted(_) => None,
    })
}

/// The same, of the newer of storage and journal.
///
/// # Errors
/// [`Failure::Newer`] and [`Failure::Denied`].
pub fn load_newest(
    store: &dyn Store,
    journaled: Option<&Journaled>,
    id: &AssessmentId,
    now: &Moment,
) -> Result<Option<Retrieved>, Failure> {
    Ok(match newest(contents(store, journaled, id, now)?, journaled) {
        Newest::Found(found, ..) => Some(put_together(id, found.texts, found.damaged, now)),
        Newest::Nothing | Newest::Deleted => None,
    })
}

/// What the storage has; nothing where it is out of reach and the journal is not.
fn contents(
    store: &dyn Store,
    journaled: Option<&Journaled>,
    id: &AssessmentId,
    now: &Moment,
) -> Result<Contents, Failure> {
    let places = layout::places(store, id).map_err(Failure::from);
    let mut contents = match (places.and_then(|places| read(store, id, &places)), journaled) {
        (Err(Failure::Denied), Some(_)) => Contents::Nothing,
        (contents, _) => contents?,
    };
    if let (Contents::Found(found), Some(journaled)) = (&mut contents, journaled) {
        set_unreadable_apart(found, journaled, id, now);
    }
    Ok(contents)
}

/// Puts an assessment together from its records.
pub(super) fn put_together(
    id: &AssessmentId,
    mut texts: BTreeMap<String, String>,
    mut damaged: Vec<Damaged>,
    now: &Moment,
) -> Retrieved {
    let (days, damaged_days) = ProgressDays::take(&mut texts);
    damaged.extend(damaged_days);
    let (envelope, damaged_parts) = StoredEnvelope::take(&mut texts);
    damaged.extend(damaged_parts);
    let lost = texts.remove(LOST).and_then(|text| stored::read(&text));
    let records = texts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let loaded = stored::load(id.clone(), records, EARLIER, now);
    let mut take = |name: String| texts.remove(&name).map(|text| (name, text));
    let unreadable = loaded.unreadable.into_iter().filter_map(&mut take);
    damaged.extend(unreadable.map(|(name, text)| Damaged { name, text: Some(text) }));
    let mut unknown = BTreeMap::new();
    unknown.extend(loaded.unknown.into_iter().filter_map(&mut take));
    Retrieved {
        assessment: loaded.assessment,
        envelope,
        days,
        unknown,
        damaged,
        lost,
        lost_links: loaded.lost_links,
        carried_over: loaded.carried_over,
    }
}

impl Document {
    /// Opens the assessment of this id: reads it, rolls an edit forward that was
    /// under way, copies damaged texts aside, converts what a pre-release version
    /// or an earlier edition stored, and removes what is left of generations that
    /// were not finished. Of a document that is not complete, nothing is written
    /// but copies of damaged texts.
    ///
    /// # Errors
    /// [`Failure`] says why it does not open; nothing was written then, except
    /// that a deletion was finished.
    pub fn open(
        store: &dyn Store,
        journaled: Option<&Journaled>,
        id: &AssessmentId,
        now: &Moment,
    ) -> Result<(Self, Report), Failure> {
        let contents = contents(store, journaled, id, now)?;
        let (mut found, behind, restored) = match newest(contents, journaled) {
            Newest::Found(found, behind, restored) => (found, behind, restored),
            Newest::Nothing => return Err(Failure::NothingStored),
            Newest::Deleted => {
                let _ = delete(store, id);
                return Err(Failure::NothingStored);
            }
        };
        let (texts, damaged) = (mem::take(&mut found.texts), mem::take(&mut found.damaged));
        let loaded = put_together(id, texts, damaged, now);
        let mut report = Report {
            damaged: names(&loaded.damaged).filter(|name| !restored.contains(name)).collect(),
            restored: restored.iter().cloned().collect(),
            lost_links: loaded.lost_links,
            carried_over: loaded.carried_over,
            incomplete: found.incomplete.clone(),
            unknown: loaded.unknown.keys().cloned().collect(),
            unsaved: None,
            superseded: None,
            is_unseen: false,
        };
        if behind.journal
            && let Some(journaled) = journaled
            && journaled.has_other_records_than(&loaded.assessment)
        {
            report.superseded = PointState::of_texts(id, &journaled.texts()).ok();
            report.is_unseen = behind.is_unseen;
        } else if behind.storage
            && let Some(stored) = &behind.stored
        {
            report.superseded = PointState::of_texts(id, stored).ok();
        }
        let mut document = Self::new(loaded.assessment, loaded.envelope, false);
        document.known = found.known;
        document.seen = journaled.map(|all| Seen::up_to(all.last, found.known.after));
        document.history = journaled.map(|all| History::read(&all.steps)).unwrap_or_default();
        document.days = loaded.days;
        document.unknown = loaded.unknown;
        document.unsaved = Unsaved::default();
        document.unsecured = loaded.damaged;
        document.lost = found.incomplete.clone().map(|now| now.missing).or(loaded.lost);
        let is_complete = found.incomplete.is_none();
        document.stored = stored_as(&found).filter(|_| is_complete);
        let is_carried_over = !report.carried_over.is_empty();
        document.unsaved.all =
            is_complete && (document.stored.is_none() || is_carried_over || behind.storage);
        document.unjournaled.all = is_complete && (is_carried_over || behind.journal);
        for (name, base) in behind.records.into_iter().filter(|_| is_complete) {
            document.unjournaled.records.insert(name, Some(base));
        }
        document.unjournaled.all_with_next = !is_complete;
        let is_secured = document.secure(store).is_ok();
        if is_complete {
            document.tidy(store, &found, is_secured);
            report.unsaved = document.save(store, now).err();
        }
        Ok((document, report))
    }

    /// Finishes the edit that was under way, and removes what belongs to no
    /// record. What fails is done at the next opening.
    fn tidy(&mut self, store: &dyn Store, found: &Found, is_secured: bool) {
        let id = &self.assessment.id;
        if let Some(stored) = &mut self.stored
            && let Some(pending) = &stored.pending
            && pending.apply(store, id).is_ok()
        {
            stored.pending = None;
        }
        let removable = |place: &&Place| is_secured || **place != Place::Pending;
        let leftovers: Vec<Place> = found.leftovers.iter().filter(removable).cloned().collect();
        let _ = remove_places(store, id, &leftovers);
    }
}

/// A text that fits its checksum and says nothing that can be read is damaged, too,
/// where the journal has another one.
fn set_unreadable_apart(found: &mut Found, journaled: &Journaled, id: &AssessmentId, now: &Moment) {
    let differing = found.texts.keys().filter(|name| journaled.differs(name, &found.texts));
    let differing: Vec<String> = differing.cloned().collect();
    if differing.is_empty() {
        return;
    }
    let unreadable = put_together(id, found.texts.clone(), Vec::new(), now).damaged;
    for damaged in unreadable.into_iter().filter(|damaged| differing.contains(&damaged.name)) {
        found.texts.remove(&damaged.name);
        found.damaged.push(damaged);
    }
}

fn names(damaged: &[Damaged]) -> impl Iterator<Item = String> {
    damaged.iter().map(|damaged| damaged.name.clone())
}

/// How it is stored; `None` where pre-release versions stored it.
fn stored_as(found: &Found) -> Option<Stored> {
    match found.source {
        Source::Generation(generation) => {
            Some(Stored { generation, names: found.names.clone(), pending: found.pending.clone() })
        }
        Source::Prerelease | Source::Journal => None,
    }
}
