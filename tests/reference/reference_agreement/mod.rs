//! The coefficients against reference figures from published papers and other packages.
//!
//! Reads every `*.json` with `cases` in the folder that CONCORD_AGREEMENT_CASES names (`../shared/agreement` unasked) and
//! checks each expected figure, `null` meaning that there must be none. A key that it does not know fails the test, unless
//! the material says of it that it is not to be matched.

mod matrix;
mod spans;
mod units;

use std::collections::{BTreeMap, BTreeSet};

use concord::agreement::Score;
use serde_json::{Map, Value};

use crate::common;

#[test]
fn figures_equal_the_reference() {
    let Some(folder) = common::shared("CONCORD_AGREEMENT_CASES", "agreement") else { return };
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let files = files.iter().filter(|file| file.extension().is_some_and(|e| e == "json"));
    let files: Vec<Value> =
        files.map(|file| serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap()).collect();
    let cases: Vec<&Value> =
        files.iter().flat_map(|file| file["cases"].as_array().into_iter().flatten()).collect();
    let mut checker = Checker {
        data: cases.iter().map(|case| (text(&case["name"]), &case["data"])).collect(),
        ..Checker::default()
    };
    cases.iter().for_each(|case| checker.case(case));
    println!("{} figures checked", checker.figures);
    println!("in {} cases", cases.len());
    let unknown: Vec<_> = checker.unknown.iter().map(String::as_str).collect();
    assert!(unknown.is_empty(), "keys that nothing is known of:\n{}", unknown.join("\n"));
    assert!(
        checker.wrong.is_empty(),
        "{} figures differ:\n{}",
        checker.wrong.len(),
        checker.wrong.join("\n")
    );
}

#[derive(Default)]
struct Checker<'c> {
    /// The data of each case, since some speak of another's.
    data: BTreeMap<String, &'c Value>,
    figures: usize,
    /// Kind and key of what the library has no figure for.
    unknown: BTreeSet<String>,
    wrong: Vec<String>,
    case: String,
    kind: String,
    tolerance: f64,
    tolerances: Map<String, Value>,
}

impl<'c> Checker<'c> {
    fn case(&mut self, case: &'c Value) {
        self.case = text(&case["name"]);
        self.kind = text(&case["kind"]);
        self.tolerance = case["tolerance"].as_f64().unwrap_or(1e-9);
        self.tolerances = case["tolerances"].as_object().cloned().unwrap_or_default();
        let (data, expected) = (&case["data"], object(&case["expected"]));
        match self.kind.as_str() {
            "matrix" => self.matrix(case, expected),
            "weighted_table" => self.weighted_table(case, expected),
            "bootstrap" => self.bootstrap(data, expected),
            "sets" => self.sets(data, expected),
            "segmentation" => self.segmentation(data, expected),
            "spans" => self.spans(data, expected),
            _ => self.unknown_key("(whole kind)"),
        }
    }

    fn unknown_key(&mut self, key: &str) {
        let name = key.rsplit('.').next().unwrap_or(key);
        let not_to_be_matched =
            name.ends_with("_informational") || name.starts_with("cu_alpha_other_readings_not_expected");
        if !not_to_be_matched {
            self.unknown.insert(format!("{}: {key}", self.kind));
        }
    }

    /// The tolerance of a key, which the material may name.
    fn tolerance_of(&self, key: &str) -> f64 {
        self.tolerances.get(key).and_then(Value::as_f64).unwrap_or(self.tolerance)
    }

    fn score(&mut self, key: &str, expected: &Value, score: Score) {
        let name = key.rsplit(' ').next().unwrap_or(key);
        self.within(key, expected, score, self.tolerance_of(name));
    }

    fn count(&mut self, key: &str, expected: &Value, count: u64) {
        self.within(key, expected, Ok(count as f64), 0.0);
    }

    /// Both ends, or none.
    fn interval(&mut self, key: &str, expected: &Value, interval: Option<[f64; 2]>) {
        match (expected.as_array(), interval) {
            (Some(ends), Some(found)) => {
                for (at, (end, found)) in ends.iter().zip(found).enumerate() {
                    self.within(&format!("{key}[{at}]"), end, Ok(found), self.tolerance_of(key));
                }
            }
            (None, None) => self.figures += 1,
            (Some(_), None) | (None, Some(_)) => {
                self.wrong.push(format!("{} {key}: expected {expected}, got {interval:?}", self.case));
            }
        }
    }

    fn within(&mut self, key: &str, expected: &Value, score: Score, tolerance: f64) {
        self.figures += 1;
        let equal = match (expected.as_f64(), score) {
            (None, Err(_)) => expected.is_null(),
            (Some(want), Ok(got)) => (want - got).abs() <= tolerance,
            (Some(_), Err(_)) | (None, Ok(_)) => false,
        };
        if !equal {
            self.wrong.push(format!("{} {key}: expected {expected}, got {score:?}", self.case));
        }
    }
}

fn object(value: &Value) -> &Map<String, Value> {
    value.as_object().unwrap_or_else(|| panic!("expected an object, found {value}"))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_else(|| panic!("expected a list, found {value}"))
}

/// A whole number from 0 up, written as one or with a point.
fn whole(value: &Value) -> u64 {
    let number = value.as_f64().filter(|number| *number >= 0.0 && number.fract() == 0.0);
    number.unwrap_or_else(|| panic!("expected a whole number, found {value}")) as u64
}

/// A name, which some cases give as a number.
fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
