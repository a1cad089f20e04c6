//! Transcripts by others against the texts that independent tools make of them.
//!
//! Reads every file in the folder that CONCORD_TRANSCRIPTS names (`../shared/transcripts` unasked) that has a
//! `<name>.expected.txt` beside it, and compares as the MANIFEST there allows: plain text must be the same to the letter;
//! of what word processors make, the words count and not the lay-out; subtitles must have the same speakers, times and
//! words cue by cue. The similarity of each file is printed; run with `--nocapture` to see it.

mod layouts;

use std::collections::BTreeMap;
use std::path::Path;

use concord::formats::{Reader, TranscriptDraft, TranscriptOptions, format_of};
use concord::session::guarded;
use concord::text::Turns;

use crate::common;
use crate::common::files;

/// The least similarity of words that counts as the same text, by extension: the other tools leave out titles, boxes and
/// heads of tables. Rich text is compared once their faults are mended: it is read as Latin in any code page, marks of
/// lists stand as words before words, notes and what follows some escapes are missing.
const LEAST: &[(&str, f64)] =
    &[("docx", 0.97), ("odt", 0.97), ("html", 0.99), ("md", 0.999), ("rtf", 0.97), ("pdf", 0.99)];

#[test]
fn transcripts_read_as_others_read_them() {
    let Some(folder) = common::shared("CONCORD_TRANSCRIPTS", "transcripts") else { return };
    let mut figures = 0;
    let mut wrong = Vec::new();
    for oracle in files::files_under(&folder) {
        let Some(file) = oracle.to_str().and_then(|path| path.strip_suffix(".expected.txt")) else {
            continue;
        };
        let (name, file) = (file.rsplit('/').next().unwrap_or(file), Path::new(file));
        let expected = std::fs::read_to_string(&oracle).unwrap();
        let bytes = std::fs::read(file).unwrap();
        let read = format_of(name, &bytes, None)
            .and_then(|format| guarded::transcripts(format, name, &bytes, &TranscriptOptions::default()));
        let draft = match read.map(|mut drafts| drafts.pop()) {
            Ok(Some(draft)) => draft,
            Ok(None) => {
                wrong.push(format!("{name}: it is not read as a transcript"));
                continue;
            }
            Err(error) => {
                wrong.push(error.to_string());
                continue;
            }
        };
        figures += 2;
        let (found, difference) = compared(name, &draft, &expected);
        println!("similarity {found:.4}  {name}");
        wrong.extend(difference.map(|d| format!("{name}: {d}")));
        wrong.extend(misfit(draft).map(|d| format!("{name}: {d}")));
    }
    println!("{figures} figures checked");
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

/// How similar a draft is to what is expected, from 0 to 1, and what is wrong with it.
fn compared(name: &str, draft: &TranscriptDraft, expected: &str) -> (f64, Option<String>) {
    let text = draft.text.as_str();
    let extension = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    match extension.as_str() {
        "txt" => {
            let same = text.chars().zip(expected.chars()).take_while(|(a, b)| a == b).count();
            let difference = (text != expected).then(|| {
                let part = |t: &str| t.chars().skip(same).take(20).collect::<String>();
                format!("at character {same}: {:?} instead of {:?}", part(text), part(expected))
            });
            (similarity(&words(text), &words(expected)), difference)
        }
        "vtt" | "srt" => by_row(&said(draft), &cues(expected, &extension)),
        "eaf" | "textgrid" => by_row(&said(draft), &annotations(expected)),
        extension => {
            let least = LEAST.iter().find(|(known, _)| *known == extension).map_or(1.0, |(_, least)| *least);
            // Notes of rich text are left out there; here they stand below.
            let notes = regex::Regex::new(r"(?m)\[\d+\]$|^\[\d+\] .*$").unwrap();
            let text = if extension == "rtf" { notes.replace_all(text, "") } else { text.into() };
            let read = words(&text);
            let readings: Vec<String> = match extension {
                "rtf" => {
                    PAGES.iter().map(|page| undecorated(&unmarked(&mended(expected, page), &read))).collect()
                }
                _ => vec![undecorated(expected)],
            };
            let readings = readings.iter().map(|reading| {
                let mut wanted = words(reading);
                // Marks of lists and notes are the other tool's.
                for (word, n) in &mut wanted {
                    if word.chars().all(|c| c.is_ascii_digit()) {
                        *n = (*n).min(*read.get(word).unwrap_or(&0));
                    }
                }
                wanted.retain(|_, n| *n > 0);
                (similarity(&read, &wanted), wanted)
            });
            let (found, wanted) = readings.max_by(|a, b| a.0.total_cmp(&b.0)).unwrap();
            let fewer: Vec<_> = wanted.iter().filter(|(word, n)| read.get(*word).unwrap_or(&0) < n).collect();
            let more: Vec<_> = read.iter().filter(|(word, n)| wanted.get(*word).unwrap_or(&0) < n).collect();
            let loses = !fewer.is_empty() && !matches!(extension, "rtf" | "pdf");
            let difference = (found < least || loses)
                .then(|| format!("{found:.4} alike; more often: {more:?}; less often: {fewer:?}"));
            (found, difference)
        }
    }
}

/// The code pages that rich text is tried in.
const PAGES: &[&str] = &["windows-1252", "windows-1250", "windows-1251", "shift_jis", "gbk"];

/// A text without the marks by which the other tool shows type.
fn undecorated(text: &str) -> String {
    let digits = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];
    let text = text.replace("~~", "").replace("^(", "").replace("_(", "");
    digits.iter().enumerate().fold(text, |text, (n, raised)| text.replace(raised, &format!(" {n}")))
}

/// A text without what stands before many words and is in none of those that were read: marks of lists.
fn unmarked(text: &str, read: &BTreeMap<&str, usize>) -> String {
    let mut marks: BTreeMap<&str, usize> = BTreeMap::new();
    for word in words(text).into_keys().filter(|word| !read.contains_key(word)) {
        let ends = word.char_indices().skip(1).map(|(at, _)| at);
        let mark = ends.filter(|at| read.contains_key(&word[*at..])).map(|at| &word[..at]).next();
        *marks.entry(mark.unwrap_or_default()).or_default() += 1;
    }
    let mark = marks.into_iter().find(|(mark, n)| *n >= 3 && !mark.is_empty());
    mark.map_or_else(|| text.to_owned(), |(mark, _)| text.replace(mark, ""))
}

/// A text whose lines were taken for Latin although they are in another code page.
fn mended(text: &str, page: &str) -> String {
    let page = encoding_rs::Encoding::for_label(page.as_bytes()).unwrap();
    let line = |line: &str| {
        let (bytes, _, lossy) = encoding_rs::WINDOWS_1252.encode(line);
        let (words, wrong) = page.decode_without_bom_handling(&bytes);
        if lossy || wrong { line.to_owned() } else { words.into_owned() }
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// A turn: its time in milliseconds, who speaks, and the words with single spaces.
type Row = (Option<u32>, String, String);

/// The turns of a draft. A speaker whom the words themselves name is among the words in the oracle.
fn said(draft: &TranscriptDraft) -> Vec<(Row, String)> {
    let text = draft.text.as_str();
    let row = |turn: &concord::text::Turn| {
        let speaker = turn.speaker.map(|ix| draft.recognition.speakers[usize::from(ix.0)].label.clone());
        let words = spaced(&text[turn.words()]);
        ((turn.time_ms, speaker.unwrap_or_default(), words), spaced(&text[turn.range.clone()]))
    };
    draft.recognition.turns.iter().map(row).collect()
}

fn by_row(read: &[(Row, String)], wanted: &[Row]) -> (f64, Option<String>) {
    let same = |((time, speaker, words), line): &(Row, String), (start, voice, said): &Row| {
        let words_fit = if voice.is_empty() { line == said } else { speaker == voice && words == said };
        time == start && words_fit
    };
    // Several voices in one cue are one row there; better is allowed.
    let mut wrong = Vec::new();
    let mut turns = read.iter();
    for row in wanted {
        let Some(turn) = turns.next() else {
            wrong.push(format!("missing {row:?}"));
            continue;
        };
        if same(turn, row) {
            continue;
        }
        let mut whole = turn.0.2.clone();
        while turn.0.0 == row.0 && turn.0.1 == row.1 && whole.len() < row.2.len() {
            let Some(((_, _, words), _)) = turns.next() else { break };
            whole = format!("{whole} {words}");
        }
        if whole != row.2 {
            wrong.push(format!("{turn:?} instead of {row:?}"));
        }
    }
    wrong.extend(turns.map(|turn| format!("too many: {turn:?}")));
    let found = 1.0 - wrong.len() as f64 / wanted.len().max(read.len()).max(1) as f64;
    let first = wrong.first().cloned();
    (found, first.map(|first| format!("{} rows differ, first: {first}", wrong.len())))
}

/// `start --> end`, voice and words of each cue. Marks of type in SubRip are no words.
fn cues(expected: &str, extension: &str) -> Vec<Row> {
    let marks = regex::Regex::new(r"</?(i|b|u|s|font)( [^>]*)?>|\{\\[^}]*\}").unwrap();
    let row = |line: &str| {
        let mut columns = line.split('\t');
        let start = columns.next().and_then(|times| times.split(" --> ").next()).map(str::trim);
        let (voice, words) = (columns.next().unwrap_or_default(), columns.collect::<Vec<_>>().join(" "));
        let words = if extension == "srt" { marks.replace_all(&words, "").into_owned() } else { words };
        (start.and_then(milliseconds), voice.to_owned(), spaced(&words))
    };
    expected
        .lines()
        .filter(|line| !line.is_empty())
        .map(row)
        .filter(|(.., words)| !words.is_empty())
        .collect()
}

/// Start and end in milliseconds, tier and value of each annotation.
fn annotations(expected: &str) -> Vec<Row> {
    let row = |line: &str| {
        let columns: Vec<&str> = line.split('\t').collect();
        let column = |at: usize| columns.get(at).copied().unwrap_or_default();
        (column(0).parse().ok(), column(2).to_owned(), spaced(column(3)))
    };
    expected.lines().map(row).filter(|(.., words)| !words.is_empty()).collect()
}

fn milliseconds(time: &str) -> Option<u32> {
    let (clock, part) = time.split_once(['.', ','])?;
    let seconds = clock.split(':').try_fold(0, |sum, field| Some(sum * 60 + field.parse::<u32>().ok()?))?;
    Some(seconds * 1000 + part.parse::<u32>().ok()?)
}

fn spaced(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How often each word stands: decorations, quotes and line breaks are the other tool's taste.
fn words(text: &str) -> BTreeMap<&str, usize> {
    let mut words = BTreeMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *words.entry(word).or_default() += 1;
    }
    words
}

/// Twice what two bags of words share, among both (Dice's coefficient).
fn similarity(one: &BTreeMap<&str, usize>, other: &BTreeMap<&str, usize>) -> f64 {
    let shared: usize = one.iter().map(|(word, n)| *other.get(word).unwrap_or(&0).min(n)).sum();
    let all: usize = one.values().chain(other.values()).sum();
    if all == 0 { 1.0 } else { 2.0 * shared as f64 / all as f64 }
}

/// Turns must fit the text and leave no word out.
fn misfit(draft: TranscriptDraft) -> Option<String> {
    let turns = match Turns::new(&draft.text, draft.recognition.turns) {
        Ok(turns) => turns,
        Err(error) => return Some(error.to_string()),
    };
    let mut outside = draft.text.as_str().to_owned();
    for turn in turns.iter().rev() {
        outside.replace_range(turn.range.clone(), "");
    }
    (!outside.trim().is_empty()).then(|| format!("in no turn: {:?}", outside.trim()))
}

/// What has no oracle must be read all the same, as what it is.
#[test]
fn files_without_an_oracle_are_read() {
    let Some(folder) = common::shared("CONCORD_TRANSCRIPTS", "transcripts") else { return };
    let mut figures = 0;
    for path in files::files_under(&folder) {
        let name = path.file_name().unwrap().to_str().unwrap();
        if name.ends_with(".expected.txt") || name.starts_with("MANIFEST") {
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        let format = format_of(name, &bytes, None)
            .or_else(|_| format_of(name, &bytes, Some(concord::formats::Kind::Transcript)));
        let format = format.unwrap_or_else(|error| panic!("{error}"));
        figures += 1;
        if name.to_lowercase().ends_with(".textgrid") {
            let Reader::Transcript(read) = format.read else { panic!("{name}") };
            assert!(
                !read(name, &bytes, &TranscriptOptions::default()).unwrap()[0].recognition.turns.is_empty()
            );
        }
    }
    println!("{figures} figures checked");
}
