//! Codes by cases as they are printed: the matrix, what is alike, and how it groups.

use serde::Serialize;

use crate::analysis::matrix::{Likeness, Linkage, condensed};
use crate::cli::output::{Figure, Figures, Printable};
use crate::cli::table::{Side, table};
use crate::lang::number::{count, fine, score};

#[derive(Serialize)]
pub(super) struct Report {
    pub(super) layer: String,
    pub(super) rows_are: &'static str,
    pub(super) columns_are: &'static str,
    pub(super) cell: &'static str,
    pub(super) transcripts: usize,
    pub(super) in_progress: usize,
    pub(super) rows: Vec<String>,
    pub(super) columns: Vec<String>,
    pub(super) cells: Vec<Vec<u64>>,
    #[serde(flatten)]
    pub(super) alike: Option<Compared>,
    #[serde(skip)]
    pub(super) head: String,
}

/// What is printed where rows are compared.
#[derive(Serialize)]
pub(super) struct Compared {
    pub(super) measure: &'static str,
    pub(super) similarity: Vec<Figure>,
    /// Rows without any code.
    pub(super) left_out: Vec<String>,
    #[serde(flatten)]
    pub(super) grouped: Option<Grouped>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) map: Option<Mapped>,
}

#[derive(Serialize)]
pub(super) struct Grouped {
    pub(super) linkage: &'static str,
    /// The rows that the numbers of mergers mean.
    pub(super) clustered: Vec<String>,
    pub(super) merges: Vec<Merged>,
}

#[derive(Serialize)]
pub(super) struct Merged {
    pub(super) a: usize,
    pub(super) b: usize,
    pub(super) height: f64,
    pub(super) size: usize,
}

#[derive(Serialize)]
pub(super) struct Mapped {
    pub(super) rows: Vec<String>,
    pub(super) points: Vec<[f64; 2]>,
    pub(super) goodness: Figure,
}

impl Compared {
    fn text(&self, rows: &[String]) -> String {
        let mut text = format!("\nLikeness of rows: {}\n", self.measure);
        if !self.left_out.is_empty() {
            text.push_str(&format!("Without any code, and in no group: {}\n", self.left_out.join(", ")));
        }
        match &self.grouped {
            Some(grouped) => text.push_str(&grouped.text(self.measure)),
            None if self.map.is_none() => text.push_str(&self.pairs(rows)),
            None => {}
        }
        if let Some(Mapped { rows, points, goodness }) = &self.map {
            let shown = goodness.written(score);
            text.push_str(&format!("Map in two dimensions, which show {shown} of what there is\n\n"));
            let header = [("Row", Side::Left), ("Across", Side::Right), ("Up", Side::Right)];
            let row = |(name, [x, y]): (&String, &[f64; 2])| vec![name.clone(), fine(*x), fine(*y)];
            text.push_str(&table(&header, &rows.iter().zip(points).map(row).collect::<Vec<_>>()));
        }
        text
    }

    /// Each two rows.
    fn pairs(&self, rows: &[String]) -> String {
        let header = [("First", Side::Left), ("Second", Side::Left), (self.measure, Side::Right)];
        let pairs = (0..rows.len()).flat_map(|a| (a + 1..rows.len()).map(move |b| (a, b)));
        let row = |(a, b): (usize, usize)| {
            let figure = &self.similarity[condensed(a, b, rows.len())];
            vec![rows[a].clone(), rows[b].clone(), figure.written(score)]
        };
        format!("\n{}", table(&header, &pairs.map(row).collect::<Vec<_>>()))
    }
}

impl Grouped {
    fn text(&self, measure: &str) -> String {
        let mut text = format!("Clusters: {}, of the distances by {measure}\n", self.linkage);
        if self.linkage == Linkage::Ward.name() && measure != Likeness::Euclidean.name() {
            text.push_str("Ward's method is meant for Euclidean distances: read its heights with care\n");
        }
        let header = [
            ("Group", Side::Right),
            ("Made of", Side::Left),
            ("And", Side::Left),
            ("Height", Side::Right),
            ("Rows", Side::Right),
        ];
        let rows = self.clustered.len();
        let name = |at: usize| match self.clustered.get(at) {
            Some(name) => name.clone(),
            None => format!("group {}", at - rows + 1),
        };
        let row = |(at, merge): (usize, &Merged)| {
            let numbers =
                [count(at + 1), name(merge.a), name(merge.b), fine(merge.height), count(merge.size)];
            numbers.to_vec()
        };
        text.push_str(&format!(
            "\n{}",
            table(&header, &self.merges.iter().enumerate().map(row).collect::<Vec<_>>())
        ));
        text
    }
}

impl Printable for Report {
    fn text(&self) -> String {
        let columns = self.columns.iter().map(|path| (path.as_str(), Side::Right));
        let header: Vec<_> = std::iter::once((self.rows_are, Side::Left)).chain(columns).collect();
        let row = |(name, cells): (&String, &Vec<u64>)| {
            std::iter::once(name.clone()).chain(cells.iter().map(count)).collect()
        };
        let rows: Vec<_> = self.rows.iter().zip(&self.cells).map(row).collect();
        let alike = self.alike.as_ref().map_or_else(String::new, |alike| alike.text(&self.rows));
        format!("{}\n{}{alike}", self.head, table(&header, &rows))
    }
}

impl Figures for Report {
    fn table(&self) -> Vec<Vec<String>> {
        let header = std::iter::once(self.rows_are.to_owned()).chain(self.columns.iter().cloned()).collect();
        let row = |(name, cells): (&String, &Vec<u64>)| {
            std::iter::once(name.clone()).chain(cells.iter().map(u64::to_string)).collect()
        };
        std::iter::once(header).chain(self.rows.iter().zip(&self.cells).map(row)).collect()
    }
}
