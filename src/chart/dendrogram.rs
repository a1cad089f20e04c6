//! How rows group together, as a tree: names at the left, branches that meet at the distance at which their groups are
//! merged. Never groups anything, and never says how many groups there are.

use super::rows::{EDGE, LABEL, LINE, WIDTH, head, sentences};
use super::{Anchor, Axis, Figure, Ink, Pen, Point, Shape, Table, Words, letters};
use crate::analysis::matrix::Tree;

/// Where branches begin and end.
const PLOT: [f32; 2] = [280.0, WIDTH - EDGE - 12.0];
/// Heights of a row: of a few rows, and of many.
const ROW: [f32; 2] = [20.0, 13.0];
const FEW: usize = 60;

/// Height of a row of a tree of so many.
pub fn row(rows: usize) -> f32 {
    if rows <= FEW { ROW[0] } else { ROW[1] }
}

/// The distances at which groups are merged.
pub fn axis(name: &str, tree: &Tree, written: &dyn Fn(f64) -> String) -> Axis {
    let highest = tree.merges.iter().fold(0.0, |most: f64, merge| most.max(merge.height));
    Axis::from_zero(name, highest, 5, written)
}

/// The branches in a room whose upper left is 0, 0, rows of this height in the order of the tree.
pub fn branches(tree: &Tree, axis: &Axis, width: f32, row: f32) -> Vec<Shape> {
    let order = tree.order();
    // Where each row and each group stands: from where its branch goes on.
    let mut places: Vec<Point> = vec![[0.0; 2]; order.len()];
    for (at, &leaf) in order.iter().enumerate() {
        places[leaf] = [0.0, row * (at as f32 + 0.5)];
    }
    let mut shapes = Vec::new();
    for merge in &tree.merges {
        let x = axis.x([0.0, width], merge.height);
        let [a, b] = [places[merge.a], places[merge.b]];
        let through = vec![a, [x, a[1]], [x, b[1]], b];
        shapes.push(Shape::Line { through, pen: Pen::new(Ink::Accent, 1.5) });
        places.push([x, f32::midpoint(a[1], b[1])]);
    }
    shapes
}

/// Lays a tree out; names are by row.
pub fn figure(names: &[String], tree: &Tree, words: &Words<'_>) -> Figure {
    let mut shapes = Vec::new();
    let y = head(words, &mut shapes) + 8.0;
    let axis = axis(&words.axis, tree, words.number);
    let [left, right] = PLOT;
    shapes.push(Shape::within(right - left, [left, y], Anchor::Start, &axis.name, LABEL, Ink::Muted));
    shapes.extend(axis.head(PLOT, y + LINE));
    let (top, high) = (y + LINE + 8.0, row(names.len()));
    let bottom = top + high * names.len() as f32;
    for (at, _) in &axis.ticks {
        let x = axis.x(PLOT, *at);
        shapes.push(Shape::line([x, top], [x, bottom], Pen::new(Ink::Line, 0.75)));
    }
    let size = if high < ROW[0] { 10.0 } else { LABEL };
    for (at, &leaf) in tree.order().iter().enumerate() {
        let base = top + high * (at as f32 + 0.5) + size * letters::CAPITAL / 2.0;
        let name = names.get(leaf).map_or("", String::as_str);
        shapes.push(Shape::within(
            left - EDGE - 10.0,
            [left - 8.0, base],
            Anchor::End,
            name,
            size,
            Ink::Text,
        ));
    }
    let drawn = branches(tree, &axis, right - left, high);
    shapes.extend(drawn.into_iter().map(|shape| shape.moved([left, top])));
    let end = sentences(&words.notes, bottom + 24.0, &mut shapes);
    let table = table(names, tree, words);
    let alternative = (words.alternative)(&table.summary());
    Figure { title: words.title.clone(), size: [WIDTH, end], shapes, axis, alternative, table }
}

/// Each merger: what is merged, and how far it was apart.
fn table(names: &[String], tree: &Tree, words: &Words<'_>) -> Table {
    let name = |at: usize| names.get(at).cloned().unwrap_or_else(|| format!("#{}", at + 1 - names.len()));
    let row = |(at, merge): (usize, &crate::analysis::matrix::Merge)| {
        (format!("#{}: {} + {}", at + 1, name(merge.a), name(merge.b)), vec![Some(merge.height)])
    };
    let header = [&words.heads[0], &words.heads[1]].map(Clone::clone).to_vec();
    Table { header, rows: tree.merges.iter().enumerate().map(row).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::matrix::{Linkage, cluster};
    use crate::chart::words_of_a_test;

    fn names(of: usize) -> Vec<String> {
        (0..of).map(|at| format!("row {at}")).collect()
    }

    #[test]
    fn branches_meet_at_the_distance_of_their_merger_and_never_cross() {
        // 0 and 2 are near each other, 1 is far from both.
        let tree = cluster(&[0.9, 0.2, 0.8], 3, Linkage::Single);
        let axis = axis("", &tree, &|n| n.to_string());
        let shapes = branches(&tree, &axis, 100.0, 10.0);
        let through = |shape: &Shape| match shape {
            Shape::Line { through, .. } => through.clone(),
            Shape::Box { .. } | Shape::Dot { .. } | Shape::Area { .. } | Shape::Text(_) => Vec::new(),
        };
        let [first, second] = [through(&shapes[0]), through(&shapes[1])];
        assert_eq!(first, [[0.0, 5.0], [25.0, 5.0], [25.0, 15.0], [0.0, 15.0]]);
        assert_eq!(second, [[25.0, 10.0], [100.0, 10.0], [100.0, 25.0], [0.0, 25.0]]);
    }

    #[test]
    fn every_merger_is_in_the_table() {
        for rows in [0_usize, 1, 2, 90] {
            let distances: Vec<f64> =
                (0..rows * rows.saturating_sub(1) / 2).map(|n| (n % 7) as f64).collect();
            let tree = cluster(&distances, rows, Linkage::Average);
            let figure = figure(&names(rows), &tree, &words_of_a_test());
            assert_eq!(figure.table.rows.len(), rows.saturating_sub(1));
            assert!(figure.size[1] >= row(rows) * rows as f32);
        }
    }
}
