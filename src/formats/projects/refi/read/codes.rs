//! Codes of a file, nested and in their order. A name that stands twice in one place gets a number; a folder that passages
//! refer to carries them.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::content::{Names, Reading};
use crate::formats::projects::refi::file::tree::Element;
use crate::formats::projects::refi::file::values::colour;
use crate::lang::{self, Message, message, which};
use crate::model::palette::PALETTE;
use crate::model::{Code, CodeId, CodeSet, CodeSetId, Colour, MAX_DEPTH};

impl Reading<'_> {
    /// Reads codes, of which these are what codings refer to.
    pub(in super::super) fn read_codes(&mut self, root: &Element<'_>, used: &HashSet<Uuid>) {
        let holder = if root.name == "CodeBook" { Some(root) } else { root.child("CodeBook") };
        let codes = holder.and_then(|book| book.child("Codes"));
        let mut names: HashMap<Option<CodeId>, Names> = HashMap::new();
        let file: HashSet<CodeId> = code_ids(root).into_iter().map(CodeId).collect();
        for code in self.project.codebook().codes().filter(|c| !file.contains(&c.id)) {
            names.entry(code.parent).or_default().take(&code.name);
        }
        for code in codes.iter().flat_map(|c| c.all("Code")) {
            self.read_code(code, None, 1, used, &mut names);
        }
    }

    fn read_code(
        &mut self,
        element: &Element<'_>,
        parent: Option<CodeId>,
        depth: usize,
        used: &HashSet<Uuid>,
        names: &mut HashMap<Option<CodeId>, Names>,
    ) {
        let Some(id) = element.id else { return };
        let written = element.get("name").map(str::trim).filter(|n| !n.is_empty()).unwrap_or("unnamed");
        let own = CodeId(id);
        let known = self.project.codebook();
        // A code of the same name in the same place is the same, unless the project has this one by its id.
        let there = known.children(parent).find(|c| key(&c.name) == key(written)).map(|c| c.id);
        let given = |same| self.content.codes.iter().any(|(_, c)| c.id == same);
        let same = there.filter(|same| *same != own && known.get(own).is_none() && !given(*same));
        let code = same.unwrap_or(own);
        let mut name = written.to_owned();
        if same.is_none() {
            // One that the project has stays in its place there; a new one gives way to those.
            let is_new = known.get(own).is_none();
            let names = names.entry(parent).or_default();
            if is_new {
                known.children(parent).for_each(|c| names.take(&c.name));
            }
            name = names.free_title(written);
            if name != written {
                let message = message!("file-code-twice", said = written, name);
                self.report.warn(message!("kind-codes-of-one-name"), "", message);
            }
        }
        let mut codable = !is_false(element.get("isCodable"));
        if !codable && used.contains(&id) {
            codable = true;
            let message = message!("file-code-carries-passages", name);
            self.report.warn(message!("kind-codes-for-order"), "", message);
        }
        let colour = self.colour(element, &name);
        let mut new = Code { codable, ..Code::new(code, name, parent, colour) };
        let description = element.words_of("Description").unwrap_or_default();
        if self.is_ours() {
            rules(description, &mut new);
        } else {
            new.definition = description.to_owned();
        }
        self.codes.insert(id, code);
        self.content.codes.push((id, new));
        let mut under = Some(code);
        let depth = known.get(code).map_or(depth, |_| known.depth(code) + 1);
        if depth + 1 > MAX_DEPTH {
            under = parent;
            if element.child("Code").is_some() {
                let message = message!("file-codes-too-deep", most = MAX_DEPTH, said = written);
                self.report.warn(message!("kind-codes-too-deep"), "", message);
            }
        }
        for child in element.all("Code") {
            self.read_code(child, under, (depth + 1).min(MAX_DEPTH), used, names);
        }
    }

    fn colour(&mut self, element: &Element<'_>, name: &str) -> Colour {
        let next = PALETTE[self.content.codes.len() % PALETTE.len()].light;
        let Some(written) = element.get("color").map(str::trim).filter(|c| !c.is_empty()) else {
            return Colour(next);
        };
        let read = colour(written);
        let odd = read.is_none() || !written.starts_with('#') || !matches!(written.len(), 4 | 7);
        if odd {
            let taken = Colour(read.map_or(next, |c| c.0));
            let message =
                message!("file-colour-in-other-form", said = written, name, taken = lang::said(taken));
            self.report.warn(message!("kind-colours"), "", message);
        }
        Colour(read.map_or(next, |c| c.0))
    }

    /// Sets that hold codes, or nothing; those of sources and notes alone are kept as they are.
    pub(in super::super) fn read_sets(&mut self, root: &Element<'_>) {
        let mut other = 0;
        for set in root.child("Sets").iter().flat_map(|s| s.all("Set")) {
            let Some(id) = set.id else { continue };
            let holds = |name: &str| set.child(name).is_some();
            if (holds("MemberSource") || holds("MemberNote")) && !holds("MemberCode") {
                other += 1;
                continue;
            }
            let mut codes = Vec::new();
            for member in set.all("MemberCode") {
                // A codebook's file has another attribute for it than a project's.
                let guid = member.get("targetGUID").or_else(|| member.get("guid")).unwrap_or_default();
                match self.codes.get(&self.ids.of(guid)) {
                    Some(code) if !codes.contains(code) => codes.push(*code),
                    Some(_) => {}
                    None => self.dangling("code", guid, &message!("part-a-set")),
                }
            }
            let own = CodeSetId(id);
            let written = set.get("name").map(str::trim).filter(|n| !n.is_empty()).unwrap_or("unnamed");
            let sets = self.project.code_sets();
            let others = sets.iter().filter(|s| s.id != own).map(|s| s.name.as_str());
            let given: Vec<String> = self.content.sets.iter().map(|(_, s)| s.name.clone()).collect();
            let mut names = Names::of(others.chain(given.iter().map(String::as_str)));
            let same = sets.iter().find(|s| key(&s.name) == key(written) && s.codes == codes).map(|s| s.id);
            let same = same.filter(|same| *same != own && self.project.code_set(own).is_none());
            let name = if same.is_some() { written.to_owned() } else { names.free_title(written) };
            self.report.renamed("set", written, &name);
            let new = CodeSet { id: same.unwrap_or(own), name, codes };
            self.content.sets.push((id, new));
        }
        self.report.lose(message!("part-set-sources-notes"), other, super::report::kept());
    }

    /// Tells of a reference that leads nowhere.
    pub(in super::super) fn dangling(&mut self, what: &'static str, guid: &str, from: &Message) {
        self.report.lose(
            message!("part-reference", what = which(what)),
            1,
            message!("file-reference-to-nothing"),
        );
        let message = message!("file-refers-to-nothing", from, what = which(what), guid);
        self.report.warn(message!("kind-references"), "", message);
    }
}

/// Whether a truth is said to be none, in whatever letters a program writes it.
pub(in super::super) fn is_false(value: Option<&str>) -> bool {
    value.map(str::trim).is_some_and(|written| written == "0" || written.eq_ignore_ascii_case("false"))
}

/// A name as siblings are compared.
fn key(name: &str) -> String {
    name.trim().to_lowercase()
}

fn code_ids(root: &Element<'_>) -> Vec<Uuid> {
    let mut ids = Vec::new();
    root.each(&mut |element| ids.extend(element.id.filter(|_| element.name == "Code")));
    ids
}

const PARTS: [&str; 3] = ["Include: ", "Exclude: ", "Example: "];

/// The rules of a code as one description, each part a paragraph.
pub(in super::super) fn description(code: &Code) -> String {
    let mut parts = vec![code.definition.clone()];
    let named = [(PARTS[0], &code.include), (PARTS[1], &code.exclude)].into_iter();
    let named = named.chain(code.examples.iter().map(|e| (PARTS[2], e)));
    parts.extend(named.filter(|(_, text)| !text.is_empty()).map(|(name, text)| format!("{name}{text}")));
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

/// Reads a description as [`description`] writes it.
fn rules(text: &str, code: &mut Code) {
    let mut paragraphs: Vec<String> = Vec::new();
    for paragraph in text.split("\n\n") {
        let begins = PARTS.iter().any(|part| paragraph.starts_with(part));
        match paragraphs.last_mut() {
            Some(last) if !begins => {
                last.push_str("\n\n");
                last.push_str(paragraph);
            }
            _ => paragraphs.push(paragraph.to_owned()),
        }
    }
    for paragraph in paragraphs {
        let part = |n: usize| paragraph.strip_prefix(PARTS[n]).map(str::to_owned);
        match (part(0), part(1), part(2)) {
            (Some(include), ..) => code.include = include,
            (_, Some(exclude), _) => code.exclude = exclude,
            (_, _, Some(example)) => code.examples.push(example),
            (None, None, None) => code.definition = paragraph,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_of_a_code_come_back() {
        let mut code = Code::new(CodeId(Uuid::nil()), "a", None, Colour([0; 3]));
        code.definition = "What it is.\n\nMore of it.".into();
        code.exclude = "Not this.".into();
        code.examples = vec!["“One.”".into(), "“Two.”".into()];
        let mut again = Code::new(code.id, "a", None, code.colour);
        rules(&description(&code), &mut again);
        assert_eq!(again, code);
    }
}
