//! Student's distribution, for intervals of few units.

/// The part of Student's axis, to one side, that holds 95 % in the middle; with 0 degrees of freedom it is endless.
///
/// The share in the middle is exact for whole degrees of freedom [Abramowitz & Stegun 1964, 26.7.3–4]; above 1,000 of
/// them the expansion around the normal distribution [26.7.5] is as good.
pub(super) fn student_95(degrees: u64) -> f64 {
    const Z: f64 = 1.959_963_984_540_054;
    if degrees == 0 {
        return f64::INFINITY;
    }
    if degrees > 1000 {
        let n = degrees as f64;
        let powers = [3, 5, 7].map(|power| Z.powi(power));
        return Z
            + (powers[0] + Z) / (4.0 * n)
            + (5.0 * powers[1] + 16.0 * powers[0] + 3.0 * Z) / (96.0 * n * n)
            + (3.0 * powers[2] + 19.0 * powers[1] + 17.0 * powers[0] - 15.0 * Z) / (384.0 * n.powi(3));
    }
    let (mut low, mut high) = (1.0, 13.0);
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        *(if share_within(middle, degrees) < 0.95 { &mut low } else { &mut high }) = middle;
    }
    low
}

/// The share of the distribution between -t and t.
fn share_within(t: f64, degrees: u64) -> f64 {
    let angle = (t / (degrees as f64).sqrt()).atan();
    let (sine, cosine) = angle.sin_cos();
    let odd = degrees % 2 == 1;
    // 1 + c²/2 + (1·3)/(2·4) c⁴ + … with an even number; c + 2/3 c³ + (2·4)/(3·5) c⁵ + … with an odd one.
    let (mut term, mut sum) = if odd { (cosine, 0.0) } else { (1.0, 0.0) };
    let mut step = if odd { 1 } else { 0 };
    while step + 2 <= degrees {
        sum += term;
        term *= cosine * cosine * (step + 1) as f64 / (step + 2) as f64;
        step += 2;
    }
    if odd { (angle + sine * sum) * 2.0 / std::f64::consts::PI } else { sine * sum }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_printed_table() {
        for (degrees, t) in [
            (1, 12.706_204_736),
            (2, 4.302_652_730),
            (3, 3.182_446_305),
            (10, 2.228_138_852),
            (29, 2.045_229_642),
            (1000, 1.962_339_081),
            (1001, 1.962_336_705),
        ] {
            assert!((student_95(degrees) - t).abs() < 1e-8, "{degrees}: {}", student_95(degrees));
        }
    }
}
