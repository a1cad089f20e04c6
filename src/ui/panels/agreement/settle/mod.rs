//! Walking the differences of coders and settling them, one after the other: a list by code and kind, the passage with
//! every coder's codings beside each other, and the choices with their keys. CodeFilter in the place of the Agreement panel
//! while somebody walks; never changes a coder's own codings.

mod card;
pub mod data;
mod list;

use std::sync::Arc;

use egui::{Key, Popup, Ui};

use crate::agreement::{Choice, Item, Query};
use crate::lang::{text, with};
use crate::model::{CodeId, CoderId, Project, TranscriptId};
use crate::session::Jobs;
use crate::text::Span;
use crate::ui::context::{Action, Narrowed, Scene, Status, ask, keys};
use crate::ui::kit::{Cached, layout, parts};
use crate::ui::reader::{
    Picker,
    page::{Page, PageOf},
    shown::CodeFilter,
};
use crate::ui::steps::settling as steps;
use data::{Figure, Walk};

/// Where a difference stands: its code, transcript and passage.
pub(in crate::ui) type ItemPlace = (CodeId, TranscriptId, Span);

/// What is walked, and how far it has got.
pub struct View {
    query: Query,
    narrowed: Narrowed,
    at: Option<ItemPlace>,
    /// The revision and project that the list was last asked for, and how often it had to be made anew.
    ground: Option<(u64, Project, u64)>,
    items: Jobs<(u64, Query), Arc<Vec<Item>>>,
    walk: Cached<(u64, u64, Narrowed), Arc<Walk>>,
    figures: Jobs<(u64, Query), Vec<Figure>>,
    page: Page,
    picker: Option<Picker>,
    reason: String,
    /// The picker is to be open at once.
    pick: bool,
}

/// What a key or a button asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WalkCommand {
    Take(CoderId),
    Both,
    Borders,
    Code,
    Open,
    Next,
    Previous,
    Widen,
    Back,
}

/// The letters that take a coder's codings, in the order of the coders; the others have another meaning here.
const LETTERS: [(Key, char); 8] = [
    (Key::A, 'a'),
    (Key::B, 'b'),
    (Key::C, 'c'),
    (Key::D, 'd'),
    (Key::F, 'f'),
    (Key::G, 'g'),
    (Key::H, 'h'),
    (Key::I, 'i'),
];

/// The letter of a coder as a key cap shows it.
pub(in crate::ui) fn letter(at: usize) -> Option<String> {
    LETTERS.get(at).map(|(_, typed)| typed.to_uppercase().collect())
}

impl View {
    /// A walk through the differences that a question finds, from one of them on; `pick` asks for another code at once.
    pub fn new(query: Query, narrowed: Narrowed, at: Option<ItemPlace>, pick: bool) -> Self {
        Self {
            query: data::settling(query),
            narrowed,
            at,
            ground: None,
            items: Jobs::default(),
            walk: Cached::default(),
            figures: Jobs::default(),
            page: Page::default(),
            picker: None,
            reason: String::new(),
            pick,
        }
    }

    /// Whether a code is being picked.
    pub const fn is_picking(&self) -> bool {
        self.picker.is_some()
    }

    /// Counts how often what the list is made of has become another.
    fn ground(&mut self, scene: &Scene<'_>) -> u64 {
        let n = match &self.ground {
            Some((revision, _, n)) if *revision == scene.revision => return *n,
            Some((_, was, n)) if data::same_ground(was, scene.counted, &self.query.coders) => *n,
            Some((.., n)) => n + 1,
            None => 0,
        };
        self.ground = Some((scene.revision, scene.counted.clone(), n));
        n
    }
}

/// Draws the walk; says whether it goes on.
pub(in crate::ui) fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    view: &mut View,
    actions: &mut Vec<Action>,
) -> (Status, bool) {
    let ground = view.ground(scene);
    let key = (ground, view.query.clone());
    let (project, query) = (scene.counted.clone(), view.query.clone());
    ask(ui.ctx(), &mut view.items, &key, move |_| Arc::new(data::items(&project, &query)));
    ask_figures(ui, scene, view);
    let Some(items) = view.items.answer(&key).map(|(items, _)| Arc::clone(items)) else {
        parts::page(ui, |ui| drop(parts::muted(ui, &text("counting"))));
        return (Status::default(), !ui.input(|i| i.key_pressed(Key::Escape)));
    };
    let kept = (scene.revision, ground, view.narrowed.clone());
    view.walk.of(&kept, || Arc::new(Walk::of(scene.project, &view.query, &items, &view.narrowed)));
    let Some(walk) = view.walk.kept().map(Arc::clone) else { return (Status::default(), true) };
    let number = walk.find(&items, view.at).or_else(|| walk.next_asked(None)).or(walk.shown.first().copied());
    view.at = number.and_then(|ix| items.get(ix)).map(data::at);
    let mut asked = keys_of(ui, view, scene);
    let left = layout::left(ui, scene.sides.left, "settle", |ui| list::show(ui, scene, &items, &walk, view));
    if let Some(Some(chosen)) = left {
        view.at = items.get(chosen).map(data::at);
    }
    let current = number.and_then(|ix| items.get(ix));
    layout::right(ui, scene.sides.right, "settle", |ui| {
        asked = card::show(ui, scene, current, &walk, view, actions).or(asked);
    });
    if asked == Some(WalkCommand::Widen) {
        view.narrowed = Narrowed::default();
        ui.ctx().request_repaint();
    }
    let mut goes_on = true;
    match current {
        Some(item) => page(ui, scene, view, item),
        None => nothing(ui, &walk),
    }
    if pick(ui, scene, view, current, actions) {
        go_on(view, &items, &walk, number);
    }
    match asked {
        Some(WalkCommand::Back) => goes_on = false,
        Some(WalkCommand::Next) => go(view, &items, walk.step(number, 1)),
        Some(WalkCommand::Previous) => go(view, &items, walk.step(number, -1)),
        Some(WalkCommand::Widen) => {}
        Some(WalkCommand::Code) if current.is_some() => {
            view.picker = Some(Picker::beside(scene.project, None));
        }
        Some(WalkCommand::Borders) => {
            let selected = view.page.selection();
            match (current, selected) {
                (Some(item), Some(span)) if span != item.difference.span => {
                    settle(scene, view, item, Choice::Borders(span), actions);
                    go_on(view, &items, &walk, number);
                }
                (Some(_), _) => actions.push(Action::Say(text("settle-borders-how"))),
                (None, _) => {}
            }
        }
        Some(asked) => {
            if let (Some(item), Some(choice)) = (current, choice(asked)) {
                settle(scene, view, item, choice, actions);
                go_on(view, &items, &walk, number);
            }
        }
        None => {}
    }
    (status(scene, &walk, current), goes_on)
}

const fn choice(asked: WalkCommand) -> Option<Choice> {
    match asked {
        WalkCommand::Take(coder) => Some(Choice::Take(coder)),
        WalkCommand::Both => Some(Choice::Both),
        WalkCommand::Open => Some(Choice::Open),
        WalkCommand::Borders
        | WalkCommand::Code
        | WalkCommand::Next
        | WalkCommand::Previous
        | WalkCommand::Widen
        | WalkCommand::Back => None,
    }
}

fn go(view: &mut View, items: &[Item], to: Option<usize>) {
    if let Some(item) = to.and_then(|ix| items.get(ix)) {
        view.at = Some(data::at(item));
        view.page.come_back();
    }
}

/// To the next difference that somebody has to decide about; where there is none, the text has the keyboard again.
fn go_on(view: &mut View, items: &[Item], walk: &Walk, number: Option<usize>) {
    go(view, items, walk.next_asked(number));
    view.page.come_back();
}

fn settle(scene: &Scene<'_>, view: &mut View, item: &Item, choice: Choice, actions: &mut Vec<Action>) {
    let reason = std::mem::take(&mut view.reason);
    actions.push(steps::decide(scene, &view.query, item, choice, &reason));
}

/// How far each coder's codings are those of the consensus, as far as that goes.
fn ask_figures(ui: &Ui, scene: &Scene<'_>, view: &mut View) {
    let (project, query) = (scene.project.clone(), view.query.clone());
    let key = (scene.revision, view.query.clone());
    ask(ui.ctx(), &mut view.figures, &key, move |_| data::figures(&project, &query));
}

/// Keys that are free for the walk: nothing is typed and nothing lies over the window.
fn keys_of(ui: &Ui, view: &View, scene: &Scene<'_>) -> Option<WalkCommand> {
    let ctx = ui.ctx();
    let over = ctx.memory(|m| m.top_modal_layer().is_some()) || Popup::is_any_open(ctx);
    if over || ctx.text_edit_focused() || view.picker.is_some() || !ui.is_enabled() {
        return None;
    }
    if ui.input(|i| i.key_pressed(Key::Escape)) {
        return Some(WalkCommand::Back);
    }
    let walking = [
        (Key::N, 'n', WalkCommand::Next),
        (Key::P, 'p', WalkCommand::Previous),
        (Key::W, 'w', WalkCommand::Widen),
    ];
    let deciding = [
        (Key::X, 'x', WalkCommand::Both),
        (Key::O, 'o', WalkCommand::Code),
        (Key::E, 'e', WalkCommand::Borders),
        (Key::L, 'l', WalkCommand::Open),
    ];
    let taking = LETTERS
        .iter()
        .zip(&view.query.coders)
        .map(|((key, typed), id)| (*key, *typed, WalkCommand::Take(*id)));
    let writable = scene.read_only.is_none();
    let keys = walking.into_iter().chain(deciding.into_iter().chain(taking).filter(|_| writable));
    keys.into_iter().find(|(key, typed, _)| keys::take(ctx, *key, *typed, false)).map(|(.., asked)| asked)
}

/// The passage with the codings of all who are compared, and of the consensus.
fn page(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, item: &Item) {
    let Some(transcript) = scene.project.transcript(item.difference.transcript) else { return };
    let mut shown = CodeFilter::default();
    shown.only_these(data::codes_of(item));
    let mut compared = view.query.coders.clone();
    compared.extend(scene.project.consensus().map(|c| c.id));
    let place = PageOf {
        transcript,
        span: item.difference.span,
        selected: item.difference.span,
        finds: (&[], None),
        coding: None,
        compared,
        shown,
        keyboard: true,
    };
    view.page.show(ui, scene, &place);
}

/// What stands where no difference is left to show.
fn nothing(ui: &mut Ui, walk: &Walk) {
    debug_assert!(walk.shown.is_empty());
    let why = if walk.narrowed { "settle-none-here-why" } else { "settle-none-why" };
    parts::page(ui, |ui| {
        parts::empty(ui, &text("settle-none"), &text(why), None);
    });
}

/// The picker of another code, if it is open; whether one was picked.
fn pick(
    ui: &Ui,
    scene: &Scene<'_>,
    view: &mut View,
    current: Option<&Item>,
    actions: &mut Vec<Action>,
) -> bool {
    if std::mem::take(&mut view.pick) && current.is_some() {
        view.picker = Some(Picker::beside(scene.project, None));
    }
    let Some(picker) = &mut view.picker else { return false };
    let (picked, stays) = picker.show(ui, scene.project, &|_| None);
    if !stays || picked.is_some() {
        view.picker = None;
        view.page.come_back();
    }
    let (Some(picked), Some(item)) = (picked, current) else { return false };
    let reason = std::mem::take(&mut view.reason);
    actions.push(steps::other_code(scene, &view.query, item, &picked, &reason));
    true
}

fn status(scene: &Scene<'_>, walk: &Walk, current: Option<&Item>) -> Status {
    let mut facts = vec![data::progress_in_words(&walk.progress)];
    if let Some(item) = current {
        facts.push(steps::heading(scene.project, item));
    }
    let takes: Vec<String> = (0..walk.coders).filter_map(letter).collect();
    let mut keys = with("settle-keys", &[("takes", takes.join(" ").into())]);
    if walk.narrowed {
        keys = format!("{keys} · {}", text("settle-keys-widen"));
    }
    Status { facts, keys }
}
