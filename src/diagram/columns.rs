//! Which component stands in which column.

use super::{picture::Node, queue::Queue, sizes::BESIDE, wires::Wire};

/// The names of what stands together in one column: a zone, or one component.
pub(super) struct Unit {
    pub(super) zone: Option<usize>,
    pub(super) nodes: Vec<usize>,
}

/// What stands together within the scope, in the order of the components, and
/// the names of the zones.
pub(super) fn units(nodes: &[Node]) -> (Vec<Unit>, Vec<String>) {
    let (mut units, mut zones): (Vec<Unit>, Vec<String>) = (Vec::new(), Vec::new());
    for (number, node) in nodes.iter().enumerate().filter(|(_, node)| node.inside) {
        if node.zone.is_empty() {
            units.push(Unit { zone: None, nodes: vec![number] });
            continue;
        }
        let known = zones.iter().position(|name| *name == node.zone);
        let zone = known.unwrap_or(zones.len());
        if known.is_none() {
            zones.push(node.zone.clone());
            units.push(Unit { zone: Some(zone), nodes: Vec::new() });
        }
        units
            .iter_mut()
            .filter(|unit| unit.zone == Some(zone))
            .for_each(|unit| unit.nodes.push(number));
    }
    (units, zones)
}

/// The units in the left and in the right column: of about equal height, and
/// right what has most lines to what is beside the scope.
pub(super) fn columns(nodes: &[Node], units: &[Unit], wires: &[Wire]) -> [Vec<usize>; 2] {
    let height = |unit: &Unit| 2 * unit.nodes.len() + usize::from(unit.zone.is_some());
    let total: usize = units.iter().map(height).sum();
    let mut order = Queue::default();
    for (number, unit) in units.iter().enumerate() {
        let leaves = |wire: &&Wire| {
            let [a, b] = wire.ends.map(|end| end.node);
            (unit.nodes.contains(&a) && !nodes[b].inside)
                || (unit.nodes.contains(&b) && !nodes[a].inside)
        };
        order.put(-(wires.iter().filter(leaves).count() as i32), number);
    }
    let mut right = vec![false; units.len()];
    let mut filled = 0;
    for (_, number) in order.0 {
        let unit = height(&units[number]);
        if filled == 0 || 2 * (filled + unit) <= total + 1 {
            filled += unit;
            right[number] = true;
        }
    }
    let side = |wanted: bool| (0..units.len()).filter(|unit| right[*unit] == wanted).collect();
    [side(false), side(true)]
}

/// The column of every node, and how many stand above it there.
pub(super) fn standing(
    nodes: &[Node],
    units: &[Unit],
    column: &[Vec<usize>; 2],
) -> Vec<(usize, usize)> {
    let mut of_node = vec![(BESIDE, 0); nodes.len()];
    for (number, there) in column.iter().enumerate() {
        let members = there.iter().flat_map(|unit| &units[*unit].nodes);
        members.enumerate().for_each(|(rank, node)| of_node[*node] = (number, rank));
    }
    let beside = (0..nodes.len()).filter(|node| !nodes[*node].inside);
    beside.enumerate().for_each(|(rank, node)| of_node[node].1 = rank);
    of_node
}
