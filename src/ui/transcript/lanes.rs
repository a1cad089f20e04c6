//! Which lane a stripe runs in. Works on positions in the text, so that a new width of the window never moves a
//! stripe to another lane. Never draws.

use std::ops::Range;

/// No more lanes than this; what finds no room shares the last.
const MOST: usize = 32;

/// The lowest free lane for each range, in the order given: whatever comes later never moves what is there.
///
/// ```text
///   first    |----------|              lane 0
///   second        |---------|          lane 1
///   third                  |-----|     lane 0, free again
/// ```
pub(super) fn first_fit(ranges: impl Iterator<Item = Range<u32>>) -> Vec<u16> {
    // What each lane holds, by start.
    let mut lanes: Vec<Vec<Range<u32>>> = Vec::new();
    let place = |range: Range<u32>| {
        let at = |lane: &Vec<Range<u32>>| lane.partition_point(|held| held.start < range.end);
        let free = |lane: &Vec<Range<u32>>| {
            // Most marks are made from the top to the bottom.
            let before = match lane.last() {
                Some(last) if last.start >= range.end => at(lane).checked_sub(1).and_then(|i| lane.get(i)),
                last => last,
            };
            before.is_none_or(|held| held.end <= range.start)
        };
        let lane = lanes.iter().position(free).unwrap_or(lanes.len()).min(MOST - 1);
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
    };
    ranges.map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_lane_is_used_again_as_soon_as_it_is_free() {
        assert_eq!(first_fit([0..10, 5..15, 10..20, 6..7].into_iter()), [0, 1, 0, 2]);
        assert_eq!(first_fit([10..20, 0..10, 0..11].into_iter()), [0, 0, 1]);
    }

    proptest! {
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
