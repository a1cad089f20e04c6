//! A study as an archive keeps it: a Frictionless data package (specs.frictionlessdata.io, version 1) of tidy tables and
//! plain texts, with the SQL that counts them in any engine. Never takes a path: it gives names, and writes each file where
//! it is told to.

mod cells;
mod loading;
mod tables;

use std::io;

use serde_json::{Value as Json, json};

use super::shared::format::{Choice, Format, Kind, Writer};
use super::shared::grid::Rows;
use super::shared::outcome::{Exported, Folder, FolderFile, Lost};
use super::shared::past::PastStep;
use super::shared::xlsx;
use super::tables::{agreement, attributes, codebook, codings, frequencies, memos, settlements};
use crate::lang::message;
use crate::model::{Project, Transcript};
use tables::{ALL, Source, Table};

/// What stands in the package's README, after its title.
const README: &str = include_str!("README.md");
/// Questions in SQL that every engine understands.
const QUERIES: [(&str, &str); 4] = [
    ("queries/frequencies.sql", concat!(include_str!("frequencies.sql"), include_str!("counting.sql"))),
    ("queries/themes.sql", concat!(include_str!("themes.sql"), include_str!("counting.sql"))),
    ("queries/agreement.sql", include_str!("agreement.sql")),
    ("queries/cooccurrence.sql", include_str!("cooccurrence.sql")),
];

/// The package, as a folder.
pub(super) const FOLDER: Format = Format::new("package", Kind::Package, "Data package", &[])
    .written(Writer::Folder(|project, options| export(project, &options.steps)))
    .choices(&[Choice::Part])
    .with_steps();
/// Its tables, and figures, in one workbook.
pub(super) const TABLES: Format =
    Format::new("tables-xlsx", Kind::Tables, "Workbook of all tables", &["xlsx"])
        .written(Writer::File(|project, _, to| workbook(project).write(to)))
        .choices(&[Choice::Part]);

/// The package of a project; the trail where its steps are told.
pub fn export<'p>(project: &'p Project, steps: &'p [PastStep]) -> Folder<'p> {
    let source = Source { project, steps };
    let tables =
        ALL.iter().map(|table| FolderFile::new(table.path(), move |to| table.rows(source).write_csv(to)));
    let texts = project.transcripts().into_iter().map(|transcript| {
        let words = move |to: &mut dyn io::Write| to.write_all(transcript.text().as_str().as_bytes());
        FolderFile::new(words_of(transcript), words)
    });
    let words = |name: &str, words: String| {
        FolderFile::new(name.to_owned(), move |to| to.write_all(words.as_bytes()))
    };
    let title = project.title().replace('\n', " ");
    let told =
        [words("datapackage.json", described(project)), words("README.md", format!("# {title}\n\n{README}"))];
    let queries = QUERIES.iter().map(|(name, sql)| words(name, (*sql).to_owned()));
    let loads = loading::files().into_iter().map(|(name, text)| words(name, text));
    let files = tables.chain(texts).chain(told).chain(queries).chain(loads).collect();
    Folder { files, lost: lost(project) }
}

/// The file with a transcript's words.
fn words_of(transcript: &Transcript) -> String {
    format!("transcripts/{}.txt", transcript.slug())
}

/// What `datapackage.json` says.
fn described(project: &Project) -> String {
    let tables = ALL.iter().map(Table::resource);
    let texts = project.transcripts().into_iter().map(|t| {
        json!({
            "name": format!("transcript-{}", t.slug()), "title": t.title(), "path": words_of(t),
            "format": "txt", "mediatype": "text/plain", "encoding": "utf-8",
        })
    });
    let resources: Vec<Json> = tables.chain(texts).collect();
    let package = json!({
        "profile": "data-package", "name": crate::model::slug(project.title()), "id": project.id().to_string(),
        "title": project.title(), "created": project.created().to_string(), "resources": resources,
    });
    format!("{package:#}\n")
}

fn lost(project: &Project) -> Vec<Lost> {
    let orphans = project.orphans().count();
    let why = message!("file-words-gone");
    let lost = Lost { what: message!("part-coding-without-passage"), count: orphans, why, files: Vec::new() };
    let sets = project.code_sets().len();
    let why = message!("file-no-table-of-sets");
    let set = Lost { what: message!("part-set-codes"), count: sets, why, files: Vec::new() };
    let plan = crate::formats::shared::outcome::plan(project);
    [lost, set].into_iter().chain(plan).filter(|lost| lost.count > 0).collect()
}

/// All tables of a project in one workbook.
pub fn workbook(project: &Project) -> Exported {
    let (agreement, lost) = agreement::Agreement::of(project);
    let codebook = codebook::grid(project);
    let attributes = attributes::grid(project);
    let frequencies = frequencies::all_frequencies(project);
    let after = [agreement.left_out(), settlements::grid(project), memos::memos(project)];
    let before = [&codebook, &attributes, &frequencies].map(Rows::from);
    let tables = std::iter::once(codings::rows(project)).chain(before);
    xlsx::workbook(tables.chain([agreement.figures()]).chain(after.iter().map(Rows::from)), lost)
}
