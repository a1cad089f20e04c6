//! What a p is worth among several. Tests that are undefined do not belong to the family.

/// Holm's step-down, which holds whatever depends on what. [Holm 1979; R's `p.adjust`]
pub fn holm(family: &[Option<f64>]) -> Vec<Option<f64>> {
    let order = ordered(family);
    let mut least = 0.0_f64;
    let steps = order.iter().enumerate().map(|(rank, &(at, p))| {
        least = least.max((order.len() - rank) as f64 * p).min(1.0);
        (at, least)
    });
    put_back(family.len(), steps)
}

/// The share of false ones among those found. [Benjamini & Hochberg 1995; R's `p.adjust`]
pub fn benjamini_hochberg(family: &[Option<f64>]) -> Vec<Option<f64>> {
    let order = ordered(family);
    let mut most = 1.0_f64;
    let steps = order.iter().enumerate().rev().map(|(rank, &(at, p))| {
        most = most.min(order.len() as f64 / (rank + 1) as f64 * p);
        (at, most)
    });
    put_back(family.len(), steps)
}

/// Those that exist, with their places, from the least.
fn ordered(family: &[Option<f64>]) -> Vec<(usize, f64)> {
    let mut order: Vec<_> = family.iter().enumerate().filter_map(|(at, p)| Some((at, (*p)?))).collect();
    order.sort_by(|a, b| a.1.total_cmp(&b.1));
    order
}

fn put_back(len: usize, adjusted: impl Iterator<Item = (usize, f64)>) -> Vec<Option<f64>> {
    let mut all = vec![None; len];
    adjusted.for_each(|(at, p)| all[at] = Some(p));
    all
}
