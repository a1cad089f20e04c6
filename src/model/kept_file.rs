//! A file that was brought in and is kept as it was, so that what the project has no place for can be written again. Never
//! read here: formats do that.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::EditError;
use super::file_bytes::FileBytes;
use super::parts::put;
use super::project::Project;

/// A file as it was brought in, byte for byte. Known by the sum of its bytes, so that the same file is kept once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptFile {
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its name, without folders.
    pub name: String,
    /// The format that it was read in, by its id.
    pub format: String,
    /// When it was brought in.
    pub at: Timestamp,
    /// What was said about how to read it, so that it is read in the same way again.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub read_as: BTreeMap<String, String>,
    /// Its bytes; kept in a file of their own. Without them the file must be in the project already.
    #[serde(skip)]
    pub bytes: Option<FileBytes>,
}

impl KeptFile {
    /// The ending of its name, where that is a plain one: at most eight ASCII letters and digits, in lower case.
    pub fn extension(&self) -> Option<String> {
        let (_, end) = self.name.rsplit_once('.')?;
        let plain = (1..=8).contains(&end.len()) && end.bytes().all(|b| b.is_ascii_alphanumeric());
        plain.then(|| end.to_ascii_lowercase())
    }
}

impl Project {
    pub(super) fn keep_file(&mut self, file: &KeptFile) -> Result<(), EditError> {
        let mut file = file.clone();
        if file.bytes.is_none() {
            file.bytes = self.kept_files.get(&file.sha256).and_then(|known| known.bytes.clone());
        }
        if file.bytes.is_none() {
            return Err(EditError::FileBytes(file.name));
        }
        put(&mut self.kept_files, file.sha256.clone(), file);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_extension_is_no_way_out() {
        let named = |name: &str| {
            let (sha256, format, at) = (String::new(), String::new(), Timestamp::UNIX_EPOCH);
            KeptFile { sha256, name: name.into(), format, at, read_as: BTreeMap::new(), bytes: None }
                .extension()
        };
        assert_eq!(named("a.QDPX").as_deref(), Some("qdpx"));
        for name in ["a", "a.", "a./../x", "a.é", "a.toolongtobeone"] {
            assert_eq!(named(name), None, "{name}");
        }
    }
}
