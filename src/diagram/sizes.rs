//! Sizes in pixels, and the columns.

/// All heights are multiples of it, so that lines can run straight across.
pub(super) const STEP: i32 = 18;
pub(super) const EDGE: i32 = 16;
pub(super) const BOX_WIDTH: i32 = 176;
pub(super) const BOX_HEIGHT: i32 = 4 * STEP;
pub(super) const PAD: i32 = 12;
pub(super) const LANE: i32 = 8;
/// A port that would run on in the line of another one is moved by this much.
pub(super) const SHIFT: i32 = 6;
pub(super) const LABEL_ROOM: i32 = 116;
/// Bold letters are wider, as if they were larger by this much.
pub(super) const BOLD: i32 = 1;
pub(super) const NAME_SIZE: i32 = 13;
pub(super) const META_SIZE: i32 = 11;
pub(super) const HEAD_SIZE: i32 = 12;
pub(super) const HEAD: i32 = 2 * STEP;

pub(super) const LEFT: usize = 0;
pub(super) const RIGHT: usize = 1;
pub(super) const BESIDE: usize = 2;
