//! What a study is written as for other programs: every format of the table writes the sample study, formulas are made
//! harmless, and what is written is whole or not there.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use concord::formats::{ExportOptions, FORMATS, made, package};
use concord::model::*;
use concord::store::{RealDisk, load, write_folder};

use crate::common::child;

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
            let Some(write) = format.writer() else { continue };
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
        for (name, bytes) in package::export(&project, &[]).in_memory() {
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
    fs::write(&file, made(format.writer().unwrap(), &project, &ExportOptions::default()).unwrap().bytes)
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
        let left = hidden(folder.path()).len();
        println!("{name}: {killed} killed before it was there, {done} after, {left} left something");
        // The next one sweeps what those that were killed have left.
        assert_eq!(concord(folder.path(), &call).0, Some(0));
        assert_eq!(hidden(folder.path()), Vec::<String>::new(), "{name}");
        clear(&target).unwrap();
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

/// The names in a folder that are not shown as a rule.
fn hidden(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    names.map(|name| name.into_string().unwrap()).filter(|name| name.starts_with('.')).collect()
}

/// Whether a file that is being made, or the lock in a folder that is being made, is held by another process.
#[cfg(unix)]
fn is_locked(path: &Path) -> bool {
    let lock = if path.is_dir() { path.join("lock") } else { path.to_path_buf() };
    fs::File::open(lock).is_ok_and(|file| matches!(file.try_lock(), Err(fs::TryLockError::WouldBlock)))
}

/// An export that takes its time is not taken for one that was killed.
#[cfg(unix)]
#[test]
fn an_export_that_is_still_at_work_is_not_swept() {
    use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process, waitid};
    let folder = tempfile::tempdir().unwrap();
    let disk: std::sync::Arc<dyn concord::store::Disk> = std::sync::Arc::new(RealDisk);
    concord::store::sample::unpack(&disk, &folder.path().join("study"), Timestamp::UNIX_EPOCH).unwrap();
    for name in ["archive", "all.xlsx"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_concord"))
            .args(["export", "study", name])
            .current_dir(folder.path())
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        let id = Pid::from_child(&child);
        // One that has not yet locked what it makes may be swept, and takes another name.
        let held = loop {
            let _ = kill_process(id, Signal::STOP);
            // Neither takes the child from its place: it is waited for below.
            let states = WaitIdOptions::STOPPED | WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
            let state = waitid(WaitId::Pid(id), states).unwrap().unwrap();
            if !state.stopped() {
                break false;
            }
            if hidden(folder.path()).iter().any(|name| is_locked(&folder.path().join(name))) {
                break true;
            }
            kill_process(id, Signal::CONT).unwrap();
            std::thread::sleep(std::time::Duration::from_millis(1));
        };
        let there = hidden(folder.path());
        assert_eq!(concord(folder.path(), &["export", "study", "codings.csv", "--force"]).0, Some(0));
        assert_eq!(hidden(folder.path()), there, "{name}");
        if held {
            kill_process(id, Signal::CONT).unwrap();
        }
        assert!(child.wait().unwrap().success(), "{name}");
        assert_eq!(hidden(folder.path()), Vec::<String>::new(), "{name}");
        println!("{name}: {} held back", there.len());
    }
}

/// Where something else than a file stands, nothing is written, followed or waited for, whatever is asked.
#[cfg(unix)]
#[test]
fn an_export_goes_into_a_file_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let disk: std::sync::Arc<dyn concord::store::Disk> = std::sync::Arc::new(RealDisk);
    concord::store::sample::unpack(&disk, &at("study"), Timestamp::UNIX_EPOCH).unwrap();
    fs::write(at("precious"), "keep").unwrap();
    std::os::unix::fs::symlink(at("precious"), at("link.csv")).unwrap();
    std::os::unix::fs::symlink(at("nowhere"), at("dangling.csv")).unwrap();
    fs::create_dir(at("folder.csv")).unwrap();
    assert!(Command::new("mkfifo").arg(at("pipe.csv")).status().unwrap().success());
    let device = "/dev/full";
    for (name, what) in [
        ("link.csv", "this is a link"),
        ("dangling.csv", "this is a link"),
        ("folder.csv", "this is a folder"),
        ("pipe.csv", "this is a pipe"),
        (device, "this is a device"),
    ] {
        for force in [&[][..], &["--force"]] {
            let (code, said) =
                concord(folder.path(), &[&["export", "study", name, "--as", "codings"][..], force].concat());
            let wrong = code == Some(2) && name == device;
            assert!(wrong || (code == Some(1) && said.contains(what)), "{name}: {said}");
        }
    }
    for name in ["link.csv", "pipe.csv"] {
        fs::rename(at(name), at(&name.replace(".csv", ""))).unwrap();
        let (code, said) =
            concord(folder.path(), &["export", "study", &name.replace(".csv", ""), "--as", "package"]);
        assert!(code == Some(1) && said.contains("there is something already"), "{said}");
    }
    assert_eq!(fs::read(at("precious")).unwrap(), b"keep");
    assert!(!at("nowhere").exists() && hidden(folder.path()).is_empty());
}

/// Tables are written as they come: however many codings there are, they take hardly more memory than the study itself.
#[test]
fn many_codings_take_no_more_memory_than_the_study() {
    const CODINGS: usize = 40_000;
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(at("P1.txt"), "P: It was home, and we stayed there. ".repeat(2_000)).unwrap();
    fs::write(at("codes.csv"), "code\nhome\n").unwrap();
    let row = |n: usize| format!("P1,Asha,home,{n},{}\n", n + 400);
    let rows: String = (0..CODINGS).map(row).collect();
    fs::write(at("rows.csv"), format!("transcript,coder,code,start,end\n{rows}")).unwrap();
    let hangs = std::time::Duration::from_secs(300);
    let study = at("study");
    let run = |words: &[&str]| {
        let ran = child::concord(words, hangs);
        assert_eq!(ran.code, Some(0), "{words:?}: {}", ran.said);
        ran
    };
    run(&["new", &study, "--title", "T"]);
    for file in ["P1.txt", "codes.csv", "rows.csv"] {
        run(&["import", &study, &at(file)]);
    }
    let opened = run(&["info", &study]).memory;
    let mut taken = Vec::new();
    for format in ["text", "json", "csv"] {
        let ran = run(&["codings", &study, "--format", format]);
        assert!(ran.out.matches("home, and we").count() > CODINGS / 2, "{format}");
        taken.push((format!("codings as {format}"), ran.memory));
    }
    let search = run(&["search", &study, "e", "--format", "json"]);
    taken.push(("search".to_owned(), search.memory));
    taken.push(("export".to_owned(), run(&["export", &study, &at("codings.csv")]).memory));
    for (what, memory) in taken {
        println!("{what}: {} MiB, opening alone {} MiB", memory >> 10, opened >> 10);
        assert!(memory < opened + (12 << 10), "{what}: {memory} KiB after {opened}");
    }
}

/// What a package has of codings comes in again, by the ids that it has for names.
#[test]
fn the_codings_of_a_package_come_in_again() {
    let folder = tempfile::tempdir().unwrap();
    let disk: std::sync::Arc<dyn concord::store::Disk> = std::sync::Arc::new(RealDisk);
    concord::store::sample::unpack(&disk, &folder.path().join("study"), Timestamp::UNIX_EPOCH).unwrap();
    let run = |arguments: &[&str]| concord(folder.path(), arguments);
    assert_eq!(run(&["export", "study", "archive"]).0, Some(0));
    let table = fs::read_to_string(folder.path().join("archive/codings.csv")).unwrap();
    assert!(
        table
            .starts_with("study,coding_id,transcript_id,coder_id,code_id,begins,ends,text,memo,auto,created")
    );
    // All of them are there already; one that is moved by a character is not.
    let (code, said) =
        run(&["import", "study", "archive/codings.csv", "--as", "codings", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert!(code == Some(0) && told["added"]["codings"].is_null(), "{said}");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let mut row: Vec<String> = reader.records().next().unwrap().unwrap().iter().map(str::to_owned).collect();
    (row[5], row[7]) = ((row[5].parse::<u32>().unwrap() + 1).to_string(), String::new());
    let header = table.lines().next().unwrap();
    let moved = |row: &[String]| {
        format!("{header}\n{}\n", row.iter().map(|c| format!("\"{c}\"")).collect::<Vec<_>>().join(","))
    };
    fs::write(folder.path().join("moved.csv"), moved(&row)).unwrap();
    let (code, said) = run(&["import", "study", "moved.csv", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert!(code == Some(0) && told["added"]["codings"] == 1, "{said}");
    row[3] = uuid::Uuid::nil().to_string();
    fs::write(folder.path().join("unknown.csv"), moved(&row)).unwrap();
    let (code, said) = run(&["import", "study", "unknown.csv"]);
    assert!(code == Some(1) && said.contains("there is no coder with the id"), "{said}");
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
