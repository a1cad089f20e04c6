//! Transcripts by others against what an independent tool reads in them.
//!
//! Walks every `NAME.expected.txt` under the folder that CONCORD_TRANSCRIPTS names (`../shared/transcripts` unasked) and
//! reads NAME beside it. Plain text must be the same to the letter; of a format with markup, the words must be. What
//! cannot be read yet is listed by extension; run with `--nocapture` to see it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where its material is not as described")]

mod common;

use std::collections::BTreeMap;
use std::path::Path;

use concord::formats::{ReadTranscript, Reader, TranscriptDraft, TranscriptOptions, by_extension};
use concord::text::Turns;

#[test]
fn transcripts_read_as_others_read_them() {
    let Some(folder) = common::shared("CONCORD_TRANSCRIPTS", "transcripts") else { return };
    let mut figures = 0;
    let mut unknown: BTreeMap<String, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for oracle in common::files_under(&folder) {
        let Some(file) = oracle.to_str().and_then(|path| path.strip_suffix(".expected.txt")) else {
            continue;
        };
        let (name, file) = (file.rsplit('/').next().unwrap_or(file), Path::new(file));
        let Some(read) = transcript_reader(name) else {
            *unknown.entry(name.rsplit('.').next().unwrap_or(name).to_owned()).or_default() += 1;
            continue;
        };
        let expected = std::fs::read_to_string(&oracle).unwrap();
        match read(name, &std::fs::read(file).unwrap(), &TranscriptOptions::default()) {
            Ok(draft) => {
                figures += 2;
                wrong
                    .extend(difference(name, draft.text.as_str(), &expected).map(|d| format!("{name}: {d}")));
                wrong.extend(misfit(draft).map(|d| format!("{name}: {d}")));
            }
            Err(error) => wrong.push(error.to_string()),
        }
    }
    println!("{figures} figures checked");
    println!("not known yet, and so not checked: {unknown:?}");
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

fn transcript_reader(name: &str) -> Option<ReadTranscript> {
    by_extension(name).find_map(|format| match format.read {
        Reader::Transcript(read) => Some(read),
        Reader::Table(_) => None,
    })
}

fn difference(name: &str, text: &str, expected: &str) -> Option<String> {
    if name.ends_with(".txt") {
        let same = text.chars().zip(expected.chars()).take_while(|(a, b)| a == b).count();
        return (text != expected).then(|| {
            let [read, wanted] = [text, expected].map(|t| t.chars().skip(same).take(20).collect::<String>());
            format!("at character {same}: {read:?} instead of {wanted:?}")
        });
    }
    let (read, wanted) = (words(text), words(expected));
    let more: Vec<_> = read.iter().filter(|(word, n)| wanted.get(*word).unwrap_or(&0) < n).collect();
    let fewer: Vec<_> = wanted.iter().filter(|(word, n)| read.get(*word).unwrap_or(&0) < n).collect();
    (read != wanted).then(|| format!("more often: {more:?}; less often: {fewer:?}"))
}

/// How often each word stands: decorations, quotes and line breaks are the other tool's taste.
fn words(text: &str) -> BTreeMap<&str, usize> {
    let mut words = BTreeMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *words.entry(word).or_default() += 1;
    }
    words
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
