//! The line-by-line report: what comes in, what changes here, what is left out, read off the projects before and after.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;

use super::Three;
use super::layers::named;
use super::matching::Ids;
use super::notes::{Notes, quoted};
use crate::lang::{Message, Tell, list, message, which};
use crate::model::parts::Parts;
use crate::model::{Code, CodeId, CoderId, Coding, CodingId, CodingLayer, Memo, Project};

/// What becomes of a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Done {
    /// It is new here.
    Added,
    /// It is changed here, or removed as it was there.
    Merged,
    /// It is there and does not come in.
    LeftOut,
}

/// One line of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The copy that it comes from.
    pub from: String,
    /// What becomes of it.
    pub done: Done,
    /// What kind of thing it is, as a plural: "codings".
    pub kind: &'static str,
    /// How many of them.
    pub count: usize,
    pub what: Message,
    /// What of it changes, or why it is left out; empty where it is new.
    pub why: Message,
    /// The coder whose codings it is about.
    pub whose: Option<CoderId>,
}

impl Tell for Line {
    /// "added: 12 codings of P01, C2", "changed: code “Love/listens” (definition)"
    fn message(&self) -> Message {
        let done = which(match self.done {
            Done::Added => "added",
            Done::Merged => "changed",
            Done::LeftOut => "left-out",
        });
        let (kind, what, n) = (which(self.kind), &self.what, self.count);
        let line = if self.kind == "codings" {
            message!("merging-codings", done, n, what)
        } else {
            message!("merging-line", done, kind, what)
        };
        if self.why.is_empty() { line } else { message!("merging-why", line, why = self.why) }
    }
}

struct Lines<'a> {
    from: &'a str,
    lines: &'a mut Vec<Line>,
    whose: Option<CoderId>,
}

impl Lines<'_> {
    fn push(&mut self, done: Done, kind: &'static str, count: usize, what: Message, why: Message) {
        if count > 0 {
            let from = self.from.to_owned();
            self.lines.push(Line { from, done, kind, count, what, why, whose: self.whose });
        }
    }

    fn each<K: Ord, V: PartialEq + Serialize>(
        &mut self,
        kind: &'static str,
        [ours, theirs, to]: [&Parts<K, V>; 3],
        name: impl Fn(&V) -> Message,
        whose: impl Fn(&V) -> Option<CoderId>,
    ) {
        for (id, value) in to.iter() {
            self.whose = whose(value);
            match ours.get(id) {
                None => self.push(Done::Added, kind, 1, name(value), Message::default()),
                Some(was) if was != value => {
                    self.push(Done::Merged, kind, 1, name(was), fields(changed(was, value)));
                }
                Some(_) => {}
            }
        }
        for (id, value) in ours.iter().filter(|(id, _)| !to.contains_key(id)) {
            self.whose = whose(value);
            if theirs.get(id).is_none() {
                self.push(Done::Merged, kind, 1, name(value), message!("merging-removed-there"));
            }
        }
        for (_, value) in theirs.iter().filter(|(id, _)| !to.contains_key(id)) {
            self.whose = whose(value);
            self.push(Done::LeftOut, kind, 1, name(value), message!("merging-removed-here"));
        }
        self.whose = None;
    }
}

/// Reads off what bringing a copy in does.
pub(super) fn compare(ours: &Project, three: &Three, to: &Project, from: &str, lines: &mut Vec<Line>) {
    let theirs = &three.theirs;
    let mut lines = Lines { from, lines, whose: None };
    if ours.title != to.title {
        lines.push(Done::Merged, "title", 1, quoted(&ours.title), quoted(&to.title));
    }
    lines.each("coders", [&ours.coders, &theirs.coders, &to.coders], |c| quoted(&c.name), |_| None);
    lines.each(
        "attributes",
        [&ours.attributes, &theirs.attributes, &to.attributes],
        |a| quoted(&a.name),
        |_| None,
    );
    lines.each("cases", [&ours.cases, &theirs.cases, &to.cases], |c| quoted(&c.name), |_| None);
    let codes = |p: &Project| -> Parts<CodeId, Code> {
        Arc::new(p.codebook().codes().map(|c| (c.id, Arc::clone(c))).collect())
    };
    let path = |c: &Code| {
        let of = |p: &Project| p.codebook().get(c.id).is_some().then(|| p.codebook().path(c.id));
        quoted(&of(to).or_else(|| of(ours)).or_else(|| of(theirs)).unwrap_or_else(|| c.name.clone()))
    };
    lines.each("codes", [&codes(ours), &codes(theirs), &codes(to)], path, |c| c.by);
    let shared = |of: &Project, with: &Project| -> Vec<CodeId> {
        let there = |id: &&CodeId| with.codebook().get(**id).is_some();
        of.codebook().order().iter().filter(there).copied().collect()
    };
    if shared(ours, to) != shared(to, ours) {
        lines.push(Done::Merged, "codes", 1, message!("merging-codebook"), message!("merging-order"));
    }
    lines.each(
        "code_sets",
        [&ours.code_sets, &theirs.code_sets, &to.code_sets],
        |s| quoted(&s.name),
        |_| None,
    );
    transcripts(ours, theirs, to, &mut lines);
    let sets = [&ours.transcript_sets, &theirs.transcript_sets, &to.transcript_sets];
    lines.each("transcript_sets", sets, |s| quoted(&s.name), |_| None);
    let assignments = [&ours.assignments, &theirs.assignments, &to.assignments];
    lines.each("assignments", assignments, |a| three.layer_name((a.transcript, a.coder)), |_| None);
    lines.each("scopes", [&ours.scopes, &theirs.scopes, &to.scopes], |s| quoted(&s.name), |_| None);
    layers(ours, three, to, &mut lines);
    lines.whose = None;
    let memo = |m: &Memo| quoted(&m.text.chars().take(40).collect::<String>());
    lines.each("memos", [&ours.memos, &theirs.memos, &to.memos], memo, |m| three.whose_memo(m));
    let files = [&ours.kept_files, &theirs.kept_files, &to.kept_files];
    lines.each("files", files, |f| quoted(&f.name), |_| None);
}

fn transcripts(ours: &Project, theirs: &Project, to: &Project, lines: &mut Lines<'_>) {
    let kind = "transcripts";
    for (id, transcript) in to.transcripts.iter() {
        match ours.transcripts.get(id) {
            None => lines.push(Done::Added, kind, 1, quoted(&transcript.title), Message::default()),
            Some(was) if was != transcript => {
                let mut why = changed(&was.record(), &transcript.record());
                if was.sha256 != transcript.sha256 {
                    why.iter_mut().filter(|field| *field == "sha256").for_each(|f| "words".clone_into(f));
                }
                lines.push(Done::Merged, kind, 1, quoted(&was.title), fields(why));
            }
            Some(_) => {}
        }
    }
    for (id, transcript) in ours.transcripts.iter().filter(|(id, _)| !to.transcripts.contains_key(id)) {
        if !theirs.transcripts.contains_key(id) {
            lines.push(Done::Merged, kind, 1, quoted(&transcript.title), message!("merging-removed-there"));
        }
    }
    for (_, transcript) in theirs.transcripts.iter().filter(|(id, _)| !to.transcripts.contains_key(id)) {
        lines.push(Done::LeftOut, kind, 1, quoted(&transcript.title), message!("merging-removed-here"));
    }
}

fn layers(ours: &Project, three: &Three, to: &Project, lines: &mut Lines<'_>) {
    let theirs = &three.theirs;
    let keys: BTreeSet<_> = [ours, theirs, to].into_iter().flat_map(|p| p.layers.keys().copied()).collect();
    let ids = |layer: Option<&Arc<CodingLayer>>| -> BTreeSet<CodingId> {
        layer.into_iter().flat_map(|l| l.ids()).collect()
    };
    for key in keys {
        let [here, there, after] = [ours, theirs, to].map(|p| p.layers.get(&key));
        if here == after && there == after {
            continue;
        }
        lines.whose = Some(key.1);
        let name = three.layer_name(key);
        let [was, other, is] = [here, there, after].map(ids);
        lines.push(Done::Added, "codings", is.difference(&was).count(), name.clone(), Message::default());
        let codings = |layer: Option<&Arc<CodingLayer>>| -> BTreeMap<CodingId, Coding> {
            layer.into_iter().flat_map(|l| l.codings.iter().map(|c| (c.id, c.clone()))).collect()
        };
        let (old, new) = (codings(here), codings(after));
        let other_words = ours.transcript(key.0).map(|t| &t.text) != to.transcript(key.0).map(|t| &t.text);
        let differs = |(id, c): &(&CodingId, &Coding)| {
            old.get(id).is_some_and(|o| {
                (o.code, &o.memo, o.auto) != (c.code, &c.memo, c.auto) || (o.span != c.span && !other_words)
            })
        };
        lines.push(
            Done::Merged,
            "codings",
            new.iter().filter(differs).count(),
            name.clone(),
            message!("merging-changed-there"),
        );
        lines.push(
            Done::Merged,
            "codings",
            was.difference(&is).count(),
            name.clone(),
            message!("merging-removed-there"),
        );
        lines.push(
            Done::LeftOut,
            "codings",
            other.difference(&is).count(),
            name.clone(),
            message!("merging-removed-here"),
        );
        let status = |layer: Option<&Arc<CodingLayer>>| layer.map(|l| l.status).unwrap_or_default();
        if status(here) != status(after) {
            lines.push(Done::Merged, "completeness", 1, name, named(status(after)));
        }
    }
}

/// Things that are the same here and there under other ids or names.
pub(super) fn matched(three: &Three, there: &Project, ids: &Ids, codings: &Ids, notes: &mut Notes<'_>) {
    for (from, to) in &ids.transcripts {
        let (Some(other), Some(mine)) = (there.transcript(*from), three.ours.transcript(*to)) else {
            continue;
        };
        if other.title != mine.title {
            notes.tell(message!("merging-same-words", there = other.title, here = mine.title));
        } else if other.sha256 != mine.sha256 {
            notes.tell(message!("merging-corrected", transcript = mine.title));
        }
    }
    for (n, what) in [
        (ids.transcripts.len(), "transcript"),
        (ids.codes.len(), "code"),
        (ids.coders.len(), "coder"),
        (ids.cases.len(), "case"),
        (ids.attributes.len(), "attribute"),
        (ids.sets.len(), "set"),
        (ids.transcript_sets.len(), "transcript-set"),
        (ids.scopes.len(), "scope"),
        (codings.codings.len(), "coding"),
        (codings.memos.len(), "memo"),
    ] {
        if n > 0 {
            notes.tell(message!("merging-matched", n, what = which(what)));
        }
    }
}

/// The fields that differ between two records, by their names in files.
fn changed<T: Serialize>(before: &T, after: &T) -> Vec<String> {
    let fields = |record: &T| serde_json::to_value(record).ok().and_then(|v| v.as_object().cloned());
    let (Some(before), Some(after)) = (fields(before), fields(after)) else { return Vec::new() };
    let names: BTreeSet<&String> =
        before.keys().chain(after.keys()).filter(|k| before.get(*k) != after.get(*k)).collect();
    names.into_iter().cloned().collect()
}

/// Names of fields as the reason of a line; none is no reason.
fn fields(names: Vec<String>) -> Message {
    if names.is_empty() { Message::default() } else { message!("as-it-is", name = list(names)) }
}
