//! Where lines end in rich text, and rows and cells of its tables.

use super::Rtf;

impl Rtf<'_> {
    pub(super) fn paragraph(&mut self) {
        if self.goes_into_text() {
            self.flush();
            self.page.end_line();
        }
    }

    /// Begins a row of a table, unless one is open: the look of a row may stand at its start, at its end, or at both.
    pub(super) fn open_row(&mut self) {
        if self.goes_into_text() && self.page.rows() == 0 {
            self.flush();
            self.page.open_row();
            self.page.open_cell();
        }
    }

    pub(super) fn cell(&mut self) {
        if self.goes_into_text() {
            self.flush();
            if self.page.rows() == 0 {
                self.page.words("\t");
            }
            self.page.open_cell();
        }
    }

    pub(super) fn row(&mut self) {
        if self.goes_into_text() {
            self.flush();
            self.page.close_row();
        }
    }
}
