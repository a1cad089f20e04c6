//! Matched pairs: one of each group, of those who name the same pair.

use super::answer::{Leading, PairTests, PairedAmounts, PairsUsed};
use super::error::CompareError;
use super::ledger::{Ledger, Person};
use super::matching::{Reason, pair_up};
use super::two::Two;
use super::values::Held;
use crate::model::{AttributeId, Project};
use crate::statistics::{Arrangements, Defined, Exact, Pairs, Undefined};

/// The pairs of two groups.
pub(super) struct Paired<'l> {
    pub(super) used: PairsUsed,
    pairs: Vec<[&'l Person; 2]>,
}

impl<'l> Paired<'l> {
    /// Those whose values of an attribute are the same.
    ///
    /// # Errors
    /// When the attribute has gone, or somebody has several values of it.
    pub(super) fn new(
        project: &Project,
        ledger: &Ledger,
        held: &Held,
        two: &Two<'l>,
        attribute: AttributeId,
    ) -> Result<Self, CompareError> {
        let named = Held::single(project, attribute, ledger)?;
        let members = two.people.iter().zip(&two.first);
        let members = members.filter_map(|(person, first)| Some((*person, named.of(person.who)?, *first)));
        let pairing = pair_up(members);
        let who = |people: &Vec<&Person>| people.iter().map(|person| person.who).collect();
        let used = PairsUsed {
            attribute,
            used: pairing.pairs.iter().map(|(name, one, two)| (name.clone(), one.who, two.who)).collect(),
            pairs_left_out: pairing
                .left_out
                .iter()
                .map(|(name, reason, people)| (name.clone(), *reason, who(people)))
                .collect(),
            cases_left_out: held.left_out(project, &two.names, Some((&named, Reason::NoPair))),
        };
        Ok(Self { used, pairs: pairing.pairs.into_iter().map(|(_, one, two)| [one, two]).collect() })
    }

    /// What tests say of each row.
    pub(super) fn tests(&self, rows: usize, seed: u64) -> Vec<PairTests> {
        let n = self.pairs.len();
        let first: Vec<bool> = (0..2 * n).map(|at| at % 2 == 0).collect();
        let strata: Vec<usize> = (0..2 * n).map(|at| at / 2).collect();
        let arrangements = Arrangements::new(&first, Some(&strata), seed);
        let segments = |row: usize| -> Vec<f64> {
            self.pairs.iter().flatten().map(|person| person.amounts[row].segments as f64).collect()
        };
        let sets: Vec<Vec<f64>> = (0..rows).map(segments).collect();
        let permutations = arrangements.test(&sets).into_iter().zip(&sets).enumerate();
        let count = arrangements.count();
        permutations.map(|(row, (permutation, set))| self.of_row(row, permutation, set, count)).collect()
    }

    fn of_row(&self, row: usize, permutation: Defined<Exact>, set: &[f64], arrangements: f64) -> PairTests {
        let mut cells = Pairs::default();
        for pair in &self.pairs {
            match pair.map(|person| person.amounts[row].present) {
                [true, true] => cells.both += 1,
                [true, false] => cells.only_first += 1,
                [false, true] => cells.only_second += 1,
                [false, false] => cells.neither += 1,
            }
        }
        let differences: f64 = set.chunks_exact(2).map(|pair| pair[0] - pair[1]).sum();
        let none = self.pairs.is_empty();
        let mean_difference =
            if none { Err(Undefined::NoPairs) } else { Ok(differences / self.pairs.len() as f64) };
        let permutation = if none { Err(Undefined::NoPairs) } else { permutation };
        let mcnemar = cells.mcnemar();
        PairTests {
            cells,
            mcnemar,
            mcnemar_mid_p: cells.mcnemar_mid_p(),
            odds_ratio: cells.odds_ratio(),
            risk_difference: cells.risk_difference(),
            segments: PairedAmounts { mean_difference, permutation, arrangements },
            leading: Leading::new(mcnemar, "mcnemar"),
        }
    }
}
