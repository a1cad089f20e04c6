//! A map of rows in two dimensions, on which distances are as near as they can be to those given: classical scaling
//! (Torgerson 1952, Psychometrika 17, 401-419; Gower 1966, Biometrika 53, 325-338). Never iterates from a random start.

use super::condensed;
use crate::statistics::{Defined, Undefined};

/// Where rows lie.
#[derive(Clone, Debug, PartialEq)]
pub struct Map {
    /// Across and up, by row; which way round is of no meaning.
    pub points: Vec<[f64; 2]>,
    /// The two that the map shows.
    pub eigenvalues: [f64; 2],
    /// The part of what there is that two dimensions show: both eigenvalues, of all that are positive.
    pub goodness: Defined,
}

/// Maps rows by the distances of each two, in the order (0, 1), (0, 2) … (1, 2) …
pub fn scaled(distances: &[f64], rows: usize) -> Map {
    let mut matrix = centred(distances, rows);
    let (values, vectors) = eigen(&mut matrix, rows);
    let mut order: Vec<usize> = (0..rows).collect();
    order.sort_by(|&a, &b| values[b].total_cmp(&values[a]));
    // What rounding leaves of an eigenvalue of 0.
    let noise = values.iter().fold(0.0_f64, |most, value| most.max(value.abs())) * rows as f64 * f64::EPSILON;
    let value = |at: usize| order.get(at).map_or(0.0, |&of| values[of]);
    let axis = |at: usize| -> Vec<f64> {
        let long = value(at);
        let Some(&of) = order.get(at).filter(|_| long > noise) else { return vec![0.0; rows] };
        let vector = back(&matrix, &vectors[of * rows..(of + 1) * rows], rows);
        let far = vector.iter().fold(0.0_f64, |far, &x| if x.abs() > far.abs() + 1e-9 { x } else { far });
        vector.iter().map(|x| x * long.sqrt() * far.signum()).collect()
    };
    let (across, up) = (axis(0), axis(1));
    let positive: f64 = values.iter().filter(|value| **value > noise).sum();
    let shown = value(0).max(0.0) + value(1).max(0.0);
    let goodness = if positive > 0.0 { Ok((shown / positive).min(1.0)) } else { Err(Undefined::AllAlike) };
    let points = across.into_iter().zip(up).map(|(x, y)| [x, y]).collect();
    Map { points, eigenvalues: [value(0), value(1)], goodness }
}

/// −½ of the squared distances, so that rows and columns sum to 0.
fn centred(distances: &[f64], rows: usize) -> Vec<f64> {
    let mut squares = vec![0.0; rows * rows];
    for a in 0..rows {
        for b in a + 1..rows {
            let square = distances[condensed(a, b, rows)].powi(2);
            (squares[a * rows + b], squares[b * rows + a]) = (square, square);
        }
    }
    let size = rows.max(1) as f64;
    let means: Vec<f64> = squares.chunks(rows.max(1)).map(|row| row.iter().sum::<f64>() / size).collect();
    let mean = means.iter().sum::<f64>() / size;
    for a in 0..rows {
        for b in 0..rows {
            squares[a * rows + b] = -(squares[a * rows + b] - means[a] - means[b] + mean) / 2.0;
        }
    }
    squares
}

/// The eigenvalues of a symmetric matrix, and of each the vector in the basis in which the matrix has three diagonals: a row
/// a value. The matrix holds in its rows what leads back ([`back`]).
fn eigen(matrix: &mut [f64], rows: usize) -> (Vec<f64>, Vec<f64>) {
    let (mut diagonal, mut beside) = tridiagonal(matrix, rows);
    let mut vectors = vec![0.0; rows * rows];
    (0..rows).for_each(|at| vectors[at * rows + at] = 1.0);
    for low in 0..rows {
        // Each value takes two or three rounds.
        for _ in 0..60 {
            let small = |at: &usize| {
                beside[*at].abs() <= f64::EPSILON * (diagonal[*at].abs() + diagonal[*at + 1].abs())
            };
            let high = (low..rows - 1).find(small).unwrap_or(rows - 1);
            if high == low {
                break;
            }
            rotate(&mut diagonal, &mut beside, &mut vectors, rows, low..high);
        }
    }
    (diagonal, vectors)
}

/// Householder's reflections (Golub & Van Loan 2013, section 8.3.1): gives the diagonal and what stands beside it, and leaves in
/// row k of the matrix, from k + 1 on, the unit vector of the reflection k.
fn tridiagonal(matrix: &mut [f64], rows: usize) -> (Vec<f64>, Vec<f64>) {
    let mut beside = vec![0.0; rows];
    for k in 0..rows.saturating_sub(1) {
        let from = k + 1;
        let mut unit: Vec<f64> = matrix[k * rows + from..(k + 1) * rows].to_vec();
        let length = norm(&unit);
        beside[k] = if unit[0] > 0.0 { -length } else { length };
        unit[0] -= beside[k];
        let whole = norm(&unit);
        if whole > 0.0 {
            unit.iter_mut().for_each(|x| *x /= whole);
            let mut turned: Vec<f64> =
                (from..rows).map(|row| dot(&matrix[row * rows + from..(row + 1) * rows], &unit)).collect();
            let along = dot(&unit, &turned);
            turned.iter_mut().zip(&unit).for_each(|(w, u)| *w -= along * u);
            for (row, (u, w)) in unit.iter().zip(&turned).enumerate() {
                let line = &mut matrix[(from + row) * rows + from..(from + row + 1) * rows];
                let others = unit.iter().zip(&turned);
                line.iter_mut().zip(others).for_each(|(x, (v, z))| *x -= 2.0 * (u * z + w * v));
            }
        }
        matrix[k * rows + from..(k + 1) * rows].copy_from_slice(&unit);
    }
    ((0..rows).map(|at| matrix[at * rows + at]).collect(), beside)
}

/// One round of the QL algorithm with implicit shifts (Dubrulle, Martin & Wilkinson 1968, Numer. Math. 12, 377-383) on the part
/// from the low to the high end.
fn rotate(
    diagonal: &mut [f64],
    beside: &mut [f64],
    vectors: &mut [f64],
    rows: usize,
    part: std::ops::Range<usize>,
) {
    let (low, high) = (part.start, part.end);
    let half = (diagonal[low + 1] - diagonal[low]) / (2.0 * beside[low]);
    let mut g = diagonal[high] - diagonal[low] + beside[low] / (half + half.hypot(1.0).copysign(half));
    let (mut s, mut c, mut p) = (1.0, 1.0, 0.0);
    for at in part.rev() {
        let (f, b) = (s * beside[at], c * beside[at]);
        let r = f.hypot(g);
        beside[at + 1] = r;
        if r == 0.0 {
            diagonal[at + 1] -= p;
            beside[high] = 0.0;
            return;
        }
        (s, c) = (f / r, g / r);
        g = diagonal[at + 1] - p;
        let turned = (diagonal[at] - g) * s + 2.0 * c * b;
        p = s * turned;
        diagonal[at + 1] = g + p;
        g = c * turned - b;
        let (before, after) = vectors.split_at_mut((at + 1) * rows);
        for (x, y) in before[at * rows..].iter_mut().zip(&mut after[..rows]) {
            (*y, *x) = (s * *x + c * *y, c * *x - s * *y);
        }
    }
    diagonal[low] -= p;
    beside[low] = g;
    beside[high] = 0.0;
}

/// A vector from the basis of three diagonals to that of the rows.
fn back(reflections: &[f64], vector: &[f64], rows: usize) -> Vec<f64> {
    let mut vector = vector.to_vec();
    for k in (0..rows.saturating_sub(1)).rev() {
        let unit = &reflections[k * rows + k + 1..(k + 1) * rows];
        let along = 2.0 * dot(unit, &vector[k + 1..]);
        vector[k + 1..].iter_mut().zip(unit).for_each(|(x, u)| *x -= along * u);
    }
    vector
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

fn norm(a: &[f64]) -> f64 {
    dot(a, a).sqrt()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn distance(a: [f64; 2], b: [f64; 2]) -> f64 {
        (a[0] - b[0]).hypot(a[1] - b[1])
    }

    fn between(points: &[[f64; 2]]) -> Vec<f64> {
        let rest = |at: usize| points[at + 1..].iter().map(move |b| distance(points[at], *b));
        (0..points.len()).flat_map(rest).collect()
    }

    #[test]
    fn nothing_and_equal_rows_have_no_goodness() {
        assert_eq!(scaled(&[], 0).points, Vec::<[f64; 2]>::new());
        assert_eq!(scaled(&[], 1).points, [[0.0, 0.0]]);
        let same = scaled(&[0.0; 3], 3);
        assert_eq!((same.points, same.goodness), (vec![[0.0, 0.0]; 3], Err(Undefined::AllAlike)));
        let two = scaled(&[4.0], 2);
        assert!((distance(two.points[0], two.points[1]) - 4.0).abs() < 1e-12 && two.goodness == Ok(1.0));
    }

    proptest! {
        #[test]
        fn points_on_a_plane_are_found_again(
            points in prop::collection::vec((-9.0..9.0_f64, -9.0..9.0_f64).prop_map(|(x, y)| [x, y]), 1..30),
        ) {
            let distances = between(&points);
            let map = scaled(&distances, points.len());
            for (found, known) in between(&map.points).iter().zip(&distances) {
                prop_assert!((found - known).abs() < 1e-6, "{} {}", found, known);
            }
            prop_assert!(map.goodness.is_err() || map.goodness.is_ok_and(|of| of > 1.0 - 1e-9));
        }

        #[test]
        fn values_and_vectors_are_those_of_the_matrix(cells in prop::collection::vec(-5.0..5.0_f64, 36)) {
            let symmetric: Vec<f64> =
                (0..36).map(|at| (cells[at] + cells[at % 6 * 6 + at / 6]) / 2.0).collect();
            let mut work = symmetric.clone();
            let (values, vectors) = eigen(&mut work, 6);
            for (at, value) in values.iter().enumerate() {
                let vector = back(&work, &vectors[at * 6..at * 6 + 6], 6);
                prop_assert!((norm(&vector) - 1.0).abs() < 1e-9);
                for row in 0..6 {
                    let turned = dot(&symmetric[row * 6..row * 6 + 6], &vector);
                    prop_assert!((turned - value * vector[row]).abs() < 1e-8);
                }
            }
        }
    }
}
