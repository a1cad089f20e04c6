//! From coding layers to counts: which transcripts count, what every coder did on every unit, and what of it is whole
//! numbers. A pure function of a project; never counts a layer that nobody has opened. The figures are made in
//! [`super::figures`], row by row, since a study of many coders has more of them than memory should hold.

use super::marks::Marks;
use super::measure::{GammaOptions, Pooled, Unitizing};
use super::rows::Rows;
use super::scope::scope;
use super::tally::Layout;
use super::unsettled::{Unsettled, axis_and_rest};
use super::whole::AllCodes;
use super::{Answer, NotApplicable, Query, Rater, Reason, Unit, Unwatched, Watch};
use crate::model::{CodeId, Project, TranscriptId};

/// Answers a question about agreement, without intervals: those are [`Study::draw_together`] and [`Study::draw_code`].
///
/// At characters the passages themselves are compared too (`u_alpha`, `f1_exact`, `f1_overlap`, `f1_one_to_one`),
/// the F1s as entered, on what counts.
pub fn answer(project: &Project, query: &Query) -> Answer {
    Study::new(project, query).answer()
}

/// What was counted in a study: code by code over all transcripts, and the passages from which each transcript is counted
/// again. Owns all it needs, so that other threads can compute with it.
#[derive(Clone, Debug)]
pub struct Study {
    pub(super) unit: Unit,
    pub(super) raters: Vec<Rater>,
    /// Those that count, by title.
    pub(super) transcripts: Vec<TranscriptId>,
    pub(super) left_out: Vec<(TranscriptId, Reason)>,
    pub(super) unsettled: Unsettled,
    /// Units of all of them.
    pub(super) units: u64,
    pub(super) layout: Layout,
    pub(super) codes: Vec<CodeId>,
    pub(super) marks: Marks,
    /// One line of counts a code, over all transcripts.
    pub(super) totals: Vec<Vec<u64>>,
    /// All codes pooled.
    pub(super) pool: Pool,
    /// All codes together, where that was asked for.
    pub(super) whole: Option<AllCodes>,
    /// The sums of each of its continua over all transcripts.
    pub(super) continua: Vec<Result<Unitizing, NotApplicable>>,
}

impl Study {
    /// Counts what a question asks about.
    pub fn new(project: &Project, query: &Query) -> Self {
        Self::count(project, query, &Unwatched).expect("nobody stops what nobody watches")
    }

    /// The same; nothing when it was stopped.
    pub fn count(project: &Project, query: &Query, watch: &dyn Watch) -> Option<Self> {
        let raters = query.raters();
        let (counted, left_out) = scope(project, query);
        let rows = Rows::new(project, query, &counted);
        let codes = rows.codes().to_vec();
        watch.expect(counted.len() + codes.len());
        let mut marks = Marks::new(codes.len());
        let mut whole = query.in_full.then(|| AllCodes::new(project, query, &rows, &raters));
        let mut to_align = Vec::new();
        let mut unsettled = Unsettled::default();
        for transcript in &counted {
            if !watch.goes_on() {
                return None;
            }
            let (axis, rest) = axis_and_rest(project, transcript, query);
            unsettled.differences += rest.differences;
            unsettled.units += rest.units;
            marks.add(project, transcript, &raters, &axis, &rows);
            if let Some(whole) = &mut whole {
                to_align.push(whole.add(project, transcript, &raters, &axis));
            }
            watch.step();
        }
        if let Some(whole) = &mut whole {
            whole.align(&to_align, GammaOptions::default());
        }
        let mut study = Self {
            unit: query.unit,
            transcripts: counted.iter().map(|transcript| transcript.id()).collect(),
            left_out,
            unsettled,
            units: marks.units_of(&vec![1; counted.len()]),
            layout: Layout::new(raters.len()),
            codes,
            marks,
            totals: Vec::new(),
            pool: Pool::default(),
            continua: whole.as_ref().map(|whole| whole.totals(None)).unwrap_or_default(),
            whole,
            raters,
        };
        study.add_up(watch)?;
        Some(study)
    }

    /// Counts each code over all transcripts.
    fn add_up(&mut self, watch: &dyn Watch) -> Option<()> {
        let width = self.layout.width();
        for row in 0..self.codes.len() {
            if !watch.goes_on() {
                return None;
            }
            let mut total = vec![0; width];
            self.marks.lines(row, &self.layout, self.compares()).add_to(&mut total, |_| 1);
            // With the units of transcripts in which nobody put the code.
            total[0] = self.units;
            self.pool.add(&self.layout, &total);
            self.totals.push(total);
            watch.step();
        }
        Some(())
    }

    /// How many transcripts count.
    pub const fn transcripts(&self) -> usize {
        self.transcripts.len()
    }

    /// Whose agreement it is.
    pub fn raters(&self) -> &[Rater] {
        &self.raters
    }

    /// The codes that there are rows for, in the codebook's order.
    pub fn codes(&self) -> &[CodeId] {
        &self.codes
    }

    /// Whether passages are compared beside units: they are no units, and are where nothing coarser was asked for.
    pub(super) const fn compares(&self) -> bool {
        matches!(self.unit, Unit::Character)
    }
}

/// What the figures of all codes together are made of, code by code in their order.
#[derive(Clone, Debug, Default)]
pub(super) struct Pool {
    /// The sum of the codes' lines; empty before the first.
    line: Vec<u64>,
    pub(super) pooled: Pooled,
}

impl Pool {
    /// Takes in the counts of the next code.
    pub(super) fn add(&mut self, layout: &Layout, line: &[u64]) {
        self.line.resize(layout.width(), 0);
        self.line.iter_mut().zip(line).for_each(|(sum, count)| *sum += count);
        (0..layout.pairs().len()).for_each(|pair| self.pooled.add(layout.table(line, pair)));
    }

    /// The counts of all codes together.
    pub(super) fn line(&self, layout: &Layout) -> Vec<u64> {
        let mut line = self.line.clone();
        line.resize(layout.width(), 0);
        line
    }
}
