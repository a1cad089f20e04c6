//! Whether every file of a test is part of one: a file that no `mod` line leads to is never compiled, and nobody notices.

use std::collections::{BTreeMap, BTreeSet};

use super::source::tokens;

/// Files that no `mod` line leads to from a `tests/<name>/main.rs`; all are given with what stands in them.
pub(crate) fn forgotten(files: &BTreeMap<String, String>) -> Vec<&str> {
    let is_main = |file: &&str| file.ends_with("/main.rs") && file.split('/').count() == 3;
    let mut left: Vec<&str> = files.keys().map(String::as_str).filter(is_main).collect();
    let mut reached = BTreeSet::new();
    while let Some(file) = left.pop() {
        if !reached.insert(file) {
            continue;
        }
        let below = file.strip_suffix("main.rs").or_else(|| file.strip_suffix("mod.rs"));
        let below = below.map_or_else(|| file.replace(".rs", "/"), str::to_owned);
        let words = tokens(&files[file]);
        for declared in words.windows(3).filter(|t| t[0].text == "mod" && t[2].text == ";") {
            let name = &declared[1].text;
            // What several tests share stands beside them, and they say so by a path.
            let places = [
                below.clone() + name + ".rs",
                below.clone() + name + "/mod.rs",
                format!("tests/{name}/mod.rs"),
            ];
            left.extend(
                places.iter().filter_map(|place| files.get_key_value(place)).map(|(file, _)| file.as_str()),
            );
        }
    }
    files.keys().map(String::as_str).filter(|file| !reached.contains(file)).collect()
}
