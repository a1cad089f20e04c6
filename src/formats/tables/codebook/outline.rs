//! A list of codes that is no table: names moved in, with bullets, numbers or headings, and what is said of each behind it
//! or below it. Never takes such a list for a codebook unless a person says that it is one.

use super::columns::{LISTED, labelled};
use super::paths::number;
use crate::formats::shared::encoding::Decoding;
use crate::formats::shared::error::FormatError;
use crate::formats::shared::outcome::{Lost, Warning};
use crate::formats::shared::plain::decoded;
use crate::formats::shared::table::Table;
use crate::lang::{Message, message, place};
use crate::model::MAX_DEPTH;

/// What such lists are called at their head.
const TITLES: &[&str] = &[
    "codebook",
    "code book",
    "codes",
    "code list",
    "list of codes",
    "code system",
    "codesystem",
    "nodes",
    "codebuch",
    "liste der codes",
];
/// A line of so many letters that ends as a sentence does is no name.
const SENTENCE: usize = 60;
/// Deeper lines are not told apart: they are refused.
const DEEPEST: usize = MAX_DEPTH + 8;
/// Bullets of lists.
const BULLETS: [char; 13] = ['-', '–', '—', '*', '•', '◦', '▪', '■', '‣', '·', '+', 'o', '→'];

/// A line of a list.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// Counted from 1.
    pub(super) number: usize,
    pub(super) words: String,
    /// How far it is moved in.
    pub(super) indent: usize,
    /// How deep a heading it is, from 1.
    pub(super) heading: Option<usize>,
    /// Whether it has a bullet that is not among its words.
    pub(super) bullet: bool,
    /// What is said of it beside it.
    pub(super) beside: String,
}

/// A list as a table of [`LISTED`], with what is told of it.
pub(super) struct Listed {
    pub(super) table: Table,
    pub(super) warnings: Vec<Warning>,
    pub(super) lost: Vec<Lost>,
}

/// Reads a list that is plain text.
///
/// # Errors
/// When it is no text, or has nothing in it.
pub(super) fn text(file: &str, bytes: &[u8]) -> Result<Listed, FormatError> {
    let decoded = decoded(file, bytes, None)?;
    let lines = decoded.text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let lines = lines.map(|(at, line)| plain(at + 1, line)).collect();
    listed(file, lines, decoded.decoding)
}

/// A line of plain text, or of Markdown.
fn plain(number: usize, line: &str) -> Line {
    let words = line.trim_start();
    let before = &line[..line.len() - words.len()];
    let indent = before.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
    let marks = words.len() - words.trim_start_matches('#').len();
    let is_heading = marks > 0 && words[marks..].starts_with(char::is_whitespace);
    let heading = is_heading.then_some(marks);
    let words = if is_heading { words[marks..].trim() } else { words.trim_end() };
    Line { number, words: words.to_owned(), indent, heading, ..Line::default() }
}

/// A list as a table of codes, of which each is moved in under what it stands under.
///
/// # Errors
/// When there is nothing in it.
pub(super) fn listed(file: &str, lines: Vec<Line>, decoding: Decoding) -> Result<Listed, FormatError> {
    let mut reading = Reading { file, rows: Vec::new(), sentences: Vec::new(), lost: Vec::new() };
    let lines = reading.without_title(lines);
    if lines.is_empty() {
        return Err(FormatError::Empty { file: file.to_owned() });
    }
    let lines = reading.without_counts(lines);
    reading.rows(&marked(lines));
    let warnings = reading.warnings();
    let Reading { rows, lost, .. } = reading;
    let header = LISTED.map(str::to_owned).to_vec();
    let table = Table::made(file, header, rows, decoding, true)?;
    Ok(Listed { table, warnings, lost })
}

/// A line whose place in the list is known.
struct Marked {
    line: Line,
    /// What is larger stands deeper.
    depth: usize,
    /// Whether it has a bullet, a number or a heading's mark.
    listed: bool,
}

/// Takes bullets and numbers off, and says how deep each line stands.
fn marked(lines: Vec<Line>) -> Vec<Marked> {
    let numbers: Vec<Option<usize>> =
        lines.iter().map(|line| number(&line.words).map(|(parts, _)| parts)).collect();
    let by_number = numbers.len() > 1
        && numbers.iter().all(Option::is_some)
        && numbers.iter().flatten().any(|parts| *parts > 1);
    let deepest = lines.iter().filter_map(|line| line.heading).max().unwrap_or(0);
    let mut marked = Vec::with_capacity(lines.len());
    for (mut line, parts) in lines.into_iter().zip(numbers) {
        let bullet = unbulleted(&line.words).map(ToOwned::to_owned);
        let numbered = number(&line.words).map(|(_, name)| name.to_owned());
        // Of lines that are moved in alike a number stands under a bare one, and a bullet under both.
        let rank = match (&numbered, &bullet) {
            (_, Some(_)) => 2,
            (Some(_), None) => 1,
            (None, None) => 2 * usize::from(line.bullet),
        };
        let depth = match (line.heading, parts) {
            (None, Some(parts)) if by_number => parts,
            (Some(heading), _) => heading,
            (None, _) => deepest + 1 + line.indent * 3 + rank,
        };
        let listed = line.bullet || line.heading.is_some() || numbered.is_some() || bullet.is_some();
        if let Some(words) = numbered.or(bullet) {
            line.words = words;
        }
        marked.push(Marked { line, depth, listed });
    }
    marked
}

/// What stands behind a bullet.
fn unbulleted(words: &str) -> Option<&str> {
    let rest = words.strip_prefix(BULLETS)?;
    let rest = rest.strip_prefix(char::is_whitespace)?.trim_start();
    (!rest.is_empty()).then_some(rest)
}

struct Reading<'f> {
    file: &'f str,
    rows: Vec<(usize, Vec<String>)>,
    /// The lines that were taken for what is said of the code above.
    sentences: Vec<usize>,
    lost: Vec<Lost>,
}

impl Reading<'_> {
    /// The lines below the title of a list.
    fn without_title(&mut self, mut lines: Vec<Line>) -> Vec<Line> {
        let title = lines.first().map(|line| line.words.trim().trim_end_matches(':').to_lowercase());
        if title.is_some_and(|title| TITLES.contains(&title.as_str())) {
            lines.remove(0);
            self.lose(1, message!("part-heading"), message!("file-names-the-list"));
        }
        lines
    }

    /// The lines without the numbers behind names, where nearly all have one set apart: how often each code occurs.
    fn without_counts(&mut self, mut lines: Vec<Line>) -> Vec<Line> {
        let counted = lines.iter().filter(|line| uncounted(&line.words).is_some()).count();
        if counted > 1 && counted * 5 >= lines.len() * 4 {
            for line in &mut lines {
                if let Some(name) = uncounted(&line.words) {
                    line.words.truncate(name.len());
                }
            }
            self.lose(counted, message!("part-number-beside"), message!("file-frequencies-counted"));
        }
        lines
    }

    fn lose(&mut self, count: usize, what: Message, why: Message) {
        self.lost.push(Lost { what, count, why, files: Vec::new() });
    }

    fn rows(&mut self, lines: &[Marked]) {
        let headings = lines.iter().filter_map(|line| line.line.heading);
        let (mut least, mut most) = (usize::MAX, 0);
        headings.for_each(|heading| (least, most) = (least.min(heading), most.max(heading)));
        // Below headings of several levels all else says something of them; below those of one level lists are of codes.
        let only_headings = least < most;
        let hyphens = lines.iter().filter(|line| line.line.words.contains(" - ")).count() * 2 > lines.len();
        let mut open: Vec<usize> = Vec::new();
        let mut before = 0;
        for Marked { line, depth, listed } in lines {
            // A cover, and what is said before the first code.
            if line.heading.is_none() && most > 0 && !listed && self.rows.is_empty() {
                before += 1;
                continue;
            }
            if line.heading.is_none() && self.says(line, most > 0 && (only_headings || !listed)) {
                continue;
            }
            while open.last().is_some_and(|before| before >= depth) {
                open.pop();
            }
            let (name, definition) = parted(&line.words, hyphens);
            let mut cells = vec![String::new(); LISTED.len()];
            cells[0] = format!("{}{name}", "  ".repeat(open.len().min(DEEPEST)));
            cells[1] = [definition, &line.beside]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join("\n");
            self.rows.push((line.number, cells));
            open.push(*depth);
        }
        if before > 0 {
            self.lose(before, message!("part-paragraph"), message!("file-before-codes"));
        }
    }

    /// Whether a line says something of the code above, which then has it.
    fn says(&mut self, line: &Line, below_heading: bool) -> bool {
        let Some((_, cells)) = self.rows.last_mut() else { return false };
        let words = line.words.trim();
        let label = words.split_once(": ").and_then(|(label, rest)| Some((labelled(label.trim())?, rest)));
        let (column, words) = label.unwrap_or((1, words));
        let sentence = words.chars().count() > SENTENCE && words.ends_with(['.', '!', '?', '…']);
        if label.is_none() && !below_heading && !sentence {
            return false;
        }
        if label.is_none() && !below_heading {
            self.sentences.push(line.number);
        }
        if !cells[column].is_empty() {
            cells[column].push('\n');
        }
        cells[column].push_str(words.trim());
        true
    }

    fn warnings(&self) -> Vec<Warning> {
        let Some(&first) = self.sentences.first() else { return Vec::new() };
        let message = message!("file-sentences-define", n = self.sentences.len(), line = place(first));
        vec![Warning::file(self.file, message)]
    }
}

/// A name without the number that stands apart behind it: behind a tab or two spaces, or in brackets.
fn uncounted(words: &str) -> Option<&str> {
    let words = words.trim_end();
    let bracketed = words.strip_suffix([')', ']']);
    let rest = bracketed.unwrap_or(words);
    let name = rest.trim_end_matches(|c: char| c.is_ascii_digit());
    if name.len() == rest.len() {
        return None;
    }
    let name = match bracketed {
        Some(_) => name.strip_suffix(['(', '['])?,
        None => Some(name).filter(|name| name.ends_with('\t') || name.ends_with("  "))?,
    };
    let name = name.trim_end();
    (!name.is_empty()).then_some(name)
}

/// A name, and what is said of it behind a tab, a dash or a colon.
fn parted(words: &str, hyphens: bool) -> (&str, &str) {
    let marks = ["\t", " – ", " — ", ": ", " - "];
    let marks = &marks[..if hyphens { 5 } else { 4 }];
    let first = marks.iter().filter_map(|mark| Some((words.find(mark)?, mark.len()))).min();
    let (name, rest) = first.map_or((words, ""), |(at, length)| (&words[..at], &words[at + length..]));
    let name = name.trim().trim_end_matches(':').trim_end();
    if name.is_empty() { (words.trim(), "") } else { (name, rest.trim()) }
}
