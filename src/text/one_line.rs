//! Words as they stand in a list or a table of the screen: on one line, and cut where they are long. Never for what is
//! kept.

/// White space of any kind as single spaces.
pub fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// On one line, cut with "…" where it is longer than `most` characters: after a word, where it has several.
pub fn shortened(words: &str, most: usize) -> String {
    let line = one_line(words);
    let Some((cut, _)) = line.char_indices().nth(most) else { return line };
    let kept = &line[..cut];
    let kept = kept.rfind(' ').map_or(kept, |space| &kept[..space]);
    format!("{kept}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_are_cut_after_a_word() {
        assert_eq!(shortened("a\n\nb c", 5), "a b c");
        assert_eq!(shortened("ab cd", 4), "ab…");
        assert_eq!(shortened("äöüß", 3), "äöü…");
        assert!(shortened(&"word ".repeat(100), 60).ends_with("word…"));
    }
}
