//! Whole studies: imported as they say, and their commands run against the program.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::Value;

use super::checker::{Checker, Rules};
use super::{inside, read};
use crate::common::child;

const HANGS: Duration = Duration::from_secs(600);

/// Imports a study, runs each command that the program has, and compares what it prints.
pub(super) fn study(checker: &mut Checker, folder: &Path) {
    let expected = read(&folder.join("expected.json"));
    let (Some(import), Some(commands)) = (expected["import"].as_array(), expected["commands"].as_array())
    else {
        return checker.skip(format!("{} without commands", folder.display()));
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
    let mut known = BTreeMap::new();
    for command in commands {
        let words: Vec<&str> =
            command["argv"].as_array().unwrap().iter().map(|w| w.as_str().unwrap()).collect();
        if !*known.entry(words[0]).or_insert_with_key(|command| has(command)) {
            checker.skip(words[0].to_owned());
            continue;
        }
        let said = format!("{name}: {}", words.join(" "));
        match answer(&words, &study, home.path()) {
            Ok(found) => checker.compare(&said, &command["json"], &found, &Rules::of_command(command)),
            Err(why) => checker.fault(format!("{said}: {why}")),
        }
    }
}

fn has(command: &str) -> bool {
    child::concord(&[command, "--help"], HANGS).code == Some(0)
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
    inside(dir).into_iter().filter(fits).collect()
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
