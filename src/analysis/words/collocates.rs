//! Which words stand near one, and how much more often than chance would have it. No correction for the width of the window.

use std::collections::HashMap;

/// What stands near a word.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Near {
    /// Words in all.
    pub tokens: u64,
    /// How often the word itself is there.
    pub node_count: u64,
    /// Each word that stands near it once at least.
    pub rows: Vec<Collocate>,
}

/// A word near another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Collocate {
    /// By its number.
    pub word: u32,
    /// Pairs of both words within the window.
    pub together: u64,
    /// How often it is there at all.
    pub count: u64,
    /// Pairs that there would be by chance.
    pub expected: f64,
    /// log₂(O/E) (Church & Hanks 1990, Comput. Linguist. 16, 22-29).
    pub mi: f64,
    /// (O − E)/√O (Church et al. 1991).
    pub t_score: f64,
    /// 14 + log₂ of Dice (Rychlý 2008, RASLAN, 6-9).
    pub log_dice: f64,
}

/// Looks `window` words to both sides of a word in each piece, never beyond it.
///
/// ```text
///   and she kept her promise to me      window 2 of "her": she kept ▔▔▔ promise to
/// ```
pub fn collocates(pieces: &[&[u32]], node: Option<u32>, window: usize) -> Near {
    let mut counts: HashMap<u32, u64> = HashMap::new();
    let mut together: HashMap<u32, u64> = HashMap::new();
    let tokens: u64 = pieces.iter().map(|piece| piece.len() as u64).sum();
    let Some(node) = node else { return Near { tokens, ..Near::default() } };
    for piece in pieces {
        piece.iter().for_each(|&word| *counts.entry(word).or_default() += 1);
        for at in (0..piece.len()).filter(|&at| piece[at] == node) {
            let around =
                at.saturating_sub(window)..at.saturating_add(window).saturating_add(1).min(piece.len());
            let others = around.filter(|&other| other != at);
            others.for_each(|other| *together.entry(piece[other]).or_default() += 1);
        }
    }
    let node_count = counts.get(&node).copied().unwrap_or(0);
    let row = |(word, pairs): (u32, u64)| {
        let count = counts.get(&word).copied().unwrap_or(0);
        let [o, f, of_node] = [pairs, count, node_count].map(|count| count as f64);
        let expected = of_node * f / tokens as f64;
        Collocate {
            word,
            together: pairs,
            count,
            expected,
            mi: (o / expected).log2(),
            t_score: (o - expected) / o.sqrt(),
            log_dice: 14.0 + (2.0 * o / (of_node + f)).log2(),
        }
    };
    let mut rows: Vec<Collocate> = together.into_iter().map(row).collect();
    rows.sort_by_key(|row| row.word);
    Near { tokens, node_count, rows }
}
