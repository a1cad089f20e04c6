//! The app: the open session, what is seen of it, and one frame. Never changes the project but through
//! [`perform`](App::perform).

mod awake;
mod coding;
mod confirm;
mod counted;
pub mod dialogs;
mod export;
mod keys_sheet;
mod licences;
mod mending;
mod menus;
mod merging;
mod opening;
mod overlay;
mod palette;
mod perform;
mod phase;
mod searching;
mod shell;
mod trail;
pub mod view;
mod window;
mod working;
mod writing;

use std::path::PathBuf;

use egui::{Context, ThemePreference, Ui};

use crate::lang::{text, with};
use crate::model::TranscriptId;
use crate::session::Session;
use crate::session::settings::{Settings, ThemeChoice};
use crate::store::is_project;
use crate::ui::app::{
    awake::Awake,
    dialogs::{Dialogs, OpenDialog},
    shell::Bars,
    working::Working,
};
use crate::ui::context::{
    Action, Panel, Scene, Status,
    command::{Command, Facts},
    keymap::{self, Keymap},
    keys::{self, Pressed},
};
use crate::ui::kit::{layout, look};
use crate::ui::panels::start;

pub use view::ViewState;
pub use window::{Open, run};

/// What waits for a dialog's answer.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui::app) enum PendingDialog {
    /// A project folder to open.
    OpenProject,
    /// Files to import.
    Import,
    /// A folder for a new project to stand in.
    NewInside,
    /// The folder of another copy of the study.
    Copy,
    /// A table of ratings.
    Ratings,
    /// The corrected file of a transcript.
    Replace(TranscriptId),
    /// A file to write these contents into, whose name ends so.
    SaveAs { contents: Vec<u8>, ending: String },
    /// Where a folder with these files is to be.
    SaveFolder(std::collections::BTreeMap<String, Vec<u8>>),
}

/// What a dialog's answer asks for.
pub(in crate::ui::app) fn answered(waiting: &PendingDialog, paths: Vec<PathBuf>) -> Option<Action> {
    let first = paths.first().cloned();
    match waiting {
        PendingDialog::OpenProject => first.map(Action::OpenProject),
        PendingDialog::Import => Some(Action::Import(paths)),
        PendingDialog::NewInside => first.map(Action::FolderChosen),
        PendingDialog::Copy => first.map(Action::CopyChosen),
        PendingDialog::Ratings => first.map(Action::OpenRatings),
        PendingDialog::Replace(transcript) => {
            first.map(|path| Action::ReplaceWith { transcript: *transcript, path })
        }
        PendingDialog::SaveFolder(files) => {
            first.map(|path| Action::WriteFolder { path, files: files.clone() })
        }
        PendingDialog::SaveAs { contents, ending } => first.map(|path| {
            let ends = path.extension().map(|end| end.to_string_lossy().to_lowercase());
            if ends.as_deref().unwrap_or_default() == ending {
                return Action::Write { path, contents: contents.clone() };
            }
            let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            Action::Warn(with(
                "save-other-ending",
                &[("file", file.into()), ("ending", ending.as_str().into())],
            ))
        }),
    }
}

/// The window's state and the one who changes it.
pub struct App {
    pub(in crate::ui::app) session: Option<Session>,
    pub(in crate::ui::app) view: ViewState,
    pub(in crate::ui::app) settings: Settings,
    pub(in crate::ui::app) settings_folder: Option<PathBuf>,
    pub(in crate::ui::app) dialogs: Box<dyn Dialogs>,
    pub(in crate::ui::app) asked: Option<(PendingDialog, OpenDialog)>,
    pub(in crate::ui::app) working: Option<Working>,
    pub(in crate::ui::app) said: Option<String>,
    pub(in crate::ui::app) warnings: Vec<String>,
    /// What was written last for somebody else, for as long as that is said.
    pub(in crate::ui::app) written: Option<PathBuf>,
    pub(in crate::ui::app) awake: Awake,
    styled: Option<ThemePreference>,
}

impl App {
    /// An app on its start page. Settings are read from the folder and kept there; without one they are forgotten.
    pub fn new(dialogs: Box<dyn Dialogs>, settings_folder: Option<PathBuf>) -> Self {
        let (settings, problem) = settings_folder.as_deref().map_or_else(Default::default, Settings::load);
        Self {
            session: None,
            view: ViewState::default(),
            settings,
            settings_folder,
            dialogs,
            asked: None,
            working: None,
            said: None,
            warnings: problem.iter().map(ToString::to_string).collect(),
            written: None,
            awake: Awake::default(),
            styled: None,
        }
    }

    /// Shows a session, as if its folder had been opened.
    pub fn show_session(&mut self, session: Session) {
        self.enter(session);
    }

    /// The open session.
    pub const fn session(&self) -> Option<&Session> {
        self.session.as_ref()
    }

    /// What is remembered between projects.
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// What went wrong and has not been put away.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// What is seen.
    pub const fn view(&self) -> &ViewState {
        &self.view
    }

    /// Keeps the size of the window for the next time.
    pub(in crate::ui::app) fn remember_size(&mut self, size: egui::Vec2) {
        self.settings.window = [size.x, size.y];
    }

    /// Saves everything before the window goes.
    pub(in crate::ui::app) fn finish(&mut self, ctx: &Context) {
        // Work under way may have the session.
        self.cancel_work();
        self.wait(ctx);
        self.keep_memos();
        self.remember_place();
        self.keep_memo();
        if let Some(session) = &mut self.session {
            // The steps are in the journal whatever comes of this; the next opening takes them from there.
            let _ = session.save();
        }
        self.save_settings();
    }

    /// One frame.
    pub fn ui(&mut self, ui: &mut Ui) {
        if !self.style(ui.ctx()) {
            return;
        }
        self.collect_answers(ui.ctx());
        self.collect_work(ui.ctx());
        let facts = self.facts();
        let over = egui::Popup::is_any_open(ui.ctx())
            || self.is_working()
            || self.view.overlay.is_some()
            || self.view.code.is_picking()
            || self.view.find.is_picking()
            || self.view.memos.is_picking()
            || self.view.settle.as_ref().is_some_and(|walk| walk.is_picking());
        let plain = self.reads();
        // What lies over the window has the keyboard to itself.
        let pressed = if over { Pressed::default() } else { keys::pressed(ui.ctx(), &facts, plain) };
        if let Some(missing) = pressed.too_soon.and_then(|command| command.missing(&facts)) {
            self.said = Some(text(missing));
        }
        // What a key does is seen in the frame that it comes with.
        for command in pressed.commands {
            self.perform(ui.ctx(), Action::Run(command));
        }
        let facts = self.facts();
        let mut actions = Vec::new();
        if !over {
            actions.extend(dropped(ui.ctx(), self.session.is_some()));
            actions.extend(pasted(ui.ctx()).filter(|_| Command::TypeText.enabled(&facts)));
        }
        let bars = Bars::of(ui.max_rect());
        shell::top_bar(ui, bars.top, self, &facts, &mut actions);
        let room = {
            let damaged = self.session.as_ref().is_some_and(|session| !session.damage().is_empty());
            shell::warnings(ui, bars.whole(), &self.warnings, damaged, &mut actions)
        };
        let bars = bars.below(room.top());
        let status = if self.session.is_some() && self.view.start.draft.is_none() {
            shell::rail(ui, bars.rail, self.view.panel, &mut actions);
            layout::area(ui, bars.panel, |ui| self.panel(ui, &mut actions))
        } else if self.view.away {
            Status::default()
        } else {
            let rect = bars.whole();
            layout::area(ui, rect, |ui| start::show(ui, &self.settings, &mut self.view.start, &mut actions));
            Status::default()
        };
        let is_written = self.written.as_deref().map(told_written);
        let is_written = is_written.is_some_and(|told| self.said.as_ref() == Some(&told));
        shell::status_bar(ui, bars.status, &status, self.said.as_deref(), is_written, &mut actions);
        overlay::show(ui.ctx(), self, &mut actions);
        working::show(ui.ctx(), self);
        for action in actions {
            self.perform(ui.ctx(), action);
        }
    }

    fn panel(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) -> Status {
        let Some(session) = &self.session else { return Status::default() };
        let scope = self.view.scope.clone();
        let (counted, nothing, revision) = self.view.counted.of(session, &scope);
        let scene = Scene {
            project: session.seen(),
            whole: session.project(),
            counted: &counted,
            scope: &scope,
            nothing: nothing.as_ref(),
            revision,
            coder: session.coder(),
            read_only: session.read_only(),
            sides: self.view.sides,
            pins: self.pins(),
            now: session.now(),
            reading: self.settings.reading,
            help: !self.settings.folded.contains(self.view.panel.name()),
        };
        self.view.show(ui, &scene, actions)
    }

    /// A command's label as it reads now: undo and redo say what they would do, a digit says its code.
    pub(in crate::ui::app) fn label_of(&self, command: Command) -> String {
        let session = self.session.as_ref();
        if let Command::ApplyPinned(digit) = command
            && let Some(code) = self.pins().get(usize::from(digit).wrapping_sub(1)).copied().flatten()
            && let Some(code) = session.and_then(|s| s.project().codebook().get(code))
        {
            return code.name.clone();
        }
        let step = if command == Command::Undo {
            session.and_then(Session::can_undo).map(|step| ("undo-step", step))
        } else if command == Command::Redo {
            session.and_then(Session::can_redo).map(|step| ("redo-step", step))
        } else {
            None
        };
        step.map_or_else(|| command.label(), |(key, step)| with(key, &[("step", step.into())]))
    }

    /// Whether what a command switches is on now; none where it switches nothing.
    pub(in crate::ui::app) fn is_on(&self, command: Command) -> Option<bool> {
        let reading = self.settings.reading;
        let (view, project) = (&self.view, self.session.is_some());
        let on = match command {
            Command::Show(panel) => view.panel == panel && project,
            Command::ToggleLeft => view.sides.left,
            Command::ToggleRight => view.sides.right,
            Command::FocusMode => reading.focus,
            Command::LineNumbers => reading.lines,
            Command::TurnTimes => reading.times,
            Command::WholeWords => reading.snap,
            Command::InlineMemos => reading.notes,
            Command::StripeNames => reading.names,
            Command::OthersCodings => reading.others,
            _ => return None,
        };
        Some(on)
    }

    /// What is there for commands to work on.
    pub(in crate::ui::app) fn facts(&self) -> Facts {
        let Some(session) = &self.session else { return Facts::default() };
        let code = &self.view.code;
        let reading = self.reads();
        let pins = self.pins();
        Facts {
            project: true,
            writable: session.read_only().is_none(),
            undo: session.can_undo().is_some() || session.may_have_past(),
            redo: session.can_redo().is_some(),
            transcript: reading && code.transcript().is_some(),
            selection: reading && code.selection().is_some(),
            pinned: (1..=9).filter(|&d| pins[d - 1].is_some()).fold(0, |bits, d| bits | 1 << d),
            last_code: code.last().is_some(),
            coding: reading && !code.at_cursor().is_empty(),
        }
    }

    /// Whether a transcript has the window, and no form for a new project stands in its place.
    fn reads(&self) -> bool {
        self.session.is_some() && self.view.panel == Panel::CODE && self.view.start.draft.is_none()
    }

    /// Sets the style when it is not yet as wanted; says whether the frame can be drawn: fonts come with the next.
    fn style(&mut self, ctx: &Context) -> bool {
        ctx.set_zoom_factor(f32::from(self.settings.scale) / 100.0);
        let wanted = match self.settings.theme {
            ThemeChoice::System => ThemePreference::System,
            ThemeChoice::Light => ThemePreference::Light,
            ThemeChoice::Dark => ThemePreference::Dark,
        };
        match self.styled.replace(wanted) {
            None => {
                look::apply(ctx, wanted);
                keymap::put(ctx, Keymap::of(&self.settings.keys));
                // Where the system does not say, paper.
                ctx.options_mut(|options| options.fallback_theme = egui::Theme::Light);
                ctx.request_repaint();
                false
            }
            Some(had) => {
                if had != wanted {
                    ctx.set_theme(wanted);
                }
                true
            }
        }
    }
}

/// That a file or folder was written.
pub(in crate::ui::app) fn told_written(path: &std::path::Path) -> String {
    with("written", &[("file", path.display().to_string().into())])
}

/// What files dropped on the window ask for: a project's folder to be opened, anything else to be imported.
fn dropped(ctx: &Context, open: bool) -> Option<Action> {
    let files = ctx.input(|i| i.raw.dropped_files.clone());
    let paths: Vec<PathBuf> = files.iter().map(|file| file.path().to_owned()).collect();
    match paths.as_slice() {
        [] => None,
        [folder] if is_project(folder) => Some(Action::OpenProject(folder.clone())),
        [_, ..] if open => Some(Action::Import(paths)),
        [_, ..] => Some(Action::Warn(text("dropped-no-project"))),
    }
}

/// What text that is pasted where no field takes it asks for.
fn pasted(ctx: &Context) -> Option<Action> {
    let words = ctx.input(|i| {
        i.events
            .iter()
            .find_map(|event| if let egui::Event::Paste(words) = event { Some(words.clone()) } else { None })
    });
    words.filter(|words| !words.trim().is_empty() && !ctx.text_edit_focused()).map(Action::Paste)
}
