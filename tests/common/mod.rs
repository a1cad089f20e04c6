//! Where material for tests lies that is not part of the project.

use std::path::{Path, PathBuf};

/// The folder that `variable` names, or `../shared/<name>` beside the project; none, and a line that says so, where
/// it is not there.
pub(crate) fn shared(variable: &str, name: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(name);
    let folder = std::env::var_os(variable).map_or_else(beside, PathBuf::from);
    let there = folder.is_dir();
    if !there {
        println!("skipped: no folder {} (set {variable} to use another)", folder.display());
    }
    there.then_some(folder)
}
