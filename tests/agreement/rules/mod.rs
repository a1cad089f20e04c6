//! The coefficients against counting everything one by one, in the plainest way that their definitions allow: pairs of
//! ratings, positions of a text, cuts. And what must hold of them whatever the ratings are: the order of coders and units
//! changes nothing, taking everything twice changes only what it should, equal coders agree wholly or there is no figure.

mod continuum;
mod cuts;
mod ratings;
mod scope;
mod sets;

use concord::agreement::Score;

/// Whether a figure is the one that was counted, none where none was.
fn is(score: Score, counted: Option<f64>) -> bool {
    match (score, counted) {
        (Ok(score), Some(counted)) => (score - counted).abs() < 1e-9,
        (Err(_), None) => true,
        (Ok(_), None) | (Err(_), Some(_)) => false,
    }
}

/// Whether two figures are one, reason and all.
fn same(a: Score, b: Score) -> bool {
    match (a, b) {
        (Ok(a), Ok(b)) => (a - b).abs() < 1e-9,
        (Err(a), Err(b)) => a == b,
        (Ok(_), Err(_)) | (Err(_), Ok(_)) => false,
    }
}
