//! Which codes stand together: on the same characters, the same passage, in the same turn, within some turns, in the same
//! transcript; and which code follows which. Never tests anything: turns and passages are not independent, so that they
//! have measures and no p.

mod measures;
mod meetings;
mod near;
mod overlap;
mod placed;
mod sequence;
mod sets;

use std::ops::Range;

pub use measures::Measures;
pub use meetings::{Meeting, followed, meetings};
pub use overlap::Overlap;
pub use placed::{Placed, Sheet};
pub use sequence::{Sequence, Step, follows};

use super::coded::Coded;
use super::{Asked, Basis, CodeRow, NoAnswer};
use crate::model::{Project, Transcript};

/// What two codes must share to stand together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Unit {
    /// A character.
    #[default]
    Overlap,
    /// A passage with the same start and end, as entered.
    Segment,
    /// A turn, of whoever speaks; a passage over two turns counts in each.
    Turn,
    /// A turn and one at most so many turns before or after it, in one transcript.
    Near(usize),
    /// A transcript.
    Transcript,
}

/// What a code has in all, and what each pair of codes has together.
#[derive(Clone, Debug, PartialEq)]
pub struct Relations {
    /// Characters, passages, turns or transcripts in all; none where turns need only be near, since nothing is a share of
    /// them.
    pub units: Option<u64>,
    /// By the number of the code.
    pub codes: Vec<Own>,
    /// Each pair once, the first code before the second, in their order.
    pub pairs: Vec<Pair>,
}

/// What one code has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// Characters in its passages, or units that it touches; of nearness turns.
    pub units: u64,
    /// Its passages, overlapping ones merged.
    pub segments: u64,
}

/// What two codes have together.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// By their numbers.
    pub codes: [usize; 2],
    /// Units that both touch; of overlap pairs of passages that share a character, of nearness pairs of turns.
    pub count: u64,
    /// What else there is at this unit.
    pub beside: Beside,
}

/// What stands beside the count of a pair.
#[derive(Clone, Debug, PartialEq)]
pub enum Beside {
    /// Of overlap: how they overlap, and the measures on characters.
    Overlap(Overlap, Measures),
    /// Of passages, turns and transcripts.
    Units(Measures),
    /// Of nearness: turns of the first code that have one of the second that near, and the other way round.
    Near([u64; 2]),
}

/// Counts every pair of so many codes in transcripts that are given as plain numbers.
///
/// ```text
///   A   ├────────┤  ├──┤           overlap: 2 pairs of passages, first overlapping 1, second overlapping 2
///   B     ├──┤├────┤               turn: as many turns as both touch
/// ```
pub fn relations(sheets: &[Sheet], codes: usize, unit: Unit) -> Relations {
    match unit {
        Unit::Overlap => overlap::relations(sheets, codes),
        Unit::Segment => sets::relations(sheets, codes, |sheet, sets| sheet.passages(sets)),
        Unit::Turn => sets::relations(sheets, codes, |sheet, sets| sheet.turns(sets)),
        Unit::Transcript => sets::relations(sheets, codes, |sheet, sets| sheet.whole(sets)),
        Unit::Near(within) => near::relations(sheets, codes, within),
    }
}

/// The pairs of codes of one layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Cooccurrence {
    pub basis: Basis,
    pub unit: Unit,
    /// In the codebook's order; codes that nobody used among them.
    pub codes: Vec<CodeRow>,
    pub relations: Relations,
}

/// Counts each pair of codes, or of themes.
///
/// # Errors
/// When there is no such layer, or there are no themes to look at.
pub fn cooccurrence(project: &Project, asked: Asked, unit: Unit) -> Result<Cooccurrence, NoAnswer> {
    let coded = Coded::new(project, asked)?;
    // Characters are counted; all other units only ask what touches what.
    let place = |transcript: &Transcript, byte: usize| match unit {
        Unit::Overlap => transcript.text().char_of(byte).0,
        Unit::Segment | Unit::Turn | Unit::Near(_) | Unit::Transcript => byte as u32,
    };
    let relations = relations(&placed(&coded, place), coded.codes.len(), unit);
    Ok(Cooccurrence { basis: coded.basis, unit, codes: coded.codes, relations })
}

/// What follows what in one layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Following {
    pub basis: Basis,
    /// How many turns later.
    pub lag: usize,
    /// In the codebook's order.
    pub codes: Vec<CodeRow>,
    pub sequence: Sequence,
}

/// Counts for each ordered pair of codes, a code with itself among them, how often the second stands so many turns after
/// the first.
///
/// # Errors
/// When there is no such layer, or there are no themes to look at.
pub fn following(project: &Project, asked: Asked, lag: usize) -> Result<Following, NoAnswer> {
    let coded = Coded::new(project, asked)?;
    let sheets = placed(&coded, |_, byte| byte as u32);
    let turns: Vec<_> = sheets
        .iter()
        .map(|sheet| {
            let mut sets = Vec::new();
            sheet.turns(&mut |set| sets.push(set.to_vec()));
            sets
        })
        .collect();
    let sequence = follows(&turns, coded.codes.len(), lag);
    Ok(Following { basis: coded.basis, lag, codes: coded.codes, sequence })
}

/// The transcripts of a layer as numbers.
fn placed(coded: &Coded<'_>, place: impl Fn(&Transcript, usize) -> u32) -> Vec<Sheet> {
    let sheet = |sheet: &super::coded::Sheet<'_>| {
        let of = sheet.transcript;
        let at = |bytes: Range<usize>| place(of, bytes.start)..place(of, bytes.end);
        let codings = sheet.layer.codings().iter().flat_map(|coding| {
            let rows = coded.rows.of(coding.code);
            let place = if rows.is_empty() { 0..0 } else { at(coding.span.range()) };
            rows.iter().map(move |&code| Placed { at: place.clone(), code })
        });
        Sheet::new(
            place(of, of.text().len()),
            of.turns().iter().map(|turn| at(turn.range.clone())).collect(),
            codings.collect(),
        )
    };
    coded.sheets.iter().map(sheet).collect()
}

#[cfg(test)]
mod tests;
