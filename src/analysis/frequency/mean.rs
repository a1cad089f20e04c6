//! How far the mean share over coders would vary among other participants. Never says how far the coders differ.

use std::collections::BTreeMap;

use super::{NoInterval, Slice};
use crate::analysis::Interval;
use crate::model::Participant;
use crate::statistics::{Chance, quantile};

/// How often participants are drawn anew, and from which seed.
pub const RESAMPLES: usize = 1000;
pub const SEED: u64 = 1;

/// Participants drawn anew, all codes by the same draws.
pub(super) struct Resamples {
    /// The place of each participant of any coder.
    places: BTreeMap<Participant, usize>,
    /// How often each is in each draw.
    times: Vec<Vec<u32>>,
    /// Of each coder: how many of those in scope are in each draw.
    bases: Vec<Vec<u32>>,
}

impl Resamples {
    pub(super) fn of(slices: &[&Slice]) -> Self {
        let all: std::collections::BTreeSet<Participant> =
            slices.iter().flat_map(|slice| slice.base.each_participant()).collect();
        let places: BTreeMap<_, _> = all.into_iter().enumerate().map(|(at, one)| (one, at)).collect();
        let mut times = vec![Vec::with_capacity(RESAMPLES); places.len()];
        let mut draw = Vec::new();
        for number in 0..RESAMPLES as u64 {
            Chance::new(SEED, number).resample(places.len(), &mut draw);
            times.iter_mut().zip(&draw).for_each(|(times, &n)| times.push(n));
        }
        let mut own = Self { places, times, bases: Vec::new() };
        own.bases = slices.iter().map(|slice| own.counted(slice.base.each_participant())).collect();
        own
    }

    /// How many of some participants are in each draw.
    fn counted(&self, participants: impl Iterator<Item = Participant>) -> Vec<u32> {
        let mut sums = vec![0; RESAMPLES];
        for at in participants.filter_map(|one| self.places.get(&one)) {
            sums.iter_mut().zip(&self.times[*at]).for_each(|(sum, n)| *sum += n);
        }
        sums
    }

    /// The percentile interval of the mean over coders of the share who have the code of a row.
    pub(super) fn interval(&self, slices: &[&Slice], row: usize) -> Result<Interval, NoInterval> {
        if self.places.len() < 2 {
            return Err(NoInterval::OneParticipant);
        }
        let (mut sums, mut coders) = (vec![0.0; RESAMPLES], vec![0_u32; RESAMPLES]);
        for (slice, base) in slices.iter().zip(&self.bases) {
            let with = self.counted(slice.tallies[row].each_participant());
            for (number, (&with, &of)) in with.iter().zip(base).enumerate().filter(|(_, (_, of))| **of > 0) {
                sums[number] += f64::from(with) / f64::from(of);
                coders[number] += 1;
            }
        }
        let drawn = sums.iter().zip(&coders).filter(|(_, coders)| **coders > 0);
        let mut means: Vec<f64> = drawn.map(|(sum, &coders)| sum / f64::from(coders)).collect();
        means.sort_by(f64::total_cmp);
        match (means.first(), means.last()) {
            (Some(first), Some(last)) if first < last => {
                let end = |share| quantile(&means, share).ok_or(NoInterval::AllAlike);
                Ok(Interval { low: end(0.025)?, high: end(0.975)? })
            }
            _ => Err(NoInterval::AllAlike),
        }
    }
}
