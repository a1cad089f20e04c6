//! Codes on the same characters: a sweep over the borders of passages. Never an array with one entry a character.

use super::placed::{Segment, Sheet};
use super::{Beside, Measures, Own, Pair, Relations, sets::Pairs};

/// How the passages of two codes overlap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Overlap {
    /// Characters in passages of both.
    pub characters: u64,
    /// Transcripts with an overlap.
    pub transcripts: u64,
    /// Passages of the first code that meet any of the second.
    pub first_overlapping: u64,
    /// Passages of the second code that meet any of the first.
    pub second_overlapping: u64,
    /// Passages of the first code that lie wholly inside one of the second.
    pub first_in_second: u64,
    /// Passages of the second code that lie wholly inside one of the first.
    pub second_in_first: u64,
    /// Passages that begin and end at the same places.
    pub equal: u64,
}

/// The counts of one pair while transcripts are gone through.
#[derive(Clone, Copy, Default)]
struct Counting {
    count: u64,
    of: Overlap,
    /// The transcript that was counted last, from 1.
    last: usize,
}

pub(super) fn relations(sheets: &[Sheet], codes: usize) -> Relations {
    let mut own = vec![Own::default(); codes];
    let mut pairs: Pairs<Counting> = Pairs::new(codes);
    let mut all = 0;
    for (at, sheet) in sheets.iter().enumerate() {
        all += u64::from(sheet.length);
        let segments = sheet.segments(codes);
        for segment in &segments {
            own[segment.code].segments += 1;
            own[segment.code].units += u64::from(segment.at.end - segment.at.start);
        }
        sweep(&segments, at + 1, &mut pairs);
    }
    let pair = |codes: [usize; 2], Counting { count, of, .. }: Counting| {
        let [first, second] = codes.map(|code| own[code].units);
        Pair { codes, count, beside: Beside::Overlap(of, Measures::of(of.characters, first, second, all)) }
    };
    let pairs = pairs.into_iter().map(|(codes, counting)| pair(codes, counting)).collect();
    Relations { units: Some(all), codes: own, pairs }
}

/// Goes through the passages of a transcript by their starts, with those that have not ended yet.
fn sweep(segments: &[Segment], transcript: usize, pairs: &mut Pairs<Counting>) {
    let mut open: Vec<usize> = Vec::new();
    // A passage, and a code that it meets.
    let mut met: Vec<(usize, usize)> = Vec::new();
    for (at, segment) in segments.iter().enumerate() {
        open.retain(|&other| segments[other].at.end > segment.at.start);
        for &other in &open {
            let before = &segments[other];
            met.extend([(at, before.code), (other, segment.code)]);
            meet(pairs, transcript, before, segment);
        }
        open.push(at);
    }
    met.sort_unstable();
    met.dedup();
    for (at, code) in met {
        let of = segments[at].code;
        let counting = &mut pairs.of(of, code).of;
        if of < code { counting.first_overlapping += 1 } else { counting.second_overlapping += 1 }
    }
}

/// Counts two passages that overlap, of which the one does not begin after the other.
fn meet(pairs: &mut Pairs<Counting>, transcript: usize, before: &Segment, after: &Segment) {
    let counting = pairs.of(before.code, after.code);
    counting.count += 1;
    counting.of.characters += u64::from(before.at.end.min(after.at.end) - after.at.start);
    counting.of.transcripts += u64::from(counting.last != transcript);
    counting.last = transcript;
    let inside =
        [before.at.start == after.at.start && before.at.end <= after.at.end, after.at.end <= before.at.end];
    let [first, second] = if before.code < after.code { inside } else { [inside[1], inside[0]] };
    counting.of.first_in_second += u64::from(first);
    counting.of.second_in_first += u64::from(second);
    counting.of.equal += u64::from(first && second);
}
