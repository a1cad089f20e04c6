//! What is said in all transcripts, as numbers of words. Each text is gone through once, and letters are made small once for
//! each way in which a word is written.

use std::collections::HashMap;
use std::ops::Range;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::Scope;
use crate::model::{CaseId, Project, Transcript, TranscriptId, folded};
use crate::text::Turn;

/// A word as it is counted: in small letters, accents written in one way.
///
/// ```
/// assert_eq!(concord::analysis::words::word("Zoe\u{308}’s"), "zoë’s");
/// ```
pub fn word(written: &str) -> String {
    let small = written.to_lowercase();
    match is_nfc_quick(small.chars()) {
        IsNormalized::Yes => small,
        IsNormalized::No | IsNormalized::Maybe => small.nfc().collect(),
    }
}

/// Words by number, in the order in which they first occur.
#[derive(Debug, Default)]
pub struct Vocabulary<'t> {
    words: Vec<Box<str>>,
    ids: HashMap<Box<str>, u32>,
    /// Ways in which they are written.
    written: HashMap<&'t str, u32>,
}

impl<'t> Vocabulary<'t> {
    /// The number of a word as it is written; a new one where it did not occur before.
    pub fn id(&mut self, written: &'t str) -> u32 {
        if let Some(&id) = self.written.get(written) {
            return id;
        }
        let word = word(written).into_boxed_str();
        let id = *self.ids.entry(word).or_insert_with_key(|word| {
            self.words.push(word.clone());
            self.words.len() as u32 - 1
        });
        self.written.insert(written, id);
        id
    }

    /// The number of a word that occurred, as [`word`] has it.
    pub fn known(&self, word: &str) -> Option<u32> {
        self.ids.get(word).copied()
    }

    /// All of them by their numbers.
    pub fn words(&self) -> &[Box<str>] {
        &self.words
    }
}

/// What one person says at a stretch, or what stands outside all turns.
pub(super) struct Piece {
    /// By its number.
    transcript: usize,
    /// Whose words these are.
    pub(super) case: Option<CaseId>,
    /// Where they are among all.
    pub(super) tokens: Range<usize>,
}

/// All that is in scope.
pub(super) struct Corpus<'p> {
    pub(super) vocabulary: Vocabulary<'p>,
    /// The words one after another.
    pub(super) tokens: Vec<u32>,
    pub(super) pieces: Vec<Piece>,
    /// By title.
    pub(super) transcripts: Vec<TranscriptId>,
}

/// How often each word is said where.
pub(super) struct Counted {
    /// By transcript: words in all.
    pub(super) sizes: Vec<u64>,
    /// By word: transcripts with it, and how often it is there.
    pub(super) hits: Vec<Vec<(u32, u64)>>,
}

impl<'p> Corpus<'p> {
    pub(super) fn new(project: &'p Project, scope: &Scope) -> Self {
        let all = project.transcripts();
        let transcripts = all.iter().map(|transcript| transcript.id()).collect();
        let mut corpus =
            Self { vocabulary: Vocabulary::default(), tokens: Vec::new(), pieces: Vec::new(), transcripts };
        for (at, transcript) in all.into_iter().enumerate() {
            for (bytes, case) in said(transcript, scope) {
                let from = corpus.tokens.len();
                let text = transcript.text();
                let words = text.words().within(bytes).filter_map(|word| text.as_str().get(word));
                corpus.tokens.extend(words.map(|word| corpus.vocabulary.id(word)));
                corpus.pieces.push(Piece { transcript: at, case, tokens: from..corpus.tokens.len() });
            }
        }
        corpus
    }

    /// The pieces of each transcript that has some.
    pub(super) fn by_transcript(&self) -> impl Iterator<Item = (usize, &[Piece])> {
        self.pieces.chunk_by(|a, b| a.transcript == b.transcript).map(|all| (all[0].transcript, all))
    }

    pub(super) fn counted(&self) -> Counted {
        let words = self.vocabulary.words().len();
        let mut counted = Counted { sizes: vec![0; self.transcripts.len()], hits: vec![Vec::new(); words] };
        let mut here = vec![0_u64; words];
        let mut touched: Vec<u32> = Vec::new();
        for (at, pieces) in self.by_transcript() {
            for &id in pieces.iter().flat_map(|piece| &self.tokens[piece.tokens.clone()]) {
                let count = &mut here[id as usize];
                if *count == 0 {
                    touched.push(id);
                }
                *count += 1;
                counted.sizes[at] += 1;
            }
            for id in touched.drain(..) {
                counted.hits[id as usize].push((at as u32, std::mem::take(&mut here[id as usize])));
            }
        }
        counted
    }
}

/// What is said in a transcript and what stands outside all turns, piece by piece, each with whose it is.
///
/// ```text
///   Notes of the day        a piece of the transcript's case
///   I: How was it?          "How was it?", the interviewer's
///   P01: Fine.              "Fine.", P01's
/// ```
fn said(transcript: &Transcript, scope: &Scope) -> Vec<(Range<usize>, Option<CaseId>)> {
    let mut pieces = Vec::new();
    let mut at = 0;
    let outside = |pieces: &mut Vec<_>, bytes: Range<usize>| {
        if scope.speakers.is_empty() && !bytes.is_empty() && transcript.counts_at(bytes.start) {
            pieces.push((bytes, transcript.case()));
        }
    };
    for turn in transcript.turns().iter() {
        outside(&mut pieces, at..turn.range.start);
        if speaks(transcript, turn, scope) {
            pieces.push((turn.words(), transcript.case_of(turn)));
        }
        at = turn.range.end;
    }
    outside(&mut pieces, at..transcript.text().len());
    pieces
}

fn speaks(transcript: &Transcript, turn: &Turn, scope: &Scope) -> bool {
    let asked = || {
        let speaker = turn.speaker.and_then(|at| transcript.speaker(at));
        speaker.is_some_and(|speaker| scope.speakers.contains(&folded(&speaker.label)))
    };
    let interviewer = scope.leave_out_interviewer && transcript.is_interviewer(turn);
    !interviewer && transcript.counts_at(turn.range.start) && (scope.speakers.is_empty() || asked())
}
