//! Malformed inputs: no panic, no half import, a message that names the file.
//!
//! Reads every file in the folder that CONCORD_MALFORMED names (`../shared/malformed` unasked) by each format that its
//! extension or content fits, cut short at every length for the small ones. Each ends in a message or in what was put
//! right; run with `--nocapture` to see them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where its material is not as described")]

mod common;

use concord::formats::{FORMATS, Format, ImportOptions, Reader, TranscriptOptions, by_extension, format_of};
use concord::model::{Project, ProjectId, Stamp, Timestamp};
use uuid::Uuid;

#[test]
fn malformed_files_fail_kindly() {
    let Some(folder) = common::shared("CONCORD_MALFORMED", "malformed") else { return };
    let mut figures = 0;
    let mut unknown = Vec::new();
    for path in common::files_under(&folder) {
        let name = path.file_name().unwrap().to_str().unwrap();
        if name.starts_with("MANIFEST") {
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        if by_extension(name).next().is_none() {
            unknown.push(name.to_owned());
        }
        // What a person would see who imports it.
        match format_of(name, &bytes, None)
            .map_err(|error| error.to_string())
            .and_then(|f| read(f, name, &bytes))
        {
            Ok(told) => println!("{name}: read; {told}"),
            Err(message) => println!("{message}"),
        }
        // A wrong extension is the commonest fault of all: every reader takes every file, and every beginning of it.
        for format in FORMATS.iter().filter(|format| is_read(format)) {
            for end in (0..bytes.len()).step_by(1 + bytes.len() / 200).chain([bytes.len()]) {
                if let Err(message) = read(format, name, &bytes[..end]) {
                    assert!(message.starts_with(name), "{message}");
                }
                figures += 1;
            }
        }
    }
    println!("{figures} figures checked");
    assert!(unknown.is_empty(), "files of a kind that no format reads: {unknown:?}");
    let most = peak_memory();
    println!("most memory: {} MiB", most >> 10);
    assert!(most < 512 << 10, "reading them took {} MiB", most >> 10);
}

/// Whether there is a reader at all.
fn is_read(format: &Format) -> bool {
    !matches!(format.read, Reader::Never)
}

/// The most memory that this process has taken, in KiB; 0 where the system does not say.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().split(' ').next()?.parse().ok()).unwrap_or(0)
}

/// Reads a file, and gives what there is to tell; what a table would do to a project must fit it.
fn read(format: &Format, name: &str, bytes: &[u8]) -> Result<String, String> {
    match format.read {
        Reader::Transcript(read) => {
            let drafts =
                read(name, bytes, &TranscriptOptions::default()).map_err(|error| error.to_string())?;
            let told = drafts.iter().flat_map(|draft| {
                let warnings = draft.warnings.iter().map(|warning| warning.message.clone());
                let lost = draft.lost.iter().map(|lost| format!("left out: {} {}", lost.count, lost.what));
                let replaced =
                    (draft.decoding.replaced > 0).then(|| format!("{} replaced", draft.decoding.replaced));
                warnings.chain(lost).chain(replaced).collect::<Vec<_>>()
            });
            Ok(told.collect::<Vec<_>>().join("; "))
        }
        Reader::Table(read) => {
            let project = Project::new(ProjectId(Uuid::nil()), "A study", Timestamp::UNIX_EPOCH);
            let options = ImportOptions { coder: Some("A".to_owned()), ..ImportOptions::default() };
            let import =
                read(&project, name, bytes, &options, &mut Ids(0)).map_err(|error| error.to_string())?;
            project.apply_all(&import.edits).unwrap();
            Ok(import.warnings.iter().map(|warning| warning.message.as_str()).collect::<Vec<_>>().join("; "))
        }
        Reader::Never => Err("it is only written".to_owned()),
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
    for format in by_extension("ragged.csv").filter(|format| is_read(format)) {
        let message = read(format, "ragged.csv", &bytes).unwrap_err();
        assert!(message.starts_with("ragged.csv, row "), "{message}");
    }
}
