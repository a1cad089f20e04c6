//! From coding layers to an answer: which transcripts count, what every coder did on every unit, and the figures of
//! it. A pure function of a project; never counts a layer that nobody has opened.

use std::collections::BTreeMap;
use std::ops::Range;

use super::measure::{Matches, pooled_kappa};
use super::rows::Rows;
use super::scope::scope;
use super::scores::{means, scores};
use super::units::Axis;
use super::{Contingency, Mean, Query, Ratings, Reason, Runs, Scores, Unit};
use crate::model::{CodeId, CoderId, Project, Transcript, TranscriptId};

/// What a study says about the agreement of its coders.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// On what the ratings were made.
    pub unit: Unit,
    /// Whose agreement it is; pairs follow this order.
    pub coders: Vec<CoderId>,
    /// The transcripts that count, by title.
    pub transcripts: Vec<TranscriptId>,
    /// Those that do not, and why, by title.
    pub left_out: Vec<(TranscriptId, Reason)>,
    /// Units of all transcripts that count.
    pub units: u64,
    /// Figures pooled over the codes: every code on every unit is one rating, so that frequent codes weigh more.
    /// `pooled_kappa` averages observed and expected agreement over codes (and pairs) before it corrects for chance.
    pub overall: Scores,
    /// The unweighted mean of each figure over the codes, with the number of codes that have none.
    pub means: BTreeMap<&'static str, Mean>,
    /// One row a code, in the codebook's order.
    pub codes: Vec<CodeScores>,
}

/// Agreement about one code, or one theme with its subcodes.
#[derive(Clone, Debug, PartialEq)]
pub struct CodeScores {
    /// The code.
    pub code: CodeId,
    /// Figures of all coders together.
    pub scores: Scores,
    /// Every pair of coders.
    pub pairs: Vec<PairScores>,
}

/// Agreement of two coders about one code.
#[derive(Clone, Debug, PartialEq)]
pub struct PairScores {
    /// The first and the second coder.
    pub coders: [CoderId; 2],
    /// Units by who put the code there.
    pub table: Contingency,
    /// Figures of these two.
    pub scores: Scores,
}

/// Answers a question about agreement.
///
/// At characters the passages themselves are compared too (`f1_exact`, `f1_overlap`, `f1_one_to_one`), as entered
/// and without those that lie wholly in what was cut out.
pub fn answer(project: &Project, query: &Query) -> Answer {
    let coders = query.distinct_coders();
    let (counted, left_out) = scope(project, query);
    let rows = Rows::new(project, query, &counted);
    let pairs = pairs(coders.len());
    let mut tallies: Vec<_> = rows.codes().iter().map(|_| Tally::new(coders.len(), pairs.len())).collect();
    let mut sheet = Sheet::new(&rows, coders.len());
    let mut units = 0;
    for transcript in &counted {
        let axis = Axis::new(transcript, query.unit, query.leave_out_interviewer);
        units += u64::from(axis.len());
        sheet.fill(project, transcript, &coders);
        for (row, tally) in tallies.iter_mut().enumerate() {
            tally.add(&axis, sheet.row(row), query.unit, &pairs);
        }
    }
    let codes: Vec<_> = rows
        .codes()
        .iter()
        .zip(&tallies)
        .map(|(&code, tally)| tally.code_scores(code, &coders, &pairs, query.unit))
        .collect();
    Answer {
        unit: query.unit,
        transcripts: counted.iter().map(|transcript| transcript.id()).collect(),
        left_out,
        units,
        overall: overall(&tallies, &codes, coders.len(), query.unit),
        means: means(codes.iter().map(|row| &row.scores)),
        codes,
        coders,
    }
}

/// Every pair of the first `coders` numbers, each once.
fn pairs(coders: usize) -> Vec<[usize; 2]> {
    (0..coders).flat_map(|first| (first + 1..coders).map(move |second| [first, second])).collect()
}

/// Figures of all codes together.
fn overall(tallies: &[Tally], codes: &[CodeScores], coders: usize, unit: Unit) -> Scores {
    let mut ratings = Ratings::of_a_code(coders);
    let mut matches = Matches::default();
    for tally in tallies {
        ratings.absorb(&tally.ratings);
        tally.matches.iter().for_each(|of_pair| matches += *of_pair);
    }
    let mut overall = scores(&ratings, compares_passages(unit).then_some(&matches));
    let tables: Vec<_> = codes.iter().flat_map(|row| &row.pairs).map(|pair| pair.table).collect();
    overall.insert("pooled_kappa", pooled_kappa(&tables));
    overall
}

/// Passages are no units; they are compared where nothing coarser was asked for.
const fn compares_passages(unit: Unit) -> bool {
    matches!(unit, Unit::Character)
}

/// One transcript's passages in bytes, by row and coder.
struct Sheet<'r> {
    rows: &'r Rows,
    coders: usize,
    cells: Vec<Vec<Range<u32>>>,
}

impl<'r> Sheet<'r> {
    fn new(rows: &'r Rows, coders: usize) -> Self {
        Self { rows, coders, cells: vec![Vec::new(); rows.codes().len() * coders] }
    }

    fn fill(&mut self, project: &Project, transcript: &Transcript, coders: &[CoderId]) {
        self.cells.iter_mut().for_each(Vec::clear);
        for (at, &coder) in coders.iter().enumerate() {
            let Some(layer) = project.layer(transcript.id(), coder) else { continue };
            for coding in layer.codings() {
                for row in self.rows.of(coding.code) {
                    let Range { start, end } = coding.span.range();
                    self.cells[row * self.coders + at].push(start as u32..end as u32);
                }
            }
        }
    }

    /// The passages of one row, one list a coder.
    fn row(&self, row: usize) -> &[Vec<Range<u32>>] {
        &self.cells[row * self.coders..(row + 1) * self.coders]
    }
}

/// What was counted of one code.
struct Tally {
    ratings: Ratings,
    /// One a pair of coders.
    matches: Vec<Matches>,
}

impl Tally {
    fn new(coders: usize, pairs: usize) -> Self {
        Self { ratings: Ratings::of_a_code(coders), matches: vec![Matches::default(); pairs] }
    }

    fn add(&mut self, axis: &Axis<'_>, passages: &[Vec<Range<u32>>], unit: Unit, pairs: &[[usize; 2]]) {
        let units: Vec<_> =
            passages.iter().map(|cell| axis.units(&axis.counted(Runs::new(cell.iter().cloned())))).collect();
        self.ratings.add_text(axis.len(), &units.iter().map(Some).collect::<Vec<_>>());
        if !compares_passages(unit) {
            return;
        }
        for (matches, &[first, second]) in self.matches.iter_mut().zip(pairs) {
            *matches += Matches::of(&axis.passages(&passages[first]), &axis.passages(&passages[second]));
        }
    }

    fn code_scores(&self, code: CodeId, coders: &[CoderId], pairs: &[[usize; 2]], unit: Unit) -> CodeScores {
        let mut all = Matches::default();
        self.matches.iter().for_each(|of_pair| all += *of_pair);
        let passages = |matches| compares_passages(unit).then_some(matches);
        let pair = |(&[first, second], matches): (&[usize; 2], &Matches)| PairScores {
            coders: [coders[first], coders[second]],
            table: Contingency::of(&self.ratings, first, second),
            scores: scores(&self.ratings.pair(first, second), compares_passages(unit).then_some(matches)),
        };
        CodeScores {
            code,
            scores: scores(&self.ratings, passages(&all)),
            pairs: pairs.iter().zip(&self.matches).map(pair).collect(),
        }
    }
}
