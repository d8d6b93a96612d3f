//! The lanes in which lines run between the columns.

use super::{
    queue::Queue,
    sizes::{BESIDE, LANE, LEFT, RIGHT, SHIFT},
    wires::{Way, Wire, is_above},
};

/// The lanes of a gutter: what is taken in each, from top to bottom.
#[derive(Default)]
pub(super) struct Lanes(Vec<Vec<(i32, i32)>>);

impl Lanes {
    /// The first lane that is free from `a` to `b`; the last one if `from_end`.
    pub(super) fn take(&mut self, a: i32, b: i32, from_end: bool) -> i32 {
        let (top, end) = (a.min(b) - SHIFT, a.max(b) + SHIFT);
        let free = |lane: &Vec<(i32, i32)>| lane.iter().all(|took| took.1 < top || end < took.0);
        let found =
            if from_end { self.0.iter().rposition(free) } else { self.0.iter().position(free) };
        let lane = found.unwrap_or_else(|| {
            self.0.push(Vec::new());
            self.0.len() - 1
        });
        self.0[lane].push((top, end));
        lane as i32
    }

    pub(super) fn width(&self) -> i32 {
        self.0.len() as i32 * LANE
    }
}

/// The lanes of all gutters, and, once they are as wide as they need to be, the
/// places of everything.
pub(super) struct Gutters {
    pub(super) own: [Lanes; 3],
    pub(super) middle: Lanes,
    pub(super) outer: Lanes,
    pub(super) x: Places,
}

#[derive(Default)]
pub(super) struct Places {
    /// The left edges of the boxes in each column.
    pub(super) xs: [i32; 3],
    pub(super) own_room: [i32; 3],
    pub(super) middle: i32,
    pub(super) outer: i32,
    pub(super) left_end: i32,
    pub(super) right_frame: i32,
}

/// Gives every line its lanes. Short brackets stand nearest to their boxes; of
/// lines that go down, the lower ones turn first, of lines that go up the upper
/// ones: then neighbours do not cross.
pub(super) fn lanes(
    wires: &mut [Wire],
    of_node: &[(usize, usize)],
    top: i32,
    above: i32,
) -> Gutters {
    let mut gutters = Gutters {
        own: [Lanes::default(), Lanes::default(), Lanes::default()],
        middle: Lanes::default(),
        outer: Lanes::default(),
        x: Places::default(),
    };
    let column = |wire: &Wire, end: usize| of_node[wire.ends[end].node].0;
    let (mut up, mut brackets, mut crossing, mut outer) =
        (Queue::default(), Queue::default(), Queue::default(), Queue::default());
    for (number, wire) in wires.iter().enumerate() {
        let [a, b] = [0, 1].map(|end| (column(wire, end), wire.ends[end].y));
        let (from, to) = if a.0 <= b.0 { (a, b) } else { (b, a) };
        if is_above(wire, of_node) {
            up.put(from.1, number);
        } else if wire.way == Way::Own || from.0 == to.0 {
            brackets.put((a.1 - b.1).abs(), number);
        } else if wire.way == Way::Middle {
            let key = if to.1 > from.1 { -from.1 } else { from.1 };
            crossing.put(key, number);
        }
    }
    for (at, (_, number)) in up.0.iter().enumerate() {
        let y = top - (above - at as i32) * LANE;
        wires[*number].above = Some(y);
    }
    for (number, wire) in wires.iter().enumerate().filter(|(_, wire)| wire.way == Way::Outer) {
        let [a, b] = [0, 1].map(|end| (column(wire, end), wire.ends[end].y));
        let (from, to) = if a.0 <= b.0 { (a.1, b.1) } else { (b.1, a.1) };
        let from = wire.above.unwrap_or(from);
        outer.put(if to > from { -from } else { from }, number);
    }
    for (_, number) in brackets.0.iter().chain(&up.0).chain(&crossing.0) {
        let wire = &mut wires[*number];
        let [a, b] = wire.ends;
        let at = of_node[a.node].0;
        wire.lane = match (wire.way, wire.above) {
            (Way::Own, _) => gutters.own[at].take(a.y, b.y, false),
            (Way::Middle, _) if at == RIGHT && of_node[b.node].0 == RIGHT => continue,
            (_, Some(y)) => {
                let y_left = if at == LEFT { a.y } else { b.y };
                gutters.middle.take(y, y_left, false)
            }
            _ if a.y == b.y => 0,
            _ => gutters.middle.take(a.y, b.y, false),
        };
    }
    // Brackets of the right column: from the right.
    for (_, number) in &brackets.0 {
        let wire = &mut wires[*number];
        let [a, b] = wire.ends;
        if wire.way == Way::Middle && of_node[a.node].0 == RIGHT {
            wire.lane = gutters.middle.take(a.y, b.y, true);
        }
    }
    for (_, number) in &outer.0 {
        let wire = &mut wires[*number];
        let [a, b] = wire.ends;
        let (from, to) = if of_node[b.node].0 == BESIDE { (a.y, b.y) } else { (b.y, a.y) };
        let from = wire.above.unwrap_or(from);
        if from != to {
            wire.outer_lane = gutters.outer.take(from, to, false);
        }
    }
    gutters
}
