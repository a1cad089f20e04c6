//! Agreement from a table: the ratings of a spreadsheet, at the level of measurement that a person names. Needs no
//! project.

pub mod data;
mod show;

use std::sync::Arc;

use crate::session::Jobs;

/// The sheet, with the table that it is about.
pub(in crate::ui) struct Ratings {
    file: String,
    bytes: Arc<Vec<u8>>,
    asked: data::RatingsQuestion,
    answers: Jobs<data::RatingsQuestion, Option<Result<Arc<data::RatingsAnswer>, String>>>,
}

impl Ratings {
    /// Of a file with these contents.
    pub(in crate::ui) fn new(file: String, bytes: Vec<u8>) -> Self {
        Self {
            file,
            bytes: Arc::new(bytes),
            asked: data::RatingsQuestion::default(),
            answers: Jobs::default(),
        }
    }
}
