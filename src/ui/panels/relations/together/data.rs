//! Codes that stand together, in words: which of them are shown, their matrix and network, and what is known of a pair. Plain
//! data; never draws, never counts.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::analysis::cooccurrence::{
    Beside, Cooccurrence, Measures, Meeting, Pair, Unit, cooccurrence, meetings,
};
use crate::chart::network::{Link, Network, Node};
use crate::chart::{self, Figure};
use crate::lang::number::{amount, count, score};
use crate::lang::{tell, text, with};
use crate::model::{CodeId, Level, Project};
use crate::statistics::Defined;
use crate::ui::context::Written;
use crate::ui::context::layer::{self, Whose};
use crate::ui::kit::chart as shapes;
use crate::ui::panels::relations::square::Square;

/// What stands in a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Shows {
    #[default]
    Count,
    Jaccard,
    Lift,
    Phi,
}

impl Shows {
    pub(super) const ALL: [Self; 4] = [Self::Count, Self::Jaccard, Self::Lift, Self::Phi];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Count => "together-count",
            Self::Jaccard => "together-jaccard",
            Self::Lift => "together-lift",
            Self::Phi => "together-phi",
        }
    }
}

/// What a person chose to see.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Question {
    pub(super) whose: Whose,
    /// Themes instead of codes.
    pub(super) themes: bool,
    pub(super) unit: Unit,
    pub(super) shows: Shows,
    /// Pairs with fewer are not shown.
    pub(super) least: u64,
    /// Only the codes of these themes; all where none is named.
    pub(super) only: BTreeSet<CodeId>,
}

impl Default for Question {
    fn default() -> Self {
        Self {
            whose: Whose::default(),
            themes: false,
            unit: Unit::default(),
            shows: Shows::default(),
            least: 1,
            only: BTreeSet::new(),
        }
    }
}

impl Question {
    pub(super) const fn level(&self) -> Level {
        if self.themes { Level::Theme } else { Level::Code }
    }
}

/// What was counted, and what is shown of it.
pub(in crate::ui::panels::relations) struct Together {
    pub(super) counted: Cooccurrence,
    /// The codes that are shown, by their numbers.
    pub(super) shown: Vec<usize>,
    pub(super) square: Square,
    pub(super) network: Network,
}

/// The same, or why there is none.
pub(super) type TogetherAnswer = Result<Arc<Together>, String>;

/// Counts, as the command line does.
pub(super) fn answer(project: &Project, asked: &Question) -> TogetherAnswer {
    let counted = cooccurrence(project, asked.whose.at(asked.level()), asked.unit);
    let counted = counted.map_err(|why| tell(&why))?;
    let shown = shown(project, asked, &counted);
    let square = square(project, asked, &counted, &shown);
    let network = network(project, asked, &counted, &shown);
    Ok(Arc::new(Together { counted, shown, square, network }))
}

/// The codes of the themes asked for that stand with another of them as often as asked.
fn shown(project: &Project, asked: &Question, counted: &Cooccurrence) -> Vec<usize> {
    let book = project.codebook();
    let wanted = |at: usize| {
        let above = || counted.codes.get(at).map(|row| row.code);
        asked.only.is_empty()
            || above().is_some_and(|code| book.ancestry(code).any(|above| asked.only.contains(&above.id)))
    };
    let pairs = counted.relations.pairs.iter().filter(|pair| pair.count >= asked.least.max(1));
    let pairs = pairs.filter(|pair| pair.codes.iter().all(|at| wanted(*at)));
    pairs.flat_map(|pair| pair.codes).collect::<BTreeSet<usize>>().into_iter().collect()
}

fn measures(pair: &Pair) -> Option<Measures> {
    match pair.beside {
        Beside::Overlap(_, measures) | Beside::Units(measures) => Some(measures),
        Beside::Near(_) => None,
    }
}

/// The figure of a pair that is shown; nothing where the unit has none.
fn figure(pair: &Pair, shows: Shows) -> Option<Defined> {
    match shows {
        Shows::Count => Some(Ok(pair.count as f64)),
        Shows::Jaccard => measures(pair).map(|of| of.jaccard),
        Shows::Lift => measures(pair).map(|of| of.lift),
        Shows::Phi => measures(pair).map(|of| of.phi),
    }
}

/// A figure as it stands in a cell.
pub(super) fn written(value: f64, shows: Shows) -> String {
    match shows {
        Shows::Count => amount(value),
        Shows::Jaccard | Shows::Lift | Shows::Phi => score(value),
    }
}

/// The pair of two codes by their numbers, in any order.
pub(super) fn pair(counted: &Cooccurrence, a: usize, b: usize) -> Option<&Pair> {
    let codes = [a.min(b), a.max(b)];
    let n = counted.codes.len();
    let [first, second] = codes;
    // The rows before hold n − 1, n − 2, … pairs.
    let at = (first * (2 * n).checked_sub(first + 1)? / 2 + second).checked_sub(first + 1)?;
    counted.relations.pairs.get(at).filter(|pair| pair.codes == codes)
}

fn name(project: &Project, counted: &Cooccurrence, at: usize) -> String {
    counted.codes.get(at).map_or_else(String::new, |row| project.codebook().shown_path(row.code))
}

fn square(project: &Project, asked: &Question, counted: &Cooccurrence, shown: &[usize]) -> Square {
    let colour = |at: usize| {
        let row = counted.codes.get(at)?;
        Some(project.codebook().get(row.code)?.colour)
    };
    let mut square = Square {
        names: shown.iter().map(|&at| (name(project, counted, at), colour(at))).collect(),
        ..Square::default()
    };
    for &a in shown {
        let mut rows = (Vec::new(), Vec::new(), Vec::new());
        for &b in shown {
            let pair = pair(counted, a, b).filter(|_| a != b);
            let enough = pair.filter(|pair| pair.count >= asked.least.max(1));
            let value = enough.and_then(|pair| figure(pair, asked.shows)).and_then(Result::ok);
            rows.0.push(if a == b { None } else { Some(value.unwrap_or_default()) });
            rows.1.push(match (a == b, value) {
                (true, _) => "–".to_owned(),
                (false, Some(value)) => written(value, asked.shows),
                (false, None) => "·".to_owned(),
            });
            rows.2.push(match pair {
                None => with("together-itself", &[("code", name(project, counted, a).into())]),
                Some(pair) => read(project, counted, pair, [a, b]),
            });
        }
        square.values.push(rows.0);
        square.written.push(rows.1);
        square.read.push(rows.2);
    }
    square
}

fn read(project: &Project, counted: &Cooccurrence, pair: &Pair, codes: [usize; 2]) -> String {
    let [first, second] = codes.map(|at| name(project, counted, at));
    let said = [
        ("first", first.into()),
        ("second", second.into()),
        ("count", counts(counted.unit, pair.count).into()),
    ];
    with("together-read", &said)
}

/// "9 places that overlap"
pub(super) fn counts(unit: Unit, n: u64) -> String {
    match unit {
        Unit::Overlap => with("together-n-overlap", &[("n", n.into())]),
        Unit::Segment => with("together-n-segment", &[("n", n.into())]),
        Unit::Turn => with("together-n-turn", &[("n", n.into())]),
        Unit::Near(within) => with("together-n-near", &[("n", n.into()), ("within", within.into())]),
        Unit::Transcript => with("together-n-transcript", &[("n", n.into())]),
    }
}

fn network(project: &Project, asked: &Question, counted: &Cooccurrence, shown: &[usize]) -> Network {
    let node = |&at: &usize| {
        let code = counted.codes.get(at)?.code;
        let of = project.codebook().get(code)?;
        let weight = counted.relations.codes.get(at)?.segments as f64;
        Some(Node { name: of.name.clone(), colour: of.colour, weight })
    };
    let mut links = Vec::new();
    for (first, &a) in shown.iter().enumerate() {
        for (second, &b) in shown.iter().enumerate().skip(first + 1) {
            let count = pair(counted, a, b).map_or(0, |pair| pair.count);
            if count >= asked.least.max(1) {
                links.push(Link { ends: [first, second], weight: count as f64 });
            }
        }
    }
    Network { nodes: shown.iter().filter_map(node).collect(), links }
}

/// All that is known of a pair.
pub(super) fn figures(counted: &Cooccurrence, pair: &Pair) -> Vec<(String, Written)> {
    let mut lines = vec![(text("together-count"), Written::new(counts(counted.unit, pair.count)))];
    let line = |key: &str, n: u64| (text(key), Written::new(count(n)));
    if let Some(of) = measures(pair) {
        lines.extend([
            (text("together-jaccard"), Written::of(of.jaccard, score)),
            (text("together-expected"), Written::of(of.expected, score)),
            (text("together-lift"), Written::of(of.lift, score)),
            (text("together-phi"), Written::of(of.phi, score)),
        ]);
    }
    match &pair.beside {
        Beside::Overlap(of, _) => lines.extend([
            line("together-characters", of.characters),
            line("together-transcripts", of.transcripts),
            line("together-first-overlapping", of.first_overlapping),
            line("together-second-overlapping", of.second_overlapping),
            line("together-first-in-second", of.first_in_second),
            line("together-second-in-first", of.second_in_first),
            line("together-equal", of.equal),
        ]),
        Beside::Near([first, second]) => {
            lines.extend([line("together-first-near", *first), line("together-second-near", *second)]);
        }
        Beside::Units(_) => {}
    }
    lines
}

/// The places of a pair.
pub(super) fn places(project: &Project, asked: &Question, codes: [CodeId; 2]) -> Vec<Meeting> {
    meetings(project, asked.whose.at(asked.level()), asked.unit, codes).unwrap_or_default()
}

/// The matrix or the network as a picture.
pub(super) fn picture(project: &Project, asked: &Question, found: &Together, network: bool) -> Figure {
    let counted = &found.counted;
    let title = text("together-title");
    let shows = if network { Shows::Count } else { asked.shows };
    let number = |value: f64| written(value, shows);
    let said = [("n", found.shown.len().into()), ("all", counted.codes.len().into())];
    let least = with("together-least-said", &[("n", asked.least.into())]);
    let words = chart::Words {
        title: title.clone(),
        about: vec![
            layer::said(project, &counted.basis.layer),
            layer::scope_of(&counted.basis),
            format!("{}; {least}", with("together-codes-said", &said)),
        ],
        axis: match shows {
            Shows::Count => counts(counted.unit, 0).trim_start_matches("0 ").to_owned(),
            other => text(other.name()),
        },
        heads: [text("together-codes"), text(shows.name()), String::new()],
        ends: [text("picture-low"), text("picture-high")],
        notes: vec![
            text(if network { "together-network-notes" } else { "together-matrix-notes" }),
            with("methods-version", &[("version", env!("CARGO_PKG_VERSION").into())]),
        ],
        number: &number,
        interval: &|low, high| format!("{} {}", number(low), number(high)),
        without: &tell,
        alternative: &|of| shapes::alternative(&title, of, &number),
    };
    if network { chart::network::figure(&found.network, &words) } else { found.square.figure(&words) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::LayerChoice;
    use crate::ui::demo::{code, coder, project};

    fn asked(unit: Unit) -> Question {
        let whose = Whose { layer: LayerChoice::Coder(coder(1)), complete_only: false };
        Question { whose, unit, ..Question::default() }
    }

    #[test]
    fn each_pair_is_found_and_lists_as_many_places_as_it_counts() {
        for unit in [Unit::Overlap, Unit::Turn, Unit::Near(2), Unit::Transcript] {
            let asked = asked(unit);
            let found = answer(&project(), &asked).unwrap();
            let codes = &found.counted.codes;
            for a in 0..codes.len() {
                for b in a + 1..codes.len() {
                    let of = pair(&found.counted, b, a).unwrap();
                    assert_eq!(of.codes, [a, b]);
                    let places = places(&project(), &asked, [codes[a].code, codes[b].code]);
                    assert_eq!(places.len() as u64, of.count, "{unit:?}");
                }
            }
        }
    }

    #[test]
    fn only_codes_that_stand_with_others_are_shown() {
        let found = answer(&project(), &asked(Unit::Turn)).unwrap();
        let names: Vec<&str> = found.network.nodes.iter().map(|node| node.name.as_str()).collect();
        assert_eq!(names, ["listens", "takes me seriously", "cares about me", "paperwork"]);
        assert_eq!(found.square.written[0][1], "2", "in P01 and in P03");
        assert_eq!(found.square.written[1][1], "–");
        let least = Question { least: 2, ..asked(Unit::Turn) };
        let found = answer(&project(), &least).unwrap();
        assert!(found.network.links.iter().all(|link| link.weight >= 2.0));
        let only = Question { only: [code(1)].into(), ..asked(Unit::Turn) };
        assert_eq!(answer(&project(), &only).unwrap().network.nodes.len(), 2);
    }

    #[test]
    fn nearness_has_no_measures_and_says_nothing_else() {
        let asked = Question { shows: Shows::Lift, ..asked(Unit::Near(1)) };
        let found = answer(&project(), &asked).unwrap();
        assert!(found.square.written.iter().flatten().all(|cell| cell == "·" || cell == "–"));
    }
}
