//! Which rows group together: clusters that are merged two by two, the nearest first. Of equal distances the pair is merged
//! whose lower smallest member comes first, then whose other smallest member does, so that the answer is always the same.

use super::condensed;

/// How far two clusters are from each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Linkage {
    /// The mean of the distances between members (UPGMA; Sokal & Michener 1958).
    #[default]
    Average,
    /// The greatest of them.
    Complete,
    /// The least of them.
    Single,
    /// What a merger adds to the squares of distances from the middle, as a root (Murtagh & Legendre 2014, J. Classif. 31,
    /// 274-295: Ward2). Meant for Euclidean distances.
    Ward,
}

impl Linkage {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Average, Self::Complete, Self::Single, Self::Ward];

    /// The name of it in files and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Average => "average",
            Self::Complete => "complete",
            Self::Single => "single",
            Self::Ward => "ward",
        }
    }

    /// The distance of a third cluster from two that were `apart` and are merged (Lance & Williams 1967, Comput. J. 9,
    /// 373-380), from its distances to both and all three sizes.
    fn merged(self, [a, b]: [f64; 2], apart: f64, [of_a, of_b, of_third]: [f64; 3]) -> f64 {
        match self {
            Self::Average => (of_a * a + of_b * b) / (of_a + of_b),
            Self::Complete => a.max(b),
            Self::Single => a.min(b),
            Self::Ward => {
                let all = of_a + of_b + of_third;
                let squares =
                    (of_a + of_third) * a * a + (of_b + of_third) * b * b - of_third * apart * apart;
                (squares / all).max(0.0).sqrt()
            }
        }
    }
}

/// Two clusters that become one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Merge {
    /// The one with the smallest member: a row by its number, or after all rows the mergers by theirs.
    pub a: usize,
    /// The other, likewise.
    pub b: usize,
    /// How far they were from each other.
    pub height: f64,
    /// Rows in both.
    pub size: usize,
}

/// The mergers of all rows, one fewer than these, in the order in which they were made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tree {
    rows: usize,
    pub merges: Vec<Merge>,
}

/// Groups rows by the distances of each two, in the order (0, 1), (0, 2) … (1, 2) …
///
/// ```text
///   rows 0 1 2 3      merges   0 + 2 → 4        0 ─┬──┐
///                              1 + 3 → 5        2 ─┘  ├
///                              4 + 5 → 6        1 ──┬─┘
///                                               3 ──┘
/// ```
pub fn cluster(distances: &[f64], rows: usize, linkage: Linkage) -> Tree {
    let mut clusters = Clusters::new(distances, rows);
    let merges = (1..rows).map_while(|merged| clusters.merge(rows + merged - 1, linkage)).collect();
    Tree { rows, merges }
}

/// Clusters by their smallest members, each with the nearest of those whose smallest member comes after its own.
struct Clusters {
    rows: usize,
    distances: Vec<f64>,
    /// The number of a cluster among rows and mergers, and its size; none where it was merged into another.
    there: Vec<Option<(usize, usize)>>,
    nearest: Vec<Option<(f64, usize)>>,
}

impl Clusters {
    fn new(distances: &[f64], rows: usize) -> Self {
        let there = (0..rows).map(|row| Some((row, 1))).collect();
        let mut clusters = Self { rows, distances: distances.to_vec(), there, nearest: vec![None; rows] };
        (0..rows).for_each(|row| clusters.look(row));
        clusters
    }

    fn distance(&self, a: usize, b: usize) -> f64 {
        self.distances[condensed(a.min(b), a.max(b), self.rows)]
    }

    /// Finds the nearest of those after it, the first of equal ones.
    fn look(&mut self, row: usize) {
        let mut nearest: Option<(f64, usize)> = None;
        for other in (row + 1..self.rows).filter(|&other| self.there[other].is_some()) {
            let distance = self.distance(row, other);
            if nearest.is_none_or(|(least, _)| distance < least) {
                nearest = Some((distance, other));
            }
        }
        self.nearest[row] = nearest;
    }

    /// Merges the two that are nearest, as the cluster of this number.
    fn merge(&mut self, number: usize, linkage: Linkage) -> Option<Merge> {
        let mut least: Option<(f64, usize, usize)> = None;
        for (row, nearest) in self.nearest.iter().enumerate() {
            if let Some((distance, other)) = *nearest
                && least.is_none_or(|(least, _, _)| distance < least)
            {
                least = Some((distance, row, other));
            }
        }
        let (height, a, b) = least?;
        let ((of_a, size_a), (of_b, size_b)) = (self.there[a]?, self.there[b]?);
        (self.there[b], self.nearest[b]) = (None, None);
        for row in 0..self.rows {
            let Some((_, size)) = self.there[row].filter(|_| row != a) else { continue };
            let sizes = [size_a, size_b, size].map(|size| size as f64);
            let both = [self.distance(row, a), self.distance(row, b)];
            let at = condensed(row.min(a), row.max(a), self.rows);
            self.distances[at] = linkage.merged(both, height, sizes);
        }
        self.there[a] = Some((number, size_a + size_b));
        self.renew(a, b);
        Some(Merge { a: of_a, b: of_b, height, size: size_a + size_b })
    }

    /// Finds the nearest again where a merger may have changed it.
    fn renew(&mut self, a: usize, b: usize) {
        for row in 0..b {
            let Some((least, other)) = self.nearest[row] else { continue };
            if row == a || other == a || other == b {
                self.look(row);
            } else if row < a {
                let distance = self.distance(row, a);
                if distance < least || (distance == least && a < other) {
                    self.nearest[row] = Some((distance, a));
                }
            }
        }
    }
}

impl Tree {
    /// The height at which each two rows come into one cluster, in the order of the distances.
    pub fn cophenetic(&self) -> Vec<f64> {
        let mut heights = vec![0.0; self.rows * self.rows.saturating_sub(1) / 2];
        let mut members: Vec<Vec<usize>> = (0..self.rows).map(|row| vec![row]).collect();
        for merge in &self.merges {
            let [a, b] = [merge.a, merge.b].map(|of| std::mem::take(&mut members[of]));
            for &x in &a {
                b.iter().for_each(|&y| heights[condensed(x.min(y), x.max(y), self.rows)] = merge.height);
            }
            members.push([a, b].concat());
        }
        heights
    }

    /// The rows in so many clusters, each by its number from 1 in the order in which they first appear.
    pub fn cut(&self, clusters: usize) -> Vec<usize> {
        let merged = self.rows.saturating_sub(clusters.max(1));
        let mut of: Vec<usize> = (0..self.rows + merged).collect();
        for (at, merge) in self.merges.iter().take(merged).enumerate() {
            (of[merge.a], of[merge.b]) = (self.rows + at, self.rows + at);
        }
        let mut seen: Vec<usize> = Vec::new();
        let number = |row: usize| {
            let mut top = row;
            while of[top] != top {
                top = of[top];
            }
            seen.iter().position(|&other| other == top).unwrap_or_else(|| {
                seen.push(top);
                seen.len() - 1
            }) + 1
        };
        (0..self.rows).map(number).collect()
    }

    /// The rows so that no two branches of a drawing cross: those of the first cluster of each merger before the other's.
    pub fn order(&self) -> Vec<usize> {
        let mut members: Vec<Vec<usize>> = (0..self.rows).map(|row| vec![row]).collect();
        for merge in &self.merges {
            let [a, b] = [merge.a, merge.b].map(|of| std::mem::take(&mut members[of]));
            members.push([a, b].concat());
        }
        members.concat()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every pair of clusters looked at before each merger, their distances made anew of all members.
    fn one_by_one(distances: &[f64], rows: usize, linkage: Linkage) -> Vec<(Vec<usize>, f64)> {
        let between = |a: &[usize], b: &[usize]| {
            let all: Vec<f64> = a
                .iter()
                .flat_map(|&x| b.iter().map(move |&y| distances[condensed(x.min(y), x.max(y), rows)]))
                .collect();
            match linkage {
                Linkage::Average => all.iter().sum::<f64>() / all.len() as f64,
                Linkage::Complete => all.iter().copied().fold(0.0, f64::max),
                Linkage::Single | Linkage::Ward => all.iter().copied().fold(f64::INFINITY, f64::min),
            }
        };
        let mut clusters: Vec<Vec<usize>> = (0..rows).map(|row| vec![row]).collect();
        let mut merges = Vec::new();
        while clusters.len() > 1 {
            let mut least: Option<(f64, usize, usize)> = None;
            for a in 0..clusters.len() {
                for b in a + 1..clusters.len() {
                    let distance = between(&clusters[a], &clusters[b]);
                    if least.is_none_or(|(least, _, _)| distance < least) {
                        least = Some((distance, a, b));
                    }
                }
            }
            let (height, a, b) = least.unwrap();
            let other = clusters.remove(b);
            clusters[a].extend(other);
            clusters[a].sort_unstable();
            merges.push((clusters[a].clone(), height));
        }
        merges
    }

    fn members(tree: &Tree) -> Vec<(Vec<usize>, f64)> {
        let mut clusters: Vec<Vec<usize>> = (0..tree.rows).map(|row| vec![row]).collect();
        let merged = |merge: &Merge| {
            let mut all = [clusters[merge.a].clone(), clusters[merge.b].clone()].concat();
            all.sort_unstable();
            assert_eq!((all.len(), all[0]), (merge.size, clusters[merge.a].iter().copied().min().unwrap()));
            clusters.push(all.clone());
            (all, merge.height)
        };
        tree.merges.iter().map(merged).collect()
    }

    /// Distances of which many are equal, and rows.
    fn distances() -> impl Strategy<Value = (usize, Vec<f64>)> {
        (0..9_usize).prop_flat_map(|rows| {
            let whole = prop::collection::vec(0..6_u32, rows * rows.saturating_sub(1) / 2);
            whole.prop_map(move |of| (rows, of.into_iter().map(f64::from).collect()))
        })
    }

    proptest! {
        #[test]
        fn mergers_are_those_of_looking_at_every_pair((rows, distances) in distances()) {
            for linkage in [Linkage::Complete, Linkage::Single] {
                let found = members(&cluster(&distances, rows, linkage));
                prop_assert_eq!(found, one_by_one(&distances, rows, linkage));
            }
            // Means of the same distances differ by rounding, so that equal ones may not be told.
            let found = members(&cluster(&distances, rows, Linkage::Average));
            let first = found.first().map(|(members, _)| members.clone());
            let known = one_by_one(&distances, rows, Linkage::Average).into_iter().next();
            prop_assert_eq!(first, known.map(|(members, _)| members));
        }

        #[test]
        fn heights_climb_and_rows_come_together_once((rows, distances) in distances()) {
            for linkage in Linkage::ALL {
                let tree = cluster(&distances, rows, linkage);
                prop_assert_eq!(tree.merges.len(), rows.saturating_sub(1));
                prop_assert!(tree.merges.windows(2).all(|two| two[0].height <= two[1].height + 1e-9));
                let mut order = tree.order();
                order.sort_unstable();
                prop_assert_eq!(order, (0..rows).collect::<Vec<_>>());
                for clusters in 1..=rows {
                    let cut = tree.cut(clusters);
                    prop_assert_eq!(cut.iter().copied().max(), Some(clusters));
                    let firsts: Vec<_> = (1..=clusters).map(|of| cut.iter().position(|c| *c == of)).collect();
                    prop_assert!(firsts.is_sorted() && firsts[0] == Some(0));
                }
            }
            let single = cluster(&distances, rows, Linkage::Single).cophenetic();
            prop_assert!(single.iter().zip(&distances).all(|(height, distance)| height <= distance));
        }
    }

    #[test]
    fn of_equal_distances_the_first_members_come_first() {
        let tree = cluster(&[1.0; 6], 4, Linkage::Average);
        let pairs: Vec<_> = tree.merges.iter().map(|merge| (merge.a, merge.b)).collect();
        assert_eq!(pairs, [(0, 1), (4, 2), (5, 3)]);
        assert_eq!(tree.cut(2), [1, 1, 1, 2]);
    }
}
