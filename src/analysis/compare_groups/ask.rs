//! What all ways of comparing start from.

use super::answer::{Answer, Counted, Found, Group, Row};
use super::families::correct;
use super::ledger::Ledger;
use super::query::Query;
use super::scale::Scale;
use super::values::Held;
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
            level: self.query.level,
            groups,
            found,
            pairs: None,
            strata: None,
        }
    }

    /// All rows of one layer, where no two groups are set against each other.
    pub(super) fn answer(
        self,
        scale: Scale,
        ledger: &Ledger,
        held: &Held,
        groups: Vec<Group>,
        participants: usize,
        mut rows: Vec<Row>,
    ) -> Answer {
        Answer {
            by: self.query.by,
            scale,
            groups,
            compared: None,
            participants: participants as f64,
            left_out: held.left_out(self.project, &held.values(), None),
            tests: correct(&mut rows, self.query.level),
            in_progress: ledger.in_progress.clone(),
            pairs: None,
            strata: None,
            rows,
            layer: self.layer,
        }
    }
}

impl From<Share> for Counted {
    fn from(share: Share) -> Self {
        Self { n: share.yes as f64, of: share.n as f64, share: share.value(), ci: share.interval() }
    }
}
