//! What stands raised behind a word of a web page: marks of notes, which are put in brackets as in other formats, and powers,
//! which stay raised. Never part of the word itself, so that nobody counts "left1".

use html5gum::StartTag;

use super::page::Page;

/// The most characters of a mark.
const MOST: usize = 6;

/// What stands in an element that may be a mark, until that is known.
#[derive(Debug, Default)]
pub(super) struct Raised {
    /// The element; none where none is open.
    element: Option<Vec<u8>>,
    leads_to_a_note: bool,
    words: String,
}

impl Raised {
    /// Looks at an element that begins.
    pub(super) fn start(&mut self, tag: &StartTag<()>, page: &mut Page) {
        let name = tag.name.as_slice();
        let to_a_note =
            name == b"a" && tag.attributes.get(b"href".as_slice()).is_some_and(|to| to.starts_with(b"#"));
        let is_raised = name == b"sup";
        if self.element.is_none() && (to_a_note || is_raised) {
            self.element = Some(name.to_vec());
        } else if self.element.is_some() && !to_a_note && !is_raised && !is_type(name) {
            self.end(page);
            return;
        }
        self.leads_to_a_note |= to_a_note;
    }

    /// Takes words that may be a mark; says whether it did.
    pub(super) fn takes(&mut self, words: &str, page: &mut Page) -> bool {
        if self.element.is_none() {
            return false;
        }
        if self.words.chars().count() + words.chars().count() > MOST * 2 {
            self.end(page);
            return false;
        }
        self.words.push_str(words);
        true
    }

    /// Looks at an element that ends.
    pub(super) fn end_of(&mut self, name: &[u8], page: &mut Page) {
        let Some(element) = &self.element else { return };
        if element != name {
            if !is_type(name) && name != b"sup" && name != b"a" {
                self.end(page);
            }
            return;
        }
        let words = self.words.trim();
        let bare = words.trim_start_matches(['[', '(']).trim_end_matches([']', ')']);
        let is_mark = !bare.is_empty()
            && bare.chars().count() <= MOST
            && bare.chars().all(|c| c.is_ascii_digit() || matches!(c, '*' | '†' | '‡' | '§'));
        let power: Option<String> = if words.is_empty() { None } else { words.chars().map(raised).collect() };
        if is_mark && self.leads_to_a_note {
            page.words(&format!("[{bare}]"));
        } else if let Some(power) = power.filter(|_| element == b"sup") {
            page.words(&power);
        } else {
            page.flowing(&self.words);
        }
        *self = Self::default();
    }

    /// Ends what is no mark.
    pub(super) fn end(&mut self, page: &mut Page) {
        page.flowing(&self.words);
        *self = Self::default();
    }
}

/// Whether an element only says how letters look.
fn is_type(name: &[u8]) -> bool {
    matches!(name, b"span" | b"b" | b"i" | b"em" | b"strong" | b"font" | b"small" | b"u")
}

/// The raised form of a character.
const fn raised(c: char) -> Option<char> {
    Some(match c {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4'..='9' => return char::from_u32('⁴' as u32 + (c as u32 - '4' as u32)),
        '+' => '⁺',
        '-' | '−' => '⁻',
        _ => return None,
    })
}
