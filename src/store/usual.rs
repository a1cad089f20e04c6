//! Layers and transcripts as Concord itself writes them, one coding or turn a line, read without the general parser: they make
//! up the mass of a study. What is written in any other way, however slightly, is left to that parser, which has the last word.

use serde::de::DeserializeOwned;

use super::records::LayerFile;
use super::ronfile;
use crate::model::{CodeId, CodingId, CodingRecord, Timestamp, TranscriptRecord, TurnRecord};
use crate::text::CharPos;

const END: &str = "    ],\n";

/// The layer in the words of a file; none where they are not quite as they are written.
pub(super) fn layer(file: &str, words: &str) -> Option<LayerFile> {
    let (layer, codings) = with_lines(file, words, "    codings: [\n", coding)?;
    Some(LayerFile { codings, ..layer })
}

/// What is known of a transcript in the words of a file; none where they are not quite as they are written.
pub(super) fn transcript(file: &str, words: &str) -> Option<TranscriptRecord> {
    let (record, turns) = with_lines(file, words, "    turns: [\n", turn)?;
    Some(TranscriptRecord { turns, ..record })
}

/// What stands in a file around a list, parsed in general, and the list, a line each.
fn with_lines<T: DeserializeOwned, L>(
    file: &str,
    words: &str,
    begin: &str,
    read: impl Fn(&str) -> Option<L>,
) -> Option<(T, Vec<L>)> {
    let (head, mut rest) = words.split_once(begin)?;
    let mut lines = Vec::new();
    while let Some(line) = rest.strip_prefix("        ") {
        let (line, after) = line.split_once('\n')?;
        lines.push(read(line)?);
        rest = after;
    }
    let tail = rest.strip_prefix(END)?;
    // What stands around them is little.
    let around = format!("{head}{begin}{END}{tail}");
    let (value, unknown) = ronfile::parse::<T>(file, around.as_bytes()).ok()?;
    unknown.is_empty().then_some((value, lines))
}

/// `(speaker:0,time_ms:1200,start:0,body:13,end:31),`
fn turn(line: &str) -> Option<TurnRecord> {
    let mut at = Reading(line.strip_suffix("),")?.strip_prefix('(')?);
    let speaker = at.number("speaker:").map(u16::try_from).transpose().ok()?;
    if speaker.is_some() {
        at.skip(",")?;
    }
    let time_ms = at.number("time_ms:");
    if time_ms.is_some() {
        at.skip(",")?;
    }
    let start = CharPos(at.number("start:")?);
    let body = CharPos(at.number(",body:")?);
    let end = CharPos(at.number(",end:")?);
    at.0.is_empty().then_some(TurnRecord { speaker, time_ms, start, body, end })
}

/// `(id:"…",code:"…",start:38,end:50,quote:"She listened",created:"2026-11-30T20:38:26.845Z"),`
fn coding(line: &str) -> Option<CodingRecord> {
    let mut at = Reading(line.strip_suffix("),")?.strip_prefix('(')?);
    let id = CodingId(at.plain("id:\"")?.parse().ok()?);
    let code = CodeId(at.plain(",code:\"")?.parse().ok()?);
    let start = CharPos(at.number(",start:")?);
    let end = CharPos(at.number(",end:")?);
    let quote = at.string(",quote:\"")?;
    let memo = if at.0.starts_with(",memo:") { at.string(",memo:\"")? } else { String::new() };
    let auto = at.skip(",auto:true").is_some();
    let created: Timestamp = at.plain(",created:\"")?.parse().ok()?;
    at.0.is_empty().then_some(CodingRecord { id, code, start, end, quote, memo, auto, created })
}

/// What of a line is not read yet.
struct Reading<'a>(&'a str);

impl<'a> Reading<'a> {
    fn skip(&mut self, words: &str) -> Option<()> {
        self.0 = self.0.strip_prefix(words)?;
        Some(())
    }

    fn number(&mut self, name: &str) -> Option<u32> {
        self.skip(name)?;
        let digits = self.0.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = self.0.split_at(digits);
        self.0 = rest;
        number.parse().ok()
    }

    /// Up to the quotation mark, with nothing in it that stands for anything else.
    fn plain(&mut self, begin: &str) -> Option<&'a str> {
        self.skip(begin)?;
        let (words, rest) = self.0.split_once('"')?;
        self.0 = rest;
        (!words.contains('\\')).then_some(words)
    }

    fn string(&mut self, begin: &str) -> Option<String> {
        self.skip(begin)?;
        let mut read = String::new();
        loop {
            let at = self.0.find(['"', '\\'])?;
            read.push_str(&self.0[..at]);
            let is_end = self.0[at..].starts_with('"');
            self.0 = &self.0[at + 1..];
            if is_end {
                return Some(read);
            }
            read.push(self.escaped()?);
        }
    }

    /// What stands behind a backslash.
    fn escaped(&mut self) -> Option<char> {
        let mut chars = self.0.chars();
        let stands_for = match chars.next()? {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            '0' => '\0',
            same @ ('"' | '\\' | '\'') => same,
            'u' => {
                let (code, rest) = chars.as_str().strip_prefix('{')?.split_once('}')?;
                self.0 = rest;
                return char::from_u32(u32::from_str_radix(code, 16).ok()?);
            }
            _ => return None,
        };
        self.0 = chars.as_str();
        Some(stands_for)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    const BEGIN: &str = "    codings: [\n";

    fn file(codings: &[CodingRecord]) -> String {
        let lines: String = codings.iter().map(|c| format!("        {},\n", ronfile::line(c))).collect();
        let nil = Uuid::nil();
        format!(
            "(\n    transcript: \"{nil}\",\n    coder: \"{nil}\",\n    status: Complete,\n    text: \"ab\",\n{BEGIN}{lines}{END})\n"
        )
    }

    fn record() -> impl Strategy<Value = CodingRecord> {
        let words = prop_oneof![".*", "[ \"\\\\'\n\t\u{200d}\u{301}🙂a-z)(,:]{0,60}"];
        (
            any::<u128>(),
            any::<u32>(),
            words.clone(),
            prop_oneof![Just(String::new()), words],
            any::<bool>(),
            0i64..4_000_000_000_000,
        )
            .prop_map(|(n, place, quote, memo, auto, at)| CodingRecord {
                id: CodingId(Uuid::from_u128(n)),
                code: CodeId(Uuid::from_u128(n / 3)),
                start: CharPos(place),
                end: CharPos(place / 2),
                quote,
                memo,
                auto,
                created: Timestamp::from_millisecond(at).unwrap(),
            })
    }

    proptest! {
        /// The general parser is the judge.
        #[test]
        fn a_layer_is_read_as_the_general_parser_reads_it(codings in prop::collection::vec(record(), 0..5)) {
            let words = file(&codings);
            let (judged, _) = ronfile::parse::<LayerFile>("x", words.as_bytes()).unwrap();
            prop_assert_eq!(&judged.codings, &codings);
            let read = layer("x", &words).unwrap();
            prop_assert_eq!(read.codings, judged.codings);
            prop_assert_eq!((read.transcript, read.coder, read.status, read.text), (judged.transcript, judged.coder, judged.status, judged.text));
        }

        /// Whatever is changed in it is read alike, or left to the general parser.
        #[test]
        fn what_is_not_quite_so_is_left_alone(codings in prop::collection::vec(record(), 1..3), at in any::<prop::sample::Index>(), with in "[ -~\n]") {
            let mut words: Vec<char> = file(&codings).chars().collect();
            let at = at.index(words.len());
            words[at] = with.chars().next().unwrap();
            let words: String = words.into_iter().collect();
            if let Some(read) = layer("x", &words) {
                let (judged, unknown) = ronfile::parse::<LayerFile>("x", words.as_bytes()).unwrap();
                prop_assert_eq!((read.codings, unknown), (judged.codings, Vec::<String>::new()));
            }
        }
    }

    proptest! {
        #[test]
        fn turns_are_read_as_the_general_parser_reads_them(turns in prop::collection::vec((any::<Option<u16>>(), any::<Option<u32>>(), any::<[u32; 3]>()), 0..4)) {
            let turn = |(speaker, time_ms, [start, body, end]): (_, _, [u32; 3])| TurnRecord {
                speaker, time_ms, start: CharPos(start), body: CharPos(body), end: CharPos(end),
            };
            let turns: Vec<TurnRecord> = turns.into_iter().map(turn).collect();
            let lines: String = turns.iter().map(|t| format!("        {},\n", ronfile::line(t))).collect();
            let nil = Uuid::nil();
            let words = format!("(\n    id: \"{nil}\",\n    title: \"P\",\n    slug: \"p\",\n    sha256: \"ab\",\n    turns: [\n{lines}{END})\n");
            let (judged, _) = ronfile::parse::<TranscriptRecord>("x", words.as_bytes()).unwrap();
            prop_assert_eq!(&judged.turns, &turns);
            prop_assert_eq!(transcript("x", &words).unwrap(), judged);
        }
    }

    #[test]
    fn an_unknown_field_is_for_the_general_parser() {
        let words = file(&[]).replace("    status", "    mood: 3,\n    status");
        assert!(layer("x", &words).is_none());
    }
}
