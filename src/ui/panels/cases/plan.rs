//! Who codes what: the grid of coders and transcripts as a sheet, where transcripts are given, taken back and shared out by
//! chance. Each change is one step; never codes.

use egui::{Context, Grid, RichText, ScrollArea, TextEdit, Ui, WidgetInfo, accesskit::Role};

use crate::analysis::who_codes::{Cell, WhoCodes, shared_out, who_codes};
use crate::lang::{tell, text, with};
use crate::model::{Assignment, CoderId, Completeness, Edit, Project, Stamp, TranscriptId};
use crate::session::SystemStamp;
use crate::ui::context::Action;
use crate::ui::kit::{
    Cached,
    look::{self, size},
    parts, sheet,
};

/// The sheet.
pub struct PlanSheet {
    grid: Cached<u64, WhoCodes>,
    /// Per cent and seed, as they are typed.
    typed: [String; 2],
}

impl Default for PlanSheet {
    fn default() -> Self {
        Self { grid: Cached::default(), typed: ["20", "1"].map(str::to_owned) }
    }
}

/// Who looks at what.
pub struct Looks<'a> {
    pub project: &'a Project,
    pub revision: u64,
    pub viewer: Option<CoderId>,
    pub writable: bool,
    /// Whether what others did shows.
    pub sees_all: bool,
}

impl PlanSheet {
    /// Draws it; says whether it stays.
    pub fn show(&mut self, ctx: &Context, looks: &Looks<'_>, actions: &mut Vec<Action>) -> bool {
        let Self { grid, typed } = self;
        let grid = grid.of(&looks.revision, || who_codes(looks.project));
        sheet::show(ctx, "who codes what", &text("plan-title"), 760.0, |ui| {
            parts::muted(ui, &text("plan-why"));
            ui.add_space(size::STEP * 2.0);
            if grid.coders.is_empty() || grid.rows.is_empty() {
                ui.label(text("plan-nobody"));
            } else {
                ui.add_enabled_ui(looks.writable, |ui| {
                    cells(ui, looks, grid, actions);
                    ui.add_space(size::STEP * 2.0);
                    share(ui, looks.project, &grid.coders, typed, actions);
                });
                for share in &grid.shares {
                    parts::muted(ui, &tell(&share.in_words(looks.project)));
                }
            }
            ui.add_space(size::STEP * 3.0);
            !parts::primary(ui, &text("close")).clicked()
        })
    }
}

fn cells(ui: &mut Ui, looks: &Looks<'_>, grid: &WhoCodes, actions: &mut Vec<Action>) {
    let t = look::of(ui.visuals());
    let height = (ui.ctx().content_rect().height() - 340.0).max(120.0);
    ScrollArea::both().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        Grid::new("who codes what").striped(true).spacing([24.0, 6.0]).show(ui, |ui| {
            ui.label(RichText::new(text("plan-transcript")).font(look::strong(12.0)).color(t.muted));
            for coder in &grid.coders {
                let name = looks.project.coder_name(*coder);
                ui.label(RichText::new(name).font(look::strong(12.0)).color(t.muted));
            }
            ui.end_row();
            for (transcript, row) in &grid.rows {
                let title = looks.project.transcript(*transcript).map_or("", |t| t.title());
                ui.label(title);
                for (&coder, &cell) in grid.coders.iter().zip(row) {
                    self::cell(ui, looks, (*transcript, title), coder, cell, actions);
                }
                ui.end_row();
            }
        });
    });
}

fn cell(
    ui: &mut Ui,
    looks: &Looks<'_>,
    (transcript, title): (TranscriptId, &str),
    coder: CoderId,
    cell: Cell,
    actions: &mut Vec<Action>,
) {
    let name = looks.project.coder_name(coder);
    let shows = looks.sees_all || looks.viewer == Some(coder);
    let key = match (cell.is_given, cell.status) {
        (false, Completeness::NotStarted) => "plan-not-given",
        (true, _) if !shows => "plan-given",
        (_, Completeness::NotStarted) => "status-not-started",
        (_, Completeness::InProgress) => "status-in-progress",
        (_, Completeness::Complete) => "status-complete",
    };
    let state = text(key);
    let mut on = cell.is_given;
    let tick = ui.checkbox(&mut on, &state);
    let spoken = format!("{title}, {name}: {state}");
    tick.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, &spoken));
    if tick.changed() {
        let said = [("title", title.into()), ("coder", name.into())];
        let (label, edit) = match on {
            true => (with("step-assign", &said), Edit::Assign(Assignment { transcript, coder, drawn: None })),
            false => (with("step-unassign", &said), Edit::Unassign { transcript, coder }),
        };
        actions.push(Action::Commit { label, edits: vec![edit] });
    }
}

/// All transcripts shared out among the coders by chance.
fn share(
    ui: &mut Ui,
    project: &Project,
    coders: &[CoderId],
    typed: &mut [String; 2],
    actions: &mut Vec<Action>,
) {
    ui.horizontal_wrapped(|ui| {
        let mut field = |ui: &mut Ui, at: usize, key: &str| {
            let name = text(key);
            ui.label(&name);
            let field = ui.add(TextEdit::singleline(&mut typed[at]).desired_width(56.0));
            field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &name));
        };
        field(ui, 0, "plan-percent");
        field(ui, 1, "plan-seed");
        let percent = typed[0].trim().parse::<u8>().ok().filter(|percent| *percent <= 100);
        let asked = percent.zip(typed[1].trim().parse::<u64>().ok());
        let button = egui::Button::new(text("plan-share"));
        let pressed = ui.add_enabled(asked.is_some(), button).on_hover_text(text("plan-share-tip"));
        if let Some((percent, seed)) = asked.filter(|_| pressed.clicked()) {
            let all = project.transcripts().iter().map(|t| t.id()).collect();
            let edits = shared_out(project, &all, coders, (percent, seed, SystemStamp.now()));
            let label =
                with("step-share", &[("n", u32::from(percent).into()), ("seed", seed.to_string().into())]);
            actions.push(Action::Commit { label, edits });
        }
    });
}
