//! A file in the window of the system that shows its folder. Waits for nothing.

use std::io;
use std::path::Path;
use std::process::Command;

/// Opens the folder of a file, and chooses the file in it where the system can do that.
///
/// # Errors
/// When the system has no program for it.
pub(super) fn in_its_folder(path: &Path) -> io::Result<()> {
    program(path).spawn().map(drop)
}

#[cfg(windows)]
fn program(path: &Path) -> Command {
    let mut chosen = std::ffi::OsString::from("/select,");
    chosen.push(path);
    let mut program = Command::new("explorer");
    program.arg(chosen);
    program
}

#[cfg(target_os = "macos")]
fn program(path: &Path) -> Command {
    let mut program = Command::new("open");
    program.arg("-R").arg(path);
    program
}

#[cfg(not(any(windows, target_os = "macos")))]
fn program(path: &Path) -> Command {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut program = Command::new("xdg-open");
    program.arg(folder.unwrap_or(Path::new(".")));
    program
}
