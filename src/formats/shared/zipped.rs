//! Zipped files (.docx, .odt, .xlsx, .qdpx), read part by part within bounds. Nothing is ever unpacked to a disk, so
//! that the name of an entry is a name and never a path; what an entry says of its own size is not believed.

use std::collections::HashMap;
use std::io::{self, Cursor, Read, Write};

use zip::read::ZipFile;
use zip::result::ZipError;
use zip::write::StreamWriter;
use zip::{ZipArchive, ZipWriter};

use super::error::{FormatError, Location};
use crate::lang::{Message, message, said};

/// The most entries.
const MOST_ENTRIES: usize = 10_000;
/// The most bytes that an entry may unpack to which is held as a whole. One that is read as a stream has no such end.
pub(in crate::formats) const MOST_BYTES: u64 = 128 << 20;
/// From this many bytes on, an entry that unpacks to more than [`MOST_TIMES`] its size was made to do harm.
const SMALL: u64 = 8 << 20;
const MOST_TIMES: u64 = 100;
/// The most bytes that all entries which are read may unpack to, and from how many on the size of the file decides. Of a
/// file that grows with what it holds, only its size does.
const MOST_IN_ALL: u64 = 192 << 20;
const SMALL_IN_ALL: u64 = 64 << 20;
const MOST_TIMES_IN_ALL: u64 = 20;

/// A zipped file, opened.
pub(in crate::formats) struct Zipped<'b> {
    file: String,
    archive: ZipArchive<Cursor<&'b [u8]>>,
    names: Vec<String>,
    /// Where each entry stands in the archive.
    indices: HashMap<String, usize>,
    left: u64,
}

impl<'b> Zipped<'b> {
    /// Opens a zipped file.
    ///
    /// # Errors
    /// When it is none, is cut short, holds two entries of one name, or too many.
    pub(in crate::formats) fn open(file: &str, bytes: &'b [u8]) -> Result<Self, FormatError> {
        let error = |problem: Message, remedy: Message| at(file, Location::Whole, problem, remedy);
        if bytes.is_empty() {
            return Err(FormatError::Empty { file: file.to_owned() });
        }
        // What a locked file of Word or Excel is inside, too.
        if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
            return Err(error(message!("file-locked-or-old"), message!("do-take-password-off")));
        }
        let too_many = |entries: u64| {
            error(message!("file-too-many-entries", entries, most = MOST_ENTRIES), message!("do-split-it"))
        };
        // Before the library reads them all.
        if let Some(entries) = said_entries(bytes).filter(|entries| *entries > MOST_ENTRIES as u64) {
            return Err(too_many(entries));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|why| {
            if bytes.starts_with(b"PK") {
                error(message!("file-zip-damaged", why = said(why)), message!("do-copy-export-again"))
            } else {
                error(message!("file-no-zip"), message!("do-open-and-save"))
            }
        })?;
        if archive.len() > MOST_ENTRIES {
            return Err(too_many(archive.len() as u64));
        }
        if archive.has_duplicate_names() {
            return Err(error(message!("file-entries-of-one-name"), message!("do-export-again")));
        }
        let names: Vec<String> = (0..archive.len())
            .map(|index| match archive.name_for_index(index) {
                Some(Ok(name)) => name.into_owned(),
                Some(Err(_)) | None => String::new(),
            })
            .collect();
        let indices = names.iter().enumerate().rev().map(|(index, name)| (name.clone(), index)).collect();
        let left = (bytes.len() as u64).saturating_mul(MOST_TIMES_IN_ALL).clamp(SMALL_IN_ALL, MOST_IN_ALL);
        Ok(Self { file: file.to_owned(), archive, names, indices, left })
    }

    /// The names of all entries, folders among them, as they stand in the file.
    pub(in crate::formats) fn names(&self) -> &[String] {
        &self.names
    }

    /// The bytes of the entry with this name, whatever the case of its letters; none where there is no such entry.
    ///
    /// # Errors
    /// When it is locked by a password, damaged, or unpacks to more than is read.
    pub(in crate::formats) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, FormatError> {
        if self.indices.contains_key(name) {
            return self.read(name).map(Some);
        }
        let alike = self.names.iter().find(|other| other.eq_ignore_ascii_case(name)).cloned();
        alike.map(|name| self.read(&name)).transpose()
    }

    /// Whether an entry stands for a place elsewhere, which nobody is to be led to.
    pub(in crate::formats) fn is_link(&mut self, name: &str) -> bool {
        let index = self.index(name);
        self.archive.by_index_raw(index).is_ok_and(|entry| entry.is_symlink())
    }

    /// Puts an entry into another zipped file under another name, packed as it is; says whether it was there to be put.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(in crate::formats) fn copy<W: Write>(
        &mut self,
        entry: &str,
        name: &str,
        into: &mut ZipWriter<StreamWriter<W>>,
    ) -> io::Result<bool> {
        let index = self.index(entry);
        let Ok(entry) = self.archive.by_index_raw(index) else { return Ok(false) };
        into.raw_copy_file_rename(entry, name)?;
        Ok(true)
    }

    /// Where an entry stands in the archive; nowhere where there is none.
    fn index(&self, name: &str) -> usize {
        self.indices.get(name).copied().unwrap_or(usize::MAX)
    }

    /// Lets all entries together unpack to what the size of the file allows, however much that is: for a file that is never
    /// held unpacked as a whole.
    pub(in crate::formats) fn of_any_size(mut self, bytes: &[u8]) -> Self {
        self.left = (bytes.len() as u64).saturating_mul(MOST_TIMES_IN_ALL).max(SMALL_IN_ALL);
        self
    }

    /// The bytes of the entry with this name one after another, to be held by nobody as a whole. What ends it early is a
    /// [`FormatError`] inside the error.
    ///
    /// # Errors
    /// When there is none, or it is locked by a password or damaged.
    pub(in crate::formats) fn stream(&mut self, name: &str) -> Result<Unpacking<'_, 'b>, FormatError> {
        self.entry(name, u64::MAX)
    }

    fn read(&mut self, name: &str) -> Result<Vec<u8>, FormatError> {
        let mut entry = self.entry(name, MOST_BYTES)?;
        // What it says of its size is room to begin with, and no more.
        let room = entry.said.min(entry.most).min(MOST_BYTES) as usize;
        let mut bytes = Vec::new();
        let read = match bytes.try_reserve_exact(room) {
            Ok(()) => entry.read_to_end(&mut bytes),
            Err(why) => Err(io::Error::new(io::ErrorKind::OutOfMemory, why)),
        };
        read.map_err(|why| entry.fault(why))?;
        Ok(bytes)
    }

    fn entry(&mut self, name: &str, most: u64) -> Result<Unpacking<'_, 'b>, FormatError> {
        let place = Location::Part { part: name.to_owned(), line: None };
        let file = self.file.clone();
        let index = self.index(name);
        let entry = match self.archive.by_index(index) {
            Ok(entry) => entry,
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword) => {
                let problem = message!("file-locked");
                return Err(at(&file, place, problem, message!("do-save-without-one")));
            }
            Err(why) => return Err(damaged(&file, place, &why.to_string())),
        };
        let (packed, said) = (entry.compressed_size(), entry.size());
        let most = packed.saturating_mul(MOST_TIMES).max(SMALL).min(most).min(self.left);
        Ok(Unpacking { entry, left: &mut self.left, file, place, packed, said, most, done: 0 })
    }

    /// An error about one part.
    pub(in crate::formats) fn error(&self, part: &str, problem: Message, remedy: Message) -> FormatError {
        at(&self.file, Location::Part { part: part.to_owned(), line: None }, problem, remedy)
    }
}

/// An entry that is being unpacked.
pub(in crate::formats) struct Unpacking<'z, 'b> {
    entry: ZipFile<'z, Cursor<&'b [u8]>>,
    /// What all entries may unpack to from here on.
    left: &'z mut u64,
    file: String,
    place: Location,
    /// Its bytes in the file, and how many it says that it unpacks to.
    packed: u64,
    said: u64,
    /// How many it may unpack to, and how many it has.
    most: u64,
    done: u64,
}

impl Read for Unpacking<'_, '_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = match self.entry.read(into) {
            Ok(read) => read as u64,
            Err(why) if why.kind() == io::ErrorKind::Interrupted => return Err(why),
            Err(why) => {
                return Err(io::Error::other(damaged(&self.file, self.place.clone(), &why.to_string())));
            }
        };
        self.done += read;
        if self.done > self.most {
            let (packed, most) = (self.packed, self.most >> 20);
            return Err(io::Error::other(at(
                &self.file,
                self.place.clone(),
                message!("file-unpacks-too-far", packed, most),
                message!("do-not-trust-or-split"),
            )));
        }
        *self.left -= read;
        Ok(read as usize)
    }
}

impl Unpacking<'_, '_> {
    /// Why reading ended early.
    fn fault(&self, why: io::Error) -> FormatError {
        fault(why).unwrap_or_else(|why| damaged(&self.file, self.place.clone(), &why.to_string()))
    }
}

/// The [`FormatError`] that is inside an error.
///
/// # Errors
/// The error itself where there is none.
pub(in crate::formats) fn fault(why: io::Error) -> Result<FormatError, io::Error> {
    why.downcast::<FormatError>()
}

fn damaged(file: &str, place: Location, why: &str) -> FormatError {
    at(file, place, message!("file-part-damaged", why = said(why)), message!("do-copy-file-again"))
}

/// How many entries the end of the file says that there are; none where it has no such end.
fn said_entries(bytes: &[u8]) -> Option<u64> {
    // The end is 22 bytes and a comment; what it has no room for stands before it, with a mark of its own.
    let tail = &bytes[bytes.len().saturating_sub((1 << 16) + 22 + 76)..];
    let last = |mark: &[u8; 4]| tail.windows(4).rposition(|four| four == mark);
    let end = last(b"PK\x05\x06")?;
    let entries = u16::from_le_bytes(tail.get(end + 10..end + 12)?.try_into().ok()?);
    if entries < u16::MAX {
        return Some(entries.into());
    }
    let large = last(b"PK\x06\x06")?;
    Some(u64::from_le_bytes(tail.get(large + 32..large + 40)?.try_into().ok()?))
}

fn at(file: &str, place: Location, problem: Message, remedy: Message) -> FormatError {
    FormatError::At { file: file.to_owned(), place, problem, remedy }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in entries {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn message(bytes: &[u8], part: &str) -> String {
        Zipped::open("a.docx", bytes).and_then(|mut zip| zip.part(part)).unwrap_err().to_string()
    }

    #[test]
    fn parts_are_found_by_name_alone() {
        let bytes = zipped(&[("project.qde", b"x"), ("../../up.txt", b"y"), ("Sources/A.TXT", b"z")]);
        let mut zip = Zipped::open("a.qdpx", &bytes).unwrap();
        assert_eq!(zip.part("project.qde").unwrap().as_deref(), Some(b"x".as_slice()));
        assert_eq!(zip.part("sources/a.txt").unwrap().as_deref(), Some(b"z".as_slice()));
        assert_eq!(zip.part("up.txt").unwrap(), None);
        assert_eq!(zip.names().len(), 3);
    }

    #[test]
    fn what_unpacks_to_far_more_than_it_should_is_refused() {
        let bytes = zipped(&[("word/document.xml", &vec![0; 40 << 20])]);
        assert!(bytes.len() < 100_000);
        let said = message(&bytes, "word/document.xml");
        assert!(said.starts_with("a.docx, “word/document.xml”: ") && said.contains("unpack"), "{said}");
    }

    #[test]
    fn what_is_read_as_a_stream_ends_by_its_ratio_alone() {
        let mut state = 1_u32;
        let mut noise = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        };
        let mut large: Vec<u8> = (0..7 << 20).map(|_| noise()).collect();
        large.resize(MOST_BYTES as usize + 1, 0);
        let bytes = zipped(&[("project.qde", &large)]);
        assert!(message(&bytes, "project.qde").contains("unpack to more than 128 MiB"));
        let read = |bytes: &[u8]| {
            let mut zip = Zipped::open("a.qdpx", bytes).unwrap().of_any_size(bytes);
            let mut stream = zip.stream("project.qde").unwrap();
            io::copy(&mut stream, &mut io::sink()).map_err(|why| fault(why).unwrap().to_string())
        };
        assert_eq!(read(&bytes), Ok(large.len() as u64));
        large[..7 << 20].fill(0);
        let why = read(&zipped(&[("project.qde", &large)])).unwrap_err();
        assert!(why.contains("bytes unpack to more than 12 MiB"), "{why}");
    }

    #[test]
    fn what_is_no_zip_or_cut_short_is_named() {
        assert!(message(b"plain words", "x").contains("not a zipped file"));
        let bytes = zipped(&[("a", b"1234")]);
        assert!(message(&bytes[..bytes.len() - 30], "a").contains("cut short"));
        assert!(message(b"", "x").contains("empty"));
        let mut wrong = zipped(&[("a", b"1234")]);
        let at = wrong.windows(4).position(|four| four == b"1234").unwrap_or(31);
        wrong[at] ^= 1;
        assert!(message(&wrong, "a").contains("damaged"), "{}", message(&wrong, "a"));
    }
}
