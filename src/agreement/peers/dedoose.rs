//! Dedoose's training centre: each excerpt is an event, and each code is given to it or not. Kappa of each code, and
//! one pooled over the codes by averaging observed and expected agreement first (de Vries et al. 2008, Field Methods
//! 20:272). There a test's excerpts are chosen beforehand; here every passage that a coder made is one, and a coder
//! gave it a code when a passage with that code shares anything with it.

use std::collections::BTreeSet;

use super::{Line, Page, Sides, Study, agreeing};
use crate::agreement::measure::{cohen_kappa, pooled_kappa};
use crate::agreement::{Contingency, Runs};

pub(super) fn lines(study: &Study) -> (Vec<Line>, Vec<Line>) {
    let mut tables = vec![vec![Contingency::default(); study.codes.len()]; study.pairs.len()];
    for page in &study.pages {
        for (of_pair, (pair, _)) in tables.iter_mut().zip(study.pairs()) {
            of_page(page, pair).into_iter().zip(of_pair).for_each(|(table, sum)| *sum += table);
        }
    }
    let lines = study.codes_of_pairs().map(|(row, code, pair, coders)| {
        let table = tables[pair][row];
        let figures = vec![("percent_agreement", agreeing(table)), ("kappa", cohen_kappa(&table.into()))];
        Line { code: Some(code), transcript: None, coders: coders.clone(), figures }
    });
    let overall = study.pairs().map(|(pair, coders)| {
        let figures = vec![("pooled_kappa", pooled_kappa(&tables[pair]))];
        Line { code: None, transcript: None, coders: coders.clone(), figures }
    });
    (lines.collect(), overall.collect())
}

/// One table a code, in excerpts of this transcript.
fn of_page(page: &Page, pair: usize) -> Vec<Contingency> {
    let Sides(sides) = &page.sides[pair];
    let made =
        sides.iter().flat_map(|side| side.iter()).flatten().map(|passage| (passage.start, passage.end));
    let excerpts: BTreeSet<(u32, u32)> = made.collect();
    let [first, second] = sides;
    let of_code = |(first, second): (&Vec<_>, &Vec<_>)| {
        let [first, second] = [first, second].map(|side| Runs::new(side.iter().cloned()));
        let mut table = Contingency::default();
        for excerpt in excerpts.iter().map(|&(start, end)| start..end) {
            let cell = match (first.meets(&excerpt), second.meets(&excerpt)) {
                (true, true) => &mut table.both,
                (true, false) => &mut table.only_first,
                (false, true) => &mut table.only_second,
                (false, false) => &mut table.neither,
            };
            *cell += 1;
        }
        table
    };
    first.iter().zip(second.iter()).map(of_code).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{figure, study};
    use super::*;

    #[test]
    fn excerpts_are_what_any_coder_marked() {
        // Three excerpts: 0..10 (both give the first code), 20..30 (first and second code), 40..50 (the second's).
        let sides = [vec![vec![0..10, 20..30], vec![]], vec![vec![0..10], vec![20..30, 40..50]]];
        let (of_codes, overall) = lines(&study(2, vec![(1000, sides)]));
        assert_eq!(figure(&of_codes[0], "percent_agreement"), Ok(2.0 / 3.0));
        // Observed 2/3; by chance 2/3 × 1/3 + 1/3 × 2/3 = 4/9.
        assert!((figure(&of_codes[0], "kappa").unwrap() - 0.4).abs() < 1e-12);
        assert_eq!(figure(&of_codes[1], "kappa"), Ok(0.0), "the first coder never gave it");
        // Mean observed (2/3 + 1/3) / 2, mean expected (4/9 + 1/3) / 2.
        let pooled = figure(&overall[0], "pooled_kappa").unwrap();
        assert!((pooled - (0.5 - 7.0 / 18.0) / (1.0 - 7.0 / 18.0)).abs() < 1e-12, "{pooled}");
    }
}
