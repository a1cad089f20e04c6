//! NVivo's coding comparison: percentage agreement and kappa of each code in each file, at characters of the whole
//! file. Complete agreement is kappa 1, nobody's coding anything among it, as its manual says.

use super::{Line, Page, Study, agreeing};
use crate::agreement::Contingency;
use crate::agreement::measure::cohen_kappa;
use crate::agreement::score::{NotApplicable, Score};

pub(super) fn lines(study: &Study) -> Vec<Line> {
    let mut lines = Vec::new();
    for (row, code, pair, coders) in study.codes_of_pairs() {
        lines.extend(study.pages.iter().map(|page: &Page| {
            let table = page.table(pair, row);
            Line {
                code: Some(code),
                transcript: Some(page.transcript),
                coders: coders.clone(),
                figures: vec![("percent_agreement", agreeing(table)), ("kappa", kappa(table))],
            }
        }));
    }
    lines
}

fn kappa(table: Contingency) -> Score {
    match (table.units(), table.only_first + table.only_second) {
        (0, _) => Err(NotApplicable::NothingShared),
        (_, 0) => Ok(1.0),
        (_, _) => cohen_kappa(&table.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{figure, study};
    use super::*;

    #[test]
    fn the_worked_example_of_its_manual() {
        // 1,000 characters, 50 coded by both, 150 by one of them, 800 by neither: 85 %.
        let sides = [vec![vec![0..150]], vec![vec![100..200]]];
        let lines = lines(&study(1, vec![(1000, sides)]));
        assert_eq!(figure(&lines[0], "percent_agreement"), Ok(0.85));
        // Expected: (150 × 100 + 850 × 900) / 1000 = 780 of 1000, so (850 - 780) / (1000 - 780).
        assert_eq!(figure(&lines[0], "kappa"), Ok(70.0 / 220.0));
    }

    #[test]
    fn nobody_coded_is_complete_agreement_there() {
        let lines =
            lines(&study(1, vec![(1000, [vec![vec![]], vec![vec![]]]), (0, [vec![vec![]], vec![vec![]]])]));
        assert_eq!(figure(&lines[0], "kappa"), Ok(1.0));
        assert_eq!(figure(&lines[1], "kappa"), Err(NotApplicable::NothingShared), "an empty file");
    }
}
