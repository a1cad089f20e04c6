//! What can go wrong with a folder, each with its place and what to do next.

use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::lock::Holder;
use crate::lang::{Message, Tell, message, which};

/// Why something could not be done on disk. What was there stays as it was.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.message())]
pub enum StoreError {
    /// The system refused.
    Io {
        /// The file or folder.
        path: PathBuf,
        /// "writing", "reading" …
        doing: &'static str,
        /// What the system said.
        why: io::Error,
    },
    /// There is no project there.
    NotAProject(PathBuf),
    /// Something is there already.
    Exists(PathBuf),
    /// Somebody else is at work.
    Busy {
        /// The project.
        path: PathBuf,
        /// Who.
        holder: Holder,
    },
    /// A copy that a program for syncing left does not fit the files beside it.
    Copy {
        /// The project.
        path: PathBuf,
        /// The copy.
        copy: String,
        /// The file that it is one of.
        of: String,
        /// What is wrong.
        why: Message,
    },
    /// Something in another copy is not as it should be.
    Damaged {
        /// The other copy.
        path: PathBuf,
        /// What is wrong.
        damage: Damage,
    },
    /// The memory that the program may use is too small for it.
    Memory {
        /// The project.
        path: PathBuf,
        /// What it takes, in MiB.
        needs: u64,
        /// What there is.
        may: u64,
    },
    /// Somebody has put files in place for too long.
    Waiting(PathBuf),
    /// A step has more in it than a journal takes at once.
    TooLong(PathBuf),
    /// Somebody asked for it to stop.
    Cancelled,
    /// A name that could lead out of the folder.
    Name {
        /// The project.
        path: PathBuf,
        /// The name.
        name: String,
    },
}

impl Tell for StoreError {
    fn message(&self) -> Message {
        match self {
            Self::Io { path, doing, why } => {
                message!("store-io", path, doing = which(doing), why, remedy = remedy(why))
            }
            Self::NotAProject(path) => message!("store-not-a-project", path),
            Self::Exists(path) => message!("store-exists", path),
            Self::Busy { path, holder } => message!("store-busy", path, holder),
            Self::Copy { path, copy, of, why } => message!("store-copy", path, copy, of, why),
            Self::Damaged { path, damage } => message!("store-damaged", path, damage),
            Self::Memory { path, needs, may } => message!("store-memory", path, needs, may),
            Self::Waiting(path) => message!("store-waiting", path),
            Self::TooLong(path) => message!("store-too-long", path),
            Self::Cancelled => message!("cancelled"),
            Self::Name { path, name } => message!("store-name", path, name),
        }
    }
}

impl StoreError {
    pub(super) fn io(path: &Path, doing: &'static str, why: io::Error) -> Self {
        Self::Io { path: path.to_owned(), doing, why }
    }
}

fn remedy(why: &io::Error) -> Message {
    match why.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => message!("io-full"),
        ErrorKind::PermissionDenied => message!("io-denied"),
        ErrorKind::ReadOnlyFilesystem => message!("io-read-only"),
        ErrorKind::NotFound => message!("io-not-found"),
        ErrorKind::FileTooLarge => message!("io-too-large"),
        ErrorKind::NotADirectory => message!("io-not-a-folder"),
        _ => message!("io-other"),
    }
}

/// Something in a project's folder that is not as it should be. The rest opens.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Damage {
    /// The file, as a path inside the project.
    pub file: String,
    /// Line, column, or what else tells the place; may say nothing.
    pub place: Message,
    /// What is wrong.
    pub what: Message,
    /// What to do next; may say nothing.
    pub remedy: Message,
}

impl Damage {
    pub(super) fn new(file: impl Into<String>, what: Message, remedy: Message) -> Self {
        Self { file: file.into(), place: Message::default(), what, remedy }
    }

    pub(super) fn at(self, place: Message) -> Self {
        Self { place, ..self }
    }
}

impl Tell for Damage {
    fn message(&self) -> Message {
        let Self { file, place, what, remedy } = self;
        let whole = if place.is_empty() {
            message!("damage", file, what)
        } else {
            message!("damage-at", file, place, what)
        };
        if remedy.is_empty() { whole } else { message!("damage-remedy", whole, remedy) }
    }
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}
