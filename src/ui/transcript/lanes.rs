//! Which lane a stripe runs in. Works on positions in the text, so that a new width of the window never moves a
//! stripe to another lane. Never draws.
//!
//! The rule: a mark keeps its lane as long as it lies where it lay. What is new, or lies elsewhere now, comes after
//! those: where it lay before it stays in its own lane if that is free, else it takes the lowest that is. So a coding
//! that is made, reshaped or removed never moves the stripe of another.

use std::collections::HashMap;
use std::ops::Range;

use super::document::Document;
use super::marks::Marks;

/// No more lanes than this; what finds no room shares the last.
const MOST: usize = 32;
/// Bytes after a mark's end in which another mark's stripe would stand on the same line.
const SAME_LINE: u32 = 80;

/// What each lane holds, by start.
#[derive(Clone, Debug, Default)]
struct Held(Vec<Vec<Range<u32>>>);

impl Held {
    /// Takes the lane that is wanted if it is free there, else the lowest that is.
    ///
    /// ```text
    ///   first    |----------|              lane 0
    ///   second        |---------|          lane 1
    ///   third                  |-----|     lane 0, free again
    /// ```
    fn take(&mut self, range: Range<u32>, wanted: Option<u16>) -> u16 {
        let Self(lanes) = self;
        let wanted = wanted.map(usize::from).filter(|&lane| lane < MOST);
        if let Some(wanted) = wanted
            && lanes.len() <= wanted
        {
            lanes.resize(wanted + 1, Vec::new());
        }
        let at = |lane: &Vec<Range<u32>>| lane.partition_point(|held| held.start < range.end);
        let free = |lane: &Vec<Range<u32>>| {
            // Most marks are made from the top to the bottom.
            let before = match lane.last() {
                Some(last) if last.start >= range.end => at(lane).checked_sub(1).and_then(|i| lane.get(i)),
                last => last,
            };
            before.is_none_or(|held| held.end <= range.start)
        };
        let own = wanted.filter(|&lane| lanes.get(lane).is_some_and(free));
        let lane = own.or_else(|| lanes.iter().position(free)).unwrap_or(lanes.len()).min(MOST - 1);
        if lane == lanes.len() {
            lanes.push(Vec::new());
        }
        let at = at(&lanes[lane]);
        match at.checked_sub(1).and_then(|i| lanes[lane].get_mut(i)) {
            // Only in the shared last lane: one range stands for both.
            Some(held) if held.end > range.start => {
                *held = held.start.min(range.start)..held.end.max(range.end);
            }
            Some(_) | None => lanes[lane].insert(at, range),
        }
        lane as u16
    }
}

/// The lowest free lane for each range, in the order given: whatever comes later never moves what is there.
pub(super) fn first_fit(ranges: impl Iterator<Item = Range<u32>>) -> Vec<u16> {
    let mut held = Held::default();
    ranges.map(|range| held.take(range, None)).collect()
}

/// The lanes of all marks of a document. Cached by the view, so that they stay while marks come and go.
#[derive(Clone, Debug, Default)]
pub(super) struct Lanes {
    marks: u64,
    /// By index of the mark.
    lanes: Vec<u16>,
    /// By key: the lane, and the lines that the stripe stands beside.
    known: HashMap<u64, (u16, Range<u32>)>,
}

impl Lanes {
    /// Gives each mark its lane, if these are other marks than before.
    pub(super) fn follow(&mut self, document: &Document, marks: &Marks) {
        if self.marks == marks.id() {
            return;
        }
        let all = marks.all();
        let lines: Vec<Range<u32>> = all.iter().map(|m| lines(document, m.span.range())).collect();
        let mut lanes = vec![None; all.len()];
        let mut held = Held::default();
        let still = |ix: usize| self.known.get(&all[ix].key).filter(|(_, lay)| *lay == lines[ix]);
        for (ix, lane) in lanes.iter_mut().enumerate() {
            *lane = still(ix).map(|known| held.take(lines[ix].clone(), Some(known.0)));
        }
        let place = |(ix, lane): (usize, Option<u16>)| {
            let before = self.known.get(&all[ix].key).map(|known| known.0);
            lane.unwrap_or_else(|| held.take(lines[ix].clone(), before))
        };
        let lanes: Vec<u16> = lanes.into_iter().enumerate().map(place).collect();
        let known = all.iter().zip(lines).zip(&lanes).map(|((m, lines), &lane)| (m.key, (lane, lines)));
        *self = Self { marks: marks.id(), known: known.collect(), lanes };
    }

    pub(super) fn bytes(&self) -> usize {
        let known = self.known.capacity() * size_of::<(u64, (u16, Range<u32>))>();
        self.lanes.capacity() * size_of::<u16>() + known
    }

    /// The lane of a mark.
    pub(super) fn of(&self, ix: usize) -> usize {
        self.lanes.get(ix).copied().map_or(0, usize::from)
    }

    /// Number of lanes in use.
    pub(super) fn count(&self) -> usize {
        self.lanes.iter().max().map_or(0, |&lane| usize::from(lane) + 1)
    }
}

/// A mark's bytes, and those after it in which another mark's stripe could start on the line where this one ends.
fn lines(document: &Document, range: Range<usize>) -> Range<u32> {
    let end = range.end as u32;
    let last = range.end.saturating_sub(1);
    let block_end = document.block_at(last).map_or(0, |b| document.blocks()[b].end() as u32);
    range.start as u32..(end + SAME_LINE).min(block_end).max(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;
    use crate::ui::transcript::Mark;
    use proptest::prelude::*;

    #[test]
    fn a_lane_is_used_again_as_soon_as_it_is_free() {
        assert_eq!(first_fit([0..10, 5..15, 10..20, 6..7].into_iter()), [0, 1, 0, 2]);
        assert_eq!(first_fit([10..20, 0..10, 0..11].into_iter()), [0, 0, 1]);
    }

    fn marks(document: &Document, made: &[(u64, usize, usize)]) -> Marks {
        let mark = |&(key, start, end): &(u64, usize, usize)| Mark {
            key,
            span: document.text().span(start..end).unwrap(),
            colour: egui::Color32::RED,
            label: "code".into(),
        };
        Marks::new(document, made.iter().map(mark).collect())
    }

    #[test]
    fn stripes_that_meet_on_a_line_take_two_lanes() {
        let document = Document::new(Text::new("x".repeat(1000)), Vec::new(), &[]);
        let mut lanes = Lanes::default();
        lanes.follow(&document, &marks(&document, &[(1, 0, 100), (2, 120, 170), (3, 400, 410)]));
        assert_eq!((lanes.of(0), lanes.of(1), lanes.of(2), lanes.count()), (0, 1, 0, 2));
    }

    #[test]
    fn a_removed_mark_leaves_its_lane_to_the_next_new_one() {
        let document = Document::new(Text::new("x".repeat(1000)), Vec::new(), &[]);
        let mut lanes = Lanes::default();
        lanes.follow(&document, &marks(&document, &[(1, 0, 100), (2, 50, 150), (3, 60, 160)]));
        lanes.follow(&document, &marks(&document, &[(2, 50, 150), (3, 60, 160)]));
        assert_eq!((lanes.of(0), lanes.of(1)), (1, 2), "the others stay");
        lanes.follow(&document, &marks(&document, &[(2, 40, 150), (3, 60, 160), (4, 0, 30)]));
        assert_eq!((lanes.of(0), lanes.of(1), lanes.of(2)), (1, 2, 0), "reshaped ones stay too");
    }

    proptest! {
        #[test]
        fn no_mark_moves_another(
            first in prop::collection::vec((0usize..400, 1usize..60), 0..40),
            second in prop::collection::vec((0usize..400, 1usize..60, any::<bool>()), 0..40),
        ) {
            let document = Document::new(Text::new("x".repeat(600)), Vec::new(), &[]);
            let made = |(i, &(start, len)): (usize, &(usize, usize))| (i as u64, start, start + len);
            let before: Vec<_> = first.iter().enumerate().map(made).collect();
            // Some stay as they are, some are reshaped, the rest goes; and some are new.
            let mut after: Vec<_> = before.clone();
            for (i, &(start, len, reshape)) in second.iter().enumerate() {
                match after.get_mut(i) {
                    Some(mark) if reshape => *mark = (mark.0, start, start + len),
                    Some(_) if i % 3 == 0 => { after.remove(i); }
                    Some(_) => {}
                    None => after.push((1000 + i as u64, start, start + len)),
                }
            }
            let (one, two) = (marks(&document, &before), marks(&document, &after));
            let mut lanes = Lanes::default();
            lanes.follow(&document, &one);
            let lay = |key: u64| before.iter().position(|b| b.0 == key).map(|i| (before[i], lanes.of(i)));
            let expected: Vec<_> = after.iter().map(|m| lay(m.0).filter(|b| b.0 == *m)).collect();
            lanes.follow(&document, &two);
            for (i, expected) in expected.into_iter().enumerate() {
                if let Some((_, lane)) = expected {
                    prop_assert_eq!(lanes.of(i), lane);
                }
            }
            for (i, a) in two.all().iter().enumerate() {
                for (j, b) in two.all().iter().enumerate().skip(i + 1) {
                    prop_assert!(!a.span.overlaps(b.span) || lanes.of(i) != lanes.of(j) || lanes.of(i) == MOST - 1);
                }
            }
        }

        #[test]
        fn lanes_hold_no_overlap_and_a_new_range_moves_no_other(
            ranges in prop::collection::vec((0u32..200, 1u32..30), 1..60),
        ) {
            let ranges: Vec<Range<u32>> = ranges.into_iter().map(|(s, l)| s..s + l).collect();
            let lanes = first_fit(ranges.iter().cloned());
            for (i, a) in ranges.iter().enumerate() {
                for (j, b) in ranges.iter().enumerate().skip(i + 1) {
                    let overlap = a.start < b.end && b.start < a.end;
                    prop_assert!(!overlap || lanes[i] != lanes[j] || lanes[i] as usize == MOST - 1);
                }
            }
            let fewer = first_fit(ranges[..ranges.len() - 1].iter().cloned());
            prop_assert_eq!(&lanes[..ranges.len() - 1], &fewer[..]);
        }
    }
}
