//! From a figure to the passages behind it: where coders differ about one code, and what each of them did there.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::rows::members;
use super::scope::scope;
use super::units::Axis;
use super::{Query, Rater, Runs};
use crate::model::{CodeId, CoderId, Coding, CodingLayer, Project, Transcript, TranscriptId};
use crate::text::Span;

/// A passage that coders treated differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where it is.
    pub transcript: TranscriptId,
    /// All that any of the coders gave the code, in one piece.
    pub span: Span,
    /// What sort of difference it is.
    pub kind: DifferenceKind,
    /// What each coder did there, in the order of the question.
    pub by: Vec<(CoderId, Did)>,
}

/// Sorts of differences; with more than two coders the first that applies to any of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DifferenceKind {
    /// Somebody gave the passage no code that could stand for this one.
    Missed,
    /// Somebody gave it another code instead.
    OtherCode,
    /// All gave it the code, with other borders.
    Border,
}

/// What one coder did with a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Did {
    /// Gave it the code, on these stretches.
    Coded(Vec<Span>),
    /// Gave it these codes instead, in the codebook's order. A code that those who gave the code gave beside it is
    /// not one of them.
    OtherCodes(Vec<CodeId>),
    /// Neither.
    Nothing,
}

/// The passages on which coders differ about one code, by transcript and place: those under which some unit carries
/// the code for one of them and not for another. At coarser units than characters, borders that move within a unit
/// are therefore no difference.
pub fn differences(project: &Project, query: &Query, code: CodeId) -> Vec<Difference> {
    let (counted, _) = scope(project, query);
    counted.iter().flat_map(|transcript| differences_on(project, query, code, transcript)).collect()
}

/// The same in one transcript, whether it counts or not.
pub(super) fn differences_in(
    project: &Project,
    query: &Query,
    code: CodeId,
    transcript: TranscriptId,
) -> Vec<Difference> {
    project.transcript(transcript).map(|t| differences_on(project, query, code, t)).unwrap_or_default()
}

fn differences_on(
    project: &Project,
    query: &Query,
    code: CodeId,
    transcript: &Arc<Transcript>,
) -> Vec<Difference> {
    let codes = members(project, code, query.level);
    Page::new(project, query, transcript, &query.raters(), &codes).differences().collect()
}

/// One transcript as all coders coded it.
struct Page<'p> {
    project: &'p Project,
    transcript: &'p Transcript,
    axis: Axis<'p>,
    codes: &'p [CodeId],
    coders: Vec<OnPage<'p>>,
}

/// One coder's part of it.
struct OnPage<'p> {
    rater: Rater,
    layer: Option<&'p CodingLayer>,
    /// The bytes that carry the code, and the units.
    bytes: Runs,
    units: Runs,
}

impl<'p> Page<'p> {
    fn new(
        project: &'p Project,
        query: &Query,
        transcript: &'p Transcript,
        raters: &[Rater],
        codes: &'p [CodeId],
    ) -> Self {
        let axis = Axis::new(transcript, query);
        let on_page = |&rater: &Rater| {
            let layer = project.layer(transcript.id(), rater.coder).map(Arc::as_ref);
            let codings = rater.codings(layer).filter(|coding| codes.contains(&coding.code));
            let bytes = axis.counted(Runs::new(codings.map(bytes_of)));
            let units = axis.units(&bytes);
            OnPage { rater, layer, bytes, units }
        };
        let coders = raters.iter().map(on_page).collect();
        Self { project, transcript, axis, codes, coders }
    }

    fn differences(&self) -> impl Iterator<Item = Difference> {
        self.parts().into_iter().filter_map(|part| self.difference(&part))
    }

    /// All coders' passages, those that overlap in one piece; touching ones stay apart.
    fn parts(&self) -> Vec<Range<u32>> {
        let mut parts: Vec<_> =
            self.coders.iter().flat_map(|on_page| on_page.bytes.iter().cloned()).collect();
        parts.sort_unstable_by_key(|part| part.start);
        parts.dedup_by(|next, kept| {
            let joined = next.start < kept.end;
            if joined {
                kept.end = kept.end.max(next.end);
            }
            joined
        });
        parts
    }

    fn difference(&self, part: &Range<u32>) -> Option<Difference> {
        let part_only = Runs::new(std::iter::once(part.clone()));
        let units = self.axis.units(&part_only);
        let mut carried = self.coders.iter().map(|on_page| on_page.units.intersection(&units));
        let first = carried.next()?;
        if carried.all(|other| other == first) {
            return None;
        }
        let beside = self.codes_beside(part);
        let by: Vec<_> = self
            .coders
            .iter()
            .map(|on_page| (on_page.rater.coder, self.did(on_page, part, &part_only, &beside)))
            .collect();
        let kind = by.iter().map(|(_, did)| match did {
            Did::Nothing => DifferenceKind::Missed,
            Did::OtherCodes(_) => DifferenceKind::OtherCode,
            Did::Coded(_) => DifferenceKind::Border,
        });
        let kind = kind.min().unwrap_or(DifferenceKind::Border);
        Some(Difference { transcript: self.transcript.id(), span: self.span(part)?, kind, by })
    }

    /// The codes that everybody who gave the code here gave beside it.
    fn codes_beside(&self, part: &Range<u32>) -> BTreeSet<CodeId> {
        let having = self.coders.iter().filter(|on_page| on_page.bytes.meets(part));
        let others = having.map(|on_page| self.others(on_page, part));
        others.reduce(|a, b| a.intersection(&b).copied().collect()).unwrap_or_default()
    }

    /// The other codes that a coder gave anything of a passage.
    fn others(&self, on_page: &OnPage<'_>, part: &Range<u32>) -> BTreeSet<CodeId> {
        let meeting = on_page.rater.codings(on_page.layer).filter(|coding| {
            let bytes = bytes_of(coding);
            bytes.start < part.end && part.start < bytes.end
        });
        meeting.map(|coding| coding.code).filter(|code| !self.codes.contains(code)).collect()
    }

    fn did(
        &self,
        on_page: &OnPage<'_>,
        part: &Range<u32>,
        part_only: &Runs,
        beside: &BTreeSet<CodeId>,
    ) -> Did {
        let coded: Vec<_> =
            on_page.bytes.intersection(part_only).iter().filter_map(|run| self.span(run)).collect();
        if !coded.is_empty() {
            return Did::Coded(coded);
        }
        let mut others: Vec<_> = self.others(on_page, part).difference(beside).copied().collect();
        others.sort_by_key(|&code| self.project.codebook().position(code));
        if others.is_empty() { Did::Nothing } else { Did::OtherCodes(others) }
    }

    fn span(&self, bytes: &Range<u32>) -> Option<Span> {
        self.transcript.text().span_widened(bytes.start as usize..bytes.end as usize).ok()
    }
}

fn bytes_of(coding: &Coding) -> Range<u32> {
    let Range { start, end } = coding.span.range();
    start as u32..end as u32
}
