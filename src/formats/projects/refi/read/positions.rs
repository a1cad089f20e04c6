//! What the positions of a file count, which programs do differently: code points or UTF-16 units, and a line end of two
//! characters as two or as one. Found by what the positions hit; told, and for a person to overrule.

use crate::formats::projects::refi::file::tree::Element;
pub(in super::super) use crate::formats::shared::options::Positions;
use crate::lang::{Message, message, which};
use crate::text::{CharPos, Text, Utf16Pos, shortened};

/// The words of a source: as they stand in the file, and with `\n` for all line ends as a project has them.
#[derive(Clone)]
pub(in super::super) struct Words {
    raw: Text,
    pub(in super::super) text: Text,
    /// The bytes of `raw` that `text` has not: the `\r` of each `\r\n`.
    cuts: Vec<usize>,
    /// Whether they were made of formatted text, so that positions may be of other words.
    is_made: bool,
}

impl Words {
    pub(in super::super) fn new(words: String) -> Self {
        if !words.contains('\r') {
            let text = Text::new(words);
            return Self { raw: text.clone(), text, cuts: Vec::new(), is_made: false };
        }
        let cuts = words.match_indices("\r\n").map(|(at, _)| at).collect();
        let text = Text::new(words.replace("\r\n", "\n").replace('\r', "\n"));
        Self { raw: Text::new(words), text, cuts, is_made: false }
    }

    /// Words that were made of formatted text.
    pub(in super::super) fn made(words: String) -> Self {
        Self { is_made: true, ..Self::new(words) }
    }

    /// Holds a text that is there already instead of an equal one.
    pub(in super::super) fn share(&mut self, text: &Text) {
        if self.text != *text {
            return;
        }
        if self.cuts.is_empty() {
            self.raw = text.clone();
        }
        self.text = text.clone();
    }

    /// Whether all ways to count come to the same.
    fn is_plain(&self) -> bool {
        self.cuts.is_empty() && self.raw.chars() == self.raw.utf16()
    }

    fn counted(&self, positions: Positions) -> &Text {
        if positions.is_lf() { &self.text } else { &self.raw }
    }

    /// The byte of [`text`](Self::text) at a position, widened outwards where that is inside a character or a line end;
    /// none outside the text.
    pub(in super::super) fn byte(&self, positions: Positions, at: u32, is_end: bool) -> Option<usize> {
        let counted = self.counted(positions);
        let byte = if positions.is_utf16() {
            let inside = || if is_end { at.checked_add(1) } else { at.checked_sub(1) };
            let of = |at| counted.byte_of_utf16(Utf16Pos(at));
            of(at).or_else(|| of(inside()?).filter(|_| at <= counted.utf16()))
        } else {
            counted.byte_of_char(CharPos(at))
        }?;
        if positions.is_lf() {
            return Some(byte);
        }
        let cut = self.cuts.partition_point(|&cut| cut < byte);
        let splits = is_end && cut > 0 && self.cuts[cut - 1] + 1 == byte;
        Some(byte - cut + usize::from(splits))
    }

    /// The position of a byte of [`text`](Self::text).
    pub(in super::super) fn position(&self, positions: Positions, byte: usize) -> u32 {
        // The line ends before it, each of which has one byte more in the file.
        let mut before = 0;
        if !positions.is_lf() {
            before = self.cuts.len();
            let (mut low, mut high) = (0, self.cuts.len());
            while low < high {
                let middle = usize::midpoint(low, high);
                // The `\n` that stands for the cut has this byte in the text.
                if self.cuts[middle] - middle < byte {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            before = before.min(low);
        }
        let counted = self.counted(positions);
        if positions.is_utf16() {
            counted.utf16_of(byte + before).0
        } else {
            counted.char_of(byte + before).0
        }
    }

    /// The last position of the text.
    pub(in super::super) fn end(&self, positions: Positions) -> u32 {
        let counted = self.counted(positions);
        if positions.is_utf16() { counted.utf16() } else { counted.chars() }
    }

    /// The words from a position on as they stand in the file.
    fn raw_from(&self, positions: Positions, start: u32) -> Option<&str> {
        self.raw_slice(positions, start, self.end(positions))
    }

    /// The words between two positions as they stand in the file.
    pub(in super::super) fn raw_slice(&self, positions: Positions, start: u32, end: u32) -> Option<&str> {
        if positions.is_lf() {
            let (start, end) = (self.byte(positions, start, false)?, self.byte(positions, end, true)?);
            return self.text.as_str().get(start..end);
        }
        let byte = |at| match positions.is_utf16() {
            true => self.raw.byte_of_utf16(Utf16Pos(at)),
            false => self.raw.byte_of_char(CharPos(at)),
        };
        self.raw.as_str().get(byte(start)?..byte(end)?)
    }
}

/// What was found about a file's positions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What they count.
    pub positions: Positions,
    /// How it was found.
    pub why: Message,
    /// How many selections speak for it, and of how many something can be said.
    pub fit: (usize, usize),
    /// Whether there may be more selections than were looked at.
    more: bool,
    /// Whether selections have names that are their words.
    by_names: bool,
}

impl Found {
    /// All of it.
    pub(in super::super) fn told(&self) -> Message {
        let (fit, all) = self.fit;
        let mut told = message!("positions-taken", positions = self.positions.told(), why = self.why);
        if all > 0 {
            let first = which(if self.more { "first" } else { "all" });
            told = message!("positions-fit", told, fit, first, all);
        }
        message!("positions-told", told)
    }

    /// Why a selection inside its text may not be of the words that were meant.
    pub(in super::super) fn doubt(&self, of: &Selection<'_>) -> Option<Message> {
        if of.start >= of.end || of.end > of.words.end(self.positions) {
            return None;
        }
        let words = of.words.raw_slice(self.positions, of.start, of.end).unwrap_or_default();
        let words = || shortened(words, MOST_LETTERS);
        if self.by_names {
            let name = of.name.as_deref()?;
            let fits = is_name_of(of, self.positions, name)?;
            let name = || shortened(name, MOST_LETTERS);
            return (!fits).then(|| message!("selection-other-name", words = words(), name = name()));
        }
        let fits = at_words(of, self.positions)?;
        (!fits).then(|| message!("selection-inside-word", words = words()))
    }
}

/// A selection as it stands in a file, with the words that it is of.
pub(in super::super) struct Selection<'a> {
    pub(in super::super) words: &'a Words,
    pub(in super::super) start: u32,
    pub(in super::super) end: u32,
    pub(in super::super) name: Option<String>,
}

/// How many selections are looked at.
pub(in super::super) const MOST: usize = 1_000;
/// How many letters of one that does not fit are told.
const MOST_LETTERS: usize = 60;

/// Finds what positions count: by the names of selections where those hold their words, by the program that wrote the
/// file, else by how many begin and end where words do.
pub(in super::super) fn find(origin: &str, places: &[Selection<'_>], chosen: Option<Positions>) -> Found {
    let more = places.len() >= MOST;
    let places = &places[..places.len().min(MOST)];
    // Only where ways to count differ is there anything to tell them apart by.
    let telling: Vec<&Selection<'_>> = places.iter().filter(|place| tells(place)).collect();
    let of_names = |p: &Selection<'_>, positions| is_name_of(p, positions, p.name.as_deref()?);
    let all: Vec<&Selection<'_>> = places.iter().collect();
    let names = |positions| hits(&all, |p| of_names(p, positions));
    let edges = |positions| hits(&all, |p| at_words(p, positions));
    let by = |positions: Positions, why: Message| {
        let named = names(positions);
        let by_names = named.1 > 0;
        let fit = if by_names { named } else { edges(positions) };
        Found { positions, why, fit, more, by_names }
    };
    if let Some(positions) = chosen {
        return by(positions, message!("positions-said"));
    }
    let from = by_origin(origin);
    if telling.is_empty() {
        return by(from.unwrap_or(Positions::CodePoints), message!("positions-same"));
    }
    let usual = from.unwrap_or(Positions::CodePoints);
    // A name is the words or is not: no accident makes more of them fit.
    if let Some(best) = better(usual, 1, |positions| hits(&telling, |p| of_names(p, positions))) {
        return by(best, message!("positions-names"));
    }
    if from.is_some() && names(usual).0 * 2 > names(usual).1 {
        return by(usual, message!("positions-names-program"));
    }
    // What we write ourselves we know; a few places at the borders of words may be an accident.
    if is_own(origin) {
        return by(usual, message!("positions-program"));
    }
    // A program may change what it does: what it usually does must be clearly wrong to be given up.
    let least = if from.is_some() { 3.min(telling.len().max(2)) } else { 1 };
    let least = least.max(telling.len() / 10);
    if let Some(best) = better(usual, least, |positions| hits(&telling, |p| at_words(p, positions))) {
        return by(best, message!("positions-words"));
    }
    by(usual, if from.is_some() { message!("positions-program") } else { message!("positions-standard") })
}

/// The way that at least so many more selections speak for than for the usual one.
fn better(usual: Positions, more: usize, hits: impl Fn(Positions) -> (usize, usize)) -> Option<Positions> {
    let (own, _) = hits(usual);
    let all = Positions::ALL.into_iter().map(|p| (hits(p), p));
    let ((best, _), positions) = all.rev().max_by_key(|((hits, _), _)| *hits)?;
    (positions != usual && best >= own + more).then_some(positions)
}

/// Whether ways to count differ in which words a selection is of.
fn tells(place: &Selection<'_>) -> bool {
    let ends = |positions| {
        let byte = |at, is_end| place.words.byte(positions, at, is_end);
        (byte(place.start, false), byte(place.end, true))
    };
    !place.words.is_plain()
        && Positions::ALL.iter().any(|positions| ends(*positions) != ends(Positions::CodePoints))
}

fn hits<'a>(places: &[&Selection<'a>], of: impl Fn(&Selection<'a>) -> Option<bool>) -> (usize, usize) {
    places
        .iter()
        .filter_map(|place| of(place))
        .fold((0, 0), |(hit, all), is| (hit + usize::from(is), all + 1))
}

/// Whether we wrote a file, in our own units and not in those of the program that it came from.
fn is_own(origin: &str) -> bool {
    origin.starts_with("Concord ") && !origin.contains(", from ")
}

fn by_origin(origin: &str) -> Option<Positions> {
    let origin = origin.to_lowercase();
    let known = [
        ("nvivo", Positions::Utf16),
        ("qualcoder", Positions::CodePointsLf),
        ("atlas", Positions::CodePointsLf),
        ("maxqda", Positions::CodePoints),
        ("qc ", Positions::CodePoints),
        // What came from elsewhere says so besides.
        ("concord", Positions::CodePoints),
    ];
    known.into_iter().find(|(name, _)| origin.contains(name)).map(|(_, positions)| positions)
}

/// Whether a name is how the words of a selection begin; none where the name is no words at all ("Quotation 6:1").
fn is_name_of(place: &Selection<'_>, positions: Positions, name: &str) -> Option<bool> {
    let name = folded(name.trim_end_matches(['…', '.']));
    if name.len() < 3 {
        return None;
    }
    // Outside the text there are no words that it could be the name of.
    let words = place.words.raw_slice(positions, place.start, place.end).unwrap_or_default();
    let words: String = words.chars().take(4 * name.len() + 40).collect();
    let words = folded(&words);
    // Some programs name a selection by so many characters from its start on, however short it is.
    let runs_on = || {
        let from = place.words.raw_from(positions, place.start).unwrap_or_default();
        let from: String = from.chars().take(4 * name.len() + 40).collect();
        words.len() >= 3 && name.len() >= 8 && name.starts_with(&words) && folded(&from).starts_with(&name)
    };
    let is = words.starts_with(&name) && (words.len() == name.len() || name.len() >= 8)
        || words.trim_end_matches('.') == name
        || runs_on();
    // A name that stands nowhere in the text says nothing.
    let first = name.split(' ').next().unwrap_or_default();
    (is || place.words.text.as_str().contains(first)).then_some(is)
}

fn folded(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether both ends lie where words or lines begin and end; none where an end lies outside the text.
fn at_words(place: &Selection<'_>, positions: Positions) -> Option<bool> {
    let one_way = place.words.is_plain() && !place.words.is_made;
    if one_way || place.start >= place.end {
        return None;
    }
    let inside = place.end <= place.words.end(positions);
    if !inside {
        return Some(false);
    }
    let text = place.words.counted(positions);
    let edge = |at: u32| {
        let byte = match positions.is_utf16() {
            true => text.byte_of_utf16(Utf16Pos(at)),
            false => text.byte_of_char(CharPos(at)),
        };
        byte.is_some_and(|byte| {
            let (before, after) = text.as_str().split_at(byte);
            let (before, after) = (before.chars().next_back(), after.chars().next());
            let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            (before, after) != (Some('\r'), Some('\n')) && !(letter(before) && letter(after))
        })
    };
    Some(edge(place.start) && edge(place.end))
}

/// A position of an element as it stands there; negative numbers and those of no text among them.
pub(in super::super) fn number(element: &Element<'_>, name: &str) -> Option<i64> {
    element.get(name)?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_way_counts_in_its_own_units() {
        let words = Words::new("a🙂\r\nb\r\n".to_owned());
        assert_eq!(words.text.as_str(), "a🙂\nb\n");
        let b = words.text.as_str().find('b').unwrap();
        for (positions, at) in [
            (Positions::CodePoints, 4),
            (Positions::CodePointsLf, 3),
            (Positions::Utf16, 5),
            (Positions::Utf16Lf, 4),
        ] {
            assert_eq!(words.byte(positions, at, false), Some(b), "{positions:?}");
            assert_eq!(words.position(positions, b), at, "{positions:?}");
        }
        assert_eq!(words.byte(Positions::Utf16, 2, false), Some(1), "inside a pair, outwards");
        assert_eq!(words.byte(Positions::Utf16, 2, true), Some(5));
        assert_eq!(words.byte(Positions::CodePoints, 3, false), Some(5), "inside a line end, outwards");
        assert_eq!(words.byte(Positions::CodePoints, 3, true), Some(6));
        assert_eq!(words.byte(Positions::CodePoints, 99, true), None);
    }

    #[test]
    fn what_tells_ways_to_count_apart_is_what_counts() {
        let words = Words::new("plain words. 🙂 happy in care.\r\nThe end is near.\r\n".to_owned());
        let place = |(start, end), name: Option<&str>| {
            let name = name.map(str::to_owned);
            Selection { words: &words, start, end, name }
        };
        // Forty selections before anything differs say nothing.
        let many = |named: bool| (0..40).map(move |_| place((0, 5), named.then_some("plain")));
        let utf16 = [((16, 21), "happy"), ((36, 39), "end")];
        for named in [true, false] {
            for origin in ["Quirkos 2", "MAXQDA 24"] {
                let own = utf16.map(|(at, name)| place(at, named.then_some(name)));
                let places: Vec<Selection<'_>> = many(named).chain(own).collect();
                let found = find(origin, &places, None);
                assert_eq!(
                    (found.positions, found.fit.0),
                    (Positions::Utf16, 42),
                    "{origin}, named: {named}"
                );
            }
        }
        // Places that two ways to count put at words are no reason to doubt what we wrote ourselves.
        let words = Words::new("🙂 a bc de fg".to_owned());
        let places =
            [(5, 7), (8, 10)].map(|(start, end)| Selection { words: &words, start, end, name: None });
        let of = |origin: &str| find(origin, &places, None).positions;
        assert_eq!((of("Concord 0.1.0"), of("somebody")), (Positions::CodePoints, Positions::Utf16));
        // What ends outside the text cannot be meant.
        let outside = [place((36, 48), Some("end is near."))];
        assert_eq!(find("MAXQDA 24", &outside, None).positions, Positions::Utf16);
    }

    #[test]
    fn what_does_not_fit_is_named() {
        let words = Words::new("One was happy. Two was not, and said so.".to_owned());
        let place =
            |start, end, name: &str| Selection { words: &words, start, end, name: Some(name.to_owned()) };
        // The second is named by more than it holds.
        let mut places =
            vec![place(0, 14, "One was happy."), place(8, 14, "happy. Two was"), place(4, 7, "was")];
        assert_eq!(find("x", &places, None).fit, (3, 3));
        places.extend([place(15, 18, "One was happy."), place(15, 26, "was not, and")]);
        let found = find("x", &places, None);
        assert!(found.told().to_string().contains("3 of 5 selections fit;"), "{}", found.told());
        let doubts: Vec<_> = places.iter().filter_map(|place| found.doubt(place)).collect();
        let [first, second] = doubts.as_slice() else { panic!("{doubts:?}") };
        assert_eq!(first.to_string(), "its words are “Two” and its name is “One was happy.”");
        assert_eq!(second.to_string(), "its words are “Two was not” and its name is “was not, and”");

        // Words of which every way to count comes to the same tell nothing, unless they were made of something else.
        let nameless = Selection { name: None, ..place(5, 11, "") };
        assert_eq!(find("x", &[nameless], None).fit, (0, 0));
        let made = Words::made("One was happy. Two was not, and said so.".to_owned());
        let inside = Selection { words: &made, name: None, ..place(5, 11, "") };
        let found = find("x", std::slice::from_ref(&inside), None);
        let told = found.doubt(&inside).unwrap().to_string();
        assert_eq!(told, "it begins or ends inside a word: “as hap”");
    }

    proptest! {
        #[test]
        fn every_place_is_found_again(words in "[ab🙂é\r\n]{0,40}") {
            let words = Words::new(words);
            for positions in Positions::ALL {
                for (byte, _) in words.text.as_str().char_indices() {
                    let at = words.position(positions, byte);
                    prop_assert_eq!(words.byte(positions, at, false), Some(byte));
                    prop_assert_eq!(words.byte(positions, at, true), Some(byte));
                }
            }
        }
    }
}
