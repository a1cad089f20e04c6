//! The steps of the study in the window: seen, filtered, and gone back to by keys; and undo that outlives closing.

use std::path::Path;
use std::sync::Arc;

use concord::model::{Edit, Timestamp};
use concord::session::Session;
use concord::store::{Disk, RealDisk, sample};
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT, Queryable};
use tempfile::tempdir;

use crate::window::{self, Window, picture, press, settle};

fn opened(study: &Path) -> Window {
    window::on(Session::open(study, Some("C1")).unwrap(), &[])
}

/// The sample study, in which C1 gave three titles one after the other and closed it.
fn worked_on(study: &Path) -> String {
    let disk: Arc<dyn Disk> = Arc::new(RealDisk);
    sample::unpack(&disk, study, Timestamp::now()).unwrap();
    let mut session = Session::open(study, Some("C1")).unwrap();
    let title = session.project().title().to_owned();
    for n in 1..=3 {
        session.commit(format!("title {n}"), &[Edit::SetTitle(format!("Title {n}"))]).unwrap();
    }
    session.save().unwrap();
    title
}

fn title(window: &Window) -> String {
    window.state().session().unwrap().project().title().to_owned()
}

fn chosen(window: &Window) -> Option<String> {
    let rows = window.query_all_by_role(Role::ListBoxOption);
    let mut rows = rows.filter(|row| row.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True));
    // The transcripts behind the sheet are a list too.
    rows.find_map(|row| row.accesskit_node().label().filter(|label| label.contains(", C1: ")))
}

fn is_chosen(window: &Window, step: &str) -> bool {
    chosen(window).is_some_and(|row| row.ends_with(step))
}

#[test]
fn undo_goes_on_where_the_study_was_closed() {
    let home = tempdir().unwrap();
    let study = home.path().join("study");
    worked_on(&study);
    let mut window = opened(&study);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(title(&window), "Title 2", "{:?}", window.state().warnings());
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(title(&window), "Title 1");
    press(&mut window, Modifiers::COMMAND, Key::Y);
    assert_eq!(title(&window), "Title 2");
}

#[test]
fn one_goes_back_to_before_a_step_by_keys() {
    let home = tempdir().unwrap();
    let study = home.path().join("study");
    let first = worked_on(&study);
    let mut window = opened(&study);
    press(&mut window, Modifiers::COMMAND, Key::H);
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    assert!(is_chosen(&window, "C1: title 3"), "{:?}", chosen(&window));
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    assert!(is_chosen(&window, "C1: title 1"), "{:?}", chosen(&window));
    picture(&mut window, "trail");
    window.get_by_label("Take back 3 steps of yours").focus();
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::Space);
    assert_eq!(title(&window), first, "{:?}", window.state().warnings());
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(title(&window), "Title 3", "it is one step");

    press(&mut window, Modifiers::COMMAND, Key::H);
    window.get_by_label("Filter by who or what").focus();
    settle(&mut window);
    window.event(egui::Event::Text("title 2".to_owned()));
    settle(&mut window);
    let rows = window.query_all_by_role(Role::ListBoxOption);
    let steps = rows.filter(|row| row.accesskit_node().label().is_some_and(|label| label.contains(", C1: ")));
    assert_eq!(steps.count(), 1);
    press(&mut window, Modifiers::NONE, Key::Escape);
}
