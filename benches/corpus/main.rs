//! What a large study costs: `cargo bench --no-default-features --bench corpus`.
//!
//! Made-up studies of 10, 40, 169 and 500 transcripts (REFI-QDA: 1,690 too) of 40,000 characters, each coded by 3 coders with about 150
//! codings of 40 codes. Folders are temporary and gone afterwards. Corrections are made in one of these transcripts, and in
//! one text of 2 million characters with 10,000 codings.
#![allow(clippy::unwrap_used, reason = "a bench stops where it cannot go on")]

mod made;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use concord::agreement;
use concord::agreement::measure::{GammaOptions, gamma};
use concord::analysis::cooccurrence::{self, cooccurrence, following};
use concord::analysis::frequency::{self, frequencies};
use concord::analysis::matrix::{Cell, Likeness, Linkage, RowsOf, matrix};
use concord::analysis::saturation::{self, saturation};
use concord::analysis::words::{self, words};
use concord::analysis::{Asked, LayerChoice, search};
use concord::formats::{
    ExportOptions, ImportOptions, TranscriptOptions, codings, made, refi, transcripts, txt,
};
use concord::model::*;
use concord::session::{Reckoning, Session, SystemStamp};
use concord::store::Progress;
use concord::text::Pattern;
use divan::{Bencher, black_box};
use tempfile::TempDir;
use uuid::Uuid;

use made::{CODERS, code, coder, transcript};

const SIZES: [u64; 4] = [10, 40, 169, 500];
/// Ten times the largest study that anybody is known to have coded, besides.
const FAR: [u64; 5] = [10, 40, 169, 500, 1_690];

fn main() {
    divan::main();
    let folders = std::mem::take(&mut *STUDIES.lock().unwrap_or_else(PoisonError::into_inner));
    drop(folders);
}

/// A study in memory and in its folder.
struct Study {
    project: Project,
    folder: TempDir,
}

static STUDIES: Mutex<BTreeMap<u64, Arc<Study>>> = Mutex::new(BTreeMap::new());

fn study(transcripts: u64) -> Arc<Study> {
    let mut studies = STUDIES.lock().unwrap();
    let made = studies.entry(transcripts).or_insert_with(|| {
        let folder = tempfile::tempdir().unwrap();
        let session = Session::create(&folder.path().join("study"), "Made up", &made::study(transcripts));
        Arc::new(Study { project: session.unwrap().project().clone(), folder })
    });
    Arc::clone(made)
}

impl Study {
    fn path(&self) -> PathBuf {
        self.folder.path().join("study")
    }
}

/// A coded project as other programs write it, read into a new one.
#[divan::bench(args = FAR, max_time = 10, sample_count = 10)]
fn read_refi(bencher: Bencher<'_, '_>, transcripts: u64) {
    let (bytes, new) = (
        written(&study(transcripts).project),
        Project::new(ProjectId(Uuid::nil()), "New", Timestamp::UNIX_EPOCH),
    );
    let read =
        |bytes| refi::import(&new, "a.qdpx", bytes, &ImportOptions::default(), &mut SystemStamp).unwrap();
    bencher.bench(|| new.apply_all(&read(black_box(&bytes)).edits).unwrap());
}

/// A project that came from another program, written as it came.
#[divan::bench(args = FAR, max_time = 10, sample_count = 10)]
fn write_refi(bencher: Bencher<'_, '_>, transcripts: u64) {
    let (bytes, new) = (
        written(&study(transcripts).project),
        Project::new(ProjectId(Uuid::nil()), "New", Timestamp::UNIX_EPOCH),
    );
    let import = refi::import(&new, "a.qdpx", &bytes, &ImportOptions::default(), &mut SystemStamp).unwrap();
    let project = new.apply_all(&import.edits).unwrap();
    bencher.bench(|| written(black_box(&project)));
}

fn written(project: &Project) -> Vec<u8> {
    made(refi::project, project, &ExportOptions::default()).unwrap().bytes
}

/// One coding more, with an id of its own.
fn one_coding(project: &Project) -> Edit {
    let text = project.transcript(transcript(0)).unwrap().text();
    let at = Passage::of(text, text.span(13..40).unwrap());
    let id = CodingId(Uuid::now_v7());
    let codings = vec![CodingRecord::new(id, code(0), at, Timestamp::UNIX_EPOCH)];
    Edit::PutCodings { transcript: transcript(0), coder: coder(0), codings }
}

#[divan::bench(args = SIZES, max_time = 10)]
fn open_project(bencher: Bencher<'_, '_>, transcripts: u64) {
    let study = study(transcripts);
    bencher.bench(|| Session::open(black_box(&study.path()), Some(CODERS[0])).unwrap());
}

#[divan::bench(args = SIZES)]
fn apply_one_edit(bencher: Bencher<'_, '_>, transcripts: u64) {
    let study = study(transcripts);
    let edit = one_coding(&study.project);
    bencher.bench(|| study.project.apply(black_box(&edit)).unwrap());
}

/// One coding, safe on disk.
#[divan::bench(args = SIZES, max_time = 5)]
fn commit_one_edit(bencher: Bencher<'_, '_>, transcripts: u64) {
    let study = study(transcripts);
    let session = Mutex::new(Session::open(&study.path(), Some(CODERS[0])).unwrap());
    bencher
        .with_inputs(|| one_coding(&study.project))
        .bench_values(|edit| session.lock().unwrap().commit("code", &[edit]).unwrap());
}

/// One coding, and the files brought up to date.
#[divan::bench(args = SIZES, max_time = 5)]
fn save_one_edit(bencher: Bencher<'_, '_>, transcripts: u64) {
    let study = study(transcripts);
    let session = Mutex::new(Session::open(&study.path(), Some(CODERS[0])).unwrap());
    bencher.with_inputs(|| one_coding(&study.project)).bench_values(|edit| {
        let mut session = session.lock().unwrap();
        session.commit("code", &[edit]).unwrap();
        session.save().unwrap()
    });
}

/// A word more in the middle of a turn: what makes the edit, what makes the step, and what takes it back.
#[derive(Clone, Copy, Debug)]
enum Correcting {
    Ask,
    Apply,
    Undo,
}

const CORRECTING: [Correcting; 3] = [Correcting::Ask, Correcting::Apply, Correcting::Undo];

/// In a transcript of 40,000 characters with three times 150 codings, among 10.
#[divan::bench(args = CORRECTING)]
fn correct_a_turn(bencher: Bencher<'_, '_>, what: Correcting) {
    correct(bencher, &study(10).project, transcript(0), what);
}

/// In a text of 2 million characters with 10,000 codings.
#[divan::bench(args = CORRECTING)]
fn correct_a_turn_of_a_long_text(bencher: Bencher<'_, '_>, what: Correcting) {
    static LONG: OnceLock<Project> = OnceLock::new();
    let project = LONG.get_or_init(|| {
        let empty = Project::new(ProjectId(Uuid::nil()), "Long", Timestamp::UNIX_EPOCH);
        empty.apply_all(&made::long_study()).unwrap()
    });
    correct(bencher, project, transcript(0), what);
}

fn correct(bencher: Bencher<'_, '_>, before: &Project, id: TranscriptId, what: Correcting) {
    let of = before.transcript(id).unwrap();
    let turn = of.turns()[of.turns().len() / 2].words();
    let words = of.text().as_str()[turn.clone()].replacen(", ", ", as I said, ", 1);
    let edit = before.correction(id, turn.clone(), &words).unwrap();
    let after = before.apply(&edit).unwrap();
    match what {
        Correcting::Ask => bencher.bench(|| before.correction(id, turn.clone(), black_box(&words)).unwrap()),
        Correcting::Apply => bencher.bench(|| before.apply(black_box(&edit)).unwrap()),
        Correcting::Undo => bencher.bench(|| after.apply_all(&after.diff(black_box(before))).unwrap()),
    }
}

/// A name put in the place of another throughout 2 million characters, found by comparing both texts.
#[divan::bench(max_time = 10)]
fn compare_long_texts(bencher: Bencher<'_, '_>) {
    let old = made::long_words().0;
    let new = old.replace("football", "[sport]");
    bencher.bench(|| corrected(black_box(&old), &new));
}

/// All codes of one coder, as the window asks again after every coding.
#[divan::bench(args = SIZES)]
fn frequencies_of_a_coder(bencher: Bencher<'_, '_>, transcripts: u64) {
    asked_often(bencher, transcripts, LayerChoice::Coder(coder(0)), Level::Code);
}

/// All themes, the mean over three coders.
#[divan::bench(args = SIZES)]
fn frequencies_of_themes_over_coders(bencher: Bencher<'_, '_>, transcripts: u64) {
    asked_often(bencher, transcripts, LayerChoice::Mean, Level::Theme);
}

fn asked_often(bencher: Bencher<'_, '_>, transcripts: u64, layer: LayerChoice, level: Level) {
    let study = study(transcripts);
    let query = frequency::Query { layer, level, ..frequency::Query::default() };
    // Words are found once for a text and kept.
    frequencies(&study.project, &query).unwrap();
    bencher.bench(|| frequencies(black_box(&study.project), &query).unwrap());
}

/// What 40 codes of a coder share: characters, and turns that are near.
#[divan::bench(args = SIZES, consts = [0, 1, 2])]
fn cooccurrence_of_a_coder<const UNIT: usize>(bencher: Bencher<'_, '_>, transcripts: u64) {
    let study = study(transcripts);
    let unit = [cooccurrence::Unit::Overlap, cooccurrence::Unit::Turn, cooccurrence::Unit::Near(2)][UNIT];
    bencher.bench(|| cooccurrence(black_box(&study.project), of_a_coder(), unit).unwrap());
}

/// Each of 40 codes a turn after each.
#[divan::bench(args = SIZES)]
fn what_follows_what(bencher: Bencher<'_, '_>, transcripts: u64) {
    let study = study(transcripts);
    bencher.bench(|| following(black_box(&study.project), of_a_coder(), 1).unwrap());
}

/// 40 codes by transcripts, in passages.
#[divan::bench(args = SIZES)]
fn matrix_of_a_coder(bencher: Bencher<'_, '_>, transcripts: u64) {
    let study = study(transcripts);
    // Words are found once for a text and kept.
    let made = || matrix(&study.project, of_a_coder(), RowsOf::Transcripts, Cell::Segments).unwrap();
    made();
    bencher.bench(made);
}

/// Distances of all transcripts, and their clusters.
#[divan::bench(args = SIZES)]
fn clusters_of_transcripts(bencher: Bencher<'_, '_>, transcripts: u64) {
    let study = study(transcripts);
    let made = matrix(&study.project, of_a_coder(), RowsOf::Transcripts, Cell::Segments).unwrap();
    bencher
        .bench(|| black_box(&made).alike(Likeness::BrayCurtis).clusters(made.rows.len(), Linkage::Average));
}

/// The same transcripts on a map.
#[divan::bench(args = SIZES, max_time = 10)]
fn map_of_transcripts(bencher: Bencher<'_, '_>, transcripts: u64) {
    let study = study(transcripts);
    let made = matrix(&study.project, of_a_coder(), RowsOf::Transcripts, Cell::Segments).unwrap();
    let alike = made.alike(Likeness::BrayCurtis);
    bencher.bench(|| black_box(&alike).map(made.rows.len()));
}

/// New codes by transcript, with the band of 1,000 orders.
#[divan::bench(args = SIZES)]
fn saturation_of_a_coder(bencher: Bencher<'_, '_>, transcripts: u64) {
    let study = study(transcripts);
    let query = saturation::Query { asked: of_a_coder(), ..saturation::Query::default() };
    bencher.bench(|| saturation(black_box(&study.project), &query).unwrap());
}

/// All words with their dispersion.
#[divan::bench(args = SIZES, max_time = 10)]
fn words_of_the_corpus(bencher: Bencher<'_, '_>, transcripts: u64) {
    let study = study(transcripts);
    // Where they are is found once for a text and kept.
    words(&study.project, &words::Scope::default());
    bencher.bench(|| words(black_box(&study.project), &words::Scope::default()));
}

fn of_a_coder() -> Asked {
    Asked { layer: LayerChoice::Coder(coder(0)), ..Asked::default() }
}

/// Where the words of all texts are, which the first frequencies need.
#[divan::bench(args = SIZES, max_time = 5)]
fn find_words(bencher: Bencher<'_, '_>, transcripts: u64) {
    let study = study(transcripts);
    let copies = || -> Vec<_> {
        let all = study.project.transcripts();
        all.iter().map(|t| concord::text::Text::new(t.text().as_str())).collect()
    };
    bencher.with_inputs(copies).bench_refs(|texts| texts.iter().map(|t| t.words().len()).sum::<usize>());
}

/// All codes and all pairs of three coders, at characters.
#[divan::bench(args = SIZES, max_time = 5)]
fn agreement_of_all_pairs(bencher: Bencher<'_, '_>, transcripts: u64) {
    let study = study(transcripts);
    let query = agreement::Query::new((0..CODERS.len() as u64).map(coder).collect());
    bencher.bench(|| agreement::answer(black_box(&study.project), &query));
}

/// All that `concord agreement` prints of three coders, the figures over all codes that take long among it.
#[divan::bench(args = SIZES, max_time = 5)]
fn agreement_in_full(bencher: Bencher<'_, '_>, transcripts: u64) {
    let study = study(transcripts);
    let coders = (0..CODERS.len() as u64).map(coder).collect();
    let query = agreement::Query { in_full: true, ..agreement::Query::new(coders) };
    bencher.bench(|| agreement::answer(black_box(&study.project), &query));
}

/// Coders and codes, one transcript, each code by each coder once: counted, and every pair's figures made and let go.
#[divan::bench(args = [(10, 400), (20, 800), (50, 2000)], max_time = 5, sample_count = 3)]
fn agreement_of_many_coders(bencher: Bencher<'_, '_>, (coders, codes): (u64, u64)) {
    let start = Project::new(ProjectId(Uuid::nil()), "Many", Timestamp::UNIX_EPOCH);
    let project = start.apply_all(&made::many(coders, codes)).unwrap();
    let query = agreement::Query::new((0..coders).map(coder).collect());
    bencher.bench(|| {
        let counted = agreement::Study::new(black_box(&project), &query);
        (0..counted.codes().len()).map(|row| counted.code(row).pairs.len()).sum::<usize>()
    });
}

/// All codes and all pairs of three coders from counts that are there: 1,000 draws of transcripts, every figure of every code and pair, on all processors.
#[divan::bench(args = [169], max_time = 5)]
fn intervals_of_all_pairs(bencher: Bencher<'_, '_>, transcripts: u64) {
    let study = study(transcripts);
    let query = agreement::Query::new((0..CODERS.len() as u64).map(coder).collect());
    let counted = agreement::Study::new(&study.project, &query);
    let (bootstrap, progress) = (agreement::Bootstrap::default(), Progress::default());
    bencher.bench(|| Reckoning::new(black_box(&counted), Some(bootstrap), &progress).answer());
}

/// 200 passages of so many coders aligned, with 30 made-up continua.
#[divan::bench(args = [2, 3, 4], max_time = 5)]
fn gamma_of_200_passages(bencher: Bencher<'_, '_>, coders: usize) {
    let texts = [made::passages(200, coders)];
    bencher.bench(|| gamma(black_box(&texts), GammaOptions::default()).unwrap());
}

/// All that the Agreement screen shows of three coders at once: every figure, codes against codes of each pair, and each
/// transcript alone.
#[divan::bench(args = SIZES, max_time = 5)]
fn agreement_screen(bencher: Bencher<'_, '_>, transcripts: u64) {
    let study = study(transcripts);
    let query = agreement::Query::new((0..CODERS.len() as u64).map(coder).collect());
    bencher.bench(|| {
        let counted = agreement::Study::new(black_box(&study.project), &query);
        let confusions = agreement::confusions_of_pairs(&study.project, &query, || true);
        (counted.answer(), counted.by_transcript("krippendorff_alpha", &agreement::Unwatched), confusions)
    });
}

/// The passages on which they differ about each of 40 codes, which come after it.
#[divan::bench(args = SIZES, max_time = 5)]
fn all_differences(bencher: Bencher<'_, '_>, transcripts: u64) {
    let study = study(transcripts);
    let query = agreement::Query::new((0..CODERS.len() as u64).map(coder).collect());
    let codes: Vec<CodeId> = study.project.codebook().codes().map(|code| code.id).collect();
    bencher.bench(|| agreement::differences_of_each(black_box(&study.project), &query, &codes, || true));
}

/// Three people's copies of a study, each of whom coded a passage of every transcript on their own: one of them, and the
/// folders of the other two.
fn three_copies(transcripts: u64) -> (TempDir, Session, [PathBuf; 2]) {
    let home = tempfile::tempdir().unwrap();
    let mut copies = CODERS.map(|name| {
        let folder = home.path().join(name);
        copy(&study(transcripts).path(), &folder);
        let mut session = Session::open(&folder, Some(name)).unwrap();
        let who = session.coder().unwrap().id;
        let put = |n: u64| {
            let id = transcript(n);
            let text = session.project().transcript(id).unwrap().text();
            let at = Passage::of(text, text.span_widened(400..460).unwrap());
            let codings =
                vec![CodingRecord::new(CodingId(Uuid::now_v7()), code(0), at, Timestamp::UNIX_EPOCH)];
            Edit::PutCodings { transcript: id, coder: who, codings }
        };
        let edits: Vec<Edit> = (0..transcripts).map(put).collect();
        session.commit("code", &edits).unwrap();
        session.save().unwrap();
        Some((session, folder))
    });
    let others = [1, 2].map(|n| copies[n].take().unwrap().1);
    (home, copies[0].take().unwrap().0, others)
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let there = to.join(path.file_name().unwrap());
        if path.is_dir() { copy(&path, &there) } else { std::fs::copy(&path, &there).map(drop).unwrap() }
    }
}

/// Two other copies read, compared with one's own, and brought in as one step that is safe on disk.
#[divan::bench(args = [10, 40, 169], max_time = 10, sample_count = 3)]
fn merge_three_copies(bencher: Bencher<'_, '_>, transcripts: u64) {
    bencher.with_inputs(|| three_copies(transcripts)).bench_local_values(|(home, mut session, others)| {
        let progress = Progress::default();
        let read = session.read_copies(&others, &progress).unwrap();
        let plan = session.plan_merge(&read, None, &|conflict| conflict.kept).unwrap();
        session.merge("together", &read, &plan, &progress).unwrap();
        (home, session)
    });
}

#[divan::bench(args = SIZES)]
fn search_everything(bencher: Bencher<'_, '_>, transcripts: u64) {
    let study = study(transcripts);
    let pattern = Pattern::plain("trust", false, false).unwrap();
    bencher.bench(|| search::count(black_box(&study.project), &pattern, &BTreeSet::new()));
}

/// A word that stands everywhere, with the words around it.
#[divan::bench(args = SIZES)]
fn search_with_context(bencher: Bencher<'_, '_>, transcripts: u64) {
    let study = study(transcripts);
    let pattern = Pattern::plain("café", false, false).unwrap();
    bencher.bench(|| search::hits(black_box(&study.project), &pattern, &BTreeSet::new()).count());
}

/// Plain texts from their files into a project, safe on disk and saved.
#[divan::bench(args = SIZES, max_time = 10, sample_count = 10)]
fn import_texts(bencher: Bencher<'_, '_>, transcripts: u64) {
    let files = tempfile::tempdir().unwrap();
    let paths: Vec<_> = (0..transcripts).map(|n| files.path().join(format!("T{n:03}.txt"))).collect();
    for (n, path) in (0..).zip(&paths) {
        std::fs::write(path, made::words(n).0).unwrap();
    }
    bencher.with_inputs(|| tempfile::tempdir().unwrap()).bench_refs(|folder| import(&paths, folder.path()));
}

fn import(paths: &[PathBuf], folder: &Path) {
    let mut session = Session::create(&folder.join("study"), "Made up", &[]).unwrap();
    let options = TranscriptOptions::default();
    let read =
        |path: &PathBuf| txt::read(&path.display().to_string(), &std::fs::read(path).unwrap(), &options);
    let drafts: Vec<_> = paths.iter().map(|path| read(path).unwrap()).collect();
    let import = transcripts::add(session.project(), &drafts, &mut SystemStamp);
    session.commit("import", &import.edits).unwrap();
    session.save().unwrap();
}

/// All coded segments as a table.
#[divan::bench(args = SIZES, max_time = 5)]
fn export_segments(bencher: Bencher<'_, '_>, transcripts: u64) {
    let study = study(transcripts);
    bencher.bench(|| codings::export(black_box(&study.project), &mut std::io::sink()));
}

/// All coded segments as a workbook.
#[divan::bench(args = [10, 169], max_time = 10, sample_count = 5)]
fn export_segments_as_workbook(bencher: Bencher<'_, '_>, transcripts: u64) {
    let study = study(transcripts);
    bencher.bench(|| codings::export_workbook(black_box(&study.project)));
}
