//! Tables of what a study holds, of which each column has a name: codings, codes, attributes and ratings in and out, figures
//! out. Never computes: analyses do.

pub(super) mod agreement;
pub mod agreement_grid;
pub mod attributes;
pub mod codebook;
pub mod codings;
pub mod compare_groups;
pub mod frequencies;
pub(super) mod history;
pub(super) mod matrix;
pub(super) mod memos;
pub mod preset;
pub mod ratings;
pub mod sample;
pub mod settlements;
