//! Codings as a table on its way out, one a row. Never keeps a row: there may be a million.

use std::collections::HashMap;
use std::io;
use std::rc::Rc;

use crate::formats::shared::grid::{Cell, Rows};
use crate::formats::shared::outcome::{Exported, Lost};
use crate::formats::shared::threads::Threads;
use crate::formats::shared::xlsx;
use crate::lang::message;
use crate::model::{Code, CodeId, Project};

/// What people wrote to each other about a coding, which stays where it is when the table comes back.
pub(super) const THREAD: &str = "thread";

/// All codings as a table that [`import`](super::import()) reads back, and what is not in it. Which of them a
/// search made is said where it made any.
///
/// # Errors
/// Where what it is written to fails.
pub fn export(project: &Project, to: &mut dyn io::Write) -> io::Result<Vec<Lost>> {
    rows(project).write_csv(to)?;
    Ok(lost(project))
}

/// The same as a workbook.
pub fn export_workbook(project: &Project) -> Exported {
    xlsx::workbook([rows(project)], lost(project))
}

/// Codings that have no passage are in no table.
fn lost(project: &Project) -> Vec<Lost> {
    let count = project.orphans().count();
    let why = message!("file-words-gone");
    let lost = Lost { what: message!("part-coding-without-passage"), count, why, files: Vec::new() };
    Some(lost).filter(|lost| lost.count > 0).into_iter().collect()
}

pub(in crate::formats) fn rows(project: &Project) -> Rows<'_> {
    let auto = project.layers().any(|layer| layer.codings().iter().any(|coding| coding.auto));
    let mut header = vec!["transcript", "coder", "code", "start", "end", "quote", "memo", "created"];
    header.extend(auto.then_some("auto"));
    let threads = Rc::new(Threads::of(project));
    header.extend((!threads.is_empty()).then_some(THREAD));
    let names = Rc::new(names(project));
    let pages = project
        .transcripts()
        .into_iter()
        .flat_map(move |transcript| project.coders().into_iter().map(move |coder| (transcript, coder)));
    let rows = pages.flat_map(move |(transcript, coder)| {
        let layer = project.layer(transcript.id(), coder.id);
        let (names, threads) = (Rc::clone(&names), Rc::clone(&threads));
        layer.map(|layer| layer.codings()).unwrap_or_default().iter().map(move |coding| {
            let place = transcript.text().chars_of(coding.span);
            let mut cells: Vec<Cell> = vec![
                transcript.title().into(),
                coder.name.as_str().into(),
                names.get(&coding.code).map_or("", String::as_str).into(),
                place.start.0.into(),
                place.end.0.into(),
                transcript.text().slice(coding.span).into(),
                coding.memo.as_str().into(),
                coding.created.to_string().into(),
            ];
            cells.extend(auto.then(|| if coding.auto { "yes".into() } else { "no".into() }));
            let thread = || threads.on(coding.id).unwrap_or_default().into();
            cells.extend((!threads.is_empty()).then(thread));
            cells
        })
    });
    Rows::new("codings", header, rows)
}

/// What each code is called: by its name where no other has it, else by its path.
fn names(project: &Project) -> HashMap<CodeId, String> {
    let book = project.codebook();
    let mut named: HashMap<String, usize> = HashMap::new();
    for code in book.codes() {
        *named.entry(code.name.trim().to_lowercase()).or_default() += 1;
    }
    let alone = |name: &str| named.get(&name.trim().to_lowercase()) == Some(&1) && !name.contains('/');
    let name = |code: &Code| if alone(&code.name) { code.name.clone() } else { book.path(code.id) };
    book.codes().map(|code| (code.id, name(code))).collect()
}
