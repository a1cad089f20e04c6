//! The coefficients against reference figures from published papers and other packages.
//!
//! Reads every `*.json` with `cases` in the folder that CONCORD_AGREEMENT_CASES names (`../shared/agreement` unasked),
//! and checks each expected figure that the library has, `null` meaning that there must be none. What it does not know
//! yet is listed by kind and key; run with `--nocapture` to see it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where its material is not as described")]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use concord::agreement::measure::{
    Matches, Side, bias_index, brennan_prediger, cohen_kappa, conger_kappa, fleiss_kappa, gwet_ac1, holsti,
    jaccard, krippendorff_alpha, light_kappa, pabak, percent_agreement, positive_agreement, prevalence_index,
    scott_pi,
};
use concord::agreement::{Category, Contingency, CrossTable, Rating, Ratings, Runs, Score};
use serde_json::{Map, Value};

#[test]
fn figures_equal_the_reference() {
    let Some(folder) = common::shared("CONCORD_AGREEMENT_CASES", "agreement") else { return };
    let mut checker = Checker::default();
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for file in files.iter().filter(|file| file.extension().is_some_and(|e| e == "json")) {
        let json: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
        for case in json["cases"].as_array().into_iter().flatten() {
            checker.case(case);
        }
    }
    println!("{} figures checked in {} cases", checker.figures, checker.cases);
    println!("not known yet, and so not checked:");
    for (what, times) in &checker.unknown {
        println!("  {what} ({times})");
    }
    assert!(
        checker.wrong.is_empty(),
        "{} figures differ:\n{}",
        checker.wrong.len(),
        checker.wrong.join("\n")
    );
}

#[derive(Default)]
struct Checker {
    cases: usize,
    figures: usize,
    /// Kind and key of what the library has no figure for, and how often it was asked for.
    unknown: BTreeMap<String, usize>,
    wrong: Vec<String>,
    case: String,
    kind: String,
    tolerance: f64,
}

impl Checker {
    fn case(&mut self, case: &Value) {
        self.cases += 1;
        self.case = text(&case["name"]);
        self.kind = text(&case["kind"]);
        self.tolerance = case["tolerance"].as_f64().unwrap_or(1e-9);
        let expected = object(&case["expected"]);
        match self.kind.as_str() {
            "matrix" => self.matrix(case, expected),
            "sets" => self.sets(&case["data"], expected),
            "spans" => self.spans(&case["data"], expected),
            _ => self.unknown_key("(whole kind)"),
        }
    }

    fn unknown_key(&mut self, key: &str) {
        let not_to_be_matched =
            key.ends_with("_informational") || key.starts_with("cu_alpha_other_readings_not_expected");
        if !not_to_be_matched {
            *self.unknown.entry(format!("{}: {key}", self.kind)).or_default() += 1;
        }
    }

    fn score(&mut self, key: &str, expected: &Value, score: Score) {
        self.within(key, expected, score, self.tolerance);
    }

    fn count(&mut self, key: &str, expected: &Value, count: u64) {
        self.within(key, expected, Ok(count as f64), 0.0);
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

    // ---- units × coders

    fn matrix(&mut self, case: &Value, expected: &Map<String, Value>) {
        let data = &case["data"];
        let scale = data["categories"].as_array().unwrap();
        let place =
            |value: &Value| scale.iter().position(|category| category == value).map(|at| Category(at as u16));
        let mut ratings = Ratings::new(data["coders"].as_array().unwrap().len(), scale.len() as u16);
        for unit in data["ratings"].as_array().unwrap() {
            let row: Vec<Rating> = unit.as_array().unwrap().iter().map(place).collect();
            ratings.add(&row, 1);
        }
        for (key, expected) in expected {
            let tolerance = case["tolerances"][key].as_f64().unwrap_or(self.tolerance);
            match (key.as_str(), nominal(key, &ratings)) {
                ("table", _) => {
                    let table = CrossTable::of(&ratings, 0, 1);
                    for (row, expected) in table.rows().zip(expected.as_array().unwrap()) {
                        for (&cell, expected) in row.iter().zip(expected.as_array().unwrap()) {
                            self.count("table", expected, cell);
                        }
                    }
                }
                (_, Some(score)) => self.within(key, expected, score, tolerance),
                (_, None) => self.unknown_key(key),
            }
        }
        for (key, printed) in case["published"].as_object().into_iter().flatten() {
            let tolerance = case["published_tolerance"][key].as_f64();
            if let (Some(tolerance), Some(score)) = (tolerance, nominal(key, &ratings)) {
                self.within(&format!("{key} as printed"), printed, score, tolerance);
            }
        }
    }

    // ---- several codes a unit

    fn sets(&mut self, data: &Value, expected: &Map<String, Value>) {
        let coders = data["coders"].as_array().unwrap().len();
        let units: Vec<Vec<Option<BTreeSet<String>>>> =
            data["ratings"].as_array().unwrap().iter().map(set_row).collect();
        for (key, expected) in expected {
            match key.as_str() {
                "per_code_alpha_binary" => {
                    for (code, expected) in object(expected) {
                        let mut ratings = Ratings::of_a_code(coders);
                        for unit in &units {
                            let row: Vec<Rating> = unit
                                .iter()
                                .map(|set| set.as_ref().map(|s| presence(s.contains(code))))
                                .collect();
                            ratings.add(&row, 1);
                        }
                        self.score(&format!("{key} {code}"), expected, krippendorff_alpha(&ratings));
                    }
                }
                "krippendorff_alpha_nominal_on_sets" => {
                    let used: BTreeSet<_> = units.iter().flatten().flatten().collect();
                    let used: Vec<_> = used.into_iter().collect();
                    let mut ratings = Ratings::new(coders, used.len() as u16);
                    for unit in &units {
                        let place = |set: &BTreeSet<String>| {
                            Category(used.partition_point(|&other| other < set) as u16)
                        };
                        let row: Vec<Rating> = unit.iter().map(|set| set.as_ref().map(place)).collect();
                        ratings.add(&row, 1);
                    }
                    self.score(key, expected, krippendorff_alpha(&ratings));
                }
                _ => self.unknown_key(key),
            }
        }
    }

    // ---- passages of text

    fn spans(&mut self, data: &Value, expected: &Map<String, Value>) {
        let study = Study::read(data);
        for (key, expected) in expected {
            match key.as_str() {
                "per_code" => {
                    for (code, expected) in object(expected) {
                        self.code(&study, code, object(expected));
                    }
                }
                "spans" => {
                    for (pair, expected) in object(expected) {
                        self.passages(&study, pair, object(expected));
                    }
                }
                _ => self.unknown_key(key),
            }
        }
    }

    fn code(&mut self, study: &Study, code: &str, expected: &Map<String, Value>) {
        let ratings = study.ratings(code, |_| true);
        for (key, expected) in expected {
            match key.as_str() {
                "pairs" => {
                    for (pair, expected) in object(expected) {
                        let (first, second) = study.pair(pair);
                        self.pair(&format!("{code} {pair}"), &ratings, (first, second), object(expected));
                    }
                }
                "per_document" => {
                    for row in expected.as_array().unwrap() {
                        let document = text(&row["document"]);
                        let ratings = study.ratings(code, |id| id == document);
                        self.pair(&format!("{code} {document}"), &ratings, (0, 1), object(row));
                    }
                }
                "mean_pairwise_cohen_kappa" => {
                    self.score(&format!("{code} {key}"), expected, light_kappa(&ratings));
                }
                "krippendorff_alpha_nominal_chars" => {
                    self.score(&format!("{code} {key}"), expected, krippendorff_alpha(&ratings));
                }
                _ => self.unknown_key(&format!("per_code.{key}")),
            }
        }
    }

    fn pair(&mut self, at: &str, ratings: &Ratings, pair: (usize, usize), expected: &Map<String, Value>) {
        let table = Contingency::of(ratings, pair.0, pair.1);
        for (key, expected) in expected {
            let name = format!("{at} {key}");
            match key.as_str() {
                "document" => {}
                "chars" => self.count(&name, expected, table.units()),
                "both" => self.count(&name, expected, table.both),
                "only_first" => self.count(&name, expected, table.only_first),
                "only_second" => self.count(&name, expected, table.only_second),
                "neither" => self.count(&name, expected, table.neither),
                "percent" => self.score(&name, expected, percent_agreement(&ratings.pair(pair.0, pair.1))),
                "f1_chars" => self.score(&name, expected, positive_agreement(table)),
                "jaccard_chars" => self.score(&name, expected, jaccard(table)),
                "cohen_kappa" => self.score(&name, expected, cohen_kappa(&table.into())),
                _ => self.unknown_key(&format!("per_code.pairs.{key}")),
            }
        }
    }

    fn passages(&mut self, study: &Study, pair: &str, expected: &Map<String, Value>) {
        let coders = study.pair(pair);
        for (key, expected) in expected {
            match key.as_str() {
                "all" => {
                    let mut all = Matches::default();
                    study.codes().iter().for_each(|code| all += study.matches(code, coders));
                    self.matches(&format!("{pair} all"), &all, object(expected));
                }
                "per_code" => {
                    for (code, expected) in object(expected) {
                        let matches = study.matches(code, coders);
                        self.matches(&format!("{pair} {code}"), &matches, object(expected));
                    }
                }
                _ => self.unknown_key(&format!("spans.{key}")),
            }
        }
    }

    fn matches(&mut self, at: &str, matches: &Matches, expected: &Map<String, Value>) {
        for (way, expected) in expected {
            for (key, expected) in object(expected) {
                let name = format!("{at} {way} {key}");
                let score = match (way.as_str(), key.as_str()) {
                    ("overlap_one_to_one", "matched") => {
                        self.count(&name, expected, matches.paired());
                        continue;
                    }
                    ("exact", "precision") => matches.exact_share(Side::Second),
                    ("exact", "recall") => matches.exact_share(Side::First),
                    ("exact", "f1") => matches.f1_exact(),
                    ("overlap_any", "precision") => matches.overlap_share(Side::Second),
                    ("overlap_any", "recall") => matches.overlap_share(Side::First),
                    ("overlap_any", "f1") => matches.f1_overlap(),
                    ("overlap_one_to_one", "precision") => matches.one_to_one_share(Side::Second),
                    ("overlap_one_to_one", "recall") => matches.one_to_one_share(Side::First),
                    ("overlap_one_to_one", "f1") => matches.f1_one_to_one(),
                    _ => {
                        self.unknown_key(&format!("spans.{way}.{key}"));
                        continue;
                    }
                };
                self.score(&name, expected, score);
            }
        }
    }
}

/// The library's figure of a reference's name, if it has one.
fn nominal(key: &str, ratings: &Ratings) -> Option<Score> {
    let table = || CrossTable::of(ratings, 0, 1);
    let code = || Contingency::of(ratings, 0, 1);
    Some(match key {
        "percent_agreement" => percent_agreement(ratings),
        "holsti" => holsti(ratings),
        "cohen_kappa" => cohen_kappa(&table()),
        "scott_pi" => scott_pi(&table()),
        "mean_pairwise_cohen_kappa" => light_kappa(ratings),
        "fleiss_kappa" => fleiss_kappa(ratings),
        "conger_kappa" => conger_kappa(ratings),
        "brennan_prediger_S" | "brennan_prediger" => brennan_prediger(ratings),
        "gwet_ac1" => gwet_ac1(ratings),
        "krippendorff_alpha_nominal" => krippendorff_alpha(ratings),
        "pabak" => pabak(code()),
        "prevalence_index" => prevalence_index(code()),
        "bias_index" => bias_index(code()),
        _ => return None,
    })
}

/// Coded texts as a `spans` case gives them.
struct Study {
    coders: Vec<String>,
    documents: Vec<Document>,
}

/// Code points, half open, and the code.
type Passage = (Range<u32>, String);

struct Document {
    id: String,
    length: u32,
    /// One a coder; none where the coder was not assigned.
    passages: Vec<Option<Vec<Passage>>>,
}

impl Document {
    fn of_code(&self, coder: usize, code: &str) -> Option<Vec<Range<u32>>> {
        let passages = self.passages[coder].as_ref()?;
        Some(passages.iter().filter(|(_, of)| of == code).map(|(range, _)| range.clone()).collect())
    }
}

impl Study {
    fn read(data: &Value) -> Self {
        let coders: Vec<_> = data["coders"].as_array().unwrap().iter().map(text).collect();
        let passage = |passage: &Value| {
            let at = |place: usize| passage[place].as_u64().unwrap() as u32;
            (at(0)..at(1), text(&passage[2]))
        };
        let document = |document: &Value| Document {
            id: text(&document["id"]),
            length: document["length"].as_u64().unwrap() as u32,
            passages: coders
                .iter()
                .map(|coder| {
                    Some(document["coders"].get(coder)?.as_array().unwrap().iter().map(passage).collect())
                })
                .collect(),
        };
        let documents = data["documents"].as_array().unwrap().iter().map(document).collect();
        Self { coders, documents }
    }

    fn codes(&self) -> BTreeSet<&str> {
        let passages =
            self.documents.iter().flat_map(|document| document.passages.iter().flatten().flatten());
        passages.map(|(_, code)| code.as_str()).collect()
    }

    /// The coders that `A|B` names.
    fn pair(&self, pair: &str) -> (usize, usize) {
        let (first, second) = pair.split_once('|').unwrap();
        let place = |name: &str| self.coders.iter().position(|coder| coder == name).unwrap();
        (place(first), place(second))
    }

    fn ratings(&self, code: &str, wanted: impl Fn(&str) -> bool) -> Ratings {
        let mut ratings = Ratings::of_a_code(self.coders.len());
        for document in self.documents.iter().filter(|document| wanted(&document.id)) {
            let layers: Vec<_> =
                (0..self.coders.len()).map(|coder| document.of_code(coder, code).map(Runs::new)).collect();
            ratings.add_text(document.length, &layers.iter().map(Option::as_ref).collect::<Vec<_>>());
        }
        ratings
    }

    fn matches(&self, code: &str, (first, second): (usize, usize)) -> Matches {
        let mut matches = Matches::default();
        for document in &self.documents {
            if let (Some(a), Some(b)) = (document.of_code(first, code), document.of_code(second, code)) {
                matches += Matches::of(&a, &b);
            }
        }
        matches
    }
}

fn presence(there: bool) -> Category {
    if there { Category::PRESENT } else { Category::ABSENT }
}

fn set_row(unit: &Value) -> Vec<Option<BTreeSet<String>>> {
    let set = |set: &Value| set.as_array().map(|codes| codes.iter().map(text).collect());
    unit.as_array().unwrap().iter().map(set).collect()
}

fn object(value: &Value) -> &Map<String, Value> {
    value.as_object().unwrap_or_else(|| panic!("expected an object, found {value}"))
}

/// A name, which some cases give as a number.
fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
