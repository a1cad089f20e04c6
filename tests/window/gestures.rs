//! Every gesture of coding, by keys alone and by mouse, as a coder makes it: what it does to the codings, and that
//! undo takes it back.

use concord::model::{CodeId, Coding};
use concord::ui::context::command::Menu;
use concord::ui::{Action, Command};
use egui::accesskit::Role;
use egui::{Key, Modifiers, PointerButton, Pos2, Rect, vec2};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::demo;
use crate::window::{Window, of_asha, project};

/// Asha reads P01, where she has four codings.
fn window() -> Window {
    let mut window = of_asha();
    let ctx = window.ctx.clone();
    window.state_mut().perform(&ctx, Action::SelectTranscript(demo::transcript(1)));
    window.run();
    window
}

/// Asha's codings of P01 as code and words, by place.
fn codings(window: &Window) -> Vec<(String, String)> {
    let project = project(window);
    let text = project.transcript(demo::transcript(1)).unwrap().text().clone();
    let layer = project.layer(demo::transcript(1), demo::coder(1)).unwrap();
    let name = |c: &Coding| project.codebook().get(c.code).unwrap().name.clone();
    layer.codings().iter().map(|c| (name(c), text.slice(c.span).to_owned())).collect()
}

fn words_of(window: &Window, code: &str) -> Vec<String> {
    codings(window).into_iter().filter(|(name, _)| name == code).map(|(_, words)| words).collect()
}

fn selected(window: &Window) -> String {
    let text = project(window).transcript(demo::transcript(1)).unwrap().text().clone();
    window.state().view().code.selection().map_or(String::new(), |span| text.slice(span).to_owned())
}

/// Where words stand on the screen; they must stand on one line.
fn find(window: &Window, words: &str) -> Rect {
    for run in window.query_all_by_role(Role::TextRun) {
        let node = run.accesskit_node();
        let Some(line) = node.data().value().map(str::to_owned) else { continue };
        let Some(at) = line.find(words) else { continue };
        let (first, last) = (line[..at].chars().count(), line[..at + words.len()].chars().count());
        let places = node.data().character_positions().unwrap();
        let rect = run.rect();
        let x = |at: usize| places.get(at).map_or(rect.right(), |&x| rect.left() + x);
        return Rect::from_x_y_ranges(x(first)..=x(last), rect.y_range());
    }
    panic!("“{words}” is not in sight on one line");
}

fn drag(window: &mut Window, from: Pos2, to: Pos2) {
    window.hover_at(from);
    window.step();
    window.drag_at(from);
    window.step();
    // Nothing is dragged that moves less than a hand trembles.
    for share in [0.3, 0.6, 1.0] {
        window.hover_at(from + (to - from) * share);
        window.step();
    }
    window.step();
    window.drop_at(to);
    window.run();
}

fn select(window: &mut Window, words: &str) {
    let rect = find(window, words);
    drag(window, rect.left_center(), rect.right_center());
    assert_eq!(selected(window), words);
}

fn click(window: &mut Window, at: Pos2, button: PointerButton) {
    window.hover_at(at);
    window.step();
    for pressed in [true, false] {
        window.event(egui::Event::PointerButton { pos: at, button, pressed, modifiers: Modifiers::NONE });
        window.step();
    }
    window.run();
}

fn caret(window: &mut Window, words: &str) {
    let at = find(window, words).left_center() + vec2(0.5, 0.0);
    click(window, at, PointerButton::Primary);
}

fn key(window: &mut Window, key: Key) {
    window.key_press(key);
    window.run();
}

fn shift(window: &mut Window, key: Key) {
    window.key_press_modifiers(Modifiers::SHIFT, key);
    window.run();
}

fn control(window: &mut Window, key: Key) {
    window.key_press_modifiers(Modifiers::COMMAND, key);
    window.run();
}

/// That the last step is taken back by one undo, and made again by one redo.
fn undoable(window: &mut Window, before: &[(String, String)]) {
    let after = codings(window);
    assert_ne!(after, before, "nothing was changed");
    control(window, Key::Z);
    assert_eq!(codings(window), before);
    control(window, Key::Y);
    assert_eq!(codings(window), after);
}

/// The row of a code in the tree.
fn row(window: &Window, name: &str) -> Rect {
    let rows = window.query_all_by_role(Role::TreeItem);
    let is = |label: String| label.starts_with(&format!("{name}, "));
    let mut found = rows.filter(|node| node.accesskit_node().label().is_some_and(&is));
    found.next().unwrap_or_else(|| panic!("no row of {name}")).rect()
}

/// Where the stripe of a code stands beside words, found as a hand finds it: by what is said under the pointer.
fn stripe(window: &mut Window, words: &str, path: &str) -> Pos2 {
    let y = find(window, words).center().y;
    let margin = window.get_by_role_and_label(Role::Group, "Codings in the margin").rect();
    for x in 0..8 {
        let at = Pos2::new(margin.left() + 13.0 + 8.0 * x as f32, y);
        window.hover_at(at);
        window.run_steps(40);
        if window.query_by_label(path).is_some() {
            return at;
        }
    }
    panic!("no stripe of {path} beside “{words}”");
}

/// The digit that a code is pinned to.
fn digit(window: &Window, code: CodeId) -> Key {
    let book = project(window).codebook();
    let codable = book.codes().filter(|c| c.codable && !book.is_theme(c.id));
    let at = codable.map(|c| c.id).position(|id| id == code).unwrap();
    [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5][at]
}

#[test]
fn a_sentence_is_selected_and_coded_by_two_keys() {
    let mut window = window();
    caret(&mut window, "second one");
    let before = codings(&window);
    key(&mut window, Key::G);
    assert_eq!(selected(&window), "The second one.");
    let pinned = digit(&window, demo::code(6));
    key(&mut window, pinned);
    assert_eq!(words_of(&window, "knows me"), ["The second one."]);
    undoable(&mut window, &before);
}

#[test]
fn a_coding_is_drawn_in_the_frame_of_its_key() {
    let mut window = window();
    select(&mut window, "The second one.");
    let stripes = |w: &Window| w.query_all_by_role(Role::Mark).count();
    let before = stripes(&window);
    let key = egui::Event::Key {
        key: digit(&window, demo::code(6)),
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    window.event(key);
    window.step();
    assert_eq!(stripes(&window), before + 1, "one frame is enough");
}

#[test]
fn of_many_codings_in_the_selection_the_inspector_shows_the_first_and_counts_the_rest() {
    let mut window = window();
    for words in ["Who stands", "out to you", "second one", "thought before", "typed while"] {
        select(&mut window, words);
        for digit in [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5] {
            key(&mut window, digit);
        }
    }
    control(&mut window, Key::A);
    let all = window.state().view().code.at_cursor().len();
    let cards = window.query_all_by_role_and_label(Role::Button, "Remove").count();
    assert!(cards < all, "{cards} of {all}");
    window.get_by_label(&format!("{} more codings in the selection", all - cards));
}

#[test]
fn the_selection_grows_and_shrinks_by_repeated_keys() {
    let mut window = window();
    caret(&mut window, "second one");
    let mut seen = Vec::new();
    for _ in 0..3 {
        key(&mut window, Key::G);
        seen.push(selected(&window));
    }
    assert_eq!(seen[0], "The second one.");
    assert!(seen[1].starts_with("The second one.") && seen[1].ends_with("in the meeting."), "{seen:?}");
    shift(&mut window, Key::G);
    assert_eq!(selected(&window), "The second one.");
    shift(&mut window, Key::G);
    assert_eq!(selected(&window), "second");
}

#[test]
fn the_last_code_and_a_new_one_by_name() {
    let mut window = window();
    select(&mut window, "The second one.");
    let before = codings(&window);
    let pinned = digit(&window, demo::code(5));
    key(&mut window, pinned);
    select(&mut window, "Who stands out");
    key(&mut window, Key::Q);
    assert!(words_of(&window, "cares about me").contains(&"Who stands out".to_owned()));
    control(&mut window, Key::Z);
    control(&mut window, Key::Z);
    assert_eq!(codings(&window), before);
    select(&mut window, "The second one.");
    key(&mut window, Key::Slash);
    window.get_by_role(Role::SearchInput).type_text("remembers birthdays");
    window.run();
    key(&mut window, Key::Enter);
    assert_eq!(words_of(&window, "remembers birthdays"), ["The second one."]);
    undoable(&mut window, &before);
}

#[test]
fn the_picker_does_not_cover_what_is_to_be_coded() {
    let mut window = window();
    for words in ["Who stands out", "typed while"] {
        select(&mut window, words);
        let passage = find(&window, words);
        key(&mut window, Key::Slash);
        let field = window.get_by_role(Role::SearchInput).rect();
        let list = window.query_all_by_role(Role::ListBoxOption).map(|row| row.rect());
        let picker = list.filter(|row| row.left() >= field.left()).fold(field, egui::Rect::union);
        assert!(!picker.y_range().intersects(passage.y_range()), "{picker} over {passage}");
        key(&mut window, Key::Escape);
    }
}

#[test]
fn in_vivo_takes_the_words_themselves() {
    let mut window = window();
    select(&mut window, "typed while");
    let before = codings(&window);
    key(&mut window, Key::V);
    assert_eq!(words_of(&window, "typed while"), ["typed while"]);
    undoable(&mut window, &before);
}

#[test]
fn several_codes_at_once_from_one_list() {
    let mut window = window();
    select(&mut window, "The second one.");
    key(&mut window, Key::Slash);
    for name in ["listens", "knows me"] {
        window.get_by_role(Role::SearchInput).type_text(name);
        window.run();
        control(&mut window, Key::Enter);
    }
    key(&mut window, Key::Escape);
    assert!(words_of(&window, "listens").contains(&"The second one.".to_owned()));
    assert_eq!(words_of(&window, "knows me"), ["The second one."]);
}

#[test]
fn a_coding_goes_and_all_of_them_go() {
    let mut window = window();
    caret(&mut window, "typed while");
    let before = codings(&window);
    key(&mut window, Key::X);
    assert_eq!(words_of(&window, "paperwork"), [""; 0]);
    undoable(&mut window, &before);
    control(&mut window, Key::Z);
    control(&mut window, Key::A);
    shift(&mut window, Key::X);
    assert!(codings(&window).is_empty());
    control(&mut window, Key::Z);
    assert_eq!(codings(&window), before);
}

#[test]
fn another_code_for_a_coding_by_the_picker() {
    let mut window = window();
    caret(&mut window, "typed while");
    let before = codings(&window);
    key(&mut window, Key::R);
    window.get_by_role(Role::SearchInput).type_text("listens");
    window.run();
    key(&mut window, Key::Enter);
    assert_eq!(words_of(&window, "paperwork"), [""; 0]);
    assert!(words_of(&window, "listens").contains(&"The new one typed while I was talking.".to_owned()));
    undoable(&mut window, &before);
}

#[test]
fn edges_move_by_words_and_by_letters() {
    let mut window = window();
    caret(&mut window, "typed while");
    let before = codings(&window);
    key(&mut window, Key::S);
    control(&mut window, Key::ArrowRight);
    control(&mut window, Key::ArrowRight);
    assert_eq!(codings(&window), before, "nothing is kept yet");
    key(&mut window, Key::Enter);
    let start = words_of(&window, "paperwork").remove(0);
    assert!(start.len() < "The new one typed while I was talking.".len(), "{start}");
    undoable(&mut window, &before);
    let before = codings(&window);
    key(&mut window, Key::E);
    key(&mut window, Key::ArrowLeft);
    key(&mut window, Key::Enter);
    assert_eq!(words_of(&window, "paperwork"), [start.trim_end_matches('.')]);
    undoable(&mut window, &before);
    key(&mut window, Key::E);
    control(&mut window, Key::ArrowLeft);
    let before = codings(&window);
    key(&mut window, Key::Escape);
    assert_eq!(codings(&window), before, "Escape leaves the edge where it was");
}

#[test]
fn a_coding_is_cut_in_two_and_joined_again() {
    let mut window = window();
    let before = codings(&window);
    caret(&mut window, "She would drive");
    key(&mut window, Key::K);
    let parts = words_of(&window, "cares about me");
    assert_eq!(parts, ["She had time.", "She would drive me and we'd just talk."]);
    undoable(&mut window, &before);
    control(&mut window, Key::A);
    key(&mut window, Key::J);
    assert_eq!(words_of(&window, "cares about me"), ["She had time. She would drive me and we'd just talk."]);
    assert_eq!(codings(&window), before);
}

#[test]
fn overlaps_are_walked_through() {
    let mut window = window();
    select(&mut window, "typed while");
    let pinned = digit(&window, demo::code(6));
    key(&mut window, pinned);
    let first = window.state().view().code.at_cursor()[0];
    key(&mut window, Key::O);
    let second = window.state().view().code.at_cursor()[0];
    assert_ne!(first, second);
    key(&mut window, Key::O);
    assert_eq!(window.state().view().code.at_cursor()[0], first);
    key(&mut window, Key::O);
    key(&mut window, Key::X);
    assert_eq!(words_of(&window, "paperwork"), [""; 0], "the chosen one goes, not the latest");
    assert_eq!(words_of(&window, "knows me"), ["typed while"]);
}

#[test]
fn uncoded_passages_are_walked_through_and_coded() {
    let mut window = window();
    caret(&mut window, "Who stands");
    key(&mut window, Key::N);
    assert_eq!(selected(&window), "The second one.");
    key(&mut window, Key::N);
    assert_eq!(selected(&window), ", and then");
    key(&mut window, Key::P);
    assert_eq!(selected(&window), "The second one.");
}

#[test]
fn one_goes_to_a_turn_by_its_number() {
    let mut window = window();
    control(&mut window, Key::G);
    window.get_by_role_and_label(Role::TextInput, "Turn, line or time").type_text("4");
    window.run();
    key(&mut window, Key::Enter);
    key(&mut window, Key::G);
    assert_eq!(selected(&window), "She had time.");
}

#[test]
fn a_memo_by_key() {
    let mut window = window();
    caret(&mut window, "typed while");
    key(&mut window, Key::M);
    window
        .get_by_role_and_label(Role::MultilineTextInput, "Memo on the coding")
        .type_text("Compare with P02.");
    window.run();
    control(&mut window, Key::Enter);
    let coding = window.state().view().code.at_cursor()[0];
    assert_eq!(project(&window).coding(coding).unwrap().1.memo, "Compare with P02.");
}

#[test]
fn a_code_is_dropped_on_the_selection_and_the_selection_on_a_code() {
    let mut window = window();
    select(&mut window, "The second one.");
    let before = codings(&window);
    let (from, to) = (row(&window, "knows me").center(), find(&window, "second").center());
    drag(&mut window, from, to);
    assert_eq!(words_of(&window, "knows me"), ["The second one."]);
    undoable(&mut window, &before);
    control(&mut window, Key::Z);
    let (from, to) = (find(&window, "second").center(), row(&window, "listens").center());
    drag(&mut window, from, to);
    assert!(words_of(&window, "listens").contains(&"The second one.".to_owned()));
}

#[test]
fn a_code_dropped_on_a_stripe_recodes_it() {
    let mut window = window();
    let before = codings(&window);
    let stripe = stripe(&mut window, "typed while", "Conditions / paperwork");
    let from = row(&window, "knows me").center();
    drag(&mut window, from, stripe);
    assert_eq!(words_of(&window, "paperwork"), [""; 0]);
    assert_eq!(words_of(&window, "knows me"), ["The new one typed while I was talking."]);
    undoable(&mut window, &before);
}

#[test]
fn the_context_menu_offers_the_same_by_mouse() {
    let mut window = window();
    let before = codings(&window);
    select(&mut window, "The second one.");
    let at = find(&window, "second").center();
    click(&mut window, at, PointerButton::Secondary);
    let label = "cares about me";
    let button = window.query_all_by_role(Role::Button);
    let is = |label_of: String| label_of.starts_with(label);
    let mut found = button.filter(|b| b.accesskit_node().label().is_some_and(&is));
    found.next().unwrap().click();
    drop(found);
    window.run();
    assert!(words_of(&window, "cares about me").contains(&"The second one.".to_owned()));
    undoable(&mut window, &before);
    let at = find(&window, "typed while").center();
    click(&mut window, at, PointerButton::Secondary);
    let mut removes = window.query_all_by_role(Role::Button).filter(|b| {
        b.accesskit_node().label().is_some_and(|l| l.starts_with(&Command::RemoveCoding.label()))
    });
    removes.next_back().unwrap().click();
    drop(removes);
    window.run();
    assert_eq!(words_of(&window, "paperwork"), [""; 0]);
}

#[test]
fn only_one_code_shows_and_all_again() {
    let mut window = window();
    caret(&mut window, "typed while");
    key(&mut window, Key::F);
    window.get_by_label("Only these codes show: paperwork");
    caret(&mut window, "She had time");
    assert!(window.state().view().code.at_cursor().is_empty(), "what does not show is not at the cursor");
    window.get_by_role_and_label(Role::Button, "Show all codes").click();
    window.run();
    caret(&mut window, "She had time");
    assert_eq!(window.state().view().code.at_cursor().len(), 1);
}

#[test]
fn codes_are_moved_in_the_tree_by_dragging() {
    let mut window = window();
    let (from, to) = (row(&window, "paperwork").center(), row(&window, "Love").center());
    drag(&mut window, from, to);
    let book = project(&window).codebook();
    assert_eq!(book.path(demo::code(8)), "Love/paperwork");
    assert_eq!(codings(&window).len(), 4, "nothing is coded by it");
}

#[test]
fn a_turn_is_corrected_and_codings_go_with_their_words() {
    let mut window = window();
    caret(&mut window, "typed while");
    let before = codings(&window);
    let words_before = project(&window).transcript(demo::transcript(1)).unwrap().text().as_str().to_owned();
    key(&mut window, Key::F2);
    let field =
        |window: &Window| window.get_by_role_and_label(Role::MultilineTextInput, "Words of the turn").rect();
    assert!(field(&window).height() > 60.0);
    window.get_by_role_and_label(Role::MultilineTextInput, "Words of the turn").type_text(" And looked up.");
    window.run();
    window.get_by_label("No coding changes its words.");
    control(&mut window, Key::Enter);
    let words = project(&window).transcript(demo::transcript(1)).unwrap().text().as_str().to_owned();
    assert_eq!(words, format!("{words_before} And looked up."));
    assert_eq!(codings(&window), before);
    control(&mut window, Key::Z);
    let again = project(&window).transcript(demo::transcript(1)).unwrap().text().as_str().to_owned();
    assert_eq!(again, words_before, "undo brings the very bytes back");
}

#[test]
fn a_coding_that_loses_its_words_is_kept_and_put_on_others() {
    let mut window = window();
    caret(&mut window, "typed while");
    key(&mut window, Key::F2);
    control(&mut window, Key::A);
    window
        .get_by_role_and_label(Role::MultilineTextInput, "Words of the turn")
        .type_text("She had time. She would drive me and we'd just talk.");
    window.run();
    window.get_by_label("Ben: one coding loses words");
    control(&mut window, Key::Enter);
    assert_eq!(words_of(&window, "paperwork"), [""; 0]);
    let layer = project(&window).layer(demo::transcript(1), demo::coder(1)).unwrap();
    assert_eq!(layer.orphans().len(), 1);
    window.get_by_label("“The new one typed while I was talking.”");
    select(&mut window, "The second one.");
    window.get_by_role_and_label(Role::Button, "Put on the selection").click();
    window.run();
    assert_eq!(words_of(&window, "paperwork"), ["The second one."]);
    control(&mut window, Key::Z);
    control(&mut window, Key::Z);
    assert_eq!(words_of(&window, "paperwork"), ["The new one typed while I was talking."]);
}

#[test]
fn how_one_reads_is_chosen_by_keys_and_kept() {
    let mut window = window();
    let reading = |window: &Window| window.state().settings().reading;
    let usual = reading(&window);
    key(&mut window, Key::F11);
    assert!(reading(&window).focus);
    for (at, command) in [
        Command::LineNumbers,
        Command::TurnTimes,
        Command::WholeWords,
        Command::InlineMemos,
        Command::StripeNames,
        Command::LongerLines,
        Command::LargerText,
    ]
    .into_iter()
    .enumerate()
    {
        let before = reading(&window);
        let ctx = window.ctx.clone();
        window.state_mut().perform(&ctx, Action::Run(command));
        window.run();
        assert_ne!(reading(&window), before, "{at}: {command:?} changes nothing");
    }
    assert_eq!(reading(&window).measure, usual.measure + 4.0);
    select(&mut window, "The second one.");
}

#[test]
fn an_interview_is_coded_without_a_mouse() {
    let mut window = window();
    let before = codings(&window);
    // The text has the keyboard. To the first answer, its first sentence, the sixth code.
    control(&mut window, Key::Home);
    control(&mut window, Key::ArrowDown);
    key(&mut window, Key::G);
    assert_eq!(selected(&window), "The second one.");
    let pinned = digit(&window, demo::code(6));
    key(&mut window, pinned);
    assert_eq!(words_of(&window, "knows me"), ["The second one."]);
    // By letters and by words, with Shift.
    key(&mut window, Key::Escape);
    key(&mut window, Key::Home);
    shift(&mut window, Key::ArrowRight);
    assert_eq!(selected(&window).chars().count(), 1);
    window.key_press_modifiers(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::ArrowRight);
    window.run();
    assert_eq!(selected(&window), "The");
    // The next transcript and back: the place and the selection are as they were.
    window.key_press_modifiers(Modifiers::ALT, Key::ArrowDown);
    window.run();
    assert_eq!(window.state().view().code.transcript(), Some(demo::transcript(2)));
    window.key_press_modifiers(Modifiers::ALT, Key::ArrowUp);
    window.run();
    assert_eq!(selected(&window), "The");
    control(&mut window, Key::Enter);
    control(&mut window, Key::Z);
    control(&mut window, Key::Z);
    assert_eq!(codings(&window), before);
}

#[test]
fn every_command_stands_in_a_menu_that_the_mouse_opens() {
    let mut window = window();
    select(&mut window, "The second one.");
    for (name, menu) in [
        ("Project", Menu::Project),
        ("Edit", Menu::Edit),
        ("View", Menu::View),
        ("Code", Menu::Code),
        ("Help", Menu::Help),
    ] {
        window.get_by_role_and_label(Role::Button, name).click();
        window.run();
        let entries = [Role::Button, Role::MenuItemCheckBox];
        let entries = entries.into_iter().flat_map(|role| window.query_all_by_role(role));
        let seen: Vec<String> = entries.filter_map(|b| b.accesskit_node().label()).collect();
        let exports = |command: &Command| matches!(command, Command::Export(_));
        for command in Command::all().filter(|c| c.menu() == menu && !exports(c)) {
            // Exports are in a sheet of their own, pinned codes in a menu.
            let label = command.submenu().map_or_else(|| command.label(), concord::lang::text);
            assert!(seen.iter().any(|l| l.contains(&label)), "{label} is not in the menu {name}: {seen:?}");
        }
        key(&mut window, Key::Escape);
    }
    select(&mut window, "The second one.");
    window.get_by_role_and_label(Role::Button, "Code").click();
    window.run();
    window.get_by_label_contains("Pinned codes").click();
    window.run();
    let before = codings(&window);
    window.get_by_role_and_label(Role::Button, "listens 1").click();
    window.run();
    assert_eq!(codings(&window).len(), before.len() + 1);
    // And one of them does what its key does.
    let before = codings(&window);
    caret(&mut window, "She would drive");
    window.get_by_role_and_label(Role::Button, "Code").click();
    window.run();
    let label = Command::SplitCoding.label();
    let mut found = window.query_all_by_role(Role::Button);
    found.find(|b| b.accesskit_node().label().is_some_and(|l| l.starts_with(&label))).unwrap().click();
    drop(found);
    window.run();
    assert_eq!(words_of(&window, "cares about me").len(), 2);
    undoable(&mut window, &before);
}

#[test]
fn an_end_is_dragged_by_its_handle() {
    let mut window = window();
    let before = codings(&window);
    let stripe = stripe(&mut window, "typed while", "Conditions / paperwork");
    click(&mut window, stripe, PointerButton::Primary);
    let (from, to) = (find(&window, "talking."), find(&window, "typed"));
    drag(&mut window, from.right_bottom(), Pos2::new(to.right(), to.bottom()));
    assert_eq!(words_of(&window, "paperwork"), ["The new one typed"]);
    undoable(&mut window, &before);
}

#[test]
fn an_end_goes_a_letter_by_one_key() {
    let mut window = window();
    caret(&mut window, "typed while");
    let before = codings(&window);
    key(&mut window, Key::Comma);
    assert_eq!(words_of(&window, "paperwork"), ["The new one typed while I was talking"]);
    undoable(&mut window, &before);
    shift(&mut window, Key::Period);
    assert_eq!(words_of(&window, "paperwork"), ["he new one typed while I was talking"]);
    key(&mut window, Key::Period);
    shift(&mut window, Key::Comma);
    assert_eq!(codings(&window), before);
}

#[test]
fn a_new_code_that_is_like_others_takes_one_chord() {
    let mut window = window();
    select(&mut window, "The second one.");
    key(&mut window, Key::Slash);
    window.get_by_role(Role::SearchInput).type_text("care");
    window.run();
    shift(&mut window, Key::Enter);
    assert_eq!(words_of(&window, "care"), ["The second one."]);
}

#[test]
fn turns_are_corrected_one_after_the_other() {
    let mut window = window();
    caret(&mut window, "Who stands");
    let words =
        |window: &Window| project(window).transcript(demo::transcript(1)).unwrap().text().as_str().to_owned();
    let before = words(&window);
    key(&mut window, Key::F2);
    window.get_by_role_and_label(Role::MultilineTextInput, "Words of the turn").type_text(" Who?");
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Enter);
    window.run();
    window.get_by_role_and_label(Role::MultilineTextInput, "Words of the turn").type_text(" Yes.");
    window.run();
    control(&mut window, Key::Enter);
    assert_eq!(
        words(&window),
        before.replace("out to you?", "out to you? Who?").replacen(
            "in the meeting.\n",
            "in the meeting. Yes.\n",
            1
        )
    );
    control(&mut window, Key::Z);
    control(&mut window, Key::Z);
    assert_eq!(words(&window), before);
}
