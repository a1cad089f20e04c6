//! Menus of commands: what stands in them, with its keys and whether it is on. Never does anything itself.

use egui::{Button, RichText, Ui, WidgetInfo, accesskit::Role};

use super::App;
use crate::lang::text;
use crate::ui::context::{
    Action,
    command::{Command, Facts, Menu},
    keys,
};
use crate::ui::kit::{look, menu};

/// A menu; gives where its button ends.
pub(super) fn menu(ui: &mut Ui, of: Menu, facts: &Facts, app: &App, actions: &mut Vec<Action>) -> f32 {
    let t = look::of(ui.visuals());
    let name = RichText::new(text(of.name())).font(look::body()).color(t.muted);
    let button = ui.menu_button(name, |ui| {
        ui.set_min_width(280.0);
        menu::entries(ui, |ui| {
            let commands: Vec<Command> =
                Command::all().filter(|c| c.menu() == of && !matches!(c, Command::Export(_))).collect();
            let groups = commands.chunk_by(|a, b| a.submenu().is_some() && a.submenu() == b.submenu());
            for (at, group) in groups.enumerate() {
                if group[0].opens_group() && at > 0 {
                    ui.separator();
                }
                match group[0].submenu() {
                    None => group.iter().for_each(|&command| entry(ui, command, facts, app, actions)),
                    Some(name) => {
                        ui.menu_button(text(name), |ui| {
                            ui.set_min_width(240.0);
                            menu::entries(ui, |ui| {
                                group.iter().for_each(|&command| entry(ui, command, facts, app, actions));
                            });
                        });
                    }
                }
            }
        });
    });
    button.response.rect.right()
}

/// A command in its menu, with its keys and whether it is on.
fn entry(ui: &mut Ui, command: Command, facts: &Facts, app: &App, actions: &mut Vec<Action>) {
    let label = app.label_of(command);
    let keys = keys::of(ui.ctx(), command);
    let on = app.is_on(command);
    let button = Button::selectable(on == Some(true), label.as_str()).shortcut_text(keys);
    let enabled = command.enabled(facts);
    let response = ui.add_enabled(enabled, button);
    if let Some(on) = on {
        response.widget_info(|| WidgetInfo::selected(Role::MenuItemCheckBox, enabled, on, &label));
    }
    if response.on_hover_text(command.tip()).clicked() {
        actions.push(Action::Run(command));
        ui.close();
    }
}
