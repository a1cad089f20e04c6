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
use egui::Key;
use egui_kittest::kittest::Queryable;
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
