//! The smallest parts of rich text: braces, control words, bytes. Knows what a control word looks like and not what it does,
//! and which encoding a number of a code page stands for.

use encoding_rs::Encoding;

/// A part of rich text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'b> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\\word` with its number; the space after it belongs to it.
    Word(&'b str, Option<i32>),
    /// `\\*`
    Star,
    /// A byte of words, as it stands or as `\\'e9`.
    Byte(u8),
    /// A character that has a sign of its own.
    Sign(&'static str),
}

/// The parts of a file, one after another.
pub(super) struct Tokens<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Tokens<'b> {
    pub(super) const fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Passes over bytes that are no text at all.
    pub(super) const fn pass(&mut self, bytes: usize) {
        self.at = self.at.saturating_add(bytes);
    }

    /// What follows a backslash; none where it means nothing.
    fn control(&mut self) -> Option<Token<'b>> {
        let &byte = self.bytes.get(self.at)?;
        if byte.is_ascii_alphabetic() {
            return Some(self.word());
        }
        self.at += 1;
        match byte {
            b'\'' => {
                let hex = self.bytes.get(self.at..self.at + 2).and_then(|two| std::str::from_utf8(two).ok());
                let byte = u8::from_str_radix(hex?, 16).ok()?;
                self.at += 2;
                Some(Token::Byte(byte))
            }
            b'*' => Some(Token::Star),
            b'~' => Some(Token::Sign("\u{a0}")),
            b'_' => Some(Token::Sign("\u{2011}")),
            b'\r' | b'\n' => Some(Token::Word("par", None)),
            b'\\' | b'{' | b'}' => Some(Token::Byte(byte)),
            // A hyphen that shows only where a line breaks, and marks of indexes and formulas.
            _ => None,
        }
    }

    fn word(&mut self) -> Token<'b> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let letters = rest.iter().take(32).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let minus = usize::from(rest.get(letters) == Some(&b'-'));
        let digits = rest[letters + minus..].iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
        let end = if digits == 0 { letters } else { letters + minus + digits };
        let number = std::str::from_utf8(&rest[letters..end]).ok().and_then(|number| number.parse().ok());
        self.at += end + usize::from(rest.get(end) == Some(&b' '));
        Token::Word(std::str::from_utf8(&rest[..letters]).unwrap_or_default(), number)
    }
}

impl<'b> Iterator for Tokens<'b> {
    type Item = Token<'b>;

    fn next(&mut self) -> Option<Token<'b>> {
        loop {
            let &byte = self.bytes.get(self.at)?;
            self.at += 1;
            let token = match byte {
                b'{' => Some(Token::Open),
                b'}' => Some(Token::Close),
                b'\\' => self.control(),
                b'\r' | b'\n' | 0 => None,
                _ => Some(Token::Byte(byte)),
            };
            if token.is_some() {
                return token;
            }
        }
    }
}

/// The encoding of a Windows code page.
pub(super) fn code_page(number: i32) -> Option<&'static Encoding> {
    let label = match number {
        874 => "windows-874",
        932 => "shift_jis",
        936 => "gbk",
        949 => "euc-kr",
        950 => "big5",
        1250..=1258 => return Encoding::for_label(format!("windows-{number}").as_bytes()),
        10000 => "macintosh",
        20866 => "koi8-r",
        28592 => "iso-8859-2",
        65001 => "utf-8",
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}

/// The encoding of a font's character set; none where it is that of the file.
pub(super) fn charset(number: i32) -> Option<&'static Encoding> {
    let page = match number {
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    };
    code_page(page)
}
