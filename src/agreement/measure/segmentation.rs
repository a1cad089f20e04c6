//! How far two coders cut a text at the same places, whatever they call the pieces. Cuts that are one place off are near
//! misses. [Fournier 2013; Beeferman, Berger & Lafferty 1999; Pevzner & Hearst 2002]

use crate::agreement::score::{NotApplicable, Score};

/// Places that a cut may be off and still be the same cut moved, plus one: 2 is one place. [Fournier 2013, section 3]
const NEAR: usize = 2;

/// A text in pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segmentation {
    /// Number of the piece in which each position lies.
    pieces: Vec<u32>,
}

impl Segmentation {
    /// From the lengths of the pieces, in order; empty ones do not count.
    pub fn of_masses(masses: &[u32]) -> Self {
        let held = masses.iter().filter(|&&mass| mass > 0).zip(0..);
        Self { pieces: held.flat_map(|(&mass, piece)| std::iter::repeat_n(piece, mass as usize)).collect() }
    }

    /// Positions.
    const fn length(&self) -> usize {
        self.pieces.len()
    }

    /// Whether the text is cut after each position but the last.
    fn cuts(&self) -> impl Iterator<Item = bool> {
        self.pieces.windows(2).map(|pair| pair[0] != pair[1])
    }

    /// The half of the mean length of a piece, to the nearest whole (to the even one of two), at least 2.
    fn window(&self) -> usize {
        let twice = 2 * self.pieces.last().map_or(1, |&last| last as usize + 1);
        let (whole, rest) = (self.length() / twice, self.length() % twice);
        let up = 2 * rest > twice || (2 * rest == twice && whole % 2 == 1);
        (whole + usize::from(up)).max(2)
    }

    /// Pairs of places that are `window` apart.
    fn windows(&self, window: usize) -> impl Iterator<Item = u32> {
        self.pieces.iter().zip(self.pieces.iter().skip(window)).map(|(from, to)| to - from)
    }
}

/// What turns one segmentation into another.
#[derive(Clone, Copy, Debug, Default)]
struct Edits {
    matched: usize,
    /// Cuts of one that the other lacks.
    added: usize,
    moved: usize,
    /// The moved ones, each counted by how far it was moved.
    weight: f64,
}

impl Edits {
    /// Moves as many as it can, the nearest first and from the left, and adds the rest.
    fn between(a: &Segmentation, b: &Segmentation) -> Result<Self, NotApplicable> {
        if a.length() != b.length() {
            return Err(NotApplicable::OtherLength);
        }
        let mut sides: Vec<(bool, bool)> = a.cuts().zip(b.cuts()).collect();
        let mut edits =
            Self { matched: sides.iter().filter(|&&side| side == (true, true)).count(), ..Self::default() };
        for distance in 1..NEAR {
            for at in 0..sides.len().saturating_sub(distance) {
                let pair = (sides[at], sides[at + distance]);
                if matches!(pair, ((true, false), (false, true)) | ((false, true), (true, false))) {
                    (sides[at], sides[at + distance]) = ((false, false), (false, false));
                    edits.moved += 1;
                    edits.weight += distance as f64 / NEAR as f64;
                }
            }
        }
        edits.added = sides.iter().filter(|&&(a, b)| a != b).count();
        Ok(edits)
    }

    fn sum(&self) -> f64 {
        self.added as f64 + self.weight
    }

    const fn cuts(&self) -> usize {
        self.added + self.moved + self.matched
    }
}

/// Boundary similarity B: 1 less the edits, moved cuts at half, over the cuts of both. From 0 to 1. [Fournier 2013]
///
/// # Errors
/// When the texts are not equally long, or neither is cut.
pub fn boundary_similarity(a: &Segmentation, b: &Segmentation) -> Score {
    let edits = Edits::between(a, b)?;
    match edits.cuts() {
        0 => Err(NotApplicable::NobodyUsed),
        cuts => Ok(1.0 - edits.sum() / cuts as f64),
    }
}

/// Segmentation similarity S: 1 less the edits over the places where a cut could be. Near 1 where cuts are rare. From 0
/// to 1. [Fournier & Inkpen 2012]
///
/// # Errors
/// When the texts are not equally long, or too short to be cut.
pub fn segmentation_similarity(a: &Segmentation, b: &Segmentation) -> Score {
    let edits = Edits::between(a, b)?;
    match a.length().saturating_sub(1) {
        0 => Err(NotApplicable::NothingShared),
        places => Ok(1.0 - edits.sum() / places as f64),
    }
}

/// WindowDiff: the share of windows, half a piece of the reference wide, in which the numbers of cuts differ; 0 is equal.
/// Not the same with the sides swapped. [Pevzner & Hearst 2002]
///
/// # Errors
/// When the texts are not equally long, or not longer than the window.
pub fn window_diff(hypothesis: &Segmentation, reference: &Segmentation) -> Score {
    windows_that(hypothesis, reference, |a, b| a != b)
}

/// Pk: the share of windows, half a piece of the reference wide, whose ends lie in one piece in the one and not in the
/// other; 0 is equal. Not the same with the sides swapped. [Beeferman, Berger & Lafferty 1999]
///
/// # Errors
/// When the texts are not equally long, or not longer than the window.
pub fn pk(hypothesis: &Segmentation, reference: &Segmentation) -> Score {
    windows_that(hypothesis, reference, |a, b| (a == 0) != (b == 0))
}

fn windows_that(
    hypothesis: &Segmentation,
    reference: &Segmentation,
    differ: impl Fn(u32, u32) -> bool,
) -> Score {
    if hypothesis.length() != reference.length() {
        return Err(NotApplicable::OtherLength);
    }
    let window = reference.window();
    let all = reference.length().saturating_sub(window);
    if all == 0 {
        return Err(NotApplicable::NothingShared);
    }
    let pairs = hypothesis.windows(window).zip(reference.windows(window));
    Ok(pairs.filter(|&(a, b)| differ(a, b)).count() as f64 / all as f64)
}

/// The agreement of any number of coders by B, without and with chance taken off.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SegmentationAgreement {
    /// B over all pairs together.
    pub observed: f64,
    /// Chance from all coders' cuts together (Fleiss' pi).
    pub pi: Score,
    /// Chance from each coder's own cuts (Fleiss' kappa, as Davies & Fleiss).
    pub kappa: Score,
}

/// What [`boundary_similarity`] says of all pairs of coders, corrected for chance. [Fournier & Inkpen 2012; Fournier 2013]
///
/// # Errors
/// With fewer than two coders; when the texts are not equally long, or nobody cuts.
pub fn segmentation_agreement(coders: &[Segmentation]) -> Result<SegmentationAgreement, NotApplicable> {
    let pairs = || coders.iter().enumerate().flat_map(|(at, a)| coders[at + 1..].iter().map(move |b| (a, b)));
    let (mut agreed, mut all) = (0.0, 0);
    for (a, b) in pairs() {
        let edits = Edits::between(a, b)?;
        agreed += edits.cuts() as f64 - edits.sum();
        all += edits.cuts();
    }
    if coders.len() < 2 {
        return Err(NotApplicable::NothingShared);
    }
    if all == 0 {
        return Err(NotApplicable::NobodyUsed);
    }
    let observed = agreed / all as f64;
    let cut = |of: &Segmentation| of.cuts().filter(|&cut| cut).count() as f64 / (of.length() - 1) as f64;
    let mean = coders.iter().map(cut).sum::<f64>() / coders.len() as f64;
    let own: Vec<f64> = pairs().map(|(a, b)| cut(a) * cut(b)).collect();
    let beyond = |expected: f64| {
        if expected < 1.0 {
            Ok((observed - expected) / (1.0 - expected))
        } else {
            Err(NotApplicable::OneCategoryUsed)
        }
    };
    Ok(SegmentationAgreement {
        observed,
        pi: beyond(mean * mean),
        kappa: beyond(own.iter().sum::<f64>() / own.len() as f64),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_one_place_off_is_half_a_miss() {
        let (a, b) = (Segmentation::of_masses(&[2, 3, 6]), Segmentation::of_masses(&[2, 2, 7]));
        assert_eq!(boundary_similarity(&a, &b), Ok(0.75));
        assert_eq!(segmentation_similarity(&a, &b), Ok(0.95));
        assert_eq!(boundary_similarity(&a, &a), Ok(1.0));
    }

    #[test]
    fn nothing_to_compare_has_no_figure() {
        let (whole, longer) = (Segmentation::of_masses(&[5]), Segmentation::of_masses(&[6]));
        assert_eq!(boundary_similarity(&whole, &whole), Err(NotApplicable::NobodyUsed));
        assert_eq!(segmentation_similarity(&whole, &whole), Ok(1.0));
        assert_eq!(boundary_similarity(&whole, &longer), Err(NotApplicable::OtherLength));
        let short = Segmentation::of_masses(&[1]);
        assert_eq!(window_diff(&short, &short), Err(NotApplicable::NothingShared));
        assert_eq!(segmentation_similarity(&short, &short), Err(NotApplicable::NothingShared));
        assert_eq!(segmentation_agreement(&[]), Err(NotApplicable::NothingShared));
    }
}
