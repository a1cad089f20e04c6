//! Which columns of a codebook hold what, whatever they are called, and which of them say under which theme a code stands.
//! Never takes a column of remarks for a definition where there is one.

use super::words::ROLES;
use crate::formats::shared::error::{FormatError, Location};
use crate::formats::shared::options::ImportOptions;
use crate::formats::shared::outcome::Lost;
use crate::formats::shared::roles::Assigned;
use crate::formats::shared::table::{Row, Table, folded};

/// Which columns say where a code stands.
pub(super) enum Place {
    /// The code, and beside it what it stands under; whether that is named by its name or path wherever it stands, so that
    /// an empty cell says that it stands under nothing.
    Beside { code: usize, above: usize, parent: bool },
    /// A column for each level, the outermost first.
    Levels(Vec<usize>),
    /// Columns of which each row fills one: the further to the right, the deeper.
    Steps(Vec<usize>),
    /// The code alone.
    Alone(usize),
}

impl Place {
    /// The columns.
    pub(super) fn columns(&self) -> Vec<usize> {
        match self {
            Self::Beside { code, above, .. } => vec![*above, *code],
            Self::Levels(all) | Self::Steps(all) => all.clone(),
            Self::Alone(code) => vec![*code],
        }
    }
}

/// The columns of a codebook.
pub(super) struct Columns {
    pub(super) place: Place,
    pub(super) colour: Option<usize>,
    pub(super) definition: Option<usize>,
    pub(super) include: Option<usize>,
    pub(super) exclude: Option<usize>,
    pub(super) examples: Vec<usize>,
    pub(super) codable: Option<usize>,
    pub(super) layer: Option<usize>,
    pub(super) retired: Option<usize>,
}

impl Columns {
    /// The columns, and what is in those that are none of them.
    pub(super) fn of(table: &Table, options: &ImportOptions) -> Result<(Self, Option<Lost>), FormatError> {
        let found = ROLES.of(table, &options.columns)?;
        found.enough()?;
        let place = place(&found);
        let remark = found.get("remark").filter(|_| found.get("definition").is_none());
        let columns = Self {
            colour: found.get("colour"),
            definition: found.get("definition").or(remark),
            include: found.get("include"),
            exclude: found.get("exclude"),
            examples: found.all("example").to_vec(),
            codable: found.get("codable"),
            layer: found.get("layer"),
            retired: found.get("retired"),
            place,
        };
        let lost = table.left_out(&columns.read());
        Ok((columns, lost))
    }

    /// All that are read.
    fn read(&self) -> Vec<usize> {
        let mut read = self.place.columns();
        read.extend(self.said());
        read.extend(&self.examples);
        read
    }

    /// Those that say something of a code, other than its examples.
    pub(super) fn said(&self) -> impl Iterator<Item = usize> {
        let texts = [self.definition, self.include, self.exclude];
        texts.into_iter().chain([self.colour, self.codable, self.layer, self.retired]).flatten()
    }
}

/// What says that a table is of codes where its codes are called by a word that other tables have too.
const ABOUT: &[&str] = &["definition", "include", "exclude", "colour"];
/// What tables have in which codes are counted or given, and codebooks have not.
const COUNTED: &[&str] = &[
    "coder",
    "participant",
    "participants",
    "transcript",
    "transcripts",
    "codings",
    "units",
    "level",
    "start",
];

/// Whether the names of a table's columns are those of a codebook and of nothing else.
pub(super) fn are_of_codebook(names: &[String]) -> bool {
    if names.iter().any(|name| COUNTED.contains(&&*folded(name))) {
        return false;
    }
    let has = |id: &str| {
        let role = ROLES.named(id);
        role.is_some_and(|role| names.iter().any(|name| role.is_called(name)))
    };
    let any = |words: &[&str]| names.iter().any(|name| words.contains(&&*folded(name)));
    let named = any(&["code", "name", "tag", "code name", "code system", "codesystem", "list of codes"]);
    let codes = ["code", "theme", "subtheme", "subcode", "level"].into_iter().filter(|id| has(id)).count();
    named || codes > 1 || codes == 1 && ABOUT.iter().any(|id| has(id))
}

fn place(found: &Assigned<'_>) -> Place {
    let table = found.table();
    let deepest = ["subcode", "code", "subtheme", "theme"].into_iter().find_map(|role| {
        let named = if role == "code" { code(found) } else { found.all(role).last().copied() };
        named.map(|column| (role, column))
    });
    if let (Some(above), Some((_, code))) = (found.get("parent"), deepest) {
        return Place::Beside { code, above, parent: true };
    }
    let numbered = found.all("level");
    let mut levels = numbered.to_vec();
    if levels.is_empty() {
        levels.extend([found.all("theme"), found.all("subtheme")].concat());
    }
    // Beside levels with a name, numbers are no names.
    levels.extend(code(found).filter(|code| numbered.is_empty() || !are_numbers(table, *code)));
    levels.extend(found.all("subcode"));
    match levels.as_slice() {
        [code] => steps(table, *code).unwrap_or(Place::Alone(*code)),
        [above, code] if numbered.is_empty() => Place::Beside { code: *code, above: *above, parent: false },
        _ => Place::Levels(levels),
    }
}

/// The column of codes: that of names where what is called a code is a number beside them.
fn code(found: &Assigned<'_>) -> Option<usize> {
    let column = found.get("code")?;
    let table = found.table();
    let names = ["code name", "name", "label", "code label", "tag", "node"];
    let name = table.column(&names).filter(|name| *name != column);
    match name {
        Some(name) if are_numbers(table, column) => Some(name),
        Some(_) | None => Some(column),
    }
}

fn are_numbers(table: &Table, column: usize) -> bool {
    let number =
        |row: &Row| row.cell(column).trim().bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    !table.rows().is_empty() && table.rows().iter().all(number)
}

/// The columns without a name beside that of the codes, where each row fills one of all these.
fn steps(table: &Table, code: usize) -> Option<Place> {
    let unnamed = |at: &usize| table.header().get(*at).is_some_and(String::is_empty);
    let before = (0..code).rev().take_while(unnamed).count();
    let after = (code + 1..table.header().len()).take_while(unnamed).count();
    let holds: Vec<usize> = table.holding().collect();
    let run = |before: usize| {
        let run = (code - before..=code + after).filter(|at| holds.contains(at)).collect::<Vec<_>>();
        let one = |row: &Row| run.iter().filter(|at| !row.cell(**at).trim().is_empty()).count() <= 1;
        (run.len() > 1 && table.rows().iter().all(one)).then_some(run)
    };
    // What stands before may be numbers of rows.
    run(before).or_else(|| run(0)).map(Place::Steps)
}

impl Columns {
    /// A column that is to be named where a row does not say which code it is.
    pub(super) fn code(&self) -> usize {
        self.place.columns().last().copied().unwrap_or_default()
    }

    /// An error about where the code of a row stands.
    pub(super) fn misplaced(&self, table: &Table, row: usize) -> Location {
        let column = match self.place {
            Place::Beside { above, .. } => table.header().get(above),
            Place::Levels(_) | Place::Steps(_) | Place::Alone(_) => None,
        };
        match column {
            Some(column) if !table.is_of_lines() => Location::Cell { row, column: column.clone() },
            _ => table.line(row),
        }
    }
}

/// The columns of a list that is no table: what it says of each code, and the code itself.
pub(super) const LISTED: [&str; 5] = ["code", "definition", "include", "exclude", "example"];

/// Which of [`LISTED`] a label before a text is, such as “Use for”.
pub(super) fn labelled(label: &str) -> Option<usize> {
    let role = |id: &str| ROLES.named(id).is_some_and(|role| role.is_called(label));
    LISTED.iter().skip(1).position(|id| role(id)).map(|at| at + 1)
}
