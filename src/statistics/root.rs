//! Where a function of one number crosses 0. Never called with more than one crossing.

/// The place between two ends at which a function is 0, to about the precision of the numbers [Brent 1973, ch. 4]. The function has
/// different signs at the ends; where it has not, the end at which it is nearer to 0.
pub(super) fn root(mut f: impl FnMut(f64) -> f64, low: f64, high: f64) -> f64 {
    let (mut a, mut b) = (low, high);
    let (mut fa, mut fb) = (f(a), f(b));
    if fa * fb > 0.0 {
        return if fa.abs() < fb.abs() { a } else { b };
    }
    let (mut c, mut fc) = (a, fa);
    let mut step = b - a;
    let mut before = step;
    for _ in 0..200 {
        if fb * fc > 0.0 {
            (c, fc) = (a, fa);
            step = b - a;
            before = step;
        }
        if fc.abs() < fb.abs() {
            (a, b, c) = (b, c, b);
            (fa, fb, fc) = (fb, fc, fb);
        }
        let tolerance = 2.0 * f64::EPSILON * b.abs() + 1e-16;
        let half = (c - b) / 2.0;
        if fb == 0.0 || half.abs() <= tolerance {
            break;
        }
        if before.abs() >= tolerance && fa.abs() > fb.abs() {
            let next = interpolated([a, b, c], [fa, fb, fc], half);
            if next.abs() < (1.5 * half.abs()).min(before.abs() / 2.0) {
                (before, step) = (step, next);
            } else {
                (before, step) = (half, half);
            }
        } else {
            (before, step) = (half, half);
        }
        (a, fa) = (b, fb);
        b += if step.abs() > tolerance { step } else { tolerance.copysign(half) };
        fb = f(b);
    }
    b
}

/// The step by a line through two places, or a parabola on its side through three.
fn interpolated([a, b, c]: [f64; 3], [fa, fb, fc]: [f64; 3], half: f64) -> f64 {
    let s = fb / fa;
    let (p, q) = if a == c {
        (2.0 * half * s, 1.0 - s)
    } else {
        let (q, r) = (fa / fc, fb / fc);
        (s * (2.0 * half * q * (q - r) - (b - a) * (r - 1.0)), (q - 1.0) * (r - 1.0) * (s - 1.0))
    };
    -p / q
}

#[cfg(test)]
mod tests {
    use super::root;

    #[test]
    fn it_finds_what_is_known() {
        for (found, known) in [
            (root(|x| x * x - 2.0, 0.0, 2.0), std::f64::consts::SQRT_2),
            (root(|x: f64| x.cos(), 0.0, 3.0), std::f64::consts::FRAC_PI_2),
            (root(|x: f64| x.powi(9), -1.0, 2.0), 0.0),
            (root(|x: f64| (x - 0.7).signum(), 0.0, 1.0), 0.7),
        ] {
            assert!((found - known).abs() < 1e-9, "{found} {known}");
        }
    }

    #[test]
    fn without_a_crossing_it_is_the_nearer_end() {
        assert_eq!(root(|x| x + 1.0, 0.0, 1.0), 0.0);
        assert_eq!(root(|x| x - 2.0, 0.0, 1.0), 1.0);
    }
}
