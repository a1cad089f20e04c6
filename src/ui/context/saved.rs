//! A figure as a file: as which, and the menu that offers them. Never writes it.

use egui::Ui;

use super::Action;
use crate::chart::Figure;
use crate::lang::text;

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
    let files = [(Saved::Svg, "picture-svg"), (Saved::Png, "picture-png"), (Saved::Csv, "picture-csv")];
    let chosen = ui.menu_button(text("picture-save"), |ui| {
        let mut chosen = files.into_iter().filter(|(_, label)| ui.button(text(label)).clicked());
        chosen.next().map(|(saved, _)| saved)
    });
    let saved = chosen.inner.flatten()?;
    Some(Action::SavePicture { name: name.to_owned(), figure: Box::new(figure()), saved })
}
