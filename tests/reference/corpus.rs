//! A made-up corpus with known figures: what is read from its files must give exactly those.
//!
//! The maker, `make_corpus.py`, lies in the folder that CONCORD_CORPUS names (`../shared/corpus` unasked) and needs
//! python3; without either the test passes and says so. CONCORD_CORPUS_ARGUMENTS asks for another corpus than the
//! small one, for example "--transcripts 169 --chars 40000 --codings 150 --seed 1".

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use concord::agreement::{Contingency, Query, answer};
use concord::analysis::{LayerChoice, frequency, frequency::frequencies};
use concord::formats::{self, ImportOptions};
use concord::formats::{
    ExportOptions, Import, Target, TranscriptOptions, codebook, codings, refi, transcripts, txt,
};
use concord::model::{Level, Project, ProjectId, Stamp, Transcript};
use concord::text::Pattern;
use serde_json::Value;

use crate::common;
use crate::common::ids::Ids;

const SMALL: &str = "--transcripts 12 --chars 6000 --codings 40 --seed 3";

#[test]
fn the_figures_of_a_corpus_are_found_again() {
    let Some(folder) = common::shared("CONCORD_CORPUS", "corpus") else { return };
    let out = tempfile::tempdir().unwrap();
    let arguments = std::env::var("CONCORD_CORPUS_ARGUMENTS").unwrap_or_else(|_| SMALL.to_owned());
    let mut maker = Command::new("python3");
    maker.arg(folder.join("make_corpus.py")).arg(out.path()).args(arguments.split_whitespace());
    let Ok(made) = maker.output() else {
        println!("skipped: no python3");
        return;
    };
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));

    let project = imported(out.path());
    let expected: Value =
        serde_json::from_slice(&std::fs::read(out.path().join("expected.json")).unwrap()).unwrap();
    // The same study as another program wrote it, and as it is written again.
    let package = from_refi(&std::fs::read(out.path().join("project.qdpx")).unwrap());
    let again = |target| {
        let options = ExportOptions { target, ..ExportOptions::default() };
        from_refi(&formats::made(refi::project, &package, &options).unwrap().bytes)
    };
    for project in [project, again(Target::Original), again(Target::Nvivo), package.clone()] {
        sizes(&project, &expected);
        codings(&project, &expected);
        agreement(&project, &expected);
        search(&project, &expected);
    }
}

fn from_refi(bytes: &[u8]) -> Project {
    let mut stamp = Ids::default();
    let project = Project::new(ProjectId(stamp.uuid()), "Corpus", stamp.now());
    let import = refi::import(&project, "a.qdpx", bytes, &ImportOptions::default(), &mut stamp).unwrap();
    taken(&project, &import)
}

fn sizes(project: &Project, expected: &Value) {
    let total = |of: fn(&Transcript) -> usize| project.transcripts().iter().map(|t| of(t)).sum::<usize>();
    assert_eq!(project.transcripts().len(), expected["transcripts"]);
    assert_eq!(total(|t| t.text().chars() as usize), expected["code_points"]);
    assert_eq!(total(|t| t.text().len()), expected["bytes"]);
    assert_eq!(project.codings(), expected["codings"]);
}

/// Codings as entered, by coder and added up over coders.
fn codings(project: &Project, expected: &Value) {
    let mut counts: BTreeMap<&str, BTreeMap<String, u64>> = BTreeMap::new();
    let mut add = |table, key: &str, codings: u64| {
        *counts.entry(table).or_default().entry(key.to_owned()).or_default() += codings;
    };
    for coder in project.coders() {
        let of = |level| {
            let layer = LayerChoice::Coder(coder.id);
            frequencies(project, &frequency::Query { layer, level, ..Default::default() }).unwrap().rows
        };
        for row in of(Level::Theme).iter().filter(|row| row.figures.codings > 0.0) {
            let codings = row.figures.codings as u64;
            add("by_theme", &row.path, codings);
            add("by_coder", &coder.name, codings);
        }
        for row in of(Level::Code).iter().filter(|row| row.figures.codings > 0.0) {
            let (codings, code) =
                (row.figures.codings as u64, &project.codebook().get(row.code).unwrap().name);
            add("by_code", code, codings);
            add("by_coder_code", &format!("{}|{code}", coder.name), codings);
        }
    }
    for (table, counts) in counts {
        assert_eq!(serde_json::to_value(counts).unwrap(), expected[table], "{table}");
    }
}

fn agreement(project: &Project, expected: &Value) {
    let coders = project.coders().iter().map(|coder| coder.id).collect();
    let answer = answer(project, &Query::new(coders));
    assert_eq!(answer.units, expected["code_points"].as_u64().unwrap());
    assert!(answer.left_out.is_empty());
    let rows = expected["agreement"].as_array().unwrap();
    for row in rows {
        let code = project.code_named(row["code"].as_str().unwrap()).unwrap().id;
        let [first, second] =
            [0, 1].map(|at| project.coder_named(row["coders"][at].as_str().unwrap()).unwrap().id);
        let of_code = answer.codes.iter().find(|scores| scores.code == code).unwrap();
        let pair = of_code.pairs.iter().find(|pair| pair.coders == [first, second]).unwrap();
        let cell = |name: &str| row[name].as_u64().unwrap();
        let table = Contingency {
            both: cell("both"),
            only_first: cell("first_only"),
            only_second: cell("second_only"),
            neither: cell("neither"),
        };
        assert_eq!(pair.table, table, "{row}");
        let percent = pair.scores["percent_agreement"].score.unwrap() * 100.0;
        assert!((percent - row["percent"].as_f64().unwrap()).abs() < 1e-9, "{row}");
        match (row["kappa"].as_f64(), pair.scores["cohen_kappa"].score) {
            (Some(expected), Ok(kappa)) => assert!((kappa - expected).abs() < 1e-9, "{row}"),
            (None, Err(_)) => {}
            (Some(_), Err(_)) | (None, Ok(_)) => panic!("{row}"),
        }
    }
    println!("{} tables and kappas equal", rows.len());
}

fn search(project: &Project, expected: &Value) {
    for (words, times) in expected["search"].as_object().unwrap() {
        let pattern = Pattern::plain(words, true, false).unwrap();
        let found: usize = project.transcripts().iter().map(|t| pattern.find_all(t.text()).len()).sum();
        assert_eq!(found, *times, "{words}");
    }
}

/// The corpus as a project, by the formats; imported codings count as complete.
fn imported(folder: &Path) -> Project {
    let mut stamp = Ids::default();
    let project = Project::new(ProjectId(stamp.uuid()), "Corpus", stamp.now());
    let mut files: Vec<_> =
        std::fs::read_dir(folder.join("transcripts")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let draft = |file: &std::path::PathBuf| {
        let name = file.file_name().unwrap().to_str().unwrap();
        txt::read(name, &std::fs::read(file).unwrap(), &TranscriptOptions::default()).unwrap()
    };
    let drafts: Vec<_> = files.iter().map(draft).collect();
    let table = |name: &str| std::fs::read(folder.join(name)).unwrap();
    let project = taken(&project, &transcripts::add(&project, &drafts, &mut stamp));
    let codes = codebook::import(
        &project,
        "codebook.csv",
        &table("codebook.csv"),
        &ImportOptions::default(),
        &mut stamp,
    )
    .unwrap();
    let project = taken(&project, &codes);
    let options = ImportOptions::default();
    let bytes = table("codings.csv");
    taken(&project, &codings::import(&project, "codings.csv", &bytes, &options, &mut stamp).unwrap())
}

/// The project with an import in it, which must not have lost anything.
fn taken(project: &Project, import: &Import) -> Project {
    assert_eq!(import.lost, []);
    project.apply_all(&import.edits).unwrap()
}
