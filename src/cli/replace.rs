//! `concord import --replace`: the words of a transcript replaced by those of a corrected file, in one step.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use super::failure::say;
use super::output::{Printable, counted};
use super::told::{Lost, Warning};
use super::{Failure, files, open};
use crate::formats::transcripts::{ReplaceError, Replacement};
use crate::formats::{Kind, TranscriptOptions};
use crate::lang::{self, message, number};
use crate::model::{Project, Transcript, TranscriptId};
use crate::session::{CorrectedFile, SaveState, Session};

/// What is to be replaced by what.
pub(super) struct Replace<'a> {
    pub(super) project: &'a Path,
    pub(super) transcript: &'a str,
    pub(super) file: &'a Path,
    pub(super) kind: Option<Kind>,
    /// Whether the file is kept as it came.
    pub(super) keep: bool,
    pub(super) options: TranscriptOptions,
    /// Whether it is only said what would be done.
    pub(super) dry_run: bool,
}

impl Replace<'_> {
    pub(super) fn run(&self, session: &mut Session) -> Result<Report, Failure> {
        let refused = |why: String| Failure::at(self.project, format!("{why}: nothing was replaced"));
        let project = session.project().clone();
        let viewer = open::viewer(self.project, &project)?;
        let folder = self.project.display();
        let id = project.transcript_named(self.transcript).map(|transcript| transcript.id());
        let id = id.map_err(|why| {
            refused(format!("{}; `concord info {folder}` lists the transcripts", lang::tell(&why)))
        })?;
        let (name, bytes) = (self.file.display().to_string(), files::bytes(self.file)?);
        let corrected = CorrectedFile::read(&name, bytes, self.kind, &self.options)?;
        let effect = corrected.effect(&project, id, self.keep, viewer).map_err(|why| match why {
            ReplaceError::Edit(why) => refused(lang::tell(&why)),
            ReplaceError::Hidden(why) => {
                refused(format!("{} ({}=NAME says who asks)", lang::tell(&why), open::CODER_VARIABLE))
            }
        })?;
        if self.dry_run {
            let after = project.apply_all(&effect.edits).map_err(|why| refused(lang::tell(&why)))?;
            return Ok(Report::of(effect, [&project, &after], id, true));
        }
        self.commit(session, &effect)?;
        Ok(Report::of(effect, [&project, session.project()], id, false))
    }

    fn commit(&self, session: &mut Session, effect: &Replacement) -> Result<(), Failure> {
        session.commit(format!("replace the words of {}", effect.title), &effect.edits)?;
        if let SaveState::Unsaved(why) = session.save_state() {
            let left = session.after_failure(message!("import-not-done"));
            return Err(Failure::at(self.project, format!("{}: {}", lang::tell(&why), lang::tell(&left))));
        }
        // The step is safe in the journal by now: files that cannot be written yet will be.
        if let Err(why) = session.save() {
            let why = lang::tell(&why);
            say(&format!("{why}: what was replaced is in the project's history and is not lost"));
        }
        Ok(())
    }
}

#[derive(Serialize)]
pub(super) struct Report {
    added: BTreeMap<&'static str, usize>,
    changed: Vec<Changed>,
    replaced: Replaced,
    warnings: Vec<Warning>,
    lost: Vec<Lost>,
    #[serde(skip)]
    dry_run: bool,
}

/// Something that is another than it was.
#[derive(Serialize)]
struct Changed {
    what: String,
    old: String,
    new: String,
}

/// What became of codings.
#[derive(Serialize)]
struct Replaced {
    transcript: String,
    kept: usize,
    reworded: usize,
    shortened: usize,
    lost: usize,
    memos: usize,
}

impl Report {
    /// What became of a transcript, from the project before and the one after.
    fn of(effect: Replacement, projects: [&Project; 2], id: TranscriptId, dry_run: bool) -> Self {
        let title = &effect.title;
        let mut changed = Vec::new();
        if let [Some(was), Some(now)] = projects.map(|project| project.transcript(id)) {
            let named = |of: Option<&str>| of.unwrap_or_default().to_owned();
            let speakers = |of: &Transcript| {
                of.speakers().iter().map(|s| s.label.clone()).collect::<Vec<_>>().join(", ")
            };
            let chars = |of: &Transcript| number::count(of.text().chars() as usize);
            for (what, old, new) in [
                ("source", named(was.source()), named(now.source())),
                ("characters", chars(was), chars(now)),
                ("turns", was.turns().len().to_string(), now.turns().len().to_string()),
                ("speakers", speakers(was), speakers(now)),
            ] {
                if old != new {
                    changed.push(Changed { what: format!("{what} of “{title}”"), old, new });
                }
            }
        }
        let Replacement { kept, reworded, shortened, lost, memos, .. } = effect;
        let replaced = Replaced { transcript: effect.title, kept, reworded, shortened, lost, memos };
        Self {
            added: BTreeMap::new(),
            changed,
            replaced,
            warnings: effect.warnings.into_iter().map(Warning::from).collect(),
            lost: effect.left_out.into_iter().map(Lost::from).collect(),
            dry_run,
        }
    }
}

impl Printable for Report {
    fn text(&self) -> String {
        let Replaced { transcript, kept, reworded, shortened, lost, memos } = &self.replaced;
        let doing = if self.dry_run { "Would replace" } else { "Replaced" };
        let mut text = format!("{doing} the words of “{transcript}”\n");
        let codings = |n: usize| counted(n as f64, "coding", "codings");
        text.push_str(&format!(
            "{} as they were, {} with other words inside, {} shortened, {} without a passage\n",
            codings(*kept),
            number::count(*reworded),
            number::count(*shortened),
            number::count(*lost)
        ));
        if *memos > 0 {
            text.push_str(&format!("{} on words that changed\n", counted(*memos as f64, "memo", "memos")));
        }
        for Changed { what, old, new } in &self.changed {
            text.push_str(&format!("{what}: {new}, before {old}\n"));
        }
        self.warnings.iter().for_each(|warning| text.push_str(&warning.line()));
        self.lost.iter().for_each(|lost| text.push_str(&lost.line()));
        text
    }
}
