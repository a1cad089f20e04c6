//! `concord agreement`: how far coders agree, in a project or in a table of ratings.

use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{Args, ValueEnum};
use serde::Serialize;

use super::open::Opened;
use super::output::{Figures, Format, Told, counted, show};
use super::scores::{self, cell, names, reasons, written};
use super::table::{Side, table};
use super::{Failure, Outcome, open, peers, ratings};
use crate::agreement::peers::{Peer, printed};
use crate::agreement::{self, Answer, CodeScores, PairScores, Query, answer};
use crate::lang::number::count;
use crate::model::{self, CodeId, CoderId, CoderRole, Completeness, Project};

/// Prints how far coders agree, over all codes and for each code and pair of coders
///
/// Counted are transcripts that all coders in view have completed; the others are listed with the reason. Unasked all
/// persons are in view who have completed a transcript. With --ratings it reads a table instead: one row a unit, the
/// unit in the first column, one column a coder, an empty cell where a coder did not rate.
#[derive(Debug, Args)]
pub(super) struct Agreement {
    /// The folder of the project
    #[arg(required_unless_present = "ratings", conflicts_with = "ratings")]
    project: Option<PathBuf>,
    /// A table of ratings to look at instead of a project
    #[arg(long, value_name = "TABLE.csv", conflicts_with_all = ["coders", "code", "unit", "in_progress"])]
    ratings: Option<PathBuf>,
    /// Whose agreement: two or more, with commas between
    #[arg(long, value_name = "CODERS", value_delimiter = ',')]
    coders: Vec<String>,
    /// About this code only, a name or a path Theme/Code; a theme with its subcodes. Can be given several times
    #[arg(long, value_name = "CODE")]
    code: Vec<String>,
    /// What a rating is made on
    #[arg(long, value_enum, default_value_t)]
    unit: Unit,
    /// Codes or themes; of ratings, their scale [default: code, of ratings: nominal]
    #[arg(long, value_enum)]
    level: Option<Level>,
    /// Takes in transcripts that all have started, not only those that all have completed
    #[arg(long)]
    in_progress: bool,
    /// Takes the interviewer's turns out, and what is coded there
    #[arg(long, conflicts_with = "ratings")]
    leave_out_interviewer: bool,
    /// Also what another program would print of the same codings, as far as its arithmetic is known. In JSON it
    /// stands under "compare_with"; a CSV has it in place of our own figures
    #[arg(long, value_enum, value_name = "PROGRAM", conflicts_with = "ratings")]
    compare_with: Option<Program>,
    /// Of MAXQDA: how much two segments have to share, in per cent of what either covers
    #[arg(long, value_name = "PER CENT", default_value_t = 90, value_parser = clap::value_parser!(u8).range(1..=100))]
    overlap: u8,
    /// Of NVivo: the second group of users, with commas between; --coders is the first. A group has coded what any of
    /// its members has
    #[arg(long, value_name = "CODERS", value_delimiter = ',', requires_all = ["coders", "compare_with"])]
    against: Vec<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// A program to compare with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Program {
    /// Each code in each file, by characters
    Nvivo,
    /// Segments that overlap, and documents by presence and frequency
    Maxqda,
    /// Percent agreement and Holsti's index
    Atlas,
    /// Kappa on excerpts, pooled over codes
    Dedoose,
}

/// What a rating is made on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Unit {
    #[default]
    Character,
    Word,
    Sentence,
    Turn,
    Transcript,
}

/// What rows are about; of a table of ratings, its scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Level {
    /// Every code by its own codings
    Code,
    /// Every theme with its subcodes
    Theme,
    /// Of ratings: names without an order
    Nominal,
}

impl From<Unit> for crate::agreement::Unit {
    fn from(unit: Unit) -> Self {
        match unit {
            Unit::Character => Self::Character,
            Unit::Word => Self::Word,
            Unit::Sentence => Self::Sentence,
            Unit::Turn => Self::Turn,
            Unit::Transcript => Self::Transcript,
        }
    }
}

#[derive(Serialize)]
struct Shown {
    unit: &'static str,
    coders: Vec<String>,
    transcripts: usize,
    left_out: Vec<LeftOut>,
    units: u64,
    overall: scores::Shown,
    codes: Vec<Code>,
    #[serde(skip_serializing_if = "Option::is_none")]
    compare_with: Option<peers::Shown>,
    #[serde(skip)]
    head: String,
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

impl Agreement {
    pub(super) fn run(self) -> Result<Outcome, Failure> {
        let wrong = |why: &str| Err(Failure::usage(ErrorKind::ArgumentConflict, why));
        match (&self.project, &self.ratings, self.level) {
            (_, Some(_), Some(Level::Code | Level::Theme)) => {
                wrong("ratings have a scale: --level nominal is the one offered")
            }
            (_, None, Some(Level::Nominal)) => wrong("--level nominal is for --ratings: use code or theme"),
            (_, Some(file), None | Some(Level::Nominal)) => ratings::run(file, self.format),
            (Some(folder), None, None | Some(Level::Code | Level::Theme)) => {
                self.of_project(&open::open(folder)?)
            }
            (None, None, None | Some(Level::Code | Level::Theme)) => {
                wrong("name a project, or a table with --ratings")
            }
        }
    }

    fn of_project(&self, opened: &Opened<'_>) -> Result<Outcome, Failure> {
        let project = &opened.project;
        let codes = self.code.iter().map(|name| opened.found(project.code_named(name)).map(|code| code.id));
        let codes = codes.collect::<Result<Vec<CodeId>, _>>()?;
        let query = Query {
            unit: self.unit.into(),
            level: self.level_of(project, &codes),
            codes: (!codes.is_empty()).then_some(codes),
            in_progress: self.in_progress,
            leave_out_interviewer: self.leave_out_interviewer,
            ..Query::new(self.in_view(opened)?)
        };
        let mut shown = shown(project, &query, &answer(project, &query));
        if let Some(program) = self.compare_with {
            let printed = printed(project, &query, &self.peer(program, opened)?);
            shown.compare_with = Some(peers::shown(project, &printed));
        }
        show(&shown, self.format)?;
        Ok(opened.done())
    }

    /// The program to compare with.
    fn peer(&self, program: Program, opened: &Opened<'_>) -> Result<Peer, Failure> {
        let groups = !self.against.is_empty();
        Ok(match program {
            Program::Nvivo if groups => {
                Peer::Nvivo { groups: Some([named(&self.coders, opened)?, named(&self.against, opened)?]) }
            }
            Program::Maxqda | Program::Atlas | Program::Dedoose if groups => {
                let why = "--against is for --compare-with nvivo: the others compare each pair of coders";
                return Err(Failure::usage(ErrorKind::ArgumentConflict, why));
            }
            Program::Nvivo => Peer::Nvivo { groups: None },
            Program::Maxqda => Peer::Maxqda { overlap: self.overlap },
            Program::Atlas => Peer::Atlas,
            Program::Dedoose => Peer::Dedoose,
        })
    }

    /// The coders who were named, each once; unasked, persons who have completed (or started) a transcript.
    fn in_view(&self, opened: &Opened<'_>) -> Result<Vec<CoderId>, Failure> {
        let project = &opened.project;
        let mut coders = named(&[self.coders.as_slice(), &self.against].concat(), opened)?;
        if self.coders.is_empty() {
            let least = if self.in_progress { Completeness::InProgress } else { Completeness::Complete };
            let ready = |id| project.layers().any(|layer| layer.coder() == id && layer.status() >= least);
            let persons = project.coders().into_iter().filter(|c| c.role == CoderRole::Person);
            coders = persons.map(|c| c.id).filter(|&id| ready(id)).collect();
        }
        if coders.len() >= 2 {
            return Ok(coders);
        }
        let all: Vec<_> = project.coders().iter().map(|c| c.name.clone()).collect();
        let who = if all.is_empty() { "nobody".to_owned() } else { all.join(", ") };
        Err(opened.fault(format!(
            "agreement needs two coders who have completed the same transcripts; in the project there is {who}: name \
             two with --coders, or take in unfinished transcripts with --in-progress"
        )))
    }

    /// As asked; unasked a theme where only themes were named, since that is what they stand for.
    fn level_of(&self, project: &Project, codes: &[CodeId]) -> model::Level {
        let themes = || !codes.is_empty() && codes.iter().all(|&code| project.codebook().is_theme(code));
        match self.level {
            Some(Level::Theme) => model::Level::Theme,
            None if themes() => model::Level::Theme,
            Some(Level::Code | Level::Nominal) | None => model::Level::Code,
        }
    }
}

/// The coders of these names, each once.
fn named(names: &[String], opened: &Opened<'_>) -> Result<Vec<CoderId>, Failure> {
    let mut coders = Vec::new();
    for name in names.iter().map(|name| name.trim()).filter(|name| !name.is_empty()) {
        let coder = opened.coder(name)?;
        if !coders.contains(&coder) {
            coders.push(coder);
        }
    }
    Ok(coders)
}

fn shown(project: &Project, query: &Query, answer: &Answer) -> Shown {
    let name = |id: CoderId| project.coder(id).map(|c| c.name.clone()).unwrap_or_default();
    let title = |id| project.transcript(id).map(|t| t.title().to_owned()).unwrap_or_default();
    let pair = |pair: &PairScores| Pair {
        coders: pair.coders.map(name),
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
        pairs: code.pairs.iter().map(pair).collect(),
    };
    let left_out = answer.left_out.iter().map(|(transcript, reason)| LeftOut {
        transcript: title(*transcript),
        reason: reason.in_words(project),
    });
    Shown {
        unit: answer.unit.name(),
        coders: answer.coders.iter().copied().map(name).collect(),
        transcripts: answer.transcripts.len(),
        left_out: left_out.collect(),
        units: answer.units,
        overall: scores::shown(&answer.overall),
        codes: answer.codes.iter().map(code).collect(),
        compare_with: None,
        head: head(project, query, answer),
    }
}

/// Names the unit, the coders and what counts.
fn head(project: &Project, query: &Query, answer: &Answer) -> String {
    let names: Vec<_> =
        answer.coders.iter().filter_map(|&id| project.coder(id)).map(|c| c.name.as_str()).collect();
    let unit = answer.unit.name();
    let counts =
        if query.in_progress { "that all of them have started" } else { "that all of them have completed" };
    let transcripts = counted(answer.transcripts.len() as f64, "transcript", "transcripts");
    let units = match answer.unit {
        agreement::Unit::Transcript => transcripts,
        agreement::Unit::Character
        | agreement::Unit::Word
        | agreement::Unit::Sentence
        | agreement::Unit::Turn => {
            format!("{} in {transcripts}", counted(answer.units as f64, unit, &format!("{unit}s")))
        }
    };
    format!(
        "{}\nBy {}; coders: {}\nUnit: {unit}; {units} {counts}{}\n",
        project.title(),
        query.level.name(),
        names.join(", "),
        if query.leave_out_interviewer { ", without the interviewer's turns" } else { "" },
    )
}

/// The figures that a person sees first; JSON and CSV have all of them.
const LEADING: [(&str, &str); 7] = [
    ("percent_agreement", "Percent"),
    ("cohen_kappa", "Cohen's kappa"),
    ("light_kappa", "Light's kappa"),
    ("fleiss_kappa", "Fleiss' kappa"),
    ("krippendorff_alpha", "Krippendorff's alpha"),
    ("gwet_ac1", "Gwet's AC1"),
    ("positive_agreement", "F1"),
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
        let mut text = format!("{}\n{}", self.head, table(&header, &rows));
        let scores = std::iter::once(&self.overall).chain(self.codes.iter().map(|code| &code.scores));
        text.push_str(&reasons(scores, &LEADING.map(|(name, _)| name)));
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
        let pairs = || self.codes.iter().flat_map(|code| &code.pairs);
        let all = std::iter::once(&self.overall).chain(self.codes.iter().map(|code| &code.scores));
        let names = names(all.chain(pairs().map(|pair| &pair.scores)));
        let head = ["code", "path", "first", "second", "both", "only_first", "only_second", "neither"];
        let header = head.iter().chain(&names).map(|&name| name.to_owned()).collect();
        let line = |start: Vec<String>, scores: &scores::Shown| {
            let gap = head.len() - start.len();
            let figures = names.iter().map(|name| cell(scores, name));
            start.into_iter().chain(std::iter::repeat_n(String::new(), gap)).chain(figures).collect()
        };
        let mut rows: Vec<Vec<String>> = vec![header, line(Vec::new(), &self.overall)];
        for code in &self.codes {
            rows.push(line(vec![code.code.clone(), code.path.clone()], &code.scores));
            for pair in &code.pairs {
                let counts =
                    [pair.both, pair.only_first, pair.only_second, pair.neither].map(|n| n.to_string());
                let [first, second] = pair.coders.clone();
                let start =
                    [vec![code.code.clone(), code.path.clone(), first, second], counts.to_vec()].concat();
                rows.push(line(start, &pair.scores));
            }
        }
        rows
    }
}
