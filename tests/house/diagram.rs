//! The scope diagram: everything is in it once, nothing overlaps, every text is
//! a text.

use crate::support;
use std::{env, fs, path::Path};

use exready::{
    assessment::{Component, ComponentId, Interface, InterfaceId, LINE_MAX},
    catalogue::ComponentKind,
    diagram::{Diagram, Rect, Theme, description, svg},
    ex::AccessPath,
};
use proptest::{collection::vec, option, prelude::*, sample::select};

fn id(name: &str) -> ComponentId {
    ComponentId::try_from(name.to_owned()).unwrap()
}

fn interface_id(number: usize) -> InterfaceId {
    InterfaceId::try_from(format!("i-{number}")).unwrap()
}

/// `name | kind | version | zone`; a zone in brackets is outside the scope.
fn component(number: usize, line: &str) -> Component {
    let mut parts = line.split('|').map(str::trim);
    let mut part = || parts.next().unwrap_or_default();
    let (name, kind, version, zone) = (part(), part(), part(), part());
    Component {
        name: name.to_owned(),
        kind: ComponentKind::ALL.into_iter().find(|known| known.code() == kind),
        version: version.to_owned(),
        zone: zone.trim_matches(['(', ')']).to_owned(),
        in_scope: !zone.starts_with('('),
        ..Component::new(id(&format!("c-{number}")))
    }
}

/// `from - to: name`; `.` is outside.
fn interface(number: usize, line: &str) -> Interface {
    let (ends, name) = line.split_once(": ").unwrap();
    let (from, to) = ends.split_once(" - ").unwrap();
    let end = |text: &str| (text != ".").then(|| id(&format!("c-{text}")));
    let id = interface_id(number);
    Interface { name: name.to_owned(), from: end(from), to: end(to), ..Interface::new(id) }
}

struct Case {
    name: &'static str,
    components: Vec<Component>,
    interfaces: Vec<Interface>,
}

impl Case {
    fn diagram(&self) -> Diagram {
        Diagram::of(&self.components, &self.interfaces, self.name)
    }
}

fn case(name: &'static str, components: &[&str], interfaces: &[&str]) -> Case {
    Case {
        name,
        components: components.iter().enumerate().map(|(n, line)| component(n, line)).collect(),
        interfaces: interfaces.iter().enumerate().map(|(n, line)| interface(n, line)).collect(),
    }
}

fn three() -> Case {
    case(
        "GasGuard 200",
        &[
            "Gas detector | EDR | 2.4.1 |",
            "Configuration tool | SAR | 5.0 |",
            "Control system | | | ()",
        ],
        &["1 - 0: Service port", "0 - 2: Modbus TCP", "2 - .: Plant network"],
    )
}

fn eight() -> Case {
    case(
        "GasGuard 800",
        &[
            "Sensor head | EDR | 2.4.1 | Field",
            "Sensor head with long line | EDR | 2.4.1 | Field",
            "Field gateway | NDR | 1.9 | Field",
            "Controller | EDR | 4.0 | Control",
            "Operator panel | HDR | 4.0 | Control",
            "Configuration tool | SAR | 5.0 | Service",
            "Control system | | | (Plant)",
            "Asset management in the cloud | | | ()",
        ],
        &[
            "0 - 2: HART",
            "1 - 2: HART",
            "2 - 3: Modbus TCP",
            "3 - 4: Panel bus",
            "5 - 3: USB service port",
            "3 - 6: OPC UA",
            "2 - 7: MQTT over TLS",
            "4 - .: USB stick",
            "5 - .: Update server",
        ],
    )
}

fn twenty(zones: bool) -> Case {
    let mut case = case(
        "Burner management 3000",
        &[
            "Flame detector A | EDR | 1.2 | Field",
            "Flame detector B | EDR | 1.2 | Field",
            "Valve positioner | EDR | 3.0.7 | Field",
            "Pressure transmitter | EDR | 3.0.7 | Field",
            "Wireless gateway | NDR | 2.2 | Field",
            "Remote I/O | EDR | 7.1 | Field",
            "Safety logic solver | EDR | 9.4.2 | Safety",
            "Safety engineering station | HDR | 11 | Safety",
            "Safety programming software | SAR | 11.2 | Safety",
            "Process controller | EDR | 8.0 | Control",
            "Redundant process controller | EDR | 8.0 | Control",
            "Managed switch | NDR | 4.4 | Control",
            "Operator station | HDR | 22H2 | Control",
            "Visualization | SAR | 6.5 | Control",
            "Historian | SAR | 2026.1 | Server room",
            "Firewall | NDR | 7.4 | Server room",
            "Distributed control system | | | (Plant)",
            "Maintenance laptop | | | ()",
            "Vendor cloud | | | ()",
            "Time server | | | (Plant)",
        ],
        &[
            "0 - 6: 4-20 mA, HART",
            "1 - 6: 4-20 mA, HART",
            "2 - 5: HART",
            "3 - 5: HART",
            "3 - 4: WirelessHART",
            "4 - 11: Modbus TCP",
            "5 - 9: PROFINET",
            "5 - 10: PROFINET",
            "6 - 7: Safety Ethernet",
            "7 - 8: Local",
            "6 - 9: Modbus RTU",
            "9 - 10: Redundancy link",
            "9 - 11: Ethernet",
            "10 - 11: Ethernet",
            "11 - 12: Ethernet",
            "12 - 13: Local",
            "13 - 14: SQL",
            "11 - 15: Ethernet",
            "14 - 15: HTTPS",
            "15 - 16: OPC UA",
            "15 - 18: MQTT over TLS",
            "9 - 16: Modbus TCP",
            "17 - 9: Service port",
            "17 - 6: USB programming port",
            "17 - 4: Bluetooth configuration interface",
            "11 - 19: NTP",
            "16 - 19: NTP",
            "12 - .: USB stick",
            "18 - .: Internet",
            "8 - .: Update file",
        ],
    );
    if !zones {
        case.components.iter_mut().for_each(|component| component.zone.clear());
    }
    case
}

fn hostile() -> Case {
    let long = "A very long name of a component that goes on and on ".repeat(6);
    let mut case = case("<script>alert(1)</script> & \"quotes\"", &["a", "b", "c", "d"], &[]);
    let names = [
        &long[..LINE_MAX],
        "<b>&amp;\"'\u{0}\u{1b}\u{ffff}\n\t</title>",
        "\u{5de}\u{5d2}\u{5dc}\u{5d4} \u{5d2}\u{5d6} \u{202e}200",
        "",
    ];
    for (component, name) in case.components.iter_mut().zip(names) {
        component.name = name.to_owned();
        component.version = long[..LINE_MAX].to_owned();
        component.zone = format!("Zone {long}")[..LINE_MAX].to_owned();
    }
    case.components[2].zone = "\u{5d0}".repeat(LINE_MAX);
    case.components[3].in_scope = false;
    case.interfaces = vec![
        Interface {
            name: "W".repeat(LINE_MAX),
            from: Some(id("c-0")),
            to: Some(id("c-2")),
            ..Interface::new(interface_id(0))
        },
        Interface {
            from: Some(id("c-1")),
            to: Some(id("c-1")),
            path: Some(AccessPath::Wireless),
            ..Interface::new(interface_id(1))
        },
        Interface::new(interface_id(2)),
        Interface {
            name: "\u{0}<&>".to_owned(),
            from: Some(id("gone")),
            to: Some(id("c-3")),
            ..Interface::new(interface_id(3))
        },
    ];
    case
}

fn cases() -> Vec<Case> {
    vec![case("", &[], &[]), three(), eight(), twenty(true), twenty(false), hostile()]
}

fn right(rect: Rect) -> i32 {
    rect.x + rect.width
}

fn bottom(rect: Rect) -> i32 {
    rect.y + rect.height
}

fn overlap(a: Rect, b: Rect) -> bool {
    a.x < right(b) && b.x < right(a) && a.y < bottom(b) && b.y < bottom(a)
}

fn within(outer: Rect, inner: Rect) -> bool {
    outer.x <= inner.x
        && outer.y <= inner.y
        && right(inner) <= right(outer)
        && bottom(inner) <= bottom(outer)
}

/// A piece of a line as a rectangle of at least one pixel.
fn piece(a: (i32, i32), b: (i32, i32)) -> Rect {
    let (x, y) = (a.0.min(b.0), a.1.min(b.1));
    Rect { x, y, width: (a.0 - b.0).abs().max(1), height: (a.1 - b.1).abs().max(1) }
}

fn check(components: &[Component], interfaces: &[Interface], diagram: &Diagram) {
    let page = Rect { x: 0, y: 0, width: diagram.width, height: diagram.height };
    assert!(within(page, diagram.scope));

    // Every component once, in its frame; no box on another one.
    let shown: Vec<usize> = diagram.nodes.iter().filter_map(|node| node.component).collect();
    assert!(shown.into_iter().eq(0..components.len()));
    for (number, node) in diagram.nodes.iter().enumerate() {
        assert!(within(page, node.rect));
        let inside = node.component.is_some_and(|number| components[number].in_scope);
        assert_eq!((node.inside, within(diagram.scope, node.rect)), (inside, inside));
        assert!(inside || !overlap(diagram.scope, node.rect));
        assert!(diagram.nodes[..number].iter().all(|other| !overlap(other.rect, node.rect)));
        for zone in &diagram.zones {
            let belongs = inside && zone.name == node.zone;
            assert_eq!(within(zone.rect, node.rect), belongs);
            assert!(belongs || !overlap(zone.rect, node.rect));
        }
        assert!(matches!(node.lines.len(), 1 | 2));
    }
    for (number, zone) in diagram.zones.iter().enumerate() {
        assert!(within(diagram.scope, zone.rect));
        assert!(diagram.zones[..number].iter().all(|other| !overlap(other.rect, zone.rect)));
    }

    // Every interface, from box to box, at right angles, through no box, and
    // never along another one.
    assert_eq!(diagram.lines.len(), interfaces.len());
    let mut pieces: Vec<(usize, Rect)> = Vec::new();
    for (number, line) in diagram.lines.iter().enumerate() {
        for (end, at) in [(line.from, line.points[0]), (line.to, *line.points.last().unwrap())] {
            let rect = diagram.nodes[end].rect;
            assert!(at.0 == rect.x || at.0 == right(rect));
            assert!(rect.y < at.1 && at.1 < bottom(rect));
        }
        for pair in line.points.windows(2) {
            assert!(pair[0].0 == pair[1].0 || pair[0].1 == pair[1].1, "{:?}", line.points);
            let piece = piece(pair[0], pair[1]);
            assert!(within(page, piece), "{piece:?} leaves the picture");
            for node in &diagram.nodes {
                let inner = Rect {
                    x: node.rect.x + 1,
                    y: node.rect.y + 1,
                    width: node.rect.width - 2,
                    height: node.rect.height - 2,
                };
                assert!(!overlap(piece, inner), "{} runs through {}", line.title, node.name);
            }
            pieces.push((number, piece));
        }
        assert!(!line.label.is_empty());
    }
    for (at, (line, a)) in pieces.iter().enumerate() {
        for (other, b) in &pieces[..at] {
            let along = (a.width > 1 && b.width > 1) || (a.height > 1 && b.height > 1);
            assert!(line == other || !along || !overlap(*a, *b), "{a:?} along {b:?}");
        }
    }
}

/// Whether a text is well-formed: tags close in order, no bare sign, and no
/// character that XML forbids.
fn well_formed(text: &str) {
    let mut open = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        assert!(!rest[..at].contains('>'));
        let end = rest[at..].find('>').unwrap() + at;
        let tag = &rest[at + 1..end];
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        for forbidden in ["script", "style", "href", "url(", "image", " on"] {
            assert!(!tag.contains(forbidden), "{tag}");
        }
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
        } else if !tag.ends_with('/') {
            open.push(tag.split(' ').next().unwrap());
        }
        rest = &rest[end + 1..];
    }
    assert!(open.is_empty(), "{open:?}");
    assert!(text.chars().all(
        |sign| sign == '\n' || !(sign.is_control() || sign == '\u{ffff}' || sign == '\u{fffe}')
    ));
    for (at, _) in text.match_indices('&') {
        let entities = ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"];
        assert!(entities.iter().any(|entity| text[at..].starts_with(entity)));
    }
    assert!(!text.contains('\u{202e}'));
}

#[test]
fn the_worked_cases_are_drawn_without_overlap() {
    for case in cases() {
        let diagram = case.diagram();
        check(&case.components, &case.interfaces, &diagram);
        assert_eq!(diagram, case.diagram());
        for theme in [Theme::Page, Theme::File] {
            let text = svg(&diagram, theme);
            well_formed(&text);
            assert!(text.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\""));
            assert!(text.contains("<title>") && text.contains("<desc>"));
            assert_eq!(text.matches("<polyline").count(), case.interfaces.len());
            // To look at them: DIAGRAMS=folder cargo test --test diagram
            if let Ok(folder) = env::var("DIAGRAMS") {
                let name =
                    format!("{}-{}-{theme:?}.svg", case.components.len(), diagram.zones.len());
                fs::write(Path::new(&folder).join(name), text).unwrap();
            }
        }
    }
}

#[test]
fn texts_are_escaped_shortened_and_whole_in_the_title() {
    let case = hostile();
    let diagram = case.diagram();
    let text = svg(&diagram, Theme::File);
    assert!(text.contains(
        "<title>Scope of &lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quotes&quot;</title>"
    ));
    assert!(text.contains("&lt;b&gt;&amp;amp;&quot;&#39;"));
    let node = &diagram.nodes[0];
    assert_eq!(node.lines.len(), 2);
    assert!(node.lines[1].ends_with('\u{2026}') && node.lines.concat().len() < 60);
    assert!(text.contains(case.components[0].name.trim()));
    assert_eq!(diagram.nodes[3].name, "Unnamed component");
    assert!(text.contains("wireless") && text.contains(&"W".repeat(LINE_MAX)));
}

#[test]
fn inside_outside_and_conduits_are_told_in_words() {
    let case = eight();
    let diagram = case.diagram();
    let text = svg(&diagram, Theme::File);
    assert!(text.contains("Inside the certificate&#39;s scope"));
    assert!(
        text.contains("Outside the certificate&#39;s scope") && text.contains("stroke-dasharray")
    );
    let zones: Vec<&str> = diagram.zones.iter().map(|zone| zone.name.as_str()).collect();
    assert_eq!(zones, ["Field", "Control", "Service"]);
    let conduits: Vec<bool> = diagram.lines.iter().map(|line| line.conduit).collect();
    assert_eq!(conduits, [false, false, true, false, true, true, false, false, false]);
    let lines = description(&diagram);
    assert_eq!(lines.len(), 1 + 9 + 9);
    assert_eq!(
        lines[0],
        "6 components inside the certificate's scope; 2 components outside it; 9 interfaces; 3 of them are conduits"
    );
    assert_eq!(
        lines[1],
        "Sensor head; EDR; version 2.4.1; Zone Field; Inside the certificate's scope"
    );
    assert_eq!(
        lines[12],
        "Modbus TCP: Field gateway to Controller; conduit between zones Field and Control"
    );
    assert!(lines.iter().any(|line| line == "USB stick: Operator panel to Outside"));
}

#[test]
fn a_page_paints_by_class_and_a_file_by_itself() {
    let diagram = three().diagram();
    let (page, file) = (svg(&diagram, Theme::Page), svg(&diagram, Theme::File));
    assert!(
        page.contains("class=\"diagram-box\"")
            && !page.contains("fill=")
            && !page.contains("stroke=\"")
    );
    assert!(file.contains("fill=\"#ffffff\"") && !file.contains("diagram-"));
}

#[test]
fn twenty_components_fit_a_wide_page() {
    for zones in [true, false] {
        let diagram = twenty(zones).diagram();
        assert!(
            diagram.width <= 1400 && diagram.height <= 1100,
            "{} x {}",
            diagram.width,
            diagram.height
        );
    }
}

#[test]
fn as_much_as_an_assessment_holds_is_drawn_whole() {
    let components: Vec<Component> =
        (0..200).map(|n| component(n, &format!("Part {n} | | | Zone {}", n % 7))).collect();
    let interfaces: Vec<Interface> = (0..400)
        .map(|n| interface(n, &format!("{} - {}: Bus {n}", n * 7 % 200, n * 13 % 200)))
        .collect();
    let diagram = Diagram::of(&components, &interfaces, "Large");
    assert_eq!((diagram.nodes.len(), diagram.lines.len()), (200, 400));
    let text = svg(&diagram, Theme::Page);
    assert!((0..400).all(|number| text.contains(&format!("Bus {number}<"))));
}

fn random() -> impl Strategy<Value = (Vec<Component>, Vec<Interface>)> {
    let text =
        || prop_oneof![3 => "[A-Za-z ]{0,30}", 1 => support::random::text(), 1 => ".{250,300}"];
    let zone = select(&["", "", "A", "B", "C", "D & E"][..]);
    let component = (text(), zone, any::<bool>(), text());
    let end = || option::weighted(0.9, 0..40_usize);
    (vec(component, 0..24), vec((text(), end(), end()), 0..40)).prop_map(|(items, lines)| {
        let count = items.len();
        let components =
            items.into_iter().enumerate().map(|(n, (name, zone, in_scope, version))| {
                let zone = zone.to_owned();
                Component { name, zone, in_scope, version, ..Component::new(id(&n.to_string())) }
            });
        let end = |end: Option<usize>| {
            end.filter(|_| count > 0).map(|end| id(&(end % count).to_string()))
        };
        let interfaces = lines.into_iter().enumerate().map(|(n, (name, from, to))| Interface {
            name,
            from: end(from),
            to: end(to),
            ..Interface::new(interface_id(n))
        });
        (components.collect(), interfaces.collect())
    })
}

proptest! {
    #![proptest_config(support::cases::config(400))]

    #[test]
    fn nothing_overlaps_and_nothing_is_missing((components, interfaces) in random(), name in support::random::text()) {
        let diagram = Diagram::of(&components, &interfaces, &name);
        check(&components, &interfaces, &diagram);
        well_formed(&svg(&diagram, Theme::Page));
        prop_assert_eq!(description(&diagram).len(), 1 + diagram.nodes.len() + diagram.lines.len());
    }
}
