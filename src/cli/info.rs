//! `concord info`: what is in a project.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::output::{self, Figures, Format, Printable, counted, is_none, show};
use super::table::{Side, table};
use super::{Failure, Outcome, open};
use crate::analysis::info::info;
use crate::lang::number::count;
use crate::model::TranscriptSet;
use crate::store::FORMAT_VERSION;

/// Says what is in a project: transcripts, characters, codes, codings, coders
#[derive(Debug, Args)]
pub(super) struct Info {
    /// The folder of the project
    project: PathBuf,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Serialize)]
struct Report {
    title: String,
    format_version: u32,
    transcripts: Vec<Transcript>,
    codes: usize,
    themes: usize,
    codings: usize,
    coders: Vec<Coder>,
    cases: usize,
    attributes: usize,
    memos: usize,
    sets: Vec<Set>,
    #[serde(skip_serializing_if = "is_none")]
    orphans: usize,
}

#[derive(Serialize)]
struct Transcript {
    id: String,
    title: String,
    characters: u32,
    words: usize,
    turns: usize,
    speakers: Vec<String>,
    case: Option<String>,
    sha256: String,
    /// The cases that speakers are tied to, by their labels; only where any is.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    speaker_cases: BTreeMap<String, String>,
}

#[derive(Serialize)]
struct Set {
    name: String,
    transcripts: usize,
}

#[derive(Serialize)]
struct Coder {
    name: String,
    /// Nothing where it is not for who asks.
    codings: Option<usize>,
    complete: Option<usize>,
    #[serde(skip)]
    in_progress: Option<usize>,
}

impl Info {
    pub(super) fn run(self) -> Result<Outcome, Failure> {
        let opened = open::open(&self.project)?;
        let project = &opened.project;
        let info = info(project);
        let transcripts = info.transcripts.into_iter().map(|t| Transcript {
            id: t.id.to_string(),
            title: t.title,
            characters: t.characters,
            words: t.words,
            turns: t.turns,
            speakers: t.speakers,
            speaker_cases: t
                .ties
                .into_iter()
                .filter_map(|(label, case)| Some((label, project.case(case)?.name.clone())))
                .collect(),
            case: t.case.and_then(|case| project.case(case)).map(|case| case.name.clone()),
            sha256: t.sha256,
        });
        let coders = info.coders.into_iter().map(|c| {
            let shown = |n| (!opened.hides(c.id)).then_some(n);
            let (codings, complete) = (shown(c.codings), shown(c.complete));
            Coder { codings, complete, in_progress: shown(c.in_progress), name: c.name }
        });
        let set = |s: &TranscriptSet| Set { name: s.name.clone(), transcripts: s.transcripts.len() };
        let shown = Report {
            title: project.title().to_owned(),
            format_version: FORMAT_VERSION,
            transcripts: transcripts.collect(),
            codes: info.codes,
            themes: info.themes,
            codings: info.codings,
            coders: coders.collect(),
            cases: info.cases,
            attributes: info.attributes,
            memos: info.memos,
            sets: project.transcript_sets().into_iter().map(|s| set(s)).collect(),
            orphans: info.orphans,
        };
        show(&shown, self.format, None)?;
        Ok(opened.done())
    }
}

impl Printable for Report {
    fn text(&self) -> String {
        let characters: u64 = self.transcripts.iter().map(|t| u64::from(t.characters)).sum();
        let words: usize = self.transcripts.iter().map(|t| t.words).sum();
        let mut text = format!("{}\n\n", self.title);
        for (what, n) in [
            ("transcripts", self.transcripts.len()),
            ("characters", usize::try_from(characters).unwrap_or(usize::MAX)),
            ("words", words),
            ("cases", self.cases),
            ("attributes", self.attributes),
            ("codes", self.codes),
            ("themes", self.themes),
            ("codings", self.codings),
            ("memos", self.memos),
        ] {
            text.push_str(&format!("{what:<12}{:>12}\n", count(n)));
        }
        if self.orphans > 0 {
            let codings = counted(self.orphans as f64, "coding has", "codings have");
            text.push_str(&format!("{codings} lost the passage, and are counted nowhere\n"));
        }
        let counted = |n: Option<usize>| n.map_or_else(|| "hidden".to_owned(), count);
        let coder =
            |c: &Coder| vec![c.name.clone(), counted(c.codings), counted(c.complete), counted(c.in_progress)];
        let header = [
            ("Coder", Side::Left),
            ("Codings", Side::Right),
            ("Transcripts complete", Side::Right),
            ("In progress", Side::Right),
        ];
        text.push('\n');
        text.push_str(&table(&header, &self.coders.iter().map(coder).collect::<Vec<_>>()));
        for Set { name, transcripts } in &self.sets {
            let n = output::counted(*transcripts as f64, "transcript", "transcripts");
            text.push_str(&format!("\nSet {name}: {n}"));
        }
        if !self.sets.is_empty() {
            text.push('\n');
        }
        let header = [
            ("Transcript", Side::Left),
            ("Case", Side::Left),
            ("Characters", Side::Right),
            ("Words", Side::Right),
            ("Turns", Side::Right),
            ("Speakers", Side::Left),
        ];
        let row = |t: &Transcript| {
            let case = t.case.clone().unwrap_or_default();
            let figures = [count(t.characters), count(t.words), count(t.turns)];
            let speaker = |label: &String| match t.speaker_cases.get(label) {
                Some(case) => format!("{label} = {case}"),
                None => label.clone(),
            };
            let speakers: Vec<String> = t.speakers.iter().map(speaker).collect();
            [vec![t.title.clone(), case], figures.to_vec(), vec![speakers.join(", ")]].concat()
        };
        text.push('\n');
        text + &table(&header, &self.transcripts.iter().map(row).collect::<Vec<_>>())
    }
}

impl Figures for Report {
    /// One row a transcript.
    fn table(&self) -> Vec<Vec<String>> {
        let header = ["id", "title", "characters", "words", "turns", "speakers", "case", "sha256"];
        let row = |t: &Transcript| {
            let figures = [t.characters.to_string(), t.words.to_string(), t.turns.to_string()];
            let rest = [t.speakers.join("; "), t.case.clone().unwrap_or_default(), t.sha256.clone()];
            [vec![t.id.clone(), t.title.clone()], figures.to_vec(), rest.to_vec()].concat()
        };
        std::iter::once(header.map(str::to_owned).to_vec()).chain(self.transcripts.iter().map(row)).collect()
    }
}
