//! Codes by cases as a field: its rows, its columns in their order, and what stands in each cell. Plain data; never draws,
//! never counts.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::analysis::counted::{Listed, of_layer};
use crate::analysis::matrix::{Cell, Likeness, Linkage, Matrix, MatrixRow, RowId, RowsOf, matrix};
use crate::analysis::{Basis, NoAnswer};
use crate::chart::cells::{self, Cells};
use crate::chart::{self, Figure};
use crate::lang::number::{amount, percent};
use crate::lang::{tell, text, with};
use crate::model::{AttributeId, AttributeOf, CodeId, Colour, Level, Project, natural};
use crate::ui::context::layer::{self, Whose};
use crate::ui::kit::chart as shapes;
use crate::ui::panels::themes::table::data::LevelShown;

/// What stands in a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Amount {
    /// Passages, overlapping ones merged.
    #[default]
    Segments,
    /// Words in them.
    Words,
    /// Characters in them, of all that is said.
    Coverage,
    /// Whether there is one.
    Present,
}

impl Amount {
    pub(super) const ALL: [Self; 4] = [Self::Segments, Self::Words, Self::Coverage, Self::Present];

    /// The key of its name.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Segments => "count-segments",
            Self::Words => "count-words",
            Self::Coverage => "count-coverage",
            Self::Present => "cases-way-present",
        }
    }

    /// The key of what the scale of shades counts.
    const fn axis(self) -> &'static str {
        match self {
            Self::Segments => "axis-segments",
            Self::Words => "axis-words",
            Self::Coverage => "cases-way-axis-coverage",
            Self::Present => "cases-way-axis-present",
        }
    }

    const fn cell(self) -> Cell {
        match self {
            Self::Segments => Cell::Segments,
            Self::Words => Cell::Words,
            Self::Coverage => Cell::Characters,
            Self::Present => Cell::Present,
        }
    }

    /// A figure as it stands in a cell.
    pub(super) fn written(self, value: f64) -> String {
        match self {
            Self::Segments | Self::Words => amount(value),
            Self::Coverage => percent(value),
            Self::Present => text(if value > 0.0 { "cell-yes" } else { "cell-no" }),
        }
    }
}

/// How columns are ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Order {
    /// By name.
    #[default]
    Name,
    /// By the values of an attribute.
    Attribute,
    /// Those that are alike side by side.
    Likeness,
}

impl Order {
    pub(super) const ALL: [Self; 3] = [Self::Name, Self::Attribute, Self::Likeness];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Name => "cases-way-by-name",
            Self::Attribute => "cases-way-by-attribute",
            Self::Likeness => "cases-way-by-likeness",
        }
    }
}

/// What a person chose to see.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Question {
    pub(super) whose: Whose,
    pub(super) rows_of: RowsOf,
    pub(super) amount: Amount,
    pub(super) order: Order,
    /// Whose values stand under the names of the columns, and order them.
    pub(super) by: Option<AttributeId>,
    pub(super) level: LevelShown,
}

/// A case or transcript.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Column {
    pub(super) id: RowId,
    pub(super) name: String,
    /// Its value of the attribute, where there is one.
    pub(super) value: String,
}

/// A code or theme.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    pub(super) code: CodeId,
    pub(super) level: Level,
    pub(super) name: String,
    pub(super) depth: usize,
    pub(super) colour: Colour,
    /// One a column.
    pub(super) values: Vec<f64>,
}

impl Row {
    /// How many columns have it.
    pub(super) fn have(&self) -> usize {
        self.values.iter().filter(|value| **value > 0.0).count()
    }
}

/// The whole field.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui::panels::themes) struct Field {
    pub(super) basis: Basis,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Row>,
    /// The greatest of all values.
    pub(super) most: f64,
}

/// The field, or why there is none.
pub(super) type FieldAnswer = Result<Arc<Field>, String>;

/// Counts, as the command line does.
pub(super) fn answer(project: &Project, asked: &Question) -> FieldAnswer {
    field(project, asked).map(Arc::new).map_err(|why| tell(&why))
}

fn field(project: &Project, asked: &Question) -> Result<Field, NoAnswer> {
    let at = |level| matrix(project, asked.whose.at(level), asked.rows_of, asked.amount.cell());
    let codes = at(Level::Code)?;
    let themes = match at(Level::Theme) {
        Err(NoAnswer::NoThemes) if asked.level != LevelShown::Themes => None,
        themes => Some(themes?),
    };
    let order = order(project, asked, &codes);
    let columns: Vec<Column> = order
        .iter()
        .filter_map(|&at| codes.rows.get(at))
        .map(|row| Column { id: row.id, name: row.name.clone(), value: value(project, asked.by, row.id) })
        .collect();
    let rows = rows(project, asked, &codes, themes.as_ref(), &order);
    let most = rows.iter().flat_map(|row| &row.values).fold(0.0, |most: f64, value| most.max(*value));
    Ok(Field { basis: codes.basis, columns, rows, most })
}

/// The rows of the matrix, which are the columns of the field, in their order.
fn order(project: &Project, asked: &Question, matrix: &Matrix) -> Vec<usize> {
    let mut order: Vec<usize> = (0..matrix.rows.len()).collect();
    match asked.order {
        Order::Name => {}
        Order::Attribute => order.sort_by_cached_key(|&at| {
            let value = value(project, asked.by, matrix.rows[at].id);
            (value.is_empty(), natural(&value), value)
        }),
        Order::Likeness => {
            let alike = matrix.alike(Likeness::Jaccard);
            let near = alike.clusters(matrix.rows.len(), Linkage::Average).order();
            let near: Vec<usize> = near.into_iter().filter_map(|at| alike.rows.get(at).copied()).collect();
            order.sort_by_key(|at| near.iter().position(|other| other == at).unwrap_or(usize::MAX));
        }
    }
    order
}

/// The value of a case or transcript; nothing where it has none.
fn value(project: &Project, by: Option<AttributeId>, id: RowId) -> String {
    let found = by.and_then(|by| {
        let attribute = project.attribute(by)?;
        match (id, attribute.of) {
            (RowId::Participant(who), AttributeOf::Case) => {
                project.case(who.case()?)?.values.get(&by).map(ToString::to_string)
            }
            (RowId::Transcript(id), AttributeOf::Transcript) => {
                project.transcript(id)?.values().get(&by).map(ToString::to_string)
            }
            (RowId::Transcript(id), AttributeOf::Case) => {
                project.case(project.transcript(id)?.case()?)?.values.get(&by).map(ToString::to_string)
            }
            (RowId::Participant(_), AttributeOf::Transcript) => None,
        }
    });
    found.unwrap_or_default()
}

/// Themes with their codes under them, or either alone.
fn rows(
    project: &Project,
    asked: &Question,
    codes: &Matrix,
    themes: Option<&Matrix>,
    order: &[usize],
) -> Vec<Row> {
    let book = project.codebook();
    let places = |matrix: &Matrix| -> BTreeMap<CodeId, usize> {
        matrix.columns.iter().enumerate().map(|(at, column)| (column.code, at)).collect()
    };
    let (of_codes, of_themes) = (places(codes), themes.map(places).unwrap_or_default());
    let cell = |row: &MatrixRow, at: usize| match asked.amount {
        Amount::Coverage if row.characters > 0 => row.cells[at] as f64 / row.characters as f64,
        Amount::Segments | Amount::Words | Amount::Coverage | Amount::Present => row.cells[at] as f64,
    };
    let row = |matrix: &Matrix, at: usize, code: CodeId, level: Level, depth: usize, own: bool| {
        let of = book.get(code)?;
        let name = match asked.level {
            LevelShown::Codes => book.shown_path(code),
            LevelShown::Both | LevelShown::Themes if own => {
                with("themes-own", &[("name", of.name.as_str().into())])
            }
            LevelShown::Both | LevelShown::Themes => of.name.clone(),
        };
        let values = order.iter().filter_map(|&row| matrix.rows.get(row)).map(|row| cell(row, at)).collect();
        Some(Row { code, level, name, depth, colour: of.colour, values })
    };
    let of = |&code: &CodeId| {
        let theme = themes.zip(of_themes.get(&code)).filter(|_| asked.level != LevelShown::Codes);
        let depth = if asked.level == LevelShown::Codes { 0 } else { book.depth(code) };
        let own = theme.is_some();
        let theme = theme.and_then(|(matrix, &at)| row(matrix, at, code, Level::Theme, depth, false));
        let alone = of_codes.get(&code).filter(|_| asked.level != LevelShown::Themes);
        let alone = alone.and_then(|&at| row(codes, at, code, Level::Code, depth + usize::from(own), own));
        theme.into_iter().chain(alone)
    };
    book.order().iter().flat_map(of).collect()
}

/// The passages of a cell, in the order of reading.
pub(super) fn listed(project: &Project, asked: &Question, field: &Field, at: [usize; 2]) -> Vec<Listed> {
    let (Some(row), Some(column)) = (field.rows.get(at[0]), field.columns.get(at[1])) else {
        return Vec::new();
    };
    let all = of_layer(project, &field.basis.layer, asked.whose.at(row.level), row.code);
    let theirs = |passage: &Listed| match column.id {
        RowId::Participant(who) => passage.participant(project) == Some(who),
        RowId::Transcript(id) => passage.transcript == id,
    };
    all.into_iter().filter(theirs).collect()
}

/// The field as it is pasted.
pub(super) fn cells(asked: &Question, field: &Field) -> Vec<Vec<String>> {
    let names = field.columns.iter().map(|column| column.name.clone());
    let head = std::iter::once(text("themes-theme")).chain(names).collect();
    let row = |row: &Row| {
        let values = row.values.iter().map(|value| asked.amount.written(*value));
        std::iter::once(row.name.clone()).chain(values).collect()
    };
    std::iter::once(head).chain(field.rows.iter().map(row)).collect()
}

/// "Themes by participants".
pub(super) fn title(asked: &Question) -> String {
    text(match asked.rows_of {
        RowsOf::Participants => "cases-way-title-participants",
        RowsOf::Transcripts => "cases-way-title-transcripts",
    })
}

/// The field as a picture.
pub(super) fn picture(project: &Project, asked: &Question, field: &Field) -> Figure {
    let cells = Cells {
        rows: field.rows.iter().map(|row| row.name.clone()).collect(),
        columns: field.columns.iter().map(|column| column.name.clone()).collect(),
        values: field.rows.iter().map(|row| row.values.iter().copied().map(Some).collect()).collect(),
        square: false,
    };
    let title = title(asked);
    let number = |value: f64| match asked.amount {
        Amount::Present => amount(value),
        of => of.written(value),
    };
    let words = chart::Words {
        title: title.clone(),
        about: vec![layer::said(project, &field.basis.layer), layer::scope_of(&field.basis)],
        axis: text(asked.amount.axis()),
        heads: [text("themes-theme"), text(asked.amount.name()), String::new()],
        ends: [text("picture-low"), text("picture-high")],
        notes: vec![
            text("cases-way-notes"),
            with("methods-version", &[("version", env!("CARGO_PKG_VERSION").into())]),
        ],
        number: &number,
        interval: &|low, high| format!("{} {}", number(low), number(high)),
        without: &tell,
        alternative: &|of| shapes::alternative(&title, of, &number),
    };
    cells::figure(&cells, &words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::LayerChoice;
    use crate::ui::demo::{attribute, coder, project};

    fn asked() -> Question {
        let whose = Whose { layer: LayerChoice::Coder(coder(1)), complete_only: false };
        Question { whose, ..Question::default() }
    }

    fn field_of(asked: &Question) -> Field {
        Arc::unwrap_or_clone(answer(&project(), asked).unwrap())
    }

    #[test]
    fn each_cell_lists_as_many_passages_as_it_counts() {
        for level in [LevelShown::Both, LevelShown::Themes, LevelShown::Codes] {
            for rows_of in [RowsOf::Participants, RowsOf::Transcripts] {
                let asked = Question { level, rows_of, ..asked() };
                let field = field_of(&asked);
                assert_eq!(field.columns.len(), 4);
                for row in 0..field.rows.len() {
                    for column in 0..field.columns.len() {
                        let listed = listed(&project(), &asked, &field, [row, column]).len();
                        let value = field.rows[row].values[column];
                        assert_eq!(listed as f64, value, "{} {column}", field.rows[row].name);
                    }
                }
            }
        }
    }

    #[test]
    fn themes_stand_over_their_codes_and_count_their_columns() {
        let field = field_of(&asked());
        let rows: Vec<_> = field.rows.iter().map(|r| (r.name.as_str(), r.depth, r.have())).collect();
        assert_eq!(rows[..3], [("Social esteem", 0, 3), ("listens", 1, 2), ("takes me seriously", 1, 3)]);
        assert_eq!(field.most, 2.0);
    }

    #[test]
    fn columns_are_ordered_by_what_was_asked() {
        let names = |asked: &Question| -> Vec<String> {
            field_of(asked).columns.into_iter().map(|column| column.name).collect()
        };
        assert_eq!(names(&asked()), ["P01", "P02", "P03", "P04"]);
        let by = Question { order: Order::Attribute, by: Some(attribute(1)), ..asked() };
        assert_eq!(names(&by), ["P02", "P04", "P01", "P03"], "comparison before pilot");
        assert_eq!(field_of(&by).columns[0].value, "comparison");
        let alike = Question { order: Order::Likeness, ..asked() };
        let mut sorted = names(&alike);
        sorted.sort();
        assert_eq!(sorted, names(&asked()), "nobody is lost");
    }

    #[test]
    fn coverage_is_a_share_of_what_each_says() {
        let field = field_of(&Question { amount: Amount::Coverage, ..asked() });
        assert!(field.rows.iter().flat_map(|row| &row.values).all(|value| (0.0..=1.0).contains(value)));
        assert!(field.most > 0.1);
        let picture = picture(&project(), &asked(), &field);
        assert_eq!(picture.table.rows.len(), field.rows.len());
    }

    #[test]
    fn several_coders_are_no_layer() {
        let mean = Whose { layer: LayerChoice::Mean, complete_only: false };
        let why = answer(&project(), &Question { whose: mean, ..Question::default() }).unwrap_err();
        assert!(why.contains("several people have coded"), "{why}");
    }
}
