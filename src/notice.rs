//! What the user is told of opening and saving.

use serde::{Deserialize, Serialize};

/// A message that stays until it is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// What it says.
    pub text: String,
    /// Whether something went wrong.
    pub is_trouble: bool,
}
