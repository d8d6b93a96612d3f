//! Levels and requirements as tables and charts name them.

use exready::{assessment::AssessmentId, catalogue::RequirementKey, results::LevelReached, words};
use leptos::prelude::*;

use crate::app::route::Route;

/// A link to a requirement.
pub fn link(id: &AssessmentId, key: RequirementKey) -> AnyView {
    let href = Route::requirement(id.clone(), key).href();
    view! { <a href=href>{key.id()}</a> }.into_any()
}

/// A level in words.
pub fn level(level: Option<LevelReached>) -> &'static str {
    level.map_or(words::app::dash(), LevelReached::text)
}

/// A claim of no level is no claim, not a low one.
pub fn claimed_text(level: Option<LevelReached>) -> &'static str {
    match level {
        Some(LevelReached::NONE) => words::results::no_claim(),
        level => self::level(level),
    }
}
