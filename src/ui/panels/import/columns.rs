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
    let is_text = |said: &(String, String), name: &str| said.0 == "text" && said.1 == name;
    ui.horizontal_wrapped(|ui| {
        ui.label(text("import-column-text"));
        for name in names.iter().filter(|name| !name.trim().is_empty()) {
            let taken = chosen.iter().any(|said| is_text(said, name));
            if ui.selectable_label(taken, name).clicked() {
                // Where no column is left, none holds the words, whatever the headers seem to say.
                chosen.retain(|said| !is_text(said, name) && !is_text(said, ""));
                let named = if taken { String::new() } else { name.clone() };
                if !taken || !chosen.iter().any(|(role, _)| role == "text") {
                    chosen.push(("text".to_owned(), named));
                }
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        for (role, label) in OTHERS {
            let own = chosen.iter_mut().find(|(own, _)| own == role);
            let Some((_, name)) = own else { continue };
            let before = names.iter().position(|other| !other.is_empty() && other == name);
            let mut column = before;
            one(ui, label, names, &mut column);
            if column != before {
                *name = column.map(|at| names[at].clone()).unwrap_or_default();
            }
        }
    });
    (chosen != *now).then_some(Correction::Columns(chosen))
}

/// What is beside the words of a turn.
const OTHERS: [(&str, &str); 3] = [
    ("speaker", "import-column-speaker"),
    ("start", "import-column-start"),
    ("document", "import-column-document"),
];

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
