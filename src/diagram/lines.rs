//! The lines as they are drawn.

use super::{
    gutters::{Gutters, Places},
    picture::{Line, Node},
    sizes::{BESIDE, BOX_WIDTH, LANE, LEFT, RIGHT, SHIFT},
    text::clean,
    wires::{End, Way, Wire},
};
use crate::{
    assessment::Interface,
    ex::AccessPath,
    words::{diagram as say, list},
};

/// A conduit joins two zones.
pub(super) fn is_conduit(from: &Node, to: &Node) -> bool {
    !from.zone.is_empty() && !to.zone.is_empty() && from.zone != to.zone
}

pub(super) fn label(interface: &Interface) -> String {
    match (clean(&interface.name), interface.path) {
        (name, None) if name.is_empty() => say::interface().to_owned(),
        (name, Some(path)) if name.is_empty() => path.text().to_owned(),
        (name, _) => name,
    }
}

pub(super) fn line(
    wire: &Wire,
    text: String,
    label: &str,
    path: Option<AccessPath>,
    nodes: &[Node],
    of_node: &[(usize, usize)],
    gutters: &Gutters,
) -> Line {
    let [a, b] = wire.ends;
    let (from, to) = (&nodes[a.node], &nodes[b.node]);
    let conduit = is_conduit(from, to);
    let mut title = say::line(label, &from.name, &to.name);
    if let Some(path) = path.map(AccessPath::text).filter(|path| *path != label) {
        title = format!("{title}{}{path}", list::separator());
    }
    if conduit {
        let zones = say::conduit(&from.zone, &to.zone);
        title = format!("{title}{}{zones}", list::separator());
    }

    let Places { xs, own_room, middle, outer, left_end, right_frame } = gutters.x;
    let edge = |end: End| {
        let column = of_node[end.node].0;
        let on_left = matches!(
            (wire.way, column),
            (Way::Own, LEFT) | (Way::Middle, RIGHT) | (Way::Outer, BESIDE)
        );
        xs[column] + if on_left { 0 } else { BOX_WIDTH }
    };
    let lane = match (wire.way, of_node[a.node].0) {
        (Way::Own, LEFT) => xs[LEFT] - own_room[LEFT] - wire.lane * LANE,
        (Way::Own, at) => xs[at] + BOX_WIDTH + own_room[at] + wire.lane * LANE,
        (Way::Middle, _) => middle + wire.lane * LANE,
        (Way::Outer, _) => outer + wire.outer_lane * LANE,
    };
    let mut points = vec![(edge(a), a.y)];
    match wire.above {
        Some(y) => {
            // Over the right column: in the order from the left column outwards.
            let up = middle + wire.lane * LANE;
            let (first, second) = if of_node[a.node].0 == LEFT { (up, lane) } else { (lane, up) };
            points.extend([(first, a.y), (first, y), (second, y), (second, b.y)]);
        }
        None if a.y != b.y => points.extend([(lane, a.y), (lane, b.y)]),
        None => {}
    }
    points.push((edge(b), b.y));

    let end = wire.ends[wire.labelled];
    let (x, label_ends_there) = match (wire.way, of_node[end.node].0) {
        (Way::Own, LEFT) => (xs[LEFT] - SHIFT, true),
        (Way::Own, at) => (xs[at] + BOX_WIDTH + SHIFT, false),
        (Way::Middle, LEFT) => (left_end + SHIFT, false),
        (Way::Middle, _) => (right_frame - SHIFT, true),
        (Way::Outer, _) => (xs[BESIDE] - SHIFT, true),
    };
    let label_at = (x, end.y - 4);
    Line {
        from: a.node,
        to: b.node,
        conduit,
        label: text,
        label_at,
        label_ends_there,
        title,
        points,
    }
}
