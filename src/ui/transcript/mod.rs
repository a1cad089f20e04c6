//! The transcript: read, selected and searched, with its codings beside it. Draws only what is seen, so a text of
//! millions of characters scrolls like a page.
//!
//! It knows a text, its turns and marks; never a code, a coder or a project. The panel makes a [`Document`] once for
//! a transcript and [`Marks`] whenever the codings change, keeps a [`View`], and reads an [`TranscriptResponse`] each frame.

mod access;
mod answer;
mod bidi;
mod columns;
mod document;
mod edge;
mod heights;
mod input;
mod keys;
mod labels;
mod lanes;
mod lines;
mod margin;
mod marks;
mod motion;
mod notes;
mod overview;
mod page;
mod paint;
mod reading;
mod runs;
mod scroll;
mod select;
mod setting;
mod stops;
mod view;

use egui::accesskit::Role;
use egui::{Color32, FontId, Rangef, Response, Sense, Ui, WidgetInfo};

use access::AccessFacts;
pub use access::Wording;
pub use answer::{TranscriptResponse, Under};
pub use document::{Document, Speaker};
pub use edge::Side;
pub use input::DraggedSelection;
pub use marks::{Mark, Marks};
pub use notes::{Note, Notes};
pub use reading::Reading;
pub use view::{Position, Show, View};

use crate::lang::moment;
use crate::text::Span;
use crate::ui::kit::look;
use columns::{Columns, Wants};
use edge::Handle;
use margin::Margin;
use marks::VisibleMarks;
use paint::Sheet;
use reading::Focus;
use scroll::Laid;
use setting::Setting;

/// What stands between the lines unless one says so.
static NO_NOTES: Notes = Notes::none();
/// The widest column of names, in points; longer ones end in an ellipsis.
const WIDEST_NAME: f32 = 120.0;

/// One frame of the transcript: `Transcript::new(&document, &marks, wording).show(ui, &mut view)`.
#[derive(Debug)]
#[must_use = "nothing is drawn until `show`"]
pub struct Transcript<'a> {
    document: &'a Document,
    marks: &'a Marks,
    wording: Wording<'a>,
    notes: &'a Notes,
    finds: &'a [Span],
    current_find: Option<usize>,
    keyboard: bool,
    reshape: bool,
}

/// What is where in one frame.
struct Frame<'f> {
    columns: &'f Columns,
    laid: &'f [Laid],
    marks: VisibleMarks<'f>,
    handles: &'f [Handle],
    stripes: &'f Margin,
}

impl<'a> Transcript<'a> {
    /// The transcript with its marks, and what its parts are called.
    pub const fn new(document: &'a Document, marks: &'a Marks, wording: Wording<'a>) -> Self {
        let (notes, finds) = (&NO_NOTES, &[]);
        Self { document, marks, wording, notes, finds, current_find: None, keyboard: true, reshape: true }
    }

    /// Notes between the lines, each under the row that holds its place.
    pub const fn notes(mut self, notes: &'a Notes) -> Self {
        self.notes = notes;
        self
    }

    /// Hits of a search, in order and without overlap, and which of them is the current one.
    pub const fn finds(mut self, finds: &'a [Span], current: Option<usize>) -> Self {
        self.finds = finds;
        self.current_find = current;
        self
    }

    /// Whether arrows and the like move the caret (they do unless the panel needs them for itself).
    pub const fn keyboard(mut self, keyboard: bool) -> Self {
        self.keyboard = keyboard;
        self
    }

    /// Whether the active mark shows handles by which its ends can be dragged (it does unless nothing can be changed).
    pub const fn reshape(mut self, reshape: bool) -> Self {
        self.reshape = reshape;
        self
    }

    /// Draws all of it into what is left of `ui`.
    pub fn show(self, ui: &mut Ui, view: &mut View) -> TranscriptResponse {
        let rect = ui.available_rect_before_wrap();
        ui.allocate_rect(rect, Sense::hover());
        let id = ui.scope_id().with("transcript");
        let ctx = ui.ctx().clone();
        let zoomed = if ui.rect_contains_pointer(rect) { view.zoom(ui) } else { None };
        view.lanes.follow(self.document, self.marks);
        let columns = self.columns(ui, view, rect);
        let letters = view.reading.letters;
        let sample = Setting::sample(&ctx, &look::transcript(letters));
        let setting = Setting::new(&ctx, self.document, self.notes, letters, columns.text.span());
        view.fit(&setting, sample);
        let before = view.selected(self.document);

        let asked = access::asked(ui);
        let [text, margin, strip] = self.parts(ui, id, &columns);
        let caret = (view.anchor, view.caret);
        let kept = self.move_page(ui, &text, &strip, view, &setting, rect.y_range());
        let laid = view.scroll.lay(rect.y_range(), &mut view.heights, &setting);
        let handles = self.handles(self.shown(view, None), view, &columns, &laid);
        access::answer(&asked, ui, text.id, view, &setting, &laid, &handles);
        let done = input::pointer(ui, &text, view, self.document, &columns, &laid, &handles);
        if caret != (view.anchor, view.caret) {
            self.leave_active(view);
        }
        view.seen = page::seen(rect.y_range(), &laid);
        page::remember_top(view, rect.top(), &laid);

        // What was kept in this frame is drawn as it was kept: the caller's marks say so from the next on.
        let reshaped = kept.or(done.reshaped);
        let marks = self.shown(view, reshaped);
        let stripes = Margin::new(ui.painter(), self.document, &marks, &view.lanes, &columns, &laid);
        let under = self.under(ui, &text, &margin, view, &columns, &laid, &stripes);
        let stripe = under.as_ref().and_then(|u| u.stripe);
        let heard = access::clicked(&asked, margin.id, &stripes.stripes, &marks);
        let clicked = stripe.filter(|_| margin.clicked()).or(heard);
        if clicked.is_some() {
            view.active = clicked;
        }
        let handles = self.handles(marks, view, &columns, &laid);
        let frame = Frame { columns: &columns, laid: &laid, marks, handles: &handles, stripes: &stripes };
        self.paint(ui, view, &frame, stripe, text.has_focus());
        self.told(view, &frame).describe(ui, &text, &margin);
        view.kept = setting.kept.take();

        TranscriptResponse {
            selection_changed: before != view.selected(self.document),
            selection: view.selection(self.document),
            clicked,
            reshaped,
            note: done.note.or_else(|| access::clicked_note(&asked, text.id, &laid)),
            zoomed,
            under,
            at_cursor: self.at_cursor(view),
            visible: view.seen.clone(),
            low: page::seen(Rangef::new(rect.center().y, rect.bottom()), &laid),
            text,
            margin,
        }
    }

    /// The text, the margin and the strip, as what can be pressed.
    fn parts(&self, ui: &Ui, id: egui::Id, columns: &Columns) -> [Response; 3] {
        let text = ui.interact(columns.text_area(), id, Sense::click_and_drag());
        // Not in the order of focus: whatever a stripe or the strip offers, keys over the text do too.
        let unfocused = Sense::CLICK | Sense::DRAG;
        let margin = ui.interact(columns.margin_area(), id.with("margin"), unfocused);
        let strip = ui.interact(columns.strip_area(), id.with("overview"), unfocused);
        for (response, role, name) in [
            (&text, Role::Document, self.wording.transcript),
            (&margin, Role::Group, self.wording.margin),
            (&strip, Role::ScrollBar, self.wording.overview),
        ] {
            response.widget_info(|| WidgetInfo::labeled(role, true, name));
        }
        [text, margin, strip]
    }

    fn paint(&self, ui: &Ui, view: &mut View, frame: &Frame<'_>, stripe: Option<u64>, focused: bool) {
        let painter = ui.painter_at(frame.columns.rect);
        let tokens = look::of(ui.visuals());
        let sheet = Sheet {
            document: self.document,
            marks: frame.marks,
            notes: self.notes,
            finds: self.finds,
            current_find: self.current_find,
            // An edge on the move is seen by its tint.
            selected: if view.edge.is_some() { 0..0 } else { view.selected(self.document) },
            reading: view.reading,
            focus: self.focus(view),
            active: stripe.or(view.active),
            tokens,
            columns: frame.columns,
        };
        sheet.paint(&painter, frame.laid);
        for handle in frame.handles {
            let held = view.edge.is_some_and(|edge| edge.side == handle.side);
            handle.paint(&painter, if held { tokens.accent } else { tokens.ground });
        }
        if let Some(edge) = view.edge {
            sheet.caret(&painter, frame.laid, edge.caret());
        } else if focused {
            sheet.caret(&painter, frame.laid, view.ends(self.document).1);
        }
        frame.stripes.paint(&painter, &frame.marks, frame.columns, sheet.active, tokens);
        overview::paint(&painter, view, self.document, self.marks, frame.columns, tokens);
    }

    fn told<'f>(&'f self, view: &'f View, frame: &'f Frame<'_>) -> AccessFacts<'f> {
        AccessFacts {
            wording: &self.wording,
            view,
            document: self.document,
            columns: frame.columns,
            laid: frame.laid,
            handles: frame.handles,
            marks: &frame.marks,
            stripes: &frame.stripes.stripes,
            notes: self.notes,
        }
    }

    fn columns(&self, ui: &Ui, view: &mut View, rect: egui::Rect) -> Columns {
        let width = |text: &str, font: FontId| {
            let galley = ui.painter().layout_no_wrap(text.to_owned(), font, Color32::PLACEHOLDER);
            galley.size().x
        };
        view.letter = Setting::letter(&Setting::sample(ui.ctx(), &look::transcript(view.reading.letters)));
        let names = self.document.speakers().iter().map(|s| width(&s.label, look::strong(12.0)));
        let latest = self.document.latest().filter(|_| view.reading.times);
        let time = latest.map_or(0.0, |ms| width(&moment::clock(ms), look::small()));
        let lines = self.document.text().lines().to_string();
        let wants = Wants {
            line: if view.reading.lines { width(&lines, look::small()) } else { 0.0 },
            number: width(&self.document.turns().len().to_string(), look::small()).max(28.0),
            name: names.fold(28.0, f32::max).min(WIDEST_NAME).max(time).ceil(),
            letter: view.letter,
            measure: view.reading.measure,
            lanes: view.lanes.count(),
        };
        Columns::new(rect, wants)
    }

    /// The marks with the edge that is being moved, or was just kept, where it is now.
    fn shown(&self, view: &mut View, reshaped: Option<(u64, Span)>) -> VisibleMarks<'a> {
        let draft = view.edge.map(|edge| (edge.key, edge.now)).or(reshaped);
        let found = draft.and_then(|(key, span)| {
            let ix = self.marks.all().iter().position(|mark| mark.key == key);
            ix.map(|ix| (ix, span))
        });
        if draft.is_some() && found.is_none() {
            view.leave_edge();
        }
        VisibleMarks::new(self.marks, found)
    }

    fn focus(&self, view: &View) -> Option<Focus> {
        let caret = view.edge.map_or(view.caret, |edge| edge.caret());
        view.reading.focus.then(|| Focus::at(self.document, caret.byte)).flatten()
    }

    fn handles(&self, marks: VisibleMarks<'_>, view: &View, columns: &Columns, laid: &[Laid]) -> Vec<Handle> {
        let active = view.active.filter(|_| self.reshape || view.edge.is_some());
        let found = active.and_then(|key| marks.by_key(key));
        found.map_or_else(Vec::new, |(mark, span)| {
            edge::handles(self.document, mark, span, view.reading.letters, columns, laid)
        })
    }

    /// The active mark is active as long as the caret or the selection touches it.
    fn leave_active(&self, view: &mut View) {
        if view.active.is_some_and(|key| !self.at_cursor(view).contains(&key)) {
            view.active = None;
        }
    }

    /// Everything that moves the page or the caret by other ways than a press on the text. The mark whose moved edge
    /// is to be kept.
    fn move_page(
        &self,
        ui: &Ui,
        text: &Response,
        strip: &Response,
        view: &mut View,
        setting: &Setting<'_>,
        window: Rangef,
    ) -> Option<(u64, Span)> {
        let mut kept = None;
        if self.keyboard && text.has_focus() {
            kept = keys::pressed(ui, text.id, view, setting, window.span());
        }
        if text.gained_focus() && !ui.input(|i| i.pointer.any_down()) {
            view.reveal = Some((view.caret.byte..view.caret.byte, Show::Nearest));
        }
        input::pull(ui, view, setting, window);
        let over = ui.rect_contains_pointer(text.rect.union(strip.rect));
        if over {
            let wheel = ui.input_mut(|i| std::mem::take(&mut i.smooth_scroll_delta.y));
            if wheel != 0.0 {
                view.scroll.by(-wheel, &mut view.heights, setting);
            }
        }
        overview::pointer(strip, view, setting);
        page::reveal(view, setting, window.span());
        view.scroll.settle(&mut view.heights, setting);
        view.scroll.stop_at_end(window.span(), &mut view.heights, setting);
        kept
    }

    fn at_cursor(&self, view: &View) -> Vec<u64> {
        let chosen = view.selected(self.document);
        if !chosen.is_empty() {
            return self.marks.keys(chosen);
        }
        let at = view.caret.byte;
        let inside = self.marks.keys(at..at + 1);
        if inside.is_empty() { self.marks.keys(at.saturating_sub(1)..at) } else { inside }
    }

    #[allow(clippy::too_many_arguments, reason = "one frame's parts, each used once")]
    fn under(
        &self,
        ui: &Ui,
        text: &Response,
        margin: &Response,
        view: &View,
        columns: &Columns,
        laid: &[Laid],
        stripes: &Margin,
    ) -> Option<Under> {
        let pos = ui.input(|i| i.pointer.latest_pos())?;
        if margin.contains_pointer() {
            let found = stripes.under(columns, pos);
            let marks: Vec<u64> = found.into_iter().map(|ix| self.marks.mark(ix).key).collect();
            let stripe = marks.first().copied().filter(|_| marks.len() == 1);
            return Some(Under { stripe, marks, ..Under::default() });
        }
        if !text.contains_pointer() {
            return None;
        }
        let byte = input::letter_under(columns, laid, pos);
        let marks = byte.map_or_else(Vec::new, |b| self.marks.keys(b..b + 1));
        let selected = byte.is_some_and(|b| view.selected(self.document).contains(&b));
        if byte.is_some() {
            ui.set_cursor_icon(egui::CursorIcon::Text);
        }
        Some(Under { byte, stripe: None, marks, selected })
    }
}
