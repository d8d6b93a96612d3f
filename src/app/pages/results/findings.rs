//! Findings: everything the checks found, as an assessor would raise it, by
//! severity, each with the way to its place.

use exready::{
    assessment::{AssessmentId, ComponentId},
    catalogue::PartId,
    keeping::Document,
    results::{Check, DocumentFinding, Finding, Id, Place, Results, Severity},
    words,
};
use leptos::prelude::*;

use crate::app::{
    parts::{choice::filter_by, own::own},
    route::{Route, RouteTab, ScopeTab, SelectTab},
    session::session,
};

/// How many findings of one severity are listed.
const SHOWN_MAX: usize = 200;

/// A finding as it is shown.
#[derive(Clone, PartialEq, Eq)]
struct Line {
    /// The organizational level, and how many of its requirements have no verdict
    /// yet, if it is about that.
    unanswered: Option<(&'static str, u16)>,
    severity: Severity,
    /// The parts it is about.
    parts: Vec<PartId>,
    href: String,
    place: String,
    /// The component whose answers it is about (CV-9); empty if none.
    component: String,
    /// What the requirement is called, if it is one.
    title: &'static str,
    text: String,
    rule: &'static str,
}

/// All findings: those of the document, then those of each part.
fn lines_of(open: &Document, id: &AssessmentId) -> Vec<Line> {
    let assessment = &open.assessment;
    let line = |place: &Place,
                component: &Option<ComponentId>,
                check: &Check,
                severity,
                rule,
                parts| Line {
        unanswered: match (place, check) {
            (Place::Group { group, .. }, Check::Unanswered { count }) => Some((*group, *count)),
            _ => None,
        },
        severity,
        parts,
        href: route_of(id.clone(), place).href(),
        place: place.name(assessment),
        component: component
            .as_ref()
            .map_or_else(String::new, |id| assessment.component_called(id)),
        title: match place {
            Place::Requirement { requirement, .. } => requirement.0.requirement().title(),
            _ => "",
        },
        text: check.text(assessment),
        rule,
    };
    let mut lines: Vec<Line> = Vec::new();
    for finding in &open.results.findings {
        let DocumentFinding { place, component, severity, rule, check } = finding;
        let parts = PartId::ALL.into_iter().filter(|part| finding.concerns(*part)).collect();
        lines.push(line(place, component, check, *severity, rule, parts));
    }
    for finding in open.results.parts.iter().flat_map(|part| &part.findings) {
        let Id(key) = finding.requirement;
        let place = Place::requirement(key);
        let parts = vec![key.part()];
        let Finding { component, severity, rule, check, .. } = finding;
        lines.push(line(&place, component, check, *severity, rule, parts));
    }
    lines
}

/// Where the link of a finding leads.
fn route_of(id: AssessmentId, place: &Place) -> Route {
    match place {
        Place::Applicant => Route::Scope(id, ScopeTab::Applicant),
        Place::TestItem => Route::Scope(id, ScopeTab::TestItem),
        Place::Protection => Route::Scope(id, ScopeTab::Protection),
        Place::Component { .. } => Route::Scope(id, ScopeTab::Components),
        Place::Certificates => Route::Certificates(id, RouteTab::Certificates),
        Place::Providers => Route::Certificates(id, RouteTab::Iecex),
        Place::Selection => Route::Select(id, SelectTab::Parts),
        Place::Profiles => Route::Select(id, SelectTab::Profiles),
        Place::Evidence { evidence } => Route::Evidence(id, Some(evidence.clone())),
        Place::Requirement { requirement, .. } => Route::requirement(id, requirement.0),
        Place::Part { part } => Route::Assess(id, *part, 0, None),
        Place::Group { part, group } => {
            let index = part.part().groups.iter().position(|other| other.id == *group);
            Route::Assess(id, *part, index.unwrap_or_default(), None)
        }
    }
}

/// The findings, with what narrows them down.
pub fn view(id: AssessmentId, parts: Vec<PartId>) -> AnyView {
    let session = session();
    let lines = Memo::new(move |_| session.read(|open| lines_of(open, &id)).unwrap_or_default());
    let part = RwSignal::new(None::<PartId>);
    let severity = RwSignal::new(None::<Severity>);
    let is_empty = move || lines.with(Vec::is_empty);
    let groups = move || {
        let (part, severity) = (part.get(), severity.get());
        let shown = Severity::ALL
            .into_iter()
            .filter(|other| severity.is_none_or(|chosen| chosen == *other));
        lines.with(|lines| shown.map(|severity| group(severity, part, lines)).collect::<Vec<_>>())
    };
    let codes = parts.clone();
    view! {
        <h2>{words::findings::title()}</h2>
        <p>{move || session.text(|open| totals(&open.results))}</p>
        <p class="hint">{words::findings::hint()}</p>
        <div class="filters">
            {filter_by("findings-part", words::gaps::part(), words::gaps::all_parts(),
                move || codes.iter().map(|part| part.code().to_owned()).collect(),
                move |index| part.set(index.and_then(|index| parts.get(index).copied())))}
            {filter_by("findings-severity", words::findings::severity(), words::findings::all_severities(),
                || Severity::ALL.map(|severity| severity.text().to_owned()).into(),
                move |index| severity.set(index.and_then(|index| Severity::ALL.get(index).copied())))}
        </div>
        {move || is_empty().then(|| view! { <p class="empty">{words::results::no_findings()}</p> }.into_any())}
        {move || groups().into_any()}
    }
    .into_any()
}

/// How many findings there are, and how much is not answered yet.
fn totals(results: &Results) -> String {
    let counts = results.counts();
    let mut texts = vec![words::status::findings(counts.without_open())];
    if counts.without_open() > 0 {
        texts.push(counts.text());
    }
    let unanswered = results.unanswered();
    if unanswered > 0 {
        texts.push(words::findings::unanswered(unanswered));
    }
    texts.join(words::list::dot())
}

/// The findings of one severity.
fn group(severity: Severity, part: Option<PartId>, lines: &[Line]) -> AnyView {
    let fits = |line: &&Line| {
        line.severity == severity && part.is_none_or(|part| line.parts.contains(&part))
    };
    let count = lines.iter().filter(fits).count();
    // What is not answered counts by requirements, here as everywhere.
    let weight = |line: &Line| line.unanswered.map_or(1, |(_, count)| usize::from(count));
    let total: usize = lines.iter().filter(fits).map(weight).sum();
    let line = |line: &Line| {
        view! {
            <li>
                <span><a href=line.href.clone()>{own(line.place.clone())}</a> " " <span class="line-name">{line.title}</span> " " {own(line.component.clone())}</span>
                <span class="finding-text">{line.text.clone()}</span>
                <span class="rule" translate="no">{line.rule}</span>
            </li>
        }
        .into_any()
    };
    let of_group = lines.iter().filter(fits);
    // Of what nobody has answered, one line for each part.
    let (unanswered, others): (Vec<&Line>, Vec<&Line>) =
        of_group.partition(|line| line.unanswered.is_some());
    let mut shown: Vec<AnyView> = others.into_iter().take(SHOWN_MAX).map(line).collect();
    shown
        .extend(unanswered.chunk_by(|one, other| one.parts == other.parts).map(unanswered_of_part));
    let more = (count > SHOWN_MAX).then(|| {
        let more = words::findings::more(count - SHOWN_MAX);
        view! { <p class="hint">{more}</p> }.into_any()
    });
    view! {
        <section hidden=count == 0 aria-label=severity.text()>
            <h3>{words::findings::of_severity(severity.text(), total)}</h3>
            <ul class="finding-list">{shown}</ul>
            {more}
        </section>
    }
    .into_any()
}

/// What nobody has answered yet of one part, in one line: each organizational
/// level with how many.
fn unanswered_of_part(lines: &[&Line]) -> AnyView {
    let part = lines.first().and_then(|line| line.parts.first()).map_or("", |part| part.code());
    let level = |line: &&Line| {
        let (level, count) = line.unanswered.unwrap_or_default();
        let text = words::findings::level_count(level, count);
        view! { <a href=line.href.clone()>{text}</a> " " }.into_any()
    };
    let levels: Vec<AnyView> = lines.iter().map(level).collect();
    let rule = lines.first().map(|line| line.rule);
    view! {
        <li>
            <span>{part}</span>
            <span class="finding-text levels">{words::findings::unanswered_by()} " " {levels}</span>
            <span class="rule" translate="no">{rule}</span>
        </li>
    }
    .into_any()
}
