//! The Agreement panel: how far coders agree on each code, why a figure is low, what other programs would print, and
//! the passages on which coders differ.

mod choices;
mod codes;
pub mod coefficients;
mod compare;
mod confusions;
pub mod data;
mod detail;
mod domains;
mod files;
mod help;
pub mod methods;
mod pairs;
pub mod question;
pub mod ratings;
pub mod rows;
pub mod settle;
mod show;
mod side;
mod transcripts;
pub mod words;

use std::sync::Arc;

use crate::agreement::peers::{Peer, Printed};
use crate::agreement::{Confusion, DomainScores, PairScores, Query, Study};
use crate::chart::small::Card;
use crate::model::CodeId;
use crate::session::Jobs;

pub use show::show;

/// Revision and question: what an answer belongs to.
type Key = (u64, Query);

/// What the page shows under its choices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Mode {
    /// A line a code.
    #[default]
    Codes,
    /// Codes against codes.
    Confusions,
    /// A small plot a transcript.
    Transcripts,
    /// Themes as domains of codes that exclude each other.
    Domains,
    /// What other programs would print.
    Peers,
}

/// What the panel remembers of itself.
pub struct View {
    asked: question::Question,
    way: Mode,
    by: rows::SortBy,
    falling: bool,
    chosen: Option<CodeId>,
    /// What was typed to narrow the codes.
    filter: String,
    /// Which pair of coders the confusions are of.
    pair: usize,
    peer: Peer,
    sheet: Option<help::Sheet>,
    /// Counts and figures; nothing where that was overtaken.
    studies: Jobs<Key, Option<Arc<rows::Table>>>,
    /// The table with intervals; nothing where that was cancelled.
    intervals: Jobs<(Key, u32), Option<Arc<rows::Table>>>,
    /// The pairs of coders about the code of a study that is looked at, by its place.
    pairs: Option<(Arc<Study>, usize, Arc<[PairScores]>)>,
    /// The file that was asked for, until it is there.
    saving: Option<files::File>,
    files: files::Files,
    /// And how many of them have to be decided on yet.
    differences: Jobs<Key, (data::Differences, usize)>,
    confusions: Jobs<Key, Arc<Vec<Confusion>>>,
    transcripts: Jobs<(Key, &'static str), Option<Arc<Vec<Card>>>>,
    domains: Jobs<Key, Option<Arc<Vec<DomainScores>>>>,
    printed: Jobs<(Key, Peer), Arc<Printed>>,
}

impl Default for View {
    fn default() -> Self {
        Self {
            asked: question::Question::default(),
            way: Mode::default(),
            by: rows::SortBy::default(),
            falling: false,
            chosen: None,
            filter: String::new(),
            pair: 0,
            peer: Peer::Nvivo { groups: None },
            sheet: None,
            studies: Jobs::default(),
            intervals: Jobs::default(),
            pairs: None,
            saving: None,
            files: Jobs::default(),
            differences: Jobs::default(),
            confusions: Jobs::default(),
            transcripts: Jobs::default(),
            domains: Jobs::default(),
            printed: Jobs::default(),
        }
    }
}

impl View {
    /// The pairs of coders about a code, made anew where another was looked at.
    fn pairs_of(&mut self, study: &Arc<Study>, at: usize) -> Arc<[PairScores]> {
        let made = self.pairs.take().filter(|(of, row, _)| Arc::ptr_eq(of, study) && *row == at);
        let made = made.unwrap_or_else(|| (Arc::clone(study), at, study.code(at).pairs.into()));
        let pairs = Arc::clone(&made.2);
        self.pairs = Some(made);
        pairs
    }
}
