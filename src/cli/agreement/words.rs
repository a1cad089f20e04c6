//! The answer of `concord agreement` for a person. The table of pairs is fitted before it is written, so of each pair the
//! few figures that are shown are kept as they are written, and nothing else.

use std::io::{self, Write};

use super::domains;
use super::report::{Report, name};
use crate::agreement::{Answer, CodeScores, Contingency, Query, Unit};
use crate::cli::output::{counted, without_interviewer};
use crate::cli::scores::{self, reasons, written};
use crate::cli::table::{Columns, Side, table};
use crate::formats::agreement_grid::pairs;
use crate::lang::number::{count, percent};
use crate::lang::tell;
use crate::model::Project;

/// Names the unit, the coders and what counts.
pub(super) fn head(project: &Project, query: &Query, answer: &Answer) -> String {
    let names: Vec<_> = answer.raters.iter().map(|rater| name(project, rater)).collect();
    let unit = answer.unit.name();
    let counts =
        if query.in_progress { "that all of them have started" } else { "that all of them have completed" };
    let transcripts = counted(answer.transcripts.len() as f64, "transcript", "transcripts");
    let units = match answer.unit {
        Unit::Transcript => transcripts,
        Unit::Character | Unit::Word | Unit::Sentence | Unit::Turn => {
            format!("{} in {transcripts}", counted(answer.units as f64, unit, &format!("{unit}s")))
        }
    };
    format!(
        "{}\nBy {}; coders: {}\nUnit: {unit}; {units} {counts}{}{}\n{}",
        project.title(),
        query.level.name(),
        names.join(", "),
        without_interviewer(project, query.leave_out_interviewer),
        if query.leave_out_white_space { ", without white space" } else { "" },
        unsettled(answer),
    )
}

/// What is left out while a consensus is being made.
fn unsettled(answer: &Answer) -> String {
    let Some(share) = answer.unsettled.share(answer.units) else { return String::new() };
    let differences = counted(answer.unsettled.differences as f64, "difference", "differences");
    let all = format!("{} of {}s", percent(share), answer.unit.name());
    format!("Left out: {differences} not settled yet, {all}; the consensus has nothing there so far\n")
}

/// The figures that a person sees first; JSON and CSV have all of them.
const LEADING: [(&str, &str); 8] = [
    ("percent_agreement", "Percent"),
    ("cohen_kappa", "Cohen's kappa"),
    ("light_kappa", "Light's kappa"),
    ("fleiss_kappa", "Fleiss' kappa"),
    ("krippendorff_alpha", "Krippendorff's alpha"),
    ("gwet_ac1", "Gwet's AC1"),
    ("positive_agreement", "F1"),
    ("u_alpha", "u-alpha"),
];

/// The figures that are of all codes together only.
const ALL_CODES: [(&str, &str); 8] = [
    ("pooled_kappa", "Pooled kappa"),
    ("u_alpha", "u-alpha"),
    ("u_alpha_binary", "|u|-alpha"),
    ("cu_alpha", "cu-alpha"),
    ("cu_alpha_domains", "Cu-alpha of themes"),
    ("alpha_jaccard", "Alpha of sets, Jaccard"),
    ("alpha_masi", "Alpha of sets, MASI"),
    ("gamma", "Gamma"),
];

/// The columns of the table of pairs.
const PAIRS: [(&str, Side); 11] = [
    ("Code", Side::Left),
    ("First", Side::Left),
    ("Second", Side::Left),
    ("Both", Side::Right),
    ("Only first", Side::Right),
    ("Only second", Side::Right),
    ("Neither", Side::Right),
    ("Kappa", Side::Right),
    ("Alpha", Side::Right),
    ("F1", Side::Right),
    ("Prevalence", Side::Right),
];

/// Of each pair the figures that are shown.
const OF_PAIR: [&str; 4] = ["cohen_kappa", "krippendorff_alpha", "positive_agreement", "prevalence_index"];

/// The rows about codes, and those about their pairs, fitted and ready to be written.
pub(super) struct Fitted {
    codes: Vec<(String, scores::Report)>,
    columns: Columns<'static>,
    /// Of every pair of every code the cells behind its names, each on a line of its own: no figure has one in it.
    cells: String,
}

impl Fitted {
    /// Makes all rows.
    pub(super) fn new(shown: &Report<'_>) -> Self {
        let mut fitted = Self { codes: Vec::new(), columns: Columns::new(&PAIRS), cells: String::new() };
        for code in shown.codes.iter() {
            fitted.add(shown, &code);
        }
        fitted
    }

    fn add(&mut self, shown: &Report<'_>, code: &CodeScores) {
        let path = shown.codes.project.codebook().path(code.code);
        for ([first, second], pair) in pairs(&shown.coders).zip(&code.pairs) {
            let Contingency { both, only_first, only_second, neither } = pair.table;
            let of_pair = scores::shown(&pair.scores);
            let counts = [both, only_first, only_second, neither].map(count);
            let figures = OF_PAIR.map(|name| written(&of_pair, name));
            let cells = counts.iter().chain(&figures).map(String::as_str);
            self.columns
                .fit(&[path.as_str(), first, second].into_iter().chain(cells.clone()).collect::<Vec<_>>());
            cells.for_each(|cell| self.cells.extend([cell, "\n"]));
        }
        self.codes.push((path, scores::shown(&code.scores)));
    }
}

impl Report<'_> {
    /// Writes all of it.
    pub(super) fn write(&self, fitted: &Fitted, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(self.codes(fitted).as_bytes())?;
        out.write_all(self.of_all_codes().as_bytes())?;
        if let Some(of_themes) = &self.domains {
            out.write_all(domains::text(of_themes).as_bytes())?;
        }
        self.pairs(fitted, out)?;
        if !self.left_out.is_empty() {
            out.write_all(self.left_out().as_bytes())?;
        }
        self.compare_with.as_ref().map_or(Ok(()), |peer| out.write_all(peer.text().as_bytes()))
    }

    /// What it is about, and a row a code.
    fn codes(&self, fitted: &Fitted) -> String {
        let leading: Vec<_> = LEADING.iter().filter(|(name, _)| self.overall.contains_key(name)).collect();
        let figures = |scores: &scores::Report| {
            leading.iter().map(|(name, _)| written(scores, name)).collect::<Vec<_>>()
        };
        let labels: Vec<_> = leading.iter().map(|(_, label)| (*label, Side::Right)).collect();
        let header = [vec![("Code", Side::Left)], labels].concat();
        let mut rows = vec![[vec!["all codes".to_owned()], figures(&self.overall)].concat()];
        rows.extend(fitted.codes.iter().map(|(path, scores)| [vec![path.clone()], figures(scores)].concat()));
        let drawn = self.bootstrap.as_ref().map(|drawn| format!("{}\n", drawn.text())).unwrap_or_default();
        let scores = std::iter::once(&self.overall).chain(fitted.codes.iter().map(|(_, scores)| scores));
        let reasons = reasons(scores, &LEADING.map(|(name, _)| name));
        format!("{}{drawn}\n{}{reasons}", self.head, table(&header, &rows))
    }

    /// What is said of all codes together only.
    fn of_all_codes(&self) -> String {
        let there = ALL_CODES.iter().filter(|(name, _)| self.overall.contains_key(name));
        let rows: Vec<_> =
            there.map(|(name, label)| vec![(*label).to_owned(), written(&self.overall, name)]).collect();
        let mut text =
            format!("\n{}", table(&[("All codes together", Side::Left), ("Value", Side::Right)], &rows));
        text.push_str(&reasons([&self.overall], &ALL_CODES.map(|(name, _)| name)));
        if let Some(made_with) = self.overall.get("gamma").and_then(scores::made_with) {
            text.push_str(&format!("Gamma: {made_with}\n"));
        }
        text
    }

    /// Who put each code where.
    fn pairs(&self, fitted: &Fitted, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "\nEach pair of coders, in {}s\n{}", self.unit, fitted.columns.head())?;
        let mut cells = fitted.cells.lines();
        let mut line = String::new();
        for (path, _) in &fitted.codes {
            for names in pairs(&self.coders) {
                let row = [path.as_str()].into_iter().chain(names).chain(cells.by_ref().take(8));
                line.clear();
                fitted.columns.line(&mut line, &row.collect::<Vec<_>>());
                out.write_all(line.as_bytes())?;
            }
        }
        Ok(())
    }

    fn left_out(&self) -> String {
        let rows: Vec<_> =
            self.left_out.iter().map(|left| vec![left.transcript.clone(), tell(&left.reason)]).collect();
        let header = [("Transcript", Side::Left), ("Reason", Side::Left)];
        let transcripts = counted(rows.len() as f64, "transcript", "transcripts");
        format!("\nLeft out: {transcripts}\n{}", table(&header, &rows))
    }
}
