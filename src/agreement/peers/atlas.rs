//! ATLAS.ti's percent agreement, over all characters, and Holsti's index 2A / (N1 + N2), in which a decision is
//! computed here as a character that was coded: its manual says only that the two are equal where coders mark the
//! same segments. Its alpha coefficients are not made here; see [`Query`](crate::agreement::Query) at passages.

use super::{Line, Study, agreeing};
use crate::agreement::Contingency;
use crate::agreement::measure::positive_agreement;

pub(super) fn lines(study: &Study) -> (Vec<Line>, Vec<Line>) {
    let mut lines = Vec::new();
    let mut sums = vec![Contingency::default(); study.pairs.len()];
    let figures = |table| vec![("percent_agreement", agreeing(table)), ("holsti", positive_agreement(table))];
    for (row, code, pair, coders) in study.codes_of_pairs() {
        let table = study.pages.iter().fold(Contingency::default(), |sum, page| sum + page.table(pair, row));
        sums[pair] += table;
        let (code, coders) = (Some(code), coders.clone());
        lines.push(Line { code, transcript: None, coders, figures: figures(table) });
    }
    let overall = study.pairs().map(|(pair, coders)| Line {
        code: None,
        transcript: None,
        coders: coders.clone(),
        figures: figures(sums[pair]),
    });
    (lines, overall.collect())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{figure, study};
    use super::*;

    #[test]
    fn uncoded_text_raises_the_percentage_and_not_holsti() {
        let sides = [vec![vec![0..10]], vec![vec![0..5]]];
        let (of_codes, overall) = lines(&study(1, vec![(100, sides)]));
        assert_eq!(figure(&of_codes[0], "percent_agreement"), Ok(0.95));
        assert_eq!(figure(&of_codes[0], "holsti"), Ok(10.0 / 15.0));
        assert_eq!(overall[0].figures, of_codes[0].figures, "one code is all codes");
    }
}
