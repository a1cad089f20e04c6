//! The panels as a person uses them, by what a screen reader would call things.
//!
//! `CONCORD_PICTURES=folder cargo test --test panels` also draws every screen into that folder.

#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/demo.rs"]
mod demo;
#[path = "common/raster.rs"]
mod raster;

use std::time::Duration;

use concord::session::Session;
use concord::ui::dialogs::QueuedDialogs;
use concord::ui::{Action, App, Panel};
use egui::{Theme, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

fn open(panel: Panel) -> Harness<'static, App> {
    open_in(panel, Theme::Light)
}

fn open_in(panel: Panel, theme: Theme) -> Harness<'static, App> {
    let mut app = App::new(Box::new(QueuedDialogs::default()), None);
    let mut session = Session::in_memory(demo::project());
    session.set_coder(demo::coder(1)).unwrap();
    app.show_session(session);
    let mut harness = Harness::builder()
        .with_size(vec2(1280.0, 800.0))
        .with_step_dt(1.0 / 60.0)
        .with_theme(theme)
        .renderer(raster::Raster::default())
        .build_ui_state(|ui, app: &mut App| app.ui(ui), app);
    let ctx = harness.ctx.clone();
    harness.state_mut().perform(&ctx, Action::Show(panel));
    settle(&mut harness);
    harness
}

/// Lets what is reckoned in the background arrive.
fn settle(harness: &mut Harness<'static, App>) {
    for _ in 0..3 {
        harness.run_ok();
        std::thread::sleep(Duration::from_millis(20));
    }
    harness.run_ok();
}

fn picture(harness: &mut Harness<'static, App>, name: &str) {
    let Some(folder) = std::env::var_os("CONCORD_PICTURES") else { return };
    let image = harness.render().unwrap();
    let image = raster::without_frame(&image, 1.0);
    image.save(std::path::Path::new(&folder).join(format!("{name}.png"))).unwrap();
}

#[test]
fn agreement_goes_from_a_code_to_the_passages_on_which_coders_differ() {
    let mut harness = open(Panel::Agreement);
    harness.get_by_label_contains("Social esteem / takes me seriously: alpha").click();
    settle(&mut harness);
    picture(&mut harness, "agreement-light");
    harness.get_by_label_contains("P02 · turn 4, other code").click();
    settle(&mut harness);
    assert_eq!(harness.state().view().panel, Panel::Code);
}

#[test]
fn themes_count_participants_and_list_the_passages_behind_a_figure() {
    let mut harness = open(Panel::Themes);
    harness.get_by_label("Layer: mean over 2 coders").click();
    settle(&mut harness);
    harness.get_by_label("Asha").click();
    settle(&mut harness);
    harness.get_by_label("Groups: none").click();
    settle(&mut harness);
    harness.get_by_label("group").click();
    settle(&mut harness);
    harness.get_by_label_contains("Social esteem: 3 of 4 participants, 75 %");
    harness.get_by_label("Social esteem, pilot: 2 of 2 participants").click();
    settle(&mut harness);
    picture(&mut harness, "themes-light");
    harness.get_by_label_contains("P03 · turn 2, listens").click();
    settle(&mut harness);
    assert_eq!(harness.state().view().panel, Panel::Code);
}
