//! The places at which lines end on the boxes.

use super::{
    picture::Node,
    queue::Queue,
    sizes::{BESIDE, LEFT, RIGHT, SHIFT, STEP},
    wires::{End, Way, Wire},
};

/// The ends at the left and the right side of every box, from top to bottom: in
/// the order of where the lines go, so that few cross. Line and end are one
/// number.
pub(super) fn ports(wires: &[Wire], of_node: &[(usize, usize)]) -> Vec<[Queue; 2]> {
    let mut ports: Vec<[Queue; 2]> = of_node.iter().map(|_| Default::default()).collect();
    for (number, wire) in wires.iter().enumerate() {
        for (end, other) in [(0, 1), (1, 0)] {
            let (node, far) = (wire.ends[end].node, of_node[wire.ends[other].node]);
            let side = match (wire.way, of_node[node].0) {
                (Way::Own, LEFT) | (Way::Middle, RIGHT) | (Way::Outer, BESIDE) => 0,
                _ => 1,
            };
            let up = wire.way == Way::Outer && (far.0 == LEFT || of_node[node].0 == LEFT);
            let key = if up { -1 } else { far.1 as i32 };
            ports[node][side].put(key, 2 * number + end);
        }
    }
    ports
}

pub(super) fn place_ports(
    wires: &mut [Wire],
    ports: &[[Queue; 2]],
    nodes: &[Node],
    of_node: &[(usize, usize)],
) {
    // From left to right, so that what stands opposite is placed already.
    for column in [LEFT, RIGHT, BESIDE] {
        for (number, sides) in ports.iter().enumerate() {
            if of_node[number].0 != column {
                continue;
            }
            let rect = nodes[number].rect;
            for (side, Queue(ends)) in sides.iter().enumerate() {
                let spare = rect.height / STEP - 1 - ends.len() as i32;
                let first = rect.y + (spare / 2 + 1) * STEP;
                let y = |at: usize| first + at as i32 * STEP;
                // A line that arrives at the same height from the other side of
                // the gutter would seem to be this one.
                let opposite = |wire: &Wire| match wire.way {
                    Way::Own => false,
                    Way::Middle => column == RIGHT,
                    Way::Outer => true,
                };
                let taken = |at: usize, line: usize| {
                    wires.iter().enumerate().any(|(other, wire)| {
                        let there = |end: &End| end.y == y(at) && of_node[end.node].0 + 1 == column;
                        other != line && opposite(wire) && wire.ends.iter().any(there)
                    })
                };
                let mistaken = side == 0
                    && column != LEFT
                    && ends.iter().enumerate().any(|(at, (_, end))| taken(at, end / 2));
                for (at, (_, end)) in ends.iter().enumerate() {
                    wires[end / 2].ends[end % 2].y = y(at) + if mistaken { SHIFT } else { 0 };
                }
            }
        }
    }
}
