//! What a table would add to the project, and what it would change there. Never reads it.

use egui::Ui;

use super::detail::caution;
use crate::formats::{ChangedValue, Import};
use crate::lang::{text, with};
use crate::ui::context::lost;
use crate::ui::kit::{look::size, parts};

/// How many values and warnings are told.
const MOST: usize = 8;

/// What a table would add, and what there is to look at.
pub(super) fn show(ui: &mut Ui, import: &Import) {
    parts::section(ui, &text("import-adds"), "");
    if import.added.is_empty() && import.changed.is_empty() {
        parts::muted(ui, &text("import-adds-nothing"));
    }
    changed(ui, &import.changed);
    for (what, n) in &import.added {
        let what = if *n == 1 { what.strip_suffix('s').unwrap_or(what) } else { what };
        ui.label(with("import-added", &[("n", (*n).into()), ("what", what.into())]));
    }
    for warning in import.warnings.iter().take(MOST) {
        ui.add_space(size::STEP);
        caution(ui, &super::placed(warning));
    }
    for lost in &import.lost {
        parts::muted(ui, &lost::told(lost));
    }
}

/// Which values are others now, the first of them with what they were.
fn changed(ui: &mut Ui, all: &[ChangedValue]) {
    for one in all.iter().take(MOST) {
        let said = [
            ("what", one.what.as_str().into()),
            ("of", one.of.as_str().into()),
            ("old", one.old.as_str().into()),
            ("new", one.new.as_str().into()),
        ];
        ui.label(with("import-changed", &said));
    }
    if let Some(more) = all.len().checked_sub(MOST).filter(|&more| more > 0) {
        parts::muted(ui, &with("import-changed-more", &[("n", more.into())]));
    }
}
