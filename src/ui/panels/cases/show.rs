//! Draws the Cases panel: which table, what can be added, and the table.

use std::sync::Arc;

use egui::{Frame, Margin, Popup, PopupCloseBehavior, RichText, TextEdit, Ui};

use super::data::{self, RowOf, WrongValue};
use super::{Cursor, Editing, Shown, View, grid, speakers};
use crate::lang::{tell, text, with};
use crate::model::{
    Attribute, AttributeId, AttributeKind, AttributeOf, Case, CaseId, Edit, MemoTarget, Stamp,
};
use crate::session::SystemStamp;
use crate::ui::context::{Action, Command, Scene, Status, memo_entry};
use crate::ui::kit::{chips, look, parts};

/// Draws the panel.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, actions: &mut Vec<Action>) -> Status {
    let t = look::of(ui.visuals());
    let frame = Frame::new().fill(t.ground).inner_margin(Margin { left: 24, right: 24, top: 20, bottom: 0 });
    frame.show(ui, |ui| {
        ui.set_min_size(ui.available_size());
        parts::page_title(ui, &text("panel-cases"));
        tools(ui, scene, view, actions);
        if let Some(problem) = view.editing.as_ref().and_then(|e| e.problem.clone()) {
            ui.add_space(8.0);
            parts::caution(ui, |ui| ui.label(RichText::new(problem).color(t.caution)));
        }
        ui.add_space(8.0);
        if view.shown == Shown::Speakers {
            speakers::show(ui, scene, &mut view.speakers, actions);
            speakers::choosing(ui, scene, &mut view.speakers, actions);
            return;
        }
        let mut kept = std::mem::take(&mut view.table);
        let of = view.of();
        let table = kept.of(&(scene.revision, view.shown), || data::table(scene.project, of));
        if table.rows.is_empty() {
            nothing(ui, scene, view, actions);
        } else {
            egui::ScrollArea::horizontal().show(ui, |ui| grid::show(ui, scene, view, table, actions));
        }
        view.table = kept;
    });
    status(scene, view)
}

fn tools(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, actions: &mut Vec<Action>) {
    ui.horizontal_wrapped(|ui| {
        let speak = scene.project.transcripts().iter().map(|t| t.speakers().len()).sum::<usize>();
        for (shown, key, n) in [
            (Shown::Cases, "cases-cases", scene.project.cases().len()),
            (Shown::Transcripts, "cases-transcripts", scene.project.transcript_count()),
            (Shown::Speakers, "cases-speakers", speak),
        ] {
            if chips::way(ui, &with(key, &[("n", n.into())]), view.shown == shown) {
                view.shown = shown;
                view.editing = None;
                view.cursor = Cursor::default();
            }
        }
        ui.add_space(12.0);
        ui.add_enabled_ui(scene.read_only.is_none(), |ui| {
            if view.shown == Shown::Speakers {
                speakers::own_cases(ui, scene, &mut view.speakers, actions);
            }
            if view.shown == Shown::Cases && ui.button(text("cases-add-case")).clicked() {
                add_case(scene, view, actions);
            }
            if view.shown != Shown::Speakers {
                let button = ui.button(text("cases-add-attribute"));
                Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
                    new_attribute(ui, view, actions);
                });
            }
            if ui.button(text("cases-import")).on_hover_text(text("cases-import-tip")).clicked() {
                actions.push(Action::Run(Command::Import));
            }
        });
    });
}

fn add_case(scene: &Scene<'_>, view: &mut View, actions: &mut Vec<Action>) {
    let name = data::free_case_name(scene.project);
    let label = with("step-case-add", &[("case", name.as_str().into())]);
    let case = Case { id: CaseId(SystemStamp.uuid()), name: name.clone(), values: Default::default() };
    actions.push(Action::Commit { label, edits: vec![Edit::PutCase(case)] });
    // Where it will stand by its name.
    let names = scene.project.cases();
    let row = names.iter().filter(|c| crate::model::natural(&c.name) < crate::model::natural(&name)).count();
    view.cursor = Cursor { row, column: 0 };
    view.editing = Some(Editing { at: view.cursor, words: name, problem: None, begun: false });
}

const KINDS: [AttributeKind; 4] =
    [AttributeKind::Text, AttributeKind::Number, AttributeKind::Date, AttributeKind::YesNo];

pub(super) fn kind_name(kind: AttributeKind) -> String {
    text(match kind {
        AttributeKind::Text => "kind-text",
        AttributeKind::Number => "kind-number",
        AttributeKind::Date => "kind-date",
        AttributeKind::YesNo => "kind-yes-no",
    })
}

fn new_attribute(ui: &mut Ui, view: &mut View, actions: &mut Vec<Action>) {
    ui.set_width(240.0);
    let of = view.of();
    let new = &mut view.new;
    let caption = ui.label(RichText::new(text("cases-attribute-name")).font(look::strong(12.0)));
    let field =
        ui.add(TextEdit::singleline(&mut new.name).desired_width(f32::INFINITY)).labelled_by(caption.id);
    let entered = field.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
    ui.add_space(4.0);
    for kind in KINDS {
        ui.radio_value(&mut new.kind, kind, kind_name(kind));
    }
    ui.add_space(4.0);
    let named = !new.name.trim().is_empty();
    let add = ui.add_enabled_ui(named, |ui| parts::primary(ui, &text("cases-attribute-add")).clicked()).inner;
    if named && (add || entered) {
        let attribute = Attribute {
            id: AttributeId(SystemStamp.uuid()),
            name: new.name.trim().to_owned(),
            kind: new.kind,
            of,
        };
        let label = with("step-attribute-add", &[("attribute", attribute.name.as_str().into())]);
        actions.push(Action::Commit { label, edits: vec![Edit::PutAttribute(attribute)] });
        new.name.clear();
        ui.close();
    }
}

fn nothing(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, actions: &mut Vec<Action>) {
    if view.shown != Shown::Cases {
        let next = text("themes-empty-next");
        if parts::empty(ui, &text("cases-no-transcripts"), &text("cases-no-transcripts-why"), Some(&next)) {
            actions.push(Action::Run(Command::Import));
        }
    } else {
        let next = text("cases-add-case");
        if parts::empty(ui, &text("cases-none"), &text("cases-none-why"), Some(&next)) {
            add_case(scene, view, actions);
        }
    }
}

/// Keeps what was written into a cell; gives the message where it cannot be.
pub(super) fn keep(
    scene: &Scene<'_>,
    table: &data::Table,
    at: Cursor,
    words: &str,
    actions: &mut Vec<Action>,
) -> Result<(), String> {
    let project = scene.project;
    let Some(row) = table.rows.get(at.row) else { return Ok(()) };
    let column = at.column.checked_sub(grid::FIRST).and_then(|at| table.columns.get(at));
    let (edit, label) = match column {
        None => (
            data::rename(project, row.of, words),
            with("step-case-rename", &[("name", row.name.as_str().into())]),
        ),
        Some(attribute) => {
            let edit = data::write(project, row.of, attribute.id, words).map_err(|wrong| in_words(&wrong))?;
            let names = [("attribute", attribute.name.as_str().into()), ("name", row.name.as_str().into())];
            (edit, with("step-cell", &names))
        }
    };
    let Some(edit) = edit else { return Ok(()) };
    project.apply(&edit).map_err(|why| tell(&why))?;
    actions.push(Action::Commit { label, edits: vec![edit] });
    Ok(())
}

fn in_words(wrong: &WrongValue) -> String {
    let key = match wrong.kind {
        AttributeKind::Text => "cases-wrong-text",
        AttributeKind::Number => "cases-wrong-number",
        AttributeKind::Date => "cases-wrong-date",
        AttributeKind::YesNo => "cases-wrong-yes-no",
    };
    let attribute = wrong.attribute.as_str();
    with(key, &[("cell", wrong.cell.as_str().into()), ("attribute", attribute.into())])
}

/// What the header of an attribute offers.
pub(super) fn attribute_menu(
    ui: &mut Ui,
    scene: &Scene<'_>,
    attribute: &Arc<Attribute>,
    actions: &mut Vec<Action>,
) {
    ui.set_width(220.0);
    for kind in KINDS {
        if chips::choice(ui, &kind_name(kind), kind == attribute.kind) && kind != attribute.kind {
            actions.push(change_kind(scene, attribute, kind));
            ui.close();
        }
    }
    ui.separator();
    let id = ui.scope_id().with(("rename", attribute.id));
    let mut name = ui.data_mut(|d| d.get_temp::<String>(id)).unwrap_or_else(|| attribute.name.clone());
    let caption = ui.label(RichText::new(text("cases-attribute-name")).font(look::strong(12.0)));
    let field = ui.add(TextEdit::singleline(&mut name).desired_width(f32::INFINITY)).labelled_by(caption.id);
    if field.changed() {
        ui.data_mut(|d| d.insert_temp(id, name.clone()));
    }
    if field.lost_focus() {
        ui.data_mut(|d| d.remove::<String>(id));
        let name = name.trim();
        if !name.is_empty() && name != attribute.name && !ui.input(|i| i.key_pressed(egui::Key::Escape)) {
            let label = with("step-attribute-rename", &[("attribute", attribute.name.as_str().into())]);
            let renamed = Attribute { name: name.to_owned(), ..Attribute::clone(attribute) };
            actions.push(Action::Commit { label, edits: vec![Edit::PutAttribute(renamed)] });
            ui.close();
        }
    }
    ui.separator();
    if ui.button(text("cases-attribute-remove")).clicked() {
        let label = with("step-attribute-remove", &[("attribute", attribute.name.as_str().into())]);
        actions.push(Action::Commit { label, edits: vec![Edit::RemoveAttribute(attribute.id)] });
        ui.close();
    }
}

fn change_kind(scene: &Scene<'_>, attribute: &Attribute, kind: AttributeKind) -> Action {
    let name = || attribute.name.as_str().into();
    match data::change_kind(scene.project, attribute, kind) {
        Ok(edits) => {
            let label =
                with("step-attribute-kind", &[("attribute", name()), ("kind", kind_name(kind).into())]);
            Action::Commit { label, edits }
        }
        Err((cell, whose)) => Action::Warn(with(
            "cases-kind-stays",
            &[
                ("attribute", name()),
                ("kind", kind_name(kind).into()),
                ("cell", cell.into()),
                ("name", whose.into()),
            ],
        )),
    }
}

/// What the name of a case offers.
pub(super) fn row_menu(ui: &mut Ui, row: &data::Row, actions: &mut Vec<Action>) {
    let (edit, key) = match row.of {
        RowOf::Case(id) => (Edit::RemoveCase(id), "cases-remove-case"),
        RowOf::Transcript(id) => {
            if ui.button(text("cases-open-transcript")).clicked() {
                actions.push(Action::SelectTranscript(id));
                ui.close();
            }
            memo_entry(ui, MemoTarget::Transcript(id), actions);
            return;
        }
    };
    if let RowOf::Case(id) = row.of {
        memo_entry(ui, MemoTarget::Case(id), actions);
    }
    if ui.button(text(key)).clicked() {
        let label = with("step-case-remove", &[("case", row.name.as_str().into())]);
        actions.push(Action::Commit { label, edits: vec![edit] });
        ui.close();
    }
}

fn status(scene: &Scene<'_>, view: &View) -> Status {
    if view.shown == Shown::Speakers {
        let transcripts = scene.project.transcripts();
        let tied: usize = transcripts.iter().map(|t| t.ties().count()).sum();
        let all: usize = transcripts.iter().map(|t| t.speakers().len()).sum();
        let facts = vec![with("cases-size-speakers", &[("n", all.into()), ("tied", tied.into())])];
        return Status { facts, keys: text("cases-keys-speakers") };
    }
    let of = view.of();
    let attributes = scene.project.attributes().iter().filter(|a| a.of == of).count();
    let rows = match of {
        AttributeOf::Case => scene.project.cases().len(),
        AttributeOf::Transcript => scene.project.transcript_count(),
    };
    let key = match of {
        AttributeOf::Case => "cases-size",
        AttributeOf::Transcript => "cases-size-transcripts",
    };
    let facts = vec![with(key, &[("n", rows.into()), ("attributes", attributes.into())])];
    Status { facts, keys: text("cases-keys") }
}
