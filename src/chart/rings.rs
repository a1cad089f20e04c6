//! Themes as rings round a middle, their codes as the pieces of a ring, each filled from the inside as far as participants have
//! it. Never counts; which ring is the inner one is the codebook's order.

use std::f32::consts::TAU;

use super::rows::{BODY, EDGE, LABEL, WIDTH, head, sentences};
use super::{Anchor, Axis, Figure, Ink, Paint, Pen, Point, Shape, Table, Words, letters};
use crate::lang::Message;
use crate::model::Colour;

/// A code.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    pub name: String,
    pub colour: Colour,
    /// The share of participants who have it, or why there is none.
    pub share: Result<f64, Message>,
    /// As it is written: "7 of 12".
    pub written: String,
}

/// A theme with its codes.
#[derive(Clone, Debug, PartialEq)]
pub struct Ring {
    pub name: String,
    pub pieces: Vec<Piece>,
}

/// Free room in the middle, of the whole radius.
const MIDDLE: f32 = 0.12;
/// Free room between rings and between pieces, in points.
const GAP: f32 = 2.0;
/// From one point of an arc to the next.
const STEP: f32 = TAU / 180.0;
const SIZE: f32 = 520.0;

/// Where rings lie in a square room.
#[derive(Clone, Copy, Debug)]
struct Place {
    middle: f32,
    rings: usize,
}

impl Place {
    /// The inner and the outer radius of a ring.
    fn radii(&self, ring: usize) -> [f32; 2] {
        let whole = self.middle - 6.0;
        let wide = whole * (1.0 - MIDDLE) / self.rings.max(1) as f32;
        let inner = whole * MIDDLE + wide * ring as f32;
        [inner, inner + wide - GAP]
    }

    /// At a turn (from the top, clockwise) and a radius.
    fn point(&self, turn: f32, radius: f32) -> Point {
        [self.middle + radius * turn.sin(), self.middle - radius * turn.cos()]
    }

    /// A piece of a ring between two turns and two radii.
    fn area(&self, turns: [f32; 2], radii: [f32; 2], fill: Paint) -> Shape {
        let steps = ((turns[1] - turns[0]) / STEP).ceil().max(1.0) as usize;
        let at = |step: usize| turns[0] + (turns[1] - turns[0]) * step as f32 / steps as f32;
        let between = (0..=steps).map(|step| radii.map(|radius| self.point(at(step), radius))).collect();
        Shape::Area { between, fill }
    }
}

/// Where a piece of so many begins and ends.
fn turns(piece: usize, pieces: usize, radius: f32) -> [f32; 2] {
    let each = TAU / pieces.max(1) as f32;
    let gap = if pieces > 1 { (GAP / radius.max(1.0)).min(each / 4.0) } else { 0.0 };
    [each * piece as f32 + gap / 2.0, each * (piece + 1) as f32 - gap / 2.0]
}

/// The rings in a square room of this size whose upper left is 0, 0, pieces numbered as in a list of all; one of them stands
/// out.
pub fn drawn(rings: &[Ring], size: f32, chosen: Option<[usize; 2]>) -> Vec<Shape> {
    let place = Place { middle: size / 2.0, rings: rings.len() };
    let mut shapes = Vec::new();
    let mut number = 0;
    for (at, ring) in rings.iter().enumerate() {
        let [inner, outer] = place.radii(at);
        for (piece, of) in ring.pieces.iter().enumerate() {
            number += 1;
            let turns = turns(piece, ring.pieces.len(), inner);
            let faint = Paint { ink: Ink::Code(of.colour), share: 0.14 };
            shapes.push(place.area(turns, [inner, outer], faint));
            let share = of.share.as_ref().copied().unwrap_or_default().clamp(0.0, 1.0) as f32;
            if share > 0.0 {
                let fill = Paint { ink: Ink::Code(of.colour), share: 0.85 };
                shapes.push(place.area(turns, [inner, inner + (outer - inner) * share], fill));
            }
            if chosen == Some([at, piece]) {
                let arc = |radius: f32| {
                    let steps = 24;
                    let at = move |step: usize| turns[0] + (turns[1] - turns[0]) * step as f32 / steps as f32;
                    (0..=steps).map(move |step| (at(step), radius))
                };
                let through = arc(inner)
                    .chain(arc(outer).collect::<Vec<_>>().into_iter().rev())
                    .chain(arc(inner).take(1));
                let through = through.map(|(turn, radius)| place.point(turn, radius)).collect();
                shapes.push(Shape::Line { through, pen: Pen::new(Ink::Text, 2.0) });
            }
            let turn = f32::midpoint(turns[0], turns[1]);
            let room = (turns[1] - turns[0]) * inner;
            if room > 14.0 && outer - inner > 16.0 {
                let [x, y] = place.point(turn, outer - 9.0);
                let at = [x, y + LABEL * letters::CAPITAL / 2.0];
                let ink = if share > 0.9 { Ink::Ground } else { Ink::Text };
                shapes.push(Shape::text(at, Anchor::Middle, &number.to_string(), 11.0, ink));
            }
        }
    }
    shapes
}

/// The ring and the piece under a point of a square room of this size.
pub fn under(rings: &[Ring], size: f32, point: Point) -> Option<[usize; 2]> {
    let place = Place { middle: size / 2.0, rings: rings.len() };
    let [x, y] = [point[0] - place.middle, place.middle - point[1]];
    let (radius, turn) = (x.hypot(y), x.atan2(y).rem_euclid(TAU));
    let ring = (0..rings.len()).find(|&ring| {
        let [inner, outer] = place.radii(ring);
        (inner..=outer).contains(&radius)
    })?;
    let pieces = rings[ring].pieces.len();
    let piece = (turn / TAU * pieces as f32).floor() as usize;
    (piece < pieces).then_some([ring, piece])
}

/// Lays rings out, with a list of their pieces.
pub fn figure(rings: &[Ring], words: &Words<'_>) -> Figure {
    let mut shapes = Vec::new();
    let top = head(words, &mut shapes);
    shapes.extend(drawn(rings, SIZE, None).into_iter().map(|shape| shape.moved([EDGE, top])));
    let left = EDGE + SIZE + 24.0;
    let (mut y, mut number) = (top + 12.0, 0);
    for ring in rings {
        let name = Shape::within(WIDTH - EDGE - left, [left, y], Anchor::Start, &ring.name, BODY, Ink::Text);
        shapes.push(name.strong());
        y += BODY + 5.0;
        for piece in &ring.pieces {
            number += 1;
            let words = format!("{number}  {}: {}", piece.name, piece.written);
            shapes.push(Shape::within(
                WIDTH - EDGE - left,
                [left, y],
                Anchor::Start,
                &words,
                LABEL,
                Ink::Text,
            ));
            y += LABEL + 4.0;
        }
        y += 6.0;
    }
    let end = sentences(&words.notes, y.max(top + SIZE) + 16.0, &mut shapes);
    let row = |ring: &Ring, piece: &Piece| {
        (format!("{} / {}", ring.name, piece.name), vec![piece.share.as_ref().ok().copied()])
    };
    let rows = rings.iter().flat_map(|ring| ring.pieces.iter().map(move |piece| row(ring, piece)));
    let table = Table { header: vec![words.heads[0].clone(), words.heads[1].clone()], rows: rows.collect() };
    let alternative = (words.alternative)(&table.summary());
    let axis = Axis::from_zero(&words.axis, 1.0, 5, words.number);
    Figure { title: words.title.clone(), size: [WIDTH, end], shapes, axis, alternative, table }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::words_of_a_test;

    fn ring(name: &str, shares: &[f64]) -> Ring {
        let piece = |(at, share): (usize, &f64)| Piece {
            name: format!("code {at}"),
            colour: Colour([at as u8, 0, 0]),
            share: Ok(*share),
            written: share.to_string(),
        };
        Ring { name: name.to_owned(), pieces: shares.iter().enumerate().map(piece).collect() }
    }

    #[test]
    fn each_piece_is_found_where_it_is_drawn() {
        let rings = [ring("inner", &[0.5, 1.0]), ring("outer", &[0.2, 0.0, 0.4, 1.0]), ring("none", &[])];
        let place = Place { middle: 200.0, rings: 3 };
        for (at, ring) in rings.iter().enumerate() {
            let [inner, outer] = place.radii(at);
            for piece in 0..ring.pieces.len() {
                let [from, to] = turns(piece, ring.pieces.len(), inner);
                let middle = place.point(f32::midpoint(from, to), f32::midpoint(inner, outer));
                assert_eq!(under(&rings, 400.0, middle), Some([at, piece]));
            }
        }
        assert_eq!(under(&rings, 400.0, [200.0, 200.0]), None, "the middle is free");
        assert_eq!(under(&rings, 400.0, [0.0, 0.0]), None);
    }

    #[test]
    fn every_share_is_in_the_table_and_all_in_the_picture() {
        for rings in [vec![], vec![ring("a", &[1.0])], vec![ring("a", &[0.5; 40]), ring("b", &[0.1; 7])]] {
            let pieces: usize = rings.iter().map(|ring| ring.pieces.len()).sum();
            let figure = figure(&rings, &words_of_a_test());
            assert_eq!(figure.table.rows.len(), pieces);
            let [width, height] = figure.size;
            for shape in &figure.shapes {
                let Shape::Area { between, .. } = shape else { continue };
                let inside = |[x, y]: &Point| (0.0..=width).contains(x) && (0.0..=height).contains(y);
                assert!(between.iter().flatten().all(inside));
            }
        }
    }
}
