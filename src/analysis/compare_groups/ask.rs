//! What all ways of comparing start from.

use super::answer::{Counted, Found, Row};
use super::query::Query;
use crate::analysis::LayerView;
use crate::analysis::rows::Rows;
use crate::model::Project;
use crate::statistics::Share;

/// A question about a project, with the layer and the rows that it is about.
pub(super) struct Ask<'p> {
    pub(super) project: &'p Project,
    pub(super) query: &'p Query,
    pub(super) layer: LayerView,
    pub(super) rows: Rows,
}

impl Ask<'_> {
    /// A row by its number, without pairs and strata.
    pub(super) fn row(&self, row: usize, groups: Vec<Counted>, found: Found) -> Row {
        let code = self.rows.codes[row];
        Row {
            code,
            path: self.project.codebook().path(code),
            level: self.rows.level(code),
            groups,
            found,
            pairs: None,
            strata: None,
        }
    }
}

impl From<Share> for Counted {
    fn from(share: Share) -> Self {
        Self { n: share.yes as f64, of: share.n as f64, share: share.value(), ci: share.interval() }
    }
}
