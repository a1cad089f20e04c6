//! What changing codings that are there means as edits: other edges, another code, two of one, one of two. Never makes
//! the step, and never touches another coder's layer.

use crate::lang::{text, with};
use crate::model::{CodeId, Coding, CodingId, CodingRecord, Edit, Orphan, Passage, Project, Stamp};
use crate::text::{Span, Text};
use crate::ui::steps::{Layer, Step};
use crate::ui::transcript::Side;

fn put(layer: Layer<'_>, codings: Vec<CodingRecord>) -> Edit {
    Edit::PutCodings { transcript: layer.transcript.id(), coder: layer.coder, codings }
}

fn remove(layer: Layer<'_>, codings: Vec<CodingId>) -> Edit {
    Edit::RemoveCodings { transcript: layer.transcript.id(), coder: layer.coder, codings }
}

fn name(project: &Project, code: CodeId) -> String {
    project.codebook().name(code).to_owned()
}

/// The record of a coding with another passage.
fn on(layer: Layer<'_>, coding: &Coding, span: Span) -> CodingRecord {
    let moved = Coding { span, ..coding.clone() };
    moved.record(layer.transcript.text())
}

/// Another passage for a coding; none where it is the same.
pub fn reshape(project: &Project, layer: Layer<'_>, coding: &Coding, span: Span) -> Option<Step> {
    (coding.span != span).then(|| Step {
        label: with("step-reshape", &[("code", name(project, coding.code).into())]),
        edits: vec![put(layer, vec![on(layer, coding, span)])],
    })
}

/// A passage with one end a letter further on, or back; none where nothing would be left, or the text ends.
pub fn nudged(text: &Text, span: Span, side: Side, on: bool) -> Option<Span> {
    let step = |at: usize| {
        if on {
            (at < text.len()).then(|| text.next_grapheme(at))
        } else {
            at.checked_sub(1).map(|_| text.previous_grapheme(at))
        }
    };
    let range = match side {
        Side::Start => step(span.start())?..span.end(),
        Side::End => span.start()..step(span.end())?,
    };
    text.span(range).ok()
}

/// Another code for codings, each of which keeps its passage and memo. Where the very passage carries that code
/// already, the coding goes, as two of the same would say nothing more, and the one that stays takes its memo.
pub fn recode(project: &Project, layer: Layer<'_>, codings: &[&Coding], code: CodeId) -> Option<Step> {
    let there = project.layer(layer.transcript.id(), layer.coder)?;
    // What carries the code once all is done, the codings that change their code among it.
    let mut carrying: Vec<Coding> = there.codings().iter().filter(|c| c.code == code).cloned().collect();
    let (mut changed, mut gone) = (Vec::new(), Vec::new());
    for coding in codings.iter().filter(|c| c.code != code) {
        match carrying.iter_mut().find(|c| c.span == coding.span) {
            Some(stays) => {
                gone.push(coding.id);
                if !coding.memo.is_empty() {
                    stays.memo = together([stays.memo.as_str(), coding.memo.as_str()]);
                    changed.push(stays.id);
                }
            }
            None => {
                changed.push(coding.id);
                carrying.push(Coding { code, ..(*coding).clone() });
            }
        }
    }
    let mut edits = Vec::new();
    let records = carrying.iter().filter(|c| changed.contains(&c.id));
    let records: Vec<CodingRecord> = records.map(|c| c.record(layer.transcript.text())).collect();
    if !records.is_empty() {
        edits.push(put(layer, records));
    }
    if !gone.is_empty() {
        edits.push(remove(layer, gone));
    }
    let label = with("step-recode", &[("code", name(project, code).into())]);
    (!edits.is_empty()).then_some(Step { label, edits })
}

/// Memos as one, those that are empty left out.
fn together<'a>(memos: impl IntoIterator<Item = &'a str>) -> String {
    memos.into_iter().filter(|m| !m.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Two codings of one, cut at a byte: the first keeps id and memo. White space at the cut belongs to neither. None where
/// one of them would be empty.
///
/// ```text
///   [She asked me. Then she wrote it.]  cut before "Then"  →  [She asked me.] [Then she wrote it.]
/// ```
pub fn split(
    project: &Project,
    layer: Layer<'_>,
    coding: &Coding,
    at: usize,
    stamp: &mut dyn Stamp,
) -> Option<Step> {
    let words = layer.transcript.text();
    let first = trimmed(words, coding.span.start(), at)?;
    let second = trimmed(words, at, coding.span.end())?;
    let new =
        CodingRecord::new(CodingId(stamp.uuid()), coding.code, Passage::of(words, second), coding.created);
    // What a search coded and nobody has looked at is that in both its parts.
    let new = CodingRecord { auto: coding.auto, ..new };
    Some(Step {
        label: with("step-split", &[("code", name(project, coding.code).into())]),
        edits: vec![put(layer, vec![on(layer, coding, first), new])],
    })
}

/// A stretch of the text without white space at its ends; none where nothing is left.
fn trimmed(text: &Text, start: usize, end: usize) -> Option<Span> {
    let words = text.as_str().get(start..end)?;
    let begin = start + (words.len() - words.trim_start().len());
    text.span(begin..start + words.trim_end().len()).ok()
}

/// One coding of several with the same code, from the first's beginning to the last's end; it keeps the oldest one's id
/// and the memos of all. Of several codes, the one of the first coding that has a partner counts; none where none has.
pub fn join(project: &Project, layer: Layer<'_>, codings: &[&Coding]) -> Option<Step> {
    let alike = |code: CodeId| codings.iter().filter(move |c| c.code == code);
    let code = codings.iter().map(|c| c.code).find(|&code| alike(code).count() > 1)?;
    let mut parts: Vec<&Coding> = alike(code).copied().collect();
    parts.sort_by_key(|c| (c.created, c.id));
    let (oldest, others) = parts.split_first()?;
    let span = others.iter().fold(oldest.span, |span, c| span.hull(c.span));
    let mut by_place = parts.clone();
    by_place.sort_by_key(|c| (c.span, c.id));
    let memo = together(by_place.iter().map(|c| c.memo.as_str()));
    let auto = parts.iter().any(|c| c.auto);
    let joined = Coding { span, memo, auto, ..(*oldest).clone() };
    Some(Step {
        label: with("step-join", &[("n", parts.len().into()), ("code", name(project, code).into())]),
        edits: vec![
            put(layer, vec![joined.record(layer.transcript.text())]),
            remove(layer, others.iter().map(|c| c.id).collect()),
        ],
    })
}

/// Takes several codings away.
pub fn remove_all(layer: Layer<'_>, codings: &[CodingId]) -> Option<Step> {
    (!codings.is_empty()).then(|| Step {
        label: if codings.len() == 1 {
            text("step-remove-one")
        } else {
            with("step-remove-all", &[("n", codings.len().into())])
        },
        edits: vec![remove(layer, codings.to_vec())],
    })
}

/// A coding whose passage was corrected away, on other words.
pub fn place(project: &Project, layer: Layer<'_>, orphan: &Orphan, span: Span) -> Step {
    let Orphan { id, code, ref memo, created, .. } = *orphan;
    let coding = Coding { id, code, span, memo: memo.clone(), created, auto: false };
    Step {
        label: with("step-place", &[("code", name(project, code).into())]),
        edits: vec![put(layer, vec![coding.record(layer.transcript.text())])],
    }
}

/// Lets a coding whose passage was corrected away go.
pub fn let_go(layer: Layer<'_>, orphan: CodingId) -> Step {
    Step {
        label: text("step-let-go"),
        edits: vec![Edit::RemoveOrphans {
            transcript: layer.transcript.id(),
            coder: layer.coder,
            orphans: vec![orphan],
        }],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::CodingLayer;
    use crate::session::SystemStamp;
    use crate::ui::demo::{code, coder, project, transcript};

    fn layer(project: &Project) -> Layer<'_> {
        Layer { transcript: project.transcript(transcript(1)).unwrap(), coder: coder(1) }
    }

    fn codings(project: &Project) -> &CodingLayer {
        project.layer(transcript(1), coder(1)).unwrap()
    }

    fn after(project: &Project, step: Option<Step>) -> Project {
        project.apply_all(&step.unwrap().edits).unwrap()
    }

    fn words(project: &Project) -> Vec<String> {
        let text = project.transcript(transcript(1)).unwrap().text().clone();
        codings(project).codings().iter().map(|c| text.slice(c.span).to_owned()).collect()
    }

    #[test]
    fn an_edge_moves_and_all_else_stays() {
        let project = project();
        let old = codings(&project).codings()[0].clone();
        let text = project.transcript(transcript(1)).unwrap().text().clone();
        let shorter = text.span(old.span.start()..old.span.start() + 16).unwrap();
        let after = after(&project, reshape(&project, layer(&project), &old, shorter));
        assert_eq!(codings(&after).coding(old.id), Some(&Coding { span: shorter, ..old.clone() }));
        assert_eq!(reshape(&project, layer(&project), &old, old.span), None);
    }

    #[test]
    fn an_end_goes_by_letters_and_never_past_the_other() {
        let text = Text::new("a 👩🏽‍🚒 b");
        let one = text.span(0..1).unwrap();
        let on = |span, side, on| nudged(&text, span, side, on).map(|s| text.slice(s).to_owned());
        assert_eq!(on(one, Side::End, false), None, "nothing would be left");
        assert_eq!(on(one, Side::Start, false), None, "the text begins here");
        assert_eq!(on(one, Side::End, true).as_deref(), Some("a "));
        let two = text.span(0..2).unwrap();
        assert_eq!(on(two, Side::End, true).as_deref(), Some("a 👩🏽‍🚒"));
        assert_eq!(on(two, Side::Start, true).as_deref(), Some(" "));
    }

    #[test]
    fn a_cut_and_a_join_are_each_others_undoing() {
        let project = project();
        let old = codings(&project).codings()[2].clone();
        let at = old.span.start() + "She had time.".len();
        let cut = after(&project, split(&project, layer(&project), &old, at, &mut SystemStamp));
        assert_eq!(codings(&cut).codings().len(), codings(&project).codings().len() + 1);
        assert!(words(&cut).contains(&"She had time.".to_owned()));
        assert!(words(&cut).contains(&"She would drive me and we'd just talk.".to_owned()));
        let parts: Vec<&Coding> = codings(&cut).codings().iter().filter(|c| c.code == old.code).collect();
        let joined = after(&cut, join(&cut, layer(&cut), &parts));
        assert_eq!(words(&joined), words(&project));
        for at in [old.span.start(), old.span.end()] {
            assert_eq!(split(&project, layer(&project), &old, at, &mut SystemStamp), None);
        }
        assert_eq!(join(&project, layer(&project), &[&old]), None, "nothing to join it with");
    }

    #[test]
    fn another_code_never_doubles_a_coding() {
        let project = project();
        let old = codings(&project).codings()[0].clone();
        let other = after(&project, recode(&project, layer(&project), &[&old], code(8)));
        assert_eq!(codings(&other).coding(old.id), Some(&Coding { code: code(8), ..old.clone() }));
        assert_eq!(recode(&project, layer(&project), &[&old], old.code), None);
        // A second coding of the passage, with the code that the first is to have.
        let second = Coding { id: CodingId(SystemStamp.uuid()), code: code(8), ..old.clone() };
        let twice = put(layer(&project), vec![second.record(layer(&project).transcript.text())]);
        let twice = project.apply(&twice).unwrap();
        let once = after(&twice, recode(&twice, layer(&twice), &[&old], code(8)));
        assert_eq!(codings(&once).codings().len(), codings(&project).codings().len());
        assert_eq!(codings(&once).coding(old.id), None);
        // The memo of the one that goes is kept by the one that stays.
        let noted = Coding { memo: "Why?".into(), ..old };
        let twice =
            twice.apply(&put(layer(&twice), vec![noted.record(layer(&twice).transcript.text())])).unwrap();
        let once = after(&twice, recode(&twice, layer(&twice), &[&noted], code(8)));
        assert_eq!(codings(&once).coding(second.id).unwrap().memo, "Why?");
    }

    #[test]
    fn several_go_at_once() {
        let project = project();
        let ids: Vec<CodingId> = codings(&project).codings().iter().take(3).map(|c| c.id).collect();
        let after = after(&project, remove_all(layer(&project), &ids));
        assert_eq!(codings(&after).codings().len(), codings(&project).codings().len() - 3);
        assert_eq!(remove_all(layer(&project), &[]), None);
    }
}
