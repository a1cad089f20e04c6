//! Codes against participants, for statistics programs. Computes nothing itself: the analyses say who counts.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::frequency::{self, frequencies};
use crate::formats::shared::format::{Choice, Format, Kind, Writer};
use crate::formats::shared::grid::csv;
use crate::formats::shared::grid::{Cell, Grid};
use crate::formats::shared::xlsx;
use crate::model::{
    CaseId, CodeId, CoderId, Coding, Completeness, Level, Participant, Project, Transcript, slug,
};

/// Codes by participants.
pub(in crate::formats) const TABLE: Format =
    Format::new("matrix-csv", Kind::Matrix, "Table of codes by participants", &["csv"])
        .written(Writer::File(|project, _, to| csv(&matrix(project)[0], to)))
        .choices(&[Choice::Part]);
/// The same as a workbook.
pub(in crate::formats) const WORKBOOK: Format =
    Format::new("matrix-xlsx", Kind::Matrix, "Workbook of codes by participants", &["xlsx"])
        .written(Writer::File(|project, _, to| xlsx::workbook(&matrix(project), Vec::new()).write(to)))
        .choices(&[Choice::Part]);

/// A row a participant and coder, a column a code: 1 where the code stands in words of theirs, 0 where the coder looked at
/// a transcript of theirs and it does not, empty where the coder looked at none. The second table says what each column is.
fn matrix(project: &Project) -> [Grid; 2] {
    let book = project.codebook();
    let mut taken = BTreeSet::from(["participant".to_owned(), "coder".to_owned()]);
    let mut variables = Grid::new("variables", ["variable", "code", "level"]);
    let mut columns: Vec<(String, Vec<CodeId>)> = Vec::new();
    for code in book.codes() {
        let path = book.path(code.id);
        let variable = variable(&path, &mut taken);
        let level = if book.is_theme(code.id) { Level::Theme } else { Level::Code };
        variables.row([variable.as_str().into(), path.into(), level.name().into()]);
        columns.push((variable, book.subtree(code.id)));
    }
    let head = ["participant", "coder", "transcripts", "looked_at", "complete"];
    let header = head.into_iter().map(str::to_owned).chain(columns.iter().map(|(name, _)| name.clone()));
    let mut matrix = Grid::new("matrix", header);
    let coders: Vec<CoderId> = match frequencies(project, &frequency::Query::default()) {
        Ok(answer) => answer.layer.coders().to_vec(),
        Err(_) => Vec::new(),
    };
    for (participant, transcripts) in participants(project) {
        for &coder in &coders {
            let layers = transcripts.iter().filter_map(|t| Some((t, project.layer(t.id(), coder)?)));
            let layers: Vec<_> =
                layers.filter(|(_, layer)| layer.status() != Completeness::NotStarted).collect();
            let complete = layers.iter().filter(|(_, l)| l.status() == Completeness::Complete).count();
            let used: BTreeSet<CodeId> = layers
                .iter()
                .flat_map(|(t, layer)| {
                    let theirs = |c: &&Coding| t.participant_at(c.span.start()) == Some(participant);
                    layer.codings().iter().filter(theirs).map(|c| c.code)
                })
                .collect();
            let name = project.coder_name(coder).to_owned();
            let start = [
                project.participant_name(participant).into(),
                name.into(),
                transcripts.len().into(),
                layers.len().into(),
                complete.into(),
            ];
            let cell = |(_, codes): &(String, Vec<CodeId>)| match layers.is_empty() {
                true => Cell::Empty,
                false => Cell::Number(f64::from(u8::from(codes.iter().any(|code| used.contains(code))))),
            };
            matrix.row(start.into_iter().chain(columns.iter().map(cell)));
        }
    }
    [matrix, variables]
}

/// Participants with the transcripts in which they speak: cases by name, then transcripts that belong to none.
fn participants(project: &Project) -> Vec<(Participant, Vec<&Transcript>)> {
    let mut alone = Vec::new();
    let mut of_case: BTreeMap<CaseId, Vec<&Transcript>> = BTreeMap::new();
    for transcript in project.transcripts() {
        for participant in transcript.participants() {
            match participant {
                Participant::Case(case) => of_case.entry(case).or_default().push(transcript),
                Participant::Transcript(_) => alone.push((participant, vec![&**transcript])),
            }
        }
    }
    let cases = project.cases().into_iter();
    let mut all: Vec<_> =
        cases.filter_map(|case| Some((Participant::Case(case.id), of_case.remove(&case.id)?))).collect();
    all.extend(alone);
    all
}

/// A name that statistics programs take: ASCII letters, digits and lines below, not taken before.
fn variable(path: &str, taken: &mut BTreeSet<String>) -> String {
    let plain = slug(path).replace('-', "_");
    let plain = if plain.starts_with(|c: char| c.is_ascii_digit()) { format!("c_{plain}") } else { plain };
    let names = std::iter::once(plain.clone()).chain((2..).map(|n| format!("{plain}_{n}")));
    let free = names.into_iter().find(|name| !taken.contains(name)).unwrap_or_default();
    taken.insert(free.clone());
    free
}
