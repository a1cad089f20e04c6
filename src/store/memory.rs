//! Whether a study fits into the memory that the program may use, where the system sets a bound to that: a refusal is better
//! than to be ended in the middle. Never a guess where there is no bound.

use std::path::Path;

use super::layout::{LAYERS, MEMOS, TRANSCRIPTS, kept_files_folder};
use super::{Disk, StoreError, Wanted};

const MIB: u64 = 1 << 20;

/// Refuses a study that would not fit.
pub(super) fn fits(disk: &dyn Disk, dir: &Path, wanted: Wanted) -> Result<(), StoreError> {
    match bound() {
        Some(may) => within(dir, needed(disk, dir, wanted), may),
        None => Ok(()),
    }
}

/// Refuses to bring in so many bytes of files where that would not fit: those that are packed take more than others.
///
/// # Errors
/// When it would not.
pub fn fits_in(dir: &Path, plain: u64, packed: u64) -> Result<(), StoreError> {
    match bound() {
        // As measured: the program, its threads, and what a file becomes on its way in.
        Some(may) => within(dir, 130 * MIB + 5 * plain + 11 * packed, may),
        None => Ok(()),
    }
}

fn within(path: &Path, needs: u64, may: u64) -> Result<(), StoreError> {
    let path = path.to_owned();
    if needs > may { Err(StoreError::Memory { path, needs: needs / MIB, may: may / MIB }) } else { Ok(()) }
}

/// Bytes of memory that a study takes while it is read, as measured: the program, what its threads set aside, and for each
/// byte that is read not quite two.
fn needed(disk: &dyn Disk, dir: &Path, wanted: Wanted) -> u64 {
    let mut read = sizes(disk, &dir.join(TRANSCRIPTS));
    if wanted.layers {
        let folders = disk.list(&dir.join(LAYERS)).unwrap_or_default();
        read += folders.iter().map(|folder| sizes(disk, folder)).sum::<u64>();
    }
    if wanted.memos {
        read += sizes(disk, &dir.join(MEMOS));
    }
    let kept = if wanted.sources { sizes(disk, &dir.join(kept_files_folder())) } else { 0 };
    let threads = if read > 4 * MIB { 70 * MIB } else { 0 };
    60 * MIB + threads + read / 4 * 7 + kept
}

fn sizes(disk: &dyn Disk, folder: &Path) -> u64 {
    let files = disk.list(folder).unwrap_or_default();
    files.iter().filter_map(|file| disk.state(file).ok()).map(|(size, _)| size).sum()
}

/// The most bytes of address space that the program may have; none where it may have any.
#[cfg(unix)]
fn bound() -> Option<u64> {
    rustix::process::getrlimit(rustix::process::Resource::As).current
}

#[cfg(not(unix))]
const fn bound() -> Option<u64> {
    None
}
