//! What changed between two versions of a text, by words and, inside them, by letters. Never takes longer than a little
//! more than reading both.

use std::collections::HashMap;
use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput, Token};
use unicode_segmentation::UnicodeSegmentation;

use super::graphemes::is_boundary;
use super::words::breaks_at;
use super::{CharPos, Splice};

/// The splices that make `new` of `old`: word by word, and of a word that stays in part only what differs. Something is
/// kept between any two, and all lie between whole characters.
///
/// ```text
///   She recieved an parcel          She re[ie→ei]ved a[n→]  parcel
///   She left                        She left[→, early]      put in between words
///   the hous                        the hou[s→se]           a word that grows takes its nearest letter along
/// ```
pub fn corrected(old: &str, new: &str) -> Vec<Splice> {
    let hunks = hunks(old, new);
    let mut splices = Vec::with_capacity(hunks.len());
    let (mut byte, mut chars) = (0, 0);
    let mut count = |to: usize| {
        chars += old.get(byte..to).unwrap_or_default().chars().count() as u32;
        byte = to;
        CharPos(chars)
    };
    for Hunk { before, after } in hunks {
        let (start, end) = (count(before.start), count(before.end));
        splices.push(Splice { start, end, with: new.get(after).unwrap_or_default().to_owned() });
    }
    splices
}

/// Bytes of the text before, and what stands for them after.
struct Hunk {
    before: Range<usize>,
    after: Range<usize>,
}

fn hunks(old: &str, new: &str) -> Vec<Hunk> {
    let (prefix, suffix) = common(old, new);
    let (old_words, new_words) =
        (words(old, prefix..old.len() - suffix), words(new, prefix..new.len() - suffix));
    let mut input = InternedInput::<&str>::default();
    input.update_before(old_words.iter().map(|word| &old[word.clone()]));
    input.update_after(new_words.iter().map(|word| &new[word.clone()]));
    let mut hunks = Hunks { old, new, from: (prefix, prefix), found: Vec::new() };
    let (mut i, mut j) = (0, 0);
    for (next_i, next_j) in kept(&input.before, &input.after) {
        hunks.changed(&old_words[i..next_i], &new_words[j..next_j]);
        hunks.pair(&old_words[next_i], &new_words[next_j]);
        (i, j) = (next_i + 1, next_j + 1);
    }
    hunks.changed(&old_words[i..], &new_words[j..]);
    hunks.up_to(old.len() - suffix, new.len() - suffix);
    widened(old, new, hunks.found)
}

/// Words of both texts that belong together, by number and in order.
fn kept(before: &[Token], after: &[Token]) -> Vec<(usize, usize)> {
    let places = if before.len() + after.len() > NEAR { landmarks(before, after) } else { Vec::new() };
    let (mut kept, mut i, mut j) = (Vec::new(), 0, 0);
    for (next_i, next_j) in places.into_iter().chain([(before.len(), after.len())]) {
        if next_i < i || next_j < j {
            continue;
        }
        kept_near(&before[i..next_i], &after[j..next_j], (i, j), &mut kept);
        (i, j) = (next_i, next_j);
        while i < before.len() && j < after.len() && before[i] == after[j] {
            kept.push((i, j));
            (i, j) = (i + 1, j + 1);
        }
    }
    kept
}

/// The most words, of both texts together, that are compared each with each. More than that without a landmark are other
/// words altogether.
const NEAR: usize = 20_000;

fn kept_near(before: &[Token], after: &[Token], from: (usize, usize), kept: &mut Vec<(usize, usize)>) {
    if before.is_empty() || after.is_empty() || before.len() + after.len() > NEAR {
        return;
    }
    let mut diff = Diff::default();
    diff.compute_with(Algorithm::Myers, before, after, 0);
    let stays_before = (0..before.len()).filter(|&n| !diff.is_removed(n as u32));
    let stays_after = (0..after.len()).filter(|&n| !diff.is_added(n as u32));
    kept.extend(stays_before.zip(stays_after).map(|(i, j)| (from.0 + i, from.1 + j)));
}

/// Places where the same four words stand once in each text, as many as follow each other in both (as in patience
/// sorting). What lies between two of them can be compared by itself.
fn landmarks(before: &[Token], after: &[Token]) -> Vec<(usize, usize)> {
    let (once_before, once_after) = (once(before), once(after));
    let place = |(i, four): (usize, &[Token])| {
        once_before.get(four).copied().flatten()?;
        Some((i, once_after.get(four).copied().flatten()?))
    };
    let both: Vec<(usize, usize)> = before.windows(FOUR).enumerate().filter_map(place).collect();
    // For each length, the place that ends the row of that length which goes least far; and what comes before each.
    let mut ends: Vec<usize> = Vec::new();
    let mut previous: Vec<Option<usize>> = Vec::with_capacity(both.len());
    for (n, (_, j)) in both.iter().enumerate() {
        let length = ends.partition_point(|&end| both[end].1 < *j);
        previous.push(length.checked_sub(1).map(|before| ends[before]));
        if length == ends.len() { ends.push(n) } else { ends[length] = n }
    }
    let mut row: Vec<(usize, usize)> =
        std::iter::successors(ends.last().copied(), |&n| previous[n]).map(|n| both[n]).collect();
    row.reverse();
    row
}

const FOUR: usize = 4;

/// Where each four words stand that stand together once; none for those that do more often.
fn once(words: &[Token]) -> HashMap<&[Token], Option<usize>> {
    let mut places = HashMap::with_capacity(words.len());
    for (at, four) in words.windows(FOUR).enumerate() {
        places.entry(four).and_modify(|place| *place = None).or_insert(Some(at));
    }
    places
}

/// Whether one word may be a correction of the other.
fn alike(a: &str, b: &str) -> bool {
    a.chars().next() == b.chars().next() || a.chars().next_back() == b.chars().next_back()
}

/// What differs, found from words that belong together.
struct Hunks<'a> {
    old: &'a str,
    new: &'a str,
    /// Up to where both have been looked at.
    from: (usize, usize),
    found: Vec<Hunk>,
}

impl Hunks<'_> {
    /// Words that are others. As many as before, each like the one before: each was corrected by itself.
    fn changed(&mut self, before: &[Range<usize>], after: &[Range<usize>]) {
        let pairs = before.iter().zip(after);
        let alike =
            |(a, b): (&Range<usize>, &Range<usize>)| alike(&self.old[a.clone()], &self.new[b.clone()]);
        if before.len() == after.len() && pairs.clone().all(alike) {
            pairs.for_each(|(a, b)| self.pair(a, b));
        }
    }

    /// A word that stands for the other, or is the same.
    fn pair(&mut self, before: &Range<usize>, after: &Range<usize>) {
        self.up_to(before.start, after.start);
        self.up_to(before.end, after.end);
    }

    /// Compares all up to these places, where something that belongs together begins or ends.
    fn up_to(&mut self, before: usize, after: usize) {
        let stretch = Hunk { before: self.from.0..before, after: self.from.1..after };
        self.from = (before, after);
        if self.old[stretch.before.clone()] != self.new[stretch.after.clone()] {
            self.found.push(by_letters(self.old, self.new, stretch));
        }
    }
}

/// The words and marks of a part of a text, without the gaps between them: those stand everywhere and say nothing about
/// which words belong together.
fn words(text: &str, part: Range<usize>) -> Vec<Range<usize>> {
    let words = text[part.clone()].split_word_bound_indices().filter(|(_, word)| !word.trim().is_empty());
    words.map(|(at, word)| part.start + at..part.start + at + word.len()).collect()
}

/// Bytes that both begin with, and then those that both end with, up to places where words break whatever follows.
fn common(old: &str, new: &str) -> (usize, usize) {
    let (a, b) = (old.as_bytes(), new.as_bytes());
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let prefix = if same == a.len() && same == b.len() {
        same
    } else {
        (1..same).rev().find(|&at| breaks_at(a, at)).unwrap_or(0)
    };
    let same = a[prefix..].iter().rev().zip(b[prefix..].iter().rev()).take_while(|(a, b)| a == b).count();
    let from = a.len() - same;
    let start = (from + 1..a.len()).find(|&at| breaks_at(a, at));
    (prefix, start.map_or(0, |at| a.len() - at))
}

/// What of a hunk of words differs by letters. Where nothing goes, since a word only grows, the nearest letter goes along,
/// so that what ends with the word grows with it.
fn by_letters(old: &str, new: &str, hunk: Hunk) -> Hunk {
    let Hunk { mut before, mut after } = hunk;
    if before.is_empty() || after.is_empty() {
        return Hunk { before, after };
    }
    let (a, b) = (&old[before.clone()], &new[after.clone()]);
    let prefix: usize = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (a, b) = (&a[prefix..], &b[prefix..]);
    let ends = a.chars().rev().zip(b.chars().rev()).take_while(|(a, b)| a == b);
    let suffix: usize = ends.map(|(a, _)| a.len_utf8()).sum();
    before = before.start + prefix..before.end - suffix;
    after = after.start + prefix..after.end - suffix;
    if before.is_empty() {
        let letter = |c: &char| c.is_alphanumeric();
        if let Some(letter) = old[..before.start].chars().next_back().filter(letter).filter(|_| prefix > 0) {
            before.start -= letter.len_utf8();
            after.start -= letter.len_utf8();
        } else if let Some(letter) = old[before.end..].chars().next().filter(letter).filter(|_| suffix > 0) {
            before.end += letter.len_utf8();
            after.end += letter.len_utf8();
        }
    }
    Hunk { before, after }
}

/// Hunks with their ends moved out to whole characters of both texts; those that then meet are one. What lies between two is
/// the same in both texts, so that both ends of a hunk move alike there.
fn widened(old: &str, new: &str, hunks: Vec<Hunk>) -> Vec<Hunk> {
    let whole = |before: usize, after: usize| is_boundary(old, before) && is_boundary(new, after);
    let mut wide: Vec<Hunk> = Vec::with_capacity(hunks.len());
    let mut hunks = hunks.into_iter().peekable();
    while let Some(Hunk { mut before, mut after }) = hunks.next() {
        loop {
            if let Some(last) = wide.pop_if(|last| last.before.end >= before.start) {
                (before.start, after.start) = (last.before.start, last.after.start);
            } else if whole(before.start, after.start) {
                break;
            } else {
                (before.start, after.start) = (before.start - 1, after.start - 1);
            }
        }
        loop {
            if let Some(next) = hunks.next_if(|next| next.before.start <= before.end) {
                (before.end, after.end) = (next.before.end, next.after.end);
            } else if whole(before.end, after.end) {
                break;
            } else {
                (before.end, after.end) = (before.end + 1, after.end + 1);
            }
        }
        wide.push(Hunk { before, after });
    }
    wide
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::{Mapping, Text};

    /// Splices as they are drawn above.
    fn drawn(old: &str, new: &str) -> String {
        let text = Text::new(old);
        let (mut drawn, mut from) = (String::new(), 0);
        for splice in corrected(old, new) {
            let (start, end) =
                (text.byte_of_char(splice.start).unwrap(), text.byte_of_char(splice.end).unwrap());
            drawn += &format!("{}[{}→{}]", &old[from..start], &old[start..end], splice.with);
            from = end;
        }
        drawn + &old[from..]
    }

    #[test]
    fn words_and_letters_are_told_apart() {
        for (old, new, expected) in [
            ("the same", "the same", "the same"),
            ("She recieved an parcel", "She received a parcel", "She rec[ie→ei]ved a[n→] parcel"),
            ("went to Leeds", "went into town", "went [to Leeds→into town]"),
            ("She left", "She left, early", "She left[→, early]"),
            ("the hous is", "the house is", "the hou[s→se] is"),
            ("to omorrow", "to tomorrow", "to [o→to]morrow"),
            (
                "Mary Smith lives in Leeds.",
                "[name] lives in [place].",
                "[Mary Smith→[name]] lives in [Leeds→[place]].",
            ),
            ("a b a b a b", "a b a b", "a b a b[ a b→]"),
            ("", "words", "[→words]"),
            ("words", "", "[words→]"),
            ("cafe au lait", "cafe\u{301} au lait", "caf[e→e\u{301}] au lait"),
            ("one 👩🏽‍🚒 two", "one 👩🏻‍🚒 two", "one [👩🏽‍🚒→👩🏻‍🚒] two"),
            ("🇩🇪🇫🇷", "🇩🇫🇷", "[🇩🇪🇫🇷→🇩🇫🇷]"),
            // Flags are pairs, so that where one ends depends on all before: hunks that then meet are one.
            (
                "bbb 🇩🇩b .éa\u{301}bbab 🇩🇩🇩\u{200d}\u{200d}a 🇩 aabb \u{301}b ",
                "bbb 🇩🇩b .éa\u{301}bb🇩\u{301}🇩🇩🇩\u{200d}\u{200d}a 🇩 aabb \u{301}b ",
                "bbb 🇩🇩b .éa\u{301}bb[ab 🇩🇩🇩\u{200d}\u{200d}→🇩\u{301}🇩🇩🇩\u{200d}\u{200d}]a 🇩 aabb \u{301}b ",
            ),
        ] {
            assert_eq!(drawn(old, new), expected, "{old:?} to {new:?}");
        }
    }

    /// Numbers by chance, the same ones every time.
    fn numbers(mut seed: u64) -> impl FnMut(u64) -> u64 {
        move |below| {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            seed % below
        }
    }

    /// What any two long texts may have in common: nothing, all but a few words, a word here and there, next to no
    /// different words at all.
    #[test]
    fn long_texts_are_compared_whatever_they_have_in_common() {
        let mut number = numbers(88_172_645_463_325_252);
        let mut words =
            |many: u64, of: u64| (0..many).map(|_| format!("w{} ", number(of))).collect::<String>();
        let old = words(60_000, 4_000);
        let (other, few, few_others) = (words(60_000, 4_000), words(60_000, 5), words(60_000, 5));
        let everywhere = old.replace("w7", "v7");
        let last = old.replace("w77 ", "w78 w78 ");
        for (old, new, at_least) in
            [(&old, &other, 1), (&few, &few_others, 1), (&old, &everywhere, 1_600), (&old, &last, 5)]
        {
            let text = Text::new(old.as_str());
            let splices = corrected(old, new);
            assert!(splices.len() >= at_least, "{}", splices.len());
            assert!(Mapping::new(&text, &splices).unwrap().text().as_str() == new.as_str());
        }
        let line = "a".repeat(1_000_000);
        assert_eq!(corrected(&line, &format!("{line}b")).len(), 1);
    }

    fn letters() -> impl Strategy<Value = String> {
        proptest::string::string_regex("([ab]{1,3} |[ab é🙂\u{301}\u{200d}🇩\n.]){0,30}").unwrap()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn splices_lead_from_one_to_the_other(old in letters(), new in letters(), edit in (0usize..60, 0usize..4)) {
            // Quite another text, and one with a small change.
            let at = old.char_indices().nth(edit.0).map_or(old.len(), |(at, _)| at);
            let gone: usize = old[at..].chars().take(edit.1).map(char::len_utf8).sum();
            let small: String = new.chars().take(2).collect();
            for new in [new, format!("{}{small}{}", &old[..at], &old[at + gone..])] {
                let text = Text::new(old.as_str());
                let splices = corrected(&old, &new);
                let mapping = Mapping::new(&text, &splices).unwrap();
                prop_assert_eq!(mapping.text().as_str(), new.as_str());
                prop_assert!(splices.windows(2).all(|w| w[0].end < w[1].start));
                prop_assert!(splices.iter().all(|s| s.start < s.end || !s.with.is_empty()));
                prop_assert_eq!(splices.is_empty(), old == new);
            }
        }
    }
}
