//! Draws what asks before many codings change: merging, splitting and removing a code, each with what it will do.

use std::collections::BTreeSet;

use egui::{Frame, Id, Modal, RichText, ScrollArea, TextEdit, Ui, WidgetInfo};

use super::editor::load_in_words;
use super::{View, data};
use crate::lang::{tell, text, with};
use crate::model::{Code, CodeId, CodingId, Edit, Project, Stamp};
use crate::session::SystemStamp;
use crate::ui::context::{Action, Scene, passages, quote};
use crate::ui::kit::{Cached, look, parts};
use crate::ui::steps::codebook::{self as steps, Load};

/// What is being asked.
#[derive(Clone, Debug)]
pub(super) enum Dialog {
    /// Into which code another goes.
    Merge {
        /// The code that goes.
        from: CodeId,
        /// The code that stays.
        into: Option<CodeId>,
        /// What the list is narrowed to.
        filter: String,
    },
    /// Which codings a new code takes.
    Split {
        /// The code they leave.
        from: CodeId,
        /// The new code's name.
        name: String,
        /// Those that go.
        chosen: BTreeSet<CodingId>,
    },
    /// Whether a code goes.
    Remove(CodeId),
}

impl Dialog {
    /// Asks into which code this one is to be merged.
    pub(super) const fn merge(from: CodeId) -> Self {
        Self::Merge { from, into: None, filter: String::new() }
    }

    /// Asks which of this code's codings a new one takes.
    pub(super) fn split(project: &Project, from: CodeId) -> Self {
        let book = project.codebook();
        let code = book.get(from);
        let wish = code.map(|c| with("codebook-split-name", &[("code", c.name.as_str().into())]));
        let name = data::free_name(book, code.and_then(|c| c.parent), &wish.unwrap_or_default());
        Self::Split { from, name, chosen: BTreeSet::new() }
    }
}

/// What came of a dialog.
enum Ends {
    Not,
    Cancelled,
    With(String, Vec<Edit>),
}

pub(super) fn show(ui: &Ui, scene: &Scene<'_>, view: &mut View, actions: &mut Vec<Action>) {
    let Some(dialog) = view.dialog.as_mut() else { return };
    let (ahead, pieces) = (&mut view.merge, &mut view.pieces);
    let (Dialog::Merge { from, .. } | Dialog::Split { from, .. } | Dialog::Remove(from)) = *dialog;
    let Some(code) = scene.project.codebook().get(from) else {
        view.dialog = None;
        return;
    };
    let mut selected = None;
    let frame = Frame::popup(ui.style()).inner_margin(20);
    let response = Modal::new(Id::unique("codebook-dialog")).frame(frame).show(ui.ctx(), |ui| {
        ui.set_width(520.0);
        match dialog {
            Dialog::Merge { into, filter, .. } => {
                selected = *into;
                merge(ui, scene, code, into, filter, ahead)
            }
            Dialog::Split { name, chosen, .. } => {
                let key = (scene.revision, code.id);
                let pieces = pieces.of(&key, || steps::pieces(scene.project, code.id));
                split(ui, scene.project, code, pieces, name, chosen)
            }
            Dialog::Remove(_) => remove(ui, scene.whole, code),
        }
    });
    let ends = if response.should_close() { Ends::Cancelled } else { response.inner };
    match ends {
        Ends::Not => {}
        Ends::Cancelled => view.dialog = None,
        Ends::With(label, edits) => {
            actions.push(Action::Commit { label, edits });
            view.selected = selected.or(view.selected);
            view.dialog = None;
        }
    }
}

fn title(ui: &mut Ui, words: &str) {
    parts::page_title(ui, words);
}

/// Cancel and the main thing, at the right; what is pressed.
fn buttons(ui: &mut Ui, main: &str, enabled: bool) -> Option<bool> {
    ui.add_space(12.0);
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        let done = ui.add_enabled_ui(enabled, |ui| parts::primary(ui, main).clicked()).inner;
        let cancelled = ui.button(text("cancel")).clicked();
        if done { Some(true) } else { cancelled.then_some(false) }
    })
    .inner
}

fn merge(
    ui: &mut Ui,
    scene: &Scene<'_>,
    code: &Code,
    into: &mut Option<CodeId>,
    filter: &mut String,
    kept: &mut Cached<(u64, CodeId, CodeId), steps::Merge>,
) -> Ends {
    let project = scene.project;
    let t = look::of(ui.visuals());
    title(ui, &with("codebook-merge-title", &[("code", code.name.as_str().into())]));
    let hint = text("codebook-filter");
    let field = ui.add(
        TextEdit::singleline(filter)
            .hint_text(&hint)
            .align(egui::Align2::LEFT_CENTER)
            .desired_width(f32::INFINITY),
    );
    field.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, &hint));
    ui.add_space(4.0);
    let wanted = filter.to_lowercase();
    ScrollArea::vertical().max_height(240.0).min_scrolled_height(240.0).auto_shrink(false).show(ui, |ui| {
        for (id, path) in steps::merge_targets(project, code.id) {
            if path.to_lowercase().contains(&wanted) && ui.selectable_label(*into == Some(id), path).clicked()
            {
                *into = Some(id);
            }
        }
    });
    ui.add_space(8.0);
    let ahead = into.map(|into| {
        let key = (scene.revision, code.id, into);
        (into, kept.of(&key, || steps::merge(scene.whole, code.id, into)))
    });
    if let Some((into, merge)) = &ahead {
        match &merge.refused {
            Some(why) => parts::caution(ui, |ui| {
                ui.label(RichText::new(tell(&why)).color(t.caution));
            }),
            None => parts::card(ui, |ui| {
                for line in foretold(project, merge, *into) {
                    ui.label(RichText::new(line).font(look::secondary()));
                }
            }),
        }
    } else {
        parts::muted(ui, &text("codebook-merge-choose"));
    }
    let ready = ahead.as_ref().is_some_and(|(_, merge)| merge.refused.is_none());
    match (buttons(ui, &text("codebook-merge-do"), ready), *into) {
        (Some(true), Some(into)) => {
            let name = quote::path(project, into);
            let label =
                with("step-code-merge", &[("code", code.name.as_str().into()), ("into", name.into())]);
            Ends::With(label, vec![Edit::MergeCodes { from: code.id, into }])
        }
        (Some(_), _) => Ends::Cancelled,
        (None, _) => Ends::Not,
    }
}

/// What a merge will do, a sentence a line.
fn foretold(project: &Project, merge: &steps::Merge, into: CodeId) -> Vec<String> {
    let path = quote::path(project, into);
    let mut lines = vec![if merge.load.codings == 0 {
        text("codebook-merge-none")
    } else {
        with("codebook-merge-codings", &[("load", load_in_words(&merge.load).into()), ("into", path.into())])
    }];
    let mut more = |key: &str, n: usize| {
        if n > 0 {
            lines.push(with(key, &[("n", n.into())]));
        }
    };
    more("codebook-merge-subcodes", merge.load.subcodes);
    more("codebook-merge-memos", merge.load.memos);
    more("codebook-merge-overlapping", merge.overlapping);
    lines
}

fn split(
    ui: &mut Ui,
    project: &Project,
    code: &Code,
    pieces: &[steps::Piece],
    name: &mut String,
    chosen: &mut BTreeSet<CodingId>,
) -> Ends {
    title(ui, &with("codebook-split-title", &[("code", code.name.as_str().into())]));
    let caption = ui.label(RichText::new(text("codebook-split-new")).font(look::strong(12.0)));
    ui.add(TextEdit::singleline(name).desired_width(f32::INFINITY)).labelled_by(caption.id);
    ui.add_space(8.0);
    if pieces.is_empty() {
        parts::muted(ui, &text("codebook-split-nothing"));
    } else {
        parts::muted(ui, &text("codebook-split-choose"));
    }
    let row = 44.0;
    ScrollArea::vertical().max_height(300.0).auto_shrink([false, true]).show_rows(
        ui,
        row,
        pieces.len(),
        |ui, range| {
            for piece in range.filter_map(|at| pieces.get(at)) {
                let mut on = chosen.contains(&piece.coding);
                let place = format!("{} · {}", passages::heading(&piece.place), piece.coder);
                let quote: String = piece.place.quote.chars().take(70).collect();
                let words = RichText::new(format!("{place}\n“{quote}”")).font(look::secondary());
                if ui.add(egui::Checkbox::new(&mut on, words)).changed() {
                    if on {
                        chosen.insert(piece.coding);
                    } else {
                        chosen.remove(&piece.coding);
                    }
                }
            }
        },
    );
    let new = Code {
        definition: String::new(),
        examples: Vec::new(),
        colour: project.codebook().free_colour(),
        ..Code::new(CodeId(SystemStamp.uuid()), name.trim(), code.parent, code.colour)
    };
    let refused = project.apply(&Edit::PutCode(Box::new(new.clone()))).err();
    if let Some(why) = &refused {
        let t = look::of(ui.visuals());
        ui.label(RichText::new(tell(&why)).font(look::secondary()).color(t.caution));
    }
    let main = with("codebook-split-do", &[("n", chosen.len().into())]);
    match buttons(ui, &main, !chosen.is_empty() && refused.is_none()) {
        Some(true) => {
            let names = [("code", code.name.as_str().into()), ("new", name.trim().into())];
            Ends::With(with("step-code-split", &names), steps::split(project, code.id, new, chosen))
        }
        Some(false) => Ends::Cancelled,
        None => Ends::Not,
    }
}

fn remove(ui: &mut Ui, project: &Project, code: &Code) -> Ends {
    title(ui, &with("codebook-remove-title", &[("code", code.name.as_str().into())]));
    let load = steps::load(project, &project.codebook().subtree(code.id));
    let Load { codings, subcodes, memos, .. } = load;
    parts::caution(ui, |ui| {
        let mut say = |words: String| ui.label(RichText::new(words).font(look::secondary()));
        if subcodes > 0 {
            say(with("codebook-remove-subcodes", &[("n", subcodes.into())]));
        }
        if codings > 0 {
            say(with("codebook-remove-codings", &[("load", load_in_words(&load).into())]));
        }
        if memos > 0 {
            say(with("codebook-remove-memos", &[("n", memos.into())]));
        }
        say(text(if codings > 0 { "codebook-remove-or-retire" } else { "codebook-remove-undo" }));
    });
    match buttons(ui, &text("codebook-remove-do"), true) {
        Some(true) => {
            let label = with("step-code-remove", &[("code", code.name.as_str().into())]);
            Ends::With(label, steps::remove(project, code.id))
        }
        Some(false) => Ends::Cancelled,
        None => Ends::Not,
    }
}
