//! What the columns of a table are for: seen by their headers, or as a person says. Each kind of table has one list of
//! roles, from which readers, command line and window go. Never takes one column for two things.

use super::error::{FormatError, Location};
use super::outcome::Lost;
use super::table::{Row, Table, folded};
use crate::lang::{Arg, Message, list, message, place};

/// Something that a column may hold, and the headers by which it is known, as [`folded`] writes them. At the end of one `#`
/// stands for a number or nothing, ` #` for a number.
#[derive(Debug)]
pub struct Role {
    /// What the command line calls it.
    pub id: &'static str,
    words: &'static [&'static str],
    /// Whether several columns may hold it.
    pub many: bool,
}

impl Role {
    /// What one column holds: the first of these words that is a header.
    pub const fn one(id: &'static str, words: &'static [&'static str]) -> Self {
        Self { id, words, many: false }
    }

    /// What all columns hold that are headed with one of these words.
    pub const fn many(id: &'static str, words: &'static [&'static str]) -> Self {
        Self { id, words, many: true }
    }

    /// Whether this is a header of it.
    pub(in crate::formats) fn is_called(&self, header: &str) -> bool {
        let header = folded(header);
        self.words.iter().any(|word| called(word, &header))
    }
}

/// Whether a header, folded, is a word of a role.
fn called(word: &str, header: &str) -> bool {
    let digits = |rest: &str| rest.trim().bytes().all(|byte| byte.is_ascii_digit());
    match word.strip_suffix('#') {
        Some(word) => header.strip_prefix(word).is_some_and(digits),
        None => header == word,
    }
}

/// The roles of a kind of table.
#[derive(Debug)]
pub struct Roles {
    pub all: &'static [Role],
    /// Sets of roles, of which one is needed; the first is what is asked for where none is there.
    pub needs: &'static [&'static [&'static str]],
}

/// Which columns hold what, as a person says: roles with headers. An empty header says that no column does.
pub type ColumnsSaid = Vec<(String, String)>;

impl Roles {
    /// No roles: whatever the columns of such files are for is not chosen.
    pub const NONE: &'static Self = &Self { all: &[], needs: &[] };

    /// The role of that name.
    pub fn named(&self, id: &str) -> Option<&'static Role> {
        let id = folded(id);
        self.all.iter().find(|role| role.id == id)
    }

    /// Whether these headers, and what a person says of them, give all that is needed.
    pub fn fit(&'static self, header: &[String], said: &ColumnsSaid) -> bool {
        let there = |role: &str| {
            let own =
                |(name, header): &(String, String)| (folded(name) == role).then_some(!header.is_empty());
            let seen = || self.named(role).is_some_and(|role| header.iter().any(|name| role.is_called(name)));
            said.iter().find_map(own).unwrap_or_else(seen)
        };
        said.iter().all(|(role, _)| self.named(role).is_some())
            && self.needs.iter().any(|needed| needed.iter().all(|role| there(role)))
    }

    /// Which columns of a table hold what: what a person says, and for what they leave open what the header says.
    ///
    /// # Errors
    /// When they name a role or a column that there is not.
    pub(in crate::formats) fn of<'t>(
        &'static self,
        table: &'t Table,
        said: &ColumnsSaid,
    ) -> Result<Assigned<'t>, FormatError> {
        let mut found: Vec<Option<Vec<usize>>> = vec![None; self.all.len()];
        for (name, header) in said {
            let at = self.all.iter().position(|role| role.id == folded(name));
            let at = at.ok_or_else(|| {
                let known = list(self.all.iter().map(|role| role.id));
                let problem = message!("file-no-such-role", role = name);
                table.error(Location::Header, problem, message!("do-name-one", roles = known))
            })?;
            let columns = found[at].get_or_insert_default();
            if !header.is_empty() {
                let column = column_called(table, header).ok_or_else(|| {
                    let problem = message!("file-no-column-among", header, there = table.names());
                    table.error(Location::Header, problem, message!("do-say-which-column", role = name))
                })?;
                if !self.all[at].many {
                    columns.clear();
                }
                columns.push(column);
            }
        }
        let taken: Vec<usize> = found.iter().flatten().flatten().copied().collect();
        let free = |column: &usize| !taken.contains(column);
        let seen = |role: &Role| -> Vec<usize> {
            let header = |column: usize| folded(&table.header()[column]);
            let columns = (0..table.header().len()).filter(free).filter(|&at| !table.header()[at].is_empty());
            if role.many {
                return columns.filter(|&at| role.is_called(&table.header()[at])).collect();
            }
            let mut first = role.words.iter().filter_map(|word| {
                (0..table.header().len()).filter(free).find(|&at| called(word, &header(at)))
            });
            first.next().into_iter().collect()
        };
        let of = found.into_iter().zip(self.all);
        let of = of.map(|(said, role)| said.unwrap_or_else(|| seen(role))).collect();
        Ok(Assigned { roles: self, table, of })
    }
}

/// The columns of a table by what they hold.
pub(in crate::formats) struct Assigned<'t> {
    roles: &'static Roles,
    table: &'t Table,
    of: Vec<Vec<usize>>,
}

impl<'t> Assigned<'t> {
    /// The columns that hold something, in order.
    pub(in crate::formats) fn all(&self, role: &str) -> &[usize] {
        let at = self.roles.all.iter().position(|own| own.id == role);
        at.and_then(|at| self.of.get(at)).map_or(&[], Vec::as_slice)
    }

    /// The column that holds it.
    pub(in crate::formats) fn get(&self, role: &str) -> Option<usize> {
        self.all(role).first().copied()
    }

    /// What a row says in the column that holds it.
    pub(in crate::formats) fn cell<'r>(&self, row: &'r Row, role: &str) -> &'r str {
        self.get(role).map_or("", |column| row.cell(column).trim())
    }

    /// The column that holds what there must be.
    ///
    /// # Errors
    /// When none does.
    pub(in crate::formats) fn needed(&self, role: &'static str) -> Result<usize, FormatError> {
        self.get(role).ok_or_else(|| self.lacks(role))
    }

    /// Refuses a table without any of the sets of columns that it needs.
    ///
    /// # Errors
    /// When it has none.
    pub(in crate::formats) fn enough(&self) -> Result<(), FormatError> {
        let there = |role: &&str| self.get(role).is_some();
        if self.roles.needs.iter().any(|set| set.iter().all(&there)) {
            return Ok(());
        }
        let first = self.roles.needs.first().and_then(|set| set.iter().find(|role| !there(role)));
        Err(self.lacks(first.copied().unwrap_or_default()))
    }

    fn lacks(&self, role: &str) -> FormatError {
        let problem = message!("file-no-column-for-role", role, names = self.table.names());
        self.table.error(Location::Header, problem, message!("do-say-which-does", role))
    }

    /// The columns that hold something else than these and what has a role, by name; none where there are none.
    pub(in crate::formats) fn left_out(&self, also: &[usize]) -> Option<Lost> {
        let of: Vec<usize> = self.of.iter().flatten().chain(also).copied().collect();
        self.table.left_out(&of)
    }

    pub(in crate::formats) const fn table(&self) -> &'t Table {
        self.table
    }
}

impl Table {
    /// The columns that hold something and are none of those that are read, by name; none where there are none.
    pub(in crate::formats) fn left_out(&self, read: &[usize]) -> Option<Lost> {
        let others = self.holding().filter(|at| !read.contains(at));
        let others: Vec<Message> = others.map(|at| self.called(at)).collect();
        (!others.is_empty()).then(|| Lost {
            what: message!("part-column"),
            count: others.len(),
            why: message!("file-unknown-columns", names = list(others.iter().cloned())),
            files: Vec::new(),
        })
    }

    /// The columns with anything below the header.
    pub(in crate::formats) fn holding(&self) -> impl Iterator<Item = usize> {
        let holds = |at: &usize| self.rows().iter().any(|row| !row.cell(*at).trim().is_empty());
        (0..self.header().len()).filter(holds)
    }

    /// What a column is called: as its header says, else by its number.
    pub(in crate::formats) fn called(&self, column: usize) -> Message {
        match self.header().get(column).filter(|name| !name.is_empty()) {
            Some(name) => message!("in-quotes", name),
            None => message!("column-without-name", column = place(column + 1)),
        }
    }

    /// What its columns are called.
    pub(in crate::formats) fn names(&self) -> Arg {
        list((0..self.header().len()).map(|column| self.called(column)))
    }
}

/// The column with a header, or that is called by its number as one without a name is.
fn column_called(table: &Table, header: &str) -> Option<usize> {
    let named = table.header().iter().position(|name| folded(name) == folded(header));
    named.or_else(|| {
        let number: usize = folded(header).strip_prefix("column ")?.parse().ok()?;
        number.checked_sub(1).filter(|at| *at < table.header().len())
    })
}

/// A table as somebody sees it who says what its columns hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// The names of its columns.
    pub header: Vec<String>,
    /// Its first rows.
    pub rows: Vec<Vec<String>>,
}

/// A table with at most so many of its rows; none where it is no table.
pub fn preview(file: &str, bytes: &[u8], most_rows: usize) -> Option<Preview> {
    let table = Table::read(file, bytes).ok()?;
    let header = table.header().to_vec();
    let row = |row: &Row| (0..header.len()).map(|at| row.cell(at).to_owned()).collect();
    let rows = table.rows().iter().take(most_rows).map(row).collect();
    Some(Preview { header, rows })
}

impl Roles {
    /// What the columns of a table seem to hold.
    pub fn seen(&self, header: &[String]) -> ColumnsSaid {
        let mut seen = ColumnsSaid::new();
        for role in self.all {
            let is = |name: &&String| !name.is_empty() && role.is_called(name);
            let most = if role.many { usize::MAX } else { 1 };
            seen.extend(header.iter().filter(is).take(most).map(|name| (role.id.to_owned(), name.clone())));
        }
        seen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROLES: Roles = Roles {
        all: &[
            Role::one("code", &["code", "name"]),
            Role::one("memo", &["memo"]),
            Role::many("example", &["example#"]),
        ],
        needs: &[&["code"]],
    };

    fn said(all: &[(&str, &str)]) -> ColumnsSaid {
        all.iter().map(|(role, header)| ((*role).to_owned(), (*header).to_owned())).collect()
    }

    fn columns(table: &str, columns: &[(&str, &str)]) -> Result<Vec<Vec<usize>>, String> {
        const OWN: &Roles = &ROLES;
        let table = Table::read("t.csv", table.as_bytes()).unwrap();
        OWN.of(&table, &said(columns)).map(|found| found.of).map_err(|why| why.to_string())
    }

    #[test]
    fn headers_say_what_columns_hold_unless_a_person_does() {
        let table = "Name,Example 1,Code,Memo,examples,EXAMPLE,\na,b,c,d,e,f,g\n";
        assert_eq!(columns(table, &[]).unwrap(), [vec![2], vec![3], vec![1, 5]]);
        // A column that is said to be one thing is no other.
        assert_eq!(columns(table, &[("code", "memo")]).unwrap(), [vec![3], vec![], vec![1, 5]]);
        let chosen = [("Example", "examples"), ("example", "column 7"), ("memo", "")];
        assert_eq!(columns(table, &chosen).unwrap(), [vec![2], vec![], vec![4, 6]]);
    }

    #[test]
    fn what_is_not_there_is_named_with_what_is() {
        let says = columns("Was,\na,b\n", &[("kode", "Was")]).unwrap_err();
        assert!(says.contains("“kode”") && says.contains("code, memo, example"), "{says}");
        let says = columns("Was,\na,b\n", &[("code", "Wo")]).unwrap_err();
        assert!(says.contains("“Wo” among “Was”, column 2, which has no name"), "{says}");
    }

    #[test]
    fn the_roles_that_are_needed_decide_what_fits() {
        const OWN: &Roles = &ROLES;
        let header = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert!(OWN.fit(&header(&["Name", "x"]), &said(&[])));
        assert!(OWN.fit(&header(&["y", "x"]), &said(&[("code", "y")])));
        assert!(!OWN.fit(&header(&["Name"]), &said(&[("code", "")])));
        assert!(!OWN.fit(&header(&["Name"]), &said(&[("speaker", "Name")])));
    }
}
