//! The speakers of a text by their labels, numbered as they first speak. Never looks at a text.

use std::collections::BTreeMap;

use super::known::fold;
use crate::text::rules::SpeakerRole;
use crate::text::{SpeakerGuess, SpeakerIx};

/// Most speakers that one text is given.
pub(in crate::text) const MAX_SPEAKERS: usize = 1_000;

/// Speakers by their labels.
#[derive(Default)]
pub(super) struct Speakers {
    pub speakers: Vec<SpeakerGuess>,
    numbers: BTreeMap<String, SpeakerIx>,
}

impl Speakers {
    /// The number of the speaker with a label; none where there are too many.
    pub(super) fn number(&mut self, label: &str) -> Option<SpeakerIx> {
        let folded = fold(label);
        if let Some(known) = self.numbers.get(&folded) {
            return Some(*known);
        }
        let number =
            SpeakerIx(u16::try_from(self.speakers.len()).ok().filter(|n| usize::from(*n) < MAX_SPEAKERS)?);
        let label = label.to_owned();
        self.speakers.push(SpeakerGuess {
            name: label.clone(),
            label,
            role: SpeakerRole::Participant,
            turns: 0,
        });
        self.numbers.insert(folded, number);
        Some(number)
    }
}
