//! Agreement transcript by transcript, as small plots of one kind: where coders differ more than elsewhere. Never counts.

use super::rows::{BODY, EDGE, LABEL, WIDTH, head, sentences};
use super::{Anchor, Axis, Figure, Ink, Pen, Point, Shape, Table, Words, forest, letters, of_code};
use crate::agreement::{Alone, Score, Study, Watch};
use crate::model::{Colour, Project, TranscriptId};

/// One transcript.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    pub transcript: TranscriptId,
    pub title: String,
    pub units: u64,
    /// The coefficient over all codes; none where it does not apply to all of them.
    pub pooled: Option<Score>,
    /// That of each code, in the order of the answer.
    pub codes: Vec<(Colour, Option<Score>)>,
}

/// Width of a card.
pub const CARD: f32 = 196.0;
/// Between cards.
pub const GAP: f32 = 12.0;
const TITLE: f32 = 44.0;
/// Height of the strip of a code.
const STRIP: f32 = 9.0;
/// Free room left and right of the dots.
const INNER: [f32; 2] = [16.0, 12.0];

/// Each transcript alone, by title; nothing when it was stopped.
pub fn cards(project: &Project, study: &Study, figure: &str, watch: &dyn Watch) -> Option<Vec<Card>> {
    let colour = |at: usize| {
        let code = study.codes().get(at).and_then(|&code| project.codebook().get(code))?;
        Some(code.colour)
    };
    let card = |alone: Alone| {
        let codes = alone.codes.into_iter().enumerate();
        Some(Card {
            transcript: alone.transcript,
            title: project.transcript(alone.transcript)?.title().to_owned(),
            units: alone.units,
            pooled: alone.overall,
            codes: codes.filter_map(|(at, score)| Some((colour(at)?, score))).collect(),
        })
    };
    Some(study.by_transcript(figure, watch)?.into_iter().filter_map(card).collect())
}

/// Height of a card with so many codes.
pub fn height(codes: usize) -> f32 {
    TITLE + STRIP * codes as f32 + 10.0
}

/// One axis for all cards.
pub fn axis(name: &str, cards: &[Card], written: &dyn Fn(f64) -> String) -> Axis {
    let values = cards.iter().flat_map(|card| &card.codes).filter_map(|(_, score)| (*score)?.ok());
    forest::axis(name, values.fold(0.0, f64::min), written)
}

/// What stands on a card whose upper left is 0, 0: title, coefficient and units as they are written, and under them a
/// strip a code.
pub fn card(axis: &Axis, card: &Card, pooled: &str, units: &str) -> Vec<Shape> {
    let title = letters::cut(&card.title, BODY, true, CARD - 70.0);
    let mut shapes = vec![
        Shape::text([12.0, 21.0], Anchor::Start, &title, BODY, Ink::Text).strong(),
        Shape::text([CARD - 12.0, 21.0], Anchor::End, pooled, BODY, Ink::Muted),
        Shape::within(CARD - 24.0, [12.0, 38.0], Anchor::Start, units, 11.0, Ink::Muted),
    ];
    let room = [INNER[0], CARD - INNER[1]];
    shapes.extend(axis.across(room, [TITLE, TITLE + STRIP * card.codes.len() as f32]));
    for (at, (colour, score)) in card.codes.iter().enumerate() {
        if let Some(Ok(value)) = score {
            let at = [axis.x(room, *value), TITLE + STRIP * (at as f32 + 0.5)];
            shapes.push(Shape::Dot { at, radius: 3.0, fill: of_code(*colour) });
        }
    }
    shapes
}

/// All cards, with the codes that their strips are of. `units` says how many units there are.
pub fn figure(codes: &[String], cards: &[Card], units: &dyn Fn(u64) -> String, words: &Words<'_>) -> Figure {
    let mut shapes = Vec::new();
    let top = head(words, &mut shapes);
    let axis = axis(&words.axis, cards, words.number);
    shapes.push(Shape::within(WIDTH / 2.0, [EDGE, top + 4.0], Anchor::Start, &axis.name, LABEL, Ink::Muted));
    let height = height(cards.first().map_or(0, |card| card.codes.len()));
    let across = ((WIDTH - 2.0 * EDGE + GAP) / (CARD + GAP)).floor().max(1.0) as usize;
    // The numbers of the axis stand over the first card of each column.
    let columns = across.min(cards.len());
    let corner = |at: usize| -> Point {
        let (column, row) = (at % across, at / across);
        [EDGE + (CARD + GAP) * column as f32, top + 32.0 + (height + GAP) * row as f32]
    };
    for at in 0..columns {
        let [left, _] = corner(at);
        shapes.extend(axis.head([left + INNER[0], left + CARD - INNER[1]], top + 24.0));
    }
    for (at, of) in cards.iter().enumerate() {
        let [left, top] = corner(at);
        let (right, bottom) = (left + CARD, top + height);
        let frame = vec![[left, top], [right, top], [right, bottom], [left, bottom], [left, top]];
        shapes.push(Shape::Line { through: frame, pen: Pen::new(Ink::Line, 1.0) });
        let pooled = match of.pooled {
            Some(Ok(value)) => (words.number)(value),
            Some(Err(_)) | None => "–".to_owned(),
        };
        shapes.extend(card(&axis, of, &pooled, &units(of.units)).into_iter().map(|s| s.moved([left, top])));
    }
    let down = cards.len().div_ceil(across) as f32;
    let end = sentences(&words.notes, top + 32.0 + (height + GAP) * down + 16.0, &mut shapes);
    let numbers = |card: &Card| {
        let all = std::iter::once(card.pooled).chain(card.codes.iter().map(|(_, score)| *score));
        (card.title.clone(), all.map(|score| score.and_then(Result::ok)).collect())
    };
    let [of_names, of_numbers, _] = &words.heads;
    let header = [of_names, of_numbers].into_iter().chain(codes).cloned().collect();
    let table = Table { header, rows: cards.iter().map(numbers).collect() };
    let alternative = (words.alternative)(&table.summary());
    Figure { title: words.title.clone(), size: [WIDTH, end], shapes, axis, alternative, table }
}
