//! The Agreement panel: how far coders agree on each code, and the passages on which they do not. Never settles a
//! difference.

pub mod data;
mod plot;
mod show;
mod side;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::agreement::{Difference, Query};
use crate::model::CodeId;
use crate::session::Jobs;

pub use show::show;

/// Revision and question: what an answer belongs to.
type Key = (u64, Query);

/// What the panel remembers of itself.
#[derive(Default)]
pub struct View {
    asked: data::Asked,
    by: data::By,
    falling: bool,
    chosen: Option<CodeId>,
    tables: Jobs<Key, Arc<data::Table>>,
    differences: Jobs<Key, BTreeMap<CodeId, Vec<Difference>>>,
}
