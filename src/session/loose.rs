//! The files that lie beside a REFI-QDA project which is no package: found in its folder `sources` and nowhere else. Follows
//! no link, and goes into no folder inside.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::formats::{FormatError, refi};
use crate::lang::message;
use crate::store::{Disk, RealDisk};
use crate::text::Text;

/// The most names that are looked at.
const MOST_NAMES: usize = 10_000;

/// A file as it is to be imported: of a loose project, the package that it makes with its sources; any other as it is.
///
/// # Errors
/// When its XML is damaged, or a file beside it cannot be read, or all together are more than is read at once.
pub fn with_sources(path: &Path, bytes: Vec<u8>) -> Result<Vec<u8>, FormatError> {
    if !path.extension().is_some_and(|end| end.eq_ignore_ascii_case("qde")) {
        return Ok(bytes);
    }
    let folder = path.parent().and_then(sources_in);
    let names = folder.as_deref().map(names).unwrap_or_default();
    let mut left = Text::MAX_BYTES.saturating_sub(bytes.len()) as u64;
    let mut read = |name: &str| {
        let folder = folder.as_deref().ok_or(io::ErrorKind::NotFound)?;
        let read = RealDisk.read(&folder.join(name), left).map_err(|why| match why.kind() {
            io::ErrorKind::FileTooLarge => {
                io::Error::other(message!("sources-too-large", most = Text::MAX_BYTES >> 20))
            }
            _ => io::Error::new(why.kind(), format!("{name}: {why}")),
        })?;
        left -= read.len() as u64;
        Ok(read)
    };
    let packed = refi::packed(&path.display().to_string(), &bytes, &names, &mut read)?;
    Ok(packed.unwrap_or(bytes))
}

/// The project of an unpacked package; none where a folder is not one.
pub(super) fn unpacked(folder: &Path) -> Option<PathBuf> {
    sources_in(folder)?;
    let mut projects = entries(folder).filter(|entry| {
        entry.file_type().is_ok_and(|kind| kind.is_file())
            && entry.file_name().to_string_lossy().eq_ignore_ascii_case("project.qde")
    });
    projects.next().map(|entry| entry.path())
}

/// The folder of sources inside another, whatever the case of its letters.
fn sources_in(folder: &Path) -> Option<PathBuf> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let mut all: Vec<PathBuf> = entries(folder)
        .filter(|entry| {
            entry.file_type().is_ok_and(|kind| kind.is_dir())
                && entry.file_name().to_string_lossy().eq_ignore_ascii_case("sources")
        })
        .map(|entry| entry.path())
        .collect();
    all.sort();
    // As the standard writes it, where there are several.
    all.into_iter().max_by_key(|path| path.file_name().is_some_and(|name| name == "sources"))
}

/// The names of the files in it.
fn names(folder: &Path) -> Vec<String> {
    let files = entries(folder).filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
    let mut names: Vec<String> =
        files.filter_map(|entry| entry.file_name().into_string().ok()).take(MOST_NAMES).collect();
    names.sort();
    names
}

fn entries(folder: &Path) -> impl Iterator<Item = fs::DirEntry> {
    fs::read_dir(folder).into_iter().flatten().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROJECT: &str = "<Project name=\"m\"><Sources><TextSource guid=\"1\" plainTextPath=\"internal://P1.txt\"/>\
                           <TextSource guid=\"2\" plainTextPath=\"internal://link.txt\"/></Sources></Project>";

    #[test]
    fn sources_beside_come_along_and_links_do_not() {
        let home = tempfile::tempdir().unwrap();
        let (qde, sources) = (home.path().join("Project.qde"), home.path().join("Sources"));
        fs::write(&qde, PROJECT).unwrap();
        assert_eq!(unpacked(home.path()), None, "without its sources it is a file like any");
        let alone = with_sources(&qde, PROJECT.into()).unwrap();
        assert!(alone.starts_with(b"PK") && !alone.windows(7).any(|part| part == b"sources"));
        fs::create_dir(&sources).unwrap();
        fs::write(sources.join("p1.TXT"), "the words").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink("/etc/hostname", sources.join("link.txt")).unwrap();
        assert_eq!(unpacked(home.path()), Some(qde.clone()));
        let packed = with_sources(&qde, PROJECT.into()).unwrap();
        let has = |words: &[u8]| packed.windows(words.len()).any(|part| part == words);
        assert!(has(b"sources/p1.TXT") && has(b"the words") && !has(b"sources/link.txt"));
        assert_eq!(with_sources(&home.path().join("a.xml"), PROJECT.into()).unwrap(), PROJECT.as_bytes());
    }
}
