//! Malformed inputs: no panic, no half import, a message that names the file.
//!
//! Reads every file in the folder that CONCORD_MALFORMED names (`../shared/malformed` unasked) by each format that its
//! extension or content fits, cut short at every length for the small ones. Kinds that cannot be read yet are listed;
//! run with `--nocapture` to see them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where its material is not as described")]

mod common;

use std::collections::BTreeMap;

use concord::formats::{FORMATS, Reader, TranscriptOptions, by_extension};

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
                let Reader::Transcript(read) = format.read;
                if let Err(error) = read(name, &bytes[..end], &TranscriptOptions::default()) {
                    assert!(error.to_string().starts_with(name), "{error}");
                }
                figures += 1;
            }
        }
    }
    println!("{figures} figures checked");
    println!("not known yet, and so checked only against the formats that are: {unknown:?}");
}
