//! How many codes there may be in all, from those that one or two interviews have: Chao2 (Chao 1987, Biometrics 43,
//! 783-791), with the correction for few interviews and the standard error of Chao & Colwell as R vegan has it.

use crate::statistics::{Defined, Interval, Undefined, Z};

/// The codes that there may be, at least.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chao2 {
    /// Codes that one interview has.
    pub once: usize,
    /// Codes that two interviews have.
    pub twice: usize,
    pub value: f64,
    /// None where nothing is estimated beyond what was seen.
    pub se: Option<f64>,
    /// 95 %, log-normal, so that it never ends below what was seen.
    pub ci: Option<Interval>,
}

/// By how many of so many interviews have each code.
///
/// # Errors
/// When no code occurs.
pub fn chao2(interviews_of: &[usize], interviews: usize) -> Defined<Chao2> {
    let count = |wanted: usize| interviews_of.iter().filter(|of| **of == wanted).count();
    let seen = interviews_of.len() - count(0);
    if seen == 0 {
        return Err(Undefined::NoCode);
    }
    let (once, twice) = (count(1), count(2));
    let [q1, q2, s, n] = [once, twice, seen, interviews].map(|count| count as f64);
    let m = (n - 1.0) / n;
    let more = if twice > 0 { m * q1 * q1 / (2.0 * q2) } else { m * q1 * (q1 - 1.0) / 2.0 };
    let value = s + more;
    let variance = if twice > 0 {
        let ratio = q1 / q2;
        q2 * m * (0.5 + m * (1.0 + ratio / 4.0) * ratio) * ratio * ratio
    } else {
        m * (m * (q1 * (2.0 * q1 - 1.0).powi(2) / 4.0 - q1.powi(4) / value / 4.0) + q1 * (q1 - 1.0) / 2.0)
    };
    let se = (more > 0.0).then(|| variance.max(0.0).sqrt());
    let ci = se.map(|se| {
        let spread = (Z * (se * se / (more * more)).ln_1p().sqrt()).exp();
        Interval { low: s + more / spread, high: s + more * spread }
    });
    Ok(Chao2 { once, twice, value, se, ci })
}
