//! How numbers are written: digits in threes, a space before the per cent sign, a true minus. Never rounds a share
//! above 0 to 0, nor one below 1 to 1.

use std::fmt::Display;

/// A count with its digits in threes: "1,234,567".
pub fn count(n: impl Display) -> String {
    let digits = n.to_string();
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits.as_str()), |rest| ("−", rest));
    let mut written = String::from(sign);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}

/// A count that may be a mean: "12", or "7.5" where it is no whole number.
pub fn amount(n: f64) -> String {
    if n.fract() == 0.0 {
        return count(n);
    }
    let written = format!("{n:.1}");
    let (whole, tenth) = written.split_once('.').unwrap_or((&written, "0"));
    format!("{}.{tenth}", count(whole))
}

/// A share from 0 to 1 in whole per cent: "65 %"; "<1 %" and ">99 %" where rounding would say none or all.
pub fn percent(share: f64) -> String {
    format!("{} %", points(share))
}

/// The ends of an interval of shares: "47 to 91 %".
pub fn percent_interval(low: f64, high: f64) -> String {
    format!("{} to {} %", points(low), points(high))
}

fn points(share: f64) -> String {
    match (share * 100.0).round() {
        0.0 if share > 0.0 => "<1".to_owned(),
        100.0 if share < 1.0 => ">99".to_owned(),
        whole => format!("{whole:.0}"),
    }
}

/// A coefficient: "0.48", "−0.07".
pub fn score(value: f64) -> String {
    let written = format!("{value:.2}");
    match written.strip_prefix('-') {
        Some("0.00") => "0.00".to_owned(),
        Some(rest) => format!("−{rest}"),
        None => written,
    }
}

/// A figure as other programs print it, to be held against theirs: "0.4842".
pub fn fine(value: f64) -> String {
    let written = format!("{value:.4}");
    match written.strip_prefix('-') {
        Some("0.0000") => "0.0000".to_owned(),
        Some(rest) => format!("−{rest}"),
        None => written,
    }
}

/// The ends of an interval of a coefficient: "0.36 to 0.59".
pub fn interval(low: f64, high: f64) -> String {
    format!("{} to {}", score(low), score(high))
}

/// A difference of shares in per cent points: "+12", "−3".
pub fn points_apart(difference: f64) -> String {
    let points = (difference * 100.0).round();
    match points {
        0.0 => "0".to_owned(),
        points if points < 0.0 => format!("−{:.0}", -points),
        points => format!("+{points:.0}"),
    }
}

/// A ratio: "2.4", "0.08", "152"; "∞" where it has no end.
pub fn ratio(value: f64) -> String {
    match value.abs() {
        f64::INFINITY => "∞".to_owned(),
        size if size >= 100.0 => count(format!("{value:.0}")),
        size if size >= 10.0 => format!("{value:.1}"),
        _ => score(value),
    }
}

/// A p: "0.043"; "<0.001" rather than 0.
pub fn p(value: f64) -> String {
    if value < 0.001 { "<0.001".to_owned() } else { format!("{value:.3}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_in_print() {
        assert_eq!(
            [count(0), count(999), count(1_000), count(76_000_123), count(-4_500)].join(" "),
            "0 999 1,000 76,000,123 −4,500"
        );
        assert_eq!([0.0, 0.001, 0.654, 0.999, 1.0].map(percent).join(", "), "0 %, <1 %, 65 %, >99 %, 100 %");
        assert_eq!([12.0, 7.5, 1234.25].map(amount).join(" "), "12 7.5 1,234.2");
        assert_eq!(percent_interval(0.47, 0.912), "47 to 91 %");
        assert_eq!([0.484, -0.07, -0.001, 1.0].map(score).join(" "), "0.48 −0.07 0.00 1.00");
        assert_eq!([0.48421, -0.07, -0.00001].map(fine).join(" "), "0.4842 −0.0700 0.0000");
        assert_eq!(interval(0.36, 0.59), "0.36 to 0.59");
        assert_eq!([0.117, -0.034, 0.001, -0.002].map(points_apart).join(" "), "+12 −3 0 0");
        assert_eq!(
            [0.084, 2.65, 12.34, 4552.3, f64::INFINITY].map(ratio).join(" "),
            "0.08 2.65 12.3 4,552 ∞"
        );
        assert_eq!([1e-20, 0.000_999, 0.043_21, 1.0].map(p).join(" "), "<0.001 <0.001 0.043 1.000");
    }
}
