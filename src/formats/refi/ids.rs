//! Ids of a file: UUIDs in any case, in braces or not, are themselves; any other string stands for one that is made of it
//! and of the file, so that the same file gives the same ids. Two things of one kind with one id are told apart by their
//! order.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::tree::Element;
use crate::model::sha256;

/// A kind of thing whose ids must differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Class {
    User,
    Code,
    Variable,
    Case,
    Source,
    Text,
    Note,
    Set,
    Link,
    Coding,
}

/// How the ids of one file are read.
pub(super) struct Ids {
    /// What makes a string of this file another than the same string of another file.
    salt: String,
}

/// What was found wrong with ids.
#[derive(Debug, Default)]
pub(super) struct Faults {
    /// Elements whose id another element of the same kind has: their names and ids.
    pub(super) twice: Vec<(String, String)>,
    /// Ids that are no GUIDs, each once.
    pub(super) strange: Vec<String>,
    /// Elements that have none.
    pub(super) missing: usize,
}

impl Ids {
    pub(super) fn new(salt: impl Into<String>) -> Self {
        Self { salt: salt.into() }
    }

    /// What a string stands for.
    pub(super) fn of(&self, guid: &str) -> Uuid {
        parsed(guid).unwrap_or_else(|| derived(&[&self.salt, "guid", guid.trim()]))
    }
}

/// A GUID in any case, in braces or not.
pub(super) fn parsed(guid: &str) -> Option<Uuid> {
    let guid = guid.trim();
    let bare = guid.strip_prefix('{').and_then(|g| g.strip_suffix('}')).unwrap_or(guid);
    (bare.len() == 36).then(|| Uuid::try_parse(bare).ok())?
}

/// An id made of words, the same whenever they are.
pub(super) fn derived(of: &[&str]) -> Uuid {
    let sum = sha256(of.join("\u{1f}"));
    let number = u128::from_str_radix(&sum[..32], 16).unwrap_or_default();
    uuid::Builder::from_custom_bytes(number.to_be_bytes()).into_uuid()
}

/// The id of a part that is made here, such as the selection of a coding, made of the id of what it belongs to.
pub(super) fn part_of(id: Uuid, part: &str) -> Uuid {
    derived(&[&id.to_string(), part])
}

fn class(name: &str) -> Option<Class> {
    Some(match name {
        "User" => Class::User,
        "Code" => Class::Code,
        "Variable" => Class::Variable,
        "Case" => Class::Case,
        "TextSource" | "PDFSource" | "PictureSource" | "AudioSource" | "VideoSource" => Class::Source,
        "Representation" | "TextDescription" | "Transcript" => Class::Text,
        "Note" => Class::Note,
        "Set" => Class::Set,
        "Link" => Class::Link,
        "Coding" => Class::Coding,
        _ => return None,
    })
}

/// Gives every element what it is known by, and tells what is wrong with the ids.
pub(super) fn assign(root: &mut Element<'_>, ids: &Ids) -> Faults {
    let mut faults = Faults::default();
    let mut seen: HashMap<(Class, Uuid), usize> = HashMap::new();
    let mut strange: HashSet<String> = HashSet::new();
    root.each_mut(&mut |element| {
        let class = class(element.name);
        let Some(guid) = element.get("guid").filter(|g| !g.trim().is_empty()).map(str::to_owned) else {
            if let Some(class) = class {
                faults.missing += 1;
                let n = faults.missing.to_string();
                element.id = Some(derived(&[&ids.salt, "none", &format!("{class:?}"), &n]));
            }
            return;
        };
        if parsed(&guid).is_none() && strange.insert(guid.clone()) {
            faults.strange.push(guid.clone());
        }
        let own = ids.of(&guid);
        element.id = Some(own);
        let Some(class) = class else { return };
        let times = seen.entry((class, own)).or_default();
        if *times > 0 {
            element.id = Some(derived(&[&ids.salt, "again", &own.to_string(), &times.to_string()]));
            faults.twice.push((element.name.to_owned(), guid));
        }
        *times += 1;
    });
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guid_is_the_same_however_it_is_written() {
        let plain = parsed("d7aa29da-519b-4946-9b90-253b6db8fd0a");
        assert!(plain.is_some());
        assert_eq!(parsed(" {D7AA29DA-519B-4946-9B90-253B6DB8FD0A} "), plain);
        assert_eq!(parsed("src-1"), None);
        let [one, other] = ["one", "other"].map(Ids::new);
        assert_eq!(one.of("src-1"), one.of("src-1"));
        assert_ne!(one.of("src-1"), other.of("src-1"));
    }

    #[test]
    fn the_second_of_one_id_gets_its_own() {
        let mut root = Element::new("Codes");
        for guid in ["d7aa29da-519b-4946-9b90-253b6db8fd0a", "{D7AA29DA-519B-4946-9B90-253B6DB8FD0A}"] {
            root.children.push(Element::new("Code").with("guid", guid));
        }
        let faults = assign(&mut root, &Ids::new("x"));
        assert_eq!(faults.twice.len(), 1);
        assert_ne!(root.children[0].id, root.children[1].id);
    }
}
