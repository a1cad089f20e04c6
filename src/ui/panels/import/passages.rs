//! What the columns of a table hold that is no transcript: which kind of table it is and one choice a role, beside the first
//! rows. Draws what the preview knows, and changes nothing itself.

use egui::{CollapsingHeader, ComboBox, Grid, RichText, ScrollArea, Ui};

use super::columns::one;
use super::show::Correction;
use super::{File, Holds};
use crate::formats::{ColumnsSaid, Format, Reader, Role, by_extension, roles};
use crate::lang::text;
use crate::text::shortened;
use crate::ui::kit::{
    look::{self, size},
    parts,
};

/// Rows of a table that are shown while its columns are chosen.
const SAMPLE: usize = 3;
/// Letters of a cell that are shown.
const LETTERS: usize = 40;

/// What a table of passages from elsewhere is called.
const PASSAGES: &str = "kind-passages";
const LABELS: [(&str, &str); 27] = [
    ("attribute", "passages-attribute"),
    ("auto", "passages-auto"),
    ("case", "passages-case"),
    ("codable", "passages-codable"),
    ("code", "passages-code"),
    ("coder", "passages-coder"),
    ("colour", "passages-colour"),
    ("created", "passages-created"),
    ("definition", "passages-definition"),
    ("end", "passages-end"),
    ("example", "passages-example"),
    ("exclude", "passages-exclude"),
    ("include", "passages-include"),
    ("layer", "passages-layer"),
    ("level", "passages-level"),
    ("line", "passages-line"),
    ("memo", "passages-memo"),
    ("parent", "passages-parent"),
    ("quote", "passages-quote"),
    ("remark", "passages-remark"),
    ("retired", "passages-retired"),
    ("speaker", "passages-speaker"),
    ("start", "passages-start"),
    ("subcode", "passages-subcode"),
    ("subtheme", "passages-subtheme"),
    ("text", "passages-text"),
    ("theme", "passages-theme"),
];
const TRANSCRIPT: (&str, &str) = ("transcript", "passages-transcript");

/// What a file may be as a table, and what its columns then hold.
#[derive(Clone)]
pub(super) struct Chooser {
    pub(super) seen: roles::Preview,
    pub(super) format: &'static Format,
    pub(super) said: ColumnsSaid,
}

impl Chooser {
    /// Of a file that may be a table; it begins as what it was taken for, or as passages from elsewhere.
    pub(super) fn of(name: &str, bytes: &[u8], taken: Option<&'static Format>) -> Option<Self> {
        let taken = tables(name).find(|format| Some(*format) == taken);
        let passages = || tables(name).find(|format| format.name == PASSAGES);
        let format = taken.or_else(passages).or_else(|| tables(name).next())?;
        // A list is no table, and a person can only say what it is.
        let seen = roles::preview(name, bytes, SAMPLE).filter(|_| !format.roles.all.is_empty());
        let seen = if format.when_told { seen.unwrap_or_default() } else { seen? };
        let said = format.roles.seen(&seen.header);
        Some(Self { seen, format, said })
    }

    /// The same as another kind of table.
    fn with(&self, format: &'static Format) -> Self {
        let said = format.roles.seen(&self.seen.header);
        Self { format, said, ..self.clone() }
    }

    /// What is said of all columns: one that is not named is none, whatever its header seems to say.
    pub(super) fn all_said(&self) -> ColumnsSaid {
        let named = |role: &str| self.said.iter().any(|(own, _)| own == role);
        // What is no attribute by name is one where no attribute is named.
        let others = self.format.roles.all.iter().filter(|role| !named(role.id) && role.id != "attribute");
        let none = others.map(|role| (role.id.to_owned(), String::new()));
        self.said.iter().cloned().chain(none).collect()
    }
}

/// The kinds of table that a file may be by its name.
fn tables(name: &str) -> impl Iterator<Item = &'static Format> {
    by_extension(name).filter(|format| is_table(format))
}

const fn is_table(format: &Format) -> bool {
    matches!(format.read, Reader::Table(_)) && (!format.roles.all.is_empty() || format.when_told)
}

/// Draws the choice for a file that may be such a table.
pub(super) fn show(ui: &mut Ui, file: &File) -> Option<Correction> {
    let chooser = file.passages.as_ref()?;
    let taken = matches!(&file.holds, Holds::Table { .. });
    let is_open = match &file.holds {
        Holds::Table { format, import, .. } => format.name == PASSAGES || import.is_err(),
        Holds::Transcript { .. } | Holds::Nothing(_) => false,
    };
    ui.add_space(size::STEP * 2.0);
    let title = text(if taken { "passages-title" } else { "passages-instead" });
    let header = CollapsingHeader::new(title).id_salt("passages").default_open(is_open);
    header.show(ui, |ui| choices(ui, &file.name, chooser, taken)).body_returned.flatten()
}

fn choices(ui: &mut Ui, name: &str, chooser: &Chooser, taken: bool) -> Option<Correction> {
    let mut chosen = chooser.clone();
    kind(ui, name, &mut chosen);
    if !chosen.format.roles.all.is_empty() {
        parts::muted(ui, &text("passages-why"));
        ui.horizontal_wrapped(|ui| {
            for role in chosen.format.roles.all {
                role_of(ui, role, &chosen.seen.header, &mut chosen.said);
            }
        });
        ui.add_space(size::STEP);
        sample(ui, &chooser.seen);
    }
    let take = !taken && ui.button(text("passages-take")).clicked();
    let changed = chosen.format != chooser.format || chosen.said != chooser.said;
    (take || changed).then_some(Correction::Passages(chosen))
}

/// Which kind of table it is.
fn kind(ui: &mut Ui, name: &str, chosen: &mut Chooser) {
    ui.horizontal(|ui| {
        let label = ui.label(text("passages-kind"));
        let list = ComboBox::from_id_salt("passages-kind").selected_text(text(chosen.format.name));
        let list = list.show_ui(ui, |ui| {
            for format in tables(name) {
                let is_it = format == chosen.format;
                if ui.selectable_label(is_it, text(format.name)).clicked() && !is_it {
                    *chosen = chosen.with(format);
                }
            }
        });
        list.response.labelled_by(label.id);
    });
}

/// The column, or the columns, of a role.
fn role_of(ui: &mut Ui, role: &Role, header: &[String], said: &mut ColumnsSaid) {
    let Some((_, label)) = LABELS.iter().chain([&TRANSCRIPT]).find(|(id, _)| *id == role.id) else { return };
    let own = |said: &ColumnsSaid| -> Vec<usize> {
        let of_role = said.iter().filter(|(id, _)| id == role.id);
        of_role.filter_map(|(_, name)| header.iter().position(|own| own == name)).collect()
    };
    let before = own(said);
    let mut now = before.clone();
    if role.many {
        several(ui, label, header, &mut now);
    } else {
        let mut column = now.first().copied();
        one(ui, label, header, &mut column);
        now = column.into_iter().collect();
    }
    if now != before {
        said.retain(|(id, _)| id != role.id);
        said.extend(now.into_iter().map(|at| (role.id.to_owned(), header[at].clone())));
    }
}

/// Columns for one part, in the order in which they are chosen.
fn several(ui: &mut Ui, key: &str, names: &[String], chosen: &mut Vec<usize>) {
    ui.horizontal(|ui| {
        let label = ui.label(text(key));
        let shown: Vec<&str> = chosen.iter().filter_map(|at| names.get(*at)).map(String::as_str).collect();
        let shown = if shown.is_empty() { text("import-column-none") } else { shown.join(", ") };
        let list = ComboBox::from_id_salt(key).selected_text(shortened(&shown, LETTERS));
        let list = list.show_ui(ui, |ui| {
            for (at, name) in names.iter().enumerate().filter(|(_, name)| !name.trim().is_empty()) {
                let taken = chosen.contains(&at);
                if ui.selectable_label(taken, name).clicked() {
                    chosen.retain(|other| *other != at);
                    chosen.extend((!taken).then_some(at));
                }
            }
        });
        list.response.labelled_by(label.id);
    });
}

/// The first rows.
fn sample(ui: &mut Ui, seen: &roles::Preview) {
    ScrollArea::horizontal().id_salt("passages_rows").show(ui, |ui| {
        Grid::new("passages_rows").striped(true).spacing([16.0, 4.0]).show(ui, |ui| {
            for name in &seen.header {
                ui.label(RichText::new(name).font(look::strong(12.0)));
            }
            ui.end_row();
            for row in &seen.rows {
                for cell in row {
                    ui.label(shortened(cell, LETTERS));
                }
                ui.end_row();
            }
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::FORMATS;

    #[test]
    fn every_role_has_its_words() {
        let roles = FORMATS.iter().filter(|format| is_table(format)).flat_map(|format| format.roles.all);
        for role in roles {
            assert!(LABELS.iter().chain([&TRANSCRIPT]).any(|(id, _)| *id == role.id), "{}", role.id);
        }
    }
}
