//! A diagram on its way from the module that draws it.

use serde::{Deserialize, Serialize};

use super::{Diagram, Theme, description, svg};
use crate::assessment::{Component, Content, Interface, stored};

/// What is to be drawn.
#[derive(Debug, Serialize, Deserialize)]
struct ToDraw {
    components: Vec<Component>,
    interfaces: Vec<Interface>,
    test_item: String,
}

/// A scope diagram, drawn by another module.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawing {
    /// The picture for a page, which gives it its colours.
    pub page: String,
    /// The picture as a file.
    pub file: String,
    /// The same in words, line by line.
    pub lines: Vec<String>,
}

impl Drawing {
    /// What another module has drawn; `None` if it is not what this build sends.
    #[must_use]
    pub fn received(json: &str) -> Option<Self> {
        stored::read(json)
    }
}

/// The JSON in which the scope of a document crosses to be drawn.
///
/// # Errors
/// None in practice: everything that is stored can be written as JSON.
pub fn to_draw(content: &Content) -> Result<String, serde_json::Error> {
    stored::written(&ToDraw {
        components: content.components.clone(),
        interfaces: content.interfaces.clone(),
        test_item: content.test_item.name.clone(),
    })
}

/// Draws what crossed; `None` if it is not what this build sends.
#[must_use]
pub fn drawn(json: &str) -> Option<String> {
    let ToDraw { components, interfaces, test_item } = stored::read(json)?;
    let diagram = Diagram::of(&components, &interfaces, &test_item);
    let drawing = Drawing {
        page: svg(&diagram, Theme::Page),
        file: svg(&diagram, Theme::File),
        lines: description(&diagram),
    };
    stored::written(&drawing).ok()
}
