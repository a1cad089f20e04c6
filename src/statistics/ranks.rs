//! Ranks, equal values sharing the middle of theirs.

/// Twice the rank of each value, so that it is whole, and how many are equal in each run of ties.
pub(super) fn doubled_ranks(values: &[f64]) -> (Vec<u64>, Vec<u64>) {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    let (mut ranks, mut ties) = (vec![0; values.len()], Vec::new());
    let mut from = 0;
    // -0 and 0 are equal, though not to `total_cmp`.
    for run in order.chunk_by(|&a, &b| values[a] == values[b]) {
        let to = from + run.len();
        run.iter().for_each(|&at| ranks[at] = (from + 1 + to) as u64);
        ties.push(run.len() as u64);
        from = to;
    }
    (ranks, ties)
}

/// `Σ f(t)` over runs of t equal values.
pub(super) fn over_ties(ties: &[u64], f: impl Fn(f64) -> f64) -> f64 {
    ties.iter().map(|&t| f(t as f64)).sum()
}

#[cfg(test)]
mod tests {
    #[test]
    fn equal_values_share_a_rank() {
        let (ranks, ties) = super::doubled_ranks(&[3.0, 1.0, 3.0, -0.0, 0.0]);
        assert_eq!(ranks, [9, 6, 9, 3, 3]);
        assert_eq!(ties, [2, 1, 2]);
    }
}
