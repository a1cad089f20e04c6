//! The table of agreement: one line a code with every figure it has, those of all codes together, and the order that
//! a person asked for. Plain data; never draws.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::{coefficients, words};
use crate::agreement::explain::coded_share;
use crate::agreement::{Answer, Bootstrap, Mean, Means, NotApplicable, Rater, Score, Scores, Study};
use crate::lang::tell;
use crate::model::{CodeId, CoderId, Colour, Project, TranscriptId};
use crate::session::Reckoning;
use crate::store::Progress;
use crate::ui::context::quote;

/// One line of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub code: CodeId,
    /// "Love / knows me".
    pub path: String,
    pub colour: Colour,
    /// Every figure of all coders together.
    pub scores: Scores,
    /// Share of units that carry the code, mean over coders; none where there is no unit.
    pub coded: Option<f64>,
    /// Its place among the study's codes.
    pub at: usize,
}

/// The table, with what it is about. Of pairs of coders it has the means over codes alone: of fifty coders and thousands of
/// codes their figures would be gigabytes, and they are made of the counts for the code that is looked at.
#[derive(Clone, Debug)]
pub struct Table {
    /// One line a code, in the codebook's order.
    pub rows: Vec<Row>,
    /// All codes pooled: every code on every unit is one rating.
    pub pooled: Scores,
    /// Unweighted means over the codes.
    pub means: BTreeMap<&'static str, Mean>,
    /// The same of each pair of coders.
    pub pairs: Vec<Means>,
    /// Share of units that carry a code, over all codes.
    pub coded: Option<f64>,
    /// Whose agreement, with their names.
    pub coders: Vec<(CoderId, String)>,
    /// Transcripts that count, with their titles.
    pub transcripts: Vec<(TranscriptId, String)>,
    /// Transcripts that do not: title, and why.
    pub left_out: Vec<(String, String)>,
    /// Units of all transcripts that count.
    pub units: u64,
    /// The coefficients that may lead.
    pub offered: Vec<&'static str>,
    /// The counts that all of it was made of.
    pub study: Arc<Study>,
    /// What it was made of without the codes; also what the intervals were made with, or why there are none.
    pub answer: Answer,
}

impl Table {
    /// The same with intervals; nothing when it was cancelled.
    pub fn with_intervals(&self, bootstrap: Bootstrap, progress: &Progress) -> Option<Self> {
        let reckoning = Reckoning::new(&self.study, Some(bootstrap), progress);
        let answer = reckoning.together()?;
        let row =
            |row: &Row| Some(Row { scores: reckoning.code_without_pairs(row.at)?.scores, ..row.clone() });
        let rows = self.rows.iter().map(row).collect::<Option<_>>()?;
        Some(Self { rows, pooled: answer.overall.clone(), answer, ..self.clone() })
    }
}

/// The figures of a study as a table; nothing when it was cancelled.
pub fn table(project: &Project, study: Study, progress: &Progress) -> Option<Table> {
    let reckoning = Reckoning::new(&study, None, progress);
    let answer = reckoning.together()?;
    let tables = |row| study.tables(row).map(|(_, table)| table);
    let (mut rows, mut means, mut pairs) = (Vec::new(), Means::default(), Vec::new());
    for at in 0..study.codes().len() {
        let of = reckoning.code(at)?;
        means.add(&of.scores);
        pairs.resize_with(of.pairs.len(), Means::default);
        pairs.iter_mut().zip(&of.pairs).for_each(|(means, pair)| means.add(&pair.scores));
        rows.extend(project.codebook().get(of.code).map(|code| Row {
            code: code.id,
            path: quote::path(project, code.id),
            colour: code.colour,
            scores: of.scores,
            coded: coded_share(tables(at)),
            at,
        }));
    }
    let name = |rater: &Rater| {
        let name = project.coder_name(rater.coder).to_owned();
        (rater.coder, words::in_period(name, rater.period))
    };
    let title = |id: &TranscriptId| project.transcript(*id).map(|t| t.title().to_owned()).unwrap_or_default();
    let names = rows.first().map_or(&answer.overall, |row: &Row| &row.scores);
    Some(Table {
        offered: coefficients::offered(names.keys()),
        rows,
        pooled: answer.overall.clone(),
        means: means.all(),
        pairs,
        coded: coded_share((0..study.codes().len()).flat_map(tables)),
        coders: answer.raters.iter().map(name).collect(),
        transcripts: answer.transcripts.iter().map(|id| (*id, title(id))).collect(),
        left_out: answer.left_out.iter().map(|(id, why)| (title(id), tell(&why.in_words(project)))).collect(),
        units: answer.units,
        study: Arc::new(study),
        answer,
    })
}

/// One figure of many; none where it does not apply here.
pub fn score(scores: &Scores, name: &str) -> Option<Score> {
    scores.get(name).map(|estimate| estimate.score)
}

/// Its interval, where there is one.
pub fn interval(scores: &Scores, name: &str) -> Option<[f64; 2]> {
    scores.get(name)?.ci.map(|ci| [ci.low, ci.high])
}

/// The figure that stands in the column of F1.
pub const F1: &str = "positive_agreement";

/// The mean of a pair's coefficient over the codes, with the number of codes that have none.
pub fn mean_of_pair(table: &Table, pair: usize, name: &'static str) -> (Score, usize) {
    let mean = table.pairs.get(pair).and_then(|means| means.of(coefficients::of_a_pair(name)));
    mean.map_or((Err(NotApplicable::NothingShared), 0), |mean| (mean.value, mean.undefined))
}

/// What the table is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortBy {
    /// The codebook's order.
    #[default]
    Book,
    /// The name of the code.
    Name,
    /// The coefficient that leads.
    Figure,
    /// The lower end of its interval.
    LowerEnd,
    /// F1.
    F1,
    /// How much carries the code.
    Coded,
    /// How many passages differ.
    Differ,
}

/// The order of the rows; what has no figure comes last either way.
pub fn sorted(
    table: &Table,
    figure: &str,
    by: SortBy,
    falling: bool,
    differ: &BTreeMap<CodeId, usize>,
) -> Vec<usize> {
    let mut order: Vec<usize> = (0..table.rows.len()).collect();
    if by == SortBy::Name {
        order.sort_by_cached_key(|&at| table.rows.get(at).map(|row| row.path.to_lowercase()));
        if falling {
            order.reverse();
        }
        return order;
    }
    let key = |at: &usize| -> Option<f64> {
        let row = table.rows.get(*at)?;
        match by {
            SortBy::Book | SortBy::Name => Some(*at as f64),
            SortBy::Figure => score(&row.scores, figure)?.ok(),
            SortBy::LowerEnd => interval(&row.scores, figure).map(|[low, _]| low),
            SortBy::F1 => score(&row.scores, F1)?.ok(),
            SortBy::Coded => row.coded,
            SortBy::Differ => differ.get(&row.code).map(|&n| n as f64),
        }
    };
    order.sort_by(|a, b| match (key(a), key(b)) {
        (Some(a), Some(b)) if falling => b.total_cmp(&a),
        (Some(a), Some(b)) => a.total_cmp(&b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    });
    order
}

#[cfg(test)]
mod tests {
    use super::super::question::Question;
    use super::*;
    use crate::ui::demo::{coder, project};

    fn asked() -> (Question, Table) {
        let project = project();
        let asked = Question::default();
        let query = asked.query(&project);
        assert_eq!(query.coders, [coder(1), coder(2)], "everybody who has completed something");
        let table = table(&project, Study::new(&project, &query), &Progress::default()).unwrap();
        (asked, table)
    }

    #[test]
    fn what_is_left_out_is_named_with_its_reason() {
        let (_, table) = asked();
        assert_eq!((table.transcripts.len(), table.left_out.len()), (3, 1));
        assert_eq!(table.left_out[0].0, "P04");
        assert!(table.left_out[0].1.contains("Ben has not started it"), "{}", table.left_out[0].1);
    }

    #[test]
    fn a_code_that_nobody_used_has_a_reason_instead_of_a_figure() {
        let (_, table) = asked();
        let unused = table.rows.iter().find(|r| r.path == "Love / knows me").unwrap();
        assert_eq!(score(&unused.scores, "krippendorff_alpha"), Some(Err(NotApplicable::NobodyUsed)));
        assert_eq!(unused.coded, Some(0.0));
    }

    #[test]
    fn rows_without_a_figure_come_last_whichever_way() {
        let (asked, table) = asked();
        let figure = asked.leading(&table.offered);
        let value = |at: usize| score(&table.rows[at].scores, figure).unwrap();
        for falling in [false, true] {
            let order = sorted(&table, figure, SortBy::Figure, falling, &BTreeMap::new());
            assert!(value(*order.last().unwrap()).is_err());
            assert_eq!(value(order[0]).unwrap() >= value(order[1]).unwrap(), falling);
        }
        let by_name = sorted(&table, figure, SortBy::Name, false, &BTreeMap::new());
        assert_eq!(table.rows[by_name[0]].path, "Conditions / paperwork");
    }

    #[test]
    fn a_pair_has_the_mean_of_its_own_coefficient() {
        let (_, table) = asked();
        let (mean, without) = mean_of_pair(&table, 0, "light_kappa");
        assert_eq!(without, 1, "nobody knows anybody");
        assert_eq!(mean, table.means["cohen_kappa"].value);
    }
}
