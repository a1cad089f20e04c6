//! The journal, which is the audit trail too: a step a line, append only. A checkpoint beside it says how much of it
//! the other files hold already, and what each file was when it was last saved.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::layout::{checkpoint_file, journal_file};
use super::{Damage, Disk, Head, ronfile};
use crate::model::{Edit, Memo, MemoTarget, Project, Timestamp, TranscriptId, sha256};

/// The longest journal read, in bytes.
const MAX_BYTES: u64 = 1 << 30;

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
        | Edit::SetPhase(_)
        | Edit::RemoveSettlements { .. }
        | Edit::KeepFile(_)
        | Edit::ForgetFile(_) => None,
    };
    let known = |id: TranscriptId| before.transcript(id).map(|t| (id, t.sha256().to_owned()));
    edits.iter().filter_map(of).filter_map(known).collect()
}

/// The start of a line's sum is enough to notice a flipped bit.
fn short_sum(text: &str) -> String {
    sha256(text)[..16].to_owned()
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
        ronfile::options().from_str(step).ok()
    }
}

/// What the files held when they were last saved by one coder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Checkpoint {
    /// The last step that the files hold.
    pub step: u64,
    /// The bytes of the journal up to its end.
    pub length: u64,
    /// SHA-256 of each file that this coder saved.
    pub files: BTreeMap<String, String>,
    /// Where the new bytes of a file stand until they are put in place.
    #[serde(default)]
    pub staged: BTreeMap<String, String>,
    /// Files to be removed then.
    #[serde(default)]
    pub removed: Vec<String>,
    /// Of each file that anybody may save, the how-manieth save of it that was, whoever made the others.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub turns: BTreeMap<String, u64>,
}

impl Checkpoint {
    /// Goes on counting saves from where others have got to.
    pub(super) fn go_on_from(&mut self, turns: &BTreeMap<String, u64>) {
        for (file, &turn) in turns {
            let own = self.turns.entry(file.clone()).or_default();
            *own = turn.max(*own);
        }
    }

    /// As it stands in its file: `("sum", (step: 1, …))`
    pub(super) fn to_file(&self) -> Vec<u8> {
        let config = ron::ser::PrettyConfig::new().new_line("\n").indentor("    ");
        let body = ronfile::options().to_string_pretty(self, config).unwrap_or_default();
        format!("(\"{}\",\n{body})\n", short_sum(&body)).into_bytes()
    }

    pub(super) fn read(disk: &dyn Disk, dir: &Path, who: &str) -> Result<Self, Damage> {
        let file = checkpoint_file(who);
        let bytes = ronfile::read(disk, dir, &file, ronfile::MAX_BYTES)?;
        let ((sum, checkpoint), _) = ronfile::parse::<(String, Self)>(&file, &bytes)?;
        let written = checkpoint.to_file();
        if written.get(2..18) != Some(sum.as_bytes()) || written != bytes {
            let what = "the bytes are not what was written";
            return Err(Damage::new(file, what, "put back a good copy: `concord check --repair`"));
        }
        Ok(checkpoint)
    }
}

/// One coder's journal as it was read.
#[derive(Debug, Default)]
pub(super) struct Journal {
    /// Bytes up to the end of the last whole line.
    pub length: u64,
    /// The steps read.
    pub steps: Vec<Step>,
    /// Lines that are not what was written; reading ends at the first one unless all are wanted.
    pub damage: Vec<Damage>,
}

/// Reads the steps after `from` bytes. A last line without its end was never acknowledged and is left out.
pub(super) fn read(disk: &dyn Disk, dir: &Path, who: &str, from: u64) -> Journal {
    let file = journal_file(who);
    let bytes = match disk.read(&dir.join(&file), MAX_BYTES) {
        Ok(bytes) => bytes,
        Err(why) if why.kind() == std::io::ErrorKind::NotFound && from == 0 => Vec::new(),
        Err(why) => {
            let remedy = "the project's files are whole; only the trail of earlier steps is missing";
            let damage = vec![Damage::new(file, format!("the journal cannot be read: {why}"), remedy)];
            return Journal { damage, ..Journal::default() };
        }
    };
    let start = usize::try_from(from).unwrap_or(usize::MAX);
    let whole = bytes.iter().rposition(|&b| b == b'\n').map_or(0, |n| n + 1);
    let mut journal = Journal { length: whole as u64, ..Journal::default() };
    if whole < start {
        let what = format!("the journal is shorter than when it was last saved ({whole} of {start} bytes)");
        let remedy = "the project's files are whole; only the trail of earlier steps is cut";
        journal.damage.push(Damage::new(&file, what, remedy));
        return journal;
    }
    let first = bytes[..start].iter().filter(|&&b| b == b'\n').count() + 1;
    for (at, line) in bytes[start..whole].split(|&b| b == b'\n').enumerate() {
        if line.is_empty() {
            continue;
        }
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        match std::str::from_utf8(line).ok().and_then(Step::read) {
            Some(step) => journal.steps.push(step),
            None => {
                let remedy = "the steps from here on cannot be made again; look into the folder's backup";
                let damage = Damage::new(&file, "the line is not what was written", remedy);
                journal.damage.push(damage.at(format!("line {}", first + at)));
                break;
            }
        }
    }
    journal
}

/// The steps whose line passes, of a journal of any length: only those are parsed. Lines that are damaged are left out.
pub(super) fn steps_where(disk: &dyn Disk, dir: &Path, who: &str, which: impl Fn(&str) -> bool) -> Vec<Step> {
    let bytes = disk.read(&dir.join(journal_file(who)), MAX_BYTES).unwrap_or_default();
    let lines = bytes.split(|&b| b == b'\n').filter_map(|line| std::str::from_utf8(line).ok());
    lines.filter(|line| which(line)).filter_map(|line| Step::read(line.trim_end_matches('\r'))).collect()
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
        };
        let line = step.line();
        assert_eq!(line.matches('\n').count(), 1);
        assert_eq!(Step::read(line.trim_end()), Some(step));
        assert_eq!(Step::read(&line.trim_end().replace("Care", "Cart")), None);
    }
}
