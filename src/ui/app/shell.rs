//! The frame round every panel: top bar with menus, rail of panels, status bar, side panels. Never knows what a
//! panel shows.

use egui::{
    Align, Align2, Button, Frame, Label, Layout, Margin, Rect, RichText, Sense, Stroke, Ui, UiBuilder,
    WidgetInfo, accesskit::Role, pos2, vec2,
};

use super::{App, menus, phase};
use crate::lang::{tell, text, with};
use crate::model::{CoderRole, Phase};
use crate::session::SaveState;
use crate::ui::context::{
    Action, Panel, Status,
    command::{Command, Facts, Menu},
    keys,
    panel::IconStroke,
};
use crate::ui::kit::{
    layout,
    look::{self, size},
};

/// Where the parts of the window stand.
pub(super) struct Bars {
    pub(super) top: Rect,
    pub(super) rail: Rect,
    pub(super) panel: Rect,
    pub(super) status: Rect,
}

impl Bars {
    pub(super) fn of(window: Rect) -> Self {
        let (top, rest) = window.split_top_bottom_at_y(window.top() + size::TOP_BAR);
        let (rest, status) = rest.split_top_bottom_at_y(window.bottom() - size::STATUS);
        let (rail, panel) = rest.split_left_right_at_x(window.left() + size::RAIL);
        Self { top, rail, panel, status }
    }

    /// Everything between top and status bar.
    pub(super) fn whole(&self) -> Rect {
        self.rail.union(self.panel)
    }

    /// With less room at the top of what is between the bars.
    pub(super) fn below(self, y: f32) -> Self {
        Self { rail: self.rail.with_min_y(y), panel: self.panel.with_min_y(y), ..self }
    }
}

pub(super) fn top_bar(ui: &mut Ui, rect: Rect, app: &App, facts: &Facts, actions: &mut Vec<Action>) {
    let t = look::of(ui.visuals());
    ui.painter().rect_filled(rect, 0.0, t.panel);
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, t.line));
    let menus = layout::area(ui, rect, |ui| {
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.add_space(8.0);
            egui::MenuBar::new().ui(ui, |ui| {
                let ends = Menu::ALL.map(|menu| menus::menu(ui, menu, facts, app, actions));
                ends.into_iter().fold(rect.left(), f32::max)
            })
        })
        .inner
        .inner
    });
    let beside = layout::area(ui, rect, |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(8.0);
            find_field(ui, actions);
            if let Some(session) = app.session() {
                saved(ui, &session.save_state());
                who(ui, app, actions);
            }
            ui.min_rect().left()
        })
        .inner
    });
    if let Some(session) = app.session() {
        let room = Rect::from_x_y_ranges(menus + 12.0..=beside - 12.0, rect.y_range());
        title(ui, rect, room, session.project().title());
    }
}

/// The project's title: in the middle of the window if it has room there, else between its neighbours.
fn title(ui: &mut Ui, bar: Rect, room: Rect, title: &str) {
    let t = look::of(ui.visuals());
    if room.width() < 40.0 {
        return;
    }
    let words = RichText::new(title).font(look::strong(14.0)).color(t.text);
    let galley = ui.painter().layout_no_wrap(title.to_owned(), look::strong(14.0), t.text);
    let centred = Rect::from_center_size(bar.center(), vec2(galley.size().x + 8.0, bar.height()));
    let place = if room.x_range().contains(centred.left()) && room.x_range().contains(centred.right()) {
        centred
    } else {
        room
    };
    layout::area(ui, place, |ui| {
        ui.centered_and_justified(|ui| {
            let label = ui.add(Label::new(words).truncate());
            ui.ctx().accesskit_node_builder(label.id, |node| node.set_role(Role::Heading));
        });
    });
}

fn find_field(ui: &mut Ui, actions: &mut Vec<Action>) {
    let t = look::of(ui.visuals());
    let width = if ui.available_width() < 620.0 { 96.0 } else { 228.0 };
    let keys = keys::of(ui.ctx(), Command::Palette);
    let hint = RichText::new(text("find-or-do")).font(look::secondary()).color(t.muted);
    let button = Button::new(hint).right_text(RichText::new(keys).font(look::label()).color(t.muted));
    let response = ui.add(button.truncate().min_size(vec2(width, 30.0)));
    if response.on_hover_text(Command::Palette.tip()).clicked() {
        actions.push(Action::Run(Command::Palette));
    }
}

fn saved(ui: &mut Ui, state: &SaveState) {
    let t = look::of(ui.visuals());
    let (words, tip, colour) = match state {
        SaveState::Saved => (text("saved"), text("saved-tip"), t.muted),
        SaveState::Nowhere => (text("saved-nowhere"), text("saved-nowhere-tip"), t.muted),
        SaveState::ReadOnly => return,
        SaveState::Unsaved(why) => (text("unsaved"), tell(why), t.caution),
    };
    ui.label(RichText::new(words).font(look::label()).color(colour)).on_hover_text(tip);
}

/// The chip that says who codes, and lets someone else.
fn who(ui: &mut Ui, app: &App, actions: &mut Vec<Action>) {
    let t = look::of(ui.visuals());
    let Some(session) = app.session() else { return };
    let (words, colour, ground) = match (session.read_only(), session.coder()) {
        (Some(_), _) => (text("who-reading"), t.caution, t.caution_ground),
        (None, None) => (text("who-nobody"), t.caution, t.caution_ground),
        (None, Some(coder)) => {
            let project = session.project();
            let words = phase::who(project, coder);
            // What one sees of others is not what one would see coding alone.
            let independent = project.phase() == Phase::Independent || !phase::is_team(project);
            let alone = coder.role == CoderRole::Person && independent;
            if alone { (words, t.accent, t.accent_ground) } else { (words, t.caution, t.caution_ground) }
        }
    };
    ui.scope(|ui| {
        let widgets = &mut ui.visuals_mut().widgets;
        for visuals in [&mut widgets.inactive, &mut widgets.hovered, &mut widgets.active, &mut widgets.open] {
            visuals.weak_bg_fill = ground;
            visuals.bg_stroke = Stroke::new(1.0, ground);
            visuals.corner_radius = 13.into();
        }
        widgets.hovered.bg_stroke = Stroke::new(1.0, colour);
        let label = RichText::new(words).font(look::strong(12.0)).color(colour);
        ui.menu_button(label, |ui| {
            ui.set_min_width(220.0);
            for coder in session.project().coders() {
                let chosen = session.coder().is_some_and(|c| c.id == coder.id);
                if ui.selectable_label(chosen, &coder.name).clicked() {
                    actions.push(Action::SetCoder(coder.id));
                    ui.close();
                }
            }
            if !session.project().coders().is_empty() {
                ui.separator();
            }
            if ui.button(text("who-add")).clicked() {
                actions.push(Action::AskWho);
                ui.close();
            }
            ui.separator();
            let phase = with("who-phase", &[("phase", text(phase::name(session.project().phase())).into())]);
            if ui.add_enabled(session.read_only().is_none(), Button::new(phase)).clicked() {
                actions.push(Action::Run(Command::SetPhase));
                ui.close();
            }
        });
    });
}

pub(super) fn rail(ui: &mut Ui, rect: Rect, shown: Panel, actions: &mut Vec<Action>) {
    let t = look::of(ui.visuals());
    ui.painter().rect_filled(rect, 0.0, t.panel);
    ui.painter().vline(rect.right(), rect.y_range(), Stroke::new(1.0, t.line));
    layout::area(ui, rect, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.add_space(8.0);
        for &panel in Panel::ALL {
            rail_button(ui, panel, panel == shown, actions);
        }
    });
}

fn rail_button(ui: &mut Ui, panel: Panel, chosen: bool, actions: &mut Vec<Action>) {
    let t = look::of(ui.visuals());
    let (rect, response) = ui.allocate_exact_size(vec2(size::RAIL - 1.0, 56.0), Sense::CLICK);
    let name = text(panel.name());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, chosen, &name));
    let colour = if chosen { t.accent } else { t.muted };
    if chosen {
        ui.painter().rect_filled(rect, 0.0, t.ground);
        ui.painter().rect_filled(Rect::from_min_size(rect.min, vec2(3.0, rect.height())), 0.0, t.accent);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, look::mix(t.panel, t.ground, 0.6));
    }
    if response.has_focus() {
        let inside = rect.shrink(3.0);
        ui.painter().rect_stroke(
            inside,
            size::BUTTON_CORNER,
            Stroke::new(2.0, t.accent),
            egui::StrokeKind::Inside,
        );
    }
    icon(ui, panel, pos2(rect.center().x, rect.top() + 20.0), colour);
    let font = if chosen { look::strong(12.0) } else { look::label() };
    ui.painter().text(
        pos2(rect.center().x, rect.bottom() - 10.0),
        Align2::CENTER_BOTTOM,
        &name,
        font,
        colour,
    );
    let keys = keys::of(ui.ctx(), Command::Show(panel));
    if response.on_hover_text(format!("{}  {keys}", text(&panel.purpose()))).clicked() {
        actions.push(Action::Show(panel));
    }
}

/// A panel's sign, drawn so that it needs no font.
fn icon(ui: &Ui, panel: Panel, at: egui::Pos2, colour: egui::Color32) {
    let painter = ui.painter();
    let pen = Stroke::new(1.5, colour);
    let rect = |[x, y, w, h]: [f32; 4]| Rect::from_min_size(at + vec2(x, y), vec2(w, h));
    for &stroke in panel.sign() {
        match stroke {
            IconStroke::Line(from, to) => {
                painter.line_segment([at + from.into(), at + to.into()], pen);
            }
            IconStroke::Block(place) => {
                painter.rect_filled(rect(place), 1.0, colour);
            }
            IconStroke::Frame(place) => {
                painter.rect_stroke(rect(place), 2.0, pen, egui::StrokeKind::Middle);
            }
            IconStroke::Ring(middle, radius) => {
                painter.circle_stroke(at + middle.into(), radius, pen);
            }
        }
    }
}

/// Where one is, and what was just done; with a way to a file that was written.
pub(super) fn status_bar(
    ui: &mut Ui,
    rect: Rect,
    status: &Status,
    said: Option<&str>,
    written: bool,
    actions: &mut Vec<Action>,
) {
    let t = look::of(ui.visuals());
    ui.painter().rect_filled(rect, 0.0, t.panel);
    ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, t.line));
    let words = |words: &str| Label::new(RichText::new(words).font(look::label()).color(t.muted));
    let keys = ui.painter().layout_no_wrap(status.keys.clone(), look::label(), t.muted).size().x;
    let (facts, keys) = rect
        .shrink2(vec2(14.0, 0.0))
        .split_left_right_at_x((rect.right() - 14.0 - keys - 1.0).max(rect.center().x));
    layout::area(ui, facts, |ui| {
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 22.0;
            if let Some(said) = said {
                let label = Label::new(RichText::new(said).font(look::strong(12.0)).color(t.accent));
                let response = ui.add(label.truncate());
                ui.ctx()
                    .accesskit_node_builder(response.id, |node| node.set_live(egui::accesskit::Live::Polite));
                if written && ui.small_button(Command::ShowInFolder.label()).clicked() {
                    actions.push(Action::Run(Command::ShowInFolder));
                }
            }
            for fact in &status.facts {
                ui.add(words(fact).truncate());
            }
        });
    });
    layout::area(ui, keys, |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.add(words(&status.keys).truncate()));
    });
}

/// What went wrong, under the top bar, until it is put away; gives the room that is left.
pub(super) fn warnings(
    ui: &mut Ui,
    room: Rect,
    warnings: &[String],
    damaged: bool,
    actions: &mut Vec<Action>,
) -> Rect {
    if warnings.is_empty() {
        return room;
    }
    let t = look::of(ui.visuals());
    let mut strip = ui.new_child(UiBuilder::new().max_rect(room));
    let frame = Frame::new().fill(t.caution_ground).inner_margin(Margin::symmetric(14, 8));
    frame.show(&mut strip, |ui| {
        ui.set_width(room.width() - 28.0);
        if damaged {
            ui.horizontal(|ui| {
                for command in [Command::Repair, Command::Accept] {
                    if ui.button(command.label()).on_hover_text(command.tip()).clicked() {
                        actions.push(Action::Run(command));
                    }
                }
            });
            ui.add_space(4.0);
        }
        for (at, warning) in warnings.iter().enumerate() {
            ui.horizontal_top(|ui| {
                let words = RichText::new(warning).color(t.caution).font(look::secondary());
                ui.vertical(|ui| {
                    ui.set_width(ui.available_width() - 120.0);
                    ui.add_space(5.0);
                    let label = ui.add(Label::new(words).wrap().selectable(true));
                    let live = egui::accesskit::Live::Assertive;
                    ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(live));
                });
                ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
                    if ui.button(text("put-away")).clicked() {
                        actions.push(Action::PutAway(at));
                    }
                });
            });
        }
    });
    let bottom = strip.min_rect().bottom();
    ui.painter().hline(room.x_range(), bottom, Stroke::new(1.0, t.line));
    room.with_min_y((bottom + 1.0).min(room.bottom()))
}
