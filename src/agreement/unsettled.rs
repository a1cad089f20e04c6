//! Agreement with a consensus that is still being made: passages on which coders differ and nothing is settled yet are cut
//! out of the units, since a consensus that has nothing there yet disagrees with nobody. Never decides what is settled.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Query;
use super::consensus::{Item, State, state};
use super::differences::Page;
use super::units::Axis;
use crate::model::{CodeId, CodingLayer, Completeness, Level, Project, Transcript};

/// What is left out of the units because nothing is settled there yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unsettled {
    /// Differences that are not settled.
    pub differences: u64,
    /// Units in them.
    pub units: u64,
}

impl Unsettled {
    /// Its units, of them and those that count; none where nothing is left out.
    pub fn share(self, counted: u64) -> Option<f64> {
        (self.differences > 0).then(|| match self.units + counted {
            0 => 0.0,
            all => self.units as f64 / all as f64,
        })
    }
}

/// The units of a transcript that count for a question.
pub(super) fn axis<'t>(project: &Project, transcript: &'t Transcript, query: &Query) -> Axis<'t> {
    Axis::new(transcript, query, open_passages(project, transcript, query).into_iter().map(bytes))
}

/// The same, with what is left out.
pub(super) fn axis_and_rest<'t>(
    project: &Project,
    transcript: &'t Transcript,
    query: &Query,
) -> (Axis<'t>, Unsettled) {
    let open = open_passages(project, transcript, query);
    let differences = open.len() as u64;
    let axis = Axis::new(transcript, query, open.into_iter().map(bytes));
    if differences == 0 {
        return (axis, Unsettled::default());
    }
    let whole = Axis::new(transcript, query, std::iter::empty());
    let units = u64::from(whole.len().saturating_sub(axis.len()));
    (axis, Unsettled { differences, units })
}

fn bytes((start, end, _): (u32, u32, CodeId)) -> Range<u32> {
    start..end
}

/// Where the coders of a transcript differ and nothing is settled; nowhere unless the consensus is compared with somebody.
fn open_passages(project: &Project, transcript: &Transcript, query: &Query) -> BTreeSet<(u32, u32, CodeId)> {
    let consensus = project.consensus().map(|consensus| consensus.id);
    let others = query.coders.iter().any(|coder| Some(*coder) != consensus);
    if !others || !query.coders.iter().any(|coder| Some(*coder) == consensus) {
        return BTreeSet::new();
    }
    let at_work = |coder| project.status(transcript.id(), coder) != Completeness::NotStarted;
    let persons = super::default_coders(project, true).into_iter().filter(|&coder| at_work(coder)).collect();
    let asked = Query { coders: persons, periods: Vec::new(), level: Level::Code, ..query.clone() };
    let layer = |&coder| project.layer(transcript.id(), coder).map(AsRef::as_ref);
    let codings = asked.coders.iter().filter_map(layer).flat_map(CodingLayer::codings);
    let codes: BTreeSet<CodeId> = codings.map(|coding| coding.code).collect();
    let page = Page::new(project, &asked, transcript);
    let items = codes.iter().flat_map(|&code| {
        page.differences(code).into_iter().map(move |difference| Item { code, difference })
    });
    let open = items.filter(|item| !matches!(state(project, item), State::Settled(_)));
    let place = |item: Item| {
        let span = item.difference.span;
        (span.start() as u32, span.end() as u32, item.code)
    };
    open.map(place).collect()
}
