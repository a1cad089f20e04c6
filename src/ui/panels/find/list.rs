//! Draws the hits as rows, each in the words round it, under the transcript that it stands in.

use std::sync::Arc;

use egui::{
    Align2, Color32, EventFilter, Galley, Id, Key, Modifiers, Rect, Response, ScrollArea, Sense, Ui,
    WidgetInfo, accesskit, pos2, vec2,
};

use super::View;
use super::data::{self, HitPlace, Hits, Line, Row};
use crate::lang::{text, with};
use crate::model::TranscriptId;
use crate::ui::context::{Action, Scene};
use crate::ui::kit::{
    look::{self, size},
    parts,
    table::ring,
};

/// Points from a row's left edge: the box to tick, where it stands.
const PLACE: f32 = 34.0;
/// Width of the columns of places and of codes.
const PLACES: f32 = 168.0;
const CODES: f32 = 150.0;
const EDGE: f32 = 24.0;

pub(super) fn show(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, hits: &Hits, actions: &mut Vec<Action>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let cursor = view.cursor.map_or(0, |at| hits.number(at));
    view.cursor = hits.at(cursor);
    let key = ("hits", view.asked.clone());
    ScrollArea::vertical().id_salt(key).auto_shrink(false).show_rows(
        ui,
        size::ROW,
        hits.rows(),
        |ui, rows| {
            if view.go_to_row {
                // It may not be drawn yet.
                let y = ui.max_rect().top() + (hits.row_of(cursor) as f32 - rows.start as f32) * size::ROW;
                let row = Rect::from_x_y_ranges(ui.max_rect().x_range(), y..=y + size::ROW);
                ui.scroll_to_rect(row.expand2(vec2(0.0, size::ROW)), None);
                ui.ctx().request_repaint();
            }
            for row in rows {
                match hits.row(row) {
                    Some(Row::Heading(transcript, count)) => {
                        heading(ui, scene, view, hits, transcript, count);
                    }
                    Some(Row::Hit(number)) => {
                        if let Some(at) = hits.at(number) {
                            let hit = Hit { number, at, cursor: number == cursor };
                            hit.show(ui, scene, view, hits, actions);
                        }
                    }
                    None => {}
                }
            }
        },
    );
}

/// A transcript's name over its hits, which can be ticked together.
fn heading(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, hits: &Hits, id: TranscriptId, count: usize) {
    let t = look::of(ui.visuals());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), size::ROW), Sense::hover());
    let title = scene.project.transcript(id).map(|t| t.title().to_owned()).unwrap_or_default();
    let count = with("find-hits", &[("n", count.into())]);
    let name = format!("{title} · {count}");
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(accesskit::Role::Heading);
        node.set_label(name.as_str());
    });
    let middle = rect.center().y;
    let painter = ui.painter().clone();
    let at = pos2(rect.left() + PLACE + EDGE - 10.0, middle);
    let words = painter.text(at, Align2::LEFT_CENTER, title, look::strong(13.0), t.text);
    painter.text(pos2(words.right() + 12.0, middle), Align2::LEFT_CENTER, count, look::secondary(), t.muted);
    painter.hline(rect.x_range(), rect.bottom(), egui::Stroke::new(1.0, t.line));
    if scene.read_only.is_none() {
        let label = with("find-tick-all", &[("name", name.into())]);
        let all = all_ticked(view, hits, id);
        if tick(ui, rect, Id::unique(("tick", id)), &label, all) {
            tick_all(view, hits, id);
        }
    }
}

fn all_ticked(view: &View, hits: &Hits, transcript: TranscriptId) -> bool {
    hits.of_transcript(transcript).iter().all(|&span| view.ticks.has(HitPlace { transcript, span }))
}

/// Ticks all hits of a transcript, or unticks them where all are ticked.
fn tick_all(view: &mut View, hits: &Hits, transcript: TranscriptId) {
    let all = all_ticked(view, hits, transcript);
    for &span in hits.of_transcript(transcript) {
        view.ticks.set(HitPlace { transcript, span }, !all);
    }
}

/// The box before a row; says whether it was pressed.
fn tick(ui: &Ui, row: Rect, id: Id, label: &str, on: bool) -> bool {
    let t = look::of(ui.visuals());
    let at = Rect::from_center_size(pos2(row.left() + EDGE + 8.0, row.center().y), vec2(16.0, 16.0));
    // For the pointer and for screen readers; by keys, the row is ticked.
    let response = ui.interact(at.expand(5.0), id, Sense::CLICK);
    response.widget_info(|| WidgetInfo::selected(egui::Role::CheckBox, true, on, label));
    let line = egui::Stroke::new(1.0, if response.hovered() { t.accent } else { t.muted });
    let (ground, edge) = if on { (t.accent, egui::Stroke::new(1.0, t.accent)) } else { (t.raised, line) };
    ui.painter().rect(at, 4, ground, edge, egui::StrokeKind::Inside);
    if on {
        let way = [(-4.0, 0.0), (-1.0, 3.0), (4.0, -3.5)].map(|(x, y)| at.center() + vec2(x, y));
        ui.painter().line(way.to_vec(), egui::Stroke::new(1.8, t.on_accent));
    }
    response.clicked()
}

/// A hit while its row is drawn.
struct Hit {
    number: usize,
    at: HitPlace,
    /// Whether the keyboard comes to this row.
    cursor: bool,
}

impl Hit {
    fn show(&self, ui: &mut Ui, scene: &Scene<'_>, view: &mut View, hits: &Hits, actions: &mut Vec<Action>) {
        let Some(line) = data::line(scene.project, scene.coder, self.at) else { return };
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::ROW), Sense::hover());
        let id = Id::unique(("hit", self.at));
        if ui.memory(|m| m.has_focus(id)) {
            self.keys(ui, scene, view, hits, id);
        }
        // One row is in the order of focus; arrows go on from there.
        let sense = if self.cursor { Sense::click() } else { Sense::CLICK };
        let response = ui.interact(rect, id, sense);
        let on = view.ticks.has(self.at);
        let read = read(scene, self.at, &line, on);
        response.widget_info(|| WidgetInfo::selected(egui::Role::ListBoxOption, true, self.cursor, &read));
        if view.cursor == Some(self.at) && view.go_to_row {
            response.request_focus();
            view.go_to_row = !response.has_focus();
        }
        paint(ui, rect, &line, self.cursor, &response);
        if scene.read_only.is_none() {
            let label = with("find-tick", &[("words", line.found.as_str().into())]);
            if tick(ui, rect, id.with("tick"), &label, on) {
                view.ticks.set(self.at, !on);
                view.cursor = Some(self.at);
            }
        }
        if response.clicked() {
            view.cursor = Some(self.at);
            view.go_to_row = false;
            actions.push(Action::Goto { transcript: self.at.transcript, span: self.at.span });
        }
    }

    fn keys(&self, ui: &Ui, scene: &Scene<'_>, view: &mut View, hits: &Hits, id: Id) {
        let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|m| m.set_focus_lock_filter(id, filter));
        let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        let seen = (ui.clip_rect().height() / size::ROW) as usize;
        let last = hits.len().saturating_sub(1);
        let steps = [
            (Key::ArrowDown, self.number + 1),
            (Key::ArrowUp, self.number.saturating_sub(1)),
            (Key::PageDown, self.number + seen),
            (Key::PageUp, self.number.saturating_sub(seen)),
            (Key::Home, 0),
            (Key::End, last),
        ];
        for (key, to) in steps {
            if pressed(key) {
                view.cursor = hits.at(to.min(last));
                view.go_to_row = true;
            }
        }
        if scene.read_only.is_none() {
            if ui.input_mut(|i| i.consume_key(Modifiers::SHIFT, Key::Space)) {
                tick_all(view, hits, self.at.transcript);
            }
            if pressed(Key::Space) {
                view.ticks.set(self.at, !view.ticks.has(self.at));
            }
            if ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::A)) {
                let all = view.count_ticked(scene.revision, hits) == hits.len();
                view.ticks.set_all(!all);
            }
        }
    }
}

/// Where it stands: "turn 12 · line 40 · P01".
pub(super) fn place(line: &Line) -> String {
    let turn = line.turn.map(|turn| with("status-turn", &[("turn", turn.into())]));
    let row = with("status-line", &[("line", line.line.into())]);
    let speaker = Some(line.speaker.clone()).filter(|s| !s.is_empty());
    [turn, Some(row), speaker].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// A row as it is read out.
fn read(scene: &Scene<'_>, at: HitPlace, line: &Line, ticked: bool) -> String {
    let title = scene.project.transcript(at.transcript).map(|t| t.title().to_owned()).unwrap_or_default();
    let words = format!("{}{}{}", line.before, line.found, line.after);
    let mut read = format!("{title} · {}: {}", place(line), words.trim());
    for code in &line.codes {
        read.push_str(&with("find-carries", &[("code", code.name.as_str().into())]));
    }
    if ticked {
        read.push_str(&text("find-is-ticked"));
    }
    read
}

fn paint(ui: &Ui, rect: Rect, line: &Line, cursor: bool, response: &Response) {
    if !ui.is_rect_visible(rect) {
        return;
    }
    let t = look::of(ui.visuals());
    if cursor {
        ui.painter().rect_filled(rect, 0.0, t.accent_ground);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, look::mix(t.ground, t.accent_ground, 0.4));
    }
    let middle = rect.center().y;
    let left = rect.left() + EDGE + PLACE;
    let put = |ui: &Ui, words: &str, font, colour, x: f32, width: f32| {
        let galley = parts::elided(ui, words, font, colour, width);
        let end = x + galley.size().x;
        ui.painter().galley(pos2(x, middle - galley.size().y / 2.0), galley, colour);
        end
    };
    put(ui, &place(line), look::label(), t.muted, left, PLACES - 12.0);
    let right = rect.right() - EDGE;
    codes(ui, line, right - CODES, right, middle);
    let words = Rect::from_x_y_ranges(left + PLACES..=(right - CODES - 12.0), rect.y_range());
    if words.width() < 40.0 {
        return;
    }
    // The match stands under the match above; what comes before ends there.
    let from = words.left() + words.width() * 0.42;
    let before = ending(ui, &line.before, t.muted, from - words.left());
    ui.painter().galley(pos2(from - before.size().x, middle - before.size().y / 2.0), before, t.muted);
    let end = put(ui, &line.found, look::strong(14.0), t.text, from, words.right() - from);
    put(ui, &line.after, look::body(), t.muted, end, words.right() - end);
    if response.has_focus() {
        ring(ui, rect);
    }
}

/// The end of some words, as many of them as there is room for.
fn ending(ui: &Ui, words: &str, colour: Color32, room: f32) -> Arc<Galley> {
    let lay = |words: String| ui.painter().layout_no_wrap(words, look::body(), colour);
    let mut galley = lay(words.to_owned());
    let mut rest = words;
    while galley.size().x > room
        && let Some((_, shorter)) = rest.trim_start().split_once(' ')
    {
        rest = shorter;
        galley = lay(format!("…{rest}"));
    }
    if galley.size().x > room { lay(String::new()) } else { galley }
}

/// The codes it carries, as many as there is room for.
fn codes(ui: &Ui, line: &Line, left: f32, right: f32, middle: f32) {
    let t = look::of(ui.visuals());
    let mut x = left;
    for (n, code) in line.codes.iter().enumerate() {
        let room = right - x - 16.0;
        let more = line.codes.len() - n;
        if room < 30.0 {
            let words = format!("+{more}");
            ui.painter().text(pos2(x, middle), Align2::LEFT_CENTER, words, look::label(), t.muted);
            return;
        }
        let square = Rect::from_center_size(pos2(x + 5.0, middle), vec2(10.0, 10.0));
        ui.painter().rect_filled(square, size::SWATCH_CORNER, look::tone(code.colour.0, t.theme));
        let room = if more > 1 { room - 30.0 } else { room };
        let name = parts::elided(ui, &code.name, look::label(), t.text, room.max(24.0));
        let width = name.size().x;
        ui.painter().galley(pos2(x + 16.0, middle - name.size().y / 2.0), name, t.text);
        x += 16.0 + width + 10.0;
    }
}
