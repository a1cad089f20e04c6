//! How strongly two codes go together, from four counts. Never looks at a text.

use crate::statistics::{Defined, Undefined};

/// Measures of association of two codes on the units of a study.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measures {
    /// Units with both, of units with either (Jaccard 1901, Bull. Soc. Vaud. Sci. Nat. 37, 547-579).
    pub jaccard: Defined,
    /// Units with both that would be there by chance, were the codes independent: a·b/N.
    pub expected: Defined,
    /// Units with both, as a multiple of those expected.
    pub lift: Defined,
    /// The correlation of being there (Yule 1912, J. R. Stat. Soc. 75, 579-652).
    pub phi: Defined,
}

impl Measures {
    /// Of `both` units among `first` with the one code and `second` with the other, of `all`.
    pub fn of(both: u64, first: u64, second: u64, all: u64) -> Self {
        let [k, a, b, n] = [both, first, second, all].map(|count| count as f64);
        let either = first + second - both;
        let jaccard = if either == 0 { Err(Undefined::NeitherOccurs) } else { Ok(k / either as f64) };
        let expected = if all == 0 { Err(Undefined::NoUnits) } else { Ok(a * b / n) };
        let lift = match (all, first.min(second)) {
            (0, _) => Err(Undefined::NoUnits),
            (_, 0) => Err(Undefined::OneDoesNotOccur),
            (_, _) => Ok(k * n / (a * b)),
        };
        let varies = |code: u64| code > 0 && code < all;
        let phi = if all == 0 {
            Err(Undefined::NoUnits)
        } else if varies(first) && varies(second) {
            // Each root for itself: the product of four counts may be more than a number holds exactly.
            Ok((k * n - a * b) / ((a * (n - a)).sqrt() * (b * (n - b)).sqrt()))
        } else {
            Err(Undefined::NowhereOrEverywhere)
        };
        Self { jaccard, expected, lift, phi }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_of_three_in_ten() {
        let found = Measures::of(2, 3, 4, 10);
        let near = |found: Defined, wanted: f64| (found.unwrap() - wanted).abs() < 1e-12;
        assert!(near(found.jaccard, 0.4) && near(found.expected, 1.2) && near(found.lift, 20.0 / 12.0));
        assert!(near(found.phi, 8.0 / 504_f64.sqrt()));
    }

    #[test]
    fn what_does_not_exist_says_why() {
        let nothing = Measures::of(0, 0, 0, 0);
        assert_eq!(
            [nothing.jaccard, nothing.expected, nothing.lift, nothing.phi],
            [
                Err(Undefined::NeitherOccurs),
                Err(Undefined::NoUnits),
                Err(Undefined::NoUnits),
                Err(Undefined::NoUnits)
            ]
        );
        let everywhere = Measures::of(3, 5, 3, 5);
        assert_eq!((everywhere.lift, everywhere.phi), (Ok(1.0), Err(Undefined::NowhereOrEverywhere)));
        let one = Measures::of(0, 0, 3, 5);
        assert_eq!((one.jaccard, one.lift), (Ok(0.0), Err(Undefined::OneDoesNotOccur)));
    }
}
