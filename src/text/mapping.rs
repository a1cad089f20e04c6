//! Corrections of a text: what takes the place of what, and where all that pointed into the text then stands. Never
//! decides what becomes of those whose words are gone.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{CharPos, Span, Text, Turn, Turns, TurnsError};
use crate::lang::{Message, Tell, message, place};

/// Words that take the place of others; of nothing, where start and end are the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Splice {
    /// First code point that goes, in the text before.
    pub start: CharPos,
    /// The code point after the last that goes.
    pub end: CharPos,
    /// What stands there instead.
    pub with: String,
}

/// Why splices do not fit a text; each says at which code point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
pub enum SpliceError {
    /// It starts before the one before it ends, or ends before it starts.
    Order(CharPos),
    /// It ends after the text does.
    Outside {
        /// Where it ends.
        at: CharPos,
        /// Code points of the whole text.
        chars: u32,
    },
    /// It starts or ends inside a character that a reader sees as one.
    SplitsCharacter(CharPos),
    /// The text would be longer than a text may be.
    TooLong(CharPos),
}

impl Tell for SpliceError {
    fn message(&self) -> Message {
        match self {
            Self::Order(at) => message!("splice-order", at = place(at.0)),
            Self::Outside { at, chars } => message!("splice-outside", at = place(at.0), chars),
            Self::SplitsCharacter(at) => message!("splice-splits-character", at = place(at.0)),
            Self::TooLong(at) => message!("splice-too-long", at = place(at.0)),
        }
    }
}

/// What became of a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mapped {
    /// It has the same words, here or further on.
    Same(Span),
    /// Words inside it are others now.
    Reworded(Span),
    /// It has lost words at an end, and keeps what remains of its own.
    Shrunk(Span),
    /// None of its words remain. What stands there now, which may be nothing.
    Gone(Range<usize>),
}

impl Mapped {
    /// Where the passage stands now.
    pub const fn span(&self) -> Option<Span> {
        match self {
            Self::Same(span) | Self::Reworded(span) | Self::Shrunk(span) => Some(*span),
            Self::Gone(_) => None,
        }
    }
}

/// The way from a text to its corrected version.
///
/// ```text
///   before   She recieved a big parcel.        recieved a   reworded: "received a"
///                  ──       ────               a big        shrunk:   "a "
///   after    She received a parcel.            big          gone
///                  ──                          parcel       the same, further on
/// ```
///
/// What replaces words inside a passage, or all of it, belongs to it. What is put in at its very start or end does not.
#[derive(Clone, Debug)]
pub struct Mapping {
    text: Text,
    /// Sorted; something is kept between any two.
    changes: Vec<Change>,
}

/// Bytes before, and what stands for them after.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Change {
    old: Range<usize>,
    new: Range<usize>,
}

impl Mapping {
    /// Puts splices into a text, all or none. Two that touch count as one.
    ///
    /// # Errors
    /// When they are not in order, lie outside the text or split a character, or the text would be too long.
    pub fn new(old: &Text, splices: &[Splice]) -> Result<Self, SpliceError> {
        let mut text = String::with_capacity(old.len());
        let mut changes: Vec<Change> = Vec::with_capacity(splices.len());
        let mut kept = 0;
        for splice in splices {
            let byte = |at: CharPos| {
                let byte = old.byte_of_char(at).ok_or(SpliceError::Outside { at, chars: old.chars() })?;
                old.is_boundary(byte).then_some(byte).ok_or(SpliceError::SplitsCharacter(at))
            };
            let (start, end) = (byte(splice.start)?, byte(splice.end)?);
            if start > end || start < kept {
                return Err(SpliceError::Order(splice.start));
            }
            text.push_str(old.as_str().get(kept..start).unwrap_or_default());
            let from = text.len();
            text.push_str(&splice.with);
            kept = end;
            if text.len() > Text::MAX_BYTES {
                return Err(SpliceError::TooLong(splice.start));
            }
            match changes.last_mut().filter(|last| last.old.end == start) {
                Some(last) => (last.old.end, last.new.end) = (end, text.len()),
                None => changes.push(Change { old: start..end, new: from..text.len() }),
            }
        }
        text.push_str(old.as_str().get(kept..).unwrap_or_default());
        if text.len() > Text::MAX_BYTES {
            return Err(SpliceError::TooLong(CharPos(0)));
        }
        Ok(Self { text: Text::new(text), changes })
    }

    /// The text after.
    pub const fn text(&self) -> &Text {
        &self.text
    }

    /// What became of a passage of the text before.
    pub fn span(&self, span: Span) -> Mapped {
        let (start, end) = (span.start(), span.end());
        // None reaches further back than the last that starts at or before the passage.
        let first = self.before(|c| c.old.start <= start);
        let last = self.before(|c| c.old.start < end);
        let over = first.filter(|c| end <= c.old.end);
        if let Some(change) = over.filter(|c| c.old != (start..end) || c.new.is_empty()) {
            return Mapped::Gone(change.new.clone());
        }
        let cut_start = first.filter(|c| c.old.start < start && start < c.old.end);
        let cut_end = last.filter(|c| end < c.old.end);
        let from = match first {
            Some(c) if c.old.start == start && c.old.end > start => c.new.start,
            Some(c) => c.new.end + start.saturating_sub(c.old.end),
            None => start,
        };
        let to = match last {
            Some(c) if c.old.end > end => c.new.start,
            Some(c) => c.new.end + (end - c.old.end),
            None => end,
        };
        let inside = last.is_some_and(|c| c.old.start > start || c.old.start == start && c.old.end > start);
        match self.text.span_widened(from..to) {
            Ok(whole) if cut_start.is_some() || cut_end.is_some() => Mapped::Shrunk(whole),
            Ok(whole) if inside || whole.range() != (from..to) => Mapped::Reworded(whole),
            Ok(whole) => Mapped::Same(whole),
            // Cannot be, since something of it is kept: two changes never touch.
            Err(_) => Mapped::Gone(from..from),
        }
    }

    /// Where a place of the text before is now, on a grapheme boundary; inside words that went, as far on in those that
    /// stand there as they reach.
    pub fn position(&self, byte: usize) -> usize {
        let at = self.before(|c| c.old.start < byte).map_or(byte, |c| {
            if c.old.end <= byte {
                c.new.end + (byte - c.old.end)
            } else {
                c.new.end.min(c.new.start + (byte - c.old.start))
            }
        });
        self.text.floor_grapheme(at)
    }

    /// The turns on the text after. What is put in at a turn's start or end belongs to it, as do words that replace its
    /// end and what follows; a turn without words goes.
    ///
    /// # Errors
    /// When they do not fit; not for turns of the text before.
    pub fn turns(&self, turns: &Turns) -> Result<Turns, TurnsError> {
        let mut moved: Vec<Turn> = Vec::with_capacity(turns.len());
        let mut taken = 0;
        for turn in turns.iter() {
            let Range { mut start, mut end } = self.outward(&turn.range);
            start = start.max(taken);
            let mut body = self.outward(&(turn.body..turn.range.end)).start.max(start);
            let touches = |c: &Change| c.old.start <= turn.range.end && c.old.end >= turn.range.start;
            if self.before(|c| c.old.start <= turn.range.end).is_some_and(touches) {
                let words = self.text.as_str().get(start..end).unwrap_or_default();
                start += words.len() - words.trim_start().len();
                end = start + words.trim().len();
                let words = self.text.as_str().get(body.min(end)..end).unwrap_or_default();
                body = (end - words.trim_start().len()).max(start);
            }
            if start < end {
                moved.push(Turn { range: start..end, body: body.min(end), ..turn.clone() });
                taken = end;
            }
        }
        Turns::new(&self.text, moved)
    }

    /// A range with all that was put in at its start and end.
    fn outward(&self, range: &Range<usize>) -> Range<usize> {
        let start = self
            .before(|c| c.old.start < range.start)
            .map_or(range.start, |c| c.new.end + range.start.saturating_sub(c.old.end));
        let end = self.before(|c| c.old.start < range.end || c.old == (range.end..range.end));
        start..end.map_or(range.end, |c| c.new.end + range.end.saturating_sub(c.old.end))
    }

    /// The last change for which this holds, as it does for all before it.
    fn before(&self, which: impl Fn(&Change) -> bool) -> Option<&Change> {
        self.changes.get(self.changes.partition_point(which).checked_sub(1)?)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn splice(start: u32, end: u32, with: &str) -> Splice {
        Splice { start: CharPos(start), end: CharPos(end), with: with.to_owned() }
    }

    /// What becomes of `[passage]` marked in a text when the splices are put in.
    fn mapped(marked: &str, splices: &[Splice]) -> String {
        let (start, end) = (marked.find('[').unwrap(), marked.find(']').unwrap() - 1);
        let text = Text::new(marked.replace(['[', ']'], ""));
        let mapping = Mapping::new(&text, splices).unwrap();
        let mapped = mapping.span(text.span(start..end).unwrap());
        let shown = |span: Span| {
            let text = mapping.text().as_str();
            format!("{}[{}]{}", &text[..span.start()], &text[span.range()], &text[span.end()..])
        };
        match mapped {
            Mapped::Same(span) => shown(span),
            Mapped::Reworded(span) => format!("reworded {}", shown(span)),
            Mapped::Shrunk(span) => format!("shrunk {}", shown(span)),
            Mapped::Gone(at) => format!("gone at {at:?} of {}", mapping.text().as_str()),
        }
    }

    #[test]
    fn what_lies_before_or_after_only_moves() {
        assert_eq!(mapped("abc [def] ghi", &[splice(0, 3, "x"), splice(8, 11, "")]), "x [def] ");
        assert_eq!(mapped("abc [def] ghi", &[splice(0, 4, "")]), "[def] ghi");
    }

    #[test]
    fn what_is_changed_inside_belongs_to_the_passage() {
        assert_eq!(mapped("abc [def] ghi", &[splice(5, 6, "EEE")]), "reworded abc [dEEEf] ghi");
        assert_eq!(mapped("abc [def] ghi", &[splice(4, 5, "D")]), "reworded abc [Def] ghi");
        assert_eq!(mapped("abc [def] ghi", &[splice(6, 7, "F")]), "reworded abc [deF] ghi");
        assert_eq!(mapped("abc [def] ghi", &[splice(5, 5, " ")]), "reworded abc [d ef] ghi");
        assert_eq!(mapped("abc [def] ghi", &[splice(4, 7, "[x]")]), "reworded abc [[x]] ghi");
        assert_eq!(mapped("abc [def] ghi", &[splice(4, 5, ""), splice(6, 7, "")]), "reworded abc [e] ghi");
    }

    #[test]
    fn what_is_put_in_at_an_edge_stays_outside() {
        assert_eq!(mapped("abc [def] ghi", &[splice(4, 4, "x"), splice(7, 7, "y")]), "abc x[def]y ghi");
    }

    #[test]
    fn over_an_end_the_passage_keeps_its_own_words() {
        assert_eq!(mapped("abc [def] ghi", &[splice(2, 5, "X")]), "shrunk abX[ef] ghi");
        assert_eq!(mapped("abc [def] ghi", &[splice(6, 9, "X")]), "shrunk abc [de]Xhi");
        assert_eq!(mapped("abc [def] ghi", &[splice(2, 5, ""), splice(6, 9, "")]), "shrunk ab[e]hi");
    }

    #[test]
    fn nothing_left_is_gone() {
        assert_eq!(mapped("abc [def] ghi", &[splice(4, 7, "")]), "gone at 4..4 of abc  ghi");
        assert_eq!(mapped("abc [def] ghi", &[splice(3, 7, "X")]), "gone at 3..4 of abcX ghi");
        assert_eq!(mapped("abc [def] ghi", &[splice(4, 8, "XY")]), "gone at 4..6 of abc XYghi");
        // Two that touch are one.
        assert_eq!(
            mapped("abc [def] ghi", &[splice(2, 5, "X"), splice(5, 8, "Y")]),
            "gone at 2..4 of abXYghi"
        );
    }

    #[test]
    fn edges_are_whole_characters_of_the_text_after() {
        // An accent put in behind the passage becomes part of its last letter.
        assert_eq!(mapped("caf[e] au", &[splice(4, 4, "\u{301}")]), "reworded caf[e\u{301}] au");
        // Two halves of a flag meet.
        assert_eq!(mapped("[🇩]-🇪", &[splice(1, 2, "")]), "reworded [🇩🇪]");
    }

    #[test]
    fn the_drawn_example_is_so() {
        let after = |marked: &str| {
            let old = marked.replace(['[', ']'], "");
            mapped(marked, &crate::text::corrected(&old, "She received a parcel."))
        };
        assert_eq!(after("She [recieved a] big parcel."), "reworded She [received a] parcel.");
        assert_eq!(after("She recieved [a big] parcel."), "shrunk She received [a ]parcel.");
        assert_eq!(after("She recieved a [big] parcel."), "gone at 15..15 of She received a parcel.");
        assert_eq!(after("She recieved a big [parcel]."), "She received a [parcel].");
    }

    #[test]
    fn splices_that_do_not_fit_are_refused() {
        let text = Text::new("cafe\u{301} 🙂");
        let refused = |splices: &[Splice]| Mapping::new(&text, splices).unwrap_err();
        assert_eq!(refused(&[splice(4, 5, "")]), SpliceError::SplitsCharacter(CharPos(4)));
        assert_eq!(refused(&[splice(2, 1, "")]), SpliceError::Order(CharPos(2)));
        assert_eq!(refused(&[splice(0, 3, ""), splice(2, 3, "")]), SpliceError::Order(CharPos(2)));
        assert_eq!(refused(&[splice(6, 9, "")]), SpliceError::Outside { at: CharPos(9), chars: 7 });
    }

    #[test]
    fn turns_take_in_what_is_put_in_at_their_ends() {
        let text = Text::new("I: Why?\n\nP: She left\n");
        let turn = |range: Range<usize>, body| Turn { speaker: None, time_ms: Some(1), range, body };
        let turns = Turns::new(&text, vec![turn(0..7, 3), turn(9..20, 12)]).unwrap();
        let after = |splices: &[Splice]| {
            let mapping = Mapping::new(&text, splices).unwrap();
            let turns = mapping.turns(&turns).unwrap();
            let words = |t: &Turn| {
                let text = mapping.text().as_str();
                format!("{}|{}", &text[t.range.start..t.body], &text[t.words()])
            };
            turns.iter().map(words).collect::<Vec<_>>()
        };
        assert_eq!(after(&[splice(20, 20, " early. ")]), ["I: |Why?", "P: |She left early."]);
        assert_eq!(
            after(&[splice(3, 3, " And "), splice(12, 12, "Oh, ")]),
            ["I:  |And Why?", "P: |Oh, She left"]
        );
        assert_eq!(after(&[splice(0, 9, "")]), ["P: |She left"]);
        assert_eq!(after(&[splice(6, 16, "?! ")]), ["I: |Why?!", "|left"]);
        assert_eq!(after(&[splice(9, 12, "")]), ["I: |Why?", "|She left"]);
        assert_eq!(after(&[splice(9, 12, "Mary: ")]), ["I: |Why?", "Mary: |She left"]);
    }

    /// Pieces of text in which graphemes join, split and repeat.
    fn letters(most: usize) -> impl Strategy<Value = String> {
        proptest::string::string_regex(&format!("[ab é🙂\u{301}\u{200d}🇩\n]{{0,{most}}}")).unwrap()
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// By the letter: those that stay of a passage are in it afterwards, and its edges are its own.
        #[test]
        fn a_passage_keeps_all_its_words_that_remain(
            old in letters(30),
            cuts in prop::collection::vec((0usize..31, letters(3)), 0..8),
            passage in (0usize..31, 0usize..31),
        ) {
            let text = Text::new(old);
            let at = |n: usize| text.floor_grapheme(text.as_str().char_indices().nth(n).map_or(text.len(), |(at, _)| at));
            let mut places: Vec<usize> = cuts.iter().map(|(n, _)| at(*n)).collect();
            places.sort_unstable();
            let splices: Vec<Splice> = places
                .chunks_exact(2)
                .zip(&cuts)
                .map(|(p, (_, with))| Splice {
                    start: text.char_of(p[0]),
                    end: text.char_of(p[1]),
                    with: with.clone(),
                })
                .collect();
            let mapping = Mapping::new(&text, &splices).unwrap();
            // Each byte that stays, before and after.
            let mut kept: Vec<(usize, usize)> = Vec::new();
            let (mut from, mut grown) = (0, 0);
            for splice in &splices {
                let (start, end) = (text.byte_of_char(splice.start).unwrap(), text.byte_of_char(splice.end).unwrap());
                kept.extend((from..start).map(|b| (b, grown + b - from)));
                grown += start - from + splice.with.len();
                from = end;
            }
            kept.extend((from..text.len()).map(|b| (b, grown + b - from)));
            prop_assert_eq!(mapping.text().len(), grown + text.len() - from);

            let (start, end) = (at(passage.0.min(passage.1)), at(passage.0.max(passage.1)));
            let Ok(span) = text.span(start..end) else { return Ok(()) };
            let own: Vec<usize> = kept.iter().filter(|(b, _)| span.contains(*b)).map(|&(_, after)| after).collect();
            match mapping.span(span) {
                Mapped::Gone(_) => prop_assert!(own.is_empty()),
                Mapped::Same(now) | Mapped::Reworded(now) | Mapped::Shrunk(now) => {
                    prop_assert_eq!(mapping.text().span(now.range()), Ok(now));
                    prop_assert!(own.iter().all(|&b| now.contains(b)));
                    let words_before = text.slice(span);
                    if mapping.span(span) == Mapped::Same(now) {
                        prop_assert_eq!(mapping.text().slice(now), words_before);
                    }
                    // Nothing foreign at the edges but what completes a character.
                    if let (Mapped::Shrunk(_), Some(first), Some(last)) = (mapping.span(span), own.first(), own.last()) {
                        let whole = mapping.text().span_widened(*first..*last + 1).unwrap();
                        prop_assert!(now.covers(whole));
                    }
                }
            }
        }
    }
}
