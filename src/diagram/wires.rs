//! The lines before they are drawn: where they end, and which way they go.

use super::{nodes::boxed, picture::Node, sizes::LEFT};
use crate::{
    assessment::{Component, ComponentId, Interface},
    words::{diagram as say, list},
};

/// In which gutter a line runs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Beside its column, away from the other one: within a zone, or a loop.
    Own,
    /// Between the two columns of the scope.
    Middle,
    /// Between the scope and what is beside it.
    Outer,
}

/// Where a line ends.
#[derive(Clone, Copy, Default)]
pub(super) struct End {
    pub(super) node: usize,
    pub(super) y: i32,
}

pub(super) struct Wire {
    pub(super) ends: [End; 2],
    pub(super) way: Way,
    pub(super) lane: i32,
    /// The second lane, of a line from the left column to what is beside the
    /// scope, and its number in the gutter above.
    pub(super) outer_lane: i32,
    pub(super) above: Option<i32>,
    /// Which end has the label.
    pub(super) labelled: usize,
}

/// The ends of every interface; adds the node outside if one ends there.
pub(super) fn wires(
    components: &[Component],
    interfaces: &[Interface],
    nodes: &mut Vec<Node>,
) -> Vec<Wire> {
    let outside = components.len();
    let find = |id: &Option<ComponentId>| {
        let found = components.iter().position(|component| Some(&component.id) == id.as_ref());
        found.unwrap_or(outside)
    };
    let mut wires = Vec::with_capacity(interfaces.len());
    for interface in interfaces {
        let ends = [find(&interface.from), find(&interface.to)].map(|node| End { node, y: 0 });
        wires.push(Wire { ends, way: Way::Own, lane: 0, outer_lane: 0, above: None, labelled: 0 });
    }
    if wires.iter().any(|wire| wire.ends.iter().any(|end| end.node == outside)) {
        let name = say::elsewhere().to_owned();
        let title = format!("{name}{}{}", list::separator(), say::elsewhere_what());
        nodes.push(boxed(None, false, name, String::new(), say::elsewhere_what(), title));
    }
    wires
}

/// Whether a line goes over the right column, from the left one to what is
/// beside the scope.
pub(super) fn is_above(wire: &Wire, of_node: &[(usize, usize)]) -> bool {
    wire.way == Way::Outer && wire.ends.iter().any(|end| of_node[end.node].0 == LEFT)
}
