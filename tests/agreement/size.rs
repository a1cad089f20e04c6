//! Agreement of many coders about many codes: 18,000 pairs of coders and codes are written within a memory that holds the
//! counts of each and nothing more, and each count is the one that was put in.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use concord::model::*;
use concord::session::Session;
use concord::text::Text;
use uuid::Uuid;

use crate::common::child;

const CODERS: u64 = 16;
const CODES: u64 = 150;
const TRANSCRIPTS: u64 = 2;
const PAIRS: usize = (CODERS * (CODERS - 1) / 2) as usize;
/// Code points of each transcript.
const LENGTH: u64 = 20_000;
/// The most memory of its own that it may take, in KiB: less than 1 for each pair of coders and code with its fifteen
/// figures.
const MOST_MEMORY: u64 = 16 << 10;
/// After this it hangs.
const HANGS: Duration = Duration::from_secs(120);

fn id(kind: u128, n: u64) -> Uuid {
    Uuid::from_u128((kind << 64) | (u128::from(n) + 1))
}

/// Where a coder put a code: near where the others did, and not all of them in every transcript.
fn place(transcript: u64, coder: u64, code: u64) -> Option<(u64, u64)> {
    let slip = (coder * 7 + code * 13 + transcript * 5) % 40;
    let start = (code * 61 + transcript * 17) % (LENGTH - 200) + slip;
    (!(coder + code + transcript).is_multiple_of(9)).then_some((start, start + 30 + (coder * code) % 50))
}

fn study(folder: &Path) {
    let mut edits = Vec::new();
    for n in 0..CODERS {
        let (id, name, colour) = (CoderId(id(1, n)), format!("C{n:02}"), Colour([0; 3]));
        edits.push(Edit::PutCoder(Coder { id, name, colour, role: CoderRole::Person }));
    }
    for n in 0..CODES {
        let code = Code::new(CodeId(id(2, n)), format!("code {n:03}"), None, Colour([0; 3]));
        edits.push(Edit::PutCode(Box::new(code)));
    }
    for n in 0..TRANSCRIPTS {
        edits.extend(transcript(n));
    }
    Session::create(folder, "Many", &edits).unwrap();
}

fn transcript(n: u64) -> Vec<Edit> {
    let transcript = TranscriptId(id(3, n));
    let text = Text::new("So it went. ".repeat(LENGTH as usize / 12 + 1)[..LENGTH as usize].to_owned());
    let record = TranscriptRecord {
        times: None,
        id: transcript,
        title: format!("T{n}"),
        slug: format!("t{n}"),
        sha256: sha256(text.as_str()),
        source: None,
        case: None,
        speakers: Vec::new(),
        values: BTreeMap::new(),
        turns: Vec::new(),
        text: Some(text.clone()),
    };
    let mut edits = vec![Edit::PutTranscript(Box::new(record))];
    for k in 0..CODERS {
        let coding = |c: u64| {
            let (start, end) = place(n, k, c)?;
            let at = Passage::of(&text, text.span_widened(start as usize..end as usize).unwrap());
            let coding = CodingId(id(4 + (u128::from(n) << 8) + (u128::from(k) << 32), c));
            Some(CodingRecord::new(coding, CodeId(id(2, c)), at, Timestamp::UNIX_EPOCH))
        };
        let (coder, codings) = (CoderId(id(1, k)), (0..CODES).filter_map(coding).collect());
        edits.push(Edit::PutCodings { transcript, coder, codings });
        edits.push(Edit::SetStatus { transcript, coder, status: Completeness::Complete });
    }
    edits
}

/// Characters with a code by both of two coders, by the first alone, by the second alone, and by neither.
fn counts(first: u64, second: u64, code: u64) -> [u64; 4] {
    let mut sum = [0; 4];
    for n in 0..TRANSCRIPTS {
        let [a, b] = [first, second].map(|coder| place(n, coder, code).unwrap_or((0, 0)));
        let both = a.1.min(b.1).saturating_sub(a.0.max(b.0));
        let [a, b] = [a, b].map(|(start, end)| end - start);
        let here = [both, a - both, b - both, LENGTH + both - a - b];
        sum.iter_mut().zip(here).for_each(|(sum, here)| *sum += here);
    }
    sum
}

fn run(words: &[&str]) -> String {
    let ran = child::concord(words, HANGS);
    assert_eq!(ran.code, Some(0), "{}", ran.said);
    println!("{words:?}: {} KiB, {:?}", ran.own, ran.took);
    assert!(ran.own < MOST_MEMORY, "{words:?} took {} MiB", ran.own >> 10);
    assert_eq!(ran.said, "", "nothing is said beside where nobody sits before a terminal");
    ran.out
}

fn printed(folder: &Path, format: &str) -> String {
    run(&["agreement", folder.to_str().unwrap(), "--format", format])
}

#[test]
fn every_pair_of_many_coders_is_written_in_little_memory_and_counted_right() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("study");
    study(&folder);
    let seen = counted(&printed(&folder, "csv"));
    assert_eq!(seen, PAIRS * CODES as usize);
    assert_eq!(printed(&folder, "json").matches("\"neither\"").count(), seen);
    assert!(printed(&folder, "text").lines().count() > seen);
    let file = home.path().join("agreement.csv");
    run(&["export", folder.to_str().unwrap(), file.to_str().unwrap(), "--as", "agreement"]);
    assert_eq!(counted(&std::fs::read_to_string(file).unwrap()), seen);
}

/// How many pairs of coders a table has; each count in it is the one that was put in.
fn counted(table: &str) -> usize {
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let mut seen = 0;
    for row in rows.records().map(Result::unwrap).filter(|row| !row[2].is_empty()) {
        let number = |cell: &str, from: usize| cell[from..].parse::<u64>().unwrap();
        let (code, first, second) = (number(&row[0], 5), number(&row[2], 1), number(&row[3], 1));
        let found: Vec<u64> = (4..8).map(|at| number(&row[at], 0)).collect();
        assert_eq!(found, counts(first, second, code), "{row:?}");
        seen += 1;
    }
    seen
}
