//! A study as an archive keeps it: a Frictionless data package (specs.frictionlessdata.io, version 1) of tidy tables and
//! plain texts, with the SQL that counts them in any engine. Never takes a path: it gives names, and writes each file where
//! it is told to.

mod cells;
mod loading;
mod tables;

use std::collections::BTreeMap;
use std::io;

use serde_json::{Value as Json, json};

use super::{Exported, Lost, PastStep, Rows, figures, settlements};
use crate::model::{Project, Transcript};
use tables::{Source, TABLES, Table};

/// What stands in the package's README, after its title.
const README: &str = include_str!("README.md");
/// Questions in SQL that every engine understands.
const QUERIES: [(&str, &str); 3] = [
    ("queries/frequencies.sql", include_str!("frequencies.sql")),
    ("queries/themes.sql", include_str!("themes.sql")),
    ("queries/agreement.sql", include_str!("agreement.sql")),
];

/// The files of a package, and what of the project is not in it.
pub struct Package<'p> {
    /// The files, each made when it is written.
    pub files: Vec<PackageFile<'p>>,
    /// What is not in it.
    pub lost: Vec<Lost>,
}

/// One file of a package.
pub struct PackageFile<'p> {
    /// Its name in the folder, with `/` between folder and file.
    pub name: String,
    content: Content<'p>,
}

enum Content<'p> {
    Table(&'static Table, Source<'p>),
    Words(&'p Transcript),
    Bytes(Vec<u8>),
}

impl PackageFile<'_> {
    /// Writes it.
    ///
    /// # Errors
    /// Where what it is written to fails.
    pub fn write(&self, to: &mut dyn io::Write) -> io::Result<()> {
        match &self.content {
            Content::Table(table, source) => table.rows(*source).write_csv(to),
            Content::Words(transcript) => to.write_all(transcript.text().as_str().as_bytes()),
            Content::Bytes(bytes) => to.write_all(bytes),
        }
    }
}

impl Package<'_> {
    /// All files by their names, where a person is asked later where they go.
    pub fn in_memory(&self) -> BTreeMap<String, Vec<u8>> {
        let bytes = |file: &PackageFile<'_>| {
            let mut bytes = Vec::new();
            file.write(&mut bytes).expect("memory takes all bytes");
            bytes
        };
        self.files.iter().map(|file| (file.name.clone(), bytes(file))).collect()
    }
}

/// The package of a project; the trail where its steps are told.
pub fn export<'p>(project: &'p Project, steps: &'p [PastStep]) -> Package<'p> {
    let source = Source { project, steps };
    let tables = TABLES.iter().map(|table| (table.path(), Content::Table(table, source)));
    let texts = project.transcripts().into_iter().map(|t| (words_of(t), Content::Words(t)));
    let words = |name: &str, words: String| (name.to_owned(), Content::Bytes(words.into_bytes()));
    let title = project.title().replace('\n', " ");
    let told =
        [words("datapackage.json", described(project)), words("README.md", format!("# {title}\n\n{README}"))];
    let queries = QUERIES.iter().map(|(name, sql)| words(name, (*sql).to_owned()));
    let loads = loading::files().into_iter().map(|(name, text)| words(name, text));
    let files = tables.chain(texts).chain(told).chain(queries).chain(loads);
    let files = files.map(|(name, content)| PackageFile { name, content }).collect();
    Package { files, lost: lost(project) }
}

/// The file with a transcript's words.
fn words_of(transcript: &Transcript) -> String {
    format!("transcripts/{}.txt", transcript.slug())
}

/// What `datapackage.json` says.
fn described(project: &Project) -> String {
    let tables = TABLES.iter().map(Table::resource);
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
    let why = "the words that they stood on are no longer in the text".to_owned();
    let lost = Lost { what: "coding without a passage".to_owned(), count: orphans, why };
    let sets = project.code_sets().len();
    let why = "the package has no table for sets".to_owned();
    let set = Lost { what: "set of codes".to_owned(), count: sets, why };
    [lost, set].into_iter().filter(|lost| lost.count > 0).collect()
}

/// All tables of a project in one workbook.
pub fn workbook(project: &Project) -> Exported {
    let (agreement, lost) = figures::Agreement::of(project);
    let codebook = super::codebook_csv::grid(project);
    let attributes = super::attributes_csv::grid(project);
    let frequencies = figures::all_frequencies(project);
    let after = [agreement.left_out(), settlements::grid(project), figures::memos(project)];
    let before = [&codebook, &attributes, &frequencies].map(Rows::from);
    let tables = std::iter::once(super::codings_out::rows(project)).chain(before);
    figures::workbook(tables.chain([agreement.figures()]).chain(after.iter().map(Rows::from)), lost)
}
