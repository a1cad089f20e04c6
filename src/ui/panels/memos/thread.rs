//! Draws a memo with what was answered, or one that is being written: what it is about, who wrote what when, and a field
//! for words of one's own.

use egui::{Align, Button, Key, Layout, Modifiers, RichText, TextEdit, Ui, WidgetInfo, vec2};

use super::data;
use super::{MemoDraft, View};
use crate::lang::{moment, tell, text, with};
use crate::model::{Coding, Memo, MemoId, MemoTarget};
use crate::session::SystemStamp;
use crate::text::shortened;
use crate::ui::context::{
    Action, Scene,
    subject::{self, About, Kind},
};
use crate::ui::kit::{
    look::{self, size},
    parts,
};
use crate::ui::steps::{Step, memos as steps};

/// Widest lines of words, in points.
const WIDEST: f32 = 680.0;

/// What a field for words was left with.
enum Field {
    Open,
    Cached,
    GivenUp,
}

fn make(step: Option<Step>, actions: &mut Vec<Action>) {
    actions.extend(step.map(|step| Action::Commit { label: step.label, edits: step.edits }));
}

/// What it is about, and the way there.
fn heading(ui: &mut Ui, about: &About, to: Option<Action>, actions: &mut Vec<Action>) {
    let t = look::of(ui.visuals());
    ui.label(RichText::new(text(about.kind.name())).font(look::label()).color(t.muted));
    ui.horizontal(|ui| {
        if let Some(colour) = about.colour {
            parts::swatch(ui, look::tone(colour.0, t.theme));
        }
        let name = RichText::new(&about.name).font(look::title());
        let label = ui.add(egui::Label::new(name).truncate());
        ui.ctx().accesskit_node_builder(label.id, |node| node.set_role(egui::accesskit::Role::Heading));
    });
    if !about.quote.is_empty() {
        parts::muted(ui, &with("quoted", &[("words", about.quote.as_str().into())]));
    }
    if let Some(to) = to
        && ui.button(text("memo-go")).on_hover_text(text("memo-go-tip")).clicked()
    {
        actions.push(to);
    }
    ui.add_space(size::STEP * 3.0);
}

/// The way to what a memo is about.
fn way(about: &About, on: &MemoTarget) -> Option<Action> {
    match (about.kind, on, about.place) {
        (Kind::Passage | Kind::Coding, _, Some((transcript, span))) => {
            Some(Action::Goto { transcript, span })
        }
        (_, MemoTarget::Code(code), _) => Some(Action::ShowCode(*code)),
        (_, MemoTarget::Case(case), _) => Some(Action::ShowCase(*case)),
        (_, MemoTarget::Transcript(id) | MemoTarget::Passage(id, _), _) => {
            Some(Action::SelectTranscript(*id))
        }
        (_, MemoTarget::Project | MemoTarget::Coding(_), _) => None,
    }
}

/// A new memo while it is written. Says whether it stays.
pub(super) fn draft(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, actions: &mut Vec<Action>) {
    let Some(mut draft) = view.draft.take() else { return };
    let Some(about) = subject::about(scene.project, &draft.on) else { return };
    ui.set_max_width(WIDEST.min(ui.available_width()));
    heading(ui, &about, way(&about, &draft.on), actions);
    let Some(author) = scene.coder.filter(|_| scene.read_only.is_none()) else {
        nobody(ui, scene, actions);
        view.draft = Some(draft);
        return;
    };
    let left = field(ui, &mut draft.words, "memo-write", "memo-keep", &mut view.take_focus);
    let MemoDraft { on, words, back } = &draft;
    match left {
        Field::Open => {
            let others = scene.project.memos_on(on);
            if !others.is_empty() {
                ui.add_space(size::STEP * 3.0);
                parts::section(ui, &text("memo-others"), "");
            }
            for other in others {
                let line =
                    format!("{}: {}", data::name(scene.project, other.author), shortened(&other.text, 80));
                if ui.add(Button::new(line).truncate()).clicked() {
                    view.read(Some(super::RowTarget::Thread(other.id)));
                }
            }
            view.draft = Some(draft);
        }
        Field::Cached => {
            if let Some((id, step)) = steps::write(scene.project, on, author.id, words, &mut SystemStamp) {
                make(Some(step), actions);
                view.open = Some(super::RowTarget::Thread(id));
                view.go_to_row = back.is_none();
            }
            actions.extend(back.map(Action::Show));
        }
        Field::GivenUp => actions.extend(back.map(Action::Show)),
    }
}

/// A memo and what was answered.
pub(super) fn thread(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, id: MemoId, actions: &mut Vec<Action>) {
    let thread = scene.project.thread(id);
    let Some(first) = thread.first() else { return };
    let about = match first.on {
        MemoTarget::Coding(coding) => own_coding(scene, coding),
        MemoTarget::Project
        | MemoTarget::Code(_)
        | MemoTarget::Transcript(_)
        | MemoTarget::Case(_)
        | MemoTarget::Passage(..) => subject::about(scene.project, &first.on),
    };
    let Some(about) = about else { return };
    ui.set_max_width(WIDEST.min(ui.available_width()));
    heading(ui, &about, way(&about, &first.on), actions);
    for memo in &thread {
        one(ui, scene, view, memo, thread.len() - 1, actions);
        ui.add_space(size::STEP * 2.0);
    }
    if view.changing.is_some() {
        return;
    }
    let Some(author) = scene.coder.filter(|_| scene.read_only.is_none()) else {
        return nobody(ui, scene, actions);
    };
    let mut words = view.replies.remove(&first.id).unwrap_or_default();
    match field(ui, &mut words, "memo-answer", "memo-send", &mut view.take_focus) {
        Field::Open if words.is_empty() => {}
        Field::Open => {
            view.replies.insert(first.id, words);
        }
        Field::Cached => {
            make(steps::reply(scene.project, first, author.id, &words, &mut SystemStamp), actions);
        }
        Field::GivenUp => {}
    }
}

/// The coding of this coder that a memo is on.
fn own_coding(scene: &Scene<'_>, id: crate::model::CodingId) -> Option<About> {
    let (layer, coding) = scene.project.coding(id)?;
    let own = scene.coder.is_some_and(|c| c.id == layer.coder());
    own.then(|| subject::on_coding(scene.project, layer, coding)).flatten()
}

/// The note on a coding, which is written in the Code panel.
pub(super) fn note(
    ui: &mut Ui,
    scene: &Scene<'_>,
    coding: &Coding,
    about: &About,
    actions: &mut Vec<Action>,
) {
    ui.set_max_width(WIDEST.min(ui.available_width()));
    heading(ui, about, way(about, &MemoTarget::Coding(coding.id)), actions);
    parts::card(ui, |ui| {
        let author = scene.coder.map(|c| c.name.clone()).unwrap_or_default();
        signed(ui, &author, &moment::written(coding.created, scene.now), |_| {});
        ui.label(RichText::new(&coding.memo).font(look::body()));
    });
    ui.add_space(size::STEP * 2.0);
    parts::muted(ui, &text("memo-in-code"));
}

/// Who and when, and what can be done with it.
fn signed(ui: &mut Ui, author: &str, when: &str, add: impl FnOnce(&mut Ui)) {
    let t = look::of(ui.visuals());
    ui.horizontal(|ui| {
        ui.label(RichText::new(author).font(look::strong(13.0)));
        ui.label(RichText::new(when).font(look::label()).color(t.muted));
        ui.with_layout(Layout::right_to_left(Align::Center), add);
    });
}

fn one(
    ui: &mut Ui,
    scene: &Scene<'_>,
    view: &mut View,
    memo: &Memo,
    replies: usize,
    actions: &mut Vec<Action>,
) {
    let own = scene.read_only.is_none() && scene.coder.is_some_and(|c| c.id == memo.author);
    let changing = own && view.changing.as_ref().is_some_and(|(id, _)| *id == memo.id);
    parts::card(ui, |ui| {
        let mut when = moment::written(memo.created, scene.now);
        if memo.changed != memo.created {
            let changed = moment::written(memo.changed, scene.now);
            when = with("memo-changed", &[("when", when.into()), ("changed", changed.into())]);
        }
        signed(ui, &data::name(scene.project, memo.author), &when, |ui| {
            if !own || changing {
                return;
            }
            let with_replies = if memo.reply_to.is_none() { replies } else { 0 };
            let remove = with("memo-remove", &[("n", with_replies.into())]);
            if little(ui, &remove).on_hover_text(text("memo-remove-tip")).clicked() {
                make(Some(steps::remove(scene.project, memo)), actions);
            }
            if little(ui, &text("memo-edit")).clicked() {
                view.changing = Some((memo.id, memo.text.clone()));
                view.take_focus = true;
            }
        });
        if !changing {
            ui.label(RichText::new(&memo.text).font(look::body()));
            return;
        }
        let Some((id, mut words)) = view.changing.take() else { return };
        match field(ui, &mut words, "memo-edit-name", "memo-keep", &mut view.take_focus) {
            Field::Open => view.changing = Some((id, words)),
            Field::Cached => make(steps::change(scene.project, memo, &words, &mut SystemStamp), actions),
            Field::GivenUp => {}
        }
    });
}

fn little(ui: &mut Ui, label: &str) -> egui::Response {
    ui.add(Button::new(RichText::new(label).font(look::label())).min_size(vec2(0.0, 24.0)))
}

/// A field for words, kept by Ctrl+Enter or the button.
fn field(ui: &mut Ui, words: &mut String, name: &str, keep: &str, take_focus: &mut bool) -> Field {
    let id = ui.scope_id().with(("words", name));
    let in_field = ui.memory(|m| m.has_focus(id));
    let mut left = Field::Open;
    if in_field && ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Enter)) {
        left = Field::Cached;
    }
    let hint = text(name);
    let edit = TextEdit::multiline(words)
        .id(id)
        .hint_text(&hint)
        .desired_rows(4)
        .desired_width(f32::INFINITY)
        .font(look::body());
    let response = ui.add(edit);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::MultilineTextInput, true, &hint));
    if std::mem::take(take_focus) {
        response.request_focus();
    }
    let there = !words.trim().is_empty();
    ui.horizontal(|ui| {
        let kept = ui.add_enabled_ui(there, |ui| parts::primary(ui, &text(keep))).inner;
        if kept.on_hover_text(text("memo-keep-tip")).clicked() {
            left = Field::Cached;
        }
        let leads_away = name != "memo-answer";
        if (there || leads_away) && ui.button(text(if there { "memo-give-up" } else { "cancel" })).clicked() {
            left = Field::GivenUp;
        }
    });
    // Nothing is lost by a key that is pressed too soon.
    let escaped = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Escape));
    if escaped && !there { Field::GivenUp } else { left }
}

fn nobody(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    if let Some(why) = scene.read_only {
        parts::muted(ui, &tell(why));
        return;
    }
    parts::muted(ui, &text("memo-nobody"));
    if ui.button(text("nobody-codes-next")).clicked() {
        actions.push(Action::AskWho);
    }
}
