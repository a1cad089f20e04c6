//! The formats, as a table: what can be read and what can be written. Dialogs, the command line's help and the tests that
//! loop over formats find them here.

use super::documents::{docx_out, html_out};
use super::package;
use super::projects::{qualcoder, quoted_csv, refi, taguette};
use super::shared::{plain, table, workbook};
use super::tables::{attributes_csv, codebook_csv, codings_csv, codings_out, figures, settlements, trail};
use super::transcripts::{cues, docx, eaf, html, odt, pdf, rows, rtf, textgrid, txt};
use super::{Format, FormatError, Kind, Place, Reader, Warning, Write};

const TABLES: &[&str] = &["csv", "tsv"];
const DATABASES: &[&str] = &["qda", "sqlite3", "sqlite", "db"];
const WORKBOOKS: &[&str] = &["xlsx", "xlsm"];

/// The formats that can be read.
pub const FORMATS: &[Format] = &[
    Format {
        id: "txt",
        kind: Kind::Transcript,
        label: "Plain text",
        extensions: &["txt", "text"],
        fits: plain::fits,
        read: Reader::Transcript(|file, bytes, options| Ok(vec![txt::read(file, bytes, options)?])),
        write: None,
    },
    Format {
        id: "markdown",
        kind: Kind::Transcript,
        label: "Markdown",
        extensions: &["md", "markdown"],
        fits: plain::fits,
        read: Reader::Transcript(|file, bytes, options| Ok(vec![txt::read_markdown(file, bytes, options)?])),
        write: None,
    },
    Format {
        id: "docx",
        kind: Kind::Transcript,
        label: "Word",
        extensions: &["docx", "docm"],
        fits: docx::fits,
        read: Reader::Transcript(|file, bytes, options| Ok(vec![docx::read(file, bytes, options)?])),
        write: None,
    },
    Format {
        id: "odt",
        kind: Kind::Transcript,
        label: "LibreOffice",
        extensions: &["odt"],
        fits: odt::fits,
        read: Reader::Transcript(|file, bytes, options| Ok(vec![odt::read(file, bytes, options)?])),
        write: None,
    },
    Format {
        id: "rtf",
        kind: Kind::Transcript,
        label: "Rich text",
        extensions: &["rtf"],
        fits: rtf::fits,
        read: Reader::Transcript(|file, bytes, options| Ok(vec![rtf::read(file, bytes, options)?])),
        write: None,
    },
    Format {
        id: "html",
        kind: Kind::Transcript,
        label: "Web page",
        extensions: &["html", "htm", "xhtml"],
        fits: html::fits,
        read: Reader::Transcript(|file, bytes, options| Ok(vec![html::read(file, bytes, options)?])),
        write: None,
    },
    Format {
        id: "pdf",
        kind: Kind::Transcript,
        label: "PDF",
        extensions: &["pdf"],
        fits: pdf::fits,
        read: Reader::Transcript(|file, bytes, options| Ok(vec![pdf::read(file, bytes, options)?])),
        write: None,
    },
    Format {
        id: "vtt",
        kind: Kind::Transcript,
        label: "WebVTT subtitles",
        extensions: &["vtt"],
        fits: cues::is_vtt,
        read: Reader::Transcript(|file, bytes, options| Ok(vec![cues::read_vtt(file, bytes, options)?])),
        write: None,
    },
    Format {
        id: "srt",
        kind: Kind::Transcript,
        label: "SubRip subtitles",
        extensions: &["srt"],
        fits: cues::is_srt,
        read: Reader::Transcript(|file, bytes, options| Ok(vec![cues::read_srt(file, bytes, options)?])),
        write: None,
    },
    Format {
        id: "eaf",
        kind: Kind::Transcript,
        label: "ELAN",
        extensions: &["eaf"],
        fits: eaf::fits,
        read: Reader::Transcript(|file, bytes, options| Ok(vec![eaf::read(file, bytes, options)?])),
        write: None,
    },
    Format {
        id: "textgrid",
        kind: Kind::Transcript,
        label: "Praat",
        extensions: &["textgrid"],
        fits: textgrid::fits,
        read: Reader::Transcript(|file, bytes, options| Ok(vec![textgrid::read(file, bytes, options)?])),
        write: None,
    },
    Format {
        id: "codings-csv",
        kind: Kind::Codings,
        label: "Table of codings",
        extensions: TABLES,
        fits: names_codings,
        read: Reader::Table(codings_csv::import),
        write: Some(|project, _, to| codings_out::export(project, to)),
    },
    Format {
        id: "codings-quoted",
        kind: Kind::Codings,
        label: "Table of coded passages from another program",
        extensions: TABLES,
        fits: quoted_csv::fits,
        read: Reader::Table(quoted_csv::import),
        write: None,
    },
    Format {
        id: "rows-csv",
        kind: Kind::Transcript,
        label: "Table of turns",
        extensions: TABLES,
        fits: rows::fits,
        read: Reader::Transcript(rows::read),
        write: None,
    },
    Format {
        id: "attributes-csv",
        kind: Kind::Attributes,
        label: "Table of attributes",
        extensions: TABLES,
        fits: |bytes| table::has(bytes, &[&["case", "participant", "transcript", "file"]]),
        read: Reader::Table(|project, file, bytes, _, stamp| {
            attributes_csv::import(project, file, bytes, stamp)
        }),
        write: Some(|project, _, to| attributes_csv::export(project, to)),
    },
    Format {
        id: "codebook-csv",
        kind: Kind::Codebook,
        label: "Table of codes",
        extensions: TABLES,
        fits: |bytes| table::has(bytes, &[&["code", "name", "tag"]]),
        read: Reader::Table(|project, file, bytes, _, stamp| {
            codebook_csv::import(project, file, bytes, stamp)
        }),
        write: Some(|project, _, to| codebook_csv::export(project, to)),
    },
    Format {
        id: "qualcoder",
        kind: Kind::Qualcoder,
        label: "Project of QualCoder",
        extensions: DATABASES,
        fits: qualcoder::fits,
        read: Reader::Table(qualcoder::import),
        write: None,
    },
    Format {
        id: "taguette",
        kind: Kind::Taguette,
        label: "Project of Taguette",
        extensions: DATABASES,
        fits: taguette::fits,
        read: Reader::Table(taguette::import),
        write: None,
    },
    written("tables-xlsx", Kind::Tables, "Workbook of all tables", &["xlsx"], |project, _, to| {
        package::workbook(project).write(to)
    }),
    Format {
        id: "codings-xlsx",
        kind: Kind::Codings,
        label: "Workbook of codings",
        extensions: WORKBOOKS,
        fits: |bytes| workbook::fits(bytes) && names_codings(bytes),
        read: Reader::Table(codings_csv::import),
        write: Some(|project, _, to| codings_out::export_workbook(project).write(to)),
    },
    Format {
        id: "quoted-xlsx",
        kind: Kind::Codings,
        label: "Workbook of coded passages from another program",
        extensions: WORKBOOKS,
        fits: |bytes| workbook::fits(bytes) && quoted_csv::fits(bytes),
        read: Reader::Table(quoted_csv::import),
        write: None,
    },
    Format {
        id: "rows-xlsx",
        kind: Kind::Transcript,
        label: "Workbook of turns",
        extensions: WORKBOOKS,
        fits: |bytes| workbook::fits(bytes) && rows::fits(bytes),
        read: Reader::Transcript(rows::read),
        write: None,
    },
    Format {
        id: "attributes-xlsx",
        kind: Kind::Attributes,
        label: "Workbook of attributes",
        extensions: WORKBOOKS,
        fits: |bytes| {
            workbook::fits(bytes) && table::has(bytes, &[&["case", "participant", "transcript", "file"]])
        },
        read: Reader::Table(|project, file, bytes, _, stamp| {
            attributes_csv::import(project, file, bytes, stamp)
        }),
        write: Some(|project, _, to| {
            figures::workbook(&[attributes_csv::grid(project)], Vec::new()).write(to)
        }),
    },
    Format {
        id: "codebook-xlsx",
        kind: Kind::Codebook,
        label: "Workbook of codes",
        extensions: WORKBOOKS,
        fits: |bytes| workbook::fits(bytes) && table::has(bytes, &[&["code", "name", "tag"]]),
        read: Reader::Table(|project, file, bytes, _, stamp| {
            codebook_csv::import(project, file, bytes, stamp)
        }),
        write: Some(|project, _, to| figures::workbook(&[codebook_csv::grid(project)], Vec::new()).write(to)),
    },
    Format {
        id: refi::PROJECT,
        kind: Kind::Refi,
        label: "REFI-QDA project",
        extensions: &["qdpx"],
        fits: refi::is_project,
        read: Reader::Table(refi::import),
        write: Some(refi::project),
    },
    Format {
        id: refi::CODEBOOK,
        kind: Kind::Codebook,
        label: "REFI-QDA codebook",
        extensions: &["qdc"],
        fits: refi::is_codebook,
        read: Reader::Table(refi::import_codebook),
        write: Some(refi::codebook),
    },
    written("taguette-csv", Kind::Taguette, "Table of tags for Taguette", &["csv"], |project, _, to| {
        taguette::tags(project, to)
    }),
    written("frequencies-csv", Kind::Frequencies, "Table of frequencies", &["csv"], |project, _, to| {
        figures::csv(&figures::all_frequencies(project), to)
    }),
    written("frequencies-xlsx", Kind::Frequencies, "Workbook of frequencies", &["xlsx"], |project, _, to| {
        figures::workbook(&[figures::all_frequencies(project)], Vec::new()).write(to)
    }),
    written("agreement-csv", Kind::Agreement, "Table of agreement", &["csv"], |project, _, to| {
        figures::agreement_csv(project, to)
    }),
    written("agreement-xlsx", Kind::Agreement, "Workbook of agreement", &["xlsx"], |project, _, to| {
        figures::agreement_workbook(project).write(to)
    }),
    written("settlements-csv", Kind::Settlements, "Table of what was settled", &["csv"], |project, _, to| {
        figures::csv(&settlements::grid(project), to)
    }),
    written(
        "settlements-xlsx",
        Kind::Settlements,
        "Workbook of what was settled",
        &["xlsx"],
        |project, _, to| figures::workbook(&[settlements::grid(project)], Vec::new()).write(to),
    ),
    written("memos-csv", Kind::Memos, "Table of memos", &["csv"], |project, _, to| {
        figures::csv(&figures::memos(project), to)
    }),
    written("memos-xlsx", Kind::Memos, "Workbook of memos", &["xlsx"], |project, _, to| {
        figures::workbook(&[figures::memos(project)], Vec::new()).write(to)
    }),
    written("history-csv", Kind::History, "Table of all steps", &["csv"], |_, options, to| {
        figures::csv(&trail::trail(&options.steps), to)
    }),
    written("history-xlsx", Kind::History, "Workbook of all steps", &["xlsx"], |_, options, to| {
        figures::workbook(&[trail::trail(&options.steps)], Vec::new()).write(to)
    }),
    written("matrix-csv", Kind::Matrix, "Table of codes by participants", &["csv"], |project, _, to| {
        figures::csv(&figures::matrix(project)[0], to)
    }),
    written("matrix-xlsx", Kind::Matrix, "Workbook of codes by participants", &["xlsx"], |project, _, to| {
        figures::workbook(&figures::matrix(project), Vec::new()).write(to)
    }),
    written("coded-docx", Kind::Coded, "Coded transcripts for Word", &["docx"], |project, _, to| {
        docx_out::transcripts(project).write(to)
    }),
    written("coded-html", Kind::Coded, "Coded transcripts as a page", &["html"], |project, _, to| {
        html_out::transcripts(project).write(to)
    }),
    written("codebook-docx", Kind::Codebook, "Codebook for Word", &["docx"], |project, _, to| {
        docx_out::codebook(project).write(to)
    }),
    written("codebook-html", Kind::Codebook, "Codebook as a page", &["html"], |project, _, to| {
        html_out::codebook(project).write(to)
    }),
];

/// A format that is only written.
const fn written(
    id: &'static str,
    kind: Kind,
    label: &'static str,
    extensions: &'static [&'static str],
    write: Write,
) -> Format {
    Format { id, kind, label, extensions, fits: |_| false, read: Reader::Never, write: Some(write) }
}

/// The formats whose files end as this one does.
pub fn by_extension(name: &str) -> impl Iterator<Item = &'static Format> {
    let extension = name.rsplit_once('.').map_or_else(String::new, |(_, end)| end.to_lowercase());
    FORMATS.iter().filter(move |format| format.extensions.contains(&extension.as_str()))
}

/// What to tell where a file is read as something else than its name says.
pub fn misnamed(name: &str, format: &Format) -> Option<Warning> {
    let fits = by_extension(name).any(|named| named.id == format.id) || by_extension(name).next().is_none();
    let message = || format!("its name says otherwise, but by what it holds it was read as {}", format.label);
    (!fits).then(|| Warning::file(name, message()))
}

/// Whether the first row names codings: all that one needs, or so much of it that nothing else can be meant, so that what
/// is missing can be named.
fn names_codings(bytes: &[u8]) -> bool {
    let names: Vec<String> = table::first_row(bytes).iter().map(|name| table::folded(name)).collect();
    let has = |one: &str| names.iter().any(|name| name == one);
    let (code, coder) = (has("code") || has("codes"), has("coder"));
    let place = [has("start"), has("end")].into_iter().filter(|there| *there).count();
    // As a data package has them.
    if has("code id") && has("begins") && has("ends") {
        return true;
    }
    let parts = usize::from(code) + usize::from(coder) + place;
    has("code") && place == 2
        || ((has("transcript") || has("file")) && (code || coder) && parts >= 2 && !quoted_csv::fits(bytes))
}

/// The format of a file, by its extension, its first bytes, and what a person says that it holds.
///
/// # Errors
/// When no format fits.
pub fn format_of(name: &str, bytes: &[u8], kind: Option<Kind>) -> Result<&'static Format, FormatError> {
    let read = |format: &&Format| !matches!(format.read, Reader::Never);
    let said = |format: &&Format| read(format) && kind.is_none_or(|kind| format.kind == kind);
    let mut candidates: Vec<&Format> = by_extension(name).filter(said).collect();
    if candidates.is_empty() && kind.is_some() {
        candidates = FORMATS.iter().filter(said).collect();
    }
    let fits = candidates.iter().find(|format| (format.fits)(bytes));
    // A wrong extension is the commonest fault of all.
    let misnamed = || FORMATS.iter().filter(said).find(|format| (format.fits)(bytes) && !(format.fits)(&[]));
    // Where only one kind can be meant, its reader says best what is wrong.
    let of_a_kind = |first: &&&Format| candidates.iter().all(|format| format.kind == first.kind);
    let only = candidates.first().filter(of_a_kind).copied();
    fits.copied().or_else(misnamed).or(only).ok_or_else(|| {
        let file = name.to_owned();
        if candidates.is_empty() {
            let known = FORMATS.iter().filter(read).flat_map(|format| format.extensions.iter().copied());
            let known = known.collect::<std::collections::BTreeSet<_>>().into_iter().collect();
            return FormatError::UnknownFormat { file, known };
        }
        if bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii().is_empty() {
            return FormatError::Empty { file };
        }
        FormatError::At {
            file,
            place: Place::Header,
            problem: "the first row names neither codings (transcript, coder, code, start, end), nor turns \
                 (speaker, text, start), nor attributes (case or transcript), nor codes (code, parent)"
                .to_owned(),
            remedy: "name the columns so, or say what the table holds".to_owned(),
        }
    })
}
