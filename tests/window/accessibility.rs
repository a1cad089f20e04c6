//! The window as a screen reader and the keyboard meet it: what everything is called, in which order it has the focus,
//! and that nothing is for the mouse alone.

use std::collections::BTreeSet;
use std::fmt::Write;

use concord::model::MemoTarget;
use concord::text::Search;
use concord::ui::{Action, Command, Panel};
use egui::Key;
use egui::accesskit::{Action as Access, Role};
use egui_kittest::kittest::NodeT;

use crate::demo;
use crate::window::{Window, of_asha};

fn window(panel: Panel) -> Window {
    let mut window = of_asha();
    let ctx = window.ctx.clone();
    window.state_mut().perform(&ctx, Action::Show(panel));
    if panel == Panel::CODE {
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
    insta::assert_snapshot!("code_panel", read(&window(Panel::CODE)));
}

/// Panels have Ctrl and a digit; what margin and overview offer, keys over the text do too; arrows go through the cells of a
/// field.
fn has_keys_of_its_own(role: Role) -> bool {
    matches!(role, Role::Tab | Role::Group | Role::Mark | Role::ScrollBar | Role::GridCell)
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

/// A window, and what could be pressed in it before something opened over it or filled it.
struct Screen {
    name: String,
    window: Window,
    before: BTreeSet<String>,
}

impl Screen {
    fn of(panel: Panel, actions: impl IntoIterator<Item = Action>) -> Self {
        let (mut window, mut name, mut before) = (window(panel), format!("{panel:?}"), BTreeSet::new());
        for action in actions {
            (name, before) = (format!("{action:?}"), pressable(&window));
            perform(&mut window, action);
        }
        Self { name, window, before }
    }
}

/// Panels as they open, and what opens over them or fills them: sheets, lists of hits, the bar above the text.
fn all_screens() -> Vec<Screen> {
    let panels = Panel::ALL.iter().map(|&panel| Screen::of(panel, None));
    let over = [
        Command::Settings,
        Command::Keys,
        Command::About,
        Command::Palette,
        Command::Jump,
        Command::CorrectText,
        Command::FindCode,
        Command::Find,
    ];
    let over = over.into_iter().map(|command| Screen::of(Panel::CODE, [Action::Run(command)]));
    let search = Search { words: "she".into(), ..Search::default() };
    let more = [
        Screen::of(Panel::CODE, [Action::AskWho]),
        Screen::of(Panel::CODEBOOK, [Action::ShowHistory(demo::code(2))]),
        Screen::of(Panel::FIND, [Action::FindEverywhere(search)]),
        Screen::of(Panel::MEMOS, [Action::WriteMemo(MemoTarget::Project)]),
    ];
    panels.chain(over).chain(more).collect()
}

/// The names of all that can be pressed, but for what has keys of its own.
fn pressable(window: &Window) -> BTreeSet<String> {
    let nodes = window.root().children_recursive();
    let presses = nodes.filter(|node| {
        let access = node.accesskit_node();
        let clicks = access.data().supports_action(Access::Click);
        clicks && !access.is_disabled() && !has_keys_of_its_own(access.role())
    });
    let name = |node: egui_kittest::Node<'_>| {
        let access = node.accesskit_node();
        format!("{:?} {}", access.role(), access.label().unwrap_or_default())
    };
    presses.map(name).collect()
}

fn perform(window: &mut Window, action: Action) {
    let ctx = window.ctx.clone();
    window.state_mut().perform(&ctx, action);
    for _ in 0..3 {
        window.run_ok();
        std::thread::sleep(std::time::Duration::from_millis(40));
    }
    window.run_ok();
}

#[test]
fn everything_that_can_be_pressed_can_be_reached_by_tab() {
    for Screen { name: screen, mut window, before } in all_screens() {
        let pressable = pressable(&window);
        let reached: BTreeSet<String> = focus_order(&mut window).into_iter().collect();
        // A tree of codes is one stop, through which the arrows go, and fold a theme; they choose from what the palette and the picker offer, and go from hit
        // to hit, which Space ticks.
        let palette = [Command::Palette, Command::FindCode].map(|c| format!("{:?}", Action::Run(c)));
        let offered = palette.contains(&screen) || screen.starts_with("FindEverywhere");
        let by_arrows = |name: &&String| {
            name.starts_with("TreeItem ")
                || name.starts_with("Button Fold ")
                || name.starts_with("Button Unfold ")
                || (offered && (name.starts_with("ListBoxOption ") || name.starts_with("CheckBox Tick ")))
        };
        let new = pressable.difference(&before).filter(|name| !by_arrows(name));
        let missed: Vec<&String> = new.filter(|name| !reached.contains(*name)).collect();
        assert!(missed.is_empty(), "{screen}: by mouse only: {missed:?}");
    }
}

#[test]
fn everything_that_can_be_pressed_has_a_name() {
    for Screen { name: screen, window, .. } in all_screens() {
        for node in window.root().children_recursive() {
            let access = node.accesskit_node();
            if access.data().supports_action(Access::Click) && !access.is_disabled() {
                let named = access.label().is_some_and(|l| !l.trim().is_empty());
                // The lines between the columns of a table, by which it is dragged wider, are the library's own, and so
                // are the bars of what scrolls.
                let place = access.raw_bounds();
                let is_line = access.role() == Role::Unknown && place.is_some_and(|r| r.x1 - r.x0 < 8.0);
                let is_bar = access.role() == Role::ScrollBar;
                assert!(
                    named || is_line || is_bar || access.value().is_some(),
                    "{screen}: {:?} without a name at {place:?}",
                    access.role()
                );
            }
        }
    }
}

#[test]
fn the_focus_goes_from_menus_over_lists_to_the_text_and_then_the_inspector() {
    let mut window = window(Panel::CODE);
    let order = focus_order(&mut window);
    let at = |wanted: &str| {
        order.iter().position(|name| name.contains(wanted)).unwrap_or_else(|| panic!("{wanted}: {order:?}"))
    };
    let places = [
        at("Button Project"),
        at("P02, complete"),
        at("TreeItem Social esteem"),
        at("Document"),
        at("Button Add memo"),
    ];
    let first = places[0];
    // Round from the menus, as a hand that tabs goes.
    let round: Vec<usize> = places.iter().map(|p| (p + order.len() - first) % order.len()).collect();
    assert!(round.is_sorted(), "{round:?} in {order:?}");
}
