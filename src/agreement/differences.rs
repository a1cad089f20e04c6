//! From a figure to the passages behind it: where coders differ about one code, and what each of them did there.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use super::rows::members;
use super::scope::scope;
use super::units::Axis;
use super::unsettled::axis;
use super::{Query, Rater, Runs};
use crate::model::{CodeId, CoderId, Coding, Project, Transcript, TranscriptId};
use crate::text::Span;

/// A passage that coders treated differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub transcript: TranscriptId,
    /// All that any of the coders gave the code, in one piece.
    pub span: Span,
    /// What sort of difference it is.
    pub kind: DifferenceKind,
    /// What each coder did there, in the order of the question.
    pub by: Vec<(CoderId, Did)>,
    /// Of each coder, the place of the first who has the code on the same units there.
    pub alike: Vec<usize>,
}

impl Difference {
    /// How two of the coders differ there; nothing where they have it alike, or one of them is none of the coders.
    pub fn between(&self, pair: [CoderId; 2]) -> Option<DifferenceKind> {
        let place = |coder: CoderId| self.by.iter().position(|(other, _)| *other == coder);
        let [first, second] = [place(pair[0])?, place(pair[1])?];
        let differ = self.alike.get(first) != self.alike.get(second);
        let kind = [first, second].iter().map(|&at| self.by[at].1.kind()).min();
        kind.filter(|_| differ)
    }
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

impl Did {
    /// The sort of difference that it makes beside somebody who gave the code otherwise.
    const fn kind(&self) -> DifferenceKind {
        match self {
            Self::Nothing => DifferenceKind::Missed,
            Self::OtherCodes(_) => DifferenceKind::OtherCode,
            Self::Coded(_) => DifferenceKind::Border,
        }
    }
}

/// The passages on which coders differ about one code, by transcript and place: those under which some unit carries
/// the code for one of them and not for another. At coarser units than characters, borders that move within a unit
/// are therefore no difference.
pub fn differences(project: &Project, query: &Query, code: CodeId) -> Vec<Difference> {
    differences_of_each(project, query, &[code], || true).into_iter().flatten().collect()
}

/// The same about several codes, one list a code in their order; what has been found when `go_on`, which is asked before
/// each transcript, says no.
pub fn differences_of_each(
    project: &Project,
    query: &Query,
    codes: &[CodeId],
    go_on: impl Fn() -> bool,
) -> Vec<Vec<Difference>> {
    let (counted, _) = scope(project, query);
    let mut found = vec![Vec::new(); codes.len()];
    for transcript in counted.into_iter().take_while(|_| go_on()) {
        let page = Page::new(project, query, transcript);
        for (found, &code) in found.iter_mut().zip(codes) {
            found.extend(page.differences(code));
        }
    }
    found
}

/// One transcript as all coders coded it: what every code's differences are made of.
pub(super) struct Page<'p> {
    project: &'p Project,
    query: &'p Query,
    transcript: &'p Transcript,
    axis: Axis<'p>,
    coders: Vec<OnPage<'p>>,
}

/// One coder's part of it.
struct OnPage<'p> {
    rater: Rater,
    /// By place.
    codings: Vec<&'p Coding>,
    /// Of each coding, the farthest end of those up to it.
    reach: Vec<u32>,
    of_code: HashMap<CodeId, Vec<Range<u32>>>,
}

/// Where one coder has a code.
struct Carried {
    /// Bytes that count.
    bytes: Runs,
    units: Runs,
}

/// One code on the page.
struct About<'a> {
    codes: &'a [CodeId],
    /// One a coder.
    carried: Vec<Carried>,
}

impl<'p> OnPage<'p> {
    fn new(project: &'p Project, transcript: &Transcript, rater: Rater) -> Self {
        let layer = project.layer(transcript.id(), rater.coder).map(Arc::as_ref);
        let codings: Vec<&Coding> = rater.codings(layer).collect();
        let mut of_code: HashMap<CodeId, Vec<Range<u32>>> = HashMap::new();
        let mut farthest = 0;
        let reach = codings.iter().map(|coding| {
            let bytes = bytes_of(coding);
            farthest = farthest.max(bytes.end);
            of_code.entry(coding.code).or_default().push(bytes);
            farthest
        });
        let reach = reach.collect();
        Self { rater, codings, reach, of_code }
    }

    /// The codings that share something with a passage, the last first.
    fn meeting(&self, part: &Range<u32>) -> impl Iterator<Item = &Coding> {
        let last = self.codings.partition_point(|coding| bytes_of(coding).start < part.end);
        let reaching = (0..last).rev().take_while(|&at| self.reach[at] > part.start);
        reaching.map(|at| self.codings[at]).filter(|coding| bytes_of(coding).end > part.start)
    }
}

impl<'p> Page<'p> {
    pub(super) fn new(project: &'p Project, query: &'p Query, transcript: &'p Transcript) -> Self {
        let coders = query.raters().into_iter().map(|rater| OnPage::new(project, transcript, rater));
        Self { project, query, transcript, axis: axis(project, transcript, query), coders: coders.collect() }
    }

    /// The differences about one code, by place.
    pub(super) fn differences(&self, code: CodeId) -> Vec<Difference> {
        let codes = members(self.project, code, self.query.level);
        let has = |on_page: &OnPage<'_>| codes.iter().any(|code| on_page.of_code.contains_key(code));
        if !self.coders.iter().any(has) {
            return Vec::new();
        }
        let carried = |on_page: &OnPage<'_>| {
            let ranges = codes.iter().filter_map(|code| on_page.of_code.get(code)).flatten().cloned();
            let bytes = self.axis.counted(Runs::new(ranges));
            Carried { units: self.axis.units(&bytes), bytes }
        };
        let about = About { codes: &codes, carried: self.coders.iter().map(carried).collect() };
        about.parts().into_iter().filter_map(|part| self.difference(&about, &part)).collect()
    }

    fn difference(&self, about: &About<'_>, part: &Range<u32>) -> Option<Difference> {
        let part_only = Runs::new(std::iter::once(part.clone()));
        let units = self.axis.units(&part_only);
        let here: Vec<Runs> = about.carried.iter().map(|of| of.units.intersection(&units)).collect();
        let alike: Vec<usize> =
            here.iter().map(|own| here.iter().position(|other| other == own).unwrap_or_default()).collect();
        if alike.iter().all(|&first| first == 0) {
            return None;
        }
        let beside = self.codes_beside(about, part);
        let by: Vec<_> = self
            .coders
            .iter()
            .zip(&about.carried)
            .map(|(on_page, of)| {
                (on_page.rater.coder, self.did(about, on_page, of, part, &part_only, &beside))
            })
            .collect();
        let kind = by.iter().map(|(_, did)| did.kind()).min().unwrap_or(DifferenceKind::Border);
        Some(Difference { transcript: self.transcript.id(), span: self.span(part)?, kind, by, alike })
    }

    /// The codes that everybody who gave the code here gave beside it.
    fn codes_beside(&self, about: &About<'_>, part: &Range<u32>) -> BTreeSet<CodeId> {
        let having = self.coders.iter().zip(&about.carried).filter(|(_, of)| of.bytes.meets(part));
        let others = having.map(|(on_page, _)| about.others(on_page, part));
        others.reduce(|a, b| a.intersection(&b).copied().collect()).unwrap_or_default()
    }

    fn did(
        &self,
        about: &About<'_>,
        on_page: &OnPage<'_>,
        of: &Carried,
        part: &Range<u32>,
        part_only: &Runs,
        beside: &BTreeSet<CodeId>,
    ) -> Did {
        let coded: Vec<_> =
            of.bytes.intersection(part_only).iter().filter_map(|run| self.span(run)).collect();
        if !coded.is_empty() {
            return Did::Coded(coded);
        }
        let mut others: Vec<_> = about.others(on_page, part).difference(beside).copied().collect();
        others.sort_by_key(|&code| self.project.codebook().position(code));
        if others.is_empty() { Did::Nothing } else { Did::OtherCodes(others) }
    }

    fn span(&self, bytes: &Range<u32>) -> Option<Span> {
        self.transcript.text().span_widened(bytes.start as usize..bytes.end as usize).ok()
    }
}

impl About<'_> {
    /// All coders' passages, those that overlap in one piece; touching ones stay apart.
    fn parts(&self) -> Vec<Range<u32>> {
        let mut parts: Vec<_> = self.carried.iter().flat_map(|of| of.bytes.iter().cloned()).collect();
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

    /// The other codes that a coder gave anything of a passage.
    fn others(&self, on_page: &OnPage<'_>, part: &Range<u32>) -> BTreeSet<CodeId> {
        on_page.meeting(part).map(|coding| coding.code).filter(|code| !self.codes.contains(code)).collect()
    }
}

fn bytes_of(coding: &Coding) -> Range<u32> {
    let Range { start, end } = coding.span.range();
    start as u32..end as u32
}
