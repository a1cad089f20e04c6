//! Saturation as it is printed and drawn.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::analysis::Basis;
use crate::chart;
use crate::chart::curve::{self, Curve, Legend};
use crate::cli::layer::{self, layer_name};
use crate::cli::output::{Figures, Printable, UNDEFINED, counted};
use crate::cli::picture::Said;
use crate::cli::statistics::Or;
use crate::cli::table::{Side, table};
use crate::lang::number::{amount, count, percent, score};
use crate::lang::{Message, tell};
use crate::model::Project;

/// What is to be said with it, wherever it stands.
const CAUTION: &str = "This is code saturation (nothing new was named), not meaning saturation (nothing new was understood), which needs
more interviews (Hennink, Kaiser & Marconi 2017). A codebook that was fixed beforehand saturates by construction;
reflexive thematic analysis rejects the notion (Braun & Clarke 2021).
";

pub(super) struct Report {
    /// Whether it is apart for each value of an attribute.
    pub(super) grouped: bool,
    pub(super) parts: Vec<PartReport>,
    /// Interviews that are in no group.
    pub(super) no_value: Vec<String>,
    pub(super) head: String,
    pub(super) unit: &'static str,
}

#[derive(Serialize)]
pub(super) struct PartReport {
    #[serde(skip)]
    pub(super) group: Option<String>,
    pub(super) layer: String,
    pub(super) unit: &'static str,
    pub(super) level: &'static str,
    pub(super) order: String,
    pub(super) orders: u32,
    /// None where all orders were looked at.
    pub(super) seed: Option<u64>,
    pub(super) interviews: Vec<Row>,
    pub(super) codes_seen: usize,
    pub(super) guest: Guest,
    pub(super) chao2: Chao,
}

pub(super) struct Row {
    /// "transcript" or "participant": the name of its key.
    pub(super) unit: &'static str,
    pub(super) interview: String,
    pub(super) new: usize,
    pub(super) cumulative: usize,
    pub(super) codes: Vec<String>,
    pub(super) expected: f64,
    pub(super) expected_sd: f64,
    pub(super) low: f64,
    pub(super) high: f64,
}

#[derive(Serialize)]
pub(super) struct Guest {
    pub(super) base_size: usize,
    pub(super) run_length: usize,
    pub(super) threshold: f64,
    pub(super) base_codes: usize,
    pub(super) runs: Vec<Run>,
    pub(super) reached_at: Or<usize>,
    pub(super) notation: Or<String>,
}

#[derive(Serialize)]
pub(super) struct Run {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) new: usize,
    pub(super) ratio: f64,
}

#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Chao {
    Value { value: f64, ci: Option<[f64; 2]>, se: Option<f64>, q1: usize, q2: usize },
    Undefined { undefined: Message },
}

impl Serialize for Row {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        map.serialize_entry(self.unit, &self.interview)?;
        map.serialize_entry("new", &self.new)?;
        map.serialize_entry("cumulative", &self.cumulative)?;
        map.serialize_entry("codes", &self.codes)?;
        map.serialize_entry("expected", &self.expected)?;
        map.serialize_entry("expected_sd", &self.expected_sd)?;
        map.serialize_entry("low", &self.low)?;
        map.serialize_entry("high", &self.high)?;
        map.end()
    }
}

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.parts.as_slice() {
            [part] if !self.grouped => part.serialize(to),
            parts => {
                let mut map = to.serialize_map(Some(2))?;
                map.serialize_entry("by", &ByGroup(parts))?;
                map.serialize_entry("no_value", &self.no_value)?;
                map.end()
            }
        }
    }
}

/// Each part by its group, in their order.
struct ByGroup<'r>(&'r [PartReport]);

impl Serialize for ByGroup<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|part| (part.group.as_deref().unwrap_or_default(), part)))
    }
}

impl PartReport {
    /// What the band is of.
    fn orders(&self) -> String {
        match self.seed {
            None => format!("all {} orders", count(self.orders)),
            Some(seed) => format!("{} orders, seed {seed}", count(self.orders)),
        }
    }

    /// When it is reached, in a sentence.
    fn told(&self) -> String {
        let Guest { base_size, run_length, threshold, base_codes, .. } = &self.guest;
        let (codes, most) = (counted(*base_codes as f64, "code", "codes"), percent(*threshold));
        let base = format!("Base of {base_size} ({codes}), runs of {run_length}, at most {most} new: ");
        base + &match (&self.guest.notation, &self.guest.reached_at) {
            (Or::There(notation), Or::There(at)) => format!("reached at {notation}, after {at} interviews"),
            (Or::Undefined { undefined }, _) | (_, Or::Undefined { undefined }) => {
                format!("{UNDEFINED}: {}", tell(undefined))
            }
        }
    }

    /// How many codes there may be, in a sentence.
    fn in_all(&self) -> String {
        match &self.chao2 {
            Chao::Value { value, ci, .. } => {
                let interval = ci.map_or_else(
                    || "no interval, since nothing is estimated beyond them".to_owned(),
                    |[low, high]| format!("95 % interval {} to {}", score(low), score(high)),
                );
                let seen = counted(self.codes_seen as f64, "code", "codes");
                format!("Chao2: {seen} seen, at least {} in all ({interval})", score(*value))
            }
            Chao::Undefined { undefined } => format!("Chao2: {UNDEFINED}: {}", tell(undefined)),
        }
    }

    fn text(&self) -> String {
        let header = [
            ("", Side::Right),
            (self.unit, Side::Left),
            ("New", Side::Right),
            ("Cumulative", Side::Right),
            ("Expected", Side::Right),
            ("95 % of orders", Side::Right),
            ("New codes", Side::Left),
        ];
        let row = |(at, row): (usize, &Row)| {
            let band = format!("{} to {}", amount(row.low), amount(row.high));
            let figures = [count(row.new), count(row.cumulative), score(row.expected), band];
            [vec![count(at + 1), row.interview.clone()], figures.to_vec(), vec![row.codes.join(", ")]]
                .concat()
        };
        let rows: Vec<_> = self.interviews.iter().enumerate().map(row).collect();
        let group = self.group.as_ref().map_or_else(String::new, |group| format!("\n{group}\n"));
        let interviews = counted(rows.len() as f64, "interview", "interviews");
        let band = self.orders();
        format!(
            "{group}\n{}\n{}\n{}\nExpected: the mean over all orders of {interviews}; band: {band}\n",
            table(&header, &rows).trim_end(),
            self.told(),
            self.in_all(),
        )
    }

    fn curve(&self) -> Curve {
        let all = |of: fn(&Row) -> f64| self.interviews.iter().map(of).collect();
        let mut marks = vec![(self.guest.base_size as f64, format!("base of {}", self.guest.base_size))];
        if let (Or::There(at), Or::There(notation)) = (&self.guest.reached_at, &self.guest.notation) {
            marks.push((*at as f64, format!("reached at {notation}")));
        }
        marks.retain(|(at, _)| *at <= self.interviews.len() as f64);
        Curve {
            name: self.group.clone().unwrap_or_default(),
            names: self.interviews.iter().map(|row| row.interview.clone()).collect(),
            found: all(|row| row.cumulative as f64),
            expected: all(|row| row.expected),
            low: all(|row| row.low),
            high: all(|row| row.high),
            marks,
        }
    }
}

impl Report {
    pub(super) fn chart(&self, project: &Project, basis: &Basis) -> chart::Figure {
        let codes = layer::plural(basis);
        let order = self.parts.first().map_or("", |part| &part.order);
        let (layer, n) = (layer_name(project, basis), layer::transcripts(basis));
        let unit = self.unit;
        let about = format!("{}; layer: {layer}; unit: {unit}; N: {n}; order: {order}.", project.title());
        let told = self.parts.iter().map(|part| {
            let group = part.group.as_ref().map_or_else(String::new, |group| format!("{group}: "));
            format!("{group}{}. {}.", part.told(), part.in_all())
        });
        let said = Said {
            title: format!("New {codes} by interview"),
            about: vec![about],
            axis: format!("interviews ({unit}s)"),
            heads: [unit, codes],
            notes: told.chain([CAUTION.replace('\n', " ")]).collect(),
        };
        let band = self.parts.first().map_or_else(String::new, PartReport::orders);
        let legend = Legend {
            found: format!("{codes} met so far"),
            expected: "mean over all orders".to_owned(),
            band: format!("95 % of {band}"),
            up: codes.to_owned(),
        };
        let curves: Vec<Curve> = self.parts.iter().map(PartReport::curve).collect();
        said.figure(&|n| amount(n), |words| curve::figure(&curves, &legend, words))
    }
}

impl Printable for Report {
    fn text(&self) -> String {
        let mut text = self.head.clone();
        text.extend(self.parts.iter().map(PartReport::text));
        if self.grouped && self.parts.is_empty() {
            text.push_str("\nNo interview has a value of this attribute\n");
        }
        if !self.no_value.is_empty() {
            text.push_str(&format!("\nWithout a value, and in no group: {}\n", self.no_value.join(", ")));
        }
        text.push('\n');
        text + CAUTION
    }
}

impl Figures for Report {
    fn table(&self) -> Vec<Vec<String>> {
        let header =
            ["group", self.unit, "new", "cumulative", "expected", "expected_sd", "low", "high", "codes"];
        let mut rows = vec![header.map(str::to_owned).to_vec()];
        for part in &self.parts {
            rows.extend(part.interviews.iter().map(|row| {
                let figures =
                    [row.expected, row.expected_sd, row.low, row.high].map(|figure| figure.to_string());
                let names = [part.group.clone().unwrap_or_default(), row.interview.clone()];
                let counts = [row.new, row.cumulative].map(|n| n.to_string());
                [names.to_vec(), counts.to_vec(), figures.to_vec(), vec![row.codes.join("; ")]].concat()
            }));
        }
        rows
    }
}
