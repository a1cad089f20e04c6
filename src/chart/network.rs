//! Codes on a ring, with lines between those that stand together, the thicker the more often. Never counts, and never moves
//! a code nearer to another: places on the ring mean nothing.

use super::rows::{EDGE, LABEL, LINE, WIDTH, head, sentences};
use super::{Anchor, Axis, Figure, Ink, Paint, Pen, Point, Shape, Table, Words, letters, of_code};
use crate::model::Colour;

/// A code.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    pub name: String,
    pub colour: Colour,
    /// What its size is by: its passages.
    pub weight: f64,
}

/// Two codes that stand together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// By their numbers.
    pub ends: [usize; 2],
    /// What its width is by.
    pub weight: f64,
}

/// What is drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Network {
    pub nodes: Vec<Node>,
    pub links: Vec<Link>,
}

/// Radius of the least and the greatest circle, less what each has at least.
const CIRCLE: [f32; 2] = [5.0, 14.0];
/// The least and the greatest width of a line.
const WIDE: [f32; 2] = [1.0, 8.0];
/// So many names stand round the ring; more of them in lists at both sides.
const ROUND: usize = 16;
/// Room for names at both sides.
const NAMES: f32 = 150.0;
const BELOW: f32 = 28.0;
const HEIGHT: f32 = 560.0;

/// Where the ring lies in a room of this size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ring {
    middle: Point,
    radius: f32,
    nodes: usize,
}

impl Ring {
    /// Of so many nodes in a room whose upper left is 0, 0.
    pub fn new([width, height]: [f32; 2], nodes: usize) -> Self {
        let radius = ((width - 2.0 * NAMES) / 2.0).min(height / 2.0 - BELOW - CIRCLE[1]).max(40.0);
        Self { middle: [width / 2.0, height / 2.0], radius, nodes }
    }

    /// Rightwards and downwards of a node's place, from 1 to −1.
    fn way(&self, node: usize) -> Point {
        let turn = std::f32::consts::TAU * node as f32 / self.nodes.max(1) as f32;
        [turn.sin(), -turn.cos()]
    }

    /// The middle of a node: the first one at the top, the others clockwise.
    pub fn place(&self, node: usize) -> Point {
        let [x, y] = self.way(node);
        [self.middle[0] + self.radius * x, self.middle[1] + self.radius * y]
    }

    /// The link that a point lies on, of those that are nearest to it.
    pub fn link_at(&self, network: &Network, point: Point) -> Option<[usize; 2]> {
        const NEAR: f32 = 6.0;
        let far = |link: &Link| {
            let [from, to] = link.ends.map(|node| self.place(node));
            away(point, from, to)
        };
        let all = network.links.iter().map(|link| (link.ends, far(link)));
        let nearest = all.min_by(|a, b| a.1.total_cmp(&b.1));
        nearest.filter(|(_, far)| *far <= NEAR).map(|(ends, _)| ends)
    }
}

/// How far a point is from a line between two others.
fn away(point: Point, from: Point, to: Point) -> f32 {
    let along = [to[0] - from[0], to[1] - from[1]];
    let own = [point[0] - from[0], point[1] - from[1]];
    let long = along[0] * along[0] + along[1] * along[1];
    let share =
        if long > 0.0 { ((own[0] * along[0] + own[1] * along[1]) / long).clamp(0.0, 1.0) } else { 0.0 };
    (own[0] - along[0] * share).hypot(own[1] - along[1] * share)
}

fn most(all: impl Iterator<Item = f64>) -> f64 {
    all.fold(0.0, f64::max)
}

/// Draws it into a room of this size whose upper left is 0, 0; the link between these two stands out.
pub fn drawn(network: &Network, size: [f32; 2], chosen: Option<[usize; 2]>) -> Vec<Shape> {
    let ring = Ring::new(size, network.nodes.len());
    let mut shapes = Vec::new();
    let heaviest = most(network.links.iter().map(|link| link.weight));
    let mut links: Vec<&Link> = network.links.iter().collect();
    links.sort_by(|a, b| a.weight.total_cmp(&b.weight));
    for link in links {
        let [from, to] = link.ends.map(|node| ring.place(node));
        let is_chosen = chosen == Some(link.ends);
        let paint = match is_chosen {
            true => Ink::Accent.into(),
            false => Paint { ink: Ink::Muted, share: 0.45 },
        };
        let pen = Pen { paint, ..Pen::new(Ink::Muted, wide(link.weight, heaviest)) };
        shapes.push(Shape::line(from, to, pen));
    }
    let largest = most(network.nodes.iter().map(|node| node.weight));
    for (at, node) in network.nodes.iter().enumerate() {
        let share = if largest > 0.0 { (node.weight / largest).max(0.0).sqrt() as f32 } else { 0.0 };
        let radius = CIRCLE[0] + CIRCLE[1] * share;
        shapes.push(Shape::Dot { at: ring.place(at), radius: radius + 1.5, fill: Ink::Ground.into() });
        shapes.push(Shape::Dot { at: ring.place(at), radius, fill: of_code(node.colour) });
    }
    if network.nodes.len() <= ROUND {
        names_round(network, &ring, &mut shapes);
    } else {
        names_beside(network, &ring, size, &mut shapes);
    }
    shapes
}

fn wide(weight: f64, heaviest: f64) -> f32 {
    let share = if heaviest > 0.0 { (weight / heaviest).clamp(0.0, 1.0) as f32 } else { 0.0 };
    WIDE[0] + (WIDE[1] - WIDE[0]) * share
}

/// Each name outside of its circle.
fn names_round(network: &Network, ring: &Ring, shapes: &mut Vec<Shape>) {
    for (at, node) in network.nodes.iter().enumerate() {
        let ([x, y], [across, down]) = (ring.place(at), ring.way(at));
        let out = CIRCLE[0] + CIRCLE[1] + 5.0;
        let base = LABEL * letters::CAPITAL / 2.0;
        let (anchor, place) = match across {
            across if across.abs() > 0.35 => {
                let anchor = if across > 0.0 { Anchor::Start } else { Anchor::End };
                (anchor, [x + out * across.signum(), y + base + 6.0 * down])
            }
            _ => (Anchor::Middle, [x, y + base + (out + 6.0) * down.signum()]),
        };
        shapes.push(Shape::within(NAMES - 30.0, place, anchor, &node.name, LABEL, Ink::Text));
    }
}

/// Names in lists at both sides, each with a thin line to its circle, where they would run into each other round the ring.
fn names_beside(network: &Network, ring: &Ring, [width, height]: [f32; 2], shapes: &mut Vec<Shape>) {
    let is_right = |at: &usize| ring.way(*at)[0] >= 0.0;
    let (right, left): (Vec<usize>, Vec<usize>) = (0..network.nodes.len()).partition(is_right);
    for (mut side, anchor, x) in
        [(right, Anchor::Start, width - NAMES + 16.0), (left, Anchor::End, NAMES - 16.0)]
    {
        side.sort_by(|a, b| ring.place(*a)[1].total_cmp(&ring.place(*b)[1]));
        let step = (height / side.len().max(1) as f32).min(LINE);
        let top = (height - step * side.len() as f32) / 2.0;
        for (line, &at) in side.iter().enumerate() {
            let y = top + step * (line as f32 + 0.5);
            let gap = if anchor == Anchor::Start { -4.0 } else { 4.0 };
            let pen = Pen { paint: Paint { ink: Ink::Line, share: 0.8 }, ..Pen::new(Ink::Line, 0.75) };
            shapes.push(Shape::line(ring.place(at), [x + gap, y], pen));
            let size = if step < 14.0 { 10.0 } else { LABEL };
            let place = [x, y + size * letters::CAPITAL / 2.0];
            let name = &network.nodes[at].name;
            shapes.push(Shape::within(NAMES - 22.0, place, anchor, name, size, Ink::Text));
        }
    }
}

/// What the widths of lines mean.
fn scale(axis: &Axis, y: f32, shapes: &mut Vec<Shape>) -> f32 {
    shapes.push(Shape::text([EDGE, y + 4.0], Anchor::Start, &axis.name, LABEL, Ink::Muted));
    let mut x = EDGE + letters::width(&axis.name, LABEL, false) + 20.0;
    for (at, written) in axis.ticks.iter().skip(1) {
        let paint = Paint { ink: Ink::Muted, share: 0.45 };
        let pen = Pen { paint, ..Pen::new(Ink::Muted, wide(*at, axis.high)) };
        shapes.push(Shape::line([x, y], [x + 28.0, y], pen));
        shapes.push(Shape::text([x + 34.0, y + 4.0], Anchor::Start, written, LABEL, Ink::Muted));
        x += 34.0 + letters::width(written, LABEL, false) + 18.0;
    }
    y + LINE
}

/// Lays a network out. The axis of the words is what a line counts.
pub fn figure(network: &Network, words: &Words<'_>) -> Figure {
    let mut shapes = Vec::new();
    let y = head(words, &mut shapes) + 4.0;
    let heaviest = most(network.links.iter().map(|link| link.weight));
    let axis = Axis::from_zero(&words.axis, heaviest, 3, words.number);
    let top = scale(&axis, y, &mut shapes);
    let size = [WIDTH - 2.0 * EDGE, HEIGHT];
    shapes.extend(drawn(network, size, None).into_iter().map(|shape| shape.moved([EDGE, top])));
    let end = sentences(&words.notes, top + HEIGHT + 12.0, &mut shapes);
    let name = |node: usize| network.nodes.get(node).map_or("", |node| node.name.as_str());
    let row = |link: &Link| {
        let [first, second] = link.ends.map(name);
        (format!("{first} × {second}"), vec![Some(link.weight)])
    };
    let header = [&words.heads[0], &words.heads[1]].map(Clone::clone).to_vec();
    let table = Table { header, rows: network.links.iter().map(row).collect() };
    let alternative = (words.alternative)(&table.summary());
    Figure { title: words.title.clone(), size: [WIDTH, end], shapes, axis, alternative, table }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::words_of_a_test;

    fn made(nodes: usize, links: &[([usize; 2], f64)]) -> Network {
        let node = |at: usize| Node {
            name: format!("Theme / a rather long name {at}"),
            colour: Colour([at as u8, 0, 0]),
            weight: at as f64,
        };
        let links = links.iter().map(|&(ends, weight)| Link { ends, weight }).collect();
        Network { nodes: (0..nodes).map(node).collect(), links }
    }

    #[test]
    fn every_code_and_line_is_in_the_picture_and_in_its_room() {
        for nodes in [0, 1, 2, 10, 16, 17, 60] {
            let links: Vec<_> = (1..nodes).map(|at| ([0, at], at as f64)).collect();
            let figure = figure(&made(nodes, &links), &words_of_a_test());
            assert_eq!(figure.table.rows.len(), links.len());
            let [width, height] = figure.size;
            let mut dots = 0;
            for shape in &figure.shapes {
                let ends: Vec<Point> = match shape {
                    Shape::Dot { at, .. } => {
                        dots += 1;
                        vec![*at]
                    }
                    Shape::Line { through, .. } => through.clone(),
                    Shape::Text(text) => {
                        let wide = letters::width(&text.words, text.size, text.strong);
                        let left = match text.anchor {
                            Anchor::Start => text.at[0],
                            Anchor::Middle => text.at[0] - wide / 2.0,
                            Anchor::End => text.at[0] - wide,
                        };
                        vec![[left, text.at[1]], [left + wide, text.at[1]]]
                    }
                    Shape::Box { min, max, .. } => vec![*min, *max],
                    Shape::Area { between, .. } => between.iter().flatten().copied().collect(),
                };
                let inside = |[x, y]: &Point| (0.0..=width).contains(x) && (0.0..=height).contains(y);
                assert!(ends.iter().all(inside), "{nodes}: {shape:?}");
            }
            assert_eq!(dots, 2 * nodes);
        }
    }

    #[test]
    fn the_line_under_a_point_is_found() {
        let network = made(4, &[([0, 2], 3.0), ([1, 3], 1.0)]);
        let ring = Ring::new([600.0, 500.0], 4);
        let [top, right] = [ring.place(0), ring.place(1)];
        assert_eq!([top[0], right[1]], [300.0, 250.0]);
        assert_eq!(ring.link_at(&network, [302.0, 150.0]), Some([0, 2]));
        assert_eq!(ring.link_at(&network, [200.0, 253.0]), Some([1, 3]));
        assert_eq!(ring.link_at(&network, [200.0, 150.0]), None);
    }

    #[test]
    fn the_more_the_thicker() {
        assert_eq!([wide(0.0, 4.0), wide(4.0, 4.0), wide(1.0, 0.0)], [1.0, 8.0, 1.0]);
        assert!(wide(2.0, 4.0) > wide(1.0, 4.0));
    }
}
