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
    let mut widths = Widths::of(header);
    rows.iter().for_each(|row| widths.fit(row));
    let lines: String = rows.iter().map(|row| widths.line(row)).collect();
    widths.head() + &lines
}

/// How wide each column is, for a table whose rows are not kept.
pub(super) struct Widths<'h> {
    header: &'h [(&'h str, Side)],
    widths: Vec<usize>,
}

impl<'h> Widths<'h> {
    /// As wide as the header.
    pub(super) fn of(header: &'h [(&'h str, Side)]) -> Self {
        Self { header, widths: header.iter().map(|(name, _)| width(name)).collect() }
    }

    /// Wide enough for a row too.
    pub(super) fn fit(&mut self, row: &[String]) {
        for (widest, cell) in self.widths.iter_mut().zip(row) {
            *widest = (*widest).max(width(cell));
        }
    }

    /// The header and the line under it.
    pub(super) fn head(&self) -> String {
        let names: Vec<String> = self.header.iter().map(|(name, _)| (*name).to_owned()).collect();
        let rules: Vec<String> = self.widths.iter().map(|&width| "-".repeat(width)).collect();
        self.line(&names) + &self.line(&rules)
    }

    /// A row.
    pub(super) fn line(&self, row: &[String]) -> String {
        let mut line = String::new();
        for ((cell, &width), (_, side)) in row.iter().zip(&self.widths).zip(self.header) {
            let gap = " ".repeat(width - self::width(cell).min(width));
            match side {
                Side::Left => line.extend([cell.as_str(), &gap, "  "]),
                Side::Right => line.extend([gap.as_str(), cell, "  "]),
            }
        }
        line.truncate(line.trim_end().len());
        line.push('\n');
        line
    }
}

fn width(cell: &str) -> usize {
    cell.chars().count()
}

/// At most so many characters on one line, "…" where something is left out.
pub(super) fn shortened(words: &str, most: usize) -> String {
    let line = one_line(words);
    if width(&line) <= most {
        return line;
    }
    let kept: String = line.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// White space of any kind as single spaces.
pub(super) fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
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

    #[test]
    fn long_words_are_shortened() {
        assert_eq!(shortened("a\n\nb c", 5), "a b c");
        assert_eq!(shortened("ab cd", 4), "ab…");
    }
}
