//! The differences that are walked, as plain rows: what is shown, how far each has got, and how far coders and consensus
//! agree. Never draws.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::ItemPlace;
use crate::agreement::{
    self, Did, DifferenceKind, Item, Level, Progress, Query, Score, State, answer, confusions, counted, state,
};
use crate::lang::{text, with};
use crate::model::{CodeId, CoderId, Completeness, Decision, Project, Settlement, TranscriptId};
use crate::ui::context::Narrowed;

/// From how many passages on two codes are said to be taken for each other.
const CONFUSED: usize = 3;

/// How far a difference has got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemState {
    /// Nobody has looked at it.
    Unsettled,
    /// Settled.
    Settled,
    /// Left open.
    Open,
    /// Settled on what is no longer so.
    Changed,
}

impl ItemState {
    /// Of a state.
    pub const fn of(state: State<'_>) -> Self {
        match state {
            State::Unsettled => Self::Unsettled,
            State::Settled(_) => Self::Settled,
            State::Open(_) => Self::Open,
            State::Changed(_) => Self::Changed,
        }
    }

    /// The key of its name; colour is never the only sign.
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::Unsettled => None,
            Self::Settled => Some("settle-state-settled"),
            Self::Open => Some("settle-state-open"),
            Self::Changed => Some("settle-state-changed"),
        }
    }

    /// Whether somebody has to decide yet.
    const fn is_asked(self) -> bool {
        matches!(self, Self::Unsettled | Self::Changed)
    }
}

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// A code and a kind, with how many of them are done.
    Head {
        code: CodeId,
        kind: DifferenceKind,
        /// Settled or left open.
        done: usize,
        /// All of them.
        all: usize,
    },
    /// A difference, by its number.
    Item(usize),
}

/// The differences as they are walked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walk {
    /// How far each has got, by number.
    pub signs: Vec<ItemState>,
    /// Those that show, in order.
    pub shown: Vec<usize>,
    /// The list.
    pub rows: Vec<Row>,
    /// How far those that show have got.
    pub progress: Progress,
    /// Coders who are compared.
    pub coders: usize,
    /// Transcripts in which everything is settled, and whose consensus is not complete yet.
    pub ready: Vec<TranscriptId>,
    /// Pairs of codes that are taken for each other, and on how many passages.
    pub confused: Vec<([CodeId; 2], usize)>,
    /// Whether some do not show.
    pub narrowed: bool,
}

impl Walk {
    /// The walk through those of the differences that are asked for.
    pub fn of(project: &Project, query: &Query, items: &[Item], narrowed: &Narrowed) -> Self {
        let signs: Vec<ItemState> = items.iter().map(|item| ItemState::of(state(project, item))).collect();
        let shown: Vec<usize> = (0..items.len()).filter(|&ix| narrowed.holds(project, &items[ix])).collect();
        let progress = Progress::of(shown.iter().map(|&ix| state(project, &items[ix])));
        let mut confused = confusions(items);
        confused.retain(|(pair, n)| *n >= CONFUSED && narrowed.code.is_none_or(|code| pair.contains(&code)));
        Self {
            rows: rows(items, &signs, &shown),
            ready: ready(project, query, items, &signs),
            signs,
            shown,
            progress,
            coders: query.coders.len(),
            confused,
            narrowed: narrowed.is_narrow(),
        }
    }

    /// The number of a difference; where it is not the same any more, of one about the same words.
    pub fn find(&self, items: &[Item], at: Option<ItemPlace>) -> Option<usize> {
        let (code, transcript, span) = at?;
        let here = |ix: &&usize| {
            let Some(item) = items.get(**ix) else { return false };
            let difference = &item.difference;
            item.code == code && difference.transcript == transcript && difference.span.overlaps(span)
        };
        self.shown.iter().find(here).copied()
    }

    /// The next difference that somebody has to decide about, after one or from the start; round the end.
    pub fn next_asked(&self, after: Option<usize>) -> Option<usize> {
        let from = after.and_then(|ix| self.shown.iter().position(|&s| s == ix)).map_or(0, |at| at + 1);
        let (before, rest) = self.shown.split_at(from.min(self.shown.len()));
        let asked =
            |ix: &&usize| self.signs.get(**ix).is_some_and(|sign| sign.is_asked()) && Some(**ix) != after;
        rest.iter().chain(before).find(asked).copied()
    }

    /// The difference beside one.
    pub fn step(&self, from: Option<usize>, by: isize) -> Option<usize> {
        let at = self.shown.iter().position(|ix| Some(*ix) == from)?;
        self.shown.get(at.checked_add_signed(by)?).copied()
    }
}

fn rows(items: &[Item], signs: &[ItemState], shown: &[usize]) -> Vec<Row> {
    let group = |ix: &usize| (items[*ix].code, items[*ix].difference.kind);
    let mut rows = Vec::with_capacity(shown.len() + 8);
    for group_of in shown.chunk_by(|a, b| group(a) == group(b)) {
        let Some((code, kind)) = group_of.first().map(group) else { continue };
        let done = group_of.iter().filter(|&&ix| !signs[ix].is_asked()).count();
        rows.push(Row::Head { code, kind, done, all: group_of.len() });
        rows.extend(group_of.iter().map(|&ix| Row::Item(ix)));
    }
    rows
}

/// Transcripts in which nothing is open or asked any more, and whose consensus is begun and not complete.
fn ready(project: &Project, query: &Query, items: &[Item], signs: &[ItemState]) -> Vec<TranscriptId> {
    let Some(consensus) = project.consensus().map(|c| c.id) else { return Vec::new() };
    let undone = items.iter().zip(signs).filter(|(_, sign)| **sign != ItemState::Settled);
    let undone: BTreeSet<TranscriptId> = undone.map(|(item, _)| item.difference.transcript).collect();
    let begun = |id: &TranscriptId| project.status(*id, consensus) == Completeness::InProgress;
    counted(project, query).into_iter().filter(|id| !undone.contains(id) && begun(id)).collect()
}

/// The question whose differences are settled: code by code, over all time.
pub fn settling(query: Query) -> Query {
    let mut coders: Vec<CoderId> = Vec::with_capacity(query.coders.len());
    for coder in &query.coders {
        if !coders.contains(coder) {
            coders.push(*coder);
        }
    }
    Query { coders, periods: Vec::new(), level: Level::Code, codes: None, in_full: false, ..query }
}

/// All differences that a question finds, by code and kind.
pub fn items(project: &Project, query: &Query) -> Vec<Item> {
    let codes: Vec<CodeId> = project.codebook().codes().map(|c| c.id).collect();
    agreement::items(project, query, &codes)
}

/// Where a difference stands.
pub fn at(item: &Item) -> ItemPlace {
    (item.code, item.difference.transcript, item.difference.span)
}

/// The code of a difference, and those that somebody gave instead.
pub fn codes_of(item: &Item) -> BTreeSet<CodeId> {
    let instead = item.difference.by.iter().flat_map(|(_, did)| match did {
        Did::OtherCodes(codes) => codes.clone(),
        Did::Coded(_) | Did::Nothing => Vec::new(),
    });
    instead.chain([item.code]).collect()
}

/// Whether two projects have the same differences between these coders, as far as sharing tells.
pub fn same_ground(a: &Project, b: &Project, coders: &[CoderId]) -> bool {
    let transcripts = b.transcripts();
    let same_codings = |coder: CoderId| {
        let of = |p: &Project, t| p.layer(t, coder).map(Arc::as_ptr);
        transcripts.iter().all(|t| of(a, t.id()) == of(b, t.id()))
    };
    let known = a.transcripts();
    Arc::ptr_eq(a.codebook_part(), b.codebook_part())
        && known.len() == transcripts.len()
        && known.iter().zip(&transcripts).all(|(x, y)| Arc::ptr_eq(x, y))
        && coders.iter().all(|&coder| same_codings(coder))
}

/// How far one coder's codings are those of the consensus.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The coder's name.
    pub coder: String,
    /// Krippendorff's alpha over all codes.
    pub alpha: Score,
    /// F1 over all codes.
    pub f1: Score,
    /// Transcripts that count: those that the consensus has begun.
    pub transcripts: usize,
}

/// Each coder against the consensus, by the unit of a question; none where there is no consensus.
pub fn figures(project: &Project, query: &Query) -> Vec<Figure> {
    let Some(consensus) = project.consensus().map(|c| c.id) else { return Vec::new() };
    let of = |&coder: &CoderId| {
        let pair = Query { coders: vec![coder, consensus], in_progress: true, ..query.clone() };
        let answer = answer(project, &pair);
        let score = |name| answer.overall.get(name).map(|estimate| estimate.score);
        Some(Figure {
            coder: project.coder(coder)?.name.clone(),
            alpha: score("krippendorff_alpha")?,
            f1: score("positive_agreement")?,
            transcripts: answer.transcripts.len(),
        })
    };
    query.coders.iter().filter(|&&coder| coder != consensus).filter_map(of).collect()
}

/// "31 of 99 settled, 4 left open".
pub fn progress_in_words(progress: &Progress) -> String {
    let counts = [("n", progress.settled.into()), ("all", progress.all.into())];
    let mut words = vec![with("settle-progress", &counts)];
    for (key, n) in [("settle-left-open", progress.open), ("settle-changed", progress.changed)] {
        if n > 0 {
            words.push(with(key, &[("n", n.into())]));
        }
    }
    words.join(", ")
}

/// What was decided, in words: "as C1", "both", "other borders", "as “listens”", "left open".
pub fn decision_in_words(project: &Project, settlement: &Settlement) -> String {
    let coder = |id: CoderId| project.coder(id).map_or_else(|| text("settle-gone"), |c| c.name.clone());
    match settlement.decision {
        Decision::Take(id) => with("settle-as", &[("coder", coder(id).into())]),
        Decision::Both => text("settle-as-both"),
        Decision::Borders => text("settle-as-borders"),
        Decision::Code(id) => {
            let code = project.codebook().name(id).to_owned();
            with("settle-as-code", &[("code", code.into())])
        }
        Decision::Open => text("settle-as-open"),
    }
}
