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
