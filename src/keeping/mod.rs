//! How a document is kept: records in a storage, whole or not at all.
//!
//! Everything works on a [`Store`] and is free of the browser, so that a test
//! can let the storage fail at every single write. Three promises hold:
//!
//! - An edit and a replacement are stored all or nothing, whenever the page dies.
//!   What is known to be less than whole says so ([`Incomplete`]).
//! - A damaged text is found by its checksum, and never overwritten before a copy
//!   of it is safe.
//! - "Saved" is said of what is stored, and of nothing else.
//!
//! - `layout`: the names. `seal`: the checksums. `pointer`: which generation is
//!   the present one, and whether it is complete.
//! - `reading`: what is stored, as it is. `opening`: what is made of it.
//!   `prerelease`: what earlier versions stored.
//! - `pending`: edits. `generation`: replacing and deleting as a whole. `aside`:
//!   copies of damaged texts.
//! - [`received`]: a file that another module has opened. [`to_seal`]: a document of
//!   which another module makes the bundle. `bundled`: the side of that module.
//! - [`Document`] and [`Workspace`]: what is in memory. [`list`]: what the start
//!   page shows.
//! - [`Space`]: what is taken of the room there is, and by whom.
//! - `journal`: the second copy, which a killed browser does not lose. `newest`:
//!   which copy is the later one, record by record. `exchange`: what a document and
//!   the journal tell each other, and so two tabs. `points`: restore points.

mod aside;
#[cfg(feature = "bundles")]
mod bundled;
mod days;
mod document;
mod envelope;
mod exchange;
mod failure;
mod generation;
mod journal;
mod layout;
mod listing;
mod newest;
mod opening;
mod pending;
mod pointer;
mod points;
pub mod prerelease;
mod reading;
mod seal;
mod space;
mod store;
mod transfer;
mod workspace;

pub use aside::{AsideCopy, delete_copies};
#[cfg(feature = "bundles")]
pub use bundled::{sealed, sent};
pub use days::ProgressDays;
pub use document::{Document, Moved, Stepped};
pub use envelope::StoredEnvelope;
pub use exchange::News;
pub use failure::{Failure, SaveError};
pub use generation::{delete, forget, saves};
pub use journal::{
    Claim, Disposal, Entry, JournalEdit, Journaled, RecordEdit, TabSteps, WHOLE, Written, claim,
    entry_checksum,
};
pub use layout::{ASKED_TO_KEEP, NAME, PREFIX};
pub use listing::{InTrash, Listed, Listing, list};
pub use opening::{Report, Retrieved, load, load_newest};
pub use points::{Point, PointState, Reason, is_point_due, surplus_points};
pub use reading::{Damaged, Incomplete};
pub use space::{ROOM, Room, Space, Taker, units};
pub use store::{Store, StoreError, Write};
pub use transfer::{Received, Seal, received, to_seal};
pub use workspace::{State, Workspace};
