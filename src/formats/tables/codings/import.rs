//! Codings as a table that comes in: `transcript,coder,code,start,end`, with `quote`, `memo`, `created` and `auto` where there are.
//! Positions are code points from 0, the end left out. All rows are taken or none; what is there already is not taken
//! twice.

mod new_codes;

use std::collections::{BTreeMap, HashMap, HashSet};

use super::export::THREAD;
use crate::formats::shared::error::{FormatError, Location};
use crate::formats::shared::faults::Faults;
use crate::formats::shared::options::ImportOptions;
use crate::formats::shared::outcome::{Import, Lost, MOST_CODERS, Warning};
use crate::formats::shared::roles::{Role, Roles};
use crate::formats::shared::table::{Row, Table};
use crate::lang::{Message, list, message, place};
use crate::model::palette::PALETTE;
use crate::model::{
    Code, CodeId, Coder, CoderId, CodingId, CodingRecord, Colour, Completeness, Edit, NotFound, Passage,
    Project, QUOTE_CHARS, Stamp, Timestamp, Transcript, TranscriptId, folded,
};
use crate::text::{CharPos, Span, SpanError};

/// Most warnings of one kind that are listed one by one.
const MAX_WARNINGS: usize = 50;
/// How many new codes a message names.
const NAMED: usize = 20;

struct Columns {
    transcript: usize,
    coder: Option<usize>,
    code: usize,
    start: usize,
    end: usize,
    quote: Option<usize>,
    memo: Option<usize>,
    created: Option<usize>,
    auto: Option<usize>,
}

/// What the columns may hold.
pub(super) const ROLES: &Roles = &Roles {
    all: &[
        Role::one("transcript", &["transcript", "file", "transcript id"]),
        Role::one("coder", &["coder", "coder id"]),
        Role::one("code", &["code", "code id"]),
        Role::one("start", &["start", "begins"]),
        Role::one("end", &["end", "ends"]),
        Role::one("quote", &["quote", "text"]),
        Role::one("memo", &["memo"]),
        Role::one("created", &["created"]),
        Role::one("auto", &["auto"]),
    ],
    needs: &[&["transcript", "code", "start", "end"]],
};

impl Columns {
    /// The columns, and what is in those that are none of them.
    fn of(table: &Table, options: &ImportOptions) -> Result<(Self, Option<Lost>), FormatError> {
        let found = ROLES.of(table, &options.columns)?;
        let columns = Self {
            transcript: found.needed("transcript")?,
            coder: found.get("coder"),
            code: found.needed("code")?,
            start: found.needed("start")?,
            end: found.needed("end")?,
            quote: found.get("quote"),
            memo: found.get("memo"),
            created: found.get("created"),
            auto: found.get("auto"),
        };
        if columns.coder.is_none() && options.coder.is_none() {
            let problem = message!("file-no-coder-column");
            return Err(table.error(Location::Header, problem, message!("do-say-who-coded")));
        }
        // Of a data package: which study and coding it was; of an export, what was written about it.
        let passed = ["study", "coding id", THREAD].into_iter().filter_map(|name| table.column(&[name]));
        let passed: Vec<usize> = passed.collect();
        Ok((columns, found.left_out(&passed)))
    }
}

/// The edits that bring a table of codings into a project. Coders that are not there are made; the transcripts count as
/// complete for their coders unless the options say otherwise.
///
/// # Errors
/// When the table cannot be read, or a row names a transcript or code that is not there, a place that is none, or words
/// that do not stand there; nothing is taken then.
pub fn import(
    project: &Project,
    file: &str,
    bytes: &[u8],
    options: &ImportOptions,
    stamp: &mut dyn Stamp,
) -> Result<Import, FormatError> {
    let table = Table::read(file, bytes)?;
    let (columns, lost) = Columns::of(&table, options)?;
    let mut reading = Reading {
        project,
        table: &table,
        columns,
        options,
        transcripts: HashMap::new(),
        codes: HashMap::new(),
        coders: HashMap::new(),
        layers: BTreeMap::new(),
        new_codes: Vec::new(),
        import: Import {
            warnings: table.doubt().into_iter().collect(),
            lost: lost.into_iter().collect(),
            ..Import::default()
        },
        widened: 0,
        repeated: 0,
        blank: 0,
    };
    let mut faults = Faults::default();
    for row in table.rows() {
        if let Err(fault) = reading.row(row, stamp) {
            faults.add(fault)?;
        }
    }
    faults.told(&table)?;
    Ok(reading.done())
}

/// What is looked at as a layer fills.
#[derive(Default)]
struct Layer {
    records: Vec<CodingRecord>,
    /// Place, code and memo of what the layer holds.
    known: HashSet<(Span, CodeId, String)>,
}

struct Reading<'p> {
    project: &'p Project,
    table: &'p Table,
    columns: Columns,
    options: &'p ImportOptions,
    /// What each cell that was met leads to.
    transcripts: HashMap<&'p str, &'p Transcript>,
    codes: HashMap<&'p str, CodeId>,
    coders: HashMap<String, CoderId>,
    layers: BTreeMap<(TranscriptId, CoderId), Layer>,
    /// Made since the codebook lacks them, those above first.
    new_codes: Vec<Code>,
    import: Import,
    widened: usize,
    repeated: usize,
    /// On white space alone.
    blank: usize,
}

impl<'p> Reading<'p> {
    fn row(&mut self, row: &'p Row, stamp: &mut dyn Stamp) -> Result<(), FormatError> {
        let transcript = self.transcript(row)?;
        let code = self.code(row, stamp)?;
        let coder = self.coder(row, stamp)?;
        let span = self.span(row, transcript)?;
        if transcript.text().slice(span).trim().is_empty() {
            self.blank += 1;
            return Ok(());
        }
        let memo = self.columns.memo.map_or("", |column| row.cell(column));
        let created = self.created(row)?;

        let key = (transcript.id(), coder);
        let project = self.project;
        let layer = self.layers.entry(key).or_insert_with(|| {
            let there = project.layer(key.0, key.1).map(|layer| layer.codings()).unwrap_or_default();
            let known = there.iter().map(|coding| (coding.span, coding.code, coding.memo.clone())).collect();
            Layer { records: Vec::new(), known }
        });
        if !layer.known.insert((span, code, memo.to_owned())) {
            self.repeated += 1;
            self.warn(row, self.repeated, message!("file-coding-twice"));
            return Ok(());
        }
        let passage = Passage::of(transcript.text(), span);
        let created = created.unwrap_or_else(|| stamp.now());
        let mut record = CodingRecord::new(CodingId(stamp.uuid()), code, passage, created);
        memo.clone_into(&mut record.memo);
        if let Some(column) = self.columns.auto {
            record.auto = self.table.yes_or_no(row, column)?.unwrap_or(false);
        }
        layer.records.push(record);
        self.import.count("codings");
        Ok(())
    }

    fn transcript(&mut self, row: &'p Row) -> Result<&'p Transcript, FormatError> {
        let cell = row.cell(self.columns.transcript).trim();
        if let Some(transcript) = self.transcripts.get(cell) {
            return Ok(transcript);
        }
        let by_id = || self.project.transcript(TranscriptId(cell.parse().ok()?)).map(|found| &**found);
        let found = self.project.transcript_named(cell).map(|found| &**found);
        let found = found.or_else(|error| by_id().ok_or(error)).map_err(|error| {
            self.table.not_found(row, self.columns.transcript, &error, &message!("do-import-transcript"))
        })?;
        self.transcripts.insert(cell, found);
        Ok(found)
    }

    fn code(&mut self, row: &'p Row, stamp: &mut dyn Stamp) -> Result<CodeId, FormatError> {
        let cell = row.cell(self.columns.code).trim();
        if let Some(code) = self.codes.get(cell) {
            return Ok(*code);
        }
        let (table, column) = (self.table, self.columns.code);
        let at = |problem: Message, remedy| table.at(row, column, problem, remedy);
        let by_id = || self.project.codebook().get(CodeId(cell.parse().ok()?));
        let found = match self.project.code_named(cell).or_else(|error| by_id().ok_or(error)) {
            Ok(found) => found,
            Err(NotFound::None { .. }) if self.options.add_codes && !self.table.is_id(self.columns.code) => {
                let id = self.new_code(cell, stamp).map_err(|why| at(why, message!("do-correct-value")))?;
                self.codes.insert(cell, id);
                return Ok(id);
            }
            Err(error) => {
                let add = message!("do-add-codes");
                return Err(self.table.not_found(row, self.columns.code, &error, &add));
            }
        };
        if !found.codable {
            let problem = message!("file-code-for-order", name = found.name);
            return Err(at(problem, message!("do-name-subcode")));
        }
        self.codes.insert(cell, found.id);
        Ok(found.id)
    }

    fn coder(&mut self, row: &'p Row, stamp: &mut dyn Stamp) -> Result<CoderId, FormatError> {
        let cell = self.columns.coder.map_or("", |column| row.cell(column).trim());
        let name = if cell.is_empty() { self.options.coder.as_deref().map_or("", str::trim) } else { cell };
        if let Some(coder) = self.coders.get(name) {
            return Ok(*coder);
        }
        if name.is_empty() {
            let column = self.columns.coder.unwrap_or(self.columns.transcript);
            let remedy = message!("do-name-coder");
            return Err(self.table.at(row, column, message!("file-no-coder"), remedy));
        }
        let folded = folded(name);
        if let Some(column) = self.columns.coder.filter(|&at| !cell.is_empty() && self.table.is_id(at)) {
            let known = name.parse().ok().and_then(|id| self.project.coder(CoderId(id)));
            let problem = || message!("file-no-coder-of-id", name);
            let remedy = message!("do-import-into-its-study");
            let id = known.ok_or_else(|| self.table.at(row, column, problem(), remedy))?.id;
            self.coders.insert(name.to_owned(), id);
            return Ok(id);
        }
        let id = match (self.coders.get(&folded), self.project.coder_named(name)) {
            (Some(&id), _) => id,
            (None, Ok(coder)) => coder.id,
            (None, Err(_)) if self.new_coders() == MOST_CODERS => {
                let column = self.columns.coder.unwrap_or(self.columns.transcript);
                let problem = message!("file-too-many-coders", most = MOST_CODERS);
                return Err(self.table.at(row, column, problem, message!("do-look-at-coders")));
            }
            (None, Err(_)) => {
                let id = CoderId(stamp.uuid());
                let colour = PALETTE[(self.project.coders().len() + self.new_coders()) % PALETTE.len()].light;
                let (name, role) = (name.to_owned(), self.project.role_of(name));
                let coder = Coder { id, name, colour: Colour(colour), role };
                self.import.edits.push(Edit::PutCoder(coder));
                self.import.count("coders");
                id
            }
        };
        self.coders.insert(folded, id);
        self.coders.insert(name.to_owned(), id);
        Ok(id)
    }

    fn new_coders(&self) -> usize {
        self.import.added.get("coders").copied().unwrap_or(0)
    }

    fn span(&mut self, row: &Row, transcript: &Transcript) -> Result<Span, FormatError> {
        let text = transcript.text();
        let start = self.position(row, self.columns.start)?;
        let end = self.position(row, self.columns.end)?;
        let span = text.span_of_chars(CharPos(start)..CharPos(end)).map_err(|error| {
            let (column, problem) = match error {
                SpanError::Outside { chars } => {
                    let column = if start > chars { self.columns.start } else { self.columns.end };
                    (column, message!("file-position-outside", transcript = transcript.title(), chars))
                }
                SpanError::Empty | SpanError::SplitsCharacter => {
                    (self.columns.end, message!("file-passage-empty", start = place(start), end = place(end)))
                }
            };
            let remedy = message!("do-count-characters");
            self.table.at(row, column, problem, remedy)
        })?;
        let whole = text.chars_of(span);
        if let Some(column) = self.columns.quote {
            let quote = row.cell(column);
            let bytes = text.byte_of_char(CharPos(start)).zip(text.byte_of_char(CharPos(end)));
            let exact = bytes.and_then(|(start, end)| text.as_str().get(start..end)).unwrap_or_default();
            if !quote.trim().is_empty() && !quotes(quote, exact) && !quotes(quote, text.slice(span)) {
                let there: String = text.slice(span).chars().take(QUOTE_CHARS).collect();
                let problem = message!("file-other-words", there);
                let remedy = message!("do-correct-position");
                return Err(self.table.at(row, column, problem, remedy));
            }
        }
        if whole != (CharPos(start)..CharPos(end)) {
            self.widened += 1;
            self.warn(row, self.widened, message!("file-passage-widened"));
        }
        Ok(span)
    }

    fn position(&self, row: &Row, column: usize) -> Result<u32, FormatError> {
        let cell = row.cell(column).trim();
        // Spreadsheets write whole numbers as 46.0.
        let whole =
            cell.split_once('.').filter(|(_, part)| part.bytes().all(|b| b == b'0')).map(|(whole, _)| whole);
        whole.unwrap_or(cell).parse().map_err(|_| {
            let cell: String = cell.chars().take(40).collect();
            self.table.at(row, column, message!("file-no-position", cell), message!("do-write-whole-number"))
        })
    }

    fn created(&self, row: &Row) -> Result<Option<Timestamp>, FormatError> {
        let cell = self.columns.created.map(|column| (column, row.cell(column).trim()));
        let Some((column, cell)) = cell.filter(|(_, cell)| !cell.is_empty()) else { return Ok(None) };
        cell.parse().map(Some).map_err(|_| {
            let cell: String = cell.chars().take(40).collect();
            let remedy = message!("do-write-time");
            self.table.at(row, column, message!("file-no-time", cell), remedy)
        })
    }

    fn warn(&mut self, row: &Row, count: usize, message: Message) {
        if count <= MAX_WARNINGS {
            let (file, place) = (self.table.file().to_owned(), Location::Row(row.number));
            self.import.warnings.push(Warning { file, place, message });
        }
    }

    fn done(self) -> Import {
        let Self { mut import, layers, new_codes, options, widened, repeated, blank, table, project, .. } =
            self;
        if blank > 0 {
            let (what, why) = (message!("part-blank-coding"), message!("file-blank-codings"));
            import.lost.push(Lost { what, count: blank, why, files: Vec::new() });
        }
        if !new_codes.is_empty() {
            let names = new_codes.iter().take(NAMED).map(|code| message!("in-quotes", name = code.name));
            let message = message!("file-codes-added", count = new_codes.len(), names = list(names));
            import.warnings.push(Warning::file(table.file(), message));
        }
        let codes = new_codes.into_iter().map(|code| Edit::PutCode(Box::new(code)));
        import.edits.extend(codes);
        for (count, what) in
            [(widened, message!("file-were-widened")), (repeated, message!("file-stand-twice"))]
        {
            if count > MAX_WARNINGS {
                let message = message!("file-codings-all", count, what);
                import.warnings.push(Warning::file(table.file(), message));
            }
        }
        for ((transcript, coder), layer) in layers {
            if !layer.records.is_empty() {
                import.edits.push(Edit::PutCodings { transcript, coder, codings: layer.records });
            }
            if !options.in_progress && project.status(transcript, coder) != Completeness::Complete {
                import.edits.push(Edit::SetStatus { transcript, coder, status: Completeness::Complete });
            }
        }
        import
    }
}

/// Whether a quote is what stands there, or how it begins; white space counts alike.
fn quotes(quote: &str, words: &str) -> bool {
    let (mut quote, mut words) = (quote.split_whitespace(), words.split_whitespace());
    let mut chars = 0;
    loop {
        match (quote.next(), words.next()) {
            (Some(a), Some(b)) if a == b => chars += a.chars().count() + 1,
            (Some(a), Some(b)) => {
                return b.starts_with(a)
                    && quote.next().is_none()
                    && chars + a.chars().count() >= QUOTE_CHARS / 2;
            }
            (None, None) => return true,
            (None, Some(_)) => return chars >= QUOTE_CHARS / 2,
            (Some(_), None) => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::formats::tests::{Count, project};
    use crate::formats::{TranscriptOptions, codebook, codings, transcripts, txt};

    const WORDS: &str = "I: How was it?\n\nP: We had e\u{301}clairs 🙂 and tea.\n";

    fn study() -> Project {
        let mut stamp = Count::default();
        let draft =
            |name, words: &str| txt::read(name, words.as_bytes(), &TranscriptOptions::default()).unwrap();
        let drafts = [draft("P1.txt", WORDS), draft("P2.txt", "I: Well?\nP: Yes.")];
        let with_texts =
            project().apply_all(&transcripts::add(&project(), &drafts, &mut stamp).edits).unwrap();
        let table = b"code,parent,codable\nHome,,no\nfood,Home,\nsame,Home,\nsame,Other,\n";
        let codes =
            codebook::import(&with_texts, "codes.csv", table, &ImportOptions::default(), &mut stamp).unwrap();
        with_texts.apply_all(&codes.edits).unwrap()
    }

    fn imported(project: &Project, table: &str, options: &ImportOptions) -> Result<Import, FormatError> {
        import(project, "codings.csv", table.as_bytes(), options, &mut Count::from(100 + project.codings()))
    }

    fn taken(table: &str) -> (Project, Import) {
        let import = imported(&study(), table, &ImportOptions::default()).unwrap();
        (study().apply_all(&import.edits).unwrap(), import)
    }

    #[test]
    fn rows_become_codings_of_complete_layers() {
        let (after, import) = taken(
            "coder,file,start,end,code,memo\nAsha,P1.txt,19,25,food,\nBjörn,p1,0,14,HOME/Same,a note\nasha,P2,0,1,food,\n",
        );
        assert_eq!((import.added["codings"], import.added["coders"]), (3, 2));
        assert_eq!(import.warnings, []);
        let p1 = after.transcript_named("P1").unwrap();
        let asha = after.coder_named("Asha").unwrap();
        assert_eq!(after.status(p1.id(), asha.id), Completeness::Complete);
        let coding = &after.layer(p1.id(), asha.id).unwrap().codings()[0];
        assert_eq!(p1.text().slice(coding.span), "We had");
        let options =
            ImportOptions { coder: Some("Chidi".into()), in_progress: true, ..ImportOptions::default() };
        let import = imported(&after, "transcript;code;start;end\nP1;food;0;14\n", &options).unwrap();
        let after = after.apply_all(&import.edits).unwrap();
        assert_eq!(after.status(p1.id(), after.coder_named("Chidi").unwrap().id), Completeness::InProgress);
    }

    #[test]
    fn faults_are_named_with_their_place() {
        let head = "transcript,coder,code,start,end,quote\n";
        for (row, says) in [
            ("P9,A,food,0,1,", "row 2, column “transcript”: there is no transcript “P9”"),
            ("P1,A,fod,0,1,", "row 2, column “code”: there is no code “fod”; did you mean “food”?"),
            ("P1,A,Home,0,1,", "“Home” is there for order only"),
            ("P1,A,same,0,1,", "could be “Home/same” or “Other/same”"),
            (
                "P1,A,food,0,99,",
                "row 2, column “end”: the position lies outside “P1”, which has 46 characters",
            ),
            ("P1,A,food,99,100,", "column “start”"),
            ("P1,A,food,5,5,", "the passage from 5 to 5 is empty"),
            ("P1,A,food,-1,5,", "“-1” is not a position"),
            ("P1,A,food,0,5,Who", "column “quote”: other words stand there: “I: Ho”"),
            ("P1,,food,0,5,", "there is no coder"),
        ] {
            let table = format!("{head}{row}\n");
            let message = imported(&study(), &table, &ImportOptions::default()).unwrap_err().to_string();
            assert!(message.starts_with("codings.csv, row 2") && message.contains(says), "{message}");
        }
        for (header, says) in [
            ("transcript,code,start,end", "no column “coder”"),
            ("transcript,coder,code,start", "no column holds the end, among “transcript”, “coder”"),
        ] {
            let message = imported(&study(), header, &ImportOptions::default()).unwrap_err().to_string();
            assert!(message.contains(says), "{message}");
        }
        let table = "transcript,coder,code,start,end,weight,\nP1,A,food,0,1,3,x\n";
        let import = imported(&study(), table, &ImportOptions::default()).unwrap();
        let told = "nothing is known to do with “weight”, column 7, which has no name";
        assert_eq!((import.added["codings"], import.lost[0].why.to_string()), (1, told.to_owned()));
    }

    #[test]
    fn a_split_character_is_widened_and_a_repeated_row_left_out() {
        let (after, import) = taken(
            "file,coder,code,start,end,text\nP1,A,food,26,29,\"e\u{301}c\"\nP1,A,food,27,28,\nP1,A,food,26,29,\n",
        );
        let said: Vec<_> =
            import.warnings.iter().map(|w| (w.place.to_string(), w.message.to_string())).collect();
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(said[0].0 == "row 3" && said[0].1.contains("widened"), "{said:?}");
        assert!(said[1].0 == "row 4" && said[1].1.contains("left out"), "{said:?}");
        assert_eq!(after.codings(), 2);
    }

    #[test]
    fn a_quote_may_be_the_beginning() {
        assert!(quotes("We had\ntea", "We  had tea") && !quotes("We", "We had tea"));
        assert!(quotes("The passage begins like th", "The passage begins like this and goes on"));
        assert!(!quotes("The passage begins like thaw", "The passage begins like this and goes on"));
    }

    proptest! {
        #[test]
        fn what_is_exported_is_imported(
            rows in proptest::collection::vec(
                (0_usize..3, 0_u32..44, 1_u32..20, 0_usize..3, "[=a\n,' ]{0,4}", "(yes|no|)"),
                0..12,
            )
        ) {
            let mut table = "transcript,coder,code,start,end,memo,auto\n".to_owned();
            for (coder, start, len, code, memo, auto) in rows {
                let (coder, code) = (["A", "=B", "Siân"][coder], ["food", "Home/same", "Other/same"][code]);
                let end = (start + len).min(44);
                table += &format!("P1,{coder},{code},{start},{end},\"{memo}\",{auto}\n");
            }
            let (from, _) = taken(&table);
            let bytes = codings::rows(&from).csv();
            let again = import(&from, "x.csv", &bytes, &ImportOptions::default(), &mut Count::from(1_000)).unwrap();
            prop_assert!(again.edits.is_empty());
            let to = import(&study(), "x.csv", &bytes, &ImportOptions::default(), &mut Count::from(1_000)).unwrap();
            let to = study().apply_all(&to.edits).unwrap();
            prop_assert_eq!(codings::rows(&to).csv(), bytes);
        }

        #[test]
        fn mutated_tables_are_read_or_refused(
            table in "transcript,coder,code,start,end\n(P1|A|food|,|\n|\"|;|[0-9]{1,2}|=|-| ){0,40}"
        ) {
            if let Ok(import) = imported(&study(), &table, &ImportOptions::default()) {
                prop_assert!(study().apply_all(&import.edits).is_ok());
            }
        }
    }
}
