//! Chips: the choices that stand over an analysis, each naming what it decides and what was chosen. Never decides.

use egui::{Button, Popup, PopupCloseBehavior, Response, RichText, Role, Ui, WidgetInfo, vec2};

use super::{look, parts};

/// A chip that opens a list of choices; `add` draws them. Stays open while several are being ticked.
pub fn menu(ui: &mut Ui, label: &str, add: impl FnOnce(&mut Ui)) {
    narrowing(ui, label, false, add);
}

/// The same, marked where something is left out by what was chosen.
pub fn narrowing(ui: &mut Ui, label: &str, narrows: bool, add: impl FnOnce(&mut Ui)) {
    let t = look::of(ui.visuals());
    // Room for the triangle.
    let response = pill(ui, &format!("{label}     "), narrows);
    response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, label));
    parts::triangle(ui, response.rect.right_center() - vec2(16.0, 0.0), true, t.muted);
    Popup::menu(&response).close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        ui.set_min_width(200.0);
        add(ui);
    });
}

/// One choice of a list; closes the list when it is chosen.
pub fn choice(ui: &mut Ui, label: &str, chosen: bool) -> bool {
    let clicked = ui.selectable_label(chosen, label).clicked();
    if clicked {
        ui.close();
    }
    clicked
}

/// A chip that is on or off.
pub fn toggle(ui: &mut Ui, label: &str, tip: &str, on: &mut bool) {
    let sign = if *on { "✓ " } else { "" };
    let response = pill(ui, &format!("{sign}{label}"), *on);
    let told = *on;
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, told, label));
    if response.on_hover_text(tip).clicked() {
        *on = !*on;
    }
}

/// A chip that says something and does nothing; `tip` says more.
pub fn fact(ui: &mut Ui, label: &str, tip: &str) {
    let t = look::of(ui.visuals());
    let response = egui::Frame::new()
        .fill(t.panel)
        .corner_radius(13)
        .inner_margin(egui::Margin::symmetric(12, 4))
        .show(ui, |ui| ui.label(RichText::new(label).font(look::secondary()).color(t.muted)))
        .response;
    if !tip.is_empty() {
        response.on_hover_text(tip);
    }
}

/// One of several ways to see a thing, side by side.
pub fn way(ui: &mut Ui, label: &str, chosen: bool) -> bool {
    let t = look::of(ui.visuals());
    let mut words = RichText::new(label).font(look::secondary());
    let button = |words| Button::new(words).min_size(vec2(0.0, 28.0));
    let response = if chosen {
        words = words.color(t.on_accent);
        ui.add(button(words).fill(t.accent).stroke(egui::Stroke::new(1.0, t.accent)))
    } else {
        ui.add(button(words))
    };
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, label));
    response.clicked()
}

/// All ways to see a thing in a row, and after them what can be done with what is seen.
pub fn ways<W: Copy + PartialEq>(ui: &mut Ui, all: &[(W, String)], now: &mut W, more: impl FnOnce(&mut Ui)) {
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        for (kind, label) in all {
            if way(ui, label, *now == *kind) {
                *now = *kind;
            }
        }
        ui.add_space(12.0);
        more(ui);
    });
    ui.add_space(8.0);
}

fn pill(ui: &mut Ui, label: &str, on: bool) -> Response {
    let t = look::of(ui.visuals());
    let mut words = RichText::new(label).font(look::secondary());
    let button = |words| {
        Button::new(words).wrap_mode(egui::TextWrapMode::Extend).corner_radius(13).min_size(vec2(0.0, 26.0))
    };
    if on {
        words = words.color(t.accent);
        return ui.add(button(words).fill(t.accent_ground));
    }
    ui.add(button(words))
}
