//! Putting right what can be put right: damaged files get their last good copy from the journals, and what they held
//! is kept beside.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::files::changes;
use super::folder::NewStep;
use super::journal;
use super::layout::{HISTORY, NOBODY, SOURCES};
use super::load::{load, load_own, load_quiet, writers};
use super::loaded::Loaded;
use super::publish::{finish, publish};
use super::rebuild::rebuild;
use super::records::LayerFile;
use super::unheld::Unheld;
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
    /// As that, but whole files that something other than Concord changed are taken as they are, and what is lost is done
    /// without.
    Accept,
}

/// Takes whole files that something other than Concord changed as they are, and goes on without what is lost, as a step of
/// nobody's, so that the journals tell of it. The bytes that were found are kept in `damaged/` too.
///
/// # Errors
/// As [`repair`].
pub fn accept(disk: &Arc<dyn Disk>, dir: &Path, now: Timestamp) -> Result<Repaired, StoreError> {
    let loaded = load(&**disk, dir)?;
    let was = rebuild(&**disk, dir);
    let done = mend(disk, dir, Mend::Accept, now)?;
    let edits = was.as_ref().map(|was| was.diff(&loaded.project)).unwrap_or_default();
    if let Some(was) = was.filter(|_| !edits.is_empty() && !done.repaired.is_empty()) {
        let progress = Progress::default();
        let (mut folder, opened) = Folder::open(disk, dir, None, now, &progress)?;
        let (label, heads) = ("changed outside Concord", Vec::new());
        let step = NewStep { label, edits, heads, before: &was, after: &opened.project };
        folder.append(step, now, &progress)?;
        folder.save(&opened.project)?;
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
    let loaded = load(&**disk, dir)?;
    let (damage, unheld) = found(&**disk, dir, &loaded);
    // Where something is damaged, its words may come back.
    let orphans = if damage.is_empty() { loaded.project.orphans().count() } else { 0 };
    let mut done = Repaired { damage, repaired: Vec::new(), orphans };
    if !is_needed(how, &loaded, &done, &unheld) || loaded.is_newer {
        return Ok(done);
    }
    let _lock = lock::take(&**disk, dir, NOBODY, "", now)?;
    if let Some(holder) = lock::others(&**disk, dir, &[NOBODY], now).into_iter().next() {
        return Err(StoreError::Busy { path: dir.to_owned(), holder });
    }
    let _quiet = lock::folder(&**disk, dir, true);
    let mended = mend_journals(&**disk, dir, &mut done)?;
    let loaded = match how {
        Mend::PutBack if !loaded.foreign.is_empty() => load_own(&**disk, dir)?,
        _ if mended => load_quiet(&**disk, dir, &Progress::default())?,
        _ => loaded,
    };
    if how == Mend::Accept {
        done.repaired.extend(unheld.iter().flat_map(Unheld::left_out));
    }
    let unheld = if how == Mend::PutBack { unheld } else { None };
    write_anew(&**disk, dir, how, &loaded, unheld, &mut done)?;
    Ok(done)
}

/// All that is not as it should be, and the steps of journals that are in no file.
fn found(disk: &dyn Disk, dir: &Path, loaded: &Loaded) -> (Vec<Damage>, Option<Unheld>) {
    let mut damage = loaded.damage.clone();
    for who in writers(disk, dir) {
        let whole = journal::read_whole(disk, dir, &who);
        let known: Vec<&Damage> = loaded.damage.iter().collect();
        damage.extend(whole.damage.into_iter().filter(|d| !known.iter().any(|k| k.file == d.file)));
    }
    damage.extend(loaded.copies.iter().map(|copy| {
        let what = format!("a copy of {} that a program for syncing made; nothing of it is read", copy.of);
        let remedy = "`concord merge` with this project alone brings it in";
        Damage::new(&copy.file, what, remedy)
    }));
    damage.extend(loaded.project.check().into_iter().map(|f| Damage::new("", f.to_string(), "")));
    let whole = loaded.damaged.is_empty() && loaded.foreign.is_empty() && loaded.blocking.is_none();
    let unheld = whole.then(|| Unheld::find(disk, dir, &loaded.project)).flatten();
    damage.extend(unheld.iter().flat_map(Unheld::damage));
    (damage, unheld)
}

fn is_needed(how: Mend, loaded: &Loaded, found: &Repaired, unheld: &Option<Unheld>) -> bool {
    let in_journals = found.damage.iter().any(|d| d.file.starts_with(HISTORY));
    let blocked = loaded.blocking.as_ref().is_some_and(|d| !loaded.lost.contains(&d.file));
    match how {
        Mend::Not => false,
        Mend::PutBack => {
            let can_come_back = loaded.damaged.difference(&loaded.lost).next().is_some();
            can_come_back || blocked || in_journals || !loaded.foreign.is_empty() || unheld.is_some()
        }
        Mend::Accept => !loaded.foreign.is_empty() || !loaded.lost.is_empty() || unheld.is_some(),
    }
}

/// Takes lines that are not what was written out of the journals; they are kept in `damaged/`. Says whether there were any.
fn mend_journals(disk: &dyn Disk, dir: &Path, done: &mut Repaired) -> Result<bool, StoreError> {
    let mut mended = false;
    for who in writers(disk, dir) {
        for (file, _) in journal::parts(disk, dir, &who) {
            let path = dir.join(&file);
            let bytes = match disk.read(&path, journal::MOST_BYTES) {
                Ok(bytes) => bytes,
                Err(why) if why.kind() == ErrorKind::InvalidInput => {
                    mended = true;
                    put_aside(disk, dir, &file)?;
                    continue;
                }
                Err(_) => continue,
            };
            let (good, bad) = journal::good_lines(&bytes);
            if bad == 0 {
                continue;
            }
            mended = true;
            put_aside(disk, dir, &file)?;
            disk.write_new(&path, &good).map_err(|why| StoreError::io(&path, "saving", why))?;
            let steps = if bad == 1 { "a line that is" } else { "lines that are" };
            done.repaired.push(format!(
                "{file}: {steps} not what was written, {bad} in all, taken out; the journal as it was found is in damaged/"
            ));
        }
    }
    Ok(mended)
}

/// Writes the whole project as it was loaded, stand-ins and copies included, and what every save says of it.
fn write_anew(
    disk: &dyn Disk,
    dir: &Path,
    how: Mend,
    loaded: &Loaded,
    unheld: Option<Unheld>,
    done: &mut Repaired,
) -> Result<(), StoreError> {
    let stays: BTreeSet<String> = if how == Mend::PutBack { loaded.lost.clone() } else { BTreeSet::new() };
    for file in loaded.damaged.union(&loaded.foreign).filter(|file| !stays.contains(*file)) {
        put_aside(disk, dir, file)?;
    }
    for (who, checkpoint) in loaded.checkpoints.each() {
        finish(disk, dir, who, &checkpoint.unfinished(&loaded.checkpoints.turns()))?;
    }
    let mut project = loaded.project.clone();
    restore_texts(disk, dir, &mut project, done);
    if let Some(unheld) = unheld {
        project = unheld.brought_back(&project);
        done.repaired.extend(unheld.told());
    }
    let mut files = changes(None, &project);
    files.retain(|file, _| !stays.contains(file));
    let ours: BTreeSet<String> = files.keys().cloned().collect();
    files.extend(loaded.misplaced.keys().map(|file| (file.clone(), None)));
    if loaded.damaged.contains(SOURCES) {
        // Where no kept file is whole, there is no list of them either.
        files.entry(SOURCES.to_owned()).or_insert(None);
    }
    let (turns, ends) = (loaded.checkpoints.turns(), loaded.ends());
    let mut checkpoint = loaded.checkpoints.of(NOBODY).cloned().unwrap_or_default();
    checkpoint.holds(NOBODY, &ends);
    checkpoint.keep_only(|file| ours.contains(file) || stays.contains(file));
    publish(disk, dir, NOBODY, files, &turns, &mut checkpoint)?;
    for who in ends.keys().filter(|who| *who != NOBODY) {
        let mut checkpoint = loaded.checkpoints.of(who).cloned().unwrap_or_default();
        checkpoint.others.clear();
        checkpoint.holds(who, &ends);
        checkpoint.keep_only(|file| ours.contains(file) || stays.contains(file));
        publish(disk, dir, who, BTreeMap::new(), &turns, &mut checkpoint)?;
    }
    tell(disk, dir, how, loaded, &stays, done);
    Ok(())
}

fn tell(
    disk: &dyn Disk,
    dir: &Path,
    how: Mend,
    loaded: &Loaded,
    stays: &BTreeSet<String>,
    done: &mut Repaired,
) {
    let aside = |file: &String| disk.state(&dir.join("damaged").join(file)).is_ok();
    for file in loaded.damaged.iter().filter(|file| !stays.contains(*file)) {
        let kept = if aside(file) { "; what was found is in damaged/" } else { "" };
        let is_lost = how == Mend::Accept && loaded.lost.contains(file);
        done.repaired.push(match (is_lost, loaded.cut.is_empty()) {
            (true, _) => format!("{file}: lost, and gone on without it{kept}"),
            (false, true) => format!("{file}: put back as it was last known{kept}"),
            (false, false) => format!(
                "{file}: put back as far as the journals tell, which are not whole: look whether something is missing{kept}"
            ),
        });
    }
    for file in &loaded.cut {
        done.repaired
            .push(format!("{file}: the trail of earlier steps is cut; gone on from what is left of it"));
    }
    for file in loaded.foreign.difference(&loaded.damaged) {
        done.repaired.push(format!("{file}: taken as it is; the file as it was found is in damaged/ too"));
    }
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

/// Moves a file into `damaged/`, if it exists; one of the same name that is there already stays.
pub(super) fn put_aside(disk: &dyn Disk, dir: &Path, file: &str) -> Result<(), StoreError> {
    let from = dir.join(file);
    if disk.state(&from).is_err() {
        return Ok(());
    }
    let mut to: PathBuf = dir.join("damaged").join(file);
    while disk.state(&to).is_ok() {
        let mut name = to.file_name().unwrap_or_default().to_owned();
        name.push("~");
        to.set_file_name(name);
    }
    let parent = to.parent().unwrap_or(dir);
    disk.create_dir(parent).map_err(|why| StoreError::io(parent, "making the folder", why))?;
    disk.rename(&from, &to).map_err(|why| StoreError::io(&to, "keeping the damaged file", why))
}
