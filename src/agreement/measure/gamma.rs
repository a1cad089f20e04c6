//! Gamma: how far coders agree on where units are and what they are, taken together, by aligning them as well as can be.
//! [Mathet, Widlöcher & Métivier 2015]
//!
//! Chance is sampled: continua are made up with as many units, gaps, lengths and categories as there are, each drawn as if
//! normally distributed, and aligned in the same way (the sampler of pygamma-agreement). So gamma needs a seed, and below
//! about ten units a coder it is noisy.

use super::align::{Placed, least_disorder};
use crate::agreement::score::{NotApplicable, Score};
use crate::statistics::Chance;

/// What gamma is computed with. The weights of place and category and the cost of an empty place are 1 each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct GammaOptions {
    /// Where chance begins.
    pub seed: u64,
    /// Continua that are made up.
    pub samples: u32,
}

impl Default for GammaOptions {
    fn default() -> Self {
        Self { seed: 1, samples: 30 }
    }
}

/// Gamma, and what it is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gamma {
    /// The coefficient: 1 less the observed over the expected disorder; at most 1, below 0 where chance does better.
    pub gamma: Score,
    /// Disorder of the best alignment, over the mean number of units a coder.
    pub observed: f64,
    /// Mean disorder of the best alignments of what was made up.
    pub expected: f64,
    /// What it was made with.
    pub options: GammaOptions,
}

/// Gamma of several texts, each with one list of units a coder. Units are only aligned within a text.
///
/// # Errors
/// With fewer than two coders or without units; when too many units lie upon each other to align them exactly.
pub fn gamma(texts: &[Vec<Vec<Placed>>], options: GammaOptions) -> Result<Gamma, NotApplicable> {
    let mut texts: Vec<Vec<Vec<Placed>>> =
        texts.iter().filter(|coders| coders.iter().any(|units| !units.is_empty())).cloned().collect();
    texts.iter_mut().flatten().for_each(in_order);
    let coders = texts.first().ok_or(NotApplicable::NobodyUsed)?.len();
    if coders < 2 {
        return Err(NotApplicable::NothingShared);
    }
    let observed = disorder(&texts)?;
    let shapes: Vec<Shape> = texts.iter().map(|coders| Shape::of(coders)).collect();
    let mut expected = 0.0;
    for sample in 0..options.samples {
        let mut chance = Chance::new(options.seed, u64::from(sample));
        let made_up: Vec<_> = shapes.iter().map(|shape| shape.sample(coders, &mut chance)).collect();
        expected += disorder(&made_up)? / f64::from(options.samples);
    }
    let gamma =
        if expected > 0.0 { Ok(1.0 - observed / expected) } else { Err(NotApplicable::OneCategoryUsed) };
    Ok(Gamma { gamma, observed, expected, options })
}

/// Equal units of one coder are one.
fn in_order(units: &mut Vec<Placed>) {
    units.sort_by(|a, b| {
        a.start.total_cmp(&b.start).then(a.end.total_cmp(&b.end)).then(a.category.cmp(&b.category))
    });
    units.dedup();
}

fn disorder(texts: &[Vec<Vec<Placed>>]) -> Result<f64, NotApplicable> {
    let (mut cost, mut units) = (0.0, 0);
    for coders in texts {
        cost += least_disorder(coders).ok_or(NotApplicable::TooManyPassages)?;
        units += coders.iter().map(Vec::len).sum::<usize>();
    }
    let coders = texts.first().map_or(1, Vec::len);
    Ok(cost * coders as f64 / units as f64)
}

/// What made-up continua have in common with one that is there.
struct Shape {
    units: Spread,
    gaps: Spread,
    lengths: Spread,
    /// The categories of all units.
    categories: Vec<usize>,
}

/// A mean and a deviation.
#[derive(Clone, Copy)]
struct Spread {
    mean: f64,
    deviation: f64,
}

impl Spread {
    fn of(values: &[f64]) -> Self {
        let n = values.len().max(1) as f64;
        let mean = values.iter().sum::<f64>() / n;
        let deviation = (values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / n).sqrt();
        Self { mean, deviation }
    }

    fn draw(self, chance: &mut Chance) -> f64 {
        chance.normal(self.mean, self.deviation)
    }
}

impl Shape {
    fn of(coders: &[Vec<Placed>]) -> Self {
        let counts: Vec<f64> = coders.iter().map(|units| units.len() as f64).collect();
        let between = coders.iter().flat_map(|units| units.windows(2).map(|two| two[1].start - two[0].end));
        let before = coders.iter().filter_map(|units| units.first()).map(|first| first.start);
        // One gap of nothing, so that a single unit has gaps too.
        let gaps: Vec<f64> =
            std::iter::once(0.0).chain(between).chain(before.filter(|&start| start > 0.0)).collect();
        let all = || coders.iter().flatten();
        let lengths: Vec<f64> = all().map(|unit| unit.end - unit.start).collect();
        Self {
            units: Spread::of(&counts),
            gaps: Spread::of(&gaps),
            lengths: Spread::of(&lengths),
            categories: all().map(|unit| unit.category).collect(),
        }
    }

    fn sample(&self, coders: usize, chance: &mut Chance) -> Vec<Vec<Placed>> {
        let mut any = false;
        let coder = |_| {
            let drawn = self.units.draw(chance).trunc().abs() as usize;
            let units = if any { drawn } else { drawn.max(1) };
            any |= units > 0;
            let mut at = 0.0;
            let mut made: Vec<_> = (0..units)
                .map(|_| {
                    let start = at + self.gaps.draw(chance);
                    // A unit of no length is no unit.
                    let length = self.lengths.draw(chance).abs().max(1e-6);
                    at = start + length;
                    let category = self.categories[chance.below(self.categories.len() as u64) as usize];
                    Placed { start, end: at, category }
                })
                .collect();
            in_order(&mut made);
            made
        };
        (0..coders).map(coder).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(start: f64, end: f64, category: usize) -> Placed {
        Placed { start, end, category }
    }

    #[test]
    fn equal_units_are_no_disorder() {
        let units = vec![unit(0.0, 5.0, 0), unit(9.0, 12.0, 1), unit(20.0, 31.0, 0)];
        let gamma = gamma(&[vec![units.clone(), units]], GammaOptions::default()).unwrap();
        assert_eq!((gamma.gamma, gamma.observed), (Ok(1.0), 0.0));
    }

    #[test]
    fn the_same_seed_gives_the_same_figure() {
        let texts = [vec![vec![unit(0.0, 5.0, 0), unit(9.0, 12.0, 1)], vec![unit(1.0, 6.0, 0)]]];
        let of = |seed| gamma(&texts, GammaOptions { seed, samples: 10 }).unwrap();
        assert_eq!(of(3), of(3));
        assert_ne!(of(3).expected, of(4).expected);
    }

    #[test]
    fn nothing_has_no_figure() {
        let of = |texts: &[Vec<Vec<Placed>>]| gamma(texts, GammaOptions::default());
        assert_eq!(of(&[]), Err(NotApplicable::NobodyUsed));
        assert_eq!(of(&[vec![Vec::new(), Vec::new()]]), Err(NotApplicable::NobodyUsed));
        assert_eq!(of(&[vec![vec![unit(0.0, 1.0, 0)]]]), Err(NotApplicable::NothingShared));
    }
}
