//! Every reader of the table is given files that were changed at random: it reads them to something whole or refuses
//! them, and never panics. Files come from the samples, from what the writers write, and from the folders of reference
//! material where they lie beside the project; those that are zipped are also changed inside.
//!
//! `CONCORD_READERS_SECONDS=600` goes on for so long with each reader, `CONCORD_READERS=docx,rtf` takes these alone.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use concord::formats::{
    Cell, ExportOptions, FORMATS, Format, Grid, ImportOptions, Reader, TranscriptOptions, format_of, made,
    narrowed, transcripts, xlsx,
};
use concord::model::{Project, ProjectId, Timestamp};
use concord::store::{RealDisk, load};
use uuid::Uuid;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::common::chance::random;
use crate::common::files::files_under;
use crate::common::ids::Ids;
use crate::common::shared;

/// How many files each reader is given where no time is named.
const FILES: u64 = 60;
/// Larger files are not changed: it would take long and show nothing more.
const LARGEST: u64 = 200_000;
/// The same of databases, which are large when they are empty.
const LARGEST_DATABASE: u64 = 2_000_000;

#[rustfmt::skip]
/// What stands in files where something is wrong.
const PIECES: &[&[u8]] = &[
    b"", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xf0\x9f\x91\x8d", b"e\xcc\x81", b"\xe2\x80\xa8", b"\xd7\xa9", b"\r\n", b"\r",
    b"\n\n", b"\t", b" ", b"\"", b"'", b"<", b">", b"</", b"/>", b"<!--", b"<![CDATA[", b"&", b"&#x0;", b"&#xD800;", b"&amp;",
    b"{", b"}", b"\\", b"\\u-1 ?", b"\\'ff", b"\\bin99999 ", b"-->", b"00:00:01.000 --> 00:00:00.000", b"99:99:99,999", b"-1",
    b"0", b"4294967296", b"18446744073709551616", b"1e999", b"NaN", b";", b",", b"=1+1", b"%PDF-", b"obj", b"stream",
    b"endstream", b"[", b"]", b"(", b")", b"SQLite format 3\0", b"PK\x03\x04", b"guid=\"\"", b"../../x", b"C:\\con",
];

fn new() -> Project {
    Project::new(ProjectId(Uuid::nil()), "New", Timestamp::UNIX_EPOCH)
}

/// One transcript of the sample study, so that tables of codings have something to lie in.
fn study() -> Project {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/relationships-in-care");
    let project = load(&RealDisk, &folder).unwrap().project;
    let first = BTreeSet::from([project.transcripts()[0].id()]);
    narrowed(&project, None, Some(&first))
}

/// Files to change, by the format that reads them.
fn seeds(study: &Project) -> BTreeMap<&'static str, Vec<Vec<u8>>> {
    let mut seeds: BTreeMap<&str, Vec<Vec<u8>>> = BTreeMap::new();
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/import");
    let beside = [
        shared("CONCORD_TRANSCRIPTS", "transcripts"),
        shared("CONCORD_REFI_SAMPLES", "refi-qda/samples"),
        shared("CONCORD_PEERS", "peers"),
        shared("CONCORD_MALFORMED", "malformed"),
    ];
    for folder in std::iter::once(samples).chain(beside.into_iter().flatten()) {
        for path in files_under(&folder) {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let most = if name.contains(".sq") { LARGEST_DATABASE } else { LARGEST };
            let small = path.metadata().is_ok_and(|m| m.is_file() && m.len() <= most);
            let Some(bytes) = small.then(|| std::fs::read(&path).unwrap()) else { continue };
            if name.contains("expected") || name.contains("MANIFEST") {
                continue;
            }
            if let Ok(format) = format_of(&name, &bytes, None) {
                seeds.entry(format.id).or_default().push(bytes);
            }
        }
    }
    for format in FORMATS {
        let written =
            format.writer().map(|write| made(write, study, &ExportOptions::default()).unwrap().bytes);
        seeds.entry(format.id).or_default().extend(written);
    }
    for (text, workbook, rows) in [
        ("rows-csv", "rows-xlsx", [["speaker", "start", "text"], ["I", "0:01", "Well, \u{1F44D}."]]),
        (
            "codings-quoted",
            "quoted-xlsx",
            [["Document", "Code", "Segment"], ["P01", "Trust", "He ate my shin pad"]],
        ),
    ] {
        let mut grid = Grid::new("Rows", rows[0]);
        grid.row(rows[1].map(|cell| Cell::Text(cell.to_owned())));
        seeds.entry(text).or_default().push(grid.csv());
        seeds.entry(workbook).or_default().push(xlsx::book(&[grid]).0);
    }
    let printed = seeds["codebook-docx"].clone();
    seeds.entry("codebook-word").or_default().extend(printed);
    for (id, words) in [
        ("codebook-list", "# Home\n\n- Stable: settled\n    - Far (2)\n- Moving\tx\n\n1.1 Trust – of them\n"),
        ("codebook-csv", "Theme,Subtheme,Code,,Example 1\nHome,,Stable,x,a\n,,,,b\n,Moving,Far > Off,,\n"),
        (
            "textgrid",
            "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\nxmin = 0\nxmax = 2\ntiers? <exists>\nsize = 1\nitem []:\n\
             item [1]:\nclass = \"IntervalTier\"\nname = \"P\"\nxmin = 0\nxmax = 2\nintervals: size = 1\nintervals [1]:\n\
             xmin = 0\nxmax = 2\ntext = \"Yes, \"\"quite\"\".\"\n",
        ),
        (
            "eaf",
            "<ANNOTATION_DOCUMENT><TIME_ORDER><TIME_SLOT TIME_SLOT_ID=\"a\" TIME_VALUE=\"0\"/><TIME_SLOT TIME_SLOT_ID=\"b\" \
             TIME_VALUE=\"900\"/></TIME_ORDER><TIER TIER_ID=\"P\" PARTICIPANT=\"P\"><ANNOTATION><ALIGNABLE_ANNOTATION \
             ANNOTATION_ID=\"x\" TIME_SLOT_REF1=\"a\" TIME_SLOT_REF2=\"b\"><ANNOTATION_VALUE>Yes.</ANNOTATION_VALUE>\
             </ALIGNABLE_ANNOTATION></ANNOTATION></TIER></ANNOTATION_DOCUMENT>",
        ),
        (
            "json",
            "{\"text\": \"So. Yes.\", \"segments\": [{\"id\": 0, \"start\": 0.0, \"end\": 1.5, \"text\": \" So.\", \"speaker\": \"A\", \"words\": \
             [{\"word\": \" So.\", \"start\": 0.5, \"end\": 1.0}]}, {\"start\": 2, \"text\": \" Yes.\", \"speaker\": \"B\"}], \"language\": \"en\"}",
        ),
        (
            "json",
            "{\"results\": {\"transcripts\": [{\"transcript\": \"So.\"}], \"speaker_labels\": {\"segments\": [{\"start_time\": \"0.1\", \
             \"speaker_label\": \"spk_0\"}]}, \"items\": [{\"start_time\": \"0.2\", \"alternatives\": [{\"content\": \"So\"}], \"type\": \
             \"pronunciation\"}, {\"alternatives\": [{\"content\": \".\"}], \"type\": \"punctuation\"}]}}",
        ),
        (
            "json",
            "{\"results\": {\"channels\": [{\"alternatives\": [{\"transcript\": \"so\", \"words\": [{\"word\": \"so\", \"start\": 0.1, \"speaker\": 0, \
             \"punctuated_word\": \"So.\"}]}]}, {\"alternatives\": [{\"words\": [{\"word\": \"yes\", \"start\": 0.2}]}]}]}}",
        ),
        (
            "json",
            "{\"monologues\": [{\"speaker\": 0, \"elements\": [{\"type\": \"text\", \"value\": \"So\", \"ts\": 0.5, \"end_ts\": 1.0}, \
             {\"type\": \"punct\", \"value\": \".\"}]}], \"speakers\": [{\"id\": 0, \"name\": \"Ann\"}]}",
        ),
        (
            "otr",
            "{\"text\": \"<p><span class=\\\"timestamp\\\" data-timestamp=\\\"1.5\\\">0:01</span>Int: So?</p><p>P: Yes<sup>1</sup>.</p>\", \
             \"media\": \"a.mp3\", \"media-time\": 2.5}",
        ),
    ] {
        seeds.entry(id).or_default().push(words.as_bytes().to_vec());
    }
    seeds
}

/// Some number below `end`; zero where there is none.
fn below(seed: &mut u64, end: usize) -> usize {
    (random(seed) % end.max(1) as u64) as usize
}

/// The bytes with one to eight changes, mostly few.
fn changed(mut bytes: Vec<u8>, other: &[u8], seed: &mut u64) -> Vec<u8> {
    let most = below(seed, 8);
    for _ in 0..=below(seed, most) {
        let (a, b) = (below(seed, bytes.len() + 1), below(seed, bytes.len() + 1));
        let (from, to) = (a.min(b), a.max(b));
        // Most changes are small.
        let near = to.min(from + below(seed, 40));
        match below(seed, 9) {
            0 if from < bytes.len() => bytes[from] ^= 1 << below(seed, 8),
            1 if from < bytes.len() => bytes[from] = below(seed, 256) as u8,
            2 => drop(bytes.drain(from..near)),
            3 => drop(bytes.splice(from..near, PIECES[below(seed, PIECES.len())].iter().copied())),
            4 => {
                let piece = bytes[from..near].repeat(1 + below(seed, 30));
                drop(bytes.splice(to..to, piece));
            }
            5 => bytes.truncate(to),
            6 => {
                let (start, long) = (below(seed, other.len() + 1), below(seed, 200));
                let piece = other[start..other.len().min(start + long)].to_vec();
                drop(bytes.splice(from..near, piece));
            }
            7 => {
                // A number, a name or a word takes the place of another one.
                let words: Vec<_> = bytes
                    .split(|b| !b.is_ascii_alphanumeric())
                    .filter(|w| !w.is_empty())
                    .take(4_000)
                    .collect();
                if !words.is_empty() {
                    let word = words[below(seed, words.len())].to_vec();
                    let length = bytes[from..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
                    drop(bytes.splice(from..from + length, word));
                }
            }
            _ => drop(bytes.splice(from..from, PIECES[below(seed, PIECES.len())].iter().copied())),
        }
    }
    bytes
}

/// A zipped file with one of its parts changed; none where it cannot be opened.
fn changed_inside(bytes: &[u8], other: &[u8], seed: &mut u64) -> Option<Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let (chosen, gone) = (below(seed, zip.len()), below(seed, zip.len() * 10));
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for at in (0..zip.len()).filter(|at| *at != gone) {
        let mut words = Vec::new();
        let mut part = zip.by_index(at).ok()?;
        part.by_ref().take(LARGEST * 4).read_to_end(&mut words).ok()?;
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        writer.start_file(part.name().ok()?, stored).ok()?;
        let words = if at == chosen { changed(words, other, seed) } else { words };
        writer.write_all(&words).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}

/// Reads a file; whether it was taken. What is taken must be whole.
fn read(format: &Format, study: &Project, bytes: &[u8]) -> bool {
    let name = format!("a.{}", format.extensions[0]);
    let (project, edits) = match format.read {
        Reader::Transcript(read) => {
            let Ok(drafts) = read(&name, bytes, &TranscriptOptions::default()) else { return false };
            (new(), transcripts::add(&new(), &drafts, &mut Ids(0)).edits)
        }
        Reader::Table(read) => {
            let Ok(import) = read(study, &name, bytes, &ImportOptions::default(), &mut Ids(1 << 64)) else {
                return false;
            };
            (study.clone(), import.edits)
        }
        Reader::Never => return false,
    };
    let project = project.apply_all(&edits).unwrap();
    assert_eq!(project.check(), []);
    true
}

#[test]
fn changed_files_are_read_or_refused() {
    let study = study();
    let seeds = seeds(&study);
    let wanted = std::env::var("CONCORD_READERS").ok();
    let wanted: Option<Vec<&str>> = wanted.as_deref().map(|words| words.split(',').collect());
    let time = std::env::var("CONCORD_READERS_SECONDS").ok().map(|n| Duration::from_secs(n.parse().unwrap()));
    for format in FORMATS.iter().filter(|format| format.is_read()) {
        if wanted.as_ref().is_some_and(|ids| !ids.contains(&format.id)) {
            continue;
        }
        let files = &seeds[format.id];
        assert!(files.is_empty() || files.iter().any(|bytes| read(format, &study, bytes)), "{}", format.id);
        let (begin, mut slowest) = (Instant::now(), Duration::ZERO);
        let (mut given, mut taken) = (0, 0);
        while !files.is_empty() && time.map_or(given < FILES, |time| begin.elapsed() < time) {
            // Each file has a number of its own, so that it can be made again alone.
            let mut seed = (given + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            let [file, other] =
                [&files[below(&mut seed, files.len())], &files[below(&mut seed, files.len())]];
            let inside = (below(&mut seed, 4) > 0).then(|| changed_inside(file, other, &mut seed)).flatten();
            let bytes = inside.unwrap_or_else(|| changed(file.clone(), other, &mut seed));
            let start = Instant::now();
            let Ok(whole) = catch_unwind(AssertUnwindSafe(|| read(format, &study, &bytes))) else {
                let kept = std::env::temp_dir().join(format!("concord-{}-{given}", format.id));
                std::fs::write(&kept, &bytes).unwrap();
                panic!("{}: file {given} was not read well; it is kept as {}", format.id, kept.display());
            };
            slowest = slowest.max(start.elapsed());
            taken += u64::from(whole);
            given += 1;
        }
        println!("{}: {given} files, {taken} of them taken, the slowest in {slowest:?}", format.id);
    }
}
