//! Analyses against figures that other programs made: single formulas, and what the commands print of whole studies.
//!
//! Reads the folder that CONCORD_ANALYSIS_CASES names (`../shared/analysis` unasked), or one study of it. Every case of every
//! `*.json` is answered by the function of its kind; every folder with an `expected.json` is imported as it says and its
//! commands are run. Each figure named is compared, `null` meaning that there must be none, and a key that the answer does
//! not have fails. Commands that are not there yet are named and counted as skipped.

mod checker;
mod codes;
mod commands;
mod groups;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::common;
use checker::Checker;

/// A kind of cases, and what answers one of them: from the whole case to an object with the keys of its `expected`, `null`
/// or `{"undefined": reason}` where there is no figure, `"inf"` where it is infinite.
type Kind = (&'static str, fn(&Value) -> Value);

#[test]
fn cases_give_the_reference() {
    let Some(folder) = common::shared("CONCORD_ANALYSIS_CASES", "analysis") else { return };
    let kinds: BTreeMap<_, _> = [groups::KINDS, codes::KINDS].concat().into_iter().collect();
    let mut checker = Checker::default();
    for file in inside(&folder).iter().filter(|path| path.extension().is_some_and(|e| e == "json")) {
        for case in read(file)["cases"].as_array().into_iter().flatten() {
            let kind = case["kind"].as_str().unwrap();
            match kinds.get(kind) {
                Some(answer) => checker.case(case, &answer(case)),
                None => checker.fault(format!("nothing is known of the kind {kind}")),
            }
        }
    }
    checker.close();
}

#[test]
fn commands_print_the_reference() {
    let Some(folder) = common::shared("CONCORD_ANALYSIS_CASES", "analysis") else { return };
    let mut checker = Checker::default();
    let studies = inside(&folder).into_iter().chain([folder]);
    for study in studies.filter(|path| path.join("expected.json").is_file()) {
        commands::study(&mut checker, &study);
    }
    checker.close();
}

fn inside(folder: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.sort();
    all
}

fn read(file: &Path) -> Value {
    let bytes = std::fs::read(file).unwrap();
    serde_json::from_slice(&bytes).unwrap_or_else(|why| panic!("{}: {why}", file.display()))
}
