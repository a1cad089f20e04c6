//! Web pages: the words that a browser would show, block by block. Runs nothing, fetches nothing, and shows nothing that
//! is meant for programs.

use std::borrow::Cow;

use html5gum::{DefaultEmitter, EndTag, StartTag, Token, Tokenizer};

use super::page::{Page, Written};
use super::raised::Raised;
use super::weight::Weight;
use crate::formats::shared::draft::{KnownTurns, Report, TranscriptDraft, draft};
use crate::formats::shared::encoding::Decoded;
use crate::formats::shared::error::FormatError;
use crate::formats::shared::format::{Choice, Format, Kind, Reader};
use crate::formats::shared::options::TranscriptOptions;
use crate::formats::shared::plain::decoded;
use crate::lang::message;

/// Web pages.
pub(in crate::formats) const FORMAT: Format =
    Format::new("html", Kind::Transcript, "Web page", &["html", "htm", "xhtml"])
        .read(fits, Reader::Transcript(|file, bytes, options| Ok(vec![read(file, bytes, options)?])))
        .choices(&[Choice::Encoding]);

/// The most bytes in which a page names its encoding.
const HEAD: usize = 4096;

/// What is not in the words, counted.
#[derive(Default)]
pub(super) struct LeftOut {
    pictures: usize,
    media: usize,
    comments: usize,
    scripts: usize,
    hidden: usize,
}

impl LeftOut {
    /// Tells of it.
    pub(super) fn tell(&self, report: &mut Report) {
        report.lost(self.pictures, message!("part-picture"), message!("file-only-words-kept"));
        report.lost(self.media, message!("part-recording-embedded-page"), message!("file-only-words-kept"));
        report.lost(self.comments, message!("part-comment"), message!("file-not-in-browser"));
        report.lost(self.hidden, message!("part-piece-hidden-text"), message!("file-not-in-browser"));
        report.lost(self.scripts, message!("part-script"), message!("file-never-run"));
    }
}

/// Reads a transcript from a web page.
///
/// # Errors
/// When it holds no words, or is too large or no text.
fn read(name: &str, bytes: &[u8], options: &TranscriptOptions) -> Result<TranscriptDraft, FormatError> {
    let mut named = declared(bytes);
    let chosen = options.encoding.clone().or_else(|| named.clone());
    let Decoded { text, mut decoding } = match decoded(name, bytes, chosen.as_deref()) {
        // A page may name an encoding that nobody knows.
        Err(FormatError::UnknownEncoding { .. }) if options.encoding.is_none() => {
            named = None;
            decoded(name, bytes, None)?
        }
        read => read?,
    };
    decoding.certain |= named.is_some() && decoding.replaced == 0;
    let mut left = LeftOut::default();
    let Written { text, looks, .. } = words(&text, &mut left, &|_| None);
    let mut report = Report::default();
    left.tell(&mut report);
    draft(name, text, KnownTurns::Looks(looks), decoding, report, &options.rules)
}

/// Whether the first bytes look like a web page.
pub(in crate::formats) fn fits(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD).unwrap_or(bytes).to_ascii_lowercase();
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&head).trim_ascii_start();
    [b"<!doctype html".as_slice(), b"<html", b"<head", b"<body"].iter().any(|tag| head.starts_with(tag))
}

/// The text that a piece of HTML without tags stands for.
pub(super) fn unescaped(words: &str) -> String {
    if !words.contains('&') {
        return words.to_owned();
    }
    // What looks like a tag here is words.
    let words = words.replace('<', "&lt;");
    let mut text = String::with_capacity(words.len());
    for Ok(token) in Tokenizer::new(words.as_str()) {
        if let Token::String(piece) = token {
            text.push_str(&String::from_utf8_lossy(&piece));
        }
    }
    text
}

/// The encoding that a page names, where no mark does and the bytes do not say otherwise: what is UTF-8 is hardly anything
/// else, and a page whose head can be read byte by byte is no UTF-16, whatever it says.
fn declared(bytes: &[u8]) -> Option<String> {
    let plainly_utf8 = !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok();
    if plainly_utf8 || encoding_rs::Encoding::for_bom(bytes).is_some() {
        return None;
    }
    let head = String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes)).to_ascii_lowercase();
    let xml = head.strip_prefix("<?xml").and_then(|rest| {
        let named = rest[..rest.find("?>")?].split_once("encoding=")?.1.trim_start_matches(['"', '\'']);
        named.split(['"', '\'', ' ']).next()
    });
    let meta = head.match_indices("<meta").find_map(|(at, _)| {
        let tag = &head[at..at + head[at..].find('>')?];
        let label = tag.split_once("charset=")?.1.trim_start_matches(['"', '\'', ' ']);
        label.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | ':')).next()
    });
    let is_wide = |label: &str| {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes());
        encoding == Some(encoding_rs::UTF_16LE) || encoding == Some(encoding_rs::UTF_16BE)
    };
    meta.or(xml).filter(|label| !label.is_empty() && !is_wide(label)).map(ToOwned::to_owned)
}

/// A page in which elements whose content is no markup are closed by a tag of their own, where they are closed as XML
/// closes what is empty: for a browser the rest of the page would stand in them.
fn with_ends(source: &str) -> Cow<'_, str> {
    const OPEN: [&str; 5] = ["script", "style", "title", "textarea", "iframe"];
    /// The longest tag that is looked at.
    const MOST: usize = 4096;
    let lower = source.to_ascii_lowercase();
    let is_xml = lower.trim_start().starts_with("<?xml") || lower.contains("http://www.w3.org/1999/xhtml");
    let last_end = OPEN.map(|name| lower.rfind(&format!("</{name}")));
    let mut out = String::new();
    let (mut done, mut seen, mut last) = (0, 0, None);
    for (at, _) in lower.match_indices("/>") {
        last = lower[seen..at].rfind('<').map(|open| seen + open).or(last);
        seen = at;
        let Some(open) = last.filter(|open| *open >= done && at - *open <= MOST) else { continue };
        let tag = &lower[open + 1..at];
        let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        let Some(kind) = OPEN.iter().position(|open| *open == name) else { continue };
        if !tag.contains('>') && (is_xml || last_end[kind].is_none_or(|end| end < at)) {
            out.push_str(&source[done..at]);
            out.push_str(&format!("></{name}>"));
            done = at + 2;
        }
    }
    if done == 0 {
        return Cow::Borrowed(source);
    }
    out.push_str(&source[done..]);
    Cow::Owned(out)
}

/// Whether a tag ends an element that is not shown and whose own end need not be written: what is beside characters, and a
/// paragraph.
fn ends(hidden: &[u8], tag: &[u8]) -> bool {
    match hidden {
        b"rt" | b"rp" => {
            matches!(tag, b"ruby" | b"rb" | b"td" | b"th")
                || gap(tag) > 0
                || (matches!(tag, b"rt" | b"rp") && hidden != tag)
        }
        b"p" => gap(tag) > 0 || matches!(tag, b"table" | b"td" | b"th"),
        _ => false,
    }
}

/// The words of a page; `instead` says what stands for elements of which the content is not shown.
pub(super) fn words(
    source: &str,
    left: &mut LeftOut,
    instead: &dyn Fn(&StartTag<()>) -> Option<String>,
) -> Written {
    let source = with_ends(source);
    let mut page = Page::default();
    // The element whose content is not shown, and how often it stands in itself.
    let mut hidden: Option<(Vec<u8>, usize)> = None;
    let mut as_it_stands = 0_usize;
    // How many rows were open when each table began: not everybody closes them.
    let mut tables: Vec<usize> = Vec::new();
    let (mut raised, mut weight) = (Raised::default(), Weight::default());
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    for Ok(token) in Tokenizer::new_with_emitter(source.as_ref(), emitter) {
        if let (
            Some((name, _)),
            Token::StartTag(StartTag { name: tag, .. }) | Token::EndTag(EndTag { name: tag, .. }),
        ) = (&hidden, &token)
            && ends(name, tag)
        {
            hidden = None;
        }
        match token {
            Token::StartTag(tag) => {
                if let Some((name, depth)) = &mut hidden {
                    *depth += usize::from(*name == *tag.name && !tag.self_closing);
                } else if let Some(words) = instead(&tag) {
                    raised.end(&mut page);
                    page.flowing(&words);
                    hidden = (!tag.self_closing).then(|| (tag.name.0.clone(), 1));
                } else if is_hidden(&tag, left) {
                    hidden = (!tag.self_closing).then(|| (tag.name.0.clone(), 1));
                } else {
                    as_it_stands += usize::from(tag.name.as_slice() == b"pre");
                    raised.start(&tag, &mut page);
                    weight.start(&tag);
                    page.set_bold(weight.is_bold());
                    start(&tag.name, &mut page, left, &mut tables);
                }
            }
            Token::EndTag(tag) => {
                if let Some((name, depth)) = &mut hidden {
                    *depth -= usize::from(*name == *tag.name);
                    if *depth == 0 {
                        hidden = None;
                    }
                } else {
                    as_it_stands = as_it_stands.saturating_sub(usize::from(tag.name.as_slice() == b"pre"));
                    raised.end_of(&tag.name, &mut page);
                    weight.end_of(&tag.name);
                    page.set_bold(weight.is_bold());
                    end(&tag.name, &mut page, &mut tables);
                }
            }
            Token::String(piece) if hidden.is_none() => {
                let piece = String::from_utf8_lossy(&piece);
                if raised.takes(&piece, &mut page) {
                } else if as_it_stands > 0 {
                    page.words(&piece);
                } else {
                    page.flowing(&piece);
                }
            }
            Token::Comment(words) if hidden.is_none() && words.starts_with(b"[CDATA[") => {
                let words = String::from_utf8_lossy(&words);
                page.flowing(words.trim_start_matches("[CDATA[").trim_end_matches("]]"));
            }
            Token::Comment(_) if hidden.is_none() => left.comments += 1,
            Token::String(_) | Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    raised.end(&mut page);
    page.written()
}

/// Whether what stands in an element is not shown.
fn is_hidden(tag: &StartTag<()>, left: &mut LeftOut) -> bool {
    match tag.name.as_slice() {
        b"script" => left.scripts += 1,
        b"svg" | b"canvas" => left.pictures += 1,
        b"audio" | b"video" | b"object" | b"iframe" => left.media += 1,
        b"style" | b"template" | b"noscript" | b"title" | b"rt" | b"rp" | b"datalist" => {}
        name if has_an_end(name) && says_hidden(tag) => left.hidden += 1,
        _ => return false,
    }
    true
}

/// Whether an element's own tag or style says that it is not shown.
fn says_hidden(tag: &StartTag<()>) -> bool {
    let value = |name: &[u8]| tag.attributes.get(name).map(|value| value.to_ascii_lowercase());
    let hides = |style: Vec<u8>| {
        let bare: Vec<u8> = style.into_iter().filter(|byte| !byte.is_ascii_whitespace()).collect();
        bare.split(|byte| *byte == b';').any(|rule| rule.starts_with(b"display:none"))
    };
    value(b"hidden").is_some_and(|how| how != b"until-found") || value(b"style").is_some_and(hides)
}

/// Whether an element's end is always written, or can be told.
fn has_an_end(name: &[u8]) -> bool {
    matches!(
        name,
        b"p" | b"span"
            | b"div"
            | b"section"
            | b"article"
            | b"aside"
            | b"header"
            | b"footer"
            | b"nav"
            | b"main"
            | b"table"
            | b"ul"
            | b"ol"
            | b"dl"
            | b"h1"
            | b"h2"
            | b"h3"
            | b"h4"
            | b"h5"
            | b"h6"
            | b"a"
            | b"b"
            | b"i"
            | b"em"
            | b"strong"
            | b"u"
            | b"s"
            | b"del"
            | b"ins"
            | b"mark"
            | b"small"
            | b"label"
            | b"button"
            | b"form"
            | b"figure"
            | b"blockquote"
            | b"pre"
            | b"code"
            | b"font"
    )
}

fn start(name: &[u8], page: &mut Page, left: &mut LeftOut, tables: &mut Vec<usize>) {
    match name {
        b"br" => page.words("\n"),
        b"img" => left.pictures += 1,
        b"embed" => left.media += 1,
        b"table" => {
            page.gap(2);
            tables.push(page.rows());
        }
        b"tr" => {
            close_rows(page, tables);
            page.open_row();
        }
        b"td" | b"th" => {
            if page.rows() == tables.last().copied().unwrap_or(0) {
                page.open_row();
            }
            page.open_cell();
        }
        _ => page.gap(gap(name)),
    }
}

fn end(name: &[u8], page: &mut Page, tables: &mut Vec<usize>) {
    match name {
        b"tr" => close_rows(page, tables),
        b"table" => {
            close_rows(page, tables);
            tables.pop();
            page.gap(2);
        }
        _ => page.gap(gap(name)),
    }
}

/// Ends the rows of the innermost table.
fn close_rows(page: &mut Page, tables: &[usize]) {
    while page.rows() > tables.last().copied().unwrap_or(0) {
        page.close_row();
    }
}

/// How many line ends stand around a block: paragraphs are set apart, other blocks begin a line.
fn gap(name: &[u8]) -> usize {
    match name {
        b"p" | b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" | b"blockquote" | b"pre" | b"ul" | b"ol"
        | b"dl" | b"figure" | b"hr" => 2,
        b"div" | b"li" | b"dt" | b"dd" | b"section" | b"article" | b"header" | b"footer" | b"main"
        | b"nav" | b"aside" | b"address" | b"figcaption" | b"caption" | b"fieldset" | b"form" | b"legend"
        | b"details" | b"summary" | b"body" | b"option" | b"optgroup" | b"center" | b"menu" | b"dir"
        | b"dialog" | b"hgroup" | b"search" => 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::formats::tests::fits;

    fn page(source: &str) -> String {
        read("a.html", source.as_bytes(), &TranscriptOptions::default()).unwrap().text.as_str().to_owned()
    }

    #[test]
    fn blocks_cells_and_white_space() {
        for (source, expected) in [
            ("<title>no</title><p> a\n  <b>b</b>c<br>d</p><p>e</p>", "a bc\nd\n\ne\n"),
            ("<ul><li>a<li>b</ul><div>c</div>d", "a\nb\n\nc\nd\n"),
            ("<table><tr><td>a<td><p>b</p><tr><td><td>c</table>d", "a\tb\n\tc\n\nd\n"),
            ("<pre>a\n  b</pre>", "a\n  b\n"),
            ("a<script>if (a<b) no</script><style>p{}</style>b &amp; &eacute; &lt;c&gt;", "ab & é <c>\n"),
            ("<ruby>漢<rt>かん</rt></ruby>字", "漢字\n"),
            ("<ruby>漢<rp>(<rt>かん<rp>)</ruby>字<p>a", "漢字\n\na\n"),
            ("<ruby>漢<rt>かん</p><p>a", "漢\n\na\n"),
            (
                "a<span style='color:red; Display : none;mso-hide:all'>no</span>b<div hidden>no<div>no</div></div>c",
                "abc\n",
            ),
            ("<p hidden>no<p>a</p><li hidden>b<span hidden=until-found>c</span>", "a\n\nbc\n"),
            ("<script src='x'/><title/><p>a</p><iframe src=y /><p>b", "a\n\nb\n"),
            ("<script>if (a) '<br/>'</script>b", "b\n"),
            (
                "<html xmlns='http://www.w3.org/1999/xhtml'><script/><script>no</script>a<![CDATA[b &]]>",
                "ab &\n",
            ),
            ("so<sup>1</sup> m<sup>2</sup> 1<sup>st</sup> y<sup>-2</sup>", "so¹ m² 1st y⁻²\n"),
            (
                "so.<sup><a href='#fn1'>1</a></sup> And<a href=\"#_ftn2\">[2]</a><a href='#n'><sup>*</sup></a> x",
                "so.[1] And[2][*] x\n",
            ),
            (
                "<a href='#top'>Top of it</a> <a href='b.html'>2</a><sup>a long one here</sup><p>b<sup>1<p>c",
                "Top of it 2a long one here\n\nb1\n\nc\n",
            ),
            ("<center>a</center><menu><li>b</menu><table><td>c<td>d</table>", "a\nb\n\nc\td\n"),
        ] {
            assert_eq!(page(source), expected, "{source}");
        }
    }

    #[test]
    fn a_podcast_names_speakers_and_times() {
        let source = "<cite>Travis:</cite>\n<time>0:53</time>\n<p>First.</p>\n<cite>Sarah:</cite>\n<time>1:42</time>\n<p>Then?</p>\n\
                      <cite>Travis:</cite>\n<time>2:00</time><p>Yes.</p><cite>Sarah:</cite><time>2:10</time><p>So.</p>";
        let draft = read("a.html", source.as_bytes(), &TranscriptOptions::default()).unwrap();
        let found = &draft.recognition;
        let times: Vec<_> =
            found.turns.iter().map(|turn| (turn.time_ms, turn.speaker.map(|s| s.0))).collect();
        assert_eq!(
            times,
            [
                (Some(53_000), Some(0)),
                (Some(102_000), Some(1)),
                (Some(120_000), Some(0)),
                (Some(130_000), Some(1))
            ]
        );
        assert_eq!(&draft.text.as_str()[found.turns[0].words()], "First.");
    }

    #[test]
    fn the_encoding_is_the_one_that_the_page_names() {
        let draft = |bytes: &[u8]| read("a.html", bytes, &TranscriptOptions::default()).unwrap();
        let named = draft(b"<meta charset=\"iso-8859-2\"><p>za\xBF\xF3\xB3\xE6</p>");
        assert_eq!((named.text.as_str(), named.decoding.certain), ("zażółć\n", true));
        for head in ["<meta charset=utf-16>", "<meta charset=unicode>", "<meta charset=iso-8859-1>"] {
            let page = draft(format!("{head}<p>café</p>").as_bytes());
            assert_eq!((page.text.as_str(), page.decoding.certain), ("café\n", true), "{head}");
        }
        assert_eq!(draft(b"<meta charset=utf-16><p>cafe</p>").text.as_str(), "cafe\n");
        let xml = draft(b"<?xml version='1.0' encoding='iso-8859-2'?><html><p>za\xBF\xF3\xB3\xE6</p>");
        assert_eq!((xml.text.as_str(), xml.decoding.certain), ("zażółć\n", true));
        let unknown = draft(b"<meta charset=klingon><p>caf\xE9</p>");
        assert_eq!((unknown.text.as_str(), unknown.decoding.certain), ("café\n", false));
    }

    #[test]
    fn what_is_left_out_is_counted() {
        let source =
            b"<img src='http://x/y.png'><script>x</script><!-- c --><iframe src=z></iframe><p>words</p>";
        let draft = read("a.html", source, &TranscriptOptions::default()).unwrap();
        assert_eq!(draft.lost.iter().map(|lost| lost.count).collect::<Vec<_>>(), [1, 1, 1, 1]);
    }

    proptest! {
        #[test]
        fn anything_is_read_or_refused(
            source in "(</?(p|td|tr|table|pre|svg|script|style|div|li|br)>|<!--|-->|&[a-z#0-9]{0,5};?|[a é<>]|\n){0,50}",
            rest: Vec<u8>,
        ) {
            let mut bytes = source.into_bytes();
            bytes.extend(rest);
            if let Ok(draft) = read("a.html", &bytes, &TranscriptOptions::default()) {
                fits(&draft);
            }
        }
    }
}
