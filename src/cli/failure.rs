//! Why a command was not done, and the exit code that says so. Never prints to the output proper.

use std::io::{self, ErrorKind, Write, stderr};
use std::path::Path;
use std::process::ExitCode;

use clap::CommandFactory;
use clap::error::ErrorKind as UsageKind;

use crate::formats::FormatError;
use crate::lang;
use crate::session::{CommitError, MergeError, OpenError};
use crate::store::StoreError;

/// Why a command was not done.
#[derive(Debug)]
pub enum Failure {
    /// It was called wrongly, or asked for its help.
    Usage(Box<clap::Error>),
    /// Something given to it is at fault: what, where, and what to do next.
    Input(String),
    /// Nobody reads the output any more.
    NobodyReads,
}

impl Failure {
    /// Something wrong with a file or folder.
    pub(super) fn at(path: &Path, why: impl std::fmt::Display) -> Self {
        Self::Input(format!("{}: {why}", path.display()))
    }

    /// Called wrongly, in a way that the parser cannot see.
    pub(super) fn usage(kind: UsageKind, why: impl std::fmt::Display) -> Self {
        Self::Usage(Box::new(super::Arguments::command().error(kind, why)))
    }

    /// Tells the person, and gives the exit code: 0 done, 1 the input is at fault, 2 wrong usage.
    pub fn report(&self) -> ExitCode {
        match self {
            Self::Usage(error) => {
                // Nowhere is left to say that it could not be said.
                let _ = error.print();
                u8::try_from(error.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from)
            }
            Self::Input(message) => {
                say(message);
                ExitCode::FAILURE
            }
            Self::NobodyReads => ExitCode::SUCCESS,
        }
    }
}

/// Says something beside the output.
pub(super) fn say(message: &str) {
    // Nowhere is left to say that it could not be said.
    let _ = writeln!(stderr(), "concord: {message}");
}

impl From<clap::Error> for Failure {
    fn from(error: clap::Error) -> Self {
        Self::Usage(Box::new(error))
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Input(lang::tell(&error))
    }
}

impl From<FormatError> for Failure {
    fn from(error: FormatError) -> Self {
        Self::Input(lang::tell(&error))
    }
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Self {
        Self::Input(lang::tell(&error))
    }
}

impl From<CommitError> for Failure {
    fn from(error: CommitError) -> Self {
        Self::Input(lang::tell(&error))
    }
}

impl From<MergeError> for Failure {
    fn from(error: MergeError) -> Self {
        Self::Input(lang::tell(&error))
    }
}

/// Of writing the output.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == ErrorKind::BrokenPipe {
            return Self::NobodyReads;
        }
        Self::Input(format!("the output cannot be written: {error}: make room, or send it elsewhere"))
    }
}
