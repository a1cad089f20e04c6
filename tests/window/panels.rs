//! The panels as a person uses them, by what a screen reader would call things.
//!
//! `CONCORD_PICTURES=folder cargo test --test window panels` also draws every screen into that folder.

use std::sync::Arc;

use concord::model::{Project, Timestamp};
use concord::session::Session;
use concord::store::{Disk, RealDisk, sample};
use concord::ui::{Action, Command, Panel};
use egui::{Key, Modifiers, Role, vec2};
use egui_kittest::kittest::Queryable;

use crate::demo;
use crate::window::{self, Window, perform, picture, settle};

/// The demo study in the light theme.
fn open(panel: Panel) -> Window {
    let mut session = Session::in_memory(demo::project());
    session.set_coder(demo::coder(1)).unwrap();
    let mut harness = window::on(session, &[]);
    perform(&mut harness, Action::Show(panel));
    harness
}

fn project(harness: &Window) -> &Project {
    harness.state().session().unwrap().project()
}

fn run(harness: &mut Window, command: Command) {
    perform(harness, Action::Run(command));
}

#[test]
fn agreement_goes_from_a_code_to_the_passages_on_which_coders_differ() {
    let mut harness = open(Panel::AGREEMENT);
    harness.get_by_label_contains("Social esteem / takes me seriously: Krippendorff’s alpha").click();
    settle(&mut harness);
    picture(&mut harness, "agreement");
    harness.get_by_label_contains("P02 · turn 4, other code").click();
    settle(&mut harness);
    picture(&mut harness, "settle");
    harness.get_by_label("Open in the Code panel").click();
    settle(&mut harness);
    assert_eq!(harness.state().view().panel, Panel::CODE);
    picture(&mut harness, "compare");
    harness.get_by_label("Side by side; only your own codings can be changed:");
    harness.get_by_label("Back to agreement").click();
    settle(&mut harness);
    assert_eq!(harness.state().view().panel, Panel::AGREEMENT);
}

#[test]
fn themes_count_participants_and_list_the_passages_behind_a_figure() {
    let mut harness = open(Panel::THEMES);
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
    picture(&mut harness, "themes");
    harness.get_by_label_contains("P03 · turn 2, listens").click();
    settle(&mut harness);
    assert_eq!(harness.state().view().panel, Panel::CODE);
}

#[test]
fn a_code_is_renamed_once_and_the_name_comes_back_by_undo() {
    let mut harness = open(Panel::CODEBOOK);
    harness.get_by_label_contains("listens, code, 2 codings in 2 transcripts").click();
    settle(&mut harness);
    picture(&mut harness, "codebook");
    harness.get_by_role_and_label(Role::TextInput, "Name").focus();
    settle(&mut harness);
    harness.get_by_role_and_label(Role::TextInput, "Name").type_text(" to me");
    settle(&mut harness);
    assert!(project(&harness).code_named("listens").is_ok(), "nothing is kept while it is being typed");
    harness.key_press(Key::Enter);
    settle(&mut harness);
    assert!(project(&harness).code_named("listens to me").is_ok());
    run(&mut harness, Command::Undo);
    assert!(project(&harness).code_named("listens").is_ok());
    assert_eq!(harness.state().session().unwrap().can_undo(), None, "it was one step");
}

#[test]
fn a_merge_is_foretold_made_and_undone() {
    let mut harness = open(Panel::CODEBOOK);
    harness.get_by_label_contains("takes me seriously, code").click();
    settle(&mut harness);
    harness.get_by_label("Merge into…").click();
    settle(&mut harness);
    harness.get_by_label("Social esteem / listens").click();
    settle(&mut harness);
    harness.get_by_label("4 codings by 2 coders in 3 transcripts become “Social esteem / listens”.");
    picture(&mut harness, "merge");
    harness.get_by_role_and_label(Role::Button, "Merge").click();
    settle(&mut harness);
    assert!(project(&harness).code_named("takes me seriously").is_err());
    harness.get_by_label_contains("listens, code, 5 codings in 3 transcripts");
    run(&mut harness, Command::Undo);
    assert_eq!(project(&harness), &demo::project());
}

#[test]
fn a_code_moves_by_keys_and_by_dragging() {
    let mut harness = open(Panel::CODEBOOK);
    harness.get_by_label_contains("listens, code").click();
    settle(&mut harness);
    harness.key_press_modifiers(Modifiers::ALT, Key::ArrowDown);
    settle(&mut harness);
    let order =
        |h: &Window| -> Vec<String> { project(h).codebook().codes().map(|c| c.name.clone()).collect() };
    assert_eq!(order(&harness)[1..3], ["takes me seriously", "listens"]);
    harness.key_press_modifiers(Modifiers::ALT, Key::ArrowLeft);
    settle(&mut harness);
    assert_eq!(project(&harness).codebook().path(demo::code(2)), "listens");
    let from = harness.get_by_label_contains("listens, code").rect().center();
    let to = harness.get_by_label_contains("Love, theme").rect().center();
    harness.drag_at(from);
    harness.run_steps(2);
    harness.hover_at(from + vec2(0.0, 12.0));
    harness.run_steps(2);
    harness.hover_at(to);
    harness.run_steps(2);
    harness.drop_at(to);
    settle(&mut harness);
    assert_eq!(project(&harness).codebook().path(demo::code(2)), "Love/listens");
}

#[test]
fn a_cell_is_edited_by_keys_and_takes_values_of_its_kind_only() {
    let mut harness = open(Panel::CASES);
    picture(&mut harness, "cases");
    harness.get_by_label("P01 · group: pilot").click();
    settle(&mut harness);
    harness.key_press(Key::ArrowRight);
    settle(&mut harness);
    harness.key_press(Key::Enter);
    settle(&mut harness);
    let age = |h: &Window| {
        project(h).case(demo::case(1)).unwrap().values.get(&demo::attribute(2)).map(ToString::to_string)
    };
    let field = |h: &Window, words: &str| {
        h.get_by_role_and_label(Role::TextInput, "P01 · age").type_text(words);
    };
    field(&harness, "x");
    settle(&mut harness);
    harness.key_press(Key::Enter);
    settle(&mut harness);
    harness.get_by_label_contains("“11x” is not a number");
    picture(&mut harness, "cases-wrong");
    assert_eq!(age(&harness).unwrap(), "11", "a wrong value is not kept");
    harness.key_press(Key::Backspace);
    settle(&mut harness);
    field(&harness, "9");
    settle(&mut harness);
    harness.key_press(Key::Enter);
    settle(&mut harness);
    assert_eq!(age(&harness).unwrap(), "119");
    run(&mut harness, Command::Undo);
    assert_eq!(age(&harness).unwrap(), "11");
}

#[test]
fn an_attribute_gets_another_kind_where_its_values_allow_it() {
    use concord::model::AttributeKind;
    let mut harness = open(Panel::CASES);
    let kind = |h: &Window, n| project(h).attribute(demo::attribute(n)).unwrap().kind;
    for (head, kind) in [("age", "Text or group"), ("group", "Date")] {
        harness.get_by_role_and_label(Role::ColumnHeader, head).click();
        settle(&mut harness);
        harness.get_by_label(kind).click();
        settle(&mut harness);
    }
    assert_eq!(kind(&harness, 2), AttributeKind::Text);
    assert_eq!(kind(&harness, 1), AttributeKind::Text, "“pilot” is no date");
    harness.get_by_label_contains("“group” stays as it is: “pilot”, the value of P01, does not fit “Date”.");
    run(&mut harness, Command::Undo);
    assert_eq!(project(&harness), &demo::project());
}

#[test]
fn a_transcript_is_given_to_another_case() {
    let mut harness = open(Panel::CASES);
    harness.get_by_label("Transcripts (4)").click();
    settle(&mut harness);
    harness.get_by_label("P02 · Case: P02").click();
    settle(&mut harness);
    harness.get_by_role_and_label(Role::Button, "P01").click();
    settle(&mut harness);
    assert_eq!(project(&harness).transcript(demo::transcript(2)).unwrap().case(), Some(demo::case(1)));
}

#[test]
fn speakers_are_tied_to_cases_by_keys_alone() {
    let mut harness = open(Panel::CASES);
    harness.get_by_label("Speakers (8)").click();
    settle(&mut harness);
    let tied = |h: &Window, n| {
        let of = project(h).transcript(demo::transcript(n)).unwrap();
        of.ties()
            .map(|(l, case)| (l.to_owned(), project(h).case(case).unwrap().name.clone()))
            .collect::<Vec<_>>()
    };
    harness.get_by_label("P02 · P02 · case: none").click();
    settle(&mut harness);
    harness.get_by_role_and_label(Role::SearchInput, "Case of the speaker");
    picture(&mut harness, "cases-speaker");
    harness.key_press(Key::Enter);
    settle(&mut harness);
    assert_eq!(
        tied(&harness, 2),
        [("P02".into(), "P02".into())],
        "the case of the same name is offered first"
    );
    harness.get_by_label("P02 · P02 · case: P02");
    harness.key_press(Key::Delete);
    settle(&mut harness);
    assert_eq!(tied(&harness, 2), []);
    harness.key_press(Key::Enter);
    settle(&mut harness);
    harness.event(egui::Event::Text("Zoe".into()));
    settle(&mut harness);
    harness.key_press(Key::Enter);
    settle(&mut harness);
    assert_eq!(tied(&harness, 2), [("P02".into(), "Zoe".into())]);
    run(&mut harness, Command::Undo);
    assert_eq!((tied(&harness, 2), project(&harness).cases().len()), (vec![], 4));
    for _ in 0..2 {
        harness.key_press(Key::ArrowDown);
        settle(&mut harness);
    }
    harness.key_press(Key::A);
    settle(&mut harness);
    assert_eq!(tied(&harness, 3), [("P03".into(), "P03".into())], "the interviewer is left out");
    picture(&mut harness, "cases-speakers");
    run(&mut harness, Command::Undo);
    assert_eq!(project(&harness), &demo::project());
}

#[test]
fn every_panel_shows_the_sample_study_in_a_large_and_in_a_small_window() {
    let folder = tempfile::tempdir().unwrap();
    let sample = folder.path().join("sample");
    let disk: Arc<dyn Disk> = Arc::new(RealDisk);
    sample::unpack(&disk, &sample, Timestamp::now()).unwrap();
    let mut harness = window::on(Session::open(&sample, Some("C1")).unwrap(), &[]);
    for panel in [Panel::CODEBOOK, Panel::CASES, Panel::THEMES, Panel::AGREEMENT] {
        let ctx = harness.ctx.clone();
        harness.state_mut().perform(&ctx, Action::Show(panel));
        for (size, name) in [(vec2(1280.0, 800.0), "large"), (vec2(900.0, 600.0), "small")] {
            harness.set_size(size);
            settle(&mut harness);
            picture(&mut harness, &format!("sample-{name}-{panel:?}"));
        }
    }
}
