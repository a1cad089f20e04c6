//! The container: a zipped file with one `.qde` and a flat folder of sources, or one bare XML file. Sources are looked up by
//! the last part of their name alone, so that no path leads out of it; what lies elsewhere is never fetched.

use std::collections::HashMap;
use std::io::Read;

use crate::formats::shared::error::{FormatError, Location};
use crate::formats::shared::zipped::Zipped;
use crate::lang::message;
use crate::model::folded;

/// A `.qdpx`, or a bare `.qde` or `.qdc`.
pub(in super::super) struct Package<'b> {
    zip: Option<Zipped<'b>>,
    /// The XML of a bare file.
    bare: &'b [u8],
    /// The name of the entry that holds the XML; none for a bare file.
    pub(in super::super) part: Option<String>,
    /// The entries that may be sources, by the last part of their names, whatever its case and composition.
    entries: HashMap<String, String>,
    /// Names of entries that no program should write, and that are not read.
    pub(in super::super) refused: Vec<String>,
    /// Names of further projects in it, of which only one is read.
    pub(in super::super) others: Vec<String>,
}

/// What a path of a source leads to.
pub(in super::super) enum Found {
    /// The bytes of an entry.
    Bytes(Vec<u8>),
    /// Nothing in the package.
    Missing,
    /// Something outside the package, which is never looked for.
    Outside,
}

impl<'b> Package<'b> {
    /// Opens it.
    ///
    /// # Errors
    /// When it is no zipped file though it should be one, is damaged, or holds no project.
    pub(in super::super) fn open(file: &str, bytes: &'b [u8]) -> Result<Self, FormatError> {
        let bare = [".qdc", ".qde"].iter().any(|end| file.to_lowercase().ends_with(end));
        if bare && !bytes.starts_with(b"PK") {
            let (part, entries, refused) = (None, HashMap::new(), Vec::new());
            return Ok(Self { zip: None, bare: bytes, part, entries, refused, others: Vec::new() });
        }
        let mut zip = Zipped::open(file, bytes)?.of_any_size(bytes);
        let names = zip.names().to_vec();
        let (mut projects, mut entries, mut refused) = (Vec::new(), HashMap::new(), Vec::new());
        for name in names {
            let Some(base) = safe_base(&name).filter(|_| !zip.is_link(&name)) else {
                if !name.ends_with('/') {
                    refused.push(name);
                }
                continue;
            };
            if base.to_lowercase().ends_with(".qde") {
                projects.push(name);
            } else {
                entries.entry(folded(base)).or_insert(name);
            }
        }
        projects.sort_by_key(|name| {
            (name.to_lowercase() != "project.qde", name.matches('/').count(), name.clone())
        });
        let mut projects = projects.into_iter();
        let Some(part) = projects.next() else {
            return Err(FormatError::At {
                file: file.to_owned(),
                place: Location::Whole,
                problem: message!("file-no-project"),
                remedy: message!("do-export-qdpx-again"),
            });
        };
        let others = projects.collect();
        Ok(Self { zip: Some(zip), bare: &[], part: Some(part), entries, refused, others })
    }

    /// A bare file with files beside it that have these names, none of which it holds.
    pub(in super::super) fn loose(bytes: &'b [u8], names: &[String]) -> Self {
        let safe = names.iter().rev().filter(|name| safe_base(name) == Some(name.as_str()));
        let entries = safe.map(|name| (folded(name), name.clone())).collect();
        Self { zip: None, bare: bytes, part: None, entries, refused: Vec::new(), others: Vec::new() }
    }

    /// The XML, from its beginning.
    ///
    /// # Errors
    /// When it is damaged.
    pub(in super::super) fn xml(&mut self) -> Result<Box<dyn Read + '_>, FormatError> {
        match (&mut self.zip, &self.part) {
            (Some(zip), Some(part)) => Ok(Box::new(zip.stream(part)?)),
            _ => Ok(Box::new(self.bare)),
        }
    }

    /// The name of the entry that a path leads to.
    pub(in super::super) fn entry(&self, path: &str) -> Option<&str> {
        let base = base(path);
        let found = self.entries.get(&folded(base)).or_else(|| self.entries.get(&folded(&decoded(base)?)));
        found.map(String::as_str)
    }

    /// Whether a path names a place outside the package. One of a disk leads in where that file came along.
    pub(in super::super) fn leads_out(&self, path: &str) -> bool {
        let of_a_disk =
            ["relative://", "absolute://"].iter().any(|s| path.trim().to_lowercase().starts_with(s));
        is_outside(path) && !(of_a_disk && self.entry(path).is_some())
    }

    /// What a path leads to.
    ///
    /// # Errors
    /// When the entry is damaged, or unpacks to more than is read.
    pub(in super::super) fn source(&mut self, path: &str) -> Result<Found, FormatError> {
        if self.leads_out(path) {
            return Ok(Found::Outside);
        }
        let Some(entry) = self.entry(path).map(str::to_owned) else { return Ok(Found::Missing) };
        let Some(zip) = &mut self.zip else { return Ok(Found::Missing) };
        Ok(zip.part(&entry)?.map_or(Found::Missing, Found::Bytes))
    }

    /// Takes an entry over into another zipped file, packed as it is.
    pub(in super::super) fn hand_over(&mut self, path: &str) -> Option<(&mut Zipped<'b>, String)> {
        let entry = self.entry(path)?.to_owned();
        self.zip.as_mut().map(|zip| (zip, entry))
    }
}

/// The last part of an entry's name; none where the name leads elsewhere or is a folder's.
fn safe_base(name: &str) -> Option<&str> {
    // Older programs for Windows write their own separator.
    let odd = name.starts_with(['/', '\\']) || name.contains(':') || name.contains(char::is_control);
    let up = name.split(['/', '\\']).any(|part| part == "..");
    let base = base(name);
    (!odd && !up && !base.is_empty()).then_some(base)
}

/// Whether a path names a place outside the package.
pub(in super::super) fn is_outside(path: &str) -> bool {
    let path = path.trim().to_lowercase();
    let scheme = path.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| scheme != "internal")
}

/// The last part of a path.
pub(in super::super) fn base(path: &str) -> &str {
    path.trim().rsplit(['/', '\\']).next().unwrap_or_default()
}

/// A name without percent signs; none where it has none.
fn decoded(name: &str) -> Option<String> {
    if !name.contains('%') {
        return None;
    }
    let (mut bytes, mut rest) = (Vec::with_capacity(name.len()), name.as_bytes());
    while let [first, tail @ ..] = rest {
        let hex = tail.get(..2).filter(|_| *first == b'%').and_then(|two| std::str::from_utf8(two).ok());
        match hex.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_lead_elsewhere_are_none() {
        for name in
            ["../up.txt", "/tmp/a.txt", "sources\\..\\a.txt", "C:/a.txt", "sources/", "a/../b", "a\nb"]
        {
            assert_eq!(safe_base(name), None, "{name}");
        }
        assert_eq!(safe_base("Sources/A b.TXT"), Some("A b.TXT"));
        assert_eq!(safe_base("sources\\a.txt"), Some("a.txt"), "as older programs for Windows write it");
        assert_eq!(base("internal:///a.txt"), "a.txt");
        assert_eq!(decoded("a%20b%zz.txt").as_deref(), Some("a b%zz.txt"));
        assert!(
            is_outside("absolute:///etc/passwd") && is_outside("HTTPS://x/y") && !is_outside("internal://x")
        );
    }
}
