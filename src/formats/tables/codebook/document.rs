//! What a document of Word holds as a list of codes needs it: paragraphs with how far they are moved in and how deep a
//! heading they are, and the cells of tables. Never keeps how anything looks.

use std::collections::HashMap;

use super::outline::Line;
use crate::formats::shared::error::FormatError;
use crate::formats::shared::xml::{Element, Events, Xml, XmlEvent};
use crate::formats::shared::zipped::Zipped;
use crate::formats::transcripts::docx::main_part;
use crate::lang::message;

/// How far a level of a list is moved in where it does not say so itself, in twentieths of a point.
const LEVEL: usize = 360;
/// The same of a space before a name.
const SPACE: usize = 120;

/// The words of a document.
#[derive(Default)]
pub(super) struct Document {
    /// The paragraphs outside tables that are not empty.
    pub(super) paragraphs: Vec<Line>,
    /// The rows of each table.
    pub(super) tables: Vec<Vec<Vec<Cell>>>,
}

/// A cell of a table.
#[derive(Default)]
pub(super) struct Cell {
    pub(super) words: String,
    /// In twentieths of a point.
    pub(super) indent: usize,
    /// Counted from 0, wide cells as all that they cover.
    pub(super) column: usize,
    /// Whether it is one with the cell above it.
    pub(super) goes_on: bool,
}

/// Reads a document.
///
/// # Errors
/// When it is no document of Word, or is damaged.
pub(super) fn document(file: &str, bytes: &[u8]) -> Result<Document, FormatError> {
    let mut zip = Zipped::open(file, bytes)?;
    let main = main_part(file, &mut zip)?;
    let Some(words) = zip.part(&main)? else {
        return Err(zip.error(&main, message!("file-words-missing"), message!("do-save-as-docx")));
    };
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let part = if folder.is_empty() { "styles.xml".to_owned() } else { format!("{folder}/styles.xml") };
    let styles = match zip.part(&part)? {
        Some(bytes) => styles(&Xml::new(file, Some(&part), &bytes)?)?,
        None => HashMap::new(),
    };
    let mut reading = Reading { styles, ..Reading::default() };
    reading.body(&mut Xml::new(file, Some(&main), &words)?.events())?;
    Ok(reading.document)
}

/// Where a paragraph stands.
#[derive(Clone, Copy, Default)]
struct Place {
    heading: Option<usize>,
    /// The level of a list, from 0.
    level: Option<usize>,
    indent: Option<usize>,
}

impl Place {
    /// The same, where it leaves something open as a style says.
    fn or(self, style: Self) -> Self {
        Self {
            heading: self.heading.or(style.heading),
            level: self.level.or(style.level),
            indent: self.indent.or(style.indent),
        }
    }

    fn indent(&self) -> usize {
        self.indent.unwrap_or_else(|| self.level.map_or(0, |level| (level + 1) * LEVEL))
    }
}

#[derive(Default)]
struct Reading {
    styles: HashMap<String, Place>,
    document: Document,
    /// How many tables are open.
    depth: usize,
    /// The column that the next cell of the row stands in.
    column: usize,
    /// How many columns the open cell covers.
    span: usize,
    /// The words of the open paragraph, and where it stands.
    words: String,
    place: Place,
    number: usize,
}

impl Reading {
    fn body(&mut self, events: &mut Events<'_>) -> Result<(), FormatError> {
        let mut in_text = false;
        while let Some(event) = events.next()? {
            match event {
                XmlEvent::Text(words) if in_text => self.words.push_str(&words),
                XmlEvent::Text(_) => {}
                XmlEvent::Start(element) => match element.name() {
                    "t" => in_text = true,
                    "p" => (self.words, self.place) = (String::new(), Place::default()),
                    "pPr" => {
                        let (style, own) = placed(events)?;
                        let style = style.and_then(|style| self.styles.get(&style)).copied();
                        self.place = own.or(style.unwrap_or_default());
                    }
                    "tcPr" => self.cell_properties(events)?,
                    "del" | "moveFrom" | "rPr" | "tblPr" | "trPr" | "tblGrid" | "sectPr" | "sdtPr"
                    | "sdtEndPr" | "instrText" | "fldData" | "Fallback" => events.skip()?,
                    "tab" | "ptab" => self.words.push('\t'),
                    "br" | "cr" => self.words.push('\n'),
                    "noBreakHyphen" => self.words.push('\u{2011}'),
                    "tbl" => self.open_table(),
                    "tr" if self.depth == 1 => self.open_row(),
                    "tc" if self.depth == 1 => self.open_cell(),
                    _ => {}
                },
                XmlEvent::End(name) => match name {
                    "t" => in_text = false,
                    "p" => self.close_paragraph(),
                    "tbl" => self.depth = self.depth.saturating_sub(1),
                    "tc" if self.depth == 1 => self.column += self.span,
                    _ => {}
                },
            }
        }
        Ok(())
    }

    fn open_table(&mut self) {
        self.depth += 1;
        if self.depth == 1 {
            self.document.tables.push(Vec::new());
        }
    }

    fn open_row(&mut self) {
        self.column = 0;
        if let Some(table) = self.document.tables.last_mut() {
            table.push(Vec::new());
        }
    }

    fn open_cell(&mut self) {
        self.span = 1;
        let column = self.column;
        if let Some(row) = self.document.tables.last_mut().and_then(|table| table.last_mut()) {
            row.push(Cell { column, ..Cell::default() });
        }
    }

    fn cell(&mut self) -> Option<&mut Cell> {
        self.document.tables.last_mut()?.last_mut()?.last_mut()
    }

    fn cell_properties(&mut self, events: &mut Events<'_>) -> Result<(), FormatError> {
        const MOST_COLUMNS: usize = 1_000;
        let (mut depth, outer) = (1_usize, self.depth == 1);
        while depth > 0 {
            match events.next()? {
                Some(XmlEvent::Start(element)) => {
                    depth += 1;
                    match element.name() {
                        "gridSpan" if outer => {
                            self.span = value(&element).unwrap_or(1).clamp(1, MOST_COLUMNS);
                        }
                        "vMerge" if outer && element.get("val") != Some("restart") => {
                            if let Some(cell) = self.cell() {
                                cell.goes_on = true;
                            }
                        }
                        _ => {}
                    }
                }
                Some(XmlEvent::End(_)) => depth -= 1,
                Some(XmlEvent::Text(_)) => {}
                None => break,
            }
        }
        Ok(())
    }

    fn close_paragraph(&mut self) {
        let (words, place) = (std::mem::take(&mut self.words), std::mem::take(&mut self.place));
        if words.trim().is_empty() {
            return;
        }
        let before: usize = words
            .chars()
            .take_while(|c| c.is_whitespace())
            .map(|c| if c == '\t' { LEVEL } else { SPACE })
            .sum();
        let (indent, words) = (place.indent() + before, words.trim().to_owned());
        if self.depth > 0 {
            let Some(cell) = self.cell() else { return };
            if cell.words.is_empty() {
                cell.indent = indent;
            } else {
                cell.words.push('\n');
            }
            cell.words.push_str(&words);
            return;
        }
        self.number += 1;
        let (heading, bullet) = (place.heading, place.level.is_some());
        let line = Line { number: self.number, words, indent, heading, bullet, ..Line::default() };
        self.document.paragraphs.push(line);
    }
}

fn value(element: &Element<'_>) -> Option<usize> {
    element.get("val").and_then(|value| value.parse().ok())
}

/// The style of a paragraph and what it says itself of where it stands, from what says how it looks.
fn placed(events: &mut Events<'_>) -> Result<(Option<String>, Place), FormatError> {
    let (mut style, mut place, mut depth) = (None, Place::default(), 1_usize);
    while depth > 0 {
        match events.next()? {
            Some(XmlEvent::Start(element)) => {
                depth += 1;
                if depth == 2 && element.name() == "pStyle" {
                    style = element.get("val").map(ToOwned::to_owned);
                }
                // How it looked before stands deeper.
                if depth <= 3 {
                    place_in(&element, &mut place);
                }
            }
            Some(XmlEvent::End(_)) => depth -= 1,
            Some(XmlEvent::Text(_)) => {}
            None => break,
        }
    }
    Ok((style, place))
}

/// What an element says of where a paragraph stands.
fn place_in(element: &Element<'_>, place: &mut Place) {
    match element.name() {
        // Nine is the body of the text.
        "outlineLvl" => place.heading = value(element).filter(|level| *level < 9).map(|level| level + 1),
        "ilvl" => place.level = value(element),
        "numId" if value(element) != Some(0) => place.level = place.level.or(Some(0)),
        "ind" => {
            let left = element.get("left").or_else(|| element.get("start"));
            place.indent = left.and_then(|left| left.parse().ok());
        }
        _ => {}
    }
}

/// Where paragraphs of each style stand.
fn styles(xml: &Xml<'_>) -> Result<HashMap<String, Place>, FormatError> {
    let (mut events, mut styles) = (xml.events(), HashMap::new());
    let mut style = String::new();
    while let Some(event) = events.next()? {
        let XmlEvent::Start(element) = event else { continue };
        if element.name() == "style" {
            element.get("styleId").unwrap_or_default().clone_into(&mut style);
            continue;
        }
        let place: &mut Place = styles.entry(style.clone()).or_default();
        match element.name() {
            "name" => {
                let name = element.get("val").unwrap_or_default().to_lowercase();
                let level = name.rsplit(' ').next().and_then(|level| level.parse::<usize>().ok());
                let level = level.filter(|level| (1..=9).contains(level));
                if name.starts_with("heading ") {
                    place.heading = place.heading.or(level);
                } else if name.starts_with("list ") {
                    place.level = place.level.or(Some(level.unwrap_or(1) - 1));
                }
            }
            _ => place_in(&element, place),
        }
    }
    Ok(styles)
}
