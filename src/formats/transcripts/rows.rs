//! Transcripts as tables, .csv and .xlsx: one row a turn, or one row an answer. Which column is what is guessed by the
//! header, and a person may say otherwise; never guesses that a table is a transcript where it may be another.

use std::collections::HashMap;

use crate::formats::shared::draft::{Report, Script, TranscriptDraft, draft};
use crate::formats::shared::error::{FormatError, Location};
use crate::formats::shared::format::{Choice, Format, Kind, Reader};
use crate::formats::shared::options::TranscriptOptions;
use crate::formats::shared::roles::{ColumnsSaid, Role, Roles};
use crate::formats::shared::table::TABLES;
use crate::formats::shared::table::{Table, first_row, folded, has};
use crate::formats::shared::workbook::{self, WORKBOOKS};
use crate::lang::{Message, list, message};
use crate::text::time_ms;

const CHOICES: &[Choice] = &[Choice::Encoding];
/// A table of turns.
pub(in crate::formats) const TABLE: Format =
    Format::new("rows-csv", Kind::Transcript, "Table of turns", TABLES)
        .read(fits, Reader::Transcript(read))
        .choices(CHOICES)
        .columns(ROLES);
/// The same as a workbook.
pub(in crate::formats) const WORKBOOK: Format =
    Format::new("rows-xlsx", Kind::Transcript, "Workbook of turns", WORKBOOKS)
        .read(|bytes| workbook::fits(bytes) && fits(bytes), Reader::Transcript(read))
        .choices(CHOICES)
        .columns(ROLES);

const TEXT: &[&str] =
    &["text", "words", "utterance", "speech", "transcription", "answer", "response", "content"];
const SPEAKER: &[&str] = &["speaker", "speaker name", "who", "voice", "name", "participant", "respondent"];
const START: &[&str] =
    &["start", "start time", "begin", "start (s)", "start ms", "time", "timestamp", "timecode"];
/// What some programs call the column of words, and others that of titles: it is words where speakers are named beside it.
const WHOLE: &[&str] = &["transcript"];
const SPEAKER_ALONE: &[&str] = &["speaker", "speaker name"];
const DOCUMENT: &[&str] = &["document", "transcript", "interview", "file", "session", "case", "id"];

/// Beside speakers and transcripts these say which participant a speaker is, where no times say that somebody speaks.
const WHOSE: &[&str] = &["case", "participant"];

/// Whether a header is that of a transcript and of nothing else.
pub(in crate::formats) fn fits(bytes: &[u8]) -> bool {
    const TURN: &[&str] =
        &["speaker", "speaker name", "who", "voice", "start", "start time", "begin", "timecode"];
    let ties = || has(bytes, &[WHOSE]) && !has(bytes, &[START]);
    (has(bytes, &[TEXT, TURN]) || has(bytes, &[WHOLE, SPEAKER_ALONE]) && !ties())
        && !has(bytes, &[&["code", "codes", "tag"]])
}

/// What the columns may hold.
const ROLES: &Roles = &Roles {
    all: &[
        Role::many("text", TEXT),
        Role::one("speaker", SPEAKER),
        Role::one("start", START),
        Role::one("document", DOCUMENT),
    ],
    needs: &[&["text"]],
};

/// What the columns of a table are for, by their numbers from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Columns {
    /// What is said. Where there are several, each is a question and its name stands before the answer.
    text: Vec<usize>,
    /// Who says it.
    speaker: Option<usize>,
    /// When it begins.
    start: Option<usize>,
    /// The transcript that a row belongs to; without one, all rows are one transcript.
    document: Option<usize>,
}

impl Columns {
    /// What the columns of these names seem to be for.
    fn seen(names: &[String]) -> Self {
        let folded: Vec<String> = names.iter().map(|name| folded(name)).collect();
        let find = |known: &[&str], taken: &[Option<usize>]| {
            known.iter().find_map(|name| {
                (0..folded.len()).find(|at| folded[*at] == *name && !taken.contains(&Some(*at)))
            })
        };
        let beside_speakers = || find(SPEAKER_ALONE, &[]).and_then(|_| find(WHOLE, &[]));
        let text = find(TEXT, &[]).or_else(beside_speakers);
        let document = find(DOCUMENT, &[text]);
        let speaker = find(SPEAKER, &[text, document]);
        let start = find(START, &[text, document, speaker]);
        Self { text: text.into_iter().collect(), speaker, start, document }
    }

    /// The same, with what a person says of them.
    fn of(table: &Table, said: &ColumnsSaid) -> Result<Self, FormatError> {
        let (mut columns, found) = (Self::seen(table.header()), ROLES.of(table, said)?);
        let about = |role: &str| said.iter().any(|(own, _)| folded(own) == role);
        let taken = |column: usize| said.iter().any(|(role, _)| found.all(&folded(role)).contains(&column));
        columns.text.retain(|at| !taken(*at));
        if about("text") {
            columns.text = found.all("text").to_vec();
            columns.text.sort_unstable();
        }
        let one = |role: &str, seen: Option<usize>| {
            if about(role) { found.get(role) } else { seen.filter(|at| !taken(*at)) }
        };
        columns.speaker = one("speaker", columns.speaker);
        columns.start = one("start", columns.start);
        columns.document = one("document", columns.document);
        Ok(columns)
    }

    /// As a person would say it, each role at least once.
    fn said(&self, names: &[String]) -> ColumnsSaid {
        let name = |column: Option<usize>| column.and_then(|at| names.get(at)).cloned().unwrap_or_default();
        let text = self.text.iter().map(|at| ("text".to_owned(), name(Some(*at))));
        let others = [("speaker", self.speaker), ("start", self.start), ("document", self.document)];
        text.chain(others.map(|(role, column)| (role.to_owned(), name(column)))).collect()
    }
}

/// The names of a table's columns, and what they seem to be for.
pub fn columns(bytes: &[u8]) -> (Vec<String>, ColumnsSaid) {
    let names = first_row(bytes);
    let said = Columns::seen(&names).said(&names);
    (names, said)
}

/// Reads the transcripts of a table.
///
/// # Errors
/// When it is no table, no column holds what is said, or nothing is said.
pub fn read(
    name: &str,
    bytes: &[u8],
    options: &TranscriptOptions,
) -> Result<Vec<TranscriptDraft>, FormatError> {
    let table = Table::read_as(name, bytes, options.encoding.as_deref())?;
    let columns = Columns::of(&table, &options.columns)?;
    if columns.text.is_empty() {
        return Err(table.error(
            Location::Header,
            message!("file-no-column-of-words", quoted = table.names()),
            message!("do-name-text-column"),
        ));
    }
    let found = Found::of(&table, &columns);
    let many = found.scripts.len() > 1 || columns.document.is_some();
    let mut report = found.report(&table, &columns);
    let mut drafts = Vec::new();
    for (document, script) in found.scripts {
        let (text, known) = script.done();
        if text.trim().is_empty() {
            continue;
        }
        let (decoding, report) = (table.decoding().clone(), std::mem::take(&mut report));
        let mut one = draft(name, text, known, decoding, report, &options.rules)?;
        if many && !document.is_empty() {
            one.title = document;
        }
        drafts.push(one);
    }
    if drafts.is_empty() {
        return Err(table.error(
            Location::Whole,
            message!("file-nothing-said"),
            message!("do-choose-another-column"),
        ));
    }
    Ok(drafts)
}

/// What the rows of a table hold.
#[derive(Default)]
struct Found {
    /// The words of each document, by its name, in the order in which they first stand.
    scripts: Vec<(String, Script)>,
    /// How many rows say nothing.
    silent: usize,
    /// The rows whose times cannot be read.
    untimed: Vec<usize>,
}

impl Found {
    fn of(table: &Table, columns: &Columns) -> Self {
        let mut found = Self::default();
        let mut numbers: HashMap<String, usize> = HashMap::new();
        let in_ms = columns.start.is_some_and(|at| counts_ms(table, at));
        for row in table.rows() {
            let cell = |column: Option<usize>| column.map_or("", |at| cell_of(row, at));
            let document = cell(columns.document).to_owned();
            let number = *numbers.entry(document.clone()).or_insert_with(|| {
                found.scripts.push((document, Script::default()));
                found.scripts.len() - 1
            });
            let script = &mut found.scripts[number].1;
            let start = moment(cell(columns.start), in_ms);
            if start.is_none() && !cell(columns.start).is_empty() {
                found.untimed.push(row.number);
            }
            let mut silent = true;
            for &at in columns.text.iter().filter(|at| !cell_of(row, **at).is_empty()) {
                if columns.text.len() > 1 {
                    script.turn("", None, &table.header()[at]);
                }
                script.turn(cell(columns.speaker), start, cell_of(row, at));
                silent = false;
            }
            found.silent += usize::from(silent);
        }
        found
    }

    /// What of the table is in no transcript.
    fn report(&self, table: &Table, columns: &Columns) -> Report {
        let mut report = Report::default();
        report.lost(self.silent, message!("part-row-without-words"), message!("file-nothing-to-keep"));
        let used = |at: &usize| {
            columns.text.contains(at)
                || [columns.speaker, columns.start, columns.document].contains(&Some(*at))
        };
        let unused: Vec<Message> =
            table.holding().filter(|at| !used(at)).map(|column| table.called(column)).collect();
        let why = message!("file-columns-for-nothing", quoted = list(unused.iter().cloned()));
        report.lost(unused.len(), message!("part-column"), why);
        if let Some(&first) = self.untimed.first() {
            let n = self.untimed.len();
            report.warn(Location::Row(first), message!("file-times-of-rows", n));
        }
        report
    }
}

fn cell_of(row: &crate::formats::shared::table::Row, at: usize) -> &str {
    row.cell(at).trim()
}

/// Whether a column of starts counts milliseconds: its header says so, or its numbers are whole and lie further before those
/// of the ends beside than anybody speaks in seconds.
fn counts_ms(table: &Table, start: usize) -> bool {
    const LONG: u64 = 300;
    if folded(&table.header()[start]).ends_with("ms") {
        return true;
    }
    let Some(end) = table.header().iter().position(|name| folded(name) == "end") else { return false };
    let whole = |row: &crate::formats::shared::table::Row, at: usize| cell_of(row, at).parse::<u64>().ok();
    let lengths = table.rows().iter().map(|row| whole(row, end)?.checked_sub(whole(row, start)?));
    let Some(mut lengths) = lengths.collect::<Option<Vec<u64>>>() else { return false };
    lengths.sort_unstable();
    lengths.get(lengths.len() / 2).is_some_and(|middle| *middle >= LONG)
}

/// Milliseconds: of a time such as 0:12:05.5, or of a number of seconds or milliseconds.
fn moment(cell: &str, in_ms: bool) -> Option<u32> {
    if let Some(ms) = time_ms(cell) {
        return Some(ms);
    }
    let number: f64 = cell.parse().ok().filter(|n: &f64| n.is_finite() && *n >= 0.0)?;
    let ms = if in_ms { number } else { number * 1000.0 };
    (ms <= f64::from(u32::MAX)).then(|| ms.round() as u32)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::formats::tests::fits as turns_fit;

    fn chosen(columns: &[(&str, &str)]) -> TranscriptOptions {
        let said = columns.iter().map(|(role, header)| ((*role).to_owned(), (*header).to_owned()));
        TranscriptOptions { columns: said.collect(), ..TranscriptOptions::default() }
    }

    fn drafts(text: &str, columns: &[(&str, &str)]) -> Vec<TranscriptDraft> {
        read("a.csv", text.as_bytes(), &chosen(columns)).unwrap()
    }

    #[test]
    fn a_transcript_beside_speakers_is_what_they_say() {
        let table = "Speaker,Start Time,End Time,Transcript\nAnn,0:00:03,0:00:05,\"Hello, there\"\nBob,0:00:05,0:00:09,Hi\n";
        assert!(fits(table.as_bytes()) && !fits(b"transcript,coder,code,start,end\na,b,c,1,2\n"));
        let draft = &drafts(table, &[])[0];
        assert_eq!(draft.text.as_str(), "Ann: Hello, there\nBob: Hi");
        let titled = &drafts("transcript,speaker,text\nP1,Ann,Hello\n", &[])[0];
        assert_eq!((titled.title.as_str(), titled.text.as_str()), ("P1", "Ann: Hello"));
    }

    #[test]
    fn a_table_of_turns_may_say_where_each_ends() {
        for table in
            ["file,start,end,speaker,text\nP1,0,2,Ann,So.\n", "transcript,start,end,text\nP1,0,2,So.\n"]
        {
            assert_eq!(crate::formats::format_of("a.csv", table.as_bytes(), None).unwrap().id, "rows-csv");
        }
    }

    #[test]
    fn which_speaker_is_which_participant_is_no_transcript() {
        let is = |table: &str| crate::formats::format_of("a.csv", table.as_bytes(), None).unwrap().id;
        assert_eq!(is("transcript,speaker,case\nGroup 1,Tess,Tess\n"), "attributes-csv");
        assert_eq!(is("Participant;Speaker;Transcript;age\nTess;Tess;Group 1;15\n"), "attributes-csv");
        assert_eq!(is("case,speaker,transcript,start\nTess,Tess,Hello,0:01\n"), "rows-csv");
        assert_eq!(is("speaker,transcript\nTess,Hello\n"), "rows-csv");
    }

    #[test]
    fn times_without_a_unit_are_seconds_unless_nobody_speaks_so_long() {
        let times = |table: &str| -> Vec<_> {
            drafts(table, &[])[0].recognition.turns.iter().map(|turn| turn.time_ms).collect()
        };
        let whisper = "start\tend\ttext\n0\t2500\tSo.\n2500\t4000\tYes.\n4000\t9000\tWell.\n";
        assert_eq!(times(whisper), [Some(0), Some(2500), Some(4000)]);
        assert_eq!(times("start,end,text\n0,2,So.\n2,9,Yes.\n"), [Some(0), Some(2000)]);
        assert_eq!(times("start,end,text\n0.0,400.5,So.\n400.5,900,Yes.\n"), [Some(0), Some(400_500)]);
    }

    #[test]
    fn a_row_a_turn() {
        let table = "Speaker;Text;Start;Note\nInt;\"Why; then?\";0:12\nP01;Because.;75.5;x\nP01;;80;\nP01;So;later;\n";
        let table = table.replace("0:12\n", "0:12;\n");
        let all = drafts(&table, &[]);
        assert_eq!(all[0].text.as_str(), "Int: Why; then?\nP01: Because.\nP01: So");
        let times: Vec<_> = all[0].recognition.turns.iter().map(|turn| turn.time_ms).collect();
        assert_eq!(times, [Some(12_000), Some(75_500), None]);
        assert_eq!(all[0].title, "a");
        let lost: Vec<_> = all[0].lost.iter().map(|lost| format!("{} {}", lost.count, lost.what)).collect();
        assert_eq!(lost, ["1 row without words", "1 column"]);
        assert_eq!(all[0].warnings[0].place, Location::Row(5));
        assert!(fits(table.as_bytes()) && !fits(b"transcript,code,start,end,text\n"));
    }

    #[test]
    fn a_row_an_answer() {
        let table = "Case,Age,Best,Worst\nID4,24,The people.,\nID5,31,None,\"Rain, mostly\"\n";
        let all = drafts(table, &[("text", "Best"), ("text", "worst"), ("document", "Case")]);
        assert_eq!(all.iter().map(|one| one.title.as_str()).collect::<Vec<_>>(), ["ID4", "ID5"]);
        assert_eq!(all[1].text.as_str(), "Best\nNone\nWorst\nRain, mostly");
        // What is chosen for one thing is nothing else, and what is not chosen is as the header says.
        let all = drafts("text,speaker,start\nA,So.,1\n", &[("speaker", "text"), ("text", "speaker")]);
        assert_eq!(all[0].text.as_str(), "A: So.");
        let why = read("a.csv", table.as_bytes(), &chosen(&[("text", "Rain")])).unwrap_err().to_string();
        assert!(why.contains("no column “Rain” among “Case”, “Age”"), "{why}");
        let message = read("a.csv", table.as_bytes(), &TranscriptOptions::default()).unwrap_err().to_string();
        assert!(message.starts_with("a.csv, row 1: no column holds what is said"), "{message}");
    }

    proptest! {
        #[test]
        fn anything_is_read_or_refused(
            table in "(speaker,text,start\n)?(A|1:02|\"|,|;|é|\n){0,40}", text in "column [1-4]", document in "column [1-4]",
        ) {
            let columns = chosen(&[("text", &text), ("document", &document), ("speaker", "column 1")]);
            if let Ok(drafts) = read("a.csv", table.as_bytes(), &columns) {
                drafts.iter().for_each(turns_fit);
            }
        }
    }
}
