//! Fisher's exact test of a table of any size: the chance of all tables with its margins that are as likely as itself or less.
//!
//! Of two columns the tables are a network: a node is a row with what is left for the rows from it on. From each node on, the likeliest
//! and the least likely way are known beforehand, so that whole bundles of ways are taken or left at once. [Freeman & Halton 1951; Mehta
//! & Patel 1983, J. Am. Stat. Assoc. 78, 427-434]

use super::conditional::AS_LIKELY;
use super::distribution::{ln_choose, ln_factorial, probability};
use super::{Chance, Drawn, Exact, Table};

/// Up to this many tables each is counted.
const ALL: f64 = 2_000_000.0;
/// Of more tables so many nodes are looked at, which may be enough, before some are drawn.
const NODES: u64 = 100_000;
/// Tables that are drawn.
const DRAWS: u32 = 100_000;

/// Exact while it can be counted; else by tables drawn with this seed, the observed one among them.
pub fn freeman_halton(table: &Table, seed: u64) -> Exact {
    of_all(&[table], seed)[0]
}

/// The same of several tables. What is drawn is drawn once for all of them that have the same rows and two columns.
pub fn freeman_haltons(tables: &[&Table], seed: u64) -> Vec<Exact> {
    of_all(tables, seed)
}

fn of_all(tables: &[&Table], seed: u64) -> Vec<Exact> {
    let mut exact: Vec<Option<Exact>> = tables.iter().map(|table| counted(table)).collect();
    for at in 0..tables.len() {
        let rows = tables[at].row_sums();
        let alike = |other: &usize| {
            exact[*other].is_none() && tables[*other].is_two_columns() && tables[*other].row_sums() == rows
        };
        let open: Vec<usize> = (at..tables.len()).filter(alike).collect();
        if open.first() == Some(&at) {
            let together: Vec<&Table> = open.iter().map(|&at| tables[at]).collect();
            for (at, hits) in open.into_iter().zip(drawn_together(&rows, &together, seed)) {
                exact[at] = Some(of_hits(hits, seed));
            }
        } else if exact[at].is_none() {
            exact[at] = Some(of_hits(drawn(tables[at], seed), seed));
        }
    }
    exact.into_iter().flatten().collect()
}

fn counted(table: &Table) -> Option<Exact> {
    let p =
        if table.is_two_columns() { Network::new(table).extreme() } else { Listing::new(table).extreme() };
    p.map(|p| Exact { p: probability(p), drawn: None })
}

fn of_hits(hits: u32, seed: u64) -> Exact {
    let p = f64::from(1 + hits) / f64::from(1 + DRAWS);
    Exact { p, drawn: Some(Drawn { draws: DRAWS, seed }) }
}

/// Tables of two columns.
struct Network {
    /// Logarithms of the ways in each row, by how many are in the first column.
    ways: Vec<Vec<f64>>,
    /// By row and by how many are left for the rows from there on: the logarithms of the likeliest way, of the least likely,
    /// and of all together.
    most: Vec<Vec<f64>>,
    least: Vec<Vec<f64>>,
    all: Vec<Vec<f64>>,
    first_column: u64,
    within: f64,
    /// Nodes that may still be looked at.
    left: u64,
}

impl Network {
    fn new(table: &Table) -> Self {
        let sizes = table.row_sums();
        let ways: Vec<Vec<f64>> = sizes.iter().map(|&n| (0..=n).map(|x| ln_choose(n, x)).collect()).collect();
        let observed: f64 = ways.iter().zip(table.rows()).map(|(ways, row)| ways[row[0] as usize]).sum();
        let (mut most, mut least, mut all) = (vec![vec![0.0]], vec![vec![0.0]], vec![vec![0.0]]);
        let mut left = 0;
        for (ways, size) in ways.iter().zip(&sizes).rev() {
            left += size;
            let end = |after: &[f64], pick: fn(f64, f64) -> f64, none: f64| {
                let of = |k: u64| {
                    let here = k.saturating_sub(left - size)..=k.min(*size);
                    here.map(|x| ways[x as usize] + after[(k - x) as usize]).fold(none, pick)
                };
                (0..=left).map(of).collect::<Vec<f64>>()
            };
            most.push(end(&most[most.len() - 1], f64::max, f64::NEG_INFINITY));
            least.push(end(&least[least.len() - 1], f64::min, f64::INFINITY));
            all.push((0..=left).map(|k| ln_choose(left, k)).collect());
        }
        [&mut most, &mut least, &mut all].into_iter().for_each(|from| from.reverse());
        let first_column = table.column_sums()[0];
        let left = if tables(&sizes, first_column) <= ALL { u64::MAX } else { NODES };
        Self { ways, most, least, all, first_column, within: observed + AS_LIKELY.ln_1p(), left }
    }

    /// None where there are too many nodes.
    fn extreme(mut self) -> Option<f64> {
        let k = self.first_column as usize;
        self.from(0, k, -self.all[0][k])
    }

    fn from(&mut self, row: usize, left: usize, past: f64) -> Option<f64> {
        self.left = self.left.checked_sub(1)?;
        let within = self.within - self.all[0][self.first_column as usize];
        if past + self.most[row][left] <= within {
            return Some((past + self.all[row][left]).exp());
        }
        if past + self.least[row][left] > within {
            return Some(0.0);
        }
        let size = self.ways[row].len() - 1;
        let rest = self.all[row + 1].len() - 1;
        (left.saturating_sub(rest)..=left.min(size))
            .try_fold(0.0, |sum, x| Some(sum + self.from(row + 1, left - x, past + self.ways[row][x])?))
    }
}

/// How many tables there are of two columns.
fn tables(sizes: &[u64], first_column: u64) -> f64 {
    let mut ways = vec![0.0; first_column as usize + 1];
    ways[0] = 1.0;
    for &size in sizes {
        // The sum over the last `size` entries and the own one, from the end on.
        for k in (0..ways.len()).rev() {
            ways[k] = ways[k.saturating_sub(size as usize)..=k].iter().sum();
        }
    }
    ways[first_column as usize]
}

/// Tables of more columns, cell by cell.
struct Listing {
    row_sums: Vec<u64>,
    columns: Vec<u64>,
    /// The logarithm of how likely a table is, but for its cells.
    margins: f64,
    within: f64,
    /// Cells that may still be looked at.
    left: u64,
}

impl Listing {
    fn new(table: &Table) -> Self {
        let (row_sums, columns) = (table.row_sums(), table.column_sums());
        let sum = |of: &[u64]| of.iter().map(|&n| ln_factorial(n)).sum::<f64>();
        let margins = sum(&row_sums) + sum(&columns) - ln_factorial(row_sums.iter().sum());
        let within = margins + cells(table.rows()) + AS_LIKELY.ln_1p();
        Self { row_sums, columns, margins, within, left: ALL as u64 }
    }

    fn extreme(mut self) -> Option<f64> {
        let left = self.row_sums[0];
        self.from(0, 0, left, self.margins)
    }

    /// With `left` to be put into this column and those after it.
    fn from(&mut self, row: usize, column: usize, left: u64, past: f64) -> Option<f64> {
        self.left = self.left.checked_sub(1)?;
        if row + 1 == self.row_sums.len() {
            let all = past - self.columns.iter().map(|&n| ln_factorial(n)).sum::<f64>();
            return Some(if all <= self.within { all.exp() } else { 0.0 });
        }
        let free = self.columns[column];
        if column + 1 == self.columns.len() {
            if left > free {
                return Some(0.0);
            }
            self.columns[column] -= left;
            let next = self.row_sums[row + 1];
            let sum = self.from(row + 1, 0, next, past - ln_factorial(left));
            self.columns[column] += left;
            return sum;
        }
        let mut sum = 0.0;
        for x in 0..=free.min(left) {
            self.columns[column] -= x;
            let more = self.from(row, column + 1, left - x, past - ln_factorial(x));
            self.columns[column] += x;
            sum += more?;
        }
        Some(sum)
    }
}

/// The part of a table's likelihood that its cells are.
fn cells(rows: &[Vec<u64>]) -> f64 {
    -rows.iter().flatten().map(|&cell| ln_factorial(cell)).sum::<f64>()
}

/// How many tables that are drawn are as likely or less, by shuffling who is in which column.
fn drawn(table: &Table, seed: u64) -> u32 {
    let (row_sums, columns) = (table.row_sums(), table.column_sums());
    let mut labels = labels(&columns);
    let within = cells(table.rows()) + AS_LIKELY.ln_1p();
    let mut chance = Chance::new(seed, 0);
    let mut counts = vec![vec![0; columns.len()]; row_sums.len()];
    let mut hits = 0;
    for _ in 0..DRAWS {
        counts.iter_mut().flatten().for_each(|count| *count = 0);
        chance.shuffle(&mut labels);
        let mut labels = labels.iter();
        for (count, &n) in counts.iter_mut().zip(&row_sums) {
            labels.by_ref().take(n as usize).for_each(|&label| count[label] += 1);
        }
        hits += u32::from(cells(&counts) <= within);
    }
    hits
}

/// The same of tables with the same rows and two columns: those who come first in one order are in the smaller column of each.
fn drawn_together(row_sums: &[u64], tables: &[&Table], seed: u64) -> Vec<u32> {
    let mut people = labels(row_sums);
    let ways = |table: &Table| -> f64 {
        row_sums.iter().zip(table.rows()).map(|(&n, row)| ln_choose(n, row[0])).sum()
    };
    // By how many are in the smaller column.
    let mut asked: Vec<(u64, f64, usize)> = tables
        .iter()
        .enumerate()
        .map(|(at, table)| {
            let [one, other] = [0, 1].map(|column| table.column_sums()[column]);
            (one.min(other), ways(table) + AS_LIKELY.ln_1p(), at)
        })
        .collect();
    asked.sort_by_key(|(picked, _, at)| (*picked, *at));
    let most = asked.last().map_or(0, |asked| asked.0) as usize;
    let logarithms: Vec<f64> = (0..=people.len() as u32 + 1).map(|n| f64::from(n).ln()).collect();
    let mut chance = Chance::new(seed, 0);
    let (mut hits, mut counts) = (vec![0; tables.len()], vec![0_usize; row_sums.len()]);
    for _ in 0..DRAWS {
        counts.fill(0);
        let (mut ways, mut next) = (0.0, 0);
        for at in 0..=most {
            while let Some((_, within, table)) = asked.get(next).filter(|asked| asked.0 == at as u64) {
                hits[*table] += u32::from(ways <= *within);
                next += 1;
            }
            if at < most {
                let left = (people.len() - at) as u64;
                people.swap(at, at + chance.below(left) as usize);
                let (row, picked) = (people[at], counts[people[at]]);
                // One more of a row: C(n, x + 1) is C(n, x) (n − x) / (x + 1).
                ways += logarithms[row_sums[row] as usize - picked] - logarithms[picked + 1];
                counts[row] += 1;
            }
        }
    }
    hits
}

/// One label for each of so many.
fn labels(sums: &[u64]) -> Vec<usize> {
    sums.iter().enumerate().flat_map(|(at, &n)| std::iter::repeat_n(at, n as usize)).collect()
}
