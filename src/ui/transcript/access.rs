//! The transcript as a screen reader meets it: a document, in it a paragraph for each block that is laid, in that
//! the runs of text. Costs nothing while nobody listens.

use egui::accesskit::{Action, ActionData, ActionRequest, Live, Node, Role, TextPosition, TextSelection};
use egui::{Event, Id, Rect, Response, Sense, Ui, UiBuilder, pos2, vec2};

use super::columns::Columns;
use super::document::{BlockPlace, Document};
use super::edge::{self, Handle, Side};
use super::margin::{STRIPE, Stripe};
use super::marks::VisibleMarks;
use super::notes::{self, Notes};
use super::runs;
use super::scroll::Laid;
use super::setting::{Caret, Setting};
use super::view::{Show, View};
use crate::lang::moment;
use crate::text::Span;

/// Points that one request to scroll moves the page.
const STEP: f32 = 100.0;

/// What the parts of the widget are called, in the reader's language.
#[derive(Clone, Copy)]
pub struct Wording<'a> {
    /// The whole, like "Transcript of P04".
    pub transcript: &'a str,
    /// The margin with the stripes.
    pub margin: &'a str,
    /// The strip at the right edge.
    pub overview: &'a str,
    /// A turn, from its number (from 1) and its speaker's name (empty where there is none), like
    /// "Turn 12, Interviewer".
    pub turn: &'a dyn Fn(usize, &str) -> String,
    /// An edge of a mark, from the mark's label and the words at that edge, like "Start of keeps promises: She said".
    pub edge: &'a dyn Fn(Side, &str, &str) -> String,
}

impl std::fmt::Debug for Wording<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Wording").field("transcript", &self.transcript).finish_non_exhaustive()
    }
}

fn block_id(id: Id, block: usize) -> Id {
    id.with("block").with(block)
}

/// Where a byte stands among the runs of text; the nearest laid place where it is out of sight.
fn position_of(id: Id, document: &Document, laid: &[Laid], byte: usize) -> Option<TextPosition> {
    let (first, last) = (laid.first()?, laid.last()?);
    let byte = byte.clamp(first.set.range().start, last.set.range().end);
    let block = super::paint::block_of(document, laid, byte)?;
    runs::position(block_id(id, block.set.block), document.text(), &block.set, byte)
}

fn byte_at(id: Id, document: &Document, laid: &[Laid], at: TextPosition) -> Option<usize> {
    let of = |block: &Laid| runs::byte(block_id(id, block.set.block), document.text(), &block.set, at);
    laid.iter().find_map(of).map(|byte| document.text().floor_grapheme(byte))
}

/// What a screen reader asks for. Read before any part of the widget is put on the page: egui takes requests to
/// scroll for itself then.
pub(super) fn asked(ui: &Ui) -> Vec<ActionRequest> {
    ui.input(|i| {
        let requests = i.events.iter().filter_map(|e| match e {
            Event::AccessKitActionRequest(request) => Some(request.clone()),
            _ => None,
        });
        requests.collect()
    })
}

/// Does what a screen reader asked for: to scroll, to show a paragraph, to select, to take an edge.
pub(super) fn answer(
    asked: &[ActionRequest],
    ui: &Ui,
    id: Id,
    view: &mut View,
    setting: &Setting<'_>,
    laid: &[Laid],
    handles: &[Handle],
) {
    let document = setting.document;
    for request in asked {
        if request.target_node == id.accesskit_id() {
            match (&request.action, &request.data) {
                (Action::ScrollDown, _) => view.scroll.by(STEP, &mut view.heights, setting),
                (Action::ScrollUp, _) => view.scroll.by(-STEP, &mut view.heights, setting),
                (Action::SetTextSelection, Some(ActionData::SetTextSelection(selection))) => {
                    let find = |at| byte_at(id, document, laid, at);
                    if let (Some(anchor), Some(focus)) = (find(selection.anchor), find(selection.focus)) {
                        view.put_caret(document, anchor);
                        view.caret = Caret { byte: focus, row_end: false };
                    }
                }
                _ => continue,
            }
        } else if request.action == Action::ScrollIntoView
            && let Some(at) =
                laid.iter().find(|l| block_id(id, l.set.block).accesskit_id() == request.target_node)
        {
            let start = at.set.range().start;
            view.reveal = Some((start..start, Show::Nearest));
        } else if request.action == Action::Click
            && let Some(handle) =
                handles.iter().find(|h| handle_id(id, h.side).accesskit_id() == request.target_node)
        {
            view.take_edge(handle.key, handle.side, handle.span);
        } else {
            continue;
        }
        ui.ctx().request_repaint();
    }
}

/// The mark whose stripe a screen reader clicks.
pub(super) fn clicked(
    asked: &[ActionRequest],
    margin: Id,
    stripes: &[Stripe],
    marks: &VisibleMarks<'_>,
) -> Option<u64> {
    let clicks = || asked.iter().filter(|request| request.action == Action::Click);
    let keys = stripes.iter().map(|stripe| marks.mark(stripe.ix).key);
    keys.filter(|_| clicks().next().is_some())
        .find(|&key| clicks().any(|request| margin.with(key).accesskit_id() == request.target_node))
}

/// The note that a screen reader clicks.
pub(super) fn clicked_note(asked: &[ActionRequest], id: Id, laid: &[Laid]) -> Option<usize> {
    let mut clicks = asked.iter().filter(|request| request.action == Action::Click);
    clicks.find_map(|request| {
        let mut notes = laid.iter().flat_map(|block| &block.set.notes).map(|note| note.ix);
        notes.find(|&ix| note_id(id, ix).accesskit_id() == request.target_node)
    })
}

/// What is to be told of one frame.
pub(super) struct AccessFacts<'a> {
    pub(super) wording: &'a Wording<'a>,
    pub(super) view: &'a View,
    pub(super) document: &'a Document,
    pub(super) columns: &'a Columns,
    pub(super) laid: &'a [Laid],
    pub(super) handles: &'a [Handle],
    pub(super) marks: &'a VisibleMarks<'a>,
    pub(super) stripes: &'a [Stripe],
    pub(super) notes: &'a Notes,
}

impl AccessFacts<'_> {
    /// Describes what is laid, the stripes beside it, and what of a mark can be moved or is being moved.
    pub(super) fn describe(&self, ui: &mut Ui, text: &Response, margin: &Response) {
        let id = text.id;
        let listening = ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(Role::Document);
            node.set_label(self.wording.transcript);
            node.add_action(Action::ScrollDown);
            node.add_action(Action::ScrollUp);
            node.add_action(Action::SetTextSelection);
        });
        if listening.is_none() {
            return;
        }
        let mut child = inside(ui, id, text.rect);
        for block in self.laid {
            self.block(&mut child, id, block);
        }
        let (anchor, caret) = self.view.ends(self.document);
        let place = |byte| position_of(id, self.document, self.laid, byte);
        if let (Some(anchor), Some(focus)) = (place(anchor), place(caret.byte)) {
            let selection = TextSelection { anchor, focus };
            ui.ctx().accesskit_node_builder(id, |node| node.set_text_selection(selection));
        }
        self.edges(&child, id);
        let child = inside(ui, margin.id, margin.rect);
        for stripe in self.stripes {
            let (mark, span) = (self.marks.mark(stripe.ix), self.marks.span(stripe.ix));
            let rect = Rect::from_x_y_ranges(stripe.x..=stripe.x + STRIPE, stripe.y).intersect(margin.rect);
            node(&child, margin.id.with(mark.key), rect, Role::Mark, |node| {
                node.set_label(&*mark.label);
                node.set_value(self.document.text().slice(span));
                node.add_action(Action::Click);
            });
        }
    }

    fn block(&self, child: &mut Ui, id: Id, block: &Laid) {
        let paragraph = block_id(id, block.set.block);
        let size = vec2(self.columns.text.span(), block.set.height());
        let rect = Rect::from_min_size(pos2(self.columns.text.min, block.y), size);
        node(child, paragraph, rect.intersect(self.columns.rect), Role::Paragraph, |node| {
            if let Some(name) = name(self.document, self.wording, block.set.block) {
                node.set_label(name);
            }
            if let Some(time) = self.document.time_of(block.set.block).filter(|_| self.view.reading.times) {
                node.set_description(moment::clock(time));
            }
            node.set_value(self.document.block_text(block.set.block));
            node.set_position_in_set(block.set.block + 1);
            node.set_size_of_set(self.document.blocks().len());
        });
        for (set, note, rect) in notes::laid(self.notes, self.columns, block) {
            node(child, note_id(id, set.ix), rect.intersect(self.columns.rect), Role::Note, |node| {
                node.set_label(&*note.label);
                node.set_value(&*note.text);
                node.add_action(Action::Click);
            });
        }
        runs::describe(child, paragraph, self.document.text(), block, self.columns.text.min);
    }

    /// The handles by name, and the edge that is being moved as something that speaks up whenever it changes.
    fn edges(&self, child: &Ui, id: Id) {
        let name = |key: u64, side: Side, span: Span| {
            let label = self.marks.by_key(key).map_or("", |(mark, _)| &mark.label);
            (self.wording.edge)(side, label, edge::words(self.document, span, side))
        };
        for handle in self.handles {
            let own = handle_id(id, handle.side);
            node(child, own, handle.rect(), Role::Button, |node| {
                node.set_label(name(handle.key, handle.side, handle.span));
                node.add_action(Action::Click);
            });
        }
        if let Some(edge) = self.view.edge {
            let own = id.with("edge");
            node(child, own, child.max_rect(), Role::Status, |node| {
                node.set_live(Live::Polite);
                node.set_value(name(edge.key, edge.side, edge.now));
            });
        }
    }
}

/// A place for parts of a part of the widget.
pub(super) fn inside(ui: &mut Ui, of: Id, rect: Rect) -> Ui {
    ui.new_child(UiBuilder::new().max_rect(rect).accessibility_parent(of))
}

/// A part of the document at a place of the screen.
pub(super) fn node(child: &Ui, id: Id, rect: Rect, role: Role, tell: impl FnOnce(&mut Node)) {
    child.interact(rect, id, Sense::hover());
    child.ctx().accesskit_node_builder(id, |node| {
        node.set_role(role);
        let (x0, y0) = (rect.min.x.into(), rect.min.y.into());
        let (x1, y1) = (rect.max.x.into(), rect.max.y.into());
        node.set_bounds(egui::accesskit::Rect { x0, y0, x1, y1 });
        tell(node);
    });
}

fn note_id(id: Id, ix: usize) -> Id {
    id.with("note").with(ix)
}

fn handle_id(id: Id, side: Side) -> Id {
    id.with("handle").with(side == Side::Start)
}

/// The name of the turn that a block belongs to; none for a piece of a line that was cut.
fn name(document: &Document, wording: &Wording<'_>, block: usize) -> Option<String> {
    let block = document.blocks().get(block)?;
    let turn = block.turn? as usize;
    let speaker = document.speaker_of(turn).map_or("", |s| s.label.as_str());
    match block.place {
        BlockPlace::First | BlockPlace::Line => Some((wording.turn)(turn + 1, speaker)),
        BlockPlace::Cut => None,
    }
}
