//! Coding layers brought together: the union of codings by id, but for what one side removed and the other left as it was.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::fields::Side;
use super::notes::{Notes, as_it_is};
use super::{Three, is_removed};
use crate::lang::{Message, message};
use crate::model::{
    CodeId, CoderId, Coding, CodingId, CodingLayer, Completeness, Orphan, Project, QUOTE_CHARS, Settlement,
    SettlementId, TranscriptId,
};
use crate::text::Span;

type Key = (TranscriptId, CoderId);

/// A coding, with its passage or without.
#[derive(Clone, Copy, PartialEq)]
enum Kept<'a> {
    Coding(&'a Coding),
    Orphan(&'a Orphan),
}

impl<'a> Kept<'a> {
    /// What somebody chose of it, wherever it stands.
    fn chosen(self) -> (CodeId, &'a str) {
        match self {
            Kept::Coding(c) => (c.code, &c.memo),
            Kept::Orphan(o) => (o.code, &o.memo),
        }
    }
}

/// All layers, given base, ours and theirs on the same words and with the same ids.
pub(super) fn layers(three: &Three, notes: &mut Notes<'_>) -> BTreeMap<Key, Arc<CodingLayer>> {
    let mut merged = BTreeMap::new();
    let keys: BTreeSet<Key> = three.ours.layers.keys().chain(three.theirs.layers.keys()).copied().collect();
    for key in keys {
        let [base, ours, theirs] =
            [three.base.as_ref(), Some(&three.ours), Some(&three.theirs)].map(|p| p?.layers.get(&key));
        let whole = match (base, ours, theirs) {
            (_, Some(o), Some(t)) if o == t => Some(Some(o)),
            (Some(b), o, t) if Some(b) == o => Some(t),
            (Some(b), o, t) if Some(b) == t => Some(o),
            _ => None,
        };
        let layer = match whole {
            Some(layer) => layer.cloned(),
            None => {
                notes.whose = Some(key.1);
                Layer { key, base, ours, theirs, three }.merged(notes).map(Arc::new)
            }
        };
        notes.whose = None;
        merged.extend(layer.map(|layer| (key, layer)));
    }
    merged
}

/// One layer in its three states.
struct Layer<'a> {
    key: Key,
    base: Option<&'a Arc<CodingLayer>>,
    ours: Option<&'a Arc<CodingLayer>>,
    theirs: Option<&'a Arc<CodingLayer>>,
    three: &'a Three,
}

impl Layer<'_> {
    fn merged(&self, notes: &mut Notes<'_>) -> Option<CodingLayer> {
        let mut layer = CodingLayer::new(self.key.0, self.key.1);
        let [base, ours, theirs] = [self.base, self.ours, self.theirs].map(index);
        let only_there: BTreeSet<CodingId> =
            theirs.keys().filter(|id| !ours.contains_key(*id)).copied().collect();
        let wanted = self.are_wanted(&only_there, notes);
        let ids: BTreeSet<CodingId> = ours.keys().chain(theirs.keys()).copied().collect();
        for id in ids {
            let was = base.get(&id).copied();
            let kept = match (ours.get(&id).copied(), theirs.get(&id).copied()) {
                (Some(o), Some(t)) if o == t || was == Some(t) => Some(Owned::of(o)),
                (Some(o), Some(t)) if was == Some(o) => Some(Owned::of(t)),
                (Some(o), Some(t)) => Some(self.both(was, o, t, notes)),
                (Some(o), None) => {
                    let is_removed =
                        is_removed(was.is_some(), self.is_as_it_was(was, o), Side::Theirs, || {
                            let values = [message!("merging-changed"), message!("merging-removed")];
                            self.clash(o, message!("merging-removed"), values, notes)
                        });
                    (!is_removed).then(|| Owned::of(o))
                }
                (None, Some(t)) => {
                    let is_removed = is_removed(was.is_some(), self.is_as_it_was(was, t), Side::Ours, || {
                        let values = [message!("merging-removed"), message!("merging-changed")];
                        self.clash(t, message!("merging-removed"), values, notes)
                    });
                    (wanted && !is_removed).then(|| Owned::of(t))
                }
                (None, None) => None,
            };
            match kept {
                Some(Owned::Coding(coding)) => layer.codings.push(coding),
                Some(Owned::Orphan(orphan)) => layer.orphans.push(orphan),
                None => {}
            }
        }
        layer.settlements = self.settlements();
        layer.status = self.status(notes);
        if !layer.is_empty() {
            layer.start();
        }
        layer.sort();
        (layer.status != Completeness::NotStarted).then_some(layer)
    }

    /// What was settled in either; of one that both decided about anew, the later.
    fn settlements(&self) -> Vec<Settlement> {
        let of = |layer: Option<&Arc<CodingLayer>>| -> BTreeMap<SettlementId, Settlement> {
            layer.iter().flat_map(|l| &l.settlements).map(|s| (s.id, s.clone())).collect()
        };
        let [base, ours, theirs] = [self.base, self.ours, self.theirs].map(of);
        let ids: BTreeSet<SettlementId> = ours.keys().chain(theirs.keys()).copied().collect();
        let one = |id| match (base.get(&id), ours.get(&id), theirs.get(&id)) {
            (Some(was), Some(left), None) | (Some(was), None, Some(left)) => Some(left).filter(|s| *s != was),
            (Some(was), Some(o), Some(t)) if was == o => Some(t),
            (Some(was), Some(o), Some(t)) if was == t => Some(o),
            (_, Some(o), Some(t)) => Some(if (t.at, t.by) > (o.at, o.by) { t } else { o }),
            (_, o, t) => o.or(t),
        };
        ids.into_iter().filter_map(one).cloned().collect()
    }

    /// Whether nobody changed a coding. Where it ends among words that were corrected, its place is what the correction made
    /// of it, which may not be what the difference of the words makes of it.
    fn is_as_it_was(&self, was: Option<Kept<'_>>, is: Kept<'_>) -> bool {
        let Some(was) = was else { return false };
        let Some(places) = self.three.corrected.get(&self.key.0).filter(|_| was != is) else {
            return was == is;
        };
        let same = |a: usize, b: usize| {
            a == b || places.iter().any(|place| place.start <= a.min(b) && a.max(b) <= place.end)
        };
        was.chosen() == is.chosen()
            && match (was, is) {
                (Kept::Coding(was), Kept::Coding(is)) => {
                    same(was.span.start(), is.span.start()) && same(was.span.end(), is.span.end())
                }
                (Kept::Orphan(_), _) | (_, Kept::Orphan(_)) => true,
            }
    }

    /// Whether codings that are only there come in, where nobody knows whether they were removed here.
    fn are_wanted(&self, only_there: &BTreeSet<CodingId>, notes: &mut Notes<'_>) -> bool {
        if !self.three.doubtful || only_there.is_empty() || self.ours.is_none() {
            return true;
        }
        let n = only_there.len();
        let ours = message!("merging-not-here");
        let theirs = message!("merging-there", n);
        notes.clash(self.name(), message!("merging-field-codings"), [ours, theirs], Side::Theirs)
            == Side::Theirs
    }

    /// A coding that both have changed.
    fn both(&self, was: Option<Kept<'_>>, ours: Kept<'_>, theirs: Kept<'_>, notes: &mut Notes<'_>) -> Owned {
        let (o, t) = match (ours, theirs) {
            (Kept::Coding(o), Kept::Coding(t)) => (o, t),
            (Kept::Orphan(_), _) | (_, Kept::Orphan(_)) => {
                return Owned::of(self.one_of(was, ours, theirs, notes));
            }
        };
        let was = match was {
            Some(Kept::Coding(was)) => Some(was),
            Some(Kept::Orphan(_)) | None => None,
        };
        let mut coding = o.clone();
        let side = |was: Option<bool>, there: Option<bool>| match (was, there) {
            (Some(true), _) => Some(Side::Theirs),
            (_, Some(true)) => Some(Side::Ours),
            (_, _) => None,
        };
        if o.code != t.code {
            let side = side(was.map(|w| w.code == o.code), was.map(|w| w.code == t.code));
            let names = [(&self.three.ours, o), (&self.three.theirs, t)]
                .map(|(p, c)| as_it_is(&p.codebook().path(c.code)));
            if side.unwrap_or_else(|| self.clash(ours, message!("merging-field-code"), names, notes))
                == Side::Theirs
            {
                coding.code = t.code;
            }
        }
        if o.span != t.span {
            let side = side(was.map(|w| w.span == o.span), was.map(|w| w.span == t.span));
            let words = [o.span, t.span].map(|span| as_it_is(&self.words(span)));
            if side.unwrap_or_else(|| self.clash(ours, message!("merging-field-passage"), words, notes))
                == Side::Theirs
            {
                coding.span = t.span;
            }
        }
        if o.memo != t.memo {
            let empty = |memo: &str| was.is_none().then_some(memo.is_empty());
            let side = side(was.map(|w| w.memo == o.memo), was.map(|w| w.memo == t.memo))
                .or_else(|| side(empty(&o.memo), empty(&t.memo)));
            let memos = [&o.memo, &t.memo].map(|memo| as_it_is(memo));
            if side.unwrap_or_else(|| self.clash(ours, message!("merging-field-memo"), memos, notes))
                == Side::Theirs
            {
                coding.memo.clone_from(&t.memo);
            }
        }
        // Who has looked at it has looked at it.
        coding.auto = o.auto && t.auto;
        coding.created = o.created.min(t.created);
        Owned::Coding(coding)
    }

    /// One of two, at least one of which has lost its passage: that which somebody chose anew, else that which still has one.
    fn one_of<'k>(
        &self,
        was: Option<Kept<'_>>,
        ours: Kept<'k>,
        theirs: Kept<'k>,
        notes: &mut Notes<'_>,
    ) -> Kept<'k> {
        let (o, t) = (ours.chosen(), theirs.chosen());
        let side = match (was.map(Kept::chosen), ours, theirs) {
            (_, Kept::Coding(_), _) if o == t => Side::Ours,
            (_, _, Kept::Coding(_)) if o == t => Side::Theirs,
            (_, Kept::Orphan(mine), Kept::Orphan(other)) if o == t => {
                if (mine.at, &mine.quote) <= (other.at, &other.quote) { Side::Ours } else { Side::Theirs }
            }
            (Some(was), ..) if was == t => Side::Ours,
            (Some(was), ..) if was == o => Side::Theirs,
            (..) => {
                let book = |p: &Project, (code, memo): (CodeId, &str)| {
                    message!("merging-code-and-memo", code = p.codebook().path(code), memo)
                };
                let values = [book(&self.three.ours, o), book(&self.three.theirs, t)];
                self.clash(ours, message!("merging-field-code-and-memo"), values, notes)
            }
        };
        if side == Side::Ours { ours } else { theirs }
    }

    fn status(&self, notes: &mut Notes<'_>) -> Completeness {
        let of = |layer: Option<&Arc<CodingLayer>>| layer.map(|l| l.status).unwrap_or_default();
        let (ours, theirs) = (of(self.ours), of(self.theirs));
        let was = self.three.base.as_ref().map(|_| of(self.base));
        if was == Some(ours) || ours == theirs {
            return theirs;
        }
        if was == Some(theirs) {
            return ours;
        }
        if self.ours.is_some() && self.theirs.is_some() {
            let (here, there) = (named(ours), named(theirs));
            notes.tell(message!("merging-further", layer = self.name(), here, there));
        }
        ours.max(theirs)
    }

    fn clash(&self, of: Kept<'_>, field: Message, values: [Message; 2], notes: &mut Notes<'_>) -> Side {
        let (code, words) = match of {
            Kept::Coding(c) => (c.code, self.words(c.span)),
            Kept::Orphan(o) => (o.code, o.quote.chars().take(QUOTE_CHARS).collect()),
        };
        let book = |p: &Project| p.codebook().get(code).is_some().then(|| p.codebook().path(code));
        let code = book(&self.three.ours).or_else(|| book(&self.three.theirs)).unwrap_or_default();
        let what = message!("merging-coding", code, words, layer = self.name());
        notes.clash(what, field, values, Side::Ours)
    }

    /// "P01, C1".
    fn name(&self) -> Message {
        self.three.layer_name(self.key)
    }

    fn words(&self, span: Span) -> String {
        let of = |p: &Project| p.transcript(self.key.0).map(|t| t.text().clone());
        let text = of(&self.three.ours).or_else(|| of(&self.three.theirs));
        let words = text.map(|t| t.slice(span).chars().take(QUOTE_CHARS + 1).collect::<String>());
        let words = words.unwrap_or_default();
        match words.char_indices().nth(QUOTE_CHARS) {
            Some((end, _)) => format!("{}…", &words[..end]),
            None => words,
        }
    }
}

/// A coding of its own.
enum Owned {
    Coding(Coding),
    Orphan(Orphan),
}

impl Owned {
    fn of(kept: Kept<'_>) -> Self {
        match kept {
            Kept::Coding(coding) => Self::Coding(coding.clone()),
            Kept::Orphan(orphan) => Self::Orphan(orphan.clone()),
        }
    }
}

fn index(layer: Option<&Arc<CodingLayer>>) -> HashMap<CodingId, Kept<'_>> {
    let codings = layer.iter().flat_map(|l| &l.codings).map(|c| (c.id, Kept::Coding(c)));
    let orphans = layer.iter().flat_map(|l| &l.orphans).map(|o| (o.id, Kept::Orphan(o)));
    codings.chain(orphans).collect()
}

pub(super) fn named(status: Completeness) -> Message {
    match status {
        Completeness::NotStarted => message!("merging-not-started"),
        Completeness::InProgress => message!("merging-in-progress"),
        Completeness::Complete => message!("merging-complete"),
    }
}
