//! Krippendorff's alphas for unitizing: coders cut a continuum into units of their own and give each a value; what lies
//! between is a gap. [Krippendorff 2019, section 12.6; Krippendorff, Mathet, Bouvry & Widloecher 2016]
//!
//! Lengths are exact. Several texts are one after another on the continuum: all sums add up. Blind to splits: three
//! touching units against one long one are perfect agreement.

use std::ops::{Add, Mul, Range};

use crate::agreement::score::{NotApplicable, Score, ratio};

/// A unit of one coder: where it is, and its value.
pub type Valued = (Range<u32>, usize);

/// Sums of one value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OfValue {
    /// Length of all its units, over coders.
    pub length: u128,
    /// Their squared lengths.
    pub squares: u128,
    /// Its length where units of any value of another coder meet it, over ordered pairs of coders.
    pub met: u128,
    /// Its length where units of the same value meet it, over ordered pairs of coders.
    pub same: u128,
    /// The squares of each unit's length that others meet, that length being counted once for each of them.
    pub met_squares: u128,
}

impl Add for OfValue {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            length: self.length + other.length,
            squares: self.squares + other.squares,
            met: self.met + other.met,
            same: self.same + other.same,
            met_squares: self.met_squares + other.met_squares,
        }
    }
}

/// So many times what was counted.
impl Mul<u32> for OfValue {
    type Output = Self;

    fn mul(self, times: u32) -> Self {
        let times = u128::from(times);
        Self {
            length: self.length * times,
            squares: self.squares * times,
            met: self.met * times,
            same: self.same * times,
            met_squares: self.met_squares * times,
        }
    }
}

/// What the unitizing alphas are made of, added up over texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unitizing {
    coders: u128,
    /// Length of the continuum.
    length: u128,
    values: Vec<OfValue>,
}

impl Unitizing {
    /// Nothing seen yet, of so many coders and values.
    pub fn new(coders: usize, values: usize) -> Self {
        Self { coders: coders as u128, length: 0, values: vec![OfValue::default(); values] }
    }

    /// From sums that were made elsewhere.
    pub(in crate::agreement) const fn of(coders: usize, length: u128, values: Vec<OfValue>) -> Self {
        Self { coders: coders as u128, length, values }
    }

    /// The values that anybody gave, with their sums.
    pub(in crate::agreement) fn given(&self) -> impl Iterator<Item = (usize, OfValue)> {
        let all = self.values.iter().copied().enumerate();
        all.filter(|(_, sums)| sums.length > 0)
    }

    /// Adds a text that was counted elsewhere, so often: its length, and the sums of the values that were given in it.
    pub(in crate::agreement) fn add_given(&mut self, length: u32, given: &[(usize, OfValue)], times: u32) {
        self.length += u128::from(length) * u128::from(times);
        for &(value, sums) in given {
            self.values[value] = self.values[value] + sums * times;
        }
    }

    /// Adds a text: one list of units a coder, sorted by place, none of which overlap; see [`clashes`].
    pub fn add(&mut self, length: u32, coders: &[Vec<Valued>]) {
        self.length += u128::from(length);
        for (at, units) in coders.iter().enumerate() {
            for (range, value) in units {
                let unit = u128::from(range.end - range.start);
                self.values[*value].length += unit;
                self.values[*value].squares += unit * unit;
            }
            let mut met = vec![0_u128; units.len()];
            for others in coders.iter().enumerate().filter(|&(other, _)| other != at).map(|(_, units)| units)
            {
                let mut first = 0;
                for ((range, value), met) in units.iter().zip(&mut met) {
                    while others.get(first).is_some_and(|(other, _)| other.end <= range.start) {
                        first += 1;
                    }
                    for (other, its) in
                        others[first..].iter().take_while(|(other, _)| other.start < range.end)
                    {
                        let shared = u128::from(range.end.min(other.end) - range.start.max(other.start));
                        *met += shared;
                        if its == value {
                            self.values[*value].same += shared;
                        }
                    }
                }
            }
            for ((_, value), met) in units.iter().zip(met) {
                self.values[*value].met += met;
                self.values[*value].met_squares += met * met;
            }
        }
    }

    /// How far units and their values agree with each other, gaps being one more value: from below 0 to 1.
    ///
    /// # Errors
    /// With fewer than two coders or no text; when nobody marked anything, or all is one value for all.
    pub fn u_alpha(&self) -> Score {
        let same: u128 = self.values.iter().map(|v| v.same).sum();
        let squared: u128 = self.values.iter().map(|v| v.length * v.length).sum();
        self.with_gaps(same, squared)
    }

    /// As [`Self::u_alpha`], asking only whether there is a unit or a gap (written |u|alpha).
    ///
    /// # Errors
    /// As there.
    pub fn u_alpha_binary(&self) -> Score {
        let met: u128 = self.values.iter().map(|v| v.met).sum();
        let length: u128 = self.values.iter().map(|v| v.length).sum();
        self.with_gaps(met, length * length)
    }

    /// 1 - D_o/D_e, where `same` is what ordered pairs of coders' units share, and `squared` the sum of the squares of
    /// the lengths of the values.
    fn with_gaps(&self, same: u128, squared: u128) -> Score {
        let all = self.coders * self.length;
        if self.coders < 2 || all == 0 {
            return Err(NotApplicable::NothingShared);
        }
        let others = self.coders - 1;
        let marked: u128 = self.values.iter().map(|v| v.length).sum();
        let met: u128 = self.values.iter().map(|v| v.met).sum();
        let gaps = all - marked;
        if marked == 0 {
            return Err(NotApplicable::NobodyUsed);
        }
        // Matter that gaps share with gaps, over ordered pairs of coders.
        let gaps_same = others * gaps - (others * marked - met);
        let apart = others * all - same - gaps_same;
        let unlike = all * all - squared - gaps * gaps;
        if unlike == 0 {
            return Err(NotApplicable::OneCategoryUsed);
        }
        let itself: u128 = self.values.iter().map(|v| v.squares).sum::<u128>() + gaps;
        // Where all that is marked is one unit and all else one character, nothing can be paired with another.
        let pairable = all * all - itself;
        Ok(1.0 - (apart as f64 / (others * all) as f64) * (pairable as f64 / unlike as f64))
    }

    /// How far coders give the same value where their units meet; gaps do not count.
    ///
    /// # Errors
    /// When no units of two coders meet, or all that meets is one value.
    pub fn cu_alpha(&self) -> Score {
        let sum = |of: fn(&OfValue) -> u128| self.values.iter().map(of).sum::<u128>();
        let (met, same, itself) = (sum(|v| v.met), sum(|v| v.same), sum(|v| v.met_squares));
        if met == 0 {
            return Err(self.nothing_meets());
        }
        let unlike = met * met - sum(|v| v.met * v.met);
        if unlike == 0 {
            return Err(NotApplicable::OneCategoryUsed);
        }
        Ok(1.0 - ((met - same) as f64 / met as f64) * ((met * met - itself) as f64 / unlike as f64))
    }

    /// The share of what is marked that units of another coder meet: what [`Self::cu_alpha`] speaks of.
    ///
    /// # Errors
    /// When nobody marked anything.
    pub fn cu_coverage(&self) -> Score {
        let met = self.values.iter().map(|v| v.met).sum();
        let marked: u128 = self.values.iter().map(|v| v.length).sum();
        ratio(met, marked * self.coders.saturating_sub(1), NotApplicable::NobodyUsed)
    }

    /// How far coders agree on one value where units with it meet others (written (k)u-alpha).
    ///
    /// # Errors
    /// When nothing with this value meets another unit, or there is no second value to confuse it with.
    pub fn ku_alpha(&self, value: usize) -> Score {
        let OfValue { met, same, met_squares, .. } = self.values[value];
        let all: u128 = self.values.iter().map(|v| v.met).sum();
        if met == 0 {
            return Err(if self.values[value].length == 0 {
                NotApplicable::NobodyUsed
            } else {
                self.nothing_meets()
            });
        }
        if all == met {
            return Err(NotApplicable::OneCategoryUsed);
        }
        let paired = (met * all - met_squares) as f64 / (met * (all - met)) as f64;
        Ok(1.0 - paired * ((met - same) as f64 / met as f64))
    }

    /// The share of one value's length that units of another coder meet.
    ///
    /// # Errors
    /// When nobody gave the value.
    pub fn ku_coverage(&self, value: usize) -> Score {
        let of = &self.values[value];
        ratio(of.met, of.length * self.coders.saturating_sub(1), NotApplicable::NobodyUsed)
    }

    fn nothing_meets(&self) -> NotApplicable {
        if self.values.iter().all(|v| v.length == 0) {
            NotApplicable::NobodyUsed
        } else if self.coders < 2 {
            NotApplicable::NothingShared
        } else {
            NotApplicable::NothingMeets
        }
    }
}

/// One coder's passages as units: those of one value that overlap are merged, touching ones are not; sorted by place.
pub fn merged(passages: impl IntoIterator<Item = Valued>) -> Vec<Valued> {
    let mut units: Vec<Valued> = passages.into_iter().filter(|(range, _)| range.start < range.end).collect();
    units.sort_unstable_by_key(|(range, value)| (*value, range.start));
    units.dedup_by(|(next, next_value), (kept, value)| {
        let joined = next_value == value && next.start < kept.end;
        if joined {
            kept.end = kept.end.max(next.end);
        }
        joined
    });
    units.sort_unstable_by_key(|(range, _)| range.start);
    units
}

/// Where units with different values of one coder overlap: the shared stretch, and the two values. Their alphas do not
/// exist then. Of units as [`merged`] gives them.
pub fn clashes(units: &[Valued]) -> Vec<(Range<u32>, [usize; 2])> {
    let mut found = Vec::new();
    for (at, (range, value)) in units.iter().enumerate() {
        for (other, its) in units[at + 1..].iter().take_while(|(other, _)| other.start < range.end) {
            if its != value {
                found.push((other.start..other.end.min(range.end), [*value, *its]));
            }
        }
    }
    found
}
