//! From the counts of a study to figures, a row at a time: whoever prints or draws many rows need not hold all of them.
//! Never counts.

use std::collections::BTreeSet;

use super::measure::Unitizing;
use super::scores::{Beside, Put, of_code};
use super::study::Pool;
use super::tally::Whose;
use super::whole::AllCodes;
use super::{Answer, CodeScores, Contingency, DomainScores, NotApplicable, PairScores, Score, Scores, Study};
use crate::model::CoderId;

/// What tells the figures of a code among those of its domain: the continuum, and the code's place among its values.
pub(super) type InDomain<'u> = Option<(Result<&'u Unitizing, NotApplicable>, usize)>;

impl Study {
    /// The figures.
    pub fn answer(&self) -> Answer {
        self.together().with_codes((0..self.codes.len()).map(|row| self.code(row)).collect())
    }

    /// The figures of all codes together: an answer without its rows and without the means over them. [`Self::code`]
    /// gives a row.
    pub fn together(&self) -> Answer {
        let mut overall = collected(|put| self.overall(&self.pool, &self.continua, put));
        if let Some(whole) = &self.whole {
            overall.extend(collected(|put| whole.without_intervals(put)));
        }
        Answer {
            unit: self.unit,
            coders: self.raters.iter().map(|rater| rater.coder).collect(),
            raters: self.raters.clone(),
            transcripts: self.transcripts.clone(),
            left_out: self.left_out.clone(),
            unsettled: self.unsettled,
            units: self.units,
            overall,
            means: Default::default(),
            codes: Vec::new(),
            domains: self.domains(),
            gamma: self.whole.as_ref().and_then(|whole| whole.gamma.ok()),
            bootstrap: None,
        }
    }

    /// The name of every figure that a code or a pair of coders has.
    pub fn names(&self) -> BTreeSet<&'static str> {
        let mut names = BTreeSet::new();
        let mut put = |name, _: Score| names.extend([name]);
        let nothing = vec![0; self.layout.width()];
        // Rows differ in this alone: whether a code is a value of its domain.
        let domain = (0..self.codes.len()).find_map(|row| self.in_domain(row));
        if !self.codes.is_empty() {
            self.part(&nothing, Whose::All, domain, &mut put);
            self.layout
                .pairs()
                .iter()
                .take(1)
                .for_each(|_| self.part(&nothing, Whose::Pair(0), None, &mut put));
        }
        names
    }

    /// The figures of one code, by its place among [`Self::codes`].
    pub fn code(&self, row: usize) -> CodeScores {
        let pair = |(at, (coders, table))| PairScores {
            coders,
            table,
            scores: collected(|put| self.part(&self.totals[row], Whose::Pair(at), None, put)),
        };
        CodeScores { pairs: self.tables(row).enumerate().map(pair).collect(), ..self.code_without_pairs(row) }
    }

    /// The same of all coders together alone.
    pub fn code_without_pairs(&self, row: usize) -> CodeScores {
        let scores = collected(|put| self.part(&self.totals[row], Whose::All, self.in_domain(row), put));
        CodeScores { code: self.codes[row], scores, pairs: Vec::new() }
    }

    /// Units of one code by who of each pair of coders put it there.
    pub fn tables(&self, row: usize) -> impl Iterator<Item = ([CoderId; 2], Contingency)> {
        self.layout.pairs().iter().enumerate().map(move |(at, &(first, second))| {
            let coders = [first, second].map(|rater| self.raters[rater].coder);
            (coders, self.layout.table(&self.totals[row], at))
        })
    }

    fn domains(&self) -> Vec<DomainScores> {
        let Some(whole) = self.whole.as_ref().filter(|_| self.compares()) else {
            return Vec::new();
        };
        let domain = |(at, (theme, codes))| DomainScores {
            theme,
            codes,
            scores: collected(|put| AllCodes::domain(&self.continua, at, put)),
            coverage: AllCodes::coverage(&self.continua, at),
            clashes: whole.clashes[at].clone(),
        };
        whole.domains().enumerate().map(domain).collect()
    }

    /// What tells a code among its domain, over all transcripts.
    pub(super) fn in_domain(&self, row: usize) -> InDomain<'_> {
        let (continuum, place) = self.whole.as_ref()?.place_of(row)?;
        Some((self.continua[continuum].as_ref().map_err(|why| *why), place))
    }

    /// The figures of a code that can have intervals, of all coders or of two, always the same ones in the same order.
    pub(super) fn part(&self, line: &[u64], whose: Whose, domain: InDomain<'_>, put: Put<'_>) {
        let beside = if self.compares() { Beside::PassagesAndContinuum } else { Beside::Nothing };
        of_code(&self.layout, line, whose, beside, put);
        if let (Whose::All, Some((of, place))) = (whose, domain) {
            put("ku_alpha", of.and_then(|of| of.ku_alpha(place)));
        }
    }

    /// The figures of all codes that can have intervals, always the same ones in the same order.
    pub(super) fn overall(&self, pool: &Pool, continua: &[Result<Unitizing, NotApplicable>], put: Put<'_>) {
        let beside = if self.compares() { Beside::Passages } else { Beside::Nothing };
        of_code(&self.layout, &pool.line(&self.layout), Whose::All, beside, put);
        put("pooled_kappa", pool.pooled.kappa());
        AllCodes::overall(continua, put);
    }
}

fn collected(figures: impl FnOnce(Put<'_>)) -> Scores {
    let mut scores = Scores::new();
    figures(&mut |name, score: Score| {
        scores.insert(name, score.into());
    });
    scores
}
