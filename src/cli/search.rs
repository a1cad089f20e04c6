//! `concord search`: keyword in context.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::narrowing::Narrowing;
use super::output::{Figures, Format, Listing, Printable, counted, list, show};
use super::table::Side;
use super::{Failure, Outcome, failure, open};
use crate::analysis::search::{Hit, count, hits};
use crate::lang;
use crate::model::{Project, Transcript, TranscriptId};
use crate::store::{RealDisk, Wanted, word_times};
use crate::text::{self, Pattern, Span, WordTimes, one_line};

/// Searches all transcripts, and prints every match with the words around it
#[derive(Debug, Args)]
pub(super) struct Search {
    /// The folder of the project
    project: PathBuf,
    /// What to search for, whatever the case of letters
    pattern: String,
    /// PATTERN is a regular expression
    #[arg(long)]
    regex: bool,
    /// Capital and small letters differ
    #[arg(long)]
    case_sensitive: bool,
    /// Quotation marks and dashes of one sort differ from those of another
    #[arg(long)]
    exact_signs: bool,
    /// Only what this speaker says; several times for several speakers
    #[arg(long = "speaker", value_name = "SPEAKER")]
    speakers: Vec<String>,
    /// Prints only how many matches there are, and in how many transcripts
    #[arg(long)]
    count: bool,
    #[command(flatten)]
    narrowing: Narrowing,
    /// How to print them
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

struct Report<'p> {
    project: &'p Project,
    pattern: &'p Pattern,
    speakers: BTreeSet<String>,
    folder: &'p Path,
    /// The times of the words of the transcript that is searched.
    times: RefCell<Option<(TranscriptId, WordTimes)>>,
}

impl Report<'_> {
    /// When a passage begins to be said.
    fn time(&self, of: &Transcript, span: Span) -> Option<u32> {
        of.times()?;
        let mut known = self.times.borrow_mut();
        if known.as_ref().is_none_or(|(id, _)| *id != of.id()) {
            let times = word_times(&RealDisk, self.folder, of).unwrap_or_else(|damage| {
                failure::say(&lang::tell(&damage));
                WordTimes::default()
            });
            *known = Some((of.id(), times));
        }
        known.as_ref()?.1.of(of.text(), span.range())
    }
}

#[derive(Serialize)]
struct Row {
    transcript: String,
    turn: Option<usize>,
    line: u32,
    start: u32,
    end: u32,
    before: String,
    r#match: String,
    after: String,
    /// Who speaks where it begins; in JSON alone, where speakers are tied to cases.
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker: Option<String>,
    /// When it begins to be said, where the times of words are kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    time_ms: Option<u32>,
}

#[derive(Serialize)]
struct Counted {
    matches: usize,
    transcripts: usize,
}

impl Search {
    pub(super) fn run(self) -> Result<Outcome, Failure> {
        let asked = text::Search {
            words: self.pattern,
            regex: self.regex,
            whole_word: false,
            case_sensitive: self.case_sensitive,
            exact_signs: self.exact_signs,
        };
        let pattern = asked
            .pattern()
            .map_err(|why| Failure::Input(format!("“{}”: {}", asked.words, lang::tell(&why))))?;
        let mut opened = open::open_part(&self.project, Wanted::WORDS)?;
        opened.narrow(&[&self.narrowing])?;
        let project = &opened.project;
        let speakers = opened.speakers(&self.speakers)?;
        if self.count {
            let found = count(project, &pattern, &speakers);
            show(
                &Counted { matches: found.matches, transcripts: found.transcripts },
                self.format,
                opened.scope.as_deref(),
            )?;
        } else {
            let times = RefCell::default();
            let report = Report { project, pattern: &pattern, speakers, folder: &self.project, times };
            list(&report, self.format, opened.scope.as_deref())?;
        }
        Ok(opened.done())
    }
}

impl Row {
    fn of(report: &Report<'_>, hit: Hit) -> Option<Self> {
        let transcript = report.project.transcript(hit.transcript)?;
        let chars = transcript.text().chars_of(hit.span);
        Some(Self {
            transcript: transcript.title().to_owned(),
            turn: hit.turn,
            line: hit.line,
            start: chars.start.0,
            end: chars.end.0,
            before: hit.before,
            r#match: hit.found,
            after: hit.after,
            speaker: transcript
                .speaker_at(hit.span.start())
                .filter(|_| transcript.has_ties())
                .map(|s| s.label.clone()),
            time_ms: report.time(transcript, hit.span),
        })
    }
}

impl Listing for Report<'_> {
    type Row = Row;

    fn rows(&self) -> impl Iterator<Item = Row> {
        hits(self.project, self.pattern, &self.speakers).filter_map(|hit| Row::of(self, hit))
    }

    const HEADER: &'static [&'static str] =
        &["transcript", "turn", "line", "start", "end", "before", "match", "after", "time_ms"];

    fn cells(r: Row) -> Vec<String> {
        let turn = r.turn.map(|turn| turn.to_string()).unwrap_or_default();
        let [line, start, end] = [r.line, r.start, r.end].map(|n| n.to_string());
        let time = r.time_ms.map(|ms| ms.to_string()).unwrap_or_default();
        vec![r.transcript, turn, line, start, end, r.before, r.r#match, r.after, time]
    }

    const COLUMNS: &'static [(&'static str, Side)] = &[
        ("Transcript", Side::Left),
        ("Turn", Side::Right),
        ("Line", Side::Right),
        ("Before", Side::Right),
        ("Match", Side::Left),
        ("After", Side::Left),
    ];

    fn line(r: &Row) -> Vec<String> {
        let turn = r.turn.map_or_else(|| "-".to_owned(), |turn| turn.to_string());
        let words = [&r.before, &r.r#match, &r.after].map(|words| one_line(words));
        [vec![r.transcript.clone(), turn, r.line.to_string()], words.to_vec()].concat()
    }

    fn heading(count: usize) -> String {
        counted(count as f64, "match", "matches")
    }
}

impl Printable for Counted {
    fn text(&self) -> String {
        let matches = counted(self.matches as f64, "match", "matches");
        format!("{matches} in {}\n", counted(self.transcripts as f64, "transcript", "transcripts"))
    }
}

impl Figures for Counted {
    fn table(&self) -> Vec<Vec<String>> {
        let header = ["matches", "transcripts"].map(str::to_owned).to_vec();
        vec![header, vec![self.matches.to_string(), self.transcripts.to_string()]]
    }
}
