//! Another copy's project with the ids that its things have here. Where two things there are one here, the first stays.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::matching::{Ids, here};
use crate::model::{
    Assignment, AttributeId, Case, Code, CodeSet, Codebook, Coder, Coding, CodingLayer, Decision, Memo,
    MemoTarget, Orphan, Project, SavedScope, Settlement, Standing, StudyScope, Transcript, TranscriptSet,
    Value,
};

/// The project with other ids.
pub(super) fn renamed(project: &Project, ids: &Ids) -> Project {
    if ids.is_empty() {
        return project.clone();
    }
    let mut to = project.clone();
    to.coders = parts(project.coders.values(), |c| {
        let id = here(&ids.coders, c.id);
        (id, Coder { id, ..c.clone() })
    });
    to.attributes = parts(project.attributes.values(), |a| {
        let id = here(&ids.attributes, a.id);
        (id, crate::model::Attribute { id, ..a.clone() })
    });
    to.cases = parts(project.cases.values(), |c| {
        let id = here(&ids.cases, c.id);
        (id, Case { id, values: values(&c.values, ids), ..c.clone() })
    });
    to.codebook = Arc::new(codebook(project.codebook(), ids));
    to.code_sets = parts(project.code_sets.values(), |s| {
        let (id, codes) = (here(&ids.sets, s.id), s.codes.iter().map(|c| here(&ids.codes, *c)).collect());
        (id, CodeSet { id, codes, ..s.clone() })
    });
    to.transcripts = parts(project.transcripts.values(), |t| {
        let id = here(&ids.transcripts, t.id);
        let (case, values) = (t.case.map(|c| here(&ids.cases, c)), values(&t.values, ids));
        let mut speakers = t.speakers.clone();
        speakers.iter_mut().for_each(|s| s.case = s.case.map(|case| here(&ids.cases, case)));
        (id, Transcript { id, case, speakers, values, ..t.clone() })
    });
    to.transcript_sets = parts(project.transcript_sets.values(), |s| {
        let id = here(&ids.transcript_sets, s.id);
        let transcripts = s.transcripts.iter().map(|t| here(&ids.transcripts, *t)).collect();
        (id, TranscriptSet { id, transcripts, ..s.clone() })
    });
    to.assignments = parts(project.assignments.values(), |a| {
        let (transcript, coder) = (here(&ids.transcripts, a.transcript), here(&ids.coders, a.coder));
        ((transcript, coder), Assignment { transcript, coder, ..a.clone() })
    });
    to.scopes = parts(project.scopes.values(), |s| {
        let (id, scope) = (here(&ids.scopes, s.id), scope(&s.scope, ids));
        (id, SavedScope { id, scope, ..s.clone() })
    });
    to.layers = parts(project.layers.values(), |l| {
        let layer = layer(l, ids);
        ((layer.transcript, layer.coder), layer)
    });
    to.memos = parts(project.memos.values(), |m| {
        let memo = memo(m, ids);
        (memo.id, memo)
    });
    let by = to.stage.by.map(|id| here(&ids.coders, id));
    if by != to.stage.by {
        Arc::make_mut(&mut to.stage).by = by;
    }
    to
}

fn parts<'a, K: Ord, V: 'a + PartialEq>(
    old: impl Iterator<Item = &'a Arc<V>>,
    new: impl Fn(&V) -> (K, V),
) -> Arc<BTreeMap<K, Arc<V>>> {
    let mut parts = BTreeMap::new();
    for part in old {
        let (key, value) = new(part);
        let value = if value == **part { Arc::clone(part) } else { Arc::new(value) };
        parts.entry(key).or_insert(value);
    }
    Arc::new(parts)
}

fn values(of: &BTreeMap<AttributeId, Value>, ids: &Ids) -> BTreeMap<AttributeId, Value> {
    of.iter().map(|(id, value)| (here(&ids.attributes, *id), value.clone())).collect()
}

fn scope(old: &StudyScope, ids: &Ids) -> StudyScope {
    let values =
        |(id, values): (&AttributeId, &BTreeSet<String>)| (here(&ids.attributes, *id), values.clone());
    StudyScope {
        transcripts: old.transcripts.iter().map(|id| here(&ids.transcripts, *id)).collect(),
        sets: old.sets.iter().map(|id| here(&ids.transcript_sets, *id)).collect(),
        values: old.values.iter().map(values).collect(),
        coders: old.coders.iter().map(|id| here(&ids.coders, *id)).collect(),
        ..old.clone()
    }
}

fn codebook(old: &Codebook, ids: &Ids) -> Codebook {
    let mut book = Codebook::default();
    for code in old.codes() {
        let id = here(&ids.codes, code.id);
        if book.get(id).is_none() {
            let (parent, by) =
                (code.parent.map(|p| here(&ids.codes, p)), code.by.map(|c| here(&ids.coders, c)));
            book.put(Code { id, parent, by, ..Code::clone(code) });
        }
    }
    book
}

fn layer(old: &CodingLayer, ids: &Ids) -> CodingLayer {
    let coding = |c: &Coding| {
        let (id, code) = (here(&ids.codings, c.id), here(&ids.codes, c.code));
        Coding { id, code, ..c.clone() }
    };
    let orphan = |o: &Orphan| {
        let (id, code) = (here(&ids.codings, o.id), here(&ids.codes, o.code));
        Orphan { id, code, ..o.clone() }
    };
    let mut layer = CodingLayer {
        transcript: here(&ids.transcripts, old.transcript),
        coder: here(&ids.coders, old.coder),
        status: old.status,
        codings: old.codings.iter().map(coding).collect(),
        orphans: old.orphans.iter().map(orphan).collect(),
        settlements: old.settlements.iter().map(|s| settlement(s, ids)).collect(),
    };
    layer.sort();
    layer
}

fn settlement(old: &Settlement, ids: &Ids) -> Settlement {
    let standing = |s: &Standing| {
        let mut others: Vec<_> = s.others.iter().map(|c| here(&ids.codes, *c)).collect();
        others.sort_unstable();
        Standing { coder: here(&ids.coders, s.coder), coded: s.coded.clone(), others }
    };
    Settlement {
        code: here(&ids.codes, old.code),
        on: old.on.iter().map(standing).collect(),
        decision: match old.decision {
            Decision::Take(coder) => Decision::Take(here(&ids.coders, coder)),
            Decision::Code(code) => Decision::Code(here(&ids.codes, code)),
            Decision::Both | Decision::Borders | Decision::Open => old.decision,
        },
        codings: old.codings.iter().map(|c| here(&ids.codings, *c)).collect(),
        by: here(&ids.coders, old.by),
        ..old.clone()
    }
}

fn memo(old: &Memo, ids: &Ids) -> Memo {
    let on = match &old.on {
        MemoTarget::Project => MemoTarget::Project,
        MemoTarget::Code(id) => MemoTarget::Code(here(&ids.codes, *id)),
        MemoTarget::Transcript(id) => MemoTarget::Transcript(here(&ids.transcripts, *id)),
        MemoTarget::Case(id) => MemoTarget::Case(here(&ids.cases, *id)),
        MemoTarget::Coding(id) => MemoTarget::Coding(here(&ids.codings, *id)),
        MemoTarget::Passage(id, passage) => MemoTarget::Passage(here(&ids.transcripts, *id), passage.clone()),
    };
    Memo {
        id: here(&ids.memos, old.id),
        on,
        reply_to: old.reply_to.map(|id| here(&ids.memos, id)),
        author: here(&ids.coders, old.author),
        ..old.clone()
    }
}
