//! What can go wrong with a folder, each with its place and what to do next.

use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::lock::Holder;

/// Why something could not be done on disk. What was there stays as it was.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The system refused.
    #[error("{}: {doing} failed: {why}; {}", path.display(), remedy(why))]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// "writing", "reading" …
        doing: &'static str,
        /// What the system said.
        why: io::Error,
    },
    /// There is no project there.
    #[error("{}: this is not a Concord project (it has no project.ron); choose the folder of a study, or make a new project", .0.display())]
    NotAProject(PathBuf),
    /// Something is there already.
    #[error("{}: there is something already; choose a folder that is new or empty", .0.display())]
    Exists(PathBuf),
    /// Somebody else is at work.
    #[error("{}: {holder}; it can be read, and changed once they have closed it", path.display())]
    Busy {
        /// The project.
        path: PathBuf,
        /// Who.
        holder: Holder,
    },
    /// A copy that a program for syncing left does not fit the files beside it.
    #[error("{}: {copy}: this copy, which a program for syncing made, does not fit the files beside it ({why}): nothing was brought together; compare it with {of}, and take the one that is not wanted out of the folder", path.display())]
    Copy {
        /// The project.
        path: PathBuf,
        /// The copy.
        copy: String,
        /// The file that it is one of.
        of: String,
        /// What is wrong.
        why: String,
    },
    /// Something in another copy is not as it should be.
    #[error("{}: {damage}: nothing is taken from there until `concord check {}` finds no damage", path.display(), path.display())]
    Damaged {
        /// The other copy.
        path: PathBuf,
        /// What is wrong.
        damage: Damage,
    },
    /// The memory that the program may use is too small for it.
    #[error("{}: this takes about {needs} MiB of memory, and the program may use {may} MiB: allow it more, or do it where there is more", path.display())]
    Memory {
        /// The project.
        path: PathBuf,
        /// What it takes, in MiB.
        needs: u64,
        /// What there is.
        may: u64,
    },
    /// Somebody has put files in place for too long.
    #[error("{}: another program has been writing here for half a minute, or was stopped while it did: let it go on, or end it, and try again", .0.display())]
    Waiting(PathBuf),
    /// A step has more in it than a journal takes at once.
    #[error("{}: this is too much for one step (more than 512 MiB in the journal), and nothing was changed: bring it in in several parts", .0.display())]
    TooLong(PathBuf),
    /// Somebody asked for it to stop.
    #[error("it was cancelled; everything is as it was before")]
    Cancelled,
    /// A name that could lead out of the folder.
    #[error("{}: “{name}” is not a file name that a project uses", path.display())]
    Name {
        /// The project.
        path: PathBuf,
        /// The name.
        name: String,
    },
}

impl StoreError {
    pub(super) fn io(path: &Path, doing: &'static str, why: io::Error) -> Self {
        Self::Io { path: path.to_owned(), doing, why }
    }
}

fn remedy(why: &io::Error) -> &'static str {
    match why.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "make room on the disk, or save elsewhere",
        ErrorKind::PermissionDenied => "choose a folder that you may write to, or ask who looks after it",
        ErrorKind::ReadOnlyFilesystem => "choose a folder on a disk that can be written to",
        ErrorKind::NotFound => "check the name, and that the disk or network drive is there",
        ErrorKind::FileTooLarge => "check that it is the file you mean",
        ErrorKind::NotADirectory => "choose another name: a file stands where a folder should be",
        _ => "check the disk, and save elsewhere if it goes on",
    }
}

/// Something in a project's folder that is not as it should be. The rest opens.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Damage {
    /// The file, as a path inside the project.
    pub file: String,
    /// Line, column, or what else tells the place; may be empty.
    pub place: String,
    /// What is wrong.
    pub what: String,
    /// What to do next.
    pub remedy: String,
}

impl Damage {
    pub(super) fn new(file: impl Into<String>, what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { file: file.into(), place: String::new(), what: what.into(), remedy: remedy.into() }
    }

    pub(super) fn at(mut self, place: impl Into<String>) -> Self {
        self.place = place.into();
        self
    }
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if !self.place.is_empty() {
            write!(f, ", {}", self.place)?;
        }
        write!(f, ": {}", self.what)?;
        if !self.remedy.is_empty() {
            write!(f, "; {}", self.remedy)?;
        }
        Ok(())
    }
}
