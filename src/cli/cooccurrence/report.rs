//! Which codes stand together, as it is printed and drawn.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::analysis::CodeRow;
use crate::analysis::cooccurrence::{Beside, Cooccurrence, Measures, Own, Pair, Unit};
use crate::chart;
use crate::chart::cells::{self, Cells};
use crate::chart::network::{self, Link, Network, Node};
use crate::cli::layer::{self, layer_name};
use crate::cli::output::{Figure, Figures, Printable, counted};
use crate::cli::picture::Said;
use crate::cli::table::{Side, table};
use crate::lang::number::{amount, count, score};
use crate::model::Project;

/// What the marks of a chart mean.
const MATRIX: &str = "Rows and columns have the same numbers; the darker a cell, the more.";
const NETWORK: &str = "Places on the ring mean nothing. A circle is as large as its code has passages, a line as thick as both stand together.";

#[derive(Serialize)]
pub(super) struct Report {
    layer: String,
    unit: &'static str,
    within: Option<usize>,
    level: &'static str,
    transcripts: usize,
    in_progress: usize,
    units: Option<u64>,
    codes: Vec<Code>,
    pairs: Vec<PairRow>,
    #[serde(skip)]
    head: String,
}

#[derive(Serialize)]
struct Code {
    path: String,
    units: u64,
    segments: u64,
}

#[derive(Serialize)]
struct PairRow {
    codes: [String; 2],
    count: u64,
    #[serde(flatten)]
    beside: Columns,
    #[serde(skip)]
    at: [usize; 2],
}

/// What stands beside the count; which, says the unit.
#[derive(Serialize)]
#[serde(untagged)]
enum Columns {
    Overlap {
        transcripts: u64,
        characters: u64,
        #[serde(flatten)]
        measures: Measured,
        first_overlapping: u64,
        second_overlapping: u64,
        first_in_second: u64,
        second_in_first: u64,
        equal: u64,
    },
    Units(Measured),
    Near {
        first_near_second: u64,
        second_near_first: u64,
    },
}

#[derive(Serialize)]
struct Measured {
    jaccard: Figure,
    expected: Figure,
    lift: Figure,
    phi: Figure,
}

impl From<Measures> for Measured {
    fn from(of: Measures) -> Self {
        Self {
            jaccard: of.jaccard.into(),
            expected: of.expected.into(),
            lift: of.lift.into(),
            phi: of.phi.into(),
        }
    }
}

impl Measured {
    fn figures(&self) -> [&Figure; 4] {
        [&self.jaccard, &self.expected, &self.lift, &self.phi]
    }
}

/// The name of a unit, and of what is counted in all.
const fn named(unit: Unit) -> (&'static str, &'static str, &'static str) {
    match unit {
        Unit::Overlap => ("overlap", "character", "characters"),
        Unit::Segment => ("segment", "coded passage", "coded passages"),
        Unit::Turn => ("turn", "turn", "turns"),
        Unit::Near(_) => ("near", "turn", "turns"),
        Unit::Transcript => ("transcript", "transcript", "transcripts"),
    }
}

/// What a count is a count of.
fn counts(unit: Unit) -> String {
    match unit {
        Unit::Overlap => "pairs of passages that share a character".to_owned(),
        Unit::Segment => "passages with the same start and end that carry both".to_owned(),
        Unit::Turn => "turns that both touch".to_owned(),
        Unit::Near(within) => {
            format!("pairs of turns at most {} apart", counted(within as f64, "turn", "turns"))
        }
        Unit::Transcript => "transcripts with both".to_owned(),
    }
}

impl Report {
    pub(super) fn new(project: &Project, answer: &Cooccurrence) -> Self {
        let Cooccurrence { basis, unit, codes, relations } = answer;
        let (name, one, several) = named(*unit);
        let all = relations.units.filter(|_| *unit != Unit::Transcript);
        let of = all.map_or_else(String::new, |n| format!(", {}", counted(n as f64, one, several)));
        let what = format!("Co-occurrence of {}; unit: {name}", layer::plural(basis));
        let mut head = layer::head(project, basis, &what, &of);
        head.push_str(&format!("Count: {}\n", counts(*unit)));
        head.push_str(match unit {
            Unit::Overlap => "Jaccard, expected, lift and phi are of characters\n",
            Unit::Near(_) => "",
            Unit::Segment | Unit::Turn | Unit::Transcript => {
                "Jaccard, expected, lift and phi are of the same units\n"
            }
        });
        head.push_str("Passages and turns are not independent: measures describe, and nothing is tested\n");
        let code = |(code, own): (&CodeRow, &Own)| Code {
            path: code.path.clone(),
            units: own.units,
            segments: own.segments,
        };
        Self {
            layer: basis.layer.name(project),
            unit: name,
            within: match unit {
                Unit::Near(within) => Some(*within),
                Unit::Overlap | Unit::Segment | Unit::Turn | Unit::Transcript => None,
            },
            level: basis.level.name(),
            transcripts: basis.transcripts,
            in_progress: basis.in_progress,
            units: relations.units,
            codes: codes.iter().zip(&relations.codes).map(code).collect(),
            pairs: relations.pairs.iter().map(|pair| PairRow::new(codes, pair)).collect(),
            head,
        }
    }

    pub(super) fn chart(&self, project: &Project, answer: &Cooccurrence, network: bool) -> chart::Figure {
        let names: Vec<String> = self.codes.iter().map(|code| code.path.replace('/', " / ")).collect();
        let mut values = vec![vec![None; names.len()]; names.len()];
        for PairRow { at: [first, second], count, .. } in &self.pairs {
            (values[*first][*second], values[*second][*first]) = (Some(*count as f64), Some(*count as f64));
        }
        let cells = Cells { rows: names.clone(), columns: names, values, square: true };
        let (_, one, several) = named(answer.unit);
        let all = self.units.map_or_else(String::new, |n| format!(", {}", counted(n as f64, one, several)));
        let layer = layer_name(project, &answer.basis);
        let said = Said {
            title: format!("Which {} stand together", layer::plural(&answer.basis)),
            about: vec![format!(
                "{}; layer: {layer}; N: {}{all}.",
                project.title(),
                layer::transcripts(&answer.basis)
            )],
            axis: counts(answer.unit),
            heads: ["code", "count"],
            notes: vec![if network { NETWORK.to_owned() } else { MATRIX.to_owned() }],
        };
        said.figure(&|n| amount(n), |words| match network {
            true => network::figure(&self.network(project, answer), words),
            false => cells::figure(&cells, words),
        })
    }

    /// The codes that stand with another.
    fn network(&self, project: &Project, answer: &Cooccurrence) -> Network {
        let some: Vec<&PairRow> = self.pairs.iter().filter(|pair| pair.count > 0).collect();
        let shown: BTreeSet<usize> = some.iter().flat_map(|pair| pair.at).collect();
        let node = |&at: &usize| {
            let code = project.codebook().get(answer.codes.get(at)?.code)?;
            let weight = self.codes.get(at)?.segments as f64;
            Some(Node { name: code.name.clone(), colour: code.colour, weight })
        };
        let place = |at: usize| shown.iter().position(|other| *other == at).unwrap_or_default();
        let link = |pair: &&PairRow| Link { ends: pair.at.map(place), weight: pair.count as f64 };
        Network { nodes: shown.iter().filter_map(node).collect(), links: some.iter().map(link).collect() }
    }
}

impl PairRow {
    fn new(codes: &[CodeRow], pair: &Pair) -> Self {
        let beside = match &pair.beside {
            Beside::Overlap(of, measures) => Columns::Overlap {
                transcripts: of.transcripts,
                characters: of.characters,
                measures: (*measures).into(),
                first_overlapping: of.first_overlapping,
                second_overlapping: of.second_overlapping,
                first_in_second: of.first_in_second,
                second_in_first: of.second_in_first,
                equal: of.equal,
            },
            Beside::Units(measures) => Columns::Units((*measures).into()),
            Beside::Near([first, second]) => {
                Columns::Near { first_near_second: *first, second_near_first: *second }
            }
        };
        let codes = pair.codes.map(|code| codes[code].path.clone());
        Self { codes, count: pair.count, beside, at: pair.codes }
    }

    /// The names of the columns behind the count.
    fn header(&self) -> Vec<&'static str> {
        const MEASURES: [&str; 4] = ["jaccard", "expected", "lift", "phi"];
        match self.beside {
            Columns::Overlap { .. } => {
                let counts = [
                    "first_overlapping",
                    "second_overlapping",
                    "first_in_second",
                    "second_in_first",
                    "equal",
                ];
                [&["transcripts", "characters"][..], &MEASURES, &counts].concat()
            }
            Columns::Units(_) => MEASURES.to_vec(),
            Columns::Near { .. } => vec!["first_near_second", "second_near_first"],
        }
    }

    /// The cells behind the count, shares as they are written.
    fn cells(&self, figure: impl Fn(&Figure) -> String) -> Vec<String> {
        let figures = |of: &Measured| of.figures().map(&figure).to_vec();
        match &self.beside {
            Columns::Overlap {
                transcripts,
                characters,
                measures,
                first_overlapping,
                second_overlapping,
                first_in_second,
                second_in_first,
                equal,
            } => {
                let how = [first_overlapping, second_overlapping, first_in_second, second_in_first, equal];
                let before = [transcripts, characters].map(u64::to_string).to_vec();
                [before, figures(measures), how.map(u64::to_string).to_vec()].concat()
            }
            Columns::Units(measures) => figures(measures),
            Columns::Near { first_near_second, second_near_first } => {
                [first_near_second, second_near_first].map(u64::to_string).to_vec()
            }
        }
    }
}

impl Printable for Report {
    fn text(&self) -> String {
        let mut text = format!("{}\n", self.head);
        let names = ["Code", "Units", "Segments"];
        let codes = self.codes.iter().map(|c| vec![c.path.clone(), count(c.units), count(c.segments)]);
        let sides = [Side::Left, Side::Right, Side::Right];
        let header: Vec<_> = names.into_iter().zip(sides).collect();
        text.push_str(&table(&header, &codes.collect::<Vec<_>>()));
        let some: Vec<&PairRow> = self.pairs.iter().filter(|pair| pair.count > 0).collect();
        if let Some(first) = some.first() {
            let behind = first.header().into_iter().map(|name| (name, Side::Right));
            let header: Vec<_> = [("first", Side::Left), ("second", Side::Left), ("count", Side::Right)]
                .into_iter()
                .chain(behind)
                .collect();
            let row = |pair: &&PairRow| {
                let [first, second] = pair.codes.clone();
                let cells = pair.cells(|figure| figure.written(score));
                [vec![first, second, count(pair.count)], cells].concat()
            };
            text.push('\n');
            text.push_str(&table(&header, &some.iter().map(row).collect::<Vec<_>>()));
        }
        let none = self.pairs.len() - some.len();
        if none > 0 {
            let pairs = counted(none as f64, "pair", "pairs");
            text.push_str(&format!("\n{pairs} of codes never stand together, and are not listed here\n"));
        }
        text
    }
}

impl Figures for Report {
    fn table(&self) -> Vec<Vec<String>> {
        let behind = self.pairs.first().map(PairRow::header).unwrap_or_default();
        let header = ["first", "second", "count"].into_iter().chain(behind).map(str::to_owned).collect();
        let row = |pair: &PairRow| {
            let [first, second] = pair.codes.clone();
            [vec![first, second, pair.count.to_string()], pair.cells(Figure::cell)].concat()
        };
        std::iter::once(header).chain(self.pairs.iter().map(row)).collect()
    }
}
