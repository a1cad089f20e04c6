//! Reading what a person names, and what kinds of file there are. Never guesses a kind: the formats do.

use std::path::Path;

use clap::ValueEnum;
use clap::builder::PossibleValue;

use super::Failure;
use crate::formats::Kind;
use crate::store::{Disk, RealDisk, StoreError};
use crate::text::Text;

/// The bytes of a file, which is refused when it is too large to be read at once.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    if path.is_dir() {
        return Err(Failure::at(path, "this is a folder: name the files in it"));
    }
    // What a person names may be a link; where that leads there must be a file.
    let file = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let read = RealDisk.read(&file, Text::MAX_BYTES as u64);
    Ok(read.map_err(|why| StoreError::Io { path: path.to_owned(), doing: "reading", why })?)
}

/// As `--as` names it.
impl ValueEnum for Kind {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.id()))
    }
}
