//! From coding layers to an answer: which transcripts count, what every coder did on every unit, and the figures of
//! it. A pure function of a project; never counts a layer that nobody has opened.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::measure::{Passages, pooled_kappa};
use super::rows::Rows;
use super::scope::scope;
use super::scores::{Beside, Put, means, of_code};
use super::tally::{Layout, Whose};
use super::units::Axis;
use super::{Bootstrap, Contingency, Mean, Query, Rater, Reason, Score, Scores, TooFewTranscripts, Unit};
use crate::model::{CodeId, CoderId, Project, Transcript, TranscriptId};

/// What a study says about the agreement of its coders.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// On what the ratings were made.
    pub unit: Unit,
    /// Whose agreement it is; pairs follow this order. A coder in two periods stands here twice.
    pub coders: Vec<CoderId>,
    /// The same with their periods.
    pub raters: Vec<Rater>,
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
    /// What the intervals were made with, or why there are none; nothing where none were asked for.
    pub bootstrap: Option<Result<Bootstrap, TooFewTranscripts>>,
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

/// Answers a question about agreement, without intervals: those are [`Study::resample`] and
/// [`Study::with_intervals`].
///
/// At characters the passages themselves are compared too (`u_alpha`, `f1_exact`, `f1_overlap`, `f1_one_to_one`),
/// the F1s as entered, on what counts.
pub fn answer(project: &Project, query: &Query) -> Answer {
    Study::new(project, query).answer()
}

/// What was counted in a study: transcript by transcript, code by code. Owns all it needs, so that other threads can
/// reckon with it.
#[derive(Clone, Debug)]
pub struct Study {
    unit: Unit,
    raters: Vec<Rater>,
    /// Those that count, by title.
    pub(super) transcripts: Vec<TranscriptId>,
    left_out: Vec<(TranscriptId, Reason)>,
    units: u64,
    pub(super) layout: Layout,
    codes: Vec<CodeId>,
    /// One block a code: one line of counts a transcript.
    pub(super) blocks: Vec<Vec<u64>>,
}

impl Study {
    /// Counts what a question asks about.
    pub fn new(project: &Project, query: &Query) -> Self {
        let raters = query.raters();
        let (counted, left_out) = scope(project, query);
        let rows = Rows::new(project, query, &counted);
        let layout = Layout::new(raters.len());
        let width = layout.width();
        let compare = compares_passages(query.unit);
        let mut blocks = vec![vec![0; width * counted.len()]; rows.codes().len()];
        let mut sheet = Sheet::new(&rows, raters.len());
        let mut units = 0;
        for (at, transcript) in counted.iter().enumerate() {
            let axis = Axis::new(transcript, query);
            units += u64::from(axis.len());
            sheet.fill(project, transcript, &raters, &axis);
            for (row, block) in blocks.iter_mut().enumerate() {
                let line = &mut block[at * width..(at + 1) * width];
                layout.count(line, axis.len(), sheet.row(row), compare);
            }
        }
        Self {
            unit: query.unit,
            transcripts: counted.iter().map(|transcript| transcript.id()).collect(),
            left_out,
            units,
            layout,
            codes: rows.codes().to_vec(),
            blocks,
            raters,
        }
    }

    /// How many transcripts count.
    pub const fn transcripts(&self) -> usize {
        self.transcripts.len()
    }

    /// The figures.
    pub fn answer(&self) -> Answer {
        let totals = self.totals();
        let coders: Vec<_> = self.raters.iter().map(|rater| rater.coder).collect();
        let row = |(&code, line): (&CodeId, &Vec<u64>)| {
            let pair = |(at, &(first, second)): (usize, &(usize, usize))| PairScores {
                coders: [coders[first], coders[second]],
                table: self.layout.table(line, at),
                scores: collected(|put| self.of_code(line, Whose::Pair(at), put)),
            };
            CodeScores {
                code,
                scores: collected(|put| self.of_code(line, Whose::All, put)),
                pairs: self.layout.pairs().iter().enumerate().map(pair).collect(),
            }
        };
        let codes: Vec<_> = self.codes.iter().zip(&totals).map(row).collect();
        Answer {
            unit: self.unit,
            transcripts: self.transcripts.clone(),
            left_out: self.left_out.clone(),
            units: self.units,
            overall: collected(|put| self.overall(&totals, put)),
            means: means(codes.iter().map(|row| &row.scores)),
            codes,
            coders,
            raters: self.raters.clone(),
            bootstrap: None,
        }
    }

    /// The counts of each code over all transcripts.
    pub(super) fn totals(&self) -> Vec<Vec<u64>> {
        let width = self.layout.width();
        let total = |block: &Vec<u64>| {
            let mut sum = vec![0; width];
            block.chunks(width).for_each(|line| add(&mut sum, line));
            sum
        };
        self.blocks.iter().map(total).collect()
    }

    /// The figures of one code, always the same ones in the same order.
    pub(super) fn of_code(&self, line: &[u64], of: Whose, put: Put<'_>) {
        let beside =
            if compares_passages(self.unit) { Beside::PassagesAndContinuum } else { Beside::Nothing };
        of_code(&self.layout, line, of, beside, put);
    }

    /// The figures of all codes together, always the same ones in the same order.
    pub(super) fn overall(&self, totals: &[Vec<u64>], put: Put<'_>) {
        let mut line = vec![0; self.layout.width()];
        totals.iter().for_each(|total| add(&mut line, total));
        let beside = if compares_passages(self.unit) { Beside::Passages } else { Beside::Nothing };
        of_code(&self.layout, &line, Whose::All, beside, put);
        let pairs = 0..self.layout.pairs().len();
        let tables =
            totals.iter().flat_map(|line| pairs.clone().map(move |pair| self.layout.table(line, pair)));
        put("pooled_kappa", pooled_kappa(&tables.collect::<Vec<_>>()));
    }
}

/// Adds a line of counts up.
pub(super) fn add(sum: &mut [u64], line: &[u64]) {
    sum.iter_mut().zip(line).for_each(|(sum, count)| *sum += count);
}

fn collected(figures: impl FnOnce(Put<'_>)) -> Scores {
    let mut scores = Scores::new();
    figures(&mut |name, score: Score| {
        scores.insert(name, score.into());
    });
    scores
}

/// Passages are no units; they are compared where nothing coarser was asked for.
const fn compares_passages(unit: Unit) -> bool {
    matches!(unit, Unit::Character)
}

/// One transcript's passages on the line of its units, by row and coder.
struct Sheet<'r> {
    rows: &'r Rows,
    coders: usize,
    cells: Vec<Passages>,
}

impl<'r> Sheet<'r> {
    fn new(rows: &'r Rows, coders: usize) -> Self {
        Self { rows, coders, cells: vec![Passages::default(); rows.codes().len() * coders] }
    }

    fn fill(&mut self, project: &Project, transcript: &Transcript, raters: &[Rater], axis: &Axis<'_>) {
        self.cells.iter_mut().for_each(Passages::clear);
        for (at, rater) in raters.iter().enumerate() {
            let layer = project.layer(transcript.id(), rater.coder).map(Arc::as_ref);
            for coding in rater.codings(layer) {
                let rows = self.rows.of(coding.code);
                if rows.is_empty() {
                    continue;
                }
                let Range { start, end } = coding.span.range();
                let place = axis.place_of(&(start as u32..end as u32));
                rows.iter().for_each(|row| self.cells[row * self.coders + at].push(place.clone()));
            }
        }
        self.cells.iter_mut().for_each(Passages::settle);
    }

    /// The passages of one row, one a coder.
    fn row(&self, row: usize) -> &[Passages] {
        &self.cells[row * self.coders..(row + 1) * self.coders]
    }
}
