//! What labels mean in the languages that interviews are held in: who asks, who is asked, and what a protocol's head
//! says of the recording. One table a language, in the words that transcription guides and programs of that language use;
//! written as a label is compared: lower case, single spaces. Never looks at a text.

mod beyond;
mod latin;
mod phrases;

pub(super) use phrases::{COLUMNS, FOOTERS, NO_NAMES, PROGRAM};

/// The words of one language.
pub(in crate::text::layout) struct Language {
    /// Who asks.
    pub asks: &'static [&'static str],
    /// Who is asked.
    pub asked: &'static [&'static str],
    /// Who is there beside.
    pub other: &'static [&'static str],
    /// Somebody, and which is left open.
    pub speaker: &'static [&'static str],
    /// What the head of a protocol says of the interview.
    pub head: &'static [&'static str],
}

/// All languages, English first.
pub(super) fn languages() -> impl Iterator<Item = &'static Language> {
    latin::LANGUAGES.iter().chain(beyond::LANGUAGES)
}
