//! What the program is built of, read from Cargo.toml and Cargo.lock, since asking cargo needs its index.

use std::collections::{BTreeMap, BTreeSet};

/// The names under `[dependencies]`, those for the window among them; not what only tests and benches use.
pub(crate) fn direct(manifest: &str) -> Vec<String> {
    let lines = manifest.lines().skip_while(|line| *line != "[dependencies]").skip(1);
    let lines = lines.take_while(|line| !line.starts_with('['));
    let named = lines.filter_map(|line| line.split_once('=').map(|(name, _)| name.trim().to_owned()));
    named.filter(|name| !name.is_empty() && !name.starts_with(['#', '"'])).collect()
}

/// All packages that the named ones lead to, on any system and with any feature that the lock has room for.
pub(crate) fn reached(lock: &str, from: &[String]) -> BTreeSet<String> {
    let mut needs: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut name = "";
    for line in lock.lines() {
        if let Some(found) = line.strip_prefix("name = \"") {
            name = found.trim_end_matches('"');
            needs.entry(name).or_default();
        } else if let Some(found) = line.strip_prefix(" \"") {
            // A version follows the name where the lock has several.
            let found = found.trim_end_matches("\",").split(' ').next().unwrap_or_default();
            needs.entry(name).or_default().push(found);
        }
    }
    let mut reached: BTreeSet<String> = BTreeSet::new();
    let mut left: Vec<&str> = from.iter().map(String::as_str).collect();
    while let Some(next) = left.pop() {
        if let Some(found) = needs.get(next)
            && reached.insert(next.to_owned())
        {
            left.extend(found);
        }
    }
    reached
}
