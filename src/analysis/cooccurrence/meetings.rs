//! Where two codes stand together, or the one after the other: a place for each that is counted, in the order of reading. Never
//! counts.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Unit;
use crate::analysis::coded::{Coded, Sheet};
use crate::analysis::{Asked, NoAnswer};
use crate::model::{CodeId, Project, Transcript, TranscriptId};
use crate::text::Span;

/// A place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meeting {
    pub transcript: TranscriptId,
    /// What both share: words, a passage, a turn, or from the one turn to the other; of a transcript the first passage of the
    /// first code.
    pub span: Span,
}

/// A place for each that [`cooccurrence`](super::cooccurrence) counts of these two.
///
/// # Errors
/// When there is no such layer, or there are no themes to look at.
pub fn meetings(
    project: &Project,
    asked: Asked,
    unit: Unit,
    codes: [CodeId; 2],
) -> Result<Vec<Meeting>, NoAnswer> {
    placed(project, asked, codes, |transcript, passages| match unit {
        Unit::Overlap => overlapping(passages),
        Unit::Segment => equal(passages),
        Unit::Turn => pairs_of_turns(transcript, passages, |a, b| a == b),
        Unit::Near(within) => pairs_of_turns(transcript, passages, |a, b| a.abs_diff(b) <= within),
        Unit::Transcript => match passages {
            [first, second] if !second.is_empty() => first.iter().take(1).cloned().collect(),
            _ => Vec::new(),
        },
    })
}

/// A place for each time that [`following`](super::following) counts the second so many turns after the first.
///
/// # Errors
/// When there is no such layer, or there are no themes to look at.
pub fn followed(
    project: &Project,
    asked: Asked,
    lag: usize,
    codes: [CodeId; 2],
) -> Result<Vec<Meeting>, NoAnswer> {
    placed(project, asked, codes, |transcript, passages| {
        pairs_of_turns(transcript, passages, |a, b| b.checked_sub(a) == Some(lag))
    })
}

/// The places that a function finds among the passages of both codes, as entered, transcript by transcript.
fn placed(
    project: &Project,
    asked: Asked,
    codes: [CodeId; 2],
    find: impl Fn(&Transcript, [&[Range<usize>]; 2]) -> Vec<Range<usize>>,
) -> Result<Vec<Meeting>, NoAnswer> {
    let coded = Coded::new(project, asked)?;
    let places = codes.map(|code| coded.codes.iter().position(|row| row.code == code));
    let [Some(first), Some(second)] = places else { return Ok(Vec::new()) };
    let mut passages = Vec::new();
    let mut found = Vec::new();
    for sheet in &coded.sheets {
        let Sheet { transcript, .. } = sheet;
        coded.passages(sheet, &mut passages);
        let mut places = find(transcript, [&passages[first], &passages[second]]);
        places.sort_by_key(|place| (place.start, place.end));
        let text = transcript.text();
        let spans = places.into_iter().filter_map(|place| text.span_widened(place).ok());
        found.extend(spans.map(|span| Meeting { transcript: transcript.id(), span }));
    }
    Ok(found)
}

/// Passages of one code, which come by their start: overlapping ones merged, touching ones kept apart.
fn merged(passages: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(passages.len());
    for passage in passages.iter().filter(|passage| !passage.is_empty()) {
        match merged.last_mut() {
            Some(last) if passage.start < last.end => last.end = last.end.max(passage.end),
            Some(_) | None => merged.push(passage.clone()),
        }
    }
    merged
}

/// What each two passages share.
fn overlapping(passages: [&[Range<usize>]; 2]) -> Vec<Range<usize>> {
    let [first, second] = passages.map(merged);
    let shared = |a: &Range<usize>, b: &Range<usize>| a.start.max(b.start)..a.end.min(b.end);
    let pairs = first.iter().flat_map(|a| second.iter().map(move |b| shared(a, b)));
    pairs.filter(|shared| !shared.is_empty()).collect()
}

/// Passages that begin and end alike.
fn equal([first, second]: [&[Range<usize>]; 2]) -> Vec<Range<usize>> {
    let ends = |passages: &[Range<usize>]| -> BTreeSet<(usize, usize)> {
        passages.iter().filter(|p| !p.is_empty()).map(|p| (p.start, p.end)).collect()
    };
    ends(first).intersection(&ends(second)).map(|&(start, end)| start..end).collect()
}

/// From the turn of the first code to that of the second, of those that stand as they should to each other.
fn pairs_of_turns(
    transcript: &Transcript,
    passages: [&[Range<usize>]; 2],
    wanted: impl Fn(usize, usize) -> bool,
) -> Vec<Range<usize>> {
    let turns: Vec<Range<usize>> = transcript.turns().iter().map(|turn| turn.range.clone()).collect();
    let touched = |passages: &[Range<usize>]| -> BTreeSet<usize> {
        let of = |passage: &Range<usize>| {
            let first = turns.partition_point(|turn| turn.end <= passage.start);
            first..turns.partition_point(|turn| turn.start < passage.end).max(first)
        };
        passages.iter().filter(|passage| !passage.is_empty()).flat_map(of).collect()
    };
    let [first, second] = passages.map(touched);
    let pairs = first.iter().flat_map(|&a| second.iter().map(move |&b| (a, b)));
    let hull = |(a, b): (usize, usize)| turns[a.min(b)].start..turns[a.max(b)].end;
    pairs.filter(|&(a, b)| wanted(a, b)).map(hull).collect()
}
