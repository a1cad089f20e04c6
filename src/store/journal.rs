//! The journal, which is the audit trail too: a step a line, append only. What the files hold already becomes a part that
//! is closed and never grows again, so that no journal meets the bound of what is read at once.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::checkpoint::Reach;
use super::layout::{closed_journal_file, journal_file};
use super::ronfile::short_sum;
use super::{Damage, Disk, Head, ronfile};
use crate::lang::{Message, message, place};
use crate::model::{Edit, Memo, MemoTarget, Project, Timestamp, TranscriptId};

/// The most bytes of a part of a journal that are read.
pub(super) const MOST_BYTES: u64 = 1 << 30;
/// The longest line of a step, in bytes; a million codings have about 200 million.
pub(super) const MOST_IN_A_STEP: usize = 512 << 20;
/// What is longer than this and held by the files becomes a part of its own.
pub(super) const PART_BYTES: u64 = 32 << 20;

/// One step, as it was made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Step {
    pub n: u64,
    pub at: Timestamp,
    pub who: String,
    pub label: String,
    /// SHA-256 of the words that places in the edits are in, as they were before the step.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub texts: BTreeMap<TranscriptId, String>,
    /// How much of other copies' journals the step brought in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub heads: Vec<Head>,
    pub edits: Vec<Edit>,
    /// What who made it knew; steps that the first version of the format made do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<Context>,
}

/// What of the project a step was made on, as far as that decides what it means beside steps that others made meanwhile.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Context {
    /// Others' steps that were known, where that is more than at the step before.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub seen: BTreeMap<String, u64>,
    /// What the records were that the step changed, as edits that would put them back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<Edit>,
    /// Codings, memos and settlements that went with what was removed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gone: Vec<Uuid>,
}

/// The words that places in edits to a project are in.
pub(super) fn texts_of(edits: &[Edit], before: &Project) -> BTreeMap<TranscriptId, String> {
    let of = |edit: &Edit| match edit {
        Edit::PutCodings { transcript, .. }
        | Edit::PutOrphans { transcript, .. }
        | Edit::PutSettlements { transcript, .. }
        | Edit::CorrectText { transcript, .. } => Some(*transcript),
        Edit::PutMemo(Memo { on: MemoTarget::Passage(transcript, _), .. }) => Some(*transcript),
        // What is known about a transcript comes with the hash of its words.
        Edit::PutTranscript(record) => Some(record.id),
        Edit::SetTitle(_)
        | Edit::PutCoder(_)
        | Edit::RemoveCoder(_)
        | Edit::TieSpeaker { .. }
        | Edit::RemoveTranscript(_)
        | Edit::PutCode(_)
        | Edit::MoveCode { .. }
        | Edit::ArrangeCodes(_)
        | Edit::MergeCodes { .. }
        | Edit::RemoveCode(_)
        | Edit::RemoveCodings { .. }
        | Edit::RemoveOrphans { .. }
        | Edit::SetStatus { .. }
        | Edit::PutAttribute(_)
        | Edit::RemoveAttribute(_)
        | Edit::PutCase(_)
        | Edit::RemoveCase(_)
        | Edit::PutMemo(_)
        | Edit::RemoveMemo(_)
        | Edit::PutCodeSet(_)
        | Edit::RemoveCodeSet(_)
        | Edit::PutTranscriptSet(_)
        | Edit::RemoveTranscriptSet(_)
        | Edit::Assign(_)
        | Edit::Unassign { .. }
        | Edit::PutScope(_)
        | Edit::RemoveScope(_)
        | Edit::SetPhase(_)
        | Edit::RemoveSettlements { .. }
        | Edit::KeepFile(_)
        | Edit::ForgetFile(_) => None,
    };
    let known = |id: TranscriptId| before.transcript(id).map(|t| (id, t.sha256().to_owned()));
    edits.iter().filter_map(of).filter_map(known).collect()
}

impl Step {
    /// `("sum", (n: 1, at: "…", who: "C1", label: "…", edits: […])),`
    pub(super) fn line(&self) -> String {
        let step = ronfile::line(self);
        format!("(\"{}\", {step}),\n", short_sum(&step))
    }

    fn read(line: &str) -> Option<Self> {
        let rest = line.strip_prefix("(\"")?;
        let (sum, rest) = rest.split_at_checked(16)?;
        let step = rest.strip_prefix("\", ")?.strip_suffix("),")?;
        if short_sum(step) != sum {
            return None;
        }
        ronfile::from_line(step)
    }
}

/// One coder's journal as it was read.
#[derive(Debug, Default)]
pub(super) struct Journal {
    /// Up to the end of the last whole line, in bytes of all its parts.
    pub length: u64,
    /// The last step there is.
    pub last: u64,
    /// The steps read.
    pub steps: Vec<Step>,
    /// Lines that are not what was written; reading ends at the first one.
    pub damage: Vec<Damage>,
    /// Whether it is shorter than the files say that it was.
    pub is_cut: bool,
}

/// The files that a journal stands in, in order, with their lengths: parts that are closed, then the one that grows.
pub(super) fn parts(disk: &dyn Disk, dir: &Path, who: &str) -> Vec<(String, u64)> {
    let size = |file: &str| disk.state(&dir.join(file)).ok().map(|(size, _)| size);
    let closed =
        (1..).map(|n| closed_journal_file(who, n)).map_while(|file| size(&file).map(|size| (file, size)));
    let mut parts: Vec<(String, u64)> = closed.collect();
    let current = journal_file(who);
    let grown = size(&current).unwrap_or_default();
    parts.push((current, grown));
    parts
}

/// Reads the steps after one, which ends at a byte. A last line without its end was never acknowledged and is left out.
pub(super) fn read(disk: &dyn Disk, dir: &Path, who: &str, after: Reach) -> Journal {
    let parts = parts(disk, dir, who);
    let there: u64 = parts.iter().map(|(_, size)| size).sum();
    if after.length <= there {
        let journal = read_on(disk, dir, &parts, after);
        let follows = journal.steps.first().is_none_or(|step| step.n == after.step + 1);
        if (follows && journal.damage.is_empty()) || after.length == 0 {
            return Journal { last: journal.last.max(after.step), ..journal };
        }
    }
    // Bytes are only where to begin to read; which steps the files hold, their numbers say.
    let mut journal = read_on(disk, dir, &parts, Reach::default());
    journal.steps.retain(|step| step.n > after.step);
    if journal.length < after.length && journal.damage.is_empty() {
        let whole = journal.length;
        let what = message!("damage-journal-short", whole, length = after.length);
        let remedy = message!("remedy-journal-short");
        journal.damage.push(Damage::new(journal_file(who), what, remedy));
        journal.is_cut = true;
    }
    Journal { last: journal.last.max(after.step), ..journal }
}

/// Every step of a journal.
pub(super) fn read_whole(disk: &dyn Disk, dir: &Path, who: &str) -> Journal {
    read(disk, dir, who, Reach::default())
}

fn read_on(disk: &dyn Disk, dir: &Path, parts: &[(String, u64)], after: Reach) -> Journal {
    let mut journal = Journal { length: after.length, ..Journal::default() };
    let current = parts.last().map_or("", |(file, _)| file.as_str());
    let mut before = 0;
    for (file, size) in parts {
        let (start, end) = (before, before + size);
        before = end;
        if end < after.length || (end == after.length && start < end && file != current) {
            continue;
        }
        let from = after.length.saturating_sub(start);
        // With the end of the line before, which tells that lines begin here.
        let bytes = match disk.read_from(&dir.join(file), from.saturating_sub(1), MOST_BYTES) {
            Ok(bytes) if from == 0 => bytes,
            Ok(bytes) if bytes.first() == Some(&b'\n') => bytes[1..].to_vec(),
            Ok(_) => {
                journal.damage.push(Damage::new(file, message!("damage-journal-line"), Message::default()));
                return journal;
            }
            Err(why) if why.kind() == std::io::ErrorKind::NotFound && *size == 0 => break,
            Err(why) => {
                let remedy = message!("remedy-journal");
                journal.damage.push(Damage::new(file, message!("damage-journal", why), remedy));
                journal.is_cut = true;
                return journal;
            }
        };
        let whole = bytes.iter().rposition(|&b| b == b'\n').map_or(0, |n| n + 1);
        journal.length = start + from + whole as u64;
        if let Some(at) = journal.take_lines(&bytes[..whole]) {
            let first = if from == 0 { 1 } else { lines_before(disk, dir, file, from) + 1 };
            let remedy = message!("remedy-journal-line");
            let damage = Damage::new(file, message!("damage-journal-line"), remedy);
            journal.damage.push(damage.at(message!("place-line", line = place(first + at))));
            return journal;
        }
    }
    journal
}

fn lines_before(disk: &dyn Disk, dir: &Path, file: &str, from: u64) -> usize {
    let bytes = disk.read(&dir.join(file), MOST_BYTES).unwrap_or_default();
    let end = bytes.len().min(usize::try_from(from).unwrap_or(usize::MAX));
    bytes[..end].iter().filter(|&&b| b == b'\n').count()
}

impl Journal {
    /// Takes whole lines; gives the number, from 0, of the first that is not what was written.
    fn take_lines(&mut self, bytes: &[u8]) -> Option<usize> {
        for (at, line) in bytes.split(|&b| b == b'\n').enumerate() {
            if line.is_empty() {
                continue;
            }
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            let Some(step) = std::str::from_utf8(line).ok().and_then(Step::read) else { return Some(at) };
            self.last = self.last.max(step.n);
            self.steps.push(step);
        }
        None
    }
}

/// The lines of a part of a journal that are what was written, and the number of those that are not. A last line without its
/// end is neither: it was never acknowledged.
pub(super) fn good_lines(bytes: &[u8]) -> (Vec<u8>, usize) {
    let (mut good, mut bad) = (Vec::with_capacity(bytes.len()), 0);
    for line in bytes.split_inclusive(|&b| b == b'\n').filter(|line| line.ends_with(b"\n") && line.len() > 1)
    {
        let words = std::str::from_utf8(line).ok().map(|line| line.trim_end_matches(['\n', '\r']));
        match words.and_then(Step::read) {
            Some(_) => good.extend_from_slice(line),
            None => bad += 1,
        }
    }
    (good, bad)
}

/// The steps whose line passes, of a journal of any length: only those are parsed. Lines that are damaged are left out.
pub(super) fn steps_where(disk: &dyn Disk, dir: &Path, who: &str, which: impl Fn(&str) -> bool) -> Vec<Step> {
    let mut steps = Vec::new();
    for (file, _) in parts(disk, dir, who) {
        let bytes = disk.read(&dir.join(file), MOST_BYTES).unwrap_or_default();
        let lines = bytes.split(|&b| b == b'\n').filter_map(|line| std::str::from_utf8(line).ok());
        steps.extend(
            lines.filter(|line| which(line)).filter_map(|line| Step::read(line.trim_end_matches('\r'))),
        );
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_read_as_it_was_written() {
        let edits = vec![Edit::SetTitle("“Care”\nline".into())];
        let step = Step {
            n: 7,
            at: Timestamp::UNIX_EPOCH,
            who: "C1".into(),
            label: "Rename".into(),
            texts: BTreeMap::new(),
            heads: Vec::new(),
            edits,
            context: None,
        };
        let line = step.line();
        assert_eq!(line.matches('\n').count(), 1);
        assert_eq!(Step::read(line.trim_end()), Some(step));
        assert_eq!(Step::read(&line.trim_end().replace("Care", "Cart")), None);
    }
}
