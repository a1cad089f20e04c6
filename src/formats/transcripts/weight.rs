//! Which words of a web page are bold, or of a heading: by their elements and by what these say of themselves. Reads no style
//! sheet.

use html5gum::StartTag;

/// The most elements that are bold within each other.
const MOST_DEPTH: usize = 100;

/// The elements around that decide whether words are bold, the innermost last.
#[derive(Debug, Default)]
pub(super) struct Weight {
    open: Vec<(Vec<u8>, bool)>,
}

impl Weight {
    /// Whether what comes now is bold.
    pub(super) fn is_bold(&self) -> bool {
        self.open.last().is_some_and(|(_, bold)| *bold)
    }

    /// Looks at an element that begins.
    pub(super) fn start(&mut self, tag: &StartTag<()>) {
        let name = tag.name.as_slice();
        let says = tag.attributes.get(b"style".as_slice()).and_then(|style| weight(style)).or_else(|| {
            let bold = matches!(name, b"b" | b"strong" | b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6");
            bold.then_some(true)
        });
        // One that says nothing counts where its end could be taken for that of another.
        let alike = || self.open.iter().any(|(open, _)| open == name).then_some(self.is_bold());
        let bold = says.or_else(alike).filter(|_| self.open.len() < MOST_DEPTH && !tag.self_closing);
        self.open.extend(bold.map(|bold| (name.to_vec(), bold)));
    }

    /// Looks at an element that ends.
    pub(super) fn end_of(&mut self, name: &[u8]) {
        if let Some(at) = self.open.iter().rposition(|(open, _)| open == name) {
            self.open.truncate(at);
        }
    }
}

/// Whether a style says that words are bold, or that they are not.
fn weight(style: &[u8]) -> Option<bool> {
    let style = String::from_utf8_lossy(style).to_ascii_lowercase();
    let value = style
        .split(';')
        .find_map(|rule| rule.trim().strip_prefix("font-weight")?.trim().strip_prefix(':'))?;
    let value = value.trim().trim_end_matches("!important").trim();
    match value {
        "bold" | "bolder" => Some(true),
        "normal" | "lighter" => Some(false),
        number => number.parse::<u16>().ok().map(|number| number >= 600),
    }
}
