//! A project before it goes to another program: what of it, for which program, and what will not be in the file. Never
//! writes it.

use std::collections::BTreeSet;
use std::io;
use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Context, Key, Label, Modifiers, ScrollArea, Ui, WidgetInfo};

use crate::formats::{self, ExportOptions, Exported, Format, Lost, Part, PastStep, Target, Writer};
use crate::lang::{tell, text, with};
use crate::model::{CoderId, Project, TranscriptId};
use crate::session::Jobs;
use crate::ui::context::{Action, ask, lost::told};
use crate::ui::kit::{look::size, parts, sheet};

/// What writes it, and what is not in it; or why it could not be made.
type Prepared = Arc<Result<(Action, Vec<Lost>), String>>;

/// Something that may be in it or not: its id, its name, whether it is.
struct Choice<I> {
    id: I,
    name: String,
    wanted: bool,
}

/// A file before it is written.
pub(super) struct ExportSheet {
    project: Project,
    steps: Arc<Vec<PastStep>>,
    format: &'static Format,
    target: Target,
    coders: Vec<Choice<CoderId>>,
    transcripts: Vec<Choice<TranscriptId>>,
    answers: Jobs<(Target, Part), Prepared>,
}

const TARGETS: [(Target, &str); 3] = [
    (Target::Original, "leaving-as-it-came"),
    (Target::Standard, "leaving-standard"),
    (Target::Nvivo, "leaving-nvivo"),
];

impl ExportSheet {
    /// What would be written of a project, as who codes may see it, with the steps that made it.
    pub(super) fn of(project: Project, steps: Vec<PastStep>, format: &'static Format) -> Self {
        let named = |id| Some(Choice { id, name: project.coder(id)?.name.clone(), wanted: true });
        // Who coded nothing that may be seen is nobody to choose.
        let there: BTreeSet<CoderId> = project.layers().map(|layer| layer.coder()).collect();
        let coders = there.into_iter().filter_map(named).collect();
        let transcripts = project.transcripts().into_iter();
        let transcripts =
            transcripts.map(|t| Choice { id: t.id(), name: t.title().to_owned(), wanted: true }).collect();
        let (steps, answers) = (Arc::new(steps), Jobs::default());
        Self { project, steps, format, target: Target::default(), coders, transcripts, answers }
    }

    /// Draws it; says whether it stays open.
    pub(super) fn show(&mut self, ctx: &Context, actions: &mut Vec<Action>) -> bool {
        let part = Part { coders: chosen(&self.coders), transcripts: chosen(&self.transcripts) };
        let is_some = part.coders.as_ref().is_none_or(|ids| !ids.is_empty())
            && part.transcripts.as_ref().is_none_or(|ids| !ids.is_empty());
        let key = (self.target, part);
        let answer = if is_some { self.ask(ctx, &key) } else { None };
        sheet::show(ctx, "leaving", &self.title(), 620.0, |ui| {
            if self.format.takes(formats::Choice::Target) {
                parts::muted(ui, &text("leaving-what"));
                ui.add_space(size::STEP * 2.0);
                for (target, label) in TARGETS {
                    ui.radio_value(&mut self.target, target, text(label));
                }
                ui.add_space(size::STEP * 2.0);
            }
            if self.format.takes(formats::Choice::Part) {
                choices(ui, "leaving-coders", &mut self.coders);
                choices(ui, "leaving-transcripts", &mut self.transcripts);
            }
            parts::section(ui, &text("leaving-lost"), "");
            let height = (ui.ctx().content_rect().height() - 560.0).clamp(80.0, 300.0);
            ScrollArea::vertical().id_salt("leaving_lost").max_height(height).show(ui, |ui| {
                let said = match answer.as_deref() {
                    _ if !is_some => text("leaving-none"),
                    None => text("working-export"),
                    Some(Err(why)) => why.clone(),
                    Some(Ok((_, lost))) if lost.is_empty() => text("leaving-nothing"),
                    Some(Ok((_, lost))) => {
                        lost.iter().for_each(|lost| {
                            ui.add(Label::new(told(lost)).wrap());
                        });
                        return;
                    }
                };
                parts::muted(ui, &said);
            });
            ui.add_space(size::STEP * 3.0);
            let mut stays = true;
            ui.horizontal(|ui| {
                // Enter on a button or a box is for that.
                let free = ui.memory(|m| m.focused().is_none());
                let entered = free && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
                let made = answer.as_deref().and_then(|answer| answer.as_ref().ok());
                let write =
                    ui.add_enabled_ui(made.is_some(), |ui| parts::primary(ui, &text("leaving-write")));
                if let Some((action, _)) = made.filter(|_| write.inner.clicked() || entered) {
                    actions.push(action.clone());
                    stays = false;
                }
                stays &= !ui.button(text("cancel")).clicked();
            });
            stays
        })
    }

    /// What would be written, once it is made.
    fn ask(&mut self, ctx: &Context, key: &(Target, Part)) -> Option<Prepared> {
        let (project, steps, format) = (self.project.clone(), Arc::clone(&self.steps), self.format);
        let (target, part) = key.clone();
        let work = move |_: &_| {
            let made = made_of(&project, &steps, format, target, &part);
            Arc::new(made.map_err(|why| not_made(&why)))
        };
        ask(ctx, &mut self.answers, key, work);
        self.answers.answer(key).filter(|(_, now)| *now).map(|(answer, _)| Arc::clone(answer))
    }

    fn title(&self) -> String {
        let what = ("what", text(self.format.name).into());
        match self.format.extensions.first() {
            Some(&extension) => with("leaving-title-file", &[what, ("extension", extension.into())]),
            None => with("leaving-title-folder", &[what]),
        }
    }
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
    ScrollArea::vertical().id_salt(title).max_height(110.0).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            for choice in choices {
                ui.checkbox(&mut choice.wanted, &choice.name);
            }
        });
    });
    ui.add_space(size::STEP * 2.0);
}

/// That a file could not be made, and why.
pub(super) fn not_made(why: &io::Error) -> String {
    with("leaving-not-made", &[("why", tell(why).into())])
}

/// Makes it: what writes it, and what is not in it.
pub(super) fn made_of(
    project: &Project,
    steps: &[PastStep],
    format: &Format,
    target: Target,
    part: &Part,
) -> io::Result<(Action, Vec<Lost>)> {
    let (wanted, mut lost) = part.of(project);
    let (steps, left) = part.steps(project, steps.to_vec());
    lost.extend(left);
    let (name, options) = (format.file_name(project), ExportOptions { steps, target });
    Ok(match format.write {
        Writer::File(write) => {
            let Exported { bytes, lost: more } = formats::made(write, &wanted, &options)?;
            lost.extend(more);
            (Action::SaveAs { name, contents: bytes }, lost)
        }
        Writer::Folder(write) => {
            let folder = write(&wanted, &options);
            lost.extend(folder.lost.iter().cloned());
            (Action::SaveFolder { name, files: folder.in_memory() }, lost)
        }
        Writer::Never => return Err(io::Error::other("it is only read")),
    })
}
