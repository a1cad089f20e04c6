//! Which labels at the starts of lines are speakers, by how often and how they stand in the whole text. Never says who speaks
//! where: that is for [`recognise`](super::recognise()).

use std::collections::{BTreeMap, BTreeSet};

use super::SpeakerIx;
use super::known::{could_be_name, fold, is_known, is_letter};
use super::labels::Mark;
use super::recognise::{LabelGuess, Line, SpeakerGuess};
use super::rules::{LabelRule, SpeakerRole, TurnRules};

/// Most speakers that one text is given.
pub(super) const MAX_SPEAKERS: usize = 1_000;
/// Most refused labels that are listed.
const MAX_REFUSED: usize = 40;

/// How often a label stands, and how.
#[derive(Default)]
struct Count<'t> {
    label: &'t str,
    /// With a colon or a time, which say more than a gap or brackets.
    marked: usize,
    gaps: usize,
    brackets: usize,
    /// With nothing else on the line.
    alone: usize,
    /// With a time beside it.
    stamped: usize,
    first: usize,
}

impl Count<'_> {
    fn lines(&self) -> usize {
        self.marked + self.gaps + self.brackets + self.alone
    }

    /// Whether lines with it alone say who speaks below; `known` where some do so with a known word.
    fn stands_alone(&self, known: bool) -> bool {
        self.alone > 1 && (is_known(self.label) || known && could_be_name(self.label))
    }

    fn is_speaker(&self, letters: usize) -> bool {
        let repeats = self.lines() > 1;
        let known = is_known(self.label);
        if self.marked > 0 {
            return match (known, is_letter(self.label)) {
                (true, true) => repeats || letters > 1,
                (true, false) => true,
                (false, _) => repeats && could_be_name(self.label),
            };
        }
        let numbered = self.label.ends_with(|c: char| c.is_ascii_digit());
        let brackets_mean_it = known || numbered;
        let apart = self.gaps > 0 || (self.brackets > 0 && brackets_mean_it);
        repeats && could_be_name(self.label) && apart
    }
}

/// Which labels are speakers.
pub(super) struct Labels {
    pub(super) speakers: Vec<SpeakerGuess>,
    numbers: BTreeMap<String, SpeakerIx>,
    /// Those who speak below a line with their label alone.
    alone: BTreeSet<String>,
    pub(super) refused: Vec<LabelGuess>,
}

impl Labels {
    pub(super) fn of(text: &str, lines: &[Line], rules: &TurnRules, cues: bool) -> Self {
        let mut counts: BTreeMap<String, Count<'_>> = BTreeMap::new();
        for (number, line) in lines.iter().enumerate() {
            let Some((label, mark)) = line.label(text) else { continue };
            let count = counts.entry(fold(label)).or_default();
            if count.lines() == 0 {
                (count.label, count.first) = (label, number);
            }
            match mark {
                Mark::Colon | Mark::Time => count.marked += 1,
                Mark::Gap => count.gaps += 1,
                Mark::Bracket => count.brackets += 1,
                Mark::Alone => count.alone += 1,
            }
            count.stamped += usize::from(line.time_ms().is_some());
        }
        let letters = counts.values().filter(|c| is_letter(c.label) && is_known(c.label));
        let letters = letters.map(Count::lines).sum();
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|(_, count)| count.first);

        // Where everything that is said has a label, or times stand beside them, one that stands but once is one too.
        let everybody = all_labelled(text, lines);
        let stamped = counts.iter().map(|(_, count)| count.stamped).sum::<usize>() > 1;
        let known = counts.iter().any(|(_, count)| count.stands_alone(false));
        let mut labels = Self {
            speakers: Vec::new(),
            numbers: BTreeMap::new(),
            alone: BTreeSet::new(),
            refused: Vec::new(),
        };
        for (folded, count) in counts {
            let alone = count.stands_alone(known);
            let taken = match rules.get(&folded) {
                Some(LabelRule::Speaker(_)) => true,
                Some(LabelRule::NotASpeaker) => false,
                None => {
                    let among = cues || !labels.speakers.is_empty();
                    count.is_speaker(letters)
                        || alone
                        || everybody && among && count.marked > 0
                        || stamped && count.stamped > 0 && could_be_name(count.label)
                }
            };
            let label = count.label.to_owned();
            if taken && labels.speakers.len() < MAX_SPEAKERS {
                if alone || rules.get(&folded).is_some() {
                    labels.alone.insert(folded.clone());
                }
                labels.numbers.insert(folded, SpeakerIx(labels.speakers.len() as u16));
                let (name, role) = (label.clone(), SpeakerRole::Participant);
                labels.speakers.push(SpeakerGuess { label, name, role, turns: 0 });
            } else if alone || count.lines() > count.alone {
                labels.refused.push(LabelGuess { label, lines: count.lines() });
            }
        }
        labels.refused.sort_by_key(|guess| std::cmp::Reverse(guess.lines));
        labels.refused.truncate(MAX_REFUSED);
        labels
    }

    pub(super) fn speaker(&self, text: &str, line: &Line) -> Option<SpeakerIx> {
        let (label, mark) = line.label(text)?;
        let folded = fold(label);
        let speaks = mark != Mark::Alone || self.alone.contains(&folded);
        self.numbers.get(&folded).copied().filter(|_| speaks)
    }
}

/// Whether nearly everything begins with a label: each paragraph where there are several, each line else.
fn all_labelled(text: &str, lines: &[Line]) -> bool {
    let several = lines.iter().filter(|line| line.opens).count() > 1;
    let begins = |(at, line): &(usize, &Line)| !several || line.opens || *at == 0;
    let (mut all, mut labelled) = (0_usize, 0_usize);
    for (_, line) in lines.iter().enumerate().filter(begins) {
        all += 1;
        labelled += usize::from(matches!(line.label(text), Some((_, Mark::Colon | Mark::Time))));
    }
    all > 1 && labelled * 10 >= all * 9
}
