//! Memos as notes: those that say the same stay as they are written; the others become notes that say what they say, tied to
//! what they are about by a reference, or by a link where the format has no reference.

use std::collections::HashSet;

use uuid::Uuid;

use super::fresh;
use super::ids::part_of;
use super::notes::{REPLY, title};
use super::patch::Patch;
use super::people::timed;
use super::tree::Element;
use crate::model::{Memo, MemoId, MemoTarget, Passage, TranscriptId};

/// What a link is called that leads from a memo to a case, which nothing refers to notes from.
const ABOUT: &str = "memo";

impl Patch<'_> {
    /// What was said of a memo, if it is about the same still.
    fn same_place(&self, memo: &Memo) -> Option<&Memo> {
        let said = self.memos.get(&memo.id).copied();
        said.filter(|m| m.on == memo.on && m.reply_to == memo.reply_to)
    }

    /// Finds what notes have to be referred to from where.
    pub(super) fn plan_notes(&mut self, root: &mut Element<'_>) {
        let memos: Vec<Memo> = self.project.memos().into_iter().map(|m| Memo::clone(m)).collect();
        let anew: HashSet<Uuid> =
            memos.iter().filter(|m| self.same_place(m).is_none()).map(|m| m.id.0).collect();
        let known: HashSet<Uuid> = self.said.memos.iter().map(|(id, _)| *id).collect();
        let moved: HashSet<Uuid> = anew.intersection(&known).copied().collect();
        // What was about something else is so no longer.
        if !moved.is_empty() {
            let is =
                |guid: Option<&str>| guid.and_then(super::ids::parsed).is_some_and(|id| moved.contains(&id));
            root.each_mut(&mut |element| {
                element.children.retain(|c| match c.name {
                    "NoteRef" => !is(c.get("targetGUID")),
                    "Link" => !is(c.get("originGUID")),
                    _ => true,
                });
            });
        }
        for memo in memos.iter().filter(|m| anew.contains(&m.id.0)) {
            let from = match &memo.on {
                MemoTarget::Project => {
                    root.children.push(fresh::reference("NoteRef", &memo.id.to_string()));
                    continue;
                }
                MemoTarget::Code(code) => {
                    self.said.codes.iter().find(|(_, c)| c.id == *code).map_or(code.0, |(id, _)| *id)
                }
                MemoTarget::Transcript(of) => {
                    self.said.transcripts.iter().find(|(_, t)| t.record.id == *of).map_or(of.0, |(id, _)| *id)
                }
                MemoTarget::Coding(coding) => coding.0,
                MemoTarget::Case(_) | MemoTarget::Passage(..) => continue,
            };
            self.notes.entry(from).or_default().push(memo.id.to_string());
        }
    }

    /// Memos on passages of a transcript that need a selection of their own.
    pub(super) fn passages(&self, id: TranscriptId) -> Vec<(Uuid, Passage)> {
        let memos = self.project.memos().into_iter();
        memos
            .filter_map(|m| match &m.on {
                MemoTarget::Passage(of, passage) if *of == id && self.same_place(m).is_none() => {
                    Some((m.id.0, passage.clone()))
                }
                MemoTarget::Project
                | MemoTarget::Code(_)
                | MemoTarget::Transcript(_)
                | MemoTarget::Case(_)
                | MemoTarget::Coding(_)
                | MemoTarget::Passage(..) => None,
            })
            .collect()
    }

    /// Makes notes, links and descriptions say what the memos say.
    pub(super) fn put_notes(&mut self, root: &mut Element<'_>) {
        self.descriptions(root);
        let notes = root.child_mut("Notes");
        for mut element in std::mem::take(&mut notes.children) {
            let Some((id, was)) = element.id.and_then(|id| Some((id, *self.memos.get(&MemoId(id))?))) else {
                notes.children.push(element);
                continue;
            };
            let Some(now) = self.project.memo(was.id) else {
                self.gone.insert(id);
                continue;
            };
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

    /// Descriptions that stand for memos here.
    fn descriptions(&mut self, root: &mut Element<'_>) {
        let project = super::notes::project_id(root);
        let (said, of) = (&self.memos, self.project);
        let mut claimed = Vec::new();
        root.each_mut(&mut |element| {
            let id = if element.name == "Project" { Some(project) } else { element.id };
            let Some(own) = id.map(|id| part_of(id, "description")) else { return };
            if element.child("Description").is_none() {
                return;
            }
            let Some(was) = said.get(&MemoId(own)) else { return };
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
