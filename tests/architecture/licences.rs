//! Whether the lists of what the program is built of, and under which licences, are those of the crates that it is built
//! of now. `CONCORD_WRITE_LICENCES=1` writes them anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::dependencies;

/// How they are renewed.
const RENEW: &str = "run `cargo fetch --locked && CONCORD_WRITE_LICENCES=1 cargo test --test architecture licences` to renew it";
/// The texts of fonts, and where the crates that bring the fonts have them.
const FONTS: [(&str, &str, &str); 5] = [
    ("inter.txt", "ttf-inter", "LICENSE.txt"),
    ("ubuntu.txt", "epaint_default_fonts", "fonts/UFL.txt"),
    ("hack.txt", "epaint_default_fonts", "fonts/Hack-Regular.txt"),
    ("emoji-icon-font.txt", "epaint_default_fonts", "fonts/emoji-icon-font-mit-license.txt"),
    ("egui-icons.txt", "epaint_default_fonts", "fonts/egui-icons.txt"),
];
/// The lock has room for these, for a feature of another crate that is off: cargo never builds them.
const NEVER_BUILT: [&str; 2] = ["borsh", "borsh-derive"];
/// How the names of files begin that hold a licence or a notice.
const TEXTS: [&str; 5] = ["license", "licence", "copying", "notice", "unlicense"];

/// Whether they are being renewed.
fn is_to_write() -> bool {
    std::env::var_os("CONCORD_WRITE_LICENCES").is_some()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn file(name: &str) -> PathBuf {
    root().join("assets/licences").join(name)
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|why| panic!("{}: {why}: {RENEW}", path.display()))
}

/// A crate, as cargo tells of it.
struct Crate {
    name: String,
    version: String,
    licence: String,
    source: String,
    authors: Vec<String>,
    /// Its own folder.
    folder: PathBuf,
}

impl Crate {
    fn of(package: &Value) -> Self {
        let word = |key: &str| package[key].as_str().unwrap_or_default().to_owned();
        let list = |key: &str| package[key].as_array().cloned().unwrap_or_default();
        let licence = match (word("license"), word("license_file")) {
            (licence, _) if !licence.is_empty() => licence,
            (_, file) => format!("as its file {file} says"),
        };
        // Names are enough to say who they are.
        let named = |author: &str| author.split(" <").next().unwrap_or_default().to_owned();
        let authors = list("authors").iter().filter_map(Value::as_str).map(named).collect();
        let (name, version) = (word("name"), word("version"));
        let source = [word("repository"), word("homepage")].into_iter().find(|address| !address.is_empty());
        let source = source.unwrap_or_else(|| format!("https://crates.io/crates/{name}"));
        let folder = Path::new(&word("manifest_path")).parent().unwrap().to_owned();
        Self { name, version, licence, source, authors, folder }
    }

    /// Whether it can be had under the Apache licence, whose text comes with Concord's own.
    fn is_apache(&self) -> bool {
        let alternatives = self.licence.replace('/', " OR ");
        !self.licence.contains(" AND ") && alternatives.split(" OR ").any(|one| one.trim() == "Apache-2.0")
    }

    /// What stands in its licences and notices, in the order of their names.
    fn texts(&self) -> Vec<String> {
        let names = fs::read_dir(&self.folder).unwrap().map(|entry| entry.unwrap().path());
        let is_text = |path: &PathBuf| {
            let name = path.file_name().unwrap().to_string_lossy().to_lowercase();
            let notice_alone = self.is_apache() && !name.starts_with("notice");
            path.is_file() && !notice_alone && TEXTS.iter().any(|begins| name.starts_with(begins))
        };
        let mut files: Vec<PathBuf> = names.filter(is_text).collect();
        files.sort();
        let tidy = |path: &PathBuf| {
            let text = String::from_utf8_lossy(&fs::read(path).unwrap()).replace('\r', "");
            let lines: Vec<&str> = text.trim_matches('\n').lines().map(str::trim_end).collect();
            lines.join("\n")
        };
        files.iter().map(tidy).collect()
    }
}

/// All that the program is built of, on all systems; none where cargo has not got all of it and may not fetch it.
fn crates() -> Option<Vec<Crate>> {
    let asked = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--offline", "--format-version", "1"])
        .current_dir(root())
        .output()
        .unwrap();
    if !asked.status.success() {
        return None;
    }
    let told: Value = serde_json::from_slice(&asked.stdout).unwrap();
    let id = |package: &Value| package.as_str().unwrap().to_owned();
    let nodes = told["resolve"]["nodes"].as_array().unwrap();
    let needs: BTreeMap<String, &Value> = nodes.iter().map(|n| (id(&n["id"]), &n["deps"])).collect();
    let own = id(&told["resolve"]["root"]);
    let (mut reached, mut left) = (BTreeSet::new(), vec![own.clone()]);
    while let Some(next) = left.pop() {
        for need in needs[&next].as_array().unwrap() {
            // What only tests need is not in the program.
            let is_in = need["dep_kinds"].as_array().unwrap().iter().any(|kind| kind["kind"] != "dev");
            let package = id(&need["pkg"]);
            if is_in && package != own && reached.insert(package.clone()) {
                left.push(package);
            }
        }
    }
    let packages = told["packages"].as_array().unwrap();
    let mut crates: Vec<Crate> =
        packages.iter().filter(|package| reached.contains(&id(&package["id"]))).map(Crate::of).collect();
    crates.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    Some(crates)
}

/// The list of the crates.
fn list(crates: &[Crate]) -> String {
    let mut list = format!(
        "The {} crates that Concord is built of, over all systems that it runs on. None of them is changed. What each asks to be\n\
         told along with it is in notices.txt; the Apache licence is Concord's own as well.\n",
        crates.len()
    );
    for one in crates {
        list.push_str(&format!(
            "\n{} {}\n  Licence: {}\n  Source: {}\n",
            one.name, one.version, one.licence, one.source
        ));
        if !one.authors.is_empty() {
            list.push_str(&format!("  Authors: {}\n", one.authors.join(", ")));
        }
    }
    list
}

/// What the crates ask to be told along with them, each text once.
fn notices(crates: &[Crate]) -> String {
    let mut texts: Vec<(String, Vec<String>)> = Vec::new();
    let mut silent = Vec::new();
    for one in crates {
        let name = format!("{} {}", one.name, one.version);
        let own = one.texts();
        if own.is_empty() && !one.is_apache() {
            let authors =
                if one.authors.is_empty() { "its authors".to_owned() } else { one.authors.join(", ") };
            silent.push(format!("{name}: {}, by {authors}", one.licence));
        }
        for text in own {
            match texts.iter_mut().find(|(there, _)| *there == text) {
                Some((_, names)) => names.push(name.clone()),
                None => texts.push((text, vec![name.clone()])),
            }
        }
    }
    let mut notices = "Licences and notices of crates that Concord is built of. Of a crate that may be used under the Apache licence, which \
                       is\nConcord's own as well, only its notices are here.\n"
        .to_owned();
    for (text, names) in texts {
        notices.push_str(&format!("\n{}\n{}\n\n{text}\n", "=".repeat(80), names.join(", ")));
    }
    notices.push_str(&format!(
        "\n{}\nCrates whose packages hold no text of their licence:\n\n{}\n",
        "=".repeat(80),
        silent.join("\n")
    ));
    notices
}

/// "name version" of each crate that is listed.
fn listed() -> BTreeSet<String> {
    let list = read(&file("crates.txt"));
    let entries = list.split("\n\n").skip(1);
    entries.map(|entry| entry.trim_start().lines().next().unwrap().to_owned()).collect()
}

#[test]
fn every_crate_that_the_program_is_built_of_is_listed() {
    if is_to_write() {
        return;
    }
    let lock = read(&root().join("Cargo.lock"));
    let direct = dependencies::direct(&read(&root().join("Cargo.toml")));
    let reached = dependencies::reached(&lock, &direct);
    assert!(reached.len() > 150, "{}", reached.len());
    let listed = listed();
    let names: BTreeSet<&str> = listed.iter().filter_map(|one| one.split(' ').next()).collect();
    let is_known = |name: &str| names.contains(name) || NEVER_BUILT.contains(&name);
    let missing: Vec<&String> = reached.iter().filter(|name| !is_known(name)).collect();
    assert!(missing.is_empty(), "assets/licences/crates.txt does not name {missing:?}: {RENEW}");
    let is_locked = |one: &&String| {
        let (name, version) = one.split_once(' ').unwrap();
        lock.contains(&format!("name = \"{name}\"\nversion = \"{version}\"\n"))
    };
    let old: Vec<&String> = listed.iter().filter(|one| !is_locked(one)).collect();
    assert!(old.is_empty(), "assets/licences/crates.txt names what is not used any more, {old:?}: {RENEW}");
}

#[test]
fn the_lists_are_what_cargo_tells() {
    let write = is_to_write();
    let Some(crates) = crates() else {
        assert!(!write, "cargo has not got every crate: run `cargo fetch --locked` first");
        println!("skipped: cargo has not got the crates of every system, see `cargo fetch`");
        return;
    };
    let font = |(name, from, text): (&str, &str, &str)| {
        let one = crates.iter().find(|one| one.name == from).unwrap();
        (format!("fonts/{name}"), read(&one.folder.join(text)).replace('\r', ""))
    };
    let files = [("crates.txt".to_owned(), list(&crates)), ("notices.txt".to_owned(), notices(&crates))];
    for (name, wanted) in files.into_iter().chain(FONTS.map(font)) {
        if write {
            fs::create_dir_all(file(&name).parent().unwrap()).unwrap();
            fs::write(file(&name), &wanted).unwrap();
        }
        assert!(read(&file(&name)) == wanted, "assets/licences/{name} is not what the crates say: {RENEW}");
    }
}
