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
    Diagram, Line, Node, Rect, Zone,
    text::{clean, clip, width, wrap},
};
use crate::{
    assessment::{Component, ComponentId, Interface},
    ex::AccessPath,
    words::{diagram as say, list},
};

/// All heights are multiples of it, so that lines can run straight across.
const STEP: i32 = 18;
const EDGE: i32 = 16;
const BOX_WIDTH: i32 = 176;
const BOX_HEIGHT: i32 = 4 * STEP;
const PAD: i32 = 12;
const LANE: i32 = 8;
/// A port that would run on in the line of another one is moved by this much.
const SHIFT: i32 = 6;
const LABEL_ROOM: i32 = 116;
/// Bold letters are wider, as if they were larger by this much.
const BOLD: i32 = 1;
pub(super) const NAME_SIZE: i32 = 13;
pub(super) const META_SIZE: i32 = 11;
pub(super) const HEAD_SIZE: i32 = 12;
pub(super) const HEAD: i32 = 2 * STEP;

const LEFT: usize = 0;
const RIGHT: usize = 1;
const BESIDE: usize = 2;

/// In which gutter a line runs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Beside its column, away from the other one: within a zone, or a loop.
    Own,
    /// Between the two columns of the scope.
    Middle,
    /// Between the scope and what is beside it.
    Outer,
}

/// The lanes of a gutter: what is taken in each, from top to bottom.
#[derive(Default)]
struct Lanes(Vec<Vec<(i32, i32)>>);

impl Lanes {
    /// The first lane that is free from `a` to `b`; the last one if `from_end`.
    fn take(&mut self, a: i32, b: i32, from_end: bool) -> i32 {
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

    fn width(&self) -> i32 {
        self.0.len() as i32 * LANE
    }
}

/// Numbers in the order of their keys; equal keys in the order of arrival.
#[derive(Default)]
struct Queue(Vec<(i32, usize)>);

impl Queue {
    fn put(&mut self, key: i32, number: usize) {
        let at = self.0.iter().rposition(|there| there.0 <= key).map_or(0, |at| at + 1);
        self.0.insert(at, (key, number));
    }
}

/// Where a line ends.
#[derive(Clone, Copy, Default)]
struct End {
    node: usize,
    y: i32,
}

struct Route {
    ends: [End; 2],
    way: Way,
    lane: i32,
    /// The second lane, of a line from the left column to what is beside the
    /// scope, and its number in the gutter above.
    outer_lane: i32,
    above: Option<i32>,
    /// Which end has the label.
    labelled: usize,
}

/// The names of what stands together in one column: a zone, or one component.
struct Unit {
    zone: Option<usize>,
    nodes: Vec<usize>,
}

impl Diagram {
    /// Lays out the diagram of a test item. An end of an interface that names
    /// no component is an end outside.
    #[must_use]
    pub fn of(components: &[Component], interfaces: &[Interface], test_item: &str) -> Self {
        let mut nodes: Vec<Node> = components.iter().enumerate().map(node).collect();
        let mut routes = routes(components, interfaces, &mut nodes);
        let (units, zone_names) = units(&nodes);
        let column = columns(&nodes, &units, &routes);
        let of_node = standing(&nodes, &units, &column);
        // Which way each line runs, and on which side of its boxes it ends.
        for route in &mut routes {
            let [a, b] = route.ends.map(|end| end.node);
            let (columns, zones) = ((of_node[a].0, of_node[b].0), (&nodes[a].zone, &nodes[b].zone));
            let same_zone = zones.0 == zones.1 && !zones.0.is_empty();
            route.way = match columns {
                _ if a == b => Way::Own,
                (BESIDE, BESIDE) => Way::Own,
                (BESIDE, _) | (_, BESIDE) => Way::Outer,
                (one, other) if one == other && same_zone => Way::Own,
                _ => Way::Middle,
            };
            // A label stands at the end outside the scope, else at the left.
            let wanted = match route.way {
                Way::Own => columns.0,
                Way::Outer => BESIDE,
                Way::Middle => columns.0.min(columns.1),
            };
            route.labelled = usize::from(columns.0 != wanted);
        }
        let above = routes.iter().filter(|route| is_above(route, &of_node)).count() as i32;
        let ports = ports(&routes, &of_node);
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
        place_ports(&mut routes, &ports, &nodes, &of_node);
        let mut gutters = lanes(&mut routes, &of_node, top, above);

        // Labels, and the room they need at each side of the gutters.
        let labels: Vec<String> = interfaces.iter().map(label).collect();
        let (mut own_room, mut middle_room, mut outer_room) = ([0; 3], [0; 3], 0);
        let mut texts = Vec::with_capacity(routes.len());
        for (route, label) in routes.iter().zip(&labels) {
            let [from, to] = route.ends.map(|end| &nodes[end.node]);
            let size = META_SIZE + if is_conduit(from, to) { BOLD } else { 0 };
            let text = clip(label, size, LABEL_ROOM);
            let room = width(&text, size) + 2 * SHIFT;
            let at = of_node[route.ends[route.labelled].node].0;
            let most = match route.way {
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
        let lines = routes
            .iter()
            .zip(texts)
            .enumerate()
            .map(|(number, (route, text))| {
                line(
                    route,
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

/// The column of every node, and how many stand above it there.
fn standing(nodes: &[Node], units: &[Unit], column: &[Vec<usize>; 2]) -> Vec<(usize, usize)> {
    let mut of_node = vec![(BESIDE, 0); nodes.len()];
    for (number, there) in column.iter().enumerate() {
        let members = there.iter().flat_map(|unit| &units[*unit].nodes);
        members.enumerate().for_each(|(rank, node)| of_node[*node] = (number, rank));
    }
    let beside = (0..nodes.len()).filter(|node| !nodes[*node].inside);
    beside.enumerate().for_each(|(rank, node)| of_node[node].1 = rank);
    of_node
}

fn title(test_item: &str) -> String {
    match clean(test_item).as_str() {
        "" => say::title_unnamed().to_owned(),
        name => say::title(name),
    }
}

fn node((number, component): (usize, &Component)) -> Node {
    let (name, version) = (clean(&component.name), clean(&component.version));
    let name = if name.is_empty() { say::unnamed().to_owned() } else { name };
    let zone = clean(&component.zone);
    let kind = component.kind.map_or("", |kind| kind.code());
    let dot = if kind.is_empty() || version.is_empty() { "" } else { list::dot() };
    let mut meta = [kind, dot, &version].concat();
    if !component.in_scope && !zone.is_empty() {
        let dot = if meta.is_empty() { "" } else { list::dot() };
        meta = [&meta, dot, &say::zone(&zone)].concat();
    }
    let mut title = name.clone();
    let mut say_too = |text: &str| {
        title.push_str(list::separator());
        title.push_str(text);
    };
    if !kind.is_empty() {
        say_too(kind);
    }
    if !version.is_empty() {
        say_too(&say::version(&version));
    }
    if !zone.is_empty() {
        say_too(&say::zone(&zone));
    }
    say_too(if component.in_scope { say::inside() } else { say::outside() });
    boxed(Some(number), component.in_scope, name, zone, &meta, title)
}

fn boxed(
    component: Option<usize>,
    inside: bool,
    name: String,
    zone: String,
    meta: &str,
    title: String,
) -> Node {
    let room = BOX_WIDTH - 2 * PAD;
    let lines = wrap(&name, NAME_SIZE + BOLD, room);
    let meta = clip(meta, META_SIZE, room);
    Node { component, inside, name, zone, lines, meta, title, rect: Rect::default() }
}

fn zone(name: &str) -> Zone {
    Zone { name: name.to_owned(), label: say::zone(name), rect: Rect::default() }
}

/// The ends of every interface; adds the node outside if one ends there.
fn routes(components: &[Component], interfaces: &[Interface], nodes: &mut Vec<Node>) -> Vec<Route> {
    let outside = components.len();
    let find = |id: &Option<ComponentId>| {
        let found = components.iter().position(|component| Some(&component.id) == id.as_ref());
        found.unwrap_or(outside)
    };
    let mut routes = Vec::with_capacity(interfaces.len());
    for interface in interfaces {
        let ends = [find(&interface.from), find(&interface.to)].map(|node| End { node, y: 0 });
        routes.push(Route {
            ends,
            way: Way::Own,
            lane: 0,
            outer_lane: 0,
            above: None,
            labelled: 0,
        });
    }
    if routes.iter().any(|route| route.ends.iter().any(|end| end.node == outside)) {
        let name = say::elsewhere().to_owned();
        let title = [&name, list::separator(), say::elsewhere_what()].concat();
        nodes.push(boxed(None, false, name, String::new(), say::elsewhere_what(), title));
    }
    routes
}

/// What stands together within the scope, in the order of the components, and
/// the names of the zones.
fn units(nodes: &[Node]) -> (Vec<Unit>, Vec<String>) {
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
fn columns(nodes: &[Node], units: &[Unit], routes: &[Route]) -> [Vec<usize>; 2] {
    let height = |unit: &Unit| 2 * unit.nodes.len() + usize::from(unit.zone.is_some());
    let total: usize = units.iter().map(height).sum();
    let mut order = Queue::default();
    for (number, unit) in units.iter().enumerate() {
        let leaves = |route: &&Route| {
            let [a, b] = route.ends.map(|end| end.node);
            (unit.nodes.contains(&a) && !nodes[b].inside)
                || (unit.nodes.contains(&b) && !nodes[a].inside)
        };
        order.put(-(routes.iter().filter(leaves).count() as i32), number);
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

/// Whether a line goes over the right column, from the left one to what is
/// beside the scope.
fn is_above(route: &Route, of_node: &[(usize, usize)]) -> bool {
    route.way == Way::Outer && route.ends.iter().any(|end| of_node[end.node].0 == LEFT)
}

/// The ends at the left and the right side of every box, from top to bottom: in
/// the order of where the lines go, so that few cross. Line and end are one
/// number.
fn ports(routes: &[Route], of_node: &[(usize, usize)]) -> Vec<[Queue; 2]> {
    let mut ports: Vec<[Queue; 2]> = of_node.iter().map(|_| Default::default()).collect();
    for (number, route) in routes.iter().enumerate() {
        for (end, other) in [(0, 1), (1, 0)] {
            let (node, far) = (route.ends[end].node, of_node[route.ends[other].node]);
            let side = match (route.way, of_node[node].0) {
                (Way::Own, LEFT) | (Way::Middle, RIGHT) | (Way::Outer, BESIDE) => 0,
                _ => 1,
            };
            let up = route.way == Way::Outer && (far.0 == LEFT || of_node[node].0 == LEFT);
            let key = if up { -1 } else { far.1 as i32 };
            ports[node][side].put(key, 2 * number + end);
        }
    }
    ports
}

fn place_ports(
    routes: &mut [Route],
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
                let opposite = |route: &Route| match route.way {
                    Way::Own => false,
                    Way::Middle => column == RIGHT,
                    Way::Outer => true,
                };
                let taken = |at: usize, line: usize| {
                    routes.iter().enumerate().any(|(other, route)| {
                        let there = |end: &End| end.y == y(at) && of_node[end.node].0 + 1 == column;
                        other != line && opposite(route) && route.ends.iter().any(there)
                    })
                };
                let mistaken = side == 0
                    && column != LEFT
                    && ends.iter().enumerate().any(|(at, (_, end))| taken(at, end / 2));
                for (at, (_, end)) in ends.iter().enumerate() {
                    routes[end / 2].ends[end % 2].y = y(at) + if mistaken { SHIFT } else { 0 };
                }
            }
        }
    }
}

/// The lanes of all gutters, and, once they are as wide as they need to be, the
/// places of everything.
struct Gutters {
    own: [Lanes; 3],
    middle: Lanes,
    outer: Lanes,
    x: Places,
}

#[derive(Default)]
struct Places {
    /// The left edges of the boxes in each column.
    xs: [i32; 3],
    own_room: [i32; 3],
    middle: i32,
    outer: i32,
    left_end: i32,
    right_frame: i32,
}

/// Gives every line its lanes. Short brackets stand nearest to their boxes; of
/// lines that go down, the lower ones turn first, of lines that go up the upper
/// ones: then neighbours do not cross.
fn lanes(routes: &mut [Route], of_node: &[(usize, usize)], top: i32, above: i32) -> Gutters {
    let mut gutters = Gutters {
        own: [Lanes::default(), Lanes::default(), Lanes::default()],
        middle: Lanes::default(),
        outer: Lanes::default(),
        x: Places::default(),
    };
    let column = |route: &Route, end: usize| of_node[route.ends[end].node].0;
    let (mut up, mut brackets, mut crossing, mut outer) =
        (Queue::default(), Queue::default(), Queue::default(), Queue::default());
    for (number, route) in routes.iter().enumerate() {
        let [a, b] = [0, 1].map(|end| (column(route, end), route.ends[end].y));
        let (from, to) = if a.0 <= b.0 { (a, b) } else { (b, a) };
        if is_above(route, of_node) {
            up.put(from.1, number);
        } else if route.way == Way::Own || from.0 == to.0 {
            brackets.put((a.1 - b.1).abs(), number);
        } else if route.way == Way::Middle {
            let key = if to.1 > from.1 { -from.1 } else { from.1 };
            crossing.put(key, number);
        }
    }
    for (at, (_, number)) in up.0.iter().enumerate() {
        let y = top - (above - at as i32) * LANE;
        routes[*number].above = Some(y);
    }
    for (number, route) in routes.iter().enumerate().filter(|(_, route)| route.way == Way::Outer) {
        let [a, b] = [0, 1].map(|end| (column(route, end), route.ends[end].y));
        let (from, to) = if a.0 <= b.0 { (a.1, b.1) } else { (b.1, a.1) };
        let from = route.above.unwrap_or(from);
        outer.put(if to > from { -from } else { from }, number);
    }
    for (_, number) in brackets.0.iter().chain(&up.0).chain(&crossing.0) {
        let route = &mut routes[*number];
        let [a, b] = route.ends;
        let at = of_node[a.node].0;
        route.lane = match (route.way, route.above) {
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
        let route = &mut routes[*number];
        let [a, b] = route.ends;
        if route.way == Way::Middle && of_node[a.node].0 == RIGHT {
            route.lane = gutters.middle.take(a.y, b.y, true);
        }
    }
    for (_, number) in &outer.0 {
        let route = &mut routes[*number];
        let [a, b] = route.ends;
        let (from, to) = if of_node[b.node].0 == BESIDE { (a.y, b.y) } else { (b.y, a.y) };
        let from = route.above.unwrap_or(from);
        if from != to {
            route.outer_lane = gutters.outer.take(from, to, false);
        }
    }
    gutters
}

/// A conduit joins two zones.
fn is_conduit(from: &Node, to: &Node) -> bool {
    !from.zone.is_empty() && !to.zone.is_empty() && from.zone != to.zone
}

fn label(interface: &Interface) -> String {
    match (clean(&interface.name), interface.path) {
        (name, None) if name.is_empty() => say::interface().to_owned(),
        (name, Some(path)) if name.is_empty() => path.text().to_owned(),
        (name, _) => name,
    }
}

fn line(
    route: &Route,
    text: String,
    label: &str,
    path: Option<AccessPath>,
    nodes: &[Node],
    of_node: &[(usize, usize)],
    gutters: &Gutters,
) -> Line {
    let [a, b] = route.ends;
    let (from, to) = (&nodes[a.node], &nodes[b.node]);
    let conduit = is_conduit(from, to);
    let mut title = say::line(label, &from.name, &to.name);
    if let Some(path) = path.map(AccessPath::text).filter(|path| *path != label) {
        title = [&title, list::separator(), path].concat();
    }
    if conduit {
        title = [&title, list::separator(), &say::conduit(&from.zone, &to.zone)].concat();
    }

    let Places { xs, own_room, middle, outer, left_end, right_frame } = gutters.x;
    let edge = |end: End| {
        let column = of_node[end.node].0;
        let on_left = matches!(
            (route.way, column),
            (Way::Own, LEFT) | (Way::Middle, RIGHT) | (Way::Outer, BESIDE)
        );
        xs[column] + if on_left { 0 } else { BOX_WIDTH }
    };
    let lane = match (route.way, of_node[a.node].0) {
        (Way::Own, LEFT) => xs[LEFT] - own_room[LEFT] - route.lane * LANE,
        (Way::Own, at) => xs[at] + BOX_WIDTH + own_room[at] + route.lane * LANE,
        (Way::Middle, _) => middle + route.lane * LANE,
        (Way::Outer, _) => outer + route.outer_lane * LANE,
    };
    let mut points = vec![(edge(a), a.y)];
    match route.above {
        Some(y) => {
            // Over the right column: in the order from the left column outwards.
            let up = middle + route.lane * LANE;
            let (first, second) = if of_node[a.node].0 == LEFT { (up, lane) } else { (lane, up) };
            points.extend([(first, a.y), (first, y), (second, y), (second, b.y)]);
        }
        None if a.y != b.y => points.extend([(lane, a.y), (lane, b.y)]),
        None => {}
    }
    points.push((edge(b), b.y));

    let end = route.ends[route.labelled];
    let (x, label_ends_there) = match (route.way, of_node[end.node].0) {
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
