//! The evidence items as scoring asks for them: what an item shows is found out
//! once, however many requirements link it.

use super::{RecordGap, Validity};
use crate::{
    assessment::{Assessment, Days, EvidenceId, EvidenceItem, Shown},
    order,
    text::{is_blank, without_digraphs, words},
};

/// Every evidence item of an assessment, in the order of the ids.
pub(super) struct Register<'a> {
    items: Vec<Registered<'a>>,
    /// The days of the last change.
    days: Days,
    /// How the ids begin: a number is found faster than a text.
    starts: Vec<u128>,
    /// The products of the records, by their numbers.
    products: Vec<String>,
    /// Where the first item stands whose id begins like this, by a number made
    /// of the beginning; [`FREE`] where there is none.
    slots: Vec<u16>,
}

/// An evidence item with what it shows of the process.
pub(super) struct Registered<'a> {
    pub(super) id: &'a EvidenceId,
    pub(super) item: &'a EvidenceItem,
    /// Whether it holds on the day of the last change; what does not shows nothing.
    pub(super) validity: Validity,
    /// Whether it counts as a record: brought forward as one, complete (ML-4), and holds.
    pub(super) is_record: bool,
    /// Whether it is brought forward as a record and lacks something (ML-4).
    pub(super) is_incomplete: bool,
    /// Whether it describes the process, has a version, was reviewed, and holds or
    /// held: an earlier version may be over.
    pub(super) describes: bool,
    /// Whether it describes the process, has a version, was reviewed, and holds.
    pub(super) documents: bool,
    /// Whether it improved the process, has a version, was reviewed, and holds.
    pub(super) improves: bool,
    /// The product, release or project it belongs to: the same number, the same
    /// product; of fewer words, the smaller number.
    pub(super) product: usize,
}

impl<'a> Register<'a> {
    pub(super) fn of(assessment: &'a Assessment) -> Self {
        let days = assessment.modified.days();
        let mut items: Vec<Registered<'a>> =
            assessment.evidence.iter().map(|(id, item)| Registered::of(id, item, &days)).collect();
        let products = number_products(&mut items);
        let starts: Vec<u128> = items.iter().map(|of| start(of.id)).collect();
        let mut slots = vec![FREE; (2 * items.len()).next_power_of_two()];
        for (place, of) in (0..FREE).zip(&starts) {
            if let Some(slot) = probes(*of, slots.len()).find(|slot| {
                let held = slots[*slot];
                held == FREE || starts[usize::from(held)] == *of
            }) {
                slots[slot] = slots[slot].min(place);
            }
        }
        Self { items, days, starts, products, slots }
    }

    /// Whether two of these products, in order, say something of themselves that
    /// the other does not: `GasGuard 200` may be `GasGuard 200 2.4.1`.
    pub(super) fn are_different(&self, products: &[usize]) -> bool {
        let name = |number: usize| self.products.get(number).map_or("", String::as_str);
        // If each may be the next one, which has as many words or more, each may
        // be every later one.
        products.windows(2).any(|pair| !may_be(name(pair[0]), name(pair[1])))
    }

    /// The days of the last change, on which the items hold or do not.
    pub(super) const fn days(&self) -> &Days {
        &self.days
    }

    /// Every item, in the order of the ids.
    pub(super) fn items(&self) -> &[Registered<'a>] {
        &self.items
    }

    /// Where the item of this id stands among [`items`](Self::items).
    pub(super) fn place(&self, id: &EvidenceId) -> Option<usize> {
        let start = start(id);
        let first = self.first(start)?;
        // Most ids are no longer than that.
        if id.as_str().len() <= size_of_val(&start) {
            return Some(first);
        }
        // Of those that are, a file may hold many that begin alike.
        let alike = self.starts[first..].partition_point(|other| *other == start);
        let items = &self.items[first..first + alike];
        items.binary_search_by(|of| of.id.cmp(id)).ok().map(|place| first + place)
    }

    /// Where the first item stands whose id begins like this.
    fn first(&self, start: u128) -> Option<usize> {
        for slot in probes(start, self.slots.len()) {
            let place = usize::from(self.slots[slot]);
            match self.starts.get(place) {
                Some(of) if *of == start => return Some(place),
                Some(_) => {}
                None => return None,
            }
        }
        // A file may hold ids that all want one slot.
        let first = self.starts.partition_point(|other| *other < start);
        (self.starts.get(first) == Some(&start)).then_some(first)
    }

    /// The item of this id.
    pub(super) fn get(&self, id: &EvidenceId) -> Option<&Registered<'a>> {
        self.items.get(self.place(id)?)
    }
}

impl<'a> Registered<'a> {
    /// Whether it is an earlier version of a procedure and nothing else.
    pub(super) fn is_superseded(&self) -> bool {
        self.validity == Validity::Over && self.describes && self.item.shows.len() == 1
    }

    fn of(id: &'a EvidenceId, item: &'a EvidenceItem, days: &Days) -> Self {
        let shows = |shown: Shown| item.shows.contains(&shown);
        let is_complete = RecordGap::of(item).is_empty();
        let validity = Validity::of(item, days);
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

/// Gives the records of one product one number, in the order of the number of
/// words that name it, and says which products there are.
fn number_products(items: &mut [Registered<'_>]) -> Vec<String> {
    let named = |of: &Registered<'_>| {
        let product = product(&of.item.product_version);
        (product.split(' ').count(), product)
    };
    let records = items.iter_mut().filter(|of| of.is_record);
    let mut records: Vec<((usize, String), &mut Registered<'_>)> =
        records.map(|of| (named(of), of)).collect();
    records.sort_unstable_by(|one, other| one.0.cmp(&other.0));
    let mut products = Vec::new();
    for same in records.chunk_by_mut(|one, other| one.0 == other.0) {
        same.iter_mut().for_each(|(_, of)| of.product = products.len());
        products.extend(same.first_mut().map(|((_, product), _)| std::mem::take(product)));
    }
    products
}

/// The words that tell one product version from another, folded, each once and
/// in order, one space between them. Words for "version" tell nothing, and
/// neither does what stands between letters and a number after them, or within a
/// version: `FW2.4.1-rc2` is `FW 2.4.1rc2`.
pub(super) fn product(text: &str) -> String {
    const VERSION: [&str; 7] = ["V", "VER", "VERSION", "REL", "RELEASE", "REV", "REVISION"];
    let words = without_digraphs(words(text));
    let mut product = Vec::new();
    for word in words.split(' ') {
        let number = word.find(|sign: char| sign.is_ascii_digit()).unwrap_or(word.len());
        let (name, number) = word.split_at(number);
        if !name.is_empty() && !VERSION.contains(&name) {
            order::add(&mut product, name.to_owned());
        }
        if !number.is_empty() {
            order::add(&mut product, number.replace('-', ""));
        }
    }
    product.join(" ")
}

/// Whether every word of a [`product`] stands in another: nothing says that they
/// are two.
pub(super) fn may_be(product: &str, other: &str) -> bool {
    let mut others = other.split(' ');
    product.split(' ').all(|word| others.find(|other| *other >= word) == Some(word))
}

/// Whether a product version names a product: "v" alone does not.
pub(super) fn names_a_product(text: &str) -> bool {
    // A digit always does: most texts need no second look.
    text.bytes().any(|byte| byte.is_ascii_digit()) || (!is_blank(text) && !product(text).is_empty())
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
