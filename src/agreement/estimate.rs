//! A figure with its interval. An interval says how it was made; where none can be made the figure stands alone.

use super::{NotApplicable, Score};
use crate::lang::{Message, Tell, message};

/// A 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Its lower end: what a claim has to rest on.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
    /// How it was made.
    pub method: Method,
}

/// How an interval was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Gwet's linearised variance over units, with Student's t; cut at 1. [Gwet 2008]
    Linearised,
    /// Fleiss, Cohen & Everitt's large-sample error, 1.96 of them on both sides; cut at -1 and 1. [1969]
    LargeSample,
    /// Percentiles of resamples of whole transcripts, or of the units of a table.
    Bootstrap {
        /// Resamples in which the figure does not exist, and which were left out.
        skipped: u32,
    },
}

impl Method {
    /// The word for it in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Linearised => "gwet",
            Self::LargeSample => "fleiss_cohen_everitt",
            Self::Bootstrap { .. } => "bootstrap",
        }
    }
}

/// A figure, or why there is none, and its interval where one was asked for and exists.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The figure.
    pub score: Score,
    pub ci: Option<Interval>,
}

impl From<Score> for Estimate {
    fn from(score: Score) -> Self {
        // What overflowed on its way is no figure.
        let score = score
            .and_then(|value| if value.is_finite() { Ok(value) } else { Err(NotApplicable::OutOfRange) });
        Self { score, ci: None }
    }
}

/// As the figure alone.
impl PartialEq<Score> for Estimate {
    fn eq(&self, score: &Score) -> bool {
        self.score == *score
    }
}

/// What a bootstrap was made with, so that it can be made again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bootstrap {
    /// Where chance begins.
    pub seed: u64,
    /// How often was drawn.
    pub resamples: u32,
}

impl Default for Bootstrap {
    fn default() -> Self {
        Self { seed: 1, resamples: 1000 }
    }
}

/// Too few transcripts to resample them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
pub struct TooFewTranscripts(pub usize);

impl Tell for TooFewTranscripts {
    fn message(&self) -> Message {
        message!("too-few-transcripts", n = self.0, least = LEAST_TRANSCRIPTS)
    }
}

/// Transcripts that a bootstrap needs, since characters, words and turns of one are not independent.
pub(super) const LEAST_TRANSCRIPTS: usize = 10;

/// The percentile interval of a figure over resamples; none where the figure existed in none of them.
pub(super) fn percentiles(values: &mut [f64], resamples: u32) -> Option<Interval> {
    let last = values.len().checked_sub(1)?;
    // As R's type 7: between the two values that the place falls between.
    let mut at = |share: f64| {
        let place = share * last as f64;
        let below = place.floor() as usize;
        let (_, &mut low, above) = values.select_nth_unstable_by(below, f64::total_cmp);
        let next = above.iter().copied().min_by(f64::total_cmp).unwrap_or(low);
        low + (next - low) * (place - below as f64)
    };
    let skipped = resamples.saturating_sub(last as u32 + 1);
    Some(Interval { low: at(0.025), high: at(0.975), method: Method::Bootstrap { skipped } })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_lie_between_values() {
        let mut values: Vec<f64> = (0..=100).map(f64::from).rev().collect();
        let interval = percentiles(&mut values, 103).unwrap();
        assert_eq!((interval.low, interval.high), (2.5, 97.5));
        assert_eq!(interval.method, Method::Bootstrap { skipped: 2 });
        assert_eq!(percentiles(&mut [], 10), None);
        assert_eq!(percentiles(&mut [0.5], 1).map(|i| (i.low, i.high)), Some((0.5, 0.5)));
    }
}
