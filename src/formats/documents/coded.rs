//! A transcript with its codings, cut into lines and stretches that carry the same codes: what is drawn when it is
//! written for reading. Never decides how it looks.

use std::collections::BTreeSet;
use std::ops::Range;
use std::rc::Rc;

use crate::analysis::retrieval::{Query, Segment, segments};
use crate::formats::shared::threads::Threads;
use crate::model::{Coding, Project, Transcript};
use crate::text::LineNo;

/// A transcript ready to be written.
pub(super) struct Coded<'p> {
    pub(super) transcript: &'p Transcript,
    /// Its codings in the order of reading.
    pub(super) codings: Vec<Segment<'p>>,
    pub(super) lines: Vec<Line>,
    threads: Rc<Threads>,
}

/// One line of the text.
pub(super) struct Line {
    pub(super) runs: Vec<Run>,
}

/// A stretch that carries the same codings from its start to its end.
pub(super) struct Run {
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    /// The codings that it carries, by their number.
    pub(super) codings: Vec<usize>,
    /// Those that begin with it.
    pub(super) begin: Vec<usize>,
    /// Those that end with it.
    pub(super) end: Vec<usize>,
}

impl<'p> Coded<'p> {
    /// All transcripts of a project, by title.
    pub(super) fn all(project: &'p Project) -> impl Iterator<Item = Self> {
        let threads = Rc::new(Threads::of(project));
        project.transcripts().into_iter().map(move |transcript| {
            let query = Query { transcript: Some(transcript.id()), ..Query::default() };
            Self::of(transcript, segments(project, &query), Rc::clone(&threads))
        })
    }

    /// What is written about one of its codings: the coder's own memo, then what people wrote to each other, a line each.
    pub(super) fn notes(&self, coding: &Coding) -> Vec<String> {
        let thread = self.threads.on(coding.id).unwrap_or_default();
        let all = std::iter::once(coding.memo.as_str()).chain(thread.lines());
        all.filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }

    fn of(transcript: &'p Transcript, codings: Vec<Segment<'p>>, threads: Rc<Threads>) -> Self {
        let text = transcript.text();
        let mut borders: Vec<usize> =
            codings.iter().flat_map(|s| [s.coding.span.start(), s.coding.span.end()]).collect();
        borders.sort_unstable();
        borders.dedup();
        let mut ends: Vec<usize> = (0..codings.len()).collect();
        ends.sort_by_key(|&at| codings[at].coding.span.end());
        let (mut next, mut ended) = (0, 0);
        let mut open: BTreeSet<usize> = BTreeSet::new();
        let mut lines = Vec::with_capacity(text.lines());
        let mut number = 0;
        while let Some(line) = u32::try_from(number).ok().and_then(|number| text.line(LineNo(number))) {
            let mut runs = Vec::new();
            let from = borders.partition_point(|&border| border <= line.start);
            let inside = borders[from..].iter().copied().take_while(|&border| border < line.end);
            let mut start = line.start;
            for end in inside.chain([line.end]) {
                // What begins in the line end before, or is only that, begins here.
                let mut begin = Vec::new();
                while next < codings.len()
                    && codings[next].coding.span.start() <= start.max(end.saturating_sub(1))
                {
                    open.insert(next);
                    begin.push(next);
                    next += 1;
                }
                let all = open.iter().copied().collect();
                let mut end_here = Vec::new();
                while ended < ends.len()
                    && codings[ends[ended]].coding.span.end() <= end.max(line.start)
                    && open.remove(&ends[ended])
                {
                    end_here.push(ends[ended]);
                    ended += 1;
                }
                runs.push(Run { range: start..end, codings: all, begin, end: end_here });
                start = end;
            }
            lines.push(Line { runs });
            number += 1;
        }
        // What ends in the last line end of all ends with the last stretch.
        if let Some(last) = lines.last_mut().and_then(|line| line.runs.last_mut()) {
            last.end.extend(open);
        }
        Self { transcript, codings, lines, threads }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::{Study, coder};

    #[test]
    fn stretches_carry_what_lies_on_them() {
        let mut study = Study::of(&["one two\nthree\n"]);
        study.codings(0, coder(0), &[(1, 0..3), (2, 2..9), (1, 7..8), (1, 8..14)]);
        let project = study.project();
        let coded: Vec<_> = Coded::all(&project).collect();
        let told: Vec<Vec<_>> = coded[0]
            .lines
            .iter()
            .map(|line| {
                line.runs
                    .iter()
                    .map(|r| (r.range.clone(), r.codings.len(), r.begin.len(), r.end.len()))
                    .collect()
            })
            .collect();
        assert_eq!(told[0], [(0..2, 1, 1, 0), (2..3, 2, 1, 1), (3..7, 1, 0, 0)]);
        let (begun, ended) = told.iter().flatten().fold((0, 0), |(b, e), run| (b + run.2, e + run.3));
        assert_eq!((begun, ended), (4, 4), "{told:?}");
        for line in &coded[0].lines {
            for run in &line.runs {
                assert!(
                    run.begin
                        .iter()
                        .chain(&run.end)
                        .all(|at| run.codings.contains(at) || run.range.is_empty()),
                    "{told:?}"
                );
            }
        }
    }
}
