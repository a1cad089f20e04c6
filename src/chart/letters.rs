//! How wide words are in Inter, the letters that come with the program, so that a figure is laid out the same wherever it
//! is made. Never draws a letter, and never asks the machine for others.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use harfrust::{FontRef, ShapeOptions, Shaper, ShaperData, ShaperInstance, UnicodeBuffer};
use unicode_segmentation::UnicodeSegmentation;

/// The bytes of the font: Inter, in all weights.
pub const INTER: &[u8] = ttf_inter::REGULAR;
/// The weights that figures are set in.
pub const WEIGHTS: [f32; 2] = [400.0, 600.0];

/// More of a name is never looked at.
const LOOKED_AT: usize = 300;
/// The height of a capital, of the letters' size.
pub const CAPITAL: f32 = 0.727;
/// Room for a letter that Inter lacks, of the letters' size.
const LACKING: f32 = 1.0;

struct Inter {
    font: FontRef<'static>,
    data: ShaperData,
    weights: [ShaperInstance; 2],
}

static FACE: LazyLock<Inter> = LazyLock::new(|| {
    let font = FontRef::new(INTER).expect("a test reads the bytes that come with the program");
    let weights = WEIGHTS.map(|weight| ShaperInstance::from_variations(&font, [("wght", weight)]));
    Inter { data: ShaperData::new(&font), font, weights }
});

/// Words as they can stand in a line and in any file: without control characters and what is no character at all.
pub fn tidy(words: &str) -> String {
    let space = |c: char| if matches!(c, '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}') { ' ' } else { c };
    let stays = |c: &char| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}');
    words.chars().map(space).filter(stays).collect()
}

/// Width of words in points, letters joined and kerned.
pub fn width(words: &str, size: f32, strong: bool) -> f32 {
    let Inter { font, data, weights } = &*FACE;
    let shaper = data.shaper(font).instance(Some(&weights[usize::from(strong)])).build();
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(words);
    buffer.guess_segment_properties();
    let shaped = shaper.shape(buffer, ShapeOptions::new());
    let em = shaper.units_per_em() as f32;
    let each = shaped.glyph_infos().iter().zip(shaped.glyph_positions());
    let advance =
        each.map(|(info, place)| if info.glyph_id == 0 { LACKING * em } else { place.x_advance as f32 });
    advance.sum::<f32>() / em * size
}

/// Words cut with an ellipsis where they are wider than their room, between graphemes.
pub fn cut(words: &str, size: f32, strong: bool, room: f32) -> String {
    let words = tidy(words);
    let ends: Vec<usize> = words.grapheme_indices(true).map(|(at, _)| at).skip(1).take(LOOKED_AT).collect();
    if ends.len() < LOOKED_AT && width(&words, size, strong) <= room {
        return words;
    }
    let shorter = |end: usize| format!("{}…", words[..end].trim_end());
    let fitting = ends.partition_point(|&end| width(&shorter(end), size, strong) <= room);
    shorter(fitting.checked_sub(1).and_then(|at| ends.get(at)).copied().unwrap_or_default())
}

/// Words in lines no wider than their room, at most so many; what is left is cut.
pub fn lines(words: &str, size: f32, room: f32, most: usize) -> Vec<String> {
    let words = tidy(words);
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in words.split_whitespace() {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if line.is_empty() || width(&longer, size, false) <= room {
            line = longer;
        } else if lines.len() + 1 < most {
            lines.push(std::mem::replace(&mut line, word.to_owned()));
        } else {
            line = longer;
            break;
        }
    }
    lines.push(line);
    lines.into_iter().map(|line| cut(&line, size, false, room)).collect()
}

/// The letters that Inter lacks.
pub fn lacking(words: &str) -> BTreeSet<char> {
    let shaper = FACE.data.shaper(&FACE.font).build();
    words.chars().filter(|c| !c.is_ascii()).filter(|&c| !has(&shaper, c)).collect()
}

/// Those of these letters that a font has; a file may hold several fonts.
pub fn had(font: &[u8], index: u32, letters: &BTreeSet<char>) -> BTreeSet<char> {
    let Ok(font) = FontRef::from_index(font, index) else { return BTreeSet::new() };
    let data = ShaperData::new(&font);
    let shaper = data.shaper(&font).build();
    letters.iter().copied().filter(|&c| has(&shaper, c)).collect()
}

fn has(shaper: &Shaper<'_>, letter: char) -> bool {
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(letter.encode_utf8(&mut [0; 4]));
    buffer.guess_segment_properties();
    shaper.shape(buffer, ShapeOptions::new()).glyph_infos().iter().all(|info| info.glyph_id != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_as_wide_as_their_letters() {
        let wide = width("Social esteem", 13.0, false);
        assert!((80.0..95.0).contains(&wide), "{wide}");
        assert!(width("Social esteem", 13.0, true) > wide);
        assert!((width("Social esteem", 26.0, false) - 2.0 * wide).abs() < 1e-3);
        assert_eq!(width("", 13.0, false), 0.0);
    }

    #[test]
    fn what_is_too_wide_is_cut_between_graphemes() {
        assert_eq!(cut("Love / cares", 13.0, false, 200.0), "Love / cares");
        for words in ["takes me seriously ".repeat(9000), "👩‍👩‍👧".repeat(90), "שלום ".repeat(400)]
        {
            let shorter = cut(&words, 13.0, false, 100.0);
            assert!(shorter.ends_with('…') && width(&shorter, 13.0, false) <= 100.0, "{shorter}");
        }
        assert_eq!(cut("👩‍👩‍👧👩‍👩‍👧", 13.0, false, 2.0), "…");
    }

    #[test]
    fn sentences_run_over_several_lines() {
        let all = lines("one two three four five six", 13.0, 60.0, 9);
        assert!(all.len() > 2 && all.iter().all(|line| width(line, 13.0, false) <= 60.0), "{all:?}");
        assert_eq!(all.join(" "), "one two three four five six");
        assert_eq!(lines("one two three four five six", 13.0, 60.0, 2).len(), 2);
        assert_eq!(lines("a\u{0}\nb", 13.0, 60.0, 2), ["a b"]);
    }

    #[test]
    fn letters_that_inter_lacks_are_named() {
        assert!(lacking("Zoë – “Ärger” Ж α ≤ …").is_empty());
        let lacking = lacking("a ש 愛");
        assert_eq!(lacking.iter().collect::<String>(), "ש愛");
        assert!(had(INTER, 0, &lacking).is_empty() && had(b"no font", 0, &lacking).is_empty());
        assert_eq!(had(INTER, 0, &"aש".chars().collect()).len(), 1);
    }
}
