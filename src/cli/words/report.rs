//! How often words are said, as it is printed and drawn; and what stands over every answer about words.

use serde::Serialize;

use crate::analysis::words::{Dispersion, Words};
use crate::chart;
use crate::chart::bars::{self, Bar};
use crate::cli::output::{Figure, Figures, Printable, counted};
use crate::cli::picture::Said;
use crate::cli::table::{Side, table};
use crate::lang::number::{amount, count, score};
use crate::model::Project;

/// Rows that a person is shown; JSON and CSV have all.
const SHOWN: usize = 200;
/// Bars of a chart.
pub(super) const DRAWN: usize = 40;

/// Whose words these are.
pub(super) struct Head {
    pub(super) title: String,
    pub(super) whose: String,
    pub(super) interviewer: &'static str,
    pub(super) stop: String,
}

impl Head {
    pub(super) fn text(&self, what: &str) -> String {
        let Self { title, whose, interviewer, stop } = self;
        format!("{title}\n{what}; unit: word\nWords: {whose}; {interviewer}; {stop}\n")
    }

    pub(super) fn said(&self, title: String, of: &str, axis: String, head: &'static str, all: usize) -> Said {
        let Self { title: study, whose, interviewer, stop } = self;
        let left = all.saturating_sub(DRAWN);
        let more =
            (left > 0).then(|| format!("{} more are not drawn.", counted(left as f64, "word", "words")));
        Said {
            title,
            about: vec![format!("{study}; unit: word; {whose}; {interviewer}; {stop}."), format!("N: {of}.")],
            axis,
            heads: ["word", head],
            notes: more.into_iter().collect(),
        }
    }
}

/// A table of which a person is shown the first rows, with a line that says what is not there.
pub(super) fn first(header: &[(&str, Side)], rows: impl ExactSizeIterator<Item = Vec<String>>) -> String {
    let left = rows.len().saturating_sub(SHOWN);
    let mut text = table(header, &rows.take(SHOWN).collect::<Vec<_>>());
    if left > 0 {
        let words = counted(left as f64, "word", "words");
        text.push_str(&format!("\n{words} more; --format json and csv have all\n"));
    }
    text
}

/// How often words are said.
#[derive(Serialize)]
pub(super) struct Counted {
    tokens: u64,
    types: usize,
    transcripts: usize,
    silent: Vec<String>,
    rows: Vec<CountedRow>,
    #[serde(skip)]
    head: Head,
}

#[derive(Serialize)]
struct CountedRow {
    word: String,
    count: u64,
    per_10000: Figure,
    transcripts: usize,
    juilland_d: Figure,
    dp: Figure,
    dp_norm: Figure,
}

impl Counted {
    pub(super) fn new(project: &Project, head: Head, words: Words) -> Self {
        let title = |id| project.transcript(id).map_or_else(String::new, |t| t.title().to_owned());
        let row = |word: String, of: &Dispersion| CountedRow {
            word,
            count: of.count,
            per_10000: of.per_10000.into(),
            transcripts: of.range,
            juilland_d: of.juilland_d.into(),
            dp: of.dp.into(),
            dp_norm: of.dp_norm.into(),
        };
        Self {
            tokens: words.tokens,
            types: words.types,
            transcripts: words.transcripts,
            silent: words.silent.into_iter().map(title).collect(),
            rows: words.rows.into_iter().map(|found| row(found.word, &found.dispersion)).collect(),
            head,
        }
    }

    fn of(&self) -> String {
        let (tokens, types) = (counted(self.tokens as f64, "word", "words"), count(self.types));
        format!(
            "{tokens}, {types} different, in {}",
            counted(self.transcripts as f64, "transcript", "transcripts")
        )
    }

    pub(super) fn chart(&self) -> chart::Figure {
        let bar = |row: &CountedRow| Bar {
            name: row.word.clone(),
            length: Ok(row.count as f64),
            written: Some(format!("{} in {}", count(row.count), count(row.transcripts))),
        };
        let bars = self.rows.iter().take(DRAWN).map(bar).collect();
        let axis = "how often they are said".to_owned();
        let mut said = self.head.said("Words".to_owned(), &self.of(), axis, "times", self.rows.len());
        said.notes
            .push("Numbers: how often, and in how many transcripts. Words cluster in speakers.".to_owned());
        said.figure(&|n| amount(n), |words| bars::figure(bars, words))
    }
}

impl Printable for Counted {
    fn text(&self) -> String {
        let mut text = self.head.text("Words by how often they are said");
        text.push_str(&format!("N: {}\n", self.of()));
        if !self.silent.is_empty() {
            text.push_str(&format!("Nothing is said in: {}\n", self.silent.join(", ")));
        }
        if self.head.interviewer.ends_with("are in") {
            text.push_str("--leave-out-interviewer takes the interviewer's words out\n");
        }
        text.push_str("DP: 0 where a word is spread evenly over transcripts; D: 1 where it is\n\n");
        let header = [
            ("Word", Side::Left),
            ("Count", Side::Right),
            ("Per 10,000", Side::Right),
            ("Transcripts", Side::Right),
            ("Juilland's D", Side::Right),
            ("DP", Side::Right),
            ("DPnorm", Side::Right),
        ];
        let row = |row: &CountedRow| {
            let figures = [&row.juilland_d, &row.dp, &row.dp_norm].map(|figure| figure.written(score));
            let counts = [count(row.count), row.per_10000.written(score), count(row.transcripts)];
            [vec![row.word.clone()], counts.to_vec(), figures.to_vec()].concat()
        };
        text + &first(&header, self.rows.iter().map(row))
    }
}

impl Figures for Counted {
    fn table(&self) -> Vec<Vec<String>> {
        let header = ["word", "count", "per_10000", "transcripts", "juilland_d", "dp", "dp_norm"];
        let row = |row: &CountedRow| {
            let figures = [&row.juilland_d, &row.dp, &row.dp_norm].map(Figure::cell);
            let counts = [row.count.to_string(), row.per_10000.cell(), row.transcripts.to_string()];
            [vec![row.word.clone()], counts.to_vec(), figures.to_vec()].concat()
        };
        std::iter::once(header.map(str::to_owned).to_vec()).chain(self.rows.iter().map(row)).collect()
    }
}
