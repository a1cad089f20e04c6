//! A tree of elements as files had them, made to say what the project says now: an element that says the same still is not
//! touched, one that does not is changed, what went is taken out, what is new is put in.

use std::collections::{BTreeMap, HashMap, HashSet};

use uuid::Uuid;

use super::fresh;
use super::packing::Files;
use super::patch_sources::Fates;
use crate::formats::projects::refi::file::ids::parsed;
use crate::formats::projects::refi::file::tree::Element;
use crate::formats::projects::refi::read::content::{FileContent, TextSource};
use crate::formats::projects::refi::read::positions::Positions;
use crate::model::{
    AttributeId, AttributeOf, CaseId, CodeId, CoderId, Memo, MemoId, Passage, Project, TranscriptId, Value,
};

/// What is known while a tree is made to say what a project says.
pub(in super::super) struct Patch<'p> {
    pub(in super::super) project: &'p Project,
    pub(in super::super) content: &'p FileContent,
    /// Codings of the files, and whether the project says the same of them still.
    pub(in super::super) same: &'p HashMap<Uuid, bool>,
    /// What positions count in what is written.
    pub(in super::super) counting: Positions,
    /// Whether texts stay as they are in the file, with its line ends.
    pub(in super::super) unchanged: bool,
    /// Things of the project that have their element.
    pub(in super::super) claimed: HashSet<Uuid>,
    /// What else than the first element of a thing was called: it is called like that now.
    alias: HashMap<Uuid, String>,
    /// Elements that went.
    pub(in super::super) gone: HashSet<Uuid>,
    /// How the file writes the ids of elements.
    guids: HashMap<Uuid, String>,
    /// The elements of coders, codes and cases.
    coders: HashMap<CoderId, Uuid>,
    pub(in super::super) codes: HashMap<CodeId, Uuid>,
    cases: HashMap<CaseId, Uuid>,
    /// Where the words of elements, and those of transcripts, stand among what was said.
    texts: HashMap<Uuid, usize>,
    transcripts: HashMap<TranscriptId, usize>,
    /// Notes to be referred to, by the ids of elements.
    pub(in super::super) notes: HashMap<Uuid, Vec<String>>,
    /// Memos that are about something else than the file says.
    pub(in super::super) moved: HashSet<Uuid>,
    /// Memos on passages that need a selection of their own.
    pub(in super::super) passages: HashMap<TranscriptId, Vec<(Uuid, Passage)>>,
    /// What the files said of memos.
    pub(in super::super) memos: HashMap<MemoId, &'p Memo>,
    /// Texts to be written, by the names of their files.
    pub(in super::super) files: &'p mut Files,
    /// Formatted texts that no longer fit their words.
    pub(in super::super) unformatted: usize,
}

impl<'p> Patch<'p> {
    pub(in super::super) fn new(
        project: &'p Project,
        content: &'p FileContent,
        same: &'p HashMap<Uuid, bool>,
        (counting, unchanged): (Positions, bool),
        files: &'p mut Files,
    ) -> Self {
        // Of one thing the first counts.
        let coders = content.coders.iter().rev().map(|(id, coder)| (coder.id, *id)).collect();
        let codes = content.codes.iter().rev().map(|(id, code)| (code.id, *id)).collect();
        let cases = content.cases.iter().rev().map(|(id, case)| (case.id, *id)).collect();
        let texts = content.transcripts.iter().enumerate().rev();
        let transcripts = texts.clone().map(|(at, (_, t))| (t.record.id, at)).collect();
        Self {
            project,
            content,
            same,
            counting,
            unchanged,
            claimed: HashSet::new(),
            alias: HashMap::new(),
            gone: HashSet::new(),
            guids: HashMap::new(),
            coders,
            codes,
            cases,
            texts: texts.map(|(at, (id, _))| (*id, at)).collect(),
            transcripts,
            notes: HashMap::new(),
            moved: HashSet::new(),
            passages: HashMap::new(),
            memos: content.memos.iter().map(|(_, memo)| (memo.id, memo)).collect(),
            files,
            unformatted: 0,
        }
    }

    /// Makes all of a project's tree say what the project says, but for sources and what comes after them; says what is to
    /// become of sources, of which the tree has no more than their heads.
    pub(in super::super) fn before_sources(&mut self, root: &mut Element<'_>) -> Fates {
        root.each(&mut |element| {
            let named = matches!(element.name, "User" | "Code" | "Variable" | "Case" | "Note" | "Set")
                || element.name.ends_with("Source")
                || element.name == "Transcript";
            if let Some((id, guid)) = element.id.zip(element.get("guid")).filter(|_| named) {
                self.guids.entry(id).or_insert_with(|| guid.to_owned());
            }
        });
        self.users(root);
        self.codes(root.child_mut("CodeBook").child_mut("Codes"));
        self.variables(root.child_mut("Variables"));
        self.plan_notes(root);
        let fates = self.fates(&std::mem::take(&mut root.child_mut("Sources").children));
        self.cases(root.child_mut("Cases"));
        self.notes_that_went(root);
        self.sets(root.child_mut("Sets"), "targetGUID");
        self.descriptions(root);
        fates
    }

    /// Makes the rest of the tree say what the project says, once all sources do.
    pub(in super::super) fn after_sources(&mut self, root: &mut Element<'_>) {
        self.put_notes(root);
        self.clean(root);
    }

    /// Makes a codebook's tree say what the project's codebook says.
    pub(in super::super) fn codebook(&mut self, root: &mut Element<'_>) {
        root.each(&mut |element| {
            if let Some((id, guid)) = element.id.zip(element.get("guid")).filter(|_| element.name == "Code") {
                self.guids.entry(id).or_insert_with(|| guid.to_owned());
            }
        });
        self.codes(root.child_mut("Codes"));
        self.sets(root.child_mut("Sets"), "guid");
    }

    /// How an element's id is written: as the file has it, else plainly.
    pub(in super::super) fn guid(&self, element: Option<Uuid>, own: Uuid) -> String {
        element.and_then(|id| self.guids.get(&id)).cloned().unwrap_or_else(|| own.to_string())
    }

    /// What a file said of the words of an element.
    pub(in super::super) fn text(&self, of: Uuid) -> Option<&'p TextSource> {
        self.texts.get(&of).and_then(|at| self.content.transcripts.get(*at)).map(|(_, of)| of)
    }

    /// The element of a transcript, and what a file said of its words.
    pub(in super::super) fn transcribed(&self, of: TranscriptId) -> Option<&'p (Uuid, TextSource)> {
        self.transcripts.get(&of).and_then(|at| self.content.transcripts.get(*at))
    }

    pub(in super::super) fn coder(&self, id: CoderId) -> String {
        let content = self.coders.get(&id).copied();
        self.guid(content, content.unwrap_or(id.0))
    }

    pub(in super::super) fn code(&self, id: CodeId) -> String {
        self.guid(self.codes.get(&id).copied(), id.0)
    }

    fn variable(&self, id: AttributeId) -> String {
        let content = self.content.attributes.iter().find(|(_, a)| a.id == id).map(|(element, _)| *element);
        self.guid(content, id.0)
    }

    pub(in super::super) fn case(&self, id: Uuid) -> String {
        self.guid(self.cases.get(&CaseId(id)).copied(), id)
    }

    /// Whether an element is the first of its thing; if not, what refers to it shall refer to the first.
    pub(in super::super) fn claims(&mut self, element: Uuid, own: Uuid, first: String) -> bool {
        let claims = self.claimed.insert(own);
        if !claims {
            self.alias.insert(element, first);
        }
        claims
    }

    /// Whether what refers to an element shall refer to another.
    pub(in super::super) fn is_alias(&self, element: Uuid) -> bool {
        self.alias.contains_key(&element)
    }

    fn users(&mut self, root: &mut Element<'_>) {
        let content = self.content;
        let users = root.child_mut("Users");
        for mut element in std::mem::take(&mut users.children) {
            let Some((id, was)) = content.coders.iter().find(|(id, _)| Some(*id) == element.id) else {
                users.children.push(element);
                continue;
            };
            let Some(now) = self.project.coder(was.id) else {
                self.gone.insert(*id);
                continue;
            };
            if !self.claims(*id, was.id.0, self.coder(was.id)) {
                continue;
            }
            if now.name != was.name {
                element.set("name", now.name.clone());
            }
            if was.role != now.role {
                element.unset("id");
                if let Some(mark) = crate::formats::projects::refi::read::people::mark(now.role) {
                    element.set("id", mark);
                }
            }
            users.children.push(element);
        }
        for coder in self.project.coders() {
            let content = content.coders.iter().find(|(_, c)| c.id == coder.id);
            // Whom the file names without saying who it is stays so, unless somebody gave a name.
            let new = content.is_none_or(|(_, was)| was.name != coder.name);
            if new && self.claimed.insert(coder.id.0) {
                let mut element = fresh::user(coder);
                element.set("guid", self.coder(coder.id));
                users.children.push(element);
            }
        }
    }

    fn variables(&mut self, variables: &mut Element<'_>) {
        let content = self.content;
        for mut element in std::mem::take(&mut variables.children) {
            let all: Vec<_> = content.attributes.iter().filter(|(id, _)| Some(*id) == element.id).collect();
            let Some((id, _)) = all.first() else {
                variables.children.push(element);
                continue;
            };
            let mut now = all.iter().filter_map(|(_, was)| Some((was, self.project.attribute(was.id)?)));
            let Some((was, now)) = now.next() else {
                self.gone.insert(*id);
                continue;
            };
            let mut own = all.iter().map(|(_, was)| was.id.0);
            if own.any(|own| self.claimed.contains(&own)) {
                self.alias.insert(*id, self.variable(was.id));
                continue;
            }
            self.claimed.extend(all.iter().map(|(_, was)| was.id.0));
            if now.name != was.name {
                element.set("name", now.name.clone());
            }
            variables.children.push(element);
        }
        for attribute in self.project.attributes() {
            if self.claimed.insert(attribute.id.0) {
                variables.children.push(fresh::variable(attribute));
            }
        }
    }

    /// Makes the values that stand on an element those of the project.
    pub(in super::super) fn values(
        &self,
        element: &mut Element<'_>,
        of: AttributeOf,
        was: &BTreeMap<AttributeId, Value>,
        now: &BTreeMap<AttributeId, Value>,
    ) {
        if was == now {
            return;
        }
        let attributes: Vec<_> = self.project.attributes().into_iter().filter(|a| a.of == of).collect();
        for attribute in attributes {
            let (was, now) = (was.get(&attribute.id), now.get(&attribute.id));
            if was == now {
                continue;
            }
            let variable = self.variable(attribute.id);
            let is = |c: &Element<'_>| {
                c.name == "VariableValue"
                    && c.targets("VariableRef").any(|v| v.eq_ignore_ascii_case(&variable))
            };
            element.children.retain(|c| !is(c));
            element.children.extend(now.map(|now| fresh::value(&variable, now)));
        }
    }

    fn sets(&mut self, sets: &mut Element<'_>, attribute: &'static str) {
        let content = self.content;
        let members = |codes: &[CodeId], this: &Self| {
            let member = |code: &CodeId| Element::new("MemberCode").with(attribute, this.code(*code));
            codes.iter().map(member).collect::<Vec<_>>()
        };
        for mut element in std::mem::take(&mut sets.children) {
            let Some((id, was)) = content.sets.iter().find(|(id, _)| Some(*id) == element.id) else {
                sets.children.push(element);
                continue;
            };
            let Some(now) = self.project.code_set(was.id).cloned() else {
                self.gone.insert(*id);
                continue;
            };
            if !self.claimed.insert(was.id.0) {
                continue;
            }
            if now.name != was.name {
                element.set("name", now.name.clone());
            }
            if now.codes != was.codes {
                element.children.retain(|c| c.name != "MemberCode");
                element.children.extend(members(&now.codes, self));
            }
            sets.children.push(element);
        }
        for set in self.project.code_sets() {
            if self.claimed.insert(set.id.0) {
                let mut element =
                    Element::new("Set").with("guid", set.id.to_string()).with("name", set.name.clone());
                element.children = members(&set.codes, self);
                sets.children.push(element);
            }
        }
    }

    /// Takes out what refers to elements that went, and renames what refers to one that is another now.
    pub(in super::super) fn clean(&mut self, root: &mut Element<'_>) {
        let (gone, alias, notes) = (&self.gone, &self.alias, &mut self.notes);
        root.each_mut(&mut |element| {
            let refs = element.id.and_then(|id| notes.remove(&id)).unwrap_or_default();
            element.children.extend(refs.iter().map(|guid| fresh::reference("NoteRef", guid)));
            if gone.is_empty() && alias.is_empty() {
                return;
            }
            element.children.retain(|child| {
                let leads =
                    |name: &str| child.get(name).and_then(parsed).is_some_and(|id| gone.contains(&id));
                let lost = match child.name {
                    "Link" => leads("originGUID") || leads("targetGUID"),
                    "Coding" => {
                        child.targets("CodeRef").any(|t| parsed(t).is_some_and(|id| gone.contains(&id)))
                    }
                    "VariableValue" => {
                        child.targets("VariableRef").any(|t| parsed(t).is_some_and(|id| gone.contains(&id)))
                    }
                    _ => leads("targetGUID"),
                };
                !lost
            });
            for (name, value) in &mut element.attributes {
                if *name != "guid"
                    && let Some(first) = parsed(value).and_then(|id| alias.get(&id))
                {
                    *value = first.clone().into();
                }
            }
        });
    }
}
