//! Projects of Taguette, read from the database that it exports (`.sqlite3`). A document is HTML; its words are those
//! between the tags, and places are bytes of them in UTF-8. Who marked a passage is not kept there, so that all are by
//! the one user, or by whom the options name.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;
use std::ops::Range;

use html5gum::{Token, Tokenizer};

use super::foreign::{ForeignCoding, ForeignProject, draft};
use super::sqlite::DATABASES;
use super::sqlite::{Database, holds};
use crate::formats::shared::error::FormatError;
use crate::formats::shared::format::{Format, Kind, Reader, Writer};
use crate::formats::shared::grid::Grid;
use crate::formats::shared::options::ImportOptions;
use crate::formats::shared::outcome::{Import, Lost};
use crate::lang::message;
use crate::model::{CodeId, MemoTarget, Project, Stamp, TranscriptId};

/// A project of Taguette.
pub(in crate::formats) const FORMAT: Format =
    Format::new("taguette", Kind::Taguette, "Project of Taguette", DATABASES)
        .read(fits, Reader::Table(import));
/// The table of tags that it imports.
pub(in crate::formats) const TAGS: Format =
    Format::new("taguette-csv", Kind::Taguette, "Table of tags for Taguette", &["csv"])
        .written(Writer::File(|project, _, to| tags(project, to)))
        .named("format-tags");

const TABLES: [&str; 4] = ["documents", "highlights", "highlight_tags", "tags"];
/// Elements that stand on lines of their own.
const BLOCKS: [&[u8]; 20] = [
    b"p",
    b"div",
    b"br",
    b"li",
    b"ul",
    b"ol",
    b"h1",
    b"h2",
    b"h3",
    b"h4",
    b"h5",
    b"h6",
    b"tr",
    b"table",
    b"blockquote",
    b"pre",
    b"section",
    b"article",
    b"hr",
    b"dt",
];

/// Whether bytes are such a database.
pub(in crate::formats) fn fits(bytes: &[u8]) -> bool {
    holds(bytes, &TABLES)
}

/// The edits that bring such a project in.
///
/// # Errors
/// When it is no such database, is damaged, or holds several projects.
fn import(
    project: &Project,
    file: &str,
    bytes: &[u8],
    options: &ImportOptions,
    stamp: &mut dyn Stamp,
) -> Result<Import, FormatError> {
    let database = Database::open(file, bytes)?;
    if !database.has(&TABLES) {
        return Err(database.error(message!("file-no-taguette"), message!("do-export-from-taguette")));
    }
    let projects = database.count("projects")?;
    if projects > 1 {
        return Err(database
            .error(message!("file-several-projects", projects), message!("do-export-one-from-taguette")));
    }
    database.at_most(&[("documents", 10_000), ("tags", 10_000), ("project_members", 1_000)])?;
    let mut users = BTreeSet::new();
    database.each("project_members", &["user_login"], |row| {
        users.insert(row.text(0));
    })?;
    let only = if users.len() == 1 { users.pop_first() } else { None };
    let somebody = only.unwrap_or_else(|| "Taguette".to_owned());
    let mut reading = Reading {
        database: &database,
        foreign: ForeignProject::new(project, file, options, &somebody, stamp),
        documents: HashMap::new(),
        codes: HashMap::new(),
    };
    if options.coder.is_none() {
        let message = message!("file-taguette-nobody", somebody);
        reading.foreign.warn(message);
    }
    reading.documents()?;
    reading.tags()?;
    reading.highlights()?;
    let mut about = Vec::new();
    database.each("projects", &["description", "created"], |row| about.push((row.text(0), row.text(1))))?;
    for (text, created) in about {
        reading.foreign.memo(MemoTarget::Project, "", &text, &created);
    }
    Ok(reading.foreign.done())
}

/// The codebook as the table that Taguette imports: themes are written into the names of their codes. Without the mark at
/// its start Taguette guesses the encoding, and mostly wrongly.
fn tags(project: &Project, to: &mut dyn io::Write) -> io::Result<Vec<Lost>> {
    let mut grid = Grid::new("tags", ["tag", "description"]);
    let book = project.codebook();
    for code in book.codes() {
        grid.row([book.path(code.id).replace('/', ".").into(), code.definition.as_str().into()]);
    }
    to.write_all("\u{feff}".as_bytes())?;
    grid.write_csv(to)?;
    Ok(Vec::new())
}

struct Reading<'p> {
    database: &'p Database,
    foreign: ForeignProject<'p>,
    documents: HashMap<i64, (TranscriptId, Words)>,
    codes: HashMap<i64, CodeId>,
}

impl Reading<'_> {
    fn documents(&mut self) -> Result<(), FormatError> {
        let mut rows = Vec::new();
        self.database.each("documents", &["id", "name", "description", "created", "contents"], |row| {
            rows.push((row.number(0), row.text(1), row.text(2), row.text(3), row.text(4)));
        })?;
        let (mut drafts, mut kept) = (Vec::new(), Vec::new());
        for (id, name, description, created, contents) in rows {
            let words = Words::of(&contents);
            if words.text.trim().is_empty() {
                self.foreign.lose(
                    message!("part-document-without-words"),
                    1,
                    message!("file-only-words-coded"),
                );
                continue;
            }
            self.foreign.lose(message!("part-picture"), words.pictures, message!("file-only-words-coded"));
            drafts.push(draft(self.database.file(), &name, words.text.clone())?);
            kept.push((id, description, created, words));
        }
        let ids = self.foreign.transcripts(&drafts);
        for ((number, description, created, words), id) in kept.into_iter().zip(ids) {
            self.foreign.memo(MemoTarget::Transcript(id), "", &description, &created);
            if let Some(number) = number {
                self.documents.insert(number, (id, words));
            }
        }
        Ok(())
    }

    /// Tags as codes. `theme.code` stands under `theme` where that is a tag too, or begins several of them.
    fn tags(&mut self) -> Result<(), FormatError> {
        let mut tags: Vec<(Option<i64>, String, String)> = Vec::new();
        self.database.each("tags", &["id", "path", "description"], |row| {
            tags.push((row.number(0), row.text(1).trim().to_owned(), row.text(2)));
        })?;
        let mut begun: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, path, _) in &tags {
            for start in starts(path) {
                *begun.entry(start).or_default() += 1;
            }
        }
        let own: BTreeSet<&str> = tags.iter().map(|(_, path, _)| path.as_str()).collect();
        let above = |path: &str| {
            let is_theme = |start: &&str| own.contains(start) || begun.get(start).is_some_and(|&n| n > 1);
            starts(path).into_iter().rev().find(is_theme).map(str::to_owned)
        };
        // What stands above others comes first.
        let mut paths: BTreeMap<String, Option<(Option<i64>, &str)>> = BTreeMap::new();
        for (id, path, description) in &tags {
            paths.insert(path.clone(), Some((*id, description)));
            let mut theme = above(path);
            while let Some(start) = theme {
                theme = above(&start);
                paths.entry(start).or_insert(None);
            }
        }
        let mut ids: HashMap<String, CodeId> = HashMap::new();
        for (path, tag) in &paths {
            let parent = above(path);
            let name = parent.as_ref().map_or(path.as_str(), |parent| &path[parent.len() + 1..]);
            let parent = parent.and_then(|parent| ids.get(&parent).copied());
            let description = tag.map_or("", |(_, description)| description);
            let id = self.foreign.code(name, parent, None, tag.is_some(), description);
            ids.insert(path.clone(), id);
            if let Some((Some(number), _)) = tag {
                self.codes.insert(*number, id);
            }
        }
        Ok(())
    }

    fn highlights(&mut self) -> Result<(), FormatError> {
        let mut tags: HashMap<i64, Vec<i64>> = HashMap::new();
        self.database.each("highlight_tags", &["highlight_id", "tag_id"], |row| {
            if let (Some(highlight), Some(tag)) = (row.number(0), row.number(1)) {
                tags.entry(highlight).or_default().push(tag);
            }
        })?;
        let mut rows = Vec::new();
        let columns = ["id", "document_id", "start_offset", "end_offset", "snippet"];
        self.database.each("highlights", &columns, |row| {
            let number = |column| row.number(column).unwrap_or(-1);
            rows.push((number(0), number(1), number(2), number(3), row.text(4)));
        })?;
        let (mut widened, mut orphans) = (0_usize, 0_usize);
        for (id, document, start, end, snippet) in rows {
            let Some((transcript, words)) = self.documents.get(&document) else {
                self.foreign.lose(message!("part-highlight"), 1, message!("file-document-gone"));
                continue;
            };
            let Some(tags) = tags.get(&id) else {
                self.foreign.lose(message!("part-highlight-without-tag"), 1, message!("file-coded-by-code"));
                continue;
            };
            let range = usize::try_from(start).ok().zip(usize::try_from(end).ok());
            let range = range.and_then(|(start, end)| words.range(start..end));
            let text = self.foreign.text(*transcript);
            let span = range.as_ref().and_then(|range| text.span_widened(range.clone()).ok());
            let transcript = *transcript;
            for tag in tags {
                let Some(&code) = self.codes.get(tag) else {
                    self.foreign.lose(message!("part-highlight"), 1, message!("file-tag-gone"));
                    continue;
                };
                let coded = ForeignCoding { transcript, coder: "", code, memo: "", created: "" };
                match span {
                    Some(span) => {
                        widened += usize::from(range.as_ref().is_some_and(|range| *range != span.range()));
                        self.foreign.coding(coded, span);
                    }
                    None => {
                        orphans += 1;
                        self.foreign.orphan(coded, 0, Words::of(&snippet).text.trim());
                    }
                }
            }
        }
        if widened > 0 {
            let message = message!("file-passages-widened", widened);
            self.foreign.warn(message);
        }
        if orphans > 0 {
            let message = message!("file-passages-outside", orphans);
            self.foreign.warn(message);
        }
        Ok(())
    }
}

/// The paths that a path begins with: `a` and `a.b` of `a.b.c`. A dot beside a space ends no path.
fn starts(path: &str) -> Vec<&str> {
    let parts = |&(at, _): &(usize, &str)| {
        let (before, after) = (&path[..at], &path[at + 1..]);
        let plain = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace() && c != '.');
        plain(before.chars().next_back()) && plain(after.chars().next())
    };
    path.match_indices('.').filter(parts).map(|(at, _)| &path[..at]).collect()
}

/// The words of a document.
struct Words {
    /// As they are stored here.
    text: String,
    /// Line ends that the HTML leaves to its tags, by their byte in `text`.
    put_in: Vec<usize>,
    pictures: usize,
}

impl Words {
    /// The words between the tags, entities resolved. Where blocks meet without white space between, a line end keeps
    /// their words apart.
    fn of(html: &str) -> Self {
        let mut words = Self { text: String::with_capacity(html.len()), put_in: Vec::new(), pictures: 0 };
        let (mut apart, mut hidden) = (false, 0_usize);
        // Reading from a text in memory has no error.
        for token in Tokenizer::new(html).flatten() {
            match token {
                Token::StartTag(tag) => {
                    words.pictures += usize::from(tag.name.as_slice() == b"img");
                    apart |= BLOCKS.contains(&tag.name.as_slice());
                    hidden += usize::from(is_hidden(&tag.name) && !tag.self_closing);
                }
                Token::EndTag(tag) => {
                    apart |= BLOCKS.contains(&tag.name.as_slice());
                    hidden = hidden.saturating_sub(usize::from(is_hidden(&tag.name)));
                }
                Token::String(text) if hidden == 0 => {
                    let text = String::from_utf8_lossy(&text);
                    if apart && !text.is_empty() {
                        if !words.text.is_empty()
                            && !words.text.ends_with('\n')
                            && !text.starts_with(['\n', '\r'])
                        {
                            words.put_in.push(words.text.len());
                            words.text.push('\n');
                        }
                        apart = false;
                    }
                    // One character for another, as long in bytes.
                    words.text.extend(text.chars().map(|c| match c {
                        '\r' => '\n',
                        '\0' => ' ',
                        c => c,
                    }));
                }
                Token::String(_) | Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        words
    }

    /// Bytes of the words between the tags as bytes of the words stored here; none where they lie outside.
    fn range(&self, bytes: Range<usize>) -> Option<Range<usize>> {
        // A line end that was put in is nobody's: a passage that begins there begins behind it.
        let start = self.place(bytes.start, true);
        let end = self.place(bytes.end, false);
        (start < end && end <= self.text.len()).then_some(start..end)
    }

    fn place(&self, at: usize, behind: bool) -> usize {
        let before = |number: usize, put_in: usize| {
            let source = put_in - number;
            source < at || (behind && source == at)
        };
        at + self.put_in.iter().enumerate().take_while(|&(number, &put_in)| before(number, put_in)).count()
    }
}

fn is_hidden(name: &[u8]) -> bool {
    matches!(name, b"script" | b"style" | b"title" | b"head")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::formats::projects::sqlite::tests::made;
    use crate::formats::tests::{Count, project};

    const MADE: &str = "
        CREATE TABLE projects (id INTEGER, name TEXT, description TEXT, created TEXT);
        INSERT INTO projects VALUES (1, 'Study', 'About it', '2022-01-01 10:00:00.5');
        CREATE TABLE project_members (project_id INTEGER, user_login TEXT); INSERT INTO project_members VALUES (1, 'remi');
        CREATE TABLE documents (id INTEGER, name TEXT, description TEXT, created TEXT, contents TEXT);
        INSERT INTO documents VALUES (1, 'P1.html', '', '', '<p>I: Hm?</p><p>P: caf&eacute; &amp; 🙂<br>tea</p>' || char(10) || '<p>more</p>');
        CREATE TABLE tags (id INTEGER, path TEXT, description TEXT);
        INSERT INTO tags VALUES (1, 'food.tea', 'hot'), (2, 'food.cafe', ''), (3, 'e.g. this', ''), (4, 'food', ''), (5, 'a.b', '');
        CREATE TABLE highlights (id INTEGER, document_id INTEGER, start_offset INTEGER, end_offset INTEGER, snippet TEXT);
        INSERT INTO highlights VALUES (1, 1, 9, 20, ''), (2, 1, 17, 20, ''), (3, 1, 0, 2, ''), (4, 1, 80, 99, '<b>gone</b>');
        CREATE TABLE highlight_tags (highlight_id INTEGER, tag_id INTEGER);
        INSERT INTO highlight_tags VALUES (1, 2), (1, 4), (2, 1), (4, 3);
    ";

    fn taken(bytes: &[u8]) -> Result<(Project, Import), FormatError> {
        let import =
            import(&project(), "t.sqlite3", bytes, &ImportOptions::default(), &mut Count::default())?;
        Ok((project().apply_all(&import.edits).unwrap(), import))
    }

    #[test]
    fn places_are_bytes_of_the_words_between_the_tags() {
        let (after, import) = taken(&made(MADE)).unwrap();
        assert_eq!(after.check(), []);
        let text = after.transcript_named("P1").unwrap();
        assert_eq!(text.text().as_str(), "I: Hm?\nP: café & 🙂\ntea\nmore");
        let layer = after.layer(text.id(), after.coder_named("remi").unwrap().id).unwrap();
        let mut said: Vec<_> = layer
            .codings()
            .iter()
            .map(|c| (after.codebook().path(c.code), text.text().slice(c.span)))
            .collect();
        said.sort();
        let cafe = "café & 🙂";
        assert_eq!(said, [("food".into(), cafe), ("food/cafe".into(), cafe), ("food/tea".to_owned(), "🙂")]);
        let names: Vec<_> = after.codebook().codes().map(|c| c.name.as_str()).collect();
        assert!(names.contains(&"a.b") && names.contains(&"e.g. this"), "{names:?}");
        assert_eq!(layer.orphans()[0].quote, "gone");
        let options = ImportOptions::default();
        let again = super::import(&after, "t.sqlite3", &made(MADE), &options, &mut Count::from(1 << 20));
        assert_eq!(again.unwrap().edits, []);
        assert_eq!(import.lost[0].what.to_string(), "highlight without a tag");
        assert_eq!(after.memos()[0].text, "About it");
    }

    #[test]
    fn several_projects_are_not_chosen_from() {
        let several = format!("{MADE} INSERT INTO projects VALUES (2, 'Other', '', '');");
        assert!(taken(&made(&several)).unwrap_err().to_string().contains("it holds 2 projects"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn any_html_and_places_are_read(html in "(<p>|</p>|<br/>|<script>|</script>|&amp;|&#13;|&|é|🙂|a|\n|<|>| ){0,20}", start in -2..30_i64, end in -2..30_i64) {
            let html = html.replace('\'', "");
            let more = format!(
                "{MADE} INSERT INTO documents VALUES (2, 'P1.html', '', '', 'x{html}');
                 INSERT INTO highlights VALUES (7, 2, {start}, {end}, ''); INSERT INTO highlight_tags VALUES (7, 1);"
            );
            let (after, _) = taken(&made(&more)).unwrap();
            prop_assert_eq!(after.check(), []);
        }
    }
}
