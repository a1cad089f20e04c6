//! What follows what: codes of a turn and of a later turn of the same transcript. Its z describes; it tests nothing, since
//! turns are not independent.

use crate::statistics::{Defined, Undefined};

/// Every ordered pair of codes.
#[derive(Clone, Debug, PartialEq)]
pub struct Sequence {
    /// Pairs of turns that far from each other.
    pub units: u64,
    /// Each code followed by each, itself among them, in their order.
    pub steps: Vec<Step>,
}

/// One code followed by another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// By its number.
    pub from: usize,
    /// By its number.
    pub to: usize,
    /// Pairs of turns of which the first has the one and the second the other.
    pub count: u64,
    /// Pairs whose first turn has the one.
    pub from_units: u64,
    /// Pairs whose second turn has the other.
    pub to_units: u64,
    /// Of the pairs whose first turn has the one, those whose second has the other.
    pub share: Defined,
    /// The count as a multiple of what chance would give.
    pub lift: Defined,
    /// The adjusted residual (Allison & Liker 1982, Psychol. Bull. 91, 393-403).
    pub z: Defined,
}

/// Counts over transcripts, each of which is a list of turns with their codes, how often a code stands `lag` turns after
/// another.
pub fn follows(transcripts: &[Vec<Vec<usize>>], codes: usize, lag: usize) -> Sequence {
    let mut units = 0;
    let [mut from, mut to] = [(); 2].map(|()| vec![0_u64; codes]);
    let mut counts = vec![0_u64; codes * codes];
    for turns in transcripts {
        for (first, second) in turns.iter().zip(turns.iter().skip(lag)) {
            units += 1;
            first.iter().for_each(|&code| from[code] += 1);
            second.iter().for_each(|&code| to[code] += 1);
            for &code in first {
                second.iter().for_each(|&other| counts[code * codes + other] += 1);
            }
        }
    }
    let pairs = (0..codes).flat_map(|a| (0..codes).map(move |b| (a, b)));
    let steps = pairs.map(|(a, b)| step([a, b], counts[a * codes + b], from[a], to[b], units)).collect();
    Sequence { units, steps }
}

fn step([from, to]: [usize; 2], count: u64, from_units: u64, to_units: u64, units: u64) -> Step {
    let [k, a, b, n] = [count, from_units, to_units, units].map(|count| count as f64);
    let share = if from_units == 0 { Err(Undefined::OneDoesNotOccur) } else { Ok(k / a) };
    let lift =
        if from_units.min(to_units) == 0 { Err(Undefined::OneDoesNotOccur) } else { Ok(k * n / (a * b)) };
    let varies = |code: u64| code > 0 && code < units;
    let expected = a * b / n;
    let z = if varies(from_units) && varies(to_units) {
        Ok((k - expected) / (expected * (1.0 - a / n) * (1.0 - b / n)).sqrt())
    } else {
        Err(Undefined::NowhereOrEverywhere)
    };
    Step { from, to, count, from_units, to_units, share, lift, z }
}
