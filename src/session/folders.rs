//! The files that a person means when they name folders. Looks only at names, follows no link, and goes into no project.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::formats::{Format, Lost, by_extension, unread};
use crate::lang::message;
use crate::store::is_project;

/// The most files that are taken at once.
const MOST_FILES: usize = 20_000;
/// The deepest folder that is looked into.
const MOST_DEPTH: usize = 32;

/// The files that paths stand for: files as they are, of folders all in them that can be read by their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gathered {
    /// In order.
    pub files: Vec<PathBuf>,
    /// The files of folders that were passed over, since files of their kind cannot be read, in order.
    pub passed: Vec<PathBuf>,
}

/// Finds the files that paths stand for.
///
/// # Errors
/// When a folder cannot be read, is a project itself, or holds too much.
pub fn gathered(paths: &[PathBuf]) -> io::Result<Gathered> {
    let mut gathered = Gathered::default();
    for path in paths {
        // A project of QualCoder is a folder with its database in it.
        let database = path.join("data.qda");
        if !path.is_dir() {
            gathered.files.push(path.clone());
        } else if database.is_file() {
            gathered.files.push(database);
        } else if is_project(path) {
            return Err(io::Error::other(message!("folder-project")));
        } else {
            gathered.look_into(path, 0)?;
        }
    }
    Ok(gathered)
}

impl Gathered {
    /// What is told of the files that were passed over: each kind once, with what to do.
    pub fn told(&self) -> Vec<Lost> {
        let mut all = Vec::new();
        for path in &self.passed {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let (problem, remedy) = unread(&name);
            let why = message!("file-unread-do", problem, remedy);
            let lost = Lost { what: message!("part-file"), count: 1, why, files: Vec::new() };
            Lost::sum(&mut all, &name, [lost]);
        }
        all
    }

    fn look_into(&mut self, folder: &Path, depth: usize) -> io::Result<()> {
        let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
            let kind = entry.file_type()?;
            if name.starts_with('.') || kind.is_symlink() {
                continue;
            }
            if kind.is_dir() {
                if depth < MOST_DEPTH && !is_project(&path) {
                    self.look_into(&path, depth + 1)?;
                }
            } else if by_extension(&name).any(Format::is_read) {
                if self.files.len() == MOST_FILES {
                    return Err(io::Error::other(message!("folder-too-many", most = MOST_FILES)));
                }
                self.files.push(path);
            } else {
                self.passed.push(path);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_stand_for_the_files_that_can_be_read() {
        let home = tempfile::tempdir().unwrap();
        let inner = home.path().join("b");
        fs::create_dir_all(inner.join("project/history")).unwrap();
        for (path, words) in [
            ("a.txt", "x"),
            ("b/c.DOCX", "x"),
            ("b/d.png", "x"),
            (".e.txt", "x"),
            ("b/project/project.ron", ""),
        ] {
            fs::write(home.path().join(path), words).unwrap();
        }
        fs::write(inner.join("project/f.txt"), "x").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink("/", inner.join("link")).unwrap();
        let found = gathered(&[home.path().to_owned(), "g.xyz".into()]).unwrap();
        let names: Vec<_> =
            found.files.iter().map(|path| path.file_name().unwrap().to_str().unwrap()).collect();
        assert_eq!((names, found.passed), (vec!["a.txt", "c.DOCX", "g.xyz"], vec![inner.join("d.png")]));
        assert!(gathered(&[inner.join("project")]).is_err());
    }
}
