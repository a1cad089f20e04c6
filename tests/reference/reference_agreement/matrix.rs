//! Units × coders, and tables of two coders: coefficients, errors and intervals.

use concord::agreement::measure::{
    Chance, Linearised, Metric, Weighting, Weights, bias_index, brennan_prediger, cohen_kappa, conger_kappa,
    fleiss_kappa, fleiss_kappa_of_category, fleiss_se0, gwet_ac1, gwet_ac2, holsti, kappa_errors,
    krippendorff_alpha_of, light_kappa, linearised, pabak, percent_agreement, prevalence_index, scott_pi,
    weighted_kappa,
};
use concord::agreement::{
    Category, Contingency, CrossTable, Measurement, NotApplicable, Rating, Ratings, Score, TableOfRatings,
};
use serde_json::{Map, Value};

use super::{Checker, list, object, text, whole};

/// A matrix case's ratings, and the value of each of its categories.
struct Matrix {
    ratings: Ratings,
    values: Vec<f64>,
    categories: Vec<String>,
}

impl Matrix {
    fn read(data: &Value) -> Self {
        let scale = list(&data["categories"]);
        let rows = list(&data["ratings"]);
        // 1 and 1.0 are one category.
        let same = |a: &Value, b: &Value| a == b || a.as_f64().is_some_and(|a| Some(a) == b.as_f64());
        let place = |value: &Value| {
            let at = scale.iter().position(|category| same(category, value));
            assert!(at.is_some() || value.is_null(), "{value} is not among the categories");
            at.map(|at| Category(at as u16))
        };
        let named = data["coders"].as_array().map_or(0, Vec::len);
        let coders = rows.iter().map(|row| list(row).len()).max().unwrap_or(0).max(named);
        let mut ratings = Ratings::new(coders, scale.len() as u16);
        for unit in rows {
            let row: Vec<Rating> = list(unit).iter().map(place).collect();
            ratings.add(&row, 1);
        }
        let values = scale.iter().enumerate().map(|(at, value)| value.as_f64().unwrap_or(at as f64));
        Self { ratings, values: values.collect(), categories: scale.iter().map(text).collect() }
    }

    fn weights(&self, name: Option<&str>) -> Option<Weights> {
        Some(match name {
            None => Weights::identity(self.values.len()),
            Some("linear") => Weights::named(Weighting::Linear, &self.values),
            Some("quadratic") => Weights::named(Weighting::Quadratic, &self.values),
            Some("ordinal") => Weights::named(Weighting::Ordinal, &self.values),
            Some(_) => return None,
        })
    }

    /// The figure of a key, if it is one.
    fn figure(&self, key: &str) -> Option<Score> {
        let ratings = &self.ratings;
        let table = || CrossTable::of(ratings, 0, 1);
        let code = || Contingency::from(&table());
        let alpha = |metric| krippendorff_alpha_of(ratings, metric);
        if let Some(name) = key.strip_suffix("_se_gwet") {
            let error = |found: Linearised| found.se.ok_or(NotApplicable::NothingShared);
            return match name {
                "cohen_kappa" => Some(kappa_errors(&table(), &self.weights(None)?).map(|errors| errors.se)),
                _ => Some(self.linearised(name)?.and_then(error)),
            };
        }
        Some(match key {
            "percent_agreement" => percent_agreement(ratings),
            "holsti" => holsti(ratings),
            "cohen_kappa" => cohen_kappa(&table()),
            "cohen_kappa_se" => kappa_errors(&table(), &self.weights(None)?).map(|errors| errors.se),
            "cohen_kappa_se0" => kappa_errors(&table(), &self.weights(None)?).map(|errors| errors.se0),
            "scott_pi" => scott_pi(&table()),
            "mean_pairwise_cohen_kappa" => light_kappa(ratings),
            "fleiss_kappa" => fleiss_kappa(ratings),
            "fleiss_kappa_se0_fnl1979" => fleiss_se0(ratings),
            "conger_kappa" => conger_kappa(ratings),
            "brennan_prediger_S" | "brennan_prediger" => brennan_prediger(ratings),
            "gwet_ac1" => gwet_ac1(ratings),
            "krippendorff_alpha_nominal" => alpha(Metric::Nominal),
            "krippendorff_alpha_ordinal" => alpha(Metric::Ordinal),
            "krippendorff_alpha_interval" => alpha(Metric::Interval(&self.values)),
            "krippendorff_alpha_ratio" => alpha(Metric::Ratio(&self.values)),
            "pabak" => pabak(code()),
            "prevalence_index" => prevalence_index(code()),
            "bias_index" => bias_index(code()),
            _ => {
                if let Some(name) = key.strip_prefix("gwet_ac2_") {
                    return Some(gwet_ac2(ratings, &self.weights(Some(name))?));
                }
                let name = key.strip_prefix("cohen_kappa_")?;
                let (name, error) = match (name.strip_suffix("_se0"), name.strip_suffix("_se")) {
                    (Some(name), _) => (name, Some(0)),
                    (_, Some(name)) => (name, Some(1)),
                    (None, None) => (name, None),
                };
                let weights = self.weights(Some(name))?;
                match error {
                    None => weighted_kappa(&table(), &weights),
                    Some(0) => kappa_errors(&table(), &weights).map(|errors| errors.se0),
                    Some(_) => kappa_errors(&table(), &weights).map(|errors| errors.se),
                }
            }
        })
    }

    /// The coefficient of a name with its linearised error, if it has one.
    fn linearised(&self, name: &str) -> Option<Result<Linearised, NotApplicable>> {
        let (chance, weights) = match name {
            "gwet_ac1" => (Chance::Hard, None),
            "fleiss_kappa" | "scott_pi" => (Chance::Pooled, None),
            "conger_kappa" => (Chance::Own, None),
            "brennan_prediger_S" | "brennan_prediger" => (Chance::Uniform, None),
            "krippendorff_alpha_nominal" => (Chance::Drawn, None),
            _ => (Chance::Hard, Some(name.strip_prefix("gwet_ac2_")?)),
        };
        Some(linearised(&self.ratings, &self.weights(weights)?, chance))
    }

    /// The interval of a key, if it is one.
    fn interval(&self, key: &str) -> Option<Option<[f64; 2]>> {
        let table = CrossTable::of(&self.ratings, 0, 1);
        if let Some(name) = key.strip_suffix("_ci95_normal") {
            let weights = match name {
                "cohen_kappa" => self.weights(None)?,
                _ => self.weights(Some(name.strip_prefix("cohen_kappa_")?))?,
            };
            let kappa = weighted_kappa(&table, &weights).ok();
            let errors = kappa_errors(&table, &weights).ok();
            return Some(kappa.zip(errors).and_then(|(kappa, errors)| errors.interval(kappa)));
        }
        let found = self.linearised(key.strip_suffix("_ci95_gwet")?)?;
        Some(found.ok().and_then(|found| found.interval()))
    }
}

impl Checker<'_> {
    pub(super) fn matrix(&mut self, case: &Value, expected: &Map<String, Value>) {
        let matrix = Matrix::read(&case["data"]);
        for (key, expected) in expected {
            match key.as_str() {
                "table" => self.table(&CrossTable::of(&matrix.ratings, 0, 1), expected),
                "fleiss_kappa_per_category" if expected.is_null() => {
                    for at in 0..matrix.categories.len() {
                        let score = fleiss_kappa_of_category(&matrix.ratings, Category(at as u16));
                        self.within(key, expected, score, 0.0);
                    }
                }
                "fleiss_kappa_per_category" => {
                    for (category, expected) in object(expected) {
                        let at = matrix.categories.iter().position(|name| name == category).unwrap();
                        let score = fleiss_kappa_of_category(&matrix.ratings, Category(at as u16));
                        self.within(&format!("{key} {category}"), expected, score, self.tolerance_of(key));
                    }
                }
                _ => match (matrix.interval(key), matrix.figure(key)) {
                    (Some(interval), _) => self.interval(key, expected, interval),
                    (None, Some(score)) => self.score(key, expected, score),
                    (None, None) => self.unknown_key(key),
                },
            }
        }
        self.as_printed(case, |key| matrix.figure(key));
    }

    /// What the paper prints, to the digits that it prints.
    fn as_printed(&mut self, case: &Value, figure: impl Fn(&str) -> Option<Score>) {
        for (key, printed) in case["published"].as_object().into_iter().flatten() {
            let Some(tolerance) = case["published_tolerance"][key].as_f64() else { continue };
            match figure(key) {
                Some(score) => self.within(&format!("{key} as printed"), printed, score, tolerance),
                None => self.unknown_key(&format!("published.{key}")),
            }
        }
    }

    fn table(&mut self, table: &CrossTable, expected: &Value) {
        if table.rows().count() != list(expected).len() {
            self.wrong.push(format!("{} table: expected {expected}, got {table:?}", self.case));
        }
        for (row, expected) in table.rows().zip(list(expected)) {
            for (&cell, expected) in row.iter().zip(list(expected)) {
                self.count("table", expected, cell);
            }
        }
    }

    pub(super) fn weighted_table(&mut self, case: &Value, expected: &Map<String, Value>) {
        let data = &case["data"];
        let rows: Vec<Vec<f64>> = list(&data["weights"])
            .iter()
            .map(|row| list(row).iter().map(|weight| weight.as_f64().unwrap()).collect())
            .collect();
        let weights = match data["weights_are"].as_str() {
            Some("disagreement") => Weights::of_disagreement(&rows),
            Some("agreement") => Weights::of_agreement(&rows),
            _ => None,
        };
        let weights = weights.unwrap_or_else(|| panic!("{}: unknown weights", self.case));
        let mut ratings = Ratings::new(2, rows.len() as u16);
        for (k, row) in list(&data["table"]).iter().enumerate() {
            for (l, cell) in list(row).iter().enumerate() {
                let row = [k, l].map(|at| Some(Category(at as u16)));
                ratings.add(&row, whole(cell));
            }
        }
        let table = CrossTable::of(&ratings, 0, 1);
        let figure = |key: &str| {
            Some(match key {
                "cohen_kappa_weighted" => weighted_kappa(&table, &weights),
                "cohen_kappa_weighted_se" => kappa_errors(&table, &weights).map(|errors| errors.se),
                "cohen_kappa_weighted_se0" => kappa_errors(&table, &weights).map(|errors| errors.se0),
                "cohen_kappa" => cohen_kappa(&table),
                "percent_agreement" => percent_agreement(&ratings),
                _ => return None,
            })
        };
        for (key, expected) in expected {
            match (figure(key), key.as_str()) {
                (_, "table") => self.table(&table, expected),
                (_, "cohen_kappa_weighted_ci95_normal") => {
                    let kappa = weighted_kappa(&table, &weights).ok();
                    let errors = kappa_errors(&table, &weights).ok();
                    self.interval(key, expected, kappa.zip(errors).and_then(|(kappa, e)| e.interval(kappa)));
                }
                (Some(score), _) => self.score(key, expected, score),
                (None, _) => self.unknown_key(key),
            }
        }
        self.as_printed(case, figure);
    }

    /// Percentiles of resampled units, their mean and spread over five seeds.
    pub(super) fn bootstrap(&mut self, data: &Value, expected: &Map<String, Value>) {
        let case = text(&data["case"]);
        let Some(matrix) = self.data.get(&case).map(|data| Matrix::read(data)) else {
            return self.unknown_key(&format!("case {case}"));
        };
        if data["confidence"].as_f64().is_some_and(|confidence| (confidence - 0.95).abs() > 1e-12) {
            return self.unknown_key(&format!("confidence {}", data["confidence"]));
        }
        let coefficient = text(&data["coefficient"]);
        let (name, level, weights) = match coefficient.as_str() {
            "krippendorff_alpha_nominal" => ("krippendorff_alpha", Measurement::Nominal, None),
            "krippendorff_alpha_ordinal" => ("krippendorff_alpha", Measurement::Ordinal, None),
            "krippendorff_alpha_interval" => ("krippendorff_alpha", Measurement::Interval, None),
            "krippendorff_alpha_ratio" => ("krippendorff_alpha", Measurement::Ratio, None),
            "brennan_prediger_S" => ("brennan_prediger", Measurement::Nominal, None),
            "mean_pairwise_cohen_kappa" => ("light_kappa", Measurement::Nominal, None),
            "cohen_kappa_linear" => ("cohen_kappa", Measurement::Interval, Some(Weighting::Linear)),
            "cohen_kappa_quadratic" => ("cohen_kappa", Measurement::Interval, Some(Weighting::Quadratic)),
            "gwet_ac2_linear" => ("gwet_ac2", Measurement::Interval, Some(Weighting::Linear)),
            "gwet_ac2_quadratic" => ("gwet_ac2", Measurement::Interval, Some(Weighting::Quadratic)),
            "gwet_ac2_ordinal" => ("gwet_ac2", Measurement::Interval, Some(Weighting::Ordinal)),
            other => (other, Measurement::Nominal, None),
        };
        let table = TableOfRatings { ratings: matrix.ratings, level, values: matrix.values, weights };
        let resamples = data["resamples"].as_u64().unwrap() as u32;
        let Some(at) = table.scores().keys().position(|known| *known == name) else {
            return self.unknown_key(&format!("coefficient {coefficient}"));
        };
        let all: Vec<_> = (1..=5).map(|seed| table.resample(seed, 0..resamples, || true).unwrap()).collect();
        let ends: Vec<[f64; 2]> = all
            .iter()
            .filter_map(|draws| table.with_intervals(draws.clone()).1.get(name).map(|ci| [ci.low, ci.high]))
            .collect();
        let spread = |end: usize| {
            let mean = ends.iter().map(|ends| ends[end]).sum::<f64>() / ends.len() as f64;
            let squares = ends.iter().map(|ends| (ends[end] - mean).powi(2)).sum::<f64>();
            (squares / (ends.len() - 1) as f64).sqrt()
        };
        let values: Vec<f64> = all.iter().flat_map(|draws| draws.values(at)).copied().collect();
        for (key, expected) in expected {
            match key.as_str() {
                "low_mean" => self.percentile(key, expected, &values, 0.025, resamples),
                "high_mean" => self.percentile(key, expected, &values, 0.975, resamples),
                "low_sd" => self.score(key, expected, Ok(spread(0))),
                "high_sd" => self.score(key, expected, Ok(spread(1))),
                _ => self.unknown_key(key),
            }
        }
    }

    /// Whether an end is the percentile of these values: some value within its tolerance has so large a share below it,
    /// give or take three standard errors of that share in one bootstrap. Of a dozen units the values are so few that a
    /// percentile leaps from one to the next.
    fn percentile(&mut self, key: &str, expected: &Value, values: &[f64], share: f64, resamples: u32) {
        let end = expected.as_f64().unwrap();
        let below = |at: f64| values.iter().filter(|&&value| value < at).count() as f64 / values.len() as f64;
        let error = 3.0 * (share * (1.0 - share) / f64::from(resamples)).sqrt();
        let (least, most) = (below(end - self.tolerance - 1e-9), below(end + self.tolerance + 1e-9));
        let found = if (least - error..=most + error).contains(&share) { end } else { f64::INFINITY };
        self.within(key, expected, Ok(found), self.tolerance);
    }
}
