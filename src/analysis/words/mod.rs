//! Which words are said how often, how evenly they are spread, which of them mark one group against others, and which stand
//! near one. A word is one of Unicode Standard Annex 29 with a letter or digit in it, in small letters. Labels of speakers and
//! times are not said. Never looks at a coding.

mod collocates;
mod corpus;
mod dispersion;
mod keyness;
mod stop;

use std::collections::BTreeSet;

pub use collocates::{Collocate, Near, collocates};
pub use corpus::{Vocabulary, word};
pub use dispersion::{Dispersion, Sizes};
pub use keyness::Keyness;
pub use stop::{both_ways, languages, small_words};

use super::groups::{Groups, NO_VALUE};
use crate::model::{AttributeId, Project, TranscriptId};
use crate::statistics::{Defined, Undefined};
use corpus::Corpus;

/// Whose words, and which are not listed; as it comes, all that is said, and what stands outside all turns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// What one of these says, as [`folded`](crate::model::folded) has their labels; anybody where none is named.
    pub speakers: BTreeSet<String>,
    /// Without what the interviewer says.
    pub leave_out_interviewer: bool,
    /// Words, as [`word`] has them, that are counted among all but have no row.
    pub stop: BTreeSet<String>,
}

/// How often words are said.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    /// Words in all.
    pub tokens: u64,
    /// Different words.
    pub types: usize,
    /// Transcripts in which something is said: the parts over which words are spread.
    pub transcripts: usize,
    /// Those in which nothing is.
    pub silent: Vec<TranscriptId>,
    /// The most frequent first; equal ones by their letters.
    pub rows: Vec<WordRow>,
}

/// One word.
#[derive(Clone, Debug, PartialEq)]
pub struct WordRow {
    pub word: String,
    pub dispersion: Dispersion,
}

/// Counts all words in scope.
pub fn words(project: &Project, scope: &Scope) -> Words {
    let corpus = Corpus::new(project, scope);
    let counted = corpus.counted();
    let sizes = Sizes::new(&counted.sizes);
    let silent: Vec<TranscriptId> = corpus
        .transcripts
        .iter()
        .zip(&counted.sizes)
        .filter(|(_, size)| **size == 0)
        .map(|(id, _)| *id)
        .collect();
    let all = corpus.vocabulary.words().iter().map(AsRef::as_ref).zip(&counted.hits);
    let said = all.filter(|(word, hits)| !hits.is_empty() && !scope.stop.contains(*word));
    let row = |(word, hits): (&str, &Vec<(u32, u64)>)| WordRow {
        word: word.to_string(),
        dispersion: Dispersion::of(hits, &sizes),
    };
    let mut rows: Vec<WordRow> = said.map(row).collect();
    rows.sort_by(|a, b| (b.dispersion.count, &a.word).cmp(&(a.dispersion.count, &b.word)));
    Words {
        tokens: corpus.tokens.len() as u64,
        types: corpus.vocabulary.words().len(),
        transcripts: corpus.transcripts.len() - silent.len(),
        silent,
        rows,
    }
}

/// What marks one group against all others.
#[derive(Clone, Debug, PartialEq)]
pub struct Keywords {
    /// The groups that the first is held against; what has no value is in none.
    pub reference: Vec<String>,
    /// Words of the target, and of the reference.
    pub tokens: [u64; 2],
    /// Words that are in no group, since their speakers or transcripts have no value.
    pub no_value: u64,
    /// What is said by one at least, that with the strongest likelihood ratio first; equal ones by their letters.
    pub rows: Vec<KeywordRow>,
}

/// One word in the target and in the reference.
#[derive(Clone, Debug, PartialEq)]
pub struct KeywordRow {
    pub word: String,
    pub counts: [u64; 2],
    pub keyness: Keyness,
}

/// Why words cannot be set against each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoGroups {
    /// The attribute has gone.
    NoAttribute,
    /// Nobody has this value; those that there are.
    NoValue(Vec<String>),
    /// Nobody has another value.
    NothingElse,
}

/// Sets the words of those with a value of an attribute against those of all with another.
///
/// # Errors
/// When there is no such attribute or value, or no other value.
pub fn keywords(
    project: &Project,
    scope: &Scope,
    by: AttributeId,
    target: &str,
) -> Result<Keywords, NoGroups> {
    let groups = Groups::new(project, Some(by)).ok_or(NoGroups::NoAttribute)?;
    let known = || groups.names.iter().filter(|name| *name != NO_VALUE);
    let Some(wanted) = groups.names.iter().position(|name| name == target && name != NO_VALUE) else {
        return Err(NoGroups::NoValue(known().cloned().collect()));
    };
    let reference: Vec<String> = known().filter(|name| *name != target).cloned().collect();
    if reference.is_empty() {
        return Err(NoGroups::NothingElse);
    }
    let corpus = Corpus::new(project, scope);
    let mut counts = vec![[0_u64; 2]; corpus.vocabulary.words().len()];
    let (mut tokens, mut no_value) = ([0, 0], 0);
    for (at, pieces) in corpus.by_transcript() {
        let Some(transcript) = project.transcript(corpus.transcripts[at]) else { continue };
        let parts = groups.parts(project, transcript);
        for piece in pieces {
            let of = parts.iter().find(|(_, cases)| {
                let theirs = |cases: &BTreeSet<_>| piece.case.is_some_and(|case| cases.contains(&case));
                cases.as_ref().is_none_or(theirs)
            });
            let side = match of {
                Some((group, _)) if *group == wanted => 0,
                Some((group, _)) if groups.names.get(*group).is_some_and(|name| name != NO_VALUE) => 1,
                Some(_) | None => {
                    no_value += piece.tokens.len() as u64;
                    continue;
                }
            };
            tokens[side] += piece.tokens.len() as u64;
            corpus.tokens[piece.tokens.clone()].iter().for_each(|&id| counts[id as usize][side] += 1);
        }
    }
    let said = corpus.vocabulary.words().iter().map(AsRef::as_ref).zip(counts);
    let said = said.filter(|(word, counts)| *counts != [0, 0] && !scope.stop.contains(*word));
    let row = |(word, counts): (&str, [u64; 2])| KeywordRow {
        word: word.to_string(),
        counts,
        keyness: Keyness::of(counts, tokens),
    };
    let mut rows: Vec<KeywordRow> = said.map(row).collect();
    let strength = |row: &KeywordRow| row.keyness.log_likelihood.map_or(0.0, |test| test.statistic);
    rows.sort_by(|a, b| strength(b).total_cmp(&strength(a)).then_with(|| a.word.cmp(&b.word)));
    Ok(Keywords { reference, tokens, no_value, rows })
}

/// What stands near one word.
#[derive(Clone, Debug, PartialEq)]
pub struct Neighbours {
    /// The word, as [`word`] has it.
    pub node: String,
    /// Words in all, and how often the node is said.
    pub near: Near,
    /// The words of [`Near::rows`], in their order.
    pub words: Vec<String>,
}

/// The words at most `window` words from each `node` in what somebody says at a stretch.
pub fn neighbours(project: &Project, scope: &Scope, node: &str, window: usize) -> Neighbours {
    let corpus = Corpus::new(project, scope);
    let node = word(node);
    let pieces: Vec<&[u32]> =
        corpus.pieces.iter().map(|piece| &corpus.tokens[piece.tokens.clone()]).collect();
    let mut near = collocates(&pieces, corpus.vocabulary.known(&node), window);
    let name = |id: u32| &corpus.vocabulary.words()[id as usize];
    near.rows.retain(|row| !scope.stop.contains(&**name(row.word)));
    near.rows.sort_by(|a, b| b.log_dice.total_cmp(&a.log_dice).then_with(|| name(a.word).cmp(name(b.word))));
    let words = near.rows.iter().map(|row| name(row.word).to_string()).collect();
    Neighbours { node, near, words }
}

/// The share of words in ten thousand.
fn per_10000(count: u64, of: u64) -> Defined {
    if of == 0 { Err(Undefined::EmptySide) } else { Ok(count as f64 / of as f64 * 1e4) }
}

#[cfg(test)]
mod tests;
