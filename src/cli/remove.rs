//! `concord remove`: transcripts out of a project, with all that stands on them, in one step.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::failure::say;
use super::open::{CODER_VARIABLE, viewer};
use super::output::{Printable, Telling, counted, tell};
use super::{Failure, Outcome};
use crate::lang::{self, Message, message};
use crate::model::{Project, Removal, TranscriptId};
use crate::session::{RemoveError, SaveState, Session};

/// Takes transcripts out of a project, with all codings, marks of completeness, settlements and memos on them, in one step
///
/// Transcripts are named by their titles as `concord info` lists them, or by their files. Where one of them is not there,
/// nothing is done. Their case stays, and so do codes. What they were imported from goes with them where it was kept.
///
/// The step stands in the project’s history like any other, and the words stay in the folder history/, so that a copy which
/// has them still can be merged: what others did there meanwhile comes back with its transcript, and is told. Whoever has
/// the folder can still read the words there.
///
/// JSON: {"removed": {kind: n}, "transcripts": [title], "coders": [{"name", "codings", "codings_without_passage",
/// "complete"}], "cases": [name], "files": [name], "warnings": [message]}; the kinds are transcripts, codings,
/// codings_without_passage, settlements, memos and files; "cases" are those left without a transcript.
#[derive(Debug, Args)]
pub(super) struct Remove {
    /// The folder of the project
    project: PathBuf,
    /// The transcripts, by title
    #[arg(required = true, value_name = "TRANSCRIPT")]
    transcripts: Vec<String>,
    /// Only says what would be done
    #[arg(long)]
    dry_run: bool,
    /// How to tell what was done
    #[arg(long, value_enum, default_value_t)]
    format: Telling,
}

impl Remove {
    pub(super) fn run(self) -> Result<Outcome, Failure> {
        let mut session = Session::open(&self.project, None)?;
        let folder = self.project.display();
        if let Some(why) = session.read_only().filter(|_| !session.damage().is_empty()) {
            return Err(Failure::Input(format!(
                "{folder}: {}: nothing is removed until `concord check {folder}` finds no damage",
                lang::tell(why)
            )));
        }
        let viewer = viewer(&self.project, session.project())?;
        let ids = self.found(session.project())?;
        let removal = if self.dry_run {
            session.project().removal(&ids, viewer).map_err(RemoveError::Hidden)
        } else {
            let label = label(session.project(), &ids);
            session.remove_transcripts(&label, &ids, viewer)
        };
        let removal = removal.map_err(|why| {
            let who = match why {
                RemoveError::Hidden(_) => format!(" ({CODER_VARIABLE}=NAME says who asks)"),
                RemoveError::Commit(_) => String::new(),
            };
            Failure::at(&self.project, format!("{}{who}: nothing was removed", lang::tell(&why)))
        })?;
        if let SaveState::Unsaved(why) = session.save_state() {
            let left = session.after_failure(message!("removal-not-done"));
            return Err(Failure::at(&self.project, format!("{}: {}", lang::tell(&why), lang::tell(&left))));
        }
        // The step is safe in the journal by now: files that cannot be written yet will be.
        if !self.dry_run
            && let Err(why) = session.save()
        {
            let why = lang::tell(&why);
            say(&format!("{why}: what was removed is noted in the project's history and is not forgotten"));
        }
        tell(&Report::of(removal, self.dry_run), self.format)?;
        Ok(Outcome::Done)
    }

    /// The transcripts that were named; all that are none at once.
    fn found(&self, project: &Project) -> Result<BTreeSet<TranscriptId>, Failure> {
        let (mut found, mut wrong) = (BTreeSet::new(), Vec::new());
        for name in &self.transcripts {
            match project.transcript_named(name) {
                Ok(transcript) => drop(found.insert(transcript.id())),
                Err(why) => wrong.push(lang::tell(&why)),
            }
        }
        if wrong.is_empty() {
            return Ok(found);
        }
        let folder = self.project.display();
        let why = wrong.join("; ");
        Err(Failure::Input(format!(
            "{folder}: {why}: nothing was removed; `concord info {folder}` lists the transcripts"
        )))
    }
}

fn label(project: &Project, ids: &BTreeSet<TranscriptId>) -> String {
    let mut titles = ids.iter().filter_map(|id| project.transcript(*id)).map(|t| t.title());
    match (titles.next(), titles.count()) {
        (Some(first), 0) => format!("remove {first}"),
        (first, rest) => format!("remove {} and {rest} more", first.unwrap_or_default()),
    }
}

#[derive(Serialize)]
struct Report {
    removed: BTreeMap<&'static str, usize>,
    transcripts: Vec<String>,
    coders: Vec<Work>,
    cases: Vec<String>,
    files: Vec<String>,
    warnings: Vec<Message>,
    #[serde(skip)]
    dry_run: bool,
}

/// What a coder had done there.
#[derive(Serialize)]
struct Work {
    name: String,
    codings: usize,
    codings_without_passage: usize,
    complete: usize,
}

impl Report {
    fn of(gone: Removal, dry_run: bool) -> Self {
        let removed = BTreeMap::from([
            ("transcripts", gone.transcripts.len()),
            ("codings", gone.codings()),
            ("codings_without_passage", gone.orphans()),
            ("settlements", gone.settlements),
            ("memos", gone.memos),
            ("files", gone.files.len()),
        ]);
        let warnings = gone.to_know();
        let work = |work: crate::model::WorkGone| Work {
            name: work.name,
            codings: work.codings,
            codings_without_passage: work.orphans,
            complete: work.complete,
        };
        let coders = gone.coders.into_iter().map(work).collect();
        let (transcripts, cases, files) = (gone.transcripts, gone.cases, gone.files);
        Self { removed, transcripts, coders, cases, files, warnings, dry_run }
    }
}

impl Printable for Report {
    fn text(&self) -> String {
        let one_or_more = |(what, n): (&&'static str, &usize)| {
            let (one, several) = match *what {
                "codings_without_passage" => ("coding without passage", "codings without passage"),
                what => (what.strip_suffix('s').unwrap_or(what), what),
            };
            (*n > 0).then(|| counted(*n as f64, one, several))
        };
        // Transcripts first, since the rest stood on them.
        let (first, rest): (Vec<_>, Vec<_>) =
            self.removed.iter().partition(|(what, _)| **what == "transcripts");
        let counts: Vec<_> = first.into_iter().chain(rest).filter_map(one_or_more).collect();
        let doing = if self.dry_run { "Would be removed" } else { "Removed" };
        let mut text = format!("{doing}: {}\n", counts.join(", "));
        for title in &self.transcripts {
            text.push_str(&format!("  {title}\n"));
        }
        for Work { name, codings, codings_without_passage, complete } in &self.coders {
            let without = match codings_without_passage {
                0 => String::new(),
                n => format!(", {} without passage", counted(*n as f64, "coding", "codings")),
            };
            let codings = counted(*codings as f64, "coding", "codings");
            let complete = counted(*complete as f64, "transcript", "transcripts");
            text.push_str(&format!("By {name}: {codings}{without}; {complete} marked complete\n"));
        }
        for warning in &self.warnings {
            text.push_str(&format!("{}\n", lang::tell(warning)));
        }
        text
    }
}
