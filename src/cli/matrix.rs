//! `concord matrix`: codes by cases or transcripts, what is alike among these, and how they group.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::layer::{self, OneLayer, layer_name};
use super::level::Level;
use super::likeness::{Cluster, Similarity};
use super::narrowing::Counting;
use super::output::{Figure, Figures, Format, Printable, capital, counted, show};
use super::picture::{Picture, Said};
use super::table::{Side, table};
use super::{Failure, Outcome, open};
use crate::analysis::matrix::{self, Likeness, Linkage, Merge, RowsOf, condensed};
use crate::chart;
use crate::chart::cells::{self, Cells};
use crate::lang::number::{amount, count, fine, score};
use crate::model::Project;
use crate::store::Wanted;

/// Prints codes by cases or transcripts: whether they are there, passages or characters; and which rows are alike
///
/// It looks at one coder or at the consensus; rows are the cases, or transcripts, of which something counts. With
/// --similarity each two rows are compared, with --cluster they are grouped: rows by their number from 0, groups by the
/// number after all rows, in the order in which they are made. Rows without any code are left out of groups and named.
/// Ward’s method is meant for Euclidean distances.
#[derive(Debug, Args)]
pub(super) struct Matrix {
    /// The folder of the project
    project: PathBuf,
    /// What has a row
    #[arg(long, value_enum, default_value_t)]
    rows: Rows,
    /// What has a column: codes, or themes with their subcodes taken in
    #[arg(long, value_enum, default_value_t)]
    columns: Level,
    /// What stands in a cell
    #[arg(long, value_enum, default_value_t)]
    cell: Cell,
    /// How alike each two rows are; unasked with --cluster: jaccard, with --cluster ward: euclidean
    #[arg(long, value_enum, value_name = "MEASURE")]
    similarity: Option<Similarity>,
    /// Groups rows by how far clusters are from each other
    #[arg(long, value_enum, value_name = "METHOD")]
    cluster: Option<Cluster>,
    /// Lays rows out on a map of two dimensions (classical scaling of the distances)
    #[arg(long)]
    map: bool,
    #[command(flatten)]
    layer: OneLayer,
    #[command(flatten)]
    picture: Picture,
    #[command(flatten)]
    counting: Counting,
    /// How to print them
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// As `--rows` names it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Rows {
    /// Cases, and transcripts without any
    #[default]
    Participant,
    /// Transcripts
    Transcript,
}

/// As `--cell` names it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Cell {
    /// 1 where the code is there, else 0
    #[default]
    Present,
    /// Passages, overlapping ones merged
    Segments,
    /// Words that begin in them
    Words,
    /// Characters in them
    Characters,
}

impl Cell {
    /// What it is called, and what it counts.
    const fn names(self) -> [&'static str; 2] {
        match self {
            Self::Present => ["present", "1 where it is there, else 0"],
            Self::Segments => ["segments", "passages, overlapping ones merged"],
            Self::Words => ["words", "words in passages"],
            Self::Characters => ["characters", "characters in passages"],
        }
    }
}

#[derive(Serialize)]
struct Report {
    layer: String,
    rows_are: &'static str,
    columns_are: &'static str,
    cell: &'static str,
    transcripts: usize,
    in_progress: usize,
    rows: Vec<String>,
    columns: Vec<String>,
    cells: Vec<Vec<u64>>,
    #[serde(flatten)]
    alike: Option<Compared>,
    #[serde(skip)]
    axis: &'static str,
    #[serde(skip)]
    head: String,
}

/// What is printed where rows are compared.
#[derive(Serialize)]
struct Compared {
    measure: &'static str,
    similarity: Vec<Figure>,
    /// Rows without any code.
    left_out: Vec<String>,
    #[serde(flatten)]
    grouped: Option<Grouped>,
    #[serde(skip_serializing_if = "Option::is_none")]
    map: Option<Mapped>,
}

#[derive(Serialize)]
struct Grouped {
    linkage: &'static str,
    /// The rows that the numbers of mergers mean.
    clustered: Vec<String>,
    merges: Vec<Merged>,
}

#[derive(Serialize)]
struct Merged {
    a: usize,
    b: usize,
    height: f64,
    size: usize,
}

#[derive(Serialize)]
struct Mapped {
    rows: Vec<String>,
    points: Vec<[f64; 2]>,
    goodness: Figure,
}

impl Matrix {
    pub(super) fn run(self) -> Result<Outcome, Failure> {
        self.picture.check(&self.project)?;
        let mut opened = open::open_part(&self.project, Wanted::CODED)?;
        opened.narrow(&[&self.counting])?;
        let asked = self.layer.asked(&opened, self.columns)?;
        let rows_of = match self.rows {
            Rows::Participant => RowsOf::Participants,
            Rows::Transcript => RowsOf::Transcripts,
        };
        let cell = match self.cell {
            Cell::Present => matrix::Cell::Present,
            Cell::Segments => matrix::Cell::Segments,
            Cell::Words => matrix::Cell::Words,
            Cell::Characters => matrix::Cell::Characters,
        };
        let answer = matrix::matrix(&opened.project, asked, rows_of, cell)
            .map_err(|why| layer::no_answer(&opened, &why))?;
        let shown = self.shown(&opened.project, &answer);
        self.picture.write(opened.scope.as_deref(), || shown.chart(&opened.project, &answer))?;
        show(&shown, self.format, opened.scope.as_deref())?;
        Ok(opened.done())
    }

    fn shown(&self, project: &Project, answer: &matrix::Matrix) -> Report {
        let basis = &answer.basis;
        let rows = counted(answer.rows.len() as f64, self.row(), &format!("{}s", self.row()));
        let what =
            format!("{} by {}s; cell: {}", capital(layer::plural(basis)), self.row(), self.cell.names()[1]);
        Report {
            layer: basis.layer.name(project),
            rows_are: self.row(),
            columns_are: basis.level.name(),
            cell: self.cell.names()[0],
            transcripts: basis.transcripts,
            in_progress: basis.in_progress,
            rows: answer.rows.iter().map(|row| row.name.clone()).collect(),
            columns: answer.columns.iter().map(|column| column.path.clone()).collect(),
            cells: answer.rows.iter().map(|row| row.cells.clone()).collect(),
            alike: self.compared(answer),
            axis: self.cell.names()[1],
            head: layer::head(project, basis, &what, &format!(", {rows}")),
        }
    }

    const fn row(&self) -> &'static str {
        match self.rows {
            Rows::Participant => "participant",
            Rows::Transcript => "transcript",
        }
    }

    /// Compares rows where anything that needs it is asked for.
    fn compared(&self, answer: &matrix::Matrix) -> Option<Compared> {
        let unasked = match self.cluster {
            Some(Cluster::Ward) => Similarity::Euclidean,
            Some(Cluster::Average | Cluster::Complete | Cluster::Single) | None => Similarity::Jaccard,
        };
        if self.similarity.is_none() && self.cluster.is_none() && !self.map {
            return None;
        }
        let alike = answer.alike(self.similarity.unwrap_or(unasked).into());
        let name = |&row: &usize| answer.rows[row].name.clone();
        let all = answer.rows.len();
        let left_out = (0..all).filter(|row| !alike.rows.contains(row));
        let compared: Vec<String> = alike.rows.iter().map(name).collect();
        let grouped = self.cluster.map(|cluster| {
            let merged =
                |merge: &Merge| Merged { a: merge.a, b: merge.b, height: merge.height, size: merge.size };
            let linkage = Linkage::from(cluster);
            let merges = alike.clusters(all, linkage).merges.iter().map(merged).collect();
            Grouped { linkage: linkage.name(), clustered: compared.clone(), merges }
        });
        let map = self.map.then(|| {
            let map = alike.map(all);
            Mapped { rows: compared, points: map.points, goodness: map.goodness.into() }
        });
        Some(Compared {
            measure: alike.likeness.name(),
            left_out: left_out.map(|row| name(&row)).collect(),
            similarity: alike.pairs.into_iter().map(Figure::from).collect(),
            grouped,
            map,
        })
    }
}

impl Report {
    fn chart(&self, project: &Project, answer: &matrix::Matrix) -> chart::Figure {
        let value = |cells: &Vec<u64>| cells.iter().map(|&cell| Some(cell as f64)).collect();
        let cells = Cells {
            rows: self.rows.clone(),
            columns: self.columns.iter().map(|path| path.replace('/', " / ")).collect(),
            values: self.cells.iter().map(value).collect(),
            square: false,
        };
        let layer = layer_name(project, &answer.basis);
        let rows = counted(self.rows.len() as f64, self.rows_are, &format!("{}s", self.rows_are));
        let n = format!("{}, {rows}", layer::transcripts(&answer.basis));
        let said = Said {
            title: format!("{} by {}s", capital(layer::plural(&answer.basis)), self.rows_are),
            about: vec![format!("{}; layer: {layer}; N: {n}.", project.title())],
            axis: self.axis.to_owned(),
            heads: [self.rows_are, "count"],
            notes: vec!["The darker a cell, the more; an empty cell is 0.".to_owned()],
        };
        said.figure(&|n| amount(n), |words| cells::figure(&cells, words))
    }
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
