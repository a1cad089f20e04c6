//! Codes against cases or transcripts, what is alike among these, and which of them group together. Never judges how many
//! groups there are.

mod clusters;
mod scaling;
mod similarity;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

pub use clusters::{Linkage, Merge, Tree, cluster};
pub use scaling::{Map, scaled};
pub use similarity::{Likeness, condensed, likeness};

use super::coded::Coded;
use super::tally::Measured;
use super::{Asked, Basis, CodeRow, NoAnswer};
use crate::model::{Participant, Project, TranscriptId, natural};
use crate::statistics::Defined;

/// What has a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RowsOf {
    /// A case, or a transcript without any.
    #[default]
    Participants,
    /// A transcript.
    Transcripts,
}

/// What stands in a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Cell {
    /// 1 where the code is there, else 0.
    #[default]
    Present,
    /// Passages, overlapping ones merged.
    Segments,
    /// Words that begin in them.
    Words,
    /// Characters in them.
    Characters,
}

/// A row's owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowId {
    Participant(Participant),
    Transcript(TranscriptId),
}

/// Codes or themes by participants or transcripts, in one layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    pub basis: Basis,
    pub rows_of: RowsOf,
    pub cell: Cell,
    /// By name: those of which a transcript counts.
    pub rows: Vec<MatrixRow>,
    /// In the codebook's order; those that nobody used among them.
    pub columns: Vec<CodeRow>,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixRow {
    pub id: RowId,
    pub name: String,
    /// One a column.
    pub cells: Vec<u64>,
    /// All that is theirs, which a coverage is a share of.
    pub characters: u64,
}

/// Fills a matrix. A participant has the passages that begin in their words, and the characters of these words.
///
/// # Errors
/// When there is no such layer, or there are no themes to look at.
pub fn matrix(project: &Project, asked: Asked, rows_of: RowsOf, cell: Cell) -> Result<Matrix, NoAnswer> {
    let coded = Coded::new(project, asked)?;
    let mut rows: BTreeMap<RowId, (Vec<u64>, u64)> = BTreeMap::new();
    let mut passages = Vec::new();
    for sheet in &coded.sheets {
        coded.passages(sheet, &mut passages);
        let transcript = sheet.transcript;
        let mut add = |id: RowId, measured: Measured<'_>| {
            let measured = if cell == Cell::Words { measured } else { measured.without_words() };
            let (cells, characters) = rows.entry(id).or_insert_with(|| (vec![0; coded.codes.len()], 0));
            *characters += measured.characters();
            fill(cells, &passages, &measured, cell);
        };
        match rows_of {
            RowsOf::Transcripts => add(RowId::Transcript(transcript.id()), Measured::new(transcript, false)),
            RowsOf::Participants => {
                for participant in transcript.participants() {
                    let whole = Measured::new(transcript, false);
                    let theirs = participant.case().filter(|_| transcript.has_ties());
                    let measured = match theirs {
                        Some(case) => whole.of_cases(BTreeSet::from([case])),
                        None => whole,
                    };
                    add(RowId::Participant(participant), measured);
                }
            }
        }
    }
    let name = |id: RowId| match id {
        RowId::Participant(participant) => project.participant_name(participant).to_owned(),
        RowId::Transcript(id) => project.transcript(id).map_or_else(String::new, |t| t.title().to_owned()),
    };
    let row = |(id, (cells, characters))| MatrixRow { id, name: name(id), cells, characters };
    let mut rows: Vec<MatrixRow> = rows.into_iter().map(row).collect();
    rows.sort_by_cached_key(|row| (natural(&row.name), row.id));
    Ok(Matrix { basis: coded.basis, rows_of, cell, rows, columns: coded.codes })
}

/// Adds what was found in one transcript.
fn fill(cells: &mut [u64], passages: &[Vec<Range<usize>>], measured: &Measured<'_>, cell: Cell) {
    for (value, passages) in cells.iter_mut().zip(passages).filter(|(_, passages)| !passages.is_empty()) {
        let found = measured.count(passages);
        match cell {
            Cell::Present => *value |= u64::from(found.codings > 0),
            Cell::Segments => *value += found.segments,
            Cell::Words => *value += found.words,
            Cell::Characters => *value += found.characters,
        }
    }
}

/// What is alike in a matrix: how alike each two rows are, and how they group.
#[derive(Clone, Debug, PartialEq)]
pub struct Alike {
    pub likeness: Likeness,
    /// Of each two rows, (0, 1), (0, 2) … (1, 2) …; undefined where a row has no code.
    pub pairs: Vec<Defined>,
    /// The rows that have a code, which alone are grouped and mapped.
    pub rows: Vec<usize>,
}

impl Matrix {
    /// Compares each two columns: codes by who has them.
    pub fn codes_alike(&self, likeness: Likeness) -> Alike {
        let of = |column: usize| self.rows.iter().map(|row| row.cells[column]).collect();
        let columns: Vec<Vec<u64>> = (0..self.columns.len()).map(of).collect();
        alike(&columns.iter().map(Vec::as_slice).collect::<Vec<_>>(), likeness)
    }

    /// Compares each two rows.
    pub fn alike(&self, likeness: Likeness) -> Alike {
        let rows: Vec<&[u64]> = self.rows.iter().map(|row| row.cells.as_slice()).collect();
        alike(&rows, likeness)
    }
}

fn alike(rows: &[&[u64]], likeness: Likeness) -> Alike {
    let some = (0..rows.len()).filter(|&at| rows[at].iter().any(|&cell| cell > 0));
    Alike { likeness, rows: some.collect(), pairs: similarity::likeness(rows, likeness) }
}

impl Alike {
    /// The distances between the rows that have a code, in the same order; undefined ones there are none.
    fn distances(&self, all: usize) -> Vec<f64> {
        let of = |a: usize, b: usize| {
            self.pairs[condensed(a, b, all)].map_or(1.0, |of| self.likeness.distance(of))
        };
        let rows = self.rows.iter().enumerate();
        rows.flat_map(|(at, &a)| self.rows[at + 1..].iter().map(move |&b| of(a, b))).collect()
    }

    /// Groups the rows of a matrix of so many.
    pub fn clusters(&self, all: usize, linkage: Linkage) -> Tree {
        cluster(&self.distances(all), self.rows.len(), linkage)
    }

    /// A map of the rows, on which those that are alike lie near each other.
    pub fn map(&self, all: usize) -> Map {
        scaled(&self.distances(all), self.rows.len())
    }
}

#[cfg(test)]
mod tests;
