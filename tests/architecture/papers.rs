//! What ARCHITECTURE.md says of the house: its words are where it says, and no path in it leads nowhere.

use std::path::{Path, PathBuf};

use crate::source::Source;

/// The most that it may be, in bytes: ten minutes of reading.
const MOST: usize = 16 << 10;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn architecture() -> String {
    std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap()
}

/// What stands between backticks in a text.
fn quoted(words: &str) -> impl Iterator<Item = &str> {
    words.split('`').skip(1).step_by(2)
}

/// The rows of the table of words: the word, and the file that it lives in.
fn words(paper: &str) -> Vec<(String, String)> {
    let table =
        paper.split("## Words").nth(1).and_then(|rest| rest.split("\n## ").next()).unwrap_or_default();
    let rows = table.lines().filter(|line| line.starts_with("| `"));
    rows.filter_map(|row| Some((quoted(row).next()?.to_owned(), quoted(row).last()?.to_owned()))).collect()
}

/// Whether a file makes something of that name known.
fn declares(source: &Source, name: &str) -> bool {
    let kinds = ["struct", "enum", "trait", "type", "fn", "const"];
    source.tokens.windows(2).any(|t| kinds.contains(&t[0].text.as_str()) && t[1].text == name)
        // A macro that makes ids or commands names them first.
        || source.tokens.windows(2).any(|t| t[0].text == "pub" && t[1].text == name)
}

#[test]
fn each_word_of_the_house_lives_where_it_says() {
    let words = words(&architecture());
    assert!(words.len() > 20, "only {} words were found", words.len());
    let missing: Vec<String> = words
        .into_iter()
        .filter(|(word, file)| {
            let whole = std::fs::read_to_string(root().join("src").join(file)).unwrap_or_default();
            !declares(&Source::new(&format!("src/{file}"), &whole), word)
        })
        .map(|(word, file)| format!("{word} is not in src/{file}"))
        .collect();
    assert!(missing.is_empty(), "\n{}\n", missing.join("\n"));
}

#[test]
fn papers_lead_somewhere() {
    let mut lost = Vec::new();
    for paper in ["ARCHITECTURE.md", "CONTRIBUTING.md", "docs/keeping.md", "docs/refi-qda.md"] {
        let words = std::fs::read_to_string(root().join(paper)).unwrap();
        for path in
            quoted(&words).filter(|path| path.ends_with(".rs") && !path.contains(['<', ' ', '*', '{']))
        {
            let found = |below: &str| root().join(below).join(path).exists();
            // A name alone stands for a file in the folder that was named before.
            let anywhere = !path.contains('/') && named_so(&root().join("src"), path);
            if !(found("src") || found("") || found("src/ui") || anywhere) {
                lost.push(format!("{paper}: {path}"));
            }
        }
    }
    assert!(lost.is_empty(), "\n{}\n", lost.join("\n"));
}

fn named_so(folder: &Path, name: &str) -> bool {
    let entries: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.iter().any(|path| path.ends_with(name) || (path.is_dir() && named_so(path, name)))
}

#[test]
fn the_paper_is_short() {
    let length = architecture().len();
    assert!(length <= MOST, "ARCHITECTURE.md has {length} bytes");
}

#[test]
fn a_word_that_is_elsewhere_is_found() {
    let paper = "# A\n\n## Words\n\n| word | is | lives in |\n| --- | --- | --- |\n| `Edit` | a change | `model/edit.rs` |\n\n## B\n";
    assert_eq!(words(paper), [("Edit".to_owned(), "model/edit.rs".to_owned())]);
    assert!(declares(&Source::new("src/a.rs", "pub enum Edit { A }"), "Edit"));
    assert!(!declares(&Source::new("src/a.rs", "// enum Edit\nuse crate::Edit;"), "Edit"));
}
