//! Whose codings count. Codings of several coders are never added up: one layer is looked at, or figures are made for
//! each coder and their mean is taken.

use crate::lang::{Message, Tell, message};
use crate::model::{CoderId, CoderRole, Completeness, Project, TranscriptId};

/// Whose codings are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum LayerChoice {
    /// The only one who coded; else the consensus where all transcripts that anybody started have one; else the mean
    /// over coders.
    #[default]
    Auto,
    /// One coder, or the consensus by its id.
    Coder(CoderId),
    /// What the team settled on.
    Consensus,
    /// The mean of the coders' figures, the consensus not among them.
    Mean,
}

/// Whose codings an answer is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LayerView {
    /// One coder.
    Coder(CoderId),
    /// The consensus, by its id.
    Consensus(CoderId),
    /// Each of these coders, and then the mean; by name.
    Mean(Vec<CoderId>),
}

/// Why a layer cannot be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
pub enum NoLayer {
    /// Nothing was settled on yet.
    NoConsensus,
    /// The coder asked for has gone.
    NoCoder,
    /// Several have coded, and none was chosen.
    Several,
    /// Nobody has started a transcript.
    Nobody,
}

impl Tell for NoLayer {
    fn message(&self) -> Message {
        match self {
            Self::NoConsensus => message!("no-consensus"),
            Self::NoCoder => message!("no-coder"),
            Self::Several => message!("several-coders"),
            Self::Nobody => message!("nobody-coded"),
        }
    }
}

impl LayerChoice {
    /// The layers that are meant in this project. With `complete_only` a transcript counts as coded only where it is
    /// complete.
    ///
    /// # Errors
    /// When the coder or the consensus asked for does not exist.
    pub fn view(self, project: &Project, complete_only: bool) -> Result<LayerView, NoLayer> {
        let consensus = project.consensus().map(|c| c.id);
        match self {
            Self::Auto => Ok(unasked(project, consensus, complete_only)),
            Self::Coder(id) if Some(id) == consensus => Ok(LayerView::Consensus(id)),
            Self::Coder(id) => project.coder(id).map(|c| LayerView::Coder(c.id)).ok_or(NoLayer::NoCoder),
            Self::Consensus => consensus.map(LayerView::Consensus).ok_or(NoLayer::NoConsensus),
            Self::Mean => Ok(LayerView::Mean(people(project, complete_only))),
        }
    }

    /// The one layer that is meant, for figures that a mean over coders does not have.
    ///
    /// # Errors
    /// When the layer does not exist, or would be that of several coders.
    pub fn one(self, project: &Project, complete_only: bool) -> Result<LayerView, NoLayer> {
        match self.view(project, complete_only)? {
            LayerView::Mean(ids) if ids.is_empty() => Err(NoLayer::Nobody),
            LayerView::Mean(_) => Err(NoLayer::Several),
            one @ (LayerView::Coder(_) | LayerView::Consensus(_)) => Ok(one),
        }
    }
}

impl LayerView {
    /// The coders whose layers are looked at.
    pub fn coders(&self) -> &[CoderId] {
        match self {
            Self::Coder(id) | Self::Consensus(id) => std::slice::from_ref(id),
            Self::Mean(ids) => ids,
        }
    }

    /// A coder's name, "consensus" or "mean".
    pub fn name(&self, project: &Project) -> String {
        match self {
            Self::Coder(id) => project.coder(*id).map_or_else(|| id.to_string(), |c| c.name.clone()),
            Self::Consensus(_) => "consensus".to_owned(),
            Self::Mean(_) => "mean".to_owned(),
        }
    }
}

/// Whether a transcript is in the scope of a layer: started or complete, or complete only.
pub(super) const fn counts(status: Completeness, complete_only: bool) -> bool {
    match status {
        Completeness::NotStarted => false,
        Completeness::InProgress => !complete_only,
        Completeness::Complete => true,
    }
}

/// Persons who have coded, by name.
fn people(project: &Project, complete_only: bool) -> Vec<CoderId> {
    let coded = |id: CoderId| project.layers().any(|l| l.coder() == id && counts(l.status(), complete_only));
    let persons = project.coders().into_iter().filter(|c| c.role == CoderRole::Person);
    persons.map(|c| c.id).filter(|&id| coded(id)).collect()
}

fn unasked(project: &Project, consensus: Option<CoderId>, complete_only: bool) -> LayerView {
    let people = people(project, complete_only);
    if let [only] = people[..] {
        return LayerView::Coder(only);
    }
    let settled = |t: TranscriptId, consensus: CoderId| counts(project.status(t, consensus), complete_only);
    match consensus {
        Some(id)
            if project
                .layers()
                .filter(|l| counts(l.status(), complete_only))
                .all(|l| settled(l.transcript(), id)) =>
        {
            LayerView::Consensus(id)
        }
        Some(_) | None => LayerView::Mean(people),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::{Study, coder, consensus};

    #[test]
    fn unasked_it_is_the_only_coder_then_the_consensus_then_the_mean() {
        let view = |study: &Study| LayerChoice::Auto.view(&study.project(), false).unwrap();
        let mut study = Study::new(2);
        study.codings(0, coder(0), &[(0, 0..3)]);
        assert_eq!(view(&study), LayerView::Coder(coder(0)));
        study.codings(0, consensus(), &[(0, 0..3)]);
        study.codings(0, coder(1), &[]);
        assert_eq!(view(&study), LayerView::Consensus(consensus()));
        study.codings(1, coder(1), &[]);
        assert_eq!(view(&study), LayerView::Mean(vec![coder(0), coder(1)]));
        assert_eq!(view(&study).name(&study.project()), "mean");
    }

    #[test]
    fn what_is_not_there_is_said() {
        let empty = Study::new(1).project_without_consensus();
        assert_eq!(LayerChoice::Consensus.view(&empty, false), Err(NoLayer::NoConsensus));
        assert_eq!(LayerChoice::Coder(coder(9)).view(&empty, false), Err(NoLayer::NoCoder));
        assert_eq!(LayerChoice::Auto.view(&empty, false), Ok(LayerView::Mean(Vec::new())));
    }
}
