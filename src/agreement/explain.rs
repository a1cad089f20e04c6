//! Why a figure is low, as far as counts can tell: rules with thresholds over what has been counted already. Plain
//! data that the catalogue makes sentences of; never a verdict on the coders.

use super::score::Score;
use super::{Confusion, Contingency};
use crate::model::{CodeId, CoderId};

/// Below this a coefficient carries no conclusion, not even a tentative one. [Krippendorff 2019, ch. 12]
pub const TENTATIVE: f64 = 0.667;
/// From here on a coefficient counts as reliable. [Krippendorff 2019, ch. 12]
pub const RELIABLE: f64 = 0.8;
/// A share of agreeing units this much above kappa is the paradox of prevalence or bias.
/// [Feinstein & Cicchetti 1990]
const PARADOX: f64 = 0.3;
/// Nearly all units agree.
const NEARLY_ALL: f64 = 0.85;
/// A code on less of the units than this is rare.
const RARE: f64 = 0.05;
/// One coder who gives a code this many times as much as another gives it by another rule.
const TIMES: f64 = 2.0;
/// Passages that meet this much more often than their units agree differ in their borders.
const BORDERS: f64 = 0.2;
/// This much of what either gave the code carries another code for the other coder.
const TAKEN: f64 = 0.1;
/// Fewer transcripts than this give no interval that could be relied on. [Zapf et al. 2016]
pub const FEW_TRANSCRIPTS: usize = 10;
/// An interval this wide says little.
const WIDE: f64 = 0.3;

/// What is known of one code.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    /// The coefficient that leads.
    pub figure: f64,
    /// Its interval, if there is one.
    pub interval: Option<[f64; 2]>,
    /// Share of units on which coders agree.
    pub percent: Score,
    /// Cohen's kappa, or Light's.
    pub kappa: Score,
    /// F1 of units.
    pub f1: Score,
    /// F1 of passages that meet, where passages were looked at.
    pub f1_overlap: Option<Score>,
    /// Who put the code where, for each pair of coders.
    pub pairs: &'a [([CoderId; 2], Contingency)],
    /// Transcripts that count.
    pub transcripts: usize,
    /// What was given in its stead.
    pub confusions: &'a [Confusion],
    pub code: CodeId,
}

/// What makes a figure low.
#[derive(Clone, Debug, PartialEq)]
pub enum Because {
    /// These coders never gave the code, others did.
    NeverGiven(Vec<CoderId>),
    /// Few units carry the code, so that agreement by chance is high and each difference weighs much.
    Rare {
        /// Share of units that carry it, mean over coders.
        coded: f64,
        /// The prevalence index: |both − neither| of all units.
        prevalence: f64,
    },
    /// Nearly all units agree, most of them by chance.
    Paradox {
        /// Share of units on which coders agree.
        percent: f64,
        /// The same that chance alone would give.
        chance: f64,
    },
    /// One coder gives the code much more often than another.
    Bias {
        /// Who gives it more.
        more: CoderId,
        /// Who gives it less.
        less: CoderId,
        /// How many times as many units.
        times: f64,
        /// The bias index: |only first − only second| of all units.
        index: f64,
    },
    /// The same passages are found, with other borders.
    Borders {
        /// F1 of passages that meet.
        meet: f64,
        /// F1 of units.
        f1: f64,
    },
    /// Another code stands where this one does.
    TakenFor {
        code: CodeId,
        /// Share of the units that either gave the code.
        share: f64,
    },
    /// There are few transcripts.
    FewTranscripts(usize),
    /// The interval is wide.
    Wide([f64; 2]),
    /// Nothing of all this: the coders see it differently.
    TheyDiffer,
}

/// What makes a figure low; nothing for one that is not below [`TENTATIVE`].
///
/// Byrt, Bishop & Carlin (1993, J Clin Epidemiol 46:423) define the two indices; the thresholds are conventions, named
/// in this file.
pub fn why_low(facts: &Facts<'_>) -> Vec<Because> {
    if facts.figure >= TENTATIVE {
        return Vec::new();
    }
    let mut all = Vec::new();
    all.extend(never_given(facts.pairs));
    all.extend(rare(facts));
    all.extend(paradox(facts));
    all.extend(bias(facts.pairs));
    all.extend(borders(facts));
    all.extend(taken_for(facts));
    if all.is_empty() {
        all.push(Because::TheyDiffer);
    }
    if facts.transcripts < FEW_TRANSCRIPTS {
        all.push(Because::FewTranscripts(facts.transcripts));
    }
    all.extend(facts.interval.filter(|[low, high]| high - low >= WIDE).map(Because::Wide));
    all
}

fn summed(pairs: &[([CoderId; 2], Contingency)]) -> Contingency {
    pairs.iter().fold(Contingency::default(), |sum, (_, table)| sum + *table)
}

/// Share of units that a coder gave the code, mean over the coders of these tables; none without a unit.
pub fn coded_share(tables: impl IntoIterator<Item = Contingency>) -> Option<f64> {
    let sums = tables.into_iter().map(|t| (2 * t.both + t.only_first + t.only_second, 2 * t.units()));
    let (given, of) = sums.fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
    (of > 0).then(|| given as f64 / of as f64)
}

fn never_given(pairs: &[([CoderId; 2], Contingency)]) -> Option<Because> {
    let mut without: Vec<CoderId> = Vec::new();
    for ([first, second], table) in pairs {
        for (coder, given) in
            [(first, table.both + table.only_first), (second, table.both + table.only_second)]
        {
            if given == 0 && !without.contains(coder) {
                without.push(*coder);
            }
        }
    }
    let somebody = pairs.iter().any(|(_, table)| table.either() > 0);
    (somebody && !without.is_empty()).then_some(Because::NeverGiven(without))
}

fn rare(facts: &Facts<'_>) -> Option<Because> {
    let coded = coded_share(facts.pairs.iter().map(|(_, table)| *table))?;
    let prevalence = super::measure::prevalence_index(summed(facts.pairs)).ok()?;
    (coded < RARE && coded > 0.0).then_some(Because::Rare { coded, prevalence })
}

fn paradox(facts: &Facts<'_>) -> Option<Because> {
    let (percent, kappa) = (facts.percent.ok()?, facts.kappa.ok()?);
    // Of `kappa = (percent - chance) / (1 - chance)`.
    let chance = (kappa < 1.0).then(|| (percent - kappa) / (1.0 - kappa))?;
    (percent >= NEARLY_ALL && percent - kappa > PARADOX).then_some(Because::Paradox { percent, chance })
}

fn bias(pairs: &[([CoderId; 2], Contingency)]) -> Option<Because> {
    let of_pair = |([first, second], table): &([CoderId; 2], Contingency)| {
        let (a, b) = (table.both + table.only_first, table.both + table.only_second);
        let (more, less, high, low) = if a >= b { (*first, *second, a, b) } else { (*second, *first, b, a) };
        let times = (low > 0).then(|| high as f64 / low as f64)?;
        let index = super::measure::bias_index(*table).ok()?;
        (times >= TIMES).then_some((times, Because::Bias { more, less, times, index }))
    };
    let found = pairs.iter().filter_map(of_pair).max_by(|a, b| a.0.total_cmp(&b.0));
    found.map(|(_, because)| because)
}

fn borders(facts: &Facts<'_>) -> Option<Because> {
    let (meet, f1) = (facts.f1_overlap?.ok()?, facts.f1.ok()?);
    (meet - f1 >= BORDERS).then_some(Because::Borders { meet, f1 })
}

fn taken_for(facts: &Facts<'_>) -> Option<Because> {
    let found = facts.confusions.iter().filter_map(|table| table.most_taken_for(facts.code));
    let (code, units) = found.max_by_key(|(_, units)| *units)?;
    let either: u64 = facts.pairs.iter().map(|(_, table)| table.either()).sum();
    let share = units as f64 / either.max(1) as f64;
    (share >= TAKEN).then_some(Because::TakenFor { code, share: share.min(1.0) })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn coder(n: u128) -> CoderId {
        CoderId(Uuid::from_u128(n))
    }

    fn why(both: u64, only_first: u64, only_second: u64, neither: u64, overlap: Option<f64>) -> Vec<Because> {
        let table = Contingency { both, only_first, only_second, neither };
        let cross = table.into();
        let facts = Facts {
            figure: super::super::measure::cohen_kappa(&cross).unwrap(),
            interval: Some([0.1, 0.6]),
            percent: Ok((both + neither) as f64 / table.units() as f64),
            kappa: super::super::measure::cohen_kappa(&cross),
            f1: super::super::measure::positive_agreement(table),
            f1_overlap: overlap.map(Ok),
            pairs: &[([coder(1), coder(2)], table)],
            transcripts: 12,
            confusions: &[],
            code: CodeId(Uuid::nil()),
        };
        why_low(&facts)
    }

    #[test]
    fn a_figure_that_is_not_low_needs_no_reason() {
        assert_eq!(why(500, 10, 10, 480, None), []);
    }

    #[test]
    fn a_rare_code_is_told_with_its_prevalence_and_the_chance_behind_it() {
        let found = why(10, 15, 15, 960, None);
        let [Because::Rare { coded, prevalence }, Because::Paradox { percent, chance }, Because::Wide(_)] =
            found.as_slice()
        else {
            unreachable!("{found:?}")
        };
        assert_eq!((*coded, *prevalence, *percent), (0.025, 0.95, 0.97));
        // Both give it on 25 of 1,000: by chance they agree on .025² + .975².
        assert!((chance - 0.95125).abs() < 1e-12, "{chance}");
    }

    #[test]
    fn one_coder_who_gives_it_twice_as_much_is_named() {
        let found = why(100, 5, 200, 695, None);
        let bias = found.iter().find(|b| matches!(b, Because::Bias { .. })).unwrap();
        assert_eq!(
            *bias,
            Because::Bias { more: coder(2), less: coder(1), times: 300.0 / 105.0, index: 0.195 }
        );
    }

    #[test]
    fn a_coder_who_never_gave_it_is_named() {
        assert_eq!(why(0, 0, 80, 920, None)[0], Because::NeverGiven(vec![coder(1)]));
    }

    #[test]
    fn passages_that_meet_with_other_borders_are_told_apart_from_others() {
        let found = why(200, 150, 150, 500, Some(1.0));
        assert!(found.iter().any(|b| matches!(b, Because::Borders { meet: 1.0, .. })), "{found:?}");
        assert!(!found.contains(&Because::TheyDiffer));
        assert_eq!(why(200, 150, 150, 500, Some(0.6))[0], Because::TheyDiffer);
    }
}
