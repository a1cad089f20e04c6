//! When the window looks up though nobody touches it: while something is to be saved or taken in, and for a moment after
//! somebody did something in the study's folder. Otherwise it sleeps, and costs nothing. Never draws.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use egui::Context;

use super::App;
use crate::session::{Session, Watch};

/// How often it looks up while it is awake.
const TICK: Duration = Duration::from_millis(500);
/// How long it stays awake after something happened: longer than a session waits between two looks at what others did.
const AWAKE: Duration = Duration::from_secs(3);

/// Whether the window is awake, and what wakes it.
#[derive(Default)]
pub(super) struct Awake {
    watch: Option<Watch>,
    /// Whether something happened in the folder.
    stirred: Arc<AtomicBool>,
    until: Option<Instant>,
}

impl Awake {
    /// Watches the folder of the session that is open, unless that is done already.
    fn follow(&mut self, ctx: &Context, session: &Session) {
        // What can only be read is not read again.
        let dir = session.dir().filter(|_| session.read_only().is_none());
        if dir == self.watch.as_ref().map(Watch::dir) {
            return;
        }
        let (ctx, stirred) = (ctx.clone(), Arc::clone(&self.stirred));
        self.watch = dir.map(|dir| {
            Watch::begin(dir, move || {
                stirred.store(true, Ordering::Relaxed);
                ctx.request_repaint();
            })
        });
        // What happened before the watch began is looked for now.
        self.stirred.store(true, Ordering::Relaxed);
    }

    /// Looks at one more file of the folder: it was not as it should be, and may come yet.
    pub(super) fn wait_for(&self, file: &str) {
        if let Some(watch) = &self.watch {
            watch.also(file);
        }
    }

    fn is_awake(&mut self, session: &Session) -> bool {
        if self.stirred.swap(false, Ordering::Relaxed) || session.is_busy() {
            self.until = Some(Instant::now() + AWAKE);
        }
        self.until.is_some_and(|until| Instant::now() < until)
    }
}

impl App {
    /// Has the window look up again soon where there is something to be done though nobody does anything. To be called
    /// at the end of each frame.
    pub fn stay_awake(&mut self, ctx: &Context) {
        let Some(session) = &self.session else {
            // One that is lent to work under way comes back.
            if !self.is_working() {
                self.awake = Awake::default();
            }
            return;
        };
        self.awake.follow(ctx, session);
        if self.awake.is_awake(session) {
            ctx.request_repaint_after(TICK);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::thread::sleep;

    use super::*;
    use crate::model::{Edit, Stamp};
    use crate::session::{SaveState, SystemStamp};
    use crate::store::{Disk, RealDisk, sample};
    use crate::ui::app::dialogs::QueuedDialogs;

    /// Waits for something as a window would that nobody touches: it looks up only while it is awake, or is woken.
    fn wait_for(app: &mut App, ctx: &Context, what: &str, there: impl Fn(&App) -> bool) {
        let begun = Instant::now();
        while !there(app) {
            assert!(begun.elapsed() < Duration::from_secs(60), "{what} did not come");
            sleep(Duration::from_millis(20));
            let awake = app.awake.until.is_none_or(|until| Instant::now() < until);
            if awake || app.awake.stirred.load(Ordering::Relaxed) {
                app.tick();
                app.stay_awake(ctx);
            }
        }
    }

    fn asleep(app: &App) -> bool {
        app.awake.until.is_some_and(|until| Instant::now() >= until)
    }

    fn title(app: &App) -> &str {
        app.session().unwrap().project().title()
    }

    #[test]
    fn it_sleeps_when_all_is_saved_and_others_wake_it() {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().join("study");
        let disk: Arc<dyn Disk> = Arc::new(RealDisk);
        sample::unpack(&disk, &dir, SystemStamp.now()).unwrap();
        let mut app = App::new(Box::new(QueuedDialogs::default()), None);
        let ctx = Context::default();
        app.show_session(Session::open(&dir, Some("C1")).unwrap());
        wait_for(&mut app, &ctx, "sleep", asleep);

        let title_now = |title: &str| [Edit::SetTitle(title.to_owned())];
        app.session.as_mut().unwrap().commit("a title", &title_now("Ours")).unwrap();
        app.stay_awake(&ctx);
        assert!(!asleep(&app), "a step is not in the files yet");
        wait_for(&mut app, &ctx, "a save", |app| !app.session().unwrap().is_busy());
        assert_eq!(app.session().unwrap().save_state(), SaveState::Saved);
        wait_for(&mut app, &ctx, "sleep", asleep);

        let mut other = Session::open(&dir, Some("C2")).unwrap();
        other.commit("a title", &title_now("Theirs")).unwrap();
        wait_for(&mut app, &ctx, "what others did", |app| title(app) == "Theirs");
        wait_for(&mut app, &ctx, "sleep", asleep);

        assert!(app.close_project());
        app.stay_awake(&ctx);
        assert!(app.awake.watch.is_none(), "nothing is watched that is not open");
    }
}
