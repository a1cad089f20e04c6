//! What stands in a menu. Never knows what its entries do.

use egui::Ui;

use super::look::size;

/// What stands in a menu: rows close together, and scrolled where the window is lower than the menu.
pub(in crate::ui) fn entries(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let height = ui.ctx().content_rect().height() - size::TOP_BAR - 32.0;
    egui::ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, add);
}
