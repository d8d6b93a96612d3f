//! The scope diagram as a value: what stands where.

/// A scope diagram with the place of everything in it, in pixels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagram {
    /// What it shows.
    pub title: String,
    /// The width of the picture.
    pub width: i32,
    /// The height of the picture.
    pub height: i32,
    /// The frame of what the certificate covers.
    pub scope: Rect,
    /// The frames of the zones within the scope, in the order of the components.
    pub zones: Vec<Zone>,
    /// The components in their order; then the node for what is not listed, if
    /// an interface ends there.
    pub nodes: Vec<Node>,
    /// The interfaces in their order.
    pub lines: Vec<Line>,
}

/// A rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rect {
    /// Its left edge.
    pub x: i32,
    /// Its upper edge.
    pub y: i32,
    /// Its width.
    pub width: i32,
    /// Its height.
    pub height: i32,
}

impl Rect {
    pub(super) const fn right(self) -> i32 {
        self.x + self.width
    }

    pub(super) const fn bottom(self) -> i32 {
        self.y + self.height
    }
}

/// The frame of a zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    /// Its name in full.
    pub name: String,
    /// What is written, as far as it fits.
    pub label: String,
    /// Its place.
    pub rect: Rect,
}

/// The box of a component.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Which component, counted from 0; none for what is not listed.
    pub component: Option<usize>,
    /// Whether the certificate covers it.
    pub inside: bool,
    /// Its name in full.
    pub name: String,
    /// The zone it stands in, or empty.
    pub zone: String,
    /// Its name as it is written: one or two lines.
    pub lines: Vec<String>,
    /// The line below the name, as far as it fits.
    pub meta: String,
    /// All about it in words.
    pub title: String,
    /// Its place.
    pub rect: Rect,
}

/// The line of an interface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The number of the node at one end.
    pub from: usize,
    /// The number of the node at the other end.
    pub to: usize,
    /// Whether it joins two zones.
    pub conduit: bool,
    /// What is written, as far as it fits.
    pub label: String,
    /// Where the text begins, or ends if `label_ends_there`.
    pub label_at: (i32, i32),
    /// Whether the text stands left of `label_at`.
    pub label_ends_there: bool,
    /// All about it in words.
    pub title: String,
    /// Where it runs: horizontal and vertical pieces in turn.
    pub points: Vec<(i32, i32)>,
}
