//! How often each code was used, without counting a large study anew after every step. Never draws.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{CodeId, CoderId, CodingLayer, Project, TranscriptId};

/// How often a coder, or where nobody codes anybody, used each code. Cached from step to step: only layers that have changed are counted anew.
#[derive(Debug, Default)]
pub struct Counts {
    coder: Option<CoderId>,
    layers: HashMap<(TranscriptId, CoderId), Arc<CodingLayer>>,
    pub(super) codes: HashMap<CodeId, usize>,
    pub(super) auto: usize,
}

impl Counts {
    /// Counts for a project as it is now.
    pub(super) fn follow(&mut self, project: &Project, coder: Option<CoderId>) {
        if self.coder != coder {
            *self = Self { coder, ..Self::default() };
        }
        let Self { layers, codes, auto, .. } = self;
        layers.retain(|(transcript, by), had| {
            let same = project.layer(*transcript, *by).is_some_and(|now| Arc::ptr_eq(now, had));
            if !same {
                for coding in had.codings() {
                    codes.entry(coding.code).and_modify(|n| *n -= 1);
                    *auto -= usize::from(coding.auto);
                }
            }
            same
        });
        for layer in project.layers().filter(|l| coder.is_none_or(|coder| l.coder() == coder)) {
            let key = (layer.transcript(), layer.coder());
            if layers.contains_key(&key) {
                continue;
            }
            for coding in layer.codings() {
                *codes.entry(coding.code).or_default() += 1;
                *auto += usize::from(coding.auto);
            }
            layers.insert(key, Arc::clone(layer));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Edit;
    use crate::ui::demo::{coder, project, transcript};

    #[test]
    fn what_is_kept_from_step_to_step_is_what_is_counted_anew() {
        let project = project();
        let mut kept = Counts::default();
        let layer = |p: &Project, n| Arc::clone(p.layer(transcript(n), coder(1)).unwrap());
        let codings = |p: &Project, n| layer(p, n).codings().iter().map(|c| c.id).collect::<Vec<_>>();
        let remove = |n, codings| Edit::RemoveCodings { transcript: transcript(n), coder: coder(1), codings };
        let fewer = project.apply(&remove(1, codings(&project, 1)[..2].to_vec())).unwrap();
        let gone = fewer.apply(&Edit::RemoveTranscript(transcript(2))).unwrap();
        for (project, who) in [(&project, 1), (&fewer, 1), (&gone, 1), (&project, 1), (&project, 2)] {
            kept.follow(project, Some(coder(who)));
            let mut anew = Counts::default();
            anew.follow(project, Some(coder(who)));
            kept.codes.retain(|_, n| *n > 0);
            assert_eq!((&kept.codes, kept.auto), (&anew.codes, anew.auto));
            let all = project
                .layers()
                .filter(|l| l.coder() == coder(who))
                .map(|l| l.codings().len())
                .sum::<usize>();
            assert_eq!(kept.codes.values().sum::<usize>(), all);
        }
    }
}
