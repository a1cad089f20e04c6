//! Databases that other programs keep their projects in, read from memory and never believed: what they say of
//! themselves runs nothing, their views and triggers are never asked, and a damaged one is refused.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, MAIN_DB};

use crate::formats::shared::error::{FormatError, Location};
use crate::lang::{Message, message, said};

/// Extensions of databases.
pub(super) const DATABASES: &[&str] = &["qda", "sqlite3", "sqlite", "db"];

/// How such a file begins.
pub(super) const MAGIC: &[u8] = b"SQLite format 3\0";
/// The most rows of one table that are read.
const MOST_ROWS: usize = 5_000_000;
/// The most bytes of one cell.
const MOST_IN_CELL: i32 = 128 << 20;
/// The most bytes of all cells of one table.
const MOST_IN_ALL: usize = 512 << 20;
/// The most millions of instructions that a database may take.
const MOST_STEPS: u32 = 4000;
/// Bytes 18 and 19 say whether there is a second file beside it; nothing that matters is in that one once it is closed.
const VERSIONS: std::ops::Range<usize> = 18..20;

/// A database, opened for reading.
pub(super) struct Database {
    file: String,
    connection: Connection,
    /// The columns of each real table.
    tables: BTreeMap<String, BTreeSet<String>>,
}

/// A row, by the columns that were asked for.
pub(super) struct Record<'r>(&'r rusqlite::Row<'r>);

impl Record<'_> {
    /// The words in a column; empty where there are none.
    pub(super) fn text(&self, column: usize) -> String {
        match self.0.get_ref(column) {
            Ok(ValueRef::Text(bytes) | ValueRef::Blob(bytes)) => String::from_utf8_lossy(bytes).into_owned(),
            Ok(ValueRef::Integer(number)) => number.to_string(),
            Ok(ValueRef::Real(number)) => number.to_string(),
            Ok(ValueRef::Null) | Err(_) => String::new(),
        }
    }

    /// The whole number in a column.
    pub(super) fn number(&self, column: usize) -> Option<i64> {
        match self.0.get_ref(column).ok()? {
            ValueRef::Integer(number) => Some(number),
            ValueRef::Text(bytes) => std::str::from_utf8(bytes).ok()?.trim().parse().ok(),
            ValueRef::Real(number) if number.fract() == 0.0 && number.abs() < 1e15 => Some(number as i64),
            ValueRef::Real(_) | ValueRef::Blob(_) | ValueRef::Null => None,
        }
    }

    fn bytes(&self, columns: usize) -> usize {
        let length = |column| match self.0.get_ref(column) {
            Ok(ValueRef::Text(bytes) | ValueRef::Blob(bytes)) => bytes.len(),
            _ => 8,
        };
        (0..columns).map(length).sum()
    }
}

impl Database {
    /// Opens a database from its bytes.
    ///
    /// # Errors
    /// When it is none, or is damaged.
    pub(super) fn open(file: &str, bytes: &[u8]) -> Result<Self, FormatError> {
        if bytes.is_empty() {
            return Err(FormatError::Empty { file: file.to_owned() });
        }
        if !bytes.starts_with(MAGIC) {
            return Err(error(file, message!("file-no-database"), message!("do-choose-database")));
        }
        let damaged = |why: rusqlite::Error| {
            error(file, message!("file-database-unread", why = said(why)), message!("do-open-or-backup"))
        };
        // The library takes a page that is not all there for one with zeros at its end.
        if is_cut(bytes) {
            return Err(error(file, message!("file-database-cut-short"), message!("do-copy-or-backup")));
        }
        let connection = opened(bytes).map_err(damaged)?;
        // An answer of another kind than a word is no good sign either.
        let sound: String =
            connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).map_err(damaged)?;
        if sound != "ok" {
            let first: String = sound.lines().next().unwrap_or_default().chars().take(80).collect();
            return Err(error(file, message!("file-database-damaged", first), message!("do-open-or-backup")));
        }
        let tables = tables(&connection).map_err(damaged)?;
        Ok(Self { file: file.to_owned(), connection, tables })
    }

    /// Whether all these tables are there.
    pub(super) fn has(&self, tables: &[&str]) -> bool {
        tables.iter().all(|table| self.tables.contains_key(*table))
    }

    /// Name of the file.
    pub(super) fn file(&self) -> &str {
        &self.file
    }

    /// An error about the file as a whole.
    pub(super) fn error(&self, problem: Message, remedy: Message) -> FormatError {
        error(&self.file, problem, remedy)
    }

    /// Reads a table row by row; none where there is no such table. A column that is not there is empty.
    ///
    /// # Errors
    /// When it cannot be read, or holds more than is read.
    pub(super) fn each(
        &self,
        table: &str,
        columns: &[&str],
        mut take: impl FnMut(&Record<'_>),
    ) -> Result<(), FormatError> {
        let Some(there) = self.tables.get(table) else { return Ok(()) };
        let quoted = |name: &&str| match there.contains(*name) {
            true => format!("\"{name}\""),
            false => "NULL".to_owned(),
        };
        let names: Vec<String> = columns.iter().map(quoted).collect();
        let unread = |why: rusqlite::Error| {
            let problem = message!("file-table-unread", table, why = said(why));
            self.error(problem, message!("do-open-or-backup"))
        };
        let query = format!("SELECT {} FROM main.\"{table}\" NOT INDEXED", names.join(", "));
        let mut statement = self.connection.prepare(&query).map_err(unread)?;
        let mut rows = statement.query([]).map_err(unread)?;
        let (mut count, mut bytes) = (0, 0_usize);
        while let Some(row) = rows.next().map_err(unread)? {
            let record = Record(row);
            count += 1;
            bytes = bytes.saturating_add(record.bytes(columns.len()));
            if count > MOST_ROWS || bytes > MOST_IN_ALL {
                let problem = message!("file-table-too-large", table);
                return Err(self.error(problem, message!("do-split-project")));
            }
            take(&record);
        }
        Ok(())
    }

    /// Refuses a database one of whose tables holds more rows than any study has such things.
    ///
    /// # Errors
    /// When one does, and as [`each`](Self::each).
    pub(super) fn at_most(&self, most: &[(&str, usize)]) -> Result<(), FormatError> {
        for (table, most) in most {
            let count = self.count(table)?;
            if count > *most {
                let problem = message!("file-table-too-long", table, count, most);
                return Err(self.error(problem, message!("do-split-project")));
            }
        }
        Ok(())
    }

    /// How many rows a table has; 0 where there is no such table.
    ///
    /// # Errors
    /// As [`each`](Self::each).
    pub(super) fn count(&self, table: &str) -> Result<usize, FormatError> {
        let mut count = 0;
        // No column has an empty name.
        self.each(table, &[""], |_| count += 1)?;
        Ok(count)
    }
}

/// Whether bytes are a database with all these tables.
pub(super) fn holds(bytes: &[u8], tables: &[&str]) -> bool {
    bytes.starts_with(MAGIC) && Database::open("", bytes).is_ok_and(|database| database.has(tables))
}

/// Whether the end is missing, by what the head says of pages (sqlite.org/fileformat.html, section 1.3).
fn is_cut(bytes: &[u8]) -> bool {
    let Some(head) = bytes.first_chunk::<100>() else { return true };
    let page = match u16::from_be_bytes([head[16], head[17]]) {
        1 => 1 << 16,
        page => usize::from(page),
    };
    // Only then does the number of pages count.
    let says = head[24..28] == head[92..96];
    let pages = u32::from_be_bytes([head[28], head[29], head[30], head[31]]) as usize;
    if says { bytes.len() / page.max(1) < pages } else { page > 0 && !bytes.len().is_multiple_of(page) }
}

fn opened(bytes: &[u8]) -> rusqlite::Result<Connection> {
    let mut connection = Connection::open_in_memory()?;
    for (config, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
        (DbConfig::SQLITE_DBCONFIG_WRITABLE_SCHEMA, false),
    ] {
        connection.set_db_config(config, on)?;
    }
    for (limit, most) in [
        (Limit::SQLITE_LIMIT_LENGTH, MOST_IN_CELL),
        (Limit::SQLITE_LIMIT_SQL_LENGTH, 1 << 20),
        (Limit::SQLITE_LIMIT_COLUMN, 500),
        (Limit::SQLITE_LIMIT_EXPR_DEPTH, 50),
        (Limit::SQLITE_LIMIT_ATTACHED, 0),
        (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 1),
        (Limit::SQLITE_LIMIT_WORKER_THREADS, 0),
    ] {
        connection.set_limit(limit, most)?;
    }
    // A table that leads in circles is given up.
    let mut steps = 0_u32;
    connection.progress_handler(
        1 << 20,
        Some(move || {
            steps += 1;
            steps > MOST_STEPS
        }),
    )?;
    // Both say that this file is all there is.
    let head = bytes.get(..VERSIONS.start).unwrap_or(bytes);
    let tail = bytes.get(VERSIONS.end..).unwrap_or_default();
    let versions: &[u8] = if tail.is_empty() { &[] } else { &[1, 1] };
    let whole = head.chain(versions).chain(tail);
    connection.deserialize_read_exact(MAIN_DB, whole, head.len() + versions.len() + tail.len(), true)?;
    connection.pragma_update(None, "ignore_check_constraints", true)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    Ok(connection)
}

/// The real tables, and their columns that hold what was put into them. What is computed is not asked for.
fn tables(connection: &Connection) -> rusqlite::Result<BTreeMap<String, BTreeSet<String>>> {
    let mut names = connection.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'table'")?;
    let mut rows = names.query([])?;
    let mut tables = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (name, sql): (String, Option<String>) = (row.get(0)?, row.get(1)?);
        let made = sql.unwrap_or_default().trim_start().to_uppercase();
        let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        if !plain || !made.starts_with("CREATE TABLE") {
            continue;
        }
        let mut columns = BTreeSet::new();
        let mut info = connection.prepare(&format!("PRAGMA main.table_xinfo(\"{name}\")"))?;
        let mut rows = info.query([])?;
        while let Some(row) = rows.next()? {
            let (column, hidden): (String, i64) = (row.get(1)?, row.get(6)?);
            if hidden == 0 && !column.contains('"') {
                columns.insert(column);
            }
        }
        tables.insert(name, columns);
    }
    Ok(tables)
}

fn error(file: &str, problem: Message, remedy: Message) -> FormatError {
    FormatError::At { file: file.to_owned(), place: Location::Whole, problem, remedy }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A database that these statements make.
    pub(crate) fn made(statements: &str) -> Vec<u8> {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(statements).unwrap();
        connection.serialize(MAIN_DB).unwrap().to_vec()
    }

    fn words(database: &Database, table: &str, columns: &[&str]) -> Vec<String> {
        let mut words = Vec::new();
        database.each(table, columns, |row| words.push(row.text(0))).unwrap();
        words
    }

    #[test]
    fn tables_are_read_and_nothing_is_run() {
        let bytes = made(
            "CREATE TABLE a(x TEXT, y INTEGER, z TEXT AS (hex(x)));
             INSERT INTO a(x, y) VALUES ('é', 1), (NULL, 2);
             CREATE VIEW source AS SELECT x FROM a;
             CREATE VIRTUAL TABLE code_text USING fts5(q);",
        );
        let database = Database::open("p.qda", &bytes).unwrap();
        assert_eq!(words(&database, "a", &["x"]), ["é", ""]);
        assert_eq!(words(&database, "a", &["z"]), ["", ""], "computed");
        assert_eq!(words(&database, "a", &["none"]), ["", ""]);
        assert!(!database.has(&["source"]) && !database.has(&["code_text"]) && database.has(&["a"]));
        assert_eq!((database.count("a"), database.count("none")), (Ok(2), Ok(0)));
    }

    #[test]
    fn what_is_no_sound_database_is_named() {
        let mut bytes = made("CREATE TABLE a(x); INSERT INTO a VALUES (zeroblob(9000)), (1), (2);");
        assert!(Database::open("p.qda", b"").err().unwrap().to_string().contains("empty"));
        assert!(Database::open("p.qda", b"words").err().unwrap().to_string().contains("not a database"));
        let cut = Database::open("p.qda", &bytes[..5000]).err().unwrap().to_string();
        assert!(cut.starts_with("p.qda, the file: the database was cut short"), "{cut}");
        for end in (1..bytes.len()).step_by(7) {
            assert!(Database::open("p.qda", &bytes[..end]).is_err(), "{end} of {}", bytes.len());
        }
        bytes[4096..4200].fill(0xFF);
        assert!(Database::open("p.qda", &bytes).err().unwrap().to_string().contains("damaged"));
        assert!(Database::open("p.qda", MAGIC).is_err());
    }

    #[test]
    fn one_that_was_written_beside_a_log_opens() {
        let mut bytes = made("CREATE TABLE a(x); INSERT INTO a VALUES ('one');");
        bytes[VERSIONS].fill(2);
        assert_eq!(words(&Database::open("p.qda", &bytes).unwrap(), "a", &["x"]), ["one"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn any_bytes_are_read_or_refused(head: bool, tail: Vec<u8>) {
            let bytes = if head { [MAGIC, &tail[..]].concat() } else { tail };
            let _ = Database::open("p.qda", &bytes);
        }
    }
}
