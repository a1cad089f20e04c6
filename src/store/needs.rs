//! Edits made where others have removed, renamed or closed what they stand on: that comes back, from wherever it is still
//! known, so that no work is dropped for want of its ground.

use super::quotes::by_quotes;
use crate::model::SettlementId;
use crate::model::{
    AttributeId, CaseId, Code, CodeId, Coder, CoderId, CodingId, Edit, EditError, MemoTarget, Passage,
    Project, TranscriptId, TranscriptRecord, TreeError,
};

/// Something that an edit stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Need {
    Coder(CoderId),
    Code(CodeId),
    Transcript(TranscriptId),
    Case(CaseId),
    Attribute(AttributeId),
}

/// Where things that have gone are still known.
pub(super) trait Known {
    /// The edit that puts it back.
    fn find(&self, need: Need) -> Option<Edit>;

    /// Where a coding stood, for a memo that was on it.
    fn place(&self, coding: CodingId) -> Option<MemoTarget>;
}

impl Known for Project {
    fn find(&self, need: Need) -> Option<Edit> {
        Some(match need {
            Need::Coder(id) => Edit::PutCoder(Coder::clone(self.coder(id)?)),
            Need::Code(id) => Edit::PutCode(Box::new(Code::clone(self.codebook().get(id)?))),
            Need::Transcript(id) => Edit::PutTranscript(Box::new(self.transcript(id)?.record())),
            Need::Case(id) => Edit::PutCase((**self.case(id)?).clone()),
            Need::Attribute(id) => Edit::PutAttribute((**self.attribute(id)?).clone()),
        })
    }

    fn place(&self, coding: CodingId) -> Option<MemoTarget> {
        let (layer, coding) = self.coding(coding)?;
        let of = self.transcript(layer.transcript())?;
        Some(MemoTarget::Passage(of.id(), Passage::of(of.text(), coding.span)))
    }
}

/// The project after an edit, and with what the edit stands on where that has gone.
pub(super) fn put(project: &Project, edit: &Edit, known: &dyn Known) -> Result<Project, EditError> {
    let why = match project.apply(edit) {
        Ok(next) => return Ok(next),
        Err(why) => why,
    };
    let mut ground = project.clone();
    for need in missing(project, edit) {
        bring_back(&mut ground, need, known, 0);
    }
    if let Edit::PutCodings { codings, .. } = edit {
        for coding in codings {
            open_for_passages(&mut ground, coding.code);
        }
    }
    let edit = &on_its_passage(&ground, edit, known);
    let again = ground.apply(edit).or_else(|why| fitted(&ground, edit, &why));
    again.map_err(|_| why)
}

/// A memo on a coding that has gone is one on the passage.
fn on_its_passage(ground: &Project, edit: &Edit, known: &dyn Known) -> Edit {
    let mut edit = edit.clone();
    if let Edit::PutMemo(memo) = &mut edit
        && let MemoTarget::Coding(coding) = memo.on
        && !ground.holds(coding)
    {
        memo.on = known.place(coding).unwrap_or(MemoTarget::Project);
    }
    edit
}

/// Edits made one after the other, each with what it stands on; what cannot be made is told.
pub(super) fn put_each(project: &Project, edits: &[Edit], known: &dyn Known) -> (Project, Vec<EditError>) {
    let (mut made, mut misfits) = (project.clone(), Vec::new());
    for edit in edits {
        match put(&made, edit, known) {
            Ok(next) => made = next,
            Err(_) if super::merge::already_made(edit, &made) => {}
            Err(why) => misfits.push(why),
        }
    }
    (made, misfits)
}

/// Deeper than any codebook.
const MOST_LEVELS: usize = 64;

fn bring_back(ground: &mut Project, need: Need, known: &dyn Known, level: usize) {
    let Some(edit) = known.find(need).filter(|_| level < MOST_LEVELS && is_missing(ground, need)) else {
        return;
    };
    for deeper in missing(ground, &edit) {
        bring_back(ground, deeper, known, level + 1);
    }
    let next = ground.apply(&edit).or_else(|why| fitted(ground, &edit, &why));
    *ground = next.unwrap_or_else(|_| ground.clone());
}

fn is_missing(project: &Project, need: Need) -> bool {
    match need {
        Need::Coder(id) => project.coder(id).is_none(),
        Need::Code(id) => project.codebook().get(id).is_none(),
        Need::Transcript(id) => project.transcript(id).is_none(),
        Need::Case(id) => project.case(id).is_none(),
        Need::Attribute(id) => project.attribute(id).is_none(),
    }
}

/// What an edit stands on that is not there.
fn missing(project: &Project, edit: &Edit) -> Vec<Need> {
    let mut needs = needs(edit);
    needs.retain(|need| is_missing(project, *need));
    needs.sort_unstable();
    needs.dedup();
    needs
}

fn needs(edit: &Edit) -> Vec<Need> {
    let layer = |transcript: &TranscriptId, coder: &CoderId, codes: Vec<CodeId>| -> Vec<Need> {
        let codes = codes.into_iter().map(Need::Code);
        [Need::Transcript(*transcript), Need::Coder(*coder)].into_iter().chain(codes).collect()
    };
    match edit {
        Edit::PutCodings { transcript, coder, codings } => {
            layer(transcript, coder, codings.iter().map(|c| c.code).collect())
        }
        Edit::PutOrphans { transcript, coder, orphans } => {
            layer(transcript, coder, orphans.iter().map(|o| o.code).collect())
        }
        Edit::PutSettlements { transcript, coder, settlements } => {
            layer(transcript, coder, settlements.iter().map(|s| s.code).collect())
        }
        Edit::PutCode(code) => code.parent.map(Need::Code).into_iter().collect(),
        Edit::MoveCode { parent, .. } => parent.map(Need::Code).into_iter().collect(),
        Edit::PutCodeSet(set) => set.codes.iter().copied().map(Need::Code).collect(),
        Edit::PutCase(case) => case.values.keys().copied().map(Need::Attribute).collect(),
        Edit::PutTranscript(record) => {
            let values = record.values.keys().copied().map(Need::Attribute);
            let cases = record.speakers.iter().filter_map(|s| s.case).chain(record.case).map(Need::Case);
            cases.chain(values).collect()
        }
        Edit::TieSpeaker { transcript, case, .. } => {
            case.map(Need::Case).into_iter().chain([Need::Transcript(*transcript)]).collect()
        }
        Edit::PutMemo(memo) => {
            let on = match &memo.on {
                MemoTarget::Code(id) => Some(Need::Code(*id)),
                MemoTarget::Transcript(id) | MemoTarget::Passage(id, _) => Some(Need::Transcript(*id)),
                MemoTarget::Case(id) => Some(Need::Case(*id)),
                MemoTarget::Project | MemoTarget::Coding(_) => None,
            };
            on.into_iter().chain([Need::Coder(memo.author)]).collect()
        }
        Edit::SetTitle(_)
        | Edit::PutCoder(_)
        | Edit::RemoveCoder(_)
        | Edit::RemoveTranscript(_)
        | Edit::ArrangeCodes(_)
        | Edit::MergeCodes { .. }
        | Edit::RemoveCode(_)
        | Edit::RemoveCodings { .. }
        | Edit::SetStatus { .. }
        | Edit::PutAttribute(_)
        | Edit::RemoveAttribute(_)
        | Edit::RemoveCase(_)
        | Edit::RemoveMemo(_)
        | Edit::CorrectText { .. }
        | Edit::RemoveOrphans { .. }
        | Edit::RemoveCodeSet(_)
        | Edit::PutTranscriptSet(_)
        | Edit::RemoveTranscriptSet(_)
        | Edit::Assign(_)
        | Edit::Unassign { .. }
        | Edit::PutScope(_)
        | Edit::RemoveScope(_)
        | Edit::SetPhase(_)
        | Edit::RemoveSettlements { .. }
        | Edit::KeepFile(_)
        | Edit::ForgetFile(_) => Vec::new(),
    }
}

/// A code that others made one for order only carries passages again, where it carries some by now.
fn open_for_passages(ground: &mut Project, code: CodeId) {
    let closed = ground.codebook().get(code).filter(|c| !c.codable);
    let open = closed.map(|c| Edit::PutCode(Box::new(Code { codable: true, ..Code::clone(c) })));
    if let Some(next) = open.and_then(|edit| ground.apply(&edit).ok()) {
        *ground = next;
    }
}

/// The project after an edit that is changed so that it fits.
fn fitted(ground: &Project, edit: &Edit, why: &EditError) -> Result<Project, EditError> {
    let refused = || why.clone();
    match (edit, why) {
        (_, EditError::SameName { .. } | EditError::Tree(TreeError::SameName(_))) => {
            ground.apply(&named_apart(edit.clone()))
        }
        (Edit::PutCode(code), EditError::Tree(TreeError::NoParent(_) | TreeError::Cycle(_))) => {
            let top = Edit::PutCode(Box::new(Code { parent: None, ..Code::clone(code) }));
            ground.apply(&top).or_else(|why| match why {
                EditError::Tree(TreeError::SameName(_)) => ground.apply(&named_apart(top)),
                other => Err(other),
            })
        }
        (Edit::PutCode(code), EditError::CarriesPassages(_)) => {
            ground.apply(&Edit::PutCode(Box::new(Code { codable: true, ..Code::clone(code) })))
        }
        (Edit::PutMemo(memo), EditError::Passage { .. }) => {
            let mut memo = memo.clone();
            memo.on = MemoTarget::Project;
            ground.apply(&Edit::PutMemo(memo))
        }
        (Edit::PutMemo(memo), EditError::Thread) => {
            let mut memo = memo.clone();
            memo.reply_to = None;
            ground.apply(&Edit::PutMemo(memo))
        }
        (Edit::RemoveCodings { transcript, coder, codings }, EditError::Missing { .. }) => {
            // Some of them have gone already.
            let layer = ground.layer(*transcript, *coder);
            let there = |id: &CodingId| layer.is_some_and(|l| l.coding(*id).is_some());
            let codings = codings.iter().copied().filter(there).collect();
            ground.apply(&Edit::RemoveCodings { transcript: *transcript, coder: *coder, codings })
        }
        (Edit::RemoveOrphans { transcript, coder, orphans }, EditError::Missing { .. }) => {
            let layer = ground.layer(*transcript, *coder);
            let there = |id: &CodingId| layer.is_some_and(|l| l.orphan(*id).is_some());
            let orphans = orphans.iter().copied().filter(there).collect();
            ground.apply(&Edit::RemoveOrphans { transcript: *transcript, coder: *coder, orphans })
        }
        (Edit::RemoveSettlements { transcript, coder, settlements }, EditError::Missing { .. }) => {
            let layer = ground.layer(*transcript, *coder);
            let there =
                |id: &SettlementId| layer.is_some_and(|l| l.settlements().iter().any(|s| s.id == *id));
            let settlements = settlements.iter().copied().filter(there).collect();
            ground.apply(&Edit::RemoveSettlements { transcript: *transcript, coder: *coder, settlements })
        }
        (Edit::PutCodings { .. } | Edit::PutSettlements { .. }, EditError::Passage { .. }) => {
            ground.apply_all(&by_quotes(edit.clone(), ground))
        }
        (Edit::PutCase(case), EditError::Missing { .. }) => {
            let mut case = case.clone();
            case.values.retain(|id, _| ground.attribute(*id).is_some());
            ground.apply(&Edit::PutCase(case))
        }
        // A plan brings nothing back: it is one for what is there.
        (Edit::PutTranscriptSet(set), EditError::Missing { .. }) => {
            let mut set = set.clone();
            set.transcripts.retain(|id| ground.transcript(*id).is_some());
            ground.apply(&Edit::PutTranscriptSet(set))
        }
        (Edit::Assign(_), EditError::Missing { .. }) => Ok(ground.clone()),
        (Edit::PutTranscript(record), EditError::Missing { .. }) => {
            let case = record.case.filter(|id| ground.case(*id).is_some());
            let values = record.values.clone().into_iter().filter(|(id, _)| ground.attribute(*id).is_some());
            let mut record =
                TranscriptRecord { case, values: values.collect(), ..TranscriptRecord::clone(record) };
            record.speakers.iter_mut().for_each(|s| s.case = s.case.filter(|id| ground.case(*id).is_some()));
            ground.apply(&Edit::PutTranscript(Box::new(record)))
        }
        _ => Err(refused()),
    }
}

/// A record whose name others have given meanwhile, with a piece of its id behind the name.
fn named_apart(edit: Edit) -> Edit {
    let piece = |id: uuid::Uuid| id.simple().to_string()[24..].to_owned();
    let apart = |name: &str, id: uuid::Uuid| format!("{name} ({})", piece(id));
    match edit {
        Edit::PutCoder(mut coder) => {
            coder.name = apart(&coder.name, coder.id.0);
            Edit::PutCoder(coder)
        }
        Edit::PutCode(mut code) => {
            code.name = apart(&code.name, code.id.0);
            Edit::PutCode(code)
        }
        Edit::PutAttribute(mut attribute) => {
            attribute.name = apart(&attribute.name, attribute.id.0);
            Edit::PutAttribute(attribute)
        }
        Edit::PutCase(mut case) => {
            case.name = apart(&case.name, case.id.0);
            Edit::PutCase(case)
        }
        Edit::PutCodeSet(mut set) => {
            set.name = apart(&set.name, set.id.0);
            Edit::PutCodeSet(set)
        }
        Edit::PutTranscriptSet(mut set) => {
            set.name = apart(&set.name, set.id.0);
            Edit::PutTranscriptSet(set)
        }
        Edit::PutScope(mut scope) => {
            scope.name = apart(&scope.name, scope.id.0);
            Edit::PutScope(scope)
        }
        Edit::PutTranscript(mut record) => {
            record.title = apart(&record.title, record.id.0);
            record.slug = format!("{}-{}", record.slug, piece(record.id.0));
            Edit::PutTranscript(record)
        }
        other => other,
    }
}
