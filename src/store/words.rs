//! What is kept by its hash. Words of the past: those that were brought in are kept whole, those that a correction made
//! come from them by the corrections in the journals. Files that were brought in: byte for byte. Never writes.

use std::collections::{HashMap, HashSet, VecDeque};
use std::path::Path;

use super::layout::{TRANSCRIPTS, kept_file, kept_text_file};
use super::who::writers;
use super::{Disk, journal};
use crate::model::{Edit, FileBytes, KeptFile, Splice, sha256};
use crate::text::{Mapping, Text};

/// The most bytes that a kept file has.
const MOST_BYTES: u64 = 1 << 30;

/// The bytes of a file of the project, where they have that hash.
pub(super) fn kept(disk: &dyn Disk, dir: &Path, file: &str, hash: &str) -> Option<Vec<u8>> {
    let bytes = disk.read(&dir.join(file), MOST_BYTES).ok()?;
    (sha256(&bytes) == hash).then_some(bytes)
}

/// A text by its hash: the copy that is kept, where it is whole, else the one that is coded.
pub(super) fn kept_text(disk: &dyn Disk, dir: &Path, hash: &str) -> Option<Text> {
    copy(disk, dir, hash).or_else(|| text(coded(disk, dir, hash)?))
}

fn copy(disk: &dyn Disk, dir: &Path, hash: &str) -> Option<Text> {
    text(kept(disk, dir, &kept_text_file(hash), hash)?)
}

fn text(bytes: Vec<u8>) -> Option<Text> {
    String::from_utf8(bytes).ok().map(Text::new)
}

/// Whether a text can be had again by its hash once it is coded no more.
pub(super) fn is_told(disk: &dyn Disk, dir: &Path, hash: &str) -> bool {
    let copy = |hash: &str| copy(disk, dir, hash);
    copy(hash).is_some() || made_again(disk, dir, hash, copy).is_some()
}

fn coded(disk: &dyn Disk, dir: &Path, hash: &str) -> Option<Vec<u8>> {
    let files = disk.list(&dir.join(TRANSCRIPTS)).ok()?;
    let texts = files.into_iter().filter(|file| file.extension().is_some_and(|end| end == "txt"));
    let mut bytes = texts.filter_map(|file| disk.read(&file, Text::MAX_BYTES as u64).ok());
    bytes.find(|bytes| sha256(bytes) == hash)
}

/// The bytes of a kept file, where they are whole.
pub(super) fn kept_bytes(disk: &dyn Disk, dir: &Path, file: &KeptFile) -> Option<FileBytes> {
    // Nothing else can be a sum, or lead anywhere else.
    let plain = file.sha256.bytes().all(|b| b.is_ascii_hexdigit());
    let read = || kept(disk, dir, &kept_file(file), &file.sha256).map(FileBytes::from);
    plain.then(read).flatten()
}

/// A text that a transcript had at some time.
pub(super) fn past_text(disk: &dyn Disk, dir: &Path, hash: &str) -> Option<Text> {
    let kept = |hash: &str| kept_text(disk, dir, hash);
    kept(hash).or_else(|| made_again(disk, dir, hash, kept))
}

/// A text that corrections in the journals lead to from one that is there.
fn made_again(disk: &dyn Disk, dir: &Path, hash: &str, there: impl Fn(&str) -> Option<Text>) -> Option<Text> {
    let corrections = corrections(disk, dir);
    // From the words asked for back to some that are there, each way once: an undo leads in a circle.
    let mut from: HashMap<&str, &Correction> = HashMap::new();
    let (mut waiting, mut seen) = (VecDeque::from([hash]), HashSet::from([hash]));
    while let Some(after) = waiting.pop_front() {
        for correction in corrections.iter().filter(|c| c.after == after) {
            if !seen.insert(&correction.before) {
                continue;
            }
            from.insert(&correction.before, correction);
            if let Some(text) = there(&correction.before) {
                return corrected(text, &correction.before, &from, hash);
            }
            waiting.push_back(&correction.before);
        }
    }
    None
}

/// Makes the corrections that lead from a text to the one of a hash.
fn corrected(mut text: Text, is: &str, from: &HashMap<&str, &Correction>, hash: &str) -> Option<Text> {
    let mut is = is;
    while is != hash {
        let correction = from.get(is)?;
        text = Mapping::new(&text, &correction.splices).ok()?.text().clone();
        is = &correction.after;
    }
    (sha256(text.as_str()) == hash).then_some(text)
}

/// One correction, with the hashes of the words before and after it.
struct Correction {
    before: String,
    splices: Vec<Splice>,
    after: String,
}

fn corrections(disk: &dyn Disk, dir: &Path) -> Vec<Correction> {
    let mut corrections = Vec::new();
    for who in writers(disk, dir) {
        for step in journal::steps_where(disk, dir, &who, |line| line.contains("CorrectText(")) {
            let mut words = step.texts;
            for edit in step.edits {
                if let Edit::PutTranscript(record) = &edit {
                    words.insert(record.id, record.sha256.clone());
                }
                let Edit::CorrectText { transcript, splices, sha256 } = edit else { continue };
                if let Some(before) = words.insert(transcript, sha256.clone()) {
                    corrections.push(Correction { before, splices, after: sha256 });
                }
            }
        }
    }
    corrections
}
