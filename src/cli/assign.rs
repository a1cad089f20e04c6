//! `concord assign`: who codes what.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::change::{all_found, change};
use super::open::{self, Opened};
use super::output::{Printable, Telling, counted, tell};
use super::table::{Side, table};
use super::{Failure, Outcome};
use crate::analysis::who_codes::{Cell, Share, shared_out, who_codes};
use crate::lang;
use crate::model::{
    Assignment, CoderId, CoderRole, Completeness, Edit, NotFound, Project, Stamp, TranscriptId,
};
use crate::session::SystemStamp;

/// Gives transcripts to coders, shares them out by chance, or lists who codes what
///
/// With --coder the transcripts that are named are for that coder to code. With --share at least so many per cent of the
/// transcripts (all of them, where none is named) are drawn by chance for all of --coders, to be compared, and the rest is shared out
/// evenly, one coder each; what these coders were given of them before is taken back. The same seed draws the same. Without either it
/// lists the grid. It hinders nobody from coding something else.
///
/// JSON: {"coders": [name], "transcripts": [{"transcript", "coders": {name: {"assigned", "status"}}}], "shares": [{"percent", "seed",
/// "at", "coders", "transcripts", "for_all"}]}; the status is not_started, in_progress or complete, and nothing where it is not for
/// who asks.
#[derive(Debug, Args)]
pub(super) struct Assign {
    /// The folder of the project
    project: PathBuf,
    /// The transcripts, by title
    #[arg(value_name = "TRANSCRIPT")]
    transcripts: Vec<String>,
    /// Who is to code them
    #[arg(long, value_name = "CODER", requires = "transcripts", conflicts_with = "share")]
    coder: Option<String>,
    /// Takes back that they are to code them; what they coded stays
    #[arg(long, requires = "coder")]
    take_back: bool,
    /// How many per cent of the transcripts all of --coders code
    #[arg(long, value_name = "PER CENT", requires = "coders", value_parser = clap::value_parser!(u8).range(0..=100))]
    share: Option<u8>,
    /// Among whom transcripts are shared out
    #[arg(long, value_name = "CODERS", num_args = 1.., value_delimiter = ',', requires = "share")]
    coders: Vec<String>,
    /// Another seed draws others
    #[arg(long, value_name = "N", default_value_t = 1, requires = "share")]
    seed: u64,
    /// Lists the grid and changes nothing
    #[arg(long, conflicts_with_all = ["coder", "share", "transcripts"])]
    list: bool,
    /// How to tell who codes what
    #[arg(long, value_enum, default_value_t)]
    format: Telling,
}

#[derive(Serialize)]
struct Report {
    coders: Vec<String>,
    transcripts: Vec<Row>,
    shares: Vec<Shown>,
}

#[derive(Serialize)]
struct Row {
    transcript: String,
    coders: BTreeMap<String, Given>,
    #[serde(skip)]
    cells: Vec<String>,
}

#[derive(Serialize)]
struct Given {
    assigned: bool,
    /// None where it is not for who asks.
    status: Option<&'static str>,
}

#[derive(Serialize)]
struct Shown {
    percent: u8,
    seed: u64,
    at: String,
    coders: Vec<String>,
    transcripts: usize,
    for_all: usize,
    #[serde(skip)]
    words: String,
}

impl Assign {
    pub(super) fn run(self) -> Result<Outcome, Failure> {
        if self.coder.is_some() || self.share.is_some() {
            change(&self.project, |project| self.step(project))?;
        } else if !self.transcripts.is_empty() {
            let why = "say who is to code them with --coder, or share them out with --share";
            return Err(Failure::usage(clap::error::ErrorKind::MissingRequiredArgument, why));
        }
        let opened = open::open(&self.project)?;
        tell(&shown(&opened), self.format)?;
        Ok(opened.done())
    }

    fn step(&self, project: &Project) -> Result<(String, Vec<Edit>), Failure> {
        let title = |title: &str| project.transcript_named(title).map(|t| t.id());
        let transcripts: BTreeSet<TranscriptId> = all_found(&self.project, &self.transcripts, title)?;
        let n = counted(transcripts.len() as f64, "transcript", "transcripts");
        if let Some(name) = &self.coder {
            let [coder] = self.people(project, std::slice::from_ref(name))?[..] else {
                return Ok((String::new(), Vec::new()));
            };
            let edit = |transcript| self.edit(project, transcript, coder);
            let name = project.coder_name(coder);
            let label = if self.take_back {
                format!("take {n} back from {name}")
            } else {
                format!("give {name} {n}")
            };
            return Ok((label, transcripts.into_iter().filter_map(edit).collect()));
        }
        let coders = self.people(project, &self.coders)?;
        let all = || project.transcripts().iter().map(|t| t.id()).collect();
        let transcripts = if self.transcripts.is_empty() { all() } else { transcripts };
        let percent = self.share.unwrap_or_default();
        let edits = shared_out(project, &transcripts, &coders, (percent, self.seed, SystemStamp.now()));
        Ok((format!("share {percent} % out by chance (seed {})", self.seed), edits))
    }

    /// What gives a transcript to a coder or takes it back; nothing where it is so already.
    fn edit(&self, project: &Project, transcript: TranscriptId, coder: CoderId) -> Option<Edit> {
        let is_given = project.assignment(transcript, coder).is_some();
        match (is_given, self.take_back) {
            (true, true) => Some(Edit::Unassign { transcript, coder }),
            (false, false) => Some(Edit::Assign(Assignment { transcript, coder, drawn: None })),
            (true, false) | (false, true) => None,
        }
    }

    fn people(&self, project: &Project, names: &[String]) -> Result<Vec<CoderId>, Failure> {
        let named = |name: &str| -> Result<CoderId, NotFound> {
            let coder = project.coder_named(name)?;
            Ok(coder.id)
        };
        let mut coders: Vec<CoderId> = all_found(&self.project, names, named)?;
        if coders.iter().any(|id| project.coder(*id).is_some_and(|c| c.role == CoderRole::Consensus)) {
            let why = "the consensus is settled by the team: give transcripts to coders";
            return Err(Failure::at(&self.project, why));
        }
        let mut seen = BTreeSet::new();
        coders.retain(|coder| seen.insert(*coder));
        Ok(coders)
    }
}

fn shown(opened: &Opened<'_>) -> Report {
    let project = &opened.project;
    let grid = who_codes(project);
    let name = |id: &CoderId| project.coder_name(*id).to_owned();
    let cells = |cells: &[Cell]| -> Vec<(CoderId, Cell)> {
        grid.coders.iter().copied().zip(cells.to_vec()).collect()
    };
    let row = |(transcript, of_coders): &(TranscriptId, Vec<Cell>)| {
        let cells = cells(of_coders);
        let given = |(coder, cell): &(CoderId, Cell)| {
            let status = (!opened.hides(*coder)).then(|| word(cell.status));
            (name(coder), Given { assigned: cell.is_given, status })
        };
        Row {
            transcript: project.transcript(*transcript).map(|t| t.title().to_owned()).unwrap_or_default(),
            coders: cells.iter().map(given).collect(),
            cells: cells.iter().map(|(coder, cell)| written(*cell, opened.hides(*coder))).collect(),
        }
    };
    let share = |share: &Share| Shown {
        percent: share.drawn.percent,
        seed: share.drawn.seed,
        at: share.drawn.at.to_string(),
        coders: share.coders.iter().map(name).collect(),
        transcripts: share.transcripts,
        for_all: share.for_all,
        words: lang::tell(&share.in_words(project)),
    };
    Report {
        coders: grid.coders.iter().map(name).collect(),
        transcripts: grid.rows.iter().map(row).collect(),
        shares: grid.shares.iter().map(share).collect(),
    }
}

const fn word(status: Completeness) -> &'static str {
    match status {
        Completeness::NotStarted => "not_started",
        Completeness::InProgress => "in_progress",
        Completeness::Complete => "complete",
    }
}

/// A cell for a person.
fn written(cell: Cell, is_hidden: bool) -> String {
    let status = word(cell.status).replace('_', " ");
    match (cell.is_given, is_hidden) {
        (true, true) => "assigned".to_owned(),
        (true, false) => status,
        (false, true) => "-".to_owned(),
        (false, false) if cell.status == Completeness::NotStarted => "-".to_owned(),
        (false, false) => format!("{status}, not assigned"),
    }
}

impl Printable for Report {
    fn text(&self) -> String {
        let coders = self.coders.iter().map(|name| (name.as_str(), Side::Left));
        let header: Vec<_> = std::iter::once(("Transcript", Side::Left)).chain(coders).collect();
        let row = |row: &Row| [vec![row.transcript.clone()], row.cells.clone()].concat();
        let mut text = table(&header, &self.transcripts.iter().map(row).collect::<Vec<_>>());
        text.push_str("- is not assigned\n");
        for Shown { words, .. } in &self.shares {
            text.push_str(&format!("{words}\n"));
        }
        text
    }
}
