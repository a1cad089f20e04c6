//! Bringing together what two coders did to shared files: by id, and within a record by field.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::model::{
    Code, CodeId, Edit, EditError, Project, Splice, TranscriptId, TranscriptRecord, corrected, sha256,
};
use crate::text::{Mapping, Text};

/// `theirs` with all that was done from `base` to `ours`. What both changed in the same field is as ours has it, and so
/// are words that both corrected. Tells why what of ours no longer fits does not.
pub fn merge(base: &Project, ours: &Project, theirs: &Project) -> (Project, Vec<EditError>) {
    let [base, ours, theirs] = &on_the_same_words([base, ours, theirs]);
    let edits: Vec<Edit> = base.diff(ours).into_iter().map(|e| by_field(e, base, theirs)).collect();
    if edits.is_empty() {
        return (theirs.clone(), Vec::new());
    }
    if let Ok(merged) = theirs.apply_all(&edits) {
        return (merged, Vec::new());
    }
    let mut merged = theirs.clone();
    let mut lost = Vec::new();
    for edit in edits {
        let tried = merged.apply(&edit).or_else(|why| {
            // They removed what ours still uses: it comes back.
            let back = needed(&edit, ours, &merged);
            merged.apply_all(&back).and_then(|p| p.apply(&edit)).map_err(|_| why)
        });
        match tried {
            Ok(next) => merged = next,
            Err(_) if already_made(&edit, &merged) => {}
            Err(why) => lost.push(why),
        }
    }
    (merged, lost)
}

/// Base, ours and theirs with all that was corrected in ours and theirs, so that what lies on the words can be compared.
fn on_the_same_words(projects: [&Project; 3]) -> [Project; 3] {
    let [base, ours, theirs] = projects;
    let mut texts: BTreeMap<TranscriptId, Text> = BTreeMap::new();
    for (was, mine) in base.other_words(ours) {
        let other = theirs.transcript(was.id()).map_or_else(|| was.text(), |t| t.text());
        texts.insert(was.id(), both(was.text(), mine.text(), other));
    }
    for (was, other) in base.other_words(theirs) {
        texts.entry(was.id()).or_insert_with(|| other.text().clone());
    }
    projects.map(|project| {
        let to = |(id, text): (&TranscriptId, &Text)| {
            let transcript = project.transcript(*id).filter(|t| t.text() != text)?;
            let (splices, sha256) =
                (corrected(transcript.text().as_str(), text.as_str()), sha256(text.as_str()));
            Some(Edit::CorrectText { transcript: *id, splices, sha256 })
        };
        let corrections: Vec<Edit> = texts.iter().filter_map(to).collect();
        project.apply_all(&corrections).unwrap_or_else(|_| project.clone())
    })
}

/// A text with what ours and theirs corrected in it; where they meet, as ours has it.
fn both(base: &Text, ours: &Text, theirs: &Text) -> Text {
    let mut splices = corrected(base.as_str(), ours.as_str());
    let mine = splices.clone();
    let apart = |theirs: &Splice| mine.iter().all(|m| theirs.end < m.start || m.end < theirs.start);
    splices.extend(corrected(base.as_str(), theirs.as_str()).into_iter().filter(apart));
    splices.sort_by_key(|s| s.start);
    Mapping::new(base, &splices).map_or_else(|_| ours.clone(), |mapping| mapping.text().clone())
}

/// Whether an edit removes something that has gone already.
pub(super) fn already_made(edit: &Edit, project: &Project) -> bool {
    match edit {
        Edit::RemoveCoder(id) => project.coder(*id).is_none(),
        Edit::RemoveTranscript(id) => project.transcript(*id).is_none(),
        Edit::RemoveCode(id) | Edit::MergeCodes { from: id, .. } => project.codebook().get(*id).is_none(),
        Edit::RemoveAttribute(id) => project.attribute(*id).is_none(),
        Edit::RemoveCase(id) => project.case(*id).is_none(),
        Edit::RemoveMemo(id) => project.memo(*id).is_none(),
        Edit::RemoveCodings { transcript, coder, codings } => {
            let layer = project.layer(*transcript, *coder);
            codings.iter().all(|id| layer.is_none_or(|l| !l.holds(*id)))
        }
        Edit::RemoveOrphans { transcript, coder, orphans } => {
            let layer = project.layer(*transcript, *coder);
            orphans.iter().all(|id| layer.is_none_or(|l| l.orphan(*id).is_none()))
        }
        Edit::RemoveCodeSet(id) => project.code_set(*id).is_none(),
        Edit::CorrectText { transcript, sha256, .. } => {
            project.transcript(*transcript).is_some_and(|t| t.sha256() == sha256)
        }
        Edit::SetTitle(_)
        | Edit::PutCoder(_)
        | Edit::PutTranscript(_)
        | Edit::PutCode(_)
        | Edit::MoveCode { .. }
        | Edit::ArrangeCodes(_)
        | Edit::PutCodings { .. }
        | Edit::SetStatus { .. }
        | Edit::PutAttribute(_)
        | Edit::PutCase(_)
        | Edit::PutMemo(_)
        | Edit::PutOrphans { .. }
        | Edit::PutCodeSet(_) => false,
    }
}

/// Codes, coders and the transcript that codings of ours need and the other side has not.
fn needed(edit: &Edit, ours: &Project, there: &Project) -> Vec<Edit> {
    let (transcript, coder, codes): (_, _, Vec<CodeId>) =
        if let Edit::PutCodings { transcript, coder, codings } = edit {
            (transcript, coder, codings.iter().map(|c| c.code).collect())
        } else if let Edit::PutOrphans { transcript, coder, orphans } = edit {
            (transcript, coder, orphans.iter().map(|o| o.code).collect())
        } else {
            return Vec::new();
        };
    let mut back = Vec::new();
    if there.coder(*coder).is_none() {
        back.extend(ours.coder(*coder).map(|c| Edit::PutCoder((**c).clone())));
    }
    if there.transcript(*transcript).is_none() {
        back.extend(ours.transcript(*transcript).map(|t| Edit::PutTranscript(Box::new(t.record()))));
    }
    for code in codes {
        let missing = ours.codebook().ancestry(code).filter(|c| there.codebook().get(c.id).is_none());
        back.extend(missing.map(|c| Edit::PutCode(Box::new(Code::clone(c)))));
    }
    back
}

fn by_field(edit: Edit, base: &Project, theirs: &Project) -> Edit {
    match edit {
        Edit::PutCoder(ours) => {
            let (base, theirs) = (base.coder(ours.id), theirs.coder(ours.id));
            Edit::PutCoder(fields(base.map(|b| &**b), ours, theirs.map(|t| &**t)))
        }
        Edit::PutCode(ours) => {
            let (base, theirs) = (base.codebook().get(ours.id), theirs.codebook().get(ours.id));
            Edit::PutCode(Box::new(fields(base.map(|b| &**b), *ours, theirs.map(|t| &**t))))
        }
        Edit::PutCase(ours) => {
            let (base, theirs) = (base.case(ours.id), theirs.case(ours.id));
            Edit::PutCase(fields(base.map(|b| &**b), ours, theirs.map(|t| &**t)))
        }
        Edit::PutAttribute(ours) => {
            let (base, theirs) = (base.attribute(ours.id), theirs.attribute(ours.id));
            Edit::PutAttribute(fields(base.map(|b| &**b), ours, theirs.map(|t| &**t)))
        }
        Edit::PutTranscript(ours) => {
            let record = |p: &Project| p.transcript(ours.id).map(|t| t.record());
            let (base, theirs) = (record(base), record(theirs));
            let text = ours.text.clone();
            let merged = fields(base.as_ref(), *ours, theirs.as_ref());
            Edit::PutTranscript(Box::new(TranscriptRecord { text, ..merged }))
        }
        Edit::PutCodeSet(ours) => {
            let (was, other) = (base.code_set(ours.id), theirs.code_set(ours.id));
            let mut set = fields(was.map(|b| &**b), ours, other.map(|t| &**t));
            let removed = |c: CodeId| base.codebook().get(c).is_some() && theirs.codebook().get(c).is_none();
            set.codes.retain(|c| !removed(*c));
            Edit::PutCodeSet(set)
        }
        other => other,
    }
}

/// Ours, with every field as theirs where ours did not change it.
fn fields<T: Serialize + DeserializeOwned>(base: Option<&T>, ours: T, theirs: Option<&T>) -> T {
    let (Some(base), Some(theirs)) = (base, theirs) else { return ours };
    let values = (serde_json::to_value(base), serde_json::to_value(&ours), serde_json::to_value(theirs));
    let (Ok(base), Ok(mine), Ok(theirs)) = values else { return ours };
    serde_json::from_value(three_way(Some(&base), &mine, Some(&theirs))).unwrap_or(ours)
}

fn three_way(base: Option<&Value>, ours: &Value, theirs: Option<&Value>) -> Value {
    match (base, ours, theirs) {
        (_, Value::Object(mine), Some(Value::Object(other))) => {
            let old = base.and_then(Value::as_object);
            let mut merged = serde_json::Map::new();
            for key in mine.keys().chain(other.keys()) {
                let was = old.and_then(|o| o.get(key));
                let value = match (mine.get(key), other.get(key)) {
                    (Some(m), other) if other.is_some() || was.is_none() => Some(three_way(was, m, other)),
                    // One side has taken it out: it goes, unless the other changed it.
                    (Some(m), _) => (Some(m) != was).then(|| m.clone()),
                    (None, Some(o)) => (Some(o) != was).then(|| o.clone()),
                    (None, None) => None,
                };
                if let Some(value) = value {
                    merged.insert(key.clone(), value);
                }
            }
            Value::Object(merged)
        }
        (Some(base), ours, Some(theirs)) if base == ours => theirs.clone(),
        (_, ours, _) => ours.clone(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::three_way;

    #[test]
    fn each_side_keeps_its_field() {
        let base = json!({"name": "listens", "colour": "#000000", "definition": ""});
        let ours = json!({"name": "listens", "colour": "#000000", "definition": "gives time"});
        let theirs = json!({"name": "listens", "colour": "#B33736", "include": "x"});
        let merged = three_way(Some(&base), &ours, Some(&theirs));
        assert_eq!(
            merged,
            json!({"name": "listens", "colour": "#B33736", "definition": "gives time", "include": "x"})
        );
    }
}
