//! How alike two rows of numbers are. Never decides which rows are compared.

use crate::statistics::{Defined, Undefined};

/// How two rows are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Likeness {
    /// Codes of both, of codes of either; of 0 and 1 (Jaccard 1901, Bull. Soc. Vaud. Sci. Nat. 37, 547-579).
    #[default]
    Jaccard,
    /// Codes on which both are the same, of all; of 0 and 1 (Sokal & Michener 1958, Univ. Kansas Sci. Bull. 38, 1409-1438).
    SimpleMatching,
    /// The cosine of the angle between two rows of counts.
    Cosine,
    /// The distance sum |x − y| / sum (x + y) of two rows of counts (Bray & Curtis 1957, Ecol. Monogr. 27, 325-349).
    BrayCurtis,
    /// The straight distance between two rows of counts.
    Euclidean,
}

impl Likeness {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Jaccard, Self::SimpleMatching, Self::Cosine, Self::BrayCurtis, Self::Euclidean];

    /// The name of it in files and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Jaccard => "jaccard",
            Self::SimpleMatching => "simple_matching",
            Self::Cosine => "cosine",
            Self::BrayCurtis => "bray_curtis",
            Self::Euclidean => "euclidean",
        }
    }

    /// Whether its figure is a distance already: 0 where two rows are equal.
    pub const fn is_distance(self) -> bool {
        match self {
            Self::Jaccard | Self::SimpleMatching | Self::Cosine => false,
            Self::BrayCurtis | Self::Euclidean => true,
        }
    }

    /// The distance that a figure of it stands for: of a similarity what it lacks to 1.
    pub fn distance(self, figure: f64) -> f64 {
        if self.is_distance() { figure } else { (1.0 - figure).max(0.0) }
    }

    /// Compares two rows of one length.
    ///
    /// # Errors
    /// Where a row without any code makes it undefined.
    pub fn of(self, first: &[u64], second: &[u64]) -> Defined {
        let cells = || first.iter().copied().zip(second.iter().copied());
        match self {
            Self::Jaccard => {
                let both = cells().filter(|&(x, y)| x > 0 && y > 0).count();
                let either = cells().filter(|&(x, y)| x > 0 || y > 0).count();
                if either == 0 { Err(Undefined::BothEmpty) } else { Ok(both as f64 / either as f64) }
            }
            Self::SimpleMatching => {
                let same = cells().filter(|&(x, y)| (x > 0) == (y > 0)).count();
                if first.is_empty() { Err(Undefined::NoCode) } else { Ok(same as f64 / first.len() as f64) }
            }
            Self::Cosine => {
                let product = |a: &[u64], b: &[u64]| -> f64 {
                    a.iter().zip(b).map(|(&x, &y)| x as f64 * y as f64).sum()
                };
                let lengths = product(first, first).sqrt() * product(second, second).sqrt();
                if lengths == 0.0 {
                    Err(Undefined::RowEmpty)
                } else {
                    Ok((product(first, second) / lengths).min(1.0))
                }
            }
            Self::BrayCurtis => {
                let apart: u64 = cells().map(|(x, y)| x.abs_diff(y)).sum();
                let all: u64 = cells().map(|(x, y)| x + y).sum();
                if all == 0 { Err(Undefined::BothEmpty) } else { Ok(apart as f64 / all as f64) }
            }
            Self::Euclidean => {
                let squares = cells().map(|(x, y)| (x.abs_diff(y) as f64).powi(2));
                Ok(squares.sum::<f64>().sqrt())
            }
        }
    }
}

/// Each two rows, in the order (0, 1), (0, 2) … (1, 2) …
pub fn likeness(rows: &[&[u64]], likeness: Likeness) -> Vec<Defined> {
    let pairs = rows.iter().enumerate();
    pairs.flat_map(|(at, a)| rows[at + 1..].iter().map(move |b| likeness.of(a, b))).collect()
}

/// Where the pair of two rows stands among those of `all` rows; the first comes before the second.
pub const fn condensed(first: usize, second: usize, all: usize) -> usize {
    first * (2 * all - first - 1) / 2 + second - first - 1
}
