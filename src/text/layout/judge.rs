//! Which of the heads that one layout finds are heads: by how often their labels stand, what these are known for, and
//! whether they stand as the others do. A label that stands once counts where it stands as the others stand. Never looks at
//! more than one layout.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;

use super::head::{At, Form, Head};
use super::known::{could_be_name, fold, is_head, is_known, is_letter, is_nobody};
use super::line::Line;
use super::lone::Lone;
use super::mark::Mark;
use crate::text::rules::{LabelRule, TurnRules};

/// A head, and the line in which its label stands.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub line: usize,
    pub head: Head,
    /// Whether it is a line between empty lines, in which nothing says that it is a name.
    pub lone: bool,
}

/// A label, and where it stands.
#[derive(Clone, Debug)]
pub(in crate::text) struct Stands {
    pub label: String,
    pub at: Vec<Range<usize>>,
}

/// What one layout makes of a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Judged {
    /// The heads that count, in order.
    pub heads: Vec<Placed>,
    /// Labels that were not taken, and whether they look like those that were.
    pub refused: Vec<(Stands, bool)>,
    /// Labels that were taken although little speaks for them.
    pub unsure: Vec<Stands>,
    /// How much speaks for it.
    pub weight: f64,
    /// How many labels recur or are known, and how many of the heads have a time.
    pub recurring: usize,
    pub stamped: usize,
}

/// Most labels that a layout may find.
const MAX_LABELS: usize = 8_000;

/// How often a label stands, and how.
struct Count<'t> {
    label: &'t str,
    heads: Vec<usize>,
    known: bool,
    named: bool,
    sure: bool,
}

/// What is judged by.
pub(super) struct Judging<'s, 't> {
    pub text: &'t str,
    pub lines: &'s [Line],
    pub rules: &'t TurnRules,
    /// Whether each line is a cue, so that a label in each is nothing else.
    pub cues: bool,
    /// The first line of what stands behind the interview.
    pub to: usize,
    /// The words that the text has in small letters, once they are asked for.
    pub small_words: &'s OnceCell<HashSet<&'t str>>,
    /// Names that stand between empty lines.
    pub lone: &'s Lone,
}

impl<'t> Judging<'_, 't> {
    pub(super) fn judge(&self, mark: Mark, found: &[Placed]) -> Judged {
        let share = self.share(found);
        let mut counts = self.counts(found);
        self.find_sure(mark, found, &mut counts, share);
        let forms = main_forms(found, &counts);
        let opening = forms.iter().all(|form| form.opens);
        let mut judged = Judged::default();
        let (mut taken, mut lone_left) = (BTreeSet::new(), Vec::new());
        let stands = |count: &Count<'_>| Stands {
            label: count.label.to_owned(),
            at: count.heads.iter().map(|&n| found[n].head.label.clone()).collect(),
        };
        let any = counts.values().any(|count| count.sure);
        for (folded, count) in &counts {
            let decided = self.rules.get(folded);
            let first = count.heads.first().map(|&n| &found[n]);
            let mut unsure = false;
            let accepted: Vec<usize> = match (decided, first) {
                (Some(LabelRule::NotASpeaker), _) => Vec::new(),
                (Some(LabelRule::Speaker(_)), _) => count.heads.clone(),
                (None, Some(_)) if count.sure => {
                    // Whether an empty line stands before the first is chance.
                    let fits = |n: &&usize| **n == 0 || self.stands(&found[**n], count, &forms, opening);
                    count.heads.iter().filter(fits).copied().collect()
                }
                (None, Some(first)) => match self.once(mark, first, count, &forms, any, share) {
                    Once::Taken => count.heads.clone(),
                    Once::Unsure => {
                        unsure = true;
                        count.heads.clone()
                    }
                    Once::Refused => Vec::new(),
                },
                (None, None) => Vec::new(),
            };
            if accepted.is_empty() {
                // What a person decided is no doubt.
                let alike =
                    decided.is_none() && first.is_some_and(|first| self.looks_taken(first, count, &forms));
                let lone = decided.is_none() && first.is_some_and(|first| first.lone && count.known);
                let into = if lone { &mut lone_left } else { &mut judged.refused };
                into.push((stands(count), alike));
            } else {
                let may_be_chance = self.lone.is_unsure && self.lone.holds(folded);
                let may_be_none = decided.is_none() && !count.known;
                if unsure || may_be_none && (may_be_chance || self.may_go_on(found, count)) {
                    judged.unsure.push(stands(count));
                }
                let recurs = accepted.len() > 1;
                judged.recurring += usize::from(recurs || count.known);
                let worth = match (count.known, recurs) {
                    (true, _) => 3.0,
                    (false, true) => 2.5,
                    (false, false) => 1.5,
                };
                for &n in &accepted {
                    let form = found[n].head.form;
                    let stamped = form.stamp.is_some() || form.counted;
                    judged.stamped += usize::from(form.stamp.is_some());
                    judged.weight +=
                        worth + if stamped { 1.5 } else { 0.0 } + if form.bold { 1.0 } else { 0.0 };
                }
                taken.extend(accepted);
            }
        }
        judged.heads = taken.into_iter().map(|n: usize| found[n].clone()).collect();
        // Where names stand between empty lines, others that stand so may be names too.
        let by_lone = judged.heads.iter().any(|placed| placed.lone);
        let left = self.lone.left.iter().map(|(label, at)| Stands { label: label.clone(), at: at.clone() });
        lone_left.extend(left.map(|stands| (stands, false)));
        lone_left.iter_mut().for_each(|(_, alike)| *alike |= by_lone);
        judged.refused.extend(lone_left);
        judged
    }

    /// The part of what could begin a turn that a layout's heads begin, from 0 to 1: of paragraphs where there are several,
    /// of lines else.
    fn share(&self, found: &[Placed]) -> f64 {
        let Some(first) = found.first() else { return 0.0 };
        let lines = &self.lines[first.line..self.to.max(first.line + 1)];
        let several = lines.iter().skip(1).filter(|line| line.opens).count() > 1;
        let all =
            if several { lines.iter().skip(1).filter(|line| line.opens).count() + 1 } else { lines.len() };
        let heads =
            found.iter().enumerate().filter(|(n, head)| !several || *n == 0 || head.head.form.opens).count();
        heads as f64 / all.max(1) as f64
    }

    fn counts(&self, found: &[Placed]) -> BTreeMap<String, Count<'t>> {
        let mut counts: BTreeMap<String, Count<'_>> = BTreeMap::new();
        for (n, placed) in found.iter().enumerate() {
            let label = &self.text[placed.head.label.clone()];
            if counts.len() > MAX_LABELS {
                // No interview has so many people: this layout does not fit.
                return BTreeMap::new();
            }
            let count = counts.entry(fold(label)).or_insert_with(|| Count {
                label,
                heads: Vec::new(),
                known: is_known(label),
                named: could_be_name(label) && !is_head(label),
                sure: false,
            });
            count.heads.push(n);
        }
        counts
    }

    fn find_sure(&self, mark: Mark, found: &[Placed], counts: &mut BTreeMap<String, Count<'_>>, share: f64) {
        let of_form = |count: &Count<'_>, has: fn(&Form) -> bool| {
            count.heads.iter().filter(|&&n| has(&found[n].head.form)).count()
        };
        let timed = |count: &Count<'_>| of_form(count, |form| form.stamp.is_some() || form.counted);
        let bold = |count: &Count<'_>| of_form(count, |form| form.bold);
        let all_timed: usize = counts.values().map(timed).sum();
        let letters: usize =
            counts.values().filter(|c| c.known && is_letter(c.label)).map(|c| c.heads.len()).sum();
        let recurring = counts.values().filter(|c| c.heads.len() > 1 && (c.named || c.known)).count();
        let several = counts.values().filter(|c| c.named || c.known).count() > 1;
        let known_below = counts.values().any(|c| c.known && !is_letter(c.label) && c.heads.len() > 1);
        let all_bold: usize = counts.values().map(bold).sum();
        // Headings of a text stand once each; names come again.
        let again = |count: &&Count<'_>| count.heads.len() > 1 || count.known;
        let bold_again: usize = counts.values().filter(again).map(bold).sum();
        // Where nothing recurs and nothing is known, that all of it has a label says enough.
        let everybody = share > 0.9 && found.len() > 1 && several;
        let words: Vec<String> = counts.keys().cloned().collect();
        for folded in words {
            let Some(count) = counts.get_mut(&folded) else { continue };
            let (n, letter) = (count.heads.len(), is_letter(count.label));
            let recurs = n > 1 && count.named && (n > 2 || share > 0.9 || !self.is_common(&folded));
            let known = count.known && (!letter || n > 1 || letters > 1);
            let by_time = timed(count) > 0 && all_timed > 1 && (count.named || known);
            let by_type = bold(count) > 0 && all_bold > 1 && (count.named || known);
            let numbered = count.label.ends_with(|c: char| c.is_ascii_digit());
            count.sure = self.rules.get(&folded).is_some()
                || match mark {
                    Mark::Colon => {
                        known || recurs || by_time || by_type || self.cues && count.named && everybody
                    }
                    Mark::Below => {
                        by_time
                            || by_type && bold_again * 2 >= all_bold
                            || self.lone.holds(&folded)
                            || count.known && !letter && n > 1
                            || recurs && known_below
                            || recurs && share > 0.9 && recurring > 1
                    }
                    Mark::Stamp => count.named || known,
                    Mark::Gap => share > 0.4 && (known && n > 1 || recurs) || known && everybody,
                    Mark::Dash => known && !letter || recurs && share > 0.6,
                    Mark::Bracket => {
                        (by_time || n > 1 && (known || numbered)) || recurs && share > 0.7 && several
                    }
                    Mark::Dot => n > 1 && recurring > 1 && share > 0.7 && (known || count.named),
                    Mark::Bold => (known && !letter || recurs) && several,
                };
            count.sure &= !is_head(count.label) || count.known || self.rules.get(&folded).is_some();
        }
        without_strangers(found, counts);
        let sure = counts.values().any(|count| count.sure);
        if !sure
            && everybody
            && matches!(mark, Mark::Colon)
            && counts.values().all(|c| c.named || is_head(c.label))
        {
            counts.values_mut().for_each(|count| count.sure = count.named);
        }
    }

    /// Whether a label never stands after an empty line while most others do, so that it may be speech that goes on.
    fn may_go_on(&self, found: &[Placed], count: &Count<'_>) -> bool {
        let bare = |form: Form| form.stamp.is_none() && !form.bold && !form.counted;
        let never = count.heads.iter().all(|&n| !found[n].head.form.opens && bare(found[n].head.form));
        let opening = found.iter().skip(1).filter(|placed| placed.head.form.opens).count();
        never && opening * 100 > (found.len() - 1) * 55
    }

    /// Whether a head of a sure label stands where heads stand.
    fn stands(&self, placed: &Placed, count: &Count<'_>, forms: &BTreeSet<Form>, opening: bool) -> bool {
        let form = placed.head.form;
        if forms.contains(&form) || forms.is_empty() {
            return true;
        }
        // A wrapped line that happens to begin with a name and a colon.
        form.opens || !opening || (count.known && self.ends_sentence(placed.line))
    }

    /// What becomes of a label that neither recurs nor is known.
    fn once(
        &self,
        mark: Mark,
        first: &Placed,
        count: &Count<'_>,
        forms: &BTreeSet<Form>,
        any: bool,
        share: f64,
    ) -> Once {
        let form = first.head.form;
        // Whether an empty line stands before the first is chance.
        let turned = Form { opens: !form.opens, ..form };
        let alike = forms.contains(&form) || count.heads.first() == Some(&0) && forms.contains(&turned);
        if !any || is_head(count.label) || !(alike || self.cues) {
            return Once::Refused;
        }
        let small = !count.named && !is_nobody(count.label) && share > 0.95;
        if matches!(mark, Mark::Bracket | Mark::Dot | Mark::Dash) && share < 0.8 || !(count.named || small) {
            return Once::Refused;
        }
        if form.stamp.is_some() || form.bold || form.counted || share > 0.9 {
            return Once::Taken;
        }
        let common = self.is_common(&fold(count.label));
        if common || !(form.opens || self.ends_sentence(first.line)) || share < 0.4 {
            return Once::Refused;
        }
        if form.opens && share > 0.75 { Once::Taken } else { Once::Unsure }
    }

    /// Whether a label that was not taken looks like those that were.
    fn looks_taken(&self, first: &Placed, count: &Count<'_>, forms: &BTreeSet<Form>) -> bool {
        let alike = forms
            .iter()
            .any(|form| form.stamp == first.head.form.stamp && form.alone == first.head.form.alone);
        let apart = first.head.form.opens || self.ends_sentence(first.line);
        count.named && alike && apart && !forms.is_empty()
    }

    /// Whether the line before one ends a sentence, so that it is no wrap.
    fn ends_sentence(&self, line: usize) -> bool {
        let Some(before) = line.checked_sub(1).and_then(|n| self.lines.get(n)) else { return true };
        let words = before.words(self.text).trim_end_matches(['"', '”', '“', '»', '’', ')', ']', '*', '_']);
        words.ends_with(['.', '?', '!', '…', ':', '。', '？', '！', '؟', '।', '#', '-', '–', '—'])
    }

    /// Whether a label is a word that the text also has in small letters.
    fn is_common(&self, folded: &str) -> bool {
        self.small_words.get_or_init(|| small_words(self.text)).contains(folded)
    }
}

/// The most bytes of a text in which words are looked for.
const SAMPLE: usize = 400_000;

/// The words that a text has in small letters, but for labels.
fn small_words(text: &str) -> HashSet<&str> {
    let text = &text[..text.floor_char_boundary(SAMPLE)];
    let mut words = HashSet::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let word: &str = &text[from..at];
                if c != ':' && word.starts_with(char::is_lowercase) {
                    words.insert(word);
                }
                start = None;
            }
            (true, Some(_)) | (false, None) => {}
        }
    }
    words
}

/// Where a label stands in its line, which is the same for all labels of a file.
fn place(form: Form) -> (Option<At>, bool, bool, bool) {
    (form.stamp, form.alone, form.bracketed, form.opens)
}

/// Takes back that labels are sure which recur, are not known, and never stand where the others do: "Room 12:" among speech
/// below names.
fn without_strangers(found: &[Placed], counts: &mut BTreeMap<String, Count<'_>>) {
    let mut places: BTreeMap<_, usize> = BTreeMap::new();
    let heads = |known: bool| {
        let of = counts.values().filter(|count| count.sure && count.known == known);
        of.map(|count| count.heads.len()).sum::<usize>()
    };
    // One word that is known says nothing among many that are not.
    let known = if heads(true) * 5 >= heads(false) { heads(true) } else { 0 };
    for count in counts.values().filter(|count| count.sure && (count.known || known == 0)) {
        for &n in &count.heads {
            *places.entry(place(found[n].head.form)).or_default() += 1;
        }
    }
    let all: usize = places.values().sum();
    places.retain(|_, n| *n * 5 >= all);
    if known == 0 {
        // Nothing but how many there are tells names from what recurs in speech.
        let in_line = |alone: bool| places.iter().filter(|(place, _)| place.1 == alone).map(|(_, n)| n).sum();
        let (below, beside): (usize, usize) = (in_line(true), in_line(false));
        places.retain(|place, _| if place.1 { below * 2 > beside } else { beside * 2 > below });
    }
    for count in counts.values_mut().filter(|count| count.sure && !count.known) {
        count.sure =
            places.is_empty() || count.heads.iter().any(|&n| places.contains_key(&place(found[n].head.form)));
    }
}

/// What becomes of a label that stands once.
enum Once {
    Taken,
    Unsure,
    Refused,
}

/// The forms that sure heads have: all of few, those of more than a few where there are many.
fn main_forms(found: &[Placed], counts: &BTreeMap<String, Count<'_>>) -> BTreeSet<Form> {
    let mut forms: BTreeMap<Form, usize> = BTreeMap::new();
    let alone = counts.values().filter(|count| count.sure).map(|count| count.heads.len()).sum::<usize>() == 1;
    for count in counts.values().filter(|count| count.sure) {
        for &n in &count.heads {
            let form = found[n].head.form;
            *forms.entry(form).or_default() += 1;
            // Whether an empty line stands before the first is chance, which only others could tell.
            if n == 0 && alone {
                *forms.entry(Form { opens: !form.opens, ..form }).or_default() += 1;
            }
        }
    }
    let all: usize = forms.values().sum();
    let enough = if all < 8 { 1 } else { (all / 10).max(2) };
    forms.into_iter().filter(|(_, n)| *n >= enough).map(|(form, _)| form).collect()
}
