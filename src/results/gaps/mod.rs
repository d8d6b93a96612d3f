//! What stands between the answers and the certificate: the gaps by what
//! closing them brings, what the next level needs, and the figures as they
//! would be. Nothing here is stored, and nothing here changes an answer.
//!
//! A gap is *closed* when its requirement passes, or its "not applicable" has
//! what CV-5 and CV-6 ask for, and, in 2-4 and 4-1, its
//! evidence supports the wanted level: the highest of the target (CV-8), the
//! claim (ML-1) and the level above the floor of its practice (ML-3).

mod closing;
mod csv;
mod effect;
mod gap;
mod holder;
mod next_level;
mod trial;

pub use csv::csv;
pub use effect::Effect;
pub use gap::{Gap, GapCause, gaps};
pub use holder::Holder;
pub use next_level::{NextLevel, next_levels};
pub use trial::{FigureChange, figures, what_if};
