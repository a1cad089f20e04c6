//! A study of an older format is kept as it was before anything of this version is written into it. Never changes what it
//! keeps.

use std::path::{Path, PathBuf};

use super::layout::{CASES, CODEBOOK, HISTORY, LAYERS, MEMOS, PLAN, PROJECT, SOURCES, TRANSCRIPTS};
use super::{Disk, StoreError, ronfile};

/// Copies every file whose form may change, and what the last saves said, into `history/format-1`, say. The words stand in
/// `history/texts` by their hash and journals are never changed, so that the copy and these are the study as it was.
pub(super) fn keep_old(disk: &dyn Disk, dir: &Path, version: u32) -> Result<(), StoreError> {
    let name = format!("{HISTORY}/format-{version}");
    let (to, half) = (dir.join(&name), dir.join(format!("{name}.half")));
    let failed = |why| StoreError::io(&to, "keeping-old", why);
    if !disk.list(&to).map_err(failed)?.is_empty() {
        return Ok(());
    }
    let mut files: Vec<String> = [PROJECT, CODEBOOK, CASES, PLAN, SOURCES].map(str::to_owned).into();
    for folder in [TRANSCRIPTS, MEMOS, HISTORY] {
        files.extend(names(disk, dir, folder).into_iter().filter(|f| !is_journal(f)));
    }
    for folder in disk.list(&dir.join(LAYERS)).unwrap_or_default() {
        if let Some(slug) = folder.file_name().and_then(|n| n.to_str()) {
            files.extend(names(disk, dir, &format!("{LAYERS}/{slug}")));
        }
    }
    let mut copies: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    for file in files {
        // What is not there, or cannot be read, is told when the study is opened.
        if let Ok(bytes) = disk.read(&dir.join(&file), ronfile::MAX_BYTES) {
            copies.push((half.join(&file), bytes));
        }
    }
    for (copy, _) in &copies {
        // What is left of an upgrade that broke off is made anew.
        let _ = disk.remove(copy);
        disk.create_dir(copy.parent().unwrap_or(&half)).map_err(failed)?;
    }
    disk.write_many(&copies).map_err(failed)?;
    disk.rename(&half, &to).map_err(failed)?;
    disk.sync_dir(&dir.join(HISTORY)).map_err(failed)
}

fn names(disk: &dyn Disk, dir: &Path, folder: &str) -> Vec<String> {
    let listed = disk.list(&dir.join(folder)).unwrap_or_default();
    let names = listed.iter().filter_map(|p| p.file_name()?.to_str());
    names.filter(|name| name.ends_with(".ron")).map(|name| format!("{folder}/{name}")).collect()
}

fn is_journal(file: &str) -> bool {
    file.starts_with(HISTORY) && !file.ends_with(".checkpoint.ron")
}
