//! Codebooks as MAXQDA, NVivo and people print them with Word: a table whose names are moved in, headings with what is said
//! of each below them, or a list. How often a code occurs is left out.

use std::collections::HashMap;

use super::columns::{LISTED, are_of_codebook};
use super::document::{Cell, Document, document};
use super::outline::{self, Line, Listed};
use super::paths::number;
use crate::formats::shared::encoding::Decoding;
use crate::formats::shared::error::FormatError;
use crate::formats::shared::outcome::Lost;
use crate::formats::shared::table::Table;
use crate::lang::{Message, message};

/// How many twentieths of a point make a letter's width where names are moved in.
const LETTER: usize = 60;
/// The most that a name is moved in.
const MOST_INDENT: usize = 40;

/// Reads a codebook of Word.
///
/// # Errors
/// When it is no such file, is damaged, or has nothing in it.
pub(super) fn listed(file: &str, bytes: &[u8]) -> Result<Listed, FormatError> {
    let Document { paragraphs, tables } = document(file, bytes)?;
    let has_headings = paragraphs.iter().any(|line| line.heading.is_some());
    if tables.is_empty() {
        return outline::listed(file, paragraphs, decoding());
    }
    let (headed, bare): (Vec<_>, Vec<_>) = tables.into_iter().partition(|table| is_headed(table));
    let mut listed = match headed.first().map(|table| names(table)) {
        Some(header) => with_header(file, header, headed, bare.len())?,
        None => outline::listed(file, lines(bare), decoding())?,
    };
    if has_headings {
        say(file, &mut listed, outline::listed(file, paragraphs, decoding())?)?;
    } else {
        let beside = lost(paragraphs.len(), message!("part-paragraph"), message!("file-beside-table"));
        listed.lost.extend(beside);
    }
    Ok(listed)
}

const fn decoding() -> Decoding {
    Decoding { encoding: "UTF-8", certain: true, replaced: 0 }
}

/// Whether the first row of a table names columns of a codebook.
fn is_headed(table: &[Vec<Cell>]) -> bool {
    table.len() > 1 && are_of_codebook(&names(table))
}

/// The cells of the first row, each in its column.
fn names(table: &[Vec<Cell>]) -> Vec<String> {
    table.first().map(|row| spread(row, |cell| cell.words.trim().to_owned())).unwrap_or_default()
}

/// The cells of a row, each in its column.
fn spread(row: &[Cell], words: impl Fn(&Cell) -> String) -> Vec<String> {
    let mut cells: Vec<String> = Vec::new();
    for cell in row {
        cells.resize(cells.len().max(cell.column + 1), String::new());
        cells[cell.column] = words(cell);
    }
    cells
}

/// Tables of one header as one; so many others are left out.
fn with_header(
    file: &str,
    mut header: Vec<String>,
    tables: Vec<Vec<Vec<Cell>>>,
    mut others: usize,
) -> Result<Listed, FormatError> {
    let (mut rows, mut merged) = (Vec::new(), Vec::new());
    let mut columns = header.len();
    for table in tables {
        if names(&table) != header {
            others += 1;
            continue;
        }
        for row in table.into_iter().skip(1) {
            let number = rows.len() + 2;
            for cell in row.iter().filter(|cell| cell.goes_on) {
                merged.push((cell.column, number - 1, number));
            }
            let moved = |cell: &Cell| {
                let indent = (cell.indent / LETTER).min(MOST_INDENT);
                if cell.words.is_empty() { String::new() } else { " ".repeat(indent) + &cell.words }
            };
            let cells = spread(&row, moved);
            columns = columns.max(cells.len());
            rows.push((number, cells));
        }
    }
    header.resize(columns, String::new());
    let mut table = Table::made(file, header, rows, decoding(), false)?;
    table.merge(runs(merged));
    let lost = lost(others, message!("part-table"), message!("file-other-columns"));
    Ok(Listed { table, warnings: Vec::new(), lost: lost.into_iter().collect() })
}

fn lost(count: usize, what: Message, why: Message) -> Option<Lost> {
    (count > 0).then(|| Lost { what, count, why, files: Vec::new() })
}

/// Cells that go on with those above, as runs of rows.
fn runs(mut merged: Vec<(usize, usize, usize)>) -> Vec<(usize, usize, usize)> {
    merged.sort_unstable();
    let mut runs: Vec<(usize, usize, usize)> = Vec::new();
    for (column, first, last) in merged {
        match runs.last_mut() {
            Some(run) if run.0 == column && run.2 == first => run.2 = last,
            Some(_) | None => runs.push((column, first, last)),
        }
    }
    runs
}

/// The rows of tables without a header as lines of a list: the first cell that is filled names the code.
fn lines(tables: Vec<Vec<Vec<Cell>>>) -> Vec<Line> {
    let mut lines = Vec::new();
    for row in tables.into_iter().flatten() {
        let mut cells = row.into_iter().filter(|cell| !cell.words.trim().is_empty());
        let Some(first) = cells.next() else { continue };
        let rest: Vec<String> = cells.map(|cell| cell.words.trim().to_owned()).collect();
        let counts = rest.iter().all(|words| words.bytes().all(|byte| byte.is_ascii_digit()));
        // A number alone says how often a code occurs, as it would behind a name.
        let (behind, beside) = if counts && !rest.is_empty() {
            (format!("\t{}", rest[rest.len() - 1]), String::new())
        } else {
            (String::new(), rest.join("\n"))
        };
        lines.push(Line {
            number: lines.len() + 1,
            words: first.words.trim().to_owned() + &behind,
            indent: first.column * 10_000 + first.indent.min(9_999),
            beside,
            ..Line::default()
        });
    }
    lines
}

/// Puts what stands below headings into the rows of the codes that they name.
fn say(file: &str, listed: &mut Listed, said: Listed) -> Result<(), FormatError> {
    let mut by_name: HashMap<String, Option<[String; 4]>> = HashMap::new();
    for row in said.table.rows() {
        let texts = [1, 2, 3, 4].map(|column| row.cell(column).to_owned());
        by_name.entry(key(row.cell(0))).and_modify(|twice| *twice = None).or_insert(Some(texts));
    }
    let names: Vec<String> = listed.table.header().to_vec();
    let texts: Vec<(usize, &str)> = LISTED.into_iter().enumerate().skip(1).collect();
    let own = |name: &str| names.iter().position(|own| own.eq_ignore_ascii_case(name));
    let mut header = names.clone();
    header.extend(texts.iter().filter(|(_, name)| own(name).is_none()).map(|(_, name)| (*name).to_owned()));
    let mut rows = Vec::new();
    let mut found = 0;
    for row in listed.table.rows() {
        let mut cells: Vec<String> = (0..names.len()).map(|at| row.cell(at).to_owned()).collect();
        cells.resize(header.len(), String::new());
        let name = (0..names.len()).map(|at| row.cell(at)).find(|cell| !cell.trim().is_empty());
        if let Some(Some(said)) = name.and_then(|name| by_name.remove(&key(name))) {
            found += 1;
            for (at, name) in &texts {
                let column = header.iter().position(|own| own.eq_ignore_ascii_case(name));
                if let Some(cell) =
                    column.and_then(|column| cells.get_mut(column)).filter(|cell| cell.is_empty())
                {
                    cell.clone_from(&said[at - 1]);
                }
            }
        }
        rows.push((row.number, cells));
    }
    if found > 0 {
        let of_lines = listed.table.is_of_lines();
        listed.table = Table::made(file, header, rows, decoding(), of_lines)?;
        listed.lost.extend(said.lost);
    }
    let unnamed = said.table.rows().len() - found;
    listed.lost.extend(lost(unnamed, message!("part-heading"), message!("file-no-such-code")));
    Ok(())
}

/// A name as it is compared: without a number before it, and without what it stands under.
fn key(name: &str) -> String {
    let name = name.trim();
    let name = number(name).map_or(name, |(_, name)| name);
    name.rsplit(['>', '\\']).next().unwrap_or(name).trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{HOME, read, table};
    use crate::formats::tests::zipped;

    /// A document of Word with this body.
    fn docx(body: &str) -> Vec<u8> {
        let document = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
        let styles = "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"T1\"><w:name w:val=\"heading 1\"/></w:style>\
                      <w:style w:styleId=\"T2\"><w:name w:val=\"heading 2\"/></w:style></w:styles>";
        zipped(&[("word/document.xml", &document), ("word/styles.xml", styles)])
    }

    fn paragraph(properties: &str, words: &str) -> String {
        format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")
    }

    fn row(cells: &[String]) -> String {
        let cells: String = cells.iter().map(|cell| format!("<w:tc>{cell}</w:tc>")).collect();
        format!("<w:tr>{cells}</w:tr>")
    }

    #[test]
    fn tables_of_word_say_by_indents_what_stands_under_what() {
        let ind = |left: u32| format!("<w:ind w:left=\"{left}\"/>");
        let mut rows = row(&["Name", "Description", "Files", "References"].map(|name| paragraph("", name)));
        for (left, name) in [(0, "Home"), (240, "Stable"), (240, "Moving"), (0, "Adults"), (240, "Trust")] {
            let said = if name == "Stable" { "settled" } else { "" };
            rows += &row(&[
                paragraph(&ind(left), name),
                paragraph("", said),
                paragraph("", "2"),
                paragraph("", "7"),
            ]);
        }
        let body = paragraph("", "Codebook") + "<w:tbl>" + &rows + "</w:tbl>";
        let taken = read("book.docx", &docx(&body), &[]).unwrap();
        assert_eq!(taken.paths(), HOME);
        assert_eq!(taken.code("Stable").definition, "settled");
        assert!(
            taken.tells("2 column: nothing is known to do with “Files”, “References”"),
            "{:?}",
            taken.told
        );
    }

    #[test]
    fn a_code_system_of_word_is_read_with_the_memos_below_it() {
        let heading = |level: u8, words: &str| paragraph(&format!("<w:pStyle w:val=\"T{level}\"/>"), words);
        let line = |span: &str, cells: &[&str]| {
            let empty = format!("<w:tc><w:tcPr>{span}</w:tcPr><w:p/></w:tc>");
            let cells: String =
                cells.iter().map(|cell| format!("<w:tc>{}</w:tc>", paragraph("", cell))).collect();
            format!("<w:tr>{}{cells}</w:tr>", if span.is_empty() { "" } else { &empty })
        };
        let one = "<w:gridSpan w:val=\"1\"/>";
        let body = [
            paragraph("", "Codebook"),
            "<w:tbl>".to_owned(),
            line("", &["Home", "9"]),
            line(one, &["Stable", "4"]),
            line(one, &["Moving", "5"]),
            line("", &["Adults", "3"]),
            line(one, &["Trust", "3"]),
            "</w:tbl>".to_owned(),
            heading(1, "1 Home"),
            paragraph("", "Where they live."),
            heading(2, "1.1 Stable"),
            paragraph("", "settled, staying"),
            heading(1, "3 Gone"),
        ];
        let taken = read("book.docx", &docx(&body.concat()), &[]).unwrap();
        assert_eq!(taken.paths(), HOME);
        assert_eq!(
            (&*taken.code("Home").definition, &*taken.code("Stable").definition),
            ("Where they live.", "settled, staying")
        );
        assert!(
            taken.tells("5 number beside a name") && taken.tells("1 heading: no code in the table"),
            "{:?}",
            taken.told
        );
    }

    #[test]
    fn a_document_of_word_may_be_a_list_or_headings() {
        let level =
            |level: u32| format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr>");
        let body: String = [(0, "Home"), (1, "Stable: settled"), (1, "Moving"), (0, "Adults"), (1, "Trust")]
            .map(|(at, words)| paragraph(&level(at), words))
            .concat();
        let taken = read("book.docx", &docx(&body), &[]).unwrap();
        assert_eq!(
            (taken.paths(), &*taken.code("Stable").definition),
            (HOME.map(str::to_owned).to_vec(), "settled")
        );
        // As it goes out it comes in.
        let words = "code,parent,definition,include,exclude,example\nHome,,where,now,never,“a”\nStable,Home,settled,,,\n";
        let from = table(words).project;
        let bytes = crate::formats::made(
            crate::formats::format("codebook-docx").unwrap().writer().unwrap(),
            &from,
            &crate::formats::ExportOptions::default(),
        );
        let taken = read("book.docx", &bytes.unwrap().bytes, &[]).unwrap();
        assert_eq!(taken.paths(), ["Home", "Home/Stable"]);
        let home = taken.code("Home");
        assert_eq!(
            (&*home.definition, &*home.include, &*home.exclude, &*home.examples[0]),
            ("where", "now", "never", "“a”")
        );
    }

    proptest::proptest! {
        #[test]
        fn any_document_is_read_or_refused(body in "(<w:p>|</w:p>|<w:tbl>|</w:tbl>|<w:tr>|</w:tr>|<w:tc>|</w:tc>|<w:t>a</w:t>|<w:vMerge/>|<w:tcPr>|</w:tcPr>){0,30}") {
            let _ = read("a.docx", &docx(&body), &[]);
        }
    }
}
