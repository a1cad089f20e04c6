//! How many codes so many interviews have: in the order they came, and over all orders. Never knows what an interview is.

use super::bits::Bits;

/// Interviews in an order, with the numbers of their codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Curve {
    /// By interview: the codes that none before it has, in order.
    pub new: Vec<Vec<usize>>,
    /// By interview: the codes that it and those before it have.
    pub cumulative: Vec<usize>,
    /// By code: the interviews that have it.
    pub interviews_of: Vec<usize>,
    /// By code, which interviews these are.
    holders: Vec<Bits>,
}

impl Curve {
    /// Of interviews as they came; codes are numbered from 0 to `codes`.
    pub fn new(interviews: &[Vec<usize>], codes: usize) -> Self {
        let mut holders = vec![Bits::new(interviews.len()); codes];
        let (mut new, mut cumulative) = (Vec::new(), Vec::new());
        let mut seen = 0;
        for (at, interview) in interviews.iter().enumerate() {
            let mut first: Vec<usize> =
                interview.iter().copied().filter(|&code| holders[code].is_empty()).collect();
            first.sort_unstable();
            first.dedup();
            interview.iter().for_each(|&code| holders[code].set(at));
            seen += first.len();
            cumulative.push(seen);
            new.push(first);
        }
        let interviews_of = holders.iter().map(Bits::count).collect();
        Self { new, cumulative, interviews_of, holders }
    }

    /// Codes that occur at all.
    pub fn seen(&self) -> usize {
        self.cumulative.last().copied().unwrap_or(0)
    }

    /// The mean over all orders of the codes that the first 1, 2 … interviews have: by each code the chance that it is among
    /// them (Mao Tau; Colwell, Mao & Chang 2004, Ecology 85, 2717-2727, eq. 5).
    pub fn expected(&self) -> Vec<f64> {
        let mut expected = vec![0.0; self.new.len()];
        for &holders in self.interviews_of.iter().filter(|holders| **holders > 0) {
            let missed = missed(self.new.len(), holders);
            expected.iter_mut().zip(missed).for_each(|(sum, missed)| *sum += 1.0 - missed);
        }
        expected
    }

    /// The standard deviation of the same over all orders, exact: by each two codes how their chances to be missed go
    /// together.
    pub fn expected_sd(&self) -> Vec<f64> {
        let interviews = self.new.len();
        let occurring: Vec<usize> = (0..self.holders.len()).filter(|&c| self.interviews_of[c] > 0).collect();
        // How many ordered pairs of codes, a code with itself among them, have so many interviews between them.
        let mut pairs = vec![0.0; interviews + 1];
        for (at, &a) in occurring.iter().enumerate() {
            pairs[self.interviews_of[a]] += 1.0;
            for &b in &occurring[at + 1..] {
                pairs[self.holders[a].union(&self.holders[b])] += 2.0;
            }
        }
        let (mut both, mut alone) = (vec![0.0; interviews], vec![0.0; interviews]);
        for (between, pairs) in pairs.iter().enumerate().filter(|(_, pairs)| **pairs > 0.0) {
            let missed = missed(interviews, between);
            both.iter_mut().zip(missed).for_each(|(sum, missed)| *sum += pairs * missed);
        }
        for &code in &occurring {
            let missed = missed(interviews, self.interviews_of[code]);
            alone.iter_mut().zip(missed).for_each(|(sum, missed)| *sum += missed);
        }
        both.iter().zip(alone).map(|(both, alone)| (both - alone * alone).max(0.0).sqrt()).collect()
    }
}

/// The chance that the first 1, 2 … of so many interviews are all without a code that `holders` of them have:
/// C(n − f, k) / C(n, k).
fn missed(interviews: usize, holders: usize) -> impl Iterator<Item = f64> {
    let mut chance = 1.0;
    (0..interviews).map(move |before| {
        let without = (interviews - holders).saturating_sub(before);
        chance *= without as f64 / (interviews - before) as f64;
        chance
    })
}
