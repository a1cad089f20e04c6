//! Draws screens of the sample study without a display. `docs/screenshot.png` for the README with
//! CONCORD_WRITE_SCREENSHOT=1; all of them, light and dark, into target/screens with CONCORD_SCREENS=1. Never
//! compares images: it fails where a screen cannot be drawn.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use concord::model::{Code, CodeId, Edit, MemoTarget, Timestamp, TranscriptId};
use concord::session::Session;
use concord::session::settings::ThemeChoice;
use concord::store::{Disk, RealDisk};
use concord::text::{Search, Span};
use concord::ui::app::dialogs::QueuedDialogs;
use concord::ui::{Action, App, Command, Panel};
use egui::accesskit::Role;
use egui::{Key, vec2};
use egui_kittest::{Harness, kittest::Queryable};

use crate::raster::{Raster, without_frame};

type Window = Harness<'static, App>;

fn window(theme: ThemeChoice, size: [f32; 2]) -> Window {
    let app = App::new(Box::new(QueuedDialogs::default()), None);
    let mut window = Harness::builder()
        .with_size(vec2(size[0], size[1]) + vec2(16.0, 16.0))
        .with_step_dt(1.0 / 60.0)
        .with_max_steps(60)
        .renderer(Raster::default())
        .build_ui_state(|ui, app: &mut App| app.ui(ui), app);
    perform(&mut window, Action::SetTheme(theme));
    window
}

fn perform(window: &mut Window, action: Action) {
    let ctx = window.ctx.clone();
    window.state_mut().perform(&ctx, action);
    window.run();
    window.state_mut().wait(&ctx);
    window.run();
}

fn draw(window: &mut Window, file: &Path) {
    draw_at(window, file, 1.0);
}

/// Draws the window into a file, with so many pixels a point.
fn draw_at(window: &mut Window, file: &Path, pixels: f32) {
    let image = without_frame(&window.render().unwrap(), pixels);
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    image.save(file).unwrap();
}

/// The sample study where two passages of P04 overlap.
fn sample(window: &mut Window, folder: &Path) {
    perform(window, Action::OpenSample(Some(folder.join("sample"))));
    let (transcript, span) = passage(window);
    perform(window, Action::Goto { transcript, span });
}

fn passage(window: &Window) -> (TranscriptId, Span) {
    let session = window.state().session().unwrap();
    let transcript = session.project().transcript_named("P04").unwrap().id();
    let layer = session.project().layer(transcript, session.coder().unwrap().id).unwrap();
    (transcript, layer.codings()[4].span)
}

/// A copy of the study in which somebody went on alone, looked at before it is brought in.
fn merge(window: &mut Window, folder: &Path) {
    let other = folder.join("Ben's copy");
    perform(window, Action::Run(Command::MergeCopies));
    concord::store::sample::unpack(&(Arc::new(RealDisk) as Arc<dyn Disk>), &other, Timestamp::now()).unwrap();
    let described = |session: &mut Session, words: &str| {
        let code = Code::clone(session.project().code_named("knows me").unwrap());
        let other = Code { definition: words.into(), ..code.clone() };
        let new = Code { id: CodeId(uuid::Uuid::now_v7()), name: format!("new {}", words.len()), ..code };
        let edits = [other, new].map(|code| Edit::PutCode(Box::new(code)));
        session.commit("describe", &edits).unwrap();
        session.save().unwrap();
    };
    let mut there = Session::open(&other, Some("C2")).unwrap();
    described(&mut there, "Remembers what was said, and comes back to it.");
    drop(there);
    let code = Code::clone(window.state().session().unwrap().project().code_named("knows me").unwrap());
    let ours = Code { definition: "Knows the young person as a person.".into(), ..code };
    let edits = vec![Edit::PutCode(Box::new(ours))];
    perform(window, Action::Commit { label: "describe".into(), edits });
    perform(window, Action::CopyChosen(other));
    window.get_by_role_and_label(Role::Button, "See what would change").click();
    window.run();
    let ctx = window.ctx.clone();
    window.state_mut().wait(&ctx);
    window.run();
}

/// Draws each panel.
fn panels(window: &mut Window, file: impl Fn(Panel) -> PathBuf) {
    for &panel in Panel::ALL {
        perform(window, Action::Show(panel));
        for _ in 0..if [Panel::THEMES, Panel::RELATIONS, Panel::AGREEMENT].contains(&panel) { 20 } else { 0 }
        {
            // Figures are worked out on another thread.
            std::thread::sleep(std::time::Duration::from_millis(100));
            window.run();
        }
        draw(window, &file(panel));
    }
}

/// A study in which nothing is yet.
fn new_study(window: &mut Window, folder: &Path) {
    drop(Session::create(folder, "A new study", &[]).unwrap());
    perform(window, Action::OpenProject(folder.to_owned()));
}

fn in_project(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

#[test]
fn the_picture_of_the_readme() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window(ThemeChoice::Light, [1440.0, 900.0]);
    sample(&mut window, folder.path());
    let write = std::env::var_os("CONCORD_WRITE_SCREENSHOT").is_some();
    let file = if write { "docs/screenshot.png" } else { "target/screens/screenshot.png" };
    draw(&mut window, &in_project(file));
}

#[test]
fn all_screens_for_people_to_look_at() {
    if std::env::var_os("CONCORD_SCREENS").is_none() {
        println!("skipped: set CONCORD_SCREENS=1 to draw all screens into target/screens");
        return;
    }
    for (theme, name) in [(ThemeChoice::Light, "light-2x"), (ThemeChoice::Dark, "dark-2x")] {
        let folder = tempfile::tempdir().unwrap();
        let mut window = window(theme, [2560.0, 1600.0]);
        window.set_pixels_per_point(2.0);
        sample(&mut window, folder.path());
        draw_at(&mut window, &in_project(&format!("target/screens/code-{name}.png")), 2.0);
    }
    for (theme, name) in [(ThemeChoice::Light, "light"), (ThemeChoice::Dark, "dark")] {
        let file = |screen: &str| in_project(&format!("target/screens/{screen}-{name}.png"));
        let mut window = window(theme, [1280.0, 800.0]);
        draw(&mut window, &file("start"));
        perform(&mut window, Action::Run(Command::NewProject));
        draw(&mut window, &file("new"));
        let folder = tempfile::tempdir().unwrap();
        sample(&mut window, folder.path());
        draw(&mut window, &file("code"));
        perform(&mut window, Action::Run(Command::FindCode));
        draw(&mut window, &file("picker"));
        window.key_press(Key::Escape);
        window.run();
        let import = ["P13.txt", "P14.md", "attributes.csv", "codebook.csv", "codings.csv"];
        let import = import.map(|name| in_project("samples/import").join(name));
        perform(&mut window, Action::Import(import.to_vec()));
        draw(&mut window, &file("import"));
        window.key_press(Key::Escape);
        window.run();
        let misnamed = folder.path().join("P15.docx");
        std::fs::write(&misnamed, "{\\rtf1 INTERVIEWER\\par Why?\\par P15\\par So.}").unwrap();
        perform(&mut window, Action::Import(vec![misnamed]));
        draw(&mut window, &file("import-misnamed"));
        window.key_press(Key::Escape);
        window.run();
        merge(&mut window, folder.path());
        draw(&mut window, &file("together"));
        window.key_press(Key::Escape);
        window.run();
        for (command, screen) in [
            (Command::Palette, "palette"),
            (Command::Keys, "keys"),
            (Command::Settings, "settings"),
            (Command::About, "about"),
        ] {
            perform(&mut window, Action::Run(command));
            draw(&mut window, &file(screen));
            window.key_press(Key::Escape);
            window.run();
        }
        panels(&mut window, |panel| file(&format!("{panel:?}").to_lowercase()));
        let search = Search { words: "listen".into(), ..Search::default() };
        perform(&mut window, Action::FindEverywhere(search));
        std::thread::sleep(std::time::Duration::from_millis(300));
        window.run();
        draw(&mut window, &file("find-hits"));
        perform(&mut window, Action::WriteMemo(MemoTarget::Project));
        window.event(egui::Event::Text("Who is asked, and who is only told?".into()));
        window.run();
        draw(&mut window, &file("memos-draft"));
        window.key_press_modifiers(egui::Modifiers::COMMAND, Key::Enter);
        window.run();
        draw(&mut window, &file("memos-thread"));
        perform(&mut window, Action::OpenProject(folder.path().join("nothing")));
        draw(&mut window, &file("warning"));

        let mut narrow = self::window(theme, [960.0, 640.0]);
        sample(&mut narrow, &folder.path().join("narrow"));
        panels(&mut narrow, |panel| file(&format!("{panel:?}-narrow").to_lowercase()));
        new_study(&mut narrow, &folder.path().join("empty"));
        panels(&mut narrow, |panel| file(&format!("{panel:?}-empty").to_lowercase()));
    }
}
