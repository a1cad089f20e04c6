//! A codebook as a table, in: whatever its columns are called, and however it says what stands under what. An empty cell
//! leaves what is there; a code that the table does not name stays.

use std::collections::{HashMap, HashSet};

use super::columns::Columns;
use super::places::{Entry, entries};
use super::tree::{Node, Tree};
use crate::formats::shared::error::{FormatError, Location};
use crate::formats::shared::options::ImportOptions;
use crate::formats::shared::outcome::{Import, Lost};
use crate::formats::shared::table::{Row, Table};
use crate::formats::shared::workbook;
use crate::lang::{list, message};
use crate::model::palette::PALETTE;
use crate::model::{Code, CodeId, Codebook, Colour, Edit, Project, Stamp};

pub(super) const HEADER: &str = "code,parent,colour,definition,include,exclude,example";

/// The most codes that are read.
const MOST_CODES: usize = 10_000;

/// The edits that bring a table of codes into a project. Codes that are there already, by name and place, are changed.
///
/// # Errors
/// When the table cannot be read, names a code twice, or leads in a circle; nothing is taken then.
pub fn import(
    project: &Project,
    file: &str,
    bytes: &[u8],
    options: &ImportOptions,
    stamp: &mut dyn Stamp,
) -> Result<Import, FormatError> {
    let mut table = Table::read(file, bytes)?;
    if let Some(sheet) = table.sheet() {
        let merged = workbook::merged(file, bytes, sheet)?;
        table.merge(merged);
    }
    take(project, &table, options, stamp)
}

/// The same of a table that was made of something else.
pub(super) fn take(
    project: &Project,
    table: &Table,
    options: &ImportOptions,
    stamp: &mut dyn Stamp,
) -> Result<Import, FormatError> {
    let (columns, lost) = Columns::of(table, options)?;
    if table.rows().len() > MOST_CODES {
        let problem = message!("file-too-many-codes", n = table.rows().len(), most = MOST_CODES);
        return Err(table.error(Location::Whole, problem, message!("do-split-codebook")));
    }
    let entries = entries(table, &columns)?;
    if entries.all.is_empty() {
        let problem = message!("file-no-codes");
        return Err(table.error(Location::Whole, problem, message!("do-list-codes")));
    }
    let tree = Tree::of(table, &columns, &entries.all)?;
    let mut import = Import { warnings: table.doubt().into_iter().collect(), ..Import::default() };
    import.warnings.extend(entries.warnings);
    import.lost.extend(lost);
    let mut making = Making {
        table,
        columns: &columns,
        entries: &entries.all,
        children: tree.first_children(),
        colours: Colours::of(project.codebook()),
        uncoloured: Vec::new(),
    };
    let mut ids = HashMap::new();
    for at in tree.in_order()? {
        let code = making.code(&tree.nodes, at, project, &ids, stamp)?;
        ids.insert(at, code.id);
        let old = project.codebook().get(code.id);
        if old.is_none() {
            import.count(if making.children.contains_key(&at) { "themes" } else { "codes" });
        }
        if old.is_none_or(|old| **old != code) {
            import.edits.push(Edit::PutCode(Box::new(code)));
        }
    }
    import.lost.extend(making.uncoloured());
    Ok(import)
}

/// Codes being made of what their rows say.
struct Making<'t> {
    table: &'t Table,
    columns: &'t Columns,
    entries: &'t [Entry<'t>],
    /// The first code under each that has any.
    children: HashMap<usize, usize>,
    colours: Colours,
    /// The rows whose colour is none.
    uncoloured: Vec<usize>,
}

impl<'t> Making<'t> {
    /// The code of a node: the one in the project that has its place and name, with what the row says.
    fn code(
        &mut self,
        nodes: &[Node<'t>],
        at: usize,
        project: &Project,
        ids: &HashMap<usize, CodeId>,
        stamp: &mut dyn Stamp,
    ) -> Result<Code, FormatError> {
        let node = &nodes[at];
        let parent = node.parent.and_then(|parent| ids.get(&parent).copied());
        let entry = node.entry.and_then(|entry| self.entries.get(entry));
        let anywhere = entry.map_or(node.may_stand_anywhere(), Entry::may_stand_anywhere);
        let there = find(project.codebook(), &node.name, parent, anywhere);
        let colour = entry.and_then(|entry| self.colour(entry.row));
        let mut code = match there {
            Some(code) => Code { colour: colour.unwrap_or(code.colour), ..code.clone() },
            None => {
                let child = self.children.get(&at).filter(|_| entry.is_none());
                let child = child.and_then(|&child| self.entries.get(nodes[child].entry?));
                let colour = colour.or_else(|| self.colour(child?.row));
                let colour = colour.unwrap_or_else(|| self.colours.next());
                Code::new(CodeId(stamp.uuid()), node.name.trim(), parent, colour)
            }
        };
        if let Some(entry) = entry {
            self.say(&mut code, entry)?;
        }
        Ok(code)
    }

    /// Puts what its rows say into a code.
    fn say(&self, code: &mut Code, entry: &Entry<'_>) -> Result<(), FormatError> {
        let row = entry.row;
        let set = |field: &mut String, column| {
            if let Some(cell) = filled(row, column) {
                cell.clone_into(field);
            }
        };
        set(&mut code.definition, self.columns.definition);
        set(&mut code.include, self.columns.include);
        set(&mut code.exclude, self.columns.exclude);
        let rows = std::iter::once(row).chain(entry.more.iter().copied());
        let examples =
            rows.flat_map(|row| self.columns.examples.iter().filter_map(|&at| filled(row, Some(at))));
        let examples: Vec<String> = examples.map(ToOwned::to_owned).collect();
        if !examples.is_empty() {
            code.examples = examples;
        }
        if let Some(cell) = filled(row, self.columns.layer) {
            code.layer = Some(cell.to_owned());
        }
        code.codable = self.yes_or_no(row, self.columns.codable)?.unwrap_or(code.codable);
        code.retired = self.yes_or_no(row, self.columns.retired)?.unwrap_or(code.retired);
        Ok(())
    }

    fn colour(&mut self, row: &Row) -> Option<Colour> {
        let cell = filled(row, self.columns.colour)?.trim();
        let bare = || format!("#{cell}").parse().ok();
        let colour = cell.parse().ok().or_else(bare);
        if colour.is_none() && self.uncoloured.last() != Some(&row.number) {
            self.uncoloured.push(row.number);
        }
        colour
    }

    /// What is told of colours that are none.
    fn uncoloured(&self) -> Option<Lost> {
        const LISTED: usize = 10;
        let mut rows = self.uncoloured.clone();
        rows.sort_unstable();
        rows.dedup();
        let count = rows.len();
        let more = count.saturating_sub(LISTED);
        let rows = list(rows.into_iter().take(LISTED).map(|row| row.to_string()));
        let why = message!("file-no-colours", rows, more);
        (count > 0).then(|| Lost { what: message!("part-colour"), count, why, files: Vec::new() })
    }

    fn yes_or_no(&self, row: &Row, column: Option<usize>) -> Result<Option<bool>, FormatError> {
        column.map_or(Ok(None), |column| self.table.yes_or_no(row, column))
    }
}

/// A cell that holds something.
fn filled(row: &Row, column: Option<usize>) -> Option<&str> {
    column.map(|column| row.cell(column)).filter(|cell| !cell.trim().is_empty())
}

/// The code of a name under a parent; failing that anywhere, where the table leaves the place open and one code alone
/// has the name.
fn find<'p>(book: &'p Codebook, name: &str, parent: Option<CodeId>, anywhere: bool) -> Option<&'p Code> {
    let folded = name.to_lowercase();
    let codes = book.codes().map(AsRef::as_ref);
    let named: Vec<&Code> = codes.filter(|code| code.name.trim().to_lowercase() == folded).collect();
    let in_place = named.iter().find(|code| code.parent == parent);
    in_place.or(if anywhere && named.len() == 1 { named.first() } else { None }).copied()
}

/// The colours of the palette in turn, those that are not taken first.
struct Colours {
    free: Vec<Colour>,
    given: usize,
}

impl Colours {
    fn of(book: &Codebook) -> Self {
        let taken: HashSet<Colour> = book.codes().map(|code| code.colour).collect();
        let free: Vec<Colour> = all().filter(|colour| !taken.contains(colour)).collect();
        Self { free: if free.is_empty() { all().collect() } else { free }, given: 0 }
    }

    fn next(&mut self) -> Colour {
        self.given += 1;
        self.free[(self.given - 1) % self.free.len()]
    }
}

fn all() -> impl Iterator<Item = Colour> {
    PALETTE.iter().map(|swatch| Colour(swatch.light))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::export::grid;
    use super::*;
    use crate::formats::tables::preset::presets;
    use crate::formats::tests::{Count, project};

    fn imported(project: &Project, table: &str) -> Result<Import, FormatError> {
        let mut stamp = Count::from(project.codebook().len());
        import(project, "codes.csv", table.as_bytes(), &ImportOptions::default(), &mut stamp)
    }

    fn with(table: &str) -> Project {
        project().apply_all(&imported(&project(), table).unwrap().edits).unwrap()
    }

    /// Everything but the ids.
    fn shown(project: &Project) -> Vec<(String, Code)> {
        let book = project.codebook();
        let nobody = CodeId(uuid::Uuid::nil());
        book.codes()
            .map(|code| (book.path(code.id), Code { id: nobody, parent: None, ..Code::clone(code) }))
            .collect()
    }

    #[test]
    fn themes_are_made_and_take_their_first_codes_colour() {
        let table = "code,theme,colour,description\nStable,Home,#B3261E,\"settled, staying\"\nMoving,Home,#B3261E,bags\n\
                     Trust,Adults,#A8651B,\nOwn,,,\n";
        let import = imported(&project(), table).unwrap();
        assert_eq!((import.added["codes"], import.added["themes"]), (4, 2));
        let after = with(table);
        let book = after.codebook();
        let paths: Vec<_> = book.codes().map(|code| book.path(code.id)).collect();
        assert_eq!(paths, ["Home", "Home/Stable", "Home/Moving", "Adults", "Adults/Trust", "Own"]);
        assert_eq!(book.codes().next().map(|code| code.colour.to_string()).as_deref(), Some("#B3261E"));
        assert_eq!(after.code_named("Stable").unwrap().definition, "settled, staying");
    }

    #[test]
    fn a_second_import_changes_what_is_there() {
        let before = with("code,parent,definition\nStable,Home,settled\nSame,A,x\nSame,B,y\n");
        assert!(imported(&before, "code,parent,definition\nStable,Home,\n").unwrap().edits.is_empty());
        let import =
            imported(&before, "code,parent,definition\nStable,Home,not moving\nNew,A/Same,z\n").unwrap();
        assert_eq!(import.edits.len(), 2);
        let after = before.apply_all(&import.edits).unwrap();
        assert_eq!(after.codebook().len(), before.codebook().len() + 1);
        assert_eq!(after.codebook().path(after.code_named("New").unwrap().id), "A/Same/New");
        assert_eq!(after.code_named("Stable").unwrap().definition, "not moving");
    }

    #[test]
    fn faults_are_named_with_their_place() {
        for (table, says) in [
            ("name of it,parent\na,b\n", "no column holds the code, among “name of it”, “parent”"),
            ("code,definition\n", "no row names a code"),
            ("code,parent\na,b\nb,a\n", "row 2, column “parent”: “a” would stand under itself"),
            ("code,parent\na,a\n", "under itself"),
            ("code,parent\na,x\nA,X\n", "row 3, column “code”: the code “A” stands in an earlier row too"),
            ("code,parent\n,x\n", "row 2, column “code”: the code has no name"),
            ("code,parent\ns,A\ns,B\nt,s\n", "row 4, column “parent”: “s” could be several codes"),
            ("code,parent\nt,A/\n", "row 2, column “parent”: “A/” ends with no name"),
            ("code,codable\na,perhaps\n", "neither yes nor no"),
        ] {
            let message = imported(&project(), table).unwrap_err().to_string();
            assert!(message.starts_with("codes.csv, ") && message.contains(says), "{message}");
        }
    }

    #[test]
    fn every_preset_survives_the_table() {
        // A table without a code is refused.
        for preset in presets().iter().filter(|preset| preset.codes() > 0) {
            let from = project().apply_all(&preset.edits(&mut Count::default())).unwrap();
            let table = grid(&from).csv();
            let to = import(&project(), "x.csv", &table, &ImportOptions::default(), &mut Count::default())
                .unwrap();
            assert_eq!(shown(&project().apply_all(&to.edits).unwrap()), shown(&from), "{}", preset.id);
            assert!(
                import(&from, "x.csv", &table, &ImportOptions::default(), &mut Count::default())
                    .unwrap()
                    .edits
                    .is_empty()
            );
        }
    }

    proptest! {
        #[test]
        fn what_is_exported_is_imported(
            codes in proptest::collection::vec(("[a-cé=+@'-][a-c ,\"]{0,3}[a-c]", 0_usize..6, "[=a\n,' ]{0,5}", any::<bool>()), 1..8)
        ) {
            let mut edits = Vec::new();
            for (at, (name, parent, words, flag)) in codes.iter().enumerate() {
                let id = |n: usize| CodeId(uuid::Uuid::from_u128(n as u128 + 1));
                let parent = (*parent < at).then(|| id(*parent));
                edits.push(Edit::PutCode(Box::new(Code {
                    definition: if words.trim().is_empty() { String::new() } else { words.clone() },
                    codable: *flag,
                    ..Code::new(id(at), name.clone(), parent, Colour([at as u8; 3]))
                })));
            }
            let Ok(from) = project().apply_all(&edits) else { return Ok(()) };
            let table = grid(&from).csv();
            let to = import(&project(), "x.csv", &table, &ImportOptions::default(), &mut Count::default()).unwrap();
            prop_assert_eq!(shown(&project().apply_all(&to.edits).unwrap()), shown(&from));
        }

        #[test]
        fn mutated_tables_are_read_or_refused(table in "(code|parent|colour|,|\n|\"|;|a|b|/|#B33736|=| ){0,40}") {
            if let Ok(import) = imported(&project(), &table) {
                prop_assert!(project().apply_all(&import.edits).is_ok());
            }
        }
    }
}
