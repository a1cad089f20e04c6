//! What asks before a transcript goes, or has its words replaced by a corrected file: what becomes of what stands on it, by
//! its numbers, and the button that makes the step. Others' work is named by its number only, and not at all while it is hidden.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use egui::{Context, Key, Modifiers, RichText, ScrollArea};

use super::App;
use super::dialogs::Question;
use super::opening::{name_of, read};
use super::overlay::Overlay;
use super::working::Stops;
use crate::formats::{FORMATS, Kind, TranscriptOptions};
use crate::lang::{tell, text, with};
use crate::model::{CoderId, Edit, Project, TranscriptId};
use crate::session::{CorrectedFile, Session};
use crate::ui::app::PendingDialog;
use crate::ui::context::Action;
use crate::ui::kit::{
    Cached,
    look::{self, size},
    parts, sheet,
};

/// A step that is asked about before it is made.
pub(super) struct Confirm {
    asks: Asks,
    told: Cached<(u64, Option<CoderId>), Told>,
}

enum Asks {
    /// Whether a transcript goes.
    Remove(TranscriptId),
    /// Whether this file takes the place of a transcript's.
    Replace(TranscriptId, Box<CorrectedFile>),
}

/// What the step would do.
#[derive(Default)]
struct Told {
    title: String,
    lines: Vec<String>,
    cautions: Vec<String>,
    /// The step with its name; none where it cannot be made.
    step: Option<(String, Vec<Edit>)>,
}

impl Confirm {
    fn new(asks: Asks) -> Self {
        Self { asks, told: Cached::default() }
    }

    /// Draws it; says whether it stays.
    pub(super) fn show(&mut self, ctx: &Context, session: &Session, actions: &mut Vec<Action>) -> bool {
        let (project, viewer) = (session.project(), session.coder().map(|coder| coder.id));
        let Self { asks, told } = self;
        let told = told.of(&(session.revision(), viewer), || match asks {
            Asks::Remove(id) => removal(project, *id, viewer),
            Asks::Replace(id, file) => replacement(project, *id, file, viewer),
        });
        let (button, name) = match asks {
            Asks::Remove(_) => (text("confirm-remove-do"), "remove"),
            Asks::Replace(..) => (text("confirm-replace-do"), "replace"),
        };
        sheet::show(ctx, name, &told.title, 560.0, |ui| {
            let height = (ui.ctx().content_rect().height() - 260.0).max(120.0);
            ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
                told.lines.iter().for_each(|line| {
                    ui.label(line);
                });
                if !told.cautions.is_empty() {
                    ui.add_space(size::STEP * 2.0);
                    let colour = look::of(ui.visuals()).caution;
                    parts::caution(ui, |ui| {
                        for words in &told.cautions {
                            ui.label(RichText::new(words).font(look::secondary()).color(colour));
                        }
                    });
                }
            });
            ui.add_space(size::STEP * 3.0);
            let keys = ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Enter));
            let mut stays = true;
            ui.horizontal(|ui| {
                let pressed =
                    ui.add_enabled_ui(told.step.is_some(), |ui| parts::primary(ui, &button)).inner.clicked();
                if let Some((label, edits)) = told.step.as_ref().filter(|_| pressed || keys) {
                    actions.push(Action::Commit { label: label.clone(), edits: edits.clone() });
                    stays = false;
                }
                stays &= !ui.button(text("cancel")).clicked();
            });
            ui.add_space(size::STEP * 2.0);
            parts::muted(ui, &text("confirm-keys"));
            stays
        })
    }
}

fn removal(project: &Project, id: TranscriptId, viewer: Option<CoderId>) -> Told {
    let title = project.transcript(id).map(|t| t.title().to_owned()).unwrap_or_default();
    let named = [("transcript", title.as_str().into())];
    let mut told = Told { title: with("confirm-remove-title", &named), ..Told::default() };
    match project.removal(&BTreeSet::from([id]), viewer) {
        Err(why) => told.cautions.push(tell(&why)),
        Ok(gone) => {
            for work in &gone.coders {
                let counts = [
                    ("coder", work.name.as_str().into()),
                    ("n", work.codings.into()),
                    ("without", work.orphans.into()),
                    ("complete", work.complete.into()),
                ];
                told.lines.push(with("confirm-remove-coder", &counts));
            }
            let mut count = |key: &str, n: usize| {
                if n > 0 {
                    told.lines.push(with(key, &[("n", n.into())]));
                }
            };
            count("confirm-remove-memos", gone.memos);
            count("confirm-remove-settlements", gone.settlements);
            count("confirm-remove-files", gone.files.len());
            if told.lines.is_empty() {
                told.lines.push(text("confirm-remove-nothing"));
            }
            told.lines.push(text("confirm-undo"));
            told.cautions = gone.to_know().iter().map(tell).collect();
            told.step = Some((with("step-remove-transcript", &named), gone.edits));
        }
    }
    told
}

fn replacement(project: &Project, id: TranscriptId, file: &CorrectedFile, viewer: Option<CoderId>) -> Told {
    let title = project.transcript(id).map(|t| t.title().to_owned()).unwrap_or_default();
    let named = [("transcript", title.as_str().into()), ("file", file.name().into())];
    let mut told = Told { title: with("confirm-replace-title", &named), ..Told::default() };
    match file.effect(project, id, false, viewer) {
        Err(why) => told.cautions.push(tell(&why)),
        Ok(effect) => {
            let mut count = |key: &str, n: usize| {
                if n > 0 {
                    told.lines.push(with(key, &[("n", n.into())]));
                }
            };
            count("confirm-replace-kept", effect.kept);
            count("confirm-replace-reworded", effect.reworded);
            count("confirm-replace-shortened", effect.shortened);
            count("confirm-replace-lost", effect.lost);
            count("confirm-replace-memos", effect.memos);
            if effect.edits.is_empty() {
                told.lines = vec![text("confirm-replace-same")];
                return told;
            }
            if told.lines.is_empty() {
                told.lines.push(text("confirm-replace-uncoded"));
            }
            told.lines.push(text("confirm-undo"));
            told.cautions = effect.warnings.iter().map(|warning| tell(&warning.message)).collect();
            told.cautions.extend(effect.left_out.iter().map(|lost| {
                let said = [
                    ("n", lost.count.into()),
                    ("what", tell(&lost.what).into()),
                    ("why", tell(&lost.why).into()),
                ];
                with("confirm-replace-left-out", &said)
            }));
            told.step = Some((with("step-replace-text", &named), effect.edits));
        }
    }
    told
}

impl App {
    /// Asks whether a transcript goes.
    pub(super) fn ask_to_remove(&mut self, transcript: TranscriptId) {
        // What is being written is part of what would go.
        self.keep_memos();
        self.keep_memo();
        self.view.overlay = Some(Overlay::Confirm(Box::new(Confirm::new(Asks::Remove(transcript)))));
    }

    /// Asks for the corrected file of a transcript.
    pub(super) fn ask_for_corrected(&mut self, ctx: &Context, transcript: TranscriptId) {
        self.keep_memos();
        self.keep_memo();
        let read = FORMATS.iter().filter(|format| format.is_read() && format.kind == Kind::Transcript);
        let mut extensions: Vec<&'static str> = read.flat_map(|format| format.extensions).copied().collect();
        extensions.sort_unstable();
        extensions.dedup();
        let kinds = vec![(text("kind-transcript"), extensions)];
        let question = Question::Files { title: text("command-replace-text-tip"), kinds };
        self.ask(ctx, PendingDialog::Replace(transcript), question);
    }

    /// Reads the corrected file of a transcript, and asks whether it takes the place of the one before.
    pub(super) fn read_corrected(&mut self, ctx: &Context, transcript: TranscriptId, path: PathBuf) {
        let title = with("working-read", &[("n", 1.into())]);
        self.work(ctx, title, Stops::Never, move |_| {
            let file = corrected(&path);
            Box::new(move |app, _| match file {
                Ok(file) => {
                    let asks = Asks::Replace(transcript, Box::new(file));
                    app.view.overlay = Some(Overlay::Confirm(Box::new(Confirm::new(asks))));
                }
                Err(why) => app.warnings.push(why),
            })
        });
    }

    /// The transcript that is read in the Code panel.
    pub(super) fn transcript_read(&self) -> Option<TranscriptId> {
        self.view
            .code
            .transcript()
            .filter(|id| self.session().is_some_and(|s| s.project().transcript(*id).is_some()))
    }
}

fn corrected(path: &Path) -> Result<CorrectedFile, String> {
    let not_read = |why: String| {
        let file = path.display().to_string();
        with("not-read", &[("file", file.into()), ("why", why.into())])
    };
    let bytes = read(path).map_err(not_read)?;
    let read = CorrectedFile::read(&name_of(path), bytes, None, &TranscriptOptions::default());
    read.map_err(|why| tell(&why))
}
