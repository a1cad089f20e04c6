//! The preview as it is seen: files on the left, the chosen one on the right, and what keys do. Never decides how a file is
//! read.

use egui::{
    Align2, Color32, Context, Key, Modifiers, Popup, ScrollArea, Sense, Ui, WidgetInfo, accesskit::Role,
    pos2, vec2,
};

use super::{File, Holds, Preview, detail, layouts, passages};
use crate::formats::ColumnsSaid;
use crate::lang::{text, with};
use crate::text::{LabelRule, Layout, TurnMode};
use crate::ui::context::{Action, keys};
use crate::ui::kit::{
    look::{self, size},
    parts, sheet,
};

/// A correction of the chosen file, or of all where it is about speakers.
pub(super) enum Correction {
    Encoding(String),
    Mode(TurnMode),
    Label(String, Option<LabelRule>),
    Layout(&'static Layout),
    /// Who says what no label is given to; nobody where it is empty.
    Unlabelled(String),
    Name(String, String),
    Columns(ColumnsSaid),
    /// What kind of table it is, and what its columns hold.
    Passages(passages::Chooser),
}

impl Preview {
    /// Draws it; says whether it stays open.
    pub(in crate::ui) fn show(&mut self, ctx: &Context, actions: &mut Vec<Action>) -> bool {
        let title = match self.files.as_slice() {
            [file] if file.is_typed() => with("import-typed", &[("title", file.name.as_str().into())]),
            files => with("import-of", &[("n", files.len().into())]),
        };
        sheet::show(ctx, "import", &title, 1080.0, |ui| {
            parts::muted(ui, &self.summary());
            ui.add_space(size::STEP * 2.0);
            self.keys(ui, actions);
            self.see();
            let room = ui.ctx().content_rect();
            let height = (room.height() - 232.0).clamp(220.0, 900.0);
            let list = if room.width() < 1100.0 { 210.0 } else { 260.0 };
            let mut correction = None;
            ui.horizontal_top(|ui| {
                ui.vertical(|ui| {
                    ui.set_width(list);
                    self.list(ui, height);
                });
                ui.add_space(size::STEP * 2.0);
                ui.vertical(|ui| {
                    let scroll = ScrollArea::vertical().id_salt("import_file").max_height(height);
                    scroll.auto_shrink(false).show(ui, |ui| {
                        correction = detail::show(ui, self);
                        show_focused(ui);
                    });
                });
            });
            if let Some(correction) = correction {
                self.correct(correction);
            }
            ui.add_space(size::STEP * 3.0);
            self.buttons(ui, actions)
        })
    }

    fn buttons(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) -> bool {
        let mut stays = true;
        ui.horizontal(|ui| {
            ui.add_enabled_ui(self.wanted() > 0, |ui| {
                let label = if self.is_typed() {
                    text("import-do-typed")
                } else {
                    with("import-do", &[("n", self.wanted().into())])
                };
                if parts::primary(ui, &label).clicked() {
                    self.finish_typing();
                    actions.push(Action::ImportPreviewed);
                }
            });
            stays &= !ui.button(text(if self.is_typed() { "import-back" } else { "cancel" })).clicked();
            if !self.is_typed() {
                ui.checkbox(&mut self.keep, text("import-keep")).on_hover_text(text("import-keep-tip"));
            }
            if self.may_lack_codes() {
                let mut wanted = self.adds_codes;
                let tick = ui.checkbox(&mut wanted, text("import-add-codes"));
                if tick.on_hover_text(text("import-add-codes-tip")).changed() {
                    self.add_codes(wanted);
                }
            }
            if self.may_be_marked() {
                let mut wanted = self.marks;
                let tick = ui.checkbox(&mut wanted, text("import-marks"));
                if tick.on_hover_text(text("import-marks-tip")).changed() {
                    self.take_marks(wanted);
                }
            }
            parts::muted(ui, &text("import-undoable"));
        });
        stays
    }

    /// How many files want a look, and how many are left out.
    fn summary(&self) -> String {
        let count = |key: &str, n: usize| (n > 0).then(|| with(key, &[("n", n.into())]));
        let look = self.files.iter().filter(|file| file.wants_a_look()).count();
        let unread = self.files.iter().filter(|file| matches!(file.holds, Holds::Nothing(_))).count();
        let said = [count("import-want-a-look", look), count("import-left-out", unread)];
        let said: Vec<String> = said.into_iter().flatten().collect();
        if said.is_empty() { text("import-all-clear") } else { said.join(" · ") }
    }

    /// What keys do while no field has them.
    fn keys(&mut self, ui: &Ui, actions: &mut Vec<Action>) {
        let ctx = ui.ctx();
        let pressed = |modifiers, key| ui.input_mut(|i| i.consume_key(modifiers, key));
        if pressed(Modifiers::COMMAND, Key::Enter) && self.wanted() > 0 {
            self.finish_typing();
            actions.push(Action::ImportPreviewed);
        }
        if pressed(Modifiers::ALT, Key::ArrowDown) {
            self.choose(self.chosen + 1);
        }
        if pressed(Modifiers::ALT, Key::ArrowUp) {
            self.choose(self.chosen.saturating_sub(1));
        }
        // Escape leaves a field as it was, and not the sheet.
        if self.typing.take_held() && pressed(Modifiers::NONE, Key::Escape) {
            self.typing.forget();
        }
        if ctx.text_edit_focused() || Popup::is_any_open(ctx) {
            return;
        }
        let taken = |key, letter| keys::take(ctx, key, letter, false);
        if taken(Key::N, 'n') {
            self.next_doubt();
        }
        if taken(Key::L, 'l') {
            self.next_layout();
        }
        if taken(Key::R, 'r') {
            self.typing.begin();
        }
        if taken(Key::C, 'c') {
            self.tying.switch();
        }
        for (key, step) in [(Key::PageDown, 1), (Key::PageUp, -1)] {
            if pressed(Modifiers::NONE, key) {
                self.reading.turn_page(step);
            }
        }
    }

    /// Reads the chosen file by the layout that stands below the one that is taken.
    fn next_layout(&mut self) {
        let Some(file) = self.files.get(self.chosen) else { return };
        let fits = file.seen().map(|seen| seen.fits.as_slice()).unwrap_or_default();
        let now = fits.iter().position(|fit| Some(fit.layout) == file.layout());
        if let Some(next) = now.and_then(|now| fits.get((now + 1) % fits.len())).map(|fit| fit.layout) {
            self.read_as(next);
        }
    }

    /// What was written into a field counts.
    pub(super) fn finish_typing(&mut self) {
        if let Some(correction) = self.typing.finish() {
            self.correct(correction);
        }
    }

    pub(super) fn correct(&mut self, correction: Correction) {
        let file = self.files.get_mut(self.chosen);
        match correction {
            Correction::Label(label, Some(rule)) => return self.decide(|rules| rules.set(&label, rule)),
            Correction::Label(label, None) => return self.decide(|rules| rules.unset(&label)),
            Correction::Name(label, name) => return self.decide(|rules| rules.rename(&label, &name)),
            Correction::Layout(layout) => return self.read_as(layout),
            Correction::Unlabelled(name) => {
                if let Some(file) = file {
                    let name = Some(name.trim().to_owned()).filter(|name| !name.is_empty());
                    file.recognise(|rules| rules.unlabelled = name);
                }
            }
            Correction::Columns(columns) => {
                if let Some(file) = file {
                    file.read_columns(columns);
                }
            }
            Correction::Passages(chosen) => {
                if let Some(file) = file {
                    file.take_for_table(chosen);
                    self.read_tables();
                }
            }
            Correction::Encoding(encoding) => {
                if let Some(file) = file {
                    file.change(|options| options.encoding = Some(encoding));
                }
            }
            Correction::Mode(mode) => {
                if let Some(file) = file {
                    file.change(|options| options.rules.mode = mode);
                }
            }
        }
        self.agree_on_roles();
    }

    fn list(&mut self, ui: &mut Ui, height: f32) {
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut chosen = None;
        ScrollArea::vertical().id_salt("import_files").max_height(height).auto_shrink(false).show(ui, |ui| {
            for (at, file) in self.files.iter_mut().enumerate() {
                let row = file_row(ui, file, self.chosen == at);
                if row.clicked() {
                    chosen = Some(at);
                }
                if row.changed() {
                    self.tying.forget();
                }
                if self.chosen == at && self.reading.take_row() {
                    row.scroll_to_me(None);
                }
            }
            show_focused(ui);
        });
        if let Some(at) = chosen {
            self.choose(at);
        }
    }
}

/// Scrolls to what the keyboard has come to.
fn show_focused(ui: &Ui) {
    let focused = ui.memory(egui::Memory::focused).and_then(|id| ui.ctx().read_response(id));
    if let Some(response) = focused.filter(egui::Response::gained_focus) {
        ui.scroll_to_rect(response.rect, None);
    }
}

/// A file in the list; its response has changed where it was ticked or unticked.
fn file_row(ui: &mut Ui, file: &mut File, chosen: bool) -> egui::Response {
    let t = look::of(ui.visuals());
    let (rect, mut response) = ui.allocate_exact_size(vec2(ui.available_width(), 44.0), Sense::click());
    let (kind, look) = told(file);
    let read = [Some(file.name.as_str()), Some(kind.as_str()), look.as_deref()];
    let read = read.into_iter().flatten().collect::<Vec<_>>().join(", ");
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, &read));
    parts::row_ground(ui, &response, chosen);
    let box_at = egui::Rect::from_center_size(pos2(rect.left() + 18.0, rect.center().y), vec2(20.0, 20.0));
    let possible = match &file.holds {
        Holds::Transcript { .. } => true,
        Holds::Table { import, .. } => import.is_ok(),
        Holds::Nothing(_) => false,
    };
    let mut inside = ui.new_child(egui::UiBuilder::new().max_rect(box_at));
    let tick = inside.add_enabled(possible, egui::Checkbox::without_text(&mut file.wanted));
    tick.widget_info(|| {
        let label = with("import-take", &[("file", file.name.as_str().into())]);
        WidgetInfo::selected(Role::CheckBox, possible, file.wanted, label)
    });
    if tick.changed() {
        response.mark_changed();
    }
    let mut room = rect.width() - 48.0;
    let caution = |words: &str, width: f32| parts::elided(ui, words, look::strong(12.0), t.caution, width);
    if let Some(words) = &look {
        let words = caution(words, room);
        let at = pos2(rect.right() - 8.0 - words.size().x, rect.top() + 6.0);
        room -= words.size().x + 8.0;
        ui.painter().galley(at, words, t.caution);
    }
    let name = parts::elided(ui, &file.name, look::body(), t.text, room);
    ui.painter().galley(rect.min + vec2(38.0, 5.0), name, t.text);
    let colour: Color32 = if matches!(file.holds, Holds::Nothing(_)) { t.caution } else { t.muted };
    let kind = parts::elided(ui, &kind, look::label(), colour, rect.width() - 48.0);
    let at = Align2::LEFT_BOTTOM.anchor_size(pos2(rect.left() + 38.0, rect.bottom() - 5.0), kind.size());
    ui.painter().galley(at.min, kind, colour);
    response.on_hover_text(read)
}

/// What a file holds, and why a person should look at it.
fn told(file: &File) -> (String, Option<String>) {
    match &file.holds {
        Holds::Transcript { drafts, .. } => {
            let doubts: usize = drafts.iter().map(|draft| draft.recognition.doubts.len()).sum();
            let n = drafts.iter().map(|draft| draft.recognition.speakers.len()).max().unwrap_or(0);
            let layout = file.layout().filter(|_| n > 0).map(layouts::name);
            let kind = match (drafts.as_slice(), layout) {
                ([_], Some(layout)) => {
                    with("import-transcript-as", &[("n", n.into()), ("layout", layout.into())])
                }
                ([_], None) => with("import-transcript", &[("n", n.into())]),
                (many, _) => with("import-transcripts", &[("n", many.len().into())]),
            };
            let look = match doubts {
                0 => file.wants_a_look().then(|| text("import-look")),
                n => Some(with("import-doubts", &[("n", n.into())])),
            };
            (kind, look)
        }
        Holds::Table { format, import, .. } => {
            (text(format.name), import.is_err().then(|| text("import-look")))
        }
        Holds::Nothing(_) => (text("import-not"), None),
    }
}
