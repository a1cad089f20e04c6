//! The data package: it says of itself what is true, and its own SQL counts in SQLite, DuckDB and Spark what Concord counts,
//! of several studies at once that call everything alike. Where an engine is not there, the test says so.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use concord::agreement::{Query as Agreement, answer};
use concord::analysis::cooccurrence::{Beside, Unit, cooccurrence};
use concord::analysis::frequency::{Query, frequencies};
use concord::analysis::{Asked, LayerChoice};
use concord::formats::package;
use concord::model::*;
use concord::store::{RealDisk, load, write_folder};
use serde_json::{Map, Value as Json, json};

/// A row of an answer.
type Row = Map<String, Json>;

fn sample() -> Project {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/relationships-in-care");
    load(&RealDisk, &folder).unwrap().project
}

/// Another study, in which all is called as in this one and has the same ids, but for the study's own.
fn twin(project: &Project) -> Project {
    let empty = Project::new(ProjectId(uuid::Uuid::from_u128(7)), project.title(), project.created());
    let whole = empty.apply_all(&empty.diff(project)).unwrap();
    let coder = |name: &str| project.coder_named(name).unwrap().id;
    let transcript = |title: &str| project.transcript_named(title).unwrap();
    let of_c3 = project.layer(transcript("P02").id(), coder("C3")).unwrap().codings();
    let unused = Code::new(CodeId(uuid::Uuid::from_u128(8)), "nobody's", None, Colour([1, 2, 3]));
    let mut alone = transcript("P03").record();
    alone.case = None;
    let edits = [
        Edit::RemoveTranscript(transcript("P12").id()),
        Edit::SetStatus {
            transcript: transcript("P01").id(),
            coder: coder("C1"),
            status: Completeness::InProgress,
        },
        Edit::RemoveCodings {
            transcript: transcript("P02").id(),
            coder: coder("C3"),
            codings: of_c3.iter().map(|coding| coding.id).collect(),
        },
        Edit::PutCode(Box::new(unused)),
        Edit::PutTranscript(Box::new(alone)),
    ];
    whole.apply_all(&edits).unwrap()
}

/// The study with speakers who are tied to cases: all but the interviewer of one transcript, which keeps its case; the only
/// one of another, which has none; and one of a transcript whose case has no other.
fn tied(project: &Project) -> Project {
    let empty = Project::new(ProjectId(uuid::Uuid::from_u128(9)), project.title(), project.created());
    let mut study = empty.apply_all(&empty.diff(project)).unwrap();
    for (at, title) in ["P01", "P04", "P05"].into_iter().enumerate() {
        let id = CaseId(uuid::Uuid::from_u128(100 + at as u128));
        let mut record = study.transcript_named(title).unwrap().record();
        record.case = record.case.filter(|_| at != 1);
        let (transcript, speaker) = (record.id, record.speakers.last().unwrap().label.clone());
        let case = Case { id, name: format!("speaker {at}"), values: BTreeMap::new() };
        let edits = [
            Edit::PutCase(case),
            Edit::PutTranscript(Box::new(record)),
            Edit::TieSpeaker { transcript, speaker, case: Some(id) },
        ];
        study = study.apply_all(&edits).unwrap();
    }
    study
}

/// Packages of studies side by side; the folder of the first.
fn side_by_side(folder: &Path, studies: &[Project]) -> PathBuf {
    for (at, study) in studies.iter().enumerate() {
        let files = package::export(study, &[]).in_memory();
        write_folder(&RealDisk, &folder.join(format!("package-{at}")), &files).unwrap();
    }
    folder.join("package-0")
}

#[test]
fn a_data_package_says_of_itself_what_is_true() {
    let project = sample();
    let files = package::export(&project, &[]).in_memory();
    let described: Json = serde_json::from_slice(&files["datapackage.json"]).unwrap();
    let resources = described["resources"].as_array().unwrap();
    let beside =
        files.keys().filter(|name| name.starts_with("load/") || name.starts_with("queries/")).count();
    assert_eq!(resources.len() + 2 + beside, files.len(), "all but the description, the README and the SQL");
    let mut rows = BTreeMap::new();
    for resource in resources {
        let path = resource["path"].as_str().unwrap();
        let bytes = files.get(path).unwrap_or_else(|| panic!("{path} is not there"));
        if !path.ends_with(".csv") {
            continue;
        }
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let names: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
        assert_eq!(header, names, "{path}");
        let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        for record in &records {
            assert_eq!(record[0], *project.id().to_string(), "{path}");
            for (cell, field) in record.iter().zip(fields) {
                match field["type"].as_str().unwrap() {
                    "integer" => assert!(cell.is_empty() || cell.parse::<i64>().is_ok(), "{path}: {cell}"),
                    "boolean" => assert!(["yes", "no"].contains(&cell), "{path}: {cell}"),
                    "datetime" => assert!(cell.parse::<Timestamp>().is_ok(), "{path}: {cell}"),
                    kind => assert_eq!(kind, "string"),
                }
            }
        }
        keys_hold(resource, &header, &records);
        rows.insert(path.to_owned(), records);
    }
    assert_eq!(rows["codings.csv"].len(), project.codings());
    assert_eq!(rows["transcripts.csv"].len(), project.transcripts().len());
    assert_eq!(rows["memos.csv"].len(), project.memos().len());
    // Places are those of the texts beside the tables.
    let file: BTreeMap<&str, &str> = rows["transcripts.csv"].iter().map(|row| (&row[1], &row[3])).collect();
    for row in &rows["codings.csv"] {
        let text = std::str::from_utf8(&files[file[&row[2]]]).unwrap();
        let (start, end): (usize, usize) = (row[5].parse().unwrap(), row[6].parse().unwrap());
        let words: String = text.chars().skip(start).take(end - start).collect();
        assert_eq!(words, row[7].strip_prefix('\'').unwrap_or(&row[7]));
    }
}

/// What names a row names one.
fn keys_hold(resource: &Json, header: &[String], records: &[csv::StringRecord]) {
    let Some(key) = resource["schema"]["primaryKey"].as_array() else { return };
    let columns: Vec<usize> = key
        .iter()
        .map(|name| header.iter().position(|column| column == name.as_str().unwrap()).unwrap())
        .collect();
    let keys: BTreeSet<Vec<&str>> =
        records.iter().map(|record| columns.iter().map(|&at| &record[at]).collect()).collect();
    assert_eq!((keys.len(), columns[0]), (records.len(), 0), "{}", resource["name"]);
}

/// The questions of a package in the order in which `check` takes their answers, then one about every column of every table
/// by its bare name.
fn questions(package: &Path) -> Vec<String> {
    let queries = ["frequencies", "themes", "agreement", "cooccurrence"];
    let text = |name| fs::read_to_string(package.join(format!("queries/{name}.sql"))).unwrap();
    let mut all: Vec<String> = queries.into_iter().map(text).collect();
    for (name, header, _) in tables(package) {
        all.push(format!(
            "SELECT {} FROM {name} t",
            header.iter().map(|c| format!("t.{c}")).collect::<Vec<_>>().join(", ")
        ));
    }
    all
}

/// The tables of a package: name, header, rows.
fn tables(package: &Path) -> Vec<(String, Vec<String>, Vec<csv::StringRecord>)> {
    let mut files: Vec<PathBuf> = fs::read_dir(package).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "csv"));
    files.sort();
    let table = |file: &PathBuf| {
        let mut reader = csv::Reader::from_path(file).unwrap();
        let header = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let name = file.file_stem().unwrap().to_str().unwrap().to_owned();
        (name, header, reader.records().map(Result::unwrap).collect())
    };
    files.iter().map(table).collect()
}

/// Whether an engine's answers to all questions are Concord's figures; how many were compared.
fn check(engine: &str, studies: &[Project], answers: &[Vec<Row>]) {
    let mut checked = 0;
    for study in studies {
        let id = study.id().to_string();
        let of_study =
            |answer: usize| answers[answer].iter().filter(|row| row["study"] == *id).collect::<Vec<_>>();
        checked += check_frequencies(engine, study, Level::Code, &of_study(0));
        checked += check_frequencies(engine, study, Level::Theme, &of_study(1));
        checked += check_agreement(engine, study, &of_study(2));
        checked += check_cooccurrence(engine, study, &of_study(3));
    }
    // Every table has the rows of all studies.
    let codings: usize = studies.iter().map(Project::codings).sum();
    assert!(
        answers.iter().any(|rows| rows.len() == codings && rows[0].contains_key("coding_id")),
        "{engine}"
    );
    println!("{engine}: {checked} figures checked");
    assert!(checked > 1000);
}

fn check_frequencies(engine: &str, study: &Project, level: Level, counted: &[&Row]) -> usize {
    let (mut checked, mut rows) = (0, 0);
    for coder in study.coders() {
        let query = Query { layer: LayerChoice::Coder(coder.id), level, ..Query::default() };
        let Ok(ours) = frequencies(study, &query) else { continue };
        for row in ours.rows.iter().filter(|_| ours.scope.transcripts > 0.0) {
            let found = counted.iter().find(|r| r["coder"] == *coder.name && r["path"] == *row.path);
            let found =
                found.unwrap_or_else(|| panic!("{engine}: {} has no row of {}", row.path, coder.name));
            let f = row.figures;
            for (name, figure) in [
                ("codings", f.codings),
                ("segments", f.segments),
                ("transcripts", f.transcripts),
                ("participants", f.participants),
                ("of_participants", ours.scope.participants),
                ("characters", f.characters),
            ] {
                let theirs = found[name].as_i64().map(|n| n as f64);
                assert_eq!(theirs, Some(figure), "{engine}: {}: {}: {name}", coder.name, row.path);
                checked += 1;
            }
            rows += 1;
        }
    }
    assert_eq!(counted.len(), rows, "{engine}: no row beside those of Concord");
    checked
}

#[test]
fn a_package_says_who_is_tied_to_which_case() {
    let study = tied(&sample());
    let files = package::export(&study, &[]).in_memory();
    let mut reader = csv::Reader::from_reader(files["speakers.csv"].as_slice());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let speakers = study.transcripts().iter().map(|t| t.speakers().len()).sum::<usize>();
    assert_eq!((rows.len(), rows.iter().filter(|row| !row[4].is_empty()).count()), (speakers, 3));
    let p04 = study.transcript_named("P04").unwrap();
    assert_eq!((p04.case(), p04.participants().len()), (None, 1));
}

fn check_agreement(engine: &str, study: &Project, agreed: &[&Row]) -> usize {
    // Whom `concord agreement` has in view unasked.
    let complete = |id| study.layers().any(|l| l.coder() == id && l.status() == Completeness::Complete);
    let persons = study.coders().into_iter().filter(|c| c.role == CoderRole::Person && complete(c.id));
    let ours = answer(study, &Agreement::new(persons.map(|coder| coder.id).collect()));
    let name = |id| study.coder(id).unwrap().name.as_str();
    let (mut checked, mut rows) = (0, 0);
    for code in &ours.codes {
        let path = study.codebook().path(code.code);
        for pair in &code.pairs {
            let [first, second] = pair.coders.map(name);
            let is = |row: &&&Row, a: &str, b: &str| {
                row["path"] == *path && row["first_coder"] == *a && row["second_coder"] == *b
            };
            let same = agreed.iter().find(|row| is(row, first, second));
            let turned = agreed.iter().find(|row| is(row, second, first));
            let row = same.or(turned).unwrap_or_else(|| panic!("{engine}: {path}: {first}, {second}"));
            let names = match same {
                Some(_) => ["in_both", "only_first", "only_second", "neither"],
                None => ["in_both", "only_second", "only_first", "neither"],
            };
            let t = pair.table;
            assert_eq!(
                [t.both, t.only_first, t.only_second, t.neither],
                names.map(|name| row[name].as_u64().unwrap()),
                "{engine}: {path}"
            );
            for name in ["percent_agreement", "cohen_kappa"] {
                let figure = pair.scores[name].score.ok();
                let theirs = row[name].as_f64();
                let close = figure.zip(theirs).is_some_and(|(a, b)| (a - b).abs() < 1e-9);
                assert!(
                    close || (figure.is_none() && theirs.is_none()),
                    "{engine}: {path}: {name}: {figure:?}, {theirs:?}"
                );
            }
            (checked, rows) = (checked + 6, rows + 1);
        }
    }
    assert_eq!(agreed.len(), rows, "{engine}: no row beside those of Concord");
    checked
}

fn check_cooccurrence(engine: &str, study: &Project, counted: &[&Row]) -> usize {
    let (mut checked, mut rows) = (0, 0);
    for coder in study.coders() {
        let asked = Asked { layer: LayerChoice::Coder(coder.id), ..Asked::default() };
        let of = |unit| cooccurrence(study, asked, unit).unwrap();
        let (overlap, turn) = (of(Unit::Overlap), of(Unit::Turn));
        for (pair, turns) in overlap
            .relations
            .pairs
            .iter()
            .zip(&turn.relations.pairs)
            .filter(|_| overlap.basis.transcripts > 0)
        {
            let [first, second] = pair.codes.map(|code| overlap.codes[code].path.as_str());
            let is = |row: &&&Row| {
                row["coder"] == *coder.name && row["first_path"] == *first && row["second_path"] == *second
            };
            let row = counted.iter().find(is).unwrap_or_else(|| panic!("{engine}: {first}, {second}"));
            let Beside::Overlap(of, _) = &pair.beside else { panic!("{pair:?}") };
            let ours = [pair.count, of.characters, of.transcripts, turns.count];
            let theirs =
                ["overlapping", "characters", "transcripts", "turns"].map(|name| row[name].as_u64().unwrap());
            assert_eq!(theirs, ours, "{engine}: {}: {first}, {second}", coder.name);
            assert_eq!(row["of_transcripts"], overlap.basis.transcripts, "{engine}");
            (checked, rows) = (checked + 5, rows + 1);
        }
    }
    assert_eq!(counted.len(), rows, "{engine}: no row beside those of Concord");
    checked
}

/// What SQLite answers, which has every cell as words.
fn by_sqlite(folders: &[PathBuf], questions: &[String]) -> Vec<Vec<Row>> {
    let engine = rusqlite::Connection::open_in_memory().unwrap();
    for folder in folders {
        for (name, header, rows) in tables(folder) {
            engine
                .execute(&format!("CREATE TABLE IF NOT EXISTS {name} ({})", header.join(" TEXT, ")), [])
                .unwrap();
            let places = vec!["?"; header.len()].join(", ");
            let mut insert = engine.prepare(&format!("INSERT INTO {name} VALUES ({places})")).unwrap();
            for row in rows {
                insert.execute(rusqlite::params_from_iter(&row)).unwrap();
            }
        }
    }
    let answer = |question: &String| {
        let mut asked = engine.prepare(question).unwrap();
        let names: Vec<String> = asked.column_names().map(str::to_owned).collect();
        let row = |row: &rusqlite::Row<'_>| {
            let cell = |at| match row.get_ref(at).unwrap() {
                rusqlite::types::ValueRef::Integer(n) => json!(n),
                rusqlite::types::ValueRef::Real(n) => json!(n),
                rusqlite::types::ValueRef::Text(words) => json!(std::str::from_utf8(words).unwrap()),
                _ => Json::Null,
            };
            Ok(names.iter().enumerate().map(|(at, name)| (name.clone(), cell(at))).collect::<Row>())
        };
        asked.query_map([], row).unwrap().map(Result::unwrap).collect()
    };
    questions.iter().map(answer).collect()
}

#[test]
fn sqlite_counts_as_concord_does() {
    let studies = [sample(), twin(&sample()), tied(&sample())];
    let folder = tempfile::tempdir().unwrap();
    let package = side_by_side(folder.path(), &studies);
    let folders = [0, 1, 2].map(|at| folder.path().join(format!("package-{at}")));
    check("SQLite", &studies, &by_sqlite(&folders, &questions(&package)));
    // Two packages of one study count neither twice nor once: which of them would it be?
    let twice = by_sqlite(&[package.clone(), folders[1].clone(), package.clone()], &questions(&package));
    let twin = studies[1].id().to_string();
    assert!(twice[..4].iter().all(|rows| !rows.is_empty() && rows.iter().all(|row| row["study"] == *twin)));
}

/// The files of a package that its README gives to a program.
fn files_for(package: &Path, program: &str) -> Vec<String> {
    let readme = fs::read_to_string(package.join("README.md")).unwrap();
    let line = readme.lines().find(|line| line.contains(program) && line.contains("load/")).unwrap();
    let words = line.split([' ', '"', '(', ')']);
    words.filter(|word| package.join(word).is_file()).map(str::to_owned).collect()
}

/// What a program in Python answers, one line of JSON a question; none where what it needs is not there, which is said.
fn by_python(engine: &str, program: &str, package: &Path) -> Option<Vec<Vec<Row>>> {
    let files = files_for(package, engine);
    assert_eq!(files.len(), 2, "the tables, then a question: {files:?}");
    let scratch = tempfile::tempdir().unwrap();
    let asked = scratch.path().join("questions.json");
    fs::write(&asked, serde_json::to_vec(&questions(package)).unwrap()).unwrap();
    let python = std::env::var("CONCORD_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let run = Command::new(&python)
        .args(["-c", program])
        .args(&files)
        .args([&asked, scratch.path()])
        .current_dir(package)
        .env("SPARK_LOCAL_IP", "127.0.0.1")
        .output();
    let Some(run) = run.ok().filter(|run| run.status.success() || !missing(&run.stderr)) else {
        println!("0 figures checked: {python} has no {engine}, or there is no Java for it");
        return None;
    };
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let said = String::from_utf8(run.stdout).unwrap();
    Some(
        said.lines()
            .filter(|line| line.starts_with('['))
            .map(|line| serde_json::from_str(line).unwrap())
            .collect(),
    )
}

fn missing(stderr: &[u8]) -> bool {
    let said = String::from_utf8_lossy(stderr);
    said.contains("No module named") || said.contains("JAVA_GATEWAY_EXITED")
}

/// Both begin with what the README gives to the engine, and go on with all questions.
const DUCKDB: &str = "
import duckdb, json, sys
load, first, asked, _ = sys.argv[1:]
engine = duckdb.connect()
text = lambda file: open(file, encoding='utf-8').read()
engine.execute(text(load)); engine.execute(text(first))
for question in json.loads(text(asked)):
    answer = engine.execute(question)
    names = [column[0] for column in answer.description]
    print(json.dumps([dict(zip(names, row)) for row in answer.fetchall()]))
";

const SPARK: &str = "
import json, sys
from pyspark.sql import SparkSession
load, first, asked, scratch = sys.argv[1:]
settings = {
    'spark.ui.enabled': 'false', 'spark.driver.host': '127.0.0.1', 'spark.driver.bindAddress': '127.0.0.1',
    'spark.sql.shuffle.partitions': '1', 'spark.driver.memory': '1g', 'spark.sql.warehouse.dir': scratch,
    'spark.local.dir': scratch, 'spark.sql.ansi.enabled': 'true', 'spark.sql.ansi.enforceReservedKeywords': 'true',
    'spark.sql.ansi.doubleQuotedIdentifiers': 'true',
}
builder = SparkSession.builder.master('local[1]')
for name, value in settings.items():
    builder = builder.config(name, value)
engine = builder.getOrCreate()
engine.sparkContext.setLogLevel('ERROR')
text = lambda file: open(file, encoding='utf-8').read()
for statement in text(load).split(';\\n'):
    if statement.strip():
        engine.sql(statement)
engine.sql(text(first))
for question in json.loads(text(asked)):
    print(json.dumps([row.asDict() for row in engine.sql(question).collect()]))
";

#[test]
fn duckdb_and_spark_count_as_concord_does() {
    let studies = [sample(), twin(&sample()), tied(&sample())];
    let folder = tempfile::tempdir().unwrap();
    let package = side_by_side(folder.path(), &studies);
    let folders = [0, 1, 2].map(|at| folder.path().join(format!("package-{at}")));
    let loaded = by_sqlite(&folders, &questions(&package));
    for (engine, program) in [("duckdb", DUCKDB), ("spark", SPARK)] {
        if let Some(answers) = by_python(engine, program, &package) {
            check(engine, &studies, &answers);
            // Every cell of every table is what it is: line ends, quotation marks and emoji too.
            for (theirs, ours) in answers[4..].iter().zip(&loaded[4..]) {
                assert_eq!(words(theirs), words(ours), "{engine}");
            }
        }
    }
}

/// Rows in an order of their own, where nothing is as good as no words.
fn words(rows: &[Row]) -> BTreeSet<Vec<String>> {
    let cell = |cell: &Json| cell.as_str().unwrap_or_default().to_owned();
    rows.iter().map(|row| row.values().map(cell).collect()).collect()
}

#[test]
fn pandas_takes_the_tables() {
    let studies = [sample(), twin(&sample()), tied(&sample())];
    let folder = tempfile::tempdir().unwrap();
    let package = side_by_side(folder.path(), &studies);
    let python = std::env::var("CONCORD_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let run = Command::new(&python).args(files_for(&package, "python3")).current_dir(&package).output();
    let Some(run) = run.ok().filter(|run| run.status.success() || !missing(&run.stderr)) else {
        println!("0 figures checked: {python} has no pandas");
        return;
    };
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let said = String::from_utf8(run.stdout).unwrap();
    let codings: usize = studies.iter().map(Project::codings).sum();
    assert!(said.contains(&format!("codings: {codings} rows")) && said.contains("studies: 3 rows"), "{said}");
}
