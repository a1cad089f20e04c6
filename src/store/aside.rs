//! A file put aside, kept but out of the way. Never removes one.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::{Disk, StoreError};

/// Moves a file into `damaged/`, if it exists; one of the same name that is there already stays.
pub(super) fn put_aside(disk: &dyn Disk, dir: &Path, file: &str) -> Result<(), StoreError> {
    let from = dir.join(file);
    let mut to: PathBuf = dir.join("damaged").join(file);
    while disk.state(&to).is_ok() {
        let mut name = to.file_name().unwrap_or_default().to_owned();
        name.push("~");
        to.set_file_name(name);
    }
    let parent = to.parent().unwrap_or(dir);
    disk.create_dir(parent).map_err(|why| StoreError::io(parent, "making-folder", why))?;
    match disk.rename(&from, &to) {
        Err(why) if why.kind() != ErrorKind::NotFound => Err(StoreError::io(&to, "keeping-damaged", why)),
        Ok(()) | Err(_) => Ok(()),
    }
}
