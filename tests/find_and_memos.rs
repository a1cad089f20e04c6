//! Looking for words, coding what is found, and memos, as a person does it by keyboard and by what a screen reader
//! would call things.
//!
//! `CONCORD_PICTURES=folder cargo test --test find_and_memos` also draws the screens into that folder.

#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/demo.rs"]
mod demo;
#[path = "common/raster.rs"]
mod raster;

use std::time::Duration;

use concord::model::{Coding, Project};
use concord::session::Session;
use concord::ui::dialogs::QueuedDialogs;
use concord::ui::{Action, App, Command, Panel};
use egui::{Key, Modifiers, Role, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

type Window = Harness<'static, App>;

/// The demo study as Asha sees it.
fn open(panel: Panel) -> Window {
    let mut session = Session::in_memory(demo::project());
    session.set_coder(demo::coder(1)).unwrap();
    let mut app = App::new(Box::new(QueuedDialogs::default()), None);
    app.show_session(session);
    let mut window = Harness::builder()
        .with_size(vec2(1280.0, 800.0))
        .with_step_dt(1.0 / 60.0)
        .renderer(raster::Raster::default())
        .build_ui_state(|ui, app: &mut App| app.ui(ui), app);
    perform(&mut window, Action::Run(Command::SwitchTheme));
    perform(&mut window, Action::Show(panel));
    window
}

fn perform(window: &mut Window, action: Action) {
    let ctx = window.ctx.clone();
    window.state_mut().perform(&ctx, action);
    settle(window);
}

/// Lets what is searched for in the background arrive.
fn settle(window: &mut Window) {
    for _ in 0..3 {
        window.run_ok();
        std::thread::sleep(Duration::from_millis(20));
    }
    window.run_ok();
}

fn press(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    settle(window);
}

fn write(window: &mut Window, words: &str) {
    window.event(egui::Event::Text(words.into()));
    settle(window);
}

fn project(window: &Window) -> &Project {
    window.state().session().unwrap().project()
}

fn selected(window: &Window) -> Option<String> {
    let code = &window.state().view().code;
    let transcript = project(window).transcript(code.transcript()?)?;
    Some(transcript.text().slice(code.selection()?).to_owned())
}

/// Asha's codings of a transcript.
fn codings(window: &Window, transcript: u128) -> Vec<Coding> {
    let layer = project(window).layer(demo::transcript(transcript), demo::coder(1));
    layer.map(|l| l.codings().to_vec()).unwrap_or_default()
}

/// A picture in both themes.
fn picture(window: &mut Window, name: &str) {
    let Some(folder) = std::env::var_os("CONCORD_PICTURES") else { return };
    for theme in ["light", "dark"] {
        let image = raster::without_frame(&window.render().unwrap(), 1.0);
        image.save(std::path::Path::new(&folder).join(format!("{name}-{theme}.png"))).unwrap();
        perform(window, Action::Run(Command::SwitchTheme));
    }
    perform(window, Action::Run(Command::SwitchTheme));
}

#[test]
fn words_are_found_in_the_transcript_and_the_hit_is_coded() {
    let mut window = open(Panel::Code);
    perform(&mut window, Action::SelectTranscript(demo::transcript(1)));
    press(&mut window, Modifiers::COMMAND, Key::F);
    write(&mut window, "meeting");
    assert_eq!(selected(&window).as_deref(), Some("meeting"));
    window.get_by_label("1 of 2");
    picture(&mut window, "find-bar");
    let first = window.state().view().code.selection();
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.get_by_label("2 of 2");
    assert_ne!(window.state().view().code.selection(), first);
    press(&mut window, Modifiers::NONE, Key::F3);
    window.get_by_label("1 of 2");
    press(&mut window, Modifiers::SHIFT, Key::Enter);
    window.get_by_label("2 of 2");
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.query_by_role(Role::SearchInput).is_none());
    let before = codings(&window, 1).len();
    press(&mut window, Modifiers::NONE, Key::Num1);
    let after = codings(&window, 1);
    assert_eq!(after.len(), before + 1);
    let text = project(&window).transcript(demo::transcript(1)).unwrap().text().clone();
    assert!(after.iter().any(|c| text.slice(c.span) == "meeting"));
    press(&mut window, Modifiers::SHIFT, Key::F3);
    window.get_by_label("1 of 2");
}

#[test]
fn a_pattern_that_cannot_be_read_says_why_under_the_field() {
    let mut window = open(Panel::Code);
    press(&mut window, Modifiers::COMMAND, Key::F);
    window.get_by_role_and_label(Role::CheckBox, "Regular expression").click();
    settle(&mut window);
    window.get_by_role(Role::SearchInput).focus();
    settle(&mut window);
    write(&mut window, "(She");
    window.get_by_label_contains("add the missing )");
    picture(&mut window, "find-bar-error");
    window.get_by_role_and_label(Role::CheckBox, "Regular expression").click();
    settle(&mut window);
    window.get_by_label("no hits");
}
