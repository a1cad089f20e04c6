//! Putting right what can be put right: damaged files get their last good copy from the journals, and what they held
//! is kept beside.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use super::aside::put_aside;
use super::files::changes;
use super::folder::NewStep;
use super::journal;
use super::layout::{HISTORY, NOBODY, SOURCES, is_times_file};
use super::load::LoadOptions;
use super::loaded::Loaded;
use super::publish::{finish, publish};
use super::rebuild::Rebuilt;
use super::records::LayerFile;
use super::unheld::Unheld;
use super::who::writers;
use super::{Damage, Disk, Folder, Progress, StoreError, lock, times};
use crate::lang::{Message, Tell, message, which};
use crate::model::{Edit, Memo, MemoTarget, Project, Timestamp, TranscriptRecord, corrected};

/// What a check found and, when asked to, put right.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Repaired {
    /// What is, or was, not as it should be.
    pub damage: Vec<Damage>,
    /// What was done about it.
    pub repaired: Vec<Message>,
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
    let (mut done, taken) = mend(disk, dir, Mend::Accept, now)?;
    let Some(Seen { whole, loaded, .. }) = taken else { return Ok(done) };
    let progress = Progress::default();
    let (mut folder, opened) = Folder::open(disk, dir, None, now, &progress)?;
    let Some(was) = whole else {
        // Nothing tells of the past any more: a history begins.
        folder.begin_history(&opened.project, now)?;
        return Ok(done);
    };
    let edits = was.diff(&loaded.project);
    if !edits.is_empty() {
        let (label, heads) = ("changed outside Concord", Vec::new());
        let step = NewStep { label, edits, heads, before: &was, after: &opened.project };
        folder.append(step, now, &progress)?;
        folder.save(&opened.project)?;
    }
    without_times(&**disk, dir, &mut folder, &opened.project, now, &mut done)?;
    Ok(done)
}

/// Goes on without times of words that are gone or damaged.
fn without_times(
    disk: &dyn Disk,
    dir: &Path,
    folder: &mut Folder,
    project: &Project,
    now: Timestamp,
    done: &mut Repaired,
) -> Result<(), StoreError> {
    let lost = times::lost(disk, dir, project);
    let mut edits = Vec::new();
    for (of, damage) in &lost {
        put_aside(disk, dir, &damage.file)?;
        edits.push(Edit::PutTranscript(Box::new(TranscriptRecord { times: None, ..of.record() })));
        done.repaired.push(message!("done-times", transcript = of.title()));
    }
    let Some(after) = project.apply_all(&edits).ok().filter(|_| !edits.is_empty()) else { return Ok(()) };
    let (label, heads) = ("lost times", Vec::new());
    let step = NewStep { label, edits, heads, before: project, after: &after };
    folder.append(step, now, &Progress::default())?;
    folder.save(&after).map(drop)
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
    mend(disk, dir, if put_right { Mend::PutBack } else { Mend::Not }, now).map(|(done, _)| done)
}

/// A folder as it was looked at.
struct Seen {
    /// What the journals tell: read before the rest, so that a step that comes meanwhile is not taken for one in no file.
    whole: Option<Project>,
    loaded: Loaded,
    damage: Vec<Damage>,
    unheld: Option<Unheld>,
}

impl Seen {
    fn of(disk: &dyn Disk, dir: &Path, is_quiet: bool) -> Result<Self, StoreError> {
        let whole = Rebuilt::of(disk, dir).map(|told| told.project);
        let options = LoadOptions::default();
        let loaded = if is_quiet { options.quiet() } else { options }.load(disk, dir)?;
        let (damage, unheld) = found(disk, dir, &loaded, whole.as_ref());
        Ok(Self { whole, loaded, damage, unheld })
    }
}

fn mend(
    disk: &Arc<dyn Disk>,
    dir: &Path,
    how: Mend,
    now: Timestamp,
) -> Result<(Repaired, Option<Seen>), StoreError> {
    let seen = Seen::of(&**disk, dir, false)?;
    if !is_needed(how, &seen) {
        return Ok((Repaired::of(&seen), None));
    }
    let _lock = lock::take(disk, dir, NOBODY, "", now)?;
    if let Some(holder) = lock::others(&**disk, dir, &[NOBODY], now).into_iter().next() {
        return Err(StoreError::Busy { path: dir.to_owned(), holder });
    }
    let _quiet = lock::folder(&**disk, dir, true)?;
    // Whoever was at work a moment ago has put right what looked damaged.
    let mut seen = Seen::of(&**disk, dir, true)?;
    let mut done = Repaired::of(&seen);
    if !is_needed(how, &seen) {
        return Ok((done, None));
    }
    if how == Mend::Accept
        && let Some(file) = seen.loaded.foreign.intersection(&seen.loaded.misfit).next()
    {
        let found = seen.damage.iter().find(|d| d.file == *file && seen.loaded.blocking.is_some());
        let what = found.map_or_else(|| message!("damage-does-not-fit-rest"), |d| d.what.clone());
        let remedy = message!("remedy-make-fit");
        let damage = Damage::new(file, what, remedy);
        return Err(StoreError::Damaged { path: dir.to_owned(), damage });
    }
    if mend_journals(&**disk, dir, &mut done)? {
        seen.loaded = LoadOptions::default().quiet().load(&**disk, dir)?;
    }
    let unheld = seen.unheld.take();
    let unheld = match how {
        Mend::Accept => {
            done.repaired.extend(unheld.iter().flat_map(Unheld::left_out));
            None
        }
        Mend::PutBack | Mend::Not => unheld,
    };
    if how == Mend::PutBack && !seen.loaded.foreign.is_empty() {
        seen.loaded = LoadOptions::default().quiet().own().load(&**disk, dir)?;
    }
    write_anew(&**disk, dir, how, &seen.loaded, unheld, &mut done)?;
    Ok((done, Some(seen)))
}

impl Repaired {
    fn of(seen: &Seen) -> Self {
        // Where something is damaged, its words may come back.
        let orphans = if seen.damage.is_empty() { seen.loaded.project.orphans().count() } else { 0 };
        Self { damage: seen.damage.clone(), repaired: Vec::new(), orphans }
    }
}

/// All that is not as it should be, and the steps of journals that are in no file.
fn found(
    disk: &dyn Disk,
    dir: &Path,
    loaded: &Loaded,
    whole: Option<&Project>,
) -> (Vec<Damage>, Option<Unheld>) {
    let mut damage = loaded.damage.clone();
    let writers = writers(disk, dir);
    if writers.is_empty() {
        let what = message!("damage-no-history");
        let remedy = message!("remedy-no-history");
        damage.push(Damage::new(HISTORY, what, remedy));
    }
    for who in writers {
        let whole = journal::read_whole(disk, dir, &who);
        let known: Vec<&Damage> = loaded.damage.iter().collect();
        damage.extend(whole.damage.into_iter().filter(|d| !known.iter().any(|k| k.file == d.file)));
    }
    damage.extend(loaded.copies.iter().map(|copy| {
        let what = message!("damage-sync-copy", of = copy.of);
        let remedy = message!("remedy-sync-copy");
        Damage::new(&copy.file, what, remedy)
    }));
    damage
        .extend(loaded.project.check().into_iter().map(|f| Damage::new("", f.message(), Message::default())));
    let is_whole = loaded.damaged.is_empty() && loaded.foreign.is_empty() && loaded.blocking.is_none();
    let unheld = whole.filter(|_| is_whole).and_then(|whole| Unheld::find(disk, dir, whole, &loaded.project));
    damage.extend(unheld.iter().flat_map(Unheld::damage));
    damage.extend(times::lost(disk, dir, &loaded.project).into_iter().map(|(_, damage)| damage));
    (damage, unheld)
}

fn is_needed(how: Mend, seen: &Seen) -> bool {
    let Seen { loaded, damage, unheld, .. } = seen;
    if loaded.is_newer {
        return false;
    }
    let in_journals =
        damage.iter().any(|d| d.file.starts_with(HISTORY) && d.file != HISTORY && !is_times_file(&d.file));
    let no_history = damage.iter().any(|d| d.file == HISTORY);
    let blocked = loaded.blocking.as_ref().is_some_and(|d| !loaded.lost.contains(&d.file));
    match how {
        Mend::Not => false,
        Mend::PutBack => {
            let can_come_back = loaded.damaged.difference(&loaded.lost).next().is_some();
            can_come_back || blocked || in_journals || !loaded.foreign.is_empty() || unheld.is_some()
        }
        Mend::Accept => {
            let of_times = damage.iter().any(|d| is_times_file(&d.file));
            let lost = !loaded.lost.is_empty() || of_times;
            !loaded.foreign.is_empty() || lost || unheld.is_some() || no_history || blocked
        }
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
                Err(why) if matches!(why.kind(), ErrorKind::InvalidInput | ErrorKind::IsADirectory) => {
                    mended = true;
                    put_aside(disk, dir, &file)?;
                    done.repaired.push(message!("done-no-journal", file));
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
            done.repaired.push(message!("done-lines-out", file, n = bad));
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
    let history = dir.join(HISTORY);
    disk.create_dir(&history).map_err(|why| StoreError::io(&history, "making-folder", why))?;
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
    let others = loaded.misplaced.keys().filter(|file| !ours.contains(*file));
    files.extend(others.map(|file| (file.clone(), None)));
    if loaded.damaged.contains(SOURCES) {
        // Where no kept file is whole, there is no list of them either.
        files.entry(SOURCES.to_owned()).or_insert(None);
    }
    let (turns, ends, saves) = (loaded.checkpoints.turns(), loaded.ends(), loaded.checkpoints.saves());
    let mut checkpoint = loaded.checkpoints.of(NOBODY).cloned().unwrap_or_default();
    checkpoint.holds(NOBODY, &ends);
    checkpoint.knows(NOBODY, &saves);
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
        let kept = which(if aside(file) { "aside" } else { "gone" });
        let is_lost = how == Mend::Accept && loaded.lost.contains(file);
        done.repaired.push(match (is_lost, loaded.cut.is_empty()) {
            (true, _) => message!("done-lost", file, kept),
            (false, true) => message!("done-put-back", file, kept),
            (false, false) => message!("done-put-back-partly", file, kept),
        });
    }
    if done.damage.iter().any(|d| d.file == HISTORY) {
        done.repaired.push(message!("done-new-history", file = HISTORY));
    }
    for file in &loaded.cut {
        done.repaired.push(message!("done-cut", file));
    }
    for file in loaded.foreign.difference(&loaded.damaged) {
        done.repaired.push(message!("done-taken", file));
    }
}

/// Texts that were changed outside get their own words back, where a copy is kept.
fn restore_texts(disk: &dyn Disk, dir: &Path, project: &mut Project, done: &mut Repaired) {
    let Some(Rebuilt { project: good, .. }) = Rebuilt::of(disk, dir) else { return };
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
            done.repaired.push(message!("done-words", transcript = transcript.title()));
        }
    }
}
