//! Merging, splitting, retiring and removing codes: what each would do, told before it is done, and its edits.
//! Plain data; never draws.

use std::collections::BTreeSet;

use crate::model::{
    Code, CodeId, CoderId, Coding, CodingId, CodingLayer, CodingRecord, Edit, EditError, MemoTarget, Project,
    TranscriptId,
};
use crate::ui::context::quote::{self, PassagePlace};

/// What a code carries with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// Codings of all coders.
    pub codings: usize,
    /// Coders who made them.
    pub coders: usize,
    /// Transcripts in which they stand.
    pub transcripts: usize,
    /// Codes below it.
    pub subcodes: usize,
    /// Memos on it, and on those codings.
    pub memos: usize,
}

/// What codes carry; `subcodes` counts all of them but the first.
pub fn load(project: &Project, codes: &[CodeId]) -> Load {
    let of = |layer: &CodingLayer| layer.codings().iter().filter(|c| codes.contains(&c.code)).count();
    let (mut coders, mut transcripts) = (BTreeSet::new(), BTreeSet::new());
    let mut load = Load { subcodes: codes.len().saturating_sub(1), ..Load::default() };
    let mut ids = BTreeSet::new();
    for layer in project.layers() {
        let count = of(layer);
        if count > 0 {
            coders.insert(layer.coder());
            transcripts.insert(layer.transcript());
            load.codings += count;
            let here = layer.codings().iter().filter(|c| codes.contains(&c.code));
            ids.extend(here.map(|c| c.id));
        }
    }
    (load.coders, load.transcripts) = (coders.len(), transcripts.len());
    let on_these = |on: &MemoTarget| match on {
        MemoTarget::Code(id) => codes.contains(id),
        MemoTarget::Coding(id) => ids.contains(id),
        MemoTarget::Project | MemoTarget::Transcript(_) | MemoTarget::Case(_) | MemoTarget::Passage(_, _) => {
            false
        }
    };
    load.memos = project.memos().iter().filter(|m| on_these(&m.on)).count();
    load
}

/// What merging one code into another would do.
#[derive(Clone, Debug, PartialEq)]
pub struct Merge {
    /// What changes its code; `subcodes` move under the code that stays.
    pub load: Load,
    /// Passages that one coder gave both codes, so that two codings will lie over each other there.
    pub overlapping: usize,
    /// Why it cannot be done.
    pub refused: Option<EditError>,
}

/// Looks ahead at a merge.
pub fn merge(project: &Project, from: CodeId, into: CodeId) -> Merge {
    let load =
        Load { subcodes: project.codebook().subtree(from).len().saturating_sub(1), ..load(project, &[from]) };
    let of = |layer: &CodingLayer, code: CodeId| -> Vec<Coding> {
        layer.codings().iter().filter(|c| c.code == code).cloned().collect()
    };
    let overlapping = project.layers().map(|layer| {
        let stays = of(layer, into);
        of(layer, from).iter().filter(|a| stays.iter().any(|b| a.span.overlaps(b.span))).count()
    });
    Merge {
        load,
        overlapping: overlapping.sum(),
        refused: project.apply(&Edit::MergeCodes { from, into }).err(),
    }
}

/// The codes that another can be merged into, as id and path.
pub fn merge_targets(project: &Project, from: CodeId) -> Vec<(CodeId, String)> {
    let book = project.codebook();
    let below = book.subtree(from);
    let others = book.codes().filter(|c| !below.contains(&c.id));
    others.map(|c| (c.id, quote::path(project, c.id))).collect()
}

/// One coding that a split can give to the new code.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    pub coding: CodingId,
    pub layer: (TranscriptId, CoderId),
    /// Name of the coder.
    pub coder: String,
    /// Where it stands and how it reads.
    pub place: PassagePlace,
}

/// The codings of a code, by transcript, place and coder.
pub fn pieces(project: &Project, code: CodeId) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for transcript in project.transcripts() {
        let mut here: Vec<(&Coding, CoderId)> = Vec::new();
        for layer in project.layers_of(transcript.id()) {
            let codings = layer.codings().iter().filter(|c| c.code == code);
            here.extend(codings.map(|c| (c, layer.coder())));
        }
        here.sort_by_key(|(c, _)| (c.span, c.id));
        pieces.extend(here.into_iter().map(|(coding, coder)| Piece {
            coding: coding.id,
            layer: (transcript.id(), coder),
            coder: project.coder_name(coder).to_owned(),
            place: quote::place(transcript, coding.span),
        }));
    }
    pieces
}

/// The edits of a split: a new code after the old one, with the chosen codings.
pub fn split(project: &Project, from: CodeId, new: Code, chosen: &BTreeSet<CodingId>) -> Vec<Edit> {
    let book = project.codebook();
    let (code, parent) = (new.id, new.parent);
    let siblings = book.children(parent).map(|c| c.id);
    let before = siblings.skip_while(|&c| c != from).nth(1);
    let mut edits = vec![Edit::PutCode(Box::new(new)), Edit::MoveCode { code, parent, before }];
    for layer in project.layers() {
        let (transcript, coder) = (layer.transcript(), layer.coder());
        let Some(text) = project.transcript(transcript).map(|t| t.text()) else { continue };
        let those = layer.codings().iter().filter(|c| chosen.contains(&c.id));
        let codings: Vec<CodingRecord> = those.map(|c| CodingRecord { code, ..c.record(text) }).collect();
        if !codings.is_empty() {
            edits.push(Edit::PutCodings { transcript, coder, codings });
        }
    }
    edits
}

/// The edits that retire a code with all below it, or bring them back.
pub fn retire(project: &Project, code: CodeId, retired: bool) -> Vec<Edit> {
    let book = project.codebook();
    let those = book.subtree(code).into_iter().filter_map(|id| book.get(id));
    let those = those.filter(|c| c.retired != retired);
    those.map(|c| Edit::PutCode(Box::new(Code { retired, ..Code::clone(c) }))).collect()
}

/// The edits that remove a code with all below it, the lowest first.
pub fn remove(project: &Project, code: CodeId) -> Vec<Edit> {
    project.codebook().subtree(code).into_iter().rev().map(Edit::RemoveCode).collect()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::model::Colour;
    use crate::ui::demo::{code, project};

    #[test]
    fn a_merge_is_told_before_it_is_made() {
        let merge = merge(&project(), code(3), code(2));
        assert_eq!(merge.load, Load { codings: 4, coders: 2, transcripts: 3, subcodes: 0, memos: 0 });
        assert_eq!((merge.overlapping, merge.refused), (0, None));
    }

    #[test]
    fn a_merge_into_a_theme_that_carries_nothing_is_refused_in_words() {
        let refused = merge(&project(), code(2), code(4)).refused.unwrap();
        assert!(refused.to_string().contains("“Love” is there for order only"), "{refused}");
    }

    #[test]
    fn a_split_moves_the_chosen_codings_and_leaves_the_rest() {
        let project = project();
        let pieces = pieces(&project, code(5));
        assert_eq!(pieces.len(), 5);
        assert_eq!(pieces[0].place.title, "P01");
        assert_eq!(pieces[0].place.turn, Some(4));
        let new = CodeId(Uuid::from_u128(77));
        let made = Code::new(new, "makes time", Some(code(4)), Colour([0; 3]));
        let chosen = [pieces[0].coding, pieces[1].coding].into();
        let after = project.apply_all(&split(&project, code(5), made, &chosen)).unwrap();
        assert_eq!(load(&after, &[new]).codings, 2);
        assert_eq!(load(&after, &[code(5)]).codings, 3);
        assert_eq!(after.codebook().position(new), Some(5));
    }

    #[test]
    fn a_theme_goes_with_what_is_below_it() {
        let project = project();
        let after = project.apply_all(&remove(&project, code(4))).unwrap();
        assert_eq!(after.codebook().len(), 5);
        assert_eq!(
            after.codings(),
            project.codings() - load(&project, &project.codebook().subtree(code(4))).codings
        );
        let retired = project.apply_all(&retire(&project, code(4), true)).unwrap();
        assert_eq!(retired.codebook().codes().filter(|c| c.retired).count(), 3);
        assert_eq!(retire(&retired, code(4), false).len(), 3);
    }
}
