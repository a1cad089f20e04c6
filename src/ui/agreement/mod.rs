//! The Agreement panel: how far coders agree on each code, why a figure is low, what other programs would print, and
//! the passages on which coders differ.

pub mod asked;
mod choices;
mod codes;
pub mod coefficients;
mod compare;
mod confusions;
pub mod data;
mod detail;
mod domains;
mod help;
pub mod methods;
mod pairs;
pub mod rows;
mod show;
mod side;
mod transcripts;
pub mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::agreement::peers::{Peer, Printed};
use crate::agreement::{Confusion, Difference, DomainScores, Query, Study};
use crate::chart::small::Card;
use crate::model::CodeId;
use crate::session::Jobs;

pub use show::show;

/// Revision and question: what an answer belongs to.
type Key = (u64, Query);

/// Counts and the figures made of them.
type Counted = (Arc<Study>, Arc<rows::Table>);

/// What the page shows under its choices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Way {
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
    asked: asked::Asked,
    way: Way,
    by: rows::By,
    falling: bool,
    chosen: Option<CodeId>,
    /// Which pair of coders the confusions are of.
    pair: usize,
    peer: Peer,
    sheet: Option<help::Sheet>,
    /// Counts and figures; nothing where that was overtaken.
    studies: Jobs<Key, Option<Counted>>,
    /// The table with intervals; nothing where that was cancelled.
    intervals: Jobs<(Key, u32), Option<Arc<rows::Table>>>,
    differences: Jobs<Key, BTreeMap<CodeId, Vec<Difference>>>,
    confusions: Jobs<Key, Arc<Vec<Confusion>>>,
    transcripts: Jobs<(Key, &'static str), Option<Arc<Vec<Card>>>>,
    domains: Jobs<Key, Option<Arc<Vec<DomainScores>>>>,
    printed: Jobs<(Key, Peer), Arc<Printed>>,
}

impl Default for View {
    fn default() -> Self {
        Self {
            asked: asked::Asked::default(),
            way: Way::default(),
            by: rows::By::default(),
            falling: false,
            chosen: None,
            pair: 0,
            peer: Peer::Nvivo { groups: None },
            sheet: None,
            studies: Jobs::default(),
            intervals: Jobs::default(),
            differences: Jobs::default(),
            confusions: Jobs::default(),
            transcripts: Jobs::default(),
            domains: Jobs::default(),
            printed: Jobs::default(),
        }
    }
}
