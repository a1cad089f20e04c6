//! Plain bars from 0 to both sides, a line each: words by how often they are said, or by how much they mark a group. Never
//! counts.

use super::rows::{self, Row};
use super::{Axis, Figure, Ink, Paint, Shape, Words};
use crate::lang::Message;

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    pub name: String,
    /// To the right, or below 0 to the left; or why there is none.
    pub length: Result<f64, Message>,
    /// As it is written, where that says more than the number.
    pub written: Option<String>,
}

/// An axis that holds all bars: from 0, or as far to both sides where some go to the left.
pub fn axis(name: &str, bars: &[Bar], written: &dyn Fn(f64) -> String) -> Axis {
    let lengths = || bars.iter().filter_map(|bar| bar.length.as_ref().ok());
    let far = lengths().fold(0.0, |far: f64, length| far.max(length.abs()));
    let axis = Axis::from_zero(name, far, 5, written);
    if lengths().all(|length| *length >= 0.0) {
        return axis;
    }
    let left = axis.ticks.iter().skip(1).rev().map(|(at, _)| (-at, written(-at)));
    let ticks = left.chain(axis.ticks.iter().cloned()).collect();
    Axis { low: -axis.high, ticks, ..axis }
}

/// The bars in their order.
pub fn figure(bars: Vec<Bar>, words: &Words<'_>) -> Figure {
    let axis = axis(&words.axis, &bars, words.number);
    let row = |bar: Bar| Row {
        name: bar.name,
        depth: 0,
        strong: false,
        colour: None,
        number: bar.length,
        interval: None,
        written: bar.written,
    };
    let rows: Vec<Row> = bars.into_iter().map(row).collect();
    rows::figure(words, axis.clone(), &rows, |_, length, size| vec![mark(&axis, size, length)])
}

fn mark(axis: &Axis, [width, height]: [f32; 2], length: f64) -> Shape {
    let [zero, end] = [0.0, length].map(|at| axis.x([0.0, width], at));
    // Nothing is seen as a hairline.
    let (from, to) = if end < zero { (end, zero) } else { (zero, end.max(zero + 1.0)) };
    let fill = Paint { ink: Ink::Accent, share: 0.75 };
    let middle = height / 2.0;
    Shape::Box { min: [from, middle - 5.0], max: [to, middle + 5.0], corner: 2.0, fill }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bars(lengths: &[f64]) -> Vec<Bar> {
        lengths
            .iter()
            .map(|&length| Bar { name: "a".to_owned(), length: Ok(length), written: None })
            .collect()
    }

    #[test]
    fn bars_go_to_both_sides_of_0_where_some_are_below_it() {
        let axis = |lengths: &[f64]| axis("", &bars(lengths), &|n| n.to_string());
        assert_eq!((axis(&[3.0, 9.0]).low, axis(&[3.0, 9.0]).high), (0.0, 10.0));
        let both = axis(&[3.0, -9.0]);
        assert_eq!((both.low, both.high), (-10.0, 10.0));
        assert!(both.ticks.windows(2).all(|two| two[0].0 < two[1].0), "{:?}", both.ticks);
        let ends = |length| match mark(&both, [100.0, 20.0], length) {
            Shape::Box { min, max, .. } => [min[0], max[0]],
            Shape::Dot { .. } | Shape::Line { .. } | Shape::Area { .. } | Shape::Text(_) => [0.0; 2],
        };
        assert_eq!([ends(-5.0), ends(10.0), ends(0.0)], [[25.0, 50.0], [50.0, 100.0], [50.0, 51.0]]);
    }
}
