//! How much of all that is said carries a code, with the case as unit: what one says hangs together, and characters are not
//! independent.

use super::distribution::student_95;
use super::{Chance, Defined, Estimate, Interval, Undefined, quantile};

/// Characters of a case: all of them, and those that are coded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    pub part: u64,
    pub whole: u64,
}

/// `Σ part / Σ whole` of a group.
///
/// # Errors
/// Where there is nothing to be a share of.
pub fn coverage(group: &[Part]) -> Defined {
    let sum = |of: fn(&Part) -> u64| group.iter().map(of).sum::<u64>() as f64;
    match sum(|case| case.whole) {
        _ if group.is_empty() => Err(Undefined::EmptyGroup),
        0.0 => Err(Undefined::NoText),
        whole => Ok(sum(|case| case.part) / whole),
    }
}

/// First − second, with the linearised variance of a ratio over cases and Student's t with cases − 2 degrees of freedom. No interval where a
/// group is one case, or the variance is 0. [Lumley 2004, J. Stat. Softw. 9(1); R's `svyratio`]
///
/// # Errors
/// Where a group has nothing to be a share of.
pub fn difference(first: &[Part], second: &[Part]) -> Defined<Estimate> {
    let value = coverage(first)? - coverage(second)?;
    let variance = variance(first)? + variance(second)?;
    let alone = first.len() < 2 || second.len() < 2;
    let half = (!alone && variance > 0.0)
        .then(|| student_95((first.len() + second.len()) as u64 - 2) * variance.sqrt());
    Ok(Estimate { value, ci: half.map(|half| Interval { low: value - half, high: value + half }) })
}

fn variance(group: &[Part]) -> Defined {
    let share = coverage(group)?;
    let n = group.len() as f64;
    let whole = group.iter().map(|case| case.whole).sum::<u64>() as f64;
    let off = |case: &Part| (case.part as f64 - share * case.whole as f64).powi(2);
    Ok(n / (n - 1.0) * group.iter().map(off).sum::<f64>() / (whole * whole))
}

/// The middle 95 % of the difference over draws of cases within each group, with replacement; the same for the same seed. None where a
/// group is one case or has no text. [Efron & Tibshirani 1993, ch. 13]
pub fn bootstrap(first: &[Part], second: &[Part], draws: u32, seed: u64) -> Option<Interval> {
    if first.len() < 2 || second.len() < 2 {
        return None;
    }
    let mut chance = Chance::new(seed, 0);
    let mut share = |group: &[Part]| {
        let (mut part, mut whole) = (0, 0);
        for _ in 0..group.len() {
            let case = group[chance.below(group.len() as u64) as usize];
            part += case.part;
            whole += case.whole;
        }
        (whole > 0).then(|| part as f64 / whole as f64)
    };
    let mut drawn: Vec<f64> = (0..draws).filter_map(|_| Some(share(first)? - share(second)?)).collect();
    drawn.sort_by(f64::total_cmp);
    Some(Interval { low: quantile(&drawn, 0.025)?, high: quantile(&drawn, 0.975)? })
}
