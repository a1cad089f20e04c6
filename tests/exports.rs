//! What a study is written as for other programs: every format of the table writes the sample study, formulas are made
//! harmless, and the data package says of itself what is true, counted by another program where there is one.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use concord::agreement::{Query as Agreement, answer};
use concord::analysis::LayerChoice;
use concord::analysis::frequency::{Query, frequencies};
use concord::formats::{ExportOptions, FORMATS, made, package};
use concord::model::*;
use concord::store::{RealDisk, load, write_folder};
use serde_json::Value as Json;

fn sample() -> Project {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/relationships-in-care");
    load(&RealDisk, &folder).unwrap().project
}

/// The sample with names that a spreadsheet would run.
fn evil() -> Project {
    let project = sample();
    let mut edits = vec![Edit::SetTitle("=cmd()".into())];
    for (coder, name) in project.coders().into_iter().zip(["=1+1", "@x", "+A1", "-B2", "=C"]) {
        edits.push(Edit::PutCoder(Coder { name: name.into(), ..Coder::clone(coder) }));
    }
    for (at, code) in project.codebook().codes().enumerate() {
        let name = match at % 3 {
            0 => format!("={at}HYPERLINK(\"x\")"),
            1 => format!("<img onerror=\"x{at}\"><script>"),
            _ => format!("@{at}&\"'<a href=\"javascript:x\">"),
        };
        edits.push(Edit::PutCode(Box::new(Code { name, ..Code::clone(code) })));
    }
    project.apply_all(&edits).unwrap()
}

#[test]
fn every_format_writes_and_nothing_is_run() {
    for project in [sample(), evil()] {
        for format in FORMATS {
            let Some(write) = format.write else { continue };
            let exported = made(write, &project, &ExportOptions::default()).unwrap();
            assert!(exported.bytes.len() > 20, "{}", format.id);
            let again = made(write, &project, &ExportOptions::default()).unwrap();
            assert_eq!(again, exported, "{}: the same again", format.id);
            match format.extensions[0] {
                "csv" => harmless(format.id, &exported.bytes),
                "xlsx" => no_formulas(format.id, &exported.bytes),
                "docx" => no_fields(format.id, &exported.bytes),
                "html" => nothing_runs(format.id, &exported.bytes),
                _ => {}
            }
        }
        for (name, bytes) in package::export(&project, &[]).files {
            if name.ends_with(".csv") {
                harmless(&name, &bytes);
            }
        }
    }
}

fn harmless(name: &str, bytes: &[u8]) {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    for row in reader.records() {
        for cell in &row.unwrap() {
            let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
            assert!(!runs, "{name}: {cell}");
        }
    }
}

/// The parts of a zipped file that are XML.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let part = |at| {
        let mut entry = zip.by_index(at).unwrap();
        let mut words = String::new();
        let name = entry.name().unwrap().into_owned();
        std::io::Read::read_to_string(&mut entry, &mut words).unwrap();
        (name, words)
    };
    (0..zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap().len()).map(part).collect()
}

/// A cell of a workbook that is words is never run; a formula, a link and what is fetched would be.
fn no_formulas(name: &str, bytes: &[u8]) {
    for (part, words) in parts(bytes) {
        for runs in ["<f>", "<f ", "<hyperlink", "TargetMode=\"External\"", "<externalLink", "t=\"str\""] {
            assert!(!words.contains(runs), "{name}, {part}: {runs}");
        }
    }
}

/// Fields of a document, such as those that take in another file, are run as formulas are.
fn no_fields(name: &str, bytes: &[u8]) {
    for (part, words) in parts(bytes) {
        for runs in ["instrText", "fldSimple", "TargetMode=\"External\"", "altChunk", "<w:object"] {
            assert!(!words.contains(runs), "{name}, {part}: {runs}");
        }
    }
}

/// A page shows names as words, and asks nobody for anything.
fn nothing_runs(name: &str, bytes: &[u8]) {
    for token in html5gum::Tokenizer::new(bytes).flatten() {
        let html5gum::Token::StartTag(tag) = token else { continue };
        let element = String::from_utf8_lossy(&tag.name).into_owned();
        assert!(
            !["script", "img", "iframe", "link", "object", "base"].contains(&element.as_str()),
            "{name}: {element}"
        );
        for (attribute, value) in &tag.attributes {
            let (attribute, value) = (String::from_utf8_lossy(attribute), String::from_utf8_lossy(value));
            let runs = attribute.starts_with("on") || attribute == "src" || value.contains("url(");
            let leads = attribute == "href" && !value.starts_with('#');
            assert!(!runs && !leads, "{name}: {element} {attribute}={value}");
        }
    }
    assert!(!String::from_utf8_lossy(bytes).contains("@import"), "{name}");
}

#[test]
fn a_data_package_says_of_itself_what_is_true() {
    let project = sample();
    let files = package::export(&project, &[]).files;
    let described: Json = serde_json::from_slice(&files["datapackage.json"]).unwrap();
    let resources = described["resources"].as_array().unwrap();
    assert_eq!(resources.len() + 2, files.len(), "all but the description and the README");
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
            for (cell, field) in record.iter().zip(fields) {
                match field["type"].as_str().unwrap() {
                    "integer" => assert!(cell.is_empty() || cell.parse::<i64>().is_ok(), "{path}: {cell}"),
                    "boolean" => assert!(["yes", "no"].contains(&cell), "{path}: {cell}"),
                    "datetime" => assert!(cell.parse::<Timestamp>().is_ok(), "{path}: {cell}"),
                    kind => assert_eq!(kind, "string"),
                }
            }
        }
        rows.insert(path.to_owned(), records);
    }
    assert_eq!(rows["codings.csv"].len(), project.codings());
    assert_eq!(rows["transcripts.csv"].len(), project.transcripts().len());
    // Places are those of the texts beside the tables.
    let file: BTreeMap<&str, &str> = rows["transcripts.csv"].iter().map(|row| (&row[0], &row[2])).collect();
    for row in &rows["codings.csv"] {
        let text = std::str::from_utf8(&files[file[&row[1]]]).unwrap();
        let (start, end): (usize, usize) = (row[4].parse().unwrap(), row[5].parse().unwrap());
        let words: String = text.chars().skip(start).take(end - start).collect();
        assert_eq!(words, row[6].strip_prefix('\'').unwrap_or(&row[6]));
    }
}

/// Runs the README's SQL and prints each answer as JSON, one a line.
const COUNT: &str = "
import duckdb, json, re
con = duckdb.connect()
for block in re.findall(r'```sql\\n(.*?)```', open('README.md', encoding='utf-8').read(), re.S):
    answer = con.execute(block)
    if answer.description and len(answer.description) > 1:
        names = [column[0] for column in answer.description]
        print(json.dumps([dict(zip(names, [v if isinstance(v, str) else int(v) for v in row])) for row in answer.fetchall()]))
";

#[test]
fn the_sql_of_a_package_counts_as_concord_does() {
    let project = sample();
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("package");
    write_folder(&RealDisk, &target, &package::export(&project, &[]).files).unwrap();
    let python = std::env::var("CONCORD_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let run = Command::new(&python).args(["-c", COUNT]).current_dir(&target).output();
    let Some(run) = run.ok().filter(|run| run.status.success() || !missing(&run.stderr)) else {
        println!("0 figures checked: {python} has no duckdb");
        return;
    };
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let answers: Vec<Vec<BTreeMap<String, Json>>> = String::from_utf8(run.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let [counted, agreed] = <[_; 2]>::try_from(answers).unwrap();
    let mut checked = 0;
    for coder in project.coders() {
        let query = Query { layer: LayerChoice::Coder(coder.id), ..Query::default() };
        let Ok(ours) = frequencies(&project, &query) else { continue };
        for row in ours.rows.iter().filter(|_| ours.scope.transcripts > 0.0) {
            let found = counted.iter().find(|r| r["coder"] == *coder.name && r["path"] == *row.path);
            let found = found.unwrap_or_else(|| panic!("{} has no row of {}", row.path, coder.name));
            let f = row.figures;
            for (name, figure) in [
                ("codings", f.codings),
                ("segments", f.segments),
                ("transcripts", f.transcripts),
                ("participants", f.participants),
                ("of_participants", ours.scope.participants),
                ("characters", f.characters),
            ] {
                assert_eq!(found[name].as_f64(), Some(figure), "{}: {}: {name}", coder.name, row.path);
                checked += 1;
            }
        }
    }
    for row in &agreed {
        let coder = |key: &str| project.coder_named(row[key].as_str().unwrap()).unwrap().id;
        let ours = answer(&project, &Agreement::new(vec![coder("first"), coder("second")]));
        let path = row["path"].as_str().unwrap();
        let Some(code) = ours.codes.iter().find(|code| project.codebook().path(code.code) == path) else {
            continue;
        };
        let table = code.pairs[0].table;
        let theirs = ["both", "only_first", "only_second", "neither"].map(|name| row[name].as_u64().unwrap());
        assert_eq!([table.both, table.only_first, table.only_second, table.neither], theirs, "{path}");
        checked += 4;
    }
    println!("{checked} figures checked");
    assert!(checked > 100);
}

/// Reads a table of tags as Taguette does when it is given one.
const TAGS: &str = "
import json, sys
from taguette.import_codebook import list_tags
print(json.dumps(list_tags(open(sys.argv[1], 'rb'))))
";

#[test]
fn taguette_reads_the_codebook_for_it() {
    let project = sample();
    let mut code = Code::clone(project.codebook().codes().last().unwrap());
    (code.name, code.definition) = ("café 🙂 “so”, שלום".into(), "naïve, Größe\nand more".into());
    let project = project.apply(&Edit::PutCode(Box::new(code))).unwrap();
    let format = FORMATS.iter().find(|format| format.id == "taguette-csv").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("tags.csv");
    fs::write(&file, made(format.write.unwrap(), &project, &ExportOptions::default()).unwrap().bytes)
        .unwrap();
    let python = std::env::var("CONCORD_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let run = Command::new(&python).args(["-c", TAGS]).arg(&file).output();
    let Some(run) = run.ok().filter(|run| run.status.success() || !missing(&run.stderr)) else {
        println!("0 figures checked: {python} has no taguette");
        return;
    };
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let tags: Vec<BTreeMap<String, String>> = serde_json::from_slice(&run.stdout).unwrap();
    let book = project.codebook();
    let ours =
        book.codes().map(|code| (book.path(code.id).replace('/', "."), code.definition.trim().to_owned()));
    let theirs = tags.iter().map(|tag| (tag["path"].clone(), tag["description"].clone()));
    assert_eq!(ours.collect::<Vec<_>>(), theirs.collect::<Vec<_>>());
    println!("{} figures checked", 2 * tags.len());
}

fn missing(stderr: &[u8]) -> bool {
    String::from_utf8_lossy(stderr).contains("No module named")
}

fn concord(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_concord"));
    let run =
        command.args(arguments).current_dir(folder).env("CONCORD_CONFIG", folder.join("config")).output();
    let run = run.unwrap();
    let said = [run.stdout, run.stderr].concat();
    (run.status.code(), String::from_utf8(said).unwrap())
}

#[test]
fn a_study_leaves_by_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let disk: std::sync::Arc<dyn concord::store::Disk> = std::sync::Arc::new(RealDisk);
    concord::store::sample::unpack(&disk, &folder.path().join("study"), Timestamp::UNIX_EPOCH).unwrap();
    let run = |arguments: &[&str]| concord(folder.path(), arguments);
    for (file, starts) in [
        ("read.docx", "PK"),
        ("read.html", "<!DOCTYPE html>"),
        ("all.xlsx", "PK"),
        ("frequencies.csv", "code,path,level,group"),
        ("agreement.csv", "code,path,first,second"),
        (
            "settlements.csv",
            "settlement,transcript,code,path,start,end,text,decision,chosen,reason,by,at,had",
        ),
        ("memos.csv", "memo,reply_to,on"),
        ("history.csv", "step,at,who,what"),
        ("matrix.csv", "participant,coder,transcripts,looked_at,complete"),
    ] {
        let (code, said) = run(&["export", "study", file]);
        assert_eq!(code, Some(0), "{file}: {said}");
        let bytes = fs::read(folder.path().join(file)).unwrap();
        assert!(bytes.starts_with(starts.as_bytes()), "{file}");
    }
    assert!(fs::read_to_string(folder.path().join("history.csv")).unwrap().lines().count() > 1);
    let (code, said) = run(&["export", "study", "archive", "--format", "json"]);
    assert!(code == Some(0) && said.contains("\"kind\": \"package\""), "{said}");
    assert!(folder.path().join("archive/datapackage.json").is_file());
    let (code, said) = run(&["export", "study", "archive", "--as", "package"]);
    assert!(code == Some(1) && said.contains("name a folder that is not there yet"), "{said}");
    let (code, said) = run(&["export", "study", "x.csv"]);
    assert!(code == Some(2) && said.contains("--as codings|attributes|codebook|"), "{said}");
}

#[test]
fn passages_that_are_quoted_come_in_by_columns_that_are_named() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("P1.txt"), "I: How was it?\nP: We had tea.\n").unwrap();
    fs::write(folder.path().join("old.csv"), "Wo;Was;Worte\nP1;Essen;we  had tea\nP1;Essen;not there\n")
        .unwrap();
    let run = |arguments: &[&str]| concord(folder.path(), arguments);
    assert_eq!(run(&["new", "study", "--title", "T"]).0, Some(0));
    assert_eq!(run(&["import", "study", "P1.txt"]).0, Some(0));
    let columns = ["--columns", "transcript=Wo,code=Was,text=Worte", "--coder", "Eva"];
    let (code, said) = run(&[&["import", "study", "old.csv"][..], &columns].concat());
    assert!(
        code == Some(0) && said.contains("row 3: not placed: its words are not in the transcript"),
        "{said}"
    );
    let (_, said) = run(&["codings", "study", "--format", "csv"]);
    assert!(said.contains("P1,Eva,Essen,Essen,18,28,We had tea"), "{said}");
}

#[test]
fn a_folder_is_whole_or_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let files =
        |name: &str| BTreeMap::from([("a.txt".to_owned(), b"a".to_vec()), (name.to_owned(), b"b".to_vec())]);
    let target = folder.path().join("out");
    // A name that leads outside, or one that cannot be a file, hinders all of it.
    for name in ["../up.txt", "/abs", "a.txt/b"] {
        assert!(write_folder(&RealDisk, &target, &files(name)).is_err(), "{name}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "{name}");
    }
    write_folder(&RealDisk, &target, &files("sub/b.txt")).unwrap();
    assert_eq!(fs::read(target.join("sub/b.txt")).unwrap(), b"b");
    assert!(write_folder(&RealDisk, &target, &files("c")).is_err(), "what is there stays");
}

/// Killed at any moment, an export leaves nothing where its file should be, or all of it.
#[test]
fn an_export_that_is_killed_leaves_no_half_file() {
    let folder = tempfile::tempdir().unwrap();
    let disk: std::sync::Arc<dyn concord::store::Disk> = std::sync::Arc::new(RealDisk);
    concord::store::sample::unpack(&disk, &folder.path().join("study"), Timestamp::UNIX_EPOCH).unwrap();
    for name in ["all.xlsx", "read.docx", "codings.csv", "study.qdpx", "archive"] {
        let target = folder.path().join(name);
        let call = ["export", "study", name];
        let start = std::time::Instant::now();
        assert_eq!(concord(folder.path(), &call).0, Some(0));
        let took = start.elapsed();
        let whole = contents(&target);
        let clear = |target: &Path| {
            if target.is_dir() { fs::remove_dir_all(target) } else { fs::remove_file(target) }
        };
        clear(&target).unwrap();
        let (mut killed, mut done) = (0, 0);
        for round in 0..16_u32 {
            let mut command = Command::new(env!("CARGO_BIN_EXE_concord"));
            command.args(call).current_dir(folder.path()).env("CONCORD_CONFIG", folder.path().join("config"));
            let (null, nothing) = (std::process::Stdio::null(), std::process::Stdio::null());
            let mut child = command.stdout(null).stderr(nothing).spawn().unwrap();
            // Most of them towards its end, when the file is written.
            std::thread::sleep(took * (round + 5) / 16);
            child.kill().unwrap();
            child.wait().unwrap();
            if target.exists() {
                assert!(same(&contents(&target), &whole), "{name} is whole where it is there");
                clear(&target).unwrap();
                done += 1;
            } else {
                killed += 1;
            }
        }
        println!("{name}: {killed} killed before it was there, {done} after");
        // What is replaced stays until all of the new one is there.
        if name != "archive" {
            fs::write(&target, "the old one").unwrap();
            let mut command = Command::new(env!("CARGO_BIN_EXE_concord"));
            command.args(call).arg("--force").current_dir(folder.path());
            let mut child = command.stdout(std::process::Stdio::null()).spawn().unwrap();
            std::thread::sleep(std::time::Duration::from_millis(20));
            child.kill().unwrap();
            child.wait().unwrap();
            let now = contents(&target);
            let old = BTreeMap::from([(String::new(), b"the old one".to_vec())]);
            assert!(now == old || same(&now, &whole), "{name} is the old one or the new one");
            fs::remove_file(&target).unwrap();
        }
    }
    // The study is as it was.
    assert_eq!(concord(folder.path(), &["check", "study"]).0, Some(0));
}

/// A file, or the files of a folder, by name.
fn contents(target: &Path) -> BTreeMap<String, Vec<u8>> {
    if target.is_file() {
        return BTreeMap::from([(String::new(), fs::read(target).unwrap())]);
    }
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(target).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        all.extend(contents(&path).into_iter().map(|(under, bytes)| (format!("{name}/{under}"), bytes)));
    }
    all
}

/// Whether two exports hold the same, however their times differ.
fn same(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) -> bool {
    let sizes =
        |all: &BTreeMap<String, Vec<u8>>| all.iter().map(|(n, b)| (n.clone(), b.len())).collect::<Vec<_>>();
    sizes(one) == sizes(other)
}
