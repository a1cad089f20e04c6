//! Malformed inputs: no panic, no half import, a message that names the file.
//!
//! Reads every file in the folder that CONCORD_MALFORMED names (`../shared/malformed` unasked) by each format that its
//! extension or content fits, cut short at every length for the small ones. Kinds that cannot be read yet are listed;
//! run with `--nocapture` to see them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where its material is not as described")]

mod common;

use std::collections::BTreeMap;

use concord::formats::{FORMATS, Format, ImportOptions, Reader, TranscriptOptions, by_extension};
use concord::model::{Project, ProjectId, Stamp, Timestamp};
use uuid::Uuid;

#[test]
fn malformed_files_fail_kindly() {
    let Some(folder) = common::shared("CONCORD_MALFORMED", "malformed") else { return };
    let mut figures = 0;
    let mut unknown: BTreeMap<String, usize> = BTreeMap::new();
    for path in common::files_under(&folder) {
        let name = path.file_name().unwrap().to_str().unwrap();
        if name.starts_with("MANIFEST") {
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        if by_extension(name).next().is_none() {
            *unknown.entry(name.rsplit('.').next().unwrap_or(name).to_owned()).or_default() += 1;
        }
        // A wrong extension is the commonest fault of all: every reader takes every file, and every beginning of it.
        for format in FORMATS {
            for end in (0..bytes.len()).step_by(1 + bytes.len() / 200).chain([bytes.len()]) {
                if let Err(message) = read(format, name, &bytes[..end]) {
                    assert!(message.starts_with(name), "{message}");
                }
                figures += 1;
            }
        }
    }
    println!("{figures} figures checked");
    println!("not known yet, and so checked only against the formats that are: {unknown:?}");
}

/// Reads a file; what a table would do to a project must fit it.
fn read(format: &Format, name: &str, bytes: &[u8]) -> Result<(), String> {
    match format.read {
        Reader::Transcript(read) => {
            read(name, bytes, &TranscriptOptions::default()).map(drop).map_err(|error| error.to_string())
        }
        Reader::Table(read) => {
            let project = Project::new(ProjectId(Uuid::nil()), "A study", Timestamp::UNIX_EPOCH);
            let options = ImportOptions { coder: Some("A".to_owned()), ..ImportOptions::default() };
            let import =
                read(&project, name, bytes, &options, &mut Ids(0)).map_err(|error| error.to_string())?;
            project.apply_all(&import.edits).unwrap();
            Ok(())
        }
    }
}

struct Ids(u128);

impl Stamp for Ids {
    fn uuid(&mut self) -> Uuid {
        self.0 += 1;
        Uuid::from_u128(self.0)
    }

    fn now(&self) -> Timestamp {
        Timestamp::UNIX_EPOCH
    }
}

#[test]
fn ragged_rows_are_named() {
    let Some(folder) = common::shared("CONCORD_MALFORMED", "malformed") else { return };
    let Ok(bytes) = std::fs::read(folder.join("ragged.csv")) else { return };
    for format in by_extension("ragged.csv") {
        let message = read(format, "ragged.csv", &bytes).unwrap_err();
        assert!(message.starts_with("ragged.csv, row "), "{message}");
    }
}
