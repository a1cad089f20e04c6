//! Taking a transcript out, and putting a corrected file in its place, by keys alone: what goes is shown before, and undo
//! brings everything back.

use concord::model::{CoderRole, Edit, Phase, Stage};
use concord::session::Session;
use concord::ui::{Action, Command, Panel};
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable;

use crate::demo;
use crate::window::{self, Window, perform, picture, press, project, says, settle};

fn open(answers: &[std::path::PathBuf], edits: &[Edit]) -> Window {
    let mut session = Session::in_memory(demo::project().apply_all(edits).unwrap());
    session.set_coder(demo::coder(1)).unwrap();
    let mut window = window::on(session, answers);
    perform(&mut window, Action::SelectTranscript(demo::transcript(1)));
    window
}

/// Chooses a command as the palette does it.
fn command(window: &mut Window, words: &str) {
    press(window, Modifiers::COMMAND, Key::K);
    window.get_by_role(Role::SearchInput).type_text(words);
    settle(window);
    press(window, Modifiers::NONE, Key::Enter);
}

#[test]
fn a_transcript_goes_by_keys_alone_and_comes_back() {
    let mut window = open(&[], &[]);
    let before = project(&window).clone();
    let of = |who: u128| before.layer(demo::transcript(1), demo::coder(who)).unwrap().codings().len();
    command(&mut window, "remove this transcript");
    for (name, who) in [("Asha", 1), ("Ben", 2)] {
        let line = format!("{name}: {} coding", of(who));
        assert!(says(&window, &line), "{line}");
    }
    assert!(says(&window, "whoever has the folder can read them there"));
    picture(&mut window, "remove-transcript");
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(*project(&window) == before, "nothing goes unasked");

    perform(&mut window, Action::Run(Command::RemoveTranscript));
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    let after = project(&window);
    assert!(after.transcript(demo::transcript(1)).is_none());
    assert!(after.layers().all(|layer| layer.transcript() != demo::transcript(1)));
    assert_eq!(after.cases().len(), before.cases().len());
    // Every panel goes on without it.
    for panel in Panel::ALL {
        perform(&mut window, Action::Show(*panel));
    }
    perform(&mut window, Action::Show(Panel::CODE));
    assert_eq!(window.state().view().code.transcript(), Some(demo::transcript(2)));
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert!(*project(&window) == before);
    assert!(window.state().warnings().is_empty(), "{:?}", window.state().warnings());
}

#[test]
fn what_others_coded_blind_is_neither_taken_out_nor_told() {
    let sue = concord::model::Coder {
        id: demo::coder(9),
        name: "Sue".into(),
        colour: concord::model::Colour([1, 2, 3]),
        role: CoderRole::Supervisor,
    };
    let stage = Stage { phase: Phase::Independent, ..Stage::default() };
    let mut window = open(&[], &[Edit::PutCoder(sue), Edit::SetPhase(stage)]);
    let before = project(&window).clone();
    perform(&mut window, Action::Run(Command::RemoveTranscript));
    assert!(says(&window, "only Sue can decide") && !says(&window, "Ben"));
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    assert!(*project(&window) == before);
}

#[test]
fn a_corrected_file_takes_the_place_of_a_transcripts() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("P01 checked.txt");
    let old = demo::project().transcript(demo::transcript(1)).unwrap().text().as_str().to_owned();
    let new = old.replace("She had time.", "She had a lot of time.");
    assert_ne!(old, new);
    std::fs::write(&path, &new).unwrap();
    let mut window = open(&[path], &[]);
    let before = project(&window).clone();
    command(&mut window, "replace the text");
    for line in ["6 codings keep their words.", "1 coding has some other words inside."] {
        assert!(says(&window, line), "{line}: {:?}", window.state().warnings());
    }
    picture(&mut window, "replace-text");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    let now = project(&window).transcript(demo::transcript(1)).unwrap();
    assert_eq!((now.text().as_str(), now.title()), (new.as_str(), "P01"));
    assert_eq!(project(&window).codings(), before.codings());
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert!(*project(&window) == before);
}
