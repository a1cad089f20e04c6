//! A table on its way out as a .csv, row by row. Never keeps a row, and never writes a cell that a spreadsheet would run.

use std::io;

/// A table being written, comma separated, in UTF-8, with `\n` line ends. Keeps no more than the row it is at.
pub struct Sheet<'w> {
    to: &'w mut dyn io::Write,
    line: Vec<u8>,
}

impl<'w> Sheet<'w> {
    /// A table without rows.
    pub const fn new(to: &'w mut dyn io::Write) -> Self {
        Self { to, line: Vec::new() }
    }

    /// Writes a row. A cell that a spreadsheet would run as a formula gets an apostrophe, which reading takes off.
    ///
    /// # Errors
    /// Where what it is written to fails.
    pub fn row<C: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = C>) -> io::Result<()> {
        self.line.clear();
        for (column, cell) in cells.into_iter().enumerate() {
            if column > 0 {
                self.line.push(b',');
            }
            self.cell(cell.as_ref());
        }
        self.line.push(b'\n');
        self.to.write_all(&self.line)
    }

    fn cell(&mut self, cell: &str) {
        let guard = if needs_guard(cell) { "'" } else { "" };
        if guard.is_empty() && !cell.contains(['"', ',', ';', '\n', '\r', '\t']) && cell.trim() == cell {
            self.line.extend(cell.as_bytes());
        } else {
            self.line.push(b'"');
            self.line.extend(guard.as_bytes());
            self.line.extend(cell.replace('"', "\"\"").as_bytes());
            self.line.push(b'"');
        }
    }
}

/// Whether a spreadsheet would run the cell, or reading would take an apostrophe off it. Plain numbers may stay.
fn needs_guard(cell: &str) -> bool {
    let is_number = cell.strip_prefix(['-', '+']).is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_digit())
            && rest.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    });
    cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number
}

/// The cell without the apostrophe that [`Sheet::row`] put before it.
pub(in crate::formats) fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|_| needs_guard(cell)).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_made_harmless() {
        let mut bytes = Vec::new();
        Sheet::new(&mut bytes).row(["=1+1", "-5", "@x", "- no", "'tis", "a"]).unwrap();
        assert_eq!(bytes, b"\"'=1+1\",-5,\"'@x\",\"'- no\",'tis,a\n");
    }
}
