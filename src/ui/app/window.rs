//! The window on the screen: opens it, keeps its size, saves when it closes. Never draws anything itself.

use std::path::PathBuf;

use egui::{ViewportBuilder, vec2};

use super::App;
use super::dialogs::SystemDialogs;
use crate::lang::with;
use crate::session::settings;
use crate::ui::context::Action;

/// What to open the window with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Open {
    /// The start page.
    Start,
    /// A project folder.
    Project(PathBuf),
    /// A fresh copy of the sample study, in this folder or one of its own.
    Sample(Option<PathBuf>),
}

/// Opens the window and stays until it is closed.
///
/// # Errors
/// When there is no display, or it cannot draw.
pub fn run(open: Open) -> Result<(), String> {
    let mut app = App::new(Box::new(SystemDialogs), settings::folder());
    let [width, height] = app.settings().window;
    let viewport = ViewportBuilder::default()
        .with_title("Concord")
        .with_app_id("concord")
        .with_inner_size(vec2(width, height))
        .with_clamp_size_to_monitor_size(true)
        .with_min_inner_size(vec2(960.0, 640.0));
    let options =
        eframe::NativeOptions { viewport, persist_window: false, ..eframe::NativeOptions::default() };
    let begin = move |created: &eframe::CreationContext<'_>| {
        match open {
            Open::Start => {}
            Open::Project(folder) => app.perform(&created.egui_ctx, Action::OpenProject(folder)),
            Open::Sample(folder) => app.perform(&created.egui_ctx, Action::OpenSample(folder)),
        }
        Ok(Box::new(Window { app, ctx: created.egui_ctx.clone() }) as Box<dyn eframe::App>)
    };
    eframe::run_native("concord", options, Box::new(begin))
        .map_err(|why| with("no-window", &[("why", why.to_string().into())]))
}

struct Window {
    app: App,
    ctx: egui::Context,
}

impl eframe::App for Window {
    /// Before each frame, and where the window is hidden without one.
    fn logic(&mut self, ctx: &egui::Context, _: &mut eframe::Frame) {
        self.app.tick();
        self.app.stay_awake(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        self.app.ui(ui);
        let viewport = ui.ctx().input(|i| i.viewport().clone());
        let whole = viewport.maximized != Some(true) && viewport.fullscreen != Some(true);
        if let Some(inside) = viewport.inner_rect
            && whole
        {
            self.app.remember_size(inside.size());
        }
        // What was done in this frame is to be saved.
        self.app.stay_awake(ui.ctx());
    }

    fn on_exit(&mut self, _: Option<&eframe::glow::Context>) {
        self.app.finish(&self.ctx);
    }
}
