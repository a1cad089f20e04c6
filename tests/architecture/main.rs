//! The house rules that a compiler does not hold: imports go down only, the window's libraries stay in the window,
//! no file, clock, thread or chance on the lower floors, no network code in anything the program is built of, whose
//! licences are listed; and no file of a test is forgotten.
//! ARCHITECTURE.md gives the reasons.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod circles;
mod dependencies;
mod forgotten;
mod licences;
mod papers;
mod recipes;
mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use circles::{Ways, circles};
use source::{Named, Source, program};

/// The floors, lowest first; those on one line do not know each other.
const FLOORS: [&[&str]; 8] = [
    &["lang"],
    &["text", "statistics"],
    &["model"],
    &["analysis", "agreement"],
    &["chart"],
    &["formats", "store"],
    &["session"],
    &["cli", "ui"],
];

/// The storeys of the window, lowest first; those on one line do not know each other, nor does a panel another.
const STOREYS: [&[&str]; 6] =
    [&["kit"], &["context", "transcript"], &["steps"], &["reader"], &["panels"], &["app"]];

/// The wings of the formats, lowest first; those on one line do not know each other.
const WINGS: [&[&str]; 5] =
    [&["shared"], &["transcripts", "documents"], &["projects"], &["tables"], &["package"]];

/// What the lowest storey of the window and its transcript never name: a project.
const KNOW_NO_PROJECT: [&str; 2] = ["kit", "transcript"];

/// Who talks to people, and what of `lang` the floors below them may name: messages, never their words.
const TALKING: [&str; 2] = ["cli", "ui"];
const MESSAGES: [&str; 12] = [
    "Arg", "Between", "IntoArg", "Message", "Tell", "day", "either", "list", "message", "place", "said",
    "which",
];

/// Files below that write more than three words together, which are in no message.
const WRITTEN: [(&str, &str); 7] = [
    ("src/formats/documents/html_out.rs", "how a page looks, in the language for that"),
    ("src/formats/package/", "SQL for other programs, and what the tables themselves say of their columns"),
    ("src/formats/projects/sqlite.rs", "SQL"),
    ("src/formats/shared/past.rs", "cells of a table"),
    ("src/formats/tables/agreement_grid.rs", "cells of a table"),
    ("src/formats/tables/codebook/words.rs", "what columns of codebooks are called"),
    ("src/text/layout/words/", "words that transcripts hold, in their languages"),
];

/// Who may name the window's libraries.
const WINDOW: &str = "ui";
const WINDOW_LIBRARIES: [&str; 8] =
    ["egui", "eframe", "egui_extras", "egui_plot", "egui_tiles", "rfd", "epaint", "winit"];

/// Floors that see neither files nor time; the names with which they would.
const QUIET: [&str; 7] = ["text", "statistics", "model", "analysis", "agreement", "chart", "formats"];
const LOUD: [&str; 6] = ["fs", "env", "process", "thread", "net", "path"];
const CHANCE_AND_CLOCKS: [&str; 3] = ["rand", "fastrand", "getrandom"];
const CLOCKS: [&str; 3] = ["SystemTime", "Instant", "Zoned"];
const MADE_ANEW: [&str; 4] = ["now", "now_v7", "new_v4", "now_v1"];

/// The most files of a floor that lead to each other: a project and what it is changed by.
const CIRCLE: usize = 9;

/// The longest file, without its tests.
const LINES: usize = 400;

/// Crates that open connections, and what those stand on. What is there instead (zbus, wayland-client, x11rb) talks
/// to the person's own desktop by local sockets: dialogs, clipboard, screen readers.
const NETWORK: &[&str] = &[
    "actix-web",
    "async-h1",
    "async-net",
    "async-std",
    "attohttpc",
    "awc",
    "axum",
    "curl",
    "curl-sys",
    "ehttp",
    "git2",
    "h2",
    "h3",
    "hickory-resolver",
    "http",
    "httparse",
    "hyper",
    "isahc",
    "libgit2-sys",
    "libp2p",
    "mio",
    "minreq",
    "native-tls",
    "openssl",
    "openssl-sys",
    "quinn",
    "reqwest",
    "rustls",
    "s2n-quic",
    "schannel",
    "security-framework",
    "sentry",
    "smoltcp",
    "socket2",
    "ssh2",
    "surf",
    "tiny_http",
    "tokio-net",
    "tokio-rustls",
    "tonic",
    "trust-dns-resolver",
    "tungstenite",
    "ureq",
    "warp",
    "webbrowser",
    "webpki",
    "ws",
];

fn rank(floor: &str) -> Option<usize> {
    FLOORS.iter().position(|floors| floors.contains(&floor))
}

/// The floor that a path leads to, if it leads into the program.
fn target(named: &Named) -> Option<&str> {
    match named.path.as_slice() {
        [root, floor, ..] if root == "crate" || root == "concord" => Some(floor),
        _ => None,
    }
}

fn storey(name: &str) -> Option<usize> {
    STOREYS.iter().position(|storeys| storeys.contains(&name))
}

/// What a file of the window names above itself, beside itself, or in another panel.
fn up_the_stairs(source: &Source) -> Vec<String> {
    let [floor, own, rest @ ..] = source.module.as_slice() else { return Vec::new() };
    if floor != WINDOW {
        return Vec::new();
    }
    let Some(height) = storey(own) else { return vec![format!("{} stands on no storey", source.file)] };
    let mut faults = Vec::new();
    for named in source.named() {
        let [root, floor, to, inside @ ..] = named.path.as_slice() else { continue };
        if root != "crate" || floor != WINDOW || !to.starts_with(|c: char| c.is_lowercase()) {
            continue;
        }
        let below = storey(to).is_some_and(|to| to < height);
        let same_panel = own == to && (own != "panels" || rest.is_empty() || rest.first() == inside.first());
        if !below && !same_panel {
            faults.push(format!("{}:{}: names {}", source.file, named.line, named.path.join("::")));
        }
    }
    faults
}

/// What a file of a format names in a wing above or beside its own, or above all wings.
fn out_of_its_wing(source: &Source) -> Vec<String> {
    let ("formats", Some(own)) = (source.module.first().map_or("", String::as_str), source.module.get(1))
    else {
        return Vec::new();
    };
    let height = |name: &str| WINGS.iter().position(|wings| wings.contains(&name));
    let Some(own_height) = height(own) else { return Vec::new() };
    let named = source.named().into_iter().filter(|named| {
        let [root, floor, to, ..] = named.path.as_slice() else { return false };
        root == "crate" && floor == "formats" && to != own && height(to).is_none_or(|to| to >= own_height)
    });
    named.map(|named| format!("{}:{}: names {}", source.file, named.line, named.path.join("::"))).collect()
}

/// Where a project is named that knows none.
fn projects(source: &Source) -> Vec<String> {
    let [floor, own, ..] = source.module.as_slice() else { return Vec::new() };
    let quiet = floor == WINDOW && KNOW_NO_PROJECT.contains(&own.as_str());
    let is_project = |named: &&Named| named.path.iter().any(|part| part == "Project");
    let named = source.named();
    let named = named.iter().filter(|named| quiet && is_project(named));
    named.map(|named| format!("{}:{}: names a project", source.file, named.line)).collect()
}

fn downward(source: &Source) -> Vec<String> {
    let Some(own) = source.module.first() else { return Vec::new() };
    let mut faults = Vec::new();
    for named in source.named() {
        let Some(to) = target(&named).filter(|to| to != own) else { continue };
        let allowed = match (rank(own), rank(to)) {
            (Some(own), Some(to)) => to < own,
            // A name that is no floor comes from the root itself, which has none.
            (_, _) => false,
        };
        if !allowed {
            faults.push(format!("{}:{}: {own} names {}", source.file, named.line, named.path.join("::")));
        }
    }
    faults
}

/// Words where nobody is talked to.
fn words(source: &Source) -> Vec<String> {
    let below = source.module.first().is_some_and(|own| own != "lang" && !TALKING.contains(&own.as_str()));
    let named = source.named();
    let found = named.iter().filter(|named| match named.path.as_slice() {
        [root, floor, name, ..] if root == "crate" && floor == "lang" => !MESSAGES.contains(&name.as_str()),
        [floor, name, ..] if floor == "lang" => !MESSAGES.contains(&name.as_str()),
        _ => false,
    });
    let found = found.filter(|named| below && named.path.last().is_some_and(|name| name != "self"));
    found.map(|n| format!("{}:{}: {} makes words", source.file, n.line, n.path.join("::"))).collect()
}

/// Sentences where nobody is talked to: they stand in the catalogue, and a message has their key.
fn sentences(source: &Source) -> Vec<String> {
    let below = source.module.first().is_some_and(|own| own != "lang" && !TALKING.contains(&own.as_str()));
    if !below || WRITTEN.iter().any(|(file, _)| source.file.starts_with(file)) {
        return Vec::new();
    }
    let is_word = |piece: &&str| {
        let piece = piece.trim_matches(|c: char| !c.is_alphanumeric());
        !piece.is_empty() && piece.chars().all(|c| c.is_lowercase() || c == '’' || c == '\'')
    };
    let before = |at: usize, texts: &[&str]| {
        at >= texts.len()
            && source.tokens[at - texts.len()..at].iter().zip(texts).all(|(t, text)| t.text == *text)
    };
    // Why something cannot be, why a lint is silent, and what a format is called.
    let is_other = |at: usize| {
        before(at, &["expect", "("])
            || before(at, &["reason", "="])
            || (at > 3 && before(at - 2, &["Kind", "::"]) && before(at, &[","]))
    };
    let mut faults = Vec::new();
    for (at, token) in source.tokens.iter().enumerate().filter(|(_, token)| !token.quoted.is_empty()) {
        let is_long = token.quoted.split_whitespace().filter(is_word).count() > 3 && !is_other(at);
        let is_error = before(at, &["#", "[", "error", "("]) && token.quoted != "\"{}\"";
        if is_long || is_error {
            faults.push(format!("{}:{}: {} is no message", source.file, token.line, token.quoted));
        }
    }
    faults
}

fn window_libraries(source: &Source) -> Vec<String> {
    let outside = source.module.first().is_none_or(|floor| floor != WINDOW);
    let named = source.named();
    let found = named.iter().filter(|n| outside && WINDOW_LIBRARIES.contains(&n.path[0].as_str()));
    found.map(|n| format!("{}:{}: {} outside of {WINDOW}", source.file, n.line, n.path.join("::"))).collect()
}

fn noise(source: &Source) -> Vec<String> {
    let quiet = source.module.first().is_some_and(|floor| QUIET.contains(&floor.as_str()));
    let is_noise = |path: &[String]| {
        let has = |names: &[&str]| path.iter().any(|part| names.contains(&part.as_str()));
        let from_std = matches!(path, [root, part, ..] if root == "std" && LOUD.contains(&part.as_str()));
        let made = matches!(path, [.., _, last] if MADE_ANEW.contains(&last.as_str()));
        from_std || made || has(&CHANCE_AND_CLOCKS) || has(&CLOCKS)
    };
    let network = |path: &[String]| matches!(path, [root, part, ..] if root == "std" && part == "net");
    let named = source.named();
    let found = named.iter().filter(|n| (quiet && is_noise(&n.path)) || network(&n.path));
    found.map(|n| format!("{}:{}: {}", source.file, n.line, n.path.join("::"))).collect()
}

fn printing(source: &Source) -> Vec<String> {
    let below = source.module.first().is_some_and(|floor| floor != "cli");
    let prints = ["print", "println", "eprint", "eprintln"];
    let pairs = source.tokens.windows(2);
    let found = pairs.filter(|p| below && prints.contains(&p[0].text.as_str()) && p[1].text == "!");
    found.map(|p| format!("{}:{}: {}! is the command line's", source.file, p[0].line, p[0].text)).collect()
}

/// In a module inside a file `super` would mean something else than is computed with here.
fn inner_modules(source: &Source) -> Vec<String> {
    let inner = source.inner_modules().into_iter().filter(|body| body.iter().any(|t| t.text == "super"));
    inner
        .map(|t| format!("{}:{}: give mod {} a file of its own", source.file, t[0].line, t[1].text))
        .collect()
}

/// Fields of a struct that are open to more than the module above.
fn open_fields(source: &Source, name: &str) -> Option<Vec<String>> {
    let start = source.tokens.windows(2).position(|t| t[0].text == "struct" && t[1].text == name)?;
    let body = &source.tokens[start..];
    let body = &body[..body.iter().position(|t| t.text == "}")?];
    let is = |at: usize, text: &str| body.get(at).is_some_and(|t| t.text == text);
    let open = |at: usize| is(at, "pub") && !(is(at + 1, "(") && is(at + 2, "super") && is(at + 3, ")"));
    Some((0..body.len()).filter(|&at| open(at)).map(|at| format!("line {}", body[at].line)).collect())
}

fn unexplained(source: &Source) -> Vec<String> {
    let first = source.whole.lines().next().unwrap_or_default();
    let says = first.strip_prefix("//!").is_some_and(|words| words.trim().len() > 5);
    if says { Vec::new() } else { vec![format!("{} does not begin with //!", source.file)] }
}

fn long(source: &Source) -> Vec<String> {
    let lines = source.lines();
    if lines <= LINES { Vec::new() } else { vec![format!("{}: {lines} lines without tests", source.file)] }
}

/// What is public beyond its file and says nothing of itself. Fields and variants whose names say it need not.
fn untold(source: &Source) -> Vec<String> {
    const KINDS: [&str; 7] =
        ["pub fn ", "pub const fn ", "pub struct ", "pub enum ", "pub trait ", "pub type ", "pub static "];
    let lines: Vec<&str> = source.whole.lines().map(str::trim).collect();
    let is_told = |at: usize| {
        let above = lines[..at].iter().rev().find(|line| !(line.starts_with("#[") || line.ends_with(")]")));
        above.is_some_and(|line| line.starts_with("///") || line.starts_with("#[doc"))
    };
    let is_open = |line: &str| !line.contains('$') && KINDS.iter().any(|kind| line.starts_with(kind));
    let open = lines.iter().enumerate().filter(|(_, line)| is_open(line));
    let tests = lines.iter().position(|line| *line == "#[cfg(test)]").unwrap_or(lines.len());
    open.filter(|&(at, _)| at < tests && !is_told(at))
        .map(|(at, line)| format!("{}:{}: {line} has no comment", source.file, at + 1))
        .collect()
}

static PROGRAM: LazyLock<Vec<Source>> = LazyLock::new(program);

/// Looks at every file of the program.
fn all(look: impl Fn(&Source) -> Vec<String>) {
    assert!(PROGRAM.len() > 100, "only {} files were found", PROGRAM.len());
    let faults: Vec<String> = PROGRAM.iter().flat_map(look).collect();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn imports_go_down_only() {
    all(downward);
}

#[test]
fn the_window_has_storeys() {
    all(up_the_stairs);
    all(projects);
}

/// No circle of files is larger than a panel, and none leads out of its panel or storey.
#[test]
fn circles_of_the_window_stay_in_one_room() {
    let ways = Ways::of(&PROGRAM);
    let window = ways.under(WINDOW);
    let circles = circles(&window);
    let room = |file: &str| {
        file.split('/')
            .skip(2)
            .take(if file.contains("/panels/") { 2 } else { 1 })
            .collect::<Vec<_>>()
            .join("/")
    };
    let mut panels: BTreeMap<String, usize> = BTreeMap::new();
    window
        .keys()
        .filter(|file| file.contains("/panels/"))
        .for_each(|f| *panels.entry(room(f)).or_default() += 1);
    let most = panels.values().max().copied().unwrap_or_default();
    for circle in circles.iter().take(8) {
        println!("{} files: {}", circle.len(), circle.iter().copied().collect::<Vec<_>>().join(" "));
        let rooms: BTreeSet<String> = circle.iter().map(|file| room(file)).collect();
        assert_eq!(rooms.len(), 1, "a circle through {rooms:?}");
    }
    let largest = circles.first().map_or(0, BTreeSet::len);
    println!("the largest circle of the window has {largest} files, the largest panel {most}");
    assert!(largest <= most, "a circle of {largest} files");
}

#[test]
fn circles_of_the_floors_are_small() {
    let ways = Ways::of(&PROGRAM);
    for floor in FLOORS.iter().copied().flatten().filter(|floor| **floor != WINDOW) {
        let files = ways.under(floor);
        for circle in circles(&files) {
            println!(
                "{floor}: {} files: {}",
                circle.len(),
                circle.iter().copied().collect::<Vec<_>>().join(" ")
            );
            assert!(circle.len() <= CIRCLE, "a circle of {} files in {floor}", circle.len());
        }
    }
}

#[test]
fn every_file_belongs_to_a_floor() {
    all(|source| {
        let known = source.module.first().is_none_or(|floor| rank(floor).is_some());
        if known { Vec::new() } else { vec![format!("{} stands on no floor", source.file)] }
    });
}

#[test]
fn only_who_talks_to_people_makes_words() {
    all(words);
}

#[test]
fn sentences_stand_in_the_catalogue() {
    all(sentences);
}

#[test]
fn the_windows_libraries_stay_in_the_window() {
    all(window_libraries);
}

#[test]
fn a_format_knows_its_own_wing_and_those_below() {
    all(out_of_its_wing);
}

#[test]
fn lower_floors_see_no_file_clock_thread_or_chance() {
    all(noise);
}

#[test]
fn only_the_command_line_prints() {
    all(printing);
}

#[test]
fn modules_that_look_up_stand_in_files_of_their_own() {
    all(inner_modules);
}

#[test]
fn every_file_says_why_it_exists() {
    all(unexplained);
}

#[test]
fn what_is_public_says_what_it_is() {
    all(untold);
}

#[test]
fn files_are_short() {
    all(long);
}

#[test]
fn a_project_is_changed_by_edits_only() {
    let project = PROGRAM.iter().find(|s| s.file == "src/model/project.rs").unwrap();
    assert_eq!(open_fields(project, "Project"), Some(Vec::new()));
}

#[test]
fn nothing_the_program_is_built_of_opens_connections() {
    let read = |file| std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
    let direct = dependencies::direct(&read("Cargo.toml"));
    assert!(direct.len() > 15 && direct.iter().any(|name| name == "eframe"), "{direct:?}");
    let reached = dependencies::reached(&read("Cargo.lock"), &direct);
    assert!(reached.len() > 150 && reached.contains("egui"), "only {} packages were found", reached.len());
    println!("{} packages: {}", reached.len(), reached.iter().cloned().collect::<Vec<_>>().join(" "));
    let network: Vec<&&str> = NETWORK.iter().filter(|name| reached.contains(**name)).collect();
    assert!(network.is_empty(), "network code: {network:?}");
}

#[test]
fn no_file_of_a_test_is_forgotten() {
    let files = source::files("tests");
    assert!(files.len() > 50, "only {} files were found", files.len());
    let forgotten = forgotten::forgotten(&files);
    assert!(forgotten.is_empty(), "no mod line of a tests/<name>/main.rs leads to {forgotten:?}");
}

/// The checks themselves, on files that break the rules.
mod on_bad_files {
    use super::*;

    fn faults(file: &str, source: &str, look: impl Fn(&Source) -> Vec<String>) -> usize {
        look(&Source::new(file, source)).len()
    }

    #[test]
    fn upward_and_sideways_imports_are_found() {
        let at = |file, source| faults(file, source, downward);
        assert_eq!(at("src/text/words.rs", "use crate::model::Code;"), 1);
        assert_eq!(at("src/model/code.rs", "use crate::{text::Text, store::{self, Disk}};"), 2);
        assert_eq!(at("src/agreement/measure/alpha.rs", "use super::super::super::analysis::wilson;"), 1);
        assert_eq!(at("src/formats/txt.rs", "fn f() { let x = crate::store::write_file; }"), 1);
        assert_eq!(at("src/lang/mod.rs", "use crate::text::Text;"), 1);
        assert_eq!(at("src/ui/app.rs", "use concord::cli::run;"), 1);
        assert_eq!(at("src/ui/app.rs", "use crate::{lang, text::Text}; use super::agreement::show;"), 0);
        assert_eq!(at("src/cli/new.rs", "use crate::session::Session; // crate::ui\n"), 0);
    }

    #[test]
    fn what_looks_up_in_the_window_is_found() {
        let at = |file, source| faults(file, source, up_the_stairs);
        assert_eq!(at("src/ui/kit/parts.rs", "use crate::ui::context::Action;"), 1);
        assert_eq!(at("src/ui/context/scene.rs", "use crate::ui::transcript::View;"), 1);
        assert_eq!(at("src/ui/panels/find/show.rs", "use super::super::code::View;"), 1);
        assert_eq!(at("src/ui/panels/find/show.rs", "use crate::ui::{app::App, kit::look};"), 1);
        assert_eq!(at("src/ui/panels/find/show.rs", "use super::data; use crate::ui::reader::page;"), 0);
        assert_eq!(at("src/ui/app/mod.rs", "use crate::ui::panels::{code, find};"), 0);
        assert_eq!(at("src/ui/attic.rs", "use egui::Ui;"), 1);
        let at = |file, source| faults(file, source, projects);
        assert_eq!(at("src/ui/kit/parts.rs", "use crate::model::{CodeId, Project};"), 1);
        assert_eq!(at("src/ui/reader/page.rs", "use crate::model::Project;"), 0);
    }

    #[test]
    fn circles_are_found_through_what_passes_things_on() {
        let files = [
            ("src/ui/mod.rs", "pub mod a; pub mod b;"),
            ("src/ui/a/mod.rs", "mod one; pub use one::One;"),
            ("src/ui/a/one.rs", "use crate::ui::b::Two;"),
            ("src/ui/b.rs", "use crate::ui::a::One; pub struct Two;"),
            ("src/ui/c.rs", "use crate::ui::a::One;"),
        ];
        let sources: Vec<Source> = files.iter().map(|(file, words)| Source::new(file, words)).collect();
        let ways = Ways::of(&sources);
        let found = circles(&ways.under("ui"));
        assert_eq!(found, [BTreeSet::from(["src/ui/a/one.rs", "src/ui/b.rs"])]);
    }

    #[test]
    fn what_leaves_its_wing_is_found() {
        let at = |file, source| faults(file, source, out_of_its_wing);
        assert_eq!(at("src/formats/shared/grid.rs", "use crate::formats::tables::codings;"), 1);
        assert_eq!(at("src/formats/documents/html_out.rs", "use super::super::transcripts::html;"), 1);
        assert_eq!(at("src/formats/transcripts/txt.rs", "use crate::formats::{FORMATS, shared::plain};"), 1);
        assert_eq!(at("src/formats/tables/memos.rs", "use crate::formats::shared::grid::Grid;"), 0);
        assert_eq!(at("src/formats/catalogue.rs", "use super::tables::memos;"), 0);
    }

    #[test]
    fn words_below_are_found() {
        let at = |file, source| faults(file, source, words);
        assert_eq!(at("src/session/mod.rs", "fn f(s: &str) { s.into(); crate::lang::text(s) }"), 1);
        assert_eq!(at("src/store/disk.rs", "use crate::lang::{self, Message, number};"), 1);
        assert_eq!(at("src/store/disk.rs", "use crate::lang::{self, Message}; fn f() { lang::with(1) }"), 1);
        assert_eq!(
            at("src/store/disk.rs", "use crate::lang::{self, Message, message}; fn f() { lang::place(1) }"),
            0
        );
        assert_eq!(at("src/ui/app.rs", "use crate::lang::{self, text};"), 0);
    }

    #[test]
    fn sentences_below_are_found() {
        let at = |file, source| faults(file, source, sentences);
        assert_eq!(at("src/store/disk.rs", "fn f() { g(format!(\"the file {f} is not there\")) }"), 1);
        assert_eq!(at("src/model/code.rs", "#[error(\"no {0}\")] A, #[error(\"{}\", x)] B"), 1);
        assert_eq!(at("src/model/code.rs", "f.expect(\"what was there is still there\")"), 0);
        assert_eq!(at("src/formats/a.rs", "Format::new(\"a\", Kind::Codes, \"Table of all of it\", &[])"), 0);
        assert_eq!(at("src/formats/package/tables.rs", "const A: &str = \"what is in the column\";"), 0);
        assert_eq!(at("src/ui/app.rs", "const A: &str = \"what is in the column\";"), 0);
    }

    #[test]
    fn the_windows_libraries_are_found() {
        let at = |file, source| faults(file, source, window_libraries);
        assert_eq!(at("src/session/mod.rs", "fn f(c: &egui::Context) {}"), 1);
        assert_eq!(at("src/main.rs", "use {eframe::run_native, std::fs};"), 1);
        assert_eq!(at("src/ui/app.rs", "use egui::Ui;"), 0);
        assert_eq!(at("src/cli/new.rs", "/* egui::Ui /* rfd::X */ */ const A: &str = r#\"egui::\"Ui\"#;"), 0);
    }

    #[test]
    fn files_clocks_threads_and_chance_are_found() {
        let at = |file, source| faults(file, source, noise);
        assert_eq!(at("src/text/body.rs", "use std::{fs, sync::Arc};"), 1);
        assert_eq!(at("src/model/apply.rs", "fn f() { Timestamp::now(); }"), 1);
        assert_eq!(at("src/model/ids.rs", "fn f() { uuid::Uuid::now_v7() }"), 1);
        assert_eq!(at("src/analysis/info.rs", "use std::time; fn f() { time::Instant::elapsed; }"), 1);
        assert_eq!(at("src/agreement/study.rs", "fn f() { std::thread::scope(|s| {}) }"), 1);
        assert_eq!(at("src/formats/txt.rs", "use std::path::Path;"), 1);
        assert_eq!(at("src/store/disk.rs", "use std::fs; use std::net::TcpStream;"), 1);
        assert_eq!(at("src/model/stamp.rs", "fn f(s: &dyn Stamp) { s.now() }"), 0);
        assert_eq!(at("src/text/body.rs", "#[cfg(test)]\nmod tests { use std::fs; fn a() {} }"), 0);
        assert_eq!(at("src/text/body.rs", "#[cfg(test)]\nmod tests;\nuse std::fs;"), 1);
        assert_eq!(at("src/text/body.rs", "#[cfg(not(test))] use std::fs;"), 1);
        assert_eq!(at("src/text/body.rs", "const Q: char = '\"'; use std::fs; const R: char = '\"';"), 1);
        assert_eq!(at("src/text/body.rs", "fn f<'a>(x: &'a str) { std::env::var(\"'\") }"), 1);
    }

    #[test]
    fn printing_inner_modules_and_silence_are_found() {
        assert_eq!(faults("src/store/load.rs", "fn f() { println!(\"x\") }", printing), 1);
        assert_eq!(faults("src/cli/output.rs", "fn f() { println!(\"x\") }", printing), 0);
        assert_eq!(faults("src/store/load.rs", "mod inner { use super::X; }", inner_modules), 1);
        assert_eq!(
            faults("src/ui/look/mod.rs", "pub mod size { pub const ROW: f32 = 24.0; }", inner_modules),
            0
        );
        assert_eq!(faults("src/store/load.rs", "use std::fs;\n//! Late.", unexplained), 1);
    }

    #[test]
    fn what_says_nothing_of_itself_is_found() {
        let at = |source| faults("src/text/a.rs", source, untold);
        assert_eq!(
            at("//! A.\n\npub fn f() {}\n/// B.\n#[derive(Debug)]\npub struct B {\n    pub c: u8,\n}\n"),
            1
        );
        assert_eq!(at("#[cfg(test)]\nmod tests {\n    pub fn f() {}\n}\n"), 0);
    }

    #[test]
    fn open_fields_are_found() {
        let open = |source| open_fields(&Source::new("src/model/project.rs", source), "Project");
        assert_eq!(open("struct Project { pub title: String, b: u8 }").map(|f| f.len()), Some(1));
        assert_eq!(open("struct Project { pub(crate) title: String }").map(|f| f.len()), Some(1));
        assert_eq!(
            open("pub struct Project { pub(super) a: u8, b: u8 } struct B { pub c: u8 }"),
            Some(vec![])
        );
        assert_eq!(open("struct Other {}"), None);
    }

    #[test]
    fn long_files_are_found_and_tests_do_not_count() {
        let code = "fn f() {}\n".repeat(LINES);
        let tests = "#[cfg(test)]\nmod tests {\n    fn f() {}\n}\n";
        assert_eq!(faults("src/text/a.rs", &format!("{code}{tests}"), long), 0);
        assert_eq!(faults("src/text/a.rs", &format!("{code}fn g() {{}}\n{tests}"), long), 1);
    }

    #[test]
    fn files_for_tests_only_are_left_out() {
        let source = Source::new("src/agreement/measure/mod.rs", "#[cfg(test)]\nmod tests;\nmod alpha;");
        assert_eq!(source.tests[0], Path::new("src/agreement/measure/tests.rs"));
        assert_eq!(source.tests.len(), 2);
    }

    #[test]
    fn forgotten_files_are_found() {
        let files = [
            ("tests/a/main.rs", "mod b;\n#[path = \"../common/mod.rs\"]\nmod common;\n// mod lost;\nmod c;"),
            ("tests/a/b.rs", "mod d;"),
            ("tests/a/b/d.rs", ""),
            ("tests/a/c/mod.rs", "mod e;"),
            ("tests/a/c/e.rs", ""),
            ("tests/a/lost.rs", "mod found_by_nobody;"),
            ("tests/a/lost/found_by_nobody.rs", ""),
            ("tests/alone.rs", ""),
            ("tests/common/mod.rs", ""),
            ("tests/common/lost.rs", ""),
        ];
        let files = files.into_iter().map(|(file, whole)| (file.to_owned(), whole.to_owned())).collect();
        let lost =
            ["tests/a/lost.rs", "tests/a/lost/found_by_nobody.rs", "tests/alone.rs", "tests/common/lost.rs"];
        assert_eq!(forgotten::forgotten(&files), lost);
    }

    #[test]
    fn hidden_dependencies_are_found() {
        let manifest = "[dependencies]\na = \"1\"\n# none\n[dev-dependencies]\nz = \"1\"\n";
        let lock = "[[package]]\nname = \"a\"\ndependencies = [\n \"b 2.0.0\",\n]\n\n\
                    [[package]]\nname = \"b\"\ndependencies = [\n \"hyper\",\n]\n\n\
                    [[package]]\nname = \"hyper\"\n\n[[package]]\nname = \"z\"\n";
        let reached = dependencies::reached(lock, &dependencies::direct(manifest));
        assert_eq!(reached.into_iter().collect::<Vec<_>>(), ["a", "b", "hyper"]);
    }
}
