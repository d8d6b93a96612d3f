//! Numbers in the order of a key.

/// Numbers in the order of their keys; equal keys in the order of arrival.
#[derive(Default)]
pub(super) struct Queue(pub(super) Vec<(i32, usize)>);

impl Queue {
    pub(super) fn put(&mut self, key: i32, number: usize) {
        let at = self.0.partition_point(|(other, _)| *other <= key);
        self.0.insert(at, (key, number));
    }
}
