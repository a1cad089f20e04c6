//! The units of one transcript as a line of numbered places, so that passages become runs on it and every unit is
//! counted by the same arithmetic. Never looks at a code.

use std::ops::Range;

use super::{Query, Runs, Unit};
use crate::model::Transcript;
use crate::text::Text;

/// Where the passages of one transcript fall among its units.
///
/// ```text
///   text     I: Why?  P: It was home. We stayed.
///   turns    ├─ 0 ─┤  ├────────── 1 ───────────┤
///   passage              ╰─────────╯                 is run 1..2
/// ```
#[derive(Debug)]
pub(super) struct Axis<'t> {
    text: &'t Text,
    /// The bytes that count; none when all do.
    counted: Option<Runs>,
    kind: Kind<'t>,
}

#[derive(Debug)]
enum Kind<'t> {
    /// Code points; each stretch that is left out, and how many have been left out before it.
    Characters { points: Points<'t>, left_out: Vec<(Range<u32>, u32)> },
    /// These stretches of bytes, in order.
    Pieces(Vec<Range<usize>>),
}

impl<'t> Axis<'t> {
    /// The units of a transcript without some passages; on request also without the interviewer's turns, and characters
    /// without white space.
    pub(super) fn new(
        transcript: &'t Transcript,
        query: &Query,
        without: impl Iterator<Item = Range<u32>>,
    ) -> Self {
        let text = transcript.text();
        let turns = transcript
            .turns()
            .iter()
            .filter(|turn| query.leave_out_interviewer && transcript.is_interviewer(turn))
            .map(|turn| turn.range.start as u32..turn.range.end as u32);
        let spaced = query.leave_out_white_space && query.unit == Unit::Character;
        let spaces = spaced.then(|| white_space(text.as_str())).into_iter().flatten();
        let scope = transcript.is_narrowed().then(|| {
            let counted = transcript.counted().into_iter().map(|s| s.start as u32..s.end as u32);
            Runs::new(counted).complement(text.len() as u32)
        });
        let unheard = scope.iter().flat_map(Runs::iter).cloned();
        let left_out = Runs::new(turns.chain(spaces).chain(without).chain(unheard));
        let counted = left_out.complement(text.len() as u32);
        let stretches = || counted.iter().map(|run| run.start as usize..run.end as usize);
        let kind = match query.unit {
            Unit::Character => {
                let points = Points::of(text);
                let mut total = 0;
                let stretches = left_out.iter().map(|run| {
                    let [start, end] = [run.start, run.end].map(|at| points.before(at as usize));
                    let before = total;
                    total += end - start;
                    (start..end, before)
                });
                let left_out = stretches.collect();
                Kind::Characters { points, left_out }
            }
            Unit::Word => Kind::Pieces(
                text.words()
                    .iter()
                    .filter(|word| counted.meets(&(word.start as u32..word.start as u32 + 1)))
                    .collect(),
            ),
            Unit::Sentence => Kind::Pieces(stretches().flat_map(|stretch| text.sentences(stretch)).collect()),
            Unit::Turn => Kind::Pieces(turns_and_between(transcript, &counted)),
            Unit::Transcript => Kind::Pieces(std::iter::once(0..text.len()).collect()),
        };
        Self { text, counted: (!left_out.is_empty()).then_some(counted), kind }
    }

    /// How many units there are.
    pub(super) fn len(&self) -> u32 {
        match &self.kind {
            Kind::Characters { left_out, .. } => {
                self.text.chars() - left_out.last().map_or(0, |(last, before)| before + last.end - last.start)
            }
            Kind::Pieces(pieces) => pieces.len() as u32,
        }
    }

    /// What of some bytes counts.
    pub(super) fn counted(&self, bytes: Runs) -> Runs {
        match &self.counted {
            Some(counted) => bytes.intersection(counted),
            None => bytes,
        }
    }

    /// The units that share something with what counts of a passage; empty where nothing of it does.
    pub(super) fn place_of(&self, passage: &Range<u32>) -> Range<u32> {
        match &self.counted {
            Some(counted) if !counted.meets(passage) => 0..0,
            Some(_) | None => self.place(passage.start as usize..passage.end as usize),
        }
    }

    /// The units that share something with any of these bytes, all of which must count.
    pub(super) fn units(&self, bytes: &Runs) -> Runs {
        Runs::new(bytes.iter().map(|run| self.place(run.start as usize..run.end as usize)))
    }

    fn place(&self, bytes: Range<usize>) -> Range<u32> {
        match &self.kind {
            Kind::Characters { points, left_out } => {
                let place = |byte: usize| {
                    let at = points.before(byte);
                    let begun = left_out.partition_point(|(stretch, _)| stretch.start <= at);
                    let last = begun.checked_sub(1).map(|last| &left_out[last]);
                    // Inside a stretch that is left out stands where it begins.
                    last.map_or(at, |(stretch, before)| at - before - (at.min(stretch.end) - stretch.start))
                };
                place(bytes.start)..place(bytes.end)
            }
            Kind::Pieces(pieces) => {
                let first = pieces.partition_point(|piece| piece.end <= bytes.start);
                let last = pieces.partition_point(|piece| piece.start < bytes.end);
                first as u32..last as u32
            }
        }
    }
}

/// Code points before every 64th byte of a text, since an axis is asked for thousands of places.
#[derive(Debug)]
struct Points<'t> {
    bytes: &'t [u8],
    /// None where every byte is a code point.
    samples: Vec<u32>,
}

impl<'t> Points<'t> {
    const STEP: usize = 64;

    fn of(text: &'t Text) -> Self {
        let bytes = text.as_str().as_bytes();
        let mut samples = Vec::new();
        if text.chars() as usize != bytes.len() {
            let mut before = 0;
            for chunk in bytes.chunks(Self::STEP) {
                samples.push(before);
                before += first_bytes(chunk);
            }
        }
        Self { bytes, samples }
    }

    /// Code points that begin before a byte.
    fn before(&self, at: usize) -> u32 {
        let chunk = at / Self::STEP;
        let Some(&before) = self.samples.get(chunk) else {
            return match self.samples.last() {
                None => at as u32,
                // The end of a text that fills its last chunk.
                Some(before) => before + first_bytes(&self.bytes[(self.samples.len() - 1) * Self::STEP..]),
            };
        };
        before + first_bytes(&self.bytes[chunk * Self::STEP..at])
    }
}

/// Bytes of at most 255 that begin a code point.
fn first_bytes(bytes: &[u8]) -> u32 {
    u32::from(bytes.iter().map(|&byte| u8::from(byte & 0xC0 != 0x80)).sum::<u8>())
}

/// The bytes of each white space character.
fn white_space(text: &str) -> impl Iterator<Item = Range<u32>> {
    let spaces = text.char_indices().filter(|(_, c)| c.is_whitespace());
    spaces.map(|(at, c)| at as u32..(at + c.len_utf8()) as u32)
}

/// The turns that count, and each stretch of words that lies in none.
fn turns_and_between(transcript: &Transcript, counted: &Runs) -> Vec<Range<usize>> {
    let text = transcript.text();
    let all = Runs::new(transcript.turns().iter().map(|turn| turn.range.start as u32..turn.range.end as u32));
    let outside = all.complement(text.len() as u32);
    let stretches = outside.iter().map(|run| run.start as usize..run.end as usize);
    let worded =
        stretches.filter(|stretch| text.as_str().get(stretch.clone()).is_some_and(|s| !s.trim().is_empty()));
    let turns = transcript.turns().iter().map(|turn| turn.range.clone());
    let turns = turns.filter(|range| counted.meets(&(range.start as u32..range.end as u32)));
    let mut pieces: Vec<_> = turns.chain(worded).collect();
    pieces.sort_by_key(|piece| piece.start);
    pieces
}
