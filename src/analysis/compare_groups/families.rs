//! What each p is worth among those of the other rows. Rows of one level are a family; what does not exist is in none.

use super::answer::{Found, Leading, Row};
use crate::model::Level;
use crate::statistics::{Defined, benjamini_hochberg, holm};

impl Leading {
    /// By itself, before it is known what else there is.
    pub(super) const fn new(p: Defined, test: &'static str) -> Self {
        Self { p, test, holm: None, benjamini_hochberg: None }
    }
}

/// Corrects all that leads in its part of the rows; gives how many tests of a level are taken together by what leads over all.
pub(super) fn correct(rows: &mut [Row], level: Level) -> usize {
    let of_all: fn(&mut Row) -> Option<&mut Leading> = |row| {
        Some(match &mut row.found {
            Found::Groups(tests) => &mut tests.leading,
            Found::Waves(tests) => &mut tests.leading,
            Found::Numbers(tests) => &mut tests.leading,
        })
    };
    let of_strata: fn(&mut Row) -> Option<&mut Leading> =
        |row| row.strata.as_mut().map(|tests| &mut tests.leading);
    let of_pairs: fn(&mut Row) -> Option<&mut Leading> =
        |row| row.pairs.as_mut().map(|tests| &mut tests.leading);
    let family = |leading: fn(&mut Row) -> Option<&mut Leading>, rows: &mut [Row]| {
        let mut own: Vec<&mut Leading> =
            rows.iter_mut().filter(|row| row.level == level).filter_map(leading).collect();
        let raw: Vec<Option<f64>> = own.iter().map(|leading| leading.p.ok()).collect();
        let corrected = holm(&raw).into_iter().zip(benjamini_hochberg(&raw));
        for (leading, (holm, benjamini_hochberg)) in own.iter_mut().zip(corrected) {
            leading.holm = holm;
            leading.benjamini_hochberg = benjamini_hochberg;
        }
        (!own.is_empty()).then(|| raw.iter().flatten().count())
    };
    let counts = [of_all, of_strata, of_pairs].map(|leading| family(leading, rows));
    counts.into_iter().flatten().next_back().unwrap_or_default()
}
