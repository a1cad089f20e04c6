//! What is put right once copies are together: what is used is there, names differ, codes make a tree, values are of their
//! attribute's type. Each of these is told.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Three;
use super::notes::{Notes, called};
use crate::lang::{message, said, which};
use crate::model::parts::change;
use crate::model::{
    AttributeId, AttributeOf, CaseId, Code, CodeId, Codebook, CoderId, MAX_DEPTH, Memo, MemoTarget, Passage,
    Project, TranscriptId, Value,
};

/// Makes a whole project of what was brought together.
pub(super) fn fit(to: &mut Project, three: &Three, notes: &mut Notes<'_>) {
    let mut fit = Fit { to, three, notes };
    fit.memos_on_codings();
    // What comes back may need something itself.
    while fit.comes_back() {}
    fit.sets();
    fit.plan();
    fit.codable();
    fit.tree();
    fit.names();
    fit.values();
    fit.threads();
}

struct Fit<'f, 'n> {
    to: &'f mut Project,
    three: &'f Three,
    notes: &'f mut Notes<'n>,
}

impl Fit<'_, '_> {
    /// A memo on a coding that was removed stays, on its passage.
    fn memos_on_codings(&mut self) {
        let codings: BTreeSet<_> = self.to.layers.values().flat_map(|l| l.ids()).collect();
        let three = self.three;
        let on = |memo: &Memo| match memo.on {
            MemoTarget::Coding(id) if !codings.contains(&id) => Some(id),
            MemoTarget::Coding(_)
            | MemoTarget::Project
            | MemoTarget::Code(_)
            | MemoTarget::Transcript(_)
            | MemoTarget::Case(_)
            | MemoTarget::Passage(..) => None,
        };
        let mut gone = Vec::new();
        for memo in Arc::make_mut(&mut self.to.memos).values_mut() {
            let Some(id) = on(memo) else { continue };
            let passage = [&three.ours, &three.theirs].into_iter().find_map(|p| {
                let (layer, coding) = p.coding(id)?;
                let text = p.transcript(layer.transcript)?.text();
                Some(MemoTarget::Passage(layer.transcript, Passage::of(text, coding.span)))
            });
            match passage {
                Some(passage) => Arc::make_mut(memo).on = passage,
                None => gone.push(memo.id),
            }
        }
        if !gone.is_empty() {
            Arc::make_mut(&mut self.to.memos).retain(|id, _| !gone.contains(id));
        }
    }

    /// Brings back what one side removed and the other still uses; says whether anything was.
    fn comes_back(&mut self) -> bool {
        let mut needs = Needs::default();
        for layer in self.to.layers.values() {
            needs.coders.insert(layer.coder);
            needs.transcripts.insert(layer.transcript);
            needs.codes.extend(layer.codings.iter().map(|c| c.code));
            needs.codes.extend(layer.orphans.iter().map(|o| o.code));
            needs.codes.extend(layer.settlements.iter().map(|s| s.code));
        }
        for memo in self.to.memos.values() {
            needs.coders.insert(memo.author);
            match &memo.on {
                MemoTarget::Code(id) => needs.codes.extend([*id]),
                MemoTarget::Transcript(id) | MemoTarget::Passage(id, _) => needs.transcripts.extend([*id]),
                MemoTarget::Case(id) => needs.cases.extend([*id]),
                MemoTarget::Project | MemoTarget::Coding(_) => {}
            }
        }
        needs.codes.extend(self.to.codebook.codes().filter_map(|c| c.parent));
        for transcript in self.to.transcripts.values() {
            needs.cases.extend(transcript.ties().map(|(_, case)| case).chain(transcript.case));
            needs.attributes.extend(transcript.values.keys());
        }
        self.to.cases.values().for_each(|c| needs.attributes.extend(c.values.keys()));
        self.bring_back(needs)
    }

    fn bring_back(&mut self, needs: Needs) -> bool {
        let Needs { coders, transcripts, codes, cases, attributes } = needs;
        let three = self.three;
        let mut back = Vec::new();
        let sides = [&three.ours, &three.theirs];
        for id in codes.into_iter().filter(|id| self.to.codebook.get(*id).is_none()).collect::<Vec<_>>() {
            if let Some(code) = sides.iter().find_map(|p| p.codebook().get(id)) {
                Arc::make_mut(&mut self.to.codebook).put(Code::clone(code));
                back.push((code.by, called("code", &code.name)));
            }
        }
        macro_rules! back {
            ($ids:ident, $parts:ident, $name:ident, $what:literal) => {
                for id in $ids.into_iter().filter(|id| !self.to.$parts.contains_key(id)).collect::<Vec<_>>() {
                    if let Some(part) = sides.iter().find_map(|p| p.$parts.get(&id)) {
                        Arc::make_mut(&mut self.to.$parts).insert(id, Arc::clone(part));
                        back.push((None, called($what, &part.$name)));
                    }
                }
            };
        }
        back!(coders, coders, name, "coder");
        back!(transcripts, transcripts, title, "transcript");
        back!(cases, cases, name, "case");
        back!(attributes, attributes, name, "attribute");
        let any = !back.is_empty();
        back.into_iter().for_each(|(whose, what)| {
            self.notes.tell_of(whose, message!("merging-stays", what));
        });
        any
    }

    fn sets(&mut self) {
        let book = Arc::clone(&self.to.codebook);
        for set in Arc::make_mut(&mut self.to.code_sets).values_mut() {
            let mut seen = BTreeSet::new();
            let codes: Vec<CodeId> =
                set.codes.iter().copied().filter(|c| book.get(*c).is_some() && seen.insert(*c)).collect();
            if codes != set.codes {
                Arc::make_mut(set).codes = codes;
            }
        }
    }

    /// Sets of transcripts, and who is to code what, are of what is there.
    fn plan(&mut self) {
        let (transcripts, coders) = (Arc::clone(&self.to.transcripts), Arc::clone(&self.to.coders));
        self.to.unassign(|transcript, coder| {
            !transcripts.contains_key(&transcript) || !coders.contains_key(&coder)
        });
        let gone = |id: &TranscriptId| !transcripts.contains_key(id);
        change(
            &mut self.to.transcript_sets,
            |set| set.transcripts.iter().any(gone),
            |set| set.transcripts.retain(|id| !gone(id)),
        );
    }

    /// A code that became one for order only in one copy and carries passages of another can be applied again.
    fn codable(&mut self) {
        let used: BTreeSet<CodeId> =
            self.to.layers.values().flat_map(|l| l.codings.iter().map(|c| c.code)).collect();
        let wrong: Vec<Arc<Code>> =
            self.to.codebook.codes().filter(|c| !c.codable && used.contains(&c.id)).cloned().collect();
        for code in wrong {
            Arc::make_mut(&mut self.to.codebook).put(Code { codable: true, ..Code::clone(&code) });
            let message = message!("merging-codable", name = code.name);
            self.notes.tell_of(code.by, message);
        }
    }

    /// Codes that were moved under each other stand where ours has them.
    fn tree(&mut self) {
        let ours = self.three.ours.codebook();
        let lost = |book: &Codebook| -> Vec<Arc<Code>> {
            let reaches = |c: &&Arc<Code>| {
                book.ancestry(c.id).count() <= MAX_DEPTH
                    && book.ancestry(c.id).last().is_some_and(|c| c.parent.is_none())
            };
            book.codes().filter(|c| !reaches(c)).cloned().collect()
        };
        for to_ours in [true, false] {
            for code in lost(&self.to.codebook) {
                let mine = ours.get(code.id).map(|c| c.parent);
                let parent = if to_ours { mine.unwrap_or(code.parent) } else { None };
                if parent == code.parent {
                    continue;
                }
                Arc::make_mut(&mut self.to.codebook).put(Code { parent, ..Code::clone(&code) });
                self.notes.tell_of(code.by, message!("merging-moved", name = code.name));
            }
        }
        // A walk of the tree; what is wrong with it after all is for the step to say.
        let _ = Arc::make_mut(&mut self.to.codebook).normalise();
    }

    fn names(&mut self) {
        let ours = self.three.ours.clone();
        let tail = |id: uuid::Uuid| id.simple().to_string()[28..].to_owned();
        let mut told = Vec::new();
        macro_rules! distinct {
            ($parts:ident, $what:literal, $field:ident, $group:expr, $tail:expr) => {{
                let named = self.to.$parts.iter().map(|(id, part)| {
                    (*id, $group(part), part.$field.clone(), !ours.$parts.contains_key(id), $tail(part))
                });
                for (id, name) in apart(named.collect()) {
                    if let Some(part) = Arc::make_mut(&mut self.to.$parts).get_mut(&id) {
                        told.push(($what, part.$field.clone(), name.clone(), None));
                        Arc::make_mut(part).$field = name;
                    }
                }
            }};
        }
        type Part<T> = Arc<T>;
        distinct!(coders, "coder", name, |_: &Part<super::super::Coder>| (), |c: &Part<
            super::super::Coder,
        >| tail(c.id.0));
        distinct!(
            attributes,
            "attribute",
            name,
            |a: &Part<super::super::Attribute>| a.of == AttributeOf::Case,
            |a: &Part<super::super::Attribute>| tail(a.id.0)
        );
        distinct!(cases, "case", name, |_: &Part<super::super::Case>| (), |c: &Part<super::super::Case>| {
            tail(c.id.0)
        });
        distinct!(code_sets, "set", name, |_: &Part<super::super::CodeSet>| (), |s: &Part<
            super::super::CodeSet,
        >| tail(s.id.0));
        distinct!(
            transcript_sets,
            "transcript-set",
            name,
            |_: &Part<super::super::TranscriptSet>| (),
            |s: &Part<super::super::TranscriptSet>| tail(s.id.0)
        );
        distinct!(scopes, "scope", name, |_: &Part<super::super::SavedScope>| (), |s: &Part<
            super::super::SavedScope,
        >| tail(s.id.0));
        distinct!(transcripts, "transcript", title, |_: &Part<super::super::Transcript>| (), |t: &Part<
            super::super::Transcript,
        >| t
            .sha256
            .chars()
            .take(4)
            .collect::<String>());
        let codes = self.to.codebook.codes();
        let mine = ours.codebook();
        let codes = codes
            .map(|c| (c.id, (c.parent, c.by), c.name.clone(), mine.get(c.id).is_none(), tail(c.id.0)))
            .collect();
        for (id, name) in apart(codes) {
            if let Some(code) = self.to.codebook.get(id).cloned() {
                told.push(("code", code.name.clone(), name.clone(), code.by));
                Arc::make_mut(&mut self.to.codebook).put(Code { name, ..Code::clone(&code) });
            }
        }
        for (what, name, other, whose) in told {
            self.notes.tell_of(whose, message!("merging-apart", what = which(what), name, other));
        }
        self.slugs(&ours);
    }

    /// Names of files are nobody's concern, as long as they differ.
    fn slugs(&mut self, ours: &Project) {
        let named = self.to.transcripts.values().map(|t| {
            let tail = t.sha256.chars().take(4).collect::<String>();
            (t.id, (), t.slug.clone(), !ours.transcripts.contains_key(&t.id), tail)
        });
        for (id, name) in apart(named.collect()) {
            if let Some(part) = Arc::make_mut(&mut self.to.transcripts).get_mut(&id) {
                Arc::make_mut(part).slug = super::super::slug(&name);
            }
        }
    }

    /// Values are of their attribute's type, as far as they can be read as such.
    fn values(&mut self) {
        let attributes = Arc::clone(&self.to.attributes);
        let mut lost = Vec::new();
        let mut fitting = |of: AttributeOf, name: &str, values: &BTreeMap<AttributeId, Value>| {
            let mut fit = BTreeMap::new();
            for (id, value) in values {
                let attribute = attributes.get(id);
                let kind = attribute.filter(|a| a.of == of).map(|a| a.kind);
                let read = kind.and_then(|kind| {
                    if kind == value.kind() {
                        Some(value.clone())
                    } else {
                        Value::parse(&value.to_string(), kind)
                    }
                });
                match read {
                    Some(value) => drop(fit.insert(*id, value)),
                    None => {
                        let attribute = attribute.map(|a| a.name.clone()).unwrap_or_default();
                        lost.push(message!("merging-value", value = said(value), attribute, name));
                    }
                }
            }
            fit
        };
        for case in Arc::make_mut(&mut self.to.cases).values_mut() {
            let values = fitting(AttributeOf::Case, &case.name, &case.values);
            if values != case.values {
                Arc::make_mut(case).values = values;
            }
        }
        for transcript in Arc::make_mut(&mut self.to.transcripts).values_mut() {
            let values = fitting(AttributeOf::Transcript, &transcript.title, &transcript.values);
            if values != transcript.values {
                Arc::make_mut(transcript).values = values;
            }
        }
        lost.into_iter().for_each(|message| self.notes.tell(message));
    }

    /// A memo answers one that begins a thread, and stands on words that are there.
    fn threads(&mut self) {
        let answers: BTreeMap<_, _> =
            self.to.memos.values().filter_map(|m| Some((m.id, m.reply_to?))).collect();
        let transcripts = Arc::clone(&self.to.transcripts);
        for memo in Arc::make_mut(&mut self.to.memos).values_mut() {
            if let Some(first) = memo.reply_to {
                let root = answers.get(&first).copied().unwrap_or(first);
                let is_root = root != memo.id && !answers.contains_key(&root);
                if root != first || !is_root {
                    Arc::make_mut(memo).reply_to = is_root.then_some(root);
                }
            }
            if let MemoTarget::Passage(id, passage) = &memo.on
                && transcripts.get(id).is_none_or(|t| passage.place(&t.text).is_err())
            {
                Arc::make_mut(memo).on = MemoTarget::Transcript(*id);
            }
        }
    }
}

#[derive(Default)]
struct Needs {
    coders: BTreeSet<CoderId>,
    transcripts: BTreeSet<TranscriptId>,
    codes: BTreeSet<CodeId>,
    cases: BTreeSet<CaseId>,
    attributes: BTreeSet<AttributeId>,
}

/// New names for those that share one within a group: those that come in give way to ours, the newer to the older. Each is
/// given with its group, its name, whether it comes in, and what tells it from others of its name.
fn apart<I: Ord + Copy, G: Ord>(mut named: Vec<(I, G, String, bool, String)>) -> Vec<(I, String)> {
    named.sort_by_key(|n| (n.3, n.0));
    let mut taken: BTreeSet<(G, String)> = BTreeSet::new();
    let mut new = Vec::new();
    for (id, group, name, _, tail) in named {
        let mut key = (group, name.trim().to_lowercase());
        if taken.contains(&key) {
            let mut other = format!("{} ({tail})", name.trim());
            key.1 = other.to_lowercase();
            while taken.contains(&key) {
                other.push('+');
                key.1 = other.to_lowercase();
            }
            new.push((id, other));
        }
        taken.insert(key);
    }
    new
}
