//! The file layer: the few calls that everything on disk goes through, each of which may fail. Private to its
//! owner (0600 and 0700), never following a link that somebody left at a temporary name.

use std::any::Any;
use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use super::parallel::parallel;
use crate::lang::message;

/// A file's length in bytes and when it was changed last.
pub type FileState = (u64, SystemTime);

/// A lock that is let go with the value.
pub type Hold = Box<dyn Any + Send + Sync>;

/// How a lock is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// Alone, or not at all but for a moment, since somebody may just be looking whether it is held.
    Not,
    /// To see whether anybody holds it: with others who look, and not at all where somebody does. The file must be there.
    Look,
    /// Alone, as soon as it is free.
    Alone,
    /// With others who share it, as soon as nobody has it alone. The file must be there already.
    Shared,
}

/// What a store needs of a file system. Every method is one call that a test may let fail. What is no plain file, such as
/// a pipe, a device or a link, is refused and never followed.
pub trait Disk: Send + Sync {
    /// The whole of a file, which is refused when it is longer than `limit` bytes.
    ///
    /// # Errors
    /// As the system says, or `FileTooLarge`.
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        self.read_from(path, 0, limit)
    }

    /// What of a file comes after its first bytes, refused when that is longer than `limit` bytes.
    ///
    /// # Errors
    /// As the system says, or `FileTooLarge`.
    fn read_from(&self, path: &Path, from: u64, limit: u64) -> io::Result<Vec<u8>>;

    /// How long a file is and when it was changed last.
    ///
    /// # Errors
    /// As the system says; `NotFound` where there is none.
    fn state(&self, path: &Path) -> io::Result<FileState>;

    /// Names in a folder, sorted; none where the folder is not there.
    ///
    /// # Errors
    /// As the system says.
    fn list(&self, dir: &Path) -> io::Result<Vec<PathBuf>>;

    /// Makes a folder and those above it.
    ///
    /// # Errors
    /// As the system says.
    fn create_dir(&self, dir: &Path) -> io::Result<()>;

    /// Writes a file that must not be there yet and waits until it is on disk.
    ///
    /// # Errors
    /// As the system says.
    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Writes files that must not be there yet and waits until all are on disk.
    ///
    /// # Errors
    /// As the system says; some may be there then.
    fn write_many(&self, files: &[(PathBuf, Vec<u8>)]) -> io::Result<()> {
        files.iter().try_for_each(|(path, bytes)| self.write_new(path, bytes))
    }

    /// Makes a file that must not be there yet, to be written bit by bit; whoever writes it waits until it is on disk. What is
    /// only read has none.
    ///
    /// # Errors
    /// As the system says.
    fn create_new(&self, path: &Path) -> io::Result<File> {
        Err(io::Error::new(io::ErrorKind::Unsupported, message!("only-read", path)))
    }

    /// Adds to a file's end and waits until it is on disk.
    ///
    /// # Errors
    /// As the system says.
    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Cuts a file to a length.
    ///
    /// # Errors
    /// As the system says.
    fn truncate(&self, path: &Path, len: u64) -> io::Result<()>;

    /// Gives a file its name, instead of the one that has it.
    ///
    /// # Errors
    /// As the system says.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file.
    ///
    /// # Errors
    /// As the system says.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Waits until the names in a folder are on disk.
    ///
    /// # Errors
    /// As the system says.
    fn sync_dir(&self, dir: &Path) -> io::Result<()>;

    /// Takes a lock on a file, which is made where it is not there; none where somebody else has it and nobody is to wait.
    ///
    /// # Errors
    /// As the system says; `Unsupported` where the file system has no locks.
    fn lock(&self, path: &Path, wait: Wait) -> io::Result<Option<Hold>>;
}

/// Threads that write at a time.
const WRITERS: usize = 8;
/// From so many files on it is worth waiting for the whole file system once.
#[cfg(target_os = "linux")]
const MANY: usize = 32;

/// The file system itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

#[cfg(unix)]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600)
}

#[cfg(not(unix))]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

/// What is there is a plain file, so that nobody waits for a pipe or follows a link; where nothing is, nothing is said.
fn plain(path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(there) if !there.is_file() && !there.is_dir() => {
            let what = message!("no-file");
            Err(io::Error::new(io::ErrorKind::InvalidInput, what))
        }
        Ok(_) | Err(_) => Ok(()),
    }
}

/// Writes files several at a time, since each mostly waits for the disk.
fn write_each(disk: &RealDisk, files: &[(PathBuf, Vec<u8>)]) -> io::Result<()> {
    let written = parallel(WRITERS, files, |(path, bytes)| disk.write_new(path, bytes));
    written.into_iter().collect()
}

impl Disk for RealDisk {
    fn read_from(&self, path: &Path, from: u64, limit: u64) -> io::Result<Vec<u8>> {
        plain(path)?;
        let mut file = File::open(path)?;
        let len = file.metadata()?.len().saturating_sub(from);
        if len > limit {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, message!("too-many-bytes", len, limit)));
        }
        if from > 0 {
            file.seek(SeekFrom::Start(from))?;
        }
        let mut bytes = Vec::new();
        bytes.try_reserve_exact(usize::try_from(len).unwrap_or(usize::MAX))?;
        file.take(limit).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn state(&self, path: &Path) -> io::Result<FileState> {
        let there = fs::symlink_metadata(path)?;
        if there.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        Ok((there.len(), there.modified()?))
    }

    fn list(&self, dir: &Path) -> io::Result<Vec<PathBuf>> {
        let entries = match fs::read_dir(dir) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut paths = entries.map(|e| e.map(|e| e.path())).collect::<io::Result<Vec<_>>>()?;
        paths.sort();
        Ok(paths)
    }

    fn create_dir(&self, dir: &Path) -> io::Result<()> {
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(dir)
    }

    fn create_new(&self, path: &Path) -> io::Result<File> {
        private(OpenOptions::new().write(true).create_new(true)).open(path)
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = self.create_new(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    /// One call that waits for all of the file system is cheaper than one for each of many files.
    #[cfg(target_os = "linux")]
    fn write_many(&self, files: &[(PathBuf, Vec<u8>)]) -> io::Result<()> {
        let Some(folder) = files.first().and_then(|(path, _)| path.parent()) else { return Ok(()) };
        if files.len() < MANY {
            return write_each(self, files);
        }
        for (path, bytes) in files {
            private(OpenOptions::new().write(true).create_new(true)).open(path)?.write_all(bytes)?;
        }
        Ok(rustix::fs::syncfs(File::open(folder)?)?)
    }

    #[cfg(not(target_os = "linux"))]
    fn write_many(&self, files: &[(PathBuf, Vec<u8>)]) -> io::Result<()> {
        write_each(self, files)
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        plain(path)?;
        let mut file = private(OpenOptions::new().append(true).create(true)).open(path)?;
        file.write_all(bytes)?;
        file.sync_data()
    }

    fn truncate(&self, path: &Path, len: u64) -> io::Result<()> {
        plain(path)?;
        let file = OpenOptions::new().write(true).open(path)?;
        file.set_len(len)?;
        file.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    #[cfg(unix)]
    fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        File::open(dir)?.sync_all()
    }

    /// A folder cannot be opened to be synced there; renames are ordered by the file system.
    #[cfg(not(unix))]
    fn sync_dir(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    fn lock(&self, path: &Path, wait: Wait) -> io::Result<Option<Hold>> {
        plain(path)?;
        let file = match wait {
            Wait::Shared | Wait::Look => File::open(path)?,
            Wait::Not | Wait::Alone => {
                private(OpenOptions::new().read(true).write(true).create(true).truncate(false)).open(path)?
            }
        };
        match wait {
            Wait::Alone => waited(|| file.try_lock())?,
            Wait::Shared => waited(|| file.try_lock_shared())?,
            Wait::Not => {
                if !tried(|| file.try_lock(), 5)? {
                    return Ok(None);
                }
            }
            Wait::Look => {
                if !tried(|| file.try_lock_shared(), 0)? {
                    return Ok(None);
                }
            }
        }
        Ok(Some(Box::new(Locked(file))))
    }
}

/// A file that is locked until this goes.
struct Locked(File);

impl Drop for Locked {
    fn drop(&mut self) {
        // Closing alone would leave the lock to a program that is just being started, which has every file open until it
        // runs. Where this fails, closing is what is left.
        let _ = self.0.unlock();
    }
}

/// How long somebody who puts files in place is waited for: a save of a large study on a slow drive takes that long, and a
/// program that is stopped takes for ever.
const PATIENCE: Duration = Duration::from_secs(30);

/// Waits for a lock, and no longer than there is patience.
fn waited(lock: impl Fn() -> Result<(), TryLockError>) -> io::Result<()> {
    let begun = Instant::now();
    loop {
        match lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) if begun.elapsed() < PATIENCE => {
                std::thread::sleep(Duration::from_millis(3));
            }
            Err(TryLockError::WouldBlock) => return Err(io::ErrorKind::TimedOut.into()),
            Err(TryLockError::Error(why)) => return Err(why),
        }
    }
}

/// Tries a lock, and so many times more a little later.
fn tried(lock: impl Fn() -> Result<(), TryLockError>, more: usize) -> io::Result<bool> {
    for left in (0..=more).rev() {
        match lock() {
            Ok(()) => return Ok(true),
            Err(TryLockError::WouldBlock) if left > 0 => {
                std::thread::sleep(Duration::from_millis(10));
            }
            Err(TryLockError::WouldBlock) => {}
            Err(TryLockError::Error(why)) => return Err(why),
        }
    }
    Ok(false)
}
