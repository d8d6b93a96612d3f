//! Lists in order, in little code: what the standard library sorts with, also
//! to make a map or set of a list, is some 3 kB for every type that is sorted.

use std::collections::BinaryHeap;

/// The items in order. Equal items come in any order.
#[must_use]
pub fn sorted<T: Ord>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    items.into_iter().collect::<BinaryHeap<T>>().into_sorted_vec()
}

/// Adds an item to a short list that is in order, unless it is there already.
pub fn add<T: Ord>(list: &mut Vec<T>, item: T) {
    if let Err(place) = list.binary_search(&item) {
        list.insert(place, item);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_put_in_order_and_stays_so() {
        let mut list = sorted([3, 1, 2, 3]);
        assert_eq!(list, [1, 2, 3, 3]);
        for item in [0, 2, 4] {
            add(&mut list, item);
        }
        assert_eq!(list, [0, 1, 2, 3, 3, 4]);
    }
}
