//! The diagram in words.

use super::picture::{Diagram, Node};
use crate::words::{diagram as say, list};

/// The diagram in words: what there is, then every component and every interface.
#[must_use]
pub fn description(diagram: &Diagram) -> Vec<String> {
    let mut lines = vec![summary(diagram)];
    lines.extend(diagram.nodes.iter().map(|node| node.title.clone()));
    lines.extend(diagram.lines.iter().map(|line| line.title.clone()));
    lines
}

/// How much of what there is.
pub(super) fn summary(diagram: &Diagram) -> String {
    let count = |inside| {
        let counts = |node: &&Node| node.component.is_some() && node.inside == inside;
        diagram.nodes.iter().filter(counts).count()
    };
    let mut parts =
        vec![say::components_inside(count(true)), say::components_outside(count(false))];
    parts.push(say::interfaces(diagram.lines.len()));
    let conduits = diagram.lines.iter().filter(|line| line.conduit).count();
    if conduits > 0 {
        parts.push(say::conduits(conduits));
    }
    parts.join(list::separator())
}
