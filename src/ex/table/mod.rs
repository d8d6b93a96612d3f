//! The table of symbols and techniques: the workshop's, and what it leaves out
//! (EX-1, EX-5). Made from `data/ex/symbols.json` when the app is built.

mod exposure;
mod level;
mod question_kind;
mod rows;
mod symbol;
mod technique;

pub use exposure::Exposure;
pub use level::Level;
pub use question_kind::QuestionKind;
pub use symbol::SymbolId;
pub use technique::Technique;
