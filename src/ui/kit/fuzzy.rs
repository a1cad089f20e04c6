//! Finding a thing by a few of its letters. Never knows what is found.

/// What words that are typed are worth more than letters that stand apart: as beginnings of words, and inside of them.
const BEGINS: i32 = 2000;
const INSIDE: i32 = 1000;

/// How well `query` fits `text`: none if its letters do not stand in it in order; most if what is typed begins words of it,
/// less if it stands inside of them, least if letters stand apart. Neither case nor spaces matter.
///
/// ```text
///   "chw" in "change of worker":   ch·········w
/// ```
pub fn score(query: &str, text: &str) -> Option<i32> {
    let words = words(query, text);
    match letters(query, text) {
        Some(score) => Some(score + words.unwrap_or_default()),
        // In another order than the text has them.
        None => words,
    }
}

/// What it is worth that each word stands there whole; none where one does not, or nothing was typed.
pub fn words(query: &str, text: &str) -> Option<i32> {
    in_words(query, text).filter(|_| !query.trim().is_empty())
}

fn in_words(query: &str, text: &str) -> Option<i32> {
    let text = text.to_lowercase();
    let worth = |word: &str| {
        let mut places = text.match_indices(word).map(|(at, _)| at).peekable();
        places.peek()?;
        let begins = |at: usize| !text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
        Some(if places.any(begins) { BEGINS } else { INSIDE })
    };
    query.to_lowercase().split_whitespace().map(worth).try_fold(BEGINS, |least, word| Some(least.min(word?)))
}

/// How well its letters fit, in their order.
fn letters(query: &str, text: &str) -> Option<i32> {
    let wanted: Vec<char> =
        query.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    let letters: Vec<char> = text.chars().flat_map(char::to_lowercase).collect();
    if wanted.is_empty() {
        return Some(0);
    }
    // The best of all places where the first letter stands; each is then followed greedily.
    let starts = letters.iter().enumerate().filter(|(_, c)| **c == wanted[0]).map(|(at, _)| at);
    starts
        .filter_map(|at| score_from(&wanted, &letters, at))
        .max()
        .map(|score| score - letters.len() as i32 / 8)
}

fn score_from(wanted: &[char], letters: &[char], start: usize) -> Option<i32> {
    let mut score = 0;
    let mut last: Option<usize> = None;
    let mut at = start;
    for &letter in wanted {
        let found = letters.get(at..)?.iter().position(|&l| l == letter)? + at;
        let opens_word = found == 0 || !letters[found - 1].is_alphanumeric();
        score += match last {
            Some(before) if before + 1 == found => 20,
            _ if opens_word => 12,
            _ => 1,
        };
        if found == 0 {
            score += 8;
        }
        last = Some(found);
        at = found + 1;
    }
    Some(score)
}

#[cfg(test)]
mod tests {
    use super::score;

    #[test]
    fn letters_in_order_are_found_and_the_closest_comes_first() {
        assert!(score("chw", "change of worker").is_some());
        assert!(score("wch", "change of worker").is_none());
        assert!(score("listen", "Social esteem/listens") > score("listen", "labelled in some other tent"));
        assert!(score("care", "cares about me") > score("care", "has a crazy career"));
        assert_eq!(score("", "anything"), Some(0));
    }

    #[test]
    fn what_is_typed_as_a_word_wins_over_letters_apart() {
        assert!(score("code", "Export the codebook") > score("code", "Copy of older texts"));
        assert!(score("set", "Rename a set") > score("set", "Reset the page"));
        assert!(score("sample open", "Open the sample").is_some());
    }

    #[test]
    fn a_later_start_may_be_better() {
        assert!(score("work", "we order kinds of work") > score("work", "we order kinds"));
    }
}
