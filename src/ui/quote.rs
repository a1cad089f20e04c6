//! How lists name a passage (transcript, turn, and the first words) and a code. Plain data; never draws.

use crate::model::{CodeId, Project, Transcript, TranscriptId};
use crate::text::Span;

/// Words of a passage that a list shows, in characters.
const SHOWN: usize = 140;

/// A passage in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The transcript.
    pub transcript: TranscriptId,
    /// Its title.
    pub title: String,
    /// Number of the turn in which the passage begins, from 1; none between turns.
    pub turn: Option<usize>,
    /// Where it stands.
    pub span: Span,
    /// How it reads, on one line, cut at a word.
    pub quote: String,
}

/// The passage as a list shows it.
pub fn place(transcript: &Transcript, span: Span) -> Place {
    Place {
        transcript: transcript.id(),
        title: transcript.title().to_owned(),
        turn: transcript.turns().at(span.start()).map(|turn| turn + 1),
        span,
        quote: shortened(transcript.text().slice(span)),
    }
}

/// A code's path as the window writes it, "Love / knows me".
pub fn path(project: &Project, code: CodeId) -> String {
    let mut names: Vec<&str> = project.codebook().ancestry(code).map(|c| c.name.as_str()).collect();
    names.reverse();
    names.join(" / ")
}

/// One line of at most [`SHOWN`] characters, cut between words.
fn shortened(words: &str) -> String {
    let mut line = String::new();
    for word in words.split_whitespace() {
        if line.chars().count() + word.chars().count() > SHOWN {
            if line.is_empty() {
                line.extend(word.chars().take(SHOWN));
            }
            line.push('…');
            break;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::{SHOWN, shortened};

    #[test]
    fn a_long_passage_is_cut_between_words() {
        assert_eq!(shortened("one\n two"), "one two");
        let long = shortened(&"word ".repeat(100));
        assert!(long.ends_with("word…") && long.chars().count() <= SHOWN + 1);
        assert_eq!(shortened(&"x".repeat(300)).chars().count(), SHOWN + 1);
    }
}
