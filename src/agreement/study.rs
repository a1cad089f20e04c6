//! From coding layers to an answer: which transcripts count, what every coder did on every unit, and the figures of
//! it. A pure function of a project; never counts a layer that nobody has opened.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::measure::{Gamma, GammaOptions, Passages, Unitizing, pooled_kappa};
use super::rows::Rows;
use super::scope::scope;
use super::scores::{Beside, Put, means, of_code};
use super::tally::{Layout, Whose};
use super::units::Axis;
use super::whole::Whole;
use super::{
    Bootstrap, Clash, Contingency, Mean, NotApplicable, Query, Rater, Reason, Score, Scores,
    TooFewTranscripts, Unit,
};
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
    /// The themes as domains of codes that exclude each other; asked for with [`Query::in_full`], at characters.
    pub domains: Vec<DomainScores>,
    /// What `gamma` among the overall figures is made of, where it was asked for and exists.
    pub gamma: Option<Gamma>,
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

/// A theme whose codes exclude each other, so that each place has one value.
#[derive(Clone, Debug, PartialEq)]
pub struct DomainScores {
    /// The top code.
    pub theme: CodeId,
    /// The codes of it that are looked at.
    pub codes: Vec<CodeId>,
    /// `u_alpha`, `u_alpha_binary`, `cu_alpha`.
    pub scores: Scores,
    /// The share of its passages that another coder's meet: what `cu_alpha` speaks of.
    pub coverage: Score,
    /// Passages that break it, a thousand at most; its figures do not exist then.
    pub clashes: Vec<Clash>,
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
    /// All codes together, where that was asked for.
    pub(super) whole: Option<Whole>,
}

/// Counts over some transcripts.
pub(super) struct Totals {
    /// One line a code.
    pub(super) lines: Vec<Vec<u64>>,
    /// One a continuum of all codes together.
    pub(super) continua: Vec<Result<Unitizing, NotApplicable>>,
}

/// Whose figures come next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Of the code in this row, all coders'.
    Code(usize),
    /// Of the code in this row, this pair's.
    Pair(usize, usize),
    /// Of the domain in this place.
    Domain(usize),
    /// Of all codes.
    Overall,
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
        let mut whole = query.in_full.then(|| Whole::new(project, query, &rows, &raters));
        let mut to_align = Vec::new();
        let mut units = 0;
        for (at, transcript) in counted.iter().enumerate() {
            let axis = Axis::new(transcript, query);
            units += u64::from(axis.len());
            sheet.fill(project, transcript, &raters, &axis);
            for (row, block) in blocks.iter_mut().enumerate() {
                let line = &mut block[at * width..(at + 1) * width];
                layout.count(line, axis.len(), sheet.row(row), compare);
            }
            if let Some(whole) = &mut whole {
                to_align.push(whole.add(project, transcript, &raters, &axis));
            }
        }
        if let Some(whole) = &mut whole {
            whole.align(&to_align, GammaOptions::default());
        }
        Self {
            unit: query.unit,
            transcripts: counted.iter().map(|transcript| transcript.id()).collect(),
            left_out,
            units,
            layout,
            codes: rows.codes().to_vec(),
            blocks,
            whole,
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
        let scores = |part| collected(|put| self.figures_of(&totals, part, put));
        let row = |(row, &code): (usize, &CodeId)| {
            let pair = |(at, &(first, second)): (usize, &(usize, usize))| PairScores {
                coders: [coders[first], coders[second]],
                table: self.layout.table(&totals.lines[row], at),
                scores: scores(Part::Pair(row, at)),
            };
            let pairs = self.layout.pairs().iter().enumerate().map(pair).collect();
            CodeScores { code, scores: scores(Part::Code(row)), pairs }
        };
        let codes: Vec<_> = self.codes.iter().enumerate().map(row).collect();
        let mut overall = scores(Part::Overall);
        if let Some(whole) = &self.whole {
            overall.extend(collected(|put| whole.without_intervals(put)));
        }
        Answer {
            unit: self.unit,
            transcripts: self.transcripts.clone(),
            left_out: self.left_out.clone(),
            units: self.units,
            overall,
            means: means(codes.iter().map(|row| &row.scores)),
            codes,
            domains: self.domains(&totals),
            gamma: self.whole.as_ref().and_then(|whole| whole.gamma.ok()),
            coders,
            raters: self.raters.clone(),
            bootstrap: None,
        }
    }

    fn domains(&self, totals: &Totals) -> Vec<DomainScores> {
        let Some(whole) = self.whole.as_ref().filter(|_| compares_passages(self.unit)) else {
            return Vec::new();
        };
        let domain = |(at, (theme, codes)): (usize, (CodeId, Vec<CodeId>))| DomainScores {
            theme,
            codes,
            scores: collected(|put| self.figures_of(totals, Part::Domain(at), put)),
            coverage: Whole::coverage(&totals.continua, at),
            clashes: whole.clashes[at].clone(),
        };
        whole.domains().enumerate().map(domain).collect()
    }

    /// The counts over all transcripts.
    pub(super) fn totals(&self) -> Totals {
        let width = self.layout.width();
        let total = |block: &Vec<u64>| {
            let mut sum = vec![0; width];
            block.chunks(width).for_each(|line| add(&mut sum, line));
            sum
        };
        let continua = self.whole.as_ref().map(|whole| whole.totals(None));
        Totals { lines: self.blocks.iter().map(total).collect(), continua: continua.unwrap_or_default() }
    }

    /// All parts of an answer, in one order.
    pub(super) fn parts(&self) -> Vec<Part> {
        let pairs = 0..self.layout.pairs().len();
        let of_code = |row: usize| {
            std::iter::once(Part::Code(row)).chain(pairs.clone().map(move |at| Part::Pair(row, at)))
        };
        let codes = (0..self.codes.len()).flat_map(of_code);
        let domains = self
            .whole
            .as_ref()
            .filter(|_| compares_passages(self.unit))
            .map_or(0, |whole| whole.clashes.len());
        codes.chain((0..domains).map(Part::Domain)).chain([Part::Overall]).collect()
    }

    /// The figures of a part that can have intervals, always the same ones in the same order.
    pub(super) fn figures_of(&self, totals: &Totals, part: Part, put: Put<'_>) {
        let beside =
            if compares_passages(self.unit) { Beside::PassagesAndContinuum } else { Beside::Nothing };
        match part {
            Part::Code(row) => {
                of_code(&self.layout, &totals.lines[row], Whose::All, beside, put);
                if let Some(whole) = &self.whole {
                    whole.code(&totals.continua, self.codes[row], put);
                }
            }
            Part::Pair(row, at) => of_code(&self.layout, &totals.lines[row], Whose::Pair(at), beside, put),
            Part::Domain(at) => Whole::domain(&totals.continua, at, put),
            Part::Overall => self.overall(totals, put),
        }
    }

    fn overall(&self, totals: &Totals, put: Put<'_>) {
        let mut line = vec![0; self.layout.width()];
        totals.lines.iter().for_each(|total| add(&mut line, total));
        let beside = if compares_passages(self.unit) { Beside::Passages } else { Beside::Nothing };
        of_code(&self.layout, &line, Whose::All, beside, put);
        let pairs = 0..self.layout.pairs().len();
        let of_line = |line: &Vec<u64>| -> Vec<Contingency> {
            pairs.clone().map(|pair| self.layout.table(line, pair)).collect()
        };
        put("pooled_kappa", pooled_kappa(&totals.lines.iter().flat_map(of_line).collect::<Vec<_>>()));
        Whole::overall(&totals.continua, put);
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
