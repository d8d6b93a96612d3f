//! The boxes of the components, as they are written.

use super::{
    picture::{Node, Rect, Zone},
    sizes::{BOLD, BOX_WIDTH, META_SIZE, NAME_SIZE, PAD},
    text::{clean, clip, wrap},
};
use crate::{
    assessment::Component,
    text::isolated,
    words::{diagram as say, list},
};

pub(super) fn node((number, component): (usize, &Component)) -> Node {
    let (name, version) = (clean(&component.name), clean(&component.version));
    let name = if name.is_empty() { say::unnamed().to_owned() } else { name };
    let zone = clean(&component.zone);
    let kind = component.kind.map_or("", |kind| kind.code());
    let dot = if kind.is_empty() || version.is_empty() { "" } else { list::dot() };
    let mut meta = format!("{kind}{dot}{}", isolated(&version));
    if !component.in_scope && !zone.is_empty() {
        let dot = if meta.is_empty() { "" } else { list::dot() };
        meta = format!("{meta}{dot}{}", say::zone(&zone));
    }
    let mut title = isolated(&name).into_owned();
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

pub(super) fn boxed(
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

pub(super) fn zone(name: &str) -> Zone {
    Zone { name: name.to_owned(), label: say::zone(name), rect: Rect::default() }
}
