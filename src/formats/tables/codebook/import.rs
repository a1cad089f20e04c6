//! A codebook as a table, in: `code,parent,colour,definition,include,exclude,example`. An empty cell leaves what
//! is there; a code that the table does not name stays.

use std::collections::{HashMap, HashSet};

use crate::formats::shared::error::{FormatError, Location};
use crate::formats::shared::outcome::Import;
use crate::formats::shared::table::{Row, Table, folded};
use crate::lang::{Message, message};
use crate::model::palette::PALETTE;
use crate::model::{Code, CodeId, Codebook, Colour, Edit, MAX_DEPTH, Project, Stamp};

pub(super) const HEADER: &str = "code,parent,colour,definition,include,exclude,example";

/// The most codes that are read.
const MOST_CODES: usize = 10_000;

/// The columns of a table.
struct Columns {
    code: usize,
    parent: Option<usize>,
    colour: Option<usize>,
    definition: Option<usize>,
    include: Option<usize>,
    exclude: Option<usize>,
    examples: Vec<usize>,
    codable: Option<usize>,
    layer: Option<usize>,
    retired: Option<usize>,
}

impl Columns {
    fn of(table: &Table) -> Result<Self, FormatError> {
        let is_example = |name: &str| {
            let name = folded(name);
            let number = ["examples", "example"].iter().find_map(|word| name.strip_prefix(word));
            number.is_some_and(|number| number.trim().bytes().all(|b| b.is_ascii_digit()))
        };
        let examples = table.header().iter().enumerate().filter(|(_, name)| is_example(name));
        let columns = Self {
            code: table.needed(&["code", "name", "tag"], &message!("as-it-is", name = HEADER))?,
            parent: table.column(&["parent", "theme"]),
            colour: table.column(&["colour", "color"]),
            definition: table.column(&["definition", "description"]),
            include: table.column(&["include", "inclusion"]),
            exclude: table.column(&["exclude", "exclusion"]),
            examples: examples.map(|(at, _)| at).collect(),
            codable: table.column(&["codable"]),
            layer: table.column(&["layer"]),
            retired: table.column(&["retired"]),
        };
        let mut read = vec![Some(columns.code), columns.parent, columns.colour, columns.definition];
        read.extend([columns.include, columns.exclude, columns.codable, columns.layer, columns.retired]);
        read.extend(columns.examples.iter().copied().map(Some));
        table.no_others(&read, &message!("as-it-is", name = HEADER))?;
        Ok(columns)
    }
}

/// The edits that bring a table of codes into a project. Codes that are there already, by name and place, are changed.
///
/// # Errors
/// When the table cannot be read, names a code twice, leads in a circle, or has a colour that is none; nothing is
/// taken then.
pub fn import(
    project: &Project,
    file: &str,
    bytes: &[u8],
    stamp: &mut dyn Stamp,
) -> Result<Import, FormatError> {
    let table = Table::read(file, bytes)?;
    let columns = Columns::of(&table)?;
    if table.rows().len() > MOST_CODES {
        let problem = message!("file-too-many-codes", n = table.rows().len(), most = MOST_CODES);
        return Err(table.error(Location::Whole, problem, message!("do-split-codebook")));
    }
    let mut tree = Tree::of(&table, &columns)?;
    tree.find_parents()?;
    let mut import = Import { warnings: table.doubt().into_iter().collect(), ..Import::default() };
    let mut colours = Colours::of(project.codebook());
    let mut ids = HashMap::new();
    for node in tree.in_order()? {
        let code = tree.code(node, project, &ids, &mut colours, stamp)?;
        ids.insert(node, code.id);
        let old = project.codebook().get(code.id);
        if old.is_none() {
            import.count(if tree.nodes[node].is_theme { "themes" } else { "codes" });
        }
        if old.is_none_or(|old| **old != code) {
            import.edits.push(Edit::PutCode(Box::new(code)));
        }
    }
    Ok(import)
}

/// A code that the table names, as one of its rows or as a parent.
struct Node<'t> {
    name: &'t str,
    row: Option<&'t Row>,
    /// What the cell of the parent says.
    asks: &'t str,
    parent: Option<usize>,
    is_theme: bool,
}

struct Tree<'t> {
    table: &'t Table,
    columns: &'t Columns,
    nodes: Vec<Node<'t>>,
}

impl<'t> Tree<'t> {
    fn of(table: &'t Table, columns: &'t Columns) -> Result<Self, FormatError> {
        let mut nodes = Vec::with_capacity(table.rows().len());
        let mut seen = HashSet::new();
        for row in table.rows() {
            let name = row.cell(columns.code).trim();
            let asks = columns.parent.map_or("", |column| row.cell(column).trim());
            if name.is_empty() {
                let problem = message!("file-code-without-name");
                return Err(table.at(row, columns.code, problem, message!("do-name-empty-row")));
            }
            if !seen.insert((name.to_lowercase(), asks.to_lowercase())) {
                let problem = message!("file-code-in-earlier-row", name);
                return Err(table.at(row, columns.code, problem, message!("do-keep-one-two-rows")));
            }
            nodes.push(Node { name, row: Some(row), asks, parent: None, is_theme: false });
        }
        Ok(Self { table, columns, nodes })
    }

    /// Finds the parent of each row among the rows, by path or by name; makes those that no row names.
    fn find_parents(&mut self) -> Result<(), FormatError> {
        let mut by_path: HashMap<String, usize> = HashMap::new();
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, node) in self.nodes.iter().enumerate() {
            let path = if node.asks.is_empty() {
                node.name.to_owned()
            } else {
                format!("{}/{}", node.asks, node.name)
            };
            by_path.entry(path.to_lowercase()).or_insert(at);
            by_name.entry(node.name.to_lowercase()).or_default().push(at);
        }
        let mut at = 0;
        while at < self.nodes.len() {
            let (asks, row) = (self.nodes[at].asks, self.nodes[at].row);
            if !asks.is_empty() {
                let key = asks.to_lowercase();
                let named = by_name.get(&key).map(Vec::as_slice).unwrap_or_default();
                let parent = match (by_path.get(&key), named, asks.rsplit_once('/')) {
                    (Some(&parent), ..) | (None, &[parent], _) => parent,
                    (None, [], rest) => {
                        let (above, name) = rest.unwrap_or(("", asks));
                        if name.trim().is_empty() {
                            let problem = message!("file-path-without-end", asks);
                            return Err(self.wrong_parent(row, problem, message!("do-write-whole-path")));
                        }
                        by_path.insert(key, self.nodes.len());
                        self.nodes.push(Node {
                            name: name.trim(),
                            row: None,
                            asks: above,
                            parent: None,
                            is_theme: true,
                        });
                        self.nodes.len() - 1
                    }
                    (None, [_, _, ..], _) => {
                        let problem = message!("file-several-codes", asks);
                        return Err(self.wrong_parent(row, problem, message!("do-write-whole-path")));
                    }
                };
                self.nodes[at].parent = Some(parent);
                self.nodes[parent].is_theme = true;
            }
            at += 1;
        }
        let mut places = HashSet::new();
        for node in &self.nodes {
            if !places.insert((node.parent, node.name.to_lowercase())) {
                let problem = message!("file-same-code-beside", name = node.name);
                return Err(self.wrong_parent(node.row, problem, message!("do-keep-one-two-rows")));
            }
        }
        Ok(())
    }

    /// The nodes in the order of the rows, each after its parent.
    fn in_order(&self) -> Result<Vec<usize>, FormatError> {
        let mut order = Vec::with_capacity(self.nodes.len());
        let mut done = vec![false; self.nodes.len()];
        for at in 0..self.nodes.len() {
            let line: Vec<usize> =
                std::iter::successors(Some(at), |&at| self.nodes[at].parent).take(MAX_DEPTH + 1).collect();
            if line.len() > MAX_DEPTH {
                let name = self.nodes[at].name;
                let problem = message!("file-code-too-deep", name, most = MAX_DEPTH);
                return Err(self.wrong_parent(
                    self.nodes[at].row,
                    problem,
                    message!("do-give-another-parent"),
                ));
            }
            for at in line.into_iter().rev() {
                if !std::mem::replace(&mut done[at], true) {
                    order.push(at);
                }
            }
        }
        Ok(order)
    }

    fn wrong_parent(&self, row: Option<&Row>, problem: Message, remedy: Message) -> FormatError {
        match (row, self.columns.parent) {
            (Some(row), Some(column)) => self.table.at(row, column, problem, remedy),
            _ => self.table.error(Location::Whole, problem, remedy),
        }
    }

    fn cell(&self, node: &Node<'t>, column: Option<usize>) -> Option<(&'t Row, usize, &'t str)> {
        let (row, column) = (node.row?, column?);
        Some((row, column, row.cell(column))).filter(|(.., cell)| !cell.trim().is_empty())
    }

    /// The code of a node: the one in the project that has its place and name, with what the row says.
    fn code(
        &self,
        at: usize,
        project: &Project,
        ids: &HashMap<usize, CodeId>,
        colours: &mut Colours,
        stamp: &mut dyn Stamp,
    ) -> Result<Code, FormatError> {
        let node = &self.nodes[at];
        let parent = node.parent.and_then(|parent| ids.get(&parent).copied());
        let anywhere = if node.row.is_some() { self.columns.parent.is_none() } else { node.asks.is_empty() };
        let there = find(project.codebook(), node.name, parent, anywhere);
        let colour = self.colour(node)?;
        let mut code = match there {
            Some(code) => {
                let own = colour.unwrap_or(code.colour);
                Code { colour: own, ..code.clone() }
            }
            None => {
                let first_child = || self.nodes.iter().find(|child| child.parent == Some(at));
                let child = if node.row.is_none() { first_child() } else { None };
                let colour = match (colour, child) {
                    (Some(colour), _) => colour,
                    (None, Some(child)) => self.colour(child)?.unwrap_or_else(|| colours.next()),
                    (None, None) => colours.next(),
                };
                Code::new(CodeId(stamp.uuid()), node.name, parent, colour)
            }
        };
        let set = |field: &mut String, column| {
            if let Some((.., cell)) = self.cell(node, column) {
                cell.clone_into(field);
            }
        };
        set(&mut code.definition, self.columns.definition);
        set(&mut code.include, self.columns.include);
        set(&mut code.exclude, self.columns.exclude);
        let examples = self.columns.examples.iter().filter_map(|&column| self.cell(node, Some(column)));
        let examples: Vec<String> = examples.map(|(.., cell)| cell.to_owned()).collect();
        if !examples.is_empty() {
            code.examples = examples;
        }
        if let Some((.., cell)) = self.cell(node, self.columns.layer) {
            code.layer = Some(cell.to_owned());
        }
        code.codable = self.yes_or_no(node, self.columns.codable)?.unwrap_or(code.codable);
        code.retired = self.yes_or_no(node, self.columns.retired)?.unwrap_or(code.retired);
        Ok(code)
    }

    fn colour(&self, node: &Node<'t>) -> Result<Option<Colour>, FormatError> {
        let Some((row, column, cell)) = self.cell(node, self.columns.colour) else { return Ok(None) };
        let colour = cell.trim().parse().map_err(|_| {
            let problem = message!("file-no-colour", said = cell.trim().chars().take(40).collect::<String>());
            self.table.at(row, column, problem, message!("do-write-colour"))
        })?;
        Ok(Some(colour))
    }

    fn yes_or_no(&self, node: &Node<'t>, column: Option<usize>) -> Result<Option<bool>, FormatError> {
        let Some((row, column, _)) = self.cell(node, column) else { return Ok(None) };
        self.table.yes_or_no(row, column)
    }
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
        import(project, "codes.csv", table.as_bytes(), &mut Count::from(project.codebook().len()))
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
            ("name of it,parent\na,b\n", "there is no column “code”"),
            ("code,weight\na,1\n", "the column “weight”"),
            ("code,parent\na,b\nb,a\n", "row 2, column “parent”: “a” would stand under itself"),
            ("code,parent\na,a\n", "under itself"),
            ("code,colour\na,red\n", "row 2, column “colour”: “red” is not a colour: write it as #RRGGBB"),
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
        for preset in presets() {
            let from = project().apply_all(&preset.edits(&mut Count::default())).unwrap();
            let table = grid(&from).csv();
            let to = import(&project(), "x.csv", &table, &mut Count::default()).unwrap();
            assert_eq!(shown(&project().apply_all(&to.edits).unwrap()), shown(&from), "{}", preset.id);
            assert!(import(&from, "x.csv", &table, &mut Count::default()).unwrap().edits.is_empty());
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
            let to = import(&project(), "x.csv", &table, &mut Count::default()).unwrap();
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
