//! Draws the speakers: up and down go from one to the next, Enter chooses the case, Delete takes it away, and a key makes all
//! speakers of a transcript cases of their own.

use egui::{Align, EventFilter, Id, Key, Label, Layout, Modifiers, RichText, Role, Sense, Ui, WidgetInfo};

use super::data::{Row, offers, rows};
use super::{Choosing, View};
use crate::lang::{number::count, text, with};
use crate::session::SystemStamp;
use crate::text::SpeakerRole;
use crate::ui::context::{Action, Scene};
use crate::ui::kit::{
    finder::{self, Finder},
    grid::{Grid, Spot},
    look, parts, sheet,
    table::{ROW, ring},
};
use crate::ui::steps::speakers::{Whose, one_each, tie};

/// Speaker, transcript, part, turns, case.
const WIDTHS: [f32; 5] = [180.0, 220.0, 120.0, 72.0, 220.0];
const TITLES: [&str; 5] =
    ["cases-speaker", "cases-transcript", "cases-part", "cases-turns", "cases-case-of-speaker"];
/// Makes all speakers of the transcript cases of their own.
const OWN: Key = Key::A;

/// Draws the table.
pub(in crate::ui::panels::cases) fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    view: &mut View,
    actions: &mut Vec<Action>,
) {
    let mut kept = std::mem::take(&mut view.rows);
    let rows = kept.of(&scene.revision, || rows(scene.project));
    if rows.is_empty() {
        parts::empty(ui, &text("cases-no-speakers"), &text("cases-no-speakers-why"), None);
    } else {
        view.row = view.row.min(rows.len() - 1);
        let grid = Grid {
            id: Id::unique("speakers"),
            widths: WIDTHS.to_vec(),
            head: ROW + 4.0,
            row: ROW,
            rows: rows.len(),
            show_row: view.focus.then_some(view.row),
        };
        egui::ScrollArea::horizontal().show(ui, |ui| {
            grid.show(ui, |ui, Spot { row, column }| {
                let Some(at) = row else { return head(ui, column) };
                let Some(row) = rows.get(at) else { return };
                cell(ui, scene, view, (at, rows.len()), row, column, actions);
            });
        });
    }
    view.rows = kept;
}

fn head(ui: &mut Ui, column: usize) {
    let t = look::of(ui.visuals());
    let rect = ui.max_rect();
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, egui::Stroke::new(1.0, t.line));
    ui.add_space(8.0);
    let title = TITLES.get(column).copied().unwrap_or_default();
    ui.label(RichText::new(text(title)).font(look::strong(12.0)).color(t.muted));
}

fn part(role: SpeakerRole) -> String {
    text(match role {
        SpeakerRole::Interviewer => "cases-interviewer",
        SpeakerRole::Participant => "cases-participant",
        SpeakerRole::Other => "cases-other-speaker",
    })
}

fn cell(
    ui: &mut Ui,
    scene: &Scene<'_>,
    view: &mut View,
    (at, all): (usize, usize),
    row: &Row,
    column: usize,
    actions: &mut Vec<Action>,
) {
    let t = look::of(ui.visuals());
    let rect = ui.max_rect();
    if view.row == at {
        ui.painter().rect_filled(rect, 0.0, t.accent_ground);
    }
    let line = egui::Stroke::new(1.0, look::mix(t.ground, t.line, 0.6));
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, line);
    // The case is what can be changed, so it has the keyboard; all of the row is for the pointer.
    let id = Id::unique(("speaker", row.transcript, &row.label, column));
    let response = ui.interact(rect, id, Sense::click());
    if column + 1 == WIDTHS.len() {
        let case = if row.name.is_empty() { text("cases-no-case") } else { row.name.clone() };
        let read = [
            ("speaker", row.label.as_str().into()),
            ("transcript", row.title.as_str().into()),
            ("case", case.into()),
        ];
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, with("cases-speaker-read", &read)));
        // An open sheet keeps the keyboard.
        if view.row == at && view.choosing.is_none() && std::mem::take(&mut view.focus) {
            response.request_focus();
            response.scroll_to_me(None);
        }
        if response.has_focus() {
            ring(ui, rect);
            view.row = at;
            keys(ui, scene, view, (id, all), row, actions);
        }
    }
    words(ui, row, column);
    if response.clicked() {
        (view.row, view.focus) = (at, true);
        if column + 1 == WIDTHS.len() || response.double_clicked() {
            choose(scene, view, row);
        }
    }
}

fn words(ui: &mut Ui, row: &Row, column: usize) {
    let t = look::of(ui.visuals());
    let put = |ui: &mut Ui, words: RichText| {
        ui.add_space(8.0);
        ui.add(Label::new(words).truncate().selectable(false));
    };
    let plain = |words: &str| RichText::new(words).font(look::body()).color(t.muted);
    match column {
        0 => put(ui, RichText::new(&row.label).font(look::strong(14.0)).color(t.text)),
        1 => put(ui, plain(&row.title)),
        2 => put(ui, plain(&part(row.role))),
        3 => {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| put(ui, plain(&count(row.turns))));
        }
        _ if row.name.is_empty() => put(ui, plain(&text("cases-no-case"))),
        _ => put(ui, RichText::new(&row.name).font(look::body()).color(t.text)),
    }
}

/// Keys while the row has the focus.
fn keys(
    ui: &Ui,
    scene: &Scene<'_>,
    view: &mut View,
    (id, all): (Id, usize),
    row: &Row,
    actions: &mut Vec<Action>,
) {
    let arrows = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|m| m.set_focus_lock_filter(id, arrows));
    let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    for (key, to) in
        [(Key::ArrowUp, view.row.saturating_sub(1)), (Key::ArrowDown, (view.row + 1).min(all - 1))]
    {
        if pressed(key) {
            (view.row, view.focus) = (to, true);
        }
    }
    if pressed(Key::Enter) {
        choose(scene, view, row);
    } else if pressed(Key::Delete) || pressed(Key::Backspace) {
        tied(scene, row, Whose::Nobody, actions);
    } else if pressed(OWN) {
        own(scene, row, actions);
    }
}

fn choose(scene: &Scene<'_>, view: &mut View, row: &Row) {
    if scene.read_only.is_none() {
        let (transcript, label) = (row.transcript, row.label.clone());
        view.choosing = Some(Choosing { transcript, label, finder: Finder::default() });
    }
}

fn tied(scene: &Scene<'_>, row: &Row, whose: Whose, actions: &mut Vec<Action>) {
    let Some(of) = scene.project.transcript(row.transcript).filter(|_| scene.read_only.is_none()) else {
        return;
    };
    let step = tie(scene.project, of, &row.label, whose, &mut SystemStamp);
    actions.extend(step.map(|step| Action::Commit { label: step.label, edits: step.edits }));
}

fn own(scene: &Scene<'_>, row: &Row, actions: &mut Vec<Action>) {
    let Some(of) = scene.project.transcript(row.transcript).filter(|_| scene.read_only.is_none()) else {
        return;
    };
    let step = one_each(scene.project, of, &mut SystemStamp);
    actions.extend(step.map(|step| Action::Commit { label: step.label, edits: step.edits }));
}

/// The button that does what the key does, for the transcript of the row at the cursor.
pub(in crate::ui::panels::cases) fn own_cases(
    ui: &mut Ui,
    scene: &Scene<'_>,
    view: &mut View,
    actions: &mut Vec<Action>,
) {
    let mut kept = std::mem::take(&mut view.rows);
    let rows = kept.of(&scene.revision, || rows(scene.project));
    let row = rows.get(view.row.min(rows.len().saturating_sub(1)));
    let button = ui.add_enabled(row.is_some(), egui::Button::new(text("cases-own-cases")));
    let tip = with("cases-own-cases-tip", &[("key", OWN.name().into())]);
    if button.on_hover_text(tip).clicked()
        && let Some(row) = row
    {
        own(scene, row, actions);
        view.focus = true;
    }
    view.rows = kept;
}

/// The sheet in which the case of a speaker is chosen.
pub(in crate::ui::panels::cases) fn choosing(
    ui: &Ui,
    scene: &Scene<'_>,
    view: &mut View,
    actions: &mut Vec<Action>,
) {
    let Some(choosing) = view.choosing.as_mut() else { return };
    let of = scene.project.transcript(choosing.transcript);
    let speaker = of.and_then(|of| of.speakers().iter().find(|s| s.label == choosing.label));
    let (Some(of), Some(speaker)) = (of, speaker) else {
        view.choosing = None;
        return;
    };
    let offers = offers(scene.project, &speaker.label, speaker.case.is_some(), &choosing.finder.query);
    let row = |(whose, name): &(Whose, String)| finder::Row {
        label: match whose {
            Whose::Nobody => text("cases-no-case"),
            Whose::Case(_) => name.clone(),
            Whose::New(_) => with("cases-new-case", &[("case", name.as_str().into())]),
        },
        new: matches!(whose, Whose::New(_)),
        ..finder::Row::default()
    };
    let rows: Vec<finder::Row> = offers.iter().map(row).collect();
    let title = with("cases-whose", &[("speaker", speaker.label.as_str().into())]);
    let mut chosen = None;
    let stays = sheet::show(ui.ctx(), "speaker", &title, 420.0, |ui| {
        let (name, hint) = (text("cases-choose-case"), text("cases-choose-case-hint"));
        chosen = choosing.finder.show(ui, &name, &hint, &rows);
        chosen.is_none()
    });
    if let Some((whose, _)) = chosen.and_then(|choice| offers.into_iter().nth(choice.row)) {
        let step = tie(scene.project, of, &speaker.label, whose, &mut SystemStamp);
        actions.extend(step.map(|step| Action::Commit { label: step.label, edits: step.edits }));
    }
    if !stays {
        (view.choosing, view.focus) = (None, true);
    }
}
