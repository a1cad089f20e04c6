//! What several tests need: where material for tests lies that is not part of the project, and numbers by chance.

use std::path::{Path, PathBuf};

/// The folder that `variable` names, or `../shared/<name>` beside the project; none, and a line that says so, where
/// it is not there.
#[allow(dead_code, reason = "not every test looks there")]
pub(crate) fn shared(variable: &str, name: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(name);
    let folder = std::env::var_os(variable).map_or_else(beside, PathBuf::from);
    let there = folder.is_dir();
    if !there {
        println!("skipped: no folder {} (set {variable} to use another)", folder.display());
    }
    there.then_some(folder)
}

/// Every file under a folder, however deep, in order.
#[allow(dead_code, reason = "not every test walks a folder")]
pub(crate) fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    files
}

/// Pseudo-random numbers, the same in every run.
#[allow(dead_code, reason = "not every test needs chance")]
pub(crate) fn random(seed: &mut u64) -> u64 {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    *seed
}
