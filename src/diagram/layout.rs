//! Where everything stands and how the lines run.
//!
//! There are three columns: two within the scope, so that no box lies between a
//! line and its end, and one beside it. A zone stands in one column, whole. A
//! line runs in the gutter beside its ends:
//!
//! ```text
//! +- scope -----------------------------------------------------+
//! |        ......................................................|.......   above: from the
//! | own  [ left ]  middle lanes  [ right ]  own lanes            |  outer  [ beside ]  own
//! | lanes[ left ]                [ right ]                       |  lanes  [ beside ]  lanes
//! +-------------------------------------------------------------+
//! ```
//!
//! Every end of a line has a place of its own on the side of its box, and every
//! vertical piece a lane in which nothing else runs there; boxes and gutters are
//! as large as that needs. So lines cross at right angles or not at all, and no
//! line crosses a box or a label.

use super::{
    columns::{columns, standing, units},
    gutters::{Places, lanes},
    lines::{is_conduit, label, line},
    nodes::{node, zone},
    picture::{Diagram, Node, Rect, Zone},
    ports::{place_ports, ports},
    sizes::{
        BESIDE, BOLD, BOX_HEIGHT, BOX_WIDTH, EDGE, HEAD, HEAD_SIZE, LABEL_ROOM, LANE, LEFT,
        META_SIZE, PAD, RIGHT, SHIFT, STEP,
    },
    text::{clean, clip, width},
    wires::{self, Way, is_above},
};
use crate::{
    assessment::{Component, Interface},
    words::diagram as say,
};

impl Diagram {
    /// Lays out the diagram of a test item. An end of an interface that names
    /// no component is an end outside.
    #[must_use]
    pub fn of(components: &[Component], interfaces: &[Interface], test_item: &str) -> Self {
        let mut nodes: Vec<Node> = components.iter().enumerate().map(node).collect();
        let mut wires = wires::wires(components, interfaces, &mut nodes);
        let (units, zone_names) = units(&nodes);
        let column = columns(&nodes, &units, &wires);
        let of_node = standing(&nodes, &units, &column);
        // Which way each line runs, and on which side of its boxes it ends.
        for wire in &mut wires {
            let [a, b] = wire.ends.map(|end| end.node);
            let (columns, zones) = ((of_node[a].0, of_node[b].0), (&nodes[a].zone, &nodes[b].zone));
            let same_zone = zones.0 == zones.1 && !zones.0.is_empty();
            wire.way = match columns {
                _ if a == b => Way::Own,
                (BESIDE, BESIDE) => Way::Own,
                (BESIDE, _) | (_, BESIDE) => Way::Outer,
                (one, other) if one == other && same_zone => Way::Own,
                _ => Way::Middle,
            };
            // A label stands at the end outside the scope, else at the left.
            let wanted = match wire.way {
                Way::Own => columns.0,
                Way::Outer => BESIDE,
                Way::Middle => columns.0.min(columns.1),
            };
            wire.labelled = usize::from(columns.0 != wanted);
        }
        let above = wires.iter().filter(|wire| is_above(wire, &of_node)).count() as i32;
        let ports = ports(&wires, &of_node);
        let mut zones: Vec<Zone> = zone_names.iter().map(|name| zone(name)).collect();
        let mut zone_column = vec![LEFT; zones.len()];

        // Downwards: boxes as high as their ports need.
        let top = EDGE + HEAD + (above * LANE + STEP - 1) / STEP * STEP;
        let mut bottoms = [top; 3];
        let heights: Vec<i32> = ports
            .iter()
            .map(|sides| BOX_HEIGHT.max((sides[0].0.len().max(sides[1].0.len()) as i32 + 1) * STEP))
            .collect();
        for (number, units_there) in column.iter().enumerate() {
            for unit in units_there {
                let mut y = bottoms[number];
                let begun = y;
                y += if units[*unit].zone.is_some() { HEAD } else { 0 };
                for node in &units[*unit].nodes {
                    nodes[*node].rect = Rect { x: 0, y, width: BOX_WIDTH, height: heights[*node] };
                    y += heights[*node] + STEP;
                }
                if let Some(zone) = units[*unit].zone {
                    zones[zone].rect = Rect { y: begun, height: y - begun, ..Rect::default() };
                    zone_column[zone] = number;
                    y += STEP;
                }
                bottoms[number] = y;
            }
        }
        for (number, node) in nodes.iter_mut().enumerate().filter(|(_, node)| !node.inside) {
            let y = bottoms[BESIDE];
            node.rect = Rect { x: 0, y, width: BOX_WIDTH, height: heights[number] };
            bottoms[BESIDE] += heights[number] + STEP;
        }
        place_ports(&mut wires, &ports, &nodes, &of_node);
        let mut gutters = lanes(&mut wires, &of_node, top, above);

        // Labels, and the room they need at each side of the gutters.
        let labels: Vec<String> = interfaces.iter().map(label).collect();
        let (mut own_room, mut middle_room, mut outer_room) = ([0; 3], [0; 3], 0);
        let mut texts = Vec::with_capacity(wires.len());
        for (wire, label) in wires.iter().zip(&labels) {
            let [from, to] = wire.ends.map(|end| &nodes[end.node]);
            let size = META_SIZE + if is_conduit(from, to) { BOLD } else { 0 };
            let text = clip(label, size, LABEL_ROOM);
            let room = width(&text, size) + 2 * SHIFT;
            let at = of_node[wire.ends[wire.labelled].node].0;
            let most = match wire.way {
                Way::Own => &mut own_room[at],
                Way::Middle => &mut middle_room[at],
                Way::Outer => &mut outer_room,
            };
            *most = room.max(*most);
            texts.push(text);
        }

        // Rightwards.
        let own_width =
            |at: usize| if own_room[at] > 0 { own_room[at] + gutters.own[at].width() } else { 0 };
        let has_left = !column[LEFT].is_empty();
        let mut x = EDGE + PAD;
        let left_frame = x;
        x += PAD + own_width(LEFT);
        let left = x;
        let left_end = if has_left { left + BOX_WIDTH + PAD } else { left_frame };
        let middle = left_end + middle_room[LEFT].max(PAD);
        let used = gutters.middle.width();
        let right_frame = if used > 0 || has_left {
            middle + used + middle_room[RIGHT].max(PAD)
        } else {
            left_frame
        };
        let right = right_frame + PAD;
        let right_end = right + BOX_WIDTH + own_width(RIGHT) + PAD;
        let mut scope = Rect { x: EDGE, y: EDGE, width: right_end + PAD - EDGE, height: 0 };
        scope.width = scope.width.max(width(say::inside(), HEAD_SIZE + BOLD) + 2 * EDGE);
        if column[RIGHT].is_empty() {
            scope.width = scope.width.max(width(say::nothing_inside(), META_SIZE) + 3 * EDGE);
            bottoms[RIGHT] += 2 * STEP;
        }
        scope.height = bottoms[LEFT].max(bottoms[RIGHT]) - EDGE;
        let outer = scope.right() + PAD + SHIFT;
        let beside = outer + gutters.outer.width() + outer_room.max(PAD);
        let xs = [left, right, beside];
        for (number, node) in nodes.iter_mut().enumerate() {
            node.rect.x = xs[of_node[number].0];
        }
        for (zone, column) in zones.iter_mut().zip(zone_column) {
            let (from, to) = if column == LEFT {
                (left_frame, left + BOX_WIDTH + PAD)
            } else {
                (right_frame, right_end)
            };
            zone.rect.x = from;
            zone.rect.width = to - from;
            zone.label = clip(&zone.label, META_SIZE + BOLD, to - from - 2 * PAD);
        }
        gutters.x = Places { xs, own_room, middle, outer, left_end, right_frame };
        let lines = wires
            .iter()
            .zip(texts)
            .enumerate()
            .map(|(number, (wire, text))| {
                line(
                    wire,
                    text,
                    &labels[number],
                    interfaces[number].path,
                    &nodes,
                    &of_node,
                    &gutters,
                )
            })
            .collect();

        let any_beside = nodes.iter().any(|node| !node.inside);
        let mut diagram =
            Self { title: title(test_item), width: 0, height: 0, scope, zones, nodes, lines };
        diagram.width = if any_beside {
            let right =
                beside + BOX_WIDTH + own_width(BESIDE) + if own_room[BESIDE] > 0 { PAD } else { 0 };
            right.max(beside + width(say::outside(), HEAD_SIZE + BOLD)) + EDGE
        } else {
            scope.right() + EDGE
        };
        diagram.height =
            scope.bottom().max(if any_beside { bottoms[BESIDE] - STEP } else { 0 }) + EDGE;
        if diagram.lines.iter().any(|line| line.conduit) {
            diagram.height += HEAD - EDGE / 2;
            diagram.width = diagram.width.max(width(say::key(), META_SIZE) + 5 * EDGE);
        }
        diagram
    }
}

fn title(test_item: &str) -> String {
    match clean(test_item).as_str() {
        "" => say::title_unnamed().to_owned(),
        name => say::title(name),
    }
}
