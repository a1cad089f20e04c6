//! Search over one text: plain words or a regular expression, in time linear in the text for one match. Never
//! gives an empty match, two that overlap, or one that splits what a reader sees as a character.

use std::ops::Range;

use regex::{Regex, RegexBuilder};
use unicode_normalization::UnicodeNormalization;

use super::{Span, Text};
use crate::lang::{Message, Tell, message, place};

/// Most memory that a compiled pattern may take, in bytes.
const MAX_COMPILED: usize = 4 << 20;
/// Deepest nesting of brackets in a regular expression.
const MAX_NESTING: u32 = 100;

/// Why a pattern cannot be searched for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
pub enum PatternError {
    /// The pattern is empty.
    Empty,
    /// Not a regular expression.
    Syntax {
        /// The character of the pattern that is at fault, counted from 1.
        at: usize,
        /// What is wrong.
        problem: String,
        /// What to do about it.
        remedy: Message,
    },
    /// Too large once repetitions are written out.
    TooLarge,
}

impl Tell for PatternError {
    fn message(&self) -> Message {
        match self {
            Self::Empty => message!("pattern-empty"),
            Self::Syntax { at, problem, remedy } => {
                message!("pattern-syntax", at = place(*at), problem, remedy)
            }
            Self::TooLarge => message!("pattern-too-large"),
        }
    }
}

/// What to search for, as a person says it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Search {
    /// The words, or the regular expression.
    pub words: String,
    /// Whether they are a regular expression.
    pub regex: bool,
    /// Whether no letter may go on before or after a match.
    pub whole_word: bool,
    /// Whether capital and small letters differ.
    pub case_sensitive: bool,
    /// Whether quotation marks and dashes of one sort differ from those of another; in a regular expression they do.
    pub exact_signs: bool,
}

impl Search {
    /// The pattern that it stands for.
    ///
    /// # Errors
    /// When there is nothing to search for, far too much, or no regular expression, with the place and a remedy.
    pub fn pattern(&self) -> Result<Pattern, PatternError> {
        match (self.regex, self.exact_signs) {
            (true, _) => Pattern::regex(&self.words, self.case_sensitive, self.whole_word),
            (false, false) => Pattern::plain(&self.words, self.case_sensitive, self.whole_word),
            (false, true) => Pattern::exact(&self.words, self.case_sensitive, self.whole_word),
        }
    }
}

/// What to search for, made once and used on any number of texts.
#[derive(Clone, Debug)]
pub struct Pattern {
    regex: Regex,
    /// Plain words that must stand alone; a regular expression says so itself.
    alone: bool,
}

impl Pattern {
    /// Words as they stand, letter for letter; a letter with an accent is the same as one letter and as two, and so are
    /// quotation marks, and dashes, of all sorts.
    ///
    /// # Errors
    /// When there is nothing to search for, or far too much.
    pub fn plain(words: &str, case_sensitive: bool, whole_word: bool) -> Result<Self, PatternError> {
        Self::words(words, &SIGNS, case_sensitive, whole_word)
    }

    /// The same, where each sort of quotation mark and of dash is itself alone.
    ///
    /// # Errors
    /// As there.
    pub fn exact(words: &str, case_sensitive: bool, whole_word: bool) -> Result<Self, PatternError> {
        Self::words(words, &[], case_sensitive, whole_word)
    }

    fn words(words: &str, alike: &[&str], case: bool, whole_word: bool) -> Result<Self, PatternError> {
        if words.is_empty() {
            return Err(PatternError::Empty);
        }
        compile(&either_form(words, alike), case).map(|regex| Self { regex, alone: whole_word })
    }

    /// A regular expression; `^` and `$` stand for the ends of a line. As a whole word, it matches what it can where no
    /// letter goes on: `car|care` finds "care".
    ///
    /// # Errors
    /// When it is empty or cannot be read, with the place and a remedy.
    pub fn regex(pattern: &str, case_sensitive: bool, whole_word: bool) -> Result<Self, PatternError> {
        if pattern.is_empty() {
            return Err(PatternError::Empty);
        }
        if let Err(error) = regex_syntax::Parser::new().parse(pattern) {
            return Err(syntax(&error));
        }
        let regex = if whole_word {
            let whole = |end| format!(r"\b{{start-half}}(?:{pattern}{end})\b{{end-half}}");
            // A verbose pattern may end in a comment, which only a line end closes.
            compile(&whole(""), case_sensitive).or_else(|_| compile(&whole("\n"), case_sensitive))
        } else {
            compile(pattern, case_sensitive)
        };
        regex.map(|regex| Self { regex, alone: false })
    }

    /// Every match from the start of the text on, none overlapping the one before. Matches are widened to whole
    /// graphemes where they end inside one; two in the same grapheme are one.
    pub fn find_all(&self, text: &Text) -> Vec<Span> {
        self.matches(text).collect()
    }

    /// The same, one after the other: there may be many, and whoever asks may have had enough.
    pub fn matches<'a>(&'a self, text: &'a Text) -> impl Iterator<Item = Span> + 'a {
        let (mut from, mut end) = (0, 0);
        std::iter::from_fn(move || {
            loop {
                let range = self.next(text.as_str(), from)?;
                from = range.end;
                let span = text.span_widened(range).ok().filter(|span| span.start() >= end);
                if let Some(span) = span {
                    end = span.end();
                    return Some(span);
                }
            }
        })
    }

    /// Whether the text holds a match at all.
    pub fn is_in(&self, text: &Text) -> bool {
        self.next(text.as_str(), 0).is_some()
    }

    /// The first match that is not empty at or after a byte.
    fn next(&self, text: &str, mut from: usize) -> Option<Range<usize>> {
        loop {
            let range = self.regex.find_at(text, from)?.range();
            if !range.is_empty() && (!self.alone || stands_alone(text, &range)) {
                return Some(range);
            }
            from = range.start + text[range.start..].chars().next()?.len_utf8();
        }
    }
}

/// Signs that are one to whoever searches: programs put others than were typed.
const SIGNS: [&str; 3] = ["'’‘‚‛′ʼ`´＇‹›", "\"“”„‟″＂«»", "-‐‑‒–—―−﹘﹣－"];

/// Words as a pattern that finds each letter composed and decomposed (NFC and NFD of Unicode Annex 15), and each sign as
/// any that is alike.
fn either_form(words: &str, alike: &[&str]) -> String {
    let mut pattern = String::with_capacity(words.len());
    for letter in words.nfc() {
        if let Some(signs) = alike.iter().find(|signs| signs.contains(letter)) {
            let class: String = signs.chars().map(|sign| format!("\\x{{{:x}}}", u32::from(sign))).collect();
            pattern.push_str(&format!("[{class}]"));
            continue;
        }
        let (whole, parts) = (letter.to_string(), letter.nfd().collect::<String>());
        if whole == parts {
            pattern.push_str(&regex::escape(&whole));
        } else {
            pattern.push_str(&format!("(?:{}|{})", regex::escape(&whole), regex::escape(&parts)));
        }
    }
    // A few letters are none of their own forms.
    let own = regex::escape(words);
    if alike.iter().any(|signs| words.contains(|c| signs.contains(c))) {
        return pattern;
    }
    if own == pattern { pattern } else { format!("(?:{own}|{pattern})") }
}

fn compile(pattern: &str, case_sensitive: bool) -> Result<Regex, PatternError> {
    RegexBuilder::new(pattern)
        .case_insensitive(!case_sensitive)
        .multi_line(true)
        .size_limit(MAX_COMPILED)
        .nest_limit(MAX_NESTING)
        .build()
        .map_err(|_| PatternError::TooLarge)
}

/// Whether no letter, digit or underscore goes on before or after.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let goes_on = |c: char| c.is_alphanumeric() || c == '_';
    !text[..range.start].chars().next_back().is_some_and(goes_on)
        && !text[range.end..].chars().next().is_some_and(goes_on)
}

/// The position and cause that the parser of the pattern gives, with a remedy in plain words.
fn syntax(error: &regex_syntax::Error) -> PatternError {
    use regex_syntax::ast::ErrorKind as Kind;
    let (pattern, offset, problem, remedy) = match error {
        regex_syntax::Error::Parse(error) => {
            let remedy = match error.kind() {
                Kind::GroupUnclosed => message!("pattern-group-unclosed"),
                Kind::GroupUnopened => message!("pattern-group-unopened"),
                Kind::ClassUnclosed => message!("pattern-class-unclosed"),
                Kind::RepetitionMissing => message!("pattern-nothing-to-repeat"),
                Kind::RepetitionCountUnclosed | Kind::RepetitionCountDecimalEmpty => {
                    message!("pattern-count")
                }
                Kind::EscapeUnexpectedEof => message!("pattern-backslash-at-end"),
                Kind::EscapeUnrecognized => message!("pattern-backslash"),
                Kind::UnsupportedBackreference => message!("pattern-backreference"),
                Kind::UnsupportedLookAround => message!("pattern-look-around"),
                // The parser's own list of errors, which may grow.
                _ => message!("pattern-correct"),
            };
            (error.pattern(), error.span().start.offset, error.kind().to_string(), remedy)
        }
        regex_syntax::Error::Translate(error) => {
            let remedy = message!("pattern-correct");
            (error.pattern(), error.span().start.offset, error.kind().to_string(), remedy)
        }
        // The parser's own enum, which may grow.
        _ => return PatternError::TooLarge,
    };
    let before = pattern.get(..offset).unwrap_or(pattern);
    PatternError::Syntax { at: before.chars().count() + 1, problem, remedy }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn quotation_marks_and_dashes_of_all_sorts_are_one() {
        let text = Text::new("It’s here – “it's” so-called.");
        let found = |search: Search| search.pattern().unwrap().find_all(&text).len();
        let words = |words: &str| Search { words: words.to_owned(), ..Search::default() };
        assert_eq!(found(words("it's")), 2);
        assert_eq!(found(words("so—called")), 1);
        assert_eq!(found(words("\"it’s\"")), 1);
        assert_eq!(found(Search { exact_signs: true, ..words("it's") }), 1);
        assert_eq!(found(Search { regex: true, ..words("it's") }), 1);
    }

    fn found(pattern: &Pattern, words: &str) -> Vec<String> {
        let text = Text::new(words);
        pattern.find_all(&text).into_iter().map(|span| text.slice(span).to_owned()).collect()
    }

    fn plain(words: &str) -> Pattern {
        Pattern::plain(words, false, false).unwrap()
    }

    fn regex(pattern: &str) -> Pattern {
        Pattern::regex(pattern, true, false).unwrap()
    }

    #[test]
    fn plain_words_mean_themselves() {
        assert_eq!(found(&plain("a.b"), "a.b axb A.B"), ["a.b", "A.B"]);
        assert_eq!(found(&plain("ÉTÉ"), "l'été"), ["été"]);
        assert_eq!(found(&plain("café"), "café cafe\u{301} cafe"), ["café", "cafe\u{301}"]);
        assert_eq!(found(&plain("cafe\u{301}s"), "cafés \u{212b}"), ["cafés"]);
        assert_eq!(found(&plain("\u{212b}"), "\u{212b} Å"), ["\u{212b}", "Å"]);
        assert_eq!(found(&Pattern::plain("Trust", true, false).unwrap(), "trust Trust distrust"), ["Trust"]);
        assert_eq!(found(&Pattern::plain("aa", true, false).unwrap(), "aaaaa"), ["aa", "aa"]);
    }

    #[test]
    fn whole_words_stand_alone() {
        let pattern = Pattern::plain("care", false, true).unwrap();
        assert_eq!(found(&pattern, "Care, carer, daycare care_ (care)").len(), 2);
        assert_eq!(found(&Pattern::plain("a a", true, true).unwrap(), "a a a"), ["a a"]);
        let whole = |pattern| Pattern::regex(pattern, true, true).unwrap();
        assert_eq!(found(&whole("car|care"), "care scar car"), ["care", "car"]);
        assert_eq!(found(&whole(r"\(care\)|ca"), "a (care) cart"), ["(care)"]);
        assert_eq!(found(&whole("(?x) c a # as in cat"), "ca cat"), ["ca"]);
    }

    #[test]
    fn lines_have_ends_and_empty_matches_are_none() {
        assert_eq!(found(&regex("^I:"), "I: a\nP: I: b\nI: c").len(), 2);
        assert_eq!(found(&regex("x*"), "axxb"), ["xx"]);
        assert!(found(&regex("^|$"), "one\ntwo").is_empty());
    }

    #[test]
    fn what_takes_other_engines_for_ever_answers() {
        let text = Text::new("a".repeat(200_000) + "b");
        assert!(regex("(a+)+$").find_all(&text).is_empty());
        assert!(!regex("(a+)+$").is_in(&text));
    }

    #[test]
    fn a_match_inside_a_grapheme_is_widened() {
        assert_eq!(found(&plain("👩"), "👩‍👩‍👧 and"), ["👩‍👩‍👧"]);
        assert_eq!(found(&plain("\u{301}"), "e\u{301}"), ["e\u{301}"]);
    }

    #[test]
    fn errors_give_place_and_remedy() {
        assert_eq!(Pattern::plain("", true, true).unwrap_err(), PatternError::Empty);
        assert_eq!(Pattern::regex("", true, false).unwrap_err(), PatternError::Empty);
        let error = Pattern::regex("é(b", true, true).unwrap_err();
        assert!(matches!(error, PatternError::Syntax { at: 2, .. }), "{error}");
        assert!(error.to_string().contains("add the missing )"), "{error}");
        let error = Pattern::regex("a++*[", true, false).unwrap_err();
        assert!(matches!(error, PatternError::Syntax { .. }), "{error}");
        assert_eq!(Pattern::regex(r"(\w{500}){500}", true, false).unwrap_err(), PatternError::TooLarge);
        assert!(Pattern::regex(&"(".repeat(100_000), true, false).is_err());
    }

    proptest! {
        #[test]
        fn plain_counts_are_those_of_the_language(words in "[abé\n]{0,60}", want in "[abé]{1,3}") {
            let pattern = Pattern::plain(&want, true, false).unwrap();
            prop_assert_eq!(pattern.find_all(&Text::new(words.as_str())).len(), words.matches(&want).count());
        }

        #[test]
        fn spans_are_disjoint_and_ordered(words in "[ae\u{301}🇩🙂\n]{0,40}", pattern in "[ae.*+?|\u{301}🇩^$()]{1,6}", whole_word: bool) {
            let Ok(pattern) = Pattern::regex(&pattern, false, whole_word) else { return Ok(()) };
            let text = Text::new(words);
            let spans = pattern.find_all(&text);
            prop_assert!(spans.windows(2).all(|two| two[0].end() <= two[1].start()));
            prop_assert!(spans.iter().all(|s| text.is_boundary(s.start()) && text.is_boundary(s.end())));
        }
    }
}
