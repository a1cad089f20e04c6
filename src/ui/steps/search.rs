//! What coding the hits of a search means as edits, and what looking through them afterwards does. Never makes the
//! step, and never touches another coder's layer.

use crate::lang::with;
use crate::model::{
    CodeId, CoderId, Coding, CodingId, CodingRecord, Edit, Passage, Project, Stamp, TranscriptId,
};
use crate::text::Span;
use crate::ui::context::Picked;
use crate::ui::steps::{Layer, Step, coding as steps, recoding};

/// The passages that would be coded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Of each transcript, in order.
    pub passages: Vec<(TranscriptId, Vec<Span>)>,
    pub count: usize,
    /// How many more lie in passages that carry the code already.
    pub already: usize,
}

/// A code on many passages, each marked as not looked at yet; a new code is made with them. None where there is no
/// passage.
pub fn code(
    project: &Project,
    coder: CoderId,
    chosen: &Picked,
    plan: &Plan,
    stamp: &mut dyn Stamp,
) -> Option<(CodeId, Step)> {
    if plan.count == 0 {
        return None;
    }
    let (code, name, mut edits) = match chosen {
        Picked::Code(code) => (*code, project.codebook().get(*code)?.name.clone(), Vec::new()),
        Picked::New { name, parent } => {
            let (code, step) = steps::new_code(project, Some(coder), None, name, *parent, stamp);
            (code, name.clone(), step.edits)
        }
    };
    let now = stamp.now();
    for (transcript, spans) in &plan.passages {
        let Some(text) = project.transcript(*transcript).map(|t| t.text()) else { continue };
        let mut record = |span: &Span| {
            let id = CodingId(stamp.uuid());
            CodingRecord { auto: true, ..CodingRecord::new(id, code, Passage::of(text, *span), now) }
        };
        let codings = spans.iter().map(&mut record).collect();
        edits.push(Edit::PutCodings { transcript: *transcript, coder, codings });
    }
    let label = with("step-code-hits", &[("n", plan.count.into()), ("code", name.into())]);
    Some((code, Step { label, edits }))
}

/// A coding as one that was looked at.
fn seen(coding: &Coding) -> Coding {
    Coding { auto: false, ..coding.clone() }
}

/// Keeps a coding that a search made.
pub fn keep(project: &Project, layer: Layer<'_>, coding: &Coding) -> Step {
    let name = project.codebook().name(coding.code).to_owned();
    Step {
        label: with("step-keep", &[("code", name.into())]),
        edits: vec![Edit::PutCodings {
            transcript: layer.transcript.id(),
            coder: layer.coder,
            codings: vec![seen(coding).record(layer.transcript.text())],
        }],
    }
}

/// Another code for it, which is then looked at; only kept where that is its code already.
pub fn change(
    project: &Project,
    layer: Layer<'_>,
    coding: &Coding,
    chosen: &Picked,
    stamp: &mut dyn Stamp,
) -> Step {
    let seen = seen(coding);
    match chosen {
        Picked::Code(code) => {
            let step = recoding::recode(project, layer, &[&seen], *code);
            step.unwrap_or_else(|| keep(project, layer, coding))
        }
        Picked::New { name, parent } => {
            let (code, mut step) = steps::new_code(project, Some(layer.coder), None, name, *parent, stamp);
            step.edits.push(Edit::PutCodings {
                transcript: layer.transcript.id(),
                coder: layer.coder,
                codings: vec![Coding { code, ..seen }.record(layer.transcript.text())],
            });
            step
        }
    }
}

/// The codings of a coder that a search made and nobody has looked at yet: transcripts by title, then by place.
pub fn queue(project: &Project, coder: CoderId) -> Vec<(TranscriptId, Coding)> {
    let layers = project.transcripts().into_iter().filter_map(|t| project.layer(t.id(), coder));
    layers
        .flat_map(|layer| {
            let auto = layer.codings().iter().filter(|c| c.auto);
            auto.map(|coding| (layer.transcript(), coding.clone()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::extent::Extent;
    use crate::analysis::search::Scope;
    use crate::session::{Session, SystemStamp};
    use crate::text::Search;
    use crate::ui::demo;
    use crate::ui::panels::find::data::{Hits, SearchQuestion, Ticks, plan};

    fn all(project: &Project, words: &str, code: Option<CodeId>) -> Plan {
        let search = Search { words: words.into(), ..Search::default() };
        let hits = Hits::of(project, &SearchQuestion { search, scope: Scope::default() }, &|| false).unwrap();
        let mut ticks = Ticks::default();
        ticks.set_all(true);
        plan(project, &hits, &ticks, Extent::Sentence, demo::coder(1), code)
    }

    #[test]
    fn many_passages_are_coded_in_one_step_and_wait_to_be_looked_at() {
        let mut session = Session::in_memory(demo::project());
        let coder = demo::coder(1);
        let listens = demo::code(2);
        let chosen = Picked::Code(listens);
        let plan = all(session.project(), "she", Some(listens));
        let (code, step) = code(session.project(), coder, &chosen, &plan, &mut SystemStamp).unwrap();
        assert_eq!((code, step.label.as_str()), (listens, "Code 4 passages as “listens”"));
        session.commit(&step.label, &step.edits).unwrap();
        let waiting = queue(session.project(), coder);
        assert_eq!(waiting.len(), 4);
        assert!(queue(session.project(), demo::coder(2)).is_empty());

        let (transcript, coding) = waiting[0].clone();
        let project = session.project().clone();
        let layer = Layer { transcript: project.transcript(transcript).unwrap(), coder };
        session.commit("keep", &keep(&project, layer, &coding).edits).unwrap();
        assert_eq!(queue(session.project(), coder).len(), 3);
        assert_eq!(session.project().coding(coding.id).unwrap().1.code, listens);

        let (_, second) = waiting[1].clone();
        let new = Picked::New { name: "has time".into(), parent: Some(demo::code(1)) };
        let step = change(session.project(), layer, &second, &new, &mut SystemStamp);
        session.commit(&step.label, &step.edits).unwrap();
        let changed = session.project().coding(second.id).unwrap().1;
        assert_eq!(session.project().codebook().path(changed.code), "Social esteem/has time");
        assert_eq!(queue(session.project(), coder).len(), 2);

        let (_, third) = waiting[2].clone();
        let same = change(session.project(), layer, &third, &chosen, &mut SystemStamp);
        session.commit(&same.label, &same.edits).unwrap();
        assert_eq!(queue(session.project(), coder).len(), 1, "its own code again is to keep it");
    }

    #[test]
    fn a_new_code_is_made_in_the_same_step() {
        let mut session = Session::in_memory(demo::project());
        let plan = all(session.project(), "birthday", None);
        let chosen = Picked::New { name: "birthdays".into(), parent: None };
        let coder = demo::coder(1);
        let (made, step) = code(session.project(), coder, &chosen, &plan, &mut SystemStamp).unwrap();
        assert_eq!(step.label, "Code one passage as “birthdays”");
        session.commit(&step.label, &step.edits).unwrap();
        assert_eq!(queue(session.project(), coder)[0].1.code, made);
        session.undo().unwrap();
        assert_eq!(session.project(), &demo::project());
        assert!(code(&demo::project(), coder, &chosen, &Plan::default(), &mut SystemStamp).is_none());
    }
}
