//! Which way a line runs, and where its letters may be shaped and broken: the bidirectional algorithm (Unicode Standard
//! Annex 9) over one block. Only text and numbers; never sets type.

use std::ops::Range;

use unicode_bidi::{BidiClass, Direction, Level, ParagraphBidiInfo, bidi_class, get_base_direction};
use unicode_segmentation::UnicodeSegmentation;

/// Whether a text has anything that runs from right to left: letters, figures of such scripts, or marks that say so.
pub(super) fn has_right_to_left(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(|c| script(c).is_some() || is_mark(c))
}

/// Whether a line runs from right to left as a whole: whether its first letter that has a direction does (rules P2 and
/// P3).
pub(super) fn runs_left(line: &str) -> bool {
    matches!(get_base_direction(line), Direction::Rtl)
}

/// A stretch of a block that is shaped at once: letters of one word and one level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Atom {
    /// Its bytes in the block.
    pub(super) bytes: Range<usize>,
    /// Whether its letters run from right to left.
    pub(super) left: bool,
    /// Whether it is white space at which a line may end.
    pub(super) space: bool,
    /// Whether a line may end after it.
    pub(super) ends: bool,
}

/// A block's levels, one a byte.
pub(super) struct Levels<'a> {
    info: ParagraphBidiInfo<'a>,
}

impl<'a> Levels<'a> {
    /// The levels of a block whose line runs to the left or not.
    pub(super) fn new(text: &'a str, left: bool) -> Self {
        let level = if left { Level::rtl() } else { Level::ltr() };
        Self { info: ParagraphBidiInfo::new(text, Some(level)) }
    }

    /// The block cut into what is shaped at once.
    pub(super) fn atoms(&self) -> Vec<Atom> {
        let mut atoms: Vec<Atom> = Vec::new();
        let mut before: Option<(Level, Shaping, char)> = None;
        for (at, grapheme) in self.info.text.grapheme_indices(true) {
            let (Some(first), Some(&level)) = (grapheme.chars().next(), self.info.levels.get(at)) else {
                continue;
            };
            let shaping = Shaping::of(first, level.is_rtl());
            let end = at + grapheme.len();
            let ends = before.is_some_and(|(_, _, last)| may_break(last, first));
            match atoms.last_mut() {
                Some(atom) if !ends && before.is_some_and(|(l, s, _)| l == level && s.joins(shaping)) => {
                    atom.bytes.end = end;
                }
                last => {
                    if let Some(last) = last {
                        last.ends = ends;
                    }
                    let space = shaping == Shaping::Space;
                    atoms.push(Atom { bytes: at..end, left: level.is_rtl(), space, ends: false });
                }
            }
            before = Some((level, shaping, grapheme.chars().next_back().unwrap_or(first)));
        }
        atoms
    }

    /// The order of the atoms of one line from left to right (rules L1 and L2).
    pub(super) fn order(&self, atoms: &[Atom]) -> Vec<usize> {
        let (Some(first), Some(last)) = (atoms.first(), atoms.last()) else { return Vec::new() };
        let levels = self.info.reordered_levels(first.bytes.start..last.bytes.end);
        let level = |atom: &Atom| levels.get(atom.bytes.start).copied().unwrap_or(self.info.paragraph_level);
        ParagraphBidiInfo::reorder_visual(&atoms.iter().map(level).collect::<Vec<_>>())
    }
}

/// Letters as they are shown: mirrored where they run to the left and have a mirror (rule L4).
pub(super) fn mirrored(words: &str, left: bool) -> String {
    let mirror = |c: char| if left { unicode_bidi_mirroring::get_mirrored(c).unwrap_or(c) } else { c };
    words.chars().map(mirror).collect()
}

/// What a grapheme is shaped together with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shaping {
    /// White space.
    Space,
    /// Letters of a script that runs to the left, which may join.
    Joined(Script),
    /// Letters that run to the right.
    Run,
    /// What the shaper would put in the wrong order with its neighbours.
    Alone,
}

impl Shaping {
    fn of(first: char, left: bool) -> Self {
        let space = first.is_whitespace() && !matches!(first, '\u{a0}' | '\u{2007}' | '\u{202f}');
        let letter = matches!(bidi_class(first), BidiClass::R | BidiClass::AL);
        match (space, left, script(first)) {
            (true, ..) => Self::Space,
            (false, true, Some(script)) if letter => Self::Joined(script),
            (false, false, None) => Self::Run,
            (false, ..) => Self::Alone,
        }
    }

    fn joins(self, next: Self) -> bool {
        self == next && self != Self::Alone
    }
}

/// A block of Unicode that holds a script which runs from right to left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Hebrew,
    Arabic,
    Syriac,
    Thaana,
    Nko,
    /// Samaritan and Mandaic, and all beyond the first plane.
    Other,
}

const fn script(c: char) -> Option<Script> {
    match c as u32 {
        0x590..=0x5FF | 0xFB1D..=0xFB4F => Some(Script::Hebrew),
        0x600..=0x6FF | 0x750..=0x77F | 0x870..=0x8FF | 0xFB50..=0xFDFF | 0xFE70..=0xFEFE => {
            Some(Script::Arabic)
        }
        0x700..=0x74F | 0x860..=0x86F => Some(Script::Syriac),
        0x780..=0x7BF => Some(Script::Thaana),
        0x7C0..=0x7FF => Some(Script::Nko),
        0x800..=0x85F | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF => Some(Script::Other),
        _ => None,
    }
}

/// Marks that turn letters round, or keep them from it.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{200f}' | '\u{202b}' | '\u{202e}' | '\u{2067}' | '\u{2068}')
}

/// Whether a line may end between two characters: after white space, around ideographs, after hyphens and dashes.
fn may_break(before: char, after: char) -> bool {
    let space = |c: char| Shaping::of(c, false) == Shaping::Space;
    match (space(before), space(after)) {
        (true, after) => !after,
        (false, true) => false,
        (false, false) => {
            let ideograph = is_ideograph(before) || is_ideograph(after);
            let dash = matches!(before, '-' | '\u{2010}' | '\u{2013}' | '\u{2014}') && after.is_alphabetic();
            (ideograph && after.is_alphanumeric()) || dash
        }
    }
}

const fn is_ideograph(c: char) -> bool {
    matches!(c as u32, 0x3040..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parts(text: &str, left: bool) -> Vec<&str> {
        Levels::new(text, left).atoms().into_iter().map(|atom| &text[atom.bytes]).collect()
    }

    /// The atoms of a line from left to right.
    fn seen(text: &str, left: bool) -> Vec<&str> {
        let levels = Levels::new(text, left);
        let atoms = levels.atoms();
        levels.order(&atoms).into_iter().map(|i| &text[atoms[i].bytes.clone()]).collect()
    }

    #[test]
    fn the_first_letter_with_a_direction_decides() {
        assert!(runs_left("12 – (שלום) hello"));
        assert!(!runs_left("hello שלום"));
        assert!(!runs_left("123"));
        assert!(
            has_right_to_left("a ۱۲۳") && has_right_to_left("x\u{202e}y") && !has_right_to_left("naïve 日本")
        );
    }

    #[test]
    fn words_of_one_level_and_script_are_shaped_at_once() {
        assert_eq!(
            parts("שלום, (hello you) עולם!", true),
            ["שלום", ",", " ", "(", "hello", " ", "you", ")", " ", "עולם", "!"]
        );
        assert_eq!(parts("well-known 日本語", false), ["well-", "known", " ", "日", "本", "語"]);
        assert_eq!(parts("۱۲", true), ["۱", "۲"], "figures are not turned round by the shaper");
    }

    #[test]
    fn atoms_stand_as_they_are_read() {
        assert_eq!(seen("אחת two three ארבע", true), ["ארבע", " ", "two", " ", "three", " ", "אחת"]);
        assert_eq!(seen("one שתיים שלוש four", false), ["one", " ", "שלוש", " ", "שתיים", " ", "four"]);
        assert_eq!(
            seen("א 12 ב ", true),
            [" ", "ב", " ", "12", " ", "א"],
            "space at the end hangs at the left"
        );
        assert_eq!(seen("a ב ", false), ["a", " ", "ב", " "], "or at the right");
    }

    #[test]
    fn brackets_are_mirrored_where_they_run_to_the_left() {
        assert_eq!((mirrored("(", true), mirrored("(", false)), (")".to_owned(), "(".to_owned()));
        assert_eq!(mirrored("«", true), "»");
    }

    proptest! {
        #[test]
        fn atoms_cover_the_text_on_whole_graphemes_and_each_is_seen_once(
            text in "([a-c אבגﷲلا١۲12(),.\u{301}\u{5b0}\u{200d}\u{202e}\u{202c}\u{2067}\u{2069}\u{2029}日🙂-]|👩🏽‍🚒){1,40}",
            left in any::<bool>(),
        ) {
            let levels = Levels::new(&text, left);
            let atoms = levels.atoms();
            let ends: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
            let mut at = 0;
            for atom in &atoms {
                prop_assert_eq!(atom.bytes.start, at);
                prop_assert!(ends.contains(&atom.bytes.end));
                at = atom.bytes.end;
            }
            prop_assert_eq!(at, text.len());
            let mut order = levels.order(&atoms);
            order.sort_unstable();
            prop_assert_eq!(order, (0..atoms.len()).collect::<Vec<_>>());
        }
    }
}
