//! A project before it goes to another program: which one, and what will not be in the file. Never writes it.

use egui::{Context, Key, Label, Modifiers, ScrollArea};

use super::look::size;
use super::{Action, overlay, parts};
use crate::formats::{ExportOptions, Exported, Lost, Target, refi};
use crate::lang::{text, with};
use crate::model::{Project, slug};

/// A file before it is written.
pub(super) struct Leaving {
    project: Project,
    target: Target,
    exported: Exported,
}

const TARGETS: [(Target, &str); 3] = [
    (Target::AsItCame, "leaving-as-it-came"),
    (Target::Standard, "leaving-standard"),
    (Target::Nvivo, "leaving-nvivo"),
];

impl Leaving {
    /// What would be written of a project.
    pub(super) fn of(project: Project) -> Self {
        let target = Target::default();
        let exported = refi::project(&project, &ExportOptions { target, ..ExportOptions::default() });
        Self { project, target, exported }
    }

    /// Draws it; says whether it stays open.
    pub(super) fn show(&mut self, ctx: &Context, actions: &mut Vec<Action>) -> bool {
        overlay::sheet(ctx, "leaving", &text("leaving-title"), 620.0, |ui| {
            parts::muted(ui, &text("leaving-what"));
            ui.add_space(size::STEP * 2.0);
            for (target, label) in TARGETS {
                if ui.radio(self.target == target, text(label)).clicked() && self.target != target {
                    self.target = target;
                    self.exported =
                        refi::project(&self.project, &ExportOptions { target, ..ExportOptions::default() });
                }
            }
            ui.add_space(size::STEP * 2.0);
            parts::section(ui, &text("leaving-lost"), "");
            let height = (ui.ctx().content_rect().height() - 420.0).clamp(120.0, 360.0);
            ScrollArea::vertical().id_salt("leaving_lost").max_height(height).show(ui, |ui| {
                if self.exported.lost.is_empty() {
                    parts::muted(ui, &text("leaving-nothing"));
                }
                for Lost { what, count, why } in &self.exported.lost {
                    let values = [
                        ("n", (*count).into()),
                        ("what", what.as_str().into()),
                        ("why", why.as_str().into()),
                    ];
                    ui.add(Label::new(with("import-lost", &values)).wrap());
                }
            });
            ui.add_space(size::STEP * 3.0);
            let entered = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
            let chosen = parts::primary(ui, &text("leaving-write")).clicked() || entered;
            if chosen {
                let name = format!("{}.qdpx", slug(self.project.title()));
                actions.push(Action::SaveAs { name, contents: self.exported.bytes.clone() });
            }
            !chosen
        })
    }
}
