//! One transcript, read at a passage: what the passages are looked through in. Never changes a coding: it tells what
//! was asked for.

use std::sync::Arc;

use egui::Ui;

use crate::model::{CoderId, CodingId, Transcript, TranscriptId};
use crate::text::Span;
use crate::ui::context::Scene;
use crate::ui::kit::{Cached, look};
use crate::ui::reader::{
    document::{document, key, same},
    marked::{Marked, MarkedKey},
    names::{Names, as_set},
    shown::CodeFilter,
};
use crate::ui::transcript::{self, Document, Show, Side};

/// The transcript that is read, and where.
#[derive(Default)]
pub(in crate::ui) struct Page {
    made: Option<(Arc<Transcript>, Document)>,
    view: transcript::View,
    marked: Cached<MarkedKey, Marked>,
    /// Where the text has the keyboard.
    text: Option<egui::Id>,
    /// The passage that was brought into sight.
    at: Option<(TranscriptId, Span)>,
}

/// What is to be read.
pub(in crate::ui) struct PageOf<'a> {
    pub(in crate::ui) transcript: &'a Arc<Transcript>,
    /// What is brought into sight.
    pub(in crate::ui) span: Span,
    pub(in crate::ui) selected: Span,
    /// Hits, and which of them is meant.
    pub(in crate::ui) finds: (&'a [Span], Option<usize>),
    /// The coding that is meant, whose edges can be moved.
    pub(in crate::ui) coding: Option<CodingId>,
    /// Whose codings are shown side by side; only the coder's own where there are none.
    pub(in crate::ui) compared: Vec<CoderId>,
    /// Which codings show.
    pub(in crate::ui) shown: CodeFilter,
    /// Whether arrows move the caret, rather than from passage to passage.
    pub(in crate::ui) keyboard: bool,
}

impl Page {
    /// Whether an edge is being moved: then the keys belong to it.
    pub(in crate::ui) fn moves_edge(&self) -> bool {
        self.view.edge().is_some()
    }

    /// Where the text has the keyboard, once it was drawn.
    pub(in crate::ui) const fn text(&self) -> Option<egui::Id> {
        self.text
    }

    /// Moves an edge of the coding by keys from now on.
    pub(in crate::ui) fn take_edge(&mut self, coding: CodingId, side: Side, span: Span) {
        self.view.take_edge(key(coding), side, span);
    }

    /// The passage that is selected, once the text was drawn.
    pub(in crate::ui) fn selection(&self) -> Option<Span> {
        self.made.as_ref().and_then(|(_, document)| self.view.selection(document))
    }

    /// Brings the passage into sight again, wherever somebody scrolled to.
    pub(in crate::ui) const fn come_back(&mut self) {
        self.at = None;
    }

    /// Draws it; gives the coding whose edges were moved, with its new passage.
    pub(in crate::ui) fn show(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        place: &PageOf<'_>,
    ) -> Option<(CodingId, Span)> {
        let t = look::of(ui.visuals());
        ui.painter().rect_filled(ui.available_rect_before_wrap(), 0.0, t.ground);
        let transcript = place.transcript;
        if self.made.as_ref().is_none_or(|(made, _)| !same(made, transcript)) {
            if self.made.as_ref().is_none_or(|(made, _)| made.id() != transcript.id()) {
                self.view = transcript::View::default();
            }
            self.made = Some((Arc::clone(transcript), document(transcript)));
        }
        let (_, document) = self.made.as_ref()?;
        let of = MarkedKey {
            revision: scene.revision,
            transcript: transcript.id(),
            coder: scene.coder.map(|c| c.id),
            compared: place.compared.clone(),
            shown: place.shown.clone(),
            names: false,
            theme: t.theme,
        };
        let marked = self.marked.of(&of, || Marked::of(scene.project, transcript, document, &of));
        self.view.read_as(as_set(scene.reading));
        let at = (transcript.id(), place.span);
        let came = self.at != Some(at);
        if came {
            self.at = Some(at);
            self.view.select(place.selected);
            self.view.show(place.span, Show::Third);
            self.view.set_active(place.coding.map(key));
        }
        let names = Names::of(transcript);
        let (finds, current) = place.finds;
        let widget = transcript::Transcript::new(document, &marked.marks, names.wording())
            .finds(finds, current)
            .keyboard(place.keyboard || self.view.edge().is_some())
            .reshape(place.coding.is_some() && scene.read_only.is_none());
        let answer = widget.show(ui, &mut self.view);
        if came || self.view.edge().is_some() {
            answer.text.request_focus();
        }
        self.text = Some(answer.text.id);
        marked.hover(scene.project, &answer, scene.now);
        let (key, span) = answer.reshaped?;
        marked.coding(key).filter(|coding| Some(*coding) == place.coding).map(|coding| (coding, span))
    }
}
