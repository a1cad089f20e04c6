//! The main job as a person does it, without a display: open the sample study, select by drag, code by key, see the
//! counts change, undo, close, open again, and find it there.

use std::path::Path;

use concord::model::{CodeId, Completeness, Project};
use concord::session::settings::Settings;
use concord::ui::app::dialogs::QueuedDialogs;
use concord::ui::{Action, App, Command, Panel};
use egui::accesskit::Role;
use egui::{Key, Modifiers, Pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

type Window = Harness<'static, App>;

/// A window whose settings are in `config`, and whose dialogs give these answers.
fn window(config: &Path, answers: Vec<Vec<std::path::PathBuf>>) -> Window {
    let app = App::new(Box::new(QueuedDialogs::new(answers)), Some(config.to_owned()));
    let mut window = Harness::builder()
        .with_size(vec2(1440.0, 900.0))
        .with_step_dt(1.0 / 60.0)
        .with_max_steps(60)
        .allow_missing_glyphs()
        .build_ui_state(|ui, app: &mut App| app.ui(ui), app);
    window.run();
    window
}

fn perform(window: &mut Window, action: Action) {
    let ctx = window.ctx.clone();
    window.state_mut().perform(&ctx, action);
    settle(window);
}

/// Runs until nothing is under way any more.
fn settle(window: &mut Window) {
    let ctx = window.ctx.clone();
    window.run();
    window.state_mut().wait(&ctx);
    window.run();
}

/// The sample study in a folder of its own, open as C1 at its first transcript.
fn sample(config: &Path, folder: &Path) -> Window {
    let mut window = window(config, Vec::new());
    perform(&mut window, Action::OpenSample(Some(folder.to_owned())));
    assert_eq!(window.state().warnings(), [""; 0]);
    window
}

fn project(window: &Window) -> &Project {
    window.state().session().unwrap().project()
}

fn drag(window: &mut Window, from: Pos2, to: Pos2) {
    window.hover_at(from);
    window.step();
    window.drag_at(from);
    window.step();
    window.hover_at(to);
    window.step();
    window.drop_at(to);
    window.run();
}

/// Drags over the first line of a turn.
fn select(window: &mut Window, turn: &str) {
    let at = window.get_by_role_and_label(Role::Paragraph, turn).rect().left_top();
    drag(window, at + vec2(1.0, 12.0), at + vec2(220.0, 12.0));
    assert!(window.state().view().code.selection().is_some(), "nothing was selected in {turn}");
}

/// The label of a code's row in the tree.
fn code_row(window: &Window, name: &str) -> String {
    let rows = window.query_all_by_role(Role::TreeItem);
    let labels = rows.filter_map(|node| node.accesskit_node().label());
    labels.into_iter().find(|label| label.starts_with(&format!("{name}, "))).unwrap()
}

fn own_codings(window: &Window, code: CodeId) -> usize {
    let coder = window.state().session().unwrap().coder().unwrap().id;
    let layers = project(window).layers().filter(|l| l.coder() == coder);
    layers.flat_map(|l| l.codings()).filter(|c| c.code == code).count()
}

#[test]
fn code_a_passage_undo_and_find_it_again() {
    let (config, studies) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let folder = studies.path().join("sample");
    let mut window = sample(config.path(), &folder);
    assert_eq!(window.state().session().unwrap().coder().unwrap().name, "C1");
    let first = project(&window).codebook().codes().find(|c| c.parent.is_some()).unwrap().clone();
    let before = own_codings(&window, first.id);
    let row = |n: usize| format!("{}, {n} codings, key 1", first.name);
    assert_eq!(code_row(&window, &first.name), row(before));

    select(&mut window, "Turn 2, P01");
    window.key_press(Key::Num1);
    window.run();
    assert_eq!(own_codings(&window, first.id), before + 1);
    assert_eq!(code_row(&window, &first.name), row(before + 1));

    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    assert_eq!(code_row(&window, &first.name), row(before));
    window.key_press_modifiers(Modifiers::COMMAND, Key::Y);
    window.run();
    assert_eq!(code_row(&window, &first.name), row(before + 1));

    perform(&mut window, Action::Run(Command::CloseProject));
    drop(window);
    let mut again = self::window(config.path(), Vec::new());
    again.get_by_role_and_label(Role::Button, "Relationships in care (invented sample)").click();
    settle(&mut again);
    assert_eq!(again.state().session().unwrap().coder().unwrap().name, "C1", "who I am is remembered");
    assert_eq!(code_row(&again, &first.name), row(before + 1));
}

#[test]
fn one_comes_back_to_where_one_read() {
    let (config, studies) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let folder = studies.path().join("sample");
    let mut window = sample(config.path(), &folder);
    let p07 = project(&window).transcript_named("P07").unwrap().clone();
    let at = p07.text().as_str().len() / 2;
    let span = p07.text().span_widened(at..at + 1).unwrap();
    perform(&mut window, Action::Goto { transcript: p07.id(), span });
    let (transcript, byte) = window.state().view().code.reading_place().unwrap();
    assert!(transcript == p07.id() && byte > 0);
    // Another transcript, a dialog and a step in between: the place stays.
    perform(&mut window, Action::Run(Command::PreviousTranscript));
    perform(&mut window, Action::Run(Command::Settings));
    window.key_press(Key::Escape);
    window.run();
    perform(&mut window, Action::SelectTranscript(p07.id()));
    assert_eq!(window.state().view().code.reading_place(), Some((transcript, byte)));
    perform(&mut window, Action::Run(Command::CloseProject));
    drop(window);
    let mut again = self::window(config.path(), Vec::new());
    perform(&mut again, Action::OpenProject(folder));
    assert_eq!(again.state().view().code.reading_place(), Some((transcript, byte)));
}

#[test]
fn other_ways_to_code_are_each_a_step() {
    let (config, studies) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut window = sample(config.path(), &studies.path().join("sample"));
    let all = project(&window).codings();

    // By a click in the tree, then the same code again by Q.
    select(&mut window, "Turn 2, P01");
    let cares = code_row(&window, "cares about me");
    window.get_by_role_and_label(Role::TreeItem, &cares).click();
    window.run();
    assert_eq!(project(&window).codings(), all + 1);
    select(&mut window, "Turn 4, P01");
    window.key_press(Key::Q);
    window.run();
    assert_eq!(project(&window).codings(), all + 2);

    // By the picker, which makes what it does not find.
    window.event(egui::Event::Text("/".into()));
    window.run();
    let field = window.get_by_role(Role::SearchInput);
    field.type_text("hairbrush");
    window.run();
    window.key_press(Key::Enter);
    window.run();
    assert_eq!(project(&window).codings(), all + 3);
    let made = project(&window).code_named("hairbrush").unwrap();
    assert_eq!(project(&window).codebook().path(made.id), "Love/hairbrush");

    // X takes the latest at the cursor away.
    window.key_press(Key::X);
    window.run();
    assert_eq!(project(&window).codings(), all + 2);

    for _ in 0..4 {
        window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        window.run();
    }
    assert_eq!(project(&window).codings(), all);
    assert!(project(&window).code_named("hairbrush").is_err());
}

#[test]
fn a_coder_sees_their_own_codings_only() {
    let (config, studies) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut window = sample(config.path(), &studies.path().join("sample"));
    let count = |window: &Window| {
        let label = window.query_all_by_role(Role::ListBoxOption).next().unwrap().accesskit_node().label();
        label.unwrap()
    };
    let of_first = count(&window);
    let second = project(&window).coder_named("C2").unwrap().id;
    perform(&mut window, Action::SetCoder(second));
    let of_second = count(&window);
    assert_ne!(of_first, of_second);
    let own = project(&window).transcripts()[0].id();
    let codings = project(&window).layer(own, second).unwrap().codings().len();
    assert!(of_second.ends_with(&format!("{codings} codings")), "{of_second}");
}

#[test]
fn a_project_begins_and_transcripts_come_in() {
    let (config, studies) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let file = studies.path().join("P01.txt");
    std::fs::write(
        &file,
        "Interviewer: Who stands out?\nP01: The second one.\nInterviewer: Why?\nP01: She asked.\n",
    )
    .unwrap();
    let mut window = window(config.path(), vec![vec![studies.path().to_owned()], vec![file]]);
    perform(&mut window, Action::Run(Command::NewProject));
    window.get_by_role_and_label(Role::TextInput, "Title").type_text("Pilot");
    window.run();
    window.get_by_role_and_label(Role::TextInput, "You are").focus();
    window.run();
    window.get_by_role_and_label(Role::TextInput, "You are").type_text("Ana");
    window.get_by_role_and_label(Role::Button, "Choose…").click();
    window.run();
    window.get_by_role_and_label(Role::Button, "Make the project").click();
    window.run();
    assert_eq!(project(&window).title(), "Pilot");
    assert!(studies.path().join("pilot/project.ron").is_file());

    window.get_by_role_and_label(Role::Button, "Import…").click();
    settle(&mut window);
    window.get_by_role_and_label(Role::Button, "Import one file").click();
    settle(&mut window);
    let transcript = project(&window).transcript_named("P01").unwrap();
    assert_eq!((transcript.turns().len(), transcript.speakers().len()), (4, 2));
    let id = transcript.id();
    let coder = window.state().session().unwrap().coder().unwrap().id;

    window.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    window.run();
    assert_eq!(project(&window).status(id, coder), Completeness::Complete);
    assert_eq!(window.state().session().unwrap().can_undo(), Some("P01 complete"));
}

#[test]
fn the_palette_goes_anywhere() {
    let (config, studies) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut window = sample(config.path(), &studies.path().join("sample"));
    let mut ask = |words: &str| {
        window.key_press_modifiers(Modifiers::COMMAND, Key::K);
        window.run();
        window.get_by_role(Role::SearchInput).type_text(words);
        window.run();
        window.key_press(Key::Enter);
        window.run();
        (window.state().view().panel, window.state().view().code.transcript())
    };
    assert_eq!(ask("agreement").0, Panel::AGREEMENT);
    let (panel, transcript) = ask("P07");
    assert_eq!(panel, Panel::CODE);
    assert_eq!(project(&window).transcript(transcript.unwrap()).unwrap().title(), "P07");
}

#[test]
fn what_cannot_be_opened_is_said_and_nothing_is_lost() {
    let (config, studies) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    std::fs::create_dir_all(config.path()).unwrap();
    std::fs::write(config.path().join("settings.ron"), "(window: oh").unwrap();
    let mut window = window(config.path(), Vec::new());
    assert!(window.state().warnings()[0].contains("damaged"));
    perform(&mut window, Action::OpenProject(studies.path().join("nothing")));
    assert_eq!(window.state().warnings().len(), 2);
    assert!(window.state().session().is_none());
    for _ in 0..2 {
        window.query_all_by_role_and_label(Role::Button, "Put away").next().unwrap().click();
        window.run();
    }
    assert!(window.state().warnings().is_empty());
    perform(&mut window, Action::OpenSample(Some(studies.path().join("sample"))));
    drop(window);
    let (settings, problem) = Settings::load(config.path());
    assert!(problem.is_none());
    assert_eq!(settings.recent.len(), 1);
}

#[test]
fn everything_that_takes_input_has_a_name() {
    let (config, studies) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut window = sample(config.path(), &studies.path().join("sample"));
    // The harness itself stops at a control without a name.
    for &panel in Panel::ALL {
        perform(&mut window, Action::Show(panel));
    }
    for command in [Command::Palette, Command::Keys, Command::Settings, Command::About] {
        perform(&mut window, Action::Run(command));
        window.key_press(Key::Escape);
        window.run();
    }
}
