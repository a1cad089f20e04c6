//! `concord agreement`: how far coders agree, in a project or in a table of ratings.

mod domains;
mod report;
mod words;

use std::path::PathBuf;

use self::report::Codes;
use self::words::Fitted;
use super::failure::say;
use super::narrowing::{Narrowing, Spoken, Until, day, moments};
use super::open::Opened;
use super::output::{Format, json, print, scope_line};
use super::scores::Intervals;
use super::waiting::{printing, waited};
use super::{Failure, Outcome, open, peers, ratings};
use crate::agreement::peers::{Peer, printed};
use crate::agreement::{Measurement, Period, Query, Study, default_coders};
use crate::model::{self, CodeId, CoderId, Project};
use crate::session::Reckoning;
use crate::store::{Progress, Wanted};
use clap::error::ErrorKind;
use clap::{Args, ValueEnum};
use jiff::civil::Date;

/// What is said while figures are made.
const RECKONING: &str = "Reckoning";

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
    /// Takes white space out, where the unit is the character
    #[arg(long, conflicts_with = "ratings")]
    leave_out_white_space: bool,
    /// In this transcript only, by title. Can be given several times
    #[arg(long, value_name = "TITLE", conflicts_with = "ratings")]
    transcript: Vec<String>,
    /// What was coded from this day on, such as 2026-01-31
    #[arg(long, value_name = "DATE", conflicts_with = "ratings", value_parser = day)]
    since: Option<Date>,
    /// What was coded before this day
    #[arg(long, value_name = "DATE", conflicts_with = "ratings", value_parser = day)]
    before: Option<Date>,
    #[command(flatten)]
    until: Until,
    #[command(flatten)]
    narrowing: Narrowing,
    #[command(flatten)]
    spoken: Spoken,
    /// Compares one coder with themselves: what they coded before this day with what from it on
    #[arg(long, value_name = "DATE", conflicts_with_all = ["ratings", "since", "before"], value_parser = day)]
    split: Option<Date>,
    /// Also what another program would print of the same codings, as far as its arithmetic is known. In JSON it
    /// stands under "compare_with"; a CSV has it in place of our own figures
    #[arg(long, value_enum, value_name = "PROGRAM", conflicts_with = "ratings")]
    compare_with: Option<Program>,
    /// Of MAXQDA: how much two segments have to share, in per cent of what either covers
    /// [default: 90]
    #[arg(long, value_name = "PER CENT", value_parser = clap::value_parser!(u8).range(1..=100))]
    overlap: Option<u8>,
    /// Of NVivo: the second group of users, with commas between; --coders is the first. A group has coded what any of
    /// its members has
    #[arg(long, value_name = "CODERS", value_delimiter = ',', requires_all = ["coders", "compare_with"])]
    against: Vec<String>,
    /// Also each theme as a domain of codes that exclude each other, with the passages that break it
    #[arg(long, conflicts_with = "ratings")]
    domains: bool,
    #[command(flatten)]
    scale: ratings::Scale,
    #[command(flatten)]
    intervals: Intervals,
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
    /// Of ratings: numbers of which one is more
    Ordinal,
    /// Of ratings: numbers with distances
    Interval,
    /// Of ratings: numbers from 0 up, of which one is so many times another
    Ratio,
}

impl Level {
    /// The scale of a table of ratings.
    const fn scale(self) -> Option<Measurement> {
        match self {
            Self::Code | Self::Theme => None,
            Self::Nominal => Some(Measurement::Nominal),
            Self::Ordinal => Some(Measurement::Ordinal),
            Self::Interval => Some(Measurement::Interval),
            Self::Ratio => Some(Measurement::Ratio),
        }
    }
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

impl Agreement {
    pub(super) fn run(self) -> Result<Outcome, Failure> {
        let wrong = |why: &str| Err(Failure::usage(ErrorKind::ArgumentConflict, why));
        match (&self.project, &self.ratings, self.level.map(|level| (level, level.scale()))) {
            (_, Some(_), Some((_, None))) => {
                wrong("ratings have a scale: --level nominal, ordinal, interval or ratio")
            }
            (_, None, Some((_, Some(scale)))) => {
                wrong(&format!("--level {} is for --ratings: use code or theme", scale.name()))
            }
            (_, Some(_), _) if self.narrowing.is_said() || self.spoken.is_said() || self.until.is_said() => {
                wrong("a table of ratings has no transcripts, speakers or days to narrow it by")
            }
            (_, Some(file), level) => {
                let level = level.and_then(|(_, scale)| scale).unwrap_or_default();
                ratings::run(file, level, &self.scale, &self.intervals, self.format)
            }
            (_, None, _) if self.scale.is_said() => {
                wrong("--weights, --categories and --by-category are for a table with --ratings")
            }
            (_, None, _) if self.overlap.is_some() && self.compare_with != Some(Program::Maxqda) => {
                wrong("--overlap is for --compare-with maxqda")
            }
            (Some(folder), None, _) => {
                let mut opened = open::open_part(folder, Wanted::CODED)?;
                opened.narrow(&[&self.narrowing, &self.spoken, &self.until])?;
                self.of_project(&opened)
            }
            (None, None, _) => wrong("name a project, or a table with --ratings"),
        }
    }

    fn of_project(&self, opened: &Opened<'_>) -> Result<Outcome, Failure> {
        let project = &opened.project;
        let codes = self.code.iter().map(|name| opened.found(project.code_named(name)).map(|code| code.id));
        let codes = codes.collect::<Result<Vec<CodeId>, _>>()?;
        let transcripts = self.transcript.iter().map(|title| opened.found(project.transcript_named(title)));
        let transcripts = transcripts.map(|found| found.map(|transcript| transcript.id()));
        let transcripts = transcripts.collect::<Result<Vec<_>, _>>()?;
        let (coders, periods) = self.in_view(opened)?;
        let query = Query {
            periods,
            transcripts: (!transcripts.is_empty()).then_some(transcripts),
            unit: self.unit.into(),
            level: self.level_of(project, &codes),
            codes: (!codes.is_empty()).then_some(codes),
            in_progress: self.in_progress,
            leave_out_interviewer: self.leave_out_interviewer,
            leave_out_white_space: self.leave_out_white_space,
            in_full: true,
            ..Query::new(coders)
        };
        self.of_query(opened, &query)?;
        Ok(opened.done())
    }

    fn of_query(&self, opened: &Opened<'_>, query: &Query) -> Result<(), Failure> {
        let (project, progress) = (&opened.project, Progress::default());
        // Nobody can ask the command line to stop but by ending it.
        let stopped = || opened.fault("this was stopped: ask again");
        let study = waited("Counting", &progress, || Study::count(project, query, &progress));
        let study = study.ok_or_else(stopped)?;
        let progress = Progress::default();
        let bootstrap = self.intervals.ci.then(|| self.intervals.bootstrap());
        let reckoning = &Reckoning::new(&study, bootstrap, &progress);
        let answer = waited(RECKONING, &progress, || reckoning.together()).ok_or_else(stopped)?;
        let head = words::head(project, query, &answer);
        let head = format!("{}{head}", scope_line(opened.scope.as_deref()));
        let mut shown = report::shown(Codes { project, study: &study, reckoning }, answer, head);
        shown.scope = opened.scope.clone();
        if self.domains {
            shown.domains = Some(domains::shown(project, &shown.answer.domains, &shown.coders));
        }
        if let Some(program) = self.compare_with {
            let printed = printed(project, query, &self.peer(program, opened)?);
            shown.compare_with = Some(peers::shown(project, &printed));
        }
        if self.format == Format::Csv && opened.scope.is_some() {
            say(scope_line(opened.scope.as_deref()).trim_end());
        }
        match self.format {
            Format::Text => {
                let fitted = waited(RECKONING, &progress, || Fitted::new(&shown));
                print(|out| shown.write(&fitted, out))
            }
            Format::Json => printing(RECKONING, &progress, || print(|out| json(&shown, out))),
            Format::Csv => printing(RECKONING, &progress, || print(|out| shown.write_cells(out))),
        }
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
            Program::Maxqda => Peer::Maxqda { overlap: self.overlap.unwrap_or(90) },
            Program::Atlas => Peer::Atlas,
            Program::Dedoose => Peer::Dedoose,
        })
    }

    /// The coders who were named, each once; unasked, persons who have completed (or started) a transcript.
    fn in_view(&self, opened: &Opened<'_>) -> Result<(Vec<CoderId>, Vec<Period>), Failure> {
        let project = &opened.project;
        let mut coders = named(&[self.coders.as_slice(), &self.against].concat(), opened)?;
        if self.coders.is_empty() {
            coders = default_coders(project, self.in_progress);
        }
        let moment =
            |date: Option<Date>| date.map(|date| moments(opened, date).map(|[start, _]| start)).transpose();
        if let Some(split) = moment(self.split)? {
            let &[coder] = coders.as_slice() else {
                return Err(
                    opened.fault("--split compares one coder with themselves: name that one with --coders")
                );
            };
            let before = Period { since: None, until: Some(split) };
            return Ok((vec![coder, coder], vec![before, Period { since: Some(split), until: None }]));
        }
        if coders.len() >= 2 {
            let period = Period { since: moment(self.since)?, until: moment(self.before)? };
            let periods = vec![period; coders.len()];
            return Ok((coders, periods));
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
            Some(Level::Code | Level::Nominal | Level::Ordinal | Level::Interval | Level::Ratio) | None => {
                model::Level::Code
            }
        }
    }
}

/// The coders of these names, each once.
fn named(names: &[String], opened: &Opened<'_>) -> Result<Vec<CoderId>, Failure> {
    opened.several(names, |name| opened.coder(name))
}
