//! The evidence items as scoring asks for them: what an item shows is found out
//! once, however many requirements link it.

use super::{
    RecordGap, Validity,
    product::{may_be, product},
};
use crate::{
    assessment::{Assessment, Date, EvidenceId, EvidenceItem, Shown},
    text::is_blank,
};

/// Every evidence item of an assessment, in the order of the ids.
pub(in crate::results) struct Register<'a> {
    items: Vec<Registered<'a>>,
    /// The day of the last change.
    day: &'a Date,
    /// How the ids begin: a number is found faster than a text.
    starts: Vec<u128>,
    /// The products of the records, by their numbers.
    products: Vec<String>,
    /// Where the first item stands whose id begins like this, by a number made
    /// of the beginning; [`FREE`] where there is none.
    slots: Vec<u16>,
}

/// An evidence item with what it shows of the process.
pub(in crate::results) struct Registered<'a> {
    pub(in crate::results) id: &'a EvidenceId,
    pub(in crate::results) item: &'a EvidenceItem,
    /// Whether it holds on the day of the last change; what does not shows nothing.
    pub(in crate::results) validity: Validity,
    /// Whether it counts as a record: brought forward as one, complete (ML-4), and holds.
    pub(in crate::results) is_record: bool,
    /// Whether it is brought forward as a record and lacks something (ML-4).
    pub(in crate::results) is_incomplete: bool,
    /// Whether it describes the process, has a version, was reviewed, and holds or
    /// held: an earlier version may be over.
    pub(in crate::results) describes: bool,
    /// Whether it describes the process, has a version, was reviewed, and holds.
    pub(in crate::results) documents: bool,
    /// Whether it improved the process, has a version, was reviewed, and holds.
    pub(in crate::results) improves: bool,
    /// The product, release or project it belongs to: the same number, the same
    /// product; of fewer words, the smaller number.
    pub(in crate::results) product: usize,
}

impl<'a> Register<'a> {
    pub(in crate::results) fn of(assessment: &'a Assessment) -> Self {
        let day = &assessment.day;
        let mut items: Vec<Registered<'a>> =
            assessment.evidence.iter().map(|(id, item)| Registered::of(id, item, day)).collect();
        let products = number_products(&mut items);
        let starts: Vec<u128> = items.iter().map(|entry| start(entry.id)).collect();
        let mut slots = vec![FREE; (2 * items.len()).next_power_of_two()];
        for (place, start) in (0..FREE).zip(&starts) {
            if let Some(slot) = probes(*start, slots.len()).find(|slot| {
                let held = slots[*slot];
                held == FREE || starts[usize::from(held)] == *start
            }) {
                slots[slot] = slots[slot].min(place);
            }
        }
        Self { items, day, starts, products, slots }
    }

    /// Whether two of these products, in order, say something of themselves that
    /// the other does not: `GasGuard 200` may be `GasGuard 200 2.4.1`.
    pub(in crate::results) fn are_different(&self, products: &[usize]) -> bool {
        let name = |number: usize| self.products.get(number).map_or("", String::as_str);
        // If each may be the next one, which has as many words or more, each may
        // be every later one.
        products.windows(2).any(|pair| !may_be(name(pair[0]), name(pair[1])))
    }

    /// The day of the last change, on which the items hold or do not.
    pub(in crate::results) const fn day(&self) -> &'a Date {
        self.day
    }

    /// Every item, in the order of the ids.
    pub(in crate::results) fn items(&self) -> &[Registered<'a>] {
        &self.items
    }

    /// Where the item of this id stands among [`items`](Self::items).
    pub(in crate::results) fn place(&self, id: &EvidenceId) -> Option<usize> {
        let start = start(id);
        let first = self.first(start)?;
        // Most ids are no longer than that.
        if id.as_str().len() <= size_of_val(&start) {
            return Some(first);
        }
        // Of those that are, a file may hold many that begin alike.
        let alike = self.starts[first..].partition_point(|other| *other == start);
        let items = &self.items[first..first + alike];
        items.binary_search_by(|entry| entry.id.cmp(id)).ok().map(|place| first + place)
    }

    /// Where the first item stands whose id begins like this.
    fn first(&self, start: u128) -> Option<usize> {
        for slot in probes(start, self.slots.len()) {
            let place = usize::from(self.slots[slot]);
            match self.starts.get(place) {
                Some(other) if *other == start => return Some(place),
                Some(_) => {}
                None => return None,
            }
        }
        // A file may hold ids that all want one slot.
        let first = self.starts.partition_point(|other| *other < start);
        (self.starts.get(first) == Some(&start)).then_some(first)
    }

    /// The item of this id.
    pub(in crate::results) fn get(&self, id: &EvidenceId) -> Option<&Registered<'a>> {
        self.items.get(self.place(id)?)
    }
}

impl<'a> Registered<'a> {
    /// Whether it is an earlier version of a procedure and nothing else.
    pub(in crate::results) fn is_superseded(&self) -> bool {
        self.validity == Validity::Over && self.describes && self.item.shows.len() == 1
    }

    fn of(id: &'a EvidenceId, item: &'a EvidenceItem, day: &Date) -> Self {
        let shows = |shown: Shown| item.shows.contains(&shown);
        let is_complete = RecordGap::of(item).is_empty();
        let validity = Validity::of(item, day);
        let holds = validity == Validity::Holds;
        let is_approved = validity != Validity::NotYet
            && !is_blank(&item.document_version)
            && !is_blank(&item.reviewer);
        let describes = is_approved && shows(Shown::Documented);
        Self {
            id,
            item,
            validity,
            is_record: shows(Shown::Performed) && is_complete && holds,
            is_incomplete: shows(Shown::Performed) && !is_complete,
            describes,
            documents: describes && holds,
            improves: shows(Shown::Improved) && is_approved && holds,
            product: 0,
        }
    }
}

/// What tells a record from others: the product it says that it belongs to; of the
/// organization, its day (ML-4).
fn told_apart_by(item: &EvidenceItem) -> String {
    if item.organizational {
        let day = item.date.as_ref().map_or("", Date::as_str);
        return format!("{ORGANIZATIONAL} {}", day.replace('-', ""));
    }
    product(&item.product_version)
}

/// Stands before the day of a record of the organization: a word that is in no
/// folded product.
const ORGANIZATIONAL: &str = "\u{1}";

/// Gives the records of one product one number, in the order of the number of
/// words that name it, and says which products there are.
fn number_products(items: &mut [Registered<'_>]) -> Vec<String> {
    let named = |item: &EvidenceItem| {
        let product = told_apart_by(item);
        (product.split(' ').count(), product)
    };
    let records = items.iter_mut().filter(|entry| entry.is_record);
    let mut records: Vec<((usize, String), &mut Registered<'_>)> =
        records.map(|entry| (named(entry.item), entry)).collect();
    records.sort_unstable_by(|one, other| one.0.cmp(&other.0));
    let mut products = Vec::new();
    for same in records.chunk_by_mut(|one, other| one.0 == other.0) {
        same.iter_mut().for_each(|(_, entry)| entry.product = products.len());
        products.extend(same.first_mut().map(|((_, product), _)| std::mem::take(product)));
    }
    products
}

/// No item: more than there can be.
const FREE: u16 = u16::MAX;
/// How many slots are looked at before all items are.
const PROBES: usize = 8;

/// The slots in which an item may be found whose id begins like this, of so
/// many, which are a power of two.
fn probes(start: u128, slots: usize) -> impl Iterator<Item = usize> {
    let mixed = ((start >> 64) as u64 ^ start as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let first = (mixed >> 32) as usize;
    (first..first + PROBES).map(move |slot| slot & (slots - 1))
}

/// The first sixteen signs of an id as a number, in the order of the ids.
fn start(id: &EvidenceId) -> u128 {
    let id = id.as_str().as_bytes();
    if let Some(whole) = id.first_chunk() {
        return u128::from_be_bytes(*whole);
    }
    let mut start = [0; 16];
    for (to, sign) in start.iter_mut().zip(id) {
        *to = *sign;
    }
    u128::from_be_bytes(start)
}
