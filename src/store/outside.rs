//! Files and folders outside a project, such as exports: whole or not at all, written as a stream, so that nothing of them
//! has to fit into memory. Never follows a link, never opens what stands at the target, and sweeps what an export that was
//! killed left beside it.
//!
//! ```text
//!   file     .name.<uuid>.tmp ──────────── renamed ──► name        locked until it has its name
//!   folder   .name.<uuid>.tmp/content ──── renamed ──► name        locked by .name.<uuid>.tmp/lock
//! ```
//!
//! What holds no lock is nobody's any more. Where the file system has no locks, nothing is swept.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::fs::{self, File, FileType, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Component, Path, PathBuf};

use super::{Disk, StoreError};
use crate::lang::{Message, Tell, message};

/// What a folder in the making holds: what becomes the folder, and who makes it.
const CONTENT: &str = "content";
const LOCK: &str = "lock";
/// How often a name is taken anew where somebody who sweeps was faster than the lock.
const TRIES: usize = 8;

/// What a file cannot take the place of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InTheWay {
    /// It leads elsewhere.
    Link,
    /// It holds files.
    Folder,
    /// Others read or write it.
    Pipe,
    /// As a pipe, both ways.
    Socket,
    /// Anything else.
    Device,
}

impl Tell for InTheWay {
    fn message(&self) -> Message {
        match self {
            Self::Link => message!("in-the-way-link"),
            Self::Folder => message!("in-the-way-folder"),
            Self::Pipe => message!("in-the-way-pipe"),
            Self::Socket => message!("in-the-way-socket"),
            Self::Device => message!("in-the-way-device"),
        }
    }
}

/// What stands at a path that a file cannot take the place of: anything but a plain file.
pub fn in_the_way(path: &Path) -> Option<InTheWay> {
    let kind = fs::symlink_metadata(path).ok()?.file_type();
    if kind.is_file() {
        return None;
    }
    Some(match kind {
        kind if kind.is_symlink() => InTheWay::Link,
        kind if kind.is_dir() => InTheWay::Folder,
        kind => special(kind),
    })
}

#[cfg(unix)]
fn special(kind: FileType) -> InTheWay {
    use std::os::unix::fs::FileTypeExt;
    match kind {
        kind if kind.is_fifo() => InTheWay::Pipe,
        kind if kind.is_socket() => InTheWay::Socket,
        _ => InTheWay::Device,
    }
}

#[cfg(not(unix))]
const fn special(_: FileType) -> InTheWay {
    InTheWay::Device
}

/// Writes one file outside a project: all of it or nothing.
///
/// # Errors
/// As [`write_file_with`].
pub fn write_file(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    write_file_with(disk, path, |to| to.write_all(bytes))
}

/// Writes one file outside a project as it comes: all of it or nothing. What was there is there until all of the new one
/// is on disk.
///
/// # Errors
/// When something else than a file stands there, when what writes fails, or when the file or its folder cannot be written;
/// what was there stays.
pub fn write_file_with<T>(
    disk: &dyn Disk,
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<T>,
) -> Result<T, StoreError> {
    let wrong = |why| StoreError::io(path, "writing", why);
    if let Some(what) = in_the_way(path) {
        let why = message!("in-the-way", what);
        return Err(wrong(io::Error::new(ErrorKind::AlreadyExists, why)));
    }
    let place = Place::of(path).map_err(wrong)?;
    sweep(disk, place.dir);
    let (temporary, file) = place.new_file(disk).map_err(wrong)?;
    let written = filled(&file, write).and_then(|done| disk.rename(&temporary, path).map(|()| done));
    if written.is_err() {
        // The failure is what is told; what stays is swept by the next one.
        let _ = disk.remove(&temporary);
    }
    // The lock goes only now that it has its name.
    drop(file);
    let done = written.map_err(wrong)?;
    disk.sync_dir(place.dir).map_err(wrong)?;
    Ok(done)
}

/// Writes a folder that is not there yet, outside a project, such as a data package: all of it or nothing. Names have `/`
/// between folder and file and lead nowhere else.
///
/// # Errors
/// As [`write_folder_with`].
pub fn write_folder(
    disk: &dyn Disk,
    path: &Path,
    files: &BTreeMap<String, Vec<u8>>,
) -> Result<(), StoreError> {
    write_folder_with(disk, path, |folder| {
        files.iter().try_for_each(|(name, bytes)| folder.file(name, |to| to.write_all(bytes)))
    })
}

/// The same, file by file as they come.
///
/// # Errors
/// When something is there already, a name leads outside, what writes fails, or it cannot be written.
pub fn write_folder_with<T>(
    disk: &dyn Disk,
    path: &Path,
    write: impl FnOnce(&mut NewFolder<'_>) -> io::Result<T>,
) -> Result<T, StoreError> {
    let wrong = |why| StoreError::io(path, "writing", why);
    if fs::symlink_metadata(path).is_ok() {
        return Err(wrong(ErrorKind::AlreadyExists.into()));
    }
    let place = Place::of(path).map_err(wrong)?;
    sweep(disk, place.dir);
    let (temporary, lock) = place.new_folder(disk).map_err(wrong)?;
    let mut folder = NewFolder { disk, dir: temporary.join(CONTENT), below: BTreeSet::new() };
    let written = folder.filled(write).and_then(|done| disk.rename(&folder.dir, path).map(|()| done));
    // Whether it is written is what is told; what stays of the rest is swept by the next one.
    let _ = fs::remove_dir_all(&folder.dir);
    let _ = disk.remove(&temporary.join(LOCK));
    drop(lock);
    let _ = fs::remove_dir(&temporary);
    let done = written.map_err(wrong)?;
    disk.sync_dir(place.dir).map_err(wrong)?;
    Ok(done)
}

/// A folder in the making, which gets its files one at a time.
pub struct NewFolder<'d> {
    disk: &'d dyn Disk,
    dir: PathBuf,
    /// The folders in it.
    below: BTreeSet<PathBuf>,
}

impl NewFolder<'_> {
    /// Writes one file of it.
    ///
    /// # Errors
    /// When the name leads outside, or it cannot be written.
    pub fn file<T>(
        &mut self,
        name: &str,
        write: impl FnOnce(&mut dyn Write) -> io::Result<T>,
    ) -> io::Result<T> {
        let is_inside = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
        if name.is_empty() || !is_inside {
            return Err(io::Error::new(ErrorKind::InvalidFilename, message!("leads-elsewhere", name)));
        }
        let path = self.dir.join(name);
        if let Some(folder) = path.parent().filter(|&folder| folder != self.dir)
            && !self.below.contains(folder)
        {
            self.disk.create_dir(folder)?;
            self.below.insert(folder.to_owned());
        }
        filled(&self.disk.create_new(&path)?, write)
    }

    fn filled<T>(&mut self, write: impl FnOnce(&mut Self) -> io::Result<T>) -> io::Result<T> {
        self.disk.create_dir(&self.dir)?;
        let done = write(self)?;
        self.below.iter().try_for_each(|folder| self.disk.sync_dir(folder))?;
        self.disk.sync_dir(&self.dir)?;
        Ok(done)
    }
}

/// Fills a file, and waits until it is on disk.
fn filled<T>(file: &File, write: impl FnOnce(&mut dyn Write) -> io::Result<T>) -> io::Result<T> {
    let mut to = BufWriter::with_capacity(1 << 16, file);
    let done = write(&mut to)?;
    to.flush()?;
    file.sync_all()?;
    Ok(done)
}

/// Where something is written: a name in a folder.
struct Place<'p> {
    dir: &'p Path,
    name: &'p OsStr,
}

impl<'p> Place<'p> {
    fn of(path: &'p Path) -> io::Result<Self> {
        let name = path.file_name().ok_or(ErrorKind::InvalidFilename)?;
        let dir = path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Ok(Self { dir, name })
    }

    /// A name beside it that nobody has.
    fn beside(&self) -> PathBuf {
        let mut name = OsString::from(".");
        name.push(self.name);
        name.push(format!(".{}.tmp", uuid::Uuid::now_v7().simple()));
        self.dir.join(name)
    }

    /// A file beside it, locked.
    fn new_file(&self, disk: &dyn Disk) -> io::Result<(PathBuf, File)> {
        for _ in 0..TRIES {
            let path = self.beside();
            let file = disk.create_new(&path)?;
            if is_ours(&file, &path) {
                return Ok((path, file));
            }
        }
        Err(ErrorKind::ResourceBusy.into())
    }

    /// A folder beside it, with its lock.
    fn new_folder(&self, disk: &dyn Disk) -> io::Result<(PathBuf, File)> {
        for _ in 0..TRIES {
            let path = self.beside();
            disk.create_dir(&path)?;
            let lock = path.join(LOCK);
            match disk.create_new(&lock) {
                Ok(file) if is_ours(&file, &lock) => return Ok((path, file)),
                // Somebody swept it before it was locked.
                Ok(_) => {}
                Err(why) if why.kind() == ErrorKind::NotFound => {}
                Err(why) => {
                    let _ = fs::remove_dir(&path);
                    return Err(why);
                }
            }
        }
        Err(ErrorKind::ResourceBusy.into())
    }
}

/// Takes the lock of a file that was just made; false where somebody swept it first. A file system without locks sweeps
/// nothing either.
fn is_ours(file: &File, path: &Path) -> bool {
    file.lock().is_err() || path.exists()
}

/// Removes what exports that were killed have left in a folder. That something cannot be removed hinders no export.
fn sweep(disk: &dyn Disk, dir: &Path) {
    for path in disk.list(dir).unwrap_or_default() {
        let Ok(found) = fs::symlink_metadata(&path) else { continue };
        let is_left = path.file_name().is_some_and(is_temporary);
        if is_left && found.is_file() {
            sweep_file(disk, &path);
        } else if is_left && found.is_dir() {
            sweep_folder(disk, &path);
        }
    }
}

fn sweep_file(disk: &dyn Disk, path: &Path) {
    if let Some(_lock) = abandoned(path) {
        let _ = disk.remove(path);
    }
}

fn sweep_folder(disk: &dyn Disk, path: &Path) {
    let lock = path.join(LOCK);
    if !lock.exists() {
        // One that its maker never got to lock is empty; nothing else is ours.
        let _ = fs::remove_dir(path);
        return;
    }
    let Some(held) = abandoned(&lock) else { return };
    let content = path.join(CONTENT);
    // The lock goes last: without it nobody would know the rest.
    if content.exists() && fs::remove_dir_all(&content).is_err() {
        return;
    }
    let _ = disk.remove(&lock);
    drop(held);
    let _ = fs::remove_dir(path);
}

/// The lock of a file whose maker is gone; none where it is still at work, or where nobody can tell.
fn abandoned(path: &Path) -> Option<File> {
    let file = OpenOptions::new().write(true).open(path).ok()?;
    file.try_lock().ok()?;
    Some(file)
}

/// Whether a name is one that [`Place::beside`] gives.
fn is_temporary(name: &OsStr) -> bool {
    let middle = name.to_str().and_then(|name| name.strip_prefix('.')?.strip_suffix(".tmp"));
    let Some((of, id)) = middle.and_then(|middle| middle.rsplit_once('.')) else { return false };
    let is_id = id.len() == 32 && uuid::Uuid::try_parse(id).is_ok_and(|id| id.get_version_num() == 7);
    !of.is_empty() && is_id
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::RealDisk;

    fn names(dir: &Path) -> Vec<String> {
        let names = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<String> = names.map(|name| name.into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn what_was_left_is_swept_and_what_is_being_written_is_not() {
        let home = tempfile::tempdir().unwrap();
        let dir = home.path();
        let left = |what: &str| format!(".{what}.{}.tmp", uuid::Uuid::now_v7().simple());
        fs::write(dir.join(left("all.csv")), "half").unwrap();
        fs::create_dir(dir.join(left("empty"))).unwrap();
        let folder = dir.join(left("archive"));
        fs::create_dir_all(folder.join(CONTENT).join("transcripts")).unwrap();
        fs::write(folder.join(LOCK), "").unwrap();
        fs::write(folder.join(CONTENT).join("a.csv"), "half").unwrap();
        // What is like it, and not ours.
        let others = [".all.csv.tmp", ".a.00000000000000000000000000000000.tmp", "b.tmp"];
        others.iter().for_each(|name| fs::write(dir.join(name), "keep").unwrap());
        let foreign = dir.join(left("foreign"));
        fs::create_dir(&foreign).unwrap();
        fs::write(foreign.join("words"), "keep").unwrap();
        // One export begins and ends while two others are at work.
        write_file_with(&RealDisk, &dir.join("slow.csv"), |to| {
            to.write_all(b"begun ")?;
            let nested = write_folder_with(&RealDisk, &dir.join("slow"), |folder| {
                write_file(&RealDisk, &dir.join("fast.csv"), b"all").map_err(io::Error::other)?;
                folder.file("sub/a.csv", |to| to.write_all(b"a"))
            });
            nested.map_err(io::Error::other)?;
            to.write_all(b"and done")
        })
        .unwrap();
        assert_eq!(fs::read(dir.join("slow.csv")).unwrap(), b"begun and done");
        assert_eq!(fs::read(dir.join("slow/sub/a.csv")).unwrap(), b"a");
        let there = names(dir);
        let foreign = foreign.file_name().unwrap().to_str().unwrap();
        let mut wanted = vec!["fast.csv", "slow", "slow.csv", foreign];
        wanted.extend(others);
        wanted.sort_unstable();
        assert_eq!(there, wanted);
    }

    #[test]
    fn what_fails_leaves_nothing() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("a.csv");
        fs::write(&file, "the old one").unwrap();
        let fails = |to: &mut dyn Write| -> io::Result<()> {
            to.write_all(&[b'x'; 1 << 20])?;
            Err(ErrorKind::StorageFull.into())
        };
        let said = write_file_with(&RealDisk, &file, fails).unwrap_err().to_string();
        assert!(said.contains("make room"), "{said}");
        let folder = home.path().join("all");
        let fails = |folder: &mut NewFolder<'_>| folder.file("sub/a.csv", fails);
        assert!(write_folder_with(&RealDisk, &folder, fails).is_err());
        assert_eq!(names(home.path()), ["a.csv"]);
        assert_eq!(fs::read(&file).unwrap(), b"the old one");
    }

    #[cfg(unix)]
    #[test]
    fn only_a_file_is_written_over() {
        let home = tempfile::tempdir().unwrap();
        let at = |name: &str| home.path().join(name);
        fs::write(at("precious"), "keep").unwrap();
        std::os::unix::fs::symlink(at("precious"), at("link")).unwrap();
        std::os::unix::fs::symlink(at("nowhere"), at("dangling")).unwrap();
        fs::create_dir(at("folder")).unwrap();
        for (name, what) in [
            ("link", "a link stands there"),
            ("dangling", "a link stands there"),
            ("folder", "a folder stands there"),
        ] {
            let said = write_file(&RealDisk, &at(name), b"gone").unwrap_err().to_string();
            assert!(said.contains(what), "{name}: {said}");
            assert!(write_folder(&RealDisk, &at(name), &BTreeMap::new()).is_err(), "{name}");
        }
        let said = write_file(&RealDisk, Path::new("/dev/null"), b"gone").unwrap_err().to_string();
        assert!(said.contains("a device stands there"), "{said}");
        assert_eq!(fs::read(at("precious")).unwrap(), b"keep");
        assert_eq!(names(home.path()), ["dangling", "folder", "link", "precious"]);
    }
}
