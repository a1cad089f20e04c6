//! What the cells of a table of ratings say: which of them are no rating, and which are one category though they are
//! written in several ways. Both are told.

use std::collections::{BTreeMap, HashMap};

use super::shape::Shape;
use crate::agreement::{Category, Measurement};
use crate::formats::shared::error::{FormatError, Location};
use crate::formats::shared::table::{Row, Table};
use crate::lang::{Message, list, message};
use crate::model::folded;

/// What stands where nothing was rated, unless it is declared as a category.
const NOT_RATED: [&str; 3] = ["na", "n/a", "nan"];
/// The same, where no rating is a plus.
const SIGNS: [&str; 2] = [".", "-"];

/// The categories of a table.
pub(super) struct Scale {
    pub(super) categories: Vec<String>,
    pub(super) values: Vec<f64>,
    /// The category of each way in which one is written.
    places: HashMap<String, Category>,
    /// Cells that are not rated.
    pub(super) empty: u64,
    /// What was taken for what.
    pub(super) notes: Vec<Message>,
}

/// A way in which a rating is written: how often, and where first.
struct Form<'t> {
    cells: u64,
    row: &'t Row,
    column: usize,
}

impl Scale {
    /// # Errors
    /// When a rating is no number where the level asks for one, or is not among the categories that were declared.
    pub(super) fn of(
        table: &Table,
        shape: &Shape<'_>,
        level: Measurement,
        declared: &[String],
    ) -> Result<Self, FormatError> {
        let (forms, empty) = forms(shape);
        let mut categories = Categories::declared(table, level, declared)?;
        let plus =
            forms.iter().any(|(cell, _)| *cell == "+") || declared.iter().any(|name| name.trim() == "+");
        let is_gap = |cell: &str| {
            let sign = !plus && SIGNS.contains(&cell);
            !categories.is_declared(cell) && (sign || NOT_RATED.contains(&cell.to_lowercase().as_str()))
        };
        let (gaps, rated): (Vec<_>, Vec<_>) = forms.into_iter().partition(|(cell, _)| is_gap(cell));
        for (cell, form) in &rated {
            categories.take(table, cell, form, level)?;
        }
        if categories.names.len() > usize::from(u16::MAX) {
            return Err(table.error(
                Location::Header,
                message!("file-too-many-ratings"),
                message!("do-check-columns"),
            ));
        }
        let mut notes = Vec::new();
        if !gaps.is_empty() {
            let of =
                |(cell, form): &(&str, Form<'_>)| message!("part-cells-of", cell = *cell, count = form.cells);
            notes.push(message!("note-not-rated", cells = list(gaps.iter().map(of))));
        }
        notes.extend(categories.notes());
        let more: u64 = gaps.iter().map(|(_, form)| form.cells).sum();
        Ok(categories.scale(empty + more, notes))
    }

    /// What a cell says; none where it is not rated.
    pub(super) fn category(&self, cell: &str) -> Option<Category> {
        self.places.get(cell.trim()).copied()
    }
}

/// Each way in which something is written, in the order of the table, and how many cells are empty.
fn forms<'t>(shape: &Shape<'t>) -> (Vec<(&'t str, Form<'t>)>, u64) {
    let mut at: HashMap<&str, usize> = HashMap::new();
    let mut forms: Vec<(&str, Form<'t>)> = Vec::new();
    let mut empty = 0;
    let seen: Result<(), std::convert::Infallible> = shape.each(|cells| {
        for cell in cells {
            let Some((row, column)) = *cell else {
                empty += 1;
                continue;
            };
            let text = row.cell(column).trim();
            if text.is_empty() {
                empty += 1;
                continue;
            }
            let at = *at.entry(text).or_insert_with(|| {
                forms.push((text, Form { cells: 0, row, column }));
                forms.len() - 1
            });
            forms[at].1.cells += 1;
        }
        Ok(())
    });
    let Ok(()) = seen;
    (forms, empty)
}

/// What tells categories apart: names as they were declared and then by their letters, numbers by size.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Key {
    declared: usize,
    number: Option<Number>,
    name: String,
}

/// Categories as they are found.
struct Categories {
    level: Measurement,
    /// Those that were declared, as they are written.
    declared: HashMap<String, Key>,
    /// By what makes them equal, where that is one of them alone.
    alike: HashMap<Key, Option<Key>>,
    /// How each is written, the first way first.
    names: BTreeMap<Key, Vec<String>>,
}

impl Categories {
    fn declared(table: &Table, level: Measurement, names: &[String]) -> Result<Self, FormatError> {
        let mut all = Self { level, declared: HashMap::new(), alike: HashMap::new(), names: BTreeMap::new() };
        for (place, name) in names.iter().enumerate() {
            let name = name.trim();
            let alike = key(name, level).map_err(|problem| {
                let problem = message!("file-declared-category", problem);
                table.error(Location::Whole, problem, message!("do-declare-numbers"))
            })?;
            let own = match level {
                Measurement::Nominal => Key { declared: place, number: None, name: name.to_owned() },
                _ => alike.clone(),
            };
            if all.declared.contains_key(name) {
                continue;
            }
            // Two that differ in their letters alone are told apart where both are declared.
            all.alike
                .entry(alike)
                .and_modify(|one| *one = one.take().filter(|k| *k == own))
                .or_insert(Some(own.clone()));
            all.names.entry(own.clone()).or_insert_with(|| vec![name.to_owned()]);
            all.declared.insert(name.to_owned(), own);
        }
        Ok(all)
    }

    fn is_declared(&self, cell: &str) -> bool {
        self.declared.contains_key(cell)
    }

    fn take(
        &mut self,
        table: &Table,
        cell: &str,
        form: &Form<'_>,
        level: Measurement,
    ) -> Result<(), FormatError> {
        if self.is_declared(cell) {
            return Ok(());
        }
        let alike = key(cell, level).map_err(|problem| {
            table.at(form.row, form.column, problem, message!("do-write-numbers", level = level.name()))
        })?;
        let known = match self.alike.get(&alike) {
            Some(known) => known.clone(),
            None => self.declared.is_empty().then(|| alike.clone()),
        };
        let own = known.ok_or_else(|| {
            let problem = message!("file-undeclared-category", cell);
            table.at(form.row, form.column, problem, message!("do-correct-declare-too"))
        })?;
        self.alike.entry(alike).or_insert_with(|| Some(own.clone()));
        let written = self.names.entry(own).or_default();
        if !written.iter().any(|form| form == cell) {
            written.push(cell.to_owned());
        }
        Ok(())
    }

    /// Which categories are written in several ways.
    fn notes(&self) -> impl Iterator<Item = Message> {
        let several = self.names.values().filter(|written| written.len() > 1);
        several.map(|written| {
            let quoted = written.iter().map(|form| message!("in-quotes", name = form));
            message!("note-one-category", forms = list(quoted), first = written[0])
        })
    }

    fn scale(self, empty: u64, notes: Vec<Message>) -> Scale {
        let mut scale =
            Scale { categories: Vec::new(), values: Vec::new(), places: HashMap::new(), empty, notes };
        for (place, (key, written)) in self.names.into_iter().enumerate() {
            let number = key.number.filter(|_| self.level != Measurement::Nominal);
            scale.values.push(number.map_or(place as f64, |number| number.0));
            scale.categories.push(written.first().cloned().unwrap_or_default());
            scale.places.extend(written.into_iter().map(|form| (form, Category(place as u16))));
        }
        scale
    }
}

/// What a cell says, whatever the way in which it is written.
fn key(cell: &str, level: Measurement) -> Result<Key, Message> {
    // -0 is 0.
    let number = cell.parse::<f64>().ok().filter(|number| number.is_finite()).map(|number| number + 0.0);
    let of = |number| Key { declared: 0, number: Some(Number(number)), name: String::new() };
    match (level, number) {
        (Measurement::Nominal, Some(number)) => Ok(of(number)),
        (Measurement::Nominal, None) => Ok(Key { declared: 0, number: None, name: folded(cell) }),
        (_, None) => Err(message!("file-no-number", cell)),
        (Measurement::Ratio, Some(below)) if below < 0.0 => Err(message!("file-below-zero", cell)),
        (_, Some(number)) => Ok(of(number)),
    }
}

/// A number with the order of its size.
#[derive(Clone, Copy, Debug)]
struct Number(f64);

impl Ord for Number {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Number {}

impl std::hash::Hash for Number {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.to_bits().hash(state);
    }
}
