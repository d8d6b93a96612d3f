//! The evidence items as scoring asks for them: what an item shows is found out
//! once, however many requirements link it.

use super::{RecordGap, Validity};
use crate::{
    assessment::{Assessment, EvidenceId, EvidenceItem, Shown},
    text::{is_blank, words},
};

/// Every evidence item of an assessment, in the order of the ids.
pub(super) struct Register<'a> {
    items: Vec<Registered<'a>>,
    /// How the ids begin: a number is found faster than a text.
    starts: Vec<u64>,
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
    /// Whether it describes the process, has a version, was reviewed, and holds.
    pub(super) documents: bool,
    /// Whether it improved the process, has a version, was reviewed, and holds.
    pub(super) improves: bool,
    /// The product, release or project it belongs to: the same number, the same product.
    pub(super) product: usize,
}

impl<'a> Register<'a> {
    pub(super) fn of(assessment: &'a Assessment) -> Self {
        let day = assessment.modified.day();
        let mut items: Vec<Registered<'a>> =
            assessment.evidence.iter().map(|(id, item)| Registered::of(id, item, day)).collect();
        number_products(&mut items);
        let starts = items.iter().map(|of| start(of.id)).collect();
        Self { items, starts }
    }

    /// Every item, in the order of the ids.
    pub(super) fn items(&self) -> &[Registered<'a>] {
        &self.items
    }

    /// Where the item of this id stands among [`items`](Self::items).
    pub(super) fn place(&self, id: &EvidenceId) -> Option<usize> {
        let start = start(id);
        let first = self.starts.partition_point(|other| *other < start);
        let (alike, items) = (self.starts.get(first..)?, self.items.get(first..)?);
        // Most ids begin as no other does. Of those that do, a file may hold many.
        let is_alone = alike.get(1) != Some(&start);
        let items = if is_alone { items.get(..1)? } else { items };
        items.binary_search_by(|of| of.id.cmp(id)).ok().map(|place| first + place)
    }

    /// The item of this id.
    pub(super) fn get(&self, id: &EvidenceId) -> Option<&Registered<'a>> {
        self.items.get(self.place(id)?)
    }
}

impl<'a> Registered<'a> {
    fn of(id: &'a EvidenceId, item: &'a EvidenceItem, day: &str) -> Self {
        let shows = |shown: Shown| item.shows.contains(&shown);
        let is_complete = RecordGap::of(item).is_empty();
        let validity = Validity::of(item, day);
        let holds = validity == Validity::Holds;
        let is_approved = holds && !is_blank(&item.document_version) && !is_blank(&item.reviewer);
        Self {
            id,
            item,
            validity,
            is_record: shows(Shown::Performed) && is_complete && holds,
            is_incomplete: shows(Shown::Performed) && !is_complete,
            documents: shows(Shown::Documented) && is_approved,
            improves: shows(Shown::Improved) && is_approved,
            product: 0,
        }
    }
}

/// Gives the records of one product one number.
fn number_products(items: &mut [Registered<'_>]) {
    let mut records: Vec<(String, &mut Registered<'_>)> = items
        .iter_mut()
        .filter(|of| of.is_record)
        .map(|of| (product(&of.item.product_version), of))
        .collect();
    records.sort_unstable_by(|one, other| one.0.cmp(&other.0));
    let mut products = records.chunk_by_mut(|one, other| one.0 == other.0);
    (0..).zip(&mut products).for_each(|(number, records)| {
        records.iter_mut().for_each(|(_, of)| of.product = number);
    });
}

/// The words that tell one product version from another, folded, one space
/// between them: the word "version" and the `v` before a number tell nothing.
pub(super) fn product(text: &str) -> String {
    let mut product = String::with_capacity(text.len());
    for word in words(text).split(' ') {
        let number = word.trim_start_matches('V');
        let is_number = number.starts_with(|sign: char| sign.is_ascii_digit());
        let word = if is_number { number } else { word };
        if !number.is_empty() && !["VER", "VERSION"].contains(&word) {
            if !product.is_empty() {
                product.push(' ');
            }
            product.push_str(word);
        }
    }
    product
}

/// Whether a product version names a product: "v" alone does not.
pub(super) fn names_a_product(text: &str) -> bool {
    // A digit always does: most texts need no second look.
    text.bytes().any(|byte| byte.is_ascii_digit()) || !product(text).is_empty()
}

/// The first eight signs of an id as a number, in the order of the ids.
fn start(id: &EvidenceId) -> u64 {
    let mut start = [0; 8];
    for (to, sign) in start.iter_mut().zip(id.as_str().bytes()) {
        *to = sign;
    }
    u64::from_be_bytes(start)
}
