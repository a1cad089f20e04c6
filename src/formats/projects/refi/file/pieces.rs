//! The XML of a file in pieces, as it is unpacked: what stands before its sources, each source, what stands after them. So
//! no more than one source is held at once, however many there are. Finds where elements begin and end and no more:
//! whether it is well-formed is for who reads a piece.

use std::io::{self, Read};

use encoding_rs::{Decoder, Encoding};

use crate::formats::shared::error::{FormatError, Location};
use crate::formats::shared::xml::{self, Xml};
use crate::formats::shared::zipped;
use crate::lang::{Message, message, place, said};

/// The most bytes of a piece.
const MOST_BYTES: usize = 64 << 20;
/// How many bytes are unpacked at once.
const STEP: usize = 64 << 10;

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Part {
    /// The whole file, which has no list of sources.
    Whole,
    /// What stands before the first source, without the ends of the two elements that are open there.
    Before,
    /// A source.
    Source,
    /// What stands after the last source, with starts for the two elements that are open there.
    After,
}

/// A piece, and the line that it begins in.
#[derive(Debug, PartialEq, Eq)]
pub(in super::super) struct Piece {
    pub(in super::super) part: Part,
    pub(in super::super) text: String,
    pub(in super::super) first: usize,
}

/// Where reading has got to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    Before,
    Between,
    Within,
    End,
}

/// A tag, or something else between angle brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    Start,
    Empty,
    End,
    Other,
}

/// The pieces of a file, one after another.
pub(in super::super) struct Pieces<'f, R> {
    file: &'f str,
    entry: Option<&'f str>,
    from: R,
    decoder: Option<Decoder>,
    encoding: &'static Encoding,
    raw: Vec<u8>,
    over: bool,
    /// What is decoded and not given out yet, the line that it begins in, and how much of it has been looked at.
    text: String,
    line: usize,
    looked: usize,
    at: At,
    depth: usize,
    /// The names of the root and of the list of sources, as they stand there.
    root: String,
    sources: String,
    /// What stands between sources, which should be nothing.
    between: String,
}

impl<'f, R: Read> Pieces<'f, R> {
    pub(in super::super) fn new(file: &'f str, entry: Option<&'f str>, from: R) -> Self {
        Self {
            file,
            entry,
            from,
            decoder: None,
            encoding: encoding_rs::UTF_8,
            raw: vec![0; STEP],
            over: false,
            text: String::new(),
            line: 1,
            looked: 0,
            at: At::Before,
            depth: 0,
            root: String::new(),
            sources: String::new(),
            between: String::new(),
        }
    }

    /// The prefix of the root's name; empty where it has none, or is not known yet.
    pub(in super::super) fn prefix(&self) -> &str {
        self.root.rsplit_once(':').map_or("", |(prefix, _)| prefix)
    }

    /// What closes the elements that are open at the end of what stands before the sources.
    pub(in super::super) fn ends(&self) -> String {
        format!("</{}></{}>", self.sources, self.root)
    }

    /// The next piece; none at the end of the file.
    ///
    /// # Errors
    /// When the file is empty, cannot be unpacked, is not in the encoding that it names, or a piece is too large.
    pub(in super::super) fn next(&mut self) -> Result<Option<Piece>, FormatError> {
        while self.at != At::End {
            let Some((token, start, end)) = self.token()? else { return self.last() };
            match (self.at, token) {
                (_, Token::Other) => {}
                (At::Before, Token::Start | Token::Empty) => {
                    if self.begins_sources(token, start, end) {
                        return Ok(Some(self.given(Part::Before, end)));
                    }
                }
                (At::Before, Token::End) => self.depth = self.depth.saturating_sub(1),
                (At::Between, Token::End) => {
                    self.between.push_str(&self.text[..start]);
                    self.given(Part::After, start);
                    return self.last();
                }
                (At::Between, Token::Start | Token::Empty) => {
                    self.between.push_str(&self.text[..start]);
                    self.given(Part::Source, start);
                    if token == Token::Empty {
                        return Ok(Some(self.given(Part::Source, end - start)));
                    }
                    (self.at, self.depth) = (At::Within, 1);
                }
                (At::Within, Token::Start) => self.depth += 1,
                (At::Within, Token::End) if self.depth > 1 => self.depth -= 1,
                (At::Within, Token::End) => {
                    self.at = At::Between;
                    return Ok(Some(self.given(Part::Source, end)));
                }
                (At::Within, Token::Empty) | (At::End, _) => {}
            }
        }
        Ok(None)
    }

    /// Takes a start tag before the sources into account; says whether it is that of their list.
    fn begins_sources(&mut self, token: Token, start: usize, end: usize) -> bool {
        let name = name(&self.text[start..end]);
        if self.depth == 0 && self.root.is_empty() {
            self.root = name.to_owned();
        }
        // As a tree takes names: of the standard's are those with its prefix, and those without any.
        let is_sources = name == "Sources" || name.rsplit_once(':') == Some((self.prefix(), "Sources"));
        let begins = self.depth == 1 && token == Token::Start && is_sources;
        if begins {
            self.sources = name.to_owned();
            self.at = At::Between;
        }
        self.depth += usize::from(token == Token::Start);
        begins
    }

    /// The last piece: all that is left.
    fn last(&mut self) -> Result<Option<Piece>, FormatError> {
        while self.fill()? {}
        let all = self.text.len();
        let piece = match self.at {
            At::Before => self.given(Part::Whole, all),
            At::Within => self.given(Part::Source, all),
            At::Between | At::End => {
                let mut piece = self.given(Part::After, all);
                let open = format!("<{}><{}>{}", self.root, self.sources, self.between);
                piece.first -= lines(&self.between).min(piece.first - 1);
                piece.text.insert_str(0, &open);
                piece
            }
        };
        self.at = At::End;
        Ok(Some(piece))
    }

    /// Gives out what is decoded up to a place.
    fn given(&mut self, part: Part, end: usize) -> Piece {
        let rest = self.text.split_off(end);
        let text = std::mem::replace(&mut self.text, rest);
        let first = self.line;
        self.line += lines(&text);
        self.looked = self.looked.saturating_sub(end);
        Piece { part, text, first }
    }

    /// The next token, and where it begins and ends; none where no further one ends.
    fn token(&mut self) -> Result<Option<(Token, usize, usize)>, FormatError> {
        let start = loop {
            match self.text[self.looked..].find('<') {
                Some(at) => break self.looked + at,
                None => self.looked = self.text.len(),
            }
            if !self.fill()? {
                return Ok(None);
            }
        };
        while self.text.len() < start + "<![CDATA[".len() && self.fill()? {}
        let mut end = Ending::of(&self.text[start..]);
        loop {
            if let Some(length) = end.found(&self.text[start..]) {
                self.looked = start + length;
                return Ok(Some((token(&self.text[start..self.looked]), start, self.looked)));
            }
            if !self.fill()? {
                return Ok(None);
            }
        }
    }

    /// Unpacks some more; says whether there was any.
    fn fill(&mut self) -> Result<bool, FormatError> {
        if self.over {
            return Ok(false);
        }
        let read = self.read().map_err(|why| self.failed(why))?;
        self.over = read == 0;
        let raw = &self.raw[..read];
        if self.decoder.is_none() {
            if raw.is_empty() {
                return Err(FormatError::Empty { file: self.file.to_owned() });
            }
            self.encoding = xml::encoding(raw);
        }
        let encoding = self.encoding;
        let decoder = self.decoder.get_or_insert_with(|| encoding.new_decoder());
        let room = decoder.max_utf8_buffer_length(read).unwrap_or(read * 3 + 16);
        if self.text.try_reserve(room).is_err() || self.text.len() > MOST_BYTES {
            return Err(self.too_large());
        }
        let (_, _, wrong) = decoder.decode_to_string(raw, &mut self.text, self.over);
        if wrong {
            let piece = Xml::piece(self.file, self.entry, &self.text, self.line);
            return Err(piece.wrongly_encoded(self.encoding));
        }
        Ok(true)
    }

    /// As many bytes as there is room for, so that the first of a file are seen together.
    fn read(&mut self) -> io::Result<usize> {
        let mut read = 0;
        while read < self.raw.len() {
            match self.from.read(&mut self.raw[read..]) {
                Ok(0) => break,
                Ok(more) => read += more,
                Err(why) if why.kind() == io::ErrorKind::Interrupted => {}
                Err(why) => return Err(why),
            }
        }
        Ok(read)
    }

    fn failed(&self, why: io::Error) -> FormatError {
        zipped::fault(why).unwrap_or_else(|why| {
            self.error(message!("file-part-damaged", why = said(why)), message!("do-export-again"))
        })
    }

    fn too_large(&self) -> FormatError {
        let problem = match self.at {
            At::Within => message!("file-source-too-large", line = place(self.line)),
            At::Before | At::Between | At::End => message!("file-rest-too-large"),
        };
        self.error(problem, message!("do-export-in-parts"))
    }

    fn error(&self, problem: Message, remedy: Message) -> FormatError {
        let place = match self.entry {
            Some(part) => Location::Part { part: part.to_owned(), line: None },
            None => Location::Whole,
        };
        FormatError::At { file: self.file.to_owned(), place, problem, remedy }
    }
}

fn lines(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

/// The name in a start tag.
fn name(tag: &str) -> &str {
    let tag = tag.trim_start_matches('<');
    tag.split(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).next().unwrap_or_default()
}

fn token(words: &str) -> Token {
    match words.as_bytes() {
        [b'<', b'!' | b'?', ..] => Token::Other,
        [b'<', b'/', ..] => Token::End,
        [.., b'/', b'>'] => Token::Empty,
        _ => Token::Start,
    }
}

/// What a token ends with, and how far it has been looked for.
enum Ending {
    /// These letters.
    Letters(&'static str, usize),
    /// As many brackets that close as there are that open: a document type.
    Brackets(usize, usize),
    /// A bracket that stands in no quotes.
    Tag(usize, Option<u8>),
}

impl Ending {
    fn of(words: &str) -> Self {
        match words {
            _ if words.starts_with("<!--") => Self::Letters("-->", 4),
            _ if words.starts_with("<![CDATA[") => Self::Letters("]]>", 9),
            _ if words.starts_with("<?") => Self::Letters("?>", 2),
            _ if words.starts_with("<!") => Self::Brackets(1, 1),
            _ => Self::Tag(1, None),
        }
    }

    /// How long the token is; none where it does not end yet.
    fn found(&mut self, words: &str) -> Option<usize> {
        match self {
            Self::Letters(letters, from) => {
                let end = words[*from..].find(*letters).map(|at| *from + at + letters.len());
                // The last of them may be the first of the letters.
                *from = words.floor_char_boundary((*from).max(words.len().saturating_sub(letters.len())));
                end
            }
            Self::Brackets(from, open) => {
                for (at, byte) in words.bytes().enumerate().skip(*from) {
                    match byte {
                        b'<' => *open += 1,
                        b'>' if *open == 1 => return Some(at + 1),
                        b'>' => *open -= 1,
                        _ => {}
                    }
                }
                *from = words.len();
                None
            }
            Self::Tag(from, quote) => {
                for (at, byte) in words.bytes().enumerate().skip(*from) {
                    match (byte, *quote) {
                        (b'>', None) => return Some(at + 1),
                        (b'"' | b'\'', None) => *quote = Some(byte),
                        (byte, Some(own)) if byte == own => *quote = None,
                        _ => {}
                    }
                }
                *from = words.len();
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives a byte at a time.
    struct Slow<'b>(&'b [u8]);

    impl Read for Slow<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let take = self.0.len().min(into.len()).min(1);
            into[..take].copy_from_slice(&self.0[..take]);
            self.0 = &self.0[take..];
            Ok(take)
        }
    }

    fn all(bytes: &[u8], step: usize) -> Vec<Piece> {
        let mut pieces = Pieces::new("a.qde", None, Slow(bytes));
        pieces.raw.truncate(step);
        std::iter::from_fn(|| pieces.next().unwrap()).collect()
    }

    #[test]
    fn a_file_falls_into_its_sources() {
        let file = "<?xml version=\"1.0\"?>\n<!DOCTYPE q [<!ELEMENT a (b)>]>\n<q:Project name='a > b'>\n<!-- <q:Sources> -->\
                    <q:CodeBook><q:Sources/></q:CodeBook>\n<q:Sources>stray\n<q:TextSource name=\"</q:TextSource>\">\n\
                    <q:TextSource><![CDATA[</q:TextSource>]]></q:TextSource></q:TextSource>\n<q:PDFSource/>\n\
                    </q:Sources><q:Notes/>\n</q:Project>\n";
        for step in [1, 2, 7, STEP] {
            let pieces = all(file.as_bytes(), step);
            let told: Vec<_> = pieces.iter().map(|p| (p.part, p.first)).collect();
            assert_eq!(
                told,
                [(Part::Before, 1), (Part::Source, 6), (Part::Source, 8), (Part::After, 6)],
                "{step}"
            );
            assert!(pieces[0].text.ends_with("<q:Sources>"));
            assert!(
                pieces[1].text.starts_with("<q:TextSource name")
                    && pieces[1].text.ends_with("</q:TextSource>")
            );
            assert_eq!(pieces[2].text, "<q:PDFSource/>");
            let after = "<q:Project><q:Sources>stray\n\n\n</q:Sources><q:Notes/>\n</q:Project>\n";
            assert_eq!(pieces[3].text, after);
        }
        let utf16: Vec<u8> = format!("\u{feff}{file}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(all(&utf16, STEP), all(file.as_bytes(), STEP));
    }

    #[test]
    fn sources_are_known_by_the_names_that_a_tree_takes_for_theirs() {
        for (root, sources, is) in [
            ("Project", "Sources", true),
            ("q:Project", "Sources", true),
            ("q:Project", "q:Sources", true),
            ("Project", "q:Sources", false),
            ("q:Project", "v:Sources", false),
        ] {
            let file = format!("<{root}><{sources}><TextSource/></{sources}></{root}>");
            let pieces = all(file.as_bytes(), STEP);
            assert_eq!(pieces.iter().any(|piece| piece.part == Part::Source), is, "{file}");
        }
    }

    #[test]
    fn what_has_no_sources_is_one_piece() {
        for file in
            ["<Project/>", "<Project><Sources/></Project>", "<CodeBook><Codes/></CodeBook>", "words", "<a"]
        {
            let pieces = all(file.as_bytes(), STEP);
            assert_eq!(pieces, [Piece { part: Part::Whole, text: file.to_owned(), first: 1 }]);
        }
    }
}
