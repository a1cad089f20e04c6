//! Rows as dots, those that are alike near each other. Never says what its directions mean, since they mean nothing.

use super::rows::{EDGE, LABEL, WIDTH, head, sentences};
use super::{Anchor, Axis, Figure, Ink, Paint, Pen, Point, Shape, Table, Words, letters};

const HEIGHT: f32 = 560.0;
const AIR: f32 = 60.0;
const DOT: f32 = 4.0;

/// Places of points in a room of this size whose upper left is 0, 0, on one scale for both directions.
pub fn places(points: &[[f64; 2]], [width, height]: [f32; 2]) -> Vec<Point> {
    let ends = |at: usize| {
        let all = points.iter().map(|point| point[at]);
        all.fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], x| [low.min(x), high.max(x)])
    };
    let (across, up) = (ends(0), ends(1));
    let span = |[low, high]: [f64; 2]| (high - low).max(1e-12);
    let room = [f64::from(width - 2.0 * AIR), f64::from(height - 2.0 * AIR)];
    let scale = (room[0] / span(across)).min(room[1] / span(up));
    let middle = |[low, high]: [f64; 2]| f64::midpoint(low, high);
    let scale = if scale.is_finite() && scale < 1e9 { scale } else { 0.0 };
    let place = |[x, y]: &[f64; 2]| {
        let right = (x - middle(across)) * scale;
        let down = -(y - middle(up)) * scale;
        [width / 2.0 + right as f32, height / 2.0 + down as f32]
    };
    points.iter().map(place).collect()
}

/// Dots with their names; a name that would run into another is left to the numbers.
pub fn drawn(names: &[String], points: &[[f64; 2]], size: [f32; 2]) -> Vec<Shape> {
    let places = places(points, size);
    let mut shapes: Vec<Shape> = Vec::new();
    let quiet = Pen { paint: Paint { ink: Ink::Line, share: 0.6 }, ..Pen::new(Ink::Line, 0.75) };
    let [width, height] = size;
    shapes.push(Shape::line([width / 2.0, 8.0], [width / 2.0, height - 8.0], quiet));
    shapes.push(Shape::line([8.0, height / 2.0], [width - 8.0, height / 2.0], quiet));
    let mut taken: Vec<[f32; 4]> = Vec::new();
    for (place, name) in places.iter().zip(names) {
        shapes.push(Shape::Dot { at: *place, radius: DOT, fill: Ink::Accent.into() });
        let words = letters::cut(name, LABEL, false, 150.0);
        let wide = letters::width(&words, LABEL, false);
        let right = place[0] + DOT + 4.0 + wide <= width;
        let left = if right { place[0] + DOT + 4.0 } else { place[0] - DOT - 4.0 - wide };
        let room = [left, place[1] - LABEL, left + wide, place[1] + 4.0];
        let free = |other: &[f32; 4]| {
            room[2] < other[0] || other[2] < room[0] || room[3] < other[1] || other[3] < room[1]
        };
        if left >= 0.0 && taken.iter().all(free) {
            taken.push(room);
            let at = [left, place[1] + LABEL * letters::CAPITAL / 2.0];
            shapes.push(Shape::text(at, Anchor::Start, &words, LABEL, Ink::Text));
        }
    }
    shapes
}

/// Lays a map out.
pub fn figure(names: &[String], points: &[[f64; 2]], words: &Words<'_>) -> Figure {
    let mut shapes = Vec::new();
    let top = head(words, &mut shapes);
    let drawn = drawn(names, points, [WIDTH - 2.0 * EDGE, HEIGHT]);
    shapes.extend(drawn.into_iter().map(|shape| shape.moved([EDGE, top])));
    let end = sentences(&words.notes, top + HEIGHT + 12.0, &mut shapes);
    let row = |(name, [x, y]): (&String, &[f64; 2])| (name.clone(), vec![Some(*x), Some(*y)]);
    let header = [&words.heads[0], &words.ends[0], &words.ends[1]].map(Clone::clone).to_vec();
    let table = Table { header, rows: names.iter().zip(points).map(row).collect() };
    let alternative = (words.alternative)(&table.summary());
    let far = points.iter().flatten().fold(0.0, |far: f64, x| far.max(x.abs()));
    let axis = Axis::from_zero(&words.axis, far, 2, words.number);
    Figure { title: words.title.clone(), size: [WIDTH, end], shapes, axis, alternative, table }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::words_of_a_test;

    #[test]
    fn distances_are_on_one_scale_and_all_dots_in_the_room() {
        let points = [[0.0, 0.0], [4.0, 0.0], [0.0, 1.0]];
        let places = places(&points, [520.0, 400.0]);
        let apart = |a: usize, b: usize| {
            let [a, b]: [Point; 2] = [places[a], places[b]];
            (a[0] - b[0]).hypot(a[1] - b[1])
        };
        assert!((apart(0, 1) - 4.0 * apart(0, 2)).abs() < 1e-3, "{places:?}");
        assert_eq!(apart(0, 1), 400.0);
        assert!(places[2][1] < places[0][1], "up is up");
    }

    #[test]
    fn rows_that_are_all_alike_lie_on_each_other() {
        for points in [vec![], vec![[0.0, 0.0]], vec![[2.0, 2.0]; 3]] {
            let names: Vec<String> = points.iter().map(|_| "P".to_owned()).collect();
            let figure = figure(&names, &points, &words_of_a_test());
            assert_eq!(figure.table.rows.len(), points.len());
            assert!(places(&points, [100.0, 100.0]).iter().flatten().all(|place| place.is_finite()));
        }
    }
}
