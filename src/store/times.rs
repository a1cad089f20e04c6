//! When words were said: files of their own, read when somebody asks and never on opening. Never writes; journals bring them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::layout::kept_times_file;
use super::words::{kept, past_text};
use super::{Damage, Disk};
use crate::lang::message;
use crate::model::{Edit, FileBytes, KeptTimes, Project, Transcript};
use crate::text::{Mapping, WordTimes, corrected};

/// When the words of a transcript were said, as it stands now: those that were corrected since keep the times of what they took
/// the place of. Nothing, where no file said so when it was brought in.
///
/// # Errors
/// When its file is gone or damaged.
pub fn word_times(disk: &dyn Disk, dir: &Path, of: &Transcript) -> Result<WordTimes, Damage> {
    let Some(times) = of.times() else { return Ok(WordTimes::default()) };
    let read = || {
        let bytes = bytes(disk, dir, times)?;
        if times.of == of.sha256() {
            return times.read(&bytes, of.text());
        }
        let before = past_text(disk, dir, &times.of)?;
        let splices = corrected(before.as_str(), of.text().as_str());
        let mapping = Mapping::new(&before, &splices).ok()?;
        Some(times.read(&bytes, &before)?.mapped(&before, &mapping))
    };
    read().ok_or_else(|| damage(of, times))
}

fn damage(of: &Transcript, times: &KeptTimes) -> Damage {
    let what = message!("damage-times", transcript = of.title());
    Damage::new(kept_times_file(&times.sha256), what, message!("remedy-times"))
}

fn bytes(disk: &dyn Disk, dir: &Path, times: &KeptTimes) -> Option<Vec<u8>> {
    // Nothing else can be a sum, or lead anywhere else.
    let plain = times.sha256.bytes().all(|b| b.is_ascii_hexdigit());
    let read = || kept(disk, dir, &kept_times_file(&times.sha256), &times.sha256);
    plain.then(read).flatten()
}

/// The transcripts whose times are gone or damaged, each with what is told of it.
pub(super) fn lost(disk: &dyn Disk, dir: &Path, project: &Project) -> Vec<(Arc<Transcript>, Damage)> {
    let lost = |of: &Arc<Transcript>| word_times(disk, dir, of).err().map(|damage| (Arc::clone(of), damage));
    project.transcripts().into_iter().filter_map(lost).collect()
}

/// Gives edits that bring transcripts of other copies the times that are kept there. Those that are nowhere are left out, as a
/// check of that copy tells.
pub fn with_times(disk: &dyn Disk, dir: &Path, others: &[PathBuf], edits: &mut [Edit]) {
    for edit in edits {
        let Edit::PutTranscript(record) = edit else { continue };
        let Some(times) = record.times.as_mut().filter(|times| times.bytes.is_none()) else { continue };
        if bytes(disk, dir, times).is_some() {
            continue;
        }
        let found = others.iter().find_map(|other| bytes(disk, other, times));
        times.bytes = found.map(FileBytes::from);
        if times.bytes.is_none() {
            record.times = None;
        }
    }
}
