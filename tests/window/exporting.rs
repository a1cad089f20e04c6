//! What leaves by the window: the sheet before it, whose codings and which transcripts go along, and what is not in it.
//!
//! `CONCORD_PICTURES=folder cargo test --test window exporting` also draws the sheet into that folder.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command as Program;
use std::sync::Arc;

use concord::model::*;
use concord::session::Session;
use concord::store::{Disk, RealDisk, sample};
use concord::ui::{Action, Command};
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT, Queryable};
use tempfile::{TempDir, tempdir};

use crate::window::{self, Window, perform, picture, settle};

/// A copy of the sample study with a step made in it, and a window on it where one question for a place is answered.
fn window(home: &TempDir, answer: PathBuf) -> Window {
    let (disk, study): (Arc<dyn Disk>, _) = (Arc::new(RealDisk), home.path().join("study"));
    sample::unpack(&disk, &study, Timestamp::now()).unwrap();
    let mut session = Session::open(&study, Some("C1")).unwrap();
    session.commit("another title", &[Edit::SetTitle("A title of ours".into())]).unwrap();
    window::on(session, &[answer])
}

fn run(window: &mut Window, command: Command) {
    perform(window, Action::Run(command));
}

fn export(format: &str) -> Command {
    Command::Export(concord::formats::format(format).unwrap())
}

fn tick(window: &mut Window, label: &str) {
    window.get_by_label(label).click();
    settle(window);
}

fn press(window: &mut Window, key: Key) {
    window.key_press(key);
    settle(window);
}

/// The cells of a column of a table.
fn column(path: &Path, name: &str) -> BTreeSet<String> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let at = reader.headers().unwrap().iter().position(|head| head == name).unwrap();
    reader.records().map(|row| row.unwrap()[at].to_owned()).collect()
}

#[test]
fn only_who_and_what_is_ticked_leaves() {
    let home = tempdir().unwrap();
    let file = home.path().join("out.csv");
    let mut window = window(&home, file.clone());
    let project = window.state().session().unwrap().project().clone();
    let coders: Vec<String> = project.coders().iter().map(|c| c.name.clone()).collect();
    let titles: Vec<String> = project.transcripts().iter().map(|t| t.title().to_owned()).collect();
    assert!(coders.len() > 1 && titles.len() > 1);

    run(&mut window, export("codings-csv"));
    picture(&mut window, "exporting");
    tick(&mut window, "Whose codings: None");
    assert!(window.query_by_label("Choose at least one coder and one transcript.").is_some());
    press(&mut window, Key::Enter);
    assert!(!file.exists(), "nothing chosen, nothing written");
    tick(&mut window, &coders[0]);
    tick(&mut window, &titles[1]);
    press(&mut window, Key::Enter);
    assert_eq!(column(&file, "coder"), BTreeSet::from([coders[0].clone()]));
    assert!(!column(&file, "transcript").contains(&titles[1]));
    assert!(window.query_by_label("Whose codings: None").is_none(), "the sheet is closed");
}

/// A button that has the focus is what Enter presses.
#[test]
fn enter_on_cancel_writes_nothing() {
    let home = tempdir().unwrap();
    let file = home.path().join("out.csv");
    let mut window = window(&home, file.clone());
    run(&mut window, export("codings-csv"));
    window.get_by_label("Cancel").focus();
    settle(&mut window);
    press(&mut window, Key::Enter);
    assert!(!file.exists() && window.query_by_label("Whose codings: None").is_none());
}

#[test]
fn a_package_from_the_window_is_the_one_from_the_command_line() {
    let home = tempdir().unwrap();
    let folder = home.path().join("package");
    let mut window = window(&home, folder.clone());
    run(&mut window, export("package"));
    press(&mut window, Key::Enter);
    let steps = csv::Reader::from_path(folder.join("history.csv")).unwrap().records().count();
    assert!(steps > 0, "the trail is in it");
    // Whoever works in it gives it back first.
    drop(window);
    let other = home.path().join("other");
    let mut program = Program::new(env!("CARGO_BIN_EXE_concord"));
    assert!(program.arg("export").arg(home.path().join("study")).arg(&other).status().unwrap().success());
    for file in std::fs::read_dir(&other).unwrap() {
        let path = file.unwrap().path();
        if path.is_file() {
            let name = path.file_name().unwrap();
            assert_eq!(std::fs::read(folder.join(name)).unwrap(), std::fs::read(&path).unwrap(), "{name:?}");
        }
    }
}

#[test]
fn who_codes_blind_is_offered_nobody_else() {
    let home = tempdir().unwrap();
    let file = home.path().join("out.qdpx");
    let mut window = window(&home, file.clone());
    let ctx = window.ctx.clone();
    let blind =
        Action::SetPhase { phase: Phase::Independent, reason: String::new(), supervisor: "Sue".into() };
    window.state_mut().perform(&ctx, blind);
    settle(&mut window);
    run(&mut window, export("refi"));
    assert!(window.query_by_label("For NVivo").is_some());
    assert!(window.query_by_label("Whose codings: None").is_none());
    tick(&mut window, "For NVivo");
    picture(&mut window, "exporting-refi");
    press(&mut window, Key::Enter);
    assert!(file.exists());
}

#[test]
fn everything_that_can_leave_is_in_one_place_by_keys_with_a_look_at_it() {
    let home = tempdir().unwrap();
    let file = home.path().join("out.csv");
    let mut window = window(&home, file.clone());
    window.key_press_modifiers(Modifiers::COMMAND, Key::E);
    settle(&mut window);
    let kinds = ["Codings", "Codebook", "Attributes", "Frequencies", "Memos", "Data package"];
    for kind in kinds {
        assert!(window.query_by_role_and_label(Role::ListBoxOption, kind).is_some(), "{kind}");
    }
    let chosen = |window: &Window, kind: &str| {
        let option = window.get_by_role_and_label(Role::ListBoxOption, kind);
        option.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True)
    };
    let rows = |window: &Window| -> Vec<String> {
        window.query_all_by_role(Role::Row).filter_map(|row| row.accesskit_node().label()).collect()
    };
    assert!(chosen(&window, "Codings"));
    press(&mut window, Key::ArrowDown);
    assert!(chosen(&window, "Codebook"));
    let first = rows(&window);
    assert!(first.iter().any(|row| row.contains("Love")), "{first:?}");
    picture(&mut window, "exporting-codebook");
    // A workbook shows the same rows.
    tick(&mut window, ".xlsx");
    assert_eq!(rows(&window), first);
    tick(&mut window, ".csv");
    window.ctx.clone().memory_mut(|m| {
        if let Some(id) = m.focused() {
            m.surrender_focus(id);
        }
    });
    press(&mut window, Key::Enter);
    assert!(csv::Reader::from_path(&file).unwrap().records().count() > 0);
    assert!(window.query_by_label("Show in folder").is_some(), "as long as it is said that it was written");
    run(&mut window, Command::Undo);
    assert!(window.query_by_label("Show in folder").is_none());
}

#[test]
fn the_sheet_fits_small_windows() {
    let home = tempdir().unwrap();
    let mut window = window(&home, home.path().join("out.csv"));
    for (width, height) in [(960.0, 640.0), (1280.0, 720.0)] {
        window.set_size(egui::vec2(width, height));
        run(&mut window, export("codings-csv"));
        let seen = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(width, height));
        for label in ["Export…", "Cancel", "Codings", ".xlsx", "Whose codings: None"] {
            let rect = window.get_all_by_label(label).last().unwrap().rect();
            assert!(seen.contains_rect(rect), "{label} at {width}: {rect:?}");
        }
        picture(&mut window, &format!("exporting-{width}"));
        press(&mut window, Key::Escape);
    }
}
