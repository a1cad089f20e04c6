//! A coded transcript as plain numbers: how long it is, where its turns are, and which codes stand where. Never knows which
//! unit its places are in, as long as all are in the same.

use std::ops::Range;

/// One coding as entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// From where to where; one that ends where it begins is dropped.
    pub at: Range<u32>,
    /// The number of its code.
    pub code: usize,
}

/// A transcript with what one coder coded in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    pub(super) length: u32,
    pub(super) turns: Vec<Range<u32>>,
    /// By where they begin, then where they end.
    pub(super) codings: Vec<Placed>,
}

/// Passages of one code, overlapping ones merged, by where they begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Segment {
    pub(super) at: Range<u32>,
    pub(super) code: usize,
}

impl Sheet {
    /// Turns in order and without overlap; codings in any order.
    pub fn new(length: u32, turns: Vec<Range<u32>>, mut codings: Vec<Placed>) -> Self {
        codings.retain(|coding| coding.at.start < coding.at.end);
        codings.sort_by_key(|coding| (coding.at.start, coding.at.end));
        Self { length, turns, codings }
    }

    /// The passages of all codes: overlapping codings of one code are one, touching ones stay two.
    ///
    /// ```text
    ///   entered   ├──────┤  ├──┤├──┤
    ///                ├─────┤
    ///   segments  ├────────┤├──┤├──┤
    /// ```
    pub(super) fn segments(&self, codes: usize) -> Vec<Segment> {
        let mut segments: Vec<Segment> = Vec::with_capacity(self.codings.len());
        let mut open: Vec<Option<usize>> = vec![None; codes];
        for Placed { at, code } in &self.codings {
            let last = open[*code].and_then(|last| segments.get_mut(last)).filter(|s| at.start < s.at.end);
            match last {
                Some(segment) => segment.at.end = segment.at.end.max(at.end),
                None => {
                    open[*code] = Some(segments.len());
                    segments.push(Segment { at: at.clone(), code: *code });
                }
            }
        }
        segments
    }

    /// The codes of each passage, which is told from others by its start and end.
    pub(super) fn passages(&self, set: &mut dyn FnMut(&[usize])) {
        let mut codes = Vec::new();
        for passage in self.codings.chunk_by(|a, b| a.at == b.at) {
            codes.clear();
            codes.extend(passage.iter().map(|coding| coding.code));
            set(distinct(&mut codes));
        }
    }

    /// The codes that touch each turn; of turns that none touches as well.
    pub(super) fn turns(&self, set: &mut dyn FnMut(&[usize])) {
        self.by_turn().iter_mut().for_each(|codes| set(distinct(codes)));
    }

    /// The codes of the whole transcript.
    pub(super) fn whole(&self, set: &mut dyn FnMut(&[usize])) {
        set(distinct(&mut self.codings.iter().map(|coding| coding.code).collect()));
    }

    /// The turns that each code touches, in order; codes without any left out.
    pub(super) fn turns_of_codes(&self) -> Vec<(usize, Vec<usize>)> {
        let mut touched: Vec<(usize, usize)> = Vec::new();
        for coding in &self.codings {
            touched.extend(self.touched(&coding.at).map(|turn| (coding.code, turn)));
        }
        touched.sort_unstable();
        touched.dedup();
        let of_code = touched.chunk_by(|a, b| a.0 == b.0);
        of_code.map(|all| (all[0].0, all.iter().map(|(_, turn)| *turn).collect())).collect()
    }

    fn by_turn(&self) -> Vec<Vec<usize>> {
        let mut of_turns = vec![Vec::new(); self.turns.len()];
        for coding in &self.codings {
            self.touched(&coding.at).for_each(|turn| of_turns[turn].push(coding.code));
        }
        of_turns
    }

    /// The turns that share something with a passage.
    fn touched(&self, at: &Range<u32>) -> Range<usize> {
        let first = self.turns.partition_point(|turn| turn.end <= at.start);
        let last = self.turns.partition_point(|turn| turn.start < at.end);
        first..last.max(first)
    }
}

/// Each once, in order.
fn distinct(codes: &mut Vec<usize>) -> &[usize] {
    codes.sort_unstable();
    codes.dedup();
    codes
}
