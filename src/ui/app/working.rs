//! Work that may take long, off the window's thread: short work is waited for, of long work is shown how far it has
//! got, and it can be cancelled. One at a time; never touches the project itself.

use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError, channel};
use std::thread;
use std::time::Duration;

use egui::{Context, Key, Modifiers, ProgressBar};

use super::App;
use crate::lang::{text, with};
use crate::store::Progress;
use crate::ui::kit::{look::size, parts, sheet};

/// Work that is done sooner than this is waited for: nobody notices, and nothing flickers.
const PATIENCE: Duration = Duration::from_millis(200);
/// How often the bar moves.
const LOOK: Duration = Duration::from_millis(50);

/// What is done with the window once the work is.
pub(super) type Then = Box<dyn FnOnce(&mut App, &Context) + Send>;

/// Whether work can be cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stops {
    /// It stops where somebody asks for it, and all is as it was.
    WhenAsked,
    /// It goes on to its end.
    Never,
}

/// Work under way.
pub(super) struct Working {
    title: String,
    stops: Stops,
    progress: Progress,
    then: Receiver<Then>,
}

impl App {
    /// Does work on another thread, then what it answers on this one. While other work is under way, nothing is done
    /// but to say so.
    pub(super) fn work(
        &mut self,
        ctx: &Context,
        title: String,
        stops: Stops,
        work: impl FnOnce(&Progress) -> Then + Send + 'static,
    ) {
        if self.working.is_some() {
            self.said = Some(text("working-wait"));
            return;
        }
        let (sender, then) = channel();
        let progress = Progress::default();
        let (told, done) = (progress.clone(), ctx.clone());
        thread::spawn(move || {
            // Nobody listens any more when the window is gone.
            let _ = sender.send(work(&told));
            done.request_repaint();
        });
        match then.recv_timeout(PATIENCE) {
            Ok(then) => then(self, ctx),
            Err(RecvTimeoutError::Disconnected) => self.failed(),
            Err(RecvTimeoutError::Timeout) => {
                self.working = Some(Working { title, stops, progress, then });
                ctx.request_repaint();
            }
        }
    }

    /// Whether work is under way, so that nothing else can be done.
    pub const fn is_working(&self) -> bool {
        self.working.is_some()
    }

    /// Waits for the work under way, and all that comes of it, as tests and the end of the program do.
    pub fn wait(&mut self, ctx: &Context) {
        while let Some(working) = self.working.take() {
            match working.then.recv() {
                Ok(then) => then(self, ctx),
                Err(_) => self.failed(),
            }
        }
    }

    /// Asks the work under way to stop; what has been done is taken back.
    pub fn cancel_work(&self) {
        if let Some(working) = &self.working {
            working.progress.cancel();
        }
    }

    /// Goes on where work is done.
    pub(super) fn collect_work(&mut self, ctx: &Context) {
        let Some(working) = self.working.take() else { return };
        match working.then.try_recv() {
            Ok(then) => then(self, ctx),
            Err(TryRecvError::Empty) => self.working = Some(working),
            Err(TryRecvError::Disconnected) => self.failed(),
        }
    }

    /// The thread is gone, and with it the session if that was lent to it; every step is in its journal.
    fn failed(&mut self) {
        self.view.away = false;
        self.warnings.push(text("working-failed"));
    }
}

/// Shows how far the work under way has got.
pub(super) fn show(ctx: &Context, app: &App) {
    let Some(working) = &app.working else { return };
    ctx.request_repaint_after(LOOK);
    let (done, of) = working.progress.parts();
    let stopping = working.progress.is_cancelled();
    sheet::show(ctx, "working", &working.title, 420.0, |ui| {
        let share = if of == 0 { 0.0 } else { done as f32 / of as f32 };
        let parts_done = with("working-parts", &[("done", done.into()), ("of", of.into())]);
        let bar = ui.add(ProgressBar::new(share).desired_height(10.0));
        bar.widget_info(|| {
            egui::WidgetInfo::labeled(egui::accesskit::Role::ProgressIndicator, true, &working.title)
        });
        ui.add_space(size::STEP);
        parts::muted(ui, if stopping { text("working-cancelling") } else { parts_done }.as_str());
        ui.add_space(size::STEP * 3.0);
        if working.stops == Stops::Never {
            return true;
        }
        let escaped = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape));
        let cancel = ui.add_enabled(!stopping, egui::Button::new(text("cancel")));
        if cancel.clicked() || escaped {
            working.progress.cancel();
        }
        true
    });
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use egui::accesskit::Role;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    use super::*;
    use crate::ui::app::dialogs::QueuedDialogs;

    #[test]
    fn long_work_shows_how_far_it_is_and_can_be_cancelled() {
        let app = App::new(Box::new(QueuedDialogs::default()), None);
        let mut window = Harness::builder().build_ui_state(|ui, app: &mut App| app.ui(ui), app);
        window.step();
        let ctx = window.ctx.clone();
        let (go_on, told) = channel::<()>();
        window.state_mut().work(&ctx, "Counting".to_owned(), Stops::WhenAsked, move |progress| {
            progress.expect(3);
            progress.step();
            let _ = told.recv();
            let cancelled = progress.is_cancelled();
            Box::new(move |app, _| app.said = Some(format!("cancelled: {cancelled}")))
        });
        window.run_steps(3);
        assert!(window.state().is_working());
        window.get_by_label("1 of 3");
        window.get_by_role(Role::ProgressIndicator);
        window.state_mut().work(&ctx, "Other".to_owned(), Stops::Never, |_| Box::new(|_, _| {}));
        assert_eq!(window.state().said, Some(text("working-wait")), "one at a time");
        window.get_by_role_and_label(Role::Button, "Cancel").click();
        window.run_steps(2);
        window.get_by_label(&text("working-cancelling"));
        go_on.send(()).unwrap();
        window.state_mut().wait(&ctx);
        assert_eq!(window.state().said.as_deref(), Some("cancelled: true"));
        assert!(!window.state().is_working());
    }

    #[test]
    fn a_fault_in_the_work_is_said_and_the_window_goes_on() {
        let mut app = App::new(Box::new(QueuedDialogs::default()), None);
        let ctx = Context::default();
        app.view.away = true;
        app.work(&ctx, "Falling".to_owned(), Stops::Never, |_| {
            std::panic::resume_unwind(Box::new("a fault"))
        });
        app.wait(&ctx);
        assert_eq!(app.warnings(), [text("working-failed")]);
        assert!(!app.view.away && !app.is_working());
    }
}
