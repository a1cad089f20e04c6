//! Which phase of work stands where copies are in different ones: the one that was begun last; but coding blind ends only
//! where somebody said so who leads that copy, and never without a line. The same whichever copy is ours.

use std::sync::Arc;

use super::notes::Notes;
use super::{Side, Three};
use crate::lang::message;
use crate::model::{Phase, Project, Stage};

/// The stage that stands.
pub(super) fn stage(three: &Three, notes: &mut Notes<'_>) -> Arc<Stage> {
    let (ours, theirs) = (&three.ours, &three.theirs);
    let (here, there) = (ours.stage(), theirs.stage());
    let stands = match standing(three) {
        Side::Ours => &ours.stage,
        Side::Theirs => &theirs.stage,
    };
    if here.phase != there.phase {
        let (phase, begun) = (stands.phase.told(), there.phase.told());
        notes.tell_of(
            None,
            if stands.phase == here.phase {
                message!("merging-phase-stays", begun, phase)
            } else {
                message!("merging-phase-becomes", phase)
            },
        );
    }
    Arc::clone(stands)
}

fn standing(three: &Three) -> Side {
    let (here, there) = (three.ours.stage(), three.theirs.stage());
    let was = three.base.as_ref().map(Project::stage);
    let later =
        if was == Some(here) || was != Some(there) && there.at > here.at { Side::Theirs } else { Side::Ours };
    let (blind, ended) = match (here.phase, there.phase) {
        (Phase::Independent, Phase::Comparison | Phase::Consensus) => (Side::Ours, Side::Theirs),
        (Phase::Comparison | Phase::Consensus, Phase::Independent) => (Side::Theirs, Side::Ours),
        (Phase::Independent, Phase::Independent)
        | (Phase::Comparison | Phase::Consensus, Phase::Comparison | Phase::Consensus) => return later,
    };
    let by = three.of_side(ended).stage().by;
    if later == ended && three.of_side(blind).may_set_phase(by) { ended } else { blind }
}
