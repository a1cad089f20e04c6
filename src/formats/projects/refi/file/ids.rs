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
#[derive(Clone)]
pub(in super::super) struct Ids {
    /// What makes a string of this file another than the same string of another file.
    salt: String,
}

/// How many ids that are wrong are named.
const MOST: usize = 100;

/// What was found wrong with ids.
#[derive(Debug, Default)]
pub(in super::super) struct Faults {
    /// Elements whose id another element of the same kind has: the first of them by their names and ids.
    pub(in super::super) twice: Vec<(String, String)>,
    /// How many further ones there are.
    pub(in super::super) more_twice: usize,
    /// The first of the ids that are no GUIDs, each once.
    pub(in super::super) strange: Vec<String>,
    /// How many further ones there are.
    pub(in super::super) more_strange: usize,
    /// Elements that have none.
    pub(in super::super) missing: usize,
}

/// The elements of a piece of a file whose ids are not what stands there: the number of the piece each is, and its id.
pub(in super::super) type Odd = Vec<(u32, Uuid)>;

impl Ids {
    pub(in super::super) fn new(salt: impl Into<String>) -> Self {
        Self { salt: salt.into() }
    }

    /// What a string stands for.
    pub(in super::super) fn of(&self, guid: &str) -> Uuid {
        parsed(guid).unwrap_or_else(|| derived(&[&self.salt, "guid", guid.trim()]))
    }
}

/// A GUID in any case, in braces or not.
pub(in super::super) fn parsed(guid: &str) -> Option<Uuid> {
    let guid = guid.trim();
    let bare = guid.strip_prefix('{').and_then(|g| g.strip_suffix('}')).unwrap_or(guid);
    (bare.len() == 36).then(|| Uuid::try_parse(bare).ok())?
}

/// An id made of words, the same whenever they are.
pub(in super::super) fn derived(of: &[&str]) -> Uuid {
    let sum = sha256(of.join("\u{1f}"));
    let number = u128::from_str_radix(&sum[..32], 16).unwrap_or_default();
    uuid::Builder::from_custom_bytes(number.to_be_bytes()).into_uuid()
}

/// The id of a part that is made here, such as the selection of a coding, made of the id of what it belongs to.
pub(in super::super) fn part_of(id: Uuid, part: &str) -> Uuid {
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

/// Gives the elements of a file what they are known by, piece by piece in the order of the file.
pub(in super::super) struct Assigning<'i> {
    ids: &'i Ids,
    seen: HashMap<(Class, Uuid), u32>,
    strange: HashSet<Uuid>,
    pub(in super::super) faults: Faults,
}

impl<'i> Assigning<'i> {
    pub(in super::super) fn new(ids: &'i Ids) -> Self {
        Self { ids, seen: HashMap::new(), strange: HashSet::new(), faults: Faults::default() }
    }

    /// Gives every element of a piece what it is known by, and finds what is wrong with the ids.
    pub(in super::super) fn assign(&mut self, piece: &mut Element<'_>) -> Odd {
        let (mut odd, mut at) = (Odd::new(), 0);
        piece.each_mut(&mut |element| {
            let plain = element.get("guid").filter(|g| !g.trim().is_empty()).map(|guid| self.ids.of(guid));
            element.id = self.id(element, plain);
            odd.extend(element.id.filter(|_| element.id != plain).map(|id| (at, id)));
            at += 1;
        });
        odd
    }

    fn id(&mut self, element: &Element<'_>, plain: Option<Uuid>) -> Option<Uuid> {
        let class = class(element.name);
        let Some(own) = plain else {
            let class = class?;
            self.faults.missing += 1;
            let n = self.faults.missing.to_string();
            return Some(derived(&[&self.ids.salt, "none", &format!("{class:?}"), &n]));
        };
        let guid = element.get("guid").unwrap_or_default();
        if parsed(guid).is_none() && self.strange.insert(own) {
            match self.faults.strange.len() {
                ..MOST => self.faults.strange.push(guid.to_owned()),
                MOST.. => self.faults.more_strange += 1,
            }
        }
        let Some(class) = class else { return plain };
        let times = self.seen.entry((class, own)).or_default();
        *times += 1;
        if *times == 1 {
            return plain;
        }
        match self.faults.twice.len() {
            ..MOST => self.faults.twice.push((element.name.to_owned(), guid.to_owned())),
            MOST.. => self.faults.more_twice += 1,
        }
        Some(derived(&[&self.ids.salt, "again", &own.to_string(), &(*times - 1).to_string()]))
    }
}

/// Gives the elements of a piece what they were given before.
pub(in super::super) fn assign_again(piece: &mut Element<'_>, ids: &Ids, odd: &Odd) {
    let (mut odd, mut at) = (odd.iter().peekable(), 0);
    piece.each_mut(&mut |element| {
        element.id = match odd.next_if(|(n, _)| *n == at) {
            Some((_, id)) => Some(*id),
            None => element.get("guid").filter(|g| !g.trim().is_empty()).map(|guid| ids.of(guid)),
        };
        at += 1;
    });
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
        root.children.push(Element::new("Code"));
        let ids = Ids::new("x");
        let mut assigning = Assigning::new(&ids);
        let odd = assigning.assign(&mut root);
        assert_eq!((assigning.faults.twice.len(), assigning.faults.missing), (1, 1));
        assert_ne!(root.children[0].id, root.children[1].id);
        let mut again = root.clone();
        again.each_mut(&mut |element| element.id = None);
        assign_again(&mut again, &ids, &odd);
        assert_eq!(again, root);
    }
}
