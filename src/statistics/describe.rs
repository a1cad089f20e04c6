//! What numbers are like. Never asks what they are of.

use super::{Defined, Undefined};

/// Known values, described.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Description {
    /// How many are known.
    pub n: usize,
    pub mean: Defined,
    /// Standard deviation, with n − 1.
    pub sd: Defined,
    pub median: Defined,
    /// First quartile.
    pub q1: Defined,
    /// Third quartile.
    pub q3: Defined,
    pub min: Defined,
    pub max: Defined,
}

/// Of the values that are known.
pub fn describe(values: &[f64]) -> Description {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let n = sorted.len();
    let mean = || sorted.iter().sum::<f64>() / n as f64;
    let sd = || {
        let mean = mean();
        (sorted.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (n - 1) as f64).sqrt()
    };
    let at = |share| quantile(&sorted, share).ok_or(Undefined::NoValues);
    Description {
        n,
        mean: if n == 0 { Err(Undefined::NoValues) } else { Ok(mean()) },
        sd: match n {
            0 => Err(Undefined::NoValues),
            1 => Err(Undefined::OneValue),
            _ => Ok(sd()),
        },
        median: at(0.5),
        q1: at(0.25),
        q3: at(0.75),
        min: at(0.0),
        max: at(1.0),
    }
}

/// The value below which a share of the sorted values lies, on the line between two of them. [Hyndman & Fan 1996, type 7; the default of
/// R and numpy]
pub fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let place = share * sorted.len().checked_sub(1)? as f64;
    let (below, part) = (place.floor() as usize, place.fract());
    let low = *sorted.get(below)?;
    Some(sorted.get(below + 1).map_or(low, |high| low + part * (high - low)))
}
