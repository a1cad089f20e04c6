//! Coded texts: per code on characters, as units of a continuum, as whole passages, as sets, and aligned.

use std::collections::BTreeSet;
use std::ops::Range;

use concord::agreement::measure::{
    GammaOptions, Matches, Placed, SetDistance, SetRatings, Side, Unitizing, Valued, clashes, cohen_kappa,
    gamma, jaccard, krippendorff_alpha, light_kappa, merged, percent_agreement, positive_agreement,
};
use concord::agreement::{Contingency, NotApplicable, Ratings, Runs, Score};
use serde_json::{Map, Value};

use super::{Checker, list, object, text, whole};

impl Checker<'_> {
    pub(super) fn spans(&mut self, data: &Value, expected: &Map<String, Value>) {
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
                "unitizing_all_codes" => {
                    let codes = study.codes.clone();
                    self.unitizing(key, &codes, &study.unitizing(&codes, str::to_owned), expected);
                }
                "domains" => {
                    for (domain, expected) in object(expected) {
                        let codes = study.domain(domain);
                        let found = study.unitizing(&codes, str::to_owned);
                        self.unitizing(&format!("{key} {domain}"), &codes, &found, expected);
                    }
                }
                "Cu_alpha" => self.score(key, expected, study.domains().and_then(|of| of.cu_alpha())),
                "domains_u_alpha" => self.score(key, expected, study.domains().and_then(|of| of.u_alpha())),
                "domains_u_alpha_binary" => {
                    self.score(key, expected, study.domains().and_then(|of| of.u_alpha_binary()));
                }
                "set_alpha_jaccard_chars" => {
                    self.score(key, expected, study.sets().alpha(SetDistance::Jaccard));
                }
                "set_alpha_masi_chars" => self.score(key, expected, study.sets().alpha(SetDistance::Masi)),
                "gamma" => self.gamma(&study, object(expected)),
                _ => self.unknown_key(key),
            }
        }
    }

    fn unitizing(
        &mut self,
        at: &str,
        codes: &[String],
        found: &Result<Unitizing, NotApplicable>,
        expected: &Value,
    ) {
        let Some(expected) = expected.as_object() else {
            // Undefined as a whole.
            let figures = [Unitizing::u_alpha, Unitizing::u_alpha_binary, Unitizing::cu_alpha];
            for figure in figures {
                self.within(at, expected, found.as_ref().map_err(|why| *why).and_then(figure), 0.0);
            }
            return;
        };
        let score = |figure: fn(&Unitizing) -> Score| found.as_ref().map_err(|why| *why).and_then(figure);
        let of_value = |code: &str, figure: fn(&Unitizing, usize) -> Score| {
            let value = codes.iter().position(|other| other == code).unwrap();
            found.as_ref().map_err(|why| *why).and_then(|found| figure(found, value))
        };
        for (key, expected) in expected {
            let name = format!("{at} {key}");
            match key.as_str() {
                "u_alpha" => self.score(&name, expected, score(Unitizing::u_alpha)),
                "u_alpha_binary" => self.score(&name, expected, score(Unitizing::u_alpha_binary)),
                "cu_alpha" => self.score(&name, expected, score(Unitizing::cu_alpha)),
                "cu_coverage" => self.score(&name, expected, score(Unitizing::cu_coverage)),
                "ku_alpha" | "ku_coverage" if expected.is_null() => {
                    for code in codes {
                        self.score(&name, expected, of_value(code, Unitizing::ku_alpha));
                    }
                }
                "ku_alpha" => {
                    for (code, expected) in object(expected) {
                        self.score(
                            &format!("{name} {code} {key}"),
                            expected,
                            of_value(code, Unitizing::ku_alpha),
                        );
                    }
                }
                "ku_coverage" => {
                    for (code, expected) in object(expected) {
                        self.score(
                            &format!("{name} {code} {key}"),
                            expected,
                            of_value(code, Unitizing::ku_coverage),
                        );
                    }
                }
                _ => self.unknown_key(&format!("unitizing.{key}")),
            }
        }
    }

    fn gamma(&mut self, study: &Study, expected: &Map<String, Value>) {
        let found = gamma(&study.placed(), GammaOptions::default());
        let tolerance = expected.get("tolerance").and_then(Value::as_f64);
        let seeds: Result<Vec<f64>, NotApplicable> = (1..=5)
            .map(|seed| {
                let options = GammaOptions { seed, ..GammaOptions::default() };
                gamma(&study.placed(), options).and_then(|found| found.gamma)
            })
            .collect();
        let mean = |seeds: &[f64]| seeds.iter().sum::<f64>() / seeds.len() as f64;
        for (key, expected) in expected {
            match key.as_str() {
                // The weights that are ours too, and the tolerance itself.
                "parameters" | "tolerance" => {}
                "gamma_sd_over_seeds" => {
                    let spread = seeds.as_ref().map_err(|why| *why).map(|seeds| {
                        let mean = mean(seeds);
                        (seeds.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / 4.0).sqrt()
                    });
                    self.within(key, expected, spread, tolerance.unwrap_or(self.tolerance));
                }
                "best_alignment_disorder" => {
                    let tolerance = self.tolerance_of("gamma.best_alignment_disorder");
                    self.within(key, expected, found.map(|found| found.observed), tolerance);
                }
                "average_units_per_coder" => self.score(key, expected, study.units_per_coder()),
                "gamma_mean" => {
                    let score = seeds.as_ref().map_err(|why| *why).map(|seeds| mean(seeds));
                    self.within(key, expected, score, tolerance.unwrap_or(self.tolerance));
                }
                _ => self.unknown_key(&format!("gamma.{key}")),
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
                    for row in list(expected) {
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
                "unitizing" => {
                    let codes = [code.to_owned()];
                    self.unitizing(code, &codes, &study.unitizing(&codes, str::to_owned), expected);
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
                    study.codes.iter().for_each(|code| all += study.matches(code, coders));
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

/// Coded texts as a `spans` case gives them.
struct Study {
    coders: Vec<String>,
    /// Those that are declared or used.
    codes: Vec<String>,
    documents: Vec<Document>,
    domains: Vec<(String, Vec<String>)>,
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
        let coders: Vec<_> = list(&data["coders"]).iter().map(text).collect();
        let passage = |passage: &Value| {
            let at = |place: usize| whole(&passage[place]) as u32;
            (at(0)..at(1), text(&passage[2]))
        };
        // What has no length is dropped everywhere.
        let held = |(range, _): &Passage| range.start < range.end;
        let document = |document: &Value| Document {
            id: text(&document["id"]),
            length: whole(&document["length"]) as u32,
            passages: coders
                .iter()
                .map(|coder| {
                    let passages = document["coders"].get(coder).filter(|passages| !passages.is_null())?;
                    Some(list(passages).iter().map(passage).filter(held).collect())
                })
                .collect(),
        };
        let documents: Vec<Document> = list(&data["documents"]).iter().map(document).collect();
        let used = documents.iter().flat_map(|document| document.passages.iter().flatten().flatten());
        let declared = data["codes"].as_array().into_iter().flatten().map(text);
        let codes: BTreeSet<String> = used.map(|(_, code)| code.clone()).chain(declared).collect();
        let codes_of = |codes: &Value| list(codes).iter().map(text).collect();
        let domains = data["domains"].as_object().into_iter().flatten();
        let domains = domains.map(|(name, codes)| (name.clone(), codes_of(codes))).collect();
        Self { codes: codes.into_iter().collect(), coders, documents, domains }
    }

    /// The documents that all coders were assigned to.
    fn shared(&self) -> impl Iterator<Item = &Document> {
        self.documents.iter().filter(|document| document.passages.iter().all(Option::is_some))
    }

    /// The units of these codes on the continuum of all shared documents, each with what it stands for as its value.
    fn unitizing(
        &self,
        codes: &[String],
        value: impl Fn(&str) -> String,
    ) -> Result<Unitizing, NotApplicable> {
        let values: Vec<String> = codes.iter().map(|code| value(code)).collect();
        let mut all = Unitizing::new(self.coders.len(), values.len());
        let mut clash = false;
        for document in self.shared() {
            let units = |passages: &Vec<Passage>| -> Vec<Valued> {
                let of = |(range, code): &Passage| {
                    let code = codes.iter().find(|known| *known == code)?;
                    Some((range.clone(), values.iter().position(|known| *known == value(code))?))
                };
                merged(passages.iter().filter_map(of))
            };
            let coders: Vec<Vec<Valued>> = document.passages.iter().flatten().map(units).collect();
            clash |= coders.iter().any(|units| !clashes(units).is_empty());
            if !clash {
                all.add(document.length, &coders);
            }
        }
        if clash { Err(NotApplicable::Overlapping) } else { Ok(all) }
    }

    fn domain(&self, name: &str) -> Vec<String> {
        self.domains.iter().find(|(domain, _)| domain == name).unwrap().1.clone()
    }

    /// As [`Self::unitizing`], the domain of each code being its value.
    fn domains(&self) -> Result<Unitizing, NotApplicable> {
        let codes: Vec<String> = self.domains.iter().flat_map(|(_, codes)| codes.clone()).collect();
        self.unitizing(&codes, |code| {
            self.domains
                .iter()
                .find(|(_, codes)| codes.iter().any(|other| other == code))
                .map_or_else(String::new, |(name, _)| name.clone())
        })
    }

    /// Every character as the set of codes that it carries.
    fn sets(&self) -> SetRatings {
        let mut sets = SetRatings::new(self.coders.len());
        for document in &self.documents {
            for at in 0..document.length {
                let set = |passages: &Vec<Passage>| {
                    let mut words = vec![0_u64; self.codes.len().div_ceil(64)];
                    for (_, code) in passages.iter().filter(|(range, _)| range.contains(&at)) {
                        let place = self.codes.iter().position(|known| known == code).unwrap();
                        words[place / 64] |= 1 << (place % 64);
                    }
                    words
                };
                let row: Vec<_> =
                    document.passages.iter().map(|passages| passages.as_ref().map(set)).collect();
                sets.add(&row.iter().map(Option::as_deref).collect::<Vec<_>>(), 1);
            }
        }
        sets
    }

    /// The passages of each shared document to be aligned.
    fn placed(&self) -> Vec<Vec<Vec<Placed>>> {
        let place = |(range, code): &Passage| Placed {
            start: f64::from(range.start),
            end: f64::from(range.end),
            category: self.codes.iter().position(|known| known == code).unwrap(),
        };
        let coder = |passages: &Vec<Passage>| passages.iter().map(place).collect();
        self.shared().map(|document| document.passages.iter().flatten().map(coder).collect()).collect()
    }

    fn units_per_coder(&self) -> Score {
        let units: usize = self.placed().iter().flatten().map(Vec::len).sum();
        Ok(units as f64 / self.coders.len() as f64)
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
