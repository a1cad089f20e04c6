//! Everything that leaves the study, in one place: what, as which file, what of it, what will be in the file and what not.
//! Never writes it.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use egui::accesskit::Role;
use egui::{Context, Key, Label, Modifiers, ScrollArea, Ui, WidgetInfo};

use super::preview::{Preview, is_offered, preview};
use super::{Made, made_of, not_made};
use crate::formats::{self, ExportOptions, FORMATS, Format, Kind, Lost, Part, PastStep, Target};
use crate::lang::{number, text, with};
use crate::model::{CoderId, Project, TranscriptId};
use crate::session::Jobs;
use crate::ui::context::{Action, ask, lost::told};
use crate::ui::kit::{chips, look, look::size, parts, sheet, table};

/// The trail, read when something is made that tells of it.
pub(super) type Steps = Arc<LazyLock<Vec<PastStep>, Box<dyn FnOnce() -> Vec<PastStep> + Send>>>;

/// What writes it, what is not in it and what is; or why it could not be made.
type Contents = Result<(Action, Vec<Lost>, Preview), String>;
type Prepared = Arc<Contents>;

/// Something that may be in it or not: its id, its name, whether it is.
struct Choice<I> {
    id: I,
    name: String,
    wanted: bool,
}

/// Files before they are written.
pub(in crate::ui::app) struct ExportSheet {
    project: Project,
    steps: Steps,
    format: &'static Format,
    target: Target,
    coders: Vec<Choice<CoderId>>,
    transcripts: Vec<Choice<TranscriptId>>,
    answers: Jobs<(&'static str, Target, Part), Prepared>,
    /// Whether the list of what there is has the keyboard from the start.
    is_new: bool,
}

const TARGETS: [(Target, &str); 3] = [
    (Target::Original, "leaving-as-it-came"),
    (Target::Standard, "leaving-standard"),
    (Target::Nvivo, "leaving-nvivo"),
];

/// Width of the list of what can be exported.
const LIST: f32 = 190.0;

impl ExportSheet {
    /// What would be written of a project, as who codes may see it, with the steps that made it.
    pub(super) fn of(project: Project, steps: Steps, format: &'static Format) -> Self {
        let named = |id| Some(Choice { id, name: project.coder(id)?.name.clone(), wanted: true });
        // Who coded nothing that may be seen is nobody to choose.
        let there: BTreeSet<CoderId> = project.layers().map(|layer| layer.coder()).collect();
        let coders = there.into_iter().filter_map(named).collect();
        let transcripts = project.transcripts().into_iter();
        let transcripts =
            transcripts.map(|t| Choice { id: t.id(), name: t.title().to_owned(), wanted: true }).collect();
        let (target, answers) = (Target::default(), Jobs::default());
        Self { project, steps, format, target, coders, transcripts, answers, is_new: true }
    }

    /// Draws it; says whether it stays open.
    pub(in crate::ui::app) fn show(&mut self, ctx: &Context, actions: &mut Vec<Action>) -> bool {
        sheet::show(ctx, "leaving", &text("leaving-title"), 860.0, |ui| {
            let height = (ui.ctx().content_rect().height() - 220.0).clamp(240.0, 520.0);
            let (answer, is_some) = ui
                .horizontal_top(|ui| {
                    ui.vertical(|ui| {
                        ui.set_width(LIST);
                        ScrollArea::vertical().id_salt("leaving_kinds").max_height(height).show(ui, |ui| {
                            ui.set_width(LIST);
                            self.kinds(ui);
                        });
                    });
                    ui.add_space(size::STEP * 4.0);
                    ui.vertical(|ui| {
                        ScrollArea::vertical().id_salt("leaving_what").max_height(height).show(ui, |ui| {
                            ui.set_min_size(egui::vec2(ui.available_width(), height));
                            self.what(ui)
                        })
                    })
                    .inner
                    .inner
                })
                .inner;
            ui.add_space(size::STEP * 3.0);
            buttons(ui, answer.as_deref().filter(|_| is_some), actions)
        })
    }

    /// Draws what there is to export, one line each.
    fn kinds(&mut self, ui: &mut Ui) {
        let kinds = kinds(FORMATS);
        let at = kinds.iter().position(|kind| *kind == self.format.kind).unwrap_or_default();
        for (row, kind) in kinds.iter().enumerate() {
            let chosen = row == at;
            let (rect, _) =
                ui.allocate_exact_size(egui::vec2(ui.available_width(), size::ROW), egui::Sense::hover());
            let response = ui.interact(rect, ui.scope_id().with(("kind", row)), egui::Sense::click());
            let name = capitalised(&text(kind.name()));
            response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, &name));
            parts::row_ground(ui, &response, chosen);
            let t = look::of(ui.visuals());
            let galley = parts::elided(ui, &name, look::body(), t.text, rect.width() - 16.0);
            let place = rect.left_center() + egui::vec2(8.0, -galley.size().y / 2.0);
            ui.painter().galley(place, galley, t.text);
            if self.is_new && chosen {
                response.scroll_to_me(None);
                self.is_new = false;
            }
            if response.clicked() {
                self.take(*kind);
            }
        }
        // Up and down go through the list, from wherever the keyboard is but a field.
        let step = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        let to = match (step(Key::ArrowDown), step(Key::ArrowUp)) {
            (true, _) => (at + 1).min(kinds.len() - 1),
            (_, true) => at.saturating_sub(1),
            _ => return,
        };
        self.take(kinds[to]);
    }

    /// The first format of a kind, or the one that is chosen where it is of that kind.
    fn take(&mut self, kind: Kind) {
        if kind != self.format.kind
            && let Some(format) = endings(FORMATS, kind).next()
        {
            self.format = format;
        }
    }

    /// Draws what is chosen: as which file, what of it, what is in it and what is not. Gives what would be written.
    fn what(&mut self, ui: &mut Ui) -> (Option<Prepared>, bool) {
        parts::muted(ui, &text(&format!("{}-tip", self.format.name)));
        ui.add_space(size::STEP);
        ui.horizontal_wrapped(|ui| {
            for format in endings(FORMATS, self.format.kind) {
                if chips::way(ui, &file(format), format == self.format) {
                    self.format = format;
                }
            }
        });
        ui.add_space(size::STEP * 2.0);
        if self.format.takes(formats::Choice::Target) {
            parts::muted(ui, &text("leaving-what"));
            for (target, label) in TARGETS {
                ui.radio_value(&mut self.target, target, text(label));
            }
            ui.add_space(size::STEP * 2.0);
        }
        let mut part = Part::default();
        if self.format.takes(formats::Choice::Part) {
            choices(ui, "leaving-coders", &mut self.coders);
            choices(ui, "leaving-transcripts", &mut self.transcripts);
            part = Part { coders: chosen(&self.coders), transcripts: chosen(&self.transcripts) };
        }
        let is_some = part.coders.as_ref().is_none_or(|ids| !ids.is_empty())
            && part.transcripts.as_ref().is_none_or(|ids| !ids.is_empty());
        let answer = if is_some { self.ask(ui.ctx(), part) } else { None };
        parts::section(ui, &text("leaving-holds-title"), "");
        match answer.as_deref() {
            Some(Ok((_, _, preview))) => beginning(ui, preview),
            Some(Err(why)) => drop(parts::muted(ui, why)),
            None if is_some => drop(parts::muted(ui, &text("working-export"))),
            None => drop(parts::muted(ui, &text("leaving-none"))),
        }
        if let Some(Ok((_, lost, _))) = answer.as_deref() {
            ui.add_space(size::STEP * 2.0);
            parts::section(ui, &text("leaving-lost"), "");
            if lost.is_empty() {
                parts::muted(ui, &text("leaving-nothing"));
            }
            for lost in lost {
                ui.add(Label::new(told(lost)).wrap());
            }
        }
        (answer, is_some)
    }

    /// What would be written, once it is made.
    fn ask(&mut self, ctx: &Context, part: Part) -> Option<Prepared> {
        let (project, steps, format) = (self.project.clone(), Arc::clone(&self.steps), self.format);
        let key = (format.id, self.target, part.clone());
        let target = self.target;
        let work = move |_: &_| {
            let trail: &[PastStep] = if format.steps { &steps } else { &[] };
            let made = made_of(&project, trail, format, target, &part).map(|made| {
                let Made { action, lost, wanted, steps } = made;
                let preview = preview(format, &wanted, &ExportOptions { steps, target }, &action);
                (action, lost, preview)
            });
            Arc::new(made.map_err(|why| not_made(&why)))
        };
        ask(ctx, &mut self.answers, &key, work);
        self.answers.answer(&key).filter(|(_, now)| *now).map(|(answer, _)| Arc::clone(answer))
    }
}

/// Export and cancel; says whether the sheet stays.
fn buttons(ui: &mut Ui, answer: Option<&Contents>, actions: &mut Vec<Action>) -> bool {
    let mut stays = true;
    ui.horizontal(|ui| {
        // Enter on a button or a box is for that.
        let free = ui.memory(|m| m.focused().is_none());
        let entered = free && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
        let made = answer.and_then(|answer| answer.as_ref().ok());
        let write = ui.add_enabled_ui(made.is_some(), |ui| parts::primary(ui, &text("leaving-write")));
        if let Some((action, ..)) = made.filter(|_| write.inner.clicked() || entered) {
            actions.push(action.clone());
            stays = false;
        }
        stays &= !ui.button(text("cancel")).clicked();
    });
    stays
}

/// Draws the beginning of what will be written.
fn beginning(ui: &mut Ui, preview: &Preview) {
    match preview {
        Preview::Table { heads, rows } => {
            let columns = heads.iter().map(|head| table::Column::words(head, 104.0)).collect();
            ScrollArea::horizontal().id_salt("leaving_table").show(ui, |ui| {
                let drawn = table::Table::new(ui, columns);
                ui.spacing_mut().item_spacing.y = 0.0;
                drawn.head(ui, None);
                for (at, row) in rows.iter().enumerate() {
                    let said = row.join(", ");
                    drawn.row(ui, ui.scope_id().with(("row", at)), &said, false, |cells| {
                        let t = look::of(cells.ui.visuals());
                        for (column, words) in row.iter().enumerate() {
                            cells.words(
                                column,
                                0.0,
                                &crate::text::one_line(words),
                                look::secondary(),
                                t.text,
                            );
                        }
                    });
                }
                ui.add_space(12.0);
            });
        }
        Preview::Lines(lines) => lines.iter().for_each(|line| drop(parts::muted(ui, line))),
        Preview::Files(files) => {
            for (name, bytes) in files {
                let bytes = number::count(*bytes as f64);
                parts::muted(
                    ui,
                    &with("leaving-file", &[("name", name.as_str().into()), ("bytes", bytes.into())]),
                );
            }
        }
        Preview::Sum(words) => drop(parts::muted(ui, words)),
    }
}

/// What can be exported, in the order of the list of kinds.
fn kinds(formats: &[Format]) -> Vec<Kind> {
    formats::kinds_written(formats)
}

/// The formats that a kind is written as.
fn endings(formats: &'static [Format], kind: Kind) -> impl Iterator<Item = &'static Format> {
    formats.iter().filter(move |format| format.kind == kind && is_offered(format))
}

/// What a format is called beside others of its kind.
fn file(format: &Format) -> String {
    match format.extensions.first() {
        Some(extension) => format!(".{extension}"),
        None => text("leaving-folder"),
    }
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The ids that are wanted; none where all are.
fn chosen<I: Copy + Ord>(choices: &[Choice<I>]) -> Option<BTreeSet<I>> {
    let wanted = choices.iter().filter(|choice| choice.wanted).map(|choice| choice.id);
    (!choices.iter().all(|choice| choice.wanted)).then(|| wanted.collect())
}

/// Boxes to tick, where there is more than one thing to choose of.
fn choices<I>(ui: &mut Ui, title: &str, choices: &mut [Choice<I>]) {
    if choices.len() < 2 {
        return;
    }
    let wanted = choices.iter().filter(|choice| choice.wanted).count();
    let counted = with("leaving-so-many", &[("n", wanted.into()), ("all", choices.len().into())]);
    parts::section(ui, &text(title), &counted);
    ui.horizontal(|ui| {
        for (label, all) in [("leaving-all", true), ("leaving-no", false)] {
            let button = ui.small_button(text(label));
            let said = format!("{}: {}", text(title), text(label));
            button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &said));
            if button.clicked() {
                choices.iter_mut().for_each(|choice| choice.wanted = all);
            }
        }
    });
    ScrollArea::vertical().id_salt(title).max_height(80.0).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            for choice in choices {
                ui.checkbox(&mut choice.wanted, &choice.name);
            }
        });
    });
    ui.add_space(size::STEP * 2.0);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::Writer;

    /// A format that there is not, of a kind that cannot be written so far.
    const MADE_UP: &[Format] = &[Format::new("subtitles", Kind::Transcript, "Subtitles", &["vtt"])
        .written(Writer::File(|_, _, _| Ok(Vec::new())))];

    #[test]
    fn a_format_of_the_table_is_offered() {
        assert_eq!(kinds(MADE_UP), [Kind::Transcript]);
        assert_eq!(endings(MADE_UP, Kind::Transcript).map(file).collect::<Vec<_>>(), [".vtt"]);
    }
}
