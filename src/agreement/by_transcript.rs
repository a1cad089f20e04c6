//! Agreement in each transcript alone, so that one in which coders differ more than elsewhere shows.

use super::study::{Part, Totals};
use super::{Score, Study};
use crate::model::TranscriptId;

/// One coefficient in one transcript.
#[derive(Clone, Debug, PartialEq)]
pub struct Alone {
    /// Which transcript.
    pub transcript: TranscriptId,
    /// Its units.
    pub units: u64,
    /// Of all codes together; none where the coefficient does not apply to all of them.
    pub overall: Option<Score>,
    /// Of each code, in the order of the answer; none where it does not apply.
    pub codes: Vec<Option<Score>>,
}

impl Study {
    /// One coefficient in each transcript that counts, by title, from the same counts as the whole.
    pub fn by_transcript(&self, name: &str) -> Vec<Alone> {
        let width = self.layout.width();
        let alone = |(at, &transcript): (usize, &TranscriptId)| {
            let of_block = |block: &Vec<u64>| block.chunks(width).nth(at).unwrap_or_default().to_vec();
            let lines: Vec<Vec<u64>> = self.blocks.iter().map(of_block).collect();
            let mut once = vec![0; self.transcripts.len()];
            once[at] = 1;
            let continua = self.whole.as_ref().map(|whole| whole.totals(Some(&once))).unwrap_or_default();
            let totals = Totals { lines, continua };
            let figure = |part| {
                let mut found = None;
                self.figures_of(&totals, part, &mut |of, score| {
                    found = if of == name { Some(score) } else { found };
                });
                found
            };
            Alone {
                transcript,
                units: totals.lines.first().and_then(|line| line.first().copied()).unwrap_or_default(),
                overall: if totals.lines.is_empty() { None } else { figure(Part::Overall) },
                codes: (0..totals.lines.len()).map(|row| figure(Part::Code(row))).collect(),
            }
        };
        self.transcripts.iter().enumerate().map(alone).collect()
    }
}
