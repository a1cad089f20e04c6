//! The entry that begins a memo, in the menu of whatever can have one. Never writes it.

use egui::Ui;

use super::Action;
use crate::lang::text;
use crate::model::MemoTarget;

/// The entry of a menu that begins a memo on something.
pub fn memo_entry(ui: &mut Ui, on: MemoTarget, actions: &mut Vec<Action>) {
    if ui.button(text("memo-menu")).on_hover_text(text("memo-menu-tip")).clicked() {
        actions.push(Action::WriteMemo(on));
        ui.close();
    }
}
