//! The house rules that a compiler does not hold: imports go down only, the window's libraries stay in the window,
//! no file, clock, thread or chance on the lower floors, and no network code in anything the program is built of.
//! ARCHITECTURE.md gives the reasons.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod dependencies;
mod source;

use std::path::Path;
use std::sync::LazyLock;

use source::{Named, Source, program};

/// The floors, lowest first; those on one line do not know each other.
const FLOORS: [&[&str]; 7] = [
    &["text"],
    &["model"],
    &["analysis", "agreement"],
    &["chart"],
    &["formats", "store"],
    &["session"],
    &["cli", "ui"],
];

/// Strings and numbers for people, beside the floors.
const LANG: &str = "lang";

/// Who may name the window's libraries.
const WINDOW: &str = "ui";
const WINDOW_LIBRARIES: [&str; 8] =
    ["egui", "eframe", "egui_extras", "egui_plot", "egui_tiles", "rfd", "epaint", "winit"];

/// Floors that see neither files nor time; the names with which they would.
const QUIET: [&str; 6] = ["text", "model", "analysis", "agreement", "chart", "formats"];
const LOUD: [&str; 6] = ["fs", "env", "process", "thread", "net", "path"];
const CHANCE_AND_CLOCKS: [&str; 3] = ["rand", "fastrand", "getrandom"];
const CLOCKS: [&str; 3] = ["SystemTime", "Instant", "Zoned"];
const MADE_ANEW: [&str; 4] = ["now", "now_v7", "new_v4", "now_v1"];

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

fn downward(source: &Source) -> Vec<String> {
    let Some(own) = source.module.first() else { return Vec::new() };
    let mut faults = Vec::new();
    for named in source.named() {
        let Some(to) = target(&named).filter(|to| to != own) else { continue };
        let allowed = match (rank(own), rank(to)) {
            (Some(own), Some(to)) => to < own,
            (Some(_), None) if to == LANG => FLOORS[6].contains(&own.as_str()),
            // A name that is no floor comes from the root itself, which has none; `lang` knows nobody.
            (_, _) => false,
        };
        if !allowed {
            faults.push(format!("{}:{}: {own} names {}", source.file, named.line, named.path.join("::")));
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

/// In a module inside a file `super` would mean something else than is reckoned with here.
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
fn every_file_belongs_to_a_floor() {
    all(|source| {
        let known = source.module.first().is_none_or(|floor| rank(floor).is_some() || floor == LANG);
        if known { Vec::new() } else { vec![format!("{} stands on no floor", source.file)] }
    });
}

#[test]
fn the_windows_libraries_stay_in_the_window() {
    all(window_libraries);
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
        assert_eq!(at("src/session/mod.rs", "fn f(s: &str) { s.into(); crate::lang::text(s) }"), 1);
        assert_eq!(at("src/lang/mod.rs", "use crate::text::Text;"), 1);
        assert_eq!(at("src/ui/app.rs", "use concord::cli::run;"), 1);
        assert_eq!(at("src/ui/app.rs", "use crate::{lang, text::Text}; use super::agreement::show;"), 0);
        assert_eq!(at("src/cli/new.rs", "use crate::session::Session; // crate::ui\n"), 0);
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
    fn hidden_dependencies_are_found() {
        let manifest = "[dependencies]\na = \"1\"\n# none\n[dev-dependencies]\nz = \"1\"\n";
        let lock = "[[package]]\nname = \"a\"\ndependencies = [\n \"b 2.0.0\",\n]\n\n\
                    [[package]]\nname = \"b\"\ndependencies = [\n \"hyper\",\n]\n\n\
                    [[package]]\nname = \"hyper\"\n\n[[package]]\nname = \"z\"\n";
        let reached = dependencies::reached(lock, &dependencies::direct(manifest));
        assert_eq!(reached.into_iter().collect::<Vec<_>>(), ["a", "b", "hyper"]);
    }
}
