//! Where in a shaped word each grapheme begins, from the glyphs that egui gives back. Only arithmetic on widths; never
//! shapes anything.
//!
//! egui's glyphs stand from left to right, each with the first character of its cluster. Where letters run to the
//! right there is one for each character, save in scripts that split letters. Where they run to the left the order is
//! turned round, ligatures have one glyph for several letters, and fillers for all characters but the first follow at
//! the end.

use unicode_segmentation::UnicodeSegmentation;

/// The width of each grapheme of a word in the order of reading, from its glyphs from left to right: the character
/// and the advance of each. None where they cannot be told apart.
pub(super) fn widths(word: &str, left: bool, glyphs: &[(char, f32)]) -> Option<Vec<f32>> {
    let graphemes: Vec<&str> = word.graphemes(true).collect();
    if graphemes.len() == 1 {
        return Some(vec![glyphs.iter().map(|g| g.1).sum()]);
    }
    if !left && glyphs.len() == word.chars().count() {
        let mut rest = glyphs.iter();
        let width = |grapheme: &&str| rest.by_ref().take(grapheme.chars().count()).map(|g| g.1).sum();
        return Some(graphemes.iter().map(width).collect());
    }
    if left {
        let real = glyphs.len() - fillers(word, glyphs);
        let read: Vec<_> = glyphs[..real].iter().rev().copied().collect();
        matched(&graphemes, &read)
    } else {
        matched(&graphemes, glyphs)
    }
}

/// How many glyphs at the end only stand in for characters: those of the word from some one on, without width.
fn fillers(word: &str, glyphs: &[(char, f32)]) -> usize {
    let chars: Vec<char> = word.chars().collect();
    let fits = |&count: &usize| {
        let Some(from) = glyphs.len().checked_sub(count) else { return false };
        let rest = chars[chars.len() - count..].iter();
        rest.zip(&glyphs[from..]).all(|(&c, &(glyph, width))| c == glyph && width == 0.0)
    };
    (0..chars.len()).rev().find(fits).unwrap_or(0)
}

/// Graphemes in a row that begin with the same character, and the glyphs that show them.
struct Group {
    first: char,
    count: usize,
    glyphs: Vec<f32>,
}

/// Widths from glyphs in the order of reading, by the characters with which clusters begin.
fn matched(graphemes: &[&str], glyphs: &[(char, f32)]) -> Option<Vec<f32>> {
    let mut groups: Vec<Group> = Vec::new();
    for grapheme in graphemes {
        let first = grapheme.chars().next()?;
        match groups.last_mut() {
            Some(group) if group.first == first => group.count += 1,
            Some(_) | None => groups.push(Group { first, count: 1, glyphs: Vec::new() }),
        }
    }
    // No ligature takes in more.
    const AHEAD: usize = 6;
    let mut shown = Vec::new();
    let mut at: Option<usize> = None;
    for &(glyph, width) in glyphs {
        let next = at.map_or(0, |at| at + 1);
        let same = at.filter(|&at| groups[at].first == glyph);
        let further = || (next..groups.len().min(next + AHEAD)).find(|&group| groups[group].first == glyph);
        let within = || at.filter(|_| graphemes.iter().any(|g| g.chars().skip(1).any(|c| c == glyph)));
        let found = same.or_else(further).or_else(within)?;
        if at.is_none_or(|at| at != found) {
            shown.push(found);
        }
        groups[found].glyphs.push(width);
        at = Some(found);
    }
    if shown.first() != Some(&0) {
        return None;
    }
    shown.push(groups.len());
    let mut widths = Vec::with_capacity(graphemes.len());
    for pair in shown.windows(2) {
        let (own, rest) = (&groups[pair[0]], &groups[pair[0] + 1..pair[1]]);
        let count = own.count + rest.iter().map(|group| group.count).sum::<usize>();
        share(&own.glyphs, count, !rest.is_empty(), &mut widths);
    }
    Some(widths)
}

/// Shares glyphs out among graphemes: one each with what stands over it, or else evenly.
fn share(glyphs: &[f32], count: usize, ligature: bool, widths: &mut Vec<f32>) {
    let all: f32 = glyphs.iter().sum();
    let bases = glyphs.iter().filter(|&&width| width > 0.0).count();
    if count == 1 || ligature {
        widths.extend(std::iter::repeat_n(all / count as f32, count));
    } else if bases == count {
        widths.extend(glyphs.iter().filter(|&&width| width > 0.0));
    } else if glyphs.len().is_multiple_of(count) {
        widths.extend(glyphs.chunks(glyphs.len() / count).map(|chunk| chunk.iter().sum::<f32>()));
    } else {
        widths.extend(std::iter::repeat_n(all / count as f32, count));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_run_to_the_right_have_a_glyph_for_each_character() {
        let glyphs = [('a', 8.0), ('e', 7.0), ('\u{301}', 0.0), ('b', 9.0)];
        assert_eq!(widths("ae\u{301}b", false, &glyphs), Some(vec![8.0, 7.0, 9.0]));
    }

    #[test]
    fn letters_that_run_to_the_left_are_turned_round_and_fillers_left_out() {
        let glyphs = [('ג', 3.0), ('ב', 2.0), ('א', 1.0), ('ב', 0.0), ('ג', 0.0)];
        assert_eq!(widths("אבג", true, &glyphs), Some(vec![1.0, 2.0, 3.0]));
    }

    #[test]
    fn a_ligature_is_shared_and_marks_stay_with_their_letters() {
        // Lam and alef in one glyph, then meem with a mark over it, which comes first from the left.
        let word = "لام\u{64e}";
        let glyphs = [('م', 0.0), ('م', 5.0), ('ل', 8.0), ('ا', 0.0), ('م', 0.0), ('\u{64e}', 0.0)];
        assert_eq!(widths(word, true, &glyphs), Some(vec![4.0, 4.0, 5.0]));
    }

    #[test]
    fn the_same_letter_twice_is_two_letters() {
        let glyphs = [('ל', 2.0), ('ל', 3.0), ('א', 1.0), ('ל', 0.0), ('ל', 0.0)];
        assert_eq!(widths("אלל", true, &glyphs), Some(vec![1.0, 3.0, 2.0]));
    }

    #[test]
    fn letters_that_split_are_found_again() {
        // Tamil KA with the vowel sign O in three glyphs, then MA.
        let glyphs = [('க', 4.0), ('க', 9.0), ('க', 5.0), ('ம', 7.0)];
        assert_eq!(widths("கொம", false, &glyphs), Some(vec![18.0, 7.0]));
    }

    #[test]
    fn what_cannot_be_told_apart_is_said_to_be_so() {
        assert_eq!(widths("אב", true, &[('x', 1.0), ('y', 1.0)]), None);
        assert_eq!(widths("אב", true, &[]), None);
    }
}
