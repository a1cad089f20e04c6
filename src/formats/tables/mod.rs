//! Tables of what a study holds, of which each column has a name: codings, codes, attributes and ratings in and out, figures
//! out. Never reckons: analyses do.

pub mod agreement_grid;
mod attribute_columns;
pub mod attributes_csv;
pub mod codebook_csv;
pub mod codings_csv;
pub mod codings_out;
pub mod figures;
pub mod preset;
pub mod ratings_csv;
pub mod settlements;
pub(super) mod trail;
