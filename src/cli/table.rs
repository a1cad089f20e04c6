//! Tables for a person: columns aligned by the characters in them. Never cuts a figure.

/// How a column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// Words.
    Left,
    /// Figures.
    Right,
}

/// A table with a header, a line under it, and rows.
///
/// ```text
/// Code      n of N
/// --------  ------
/// listens   6 of 8
/// ```
pub(super) fn table(header: &[(&str, Side)], rows: &[Vec<String>]) -> String {
    let mut columns = Columns::new(header);
    rows.iter().for_each(|row| columns.fit(row));
    let mut lines = columns.head();
    rows.iter().for_each(|row| columns.line(&mut lines, row));
    lines
}

/// The columns of a table, for rows that are too many to be held: all of them are fitted in first, then written one by one.
pub(super) struct Columns<'h> {
    header: &'h [(&'h str, Side)],
    widths: Vec<usize>,
}

impl<'h> Columns<'h> {
    /// As wide as their names.
    pub(super) fn new(header: &'h [(&'h str, Side)]) -> Self {
        Self { header, widths: header.iter().map(|(name, _)| width(name)).collect() }
    }

    /// Makes room for a row.
    pub(super) fn fit<C: AsRef<str>>(&mut self, row: &[C]) {
        for (widest, cell) in self.widths.iter_mut().zip(row) {
            *widest = (*widest).max(width(cell.as_ref()));
        }
    }

    /// The names, and the line under them.
    pub(super) fn head(&self) -> String {
        let mut lines = String::new();
        let names: Vec<&str> = self.header.iter().map(|(name, _)| *name).collect();
        self.line(&mut lines, &names);
        let rules: Vec<String> = self.widths.iter().map(|&width| "-".repeat(width)).collect();
        self.line(&mut lines, &rules);
        lines
    }

    /// Adds the line of a row that was fitted in.
    pub(super) fn line<C: AsRef<str>>(&self, lines: &mut String, row: &[C]) {
        let from = lines.len();
        for ((cell, &width), (_, side)) in row.iter().zip(&self.widths).zip(self.header) {
            let cell = cell.as_ref();
            let gap = " ".repeat(width - self::width(cell).min(width));
            match side {
                Side::Left => lines.extend([cell, &gap, "  "]),
                Side::Right => lines.extend([gap.as_str(), cell, "  "]),
            }
        }
        lines.truncate(from + lines[from..].trim_end().len());
        lines.push('\n');
    }
}

fn width(cell: &str) -> usize {
    cell.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned() {
        let rows = [vec!["é".to_owned(), "10".to_owned()], vec!["long".to_owned(), "9".to_owned()]];
        let shown = table(&[("c", Side::Left), ("n", Side::Right)], &rows);
        assert_eq!(shown, "c      n\n----  --\né     10\nlong   9\n");
    }
}
