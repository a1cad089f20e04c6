//! What a person waits for, on studies of 10, 40, 169 and 500 transcripts of 40,000 characters with three coders:
//! `cargo bench --no-default-features --bench study`

mod common;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock};

use common::{Chance, study, words};
use concord::agreement;
use concord::analysis::{LayerChoice, frequency, search};
use concord::formats::{TranscriptOptions, transcripts, txt};
use concord::model::*;
use concord::session::{Session, SystemStamp};
use concord::text::Pattern;
use divan::{Bencher, black_box};
use tempfile::TempDir;

const SIZES: [usize; 4] = [10, 40, 169, 500];

fn main() {
    divan::main();
}

/// Each size is made once.
fn project(size: usize) -> Project {
    static MADE: OnceLock<Mutex<BTreeMap<usize, Project>>> = OnceLock::new();
    let mut made = MADE.get_or_init(Mutex::default).lock().expect("no bench panics while it makes a study");
    made.entry(size).or_insert_with(|| study(size, 40_000, 150)).clone()
}

/// A study in a folder of its own.
fn folder(size: usize) -> (TempDir, std::path::PathBuf) {
    let home = tempfile::tempdir().expect("a temporary folder");
    let dir = home.path().join("study");
    let mut session = Session::in_memory(project(size));
    session.save_as(&dir).expect("a temporary folder can be written");
    (home, dir)
}

fn opened(dir: &Path) -> Session {
    Session::open(dir, Some("C1")).expect("what was saved opens")
}

/// One more coding of the first transcript by the first coder.
fn one_coding(project: &Project, start: usize) -> Edit {
    let transcript = project.transcripts()[0];
    let text = transcript.text();
    let start = text.floor_grapheme(start % (text.len() - 100));
    let span = text.span_widened(start..start + 50).expect("inside the text");
    let code = project.codebook().codes().last().expect("there are codes").id;
    let coder = project.coders()[0].id;
    let id = CodingId({ SystemStamp }.uuid());
    let codings = vec![CodingRecord::new(id, code, Passage::of(text, span), Timestamp::UNIX_EPOCH)];
    Edit::PutCodings { transcript: transcript.id(), coder, codings }
}

#[divan::bench(args = SIZES, sample_count = 20)]
fn open_project(bencher: Bencher<'_, '_>, size: usize) {
    let (_home, dir) = folder(size);
    bencher.bench_local(|| opened(&dir));
}

#[divan::bench(args = SIZES)]
fn apply_one_edit(bencher: Bencher<'_, '_>, size: usize) {
    let project = project(size);
    let edit = one_coding(&project, 777);
    bencher.bench_local(|| project.apply(black_box(&edit)).map(drop));
}

/// Until it is safe on disk.
#[divan::bench(args = SIZES, sample_count = 50, sample_size = 1)]
fn commit_one_coding(bencher: Bencher<'_, '_>, size: usize) {
    let (_home, dir) = folder(size);
    let mut session = opened(&dir);
    let mut at = 0;
    bencher.bench_local(|| {
        at += 61;
        let edit = one_coding(session.project(), at);
        session.commit("code", &[edit]).map(drop)
    });
}

/// The same, and the file it belongs in.
#[divan::bench(args = SIZES, sample_count = 30, sample_size = 1)]
fn save_one_edit(bencher: Bencher<'_, '_>, size: usize) {
    let (_home, dir) = folder(size);
    let mut session = opened(&dir);
    let mut at = 0;
    bencher.bench_local(|| {
        at += 61;
        let edit = one_coding(session.project(), at);
        session.commit("code", &[edit]).expect("it fits");
        session.save().map(drop)
    });
}

#[divan::bench(args = SIZES)]
fn frequencies(bencher: Bencher<'_, '_>, size: usize) {
    let project = project(size);
    let layer = LayerChoice::Coder(project.coders()[0].id);
    let query = frequency::Query { layer, ..frequency::Query::default() };
    bencher.bench_local(|| frequency::frequencies(black_box(&project), &query).map(drop));
}

/// All codes, all three pairs, at characters.
#[divan::bench(args = SIZES)]
fn agreement_of_all(bencher: Bencher<'_, '_>, size: usize) {
    let project = project(size);
    let coders = project.coders().iter().map(|c| c.id).collect();
    let query = agreement::Query::new(coders);
    bencher.bench_local(|| drop(black_box(agreement::answer(black_box(&project), &query))));
}

#[divan::bench(args = SIZES)]
fn search_everything(bencher: Bencher<'_, '_>, size: usize) {
    let project = project(size);
    let pattern = Pattern::plain("social worker", false, false).expect("there is something to look for");
    bencher.bench_local(|| search::count(black_box(&project), &pattern));
}

/// 169 files of plain text, from bytes to files of the project.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn import_169_txt(bencher: Bencher<'_, '_>) {
    let files: Arc<Vec<(String, String)>> = Arc::new(
        (0..169).map(|n| (format!("T{n:03}.txt"), words(&mut Chance::new(n + 1), 40_000))).collect(),
    );
    bencher.with_inputs(|| tempfile::tempdir().expect("a temporary folder")).bench_local_values(|home| {
        let dir = home.path().join("study");
        let mut session = Session::create(&dir, "A study", &[]).expect("the folder is new");
        let read = |(name, text): &(String, String)| {
            txt::read(name, text.as_bytes(), &TranscriptOptions::default()).expect("it is plain text")
        };
        let drafts: Vec<_> = files.iter().map(read).collect();
        let import = transcripts::add(session.project(), &drafts, &mut SystemStamp);
        session.commit("import", &import.edits).expect("the transcripts fit");
        session.save().map(drop)
    });
}
