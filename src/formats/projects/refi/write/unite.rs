//! Several files of one study as one tree: what has the same id is one element, with what stands in any of them; the first
//! file's word counts. Made before anything of the project is put in.

use std::collections::HashMap;

use uuid::Uuid;

use crate::formats::projects::refi::file::tree::Element;

/// Puts into one tree what only another has.
pub(in super::super) fn unite<'x>(into: &mut Element<'x>, from: Element<'x>) {
    for (name, value) in from.attributes {
        if into.get(name).is_none() {
            into.attributes.push((name, value));
        }
    }
    let mut known: HashMap<(&str, Uuid), usize> = HashMap::new();
    for (at, child) in into.children.iter().enumerate() {
        if let Some(id) = child.id {
            known.entry((child.name, id)).or_insert(at);
        }
    }
    for child in from.children {
        let same = match child.id {
            Some(id) => known.get(&(child.name, id)).copied(),
            // What has no id stands once, and what refers to something once for each.
            None if child.get("targetGUID").is_some() => {
                let target = |e: &Element<'_>| e.get("targetGUID").map(str::to_lowercase);
                into.children.iter().position(|c| c.name == child.name && target(c) == target(&child))
            }
            None if child.name == "VariableValue" => {
                let of = |e: &Element<'_>| {
                    e.child("VariableRef").and_then(|r| r.get("targetGUID")).map(str::to_lowercase)
                };
                into.children.iter().position(|c| c.name == child.name && of(c) == of(&child))
            }
            None => into.children.iter().position(|c| c.name == child.name),
        };
        match same {
            Some(at) => unite(&mut into.children[at], child),
            None => into.children.push(child),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_one_has_is_in_both() {
        let source = |selections: &[u128]| {
            let mut source = Element::new("TextSource");
            source.id = Some(Uuid::from_u128(1));
            for n in selections {
                let mut selection = Element::new("PlainTextSelection");
                selection.id = Some(Uuid::from_u128(*n));
                source.children.push(selection);
            }
            source
        };
        let mut one = source(&[2, 3]);
        unite(&mut one, source(&[3, 4]));
        assert_eq!(one, source(&[2, 3, 4]));
    }
}
