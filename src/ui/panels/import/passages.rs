//! What the columns of a table of coded passages from another program hold: one choice a role, beside the first rows. Draws
//! what the preview knows, and changes nothing itself.

use egui::{CollapsingHeader, Grid, RichText, ScrollArea, Ui};

use super::columns::one;
use super::show::Correction;
use super::{File, Holds};
use crate::formats::{Kind, quoted};
use crate::lang::text;
use crate::text::shortened;
use crate::ui::kit::{
    look::{self, size},
    parts,
};

/// Letters of a cell that are shown.
const LETTERS: usize = 40;

const LABELS: [(&str, &str); 9] = [
    ("transcript", "passages-transcript"),
    ("code", "passages-code"),
    ("text", "passages-text"),
    ("coder", "passages-coder"),
    ("memo", "passages-memo"),
    ("created", "passages-created"),
    ("start", "passages-start"),
    ("end", "passages-end"),
    ("line", "passages-line"),
];

/// Draws the choice for a file that may be such a table.
pub(super) fn show(ui: &mut Ui, file: &File) -> Option<Correction> {
    let seen = file.passages.as_ref()?;
    let taken = matches!(&file.holds, Holds::Table { format, .. } if format.kind == Kind::Codings);
    ui.add_space(size::STEP * 2.0);
    if taken {
        parts::section(ui, &text("passages-title"), "");
        return choices(ui, seen, taken);
    }
    let header = CollapsingHeader::new(text("passages-instead")).id_salt("passages");
    header.show(ui, |ui| choices(ui, seen, taken)).body_returned.flatten()
}

fn choices(ui: &mut Ui, seen: &quoted::Preview, taken: bool) -> Option<Correction> {
    parts::muted(ui, &text("passages-why"));
    let mut chosen = seen.columns.clone();
    ui.horizontal_wrapped(|ui| {
        for (role, label) in LABELS {
            let now = chosen.get(role).and_then(|name| seen.header.iter().position(|own| own == name));
            let mut column = now;
            one(ui, label, &seen.header, &mut column);
            if column != now {
                chosen.remove(role);
                chosen.extend(column.map(|at| (role.to_owned(), seen.header[at].clone())));
            }
        }
    });
    ui.add_space(size::STEP);
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
    let take = !taken && ui.button(text("passages-take")).clicked();
    (take || chosen != seen.columns).then_some(Correction::Passages(chosen))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_its_words() {
        assert!(quoted::roles().eq(LABELS.map(|(role, _)| role)));
    }
}
