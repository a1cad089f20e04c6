//! Projects of QualCoder, read from their database (`data.qda`). Places are code points, as its Python slices them;
//! versions whose window counted UTF-16 have shifted some, so that the words which stand beside each place decide.
//! Tables by its schema up to version 17; a column that an older version lacks is empty.

use std::collections::HashMap;

use super::anchor::{Anchored, Anchors};
use super::foreign::{ForeignCoding, ForeignProject, Lines, Subject, draft, in_order};
use super::sqlite::DATABASES;
use super::sqlite::{Database, Record, holds};
use crate::formats::shared::error::FormatError;
use crate::formats::shared::format::{Format, Kind, Reader};
use crate::formats::shared::options::ImportOptions;
use crate::formats::shared::outcome::Import;
use crate::lang::message;
use crate::model::{
    AttributeKind, AttributeOf, CaseId, CodeId, MemoTarget, Passage, Project, Stamp, TranscriptId,
};
use crate::text::{CharPos, Span, Text, Utf16Pos};

/// A project of QualCoder.
pub(in crate::formats) const FORMAT: Format =
    Format::new("qualcoder", Kind::Qualcoder, "Project of QualCoder", DATABASES)
        .read(fits, Reader::Table(import));

const TABLES: [&str; 3] = ["code_text", "code_name", "source"];

/// Whether bytes are such a database.
pub(in crate::formats) fn fits(bytes: &[u8]) -> bool {
    holds(bytes, &TABLES)
}

/// The edits that bring such a project in.
///
/// # Errors
/// When it is no such database, or is damaged.
fn import(
    project: &Project,
    file: &str,
    bytes: &[u8],
    options: &ImportOptions,
    stamp: &mut dyn Stamp,
) -> Result<Import, FormatError> {
    let database = Database::open(file, bytes)?;
    if !database.has(&TABLES) {
        return Err(database.error(message!("file-no-qualcoder"), message!("do-choose-data-qda")));
    }
    database.at_most(&[
        ("source", 10_000),
        ("code_cat", 10_000),
        ("code_name", 10_000),
        ("cases", 10_000),
        ("attribute_type", 1_000),
    ])?;
    let mut owner = String::new();
    let mut memos = Vec::new();
    database.each("project", &["codername", "memo", "date"], |row| {
        owner = row.text(0);
        memos.push((row.text(1), row.text(2)));
    })?;
    let somebody = if owner.trim().is_empty() { "QualCoder" } else { owner.trim() };
    let mut reading = Reading {
        database: &database,
        foreign: ForeignProject::new(project, file, options, somebody, stamp),
        sources: HashMap::new(),
        codes: HashMap::new(),
        cases: HashMap::new(),
    };
    for (memo, date) in memos {
        reading.foreign.memo(MemoTarget::Project, "", &memo, &date);
    }
    reading.sources()?;
    reading.codes()?;
    reading.cases()?;
    reading.attributes()?;
    reading.codings()?;
    reading.memos()?;
    reading.losses()?;
    Ok(reading.foreign.done())
}

struct Source {
    id: TranscriptId,
    lines: Lines,
    anchors: Anchors,
}

struct Reading<'p> {
    database: &'p Database,
    foreign: ForeignProject<'p>,
    sources: HashMap<i64, Source>,
    codes: HashMap<i64, CodeId>,
    cases: HashMap<i64, CaseId>,
}

/// Where a passage stands after all.
enum Placed {
    There(Span),
    Shifted(Span),
    Nowhere,
}

impl Source {
    fn text(&self) -> &Text {
        self.anchors.text()
    }

    /// The passage between two code points as the file counts them, whose words should be these.
    fn place(&self, start: i64, end: i64, words: &str) -> Placed {
        let words = Lines::of(words).text;
        let chars = |at: i64| u32::try_from(self.lines.place(at)).ok().map(CharPos);
        let there = chars(start).zip(chars(end)).and_then(|(start, end)| {
            let bytes = self.text().byte_of_char(start)?..self.text().byte_of_char(end)?;
            let span = self.text().span_widened(bytes.clone()).ok()?;
            Some((self.text().as_str().get(bytes)?, span))
        });
        if let Some((_, span)) = there.filter(|(there, _)| words.is_empty() || *there == words) {
            return Placed::There(span);
        }
        let units = |at: i64| u32::try_from(at).ok().and_then(|at| self.text().byte_of_utf16(Utf16Pos(at)));
        let shifted = units(start).zip(units(end)).and_then(|(start, end)| {
            let there = self.text().as_str().get(start..end)?;
            (there == words).then(|| self.text().span_widened(start..end).ok())?
        });
        let near = || {
            let at = chars(start.max(0)).and_then(|at| self.text().byte_of_char(at));
            match self.anchors.find(&words, Some(at.unwrap_or(self.text().len()))) {
                Anchored::At { span, .. } => Some(span),
                Anchored::Several(_) | Anchored::Nowhere => None,
            }
        };
        match shifted.or_else(near) {
            Some(span) => Placed::Shifted(span),
            None => Placed::Nowhere,
        }
    }
}

impl Reading<'_> {
    /// All rows of a table, by its columns.
    fn rows(&self, table: &str, columns: &[&str]) -> Result<Vec<Vec<Cell>>, FormatError> {
        let mut rows = Vec::new();
        let cell = |row: &Record<'_>, at| Cell { text: row.text(at), number: row.number(at) };
        self.database.each(table, columns, |row| {
            rows.push((0..columns.len()).map(|at| cell(row, at)).collect());
        })?;
        Ok(rows)
    }

    fn sources(&mut self) -> Result<(), FormatError> {
        let rows = self.rows(
            "source",
            &["id", "name", "fulltext", "mediapath", "memo", "owner", "date", "av_text_id"],
        )?;
        let (mut kept, mut drafts, mut without) = (Vec::new(), Vec::new(), 0);
        for row in &rows {
            let [id, name, text, ..] = row.as_slice() else { continue };
            let lines = Lines::of(&text.text);
            if lines.text.trim().is_empty() {
                without += 1;
                continue;
            }
            drafts.push(draft(self.database.file(), &name.text, lines.text.clone())?);
            kept.push((id.number, lines, row));
        }
        let why = message!("file-only-words-coded-stay");
        self.foreign.lose(message!("part-source-without-words"), without, why);
        let ids = self.foreign.transcripts(&drafts);
        for ((number, lines, row), id) in kept.into_iter().zip(ids) {
            let [.., memo, owner, date, _] = row.as_slice() else { continue };
            self.foreign.memo(MemoTarget::Transcript(id), &owner.text, &memo.text, &date.text);
            let anchors = Anchors::new(&self.foreign.text(id));
            if let Some(number) = number {
                self.sources.insert(number, Source { id, lines, anchors });
            }
        }
        Ok(())
    }

    /// Categories order codes and carry no passages; a code may stand under a category or under another code.
    fn codes(&mut self) -> Result<(), FormatError> {
        /// A category or a code, by its number.
        #[derive(Clone, Copy, PartialEq, Eq, Hash)]
        enum Node {
            Category(i64),
            Code(i64),
        }
        let mut nodes: Vec<(Node, Option<Node>)> = Vec::new();
        let mut said: HashMap<Node, (String, String, String)> = HashMap::new();
        for row in self.rows("code_cat", &["catid", "name", "memo", "supercatid"])? {
            let [id, name, memo, above] = row.as_slice() else { continue };
            let Some(id) = id.number else { continue };
            nodes.push((Node::Category(id), above.number.map(Node::Category)));
            said.insert(Node::Category(id), (name.text.clone(), memo.text.clone(), String::new()));
        }
        for row in self.rows("code_name", &["cid", "name", "memo", "catid", "color", "supercid"])? {
            let [id, name, memo, category, colour, above] = row.as_slice() else { continue };
            let Some(id) = id.number else { continue };
            let parent = above.number.map(Node::Code).or(category.number.map(Node::Category));
            nodes.push((Node::Code(id), parent));
            said.insert(Node::Code(id), (name.text.clone(), memo.text.clone(), colour.text.clone()));
        }
        let mut ids: HashMap<Node, CodeId> = HashMap::new();
        for (node, parent) in in_order(&nodes) {
            let Some((name, memo, colour)) = said.get(&node) else { continue };
            let parent = parent.and_then(|parent| ids.get(&parent).copied());
            let codable = matches!(node, Node::Code(_));
            let id = self.foreign.code(name, parent, colour.parse().ok(), codable, memo);
            ids.insert(node, id);
            if let Node::Code(number) = node {
                self.codes.insert(number, id);
            }
        }
        Ok(())
    }

    fn cases(&mut self) -> Result<(), FormatError> {
        for row in self.rows("cases", &["caseid", "name", "memo", "owner", "date"])? {
            let [number, name, memo, owner, date] = row.as_slice() else { continue };
            let id = self.foreign.case(&name.text);
            self.foreign.memo(MemoTarget::Case(id), &owner.text, &memo.text, &date.text);
            if let Some(number) = number.number {
                self.cases.insert(number, id);
            }
        }
        for row in self.rows("case_text", &["caseid", "fid", "pos0", "pos1", "memo"])? {
            let [case, source, start, end, memo] = row.as_slice() else { continue };
            let of = |cell: &Cell| cell.number.unwrap_or_default();
            let source =
                self.sources.get(&of(source)).map(|s| (s.id, s.lines.place(of(end)), s.text().chars()));
            let Some((&case, (transcript, end, chars))) = self.cases.get(&of(case)).zip(source) else {
                self.foreign.lose(message!("part-link-case"), 1, message!("file-case-or-text-gone"));
                continue;
            };
            if !self.foreign.link(transcript, case) {
                let why = message!("file-one-case-here");
                self.foreign.lose(message!("part-link-case"), 1, why);
            } else if of(start) > 0 || end + 1 < i64::from(chars) {
                let why = message!("file-whole-transcript-here");
                self.foreign.lose(message!("part-border-case-text"), 1, why);
            }
            let why = message!("file-no-memo-on-link");
            self.foreign.lose(message!("part-memo"), usize::from(!memo.text.trim().is_empty()), why);
        }
        Ok(())
    }

    fn attributes(&mut self) -> Result<(), FormatError> {
        let values = self.rows("attribute", &["name", "attr_type", "value", "id"])?;
        let mut kinds: HashMap<(String, String), bool> = HashMap::new();
        for row in self.rows("attribute_type", &["name", "caseOrFile", "valuetype", "memo"])? {
            let [name, of, kind, memo] = row.as_slice() else { continue };
            kinds.insert((name.text.clone(), of.text.clone()), kind.text == "numeric");
            let lost = usize::from(!memo.text.trim().is_empty());
            self.foreign.lose(message!("part-memo"), lost, message!("file-no-memo-on-attribute"));
        }
        // Numbers that are none are words.
        for row in &values {
            let [name, of, value, _] = row.as_slice() else { continue };
            let number = value.text.trim().parse::<f64>().is_ok_and(f64::is_finite);
            if !number && !value.text.trim().is_empty() {
                kinds.insert((name.text.clone(), of.text.clone()), false);
            }
        }
        let mut order: Vec<_> = kinds.iter().collect();
        order.sort();
        for ((name, of), &is_number) in order {
            let Some(of) = described(of) else { continue };
            let kind = if is_number { AttributeKind::Number } else { AttributeKind::Text };
            self.foreign.attribute(name, kind, of);
        }
        for row in &values {
            let [name, of, value, id] = row.as_slice() else { continue };
            let id = id.number.unwrap_or_default();
            let subject = match described(&of.text) {
                Some(AttributeOf::Case) => self.cases.get(&id).map(|&case| Subject::Case(case)),
                Some(AttributeOf::Transcript) => self.sources.get(&id).map(|s| Subject::Transcript(s.id)),
                None => None,
            };
            match (subject, described(&of.text)) {
                (Some(subject), Some(of)) => {
                    let attribute = self.foreign.attribute(&name.text, AttributeKind::Text, of);
                    self.foreign.value(&attribute, subject, &value.text);
                }
                _ if value.text.trim().is_empty() => {}
                _ => {
                    self.foreign.lose(message!("part-value-attribute"), 1, message!("file-described-gone"));
                }
            }
        }
        Ok(())
    }

    fn codings(&mut self) -> Result<(), FormatError> {
        let columns = ["cid", "fid", "seltext", "pos0", "pos1", "owner", "date", "memo", "important"];
        let (mut shifted, mut orphans, mut important) = (0_usize, 0_usize, 0);
        for row in self.rows("code_text", &columns)? {
            let [code, source, words, start, end, owner, date, memo, mark] = row.as_slice() else { continue };
            let of = |cell: &Cell| cell.number.unwrap_or_default();
            let found = self.codes.get(&of(code)).zip(self.sources.get(&of(source)));
            let Some((&code, source)) = found else {
                self.foreign.lose(message!("part-coding"), 1, message!("file-code-or-text-gone"));
                continue;
            };
            important += usize::from(mark.number.is_some_and(|mark| mark != 0));
            let coded = ForeignCoding {
                transcript: source.id,
                coder: &owner.text,
                code,
                memo: &memo.text,
                created: &date.text,
            };
            match source.place(of(start), of(end), &words.text) {
                Placed::There(span) => self.foreign.coding(coded, span),
                Placed::Shifted(span) => {
                    shifted += 1;
                    self.foreign.coding(coded, span);
                }
                Placed::Nowhere => {
                    orphans += 1;
                    let at = source.lines.place(of(start));
                    self.foreign.orphan(coded, at, &words.text);
                }
            }
        }
        if shifted > 0 {
            let message = message!("file-codings-shifted", shifted);
            self.foreign.warn(message);
        }
        if orphans > 0 {
            let message = message!("file-codings-unquoted", orphans);
            self.foreign.warn(message);
        }
        self.foreign.lose(message!("part-mark-importance"), important, message!("file-no-such-mark"));
        Ok(())
    }

    fn memos(&mut self) -> Result<(), FormatError> {
        for row in self.rows("annotation", &["fid", "pos0", "pos1", "memo", "owner", "date"])? {
            let [source, start, end, memo, owner, date] = row.as_slice() else { continue };
            let of = |cell: &Cell| cell.number.unwrap_or_default();
            let Some(source) = self.sources.get(&of(source)) else {
                self.foreign.lose(message!("part-annotation"), 1, message!("file-text-gone"));
                continue;
            };
            let on = match source.place(of(start), of(end), "") {
                Placed::There(span) | Placed::Shifted(span) => {
                    MemoTarget::Passage(source.id, Passage::of(source.text(), span))
                }
                Placed::Nowhere => MemoTarget::Transcript(source.id),
            };
            self.foreign.memo(on, &owner.text, &memo.text, &date.text);
        }
        for row in self.rows("journal", &["name", "jentry", "owner", "date"])? {
            let [name, entry, owner, date] = row.as_slice() else { continue };
            let text = [name.text.trim(), entry.text.trim()].join("\n\n");
            self.foreign.memo(MemoTarget::Project, &owner.text, &text, &date.text);
        }
        Ok(())
    }

    /// What has no place here.
    fn losses(&mut self) -> Result<(), FormatError> {
        for (table, what, why) in [
            ("code_image", message!("part-coding-picture"), message!("file-only-words-coded")),
            ("code_av", message!("part-coding-recording"), message!("file-only-words-coded")),
            ("graph", message!("part-graph"), message!("file-no-graphs")),
            ("stored_sql", message!("part-stored-query"), message!("file-own-queries")),
            ("ris", message!("part-line-bibliography"), message!("file-no-references")),
        ] {
            let count = self.database.count(table)?;
            self.foreign.lose(what, count, why);
        }
        Ok(())
    }
}

/// A cell as words and as a whole number.
struct Cell {
    text: String,
    number: Option<i64>,
}

/// What an attribute describes, by the word for it in the file.
fn described(word: &str) -> Option<AttributeOf> {
    match word {
        "case" => Some(AttributeOf::Case),
        "file" => Some(AttributeOf::Transcript),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::formats::projects::sqlite::tests::made;
    use crate::formats::tests::{Count, project};

    /// What version 1 had, with a passage shifted behind an emoji and one whose words are nowhere.
    const OLD: &str = "
        CREATE TABLE project (databaseversion text, date text, memo text, about text);
        INSERT INTO project VALUES ('v1', '2019-01-01 10:00:00', '', '');
        CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text, date text);
        INSERT INTO source VALUES (1, 'P1.txt', 'I: Hm?' || char(13, 10) || 'P: 🙂 we had tea, and tea.', NULL, 'long', 'Ann', 'x');
        INSERT INTO source VALUES (2, 'photo.png', NULL, '/images/photo.png', '', 'Ann', 'x');
        CREATE TABLE code_cat (catid integer primary key, name text, owner text, date text, memo text, supercatid integer);
        INSERT INTO code_cat VALUES (1, 'Food', 'Ann', '', '', 2), (2, 'Home', 'Ann', '', '', 1);
        CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text, date text, color text);
        INSERT INTO code_name VALUES (1, 'tea', 'hot', 1, 'Ann', '', '#12AB34'), (2, 'Food', '', NULL, 'Ann', '', 'no colour');
        CREATE TABLE code_text (cid integer, fid integer, seltext text, pos0 integer, pos1 integer, owner text, date text, memo text);
        INSERT INTO code_text VALUES (1, 1, '🙂 we', 11, 15, 'Ann', '2020-02-03 04:05:06', 'yes');
        INSERT INTO code_text VALUES (1, 1, 'had', 17, 20, 'Ben', '', '');
        INSERT INTO code_text VALUES (2, 1, 'tea', 90, 93, 'Ben', '', '');
        INSERT INTO code_text VALUES (2, 1, 'coffee', -3, 4, 'Ben', '', '');
        INSERT INTO code_text VALUES (2, 7, 'coffee', 0, 4, 'Ben', '', '');
        CREATE TABLE code_image (imid integer primary key, id integer); INSERT INTO code_image VALUES (1, 2);
        CREATE TABLE cases (caseid integer primary key, name text, memo text, owner text, date text);
        INSERT INTO cases VALUES (1, 'A', '', '', ''), (2, 'B', 'quiet', 'Ann', '');
        CREATE TABLE case_text (id integer primary key, caseid integer, fid integer, pos0 integer, pos1 integer);
        INSERT INTO case_text VALUES (1, 1, 1, 0, 5), (2, 2, 1, 0, 33);
        CREATE TABLE attribute_type (name text, caseOrFile text, valuetype text);
        INSERT INTO attribute_type VALUES ('age', 'case', 'numeric'), ('wave', 'file', 'numeric');
        CREATE TABLE attribute (name text, attr_type text, value text, id integer);
        INSERT INTO attribute VALUES ('age', 'case', '7', 1), ('age', 'case', 'old', 2), ('wave', 'file', '2', 1);
        CREATE VIEW annotation AS SELECT 1 AS fid, 0 AS pos0, 3 AS pos1, 'planted' AS memo;
    ";

    fn taken(bytes: &[u8]) -> Result<(Project, Import), FormatError> {
        let import = import(&project(), "old.qda", bytes, &ImportOptions::default(), &mut Count::default())?;
        Ok((project().apply_all(&import.edits).unwrap(), import))
    }

    #[test]
    fn an_old_project_comes_in_with_all_that_fits() {
        let (after, import) = taken(&made(OLD)).unwrap();
        assert_eq!(after.check(), []);
        let text = after.transcript_named("P1").unwrap();
        assert_eq!(text.text().as_str(), "I: Hm?\nP: 🙂 we had tea, and tea.");
        let words = |coder: &str| {
            let layer = after.layer(text.id(), after.coder_named(coder).unwrap().id).unwrap();
            layer.codings().iter().map(|c| text.text().slice(c.span).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(words("Ann"), ["🙂 we"]);
        // The second stood one further on, as it counts in UTF-16; the third is far from both, the last tea nearest.
        assert_eq!(words("Ben"), ["had", "tea"]);
        assert_eq!(after.orphans().count(), 1);
        let paths: Vec<_> = after.codebook().codes().map(|c| after.codebook().path(c.id)).collect();
        assert!(["Home/Food/tea", "Food"].iter().all(|path| paths.iter().any(|p| p == path)), "{paths:?}");
        let tea = after.code_named("tea").unwrap();
        assert_eq!((tea.colour.to_string().as_str(), tea.definition.as_str()), ("#12AB34", "hot"));
        let age = after.attribute_named("age").unwrap();
        assert_eq!(age.kind, AttributeKind::Text, "old is no number");
        assert_eq!(after.memos().len(), 2, "a view is no table");
        let lost: Vec<_> = import.lost.iter().map(|l| (l.what.to_string(), l.count)).collect();
        for one in [
            "source without words",
            "coding",
            "coding of a picture",
            "link of a case",
            "border of a case in a text",
        ] {
            assert!(lost.contains(&(one.to_owned(), 1)), "{one}: {lost:?}");
        }
        let again = import_into(&after, &made(OLD));
        assert_eq!(again.edits, []);
    }

    fn import_into(project: &Project, bytes: &[u8]) -> Import {
        import(project, "old.qda", bytes, &ImportOptions::default(), &mut Count::from(1 << 20)).unwrap()
    }

    #[test]
    fn another_database_is_named() {
        let message = taken(&made("CREATE TABLE a(x);")).unwrap_err().to_string();
        assert!(message.starts_with("old.qda, the file: there are no sources and codes"), "{message}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn mutated_projects_are_read_or_refused(at in proptest::collection::vec((0..40_000_usize, any::<u8>()), 1..20), cut in 0..80_000_usize) {
            let mut bytes = made(OLD);
            for (at, byte) in at {
                let at = at % bytes.len();
                bytes[at] = byte;
            }
            bytes.truncate(cut.max(100));
            let result = import(&project(), "old.qda", &bytes, &ImportOptions::default(), &mut Count::default());
            if let Ok(import) = result {
                prop_assert!(project().apply_all(&import.edits).is_ok());
            }
        }

        #[test]
        fn wild_rows_are_read(numbers in proptest::collection::vec(-3..9_i64, 12), words in "[a-zA-Z .🙂\r\n]{0,30}") {
            let n = |at: usize| numbers[at];
            let statements = format!(
                "{OLD} INSERT INTO source VALUES (3, 'P1.txt', '{words}', '', '', '', '');
                 INSERT INTO code_cat VALUES (5, '{words}', '', '', '', {}), (6, 'Home', '', '', '', {});
                 INSERT INTO code_name VALUES (5, '{words}', '', {}, '', '', ''), (6, 'tea', '', {}, '', '', '');
                 INSERT INTO code_text VALUES ({}, {}, '{words}', {}, {}, '', '', '');
                 INSERT INTO case_text VALUES (7, {}, {}, {}, {});",
                n(0), n(1), n(2), n(3), n(4), n(5), n(6), n(7), n(8), n(9), n(10), n(11)
            );
            let (after, _) = taken(&made(&statements)).unwrap();
            prop_assert_eq!(after.check(), []);
        }
    }
}
