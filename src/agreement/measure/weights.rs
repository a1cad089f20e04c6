//! How much a disagreement on an ordered scale counts: agreement weights from 0 to 1, 1 on the diagonal. [Cohen 1968;
//! Gwet 2014]

/// The weights that have a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Weighting {
    /// Falls evenly with the distance.
    Linear,
    /// Falls with the square of the distance.
    Quadratic,
    /// Falls with the number of pairs of categories that lie in between, both ends included (irrCAC's "ordinal").
    Ordinal,
}

impl Weighting {
    /// The word for it in files and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Linear => "linear",
            Self::Quadratic => "quadratic",
            Self::Ordinal => "ordinal",
        }
    }
}

/// Agreement weights of each pair of categories.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    categories: usize,
    cells: Vec<f64>,
}

impl Weights {
    /// Only equal categories agree.
    pub fn identity(categories: usize) -> Self {
        Self::by(categories, |a, b| f64::from(a == b))
    }

    /// Named weights of categories with these values; places in the scale serve where they have none. Values that are all
    /// the same leave no distance, so only equal categories agree.
    pub fn named(weighting: Weighting, values: &[f64]) -> Self {
        let (low, high) = values.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), &value| {
            (low.min(value), high.max(value))
        });
        let categories = values.len();
        let distance = |a: usize, b: usize| (values[a] - values[b]).abs() / (high - low);
        let pairs = |n: usize| (n * n.saturating_sub(1) / 2) as f64;
        match weighting {
            Weighting::Linear | Weighting::Quadratic if low >= high => Self::identity(categories),
            Weighting::Linear => Self::by(categories, |a, b| 1.0 - distance(a, b)),
            Weighting::Quadratic => Self::by(categories, |a, b| 1.0 - distance(a, b).powi(2)),
            Weighting::Ordinal if categories < 2 => Self::identity(categories),
            Weighting::Ordinal => {
                Self::by(categories, |a, b| 1.0 - pairs(a.abs_diff(b) + 1) / pairs(categories))
            }
        }
    }

    /// Own weights, row by row: of agreement, 1 for the greatest; none unless they are a square table of numbers.
    pub fn of_agreement(rows: &[Vec<f64>]) -> Option<Self> {
        let square = rows.iter().all(|row| row.len() == rows.len() && row.iter().all(|w| w.is_finite()));
        square.then(|| Self::by(rows.len(), |a, b| rows[a][b]))
    }

    /// Own weights, row by row: of disagreement, 0 on the diagonal, the greatest being no agreement at all; none unless
    /// they are a square table of numbers of which one is greater than 0.
    pub fn of_disagreement(rows: &[Vec<f64>]) -> Option<Self> {
        let greatest = rows.iter().flatten().copied().fold(0.0, f64::max);
        let agreement: Vec<Vec<f64>> =
            rows.iter().map(|row| row.iter().map(|v| 1.0 - v / greatest).collect()).collect();
        if greatest > 0.0 { Self::of_agreement(&agreement) } else { None }
    }

    fn by(categories: usize, weight: impl Fn(usize, usize) -> f64) -> Self {
        let cells = (0..categories).flat_map(|a| (0..categories).map(move |b| (a, b)));
        Self { categories, cells: cells.map(|(a, b)| weight(a, b)).collect() }
    }

    /// Categories of the scale.
    pub const fn categories(&self) -> usize {
        self.categories
    }

    /// How far two categories agree.
    pub fn of(&self, a: usize, b: usize) -> f64 {
        self.cells[a * self.categories + b]
    }

    /// All weights added up.
    pub(super) fn sum(&self) -> f64 {
        self.cells.iter().sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn named_weights_are_those_of_irrcac() {
        let scale = [1.0, 2.0, 3.0, 4.0];
        let row = |weighting| {
            let weights = Weights::named(weighting, &scale);
            (0..4).map(|k| weights.of(0, k)).collect::<Vec<_>>()
        };
        let near = |a: Vec<f64>, b: [f64; 4]| a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-12);
        assert!(near(row(Weighting::Linear), [1.0, 2.0 / 3.0, 1.0 / 3.0, 0.0]));
        assert!(near(row(Weighting::Quadratic), [1.0, 8.0 / 9.0, 5.0 / 9.0, 0.0]));
        assert!(near(row(Weighting::Ordinal), [1.0, 5.0 / 6.0, 0.5, 0.0]));
    }

    #[test]
    fn a_table_that_is_not_square_is_no_weights() {
        assert_eq!(Weights::of_agreement(&[vec![1.0, 0.0], vec![0.0]]), None);
        assert_eq!(Weights::of_disagreement(&[vec![0.0, 0.0], vec![0.0, 0.0]]), None);
        assert_eq!(Weights::named(Weighting::Linear, &[2.0]), Weights::identity(1));
    }
}
