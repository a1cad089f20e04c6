//! Intercoder agreement: layers → units → study → measure → score.
//!
//! Counts are exact integers up to the last division, and characters are counted by runs, never one by one. A figure
//! that does not exist is a [`NotApplicable`] with its reason, never 0, 1 or NaN. This floor never knows what a file
//! or a window is, and never prints.

mod intervals;
pub mod measure;
mod ratings;
mod score;
mod table;

pub use intervals::Runs;
pub use ratings::{Category, Rating, Ratings};
pub use score::{NotApplicable, Score};
pub use table::{Contingency, CrossTable};
