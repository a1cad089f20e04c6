//! The answer of `concord agreement` with names, as JSON, and for a spreadsheet. Codes and pairs of coders are made and written one after the
//! other: of 50 coders and 2,000 codes there are 2.5 million pairs, each with fifteen figures.

use std::io::{self, Write};

use serde::{Serialize, Serializer};

use super::domains::Domain;
use crate::agreement::{Answer, CodeScores, Rater, Study, Unsettled};
use crate::cli::output::csv;
use crate::cli::peers;
use crate::cli::scores::{self, BootstrapShown};
use crate::formats::agreement_grid::{self, pairs};
use crate::lang::{Message, Tell};
use crate::model::{Project, Timestamp};
use crate::session::Reckoning;

/// What goes out.
#[derive(Serialize)]
pub(super) struct Report<'a> {
    /// What of the study counts, where not all does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) scope: Option<String>,
    pub(super) unit: &'static str,
    pub(super) coders: Vec<String>,
    transcripts: usize,
    pub(super) left_out: Vec<LeftOut>,
    units: u64,
    /// Where the consensus is one of the coders.
    #[serde(skip_serializing_if = "Option::is_none")]
    unsettled: Option<NotSettled>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) bootstrap: Option<BootstrapShown>,
    pub(super) overall: scores::Report,
    #[serde(serialize_with = "one_by_one")]
    pub(super) codes: Codes<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) domains: Option<Vec<Domain>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) compare_with: Option<peers::Report>,
    #[serde(skip)]
    pub(super) head: String,
    /// What all of it is made of, but for the codes.
    #[serde(skip)]
    pub(super) answer: Answer,
}

/// What is left out since nothing is settled there yet.
#[derive(Serialize)]
struct NotSettled {
    differences: u64,
    units: u64,
    share: f64,
}

/// A transcript that does not count.
#[derive(Serialize)]
pub(super) struct LeftOut {
    pub(super) transcript: String,
    pub(super) reason: Message,
}

/// The rows about codes, which are made when they are asked for.
pub(super) struct Codes<'a> {
    pub(super) project: &'a Project,
    pub(super) study: &'a Study,
    pub(super) reckoning: &'a Reckoning<'a>,
}

impl Codes<'_> {
    /// Each code with its figures.
    pub(super) fn iter(&self) -> impl Iterator<Item = CodeScores> {
        // Nobody can ask the command line to stop but by ending it.
        (0..self.study.codes().len()).map_while(|row| self.reckoning.code(row))
    }
}

impl Report<'_> {
    /// One row for all codes, one a code, one a code and pair; empty where a figure does not apply.
    pub(super) fn write_cells(&self, out: &mut dyn Write) -> io::Result<()> {
        if let Some(peer) = &self.compare_with {
            return csv(out, &peer.table());
        }
        let Codes { project, study, .. } = self.codes;
        agreement_grid::figures(project, study, &self.answer, self.codes.iter(), &self.coders).write_csv(out)
    }
}

#[derive(Serialize)]
struct Code<'n> {
    code: String,
    path: String,
    scores: scores::Report,
    pairs: Vec<Pair<'n>>,
}

#[derive(Serialize)]
struct Pair<'n> {
    coders: [&'n str; 2],
    both: u64,
    only_first: u64,
    only_second: u64,
    neither: u64,
    scores: scores::Report,
}

fn one_by_one<S: Serializer>(codes: &Codes<'_>, to: S) -> Result<S::Ok, S::Error> {
    let raters = &codes.study.raters();
    let names: Vec<String> = raters.iter().map(|rater| name(codes.project, rater)).collect();
    let book = codes.project.codebook();
    to.collect_seq(codes.iter().map(|code| {
        Code {
            code: book.name(code.code).to_owned(),
            path: book.path(code.code),
            scores: scores::shown(&code.scores),
            pairs: pairs(&names)
                .zip(&code.pairs)
                .map(|(coders, pair)| Pair {
                    coders,
                    both: pair.table.both,
                    only_first: pair.table.only_first,
                    only_second: pair.table.only_second,
                    neither: pair.table.neither,
                    scores: scores::shown(&pair.scores),
                })
                .collect(),
        }
    }))
}

/// The answer of a study with names; nothing of its codes is made yet.
pub(super) fn shown<'a>(codes: Codes<'a>, answer: Answer, head: String) -> Report<'a> {
    let project = codes.project;
    let title = |id| project.transcript(id).map(|t| t.title().to_owned()).unwrap_or_default();
    let left_out = answer.left_out.iter().map(|(transcript, reason)| LeftOut {
        transcript: title(*transcript),
        reason: reason.in_words(project),
    });
    Report {
        scope: None,
        unit: answer.unit.name(),
        coders: answer.raters.iter().map(|rater| name(project, rater)).collect(),
        transcripts: answer.transcripts.len(),
        left_out: left_out.collect(),
        units: answer.units,
        unsettled: answer.unsettled.share(answer.units).map(|share| {
            let Unsettled { differences, units } = answer.unsettled;
            NotSettled { differences, units, share }
        }),
        bootstrap: answer.bootstrap.map(|made| match made {
            Ok(bootstrap) => BootstrapShown::of(bootstrap, "transcript"),
            Err(why) => BootstrapShown::Undefined { undefined: why.message() },
        }),
        overall: scores::with_gamma(scores::shown(&answer.overall), answer.gamma),
        codes,
        domains: None,
        compare_with: None,
        head,
        answer,
    }
}

/// "Asha", "Asha (from 2026-01-31 on)".
pub(super) fn name(project: &Project, rater: &Rater) -> String {
    let name = project.coder_name(rater.coder).to_owned();
    let day = |at: Timestamp| at.to_zoned(jiff::tz::TimeZone::system()).date();
    match (rater.period.since.map(day), rater.period.until.map(day)) {
        (None, None) => name,
        (Some(since), None) => format!("{name} (from {since} on)"),
        (None, Some(until)) => format!("{name} (before {until})"),
        (Some(since), Some(until)) => format!("{name} (from {since} on, before {until})"),
    }
}
