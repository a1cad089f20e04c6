//! Which words stand near one, as it is printed and drawn.

use serde::Serialize;

use super::report::{DRAWN, Head, first};
use crate::analysis::words::Neighbours;
use crate::chart;
use crate::chart::bars::{self, Bar};
use crate::cli::output::{Figures, Printable, counted};
use crate::cli::table::Side;
use crate::lang::number::{count, fine, score};
use crate::lang::tell;
use crate::statistics::Undefined;

/// What stands near a word.
#[derive(Serialize)]
pub(super) struct Collocates {
    node: String,
    node_count: u64,
    window: usize,
    tokens: u64,
    rows: Vec<CollocateRow>,
    #[serde(skip)]
    head: Head,
}

#[derive(Serialize)]
struct CollocateRow {
    word: String,
    together: u64,
    count: u64,
    expected: f64,
    mi: f64,
    t_score: f64,
    log_dice: f64,
}

impl Collocates {
    pub(super) fn new(head: Head, window: usize, found: Neighbours) -> Self {
        let Neighbours { node, near, words } = found;
        let rows = words.into_iter().zip(near.rows).map(|(word, of)| CollocateRow {
            word,
            together: of.together,
            count: of.count,
            expected: of.expected,
            mi: of.mi,
            t_score: of.t_score,
            log_dice: of.log_dice,
        });
        Self { node, node_count: near.node_count, window, tokens: near.tokens, rows: rows.collect(), head }
    }

    fn of(&self) -> String {
        let tokens = counted(self.tokens as f64, "word", "words");
        format!("{tokens}; “{}” is said {}", self.node, counted(self.node_count as f64, "time", "times"))
    }

    pub(super) fn chart(&self) -> chart::Figure {
        let bar = |row: &CollocateRow| Bar {
            name: row.word.clone(),
            length: Ok(row.log_dice),
            written: Some(format!("{} of {}", count(row.together), count(row.count))),
        };
        let bars = self.rows.iter().take(DRAWN).map(bar).collect();
        let title =
            format!("Words at most {} from “{}”", counted(self.window as f64, "word", "words"), self.node);
        let axis = "logDice: 14 is always together".to_owned();
        let said = self.head.said(title, &self.of(), axis, "together", self.rows.len());
        said.figure(&score, |words| bars::figure(bars, words))
    }
}

impl Printable for Collocates {
    fn text(&self) -> String {
        let window = counted(self.window as f64, "word", "words");
        let what = format!("Words at most {window} from “{}” in what somebody says at a stretch", self.node);
        let mut text = self.head.text(&what);
        text.push_str(&format!("N: {}\n\n", self.of()));
        if self.node_count == 0 {
            let none = tell(&Undefined::NoHit);
            text.push_str(&format!("{none}: look with `concord search` for how it is written\n"));
            return text;
        }
        let header = [
            ("Word", Side::Left),
            ("Together", Side::Right),
            ("Count", Side::Right),
            ("Expected", Side::Right),
            ("MI", Side::Right),
            ("t-score", Side::Right),
            ("logDice", Side::Right),
        ];
        let row = |row: &CollocateRow| {
            let figures = [row.mi, row.t_score, row.log_dice].map(score);
            let counts = [count(row.together), count(row.count), fine(row.expected)];
            [vec![row.word.clone()], counts.to_vec(), figures.to_vec()].concat()
        };
        text + &first(&header, self.rows.iter().map(row))
    }
}

impl Figures for Collocates {
    fn table(&self) -> Vec<Vec<String>> {
        let header = ["word", "together", "count", "expected", "mi", "t_score", "log_dice"];
        let row = |row: &CollocateRow| {
            let figures = [row.expected, row.mi, row.t_score, row.log_dice].map(|figure| figure.to_string());
            let counts = [row.together, row.count].map(|n| n.to_string());
            [vec![row.word.clone()], counts.to_vec(), figures.to_vec()].concat()
        };
        std::iter::once(header.map(str::to_owned).to_vec()).chain(self.rows.iter().map(row)).collect()
    }
}
