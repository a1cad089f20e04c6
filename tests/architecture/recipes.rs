//! The recipes of ARCHITECTURE.md, counted on one of each that is there: which files name it beside its own.

use std::collections::BTreeSet;

use crate::PROGRAM;
use crate::source::Source;

/// The files that name a module, but for its own.
fn naming(module: &[&str]) -> BTreeSet<&'static str> {
    let is_inside = |source: &&Source| {
        source.module.len() >= module.len() && source.module.iter().zip(module).all(|(a, b)| a == b)
    };
    let names = |source: &&Source| {
        let whole = |path: &[String]| match path.first().map(String::as_str) {
            Some("crate" | "concord") => path[1..].to_vec(),
            _ => source.module.iter().chain(path).cloned().collect::<Vec<_>>(),
        };
        source.named().iter().any(|named| {
            let whole = whole(&named.path);
            whole.len() >= module.len() && whole.iter().zip(module).all(|(a, b)| a == b)
        })
    };
    PROGRAM.iter().filter(|s| !is_inside(s)).filter(names).map(|s| s.file.as_str()).collect()
}

fn counted(what: &str, module: &[&str], expected: &[&str]) {
    let found = naming(module);
    println!("{what}: {} files beside its own: {found:?}", found.len());
    assert_eq!(found, expected.iter().copied().collect(), "{what}");
}

#[test]
fn a_format_is_its_file_and_two_lines() {
    counted(
        "a format",
        &["formats", "transcripts", "textgrid"],
        &["src/formats/catalogue.rs", "src/formats/transcripts/mod.rs"],
    );
}

#[test]
fn a_panel_is_its_folder_and_three_lines() {
    counted("a panel", &["ui", "panels", "themes"], &["src/ui/app/view.rs", "src/ui/panels/mod.rs"]);
    let named = PROGRAM.iter().filter(|s| s.tokens.windows(3).any(|t| t[0].text == "THEMES"));
    let rows: BTreeSet<&str> = named.map(|s| s.file.as_str()).collect();
    println!("its row: {rows:?}");
    assert!(rows.contains("src/ui/context/panel.rs") && rows.contains("src/ui/app/view.rs"));
}

#[test]
fn a_command_is_its_file_and_a_line() {
    counted("a command", &["cli", "frequencies"], &["src/cli/mod.rs"]);
}
