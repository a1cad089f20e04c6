//! The start page: open a project, begin one from a preset, go on with a recent one, or try the sample study.

mod new;

use egui::{Align2, Button, Frame, RichText, ScrollArea, TextEdit, Ui, WidgetInfo, accesskit::Role, vec2};

use crate::lang::text;
use crate::session::settings::{Recent, Settings};
use crate::ui::context::{Action, Command, NewProject};
use crate::ui::kit::{look, parts};
use look::size;

/// Width of what is on the page, in points.
const WIDTH: f32 = 960.0;

/// What the page remembers of itself.
#[derive(Default)]
pub struct View {
    /// The path in the field.
    path: String,
    /// The project that is being begun.
    pub(in crate::ui) draft: Option<NewProject>,
}

/// Draws the page.
pub fn show(ui: &mut Ui, settings: &Settings, view: &mut View, actions: &mut Vec<Action>) {
    let t = look::of(ui.visuals());
    Frame::new().fill(t.ground).show(ui, |ui| {
        ui.set_min_size(ui.available_size());
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let side = ((ui.available_width() - WIDTH) / 2.0).max(24.0);
            let width = ui.available_width() - 2.0 * side;
            ui.horizontal_top(|ui| {
                ui.add_space(side);
                ui.vertical(|ui| {
                    ui.set_width(width);
                    ui.add_space(size::STEP * 12.0);
                    page(ui, settings, view, actions);
                    ui.add_space(size::STEP * 10.0);
                });
            });
        });
    });
}

fn page(ui: &mut Ui, settings: &Settings, view: &mut View, actions: &mut Vec<Action>) {
    match &mut view.draft {
        Some(draft) => {
            if !new::show(ui, draft, actions) {
                view.draft = None;
            }
        }
        None => welcome(ui, settings, &mut view.path, actions),
    }
}

fn welcome(ui: &mut Ui, settings: &Settings, path: &mut String, actions: &mut Vec<Action>) {
    ui.label(RichText::new(text("start-title")).font(look::strong(28.0)));
    ui.add_space(size::STEP);
    parts::muted(ui, &text("start-what"));
    ui.add_space(size::STEP * 6.0);
    ui.spacing_mut().item_spacing.x = 32.0;
    ui.columns(2, |columns| {
        for column in &mut *columns {
            column.spacing_mut().item_spacing.x = 8.0;
        }
        begin(&mut columns[0], path, actions);
        recent(&mut columns[1], &settings.recent, actions);
    });
}

fn begin(ui: &mut Ui, path: &mut String, actions: &mut Vec<Action>) {
    parts::section(ui, &text("start-begin"), "");
    for (command, words) in [
        (Command::NewProject, "start-new-what"),
        (Command::OpenProject, "start-open-what"),
        (Command::OpenSample, "start-sample-what"),
    ] {
        if choice(ui, &command.label(), &text(words)) {
            actions.push(Action::Run(command));
        }
        ui.add_space(size::STEP * 2.0);
    }
    ui.add_space(size::STEP * 2.0);
    parts::muted(ui, &text("start-path"));
    ui.horizontal(|ui| {
        let enter = ui.input(|i| i.key_pressed(egui::Key::Enter));
        let width = ui.available_width() - 84.0;
        let field = ui.add(
            TextEdit::singleline(path)
                .align(Align2::LEFT_CENTER)
                .hint_text(text("start-path-hint"))
                .desired_width(width),
        );
        field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, text("start-path")));
        let entered = field.lost_focus() && enter;
        let open = ui.add_enabled(!path.trim().is_empty(), Button::new(text("open")));
        if (open.clicked() || entered) && !path.trim().is_empty() {
            actions.push(Action::OpenProject(path.trim().into()));
        }
    });
}

/// A large choice with a sentence about it.
fn choice(ui: &mut Ui, label: &str, words: &str) -> bool {
    let t = look::of(ui.visuals());
    let mut job = egui::text::LayoutJob::default();
    let format = |font, color| egui::TextFormat { font_id: font, color, ..Default::default() };
    job.append(label, 0.0, format(look::strong(15.0), t.text));
    job.append("\n", 0.0, format(look::strong(15.0), t.text));
    job.append(words, 0.0, format(look::secondary(), t.muted));
    job.wrap.max_width = ui.available_width() - 32.0;
    let galley = ui.painter().layout_job(job);
    let height = galley.size().y + 24.0;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), egui::Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, label));
    let (fill, line) = if response.hovered() || response.has_focus() {
        (t.accent_ground, t.accent)
    } else {
        (t.raised, t.line)
    };
    let stroke = egui::Stroke::new(if response.has_focus() { 2.0 } else { 1.0 }, line);
    ui.painter().rect(rect, size::CARD_CORNER, fill, stroke, egui::StrokeKind::Inside);
    ui.painter().galley(rect.min + vec2(16.0, 12.0), galley, t.text);
    response.clicked()
}

fn recent(ui: &mut Ui, recent: &[Recent], actions: &mut Vec<Action>) {
    parts::section(ui, &text("start-recent"), "");
    if recent.is_empty() {
        parts::muted(ui, &text("start-recent-none"));
        return;
    }
    for project in recent {
        let t = look::of(ui.visuals());
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 48.0), egui::Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &project.title));
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(rect, size::BUTTON_CORNER, t.accent_ground);
        }
        let room = rect.width() - 24.0;
        let title = parts::elided(ui, &project.title, look::strong(14.0), t.text, room);
        let folder = project.folder.display().to_string();
        let below = parts::elided(ui, &folder, look::label(), t.muted, room);
        ui.painter().galley(rect.min + vec2(12.0, 6.0), title, t.text);
        ui.painter().galley(rect.min + vec2(12.0, 26.0), below, t.muted);
        if response.on_hover_text(folder).clicked() {
            actions.push(Action::OpenProject(project.folder.clone()));
        }
    }
}
