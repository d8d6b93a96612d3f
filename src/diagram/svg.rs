//! The diagram as SVG.

use super::{
    description::summary,
    picture::{Diagram, Rect},
    sizes::{HEAD, HEAD_SIZE, META_SIZE, NAME_SIZE},
};
use crate::{text::is_right_to_left, words::diagram as say};

/// Where the picture is shown. No theme needs a style attribute or element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Within the page: colours come from its style sheet, by class.
    Page,
    /// In a file of its own, or on paper: light colours that stand in it.
    File,
}

/// What is painted alike: its class on the page, and its colours in a file.
struct Paint {
    class: &'static str,
    colours: &'static str,
}

const SCOPE: Paint =
    Paint { class: "diagram-scope", colours: r##"fill="#f6f7f7" stroke="#15201f""## };
const ZONE: Paint =
    Paint { class: "diagram-zone", colours: r##"fill="#edf0f0" stroke="#7d8888""## };
const INSIDE: Paint =
    Paint { class: "diagram-box", colours: r##"fill="#ffffff" stroke="#15201f""## };
const OUTSIDE: Paint =
    Paint { class: "diagram-box diagram-outside", colours: r##"fill="#ffffff" stroke="#4c5857""## };
const LINE: Paint = Paint { class: "diagram-line", colours: r##"fill="none" stroke="#4c5857""## };
const CONDUIT: Paint =
    Paint { class: "diagram-conduit", colours: r##"fill="none" stroke="#0b6464""## };
const PORT: Paint = Paint { class: "diagram-port", colours: r##"fill="#4c5857""## };
const CONDUIT_PORT: Paint = Paint { class: "diagram-conduit-port", colours: r##"fill="#0b6464""## };
const TEXT: Paint = Paint { class: "diagram-text", colours: r##"fill="#15201f""## };
const SOFT: Paint = Paint { class: "diagram-soft", colours: r##"fill="#4c5857""## };

/// Draws a diagram: a whole file, with its own name and description, whose
/// texts are texts. It has no script and refers to nothing.
#[must_use]
pub fn svg(diagram: &Diagram, theme: Theme) -> String {
    let mut pen = Pen { out: String::with_capacity(16 << 10), theme };
    pen.put(r#"<svg xmlns="http://www.w3.org/2000/svg" role="img" class="diagram""#);
    pen.number("width", diagram.width);
    pen.number("height", diagram.height);
    pen.put(" viewBox=\"0 0 ");
    pen.put(&diagram.width.to_string());
    pen.put(" ");
    pen.put(&diagram.height.to_string());
    pen.put("\" font-family=\"system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif\">");
    pen.element("title", &diagram.title);
    pen.element("desc", &summary(diagram));
    if theme == Theme::File {
        pen.put(r##"<rect width="100%" height="100%" fill="#ffffff"/>"##);
    }

    let scope = diagram.scope;
    pen.rect(scope, 6, &SCOPE, r#" stroke-width="2""#);
    let heading = scope.y + HEAD - 14;
    pen.text((scope.x + 12, heading), say::inside(), HEAD_SIZE, true, false, &TEXT);
    if !diagram.nodes.iter().any(|node| node.inside) {
        let at = (scope.x + 12, heading + HEAD);
        pen.text(at, say::nothing_inside(), META_SIZE, false, false, &SOFT);
    }
    if let Some(first) = diagram.nodes.iter().find(|node| !node.inside) {
        pen.text((first.rect.x, heading), say::outside(), HEAD_SIZE, true, false, &TEXT);
    }
    for zone in &diagram.zones {
        pen.put("<g>");
        pen.element("title", &say::zone(&zone.name));
        pen.rect(zone.rect, 4, &ZONE, "");
        let at = (zone.rect.x + 12, zone.rect.y + 22);
        pen.text(at, &zone.label, META_SIZE, true, false, &SOFT);
        pen.put("</g>");
    }

    for line in &diagram.lines {
        let (paint, width) = if line.conduit {
            (&CONDUIT, " stroke-width=\"3\"")
        } else {
            (&LINE, " stroke-width=\"1.25\"")
        };
        pen.put("<g>");
        pen.element("title", &line.title);
        pen.put("<polyline points=\"");
        for (index, (x, y)) in line.points.iter().enumerate() {
            pen.put(if index == 0 { "" } else { " " });
            pen.put(&x.to_string());
            pen.put(",");
            pen.put(&y.to_string());
        }
        pen.put("\" stroke-linejoin=\"round\"");
        pen.put(width);
        pen.paint(paint);
        pen.put("/>");
        for end in [line.points.first(), line.points.last()] {
            let (x, y) = end.copied().unwrap_or_default();
            pen.put("<circle r=\"3\"");
            pen.number("cx", x);
            pen.number("cy", y);
            pen.paint(if line.conduit { &CONDUIT_PORT } else { &PORT });
            pen.put("/>");
        }
        let paint = if line.conduit { &CONDUIT_PORT } else { &TEXT };
        pen.text(line.label_at, &line.label, META_SIZE, line.conduit, line.label_ends_there, paint);
        pen.put("</g>");
    }

    for node in &diagram.nodes {
        let rect = node.rect;
        pen.put("<g>");
        pen.element("title", &node.title);
        let (paint, frame) =
            if node.inside { (&INSIDE, "") } else { (&OUTSIDE, r#" stroke-dasharray="5 4""#) };
        pen.rect(rect, if node.component.is_some() { 4 } else { 18 }, paint, frame);
        let lines = node.lines.len() as i32 * 17 + if node.meta.is_empty() { 0 } else { 16 };
        let mut y = rect.y + (rect.height - lines) / 2 + 13;
        for text in &node.lines {
            pen.text((rect.x + 12, y), text, NAME_SIZE, true, false, &TEXT);
            y += 17;
        }
        pen.text((rect.x + 12, y), &node.meta, META_SIZE, false, false, &SOFT);
        pen.put("</g>");
    }

    if diagram.lines.iter().any(|line| line.conduit) {
        let y = diagram.height - 14;
        pen.put("<line");
        for (name, value) in [("x1", 16), ("x2", 44), ("y1", y - 4), ("y2", y - 4)] {
            pen.number(name, value);
        }
        pen.put(r#" stroke-width="3""#);
        pen.paint(&CONDUIT);
        pen.put("/>");
        pen.text((52, y), say::key(), META_SIZE, false, false, &SOFT);
    }
    pen.put("</svg>\n");
    pen.out
}

struct Pen {
    out: String,
    theme: Theme,
}

impl Pen {
    fn put(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn number(&mut self, name: &str, value: i32) {
        self.put(" ");
        self.put(name);
        self.put("=\"");
        self.put(&value.to_string());
        self.put("\"");
    }

    fn paint(&mut self, paint: &Paint) {
        self.put(" ");
        match self.theme {
            Theme::Page => {
                self.put("class=\"");
                self.put(paint.class);
                self.put("\"");
            }
            Theme::File => self.put(paint.colours),
        }
    }

    fn escaped(&mut self, text: &str) {
        for sign in text.chars() {
            match sign {
                '<' => self.put("&lt;"),
                '>' => self.put("&gt;"),
                '&' => self.put("&amp;"),
                '"' => self.put("&quot;"),
                '\'' => self.put("&#39;"),
                _ => self.out.push(sign),
            }
        }
    }

    fn element(&mut self, name: &str, text: &str) {
        self.put("<");
        self.put(name);
        self.put(">");
        self.escaped(text);
        self.put("</");
        self.put(name);
        self.put(">");
    }

    fn rect(&mut self, rect: Rect, radius: i32, paint: &Paint, more: &str) {
        self.put("<rect");
        self.number("x", rect.x);
        self.number("y", rect.y);
        self.number("width", rect.width);
        self.number("height", rect.height);
        self.number("rx", radius);
        self.put(more);
        self.paint(paint);
        self.put("/>");
    }

    fn text(
        &mut self,
        at: (i32, i32),
        text: &str,
        size: i32,
        bold: bool,
        ends: bool,
        paint: &Paint,
    ) {
        if text.is_empty() {
            return;
        }
        self.put("<text");
        self.number("x", at.0);
        self.number("y", at.1);
        self.number("font-size", size);
        if bold {
            self.put(r#" font-weight="600""#);
        }
        if ends {
            self.put(r#" text-anchor="end""#);
        }
        // By its own direction, from the same edge: no sign in the text is needed.
        if text.chars().any(is_right_to_left) {
            self.put(r#" unicode-bidi="plaintext""#);
        }
        self.paint(paint);
        self.put(">");
        self.escaped(text);
        self.put("</text>");
    }
}
