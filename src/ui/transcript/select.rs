//! What is selected: by hand, by the caller, or grown piece by piece. Never scrolls, and never knows where on the
//! screen anything is.

use std::ops::Range;

use super::document::Document;
use super::motion;
use super::setting::Caret;
use super::view::View;
use crate::text::Span;

/// A step by which the selection grew: what it was, and the bytes that it became.
#[derive(Clone, Debug)]
pub(super) struct Grown {
    anchor: usize,
    caret: Caret,
    by_hand: bool,
    to: Range<usize>,
}

impl View {
    /// The selected passage.
    pub fn selection(&self, document: &Document) -> Option<Span> {
        document.text().span_widened(self.selected(document)).ok()
    }

    /// Selects a passage; the caret goes to its end. Does not scroll: see [`View::show`].
    pub fn select(&mut self, span: Span) {
        self.text = None;
        self.choose(span.start(), span.end());
    }

    /// Puts the caret at a byte, nothing selected.
    pub fn put_caret(&mut self, document: &Document, byte: usize) {
        self.text = None;
        self.caret = Caret { byte: document.clamp(byte), row_end: false };
        self.anchor = self.caret.byte;
        self.goal = None;
    }

    /// Gives up the selection; the caret stays.
    pub const fn clear_selection(&mut self) {
        self.anchor = self.caret.byte;
    }

    /// The selection grown to the next larger piece: word, sentence, turn, and the whole answer from one question of
    /// the interviewer to the next. Of a selection over several pieces each is taken whole. False where it is as
    /// large as it grows.
    pub fn grow(&mut self, document: &Document) -> bool {
        let now = self.selected(document);
        let Some(to) = pieces(document, &now).find(|p| p.start <= now.start && now.end <= p.end && *p != now)
        else {
            return false;
        };
        if self.grown.last().is_some_and(|grown| grown.to != now) {
            self.grown.clear();
        }
        let (anchor, caret, by_hand) = (self.anchor, self.caret, self.by_hand);
        self.grown.push(Grown { anchor, caret, by_hand, to: to.clone() });
        self.choose(to.start, to.end);
        true
    }

    /// The way back from [`View::grow`]. What did not grow shrinks to the next smaller piece at its start. False where
    /// nothing is selected.
    pub fn shrink(&mut self, document: &Document) -> bool {
        let now = self.selected(document);
        match self.grown.pop() {
            Some(grown) if grown.to == now => {
                (self.anchor, self.caret, self.by_hand) = (grown.anchor, grown.caret, grown.by_hand);
                self.goal = None;
                return true;
            }
            Some(_) | None => self.grown.clear(),
        }
        let within = |p: &Range<usize>| now.start <= p.start && p.end <= now.end && *p != now;
        let at = now.start..now.start;
        let smaller = pieces(document, &at).filter(within).max_by_key(ExactSizeIterator::len);
        let smaller = smaller.unwrap_or(at);
        self.choose(smaller.start, smaller.end);
        !now.is_empty()
    }

    /// The bytes from the anchor to the caret. What the hand made leaves out labels and line ends before its first
    /// letter and after its last, and is whole words where that is how one reads.
    pub(super) fn selected(&self, document: &Document) -> Range<usize> {
        let range = self.anchor.min(self.caret.byte)..self.anchor.max(self.caret.byte);
        if !self.by_hand || range.is_empty() {
            return range;
        }
        let range = motion::shown_part(document, range);
        if self.reading.snap && self.snaps && !range.is_empty() {
            motion::whole_words(document, range)
        } else {
            range
        }
    }

    /// Where the selection is seen to begin and where the caret is seen.
    pub(super) fn ends(&self, document: &Document) -> (usize, Caret) {
        let range = self.selected(document);
        if self.anchor <= self.caret.byte {
            (range.start, Caret { byte: range.end, ..self.caret })
        } else {
            (range.end, Caret { byte: range.start, ..self.caret })
        }
    }

    const fn choose(&mut self, start: usize, end: usize) {
        self.anchor = start;
        self.caret = Caret { byte: end, row_end: true };
        self.goal = None;
        self.by_hand = false;
    }
}

/// The pieces over a selection from the smallest to the largest, those at its two ends and all between.
fn pieces(document: &Document, now: &Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let first = now.start;
    let last = if now.is_empty() { first } else { motion::left(document, now.end).max(first) };
    let around: [fn(&Document, usize) -> Range<usize>; 4] =
        [motion::word_near, motion::sentence_at, motion::turn_at, motion::answer_at];
    let around = around.into_iter().filter(|_| !document.blocks().is_empty());
    around.map(move |piece| piece(document, first).start..piece(document, last).end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Text, TurnRules, recognise};
    use crate::ui::transcript::{Reading, Speaker};

    const TALK: &str = "\
INT: How was it?
P04: Good. She asked me things.
And she listened.
P05: Me too!
INT: And now?
P04: Gone.
";

    fn document(text: &str) -> Document {
        let found = recognise(text, &TurnRules::default());
        let speakers = found.speakers.iter().map(|s| Speaker {
            label: s.label.clone(),
            interviewer: s.label == "INT",
            colour: [0, 0, 0],
        });
        Document::new(Text::new(text), speakers.collect(), &found.turns)
    }

    fn words<'a>(view: &View, document: &'a Document) -> &'a str {
        view.selection(document).map_or("", |span| document.text().slice(span))
    }

    #[test]
    fn it_grows_from_word_to_answer_and_shrinks_back_step_by_step() {
        let document = document(TALK);
        let mut view = View::new();
        view.put_caret(&document, TALK.find("asked").unwrap() + 2);
        let mut seen = vec![words(&view, &document)];
        while view.grow(&document) {
            seen.push(words(&view, &document));
        }
        assert_eq!(
            seen,
            [
                "",
                "asked",
                "She asked me things.",
                "Good. She asked me things.\nAnd she listened.",
                "Good. She asked me things.\nAnd she listened.\nP05: Me too!",
            ]
        );
        while let Some(before) = seen.pop() {
            assert_eq!(words(&view, &document), before);
            assert_eq!(view.shrink(&document), !before.is_empty());
        }
        assert_eq!(view.caret(), TALK.find("asked").unwrap() + 2, "the caret is where it was");
    }

    #[test]
    fn a_question_grows_to_what_was_answered() {
        let document = document(TALK);
        let mut view = View::new();
        view.put_caret(&document, TALK.find("now").unwrap());
        while view.grow(&document) {}
        assert_eq!(words(&view, &document), "And now?\nP04: Gone.");
    }

    #[test]
    fn pieces_that_are_selected_in_part_are_taken_whole() {
        let document = document(TALK);
        let mut view = View::new();
        let (from, to) = (TALK.find("ood").unwrap(), TALK.find("ked me").unwrap());
        view.select(document.text().span(from..to).unwrap());
        let mut seen = Vec::new();
        while view.grow(&document) {
            seen.push(words(&view, &document));
        }
        assert_eq!(seen[..2], ["Good. She asked", "Good. She asked me things."]);
        assert_eq!(seen.len(), 4);
        view.select(document.text().span(from..from + 3).unwrap());
        assert!(view.shrink(&document), "what never grew shrinks too");
        assert_eq!(words(&view, &document), "");
        view.select(document.text().span(from - 1..to + 5).unwrap());
        assert!(view.shrink(&document));
        assert_eq!(words(&view, &document), "Good.");
    }

    #[test]
    fn outside_turns_it_grows_to_the_line() {
        let document = document("One two. Three.\nFour.");
        let mut view = View::new();
        view.put_caret(&document, 5);
        while view.grow(&document) {}
        assert_eq!(words(&view, &document), "One two. Three.");
    }

    #[test]
    fn what_the_pointer_selects_is_whole_words_if_one_wants() {
        let document = document(TALK);
        let mut view = View::new();
        view.read_as(Reading { snap: true, ..Reading::default() });
        let at = TALK.find("asked").unwrap();
        let exact = document.text().span(at + 1..at + 8).unwrap();
        view.select(exact);
        assert_eq!(view.selection(&document), Some(exact), "a coding is selected as it is");
        view.by_hand = true;
        assert_eq!(view.selection(&document), Some(exact), "and what keys select");
        view.snaps = true;
        assert_eq!(words(&view, &document), "asked me");
        view.anchor = at - 1;
        view.caret.byte = at;
        assert_eq!(words(&view, &document), " ", "ends between words stay");
        view.put_caret(&document, at + 1);
        assert_eq!(view.selection(&document), None);
    }

    #[test]
    fn labels_at_the_ends_are_left_out() {
        let document = document(TALK);
        let mut view = View::new();
        let (good, too) = (TALK.find("Good").unwrap(), TALK.find("Me too").unwrap());
        view.by_hand = true;
        (view.anchor, view.caret.byte) = (good, too);
        assert!(words(&view, &document).ends_with("listened."));
        view.anchor = too - "\nP05: ".len();
        assert_eq!(words(&view, &document), "", "nothing but a label");
        view.anchor = good - "\nP04: ".len();
        assert!(words(&view, &document).starts_with("Good"));
    }

    #[test]
    fn whole_words_end_at_elisions_and_letters_count_where_words_have_no_spaces() {
        for (text, dragged, taken) in [
            ("P04: C'est l’homme qu'elle aimait.", "omm", "homme"),
            ("P04: C'est l’homme qu'elle aimait.", "’homme q", "l’homme qu'"),
            ("P04: She doesn’t, we're done.", "oesn’", "doesn’t"),
            ("P04: She doesn’t, we're done.", "re", "we're"),
            ("P04: 我在家里。", "在家", "在家"),
        ] {
            let document = document(text);
            let mut view = View::new();
            view.read_as(Reading { snap: true, ..Reading::default() });
            view.anchor = text.find(dragged).unwrap();
            view.caret.byte = view.anchor + dragged.len();
            (view.by_hand, view.snaps) = (true, true);
            assert_eq!(words(&view, &document), taken, "{text}");
        }
    }
}
