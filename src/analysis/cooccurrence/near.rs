//! Codes in turns that are near each other. Goes through the turns of codes, never through all pairs of turns.

use super::placed::Sheet;
use super::sets::{Pairs, count_segments};
use super::{Beside, Own, Pair, Relations};

#[derive(Clone, Copy, Default)]
struct Counting {
    pairs: u64,
    first_near: u64,
    second_near: u64,
}

/// Counts pairs of turns at most `within` apart in one transcript.
pub(super) fn relations(sheets: &[Sheet], codes: usize, within: usize) -> Relations {
    let mut own = vec![Own::default(); codes];
    let mut pairs: Pairs<Counting> = Pairs::new(codes);
    for sheet in sheets {
        let of_codes = sheet.turns_of_codes();
        for (at, (code, turns)) in of_codes.iter().enumerate() {
            own[*code].units += turns.len() as u64;
            for (other, others) in &of_codes[at + 1..] {
                let counting = pairs.of(*code, *other);
                let [near, first_near] = near(turns, others, within);
                counting.pairs += near;
                counting.first_near += first_near;
                counting.second_near += self::near(others, turns, within)[1];
            }
        }
    }
    count_segments(sheets, &mut own);
    let pair = |(codes, counting): ([usize; 2], Counting)| Pair {
        codes,
        count: counting.pairs,
        beside: Beside::Near([counting.first_near, counting.second_near]),
    };
    Relations { units: None, codes: own, pairs: pairs.into_iter().map(pair).collect() }
}

/// How many pairs of these turns and others are at most `within` apart, and how many of these turns have such another.
fn near(turns: &[usize], others: &[usize], within: usize) -> [u64; 2] {
    let (mut first, mut end, mut pairs, mut some) = (0, 0, 0, 0);
    for &turn in turns {
        while others.get(first).is_some_and(|&other| other.saturating_add(within) < turn) {
            first += 1;
        }
        while others.get(end).is_some_and(|&other| other <= turn.saturating_add(within)) {
            end += 1;
        }
        let near = end.saturating_sub(first) as u64;
        pairs += near;
        some += u64::from(near > 0);
    }
    [pairs, some]
}

#[cfg(test)]
mod tests {
    use super::near;

    #[test]
    fn turns_are_near_on_both_sides() {
        assert_eq!(near(&[0, 5], &[3, 4, 6], 1), [2, 1]);
        assert_eq!(near(&[0, 5], &[3, 4, 6], 0), [0, 0]);
        assert_eq!(near(&[0, 5], &[3, 4, 6], usize::MAX), [6, 2]);
        assert_eq!(near(&[], &[1], 3), [0, 0]);
    }
}
