//! What the commands print of whole studies against figures that other programs made.
//!
//! Reads the folder that CONCORD_ANALYSIS_CASES names (`../shared/analysis` unasked), or one study of it: every folder with an
//! `expected.json` is imported as it says, each of its commands is run, and every figure it names is compared; `null` means
//! that there must be none. Commands that the program does not have, and cases of single formulas beside the folders, are
//! named and counted as skipped.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Map, Value};

use crate::common::{self, child};

const HANGS: Duration = Duration::from_secs(600);
/// What tells rows of one list apart, the first that all of them have and differ in.
const KEYS: [&[&str]; 10] = [
    &["word"],
    &["transcript"],
    &["case"],
    &["pair"],
    &["path", "level"],
    &["path"],
    &["codes"],
    &["from", "to"],
    &["value"],
    &["name"],
];

#[test]
fn commands_print_the_reference() {
    let Some(folder) = common::shared("CONCORD_ANALYSIS_CASES", "analysis") else { return };
    let inside = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let mut all: Vec<PathBuf> = inside.chain([folder]).collect();
    all.sort();
    let mut checker = Checker::default();
    for study in all.iter().filter(|path| path.join("expected.json").is_file()) {
        checker.study(study);
    }
    for file in all.iter().filter(|path| path.extension().is_some_and(|e| e == "json")) {
        let file = read(file);
        for case in file["cases"].as_array().into_iter().flatten() {
            checker.skip(format!("kind {}", case["kind"].as_str().unwrap_or("?")));
        }
    }
    println!("{} figures checked", checker.figures);
    let skipped: usize = checker.skipped.values().sum();
    let named: Vec<String> = checker.skipped.iter().map(|(what, n)| format!("{what} ({n})")).collect();
    println!("{skipped} skipped, which the program has no command for yet: {}", named.join(", "));
    let wrong = checker.wrong.len();
    assert!(wrong == 0, "{wrong} figures differ:\n{}", checker.wrong[..wrong.min(60)].join("\n"));
}

fn read(file: &Path) -> Value {
    let bytes = std::fs::read(file).unwrap();
    serde_json::from_slice(&bytes).unwrap_or_else(|why| panic!("{}: {why}", file.display()))
}

/// The files of a folder that a pattern such as `transcripts/*.txt` means, in order.
fn matching(folder: &Path, pattern: &str) -> Vec<PathBuf> {
    let path = folder.join(pattern);
    let (Some(dir), Some(name)) = (path.parent(), path.file_name().and_then(|n| n.to_str())) else {
        return Vec::new();
    };
    let Some((start, end)) = name.split_once('*') else { return vec![path] };
    let fits = |file: &PathBuf| {
        let name = file.file_name().and_then(|n| n.to_str()).unwrap_or_default();
        name.len() >= start.len() + end.len() && name.starts_with(start) && name.ends_with(end)
    };
    let all = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    let mut all: Vec<PathBuf> = all.filter(fits).collect();
    all.sort();
    all
}

#[derive(Default)]
struct Checker {
    figures: usize,
    skipped: BTreeMap<String, usize>,
    /// Which commands the program has.
    known: BTreeMap<String, bool>,
    wrong: Vec<String>,
    tolerances: Map<String, Value>,
    /// Lists may hold more than is named.
    subset: bool,
}

impl Checker {
    fn skip(&mut self, what: String) {
        *self.skipped.entry(what).or_default() += 1;
    }

    fn has(&mut self, command: &str) -> bool {
        let asked = || child::concord(&[command, "--help"], HANGS).code == Some(0);
        *self.known.entry(command.to_owned()).or_insert_with(asked)
    }

    fn study(&mut self, folder: &Path) {
        let expected = read(&folder.join("expected.json"));
        let (Some(import), Some(commands)) = (expected["import"].as_array(), expected["commands"].as_array())
        else {
            return self.skip(format!("{} without commands", folder.display()));
        };
        let name = folder.file_name().unwrap_or_default().display().to_string();
        let home = tempfile::tempdir().unwrap();
        let study = home.path().join("study").display().to_string();
        let done = |words: &[&str]| {
            let ran = child::concord(words, HANGS);
            assert_eq!(ran.code, Some(0), "{name}: {words:?}: {}", ran.said);
        };
        done(&["new", &study, "--title", "Reference"]);
        for pattern in import {
            let files = matching(folder, pattern.as_str().unwrap());
            assert!(!files.is_empty(), "{name}: {pattern} is no file");
            let files: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
            let words: Vec<&str> =
                ["import", &study].into_iter().chain(files.iter().map(String::as_str)).collect();
            done(&words);
        }
        for command in commands {
            let words: Vec<&str> =
                command["argv"].as_array().unwrap().iter().map(|w| w.as_str().unwrap()).collect();
            if !self.has(words[0]) {
                self.skip(words[0].to_owned());
                continue;
            }
            self.tolerances = command["tolerances"].as_object().cloned().unwrap_or_default();
            self.subset = command["subset"].as_bool().unwrap_or(false);
            let said = format!("{name}: {}", words.join(" "));
            match answer(&words, &study, home.path()) {
                Ok(found) => self.same(&said, "", &command["json"], Some(&found), 1e-9),
                Err(why) => self.wrong.push(format!("{said}: {why}")),
            }
        }
    }

    fn same(&mut self, at: &str, key: &str, want: &Value, got: Option<&Value>, tolerance: f64) {
        let fault =
            |got: Option<&Value>| format!("{at}: expected {want}, got {}", got.unwrap_or(&Value::Null));
        let ok = match (want, got) {
            (Value::Null, Some(Value::Null)) => true,
            (Value::Null, Some(Value::Object(reason))) => {
                reason.len() == 1 && reason.get("undefined").is_some_and(|why| why.as_str() != Some(""))
            }
            (Value::Object(want), Some(Value::Object(got))) => {
                for (key, value) in want.iter().filter(|(key, _)| !key.ends_with("_informational")) {
                    let named = self.tolerances.get(key).and_then(Value::as_f64);
                    let usual = if key.starts_with("odds_ratio") { 1e-8 } else { tolerance };
                    self.same(&format!("{at}.{key}"), key, value, got.get(key), named.unwrap_or(usual));
                }
                return;
            }
            (Value::Array(want), Some(Value::Array(got))) => {
                return self.lists(at, key, want, got, tolerance);
            }
            (Value::Number(want), Some(Value::Number(got))) => {
                let (want, got) = (want.as_f64().unwrap(), got.as_f64().unwrap());
                let near = (got - want).abs() <= tolerance * want.abs().max(1.0);
                let p = key != "p" || tolerance > 1e-6 || (got - want).abs() <= 1e-6 * want;
                near && p
            }
            (want, got) => Some(want) == got,
        };
        self.figures += 1;
        if !ok {
            self.wrong.push(fault(got));
        }
    }

    fn lists(&mut self, at: &str, key: &str, want: &[Value], got: &[Value], tolerance: f64) {
        // Codes that stand alone at the top are listed among themes, each with its level; the reference lists themes alone.
        let levels: Vec<&Value> = want.iter().filter_map(|row| row.get("level")).collect();
        let of_level = |row: &&Value| row.get("level").is_none_or(|level| levels.contains(&level));
        let got: Vec<Value> = got.iter().filter(|row| levels.is_empty() || of_level(row)).cloned().collect();
        if got.len() != want.len() && !(self.subset && got.len() > want.len()) {
            self.figures += 1;
            self.wrong.push(format!("{at}: expected {} entries, got {}", want.len(), got.len()));
            return;
        }
        let named = |keys: &[&str], row: &Value| -> Option<Vec<String>> {
            keys.iter().map(|key| row.get(key).map(Value::to_string)).collect()
        };
        let apart = |keys: &&&[&str]| {
            let names: Option<Vec<_>> = want.iter().map(|row| named(keys, row)).collect();
            names.is_some_and(|names| {
                let each: std::collections::BTreeSet<_> = names.iter().collect();
                each.len() == names.len()
            })
        };
        let Some(keys) = KEYS.iter().find(apart).filter(|_| !want.is_empty()) else {
            for (n, (want, got)) in want.iter().zip(&got).enumerate() {
                self.same(&format!("{at}[{n}]"), key, want, Some(got), tolerance);
            }
            return;
        };
        for row in want {
            let name = named(keys, row);
            let found = got.iter().find(|other| named(keys, other) == name);
            self.same(&format!("{at}[{}]", name.unwrap_or_default().join(", ")), key, row, found, tolerance);
        }
    }
}

/// What a command prints as JSON; of a report, what is in its file.
fn answer(words: &[&str], study: &str, home: &Path) -> Result<Value, String> {
    let file = home.join(words.get(1).copied().unwrap_or_default()).display().to_string();
    let report = words[0] == "report";
    let words: Vec<&str> = if report {
        [&["report", study, &file], &words[2..]].concat()
    } else {
        [&[words[0], study], &words[1..], &["--format", "json"]].concat()
    };
    let ran = child::concord(&words, HANGS);
    if ran.code != Some(0) {
        return Err(format!("exit {:?}: {}", ran.code, ran.said.trim()));
    }
    let said = if report { std::fs::read_to_string(&file).map_err(|why| why.to_string())? } else { ran.out };
    serde_json::from_str(&said).map_err(|why| why.to_string())
}
