//! Verdicts, kinds and facts as words, and a verdict as a mark: a shape and a
//! colour beside its word, never alone.

use exready::{
    assessment::{EvidenceKind, MaturityLevel, Shown, Verdict},
    catalogue::ComponentKind,
    ex::AccessPath,
    words,
};
use leptos::prelude::*;

/// A verdict as a word.
pub fn verdict_text(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => words::verdict::pass(),
        Verdict::Fail => words::verdict::fail(),
        Verdict::NotApplicable => words::verdict::not_applicable(),
        Verdict::NotEvaluated => words::verdict::not_evaluated(),
    }
}

/// The name of a verdict in class names.
pub const fn verdict_class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => "pass",
        Verdict::Fail => "fail",
        Verdict::NotApplicable => "not-applicable",
        Verdict::NotEvaluated => "not-evaluated",
    }
}

/// A verdict as shape and word.
pub fn verdict_mark(verdict: Verdict) -> AnyView {
    let path = match verdict {
        Verdict::Pass => "M1.5 6.5 4.5 9.5 10.5 2.5",
        Verdict::Fail => "M2.5 2.5 9.5 9.5M9.5 2.5 2.5 9.5",
        Verdict::NotApplicable => "M2 6H10",
        Verdict::NotEvaluated => "M6 1.5a4.5 4.5 0 1 0 .01 0",
    };
    view! {
        <span class=format!("verdict {}", verdict_class(verdict))>
            <svg class="mark" viewBox="0 0 12 12" aria-hidden="true"><path d=path /></svg>
            {verdict_text(verdict)}
        </span>
    }
    .into_any()
}

/// The kind of an evidence item as words.
pub fn kind_text(kind: EvidenceKind) -> &'static str {
    match kind {
        EvidenceKind::Procedure => words::kind::procedure(),
        EvidenceKind::Specification => words::kind::specification(),
        EvidenceKind::Report => words::kind::report(),
        EvidenceKind::Minutes => words::kind::minutes(),
        EvidenceKind::Log => words::kind::log(),
        EvidenceKind::Certificate => words::kind::certificate(),
        EvidenceKind::Other => words::kind::other(),
    }
}

/// What an item shows, as words.
pub fn shown_text(shown: Shown) -> &'static str {
    match shown {
        Shown::Documented => words::shown::documented(),
        Shown::Performed => words::shown::performed(),
        Shown::Improved => words::shown::improved(),
    }
}

/// A maturity level with what it means.
pub fn level_text(level: MaturityLevel) -> &'static str {
    match level {
        MaturityLevel::Initial => words::maturity::initial(),
        MaturityLevel::Managed => words::maturity::managed(),
        MaturityLevel::Defined => words::maturity::defined(),
        MaturityLevel::Improving => words::maturity::improving(),
    }
}

/// A component type with its code.
pub fn component_kind_text(kind: ComponentKind) -> &'static str {
    match kind {
        ComponentKind::Sar => words::component_kind::sar(),
        ComponentKind::Edr => words::component_kind::edr(),
        ComponentKind::Hdr => words::component_kind::hdr(),
        ComponentKind::Ndr => words::component_kind::ndr(),
    }
}

/// An access path as words.
pub fn access_text(path: AccessPath) -> &'static str {
    match path {
        AccessPath::WiredNetwork => words::access::wired_network(),
        AccessPath::Fieldbus => words::access::fieldbus(),
        AccessPath::Wireless => words::access::wireless(),
        AccessPath::ServicePort => words::access::service_port(),
        AccessPath::RemovableMedia => words::access::removable_media(),
        AccessPath::Remote => words::access::remote_access(),
    }
}
