//! Words as a table: how often, how evenly, what marks a group, what stands near one. Plain data; never draws, never counts.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::analysis::words::{
    KeywordRow, NoGroups, Scope, WordRow, keywords, neighbours, small_words, words,
};
use crate::chart::bars::{self, Bar};
use crate::chart::{self, Figure};
use crate::lang::number::{amount, count, p, score};
use crate::lang::{tell, text, with};
use crate::model::{AttributeId, Project};
use crate::ui::context::Written;
use crate::ui::kit::chart as shapes;

/// Bars of a picture.
const DRAWN: usize = 40;

/// What is asked of words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// How often they are said.
    #[default]
    Often,
    /// What marks those with a value against all others.
    Marks { by: Option<AttributeId>, target: Option<String> },
    /// What stands near one.
    Near { node: String, window: usize },
}

/// What a person chose to see.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Question {
    pub(super) kind: Kind,
    /// The interviewer's words count too.
    pub(super) interviewer_in: bool,
    /// The language whose small words are not listed.
    pub(super) stop: Option<String>,
}

/// A column, with what it is.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Head {
    pub(super) title: String,
    pub(super) tip: String,
    pub(super) width: f32,
}

/// A word with its figures.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    pub(super) word: String,
    /// One a head.
    pub(super) cells: Vec<Written>,
    /// What its bar is long by.
    pub(super) bar: f64,
}

/// A table of words.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::ui::panels::relations) struct Table {
    pub(super) heads: Vec<Head>,
    pub(super) rows: Vec<Row>,
    /// What was counted in all, in sentences.
    pub(super) about: Vec<String>,
    /// What the bars of a picture count.
    pub(super) axis: String,
}

/// The table, or why there is none.
pub(super) type WordsAnswer = Result<Arc<Table>, String>;

/// Counts, as the command line does.
pub(super) fn answer(project: &Project, asked: &Question) -> WordsAnswer {
    let stop = asked.stop.as_deref().and_then(small_words).unwrap_or_default();
    let scope = Scope { speakers: BTreeSet::new(), leave_out_interviewer: !asked.interviewer_in, stop };
    let mut table = match &asked.kind {
        Kind::Often => often(project, &scope),
        Kind::Marks { by, target } => {
            let (Some(by), Some(target)) = (by, target) else { return Err(text("words-choose-group")) };
            marks(project, &scope, *by, target)?
        }
        Kind::Near { node, window } => {
            if node.is_empty() {
                return Err(text("words-choose-word"));
            }
            near(project, &scope, node, *window)?
        }
    };
    table.about.push(whose(project, asked));
    Ok(Arc::new(table))
}

/// Whose words these are, and which are not listed.
fn whose(project: &Project, asked: &Question) -> String {
    let interviewer = match (asked.interviewer_in, project.has_interviewer()) {
        (true, _) => "words-interviewer-in",
        (false, true) => "words-interviewer-out",
        (false, false) => "interviewer-nobody",
    };
    let stop = match &asked.stop {
        Some(language) => with("words-stopped", &[("language", language.as_str().into())]),
        None => text("words-not-stopped"),
    };
    format!("{}; {stop}", text(interviewer))
}

fn head(title: &str, tip: &str, width: f32) -> Head {
    Head { title: text(title), tip: text(tip), width }
}

fn often(project: &Project, scope: &Scope) -> Table {
    let found = words(project, scope);
    let heads = vec![
        head("words-count", "words-count-tip", 76.0),
        head("words-rate", "words-rate-tip", 84.0),
        head("words-in", "words-in-tip", 88.0),
        head("words-d", "words-d-tip", 60.0),
        head("words-dp", "words-dp-tip", 60.0),
    ];
    let row = |row: &WordRow| {
        let of = &row.dispersion;
        Row {
            word: row.word.clone(),
            cells: vec![
                Written::new(count(of.count)),
                Written::of(of.per_10000, score),
                Written::new(count(of.range)),
                Written::of(of.juilland_d, score),
                Written::of(of.dp_norm, score),
            ],
            bar: of.count as f64,
        }
    };
    let said = [
        ("tokens", count(found.tokens).into()),
        ("types", count(found.types).into()),
        ("transcripts", found.transcripts.into()),
    ];
    Table {
        heads,
        rows: found.rows.iter().map(row).collect(),
        about: vec![with("words-of", &said)],
        axis: text("words-axis-often"),
    }
}

fn marks(project: &Project, scope: &Scope, by: AttributeId, target: &str) -> Result<Table, String> {
    let found = keywords(project, scope, by, target).map_err(|why| not_compared(&why))?;
    let heads = vec![
        head("words-here", "words-here-tip", 76.0),
        head("words-there", "words-there-tip", 76.0),
        head("words-g2", "words-g2-tip", 84.0),
        head("words-p", "words-p-tip", 76.0),
        head("words-diff", "words-diff-tip", 84.0),
        head("words-ratio", "words-ratio-tip", 84.0),
    ];
    let percent = |value: f64| if value.is_finite() { amount(value.round()) } else { "∞".to_owned() };
    let row = |row: &KeywordRow| {
        let of = &row.keyness;
        let [here, there] = row.counts;
        Row {
            word: row.word.clone(),
            cells: vec![
                Written::new(count(here)),
                Written::new(count(there)),
                Written::of(of.log_likelihood.map(|test| test.statistic), score),
                Written::of(of.log_likelihood.map(|test| test.p), p),
                Written::of(of.percent_diff, percent),
                Written::of(of.log_ratio, score),
            ],
            bar: of.log_ratio.unwrap_or_default(),
        }
    };
    let said = [
        ("target", target.into()),
        ("here", count(found.tokens[0]).into()),
        ("others", found.reference.join(", ").into()),
        ("there", count(found.tokens[1]).into()),
        ("none", found.no_value.into()),
    ];
    Ok(Table {
        heads,
        rows: found.rows.iter().map(row).collect(),
        about: vec![with("words-marks-of", &said)],
        axis: text("words-axis-marks"),
    })
}

fn not_compared(why: &NoGroups) -> String {
    text(match why {
        NoGroups::NoAttribute => "no-attribute",
        NoGroups::NoValue(_) => "words-no-value",
        NoGroups::NothingElse => "words-nothing-else",
    })
}

fn near(project: &Project, scope: &Scope, node: &str, window: usize) -> Result<Table, String> {
    let found = neighbours(project, scope, node, window);
    if found.near.node_count == 0 {
        return Err(with("words-not-said", &[("word", found.node.into())]));
    }
    let heads = vec![
        head("words-together", "words-together-tip", 76.0),
        head("words-count", "words-count-tip", 76.0),
        head("words-expected", "words-expected-tip", 84.0),
        head("words-mi", "words-mi-tip", 60.0),
        head("words-t", "words-t-tip", 60.0),
        head("words-dice", "words-dice-tip", 76.0),
    ];
    let rows = found.near.rows.iter().zip(&found.words).map(|(of, word)| Row {
        word: word.clone(),
        cells: vec![
            Written::new(count(of.together)),
            Written::new(count(of.count)),
            Written::new(score(of.expected)),
            Written::new(score(of.mi)),
            Written::new(score(of.t_score)),
            Written::new(score(of.log_dice)),
        ],
        bar: of.log_dice,
    });
    let said = [
        ("word", found.node.as_str().into()),
        ("n", count(found.near.node_count).into()),
        ("window", window.into()),
        ("tokens", count(found.near.tokens).into()),
    ];
    Ok(Table {
        heads,
        rows: rows.collect(),
        about: vec![with("words-near-of", &said)],
        axis: text("words-axis-near"),
    })
}

/// The table as it is pasted.
pub(super) fn cells(table: &Table) -> Vec<Vec<String>> {
    let head = std::iter::once(text("words-word")).chain(table.heads.iter().map(|head| head.title.clone()));
    let row = |row: &Row| {
        std::iter::once(row.word.clone()).chain(row.cells.iter().map(|cell| cell.words.clone())).collect()
    };
    std::iter::once(head.collect()).chain(table.rows.iter().map(row)).collect()
}

/// The first words as bars.
pub(super) fn picture(table: &Table) -> Figure {
    let title = text("words-title");
    let bar = |row: &Row| Bar { name: row.word.clone(), length: Ok(row.bar), written: None };
    let bars = table.rows.iter().take(DRAWN).map(bar).collect();
    let left = table.rows.len().saturating_sub(DRAWN);
    let more = (left > 0).then(|| with("words-not-drawn", &[("n", left.into())]));
    let version = with("methods-version", &[("version", env!("CARGO_PKG_VERSION").into())]);
    let number = |value: f64| if value.fract() == 0.0 { amount(value) } else { score(value) };
    let words = chart::Words {
        title: title.clone(),
        about: table.about.clone(),
        axis: table.axis.clone(),
        heads: [text("words-word"), table.axis.clone(), String::new()],
        ends: [text("picture-low"), text("picture-high")],
        notes: more.into_iter().chain([text("words-cluster"), version]).collect(),
        number: &number,
        interval: &|low, high| format!("{} {}", number(low), number(high)),
        without: &tell,
        alternative: &|of| shapes::alternative(&title, of, &number),
    };
    bars::figure(bars, &words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::demo::{attribute, project};

    fn table(kind: Kind) -> Arc<Table> {
        answer(&project(), &Question { kind, interviewer_in: true, stop: Some("en".into()) }).unwrap()
    }

    #[test]
    fn small_words_are_not_listed_and_the_most_frequent_stands_first() {
        let found = table(Kind::Often);
        assert!(found.rows.iter().all(|row| row.word != "the" && row.word != "she"));
        let counts: Vec<f64> = found.rows.iter().map(|row| row.bar).collect();
        assert!(counts.windows(2).all(|two| two[0] >= two[1]) && counts[0] >= 2.0);
        assert!(found.about[1].contains("the interviewer’s words are in"), "{:?}", found.about);
        assert_eq!(picture(&found).table.rows.len(), found.rows.len().min(DRAWN));
        assert_eq!(cells(&found).len(), found.rows.len() + 1);
    }

    #[test]
    fn what_marks_a_group_and_what_stands_near_a_word() {
        let by = Some(attribute(1));
        let marks = table(Kind::Marks { by, target: Some("pilot".into()) });
        assert!(marks.rows.iter().any(|row| row.word == "meeting" && row.cells[0].words == "2"));
        let near = table(Kind::Near { node: "meeting".into(), window: 5 });
        assert!(!near.rows.is_empty());
        let nothing = |kind| answer(&project(), &Question { kind, ..Question::default() }).unwrap_err();
        assert!(nothing(Kind::Near { node: "zebra".into(), window: 5 }).contains("zebra"));
        assert_eq!(nothing(Kind::Marks { by, target: None }), text("words-choose-group"));
    }
}
