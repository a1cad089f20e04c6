//! The window as a screen reader and the keyboard meet it: what everything is called, in which order it has the focus,
//! and that nothing is for the mouse alone.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "common/demo.rs"]
mod demo;

use std::collections::BTreeSet;
use std::fmt::Write;

use concord::session::Session;
use concord::ui::dialogs::QueuedDialogs;
use concord::ui::{Action, App, Panel};
use egui::accesskit::{Action as Access, Role};
use egui::{Key, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::NodeT;

type Window = Harness<'static, App>;

fn window(panel: Panel) -> Window {
    let mut session = Session::in_memory(demo::project());
    session.set_coder(demo::coder(1)).unwrap();
    let mut app = App::new(Box::new(QueuedDialogs::default()), None);
    app.show_session(session);
    let mut window = Harness::builder()
        .with_size(vec2(1440.0, 900.0))
        .with_step_dt(1.0 / 60.0)
        .with_max_steps(60)
        .build_ui_state(|ui, app: &mut App| app.ui(ui), app);
    window.run();
    let ctx = window.ctx.clone();
    window.state_mut().perform(&ctx, Action::Show(panel));
    if panel == Panel::Code {
        let text = window
            .state()
            .session()
            .unwrap()
            .project()
            .transcript(demo::transcript(1))
            .unwrap()
            .text()
            .clone();
        let at = text.as_str().find("The new one typed").unwrap();
        let span = text.span(at..at + 37).unwrap();
        window.state_mut().perform(&ctx, Action::Goto { transcript: demo::transcript(1), span });
    }
    for _ in 0..3 {
        window.run_ok();
        std::thread::sleep(std::time::Duration::from_millis(60));
    }
    window.run_ok();
    window
}

/// What is read out of the window, one thing a line, what belongs together standing in.
fn read(window: &Window) -> String {
    fn walk(node: &egui_kittest::Node<'_>, depth: usize, out: &mut String) {
        // Times are written in the zone of the machine.
        let written = regex::Regex::new(r"\d{1,2} [A-Z][a-z]+ \d{4}, \d\d:\d\d").unwrap();
        let access = node.accesskit_node();
        let role = access.role();
        // Containers without a name, and the letters of each line, say nothing by themselves.
        let silent = access.label().is_none()
            && access.value().is_none()
            && matches!(role, Role::GenericContainer | Role::Pane | Role::Window | Role::Unknown);
        let deeper = if silent || role == Role::TextRun { depth } else { depth + 1 };
        if !silent && role != Role::TextRun {
            let mut words = access.label().or_else(|| access.value()).unwrap_or_default().replace('\n', " ");
            if let Some((cut, _)) = words.char_indices().nth(72) {
                words.truncate(cut);
                words.push('…');
            }
            let words = written.replace_all(&words, "(when)");
            let off = if access.is_disabled() { " (off)" } else { "" };
            writeln!(out, "{}{role:?} {words}{off}", "  ".repeat(depth)).unwrap();
        }
        for child in node.children() {
            walk(&child, deeper, out);
        }
    }
    let mut out = String::new();
    walk(&window.root(), 0, &mut out);
    out
}

#[test]
fn the_code_panel_as_it_is_read_out() {
    insta::assert_snapshot!("code_panel", read(&window(Panel::Code)));
}

/// Panels have Ctrl and a digit; what margin and overview offer, keys over the text do too.
fn has_keys_of_its_own(role: Role) -> bool {
    matches!(role, Role::Tab | Role::Group | Role::Mark | Role::ScrollBar)
}

/// The names of what has the focus, from Tab to Tab until it comes round.
fn focus_order(window: &mut Window) -> Vec<String> {
    let mut order: Vec<String> = Vec::new();
    let mut first = None;
    for _ in 0..400 {
        window.key_press(Key::Tab);
        window.run_ok();
        let focused = window.root().children_recursive().find(|n| n.accesskit_node().is_focused());
        let Some(focused) = focused else { continue };
        let access = focused.accesskit_node();
        let id = access.id();
        if first == Some(id) {
            break;
        }
        first.get_or_insert(id);
        order.push(format!("{:?} {}", access.role(), access.label().unwrap_or_default()));
    }
    order
}

#[test]
fn everything_that_can_be_pressed_can_be_reached_by_tab() {
    for panel in Panel::ALL {
        let mut window = window(panel);
        let pressable: BTreeSet<String> = window
            .root()
            .children_recursive()
            .filter(|node| {
                let access = node.accesskit_node();
                let data = access.data();
                data.supports_action(Access::Click)
                    && !access.is_disabled()
                    && !has_keys_of_its_own(access.role())
            })
            .map(|node| {
                format!(
                    "{:?} {}",
                    node.accesskit_node().role(),
                    node.accesskit_node().label().unwrap_or_default()
                )
            })
            .collect();
        let reached: BTreeSet<String> = focus_order(&mut window).into_iter().collect();
        // A theme's row is folded by the arrows.
        let by_arrows =
            |name: &&String| name.starts_with("Button Fold ") || name.starts_with("Button Unfold ");
        let missed: Vec<&String> = pressable.difference(&reached).filter(|name| !by_arrows(name)).collect();
        assert!(missed.is_empty(), "{panel:?}: by mouse only: {missed:?}");
    }
}

#[test]
fn everything_that_can_be_pressed_has_a_name() {
    for panel in Panel::ALL {
        let window = window(panel);
        for node in window.root().children_recursive() {
            let access = node.accesskit_node();
            if access.data().supports_action(Access::Click) && !access.is_disabled() {
                let named = access.label().is_some_and(|l| !l.trim().is_empty());
                // The lines between the columns of a table, by which it is dragged wider, are the library's own.
                let place = access.raw_bounds();
                let is_line = access.role() == Role::Unknown && place.is_some_and(|r| r.x1 - r.x0 < 8.0);
                assert!(
                    named || is_line || access.value().is_some(),
                    "{panel:?}: {:?} without a name at {place:?}",
                    access.role()
                );
            }
        }
    }
}

#[test]
fn the_focus_goes_from_menus_over_lists_and_the_inspector_to_the_text() {
    let mut window = window(Panel::Code);
    let order = focus_order(&mut window);
    let at = |wanted: &str| {
        order.iter().position(|name| name.contains(wanted)).unwrap_or_else(|| panic!("{wanted}: {order:?}"))
    };
    let places = [
        at("Button Project"),
        at("P02, complete"),
        at("TreeItem listens"),
        at("Button Add memo"),
        at("Document"),
    ];
    let first = places.iter().min().unwrap();
    // Round from the first of them, as a hand that tabs goes.
    let round: Vec<usize> = places.iter().map(|p| (p + order.len() - first) % order.len()).collect();
    assert!(round.is_sorted(), "{round:?} in {order:?}");
}
