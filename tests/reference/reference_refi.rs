//! Projects and codebooks of other programs (REFI-QDA) against counts that were made without any of them.
//!
//! Reads `expected.json` in the folder that CONCORD_REFI_SAMPLES names (`../shared/refi-qda/samples` unasked) and each file that it
//! tells of: all its figures, by name, must be found; what has been brought in and not touched must be written as it came; what
//! is written must be valid by the schemas beside the folder, where xmllint is installed.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use concord::formats::refi::{self, Survey, survey};
use concord::formats::{ExportOptions, ImportOptions, Reader, Target, format_of, made};
use concord::model::{Project, ProjectId, Timestamp, sha256};
use quick_xml::events::Event;
use serde_json::Value;
use uuid::Uuid;

use crate::common;
use crate::common::ids::Ids;

/// Where a figure comes from, which says nothing of the file.
const PROVENANCE: [&str; 8] =
    ["file", "repo", "path", "commit", "licence", "tool", "note", "position_profile"];

#[test]
fn files_hold_what_they_are_known_to_hold() {
    let Some(folder) = common::shared("CONCORD_REFI_SAMPLES", "refi-qda/samples") else { return };
    let mut figures = 0;
    let mut wrong = Vec::new();
    for (name, bytes, expected) in samples(&folder) {
        let survey = survey(&name, &bytes).unwrap();
        for (key, value) in expected.as_object().unwrap() {
            if PROVENANCE.contains(&key.as_str()) {
                continue;
            }
            figures += 1;
            let found = figure(&survey, &bytes, key, value);
            if found.as_ref() != Some(value) {
                wrong.push(format!("{name}, {key}: {found:?} instead of {value}"));
            }
        }
        let (project, _) = imported(&name, &bytes);
        figures += 2;
        if project.codebook().len() != survey.codes {
            wrong.push(format!("{name}: {} codes of {} came in", project.codebook().len(), survey.codes));
        }
        if !project.check().is_empty() {
            wrong.push(format!("{name}: {:?}", project.check()));
        }
    }
    println!("{figures} figures checked");
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

/// A figure by its name; none where the name is not known.
fn figure(survey: &Survey, bytes: &[u8], key: &str, expected: &Value) -> Option<Value> {
    let number = |n: usize| Some(Value::from(n));
    match key {
        "bytes" => number(bytes.len()),
        "sha256" => Some(sha256(bytes).into()),
        "origin" => Some(survey.origin.clone().map_or(Value::Null, Value::from)),
        "sources" => serde_json::to_value(&survey.sources).ok(),
        "selections" => serde_json::to_value(&survey.selections).ok(),
        "codes" => number(survey.codes),
        "code_depth" => number(survey.code_depth),
        "non_codable" => number(survey.non_codable),
        "codings" => number(survey.codings),
        "users" => number(survey.users),
        "sets" => number(survey.sets),
        "cases" => number(survey.cases),
        "variables" => number(survey.variables),
        "notes" => number(survey.notes),
        "links" => number(survey.links),
        "graphs" => number(survey.graphs),
        "dup_guids" => number(survey.dup_guids),
        "undeclared_users" => number(survey.undeclared_users),
        "n_selected_texts" => number(survey.selected.len()),
        "selected_text_sha256" if survey.selected.is_empty() => Some(Value::Null),
        "selected_text_sha256" => {
            let words: Vec<&str> = survey.selected.iter().map(|(.., words)| words.as_str()).collect();
            Some(sha256(words.join("\n")).into())
        }
        "first_selections" => {
            let first = survey.selected.iter().take(expected.as_array()?.len());
            let shown = first.zip(expected.as_array()?).map(|((guid, start, end, words), like)| {
                let like = like["text"].as_str().unwrap_or_default();
                let shown =
                    match like.split_once(" … ").filter(|_| words.chars().count() > like.chars().count()) {
                        Some((head, tail)) => {
                            let last = words.chars().count() - tail.chars().count();
                            let head: String = words.chars().take(head.chars().count()).collect();
                            format!("{head} … {}", words.chars().skip(last).collect::<String>())
                        }
                        None => words.clone(),
                    };
                serde_json::json!({
                    "guid": guid, "start": start, "end": end, "chars": words.chars().count(), "text": shown,
                })
            });
            Some(shown.collect())
        }
        // That a file is valid is xmllint's to say, that we find what is not the import's.
        "valid_against_xsd" => {
            let (_, warnings) = imported("sample.qdpx", bytes);
            let said =
                warnings.iter().any(|w| w.starts_with("not as the schema says") || w.contains("QDA-XML 1.0"));
            Some((!said).into())
        }
        _ => None,
    }
}

#[test]
fn what_was_not_touched_is_written_as_it_came() {
    let Some(folder) = common::shared("CONCORD_REFI_SAMPLES", "refi-qda/samples") else { return };
    let mut figures = 0;
    for (name, bytes, expected) in samples(&folder) {
        let (project, _) = imported(&name, &bytes);
        let options = ExportOptions::default();
        let again = written(&name, &project, &options);
        assert_eq!(again, written(&name, &project, &options), "{name}: the same bytes");
        let ordered = expected["valid_against_xsd"] == true;
        let (before, after) = (nodes(&bytes, ordered), nodes(&again, ordered));
        if before != after {
            let (mut before, mut after) = (before.lines(), after.lines());
            let at = before.clone().zip(after.clone()).position(|(a, b)| a != b).unwrap_or_default();
            let [before, after] = [before.nth(at), after.nth(at)];
            panic!("{name}, line {at}:\n{before:?}\n{after:?}");
        }
        for (file, words) in files(&again) {
            let from = files(&bytes).remove(&file);
            assert_eq!(from.as_ref(), Some(&words), "{name}: {file}");
            figures += 1;
        }
        // Once more, from what was written.
        let (second, _) = imported(&name, &again);
        assert_eq!(figures_of(&second), figures_of(&project), "{name}");
        let third = written(&name, &second, &options);
        assert_eq!(nodes(&third, true), nodes(&again, true), "{name}: out and in twice");
        figures += 3;
    }
    println!("{figures} figures checked");
}

#[test]
fn what_is_written_is_valid() {
    let Some(folder) = common::shared("CONCORD_REFI_SAMPLES", "refi-qda/samples") else { return };
    if Command::new("xmllint").arg("--version").output().is_err() {
        println!("skipped: no xmllint");
        return;
    }
    let schemas = folder.parent().unwrap();
    let home = tempfile::tempdir().unwrap();
    let mut figures = 0;
    for (name, bytes, expected) in samples(&folder) {
        let (project, _) = imported(&name, &bytes);
        let selected = |bytes: &[u8]| {
            let words = survey(&name, bytes).unwrap().selected.into_iter();
            words.map(|(.., words)| words.replace("\r\n", "\n")).collect::<Vec<_>>()
        };
        for target in [Target::Original, Target::Standard, Target::Nvivo] {
            let again = written(&name, &project, &ExportOptions { target, ..ExportOptions::default() });
            let xml = xml(&again);
            if name.ends_with(".qdpx") {
                assert_eq!(selected(&again), selected(&bytes), "{name} for {target:?}");
            }
            let codebook = name.ends_with(".qdc");
            if expected["codes"] == 0 && codebook {
                continue;
            }
            let file = home.path().join("written.xml");
            std::fs::write(&file, xml).unwrap();
            let schema = schemas.join(if codebook { "Codebook.xsd" } else { "Project.xsd" });
            if !schema.exists() {
                println!("skipped: no schemas beside the folder");
                return;
            }
            valid(&schema, &file, &format!("{name} for {target:?}"));
            figures += 1;
        }
    }
    println!("{figures} figures checked");
}

fn valid(schema: &Path, file: &PathBuf, what: &str) {
    let said = Command::new("xmllint")
        .args(["--noout", "--nonet", "--schema"])
        .arg(schema)
        .arg(file)
        .output()
        .unwrap();
    assert!(said.status.success(), "{what}: {}", String::from_utf8_lossy(&said.stderr));
}

fn samples(folder: &Path) -> Vec<(String, Vec<u8>, Value)> {
    let Ok(list) = std::fs::read(folder.join("expected.json")) else {
        println!("skipped: no expected.json in {}", folder.display());
        return Vec::new();
    };
    let list: Vec<Value> = serde_json::from_slice(&list).unwrap();
    let file = |expected: Value| {
        let name = expected["file"].as_str().unwrap().to_owned();
        let bytes = std::fs::read(folder.join(&name)).unwrap();
        (name, bytes, expected)
    };
    list.into_iter().map(file).collect()
}

/// A project that holds what a file does, and what the import warned of.
fn imported(name: &str, bytes: &[u8]) -> (Project, Vec<String>) {
    let project = Project::new(ProjectId(Uuid::nil()), "A study", Timestamp::UNIX_EPOCH);
    let name = if bytes.starts_with(b"PK") { name.to_owned() } else { name.replace(".qdpx", ".qdc") };
    let Reader::Table(read) = format_of(&name, bytes, None).unwrap().read else {
        panic!("{name} is no project")
    };
    let import = read(&project, &name, bytes, &ImportOptions::default(), &mut Ids(0)).unwrap();
    let warnings = import.warnings.into_iter().map(|w| w.message.to_string()).collect();
    (project.apply_all(&import.edits).unwrap(), warnings)
}

fn written(name: &str, project: &Project, options: &ExportOptions) -> Vec<u8> {
    made(if name.ends_with(".qdc") { refi::codebook } else { refi::project }, project, options).unwrap().bytes
}

/// What a project holds, in figures.
fn figures_of(project: &Project) -> Vec<usize> {
    vec![
        project.codebook().len(),
        project.codings(),
        project.transcripts().len(),
        project.coders().len(),
        project.cases().len(),
        project.attributes().len(),
        project.memos().len(),
        project.code_sets().len(),
    ]
}

fn xml(bytes: &[u8]) -> Vec<u8> {
    if !bytes.starts_with(b"PK") {
        return bytes.to_vec();
    }
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let name = zip
        .file_names()
        .map(|n| n.unwrap().into_owned())
        .find(|n| n.to_lowercase().ends_with(".qde"))
        .unwrap();
    let mut xml = Vec::new();
    zip.by_name(&name).unwrap().read_to_end(&mut xml).unwrap();
    xml
}

/// The sources of a package by the last part of their names.
fn files(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    if !bytes.starts_with(b"PK") {
        return files;
    }
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).unwrap();
        let name = entry.name().unwrap().rsplit('/').next().unwrap().to_lowercase();
        let mut words = Vec::new();
        entry.read_to_end(&mut words).unwrap();
        if !name.ends_with(".qde") {
            files.insert(name, words);
        }
    }
    files
}

/// The elements of a file, a line each, without what may differ: white space between them, the order of attributes, the
/// program's name, namespaces. Where the file is not in the schema's order, its elements are sorted and empty lists left out.
fn nodes(bytes: &[u8], ordered: bool) -> String {
    let xml = xml(bytes);
    let words = String::from_utf8(xml.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&xml).to_vec()).unwrap();
    let mut reader = quick_xml::Reader::from_str(&words);
    reader.config_mut().expand_empty_elements = true;
    let mut open: Vec<(String, String, Vec<String>)> = vec![(String::new(), String::new(), Vec::new())];
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => {
                let local = tag.local_name().as_ref().to_owned();
                let mut attributes: Vec<String> = tag
                    .attributes()
                    .map(|a| a.unwrap())
                    .filter(|a| !a.key.as_ref().starts_with("xmlns") && !a.key.as_ref().starts_with("xsi:"))
                    .filter(|a| {
                        !matches!(local.as_str(), "Project" | "CodeBook") || a.key.as_ref() != "origin"
                    })
                    .map(|a| {
                        format!(
                            "{}={:?}",
                            a.key.as_ref(),
                            a.normalized_value(quick_xml::XmlVersion::Implicit1_0).unwrap()
                        )
                    })
                    .collect();
                attributes.sort();
                open.push((format!("{local} {}", attributes.join(" ")), String::new(), Vec::new()));
            }
            Event::End(_) => {
                let (head, text, mut children) = open.pop().unwrap();
                if !ordered {
                    children.sort();
                }
                let text = if children.is_empty() && text.trim().is_empty() { "" } else { text.as_str() };
                let text = if children.is_empty() { text } else { text.trim() };
                let empty = children.is_empty() && text.is_empty() && !head.contains('=');
                let lines = format!("<{head}>{text:?}\n{}", children.concat());
                if ordered || !empty {
                    open.last_mut().unwrap().2.push(lines);
                }
            }
            Event::Text(text) => open.last_mut().unwrap().1.push_str(&text.xml10_content()),
            Event::CData(text) => open.last_mut().unwrap().1.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let c = reference.resolve_char_ref().unwrap().map(String::from);
                let name = reference.xml10_content();
                let known = || quick_xml::escape::resolve_predefined_entity(&name).unwrap().to_owned();
                open.last_mut().unwrap().1.push_str(&c.unwrap_or_else(known));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    open.pop().unwrap().2.concat()
}
