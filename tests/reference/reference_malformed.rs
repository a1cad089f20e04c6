//! Malformed inputs: no panic, no half import, a message that names the file.
//!
//! Reads every file in the folder that CONCORD_MALFORMED names (`../shared/malformed` unasked) by each format that its
//! extension or content fits, cut short at every length for the small ones, and once by the program itself, whose end is
//! compared with what the MANIFESTs beside the files say in their column “expected”. Each ends in a message or in what was
//! put right; run with `--nocapture` to see them.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use concord::formats::{FORMATS, Format, ImportOptions, Reader, TranscriptOptions, by_extension, format_of};
use concord::model::{Project, ProjectId, Timestamp};
use concord::store::{RealDisk, load};
use uuid::Uuid;

use crate::common;
use crate::common::child;
use crate::common::files;
use crate::common::ids::Ids;

#[test]
fn malformed_files_fail_kindly() {
    let Some(folder) = common::shared("CONCORD_MALFORMED", "malformed") else { return };
    let mut figures = 0;
    let mut unknown = Vec::new();
    for path in files::files_under(&folder) {
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
                let warnings = draft.warnings.iter().map(|warning| warning.message.to_string());
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
            Ok(import
                .warnings
                .iter()
                .map(|warning| warning.message.to_string())
                .collect::<Vec<_>>()
                .join("; "))
        }
        Reader::Never => Err("it is only written".to_owned()),
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

/// The longest that one file may take.
const MOST_TIME: Duration = Duration::from_secs(10);
/// The most memory that one may take, in KiB.
const MOST_MEMORY: u64 = 512 << 10;

/// What a manifest says that a file leads to.
struct Expected {
    words: String,
    refused: bool,
    read: bool,
    /// Something must be listed.
    told: bool,
    /// A message must name a line.
    line: bool,
    /// One of these must be among the words of a transcript.
    texts: Vec<String>,
    /// A passage must stand there, in code points.
    place: Option<(usize, usize)>,
    memory: u64,
}

/// What the manifests in a folder say of each file. Clauses such as “no panic” hold for all of them.
fn manifests(folder: &Path) -> BTreeMap<String, Expected> {
    let mut all = BTreeMap::new();
    let manifests = files::files_under(folder).into_iter();
    for manifest in
        manifests.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("MANIFEST"))
    {
        let (mut file, mut expected) = (None, None);
        for line in std::fs::read_to_string(manifest).unwrap().lines().filter(|line| line.starts_with('|')) {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            if file.is_none() {
                file = cells.iter().position(|cell| *cell == "file");
                expected = cells.iter().position(|cell| cell.starts_with("expected"));
            } else if let (Some(name), Some(words)) =
                (file.and_then(|at| cells.get(at)), expected.and_then(|at| cells.get(at)))
            {
                all.insert((*name).to_owned(), Expected::of(words));
            }
        }
    }
    all
}

impl Expected {
    fn of(said: &str) -> Self {
        let clauses = || said.split([';', ',']).map(str::trim);
        let ruled_out = |clause: &str| ["no ", "never ", "nothing "].iter().any(|no| clause.starts_with(no));
        let plain =
            clauses().filter(|clause| !ruled_out(clause)).collect::<Vec<_>>().join("; ").to_lowercase();
        let spoken: Vec<&str> =
            plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let denied = |at: usize| at > 0 && ["no", "not", "never", "without"].contains(&spoken[at - 1]);
        let has =
            |words: &[&str]| spoken.iter().enumerate().any(|(at, word)| words.contains(word) && !denied(at));
        let refuses = has(&["error", "errors", "message", "reject", "rejected", "refuse", "refused"]);
        let reads = has(&[
            "import", "imported", "read", "text", "skip", "skipped", "repair", "repaired", "clamp",
            "clamped", "leave", "keep", "kept", "replaced", "widen",
        ]);
        let mut texts: Vec<String> = Vec::new();
        for clause in clauses().filter(|clause| clause.contains("text \"")) {
            texts.extend(clause.split('"').skip(1).step_by(2).map(str::to_owned));
            texts.extend(clause.contains("U+FFFD").then(|| "\u{fffd}".to_owned()));
        }
        let place = clauses()
            .filter_map(|clause| clause.split_once(" is ")?.0.split_once(".."))
            .find_map(|(start, end)| Some((start.parse().ok()?, end.parse().ok()?)));
        let memory = said.split('<').filter_map(|part| {
            let (number, unit) = part.trim_start().split_once(' ')?;
            unit.starts_with('M').then(|| number.parse::<u64>().ok())?
        });
        Self {
            words: said.to_owned(),
            refused: refuses || !reads,
            read: reads || !refuses,
            told: has(&[
                "warn", "warning", "warnings", "report", "list", "listed", "count", "clamp", "repair",
            ]),
            line: plain.contains("naming the line"),
            texts,
            place,
            memory: memory.min().map_or(MOST_MEMORY, |mib| mib << 10),
        }
    }

    /// What is wrong with what a file led to.
    fn differs(&self, done: bool, listed: &[String], said: &str, project: &Project) -> Option<String> {
        if !(if done { self.read } else { self.refused }) {
            return Some(format!("it was {}: {said}", if done { "read" } else { "refused" }));
        }
        if !done {
            return (self.line && !said.contains("line ")).then(|| format!("no line in: {said}"));
        }
        let texts: Vec<&str> = project.transcripts().iter().map(|t| t.text().as_str()).collect();
        if !self.texts.is_empty() && !self.texts.iter().any(|words| texts.iter().any(|t| t.contains(words))) {
            return Some(format!("its words are {texts:?}"));
        }
        let there = |(start, end)| {
            project.layers().any(|layer| {
                let text = project.transcript(layer.transcript()).unwrap().text();
                let mut places = layer.codings().iter().map(|coding| text.chars_of(coding.span));
                places.any(|place| (place.start.0 as usize, place.end.0 as usize) == (start, end))
            })
        };
        if let Some(place) = self.place.filter(|place| !there(*place)) {
            return Some(format!("no passage stands at {place:?}"));
        }
        (self.told && listed.is_empty()).then(|| "nothing is listed".to_owned())
    }
}

/// What was listed of an import: all but how positions are counted, which stands in each that has any.
fn listed(out: &str) -> Vec<String> {
    let told: serde_json::Value = serde_json::from_str(out).unwrap();
    let warnings =
        told["warnings"].as_array().unwrap().iter().map(|w| w["message"].as_str().unwrap().to_owned());
    let lost = told["lost"].as_array().unwrap().iter().map(|l| format!("{} {}", l["count"], l["what"]));
    warnings.filter(|message| !message.starts_with("positions are taken as")).chain(lost).collect()
}

/// The whole way of a person who imports the file: by the program itself, into a project on disk.
#[test]
fn each_file_ends_as_its_manifest_says() {
    let Some(folder) = common::shared("CONCORD_MALFORMED", "malformed") else { return };
    let manifests = manifests(&folder);
    let mut wrong = Vec::new();
    let mut figures = 0;
    for path in files::files_under(&folder) {
        let name = path.file_name().unwrap().to_str().unwrap();
        if name.starts_with("MANIFEST") {
            continue;
        }
        let home = tempfile::tempdir().unwrap();
        let project = home.path().join("study");
        let made = child::concord(&["new", project.to_str().unwrap(), "--title", "T"], MOST_TIME);
        assert_eq!(made.code, Some(0), "{}", made.said);
        let before = child::contents(home.path());
        let call = ["import", project.to_str().unwrap(), path.to_str().unwrap(), "--format", "json"];
        let ran = child::concord(&call, MOST_TIME);
        let after = child::contents(home.path());
        let mut fault = |why: String| wrong.push(format!("{name}: {why}"));
        match ran.code {
            Some(0) => {
                let elsewhere = after.keys().find(|path| !path.starts_with(&project));
                elsewhere.iter().for_each(|path| fault(format!("it wrote {}", path.display())));
            }
            Some(1) => {
                if !ran.said.contains(name) {
                    fault(format!("its message does not name it: {}", ran.said));
                }
                if after != before {
                    fault("it was refused, and left something behind".to_owned());
                }
            }
            code => fault(format!("it ended with {code:?}: {}", ran.said)),
        }
        let opened = load(&RealDisk, &project).unwrap();
        if !opened.damage.is_empty() {
            fault(format!("the project is damaged: {:?}", opened.damage));
        }
        let done = ran.code == Some(0);
        let listed = if done { listed(&ran.out) } else { Vec::new() };
        let expected = manifests.get(name);
        let most = expected.map_or(MOST_MEMORY, |expected| expected.memory);
        if ran.memory > most {
            fault(format!("it took {} MiB, and at most {} are allowed", ran.memory >> 10, most >> 10));
        }
        let difference = expected.and_then(|e| e.differs(done, &listed, &ran.said, &opened.project));
        if let Some(why) = difference {
            fault(format!("“{}” is expected, but {why}", expected.map_or("", |e| &e.words)));
        }
        let end = match (done, listed.is_empty()) {
            (true, true) => "fully read",
            (true, false) => "read, with what was put right",
            (false, _) => "a message",
        };
        println!("{name}: {end}; {} MiB, {} ms", ran.memory >> 10, ran.took.as_millis());
        figures += 1;
    }
    println!("{figures} figures checked");
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}
