//! Putting right what can be put right: damaged files get their last good copy from the journals, and what they held
//! is kept beside.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::files::changes;
use super::journal;
use super::layout::{HISTORY, NOBODY, PROJECT, SOURCES, checkpoint_file, journal_file};
use super::load::{load, load_own, turns, writers};
use super::publish::{finish, publish};
use super::rebuild::rebuild;
use super::records::LayerFile;
use super::{Damage, Disk, Folder, Progress, StoreError, lock};
use crate::model::{Edit, Memo, MemoTarget, Timestamp, corrected};

/// What a check found and, when asked to, put right.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Repaired {
    /// What is, or was, not as it should be.
    pub damage: Vec<Damage>,
    /// What was done about it.
    pub repaired: Vec<String>,
    /// Codings whose words are no longer in the text: kept, and no damage.
    pub orphans: usize,
}

/// What is done about damage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mend {
    /// Nothing: it is only named.
    Not,
    /// The last good copy is put back.
    PutBack,
    /// Whole files that something other than Concord changed are taken as they are.
    Accept,
}

/// Takes whole files that something other than Concord changed as they are, as a step of nobody's, so that the journals tell
/// of it. The bytes that were found are kept in `damaged/` too, since what is written holds no comments.
///
/// # Errors
/// As [`repair`], and when something else is damaged, which comes first.
pub fn accept(disk: &Arc<dyn Disk>, dir: &Path, now: Timestamp) -> Result<Repaired, StoreError> {
    let loaded = load(&**disk, dir)?;
    let changed = rebuild(&**disk, dir).map(|was| (was.diff(&loaded.project), was));
    let done = mend(disk, dir, Mend::Accept, now)?;
    if let Some((edits, was)) = changed.filter(|(edits, _)| !edits.is_empty() && !done.repaired.is_empty()) {
        let progress = Progress::default();
        let (mut folder, _) = Folder::open(disk, dir, None, now, &progress)?;
        folder.append("changed outside Concord", edits, Vec::new(), &was, now, &progress)?;
    }
    Ok(done)
}

/// Looks at every file and every line of the journals; with `put_right`, damaged files get their last good copy, and
/// their damaged bytes are kept in `damaged/`. What a newer version wrote is never written over.
///
/// # Errors
/// When there is no project, or it cannot be read or written, or somebody is at work in it.
pub fn repair(
    disk: &Arc<dyn Disk>,
    dir: &Path,
    put_right: bool,
    now: Timestamp,
) -> Result<Repaired, StoreError> {
    mend(disk, dir, if put_right { Mend::PutBack } else { Mend::Not }, now)
}

fn mend(disk: &Arc<dyn Disk>, dir: &Path, how: Mend, now: Timestamp) -> Result<Repaired, StoreError> {
    let mut loaded = load(&**disk, dir)?;
    let mut damage = loaded.damage.clone();
    for who in writers(&**disk, dir) {
        let whole = journal::read(&**disk, dir, &who, 0);
        let known: Vec<&Damage> = loaded.damage.iter().collect();
        damage.extend(whole.damage.into_iter().filter(|d| !known.iter().any(|k| k.file == d.file)));
    }
    damage.extend(loaded.copies.iter().map(|copy| {
        let what = format!("a copy of {} that a program for syncing made; nothing of it is read", copy.of);
        let remedy = "`concord merge` with this project alone brings it in";
        Damage::new(&copy.file, what, remedy)
    }));
    damage.extend(loaded.project.check().into_iter().map(|f| Damage::new("", f.to_string(), "")));
    // Where something is damaged, its words may come back.
    let orphans = if damage.is_empty() { loaded.project.orphans().count() } else { 0 };
    let mut done = Repaired { damage, repaired: Vec::new(), orphans };
    let is_needed = match how {
        Mend::Not => false,
        Mend::PutBack => {
            !loaded.damaged.is_empty() || !loaded.foreign.is_empty() || loaded.blocking.is_some()
        }
        Mend::Accept => !loaded.foreign.is_empty(),
    };
    if !is_needed || loaded.is_newer {
        return Ok(done);
    }
    if how == Mend::Accept && loaded.blocking.is_some() {
        let other = done.damage.into_iter().find(|d| !loaded.foreign.contains(&d.file));
        let what = "it does not fit the rest of the project as it is";
        let damage =
            other.unwrap_or_else(|| Damage::new(PROJECT, what, "put the last good copy back instead"));
        return Err(StoreError::Damaged { path: dir.to_owned(), damage });
    }
    let _lock = lock::take(&**disk, dir, NOBODY, "", now)?;
    if let Some(holder) = lock::others(&**disk, dir, &[NOBODY], now).into_iter().next() {
        return Err(StoreError::Busy { path: dir.to_owned(), holder });
    }
    let _quiet = lock::folder(dir, true);
    if how == Mend::PutBack && !loaded.foreign.is_empty() {
        loaded = load_own(&**disk, dir)?;
    }
    keep_damaged(&**disk, dir, loaded.damaged.union(&loaded.foreign), &mut done)?;
    // The whole project as it was loaded, stand-ins and copies included, is written anew.
    let writing = |tail: &super::load::Tail| {
        let mut checkpoint = tail.checkpoint.clone();
        (checkpoint.step, checkpoint.length) = (tail.last, tail.length);
        checkpoint
    };
    for (who, tail) in &loaded.tails {
        finish(&**disk, dir, who, &tail.checkpoint)?;
    }
    let mut project = loaded.project.clone();
    restore_texts(&**disk, dir, &mut project, &mut done);
    let own = loaded.tails.get(NOBODY).cloned().unwrap_or_default();
    let mut checkpoint = writing(&own);
    checkpoint.go_on_from(&turns(&loaded.tails));
    let mut files = changes(None, &project);
    if loaded.damaged.contains(SOURCES) {
        // Where no kept file is whole, there is no list of them either.
        files.entry(SOURCES.to_owned()).or_insert(None);
    }
    publish(&**disk, dir, NOBODY, files, &mut checkpoint)?;
    for (who, tail) in loaded.tails.iter().filter(|(who, _)| *who != NOBODY) {
        publish(&**disk, dir, who, std::collections::BTreeMap::new(), &mut writing(tail))?;
    }
    for file in &loaded.damaged {
        let kept =
            if dir.join("damaged").join(file).exists() { "; the damaged file is in damaged/" } else { "" };
        done.repaired.push(format!("{file}: put back as it was last known{kept}"));
    }
    for file in loaded.foreign.difference(&loaded.damaged) {
        done.repaired.push(format!("{file}: taken as it is; the file as it was found is in damaged/ too"));
    }
    Ok(done)
}

/// Texts that were changed outside get their own words back, where a copy is kept.
fn restore_texts(disk: &dyn Disk, dir: &Path, project: &mut crate::model::Project, done: &mut Repaired) {
    let Some(good) = rebuild(disk, dir) else { return };
    for transcript in project.clone().transcripts() {
        let Some(was) = good.transcript(transcript.id()) else { continue };
        if was.sha256() == transcript.sha256() {
            continue;
        }
        // What lies on the words comes from the journals as well, wherever it was shown until now.
        let splices = corrected(transcript.text().as_str(), was.text().as_str());
        let (id, sha256) = (was.id(), was.sha256().to_owned());
        let mut edits = vec![Edit::CorrectText { transcript: id, splices, sha256 }];
        edits.push(Edit::PutTranscript(Box::new(was.record())));
        for layer in good.layers_of(id) {
            edits.extend(LayerFile::of(layer, was).edits());
        }
        let on_passage = |m: &&Arc<Memo>| matches!(&m.on, MemoTarget::Passage(on, _) if *on == id);
        let memos = good.memos().into_iter().filter(on_passage).filter(|m| project.memo(m.id).is_some());
        edits.extend(memos.map(|m| Edit::PutMemo(Memo::clone(m))));
        if let Ok(next) = project.apply_all(&edits) {
            *project = next;
            done.repaired
                .push(format!("{}: its words and codings are as they were before", transcript.title()));
        }
    }
}

fn keep_damaged<'f>(
    disk: &dyn Disk,
    dir: &Path,
    files: impl Iterator<Item = &'f String>,
    done: &mut Repaired,
) -> Result<(), StoreError> {
    let mut keep: Vec<String> = files.cloned().collect();
    for who in writers(disk, dir) {
        if done.damage.iter().any(|d| d.file == checkpoint_file(&who) || d.file == journal_file(&who)) {
            keep.push(checkpoint_file(&who));
        }
    }
    for file in keep {
        let from = dir.join(&file);
        if !from.exists() {
            continue;
        }
        let to: PathBuf = dir.join("damaged").join(&file);
        let parent = to.parent().unwrap_or(dir);
        disk.create_dir(parent).map_err(|why| StoreError::io(parent, "making the folder", why))?;
        disk.rename(&from, &to).map_err(|why| StoreError::io(&to, "keeping the damaged file", why))?;
    }
    let history = dir.join(HISTORY);
    disk.sync_dir(&history).map_err(|why| StoreError::io(&history, "saving", why))
}
