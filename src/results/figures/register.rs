//! The evidence items as scoring asks for them: what an item shows is found out
//! once, however many requirements link it.

use std::collections::BTreeSet;

use super::{
    RecordGap, Validity,
    product::{may_be, product},
};
use crate::{
    assessment::{Assessment, Date, EvidenceId, EvidenceItem, Shown},
    catalogue::RequirementKey,
    text::is_blank,
};

/// Evidence items of an assessment, in the order of the ids: every one, unless it says
/// otherwise.
pub(in crate::results) struct Register<'a> {
    items: Vec<Registered<'a>>,
    /// The day of the last change.
    day: &'a Date,
    /// The products of the records, by their numbers.
    products: Vec<String>,
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
        Self::of_items(&assessment.day, assessment.evidence.iter())
    }

    /// The evidence items that these requirements link, and no others: what they show,
    /// and nothing that is found out across all items.
    pub(in crate::results) fn of_linked(
        assessment: &'a Assessment,
        requirements: &[RequirementKey],
    ) -> Self {
        let mut ids = BTreeSet::new();
        for (key, answer) in assessment.answers.all() {
            if requirements.binary_search(&key.requirement).is_ok() {
                ids.extend(answer.linked());
            }
        }
        let items = ids.into_iter().filter_map(|id| assessment.evidence.get_key_value(id));
        Self::of_items(&assessment.day, items)
    }

    fn of_items(
        day: &'a Date,
        items: impl Iterator<Item = (&'a EvidenceId, &'a EvidenceItem)>,
    ) -> Self {
        let mut items: Vec<Registered<'a>> =
            items.map(|(id, item)| Registered::of(id, item, day)).collect();
        let products = number_products(&mut items);
        Self { items, day, products }
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
        self.items.binary_search_by(|entry| entry.id.cmp(id)).ok()
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
