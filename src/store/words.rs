//! Words of the past, by their hash: those that were brought in are kept whole, those that a correction made come from
//! them by the corrections in the journals. Never writes.

use std::collections::{HashMap, HashSet, VecDeque};
use std::path::Path;

use super::layout::TEXTS;
use super::load::writers;
use super::{Disk, journal};
use crate::model::{Edit, Splice, sha256};
use crate::text::{Mapping, Text};

/// The copy of a text kept by its hash, where it is whole.
pub(super) fn kept_text(disk: &dyn Disk, dir: &Path, hash: &str) -> Option<Text> {
    let bytes = disk.read(&dir.join(TEXTS).join(format!("{hash}.txt")), Text::MAX_BYTES as u64).ok()?;
    (sha256(&bytes) == hash).then(|| String::from_utf8(bytes).ok().map(Text::new))?
}

/// A text that a transcript had at some time.
pub(super) fn past_text(disk: &dyn Disk, dir: &Path, hash: &str) -> Option<Text> {
    kept_text(disk, dir, hash).or_else(|| {
        let corrections = corrections(disk, dir);
        // From the words asked for back to some that are kept, each way once: an undo leads in a circle.
        let mut from: HashMap<&str, &Correction> = HashMap::new();
        let (mut waiting, mut seen) = (VecDeque::from([hash]), HashSet::from([hash]));
        while let Some(after) = waiting.pop_front() {
            for correction in corrections.iter().filter(|c| c.after == after) {
                if !seen.insert(&correction.before) {
                    continue;
                }
                from.insert(&correction.before, correction);
                if let Some(text) = kept_text(disk, dir, &correction.before) {
                    return corrected(text, &correction.before, &from, hash);
                }
                waiting.push_back(&correction.before);
            }
        }
        None
    })
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
