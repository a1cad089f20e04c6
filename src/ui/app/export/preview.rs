//! What will be in a file before it is written: the first rows of a table, the first lines of a text, the files of a folder,
//! or, of what cannot be shown so, how much of what. Pure; never draws.

use std::io;

use crate::formats::{ExportOptions, FORMATS, Format, Writer};
use crate::lang::with;
use crate::model::Project;
use crate::ui::context::Action;

/// Bytes of a file that are looked at.
const HEAD: usize = 16 * 1024;
/// Rows and lines that are shown.
const ROWS: usize = 6;
/// Files of a folder that are shown.
const FILES: usize = 40;

/// The beginning of what is written.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Preview {
    /// Headers and the first rows.
    Table { heads: Vec<String>, rows: Vec<Vec<String>> },
    /// The first lines.
    Lines(Vec<String>),
    /// Names of files with their bytes.
    Files(Vec<(String, usize)>),
    /// How much of what is in it.
    Sum(String),
}

/// What is shown of a file or folder that a project is written to.
pub(super) fn preview(format: &Format, project: &Project, options: &ExportOptions, made: &Action) -> Preview {
    match made {
        Action::SaveFolder { files, .. } => Preview::Files(
            files.iter().take(FILES).map(|(name, bytes)| (name.clone(), bytes.len())).collect(),
        ),
        Action::SaveAs { contents, .. } => match format.extensions.first() {
            Some(&"csv") => table(contents),
            Some(&"txt") => lines(contents),
            _ => beside(format).map_or_else(
                || sum(project),
                |table_of| {
                    let mut head = Head(Vec::new());
                    // It ends by saying that there is no more room, which is meant.
                    let _ = table_of(project, options, &mut head);
                    table(&head.0)
                },
            ),
        },
        _ => sum(project),
    }
}

/// What writes the same as a table, where there is such a format: a workbook holds the same rows.
fn beside(format: &Format) -> Option<crate::formats::Write> {
    let same = |other: &&Format| {
        other.kind == format.kind
            && other.extensions.first() == Some(&"csv")
            && format.extensions.first() == Some(&"xlsx")
    };
    FORMATS.iter().filter(|other| other.is_written()).find(same).and_then(Format::writer)
}

fn table(bytes: &[u8]) -> Preview {
    let bytes = &bytes[..bytes.len().min(HEAD)];
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let mut rows = reader.byte_records().map_while(Result::ok).map(|row| {
        let cell = |cell: &[u8]| String::from_utf8_lossy(cell).trim_start_matches('\u{feff}').to_owned();
        row.iter().map(cell).collect::<Vec<_>>()
    });
    let heads = rows.next().unwrap_or_default();
    Preview::Table { heads, rows: rows.take(ROWS).collect() }
}

fn lines(bytes: &[u8]) -> Preview {
    let words = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    Preview::Lines(words.lines().take(ROWS * 2).map(str::to_owned).collect())
}

fn sum(project: &Project) -> Preview {
    let coders: std::collections::BTreeSet<_> = project.layers().map(|layer| layer.coder()).collect();
    let counts = [
        ("transcripts", project.transcript_count()),
        ("codes", project.codebook().codes().count()),
        ("codings", project.codings()),
        ("coders", coders.len()),
        ("memos", project.memos().len()),
    ];
    let counts: Vec<_> = counts.into_iter().map(|(name, n)| (name, n.into())).collect();
    Preview::Sum(with("leaving-holds", &counts))
}

/// Takes in so many bytes and no more.
struct Head(Vec<u8>);

impl io::Write for Head {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = HEAD.saturating_sub(self.0.len()).min(bytes.len());
        if room == 0 && !bytes.is_empty() {
            return Err(io::ErrorKind::WriteZero.into());
        }
        self.0.extend_from_slice(&bytes[..room]);
        Ok(room)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Whether a format can be written and shown to choose.
pub(super) fn is_offered(format: &Format) -> bool {
    !matches!(format.write, Writer::Never)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::{ExportOptions, format, made};
    use crate::ui::demo::project;

    fn of(id: &str) -> Preview {
        let (project, format, options) = (project(), format(id).unwrap(), ExportOptions::default());
        let action = match format.write {
            Writer::File(write) => Action::SaveAs {
                name: String::new(),
                contents: made(write, &project, &options).unwrap().bytes,
            },
            Writer::Folder(write) => {
                Action::SaveFolder { name: String::new(), files: write(&project, &options).in_memory() }
            }
            Writer::Never => unreachable!("it is written"),
        };
        preview(format, &project, &options, &action)
    }

    #[test]
    fn a_table_shows_its_first_rows_and_a_workbook_the_same() {
        let Preview::Table { heads, rows } = of("codings-csv") else { panic!("a table") };
        assert!(heads.contains(&"coder".to_owned()) && rows.len() == ROWS, "{heads:?}");
        assert!(rows.iter().all(|row| row.len() == heads.len()));
        assert_eq!(of("codings-csv"), of("codings-xlsx"));
    }

    #[test]
    fn a_folder_shows_its_files_and_what_cannot_be_shown_is_summed_up() {
        let Preview::Files(files) = of("package") else { panic!("files") };
        assert!(files.iter().any(|(name, bytes)| name == "codings.csv" && *bytes > 0), "{files:?}");
        for id in ["refi", "coded-docx"] {
            let Preview::Sum(sum) = of(id) else { panic!("a sum") };
            assert!(sum.contains("4 transcripts"), "{sum}");
        }
    }

    #[test]
    fn every_written_format_has_a_preview_that_is_not_empty() {
        for format in FORMATS.iter().filter(|format| is_offered(format)) {
            match of(format.id) {
                Preview::Table { heads, .. } => assert!(!heads.is_empty(), "{}", format.id),
                Preview::Lines(lines) => assert!(!lines.is_empty(), "{}", format.id),
                Preview::Files(files) => assert!(!files.is_empty(), "{}", format.id),
                Preview::Sum(sum) => assert!(!sum.is_empty()),
            }
        }
    }
}
