//! What becomes of a file that is read, and of a project that is written: what was taken, what is to be looked at, and what
//! is not in it. Never says how a format does it.

use std::collections::BTreeMap;
use std::io;

use super::error::Location;
use super::format::Write;
use super::options::ExportOptions;
use crate::lang::{Message, message};
use crate::model::{Edit, Project};

/// The most coders that one file brings.
pub(in crate::formats) const MOST_CODERS: usize = 500;

/// What an import would do: one step, that can be undone like any.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Import {
    /// The edits, to be made in one step.
    pub edits: Vec<Edit>,
    /// How many things of each kind are added, by their plural in the field's words.
    pub added: BTreeMap<&'static str, usize>,
    /// Values that were there and are others now.
    pub changed: Vec<ChangedValue>,
    /// What a person should look at.
    pub warnings: Vec<Warning>,
    /// What the project cannot keep.
    pub lost: Vec<Lost>,
}

impl Import {
    /// Counts one thing more that is added.
    pub(in crate::formats) fn count(&mut self, what: &'static str) {
        *self.added.entry(what).or_default() += 1;
    }
}

/// A value that was there and is another now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedValue {
    /// The attribute.
    pub what: String,
    /// The case or the transcript that it is of.
    pub of: String,
    pub old: String,
    pub new: String,
}

/// A file made of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// What to write.
    pub bytes: Vec<u8>,
    /// What of the project is not in it.
    pub lost: Vec<Lost>,
}

impl Exported {
    /// Writes it, for a format that is made at once.
    pub(in crate::formats) fn write(self, to: &mut dyn io::Write) -> io::Result<Vec<Lost>> {
        to.write_all(&self.bytes)?;
        Ok(self.lost)
    }
}

/// A folder made of a project.
pub struct Folder<'p> {
    /// The files, each made when it is written.
    pub files: Vec<FolderFile<'p>>,
    /// What of the project is not in it.
    pub lost: Vec<Lost>,
}

impl Folder<'_> {
    /// All files by their names, where a person is asked later where they go.
    pub fn in_memory(&self) -> BTreeMap<String, Vec<u8>> {
        let bytes = |file: &FolderFile<'_>| {
            let mut bytes = Vec::new();
            file.write(&mut bytes).expect("memory takes all bytes");
            bytes
        };
        self.files.iter().map(|file| (file.name.clone(), bytes(file))).collect()
    }
}

/// What writes a file of a folder.
type Content<'p> = Box<dyn Fn(&mut dyn io::Write) -> io::Result<()> + 'p>;

/// One file of a folder.
pub struct FolderFile<'p> {
    /// Its name in the folder, with `/` between folder and file.
    pub name: String,
    content: Content<'p>,
}

impl<'p> FolderFile<'p> {
    pub(in crate::formats) fn new(
        name: String,
        content: impl Fn(&mut dyn io::Write) -> io::Result<()> + 'p,
    ) -> Self {
        Self { name, content: Box::new(content) }
    }

    /// Writes it.
    ///
    /// # Errors
    /// Where what it is written to fails.
    pub fn write(&self, to: &mut dyn io::Write) -> io::Result<()> {
        (self.content)(to)
    }
}

/// Something that was taken, though not quite as it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Name of the file.
    pub file: String,
    pub place: Location,
    /// What was done, and what to look at.
    pub message: Message,
}

impl Warning {
    /// A warning about a file as a whole.
    pub(in crate::formats) fn file(file: &str, message: Message) -> Self {
        Self { file: file.to_owned(), place: Location::Whole, message }
    }
}

/// Something that was not taken, or does not go into a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// What it is, in the singular.
    pub what: Message,
    /// How many of them.
    pub count: usize,
    pub why: Message,
    /// The files in which they are, by name, where several were read.
    pub files: Vec<String>,
}

impl Lost {
    /// Adds what was lost of a file to what was lost of others: one entry for each kind, with the files that have any of it.
    pub(crate) fn sum(all: &mut Vec<Self>, file: &str, more: impl IntoIterator<Item = Self>) {
        for mut lost in more {
            if lost.files.is_empty() {
                lost.files.push(file.to_owned());
            }
            match all.iter_mut().find(|known| known.what == lost.what && known.why == lost.why) {
                Some(known) => {
                    known.count += lost.count;
                    // Files come one after the other.
                    let last = known.files.last().cloned();
                    known.files.extend(lost.files.into_iter().filter(|file| Some(file) != last.as_ref()));
                }
                None => all.push(lost),
            }
        }
    }
}

/// A file made of a project, held as a whole, for who has no place to write it to yet.
///
/// # Errors
/// When there is not the memory for it.
pub fn made(write: Write, project: &Project, options: &ExportOptions) -> io::Result<Exported> {
    let mut held = Held(Vec::new());
    let lost = write(project, options, &mut held)?;
    Ok(Exported { bytes: held.0, lost })
}

/// Bytes that say so where there is no room for more of them.
struct Held(Vec<u8>);

impl io::Write for Held {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.try_reserve(bytes.len())?;
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
/// Sets of transcripts, who is to code what, and scopes, which no other program has.
pub(in crate::formats) fn plan(project: &Project) -> Vec<Lost> {
    let counted = [
        (message!("part-set-transcripts"), project.transcript_sets().len()),
        (message!("part-assignment"), project.assignments().count()),
        (message!("part-scope"), project.scopes().len()),
    ];
    let lost = counted.into_iter().filter(|(_, count)| *count > 0);
    let why = || message!("file-no-place-in-format");
    lost.map(|(what, count)| Lost { what, count, why: why(), files: Vec::new() }).collect()
}
