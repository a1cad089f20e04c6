//! A window on a study as the tests of the window use it: in the light theme, without a display, and waited for where
//! something is computed or written in the background.

use std::path::{Path, PathBuf};
use std::time::Duration;

use concord::model::Project;
use concord::session::Session;
use concord::ui::app::dialogs::QueuedDialogs;
use concord::ui::{Action, App, Command};
use egui::{Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::{demo, raster};

pub(crate) type Window = Harness<'static, App>;

/// A window of 1280 × 800, in which questions for a place are answered so.
pub(crate) fn on(session: Session, answers: &[PathBuf]) -> Window {
    let answers = answers.iter().map(|path| vec![path.clone()]).collect::<Vec<_>>();
    let mut app = App::new(Box::new(QueuedDialogs::new(answers)), None);
    app.show_session(session);
    let mut window = Harness::builder()
        .with_size(vec2(1280.0, 800.0))
        .with_step_dt(1.0 / 60.0)
        .renderer(raster::Raster::default())
        .build_ui_state(|ui, app: &mut App| app.ui(ui), app);
    perform(&mut window, Action::Run(Command::SwitchTheme));
    window
}

/// A window of 1440 × 900 on the demo study, as Asha has it.
pub(crate) fn of_asha() -> Window {
    let mut session = Session::in_memory(demo::project());
    session.set_coder(demo::coder(1)).unwrap();
    let mut app = App::new(Box::new(QueuedDialogs::default()), None);
    app.show_session(session);
    let mut window = Harness::builder()
        .with_size(vec2(1440.0, 900.0))
        .with_step_dt(1.0 / 60.0)
        .with_max_steps(60)
        .build_ui_state(|ui, app: &mut App| app.ui(ui), app);
    window.run();
    window
}

pub(crate) fn perform(window: &mut Window, action: Action) {
    let ctx = window.ctx.clone();
    window.state_mut().perform(&ctx, action);
    settle(window);
}

/// Lets what is made in the background arrive.
pub(crate) fn settle(window: &mut Window) {
    let mut rounds = 0;
    // A busy machine is waited for, though not for ever.
    while rounds < 6 || window.state().is_working() && rounds < 1200 {
        window.run_ok();
        std::thread::sleep(Duration::from_millis(25));
        rounds += 1;
    }
    window.run_ok();
}

/// The study that is open.
pub(crate) fn project(window: &Window) -> &Project {
    window.state().session().unwrap().project()
}

pub(crate) fn press(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    settle(window);
}

/// Whether a screen reader would hear this as part of a label.
pub(crate) fn says(window: &Window, part: &str) -> bool {
    window.query_all_by_label_contains(part).next().is_some()
}

/// A picture in both themes, into the folder of `CONCORD_PICTURES`.
pub(crate) fn picture(window: &mut Window, name: &str) {
    let Some(folder) = std::env::var_os("CONCORD_PICTURES") else { return };
    let pixels = window.ctx.pixels_per_point();
    for theme in ["light", "dark"] {
        let image = raster::without_frame(&window.render().unwrap(), pixels);
        image.save(Path::new(&folder).join(format!("{name}-{theme}.png"))).unwrap();
        perform(window, Action::Run(Command::SwitchTheme));
    }
}
