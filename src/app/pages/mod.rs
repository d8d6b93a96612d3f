//! The screens, one file each.

mod assess;
mod catalogue;
mod certificates;
mod evidence;
mod hand_over;
mod missing;
mod points;
mod results;
mod scope;
mod select;
mod start;

use exready::keeping::Failure;
use leptos::prelude::*;

use super::{
    route::{Route, Screen},
    session::{Shown, session},
};

/// The screen at this place, as soon as the document it belongs to is open.
pub fn page(screen: Screen, route: RwSignal<Route>) -> AnyView {
    let id = match &screen {
        Screen::Start => return view! { <start::Start /> }.into_any(),
        Screen::Unknown => {
            return view! { <missing::Missing failure=Failure::NothingStored /> }.into_any();
        }
        Screen::Catalogue => return view! { <catalogue::Catalogue /> }.into_any(),
        Screen::Scope(id, _)
        | Screen::Certificates(id, _)
        | Screen::Select(id, _)
        | Screen::Assess(id, ..)
        | Screen::Evidence(id)
        | Screen::Results(id, _)
        | Screen::HandOver(id)
        | Screen::Points(id) => id,
    };
    match session().shown.get() {
        Shown::Open(open) if open == *id => {}
        Shown::Failed(failed, failure) if failed == *id => {
            return view! { <missing::Missing failure /> }.into_any();
        }
        Shown::Nothing | Shown::Opening(_) | Shown::Open(_) | Shown::Failed(..) => {
            return view! { <missing::Opening /> }.into_any();
        }
    }
    match screen {
        Screen::Start | Screen::Catalogue | Screen::Unknown => {
            view! { <missing::Missing failure=Failure::NothingStored /> }.into_any()
        }
        Screen::Scope(id, tab) => view! { <scope::Scope id tab /> }.into_any(),
        Screen::Certificates(id, tab) => view! { <certificates::Certificates id tab /> }.into_any(),
        Screen::Assess(id, part, group) => {
            view! { <assess::Assess id part group route /> }.into_any()
        }
        Screen::Evidence(_) => view! { <evidence::Evidence route /> }.into_any(),
        Screen::Select(id, tab) => view! { <select::Select id tab /> }.into_any(),
        Screen::Results(id, tab) => view! { <results::Results id tab /> }.into_any(),
        Screen::HandOver(_) => view! { <hand_over::HandOver /> }.into_any(),
        Screen::Points(id) => view! { <points::Points id /> }.into_any(),
    }
}
