//! Who says what, in the layouts that transcription tools write: every `NAME.turns.json` of the folder against the file beside
//! it. Right is the same speakers in the same order with the same words and times; neighbouring turns of one speaker may be
//! cut or joined, and what nobody says may stand before the first or behind the last.

use std::path::Path;

use concord::formats::{TranscriptDraft, TranscriptOptions, format_of};
use concord::session::guarded;
use serde::Deserialize;

use super::spaced;
use crate::common;
use crate::common::files;

#[derive(Deserialize)]
struct Dialogue {
    layout: String,
    turns: Vec<Said>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
struct Said {
    speaker: Option<String>,
    time_ms: Option<u32>,
    text: String,
}

#[test]
fn who_says_what_in_the_layouts_of_transcription_tools() {
    let Some(folder) = common::shared("CONCORD_TRANSCRIPTS", "transcripts") else { return };
    let (mut figures, mut right, mut all) = (0, 0, 0);
    let mut wrong = Vec::new();
    for oracle in files::files_under(&folder) {
        let Some(file) = oracle.to_str().and_then(|path| path.strip_suffix(".turns.json")) else { continue };
        let (name, file) = (file.rsplit('/').next().unwrap_or(file), Path::new(file));
        let dialogue: Dialogue = serde_json::from_slice(&std::fs::read(&oracle).unwrap()).unwrap();
        let expected = joined(dialogue.turns);
        all += 1;
        figures += expected.len() * 3;
        let bytes = std::fs::read(file).unwrap();
        let read = format_of(name, &bytes, None)
            .and_then(|format| guarded::transcripts(format, name, &bytes, &TranscriptOptions::default()));
        let found = match read.map(|mut drafts| drafts.pop()) {
            Ok(Some(draft)) => said(&draft),
            Ok(None) => Vec::new(),
            Err(error) => {
                wrong.push(format!("{name} ({}): {error}", dialogue.layout));
                continue;
            }
        };
        if found == expected {
            right += 1;
        } else {
            let at = found.iter().zip(&expected).take_while(|(a, b)| a == b).count();
            let (layout, found, expected) = (dialogue.layout, found.get(at), expected.get(at));
            wrong.push(format!("{name} ({layout}), turn {}: {found:?} instead of {expected:?}", at + 1));
        }
    }
    println!("{figures} figures checked");
    println!("{right} of {all} layouts right");
    assert!(wrong.is_empty(), "{} are read otherwise:\n{}", wrong.len(), wrong.join("\n"));
}

/// What is said in a draft, without what nobody says at its edges.
fn said(draft: &TranscriptDraft) -> Vec<Said> {
    let text = draft.text.as_str();
    let found = &draft.recognition;
    let turn = |turn: &concord::text::Turn| Said {
        speaker: turn.speaker.map(|ix| found.speakers[usize::from(ix.0)].name.clone()),
        time_ms: turn.time_ms,
        text: spaced(&text[turn.words()]),
    };
    let mut turns: Vec<Said> = found.turns.iter().map(turn).collect();
    let named = turns.iter().any(|turn| turn.speaker.is_some());
    if named {
        turns.drain(..turns.iter().position(|turn| turn.speaker.is_some()).unwrap_or(0));
        turns.truncate(turns.iter().rposition(|turn| turn.speaker.is_some()).map_or(0, |at| at + 1));
    }
    joined(turns)
}

/// Turns, those of one speaker in a row as one.
fn joined(turns: Vec<Said>) -> Vec<Said> {
    let mut rows: Vec<Said> = Vec::new();
    for turn in turns {
        let text = spaced(&turn.text);
        match rows.last_mut().filter(|last| last.speaker == turn.speaker) {
            Some(last) => last.text = spaced(&format!("{} {text}", last.text)),
            None => rows.push(Said { text, ..turn }),
        }
    }
    rows
}
