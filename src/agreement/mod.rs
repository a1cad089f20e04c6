//! Intercoder agreement: layers → units → study → measure → score.
//!
//! Counts are exact integers up to the last division, and characters are counted by runs, never one by one. A figure
//! that does not exist is a [`NotApplicable`] with its reason, never 0, 1 or NaN. This floor never knows what a file
//! or a window is, and never prints.

mod answer;
mod by_transcript;
mod confusion;
mod consensus;
mod differences;
mod estimate;
pub mod explain;
mod figures;
mod intervals;
mod marks;
pub mod measure;
pub mod peers;
mod query;
mod ratings;
mod resample;
mod rows;
mod scope;
mod score;
mod scores;
mod study;
mod table;
mod table_scores;
mod tally;
mod units;
mod values;
mod watch;
mod whole;

pub use crate::model::Level;
pub use answer::{Answer, CodeScores, DomainScores, PairScores};
pub use by_transcript::Alone;
pub use confusion::{Confusion, confusions_of_pairs};
pub use consensus::{
    Choice, Item, Progress, Ruling, State, confusions, consensus, counted, items, settle, state, take_over,
};
pub use differences::{Did, Difference, DifferenceKind, differences, differences_of_each};
pub use estimate::{Bootstrap, Estimate, Interval, Method, TooFewTranscripts};
pub use intervals::Runs;
pub use query::{Period, Query, Rater, Unit};
pub use ratings::{Category, Rated, Rating, Ratings, Sums};
pub use resample::{Batch, Draws};
pub use scope::{Reason, default_coders};
pub use score::{NotApplicable, Score};
pub use scores::{Mean, Means, Scores, nominal_scores};
pub use study::{Study, answer};
pub use table::{Contingency, CrossTable};
pub use table_scores::{Measurement, Resampled, TableOfRatings};
pub use watch::{Unwatched, Watch};
pub use whole::Clash;
