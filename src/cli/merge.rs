//! `concord merge`: other coders' copies of a study into this one, in one step, with a report line by line.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::failure::say;
use super::open::viewer;
use super::output::{Telling, counted, tell};
use super::{Failure, Outcome};
use crate::lang::{self, Message};
use crate::model::merge::{Conflict, Done, Line, MergePlan, Side, Told};
use crate::session::Session;
use crate::store::Progress;

/// Brings other coders' copies of a study into this one: in one step, which a report tells line by line
///
/// Transcripts are matched by their words, codes and codings by id and then by path and passage, the rest by id and then
/// by name; never by the names of files. What was changed in one copy comes in. What was changed in several is listed as a
/// conflict, and stays as it is in PROJECT unless told otherwise. What was removed in one copy and left alone in the other
/// is removed. The other copies are only read.
///
/// Without OTHER it takes in the copies that a program for syncing left beside the files of PROJECT, such as
/// “p01 (conflicted copy).ron”; they are then in its folder damaged/.
///
/// JSON: {"added": {kind: n}, "merged": {kind: n}, "conflicts": [{"from", "what", "field", "ours", "theirs", "kept"}],
/// "left_out": [{"from", "kind", "count", "what", "why"}], "warnings": [{"from", "message"}]}; "kept" is "ours" or "theirs".
#[derive(Debug, Args)]
pub(super) struct Merge {
    /// The folder of the project that the others are brought into
    project: PathBuf,
    /// The folders of the other copies
    #[arg(value_name = "OTHER")]
    others: Vec<PathBuf>,
    /// Which stands where both have changed the same
    #[arg(long, value_enum)]
    prefer: Option<Prefer>,
    /// Only says what would be done
    #[arg(long)]
    dry_run: bool,
    /// How to tell what was done
    #[arg(long, value_enum, default_value_t)]
    format: Telling,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Prefer {
    /// What is in PROJECT
    Ours,
    /// What is in OTHER; in the last one of several
    Theirs,
}

impl Merge {
    pub(super) fn run(self) -> Result<Outcome, Failure> {
        let mut session = Session::open(&self.project, None)?;
        let folder = self.project.display();
        if let Some(why) = session.read_only().filter(|_| !session.damage().is_empty()) {
            return Err(Failure::Input(format!(
                "{folder}: {}: nothing is brought in until `concord check {folder}` finds no damage",
                lang::tell(why)
            )));
        }
        let viewer = viewer(&self.project, session.project())?;
        let progress = Progress::default();
        let read = session.read_copies(&self.others, &progress)?;
        let choose = |conflict: &Conflict| match self.prefer {
            Some(Prefer::Ours) => Side::Ours,
            Some(Prefer::Theirs) => Side::Theirs,
            None => conflict.kept,
        };
        let plan = session.plan_merge(&read, viewer, &choose)?;
        if !self.dry_run {
            let label = self.label(read.copies.len());
            if let Some(why) = session.merge(&label, &read, &plan, &progress)? {
                let why = lang::tell(&why);
                say(&format!("{why}: what was brought in is in the project's history and is not lost"));
            }
        }
        tell(&Report::of(plan, self.dry_run), self.format)?;
        Ok(Outcome::Done)
    }

    fn label(&self, copies: usize) -> String {
        let name = |path: &PathBuf| path.file_name().unwrap_or_default().display().to_string();
        match self.others.as_slice() {
            [one] => format!("bring together with {}", name(one)),
            _ => format!("bring together {}", counted(copies as f64, "copy", "copies")),
        }
    }
}

#[derive(Serialize)]
struct Report {
    added: BTreeMap<&'static str, usize>,
    merged: BTreeMap<&'static str, usize>,
    conflicts: Vec<Conflict>,
    left_out: Vec<LeftOut>,
    warnings: Vec<Told>,
    #[serde(skip)]
    lines: Vec<Line>,
    #[serde(skip)]
    dry_run: bool,
}

#[derive(Serialize)]
struct LeftOut {
    from: String,
    kind: &'static str,
    count: usize,
    what: Message,
    why: Message,
}

impl Report {
    fn of(plan: MergePlan, dry_run: bool) -> Self {
        let sum = |done: Done| {
            let mut sums: BTreeMap<&'static str, usize> = BTreeMap::new();
            for line in plan.lines.iter().filter(|line| line.done == done) {
                *sums.entry(line.kind).or_default() += line.count;
            }
            sums
        };
        let left_out = plan.lines.iter().filter(|line| line.done == Done::LeftOut).map(|line| LeftOut {
            from: line.from.clone(),
            kind: line.kind,
            count: line.count,
            what: line.what.clone(),
            why: line.why.clone(),
        });
        Self {
            added: sum(Done::Added),
            merged: sum(Done::Merged),
            left_out: left_out.collect(),
            conflicts: plan.conflicts,
            warnings: plan.told,
            lines: plan.lines,
            dry_run,
        }
    }
}

impl super::output::Printable for Report {
    fn text(&self) -> String {
        let mut text = String::new();
        if self.dry_run {
            text.push_str("This is what would be done; nothing is changed.\n");
        }
        let mut from = "";
        for line in &self.lines {
            if line.from != from {
                from = &line.from;
                text.push_str(&format!("From {from}:\n"));
            }
            text.push_str(&format!("  {}\n", lang::tell(line)));
        }
        if self.lines.is_empty() {
            text.push_str("There is nothing that this project has not got.\n");
        }
        if !self.conflicts.is_empty() {
            text.push_str("Different in both:\n");
        }
        for conflict in &self.conflicts {
            let Conflict { from, what, field, ours, theirs, kept, .. } = conflict;
            let kept = match kept {
                Side::Ours => "kept as it is here",
                Side::Theirs => "taken as it is there",
            };
            let [what, field, ours, theirs] = [what, field, ours, theirs].map(lang::tell);
            text.push_str(&format!("  {what}, {field}: here “{ours}”, in {from} “{theirs}”: {kept}\n"));
        }
        if !self.warnings.is_empty() {
            text.push_str("To know:\n");
        }
        for Told { from, message, .. } in &self.warnings {
            let from = if from.is_empty() { String::new() } else { format!("{from}: ") };
            text.push_str(&format!("  {from}{}\n", lang::tell(message)));
        }
        text
    }
}
