//! Records with names and fields brought together: coders, attributes, cases, codes, sets, transcripts, memos.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::fields::{Clash, Side, by_field};
use super::notes::{Notes, as_it_is, called};
use super::order::order;
use super::{Three, is_removed};
use crate::lang::{Message, list, message};
use crate::model::parts::Parts;
use crate::model::transcript::untied;
use crate::model::{
    AttributeId, CaseId, Code, CodeId, Codebook, CoderId, KeptFile, Memo, Project, Speaker, Transcript,
    TranscriptRecord, TurnRecord, Value,
};
use crate::text::SpeakerRole;

/// Brings together all records of one kind. `named` is what one is called in a report.
fn kind<K: Ord + Clone, V: Clone + PartialEq + Serialize + DeserializeOwned>(
    three: &Three,
    of: impl Fn(&Project) -> &Parts<K, V>,
    named: impl Fn(&Project, &V) -> Message,
    notes: &mut Notes<'_>,
) -> Parts<K, V> {
    let both = |base: Option<&V>, ours: &V, theirs: &V, notes: &mut Notes<'_>| {
        let what = named(&three.ours, ours);
        by_field(base, ours, theirs, &mut |clash| asked(three, &what, clash, notes))
    };
    let parts = [three.base.as_ref(), Some(&three.ours), Some(&three.theirs)].map(|p| p.map(&of));
    each(parts, &both, &|v, side| named(three.of_side(side), v), &|_| None, notes)
}

/// Makes one record of what ours and theirs made of it, given what both come from.
type Both<'a, V> = dyn Fn(Option<&V>, &V, &V, &mut Notes<'_>) -> V + 'a;

/// Every record of a kind: what one side has alone is new or was removed by the other, what both have is for `both`.
/// `whose` is for whom alone one is as long as everybody codes independently.
fn each<K: Ord + Clone, V: Clone + PartialEq>(
    [base, ours, theirs]: [Option<&Parts<K, V>>; 3],
    both: &Both<'_, V>,
    named: &dyn Fn(&V, Side) -> Message,
    whose: &dyn Fn(&V) -> Option<CoderId>,
    notes: &mut Notes<'_>,
) -> Parts<K, V> {
    let (Some(ours), Some(theirs)) = (ours, theirs) else { return Arc::default() };
    let keys: BTreeSet<K> = ours.keys().chain(theirs.keys()).cloned().collect();
    let mut merged = BTreeMap::new();
    for key in keys {
        notes.whose = ours.get(&key).or_else(|| theirs.get(&key)).and_then(|one| whose(one));
        let was = base.and_then(|b| b.get(&key));
        let kept = match (ours.get(&key), theirs.get(&key)) {
            (Some(o), Some(t)) if o == t || was == Some(t) => Some(Arc::clone(o)),
            (Some(o), Some(t)) if was == Some(o) => Some(Arc::clone(t)),
            (Some(o), Some(t)) => Some(Arc::new(both(was.map(|b| &**b), o, t, notes))),
            (Some(one), None) | (None, Some(one)) => {
                let by = if ours.contains_key(&key) { Side::Theirs } else { Side::Ours };
                let values = match by {
                    Side::Theirs => [message!("merging-changed"), message!("merging-removed")],
                    Side::Ours => [message!("merging-removed"), message!("merging-changed")],
                };
                let is_removed = is_removed(was.is_some(), was == Some(one), by, || {
                    let there = if by == Side::Ours { Side::Theirs } else { Side::Ours };
                    notes.clash(named(one, there), message!("merging-removed"), values, Side::Ours)
                });
                (!is_removed).then(|| Arc::clone(one))
            }
            (None, None) => None,
        };
        merged.extend(kept.map(|kept| (key, kept)));
    }
    notes.whose = None;
    Arc::new(merged)
}

/// Coders, attributes, cases, sets and memos of the merged project.
pub(super) fn records(three: &Three, to: &mut Project, notes: &mut Notes<'_>) {
    to.coders = kind(three, |p| &p.coders, |_, c| called("coder", &c.name), notes);
    let attribute = |_: &Project, a: &crate::model::Attribute| called("attribute", &a.name);
    to.attributes = kind(three, |p| &p.attributes, attribute, notes);
    to.cases = kind(three, |p| &p.cases, |_, c| called("case", &c.name), notes);
    to.codebook = codebook(three, notes);
    to.code_sets = kind(three, |p| &p.code_sets, |_, s| called("set", &s.name), notes);
    to.transcripts = transcripts(three, notes);
    let set = |_: &Project, s: &crate::model::TranscriptSet| called("transcript-set", &s.name);
    to.transcript_sets = kind(three, |p| &p.transcript_sets, set, notes);
    let assignment = |_: &Project, a: &crate::model::Assignment| three.layer_name((a.transcript, a.coder));
    to.assignments = kind(three, |p| &p.assignments, assignment, notes);
    to.scopes = kind(three, |p| &p.scopes, |_, s| called("scope", &s.name), notes);
    to.memos = memos(three, notes);
    // The same file is the same bytes, however it was read.
    let files =
        [three.base.as_ref(), Some(&three.ours), Some(&three.theirs)].map(|p| p.map(|p| &p.kept_files));
    let named = |f: &KeptFile, _: Side| called("file", &f.name);
    to.kept_files = each(files, &|_, ours, _, _| ours.clone(), &named, &|_| None, notes);
}

fn memos(three: &Three, notes: &mut Notes<'_>) -> Parts<crate::model::MemoId, Memo> {
    let named = |m: &Memo| called("memo", &m.text.chars().take(40).collect::<String>());
    let both = |base: Option<&Memo>, ours: &Memo, theirs: &Memo, notes: &mut Notes<'_>| {
        let (created, changed) = (ours.created.min(theirs.created), ours.changed.max(theirs.changed));
        let at = |m: &Memo| Memo { created, changed, ..m.clone() };
        let what = named(ours);
        let base = base.map(at);
        by_field(base.as_ref(), &at(ours), &at(theirs), &mut |clash| asked(three, &what, clash, notes))
    };
    let parts = [three.base.as_ref(), Some(&three.ours), Some(&three.theirs)].map(|p| p.map(|p| &p.memos));
    each(parts, &both, &|m, _| named(m), &|m| three.whose_memo(m), notes)
}

fn codebook(three: &Three, notes: &mut Notes<'_>) -> Arc<Codebook> {
    let codes = |book: &Codebook| -> Parts<CodeId, Code> {
        Arc::new(book.codes().map(|c| (c.id, Arc::clone(c))).collect())
    };
    let base = three.base.as_ref().map(|b| codes(b.codebook()));
    let (ours, theirs) = (codes(three.ours.codebook()), codes(three.theirs.codebook()));
    let named = |p: &Project, c: &Code| called("code", &p.codebook().path(c.id));
    let both = |base: Option<&Code>, o: &Code, t: &Code, notes: &mut Notes<'_>| {
        let what = named(&three.ours, o);
        by_field(base, o, t, &mut |clash| asked(three, &what, clash, notes))
    };
    let merged = each(
        [base.as_ref(), Some(&ours), Some(&theirs)],
        &both,
        &|c, side| named(three.of_side(side), c),
        &|c| c.by,
        notes,
    );
    let mut book = Codebook::default();
    for id in order(three.base.as_ref(), &three.ours, &three.theirs, &merged) {
        if let Some(code) = merged.get(&id) {
            book.put(Code::clone(code));
        }
    }
    Arc::new(book)
}

/// What is known of a transcript beside its words; who speaks and the turns belong together.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
struct Known {
    title: String,
    source: Option<String>,
    case: Option<CaseId>,
    values: BTreeMap<AttributeId, Value>,
    voices: (Vec<Speaker>, Vec<TurnRecord>),
    /// The cases of speakers by their labels.
    ties: BTreeMap<String, CaseId>,
}

fn known(of: &Transcript) -> Known {
    let record = of.record();
    let ties = of.ties().map(|(label, case)| (label.to_owned(), case)).collect();
    let voices = (untied(&record.speakers), record.turns);
    let TranscriptRecord { title, source, case, values, .. } = record;
    Known { title, source, case, values, voices, ties }
}

fn transcripts(three: &Three, notes: &mut Notes<'_>) -> Parts<crate::model::TranscriptId, Transcript> {
    let named = |t: &Transcript| called("transcript", &t.title);
    let both = |base: Option<&Transcript>, ours: &Transcript, theirs: &Transcript, notes: &mut Notes<'_>| {
        let (what, base) = (named(ours), base.map(known));
        let mut voices = Side::Ours;
        let merged = by_field(base.as_ref(), &known(ours), &known(theirs), &mut |clash| {
            asked(three, &what, clash, notes)
        });
        if merged.voices != known(ours).voices {
            voices = Side::Theirs;
        }
        let from = if voices == Side::Theirs { theirs } else { ours };
        let mut speakers = untied(&from.speakers);
        speakers.iter_mut().for_each(|s| s.case = merged.ties.get(&s.label).copied());
        Transcript {
            title: merged.title,
            source: merged.source,
            case: merged.case,
            values: merged.values,
            speakers,
            turns: from.turns.clone(),
            times: ours.times.clone().or_else(|| theirs.times.clone()),
            ..ours.clone()
        }
    };
    let parts =
        [three.base.as_ref(), Some(&three.ours), Some(&three.theirs)].map(|p| p.map(|p| &p.transcripts));
    each(parts, &both, &|t, _| named(t), &|_| None, notes)
}

/// Lists a clash of fields.
fn asked(three: &Three, what: &Message, clash: &Clash<'_>, notes: &mut Notes<'_>) -> Side {
    if clash.field == "by" {
        // A code that is everybody's anywhere is everybody's.
        return if clash.ours.is_some() && clash.theirs.is_none() { Side::Theirs } else { Side::Ours };
    }
    let field = match clash.key {
        Some(key) if clash.field == "ties" => message!("merging-case-of-speaker", speaker = key),
        Some(key) => as_it_is(&three.attribute_name(key)),
        None if clash.field == "voices" => message!("merging-voices"),
        None => as_it_is(clash.field),
    };
    let values = [(&three.ours, clash.ours), (&three.theirs, clash.theirs)]
        .map(|(project, value)| shown(project, clash, value));
    notes.clash(what.clone(), field, values, Side::Ours)
}

/// A value as a person reads it.
fn shown(project: &Project, clash: &Clash<'_>, value: Option<&Json>) -> Message {
    let Some(value) = value else { return Message::default() };
    if clash.key.is_some() && clash.field != "ties" {
        let value = serde_json::from_value::<Value>(value.clone())
            .map_or_else(|_| value.to_string(), |v| v.to_string());
        return as_it_is(&value);
    }
    match clash.field {
        "parent" => serde_json::from_value(value.clone())
            .map(|id| as_it_is(&project.codebook().path(id)))
            .unwrap_or_default(),
        "case" | "ties" => serde_json::from_value(value.clone())
            .ok()
            .and_then(|id| project.case(id).map(|c| as_it_is(&c.name)))
            .unwrap_or_default(),
        "voices" => serde_json::from_value::<(Vec<Speaker>, Vec<TurnRecord>)>(value.clone())
            .map(|(speakers, turns)| voices(&speakers, turns.len()))
            .unwrap_or_default(),
        _ => match value {
            Json::String(words) => as_it_is(words),
            Json::Null => Message::default(),
            Json::Bool(true) => message!("merging-yes"),
            Json::Bool(false) => message!("merging-no"),
            Json::Number(_) | Json::Array(_) | Json::Object(_) => as_it_is(&value.to_string()),
        },
    }
}

fn voices(speakers: &[Speaker], turns: usize) -> Message {
    let named = |s: &Speaker| match s.role {
        SpeakerRole::Interviewer => message!("merging-interviewer", name = s.label),
        SpeakerRole::Participant | SpeakerRole::Other => as_it_is(&s.label),
    };
    message!("merging-turns", turns, speakers = list(speakers.iter().map(named)))
}
