//! What is taken from an analysis: a figure as a file, a table to paste. Never writes it.

use egui::{RichText, Ui};

use super::Action;
use crate::chart::Figure;
use crate::lang::text;
use crate::ui::kit::look;

/// The files that a figure can be saved as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// A vector graphic.
    Svg,
    /// An image for print.
    Png,
    /// Its numbers.
    Csv,
}

/// A button with the files that a figure can be saved as, by this name.
pub fn save(ui: &mut Ui, name: &str, figure: impl FnOnce() -> Figure) -> Option<Action> {
    save_as(ui, &text("picture-save"), name, figure)
}

/// The same under a label of its own, where there are several figures.
pub fn save_as(ui: &mut Ui, label: &str, name: &str, figure: impl FnOnce() -> Figure) -> Option<Action> {
    let files = [(Saved::Svg, "picture-svg"), (Saved::Png, "picture-png"), (Saved::Csv, "picture-csv")];
    let chosen = ui.menu_button(RichText::new(label).font(look::secondary()), |ui| {
        let mut chosen = files.into_iter().filter(|(_, label)| ui.button(text(label)).clicked());
        chosen.next().map(|(saved, _)| saved)
    });
    let saved = chosen.inner.flatten()?;
    Some(Action::SavePicture { name: name.to_owned(), figure: Box::new(figure()), saved })
}

/// A button that puts a table on the clipboard, to be pasted into a sheet or a document.
pub fn copy(ui: &mut Ui, rows: impl FnOnce() -> Vec<Vec<String>>) -> Option<Action> {
    let pressed = ui
        .button(RichText::new(text("table-copy")).font(look::secondary()))
        .on_hover_text(text("table-copy-tip"))
        .clicked();
    pressed.then(|| Action::Copy(tabbed(rows())))
}

/// Cells between tabs, a row a line; nothing in a cell is either.
fn tabbed(rows: Vec<Vec<String>>) -> String {
    let cell = |cell: String| cell.replace(['\t', '\n', '\r'], " ");
    let line = |row: Vec<String>| row.into_iter().map(cell).collect::<Vec<_>>().join("\t");
    rows.into_iter().map(line).collect::<Vec<_>>().join("\n")
}
