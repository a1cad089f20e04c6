//! `concord import --layout list`: how well each layout fits each transcript. Takes nothing in.

use serde::Serialize;

use super::import::FoundFiles;
use super::output::{Printable, Telling, counted, tell};
use super::{Failure, Outcome};
use crate::formats::{Reader, TranscriptOptions};
use crate::lang;
use crate::session::guarded;
use crate::text::{Fit, LAYOUTS, Layout};

/// A layout that is asked for, or the list of them.
#[derive(Clone, Copy, Debug)]
pub(super) enum Chosen {
    List,
    Layout(&'static Layout),
}

/// A layout by its name.
pub(super) fn chosen(id: &str) -> Result<Chosen, String> {
    let known = || LAYOUTS.iter().map(|layout| layout.id).collect::<Vec<_>>().join(", ");
    match id {
        "list" => Ok(Chosen::List),
        id => Layout::named(id).map(Chosen::Layout).ok_or_else(|| format!("say list, or one of {}", known())),
    }
}

/// What fits how well, file by file.
#[derive(Default, Serialize)]
struct Report {
    files: Vec<FittedFile>,
}

#[derive(Serialize)]
struct FittedFile {
    file: String,
    /// The layout that is taken unasked, or was asked for; none where the file itself says who speaks.
    layout: Option<&'static str>,
    fits: Vec<FitRow>,
    doubts: Vec<String>,
}

#[derive(Serialize)]
struct FitRow {
    layout: &'static str,
    example: &'static str,
    turns: usize,
    speakers: usize,
    recurring: usize,
    timed: usize,
    times_grow: bool,
}

impl From<Fit> for FitRow {
    fn from(fit: Fit) -> Self {
        let Fit { layout, turns, speakers, recurring, timed, times_grow, .. } = fit;
        Self { layout: layout.id, example: layout.example, turns, speakers, recurring, timed, times_grow }
    }
}

/// Lists them for the transcripts among files.
pub(super) fn list(
    files: &[FoundFiles],
    options: &TranscriptOptions,
    format: Telling,
) -> Result<Outcome, Failure> {
    let mut report = Report::default();
    for file in files.iter().filter(|file| matches!(file.format.read, Reader::Transcript(_))) {
        for draft in guarded::transcripts(file.format, &file.name, &file.bytes, options)? {
            report.files.push(FittedFile {
                file: file.name.clone(),
                layout: draft.recognition.layout.map(|layout| layout.id),
                fits: draft.layouts(&options.rules).into_iter().map(FitRow::from).collect(),
                doubts: draft.doubts().map(|doubt| lang::tell(&doubt.message)).collect(),
            });
        }
    }
    tell(&report, format)?;
    Ok(Outcome::Done)
}

impl Printable for Report {
    fn text(&self) -> String {
        let mut text = String::new();
        for file in &self.files {
            text.push_str(&format!("{}\n", file.file));
            if file.fits.is_empty() {
                text.push_str("  the file itself says who speaks or when\n");
            }
            for fit in &file.fits {
                let mark = if Some(fit.layout) == file.layout { "*" } else { " " };
                let times = match (fit.timed, fit.times_grow) {
                    (0, _) => String::new(),
                    (n, true) => format!(", {n} with a time, growing"),
                    (n, false) => format!(", {n} with a time, not in order"),
                };
                text.push_str(&format!(
                    "{mark} {:<15} {}: {}, {}{times}\n",
                    fit.layout,
                    fit.example,
                    counted(fit.speakers as f64, "speaker", "speakers"),
                    counted(fit.turns as f64, "turn", "turns"),
                ));
            }
            for doubt in &file.doubts {
                text.push_str(&format!("  ? {doubt}\n"));
            }
        }
        text
    }
}
