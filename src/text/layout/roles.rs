//! What each speaker of a text does, by what their label is known for, and else by who asks most. Never looks at another
//! text; that one name has one role in all of them is for who has them all.

use super::known::{is_letter, known_role};
use crate::text::rules::{LabelRule, SpeakerRole, TurnRules};
use crate::text::{SpeakerGuess, Turn};

/// How much a speaker asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asking {
    pub turns: usize,
    /// Turns that hold a question.
    pub questions: usize,
}

impl Asking {
    /// The part of the turns that ask.
    pub fn share(&self) -> f64 {
        if self.turns == 0 { 0.0 } else { self.questions as f64 / self.turns as f64 }
    }
}

/// How much each of the speakers of a text asks, by their number.
pub fn asking(text: &str, turns: &[Turn], speakers: usize) -> Vec<Asking> {
    let mut asking = vec![Asking::default(); speakers];
    for turn in turns {
        let Some(of) = turn.speaker.and_then(|ix| asking.get_mut(usize::from(ix.0))) else { continue };
        of.turns += 1;
        of.questions += usize::from(asks(&text[turn.words()]));
    }
    asking
}

/// How many words each of the speakers of a text says, by their number.
pub fn words_said(text: &str, turns: &[Turn], speakers: usize) -> Vec<usize> {
    let mut said = vec![0; speakers];
    for turn in turns {
        if let Some(said) = turn.speaker.and_then(|ix| said.get_mut(usize::from(ix.0))) {
            *said += text[turn.words()].split_whitespace().count();
        }
    }
    said
}

/// Whether a label says by itself what its speaker does.
pub fn is_known_role(label: &str) -> bool {
    known_role(label).is_some()
}

/// Whether words ask: they hold a question mark, or end in the Greek one, which looks like a semicolon.
fn asks(words: &str) -> bool {
    if words.as_bytes().contains(&b'?') {
        return true;
    }
    let greek = |c: char| matches!(c, '\u{370}'..='\u{3ff}');
    let marked = || ["？", "؟", "⁇", "\u{37e}"].iter().any(|mark| words.contains(mark));
    !words.is_ascii() && (marked() || words.ends_with(';') && words.contains(greek))
}

/// Gives each speaker the role that a person set, else the one the label is known for; where nobody is known to
/// ask, the only other speaker does, or whoever asks clearly more than the others.
pub(in crate::text) fn guess_roles(
    text: &str,
    turns: &[Turn],
    speakers: &mut [SpeakerGuess],
    rules: &TurnRules,
) {
    let mut open = Vec::new();
    let set = |guess: &SpeakerGuess| match rules.get(&guess.label) {
        Some(LabelRule::Speaker(role)) => Some(role),
        Some(LabelRule::NotASpeaker) | None => None,
    };
    for (number, guess) in speakers.iter_mut().enumerate() {
        match set(guess).or_else(|| known_role(&guess.name)).or_else(|| known_role(&guess.label)) {
            Some(role) => guess.role = role,
            None => open.push(number),
        }
    }
    if speakers.iter().any(|guess| guess.role == SpeakerRole::Interviewer) {
        return;
    }
    // One unnamed speaker beside those who are asked; of A and B nobody knows who asks.
    let is_asked = |guess: &SpeakerGuess| {
        known_role(&guess.label) == Some(SpeakerRole::Participant) && !is_letter(&guess.label)
    };
    if let [n] = open.as_slice()
        && speakers.iter().any(is_asked)
    {
        speakers[*n].role = SpeakerRole::Interviewer;
        return;
    }
    let asking = asking(text, turns, speakers.len());
    let all: usize = asking.iter().map(|of| of.questions).sum();
    let most = open.into_iter().max_by(|&a, &b| {
        let by_share = asking[a].share().total_cmp(&asking[b].share());
        by_share.then(asking[a].questions.cmp(&asking[b].questions)).then(b.cmp(&a))
    });
    // More than the others by far, whatever part of the turns that is.
    let clearly = |n: usize| {
        let of = asking[n];
        let next = asking.iter().enumerate().filter(|(other, _)| *other != n).map(|(_, of)| of.share());
        let next = next.fold(0.0, f64::max);
        of.questions > 0
            && of.share() > 0.1
            && of.share() >= next * 1.5
            && (speakers.len() < 3 || of.questions * 3 >= all)
    };
    if let Some(n) = most.filter(|&n| clearly(n)) {
        speakers[n].role = SpeakerRole::Interviewer;
    }
}
