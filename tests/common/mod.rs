//! What tests of several kinds need: where material lies that is not part of the project, and a module for each other
//! thing.
#![allow(dead_code, unused_imports, unused_macros, reason = "each test crate uses a part of it")]

pub(crate) mod chance;
pub(crate) mod child;
pub(crate) mod disk;
pub(crate) mod files;
pub(crate) mod ids;
pub(crate) mod marked;
pub(crate) mod random;
pub(crate) mod study;

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
