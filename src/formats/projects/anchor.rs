//! Finding the passage that somebody quoted: word for word first, then whatever the white space, the case of letters,
//! the kind of quotation marks, dashes and dots. Never chooses between several places that fit alike.

use crate::text::{Span, Text};

/// A text in which quotes are looked for.
pub(super) struct Anchors {
    text: Text,
    folded: Folded,
}

/// Where a quote stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Anchored {
    /// In one place, or in one that is nearer than all others.
    At {
        /// The passage.
        span: Span,
        /// Whether word for word.
        exact: bool,
    },
    /// In several places, of which none is nearer.
    Several(Vec<Span>),
    /// Nowhere.
    Nowhere,
}

/// A text as it is compared, and for each of its bytes the byte where that came from; one more for the end.
struct Folded {
    text: String,
    from: Vec<u32>,
}

impl Folded {
    fn of(text: &str) -> Self {
        let mut folded =
            Self { text: String::with_capacity(text.len()), from: Vec::with_capacity(text.len() + 1) };
        for (at, c) in text.char_indices() {
            match c {
                '\u{ad}' | '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{feff}' | '\u{fffc}' => {}
                c if c.is_whitespace() => {
                    if !folded.text.is_empty() && !folded.text.ends_with(' ') {
                        folded.push(" ", at);
                    }
                }
                '“' | '”' | '„' | '‟' | '«' | '»' | '″' => folded.push("\"", at),
                '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | '`' | '´' => folded.push("'", at),
                '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => folded.push("-", at),
                '…' => folded.push("...", at),
                c if c.is_ascii() => folded.push(c.to_ascii_lowercase().encode_utf8(&mut [0; 4]), at),
                c => c.to_lowercase().for_each(|c| folded.push(c.encode_utf8(&mut [0; 4]), at)),
            }
        }
        folded.from.push(text.len() as u32);
        folded
    }

    fn push(&mut self, piece: &str, at: usize) {
        self.text.push_str(piece);
        self.from.extend(std::iter::repeat_n(at as u32, piece.len()));
    }

    /// The bytes of the text that a stretch of the folded one came from.
    fn source(&self, start: usize, end: usize) -> std::ops::Range<usize> {
        // The end is where the next piece came from: past all that was left out behind the last one, but white space.
        self.from[start] as usize..self.from[end] as usize
    }
}

impl Anchors {
    /// Makes a text ready to be searched.
    pub(super) fn new(text: &Text) -> Self {
        Self { text: text.clone(), folded: Folded::of(text.as_str()) }
    }

    /// The words in which quotes are looked for.
    pub(super) const fn text(&self) -> &Text {
        &self.text
    }

    /// Where a quote stands; of several places the one that is nearest to a byte, where one is told.
    pub(super) fn find(&self, quote: &str, near: Option<usize>) -> Anchored {
        let quote = quote.trim();
        if quote.is_empty() {
            return Anchored::Nowhere;
        }
        let exact = self.text.as_str().match_indices(quote).map(|(at, _)| at..at + quote.len());
        let exact = self.spans(exact);
        if !exact.is_empty() {
            return chosen(exact, near, true);
        }
        let folded = Folded::of(quote).text;
        let folded = folded.trim();
        let loose = self.loosely(folded);
        if !loose.is_empty() {
            return chosen(loose, near, false);
        }
        // What was cut off is told by dots, in brackets or not.
        let cut = folded
            .trim_end_matches(['.', '[', ']', '(', ')', ' '])
            .trim_start_matches(['.', '[', ']', '(', ')', ' ']);
        match cut.len() < folded.len() && cut.chars().count() >= 12 {
            true => chosen(self.loosely(cut), near, false),
            false => Anchored::Nowhere,
        }
    }

    fn loosely(&self, folded: &str) -> Vec<Span> {
        if folded.is_empty() {
            return Vec::new();
        }
        let found = self.folded.text.match_indices(folded).map(|(at, _)| {
            let range = self.folded.source(at, at + folded.len());
            let words = self.text.as_str().get(range.clone()).unwrap_or_default();
            range.start..range.start + words.trim_end().len()
        });
        self.spans(found)
    }

    fn spans(&self, ranges: impl Iterator<Item = std::ops::Range<usize>>) -> Vec<Span> {
        // More places than this are no place at all.
        ranges.filter_map(|range| self.text.span_widened(range).ok()).take(1000).collect()
    }
}

fn chosen(spans: Vec<Span>, near: Option<usize>, exact: bool) -> Anchored {
    match (spans.as_slice(), near) {
        ([], _) => Anchored::Nowhere,
        (&[span], _) => Anchored::At { span, exact },
        (_, None) => Anchored::Several(spans),
        (all, Some(near)) => {
            let far = |span: &Span| span.start().abs_diff(near);
            let least = all.iter().map(far).min().unwrap_or_default();
            let mut nearest = all.iter().filter(|span| far(span) == least);
            match (nearest.next(), nearest.next()) {
                (Some(&span), None) => Anchored::At { span, exact },
                _ => Anchored::Several(spans),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(text: &str, quote: &str, near: Option<usize>) -> Option<String> {
        let anchors = Anchors::new(&Text::new(text));
        match anchors.find(quote, near) {
            Anchored::At { span, exact } => Some(format!(
                "{}{}@{}",
                if exact { "=" } else { "~" },
                anchors.text.slice(span),
                span.start()
            )),
            Anchored::Several(spans) => Some(format!("{} places", spans.len())),
            Anchored::Nowhere => None,
        }
    }

    #[test]
    fn a_quote_finds_its_words_however_it_was_copied() {
        let text = "P: She said “I don’t know … maybe”\n\nand left. She said no. 🙂 And left it.";
        assert_eq!(found(text, "and left.", None).as_deref(), Some("=and left.@44"));
        assert_eq!(
            found(text, "\"I don't know ... maybe\" and left", None).as_deref(),
            Some("~“I don’t know … maybe”\n\nand left@12")
        );
        assert_eq!(found(text, "She said", None).as_deref(), Some("2 places"));
        assert_eq!(found(text, "She said", Some(50)).as_deref(), Some("=She said@54"));
        assert_eq!(found(text, "SHE  SAID NO. 🙂 [...]", None).as_deref(), Some("~She said no. 🙂@54"));
        assert_eq!(found(text, "She left", None), None);
        assert_eq!(found(text, " ", None), None);
    }

    proptest! {
        #[test]
        fn every_passage_is_found_again(text in "[a-c é“’…\n🙂\u{301}\u{ad}-]{1,40}", from in 0..40_usize, length in 1..20_usize) {
            let text = Text::new(text);
            let from = text.as_str().char_indices().map(|(at, _)| at).nth(from).unwrap_or_default();
            let to = text.as_str()[from..].char_indices().map(|(at, c)| at + c.len_utf8()).take(length).last().unwrap_or_default() + from;
            let Ok(span) = text.span_widened(from..to) else { return Ok(()) };
            let quote = text.slice(span).trim();
            let anchors = Anchors::new(&text);
            let again = anchors.find(quote, None);
            prop_assert!(quote.is_empty() || again != Anchored::Nowhere);
            let loud = quote.to_uppercase().replace('“', "\"").replace(' ', "\n ").replace('…', "...");
            let loose = anchors.find(&loud, None);
            prop_assert!(Folded::of(quote).text.trim().is_empty() || loose != Anchored::Nowhere, "{loud:?}");
        }
    }
}
