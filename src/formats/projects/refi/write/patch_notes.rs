//! Memos as notes: those that say the same stay as they are written; the others become notes that say what they say, tied to
//! what they are about by a reference, or by a link where the format has no reference.

use std::collections::HashSet;

use uuid::Uuid;

use super::fresh;
use super::patch::Patch;
use crate::formats::projects::refi::file::ids::{parsed, part_of};
use crate::formats::projects::refi::file::tree::Element;
use crate::formats::projects::refi::file::values::timed;
use crate::formats::projects::refi::read::notes::{REPLY, title};
use crate::model::{Memo, MemoId, MemoTarget};

/// What a link is called that leads from a memo to a case, which nothing refers to notes from.
const ABOUT: &str = "memo";

impl Patch<'_> {
    /// What was said of a memo, if it is about the same still.
    fn same_place(&self, memo: &Memo) -> Option<&Memo> {
        let content = self.memos.get(&memo.id).copied();
        content.filter(|m| m.on == memo.on && m.reply_to == memo.reply_to)
    }

    /// Finds what notes have to be referred to from where.
    pub(in super::super) fn plan_notes(&mut self, root: &mut Element<'_>) {
        let memos = self.project.memos();
        let anew: HashSet<Uuid> =
            memos.iter().filter(|m| self.same_place(m).is_none()).map(|m| m.id.0).collect();
        let known: HashSet<Uuid> = self.content.memos.iter().map(|(id, _)| *id).collect();
        self.moved = anew.intersection(&known).copied().collect();
        self.unrefer(root);
        for memo in memos.iter().filter(|m| anew.contains(&m.id.0)) {
            let from = match &memo.on {
                MemoTarget::Project => {
                    root.children.push(fresh::reference("NoteRef", &memo.id.to_string()));
                    continue;
                }
                MemoTarget::Code(code) => self.codes.get(code).copied().unwrap_or(code.0),
                MemoTarget::Transcript(of) => self.transcribed(*of).map_or(of.0, |(id, _)| *id),
                MemoTarget::Coding(coding) => coding.0,
                MemoTarget::Passage(of, passage) => {
                    self.passages.entry(*of).or_default().push((memo.id.0, passage.clone()));
                    continue;
                }
                MemoTarget::Case(_) => continue,
            };
            self.notes.entry(from).or_default().push(memo.id.to_string());
        }
    }

    /// Takes out what refers from something to a memo that is about something else now.
    pub(in super::super) fn unrefer(&self, root: &mut Element<'_>) {
        if self.moved.is_empty() {
            return;
        }
        let is = |guid: Option<&str>| guid.and_then(parsed).is_some_and(|id| self.moved.contains(&id));
        root.each_mut(&mut |element| {
            element.children.retain(|c| match c.name {
                "NoteRef" => !is(c.get("targetGUID")),
                "Link" => !is(c.get("originGUID")),
                _ => true,
            });
        });
    }

    /// Finds the notes whose memos went, so that nothing refers to them.
    pub(in super::super) fn notes_that_went(&mut self, root: &Element<'_>) {
        for id in root.child("Notes").iter().flat_map(|n| &n.children).filter_map(|note| note.id) {
            if self.memos.get(&MemoId(id)).is_some_and(|was| self.project.memo(was.id).is_none()) {
                self.gone.insert(id);
            }
        }
    }

    /// Makes notes and links say what the memos say.
    pub(in super::super) fn put_notes(&mut self, root: &mut Element<'_>) {
        let notes = root.child_mut("Notes");
        for mut element in std::mem::take(&mut notes.children) {
            let Some((id, was)) = element.id.and_then(|id| Some((id, *self.memos.get(&MemoId(id))?))) else {
                notes.children.push(element);
                continue;
            };
            let Some(now) = self.project.memo(was.id) else { continue };
            if !self.claimed.insert(id) {
                continue;
            }
            if now.text != was.text {
                element.unset("plainTextPath");
                element.unset("richTextPath");
                element.child_mut("PlainTextContent").text.clone_from(&now.text);
                element.set("name", title(&now.text));
                element.set("modifiedDateTime", timed(now.changed));
            }
            notes.children.push(element);
        }
        let memos = self.project.memos();
        for memo in &memos {
            if self.claimed.insert(memo.id.0) {
                notes.children.push(fresh::note(memo, &self.coder(memo.author)));
            }
        }
        for memo in memos.iter().filter(|m| self.same_place(m).is_none()) {
            let links = root.child_mut("Links");
            if let MemoTarget::Case(case) = &memo.on {
                links.children.push(fresh::link(memo.id.0, &self.case(case.0), ABOUT));
            }
            if let Some(first) = memo.reply_to.filter(|first| self.project.memo(*first).is_some()) {
                links.children.push(fresh::link(memo.id.0, &first.to_string(), REPLY));
            }
        }
    }

    /// Makes descriptions that stand for memos here say what they say.
    pub(in super::super) fn descriptions(&mut self, root: &mut Element<'_>) {
        let project =
            (root.name == "Project").then(|| crate::formats::projects::refi::read::notes::project_id(root));
        let (content, of) = (&self.memos, self.project);
        let mut claimed = Vec::new();
        root.each_mut(&mut |element| {
            let id = if element.name == "Project" { project } else { element.id };
            if element.child("Description").is_none() {
                return;
            }
            let Some(own) = id.map(|id| part_of(id, "description")) else { return };
            let Some(was) = content.get(&MemoId(own)) else { return };
            match of.memo(was.id) {
                None => element.children.retain(|c| c.name != "Description"),
                // What moved elsewhere becomes a note there.
                Some(now) if now.on != was.on => element.children.retain(|c| c.name != "Description"),
                Some(now) => {
                    claimed.push(own);
                    if now.text != was.text {
                        element.child_mut("Description").text.clone_from(&now.text);
                    }
                }
            }
        });
        self.claimed.extend(claimed);
    }
}
