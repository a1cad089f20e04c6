//! Names on lines of their own with an empty line above and below. A short paragraph may be anything, so these are names only
//! where they recur, take turns and begin much of what there is. Never judges a line that says more of itself.

use std::collections::{BTreeMap, HashSet};

use super::judge::Placed;
use super::known::{could_be_name, fold, is_head, is_known};
use super::line::Line;

/// The fewest lines that are names.
const LEAST: usize = 4;

/// Labels that are names by how they recur.
#[derive(Default)]
pub(super) struct Lone {
    names: HashSet<String>,
    /// Whether they recur so seldom that it may be chance.
    pub is_unsure: bool,
    /// What could be one and recurs too little, with how often it stands.
    pub left: BTreeMap<String, usize>,
}

impl Lone {
    /// Whether a folded label is one.
    pub(super) fn holds(&self, folded: &str) -> bool {
        self.names.contains(folded)
    }
}

/// Finds them among what could be heads, and takes out what is none.
pub(super) fn recurring(text: &str, lines: &[Line], found: &mut Vec<Placed>) -> Lone {
    if !found.iter().any(|placed| placed.lone) {
        return Lone::default();
    }
    let mut lone = names(text, lines, found);
    let label = |placed: &Placed| fold(&text[placed.head.label.clone()]);
    if lone.names.is_empty() {
        for placed in found.extract_if(.., |p| p.lone && !is_known(&text[p.head.label.clone()])) {
            let label = &text[placed.head.label.clone()];
            let words_below = lines.get(placed.line + 1).is_some();
            if placed.head.form.opens && words_below && could_be_name(label) && !is_head(label) {
                *lone.left.entry(label.to_owned()).or_default() += 1;
            }
        }
        return lone;
    }
    let sure: HashSet<usize> = found.iter().filter(|p| lone.holds(&label(p))).map(|p| p.line).collect();
    // Who speaks once has words below, and does not stand where the words of somebody do.
    let apart = |line: usize| {
        !sure.contains(&(line + 1)) && line.checked_sub(1).is_none_or(|before| !sure.contains(&before))
    };
    found.retain(|p| {
        !p.lone || sure.contains(&p.line) || is_known(&text[p.head.label.clone()]) || apart(p.line)
    });
    lone
}

fn names(text: &str, lines: &[Line], found: &[Placed]) -> Lone {
    let could_be = |label: &str| could_be_name(label) && !is_head(label) || is_known(label);
    let all = found.iter().filter(|placed| placed.lone && placed.head.form.opens);
    let mut heads: Vec<(usize, String)> = all
        .filter(|placed| could_be(&text[placed.head.label.clone()]))
        .map(|placed| (placed.line, fold(&text[placed.head.label.clone()])))
        .collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    heads.iter().for_each(|(_, label)| *counts.entry(label).or_default() += 1);
    let names: HashSet<String> =
        counts.iter().filter(|(_, n)| **n > 1).map(|(label, _)| (*label).to_owned()).collect();
    heads.retain(|(_, label)| names.contains(label));
    let Some((first, _)) = heads.first().filter(|_| names.len() > 1 && heads.len() >= LEAST) else {
        return Lone::default();
    };
    let paragraphs = lines[*first..].iter().filter(|line| line.opens).count();
    let pairs = || heads.windows(2);
    let without_words = pairs().filter(|pair| pair[0].0 + 1 == pair[1].0).count();
    let in_a_row = pairs().filter(|pair| pair[0].1 == pair[1].1).count();
    let fits =
        heads.len() * 5 >= paragraphs * 2 && without_words * 20 <= heads.len() && in_a_row * 5 <= heads.len();
    let is_unsure = names.len() * 3 > heads.len();
    if fits { Lone { names, is_unsure, ..Lone::default() } } else { Lone::default() }
}

#[cfg(test)]
mod tests {
    use crate::text::layout::Doubt;
    use crate::text::recognise;
    use crate::text::rules::TurnRules;

    fn found(text: &str) -> (Vec<String>, Vec<Doubt>) {
        let found = recognise(text, &TurnRules::default());
        let row = |turn: &crate::text::Turn| {
            let label = turn.speaker.map_or("", |ix| found.speakers[usize::from(ix.0)].label.as_str());
            format!("{label}|{}", &text[turn.words()])
        };
        (found.turns.iter().map(row).collect(), found.doubts.clone())
    }

    #[test]
    fn names_between_empty_lines_are_those_that_recur() {
        let text = "Mia\n\nHow was it?\n\nOskar\n\nCold.\n\nAnd dark.\n\nMia\n\nWhere was that?\n\nOskar\n\nParis\n\n\
                    Mia\n\nThanks.\n\nOskar\n\nWell.\n\nMia\n\nBye.\n\nOskar\n\nBye.\n";
        let (turns, doubts) = found(text);
        assert_eq!(
            turns[..4],
            ["Mia|How was it?", "Oskar|Cold.\n\nAnd dark.", "Mia|Where was that?", "Oskar|Paris"]
        );
        assert_eq!((turns.len(), doubts), (8, Vec::new()));
        // Who speaks once is taken, and told.
        let (turns, doubts) = found(&text.replacen("Mia\n\nThanks.", "Ute Lee\n\nThanks.", 1));
        assert_eq!(turns[4], "Ute Lee|Thanks.");
        assert!(doubts.contains(&Doubt::Unsure { labels: vec!["Ute Lee".to_owned()], n: 1 }), "{doubts:?}");
    }

    #[test]
    fn headings_are_nobody() {
        let section = |n: usize| {
            format!(
                "Background\n\nWords {n} of it.\n\nMore.\n\nStill more.\n\nResults\n\nWell.\n\nSo.\n\nIt is.\n\n"
            )
        };
        let (turns, _) = found(&(1..5).map(section).collect::<String>());
        assert!(turns.iter().all(|turn| turn.starts_with('|')), "{turns:?}");
    }
}
