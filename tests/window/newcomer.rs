//! The window as somebody meets it who has never used it: what is made is seen, what is open stays, one alone is no team, and
//! several codes are arranged at once; by keys where there are keys.

use concord::model::{Code, CodeId, Codebook, Colour, Edit};
use concord::session::Session;
use concord::ui::{Action, Command, Panel};
use egui::{Key, Modifiers, PointerButton, Role};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::demo;
use crate::window::{self, Window, perform, picture, press, project, says, settle};

fn open(edits: &[Edit]) -> Window {
    let mut session = Session::in_memory(demo::project().apply_all(edits).unwrap());
    session.set_coder(demo::coder(1)).unwrap();
    window::on(session, &[])
}

fn tree_row(window: &Window, name: &str) -> Option<bool> {
    let mut rows = window.query_all_by_role(Role::TreeItem);
    let found = rows.find(|row| row.accesskit_node().label().is_some_and(|label| label.starts_with(name)));
    found.map(|row| row.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True))
}

#[test]
fn a_new_project_is_begun_beside_the_one_that_is_open() {
    let mut window = open(&[]);
    press(&mut window, Modifiers::COMMAND, Key::N);
    assert!(window.query_by_label("Start a new study").is_some() || says(&window, "codebook"));
    assert!(window.state().session().is_some(), "what is open stays");
    // A digit codes nothing behind the form.
    let before = project(&window).codings();
    press(&mut window, Modifiers::NONE, Key::Tab);
    press(&mut window, Modifiers::NONE, Key::Num1);
    assert_eq!(project(&window).codings(), before);
    window.get_by_label("Cancel").click();
    settle(&mut window);
    assert!(tree_row(&window, "listens").is_some(), "the panel is there again");
}

#[test]
fn one_who_codes_alone_is_in_no_phase() {
    let window = open(&[Edit::RemoveCoder(demo::coder(2))]);
    assert!(window.query_by_label("Asha").is_some() && !says(&window, "Asha · "));
    let window = open(&[]);
    assert!(says(&window, "Asha · comparison"));
}

/// So many codes more that the tree has to be scrolled.
fn many_codes() -> Vec<Edit> {
    let code = |n: u128| {
        let id = CodeId(uuid::Uuid::from_u128(900 + n));
        Edit::PutCode(Box::new(Code::new(id, format!("made up {n}"), Some(demo::code(1)), Colour([9, 9, 9]))))
    };
    (0..60).map(code).collect()
}

#[test]
fn a_new_code_is_seen_in_the_list_and_it_is_told_where_it_went() {
    let mut window = open(&many_codes());
    perform(&mut window, Action::SelectTranscript(demo::transcript(1)));
    let text = project(&window).transcript(demo::transcript(1)).unwrap().text().clone();
    let at = text.as_str().find("football").or_else(|| text.as_str().find("typed")).unwrap();
    let span = text.span(at..at + 5).unwrap();
    perform(&mut window, Action::Goto { transcript: demo::transcript(1), span });
    perform(&mut window, Action::Apply(demo::code(2)));
    perform(&mut window, Action::Goto { transcript: demo::transcript(1), span });
    assert_eq!(tree_row(&window, "typed"), None);
    perform(&mut window, Action::Run(Command::InVivo));
    assert_eq!(tree_row(&window, "typed"), Some(true), "it is in sight and chosen");
    assert!(says(&window, "New code under Social esteem: typed"));
    picture(&mut window, "newcomer-in-vivo");
}

#[test]
fn several_codes_are_arranged_at_once_by_keys() {
    let mut window = open(&[]);
    let before = project(&window).clone();
    perform(&mut window, Action::Show(Panel::CODEBOOK));
    // The row that is chosen is where the Tab key stops.
    window.get_by_role_and_label(Role::TreeItem, &row_of(&window, "Social esteem")).focus();
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    press(&mut window, Modifiers::SHIFT, Key::ArrowDown);
    assert!(window.query_by_label("Choose none").is_some(), "two are chosen");
    picture(&mut window, "codebook-several");
    window.get_by_label("Move under").click();
    settle(&mut window);
    window.get_by_role_and_label(Role::Button, "Love").click();
    settle(&mut window);
    let under = |book: &Codebook| {
        book.children(Some(demo::code(4))).map(|code| code.name.clone()).collect::<Vec<_>>()
    };
    assert!(under(project(&window).codebook()).ends_with(&["listens".into(), "takes me seriously".into()]));
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert!(*project(&window) == before, "one step");
    window.get_by_label("Merge into").click();
    settle(&mut window);
    window.get_by_role_and_label(Role::Button, "Social esteem / listens").click();
    settle(&mut window);
    assert!(project(&window).codebook().get(demo::code(3)).is_none());
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert!(*project(&window) == before);
}

fn row_of(window: &Window, name: &str) -> String {
    let mut rows = window.query_all_by_role(Role::TreeItem);
    let label = rows.find_map(|row| row.accesskit_node().label().filter(|label| label.starts_with(name)));
    label.unwrap_or_else(|| panic!("no row {name}"))
}

#[test]
fn the_tree_is_ordered_by_name_and_by_use() {
    let mut window = open(&[]);
    perform(&mut window, Action::Show(Panel::CODEBOOK));
    let names = |window: &Window| -> Vec<String> {
        let mut rows: Vec<_> = window
            .query_all_by_role(Role::TreeItem)
            .map(|row| (row.rect().top(), row.accesskit_node().label().unwrap_or_default()))
            .collect();
        rows.sort_by(|a, b| a.0.total_cmp(&b.0));
        rows.into_iter().map(|(_, label)| label.split(',').next().unwrap_or_default().to_owned()).collect()
    };
    let choose = |window: &mut Window, from: &str, to: &str| {
        window.get_by_label(from).click();
        settle(window);
        window.get_by_label(to).click();
        settle(window);
    };
    let by_hand = names(&window);
    choose(&mut window, "Order: by hand", "Order: by name");
    let by_name = names(&window);
    let at = |names: &[String], name: &str| names.iter().position(|other| other.starts_with(name)).unwrap();
    assert!(at(&by_name, "Conditions") < at(&by_name, "Love"), "{by_name:?}");
    assert!(at(&by_name, "Love") < at(&by_name, "Social esteem"));
    choose(&mut window, "Order: by name", "Order: by hand");
    assert_eq!(names(&window), by_hand);
}

#[test]
fn a_dragged_code_is_seen_under_the_pointer() {
    let mut window = open(&[]);
    let from = window.get_by_role_and_label(Role::TreeItem, &row_of(&window, "knows me")).rect().center();
    let to = window.get_by_role_and_label(Role::TreeItem, &row_of(&window, "listens")).rect().center();
    window.hover_at(from);
    window.step();
    window.event(egui::Event::PointerButton {
        pos: from,
        button: PointerButton::Primary,
        pressed: true,
        modifiers: Modifiers::NONE,
    });
    window.step();
    window.hover_at(from + (to - from) / 2.0);
    window.step();
    window.hover_at(to);
    window.step();
    let drawn = window.output().shapes.iter().any(|shape| match &shape.shape {
        egui::Shape::Text(text) => {
            text.galley.text() == "knows me" && text.pos.distance(to) < 60.0 && text.pos.x > to.x
        }
        _ => false,
    });
    assert!(drawn, "its name stands beside the pointer");
}

#[test]
fn keys_are_ones_own_and_whose_they_were_is_told() {
    let mut window = open(&[]);
    let change = |window: &mut Window, of: &str| {
        press(window, Modifiers::NONE, Key::F1);
        window.get_by_label("Change keys").click();
        settle(window);
        let mut buttons = window.query_all_by_label_contains("Other keys for: ");
        let found = buttons.find(|b| b.accesskit_node().label().is_some_and(|l| l.contains(of))).unwrap();
        found.click_accesskit();
        drop(buttons);
        settle(window);
    };
    change(&mut window, "Steps of the study");
    press(&mut window, Modifiers::NONE, Key::L);
    assert!(says(&window, "These keys cannot stand for"), "a letter belongs to the text");
    press(&mut window, Modifiers::COMMAND, Key::E);
    assert!(says(&window, "stands for “Export…”"));
    picture(&mut window, "keys-taken");
    window.get_by_label_contains("Give them to").click();
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, Modifiers::COMMAND, Key::E);
    assert!(says(&window, "Filter by who or what"), "Ctrl+E shows the steps now");
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, Modifiers::COMMAND, Key::H);
    assert!(!says(&window, "Filter by who or what"), "and Ctrl+H nothing");
    press(&mut window, Modifiers::NONE, Key::F1);
    window.get_by_label("Change keys").click();
    settle(&mut window);
    window.get_by_label("All as they were").click();
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, Modifiers::COMMAND, Key::H);
    assert!(says(&window, "Filter by who or what"));
}

#[test]
fn the_tree_of_codes_is_one_stop_of_tab_and_arrows_go_through_it() {
    let mut window = open(&[]);
    let focused = |window: &Window| {
        let mut rows = window.query_all_by_role(Role::TreeItem);
        rows.find(|row| row.accesskit_node().is_focused()).and_then(|row| row.accesskit_node().label())
    };
    let mut stops = Vec::new();
    for _ in 0..60 {
        press(&mut window, Modifiers::NONE, Key::Tab);
        stops.extend(focused(&window));
    }
    let first = stops[0].clone();
    assert!(stops.iter().all(|stop| *stop == first), "{stops:?}");
    while focused(&window).is_none() {
        press(&mut window, Modifiers::NONE, Key::Tab);
    }
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    assert!(focused(&window).unwrap().starts_with("takes me seriously"), "{:?}", focused(&window));
    press(&mut window, Modifiers::NONE, Key::End);
    assert!(focused(&window).unwrap().starts_with("paperwork"));
    press(&mut window, Modifiers::NONE, Key::Home);
    assert!(focused(&window).unwrap().starts_with("Social esteem"));
    press(&mut window, Modifiers::NONE, Key::ArrowLeft);
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    assert!(focused(&window).unwrap().starts_with("Love"), "a folded theme is passed by");
}
