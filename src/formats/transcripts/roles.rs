//! One role for one name in all files that come in together: whoever asks in most of them asks in all. Never overrules what
//! a person decided, nor what a label is known to mean.

use std::collections::BTreeMap;

use crate::formats::shared::draft::TranscriptDraft;
use crate::model::folded;
use crate::text::{SpeakerGuess, SpeakerRole, TurnRules, asking, is_known_role};

/// What a name does in the files of a batch.
#[derive(Default)]
struct Votes {
    /// How often a file alone says that it asks, and how often not.
    asks: usize,
    files: usize,
    /// Turns that ask, and turns.
    questions: usize,
    turns: usize,
}

/// Gives each name that stands in several drafts one role in all of them.
pub fn agree_on_roles(drafts: &mut [&mut TranscriptDraft], rules: &TurnRules) {
    let open =
        |label: &str, name: &str| rules.get(label).is_none() && !is_known_role(label) && !is_known_role(name);
    let mut files: BTreeMap<String, usize> = BTreeMap::new();
    for guess in drafts.iter().flat_map(|draft| &draft.recognition.speakers) {
        if open(&guess.label, &guess.name) {
            *files.entry(folded(&guess.name)).or_default() += 1;
        }
    }
    files.retain(|_, n| *n > 1);
    let mut votes: BTreeMap<String, Votes> = BTreeMap::new();
    for draft in drafts.iter() {
        let found = &draft.recognition;
        let voting = |guess: &SpeakerGuess| {
            open(&guess.label, &guess.name) && files.contains_key(&folded(&guess.name))
        };
        if !found.speakers.iter().any(voting) {
            continue;
        }
        let asking = asking(draft.text.as_str(), &found.turns, found.speakers.len());
        for (guess, asked) in found.speakers.iter().zip(asking).filter(|(guess, _)| voting(guess)) {
            let votes = votes.entry(folded(&guess.name)).or_default();
            votes.asks += usize::from(guess.role == SpeakerRole::Interviewer);
            votes.files += 1;
            votes.questions += asked.questions;
            votes.turns += asked.turns;
        }
    }
    for draft in drafts.iter_mut() {
        // Who is known to ask leaves the others no vote.
        let known = draft
            .recognition
            .speakers
            .iter()
            .any(|guess| guess.role == SpeakerRole::Interviewer && !open(&guess.label, &guess.name));
        for guess in &mut draft.recognition.speakers {
            let Some(votes) = votes.get(&folded(&guess.name)) else { continue };
            if !known && open(&guess.label, &guess.name) {
                let asks = votes.asks * 2 > votes.files
                    || votes.asks * 2 == votes.files && votes.questions * 3 > votes.turns;
                guess.role = if asks { SpeakerRole::Interviewer } else { SpeakerRole::Participant };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::{TranscriptOptions, txt::read};

    #[test]
    fn who_asks_in_most_files_asks_in_all() {
        let read =
            |name: &str, words: &str| read(name, words.as_bytes(), &TranscriptOptions::default()).unwrap();
        let mut drafts = [
            read("1.txt", "Dana: How?\nMia: So.\nDana: And then?\nMia: This."),
            read("2.txt", "Dana: Who?\nTom: I.\nDana: When?\nTom: Then."),
            read("3.txt", "Dana: Mm-hm.\nUte: What do you mean?\nDana: Well.\nUte: Yes."),
        ];
        assert_eq!(drafts[2].recognition.speakers[0].role, SpeakerRole::Participant);
        let mut all: Vec<_> = drafts.iter_mut().collect();
        agree_on_roles(&mut all, &TurnRules::default());
        for draft in &drafts {
            assert_eq!(draft.recognition.speakers[0].role, SpeakerRole::Interviewer, "{}", draft.title);
        }
    }
}
