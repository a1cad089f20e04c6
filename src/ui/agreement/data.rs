//! The agreement of coders as rows and words, from a study's answer. Plain data; never draws.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::agreement::{
    Answer, Contingency, Did, Difference, DifferenceKind, Level, NotApplicable, Query, Score, Scores, Unit,
    differences,
};
use crate::lang::{text, with};
use crate::model::{CodeId, CoderId, CoderRole, Colour, Completeness, Project, TranscriptId};
use crate::store::Progress;
use crate::text::Span;
use crate::ui::quote::{self, Place};

/// What a person chose to compare.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Whose agreement; none for every person who has completed a transcript.
    pub coders: Option<Vec<CoderId>>,
    /// On what.
    pub unit: Unit,
    /// By code or by theme.
    pub level: Level,
    /// Whether transcripts that are still in progress count.
    pub in_progress: bool,
    /// Whether what the interviewer says is cut out.
    pub leave_out_interviewer: bool,
}

impl Asked {
    /// The question to the project.
    pub fn query(&self, project: &Project) -> Query {
        let there =
            |ids: &Vec<CoderId>| ids.iter().copied().filter(|&id| project.coder(id).is_some()).collect();
        let mut query = Query::new(self.coders.as_ref().map_or_else(|| coders(project), there));
        query.unit = self.unit;
        query.level = self.level;
        query.in_progress = self.in_progress;
        query.leave_out_interviewer = self.leave_out_interviewer;
        query
    }
}

/// Every person who has completed a transcript, by name; failing two of them, every person who has started one.
fn coders(project: &Project) -> Vec<CoderId> {
    let persons = |enough: Completeness| -> Vec<CoderId> {
        let has = |id| project.layers().any(|l| l.coder() == id && l.status() >= enough);
        let coders = project.coders();
        coders.iter().filter(|c| c.role == CoderRole::Person && has(c.id)).map(|c| c.id).collect()
    };
    let done = persons(Completeness::Complete);
    if done.len() >= 2 { done } else { persons(Completeness::InProgress) }
}

/// One line of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The code.
    pub code: CodeId,
    /// "Love / knows me".
    pub path: String,
    /// Its colour.
    pub colour: Colour,
    /// The figures.
    pub figures: Figures,
}

/// The figures of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    /// Krippendorff's alpha.
    pub alpha: Score,
    /// Cohen's kappa of two coders, Light's of more.
    pub kappa: Score,
    /// Share of units on which they agree.
    pub percent: Score,
    /// Twice the units both coded over all that either coded.
    pub f1: Score,
    /// Share of units that carry the code, mean over coders; none where there is no unit.
    pub coded: Option<f64>,
}

impl Figures {
    fn of(scores: &Scores, coded: Option<f64>) -> Self {
        let score = |name| scores.get(name).map_or(Err(NotApplicable::NothingShared), |e| e.score);
        let kappa = if scores.contains_key("cohen_kappa") { "cohen_kappa" } else { "light_kappa" };
        Self {
            alpha: score("krippendorff_alpha"),
            kappa: score(kappa),
            percent: score("percent_agreement"),
            f1: score("positive_agreement"),
            coded,
        }
    }
}

/// Share of units that a coder gave the code, mean over the coders of these pairs.
fn coded(tables: impl Iterator<Item = Contingency>) -> Option<f64> {
    let sums = tables.map(|t| (2 * t.both + t.only_first + t.only_second, 2 * t.units()));
    let (given, of) = sums.fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
    (of > 0).then(|| given as f64 / of as f64)
}

/// A mean over codes, and how many codes have no figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeanOf {
    /// The mean.
    pub value: Score,
    /// Codes without the figure.
    pub without: usize,
}

/// The table, with what it is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// One line a code, in the codebook's order.
    pub rows: Vec<Row>,
    /// All codes pooled: every code on every unit is one rating.
    pub pooled: Figures,
    /// Unweighted means over the codes: alpha, kappa, percent, F1.
    pub means: [MeanOf; 4],
    /// Whose agreement, with their names.
    pub coders: Vec<(CoderId, String)>,
    /// Kappa of each pair of coders, mean over codes, in the order of pairs (first with second, with third …).
    pub pairs: Vec<MeanOf>,
    /// Transcripts that count.
    pub transcripts: usize,
    /// Transcripts that do not: title, and why.
    pub left_out: Vec<(String, String)>,
    /// Units of all transcripts that count.
    pub units: u64,
}

/// The answer as a table.
pub fn table(project: &Project, answer: &Answer) -> Table {
    let book = project.codebook();
    let row = |scores: &crate::agreement::CodeScores| {
        let code = book.get(scores.code)?;
        let coded = coded(scores.pairs.iter().map(|p| p.table));
        Some(Row {
            code: code.id,
            path: quote::path(project, code.id),
            colour: code.colour,
            figures: Figures::of(&scores.scores, coded),
        })
    };
    let mean = |name: &str| {
        let mean = answer.means.get(name);
        MeanOf {
            value: mean.map_or(Err(NotApplicable::NothingShared), |m| m.value),
            without: mean.map_or(0, |m| m.undefined),
        }
    };
    let kappa = if answer.coders.len() == 2 { "cohen_kappa" } else { "light_kappa" };
    let name = |id: &CoderId| (*id, project.coder(*id).map(|c| c.name.clone()).unwrap_or_default());
    let title = |id: &TranscriptId| project.transcript(*id).map(|t| t.title().to_owned()).unwrap_or_default();
    let all_tables = answer.codes.iter().flat_map(|c| c.pairs.iter().map(|p| p.table));
    Table {
        rows: answer.codes.iter().filter_map(row).collect(),
        pooled: Figures::of(&answer.overall, coded(all_tables)),
        means: [
            mean("krippendorff_alpha"),
            mean(kappa),
            mean("percent_agreement"),
            mean("positive_agreement"),
        ],
        coders: answer.coders.iter().map(name).collect(),
        pairs: pairs(answer),
        transcripts: answer.transcripts.len(),
        left_out: answer.left_out.iter().map(|(id, why)| (title(id), why.in_words(project))).collect(),
        units: answer.units,
    }
}

fn pairs(answer: &Answer) -> Vec<MeanOf> {
    let count = answer.codes.first().map_or(0, |c| c.pairs.len());
    let mean = |pair: usize| {
        let scores =
            answer.codes.iter().filter_map(|c| c.pairs.get(pair)?.scores.get("cohen_kappa").map(|e| e.score));
        let (mut sum, mut defined, mut without, mut why) = (0.0, 0_u32, 0, NotApplicable::NothingShared);
        for score in scores {
            match score {
                Ok(value) => {
                    sum += value;
                    defined += 1;
                }
                Err(reason) => {
                    without += 1;
                    why = reason;
                }
            }
        }
        MeanOf { value: if defined == 0 { Err(why) } else { Ok(sum / f64::from(defined)) }, without }
    };
    (0..count).map(mean).collect()
}

/// What the table is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// The codebook's order.
    #[default]
    Code,
    /// Krippendorff's alpha.
    Alpha,
    /// Kappa.
    Kappa,
    /// Percent agreement.
    Percent,
    /// F1.
    F1,
    /// How much carries the code.
    Coded,
    /// How many passages differ.
    Differ,
}

/// The order of the rows; what has no figure comes last either way.
pub fn sorted(table: &Table, by: By, falling: bool, differ: &BTreeMap<CodeId, usize>) -> Vec<usize> {
    let key = |at: &usize| -> Option<f64> {
        let row = table.rows.get(*at)?;
        match by {
            By::Code => Some(*at as f64),
            By::Alpha => row.figures.alpha.ok(),
            By::Kappa => row.figures.kappa.ok(),
            By::Percent => row.figures.percent.ok(),
            By::F1 => row.figures.f1.ok(),
            By::Coded => row.figures.coded,
            By::Differ => differ.get(&row.code).map(|&n| n as f64),
        }
    };
    let mut order: Vec<usize> = (0..table.rows.len()).collect();
    order.sort_by(|a, b| match (key(a), key(b)) {
        (Some(a), Some(b)) => {
            if falling {
                b.total_cmp(&a)
            } else {
                a.total_cmp(&b)
            }
        }
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    });
    order
}

/// The differing passages of every code, until nobody waits for them.
pub fn all_differences(
    project: &Project,
    query: &Query,
    codes: &[CodeId],
    progress: &Progress,
) -> BTreeMap<CodeId, Vec<Difference>> {
    let wanted = codes.iter().take_while(|_| !progress.is_cancelled());
    wanted.map(|&code| (code, differences(project, query, code))).collect()
}

/// A differing passage as the list shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Differing {
    /// Where it is.
    pub place: Place,
    /// What sort of difference.
    pub kind: DifferenceKind,
    /// What each coder did there, in words.
    pub by: Vec<String>,
}

/// A difference in words.
pub fn in_words(project: &Project, difference: &Difference) -> Option<Differing> {
    let transcript = project.transcript(difference.transcript)?;
    let words =
        |spans: &[Span]| -> u32 { spans.iter().map(|s| transcript.text().words().count_in(*s)).sum() };
    let by = difference.by.iter().map(|(coder, did)| {
        let name = project.coder(*coder).map(|c| c.name.clone()).unwrap_or_default();
        let did = match did {
            Did::Coded(spans) => with("agreement-did-code", &[("n", words(spans).into())]),
            Did::OtherCodes(codes) => {
                let names = codes.iter().filter_map(|c| project.codebook().get(*c)).map(|c| c.name.as_str());
                names.collect::<Vec<_>>().join(", ")
            }
            Did::Nothing => text("agreement-did-nothing"),
        };
        with("agreement-did", &[("coder", name.into()), ("did", did.into())])
    });
    Some(Differing {
        place: quote::place(transcript, difference.span),
        kind: difference.kind,
        by: by.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreement::answer;
    use crate::ui::demo::{code, coder, project};

    fn asked() -> (Project, Query, Table) {
        let project = project();
        let query = Asked::default().query(&project);
        let table = table(&project, &answer(&project, &query));
        (project, query, table)
    }

    #[test]
    fn unasked_it_is_everybody_who_has_completed_something() {
        let (_, query, table) = asked();
        assert_eq!(query.coders, [coder(1), coder(2)]);
        assert_eq!((table.transcripts, table.left_out.len()), (3, 1));
        assert_eq!(table.left_out[0].0, "P04");
        assert!(table.left_out[0].1.contains("Ben has not started it"), "{}", table.left_out[0].1);
    }

    #[test]
    fn a_code_that_nobody_used_has_a_reason_instead_of_a_figure() {
        let (_, _, table) = asked();
        let unused = table.rows.iter().find(|r| r.path == "Love / knows me").unwrap();
        assert_eq!(unused.figures.alpha, Err(NotApplicable::NobodyUsed));
        assert_eq!(unused.figures.coded, Some(0.0));
    }

    #[test]
    fn rows_without_a_figure_come_last_whichever_way() {
        let (_, _, table) = asked();
        for falling in [false, true] {
            let order = sorted(&table, By::Alpha, falling, &BTreeMap::new());
            assert!(table.rows[*order.last().unwrap()].figures.alpha.is_err());
            let (a, b) = (table.rows[order[0]].figures.alpha, table.rows[order[1]].figures.alpha);
            assert_eq!(a.unwrap() >= b.unwrap(), falling);
        }
    }

    #[test]
    fn a_difference_says_what_each_coder_did() {
        let (project, query, _) = asked();
        let all = all_differences(&project, &query, &[code(3)], &Progress::default());
        let said: Vec<Differing> = all[&code(3)].iter().filter_map(|d| in_words(&project, d)).collect();
        assert_eq!(said[1].kind, DifferenceKind::OtherCode);
        assert_eq!(said[1].place.title, "P02");
        assert_eq!(said[1].by, ["Asha: 11 words", "Ben: listens"]);
    }
}
