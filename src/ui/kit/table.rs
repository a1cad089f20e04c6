//! Tables of figures: rows that can be chosen by pointer or key and are read out whole, columns under headers that
//! name their unit, digits that stand under each other. Never knows what the figures mean.

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align2, Color32, FontId, Galley, Id, Rangef, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};
use std::sync::Arc;

use super::look::{self, size};
use super::parts;

/// Height of a row of figures.
pub const ROW: f32 = 30.0;
/// Free room at both ends of a row and between columns.
const GAP: f32 = 8.0;

/// A column.
pub struct Column {
    title: String,
    tip: String,
    width: f32,
    least: f32,
    grows: bool,
    right: bool,
    sorts: bool,
}

impl Column {
    /// Words, from the left.
    pub fn words(title: impl Into<String>, width: f32) -> Self {
        let (title, tip) = (title.into(), String::new());
        Self { title, tip, width, least: width, grows: false, right: false, sorts: false }
    }

    /// Figures, to the right.
    pub fn figures(title: impl Into<String>, width: f32) -> Self {
        Self { right: true, ..Self::words(title, width) }
    }

    /// What the header says when pointed at: the unit and the denominator in full.
    #[must_use]
    pub fn tip(self, tip: impl Into<String>) -> Self {
        Self { tip: tip.into(), ..self }
    }

    /// Takes a part of the room that is left.
    #[must_use]
    pub fn growing(self) -> Self {
        Self { grows: true, ..self }
    }

    /// Gives up room where there is too little, down to this width.
    #[must_use]
    pub fn shrinking(self, least: f32) -> Self {
        Self { least, ..self }
    }

    /// The table can be sorted by it.
    #[must_use]
    pub fn sorting(self) -> Self {
        Self { sorts: true, ..self }
    }
}

/// Columns laid over the room there is.
pub struct Table {
    columns: Vec<Column>,
    spans: Vec<Rangef>,
    width: f32,
}

impl Table {
    /// Lays the columns over the width of `ui`; where they need more, the table is wider than that.
    pub fn new(ui: &Ui, columns: Vec<Column>) -> Self {
        let wanted: f32 = GAP + columns.iter().map(|c| c.width + GAP).sum::<f32>();
        let growing = columns.iter().filter(|c| c.grows).count();
        let more = (ui.available_width() - wanted).max(0.0) / growing.max(1) as f32;
        let spare: f32 = columns.iter().map(|c| c.width - c.least).sum();
        let given_up = ((wanted - ui.available_width()) / spare.max(1.0)).clamp(0.0, 1.0);
        let mut at = GAP;
        let mut spans = Vec::with_capacity(columns.len());
        for column in &columns {
            let more = if column.grows { more } else { 0.0 };
            let width = column.width + more - (column.width - column.least) * given_up;
            spans.push(Rangef::new(at, at + width));
            at += width + GAP;
        }
        Self { columns, spans, width: if growing > 0 { at.max(ui.available_width()) } else { at } }
    }

    /// Width of a row.
    pub const fn width(&self) -> f32 {
        self.width
    }

    /// Draws the headers; gives the column whose header was pressed. `sorted` is the column that orders the rows, and
    /// whether the largest comes first.
    pub fn head(&self, ui: &mut Ui, sorted: Option<(usize, bool)>) -> Option<usize> {
        let t = look::of(ui.visuals());
        let (rect, _) = ui.allocate_exact_size(vec2(self.width, ROW + 4.0), Sense::hover());
        let mut pressed = None;
        for (at, column) in self.columns.iter().enumerate() {
            let cell = self.cell(rect, at);
            let order = sorted.filter(|&(by, _)| by == at).map(|(_, falling)| falling);
            let sign = match order {
                Some(true) => " ↓",
                Some(false) => " ↑",
                None => "",
            };
            let colour = if order.is_some() { t.text } else { t.muted };
            let galley = parts::elided(
                ui,
                &format!("{}{sign}", column.title),
                look::strong(12.0),
                colour,
                cell.width(),
            );
            let sense = if column.sorts { Sense::click() } else { Sense::hover() };
            let id = ui.scope_id().with(("head", at));
            let response = ui.interact(cell.expand2(vec2(GAP / 2.0, 0.0)), id, sense);
            place(ui, galley, cell, column.right, colour);
            if response.has_focus() {
                ring(ui, response.rect);
            }
            let kind = if column.sorts { Role::Button } else { Role::Label };
            response.widget_info(|| WidgetInfo::labeled(kind, true, &column.title));
            if column.sorts && response.clicked() {
                pressed = Some(at);
            }
            if !column.tip.is_empty() {
                response.on_hover_text(&column.tip);
            }
        }
        ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, t.line));
        pressed
    }

    /// A small question mark before a header, for what stands behind its figures; `head` is the row of headers.
    pub fn sign_in_head(&self, ui: &mut Ui, head: Rect, column: usize, label: &str) -> Response {
        let t = look::of(ui.visuals());
        let cell = self.cell(head, column);
        let title = self.columns.get(column).map_or("", |c| c.title.as_str());
        let title = parts::elided(ui, title, look::strong(12.0), t.muted, cell.width()).size().x;
        let rect =
            Rect::from_center_size(pos2(cell.right() - title - 12.0, cell.center().y), vec2(16.0, 20.0));
        let id = ui.scope_id().with(("sign", column));
        let response = ui.interact(rect, id, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, label));
        let strong = response.hovered() || response.has_focus();
        let colour = if strong { t.accent } else { t.muted };
        ui.painter().circle_stroke(rect.center(), 6.5, Stroke::new(1.0, colour));
        ui.painter().text(rect.center(), Align2::CENTER_CENTER, "?", look::small(), colour);
        if response.has_focus() {
            ring(ui, rect);
        }
        response.on_hover_text(label)
    }

    /// Draws a row, read out as `label`. Chosen by a click, or Enter where it has the focus.
    pub fn row(
        &self,
        ui: &mut Ui,
        id: Id,
        label: &str,
        chosen: bool,
        cells: impl FnOnce(&mut Cells<'_>),
    ) -> Response {
        let t = look::of(ui.visuals());
        let (rect, _) = ui.allocate_exact_size(vec2(self.width, ROW), Sense::hover());
        let mut response = ui.interact(rect, id, Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::Row, true, chosen, label));
        if ui.is_rect_visible(rect) {
            if chosen {
                ui.painter().rect_filled(rect, 0.0, t.accent_ground);
            } else if response.hovered() {
                ui.painter().rect_filled(rect, 0.0, look::mix(t.ground, t.accent_ground, 0.4));
            }
            ui.painter().hline(
                rect.x_range(),
                rect.bottom(),
                Stroke::new(1.0, look::mix(t.ground, t.line, 0.6)),
            );
            let mut drawn = Cells { ui, table: self, rect, cut: false };
            cells(&mut drawn);
            let cut = drawn.cut;
            if response.has_focus() {
                ring(ui, rect);
            }
            if cut {
                response = response.on_hover_text(label);
            }
        }
        if response.gained_focus() {
            response.scroll_to_me(None);
        }
        response
    }

    /// The room of a column in a row.
    pub fn cell(&self, row: Rect, column: usize) -> Rect {
        let span = self.spans.get(column).copied().unwrap_or(Rangef::new(0.0, 0.0));
        Rect::from_x_y_ranges(row.left() + span.min..=row.left() + span.max, row.y_range())
    }
}

/// The cells of a row.
pub struct Cells<'a> {
    /// Where to draw what is not text.
    pub ui: &'a mut Ui,
    table: &'a Table,
    rect: Rect,
    /// Whether words were cut.
    cut: bool,
}

impl Cells<'_> {
    /// The room of a cell.
    pub fn rect(&self, column: usize) -> Rect {
        self.table.cell(self.rect, column)
    }

    /// Words, cut in the middle where they do not fit; `indent` points further in. The row then says them whole when pointed
    /// at.
    pub fn words(&mut self, column: usize, indent: f32, words: &str, font: FontId, colour: Color32) {
        let mut cell = self.rect(column);
        cell.min.x += indent;
        let (galley, cut) = parts::name(self.ui, words, font, colour, cell.width());
        self.cut |= cut;
        place(self.ui, galley, cell, self.right(column), colour);
    }

    /// As [`words`](Self::words), the name of a code with those above it: where all do not fit, its own alone.
    pub fn path(&mut self, column: usize, indent: f32, path: &str, font: FontId, colour: Color32) {
        let room = self.rect(column).width() - indent;
        let wanted = self.ui.fonts_mut(|f| f.layout_no_wrap(path.to_owned(), font.clone(), colour).size().x);
        let own = path.rsplit_once(" / ").map_or(path, |(_, own)| own);
        self.words(column, indent, if wanted > room { own } else { path }, font, colour);
    }

    /// A figure, whose digits are all equally wide.
    pub fn figure(&mut self, column: usize, figure: &str, colour: Color32) {
        let cell = self.rect(column);
        let job = tabular(self.ui, figure, look::body(), colour);
        let galley = self.ui.fonts_mut(|f| f.layout_job(job));
        place(self.ui, galley, cell, self.right(column), colour);
    }

    /// A figure that can be pressed by itself, read out as `label`.
    pub fn door(&mut self, column: usize, id: Id, figure: &str, colour: Color32, label: &str) -> Response {
        let cell = self.rect(column).expand2(vec2(GAP / 2.0, -2.0));
        let response = self.ui.interact(cell, id, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, label));
        if response.hovered() {
            let t = look::of(self.ui.visuals());
            self.ui.painter().rect_filled(cell, size::BUTTON_CORNER, t.accent_ground);
        }
        if response.has_focus() {
            ring(self.ui, cell);
        }
        self.figure(column, figure, colour);
        response
    }

    fn right(&self, column: usize) -> bool {
        self.table.columns.get(column).is_some_and(|c| c.right)
    }
}

/// Text with digits of one width each, so that figures stand under each other.
pub fn tabular(ui: &Ui, words: &str, font: FontId, colour: Color32) -> LayoutJob {
    let (widths, widest) = ui.fonts_mut(|f| {
        let widths: Vec<f32> = ('0'..='9').map(|d| f.glyph_width(&font, d)).collect();
        let widest = widths.iter().copied().fold(0.0, f32::max);
        (widths, widest)
    });
    let format = TextFormat::simple(font, colour);
    let mut job = LayoutJob::default();
    let mut owed = 0.0;
    let mut buffer = [0; 4];
    for c in words.chars() {
        let room = c.to_digit(10).and_then(|d| widths.get(d as usize)).map_or(0.0, |w| widest - w);
        job.append(c.encode_utf8(&mut buffer), owed + room / 2.0, format.clone());
        owed = room / 2.0;
    }
    job
}

fn place(ui: &Ui, galley: Arc<Galley>, cell: Rect, right: bool, colour: Color32) {
    let (anchor, x) =
        if right { (Align2::RIGHT_CENTER, cell.right()) } else { (Align2::LEFT_CENTER, cell.left()) };
    let rect = anchor.anchor_size(pos2(x, cell.center().y), galley.size());
    ui.painter().galley(rect.min, galley, colour);
}

/// Shows where the keyboard is.
pub fn ring(ui: &Ui, rect: Rect) {
    let t = look::of(ui.visuals());
    ui.painter().rect_stroke(rect.shrink(1.0), 4.0, Stroke::new(1.5, t.accent), StrokeKind::Inside);
}
