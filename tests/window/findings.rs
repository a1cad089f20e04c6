//! From codings to findings by keys alone: groups beside each other, who speaks of what, saturation, the sample, and how codes
//! go together; each figure a door to its passages, and nothing cut where the window is small.

use concord::model::{Edit, Project, Value};
use concord::session::Session;
use concord::ui::app::dialogs::QueuedDialogs;
use concord::ui::{Action, App, Command, Panel};
use egui::{Key, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::window::{Window, perform, picture, settle};
use crate::{demo, raster};

/// The demo study with two matched pairs.
fn study() -> Project {
    let pair = concord::model::Attribute {
        id: demo::attribute(4),
        name: "pair".into(),
        kind: concord::model::AttributeKind::Text,
        of: concord::model::AttributeOf::Case,
    };
    let mut edits = vec![Edit::PutAttribute(pair)];
    let project = demo::project();
    for n in 1..=4 {
        let mut case = concord::model::Case::clone(project.case(demo::case(n)).unwrap());
        case.values.insert(demo::attribute(4), Value::Text(if n <= 2 { "a" } else { "b" }.into()));
        edits.push(Edit::PutCase(case));
    }
    project.apply_all(&edits).unwrap()
}

/// A window of this size on it, as Asha has it, on a panel.
fn open(size: [f32; 2], panel: Panel) -> Window {
    let mut session = Session::in_memory(study());
    session.set_coder(demo::coder(1)).unwrap();
    let mut app = App::new(Box::new(QueuedDialogs::default()), None);
    app.show_session(session);
    let mut window = Harness::builder()
        .with_size(vec2(size[0], size[1]))
        .with_step_dt(1.0 / 60.0)
        .renderer(raster::Raster::default())
        .build_ui_state(|ui, app: &mut App| app.ui(ui), app);
    perform(&mut window, Action::Run(Command::SwitchTheme));
    perform(&mut window, Action::Show(panel));
    window
}

/// What has the focus is called.
fn focused(window: &Window) -> String {
    let focused = window.root().children_recursive().find(|node| node.accesskit_node().is_focused());
    focused.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
}

/// Brings the focus to what is called so (before a star: begins so), by Tab alone, and presses Enter.
fn enter(window: &mut Window, wanted: &str) {
    tab_to(window, wanted);
    window.key_press(Key::Enter);
    settle(window);
}

fn tab_to(window: &mut Window, wanted: &str) {
    for _ in 0..400 {
        window.key_press(Key::Tab);
        window.run_ok();
        let name = focused(window);
        if wanted.strip_suffix('*').map_or(name == wanted, |start| name.starts_with(start)) {
            return;
        }
    }
    panic!("{wanted} is not reached by Tab");
}

/// Lets the frames of a key pass.
fn settle_quickly(window: &mut Window) {
    window.run_steps(3);
}

/// That among all that is read out there is this.
fn reads(window: &Window, words: &str) {
    let there = window.root().children_recursive().any(|node| {
        let access = node.accesskit_node();
        access.label().or_else(|| access.value()).is_some_and(|read| read.contains(words))
    });
    assert!(there, "nothing reads {words}");
}

/// The layer of Asha, by keys.
fn look_at_asha(window: &mut Window) {
    enter(window, "Layer: *");
    enter(window, "Asha");
}

/// Nothing that can be pressed lies outside of the window but for what scrolls, and the page has its whole head.
fn nothing_is_cut(window: &Window, size: [f32; 2], names: &[&str]) {
    for name in names {
        let rect = window.get_by_label(name).rect();
        let inside = rect.left() >= 0.0 && rect.right() <= size[0] && rect.bottom() <= size[1];
        assert!(inside, "{name} at {rect:?} in {size:?}");
    }
}

#[test]
fn groups_are_set_beside_each_other_by_keys() {
    for (at, size) in [[1280.0, 720.0], [960.0, 640.0]].into_iter().enumerate() {
        let mut window = open(size, Panel::THEMES);
        look_at_asha(&mut window);
        enter(&mut window, "Groups");
        nothing_is_cut(
            &window,
            size,
            &[
                "Table",
                "Groups",
                "Copy table",
                "Save picture",
                "Groups: group",
                "Pairs: none",
                "Strata: none",
            ],
        );
        reads(&window, "Social esteem: comparison 1 of 2, pilot 2 of 2, difference −50");
        picture(&mut window, &format!("groups-{at}"));
        enter(&mut window, "Pairs: none");
        enter(&mut window, "pair");
        reads(&window, "p (McNemar) 1.000, Holm");
        enter(&mut window, "Social esteem: *");
        if at == 0 {
            reads(&window, "2 MATCHED PAIRS");
            reads(&window, "b: P04 · P03");
            picture(&mut window, "groups-pairs");
            enter(&mut window, "P03 · turn 2, b: P04 · P03*");
            assert_eq!(window.state().view().panel, Panel::CODE);
        }
    }
}

#[test]
fn who_speaks_of_what_is_walked_by_arrows_and_read_by_enter() {
    for (at, size) in [[1280.0, 720.0], [960.0, 640.0]].into_iter().enumerate() {
        let mut window = open(size, Panel::THEMES);
        look_at_asha(&mut window);
        enter(&mut window, "Case by case");
        nothing_is_cut(
            &window,
            size,
            &["Cell: segments", "Columns: participants", "Copy table", "Save picture"],
        );
        tab_to(&mut window, "P01, Social esteem: 2 (segments)");
        for key in [Key::ArrowRight, Key::ArrowRight, Key::ArrowDown] {
            window.key_press(key);
            settle(&mut window);
        }
        assert_eq!(focused(&window), "P03, listens: 1 (segments)");
        picture(&mut window, &format!("cases-way-{at}"));
        window.key_press(Key::Enter);
        settle(&mut window);
        window.key_press(Key::End);
        settle(&mut window);
        assert_eq!(focused(&window), "P04, listens: 0 (segments)");
        if at == 0 {
            reads(&window, "“Listen first. Nobody had done that.”");
            enter(&mut window, "Cell: segments");
            enter(&mut window, "coverage");
            reads(&window, "P04, Love: 2");
        }
    }
}

#[test]
fn an_interview_lists_the_codes_that_it_brought() {
    for (at, size) in [[1280.0, 720.0], [960.0, 640.0]].into_iter().enumerate() {
        let mut window = open(size, Panel::THEMES);
        look_at_asha(&mut window);
        enter(&mut window, "Saturation");
        nothing_is_cut(&window, size, &["Order: as coded", "Base 4, run 2, ≤ 5 %", "Copy table"]);
        reads(
            &window,
            "Code saturation. Base of 4 interviews (4 codes), runs of 2, at most 5 % new: undefined",
        );
        enter(&mut window, "P01: 4 new, 4 so far*");
        picture(&mut window, &format!("saturation-{at}"));
        if at == 0 {
            reads(&window, "P01 · turn 2, listens: She always asked");
            enter(&mut window, "Base 4, run 2, ≤ 5 %");
            enter(&mut window, "Runs of 3 interviews");
            reads(&window, "Base 4, run 3, ≤ 5 %");
        }
    }
}

#[test]
fn the_sample_is_described_by_group() {
    let mut window = open([1280.0, 720.0], Panel::THEMES);
    enter(&mut window, "Sample");
    enter(&mut window, "Groups: none");
    enter(&mut window, "group");
    reads(
        &window,
        "age, mean (sd): all (4) 15.50 (3.87), comparison (2) 17.00 (4.24), pilot (2) 14.00 (4.24)",
    );
    picture(&mut window, "sample");
}

#[test]
fn codes_that_stand_together_are_walked_by_arrows_and_list_their_places() {
    for (at, size) in [[1280.0, 720.0], [960.0, 640.0]].into_iter().enumerate() {
        let mut window = open(size, Panel::RELATIONS);
        reads(&window, "several people have coded");
        enter(&mut window, "Look at Asha");
        nothing_is_cut(
            &window,
            size,
            &["Co-occurrence", "What follows what", "Similar cases and codes", "Words", "Together: overlap"],
        );
        reads(&window, "No two codes stand together so often in this layer.");
        enter(&mut window, "Together: overlap");
        enter(&mut window, "same turn");
        reads(&window, "Network of 4 codes with 3 lines");
        tab_to(&mut window, "Social esteem / listens with itself");
        window.key_press(Key::ArrowRight);
        settle(&mut window);
        assert_eq!(
            focused(&window),
            "Social esteem / listens and Social esteem / takes me seriously: 2 turns that both touch"
        );
        window.key_press(Key::Enter);
        settle(&mut window);
        picture(&mut window, &format!("together-{at}"));
        if at == 0 {
            reads(&window, "2 places");
            enter(&mut window, "P03 · turn 2*");
            assert_eq!(window.state().view().panel, Panel::CODE);
        }
    }
}

#[test]
fn what_follows_what_leads_to_the_turns() {
    let mut window = open([1280.0, 720.0], Panel::RELATIONS);
    look_at_asha(&mut window);
    enter(&mut window, "What follows what");
    enter(&mut window, "1 turn later");
    enter(&mut window, "2 turns later");
    reads(&window, "Social esteem / listens, then Love / cares about me, 2 turns later: once");
    tab_to(&mut window, "Social esteem / listens, then *");
    window.key_press(Key::Enter);
    settle(&mut window);
    picture(&mut window, "follows");
    reads(&window, "pairs of turns in all");
}

#[test]
fn what_is_alike_is_a_field_a_tree_and_a_map() {
    let mut window = open([1280.0, 720.0], Panel::RELATIONS);
    look_at_asha(&mut window);
    enter(&mut window, "Similar cases and codes");
    tab_to(&mut window, "P0*");
    window.key_press(Key::ArrowRight);
    settle(&mut window);
    window.key_press(Key::Enter);
    settle(&mut window);
    reads(&window, "both have");
    picture(&mut window, "alike-field");
    enter(&mut window, "As: heat map");
    enter(&mut window, "tree");
    reads(&window, "Tree of 4, which group together");
    picture(&mut window, "alike-tree");
    enter(&mut window, "As: tree");
    enter(&mut window, "map");
    reads(&window, "Two dimensions show");
    enter(&mut window, "Of: participants");
    enter(&mut window, "codes, by who has them");
    reads(&window, "Without any code, and in no group: Love / knows me");
    picture(&mut window, "alike-map");
}

#[test]
fn words_are_counted_and_what_stands_near_one_is_found() {
    let mut window = open([1280.0, 720.0], Panel::RELATIONS);
    enter(&mut window, "Words");
    reads(&window, "the interviewer’s words are out");
    enter(&mut window, "Not listed: none");
    enter(&mut window, "en");
    for _ in 0..200 {
        if focused(&window).contains(": times ") {
            break;
        }
        window.key_press(Key::Tab);
        window.run_ok();
    }
    // Tab went on through the list before; Home leads to its first row.
    window.key_press(Key::Home);
    settle(&mut window);
    for _ in 0..120 {
        if focused(&window).starts_with("meeting: ") {
            break;
        }
        window.key_press(Key::ArrowDown);
        settle_quickly(&mut window);
    }
    assert!(focused(&window).starts_with("meeting: times 2"), "{}", focused(&window));
    window.key_press(Key::Enter);
    settle(&mut window);
    picture(&mut window, "words");
    enter(&mut window, "What stands near it");
    reads(&window, "“meeting”: 2 times");
    enter(&mut window, "Show: what stands near a word");
    enter(&mut window, "what marks a group");
    reads(&window, "Choose an attribute and a group");
    enter(&mut window, "Groups: none");
    enter(&mut window, "group");
    enter(&mut window, "Group: none");
    enter(&mut window, "pilot");
    reads(&window, "pilot: ");
    picture(&mut window, "words-marks");
}

#[test]
fn a_piece_of_a_ring_lists_its_passages() {
    for (at, size) in [[1280.0, 720.0], [960.0, 640.0]].into_iter().enumerate() {
        let mut window = open(size, Panel::THEMES);
        look_at_asha(&mut window);
        enter(&mut window, "Rings");
        reads(&window, "3 rings, each a theme.");
        enter(&mut window, "Social esteem, listens: 2 of 4");
        picture(&mut window, &format!("rings-{at}"));
        if at == 0 {
            reads(&window, "Listen first. Nobody had done that.");
        }
    }
}
