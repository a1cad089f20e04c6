//! What must always hold of a project, stated once. Silent on every project that edits made.

use std::collections::{BTreeSet, HashSet};
use std::fmt;

use super::{Codebook, MemoTarget, Project};
use crate::text::Span;

/// Something that does not hold, in plain words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where: a transcript's title, a coder's name.
    pub place: String,
    /// What is wrong.
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.what)
    }
}

impl Project {
    /// Everything that should hold and does not; empty for every project made by edits.
    pub fn check(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        self.check_codebook(&mut faults);
        self.check_layers(&mut faults);
        self.check_references(&mut faults);
        faults
    }

    fn check_codebook(&self, faults: &mut Vec<Fault>) {
        let mut fault = |what: String| faults.push(Fault { place: "codebook".into(), what });
        let mut book = Codebook::clone(&self.codebook);
        match book.settle() {
            Err(error) => fault(error.to_string()),
            Ok(()) if book.order() != self.codebook.order() => {
                fault("the codes are not in tree order".into());
            }
            Ok(()) => {}
        }
    }

    fn check_layers(&self, faults: &mut Vec<Fault>) {
        let mut ids = HashSet::new();
        for ((transcript, coder), layer) in self.layers.iter() {
            let title =
                self.transcripts.get(transcript).map_or_else(|| transcript.to_string(), |t| t.title.clone());
            let name = self.coders.get(coder).map_or_else(|| coder.to_string(), |c| c.name.clone());
            let mut fault = |what: String| faults.push(Fault { place: format!("{title}, {name}"), what });
            if (layer.transcript, layer.coder) != (*transcript, *coder) {
                fault("the layer stands under another name".into());
            }
            let Some(of) = self.transcripts.get(transcript) else {
                fault("the transcript is not in the project".into());
                continue;
            };
            if !self.coders.contains_key(coder) {
                fault("the coder is not in the project".into());
            }
            if !layer.codings.windows(2).all(|w| (w[0].span, w[0].id) < (w[1].span, w[1].id)) {
                fault("the codings are not in order".into());
            }
            if !layer.orphans.windows(2).all(|w| (w[0].at, w[0].id) < (w[1].at, w[1].id)) {
                fault("the codings without a passage are not in order".into());
            }
            for id in layer.ids() {
                if !ids.insert(id) {
                    fault(format!("the coding {id} stands twice"));
                }
            }
            if !layer.settlements.windows(2).all(|w| (w[0].span, w[0].id) < (w[1].span, w[1].id)) {
                fault("what was settled is not in order".into());
            }
            for settlement in &layer.settlements {
                let fits = |span: &Span| of.text.span(span.range()) == Ok(*span);
                let mut spans = settlement.on.iter().flat_map(|standing| &standing.coded);
                if self.codebook.get(settlement.code).is_none() || !fits(&settlement.span) || !spans.all(fits)
                {
                    fault(format!("what was settled ({}) does not fit", settlement.id));
                }
            }
            for orphan in &layer.orphans {
                if self.codebook.get(orphan.code).is_none() || !of.text.is_boundary(orphan.at) {
                    fault(format!("the coding {} without a passage does not fit", orphan.id));
                }
            }
            for coding in &layer.codings {
                if self.codebook.get(coding.code).is_none_or(|c| !c.codable) {
                    fault(format!("the coding {} has a code that passages cannot carry", coding.id));
                }
                if of.text.span(coding.span.range()) != Ok(coding.span) {
                    fault(format!("the coding {} does not fit the text", coding.id));
                }
            }
        }
    }

    fn check_references(&self, faults: &mut Vec<Fault>) {
        let mut fault =
            |place: &str, what: &str| faults.push(Fault { place: place.into(), what: what.into() });
        let mut slugs = BTreeSet::new();
        for transcript in self.transcripts.values() {
            if transcript.case.is_some_and(|c| !self.cases.contains_key(&c)) {
                fault(&transcript.title, "its case is not in the project");
            }
            if transcript.values.keys().any(|a| !self.attributes.contains_key(a)) {
                fault(&transcript.title, "it has a value of an attribute that is not in the project");
            }
            if !slugs.insert(&transcript.slug) {
                fault(&transcript.title, "another transcript has the same file name");
            }
        }
        for case in self.cases.values() {
            if case.values.keys().any(|a| !self.attributes.contains_key(a)) {
                fault(&case.name, "it has a value of an attribute that is not in the project");
            }
        }
        for memo in self.memos.values() {
            let there = match &memo.on {
                MemoTarget::Project => true,
                MemoTarget::Code(id) => self.codebook.get(*id).is_some(),
                MemoTarget::Transcript(id) => self.transcripts.contains_key(id),
                MemoTarget::Passage(id, passage) => {
                    self.transcripts.get(id).is_some_and(|t| passage.place(&t.text).is_ok())
                }
                MemoTarget::Case(id) => self.cases.contains_key(id),
                MemoTarget::Coding(id) => self.holds(*id),
            };
            if !there || !self.coders.contains_key(&memo.author) {
                fault("memos", "a memo's author, or what it is about, is not in the project");
            }
            if !self.in_thread(memo) {
                fault("memos", "a memo answers one that is an answer itself");
            }
        }
        for set in self.code_sets.values() {
            if set.codes.iter().any(|c| self.codebook.get(*c).is_none()) {
                fault(&set.name, "it has a code that is not in the codebook");
            }
        }
    }
}
