//! The app: the open session, what is seen of it, and one frame. Never changes the project but through
//! [`perform`](App::perform).

use std::path::PathBuf;

use egui::{Context, ThemePreference, Ui};

use super::command::{Command, Facts};
use super::dialogs::{Asked, Dialogs};
use super::scene::Status;
use super::shell::{self, Bars};
use super::{Action, Panel, Scene, ViewState, agreement, cases, code, codebook, keys, look, themes};
use crate::lang::with;
use crate::session::Session;
use crate::session::settings::{Settings, ThemeChoice};

/// What waits for a dialog's answer.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Waiting {
    /// A project folder to open.
    OpenProject,
    /// A file to write these contents into.
    SaveAs(Vec<u8>),
}

/// The window's state and the one who changes it.
pub struct App {
    pub(super) session: Option<Session>,
    pub(super) view: ViewState,
    pub(super) settings: Settings,
    pub(super) settings_folder: Option<PathBuf>,
    pub(super) dialogs: Box<dyn Dialogs>,
    pub(super) asked: Option<(Waiting, Asked)>,
    pub(super) said: Option<String>,
    pub(super) warnings: Vec<String>,
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
            said: None,
            warnings: problem.iter().map(ToString::to_string).collect(),
            styled: None,
        }
    }

    /// Shows a session, as if its folder had been opened.
    pub fn show_session(&mut self, session: Session) {
        self.session = Some(session);
        self.view = ViewState::default();
    }

    /// The open session.
    pub const fn session(&self) -> Option<&Session> {
        self.session.as_ref()
    }

    /// What is remembered between projects.
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// What is seen.
    pub const fn view(&self) -> &ViewState {
        &self.view
    }

    /// One frame.
    pub fn ui(&mut self, ui: &mut Ui) {
        if !self.style(ui.ctx()) {
            return;
        }
        self.collect_answers(ui.ctx());
        let facts = self.facts();
        let plain = self.session.is_some() && self.view.panel == Panel::Code;
        let mut actions: Vec<Action> =
            keys::pressed(ui.ctx(), &facts, plain).into_iter().map(Action::Run).collect();
        let bars = Bars::of(ui.max_rect());
        shell::top_bar(ui, bars.top, self, &facts, &mut actions);
        let status = if self.session.is_some() {
            shell::rail(ui, bars.rail, self.view.panel, &mut actions);
            shell::area(ui, bars.panel, |ui| self.panel(ui, &mut actions))
        } else {
            Status::default()
        };
        shell::status_bar(ui, bars.status, &status, self.said.as_deref());
        for action in actions {
            self.perform(ui.ctx(), action);
        }
    }

    fn panel(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) -> Status {
        let Some(session) = &self.session else { return Status::default() };
        let scene = Scene {
            project: session.project(),
            revision: session.revision(),
            coder: session.coder(),
            read_only: session.read_only(),
            sides: self.view.sides,
        };
        let view = &mut self.view;
        match view.panel {
            Panel::Code => code::show(ui, &scene, &mut view.code, actions),
            Panel::Codebook => codebook::show(ui, &scene, &mut view.codebook, actions),
            Panel::Cases => cases::show(ui, &scene, &mut view.cases, actions),
            Panel::Themes => themes::show(ui, &scene, &mut view.themes, actions),
            Panel::Agreement => agreement::show(ui, &scene, &mut view.agreement, actions),
        }
    }

    /// A command's label as it reads now: undo and redo say what they would do.
    pub(super) fn label_of(&self, command: Command) -> String {
        let session = self.session.as_ref();
        let step = if command == Command::Undo {
            session.and_then(Session::can_undo).map(|step| ("undo-step", step))
        } else if command == Command::Redo {
            session.and_then(Session::can_redo).map(|step| ("redo-step", step))
        } else {
            None
        };
        step.map_or_else(|| command.label(), |(key, step)| with(key, &[("step", step.into())]))
    }

    /// What is there for commands to work on.
    pub(super) fn facts(&self) -> Facts {
        let Some(session) = &self.session else { return Facts::default() };
        Facts {
            project: true,
            writable: session.read_only().is_none(),
            undo: session.can_undo().is_some(),
            redo: session.can_redo().is_some(),
            ..Facts::default()
        }
    }

    /// Sets the style when it is not yet as wanted; says whether the frame can be drawn: fonts come with the next.
    fn style(&mut self, ctx: &Context) -> bool {
        let wanted = match self.settings.theme {
            ThemeChoice::System => ThemePreference::System,
            ThemeChoice::Light => ThemePreference::Light,
            ThemeChoice::Dark => ThemePreference::Dark,
        };
        match self.styled.replace(wanted) {
            None => {
                look::apply(ctx, wanted);
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
