//! Codes by cases as a picture: the cells, the tree of their groups, or a map. Never draws: charts do.

use super::Matrix;
use crate::analysis::matrix::{self, Linkage};
use crate::chart::cells::{self, Cells};
use crate::chart::{Figure, dendrogram, map};
use crate::cli::layer::{self, layer_name};
use crate::cli::output;
use crate::cli::output::{capital, counted};
use crate::cli::picture::Said;
use crate::lang::number::{amount, score};
use crate::model::Project;

impl Matrix {
    /// The tree or the map where they are asked for, else the cells.
    pub(super) fn drawn(&self, project: &Project, answer: &matrix::Matrix) -> Figure {
        let alike = answer.alike(self.likeness());
        let names: Vec<String> = alike.rows.iter().map(|&row| answer.rows[row].name.clone()).collect();
        let by = alike.likeness.name();
        let all = answer.rows.len();
        if let Some(cluster) = self.cluster {
            let linkage = Linkage::from(cluster);
            let note = format!("Distances by {by}; linkage: {}.", linkage.name());
            let tree = alike.clusters(all, linkage);
            let said = self.said(project, answer, "Which group together", "distance", names.len(), note);
            return said.figure(&score, |words| dendrogram::figure(&names, &tree, words));
        }
        if self.map {
            let found = alike.map(all);
            let shown = output::Figure::from(found.goodness).written(score);
            let note = format!("Distances by {by}; two dimensions show {shown} of what there is.");
            let said = self.said(project, answer, "A map of what is alike", "distance", names.len(), note);
            return said.figure(&score, |words| map::figure(&names, &found.points, words));
        }
        let value = |cells: &Vec<u64>| cells.iter().map(|&cell| Some(cell as f64)).collect();
        let cells = Cells {
            rows: answer.rows.iter().map(|row| row.name.clone()).collect(),
            columns: answer.columns.iter().map(|column| column.path.replace('/', " / ")).collect(),
            values: answer.rows.iter().map(|row| value(&row.cells)).collect(),
            square: false,
        };
        let title = format!("{} by {}s", capital(layer::plural(&answer.basis)), self.row());
        let note = "The darker a cell, the more; an empty cell is 0.".to_owned();
        let said = self.said(project, answer, &title, self.cell(), all, note);
        said.figure(&|n| amount(n), |words| cells::figure(&cells, words))
    }

    /// What is said round a picture of so many rows.
    fn said(
        &self,
        project: &Project,
        answer: &matrix::Matrix,
        title: &str,
        axis: &str,
        rows: usize,
        note: String,
    ) -> Said {
        let layer = layer_name(project, &answer.basis);
        let rows = counted(rows as f64, self.row(), &format!("{}s", self.row()));
        let n = format!("{}, {rows}", layer::transcripts(&answer.basis));
        Said {
            title: title.to_owned(),
            about: vec![format!("{}; layer: {layer}; N: {n}.", project.title())],
            axis: axis.to_owned(),
            heads: [self.row(), if axis == "distance" { "distance" } else { "count" }],
            notes: vec![note],
        }
    }
}
