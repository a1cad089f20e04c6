//! Measures and tests in JSON, each with its figures or the reason why there are none, and as they are printed.

use serde::{Serialize, Serializer};

use super::output::{Figure, UNDEFINED};
use crate::lang::number;
use crate::lang::{Message, Tell};
use crate::statistics::{Defined, Description, Estimate, Interval, Test};

/// Something, or the reason why there is none.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Or<T> {
    /// It.
    There(T),
    /// Why not.
    Undefined {
        /// In English.
        undefined: Message,
    },
}

impl<T, E: Tell> From<Result<T, E>> for Or<T> {
    fn from(found: Result<T, E>) -> Self {
        match found {
            Ok(found) => Self::There(found),
            Err(why) => Self::Undefined { undefined: why.message() },
        }
    }
}

/// A number that may be infinite.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number(pub(super) f64);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            f64::INFINITY => to.serialize_str("inf"),
            f64::NEG_INFINITY => to.serialize_str("-inf"),
            value => to.serialize_f64(value),
        }
    }
}

/// A measure with its interval.
#[derive(Debug, Serialize)]
pub(super) struct Measure {
    value: Number,
    ci: Option<[Number; 2]>,
}

impl From<Estimate> for Measure {
    fn from(estimate: Estimate) -> Self {
        let ends = |ci: Interval| [Number(ci.low), Number(ci.high)];
        Self { value: Number(estimate.value), ci: estimate.ci.map(ends) }
    }
}

/// A statistic with its p.
#[derive(Debug, Serialize)]
pub(super) struct Tested {
    statistic: f64,
    df: u64,
    p: f64,
}

impl From<Test> for Tested {
    fn from(Test { statistic, df, p }: Test) -> Self {
        Self { statistic, df, p }
    }
}

/// A p alone.
#[derive(Debug, Serialize)]
pub(super) struct P {
    pub(super) p: f64,
}

/// What numbers are like.
#[derive(Debug, Serialize)]
pub(super) struct Described {
    n: usize,
    mean: Figure,
    sd: Figure,
    median: Figure,
    q1: Figure,
    q3: Figure,
    min: Figure,
    max: Figure,
}

impl From<&Description> for Described {
    fn from(of: &Description) -> Self {
        Self {
            n: of.n,
            mean: of.mean.into(),
            sd: of.sd.into(),
            median: of.median.into(),
            q1: of.q1.into(),
            q3: of.q3.into(),
            min: of.min.into(),
            max: of.max.into(),
        }
    }
}

/// A measure as it goes out.
pub(super) fn measure(found: Defined<Estimate>) -> Or<Measure> {
    found.map(Measure::from).into()
}

/// A test as it goes out.
pub(super) fn tested(found: Defined<Test>) -> Or<Tested> {
    found.map(Tested::from).into()
}

/// A p as it is printed.
pub(super) fn written_p(p: Defined) -> String {
    p.map_or_else(|_| UNDEFINED.to_owned(), number::p)
}

/// A measure with its interval as it is printed.
pub(super) fn written(found: Defined<Estimate>, number: impl Fn(f64) -> String) -> String {
    match found {
        Ok(Estimate { value, ci: None }) => number(value),
        Ok(Estimate { value, ci: Some(ci) }) => {
            format!("{} ({} to {})", number(value), number(ci.low), number(ci.high))
        }
        Err(_) => UNDEFINED.to_owned(),
    }
}
