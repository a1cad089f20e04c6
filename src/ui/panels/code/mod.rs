//! The Code panel: reading a transcript and coding it. Shows one coder's own codings and never anybody else's, unless
//! someone comes from Agreement to compare; even then only the coder's own can be changed.

mod codes;
mod correct;
pub mod counts;
pub mod data;
mod find;
mod inspector;
mod lists;
mod menus;
pub(in crate::ui) mod reader;
mod sets;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use egui::Ui;

use crate::lang::{text, with};
use crate::model::{CodeId, CoderId, CodingId, Project, Transcript, TranscriptId, TranscriptSetId};
use crate::text::Span;
use crate::ui::context::{Action, Command, Scene, Status};
use crate::ui::kit::{Cached, layout, parts, roving::Walk};
use crate::ui::reader::{
    CodeFilter, Picker, document,
    marked::{self, Marked},
    notes,
};
use crate::ui::steps::{self, coding};
use crate::ui::transcript::{self, Document, Show, Side};
pub use correct::Correction;
pub use sets::SetsSheet;

/// What the panel remembers of itself.
#[derive(Default)]
pub struct View {
    transcript: Option<TranscriptId>,
    /// Place, selection and size of type of every transcript that was looked at.
    places: BTreeMap<TranscriptId, transcript::View>,
    page: Option<(Arc<Transcript>, Document)>,
    marked: Cached<marked::MarkedKey, Marked>,
    noted: Cached<notes::NotesKey, notes::Noted>,
    /// Which codings show.
    shown: CodeFilter,
    lists: Cached<ListsFor, data::Lists>,
    counts: counts::Counts,
    inspector: Cached<InspectorFor, data::Inspector>,
    /// Only transcripts of this set are listed.
    set: Option<TranscriptSetId>,
    folded: BTreeSet<CodeId>,
    /// What was typed to narrow the tree.
    filtered: String,
    /// The code chosen in the tree.
    code: Option<CodeId>,
    /// The code applied last.
    last: Option<CodeId>,
    selection: Option<Span>,
    /// The bytes in the lower half of the window.
    low: Range<usize>,
    /// The codings at the cursor or in the selection, the latest first.
    here: Vec<CodingId>,
    /// The same, the chosen one before the others.
    at_cursor: Vec<CodingId>,
    picker: Option<Picker>,
    find: find::Find,
    memo: Option<MemoDraft>,
    /// Whose codings are shown side by side; nobody's but the coder's own where empty.
    compared: Vec<CoderId>,
    /// The text is to have the keyboard from the next frame on.
    take_focus: bool,
    /// The transcript's row is to be seen from the next frame on.
    show_row: bool,
    /// The row of a code that is to be seen from the next frame on.
    show_code: Option<CodeId>,
    /// Where the keyboard is in the tree of codes.
    walk: Walk<CodeId>,
}

/// What the lists depend on.
type ListsFor = (u64, Option<CoderId>, [Option<CodeId>; 9], Option<TranscriptSetId>);
/// What the inspector depends on.
type InspectorFor = (u64, TranscriptId, CoderId, Vec<CodingId>, Option<CodeId>);

/// A memo while it is written.
struct MemoDraft {
    coding: CodingId,
    words: String,
    begun: bool,
}

impl View {
    /// The transcript that is read.
    pub const fn transcript(&self) -> Option<TranscriptId> {
        self.transcript
    }

    /// The selected passage.
    pub const fn selection(&self) -> Option<Span> {
        self.selection
    }

    /// The codings at the cursor or in the selection, the latest first.
    pub fn at_cursor(&self) -> &[CodingId] {
        &self.at_cursor
    }

    /// The code applied last.
    pub const fn last(&self) -> Option<CodeId> {
        self.last
    }

    /// Chooses a code in the tree and brings it into sight.
    pub const fn reveal(&mut self, code: CodeId) {
        self.code = Some(code);
        self.show_code = Some(code);
    }

    /// Says which code was applied last.
    pub const fn set_last(&mut self, code: CodeId) {
        self.last = Some(code);
    }

    /// The byte where the selection starts, or else the caret stands.
    pub(in crate::ui) fn reading(&self, transcript: TranscriptId) -> usize {
        let caret = self.places.get(&transcript).map_or(0, transcript::View::caret);
        self.selection.map_or(caret, Span::start)
    }

    /// Opens a transcript where it was left.
    pub fn open(&mut self, transcript: TranscriptId) {
        if self.transcript != Some(transcript) {
            self.transcript = Some(transcript);
            self.selection = None;
            self.at_cursor.clear();
            self.compared.clear();
        }
        self.take_focus = true;
    }

    /// Opens a transcript where it was read when the project was closed.
    pub fn come_back(&mut self, transcript: TranscriptId, byte: usize) {
        self.open(transcript);
        self.show_row = true;
        self.places.entry(transcript).or_default().go_to(transcript::Position { byte, into: 0.0 });
    }

    /// The transcript that is read, and the byte at the top of the window.
    pub fn reading_place(&self) -> Option<(TranscriptId, usize)> {
        let id = self.transcript?;
        Some((id, self.places.get(&id).map_or(0, |place| place.position().byte)))
    }

    /// Opens a transcript with a passage selected and in sight.
    pub fn go_to(&mut self, transcript: TranscriptId, span: Span) {
        self.open(transcript);
        self.show_row = true;
        let place = self.places.entry(transcript).or_default();
        place.select(span);
        place.show(span, Show::Third);
        self.selection = Some(span);
        self.compared.clear();
    }

    /// Opens a passage with the codings of several coders beside each other, until another transcript is opened.
    pub fn compare(&mut self, transcript: TranscriptId, span: Span, coders: Vec<CoderId>) {
        self.go_to(transcript, span);
        self.compared = coders;
    }

    /// Opens the transcript above (−1) or below (1) in the list.
    pub fn step(&mut self, by: isize) {
        let next =
            self.transcript.zip(self.lists.kept()).and_then(|(t, lists)| data::neighbour(lists, t, by));
        if let Some(next) = next {
            self.open(next);
            self.show_row = true;
        }
    }

    /// Whether a code is being picked.
    pub const fn is_picking(&self) -> bool {
        self.picker.is_some()
    }

    /// Opens the picker for the selected passage.
    pub fn pick(&mut self, project: &Project) {
        self.picker = Some(Picker::beside(project, self.last).at_top(self.reads_low()));
    }

    /// Opens the picker for another code of codings.
    pub fn pick_again(&mut self, project: &Project, codings: Vec<CodingId>) {
        self.picker = Some(Picker::again(project, self.last, codings).at_top(self.reads_low()));
    }

    /// Whether the passage at the cursor reaches into the lower half of the window.
    fn reads_low(&self) -> bool {
        self.low.contains(&self.selection.map_or_else(|| self.caret(), |span| span.end() - 1))
    }

    /// Where the caret stands in the transcript that is read, in bytes.
    pub fn caret(&self) -> usize {
        self.transcript.and_then(|id| self.places.get(&id)).map_or(0, transcript::View::caret)
    }

    /// Puts the caret at a byte of the transcript that is read, and brings it into sight.
    pub fn put_caret(&mut self, byte: usize) {
        let (Some(id), Some((_, document))) = (self.transcript, &self.page) else { return };
        let place = self.places.entry(id).or_default();
        place.put_caret(document, byte);
        let at = document.text().floor_grapheme(place.caret().min(document.text().len().saturating_sub(1)));
        if let Ok(span) = document.text().span_widened(at..at + 1) {
            place.show(span, Show::Third);
        }
        self.selection = None;
        self.take_focus = true;
    }

    /// Grows the selection to the next larger piece of the text.
    pub fn grow(&mut self) {
        // From nothing to the sentence at once: that is what is coded most.
        self.resize(|place, document| {
            let nothing = place.selection(document).is_none();
            place.grow(document) && (!nothing || place.grow(document) || place.selection(document).is_some())
        });
    }

    /// Shrinks the selection to the piece before.
    pub fn shrink(&mut self) {
        self.resize(transcript::View::shrink);
    }

    /// Moves an edge of the coding at the cursor by keys from now on.
    pub fn take_edge(&mut self, project: &Project, side: Side) {
        let coding = self.at_cursor.first().and_then(|&id| project.coding(id)).map(|(_, coding)| coding);
        if let Some(coding) = coding
            && let Some(place) = self.transcript.and_then(|id| self.places.get_mut(&id))
        {
            place.take_edge(document::key(coding.id), side, coding.span);
            self.take_focus = true;
        }
    }

    /// Chooses the next of the codings that lie over each other at the cursor.
    pub fn next_overlap(&mut self) {
        let chosen = self.at_cursor.first();
        let at = self.here.iter().position(|id| Some(id) == chosen).map_or(0, |at| at + 1);
        let next = self.here.get(at).or(self.here.first());
        if let Some(&next) = next
            && let Some(place) = self.transcript.and_then(|id| self.places.get_mut(&id))
        {
            place.set_active(Some(document::key(next)));
            self.take_focus = true;
        }
    }

    /// Which codings show.
    pub const fn shown(&mut self) -> &mut CodeFilter {
        &mut self.shown
    }

    /// Shows only the code of the coding at the cursor, or else the one chosen in the tree; all again the second time.
    pub fn show_only(&mut self, project: &Project) {
        let here = self.at_cursor.first().and_then(|&id| project.coding(id)).map(|(_, coding)| coding.code);
        match here.or(self.code) {
            _ if self.shown.leaves_out() => self.shown.all(),
            Some(code) => self.shown.only(code),
            None => {}
        }
    }

    fn resize(&mut self, how: fn(&mut transcript::View, &Document) -> bool) {
        let (Some(id), Some((_, document))) = (self.transcript, &self.page) else { return };
        let place = self.places.entry(id).or_default();
        if how(place, document) {
            self.selection = place.selection(document);
            if let Some(span) = self.selection {
                place.show(span, Show::Nearest);
            }
        }
        self.take_focus = true;
    }

    /// The memo that is being written, as a step; none where it is as it was.
    pub fn take_memo(&mut self, project: &Project, coder: Option<CoderId>) -> Option<steps::Step> {
        let draft = self.memo.take()?;
        let (layer, coding) = project.coding(draft.coding).filter(|(l, _)| Some(l.coder()) == coder)?;
        let transcript = project.transcript(layer.transcript())?;
        coding::memo(steps::Layer { transcript, coder: layer.coder() }, coding, &draft.words)
    }

    /// Shows the coder's own codings only.
    pub fn end_comparing(&mut self) {
        self.compared.clear();
    }

    /// Opens the memo of the latest coding at the cursor.
    pub fn write_memo(&mut self, project: &Project) {
        let coding = self.at_cursor.first().and_then(|&id| project.coding(id)).map(|(_, coding)| coding);
        self.memo = coding.map(|c| MemoDraft { coding: c.id, words: c.memo.clone(), begun: false });
    }

    /// Chooses a transcript where none is, or where it is gone, and makes its document.
    fn follow(&mut self, project: &Project) -> Option<Arc<Transcript>> {
        let known = self.transcript.and_then(|id| project.transcript(id));
        let transcript = known.or_else(|| project.transcripts().into_iter().next()).cloned();
        self.transcript = transcript.as_ref().map(|t| t.id());
        let transcript = transcript?;
        if self.page.as_ref().is_none_or(|(made, _)| !document::same(made, &transcript)) {
            self.page = Some((Arc::clone(&transcript), document::document(&transcript)));
        }
        Some(transcript)
    }
}

/// Draws the panel.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, actions: &mut Vec<Action>) -> Status {
    let transcript = view.follow(scene.project);
    let coder = scene.coder.map(|c| c.id);
    let (key, set) = ((scene.revision, coder, scene.pins, view.set), view.set);
    let counts = &mut view.counts;
    view.lists.of(&key, || data::lists(scene.project, coder, &scene.pins, counts).of_set(scene.project, set));
    layout::left(ui, scene.sides.left, "code", |ui| lists::show(ui, scene, view, actions));
    let Some(transcript) = transcript else {
        nothing(ui, actions);
        return Status { facts: vec![text("no-transcripts")], keys: String::new() };
    };
    layout::before_right(
        ui,
        scene.sides.right,
        "code",
        &mut (&mut *view, &mut *actions),
        |ui, (view, actions)| reader::show(ui, scene, &transcript, view, actions),
        |ui, (view, actions)| inspector::show(ui, scene, &transcript, view, actions),
    );
    pick(ui, scene.project, view, actions);
    status(&transcript, view)
}

/// Draws the picker if it is open; closes it when it has been answered.
fn pick(ui: &Ui, project: &Project, view: &mut View, actions: &mut Vec<Action>) {
    let Some(picker) = &mut view.picker else { return };
    let lists = view.lists.kept();
    let codings = |code| lists?.codes.iter().find(|c| c.id == code).map(|c| c.codings);
    let (picked, stays) = picker.show(ui, project, &codings);
    actions.extend(picked.map(|picked| picker.action(picked)));
    if !stays {
        view.picker = None;
        view.take_focus = true;
    }
}

fn nothing(ui: &mut Ui, actions: &mut Vec<Action>) {
    parts::page(ui, |ui| {
        if parts::empty(
            ui,
            &text("no-transcripts"),
            &text("no-transcripts-next"),
            Some(&text("command-import")),
        ) {
            actions.push(Action::Run(Command::Import));
        }
        ui.vertical_centered(|ui| {
            ui.add_space(crate::ui::kit::look::size::STEP * 2.0);
            if ui.button(text("command-type-text")).on_hover_text(text("command-type-text-tip")).clicked() {
                actions.push(Action::Run(Command::TypeText));
            }
        });
    });
}

/// The turn that a caret stands in: at the end of a turn, that one.
fn turn_at(transcript: &Transcript, byte: usize) -> Option<usize> {
    let turns = transcript.turns();
    turns.at(byte).or_else(|| turns.at(byte.checked_sub(1)?))
}

fn status(transcript: &Transcript, view: &View) -> Status {
    let mut facts = vec![transcript.title().to_owned()];
    let at = view.reading(transcript.id());
    let line = transcript.text().line_of(at).0 + 1;
    facts.push(match turn_at(transcript, at) {
        Some(turn) => with("status-turn-line", &[("turn", (turn + 1).into()), ("line", line.into())]),
        None => with("status-line", &[("line", line.into())]),
    });
    if let Some(span) = view.selection {
        let words = transcript.text().words().count_in(span);
        facts.push(with("status-selected", &[("n", words.into())]));
    }
    if let Some(lists) = view.lists.kept() {
        let here = lists.transcripts.iter().find(|t| t.id == transcript.id()).map_or(0, |t| t.codings);
        facts.push(with("status-codings", &[("n", here.into()), ("all", lists.codings.into())]));
        facts.extend(crate::ui::context::quote::waiting(lists.auto));
    }
    Status { facts, keys: text("status-code-keys") }
}
