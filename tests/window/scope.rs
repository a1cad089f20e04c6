//! What counts, chosen on one bar that holds in all panels that count; sets of transcripts; and who codes what: by keys.
//!
//! `CONCORD_PICTURES=folder cargo test --test window scope` also draws the screens into that folder.

use concord::model::*;
use concord::session::Session;
use concord::ui::{Action, Command, Panel};
use egui::{Key, Modifiers, Role, vec2};
use egui_kittest::kittest::Queryable;

use crate::demo;
use crate::window::{self, Window, perform, picture, press, project, says, settle};

fn set(name: &str, transcripts: &[u128]) -> TranscriptSet {
    let id = TranscriptSetId(uuid::Uuid::from_u128(name.len() as u128));
    let transcripts = transcripts.iter().map(|n| demo::transcript(*n)).collect();
    TranscriptSet { id, name: name.into(), transcripts }
}

fn open(edits: &[Edit], panel: Panel) -> Window {
    let mut session = Session::in_memory(demo::project().apply_all(edits).unwrap());
    session.set_coder(demo::coder(1)).unwrap();
    let mut window = window::on(session, &[]);
    perform(&mut window, Action::Show(panel));
    window
}

/// Chooses a command as the palette does it.
fn command(window: &mut Window, words: &str) {
    press(window, Modifiers::COMMAND, Key::K);
    window.get_by_role(Role::SearchInput).type_text(words);
    settle(window);
    press(window, Modifiers::NONE, Key::Enter);
}

/// Goes to what is called so, and presses it, by the keyboard.
fn choose(window: &mut Window, role: Role, label: &str) {
    window.get_by_role_and_label(role, label).focus();
    settle(window);
    press(window, Modifiers::NONE, Key::Space);
}

/// Everything that a screen reader could read.
fn read_out(window: &Window) -> String {
    let nodes = egui_kittest::kittest::NodeT::children_recursive(&window.root());
    let words = nodes.flat_map(|node| {
        let node = egui_kittest::kittest::NodeT::accesskit_node(&node);
        [node.label(), node.value()]
    });
    words.flatten().collect::<Vec<_>>().join(" | ")
}

#[test]
fn one_bar_narrows_all_panels_that_count_and_the_status_says_so() {
    let mut window = open(&[Edit::PutTranscriptSet(set("pilot", &[1, 3]))], Panel::THEMES);
    assert!(says(&window, "Everything counts"));
    choose(&mut window, Role::ComboBox, "All transcripts");
    choose(&mut window, Role::CheckBox, "pilot (2)");
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(says(&window, "2 participants, 2 transcripts"), "N is those in scope");
    assert!(says(&window, "Counts: set pilot"), "the status bar says it");
    picture(&mut window, "scope-themes");
    perform(&mut window, Action::Show(Panel::AGREEMENT));
    assert!(says(&window, "Counts: set pilot"));
    assert!(says(&window, "Transcripts: 2 of 2"));
    picture(&mut window, "scope-agreement");
    perform(&mut window, Action::Show(Panel::FIND));
    assert!(says(&window, "Counts: set pilot"));
    perform(&mut window, Action::Show(Panel::CODE));
    assert!(!says(&window, "Counts: set pilot"), "coding goes on in all of it");
    perform(&mut window, Action::Show(Panel::THEMES));
    choose(&mut window, Role::Button, "Count everything");
    assert!(!says(&window, "2 participants, 2 transcripts") && says(&window, "Everything counts"));
}

#[test]
fn participants_speakers_and_days_narrow_and_what_leaves_nothing_is_told() {
    let mut window = open(&[], Panel::THEMES);
    choose(&mut window, Role::ComboBox, "All participants");
    choose(&mut window, Role::CheckBox, "group: pilot");
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(says(&window, "2 participants, 2 transcripts") && says(&window, "Counts: group is pilot"));
    choose(&mut window, Role::ComboBox, "All speakers");
    choose(&mut window, Role::CheckBox, "P02");
    press(&mut window, Modifiers::NONE, Key::Escape);
    let why = "no transcript is left where only this counts: said by P02";
    assert!(says(&window, why), "which part does it");
    picture(&mut window, "scope-nothing");
    command(&mut window, "count everything");
    assert!(says(&window, "Everything counts") && !says(&window, why));
    choose(&mut window, Role::ComboBox, "Any day");
    window.get_by_role_and_label(Role::TextInput, "From").focus();
    settle(&mut window);
    window.get_by_role_and_label(Role::TextInput, "From").type_text("2024-01-01");
    settle(&mut window);
    assert!(says(&window, "nobody has coded anything there"), "it was all coded before");
}

#[test]
fn a_scope_is_saved_under_a_name_chosen_again_and_forgotten() {
    let mut window = open(&[Edit::PutTranscriptSet(set("pilot", &[1, 3]))], Panel::THEMES);
    let mut scope = StudyScope::default();
    scope.sets.insert(set("pilot", &[]).id);
    perform(&mut window, Action::Narrow(Box::new(scope.clone())));
    choose(&mut window, Role::ComboBox, "Counts as chosen");
    choose(&mut window, Role::Button, "Save what counts…");
    window.get_by_role_and_label(Role::TextInput, "Name of the scope").type_text("the pilot");
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(project(&window).scopes()[0].scope, scope);
    assert!(says(&window, "the pilot counts"));
    perform(&mut window, Action::Run(Command::CountEverything));
    choose(&mut window, Role::ComboBox, "Everything counts");
    window.get_by_label("the pilot").focus();
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::Space);
    assert!(says(&window, "Counts: set pilot"));
    choose(&mut window, Role::ComboBox, "the pilot counts");
    choose(&mut window, Role::Button, "Forget the scope the pilot");
    assert!(project(&window).scopes().is_empty());
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(project(&window).scopes().len(), 1, "undo brings it back");
}

#[test]
fn sets_are_made_filled_renamed_and_deleted_and_the_list_shows_one() {
    let mut window = open(&[], Panel::CODE);
    perform(&mut window, Action::SelectTranscript(demo::transcript(2)));
    command(&mut window, "sets of transcripts");
    assert!(read_out(&window).contains("Sets that P02 is in"));
    window.get_by_role_and_label(Role::TextInput, "Name of a new set").focus();
    settle(&mut window);
    window.get_by_role_and_label(Role::TextInput, "Name of a new set").type_text("wave 1");
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::Enter);
    let made = project(&window).transcript_set_named("wave 1").unwrap().clone();
    assert_eq!(made.transcripts, [demo::transcript(2)].into());
    picture(&mut window, "sets-sheet");
    choose(&mut window, Role::Button, "Another name for the set wave 1");
    window.get_by_role_and_label(Role::TextInput, "Another name for the set wave 1").focus();
    settle(&mut window);
    window.get_by_role_and_label(Role::TextInput, "Another name for the set wave 1").type_text("st");
    settle(&mut window);
    choose(&mut window, Role::Button, "Done");
    assert_eq!(project(&window).transcript_set(made.id).unwrap().name, "wave 1st");
    choose(&mut window, Role::CheckBox, "wave 1st (1)");
    assert!(project(&window).transcript_set(made.id).unwrap().transcripts.is_empty(), "and taken out");
    choose(&mut window, Role::CheckBox, "wave 1st (0)");
    choose(&mut window, Role::Button, "Close");
    // The list shows that set alone.
    choose(&mut window, Role::ComboBox, "All transcripts");
    window.get_by_label("wave 1st (1)").focus();
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::Space);
    let rows = |window: &Window| window.query_all_by_role(Role::ListBoxOption).count();
    assert_eq!(rows(&window), 1);
    picture(&mut window, "sets-list");
    command(&mut window, "sets of transcripts");
    choose(&mut window, Role::Button, "Delete the set wave 1st; its transcripts stay");
    choose(&mut window, Role::Button, "Close");
    assert!(project(&window).transcript_sets().is_empty() && project(&window).transcripts().len() == 4);
    assert_eq!(rows(&window), 4, "all again");
}

#[test]
fn who_codes_what_is_given_shared_out_and_leads_the_list() {
    let mut window = open(&[], Panel::CODE);
    command(&mut window, "who codes what");
    choose(&mut window, Role::CheckBox, "P04, Asha: in progress");
    assert!(project(&window).assignment(demo::transcript(4), demo::coder(1)).is_some());
    picture(&mut window, "who-codes");
    choose(&mut window, Role::Button, "Close");
    let first = |window: &Window| {
        let rows = window.query_all_by_role(Role::ListBoxOption);
        rows.map(|row| {
            let node = egui_kittest::kittest::NodeT::accesskit_node(&row);
            node.label().or_else(|| node.value()).unwrap()
        })
        .next()
        .unwrap()
    };
    assert!(first(&window).starts_with("P04, yours to code next"), "{}", first(&window));
    command(&mut window, "who codes what");
    choose(&mut window, Role::Button, "Share all out by chance");
    let both = |n| [1, 2].iter().all(|k| project_of(&window, n, *k));
    assert_eq!((1..=4).filter(|n| both(*n)).count(), 1, "a fifth of four, rounded up");
    assert!(says(&window, "1 of 4 transcripts were drawn by chance (at least 20 %, seed 1)"));
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(project(&window).assignments().count(), 1, "undo takes the share back");
}

fn project_of(window: &Window, transcript: u128, coder: u128) -> bool {
    project(window).assignment(demo::transcript(transcript), demo::coder(coder)).is_some()
}

/// While everybody codes independently, the grid says whose each transcript is and nothing of how far others got.
#[test]
fn the_grid_tells_nothing_of_what_others_did_while_all_code_alone() {
    let stage = Stage { phase: Phase::Independent, ..Stage::default() };
    let given =
        |k| Edit::Assign(Assignment { transcript: demo::transcript(1), coder: demo::coder(k), drawn: None });
    let mut window = open(&[Edit::SetPhase(stage), given(1), given(2)], Panel::CODE);
    perform(&mut window, Action::Run(Command::WhoCodes));
    assert!(says(&window, "P01, Asha: complete") && says(&window, "P01, Ben: given"));
    assert!(!says(&window, "Ben: complete"));
}

#[test]
fn the_bar_fits_a_small_window() {
    for size in [vec2(960.0, 640.0), vec2(1280.0, 720.0)] {
        let sets = [set("pilot", &[1, 3]), set("a set with a rather long name", &[2])];
        let mut window = open(&sets.map(Edit::PutTranscriptSet), Panel::THEMES);
        window.set_size(size);
        let mut scope = StudyScope::default();
        scope.values.insert(demo::attribute(1), ["pilot".to_owned(), "comparison".to_owned()].into());
        scope.sets.insert(set("a set with a rather long name", &[]).id);
        perform(&mut window, Action::Narrow(Box::new(scope)));
        for chip in ["Counts as chosen", "All speakers", "All coders", "Any day"] {
            let place = window.get_by_role_and_label(Role::ComboBox, chip).rect();
            assert!(place.right() <= size.x && place.left() >= 0.0, "{chip} at {place:?} in {size:?}");
        }
        picture(&mut window, &format!("scope-{}", size.x));
    }
}
