//! What the columns of a table of turns are for: one choice a part of a turn. Draws what the preview knows, and changes
//! nothing itself.

use egui::{ComboBox, Ui};

use super::File;
use super::show::Correction;
use crate::lang::text;
use crate::ui::kit::{look::size, parts};

/// Draws the choice for a file that may be a table of turns.
pub(super) fn show(ui: &mut Ui, file: &File) -> Option<Correction> {
    let (names, now) = file.columns.as_ref()?;
    ui.add_space(size::STEP * 2.0);
    parts::section(ui, &text("import-columns"), "");
    parts::muted(ui, &text("import-columns-why"));
    let mut chosen = now.clone();
    ui.horizontal_wrapped(|ui| {
        ui.label(text("import-column-text"));
        for (at, name) in names.iter().enumerate().filter(|(_, name)| !name.trim().is_empty()) {
            let taken = chosen.text.contains(&at);
            if ui.selectable_label(taken, name).clicked() {
                if taken {
                    chosen.text.retain(|other| *other != at);
                } else {
                    chosen.text.push(at);
                    chosen.text.sort_unstable();
                }
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        one(ui, "import-column-speaker", names, &mut chosen.speaker);
        one(ui, "import-column-start", names, &mut chosen.start);
        one(ui, "import-column-document", names, &mut chosen.document);
    });
    (chosen != *now).then_some(Correction::Columns(chosen))
}

/// A column for one part, or none.
pub(super) fn one(ui: &mut Ui, key: &str, names: &[String], chosen: &mut Option<usize>) {
    // A label stays beside its list.
    ui.horizontal(|ui| {
        let label = ui.label(text(key));
        let none = text("import-column-none");
        let shown = chosen.and_then(|at| names.get(at)).unwrap_or(&none).clone();
        let list = ComboBox::from_id_salt(key).selected_text(shown).show_ui(ui, |ui| {
            ui.selectable_value(chosen, None, &none);
            for (at, name) in names.iter().enumerate().filter(|(_, name)| !name.trim().is_empty()) {
                ui.selectable_value(chosen, Some(at), name);
            }
        });
        list.response.labelled_by(label.id);
    });
}
