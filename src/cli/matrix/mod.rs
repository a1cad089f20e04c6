//! `concord matrix`: codes by cases or transcripts, what is alike among these, and how they group.

mod drawn;
mod report;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::layer::{self, OneLayer};
use super::level::Level;
use super::likeness::{Cluster, Similarity};
use super::narrowing::Counting;
use super::output::{Figure, Format, capital, counted, show};
use super::picture::Picture;
use super::{Failure, Outcome, open};
use crate::analysis::matrix::{self, Likeness, Linkage, Merge, RowsOf};
use crate::model::Project;
use crate::store::Wanted;
use report::{Compared, Grouped, Mapped, Merged, Report};

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
        self.picture.write(opened.scope.as_deref(), || self.drawn(&opened.project, &answer))?;
        show(&shown, self.format, opened.scope.as_deref())?;
        Ok(opened.done())
    }

    fn shown(&self, project: &Project, answer: &matrix::Matrix) -> Report {
        let basis = &answer.basis;
        let rows = counted(answer.rows.len() as f64, self.row(), &format!("{}s", self.row()));
        let what = format!("{} by {}s; cell: {}", capital(layer::plural(basis)), self.row(), self.cell());
        Report {
            layer: basis.layer.name(project),
            rows_are: self.row(),
            columns_are: basis.level.name(),
            cell: match self.cell {
                Cell::Present => "present",
                Cell::Segments => "segments",
                Cell::Words => "words",
                Cell::Characters => "characters",
            },
            transcripts: basis.transcripts,
            in_progress: basis.in_progress,
            rows: answer.rows.iter().map(|row| row.name.clone()).collect(),
            columns: answer.columns.iter().map(|column| column.path.clone()).collect(),
            cells: answer.rows.iter().map(|row| row.cells.clone()).collect(),
            alike: self.compared(answer),
            head: layer::head(project, basis, &what, &format!(", {rows}")),
        }
    }

    const fn row(&self) -> &'static str {
        match self.rows {
            Rows::Participant => "participant",
            Rows::Transcript => "transcript",
        }
    }

    const fn cell(&self) -> &'static str {
        match self.cell {
            Cell::Present => "1 where it is there, else 0",
            Cell::Segments => "passages, overlapping ones merged",
            Cell::Words => "words in passages",
            Cell::Characters => "characters in passages",
        }
    }

    /// How rows are compared: as asked, else as their grouping needs it.
    fn likeness(&self) -> Likeness {
        let unasked = match self.cluster {
            Some(Cluster::Ward) => Similarity::Euclidean,
            Some(Cluster::Average | Cluster::Complete | Cluster::Single) | None => Similarity::Jaccard,
        };
        self.similarity.unwrap_or(unasked).into()
    }

    /// Compares rows where anything that needs it is asked for.
    fn compared(&self, answer: &matrix::Matrix) -> Option<Compared> {
        if self.similarity.is_none() && self.cluster.is_none() && !self.map {
            return None;
        }
        let alike = answer.alike(self.likeness());
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
