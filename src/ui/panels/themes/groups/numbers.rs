//! Figures of comparisons in words: measures with their intervals, tests, descriptions. Plain data; never draws, never counts.

use crate::lang::number::{amount, count, p, score};
use crate::lang::{number, text, with};
use crate::statistics::{Defined, Description, Estimate, Exact, Interval, Test};
use crate::ui::context::Written;

/// "+33 (−11 to +66)", or a measure alone where it has no interval.
pub(super) fn estimate(found: Defined<Estimate>, number: fn(f64) -> String) -> Written {
    Written::of(found, |Estimate { value, ci }| match ci {
        Some(ci) => format!("{} ({})", number(value), between(ci, number)),
        None => number(value),
    })
}

/// "−11 to +66"
pub(super) fn between(ci: Interval, number: fn(f64) -> String) -> String {
    with("between", &[("low", number(ci.low).into()), ("high", number(ci.high).into())])
}

/// A p, or why there is none.
pub(super) fn of_p(found: Defined) -> Written {
    Written::of(found, p)
}

/// A p, with whether it was drawn.
pub(super) fn of_exact(found: Defined<Exact>) -> Written {
    Written::of(found, |exact| match exact.drawn {
        None => p(exact.p),
        Some(drawn) => {
            let said = [
                ("p", p(exact.p).into()),
                ("draws", count(drawn.draws).into()),
                ("seed", drawn.seed.to_string().into()),
            ];
            with("groups-drawn", &said)
        }
    })
}

/// "4.20, df 1, p 0.040"
pub(super) fn of_test(found: Defined<Test>) -> Written {
    Written::of(found, |test| {
        let said =
            [("x", score(test.statistic).into()), ("df", count(test.df).into()), ("p", p(test.p).into())];
        with("groups-tested", &said)
    })
}

/// A share in per cent.
pub(super) fn of_share(found: Defined) -> Written {
    Written::of(found, number::percent)
}

/// What numbers are like, line by line.
pub(super) fn described(of: &Description) -> Vec<(String, Written)> {
    let both = |first: Defined, second: Defined, key: &str| {
        Written::of(first.and_then(|first| Ok((first, second?))), |(first, second)| {
            with(key, &[("low", amount(first).into()), ("high", amount(second).into())])
        })
    };
    let sd = Written::of(of.sd, score).words;
    vec![
        (text("sample-n"), Written::new(count(of.n))),
        (text("sample-mean"), Written::of(of.mean, |mean| format!("{} ({sd})", score(mean)))),
        (text("sample-median"), Written::of(of.median, amount)),
        (text("sample-quartiles"), both(of.q1, of.q3, "between")),
        (text("sample-range"), both(of.min, of.max, "between")),
    ]
}
