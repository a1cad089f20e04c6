//! One code or theme with its figures, as JSON.

use super::shapes::{
    Adjusted, Change, Correlated, Coverage, OfNumbers, PairedSegments, Pairs, Permutation, Ranked, Row,
    Segments, Share, Shown, Strata, Stratum, Tests, Trended, Two, Value, Waves,
};
use crate::analysis::compare_groups::{
    self, Answer, Counted, Found, Group, GroupTests, Leading, NumberTests, PairTests, StrataTests, TwoTests,
    WaveTests,
};
use crate::cli::output::{Figure, ends};
use crate::cli::statistics::{Or, P, measure, tested};
use crate::model::Project;
use crate::statistics::{self, Defined, Exact, MannWhitney, Spearman, Trend};

impl Row {
    pub(super) fn new(project: &Project, answer: &Answer, row: &compare_groups::Row) -> Self {
        let values = answer.groups.iter().map(|group| Some(group.value.clone()));
        Self {
            code: project.codebook().name(row.code).to_owned(),
            path: row.path.clone(),
            level: row.level.name(),
            groups: values.zip(&row.groups).map(|(value, counted)| Share::new(value, counted)).collect(),
            found: Shown::new(answer, &row.found),
            pairs: row.pairs.as_ref().map(Pairs::from),
            strata: row.strata.as_ref().map(Strata::from),
        }
    }
}

impl Share {
    fn new(value: Option<String>, counted: &Counted) -> Self {
        let Counted { n, of, share, ci } = *counted;
        Self { value, n, of, share: share.into(), share_ci: ends(ci) }
    }
}

impl Shown {
    fn new(answer: &Answer, found: &Found) -> Self {
        match found {
            Found::Groups(tests) => match &tests.two {
                None => Self::Several { tests: Box::new(Tests::from(&**tests)) },
                Some(two) => Self::Two {
                    tests: Box::new(Tests::from(&**tests)),
                    segments: Segments {
                        means: two.segments.means.map(Figure::from),
                        permutation: permutation(two.segments.permutation, None),
                    },
                    coverage: Coverage {
                        shares: two.coverage.shares.map(Figure::from),
                        difference: measure(two.coverage.difference),
                    },
                },
            },
            Found::Waves(tests) => Self::Waves { waves: Waves::new(answer, tests) },
            Found::Numbers(tests) => Self::Numbers {
                with: Box::new((&tests.with).into()),
                without: Box::new((&tests.without).into()),
                tests: Box::new(OfNumbers::from(&**tests)),
            },
        }
    }
}

fn permutation(found: Defined<Exact>, arrangements: Option<f64>) -> Or<Permutation> {
    let shown = |Exact { p, drawn }| Permutation {
        p,
        exact: drawn.is_none(),
        draws: drawn.map(|drawn| drawn.draws),
        seed: drawn.map(|drawn| drawn.seed),
        arrangements,
    };
    found.map(shown).into()
}

impl From<&GroupTests> for Tests {
    fn from(tests: &GroupTests) -> Self {
        Self {
            two: tests.two.as_ref().map(Two::from),
            fisher: permutation(tests.fisher, None),
            chi_squared: tested(tests.chi_squared),
            cramers_v: tests.cramers_v.map(|value| Value { value }).into(),
            min_expected: tests.min_expected.into(),
            trend: tests.trend.map(|Trend { z, p }| Trended { statistic: z, p }).into(),
            adjusted: tests.leading.into(),
        }
    }
}

impl From<&TwoTests> for Two {
    fn from(tests: &TwoTests) -> Self {
        Self {
            risk_difference: measure(tests.risk_difference),
            risk_ratio: measure(tests.risk_ratio),
            odds_ratio: measure(tests.odds_ratio),
            odds_ratio_sample: measure(tests.odds_ratio_sample),
            odds_ratio_haldane: tests.odds_ratio_haldane.map(measure),
            chi_squared_yates: tested(tests.chi_squared_yates),
        }
    }
}

impl From<Leading> for Adjusted {
    fn from(leading: Leading) -> Self {
        Self {
            p: leading.p.into(),
            p_test: leading.p.is_ok().then_some(leading.test),
            p_holm: leading.holm,
            p_benjamini_hochberg: leading.benjamini_hochberg,
        }
    }
}

impl From<&PairTests> for Pairs {
    fn from(tests: &PairTests) -> Self {
        let segments = tests.segments;
        Self {
            both: tests.cells.both,
            only_first: tests.cells.only_first,
            only_second: tests.cells.only_second,
            neither: tests.cells.neither,
            mcnemar: tests.mcnemar.map(|p| P { p }).into(),
            mcnemar_mid_p: tests.mcnemar_mid_p.map(|p| P { p }).into(),
            odds_ratio: measure(tests.odds_ratio),
            risk_difference: measure(tests.risk_difference),
            segments: PairedSegments {
                mean_difference: segments.mean_difference.into(),
                permutation: permutation(segments.permutation, Some(segments.arrangements)),
            },
            adjusted: tests.leading.into(),
        }
    }
}

impl From<&StrataTests> for Strata {
    fn from(tests: &StrataTests) -> Self {
        let table = |stratum: &compare_groups::Stratum| Stratum {
            value: stratum.value.clone(),
            groups: stratum.groups.each_ref().map(|counted| Share::new(None, counted)),
        };
        Self {
            odds_ratio: measure(tests.odds_ratio),
            risk_difference: measure(tests.risk_difference),
            cmh: tested(tests.cmh),
            cmh_corrected: tested(tests.cmh_corrected),
            breslow_day: tested(tests.breslow_day),
            tarone: tested(tests.tarone),
            strata: tests.strata,
            strata_informative: tests.informative,
            tables: tests.tables.iter().map(table).collect(),
            adjusted: tests.leading.into(),
        }
    }
}

impl Waves {
    fn new(answer: &Answer, tests: &WaveTests) -> Self {
        let change = |(waves, change): (&[Group], &statistics::Change)| Change {
            from: waves[0].value.clone(),
            to: waves[1].value.clone(),
            participants: change.participants(),
            kept: change.kept,
            gained: change.gained,
            lost: change.lost,
            never: change.never,
        };
        Self {
            complete: tests.complete,
            cochran_q: tested(tests.cochran_q),
            changes: answer.groups.windows(2).zip(&tests.changes).map(change).collect(),
            adjusted: tests.leading.into(),
        }
    }
}

impl From<&NumberTests> for OfNumbers {
    fn from(tests: &NumberTests) -> Self {
        let ranked = |found: MannWhitney| {
            let MannWhitney { u, effect, .. } = found;
            found.p().map(|p| Ranked { u, effect, p, method: found.method() })
        };
        let correlated =
            |found: Spearman| Correlated { rho: found.rho.into(), p: found.p.into(), n: tests.n };
        Self {
            mann_whitney: tests.mann_whitney.and_then(ranked).into(),
            spearman_segments: tests.spearman.map(correlated).into(),
            adjusted: tests.leading.into(),
        }
    }
}
