//! How the chosen file reads: each line with what its pieces were taken for, those in doubt marked and walked through. Only
//! the lines that are seen are laid out. Never decides what a line is.

use std::ops::Range;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Align2, Button, Color32, FontId, Rect, RichText, ScrollArea, Sense, Stroke, Ui, WidgetInfo,
    accesskit::Role, pos2, vec2,
};

use super::Preview;
use super::detail::caution;
use super::file::{File, Seen};
use super::show::Correction;
use crate::formats::TranscriptDraft;
use crate::lang::moment::clock;
use crate::lang::{tell, text, with};
use crate::text::{Doubt, LabelRule, LineNo, Part, Piece, Place, SpeakerRole, one_line};
use crate::ui::kit::{
    look::{self, size},
    parts,
};

/// Height of a line, in points.
const ROW: f32 = 22.0;
/// Lines that are seen at once.
const ROWS: usize = 12;
/// Where names and words begin, in points.
const WHO: f32 = 104.0;
const WORDS: f32 = 222.0;
/// Most bytes of a line that are drawn, and before what is in doubt.
const BYTES: usize = 600;
const BEFORE: usize = 40;

/// Which lines of the chosen file are looked at.
#[derive(Default)]
pub(super) struct Reading {
    /// The line in doubt that is looked at.
    pub(super) line: Option<LineNo>,
    /// It is to be seen in the next frame.
    show: bool,
    /// The row of the file is.
    show_row: bool,
    /// Pages to turn in the next frame, and how far down the lines are now.
    turn: f32,
    top: f32,
}

impl Reading {
    /// Scrolls a page down, or up.
    pub(super) fn turn_page(&mut self, pages: i8) {
        self.turn += f32::from(pages);
    }

    /// Whether the row of the file is to be seen.
    pub(super) const fn take_row(&mut self) -> bool {
        std::mem::replace(&mut self.show_row, false)
    }
}

impl Preview {
    /// Goes to the next line in doubt, in this file or the next that wants a look.
    pub(super) fn next_doubt(&mut self) {
        self.finish_typing();
        let next = |file: &File, after| next_line(file.drafts().first()?, after);
        let here = self.files.get(self.chosen).filter(|file| file.wants_a_look());
        let mut line = here.and_then(|file| next(file, self.reading.line));
        if line.is_none() {
            let all = self.files.len();
            let mut others = (1..=all).map(|step| (self.chosen + step) % all);
            let Some(at) = others.find(|at| self.files[*at].wants_a_look()) else { return };
            self.choose(at);
            line = next(&self.files[at], None);
            self.reading.show_row = true;
        }
        (self.reading.line, self.reading.show) = (line, line.is_some());
    }
}

/// The first line in doubt behind another.
fn next_line(draft: &TranscriptDraft, after: Option<LineNo>) -> Option<LineNo> {
    let mut lines = draft.recognition.places.iter().map(|place| draft.text.line_of(place.range.start));
    lines.find(|line| after.is_none_or(|after| *line > after))
}

/// The places of doubts in a line.
fn places<'d>(draft: &'d TranscriptDraft, line: &Range<usize>) -> Vec<&'d Place> {
    let all = &draft.recognition.places;
    let first = all.partition_point(|place| place.range.start < line.start);
    all[first..].iter().take_while(|place| place.range.start <= line.end).collect()
}

/// Draws the lines of a draft; gives what a person wants otherwise, and whether the next doubt is asked for. `waiting` is how
/// many other files want a look.
pub(super) fn show(
    ui: &mut Ui,
    draft: &TranscriptDraft,
    seen: &Seen,
    reading: &mut Reading,
    waiting: usize,
) -> (Option<Correction>, bool) {
    ui.add_space(size::STEP);
    let lines = with("import-lines", &[("n", seen.lines.len().into())]);
    parts::section(ui, &text("import-reads"), &lines);
    let next = draft.recognition.places.len() + waiting > 0 && head(ui, draft, waiting);
    let shown = std::mem::replace(&mut reading.show, false);
    let card = ui.scope(|ui| parts::card(ui, |ui| rows(ui, draft, seen, reading, shown))).response;
    let (wanted, strip) = at_line(ui, draft, reading, shown);
    if shown {
        ui.scroll_to_rect(strip.map_or(card.rect, |strip| card.rect.union(strip)), None);
    }
    (wanted, next)
}

/// The button that goes on, and how many places there are.
fn head(ui: &mut Ui, draft: &TranscriptDraft, waiting: usize) -> bool {
    let here = draft.recognition.places.len();
    ui.horizontal_wrapped(|ui| {
        let button = Button::new(text("import-next-doubt")).shortcut_text("N");
        let button = ui.add(button);
        button.widget_info(|| WidgetInfo::labeled(Role::Button, true, text("import-next-doubt")));
        let told = [("here", here.into()), ("files", waiting.into())];
        parts::muted(ui, &with("import-doubts-here", &told));
        button.on_hover_text(text("import-next-doubt-tip")).clicked()
    })
    .inner
}

fn rows(ui: &mut Ui, draft: &TranscriptDraft, seen: &Seen, reading: &mut Reading, shown: bool) {
    let t = look::of(ui.visuals());
    ui.spacing_mut().item_spacing.y = 0.0;
    let (heads, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    for (x, key) in [(0.0, "import-line-when"), (WHO, "import-line-who"), (WORDS, "import-line-words")] {
        let at = pos2(heads.left() + x, heads.center().y);
        ui.painter().text(at, Align2::LEFT_CENTER, text(key), look::strong(12.0), t.muted);
    }
    let all = seen.lines.len();
    let mut area = ScrollArea::vertical().id_salt(("import_lines", &draft.source, &draft.title));
    if let Some(line) = reading.line.filter(|_| shown) {
        let row = seen.lines.partition_point(|other| *other < line);
        // Where a line stands is easier to see with some lines before it.
        area = area.vertical_scroll_offset(row.saturating_sub(ROWS / 3) as f32 * ROW);
    } else if reading.turn != 0.0 {
        let most = (all as f32 - ROWS as f32).max(0.0) * ROW;
        let page = (ROWS - 1) as f32 * ROW;
        area = area.vertical_scroll_offset((reading.top + reading.turn * page).clamp(0.0, most));
        reading.turn = 0.0;
    }
    let height = ROWS as f32 * ROW;
    let area = area.max_height(height).min_scrolled_height(height).auto_shrink([false, true]);
    let area = area.show_rows(ui, ROW, all, |ui, range| {
        for line in seen.lines.get(range).unwrap_or_default() {
            row(ui, draft, *line, reading.line == Some(*line));
        }
    });
    reading.top = area.state.clamped_offset().y;
}

fn row(ui: &mut Ui, draft: &TranscriptDraft, line: LineNo, chosen: bool) {
    let t = look::of(ui.visuals());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let Some(range) = draft.text.line(line) else { return };
    let read = Line::of(draft, range);
    let words = read.told(draft, line);
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, &words));
    if chosen {
        ui.painter().rect_filled(rect, size::BUTTON_CORNER, t.accent_ground);
        let frame = Stroke::new(1.0, t.accent);
        ui.painter().rect_stroke(rect, size::BUTTON_CORNER, frame, egui::StrokeKind::Inside);
    }
    let doubtful = !read.places.is_empty();
    let colour = if doubtful { t.caution } else { t.muted };
    let when = if doubtful { format!("? {}", read.when) } else { read.when.clone() };
    let plain = |font: FontId, color: Color32| TextFormat { font_id: font, color, ..TextFormat::default() };
    put(ui, rect, 2.0, WHO - 8.0, LayoutJob::single_section(when, plain(look::label(), colour)));
    if let Some(who) = &read.who {
        let marked =
            read.places.iter().any(|place| place.range.start < who.end && place.range.end > who.start);
        let name = plain(look::strong(12.0), if marked { t.caution } else { t.text });
        let name = if marked { underlined(name, t.caution) } else { name };
        let words = draft.text.as_str()[who.clone()].to_owned();
        put(ui, rect, WHO, WORDS - WHO - 8.0, LayoutJob::single_section(words, name));
    }
    let job = read.words(ui, draft);
    put(ui, rect, WORDS, rect.width() - WORDS, job);
    response.on_hover_text(words);
}

/// Words in a row of the table of lines, from a place on, cut where they are too long.
fn put(ui: &Ui, row: Rect, from: f32, width: f32, mut job: LayoutJob) {
    job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
    let galley = ui.painter().layout_job(job);
    let at = Align2::LEFT_CENTER.anchor_size(pos2(row.left() + from, row.center().y), galley.size());
    ui.painter().galley(at.min, galley, look::of(ui.visuals()).text);
}

fn underlined(format: TextFormat, colour: Color32) -> TextFormat {
    TextFormat { underline: Stroke::new(1.0, colour), ..format }
}

/// A line as it was read.
struct Line<'d> {
    pieces: Vec<Piece>,
    places: Vec<&'d Place>,
    /// Its time, or why it is nobody's.
    when: String,
    who: Option<Range<usize>>,
}

impl<'d> Line<'d> {
    fn of(draft: &'d TranscriptDraft, range: Range<usize>) -> Self {
        let all = draft.text.as_str();
        let pieces = draft.recognition.pieces(all, range.clone());
        let of = |part: Part| pieces.iter().find(|piece| piece.part == part).map(|piece| piece.range.clone());
        let stamp = of(Part::Stamp).map(|stamp| all[stamp].to_owned());
        // Where the file gives times elsewhere, the turn has them.
        let given = || {
            let turns = &draft.recognition.turns;
            let at = turns.partition_point(|turn| turn.range.start < range.start);
            let turn = turns.get(at).filter(|turn| turn.range.start < range.end);
            turn.and_then(|turn| turn.time_ms).map(clock)
        };
        let nobodys = [
            (Part::Preface, "import-line-preface"),
            (Part::Nobody, "import-line-nobody"),
            (Part::Footer, "import-line-footer"),
        ];
        let nobodys = nobodys.into_iter().find(|(part, _)| of(*part).is_some()).map(|(_, key)| text(key));
        let when = nobodys.or(stamp).or_else(given).unwrap_or_default();
        Self { who: of(Part::Label), places: places(draft, &range), when, pieces }
    }

    /// The pieces that are words.
    fn spoken(&self) -> impl Iterator<Item = &Piece> {
        self.pieces.iter().filter(|piece| match piece.part {
            Part::Speech | Part::Preface | Part::Nobody | Part::Footer => true,
            Part::Label | Part::Stamp => false,
        })
    }

    /// Its words, what is in doubt among them underlined on a ground of its own.
    fn words(&self, ui: &Ui, draft: &TranscriptDraft) -> LayoutJob {
        let t = look::of(ui.visuals());
        let all = draft.text.as_str();
        let mut job = LayoutJob::default();
        let doubt = self.places.iter().map(|place| place.range.start).min().unwrap_or(0);
        for piece in self.spoken() {
            let said = piece.part == Part::Speech;
            let color = if said { t.text } else { t.muted };
            let plain =
                TextFormat { font_id: look::secondary(), color, italics: !said, ..TextFormat::default() };
            let marked = TextFormat {
                background: t.caution_ground,
                color: t.caution,
                ..underlined(plain.clone(), t.caution)
            };
            let mut at = piece.range.start;
            if doubt > at + BEFORE * 2 && doubt < piece.range.end {
                at = all.floor_char_boundary(doubt - BEFORE);
                job.append("… ", 0.0, plain.clone());
            }
            let end = all.floor_char_boundary(piece.range.end.min(at + BYTES)).max(at);
            let shown = |range: Range<usize>| all[range].replace(['\t', '\u{2028}', '\u{2029}'], " ");
            for place in &self.places {
                let (from, to) = (place.range.start.clamp(at, end), place.range.end.clamp(at, end));
                if from < to {
                    job.append(&shown(at..from), 0.0, plain.clone());
                    job.append(&shown(from..to), 0.0, marked.clone());
                    at = to;
                }
            }
            job.append(&shown(at..end), 0.0, plain);
        }
        job
    }

    /// The line as it is read out.
    fn told(&self, draft: &TranscriptDraft, line: LineNo) -> String {
        let all = draft.text.as_str();
        let mut said = vec![with("import-line", &[("n", (line.0 + 1).into())])];
        let mut add = |key: &str, words: &str| {
            if !words.is_empty() {
                said.push(with(key, &[("words", words.into())]));
            }
        };
        let nobodys = self.spoken().any(|piece| piece.part != Part::Speech);
        add(if nobodys { "import-line-is-nobodys" } else { "import-line-is-time" }, &self.when);
        add("import-line-is-name", self.who.clone().map_or("", |who| &all[who]));
        for piece in self.spoken() {
            let end = all.floor_char_boundary(piece.range.end.min(piece.range.start + BYTES));
            add("import-line-is-said", &one_line(&all[piece.range.start..end]));
        }
        for place in &self.places {
            if let Some(doubt) = draft.recognition.doubts.get(place.doubt) {
                add("import-line-is-doubtful", &tell(doubt));
            }
        }
        said.join(", ")
    }
}

/// What is doubtful about the line that is looked at, and what can be done; gives where it was drawn.
fn at_line(
    ui: &mut Ui,
    draft: &TranscriptDraft,
    reading: &Reading,
    shown: bool,
) -> (Option<Correction>, Option<Rect>) {
    let range = reading.line.and_then(|line| draft.text.line(line));
    let places = range.map(|range| places(draft, &range)).unwrap_or_default();
    let mut told = std::collections::BTreeSet::new();
    let (mut wanted, mut rect) = (None, None);
    for place in places.into_iter().filter(|place| told.insert(place.doubt)) {
        let Some(doubt) = draft.recognition.doubts.get(place.doubt) else { continue };
        ui.add_space(size::STEP);
        let strip = ui.scope(|ui| {
            caution(ui, &tell(doubt));
            let label = &draft.text.as_str()[place.range.clone()];
            let (key, rule) = match doubt {
                Doubt::LabelsLeft { .. } => {
                    ("import-is-a-name", LabelRule::Speaker(SpeakerRole::Participant))
                }
                Doubt::Unsure { .. } => ("import-is-no-name", LabelRule::NotASpeaker),
                Doubt::NoSpeaker
                | Doubt::OneSpeaker { .. }
                | Doubt::OnlyInterviewer { .. }
                | Doubt::NearlyAll { .. }
                | Doubt::StampsLeft { .. }
                | Doubt::Footer { .. } => return,
            };
            let button = ui.button(RichText::new(with(key, &[("label", label.into())])));
            if shown && wanted.is_none() {
                button.request_focus();
            }
            if button.clicked() {
                wanted = Some(Correction::Label(label.to_owned(), Some(rule)));
            }
        });
        let strip = strip.response.rect;
        rect = Some(rect.map_or(strip, |rect: Rect| rect.union(strip)));
    }
    (wanted, rect)
}
