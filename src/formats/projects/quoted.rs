//! Tables of coded passages as other programs write them: a document, a code and the words, with or without a place.
//! The words are found again in the transcript; what cannot be placed is listed row by row and never guessed. The headers
//! of MAXQDA, NVivo, ATLAS.ti, Dedoose and Taguette are known; others can be named.

use std::collections::HashMap;

use super::anchor::{Anchored, Anchors};
use super::foreign::{ForeignCoding, ForeignProject};
use crate::formats::shared::error::{FormatError, Location};
use crate::formats::shared::faults::Faults;
use crate::formats::shared::format::{Format, Kind, Reader};
use crate::formats::shared::options::ImportOptions;
use crate::formats::shared::outcome::{Import, Warning};
use crate::formats::shared::roles::{Assigned, Role, Roles};
use crate::formats::shared::table::TABLES;
use crate::formats::shared::table::{self, Row, Table, folded};
use crate::formats::shared::workbook::{self, WORKBOOKS};
use crate::lang::{Message, Tell, list, message, which};
use crate::model::{CodeId, NotFound, Project, Stamp, TranscriptId};
use crate::text::{CharPos, LineNo, Span, Text};

/// A table of passages that were coded elsewhere.
pub const TABLE: Format =
    Format::new("codings-quoted", Kind::Codings, "Table of coded passages from another program", TABLES)
        .read(fits, Reader::Table(import))
        .columns(ROLES)
        .named("kind-passages");
/// The same as a workbook.
pub(in crate::formats) const WORKBOOK: Format =
    Format::new("quoted-xlsx", Kind::Codings, "Workbook of coded passages from another program", WORKBOOKS)
        .read(|bytes| workbook::fits(bytes) && fits(bytes), Reader::Table(import))
        .columns(ROLES)
        .named("kind-passages");

const TRANSCRIPT: &[&str] = &[
    "transcript",
    "file",
    "filename",
    "document",
    "document name",
    "file name",
    "source",
    "source name",
    "media title",
    "media",
    "interview",
    "session",
];
const CODE: &[&str] = &[
    "code",
    "codes",
    "tag",
    "tags",
    "code name",
    "codename",
    "node",
    "codes applied combined",
    "codes applied",
    "hierarchical name",
];
const TEXT: &[&str] = &[
    "text",
    "quote",
    "segment",
    "content",
    "quotation content",
    "quotation",
    "excerpt copy",
    "excerpt",
    "excerpt text",
    "snippet",
    "passage",
    "highlight",
    "coded text",
    "reference text",
    "selected text",
];
/// What its columns may hold.
const ROLES: &Roles = &Roles {
    all: &[
        Role::one("transcript", TRANSCRIPT),
        Role::one("code", CODE),
        Role::one("text", TEXT),
        Role::one(
            "coder",
            &[
                "coder",
                "coded by",
                "created by",
                "excerpt creator",
                "coded by initials",
                "owner",
                "user",
                "author",
                "modified by",
            ],
        ),
        Role::one("memo", &["memo", "comment", "note"]),
        Role::one(
            "created",
            &["created", "creation date", "created on", "excerpt date", "modified on", "modification date"],
        ),
        Role::one("start", &["start", "start position", "pos0"]),
        Role::one("end", &["end position", "pos1"]),
        Role::one("line", &["line", "paragraph", "begin", "reference", "start paragraph"]),
    ],
    needs: &[&["transcript", "code", "text"], &["transcript", "code", "start", "end"]],
};
/// Rows that could not be placed are listed one by one up to this number.
const MOST_LISTED: usize = 200;

/// Whether the first row names a document, a code and words.
pub fn fits(bytes: &[u8]) -> bool {
    table::has(bytes, &[TRANSCRIPT, CODE, TEXT])
}

/// The edits that bring such a table into a project. Codes and coders that are not there are made.
///
/// # Errors
/// When it is no table, has no column for the document, the code, or either the words or the place, or when none of its
/// rows can be placed.
pub fn import(
    project: &Project,
    file: &str,
    bytes: &[u8],
    options: &ImportOptions,
    stamp: &mut dyn Stamp,
) -> Result<Import, FormatError> {
    let table = Table::read(file, bytes)?;
    let columns = ROLES.of(&table, &options.columns)?;
    columns.enough()?;
    let lost = columns.left_out(&[]);
    let header = columns.get("code").and_then(|at| table.header().get(at));
    let together = header.is_some_and(|header| folded(header).ends_with("combined"));
    let mut reading = Reading {
        project,
        table: &table,
        columns,
        foreign: ForeignProject::new(project, file, options, "unknown", stamp),
        transcripts: HashMap::new(),
        anchors: HashMap::new(),
        codes: HashMap::new(),
        listed: Vec::new(),
        loosely: 0,
        together,
    };
    let doubt = table.doubt();
    for row in table.rows() {
        reading.row(row);
    }
    if reading.listed.len() == table.rows().len() {
        let mut faults = Faults::default();
        for (row, why) in &reading.listed {
            faults.put(Location::Row(*row), why.clone(), message!("do-place-passages"));
        }
        faults.told(&table)?;
    }
    let mut import = reading.done();
    import.warnings.splice(0..0, doubt);
    import.lost.extend(lost);
    Ok(import)
}

struct Reading<'p> {
    project: &'p Project,
    table: &'p Table,
    columns: Assigned<'p>,
    foreign: ForeignProject<'p>,
    transcripts: HashMap<String, Result<TranscriptId, Message>>,
    anchors: HashMap<TranscriptId, Anchors>,
    codes: HashMap<String, Vec<CodeId>>,
    /// Rows that could not be placed, and why.
    listed: Vec<(usize, Message)>,
    loosely: usize,
    /// Whether the header of the codes says that they stand together.
    together: bool,
}

impl Reading<'_> {
    fn cell<'r>(&self, row: &'r Row, role: &str) -> &'r str {
        self.columns.cell(row, role)
    }

    fn row(&mut self, row: &Row) {
        let (title, code) = (self.cell(row, "transcript"), self.cell(row, "code"));
        if title.is_empty() || code.is_empty() {
            return self.list(row, message!("file-row-names-nothing"));
        }
        let transcript = match self.transcript(title) {
            Ok(transcript) => transcript,
            Err(why) => return self.list(row, why),
        };
        let span = match self.span(row, transcript) {
            Ok(span) => span,
            Err(why) => return self.list(row, why),
        };
        for code in self.codes(code) {
            let coded = ForeignCoding {
                transcript,
                coder: self.cell(row, "coder"),
                code,
                memo: self.cell(row, "memo"),
                created: self.cell(row, "created"),
            };
            self.foreign.coding(coded, span);
        }
    }

    fn list(&mut self, row: &Row, why: Message) {
        self.listed.push((row.number, why));
    }

    fn transcript(&mut self, title: &str) -> Result<TranscriptId, Message> {
        let project = self.project;
        let found = self.transcripts.entry(title.to_owned()).or_insert_with(|| {
            // MAXQDA writes the group before the document.
            let last = title.rsplit(['\\', '/']).next().unwrap_or(title).trim();
            let found = project.transcript_named(title).or_else(|_| project.transcript_named(last));
            found.map(|t| t.id()).map_err(|why| why.message())
        });
        found.clone()
    }

    /// Where the row's words stand.
    fn span(&mut self, row: &Row, transcript: TranscriptId) -> Result<Span, Message> {
        let project = self.project;
        let text = project.transcript(transcript).map_or_else(|| Text::new(""), |t| t.text().clone());
        let words = self.cell(row, "text");
        let number = |role| self.cell(row, role).parse::<u32>().ok();
        let told = number("start")
            .zip(number("end"))
            .and_then(|(start, end)| text.span_of_chars(CharPos(start)..CharPos(end)).ok());
        if let Some(span) = told.filter(|&span| words.is_empty() || text.slice(span).trim() == words) {
            return Ok(span);
        }
        if words.is_empty() {
            return Err(message!("file-row-without-place"));
        }
        // A paragraph is told as 12, or 12 - 14, or 3:12.
        let digits = |cell: &str| {
            let first = cell.split(['-', '–', '—', ',', '(']).next().unwrap_or_default();
            first.rsplit([':', ' ']).find_map(|part| part.trim().parse::<u32>().ok())
        };
        let line = digits(self.cell(row, "line")).and_then(|line| text.line(LineNo(line.saturating_sub(1))));
        let start = number("start").and_then(|at| text.byte_of_char(CharPos(at)));
        let near = start.or_else(|| line.map(|line| line.start));
        let anchors = self.anchors.entry(transcript).or_insert_with(|| Anchors::new(&text));
        match anchors.find(words, near) {
            Anchored::At { span, exact } => {
                self.loosely += usize::from(!exact);
                Ok(span)
            }
            Anchored::Several(spans) => {
                let lines: Vec<String> =
                    spans.iter().take(5).map(|span| (text.line_of(span.start()).0 + 1).to_string()).collect();
                let more = which(if spans.len() > 5 { "more" } else { "all" });
                Err(message!("file-words-in-several-places", spans = spans.len(), lines = list(lines), more))
            }
            Anchored::Nowhere => Err(message!("file-words-nowhere")),
        }
    }

    /// The codes that a cell names, made where they are not there: one, or several by line or semicolon; in a column of
    /// codes together by comma too.
    fn codes(&mut self, cell: &str) -> Vec<CodeId> {
        if let Some(codes) = self.codes.get(cell) {
            return codes.clone();
        }
        let names: Vec<&str> = match self.project.code_named(cell) {
            Ok(_) => vec![cell],
            Err(_) => {
                let parts = |c| matches!(c, '\n' | ';' | '|') || (c == ',' && self.together);
                cell.split(parts).map(str::trim).filter(|name| !name.is_empty()).collect()
            }
        };
        let mut codes: Vec<CodeId> = names.into_iter().map(|name| self.code(name)).collect();
        codes.sort_unstable();
        codes.dedup();
        self.codes.insert(cell.to_owned(), codes.clone());
        codes
    }

    fn code(&mut self, name: &str) -> CodeId {
        let path = name.replace(" > ", "/").replace(['\\', '>'], "/");
        let found = [name, &path].into_iter().find_map(|name| match self.project.code_named(name) {
            Ok(code) if code.codable => Some(code.id),
            Ok(_) | Err(NotFound::None { .. } | NotFound::Several { .. }) => None,
        });
        if let Some(code) = found {
            return code;
        }
        let mut parent = None;
        let parts: Vec<&str> = path.split('/').map(str::trim).filter(|part| !part.is_empty()).collect();
        let parts = if parts.is_empty() { vec![name] } else { parts };
        for (at, part) in parts.iter().enumerate() {
            let codable = at + 1 == parts.len();
            parent = Some(self.foreign.named(part, parent, codable));
        }
        // There is a part at least, which has made one.
        parent.unwrap_or_else(|| self.foreign.named(name, None, true))
    }

    fn done(mut self) -> Import {
        if self.loosely > 0 {
            let message = message!("file-passages-found-loosely", loosely = self.loosely);
            self.foreign.warn(message);
        }
        self.foreign.lose(message!("part-coding"), self.listed.len(), message!("file-rows-not-placed"));
        let mut import = self.foreign.done();
        let file = self.table.file();
        for (row, why) in self.listed.iter().take(MOST_LISTED) {
            let place = Location::Row(*row);
            import.warnings.push(Warning {
                file: file.to_owned(),
                place,
                message: message!("file-not-placed", why),
            });
        }
        import
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::formats::tests::{Count, project};
    use crate::formats::{TranscriptOptions, transcripts, txt};

    fn study() -> Project {
        let words =
            "I: How was it?\nP: We had “tea” and cake.\nI: And then?\nP: We had tea.\nP: We had tea.\n";
        let draft = txt::read("P1.txt", words.as_bytes(), &TranscriptOptions::default()).unwrap();
        project().apply_all(&transcripts::add(&project(), &[draft], &mut Count::default()).edits).unwrap()
    }

    fn taken(table: &str, options: &ImportOptions) -> Result<(Vec<String>, Import), FormatError> {
        let study = study();
        let import = import(&study, "m.csv", table.as_bytes(), options, &mut Count::from(100))?;
        let after = study.apply_all(&import.edits).unwrap();
        let mut said = Vec::new();
        for layer in after.layers() {
            let text = after.transcript(layer.transcript()).unwrap().text().clone();
            for c in layer.codings() {
                let coder = &after.coder(layer.coder()).unwrap().name;
                said.push(format!(
                    "{coder} {} {}@{}",
                    after.codebook().path(c.code),
                    text.slice(c.span),
                    c.span.start()
                ));
            }
        }
        said.sort();
        Ok((said, import))
    }

    #[test]
    fn tables_of_other_programs_are_known() {
        let none = ImportOptions::default();
        for (table, said) in [
            (
                "Document group;Document name;Code;Begin;End;Segment;Created by\nG;P1;Food > Tea;2;2;we HAD \"tea\"  and;Ann\n",
                "Ann Food/Tea We had “tea” and@18",
            ),
            (
                "ID,Document,Quotation Content,Codes,Reference,Comment\n1:1,P1.txt,How was it?,\"how\nwhy\",1,x\n",
                "unknown how How was it?@3",
            ),
            ("id,document,tag,content\n1,P1,then,And then?\n", "unknown then And then?@48"),
            (
                "Media Title,Excerpt Copy,Excerpt Creator,Codes Applied Combined\nP1,And then?,ben,\"a, b\"\n",
                "ben a And then?@48",
            ),
            ("codename,filename,pos0,pos1,text,coder\nx,P1,3,14,How was it?,Jo\n", "Jo x How was it?@3"),
            ("document,code,line,text\nP1,last,5,We had tea.\n", "unknown last We had tea.@76"),
        ] {
            assert!(fits(table.as_bytes()), "{table}");
            let (all, import) = taken(table, &none).unwrap();
            assert_eq!(all.first().map(String::as_str), Some(said), "{import:?}");
        }
    }

    #[test]
    fn what_cannot_be_placed_is_listed_and_not_guessed() {
        let table = "document,code,text\nP1,a,We had tea.\nP1,a,not there\nP9,a,And\nP1,b,And then?\n";
        let (all, import) = taken(table, &ImportOptions::default()).unwrap();
        assert_eq!(all, ["unknown b And then?@48"]);
        let said: Vec<_> = import.warnings.iter().map(|w| format!("{}: {}", w.place, w.message)).collect();
        assert!(
            said[0].starts_with("row 2: not placed: its words stand in 2 places (lines 4, 5)"),
            "{said:?}"
        );
        assert!(
            said[1].contains("not in the transcript") && said[2].contains("no transcript “P9”"),
            "{said:?}"
        );
        assert_eq!((import.lost[0].count, said.len()), (3, 3));
    }

    #[test]
    fn dates_that_cannot_be_read_are_counted() {
        let table = "document,code,text,created\nP1,a,And then?,2026-05-01 10:00\nP1,b,And then?,5/1/2026\n\
                     P1,c,And then?,2026-05-01T10:00:00+02:00\nP1,d,And then?,\n";
        let (_, import) = taken(table, &ImportOptions::default()).unwrap();
        let lost: Vec<_> = import.lost.iter().map(|lost| format!("{} {}", lost.count, lost.what)).collect();
        assert_eq!(lost, ["1 date"]);
    }

    #[test]
    fn columns_can_be_named() {
        let columns = [("transcript", "Wo"), ("code", "Was"), ("text", "Worte"), ("coder", "Wer")];
        let columns = columns.map(|(role, header)| (role.to_owned(), header.to_owned())).to_vec();
        let options = ImportOptions { columns, ..ImportOptions::default() };
        let (all, _) = taken("Wer;Wo;Was;Worte\nEva;P1;dann;And then?\n", &options).unwrap();
        assert_eq!(all, ["Eva dann And then?@48"]);
        let message = taken("a;b\n1;2\n", &options).unwrap_err().to_string();
        assert!(message.contains("there is no column “Wo” among “a”, “b”"), "{message}");
        let (_, import) =
            taken("document,code,text,weight,\nP1,a,And then?,1,2\n", &ImportOptions::default()).unwrap();
        assert_eq!(
            import.lost[0].why.to_string(),
            "nothing is known to do with “weight”, column 5, which has no name"
        );
        let message = taken("document;b\n1;2\n", &ImportOptions::default()).unwrap_err().to_string();
        assert!(message.contains("no column holds the code"), "{message}");
    }

    proptest! {
        #[test]
        fn any_rows_are_placed_or_listed(rows in "(P1|P2|,|\n|\"|We had|tea|;|[0-9]|…| ){0,60}") {
            if let Ok((_, import)) = taken(&format!("document,code,text,start,line\n{rows}"), &ImportOptions::default()) {
                prop_assert!(import.lost.len() <= 1);
            }
        }
    }
}
