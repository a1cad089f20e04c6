//! Markdown to the words that a reader sees: no marks, the lines as they stand. Never drops a word that a reader
//! would see, and counts what a reader would not.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};

use crate::formats::shared::outcome::Lost;
use crate::lang::message;
use crate::text::Looks;

/// The words of a Markdown text, how pieces of them look, and what of it a reader does not see.
pub(super) fn words(source: &str) -> (String, Looks, Vec<Lost>) {
    let source = escaped(source);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut page = Page::default();
    for event in Parser::new_ext(&source, options) {
        page.take(event);
    }
    page.done()
}

/// The source with `[P01]: Yes` kept from being taken for the address of a link.
fn escaped(source: &str) -> String {
    let mut lines = String::with_capacity(source.len() + 16);
    for line in source.split_inclusive('\n') {
        let inner = line.trim_start_matches(' ');
        let indent = line.len() - inner.len();
        let said = inner.strip_prefix('[').filter(|i| !i.starts_with('^')).and_then(|i| i.split_once("]:"));
        if indent < 4 && said.is_some_and(|(_, rest)| !looks_like_address(rest.trim())) {
            lines.push_str(&line[..indent]);
            lines.push('\\');
            lines.push_str(inner);
        } else {
            lines.push_str(line);
        }
    }
    lines
}

fn looks_like_address(rest: &str) -> bool {
    rest.contains("://") || rest.contains("mailto:")
}

/// What has been written so far.
#[derive(Default)]
struct Page {
    text: String,
    /// Line ends that must stand before the next words.
    gap: usize,
    /// The next number of each list around; none for one with bullets.
    lists: Vec<Option<u64>>,
    /// Labels of footnotes in the order in which they are referred to.
    notes: Vec<String>,
    /// The words of each footnote, by label.
    note_words: Vec<(String, String)>,
    /// The page, while the words of a footnote are written.
    outside: Option<(String, String)>,
    html: String,
    in_html: bool,
    in_metadata: bool,
    /// How many marks of bold, and headings, are around.
    weight: usize,
    /// What is bold, but for footnotes.
    bold: Vec<Range<usize>>,
    addresses: usize,
    pictures: usize,
    metadata: usize,
    comments: usize,
}

impl Page {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(_) if self.in_metadata => {}
            Event::Text(words)
            | Event::Code(words)
            | Event::InlineMath(words)
            | Event::DisplayMath(words) => {
                self.words(&words);
            }
            Event::Html(html) | Event::InlineHtml(html) if self.in_html => self.html.push_str(&html),
            Event::Html(html) | Event::InlineHtml(html) => self.html(&html),
            Event::FootnoteReference(label) => {
                let number = self.note(label);
                self.words(&format!("[{number}]"));
            }
            Event::SoftBreak | Event::HardBreak => self.break_line(1),
            Event::Rule => self.break_line(2),
            Event::TaskListMarker(done) => self.words(if done { "[x] " } else { "[ ] " }),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        self.weight += usize::from(matches!(tag, Tag::Strong | Tag::Heading { .. }));
        match tag {
            Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::BlockQuote(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Table(_) => self.break_line(2),
            Tag::CodeBlock(kind) => {
                self.break_line(2);
                // One word behind the fence names a language; more are words that someone fenced off.
                if let CodeBlockKind::Fenced(info) = kind
                    && info.contains(char::is_whitespace)
                {
                    self.words(&info);
                    self.break_line(1);
                }
            }
            Tag::List(first) => {
                self.break_line(if self.lists.is_empty() { 2 } else { 1 });
                self.lists.push(first);
            }
            Tag::Item => self.item(),
            Tag::FootnoteDefinition(label) => {
                self.outside = Some((std::mem::take(&mut self.text), label.into_string()));
                self.gap = 0;
            }
            Tag::HtmlBlock => self.in_html = true,
            Tag::MetadataBlock(_) => {
                self.in_metadata = true;
                self.metadata += 1;
            }
            Tag::Link { .. } => self.addresses += 1,
            Tag::Image { .. } => self.pictures += 1,
            Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell
            | Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        self.weight -= usize::from(matches!(tag, TagEnd::Strong | TagEnd::Heading(_)));
        match tag {
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::CodeBlock
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Table => self.break_line(2),
            TagEnd::List(_) => {
                self.lists.pop();
                self.break_line(if self.lists.is_empty() { 2 } else { 1 });
            }
            TagEnd::Item | TagEnd::TableHead | TagEnd::TableRow => {
                self.text.truncate(self.text.trim_end_matches('\t').len());
                self.break_line(1);
            }
            TagEnd::TableCell => self.text.push('\t'),
            TagEnd::FootnoteDefinition => {
                if let Some((page, label)) = self.outside.take() {
                    self.note_words.push((label, std::mem::replace(&mut self.text, page)));
                    self.gap = 2;
                }
            }
            TagEnd::HtmlBlock => {
                self.in_html = false;
                let html = std::mem::take(&mut self.html);
                self.break_line(2);
                self.html(&html);
                self.break_line(2);
            }
            TagEnd::MetadataBlock(_) => self.in_metadata = false,
            TagEnd::Link
            | TagEnd::Image
            | TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript => {}
        }
    }

    /// Asks for line ends before the next words.
    fn break_line(&mut self, ends: usize) {
        self.gap = self.gap.max(ends);
    }

    fn words(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        let ends = self.text.len() - self.text.trim_end_matches('\n').len();
        if !self.text.is_empty() {
            self.text.extend(std::iter::repeat_n('\n', self.gap.saturating_sub(ends)));
        }
        self.gap = 0;
        let start = self.text.len();
        self.text.push_str(words);
        if self.weight > 0 && self.outside.is_none() {
            match self.bold.last_mut() {
                Some(last) if last.end == start => last.end = self.text.len(),
                Some(_) | None => self.bold.push(start..self.text.len()),
            }
        }
    }

    fn item(&mut self) {
        let indent = "  ".repeat(self.lists.len().saturating_sub(1));
        let marker = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{indent}{}. ", *number - 1)
            }
            Some(None) | None => format!("{indent}- "),
        };
        self.break_line(1);
        self.words(&marker);
    }

    /// The number of a footnote.
    fn note(&mut self, label: CowStr<'_>) -> usize {
        let at = self.notes.iter().position(|known| **known == *label);
        at.unwrap_or_else(|| {
            self.notes.push(label.into_string());
            self.notes.len() - 1
        }) + 1
    }

    /// The words between tags; what only looks like a tag, `<laughs>`, is words.
    fn html(&mut self, html: &str) {
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            self.html_words(&rest[..at]);
            rest = &rest[at..];
            if let Some(inner) = rest.strip_prefix("<!--") {
                let end = inner.find("-->");
                self.comments += 1;
                rest = end.map_or("", |end| &inner[end + 3..]);
                continue;
            }
            let len = rest.find('>').map_or(rest.len(), |end| end + 1);
            let (tag, after) = rest.split_at(len);
            match tag_name(tag) {
                Some("br") => self.break_line(1),
                Some(name) if BLOCKS.contains(&name) => self.break_line(2),
                Some(_) => {}
                None => self.words(tag),
            }
            rest = after;
        }
        self.html_words(rest);
    }

    fn html_words(&mut self, words: &str) {
        for (number, line) in words.split('\n').enumerate() {
            if number > 0 {
                self.break_line(1);
            }
            self.words(line.trim());
        }
    }

    fn done(mut self) -> (String, Looks, Vec<Lost>) {
        // A note that nothing refers to is still words.
        let labels: Vec<String> = self.note_words.iter().map(|(label, _)| label.clone()).collect();
        for label in labels {
            self.note(CowStr::from(label));
        }
        for (index, label) in std::mem::take(&mut self.notes).iter().enumerate() {
            let written = self.note_words.iter().find(|(known, _)| known == label);
            let Some(note) = written.map(|(_, words)| words.clone()) else { continue };
            self.break_line(2);
            self.words(&format!("[{}] {note}", index + 1));
        }
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        let lost = [
            (message!("part-heading-block"), self.metadata, message!("file-heading-not-shown")),
            (message!("part-address"), self.addresses, message!("file-links-lead-nowhere")),
            (message!("part-picture"), self.pictures, message!("file-words-for-picture-kept")),
            (message!("part-comment"), self.comments, message!("file-comments-not-shown")),
        ];
        let lost = lost.into_iter().filter(|(_, count, _)| *count > 0);
        let lost = lost.map(|(what, count, why)| Lost { what, count, why, files: Vec::new() }).collect();
        (self.text, Looks { bold: self.bold }, lost)
    }
}

const BLOCKS: &[&str] = &[
    "blockquote",
    "dd",
    "div",
    "dl",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tr",
    "ul",
];
const INLINES: &[&str] = &[
    "a", "abbr", "b", "big", "center", "cite", "code", "del", "details", "em", "font", "i", "img", "ins",
    "kbd", "mark", "q", "s", "small", "span", "strike", "strong", "sub", "summary", "sup", "tbody", "td",
    "tfoot", "th", "thead", "time", "tt", "u", "wbr",
];

/// The name of a tag of HTML; none where it is no such tag.
fn tag_name(tag: &str) -> Option<&'static str> {
    let inner = tag.strip_prefix('<')?.strip_suffix('>')?.trim_start_matches('/');
    let name = inner.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
    let known = || std::iter::once(&"br").chain(BLOCKS).chain(INLINES);
    known().find(|known| known.eq_ignore_ascii_case(name)).copied()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn plain(source: &str) -> String {
        words(source).0
    }

    #[test]
    fn marks_go_and_lines_stay() {
        assert_eq!(
            plain("# One\n\n**I:** How *was* it?\n**P01:** Fine\\\nreally, `x` ~~no~~.\n\n> quoted\n"),
            "One\n\nI: How was it?\nP01: Fine\nreally, x no.\n\nquoted\n"
        );
    }

    #[test]
    fn lists_tables_and_notes() {
        assert_eq!(
            plain("1. first\n2. second\n    - nested\n\nNote[^a] and[^b].\n\n[^b]: Two.\n[^a]: One.\n"),
            "1. first\n2. second\n  - nested\n\nNote[1] and[2].\n\n[1] One.\n\n[2] Two.\n"
        );
        assert_eq!(plain("| Year | Event |\n|---|---|\n| 1998 | moved |\n"), "Year\tEvent\n1998\tmoved\n");
    }

    #[test]
    fn what_looks_like_markup_stays_words() {
        assert_eq!(plain("[P01]: Yes.\n\n[00:01:02] P02: No.\n"), "[P01]: Yes.\n\n[00:01:02] P02: No.\n");
        assert_eq!(plain("[P01]: #metoo\n\n[P01]: No.\n"), "[P01]: #metoo\n\n[P01]: No.\n");
        assert_eq!(plain("So <laughs> I left.\n\n<pause>\n"), "So <laughs> I left.\n\n<pause>\n");
        assert_eq!(plain("1998. It was cold.\n\n2 < 3 & 4\n"), "1998. It was cold.\n\n2 < 3 & 4\n");
    }

    #[test]
    fn what_a_reader_does_not_see_is_counted() {
        let (text, _, lost) =
            words("---\ntitle: x\n---\n\nSee [here](http://a.b/c).<!-- no -->\n\n<div>\n<p>In</p>\n</div>\n");
        assert_eq!(text, "See here.\n\nIn\n");
        let lost: Vec<_> = lost.iter().map(|l| format!("{} {}", l.count, l.what)).collect();
        assert_eq!(lost, ["1 heading block", "1 address", "1 comment"]);
    }

    proptest! {
        #[test]
        fn words_are_never_lost(parts in proptest::collection::vec("[a-z]{2,6}|[*_#>\\-|:\n ]{1,3}|1\\. |\n\\[[a-z]{2,3}\\]: ?", 0..30)) {
            let source = parts.concat();
            let text = plain(&source);
            for word in source.split(|c: char| !c.is_ascii_alphabetic()).filter(|w| !w.is_empty()) {
                prop_assert!(text.contains(word), "{word} is not in {text}");
            }
        }

        #[test]
        fn anything_is_taken(source in "[<>a-z!&/\\-\\[\\]()^:|`~*\n \u{e9}#]{0,80}") {
            words(&source);
        }
    }
}
