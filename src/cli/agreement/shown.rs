//! The answer of `concord agreement` as text, JSON and CSV.

use serde::Serialize;

use super::domains::{self, Domain};
use crate::agreement::{Answer, CodeScores, PairScores, Query, Rater, Unit};
use crate::cli::output::{Figures, Told, counted};
use crate::cli::peers;
use crate::cli::scores::{self, BootstrapShown, reasons, written};
use crate::cli::table::{Side, table};
use crate::formats::Grid;
use crate::formats::agreement_grid;
use crate::lang::number::count;
use crate::model::{CoderId, Project, Timestamp};

#[derive(Serialize)]
pub(super) struct Shown {
    unit: &'static str,
    coders: Vec<String>,
    transcripts: usize,
    left_out: Vec<LeftOut>,
    units: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    bootstrap: Option<BootstrapShown>,
    overall: scores::Shown,
    codes: Vec<Code>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) domains: Option<Vec<Domain>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) compare_with: Option<peers::Shown>,
    #[serde(skip)]
    head: String,
    /// The same for a spreadsheet.
    #[serde(skip)]
    grid: Grid,
}

#[derive(Serialize)]
struct LeftOut {
    transcript: String,
    reason: String,
}

#[derive(Serialize)]
struct Code {
    code: String,
    path: String,
    scores: scores::Shown,
    pairs: Vec<Pair>,
}

#[derive(Serialize)]
struct Pair {
    coders: [String; 2],
    both: u64,
    only_first: u64,
    only_second: u64,
    neither: u64,
    scores: scores::Shown,
}

impl Shown {
    /// With the themes as domains.
    pub(super) fn with_domains(mut self, project: &Project, answer: &Answer) -> Self {
        self.domains = Some(domains::shown(project, &answer.domains, &self.coders));
        self
    }
}

/// The answer to a question, with names.
pub(super) fn shown(project: &Project, query: &Query, answer: &Answer) -> Shown {
    let raters: Vec<(CoderId, String)> =
        answer.raters.iter().map(|rater| (rater.coder, name(project, rater))).collect();
    let pair_of = |at: usize| {
        let firsts =
            (0..raters.len()).flat_map(|first| (first + 1..raters.len()).map(move |second| (first, second)));
        firsts
            .skip(at)
            .map(|(first, second)| [first, second].map(|at| raters[at].1.clone()))
            .next()
            .unwrap_or_default()
    };
    let title = |id| project.transcript(id).map(|t| t.title().to_owned()).unwrap_or_default();
    let pair = |(at, pair): (usize, &PairScores)| Pair {
        coders: pair_of(at),
        both: pair.table.both,
        only_first: pair.table.only_first,
        only_second: pair.table.only_second,
        neither: pair.table.neither,
        scores: scores::shown(&pair.scores),
    };
    let code = |code: &CodeScores| Code {
        code: project.codebook().get(code.code).map(|c| c.name.clone()).unwrap_or_default(),
        path: project.codebook().path(code.code),
        scores: scores::shown(&code.scores),
        pairs: code.pairs.iter().enumerate().map(pair).collect(),
    };
    let left_out = answer.left_out.iter().map(|(transcript, reason)| LeftOut {
        transcript: title(*transcript),
        reason: reason.in_words(project),
    });
    let names: Vec<String> = raters.iter().map(|(_, name)| name.clone()).collect();
    Shown {
        unit: answer.unit.name(),
        coders: names.clone(),
        transcripts: answer.transcripts.len(),
        left_out: left_out.collect(),
        units: answer.units,
        bootstrap: answer.bootstrap.map(|made| match made {
            Ok(bootstrap) => BootstrapShown::of(bootstrap, "transcript"),
            Err(why) => BootstrapShown::Undefined { undefined: why.to_string() },
        }),
        overall: scores::with_gamma(scores::shown(&answer.overall), answer.gamma),
        codes: answer.codes.iter().map(code).collect(),
        domains: None,
        compare_with: None,
        head: head(project, query, answer),
        grid: agreement_grid::figures(project, answer, &names),
    }
}

/// "Asha", "Asha (from 2026-01-31 on)".
fn name(project: &Project, rater: &Rater) -> String {
    let name = project.coder(rater.coder).map(|c| c.name.clone()).unwrap_or_default();
    let day = |at: Timestamp| at.to_zoned(jiff::tz::TimeZone::system()).date();
    match (rater.period.since.map(day), rater.period.until.map(day)) {
        (None, None) => name,
        (Some(since), None) => format!("{name} (from {since} on)"),
        (None, Some(until)) => format!("{name} (before {until})"),
        (Some(since), Some(until)) => format!("{name} (from {since} on, before {until})"),
    }
}

/// Names the unit, the coders and what counts.
fn head(project: &Project, query: &Query, answer: &Answer) -> String {
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
        "{}\nBy {}; coders: {}\nUnit: {unit}; {units} {counts}{}{}\n",
        project.title(),
        query.level.name(),
        names.join(", "),
        if query.leave_out_interviewer { ", without the interviewer's turns" } else { "" },
        if query.leave_out_white_space { ", without white space" } else { "" },
    )
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

impl Told for Shown {
    fn text(&self) -> String {
        let leading: Vec<_> = LEADING.iter().filter(|(name, _)| self.overall.contains_key(name)).collect();
        let figures = |scores: &scores::Shown| {
            leading.iter().map(|(name, _)| written(scores, name)).collect::<Vec<_>>()
        };
        let labels: Vec<_> = leading.iter().map(|(_, label)| (*label, Side::Right)).collect();
        let header = [vec![("Code", Side::Left)], labels].concat();
        let mut rows = vec![[vec!["all codes".to_owned()], figures(&self.overall)].concat()];
        rows.extend(self.codes.iter().map(|code| [vec![code.path.clone()], figures(&code.scores)].concat()));
        let drawn = self.bootstrap.as_ref().map(|drawn| format!("{}\n", drawn.text())).unwrap_or_default();
        let mut text = format!("{}{drawn}\n{}", self.head, table(&header, &rows));
        let scores = std::iter::once(&self.overall).chain(self.codes.iter().map(|code| &code.scores));
        text.push_str(&reasons(scores, &LEADING.map(|(name, _)| name)));
        text.push_str(&self.of_all_codes());
        if let Some(of_themes) = &self.domains {
            text.push_str(&domains::text(of_themes));
        }
        text.push_str(&self.pairs());
        if !self.left_out.is_empty() {
            let row = |left: &LeftOut| vec![left.transcript.clone(), left.reason.clone()];
            let rows: Vec<_> = self.left_out.iter().map(row).collect();
            text.push_str(&format!(
                "\nLeft out: {}\n",
                counted(rows.len() as f64, "transcript", "transcripts")
            ));
            text.push_str(&table(&[("Transcript", Side::Left), ("Reason", Side::Left)], &rows));
        }
        if let Some(peer) = &self.compare_with {
            text.push_str(&peer.text());
        }
        text
    }
}

impl Shown {
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
    fn pairs(&self) -> String {
        let header = [
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
        let row = |code: &Code, pair: &Pair| {
            let counts = [pair.both, pair.only_first, pair.only_second, pair.neither].map(count);
            let figures = ["cohen_kappa", "krippendorff_alpha", "positive_agreement", "prevalence_index"];
            let figures = figures.map(|name| written(&pair.scores, name));
            let [first, second] = pair.coders.clone();
            [vec![code.path.clone(), first, second], counts.to_vec(), figures.to_vec()].concat()
        };
        let rows = self.codes.iter().flat_map(|code| code.pairs.iter().map(move |pair| row(code, pair)));
        format!("\nEach pair of coders, in {}s\n{}", self.unit, table(&header, &rows.collect::<Vec<_>>()))
    }
}

impl Figures for Shown {
    /// One row for all codes, one a code, one a code and pair; empty where a figure does not apply.
    fn table(&self) -> Vec<Vec<String>> {
        if let Some(peer) = &self.compare_with {
            return peer.table();
        }
        self.grid.strings()
    }
}
