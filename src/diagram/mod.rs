//! The scope diagram: what the certificate covers, in which zones, and which
//! interfaces join it to what.
//!
//! [`Diagram::of`] lays it out in whole numbers, [`svg`] draws it, and
//! [`description`] says the same in words. Equal data give equal pictures. In the
//! browser another module does this ([`drawn`]), so that a large scope holds no page.

mod columns;
mod crossing;
mod description;
mod gutters;
mod layout;
mod lines;
mod nodes;
mod picture;
mod ports;
mod queue;
mod sizes;
mod svg;
mod text;
mod wires;

pub use crossing::{Drawing, drawn, to_draw};
pub use description::description;
pub use picture::{Diagram, Line, Node, Rect, Zone};
pub use svg::{Theme, svg};
