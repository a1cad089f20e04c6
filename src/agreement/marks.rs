//! The passages that count, code by code, on the line of each transcript's units: all that a study keeps of the codings.
//! What coders have in common is counted from them one code at a time, so that memory goes with the passages, and not
//! with codes × pairs of coders × transcripts.

use std::ops::Range;
use std::sync::Arc;

use super::Rater;
use super::measure::Passages;
use super::rows::Rows;
use super::tally::Layout;
use super::units::Axis;
use crate::model::{CodeId, Project, Transcript};

/// One passage: in which transcript, whose, and the units that it has.
#[derive(Clone, Copy, Debug)]
struct Mark {
    transcript: u32,
    coder: u32,
    start: u32,
    end: u32,
}

/// The passages of every code.
#[derive(Clone, Debug)]
pub(super) struct Marks {
    /// One list a row, by transcript, and there by coder.
    rows: Vec<Vec<Mark>>,
    /// Units of each transcript.
    units: Vec<u32>,
}

impl Marks {
    /// Nothing yet, of so many rows.
    pub(super) fn new(rows: usize) -> Self {
        Self { rows: vec![Vec::new(); rows], units: Vec::new() }
    }

    /// Takes in the next transcript.
    pub(super) fn add(
        &mut self,
        project: &Project,
        transcript: &Transcript,
        raters: &[Rater],
        axis: &Axis<'_>,
        rows: &Rows,
    ) {
        let at = self.units.len() as u32;
        self.units.push(axis.len());
        for (coder, &rater) in (0..).zip(raters) {
            let of = |code| Some(rows.of(code)).filter(|of| !of.is_empty());
            for (of, _, Range { start, end }) in passages(project, transcript, rater, axis, of) {
                of.iter().for_each(|&row| self.rows[row].push(Mark { transcript: at, coder, start, end }));
            }
        }
    }

    /// Units of each transcript.
    pub(super) fn units(&self) -> &[u32] {
        &self.units
    }

    /// Units of all transcripts, each taken so often.
    pub(super) fn units_of(&self, times: &[u32]) -> u64 {
        self.units.iter().zip(times).map(|(&units, &times)| u64::from(units) * u64::from(times)).sum()
    }

    /// The counts of a row, a line a transcript.
    pub(super) fn lines(&self, row: usize, layout: &Layout, compare: bool) -> Lines {
        let mut lines = Lines::default();
        let mut line = vec![0; layout.width()];
        let mut coders = vec![Passages::default(); layout.coders()];
        let mut present: Vec<usize> = Vec::new();
        for marks in self.rows[row].chunk_by(|a, b| a.transcript == b.transcript) {
            for of_coder in marks.chunk_by(|a, b| a.coder == b.coder) {
                let coder = of_coder[0].coder as usize;
                present.push(coder);
                of_coder.iter().for_each(|mark| coders[coder].push(mark.start..mark.end));
                coders[coder].settle();
            }
            let transcript = marks[0].transcript as usize;
            line.fill(0);
            layout.count(&mut line, self.units[transcript], &coders, &present, compare);
            lines.push(transcript, &line);
            present.drain(..).for_each(|coder| coders[coder].clear());
        }
        lines
    }
}

/// A coder's passages in a transcript that have units there: what their code stands for, where it stands for anything, their
/// bytes, and their units.
pub(super) fn passages<'p, T: 'p>(
    project: &'p Project,
    transcript: &Transcript,
    rater: Rater,
    axis: &'p Axis<'p>,
    of: impl Fn(CodeId) -> Option<T> + 'p,
) -> impl Iterator<Item = (T, Range<u32>, Range<u32>)> + 'p {
    let layer = project.layer(transcript.id(), rater.coder).map(Arc::as_ref);
    rater.codings(layer).filter_map(move |coding| {
        let of = of(coding.code)?;
        let bytes = coding.span.range();
        let bytes = bytes.start as u32..bytes.end as u32;
        let place = axis.place_of(&bytes);
        (place.start < place.end).then_some((of, bytes, place))
    })
}

/// What was counted of one code in those transcripts in which somebody put it: the numbers that are not 0, since of many
/// coders few put a code into one transcript.
#[derive(Default)]
pub(super) struct Lines {
    /// Each transcript, and where its numbers end.
    transcripts: Vec<(usize, usize)>,
    /// Each number with its column.
    counts: Vec<(u32, u64)>,
}

impl Lines {
    fn push(&mut self, transcript: usize, line: &[u64]) {
        self.counts.extend((0..).zip(line.iter().copied()).filter(|&(_, count)| count > 0));
        self.transcripts.push((transcript, self.counts.len()));
    }

    /// Each transcript with its numbers and their columns, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, &[(u32, u64)])> {
        let mut from = 0;
        self.transcripts.iter().map(move |&(transcript, end)| {
            let counts = &self.counts[from..end];
            from = end;
            (transcript, counts)
        })
    }

    /// Only the numbers in these columns.
    pub(super) fn within(mut self, columns: &[Range<usize>]) -> Self {
        let there = |column: u32| columns.iter().any(|columns| columns.contains(&(column as usize)));
        let (mut kept, mut from) = (Vec::new(), 0);
        for (_, end) in &mut self.transcripts {
            kept.extend(self.counts[from..*end].iter().filter(|(column, _)| there(*column)));
            from = std::mem::replace(end, kept.len());
        }
        Self { transcripts: self.transcripts, counts: kept }
    }

    /// Adds the numbers of all transcripts up, each taken so often.
    pub(super) fn add_to(&self, sum: &mut [u64], times: impl Fn(usize) -> u32) {
        for (transcript, counts) in self.iter() {
            let times = u64::from(times(transcript));
            if times > 0 {
                counts.iter().for_each(|&(column, count)| sum[column as usize] += times * count);
            }
        }
    }
}
