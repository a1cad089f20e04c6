//! The Wilson score interval of a share. Never asks what the share is of.

use super::distribution::Z;

/// An interval that holds the true value 95 times in 100.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

/// The 95 % score interval, without continuity correction, of a share observed among `of` cases; none where there is
/// no case. `share` is from 0 to 1, and so are both ends, which never leave the share outside.
/// [Wilson 1927, J. Am. Stat. Assoc. 22, 209-212; Newcombe 1998, Stat. Med. 17, 857-872, method 3]
///
/// ```text
///   81 of 263    0.308    0.255 to 0.366
/// ```
pub fn wilson(share: f64, of: f64) -> Option<Interval> {
    if of <= 0.0 {
        return None;
    }
    let spread = Z * Z / of;
    let middle = share + spread / 2.0;
    let half = (spread * (share * (1.0 - share) + spread / 4.0)).sqrt();
    let end = |at: f64| (at / (1.0 + spread)).clamp(0.0, 1.0);
    // None and all are exact ends, which rounding would miss by a hair.
    Some(Interval { low: end(middle - half).min(share), high: end(middle + half).max(share) })
}

#[cfg(test)]
mod tests {
    use super::wilson;

    #[test]
    fn newcombe_1998_table_1() {
        for (n, of, low, high) in [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ] {
            let interval = wilson(f64::from(n) / f64::from(of), f64::from(of)).unwrap();
            assert!((interval.low - low).abs() < 5e-5, "{n} of {of}: {interval:?}");
            assert!((interval.high - high).abs() < 5e-5, "{n} of {of}: {interval:?}");
        }
    }

    #[test]
    fn none_and_all_are_ends() {
        assert_eq!(wilson(0.0, 7.0).unwrap().low, 0.0);
        assert_eq!(wilson(1.0, 7.0).unwrap().high, 1.0);
        assert_eq!(wilson(0.5, 0.0), None);
    }
}
