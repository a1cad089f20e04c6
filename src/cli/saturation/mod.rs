//! `concord saturation`: whether further interviews bring new codes.

mod report;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::layer::{self, OneLayer};
use super::level::Level;
use super::narrowing::Counting;
use super::output::{Format, ends, show};
use super::picture::Picture;
use super::{Failure, Outcome, open};
use crate::analysis::CodeRow;
use crate::analysis::saturation::{
    self, Interview, InterviewOf, Order, Part, Query, Rule, saturation as counted_up,
};
use crate::lang::Tell;
use crate::model::Project;
use crate::store::Wanted;
use report::{Chao, Guest, PartReport, Report, Row, Run};

/// Prints how many new codes each interview brings, what that is over all orders, and when it is flat
///
/// It looks at one coder or at the consensus. Interviews come in the order in which they were coded, by title, or by an
/// attribute; the band holds 95 of 100 orders that they could have come in. Saturation is told by base size, run length and
/// threshold (Guest, Namey & Chen 2020), and Chao2 says how many codes there may be at least.
#[derive(Debug, Args)]
pub(super) struct Saturation {
    /// The folder of the project
    project: PathBuf,
    /// "coding" (when the first passage was coded), "title", or an attribute
    #[arg(long, value_name = "ORDER", default_value = "coding")]
    order: String,
    /// What one interview is
    #[arg(long, value_enum, default_value_t)]
    unit: Unit,
    /// Apart for each value of this attribute
    #[arg(long, value_name = "ATTRIBUTE")]
    by: Option<String>,
    /// How many orders are drawn for the band; all of them where there are no more than seven interviews
    #[arg(long, default_value_t = 1_000, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    orders: u32,
    /// Another seed draws other orders
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Interviews whose codes are the base
    #[arg(long, default_value_t = 4, value_parser = interviews)]
    base: usize,
    /// Consecutive interviews that are set against the base
    #[arg(long, default_value_t = 2, value_parser = interviews)]
    run: usize,
    /// The most that a run may bring, of the codes of the base
    #[arg(long, default_value_t = 0.05, value_parser = threshold)]
    threshold: f64,
    #[command(flatten)]
    layer: OneLayer,
    /// Codes for themselves, or themes with their subcodes taken in
    #[arg(long, value_enum, default_value_t)]
    level: Level,
    #[command(flatten)]
    picture: Picture,
    #[command(flatten)]
    counting: Counting,
    /// How to print them
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// As `--unit` names it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Unit {
    /// A transcript
    #[default]
    Transcript,
    /// A case with all its transcripts
    Participant,
}

fn interviews(number: &str) -> Result<usize, String> {
    match number.parse() {
        Ok(number) if (1..=10_000).contains(&number) => Ok(number),
        Ok(_) | Err(_) => Err("a whole number of interviews from 1".to_owned()),
    }
}

fn threshold(share: &str) -> Result<f64, String> {
    match share.parse() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
        Ok(_) | Err(_) => Err("a share from 0 to 1, such as 0.05".to_owned()),
    }
}

impl Saturation {
    pub(super) fn run(self) -> Result<Outcome, Failure> {
        self.picture.check(&self.project)?;
        let mut opened = open::open_part(&self.project, Wanted::CODED)?;
        opened.narrow(&[&self.counting])?;
        let project = &opened.project;
        let attribute = |name: &str| opened.found(project.attribute_named(name)).map(|found| found.id);
        let query = Query {
            asked: self.layer.asked(&opened, self.level)?,
            unit: match self.unit {
                Unit::Transcript => InterviewOf::Transcript,
                Unit::Participant => InterviewOf::Participant,
            },
            order: match self.order.as_str() {
                "coding" => Order::Coding,
                "title" => Order::Title,
                name => Order::Attribute(attribute(name)?),
            },
            by: self.by.as_deref().map(attribute).transpose()?,
            orders: self.orders,
            seed: self.seed,
            rule: Rule { base_size: self.base, run_length: self.run, threshold: self.threshold },
        };
        let answer = counted_up(project, &query).map_err(|why| layer::no_answer(&opened, &why))?;
        let shown = self.shown(project, &query, &answer);
        self.picture.write(opened.scope.as_deref(), || shown.chart(project, &answer.basis))?;
        show(&shown, self.format, opened.scope.as_deref())?;
        Ok(opened.done())
    }

    fn shown(&self, project: &Project, query: &Query, answer: &saturation::Saturation) -> Report {
        let unit = self.unit();
        let what =
            format!("Saturation of {}; unit: {unit}, order: {}", layer::plural(&answer.basis), self.order);
        let name = |interview: &Interview| called(project, *interview);
        let part = |part: &Part| self.part(project, query, answer, part);
        Report {
            grouped: query.by.is_some(),
            parts: answer.parts.iter().map(part).collect(),
            no_value: answer.no_value.iter().map(name).collect(),
            head: layer::head(project, &answer.basis, &what, ""),
            unit,
        }
    }

    const fn unit(&self) -> &'static str {
        match self.unit {
            Unit::Transcript => "transcript",
            Unit::Participant => "participant",
        }
    }

    fn part(
        &self,
        project: &Project,
        query: &Query,
        answer: &saturation::Saturation,
        part: &Part,
    ) -> PartReport {
        let path = |&code: &usize| {
            answer.codes.get(code).map_or_else(String::new, |code: &CodeRow| code.path.clone())
        };
        let row = |(at, interview): (usize, &Interview)| Row {
            unit: self.unit(),
            interview: called(project, *interview),
            new: part.curve.new[at].len(),
            cumulative: part.curve.cumulative[at],
            codes: part.curve.new[at].iter().map(path).collect(),
            expected: part.expected[at],
            expected_sd: part.expected_sd[at],
            low: part.bands.low[at],
            high: part.bands.high[at],
        };
        let saturated = &part.saturated;
        let run = |run: &saturation::Run| Run { from: run.from, to: run.to, new: run.new, ratio: run.ratio };
        PartReport {
            group: part.group.clone(),
            layer: answer.basis.layer.name(project),
            unit: self.unit(),
            level: answer.basis.level.name(),
            order: self.order.clone(),
            orders: part.bands.orders,
            seed: part.bands.seed,
            interviews: part.interviews.iter().enumerate().map(row).collect(),
            codes_seen: part.curve.seen(),
            guest: Guest {
                base_size: query.rule.base_size,
                run_length: query.rule.run_length,
                threshold: query.rule.threshold,
                base_codes: saturated.base_codes,
                runs: saturated.runs.iter().map(run).collect(),
                reached_at: saturated.reached_at.into(),
                notation: saturated.reached_at.map(|at| format!("{at}+{}", query.rule.run_length)).into(),
            },
            chao2: match part.chao2 {
                Ok(chao) => Chao::Value {
                    value: chao.value,
                    ci: ends(chao.ci),
                    se: chao.se,
                    q1: chao.once,
                    q2: chao.twice,
                },
                Err(why) => Chao::Undefined { undefined: why.message() },
            },
        }
    }
}

fn called(project: &Project, interview: Interview) -> String {
    match interview {
        Interview::Transcript(id) => {
            project.transcript(id).map_or_else(String::new, |t| t.title().to_owned())
        }
        Interview::Participant(participant) => project.participant_name(participant).to_owned(),
    }
}
