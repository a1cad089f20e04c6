//! How far the number of codes spreads over the orders in which interviews could have come. All orders of few interviews,
//! else orders drawn as if by chance, the same ones for the same seed; in these each interview comes first equally often, since
//! what the first one brings differs most.

use super::bits::Bits;
use crate::statistics::Chance;

/// All orders are gone through of so many interviews at most: 5,040.
const ALL_ORDERS: usize = 7;

/// What lies between 95 of 100 orders.
#[derive(Clone, Debug, PartialEq)]
pub struct Bands {
    /// By interview: the 2.5th percentile of the codes that the first ones have.
    pub low: Vec<f64>,
    /// The 97.5th.
    pub high: Vec<f64>,
    /// The orders that were looked at.
    pub orders: u32,
    /// The seed of those that were drawn; none where all were looked at.
    pub seed: Option<u64>,
}

/// Looks at all orders of interviews with these codes, or at so many of them.
pub fn bands(interviews: &[Vec<usize>], codes: usize, orders: u32, seed: u64) -> Bands {
    let sets: Vec<Bits> = interviews
        .iter()
        .map(|interview| {
            let mut set = Bits::new(codes);
            interview.iter().for_each(|&code| set.set(code));
            set
        })
        .collect();
    let mut counts = Counts { seen: Bits::new(codes), of: vec![vec![0; codes + 1]; sets.len()] };
    let mut order: Vec<usize> = (0..sets.len()).collect();
    let all = sets.len() <= ALL_ORDERS;
    let looked_at = if all {
        permuted(&mut order, 0, &mut |order| counts.add(&sets, order));
        (1..=sets.len() as u32).product()
    } else {
        let mut firsts = order.clone();
        for number in 0..orders {
            let mut chance = Chance::new(seed, number.into());
            let turn = number as usize % firsts.len();
            if turn == 0 {
                shuffle(&mut firsts, &mut chance);
            }
            shuffle(&mut order, &mut chance);
            let first = order.iter().position(|interview| *interview == firsts[turn]);
            order.swap(0, first.unwrap_or(0));
            counts.add(&sets, &order);
        }
        orders
    };
    let quantiles = |share: f64| counts.of.iter().map(|of| quantile(of, looked_at, share)).collect();
    Bands { low: quantiles(0.025), high: quantiles(0.975), orders: looked_at, seed: (!all).then_some(seed) }
}

/// Puts interviews in an order drawn as if by chance (Durstenfeld 1964).
fn shuffle(order: &mut [usize], chance: &mut Chance) {
    for at in (1..order.len()).rev() {
        order.swap(at, chance.below(at as u64 + 1) as usize);
    }
}

/// How often the first 1, 2 … interviews had so many codes.
struct Counts {
    seen: Bits,
    of: Vec<Vec<u32>>,
}

impl Counts {
    fn add(&mut self, sets: &[Bits], order: &[usize]) {
        self.seen.clear();
        for (of, &interview) in self.of.iter_mut().zip(order) {
            self.seen.add(&sets[interview]);
            of[self.seen.count()] += 1;
        }
    }
}

/// Every order of what stands from a place on.
fn permuted(order: &mut [usize], from: usize, each: &mut dyn FnMut(&[usize])) {
    if from == order.len() {
        return each(order);
    }
    for at in from..order.len() {
        order.swap(from, at);
        permuted(order, from + 1, each);
        order.swap(from, at);
    }
}

/// The quantile of whole numbers by how often each occurs, on a line between the two nearest (Hyndman & Fan 1996, Am. Stat. 50,
/// 361-365, type 7).
fn quantile(counts: &[u32], all: u32, share: f64) -> f64 {
    let place = share * f64::from(all.saturating_sub(1));
    let at = |rank: f64| {
        let mut before = 0.0;
        let reaches = |count: &u32| {
            before += f64::from(*count);
            before > rank
        };
        counts.iter().position(reaches).unwrap_or(0) as f64
    };
    let (low, part) = (at(place.floor()), place.fract());
    if part == 0.0 { low } else { low + part * (at(place.floor() + 1.0) - low) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_lie_between_the_nearest_values() {
        // 1 1 2 5 of four: place 0.075 and 2.925
        assert!((quantile(&[0, 2, 1, 0, 0, 1], 4, 0.025) - 1.0).abs() < 1e-12);
        assert!((quantile(&[0, 2, 1, 0, 0, 1], 4, 0.975) - 4.775).abs() < 1e-12);
        assert_eq!(quantile(&[0, 0, 1], 1, 0.975), 2.0);
    }

    #[test]
    fn every_order_is_looked_at_once() {
        let mut all = std::collections::BTreeSet::new();
        let mut count = 0;
        permuted(&mut [0, 1, 2, 3], 0, &mut |order| {
            all.insert(order.to_vec());
            count += 1;
        });
        assert_eq!((all.len(), count), (24, 24));
    }
}
