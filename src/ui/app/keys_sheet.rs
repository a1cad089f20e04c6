//! All keys and what they do, and the way to others: a person presses the keys that a command is to have, and is told whose
//! they were. Never keeps them itself.

use egui::{Context, Event, Key, RichText, ScrollArea, Ui, WidgetInfo, accesskit::Role, vec2};

use crate::lang::{text, with};
use crate::ui::context::{
    Action,
    command::{Command, Keys, Menu},
    keymap, keys,
};
use crate::ui::kit::{
    layout,
    look::{self, size},
    parts, sheet,
};

/// The sheet.
#[derive(Default)]
pub(super) struct KeysSheet {
    /// Whether keys can be changed, beside being read.
    changes: bool,
    /// The command that waits for its keys, and those that were pressed for it.
    waits: Option<(Command, Pressed)>,
}

/// What was pressed for a command that waits.
#[derive(Clone, Copy, PartialEq)]
enum Pressed {
    Nothing,
    /// Keys that it cannot have.
    Unfit,
    /// Keys that another command has.
    Taken(Keys, Command),
}

impl KeysSheet {
    /// Open with a button for every command.
    pub(super) const fn to_change() -> Self {
        Self { changes: true, waits: None }
    }

    /// Draws it; says whether it stays.
    pub(super) fn show(&mut self, ctx: &Context, actions: &mut Vec<Action>) -> bool {
        if let Some((command, Pressed::Nothing | Pressed::Unfit)) = self.waits {
            self.listen(ctx, command, actions);
        }
        sheet::show(ctx, "keys", &text("command-keys"), 760.0, |ui| {
            let height = ui.ctx().content_rect().height() - 260.0;
            if let Some((command, pressed)) = self.waits {
                self.ask(ui, command, pressed, actions);
                ui.add_space(size::STEP * 2.0);
            }
            ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
                ui.columns(2, |columns| {
                    let (left, right) = columns.split_at_mut(1);
                    for menu in [Menu::Code, Menu::Edit, Menu::Project] {
                        self.menu(&mut left[0], menu);
                    }
                    reading(&mut right[0]);
                    for menu in [Menu::View, Menu::Help] {
                        self.menu(&mut right[0], menu);
                    }
                });
            });
            ui.add_space(size::STEP * 3.0);
            let mut stays = true;
            ui.horizontal(|ui| {
                stays &= !parts::primary(ui, &text("close")).clicked();
                if !self.changes {
                    self.changes = ui.button(text("keys-change")).clicked();
                } else if ui.button(text("keys-standard")).on_hover_text(text("keys-standard-tip")).clicked()
                {
                    actions.push(Action::StandardKeys);
                    self.waits = None;
                }
            });
            stays
        })
    }

    /// Takes the keys that are pressed for a command.
    fn listen(&mut self, ctx: &Context, command: Command, actions: &mut Vec<Action>) {
        let mut heard = None;
        ctx.input_mut(|input| {
            input.events.retain(|event| match event {
                Event::Key { key, pressed: true, modifiers, .. } => {
                    heard = Some((*modifiers, *key));
                    false
                }
                Event::Text(_) => false,
                _ => true,
            });
        });
        let Some((modifiers, key)) = heard else { return };
        if key == Key::Escape {
            self.waits = None;
            return;
        }
        if matches!(key, Key::Delete | Key::Backspace) && modifiers.is_none() {
            actions.push(Action::SetKeys { command, keys: None });
            self.waits = None;
            return;
        }
        self.waits = match keymap::pressed(command, modifiers, key) {
            None => Some((command, Pressed::Unfit)),
            Some(keys) => match keymap::known(ctx).taken(keys, command) {
                Some(other) => Some((command, Pressed::Taken(keys, other))),
                None => {
                    actions.push(Action::SetKeys { command, keys: Some(keys) });
                    None
                }
            },
        };
    }

    /// What is waited for, or whose the pressed keys are.
    fn ask(&mut self, ui: &mut Ui, command: Command, pressed: Pressed, actions: &mut Vec<Action>) {
        parts::caution(ui, |ui| match pressed {
            Pressed::Nothing | Pressed::Unfit => {
                let key = if pressed == Pressed::Unfit { "keys-unfit" } else { "keys-press" };
                ui.label(with(key, &[("command", command.label().into())]));
            }
            Pressed::Taken(keys, other) => {
                let written = keys::written(ui.ctx(), keys);
                let said = [("keys", written.into()), ("command", other.label().into())];
                ui.label(with("keys-taken", &said));
                if !keymap::is_free(other) {
                    if ui.button(text("cancel")).clicked() {
                        self.waits = None;
                    }
                    return;
                }
                ui.horizontal(|ui| {
                    let give = with("keys-give", &[("command", command.label().into())]);
                    if ui.button(give).clicked() {
                        actions.push(Action::SetKeys { command: other, keys: None });
                        actions.push(Action::SetKeys { command, keys: Some(keys) });
                        self.waits = None;
                    } else if ui.button(text("cancel")).clicked() {
                        self.waits = None;
                    }
                });
            }
        });
    }

    /// The commands of a menu that have keys, or could.
    fn menu(&mut self, ui: &mut Ui, menu: Menu) {
        parts::section(ui, &text(menu.name()), "");
        let known = keymap::known(ui.ctx());
        for command in Command::all().filter(|c| c.menu() == menu) {
            let pinned = matches!(command, Command::ApplyPinned(_));
            let keys = known.keys(command);
            let is_listed = if self.changes { keymap::is_free(command) || pinned } else { keys.is_some() };
            if !is_listed || matches!(command, Command::ApplyPinned(2..=9)) {
                continue;
            }
            let label = if pinned { text("keys-pinned") } else { command.label() };
            let written = match keys {
                _ if pinned => text("keys-digits"),
                Some(keys) => keys::written(ui.ctx(), keys),
                None => text("keys-none"),
            };
            let changes = self.changes && !pinned;
            if key_row(ui, &written, &label, changes) {
                self.waits = Some((command, Pressed::Nothing));
            }
        }
        ui.add_space(size::STEP * 2.0);
    }
}

/// Keys that the transcript itself has.
fn reading(ui: &mut Ui) {
    parts::section(ui, &text("keys-reading"), "");
    for (keys, label) in [
        ("keys-arrows", "keys-arrows-do"),
        ("keys-words", "keys-words-do"),
        ("keys-turns", "keys-turns-do"),
        ("keys-shift", "keys-shift-do"),
        ("keys-escape", "keys-escape-do"),
    ] {
        key_row(ui, &text(keys), &text(label), false);
    }
    ui.add_space(size::STEP * 2.0);
}

/// Keys and what they do; says whether others are wanted.
fn key_row(ui: &mut Ui, keys: &str, label: &str, changes: bool) -> bool {
    ui.horizontal(|ui| {
        ui.set_min_height(24.0);
        let (rect, _) = ui.allocate_exact_size(vec2(120.0, 22.0), egui::Sense::hover());
        layout::area(ui, rect, |ui| parts::key_cap(ui, keys));
        let mut wanted = false;
        if changes {
            let button = ui.small_button(text("keys-other"));
            let said = with("keys-other-for", &[("command", label.into()), ("keys", keys.into())]);
            button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &said));
            wanted = button.clicked();
        }
        ui.add(egui::Label::new(RichText::new(label).font(look::secondary())).truncate());
        wanted
    })
    .inner
}
