//! `concord codings`: coded segments, one a row.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::narrowing::{Days, Narrowing};
use super::output::{Format, Listing, counted, list};
use super::table::Side;
use super::{Failure, Outcome, open};
use crate::analysis::retrieval::{Query, Segment, each_segment};
use crate::model::Project;
use crate::store::Wanted;
use crate::text::shortened;

/// Prints coded segments, one a row: transcripts by title, then by place
#[derive(Debug, Args)]
pub(super) struct Codings {
    /// The folder of the project
    project: PathBuf,
    /// Only this code, with its subcodes; a name, or a path Theme/Code
    #[arg(long, value_name = "CODE")]
    code: Option<String>,
    /// Only this coder
    #[arg(long, value_name = "CODER")]
    coder: Option<String>,
    /// Only this transcript
    #[arg(long, value_name = "TRANSCRIPT")]
    transcript: Option<String>,
    /// Only what this speaker says; several times for several speakers
    #[arg(long = "speaker", value_name = "SPEAKER")]
    speakers: Vec<String>,
    #[command(flatten)]
    narrowing: Narrowing,
    #[command(flatten)]
    days: Days,
    /// How to print them
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

struct Report<'p> {
    project: &'p Project,
    query: Query,
}

#[derive(Serialize)]
struct Row {
    transcript: String,
    coder: String,
    code: String,
    path: String,
    start: u32,
    end: u32,
    text: String,
    memo: String,
    created: String,
    /// Whether a search made it and nobody has looked at it; in JSON alone, and only there.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    auto: bool,
    /// Who speaks where it begins, and whose words these are; in JSON alone, where speakers are tied to cases.
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    case: Option<String>,
}

impl Row {
    fn of(project: &Project, segment: &Segment<'_>) -> Self {
        let ties = segment.transcript.has_ties();
        let participant = segment.transcript.participant_at(segment.coding.span.start()).filter(|_| ties);
        let chars = segment.transcript.text().chars_of(segment.coding.span);
        Self {
            transcript: segment.transcript.title().to_owned(),
            coder: segment.coder.name.clone(),
            code: segment.code.name.clone(),
            path: project.codebook().path(segment.code.id),
            start: chars.start.0,
            end: chars.end.0,
            text: segment.text().to_owned(),
            memo: segment.coding.memo.clone(),
            created: segment.coding.created.to_string(),
            auto: segment.coding.auto,
            speaker: segment.speaker().filter(|_| ties).map(|speaker| speaker.label.clone()),
            case: participant.map(|p| project.participant_name(p).to_owned()),
        }
    }
}

impl Codings {
    pub(super) fn run(self) -> Result<Outcome, Failure> {
        let mut opened = open::open_part(&self.project, Wanted::CODED)?;
        opened.narrow(&[&self.narrowing, &self.days])?;
        let project = &opened.project;
        let query = Query {
            code: self.code.map(|c| opened.found(project.code_named(&c)).map(|c| c.id)).transpose()?,
            coder: self.coder.map(|c| opened.coder(&c)).transpose()?,
            transcript: self
                .transcript
                .map(|t| opened.found(project.transcript_named(&t)).map(|t| t.id()))
                .transpose()?,
            speakers: opened.speakers(&self.speakers)?,
        };
        list(&Report { project, query }, self.format, opened.scope.as_deref())?;
        Ok(opened.done())
    }
}

impl Listing for Report<'_> {
    type Row = Row;

    fn rows(&self) -> impl Iterator<Item = Row> {
        each_segment(self.project, &self.query).map(|segment| Row::of(self.project, &segment))
    }

    const HEADER: &'static [&'static str] =
        &["transcript", "coder", "code", "path", "start", "end", "text", "memo", "created"];

    fn cells(r: Row) -> Vec<String> {
        let (start, end) = (r.start.to_string(), r.end.to_string());
        vec![r.transcript, r.coder, r.code, r.path, start, end, r.text, r.memo, r.created]
    }

    const COLUMNS: &'static [(&'static str, Side)] = &[
        ("Transcript", Side::Left),
        ("Coder", Side::Left),
        ("Code", Side::Left),
        ("Characters", Side::Right),
        ("Passage", Side::Left),
    ];

    fn line(r: &Row) -> Vec<String> {
        let at = format!("{}-{}", r.start, r.end);
        vec![r.transcript.clone(), r.coder.clone(), r.path.clone(), at, shortened(&r.text, 70)]
    }

    fn heading(count: usize) -> String {
        let said = counted(count as f64, "coding", "codings");
        format!("{said}, as entered; places in characters from 0, the end left out")
    }
}
