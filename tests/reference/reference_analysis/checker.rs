//! Comparing an answer with what is expected, figure by figure.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

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

/// How near is near enough to the ends of what was drawn, where the case does not say: these are means of five times 4,000 draws.
const DRAWN: f64 = 0.0015;

/// How near is near enough.
#[derive(Clone, Debug)]
pub(super) struct Rules {
    tolerance: f64,
    /// For all beneath a key.
    of_key: Map<String, Value>,
    /// For odds ratios where no other is named.
    odds_ratios: f64,
    /// Lists may hold more than is named.
    subset: bool,
}

impl Rules {
    /// Those of a command.
    pub(super) fn of_command(command: &Value) -> Self {
        let of_key = command["tolerances"].as_object().cloned().unwrap_or_default();
        let subset = command["subset"].as_bool().unwrap_or(false);
        Self { tolerance: 1e-9, of_key, odds_ratios: 1e-8, subset }
    }

    fn of_case(case: &Value) -> Self {
        let tolerance = case["tolerance"].as_f64().unwrap();
        let mut of_key = case["tolerances"].as_object().cloned().unwrap_or_default();
        of_key.entry("bootstrap").or_insert(DRAWN.into());
        // The ends of bands over drawn orders: a code more or less.
        for end in ["low", "high"].into_iter().filter(|_| case["expected"]["exact"] == false) {
            of_key.entry(end).or_insert(1.0.into());
        }
        Self { tolerance, of_key, odds_ratios: tolerance, subset: false }
    }
}

#[derive(Debug, Default)]
pub(super) struct Checker {
    figures: usize,
    skipped: BTreeMap<String, usize>,
    wrong: Vec<String>,
}

impl Checker {
    /// Something that there is nothing for yet.
    pub(super) fn skip(&mut self, what: String) {
        *self.skipped.entry(what).or_default() += 1;
    }

    pub(super) fn fault(&mut self, what: String) {
        self.wrong.push(what);
    }

    /// Tells how much was checked, and fails where anything was wrong.
    pub(super) fn close(self) {
        println!("{} figures checked", self.figures);
        let skipped: usize = self.skipped.values().sum();
        let named: Vec<String> = self.skipped.iter().map(|(what, n)| format!("{what} ({n})")).collect();
        println!("{skipped} skipped, for which there is nothing yet: {}", named.join(", "));
        let wrong = self.wrong.len();
        assert!(wrong == 0, "{wrong} figures differ:\n{}", self.wrong[..wrong.min(60)].join("\n"));
    }

    /// A case with what it gave, and the figures of it that somebody printed.
    pub(super) fn case(&mut self, case: &Value, found: &Value) {
        let name = format!("{} {}", case["kind"].as_str().unwrap(), case["name"].as_str().unwrap());
        let rules = Rules::of_case(case);
        self.compare(&name, &case["expected"], found, &rules);
        let Some(tolerance) = case["published_tolerance"].as_f64() else { return };
        let mut printed = rules.clone();
        (printed.tolerance, printed.odds_ratios) = (tolerance, tolerance);
        for (path, want) in case["published"].as_object().into_iter().flatten() {
            let at = path.split('.').try_fold(found, |found, key| found.get(key));
            // What is drawn is no nearer to what was printed than to what was counted.
            let of_key = path.split('.').filter_map(|key| rules.of_key.get(key)?.as_f64());
            let tolerance = of_key.fold(tolerance, f64::max);
            self.same(&format!("{name}: printed {path}"), "", want, at, tolerance, &printed);
        }
    }

    /// An answer, whole.
    pub(super) fn compare(&mut self, name: &str, want: &Value, found: &Value, rules: &Rules) {
        self.same(name, "", want, Some(found), rules.tolerance, rules);
    }

    fn same(
        &mut self,
        at: &str,
        key: &str,
        want: &Value,
        got: Option<&Value>,
        tolerance: f64,
        rules: &Rules,
    ) {
        let ok = match (want, got) {
            (Value::Null, Some(Value::Null)) => true,
            (Value::Null, Some(Value::Object(reason))) => {
                reason.len() == 1 && reason.get("undefined").is_some_and(|why| why.as_str() != Some(""))
            }
            (Value::Object(want), Some(Value::Object(got))) => {
                for (key, value) in want.iter().filter(|(key, _)| !key.ends_with("_informational")) {
                    let named = rules.of_key.get(key).and_then(Value::as_f64);
                    let usual = if key.starts_with("odds_ratio") { rules.odds_ratios } else { tolerance };
                    let tolerance = named.unwrap_or(usual);
                    self.same(&format!("{at}.{key}"), key, value, got.get(key), tolerance, rules);
                }
                return;
            }
            (Value::Array(want), Some(Value::Array(got))) => {
                return self.lists(at, key, want, got, tolerance, rules);
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
            self.fault(format!("{at}: expected {want}, got {}", got.unwrap_or(&Value::Null)));
        }
    }

    fn lists(&mut self, at: &str, key: &str, want: &[Value], got: &[Value], tolerance: f64, rules: &Rules) {
        // Codes that stand alone at the top are listed among themes, each with its level; the reference lists themes alone.
        let levels: Vec<&Value> = want.iter().filter_map(|row| row.get("level")).collect();
        let of_level = |row: &&Value| row.get("level").is_none_or(|level| levels.contains(&level));
        let got: Vec<Value> = got.iter().filter(|row| levels.is_empty() || of_level(row)).cloned().collect();
        if got.len() != want.len() && !(rules.subset && got.len() > want.len()) {
            self.figures += 1;
            return self.fault(format!("{at}: expected {} entries, got {}", want.len(), got.len()));
        }
        let named = |keys: &[&str], row: &Value| -> Option<Vec<String>> {
            keys.iter().map(|key| row.get(key).map(Value::to_string)).collect()
        };
        let apart = |keys: &&&[&str]| {
            let names: Option<Vec<_>> = want.iter().map(|row| named(keys, row)).collect();
            names.is_some_and(|names| names.iter().collect::<BTreeSet<_>>().len() == names.len())
        };
        let Some(keys) = KEYS.iter().find(apart).filter(|_| !want.is_empty()) else {
            for (n, (want, got)) in want.iter().zip(&got).enumerate() {
                self.same(&format!("{at}[{n}]"), key, want, Some(got), tolerance, rules);
            }
            return;
        };
        for row in want {
            let name = named(keys, row);
            let found = got.iter().find(|other| named(keys, other) == name);
            let at = format!("{at}[{}]", name.unwrap_or_default().join(", "));
            self.same(&at, key, row, found, tolerance, rules);
        }
    }
}
