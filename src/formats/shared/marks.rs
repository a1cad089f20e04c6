//! What somebody marked in a document besides writing it: highlights and comments, and where in its words. Never says what
//! becomes of them in a project.

use std::ops::Range;

use crate::model::Colour;

/// What is marked in the words of a draft; places in bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Highlights in the order of the words; neighbours of one colour are one.
    pub highlights: Vec<(Colour, Range<usize>)>,
    /// Comments in the order of the file.
    pub comments: Vec<Comment>,
}

/// What somebody noted on a passage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comment {
    pub author: String,
    /// The day and time, as the file writes it.
    pub written: String,
    pub text: String,
    /// What it is about; empty where that is only a point between words, none where the words do not hold it.
    pub place: Option<Range<usize>>,
    /// The comment that begins the thread, where this is a reply.
    pub answers: Option<usize>,
}

/// Which of them become codings and memos.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MarksWanted {
    pub highlights: bool,
    pub comments: bool,
}

impl MarksWanted {
    /// Whether any do.
    pub const fn any(self) -> bool {
        self.highlights || self.comments
    }
}

impl Marks {
    /// Says of each comment which one it answers, by the number of that one; a reply to a reply is one to the first.
    pub(in crate::formats) fn thread(&mut self, answered: &[Option<usize>]) {
        let first = |mut at: usize| {
            // A ring has no first.
            for _ in 0..answered.len() {
                match answered.get(at).copied().flatten() {
                    Some(before) => at = before,
                    None => return Some(at),
                }
            }
            None
        };
        for (n, comment) in self.comments.iter_mut().enumerate() {
            comment.answers = answered.get(n).copied().flatten().and_then(first).filter(|first| *first != n);
        }
    }
}
