//! Codes made to say what the codebook says: each keeps its element, wherever it stands now.

use std::collections::HashMap;

use uuid::Uuid;

use super::fresh;
use super::patch::Patch;
use crate::formats::projects::refi::file::tree::Element;
use crate::model::{Code, CodeId};

impl Patch<'_> {
    pub(in super::super) fn codes<'x>(&mut self, codes: &mut Element<'x>) {
        let content: HashMap<Uuid, &Code> = self.content.codes.iter().map(|(id, code)| (*id, code)).collect();
        let mut there: HashMap<CodeId, Element<'x>> = HashMap::new();
        for mut element in flattened(codes) {
            let Some(was) = element.id.and_then(|id| content.get(&id)) else { continue };
            let id = element.id.unwrap_or_default();
            let Some(now) = self.project.codebook().get(was.id) else {
                self.gone.insert(id);
                continue;
            };
            if self.claims(id, was.id.0, self.code(was.id)) {
                change_code(&mut element, was, now);
                there.insert(was.id, element);
            }
        }
        let book = self.project.codebook();
        let mut under: HashMap<Option<CodeId>, Vec<CodeId>> = HashMap::new();
        for code in book.codes() {
            under.entry(code.parent).or_default().push(code.id);
            there.entry(code.id).or_insert_with(|| {
                let mut element = fresh::code(code);
                element.id = Some(code.id.0);
                element
            });
        }
        codes.children = nested(None, &under, &mut there);
    }
}

fn change_code(element: &mut Element<'_>, was: &Code, now: &Code) {
    if now.name != was.name {
        element.set("name", now.name.clone());
    }
    if now.colour != was.colour {
        element.set("color", now.colour.to_string());
    }
    if now.codable != was.codable {
        element.set("isCodable", now.codable.to_string());
    }
    let (before, after) = (
        crate::formats::projects::refi::read::codes::description(was),
        crate::formats::projects::refi::read::codes::description(now),
    );
    if before != after {
        element.children.retain(|c| c.name != "Description");
        if !after.is_empty() {
            element.children.insert(0, Element::words("Description", after));
        }
    }
}

/// All codes in a list, those under others taken out of them.
fn flattened<'x>(codes: &mut Element<'x>) -> Vec<Element<'x>> {
    let mut all = Vec::new();
    let mut waiting: Vec<Element<'x>> = std::mem::take(&mut codes.children);
    waiting.reverse();
    while let Some(mut element) = waiting.pop() {
        let (mut under, own) =
            std::mem::take(&mut element.children).into_iter().partition::<Vec<_>, _>(|c| c.name == "Code");
        element.children = own;
        all.push(element);
        under.reverse();
        waiting.extend(under);
    }
    all
}

/// The codes under one, with all that stand under them.
fn nested<'x>(
    parent: Option<CodeId>,
    under: &HashMap<Option<CodeId>, Vec<CodeId>>,
    there: &mut HashMap<CodeId, Element<'x>>,
) -> Vec<Element<'x>> {
    let mut all = Vec::new();
    for id in under.get(&parent).into_iter().flatten() {
        let Some(mut element) = there.remove(id) else { continue };
        element.children.extend(nested(Some(*id), under, there));
        all.push(element);
    }
    all
}
