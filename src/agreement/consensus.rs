//! From differences to a consensus: what was settled and still holds, and the edits that settle one more. They only
//! ever touch the layer of the consensus; a pure function of a project, like everything here.

use std::collections::{BTreeMap, BTreeSet};

use super::differences::{Page, differences_of_each};
use super::{Did, Difference, Query};
use crate::model::{
    CodeId, Coder, CoderId, CoderRole, Coding, CodingId, CodingLayer, CodingRecord, Colour, Completeness,
    Decision, Edit, Passage, Project, Settlement, SettlementId, Stamp, Standing, Timestamp, TranscriptId,
};
use crate::text::Span;

/// How far a difference has got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State<'p> {
    /// Nobody has looked at it.
    Unsettled,
    /// It is settled, on what the coders still have there.
    Settled(&'p Settlement),
    /// It was looked at and left open.
    Open(&'p Settlement),
    /// It was settled or left open, and a coder has changed something there since.
    Changed(&'p Settlement),
}

impl<'p> State<'p> {
    /// What was decided, be it out of date.
    pub const fn settlement(self) -> Option<&'p Settlement> {
        match self {
            Self::Unsettled => None,
            Self::Settled(s) | Self::Open(s) | Self::Changed(s) => Some(s),
        }
    }

    /// Whether somebody has to decide yet: not where it was left open on purpose.
    pub const fn is_asked(self) -> bool {
        matches!(self, Self::Unsettled | Self::Changed(_))
    }
}

/// What a person chooses of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// As this coder has it, be it nothing.
    Take(CoderId),
    /// All that any of them has: one passage where borders differ, both codes where codes differ.
    Both,
    /// The code on this passage instead.
    Borders(Span),
    /// This code instead, on all that any of them coded there.
    Code(CodeId),
    /// Nothing yet.
    Open,
}

/// Who decides, when and why.
#[derive(Clone, Debug)]
pub struct Ruling<'a> {
    pub choice: Choice,
    /// Why; may be empty.
    pub reason: &'a str,
    pub by: CoderId,
    /// The consensus, which must be in the project.
    pub consensus: CoderId,
}

/// A difference about a code, as a list of them has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub code: CodeId,
    /// What coders did.
    pub difference: Difference,
}

/// The transcripts that count for a question, by title.
pub fn counted(project: &Project, query: &Query) -> Vec<TranscriptId> {
    super::scope::scope(project, query).0.iter().map(|transcript| transcript.id()).collect()
}

/// The differences about all these codes, by code and kind, then by place.
pub fn items(project: &Project, query: &Query, codes: &[CodeId]) -> Vec<Item> {
    let found = differences_of_each(project, query, codes, || true);
    let of = |(&code, found): (&CodeId, Vec<Difference>)| {
        let mut items: Vec<Item> = found.into_iter().map(|difference| Item { code, difference }).collect();
        items.sort_by_key(|item| item.difference.kind);
        items
    };
    codes.iter().zip(found).flat_map(of).collect()
}

/// What one coder has at a passage.
fn standing(layer: Option<&CodingLayer>, coder: CoderId, code: CodeId, span: Span) -> Standing {
    let meets = |coding: &&Coding| overlap(coding.span, span) > 0;
    let here = || layer.into_iter().flat_map(CodingLayer::codings).filter(meets);
    let coded = merged(here().filter(|c| c.code == code).map(|c| c.span));
    let others: BTreeSet<CodeId> =
        if coded.is_empty() { here().map(|c| c.code).collect() } else { BTreeSet::new() };
    Standing { coder, coded, others: others.into_iter().collect() }
}

/// Spans in order, those that overlap in one piece; touching ones stay apart.
fn merged(spans: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut spans: Vec<Span> = spans.collect();
    spans.sort_unstable();
    let mut pieces: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match pieces.last_mut() {
            Some(last) if span.start() < last.end() => *last = last.hull(span),
            Some(_) | None => pieces.push(span),
        }
    }
    pieces
}

/// Bytes that two spans share.
fn overlap(a: Span, b: Span) -> usize {
    a.intersection(b).map_or(0, Span::len)
}

/// The latest settlement of a difference, if there is one: about the code, on words of the passage.
fn found(project: &Project, code: CodeId, transcript: TranscriptId, span: Span) -> Option<&Settlement> {
    let layer = project.layer(transcript, project.consensus()?.id)?;
    let about = layer.settlements().iter().filter(|s| s.code == code && overlap(s.span, span) > 0);
    about.max_by_key(|s| (overlap(s.span, span), s.at, s.id))
}

/// How far a difference about a code has got.
pub fn state<'p>(project: &'p Project, item: &Item) -> State<'p> {
    let Difference { transcript, span, ref by, .. } = item.difference;
    let Some(settlement) = found(project, item.code, transcript, span) else { return State::Unsettled };
    let holds = |coder: CoderId| {
        let layer = project.layer(transcript, coder).map(AsRef::as_ref);
        let now = standing(layer, coder, item.code, settlement.span);
        settlement.on.contains(&now)
    };
    if !by.iter().all(|(coder, _)| holds(*coder)) {
        return State::Changed(settlement);
    }
    match settlement.decision {
        Decision::Open => State::Open(settlement),
        Decision::Take(_) | Decision::Both | Decision::Borders | Decision::Code(_) => {
            State::Settled(settlement)
        }
    }
}

/// How far a team has got with differences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// All of them.
    pub all: usize,
    pub settled: usize,
    /// Left open.
    pub open: usize,
    /// Settled once, on what is no longer so.
    pub changed: usize,
}

impl Progress {
    /// Of a number of states.
    pub fn of<'p>(states: impl IntoIterator<Item = State<'p>>) -> Self {
        states.into_iter().fold(Self::default(), |mut sum, state| {
            sum.all += 1;
            match state {
                State::Unsettled => {}
                State::Settled(_) => sum.settled += 1,
                State::Open(_) => sum.open += 1,
                State::Changed(_) => sum.changed += 1,
            }
            sum
        })
    }
}

/// The consensus of a project, and the edits that make one where there is none.
pub fn consensus(
    project: &Project,
    name: &str,
    colour: Colour,
    stamp: &mut dyn Stamp,
) -> (CoderId, Vec<Edit>) {
    if let Some(there) = project.consensus() {
        return (there.id, Vec::new());
    }
    let mut names = std::iter::once(name.to_owned()).chain((2_u32..).map(|n| format!("{name} {n}")));
    let free = |name: &String| project.coder_named(name).is_err();
    let name = names.find(free).unwrap_or_else(|| name.to_owned());
    let coder = Coder { id: CoderId(stamp.uuid()), name, colour, role: CoderRole::Consensus };
    (coder.id, vec![Edit::PutCoder(coder)])
}

/// The edits that settle a difference. Where coders gave the same words different codes, the same difference stands in
/// the list of each of those codes: it is settled there too.
///
/// ```text
///   Asha   ███ listens            take Asha: the consensus has "listens", and under "takes me
///   Ben    ███ takes me seriously            seriously" it is settled too: there it has nothing
/// ```
pub fn settle(
    project: &Project,
    query: &Query,
    item: &Item,
    ruling: &Ruling<'_>,
    stamp: &mut dyn Stamp,
) -> Vec<Edit> {
    let transcript = item.difference.transcript;
    let Some(text) = project.transcript(transcript).map(|t| t.text()) else { return Vec::new() };
    let group: Vec<Item> = std::iter::once(item.clone()).chain(mirrors(project, query, item)).collect();
    let layer = project.layer(transcript, ruling.consensus).map(AsRef::as_ref);
    let earlier = |item: &Item| found(project, item.code, transcript, item.difference.span);
    let of_earlier: BTreeSet<CodingId> =
        group.iter().filter_map(earlier).flat_map(|s| s.codings.iter().copied()).collect();
    let stands_there = |coding: &Coding| {
        let about = |i: &Item| i.code == coding.code && overlap(coding.span, i.difference.span) > 0;
        let replaced = ruling.choice != Choice::Open && group.iter().any(about);
        replaced || of_earlier.contains(&coding.id)
    };
    let there: Vec<&Coding> =
        layer.into_iter().flat_map(CodingLayer::codings).filter(|c| stands_there(c)).collect();
    let mut made = Vec::new();
    let mut kept = BTreeSet::new();
    let mut wanted_by: Vec<Vec<CodingId>> = Vec::with_capacity(group.len());
    for (at, item) in group.iter().enumerate() {
        let mut ids = Vec::new();
        for (code, span) in wanted(project, item, ruling.choice, at == 0) {
            let same = |c: &&Coding| c.code == code && c.span == span;
            let known = layer.into_iter().flat_map(CodingLayer::codings).find(same).map(|c| c.id);
            let id = known.unwrap_or_else(|| CodingId(stamp.uuid()));
            if known.is_none() {
                made.push(CodingRecord::new(id, code, Passage::of(text, span), stamp.now()));
            }
            kept.insert(id);
            ids.push(id);
        }
        wanted_by.push(ids);
    }
    let gone: Vec<CodingId> = there.iter().map(|c| c.id).filter(|id| !kept.contains(id)).collect();
    let all: Vec<CodingId> = wanted_by.concat();
    let settlements = group.iter().map(|item| {
        let id = earlier(item).map_or_else(|| SettlementId(stamp.uuid()), |s| s.id);
        record(project, item, ruling, id, all.clone(), stamp.now()).record(text)
    });
    let settlements = settlements.collect();
    let coder = ruling.consensus;
    let mut edits = Vec::new();
    if !gone.is_empty() {
        edits.push(Edit::RemoveCodings { transcript, coder, codings: gone });
    }
    if !made.is_empty() {
        edits.push(Edit::PutCodings { transcript, coder, codings: made });
    }
    edits.push(Edit::PutSettlements { transcript, coder, settlements });
    edits
}

fn record(
    project: &Project,
    item: &Item,
    ruling: &Ruling<'_>,
    id: SettlementId,
    codings: Vec<CodingId>,
    at: Timestamp,
) -> Settlement {
    let Difference { transcript, span, ref by, .. } = item.difference;
    let on = by.iter().map(|(coder, _)| {
        standing(project.layer(transcript, *coder).map(AsRef::as_ref), *coder, item.code, span)
    });
    let decision = match ruling.choice {
        Choice::Take(coder) => Decision::Take(coder),
        Choice::Both => Decision::Both,
        Choice::Borders(_) => Decision::Borders,
        Choice::Code(code) => Decision::Code(code),
        Choice::Open => Decision::Open,
    };
    let reason = ruling.reason.trim().to_owned();
    Settlement { id, code: item.code, span, on: on.collect(), decision, codings, reason, by: ruling.by, at }
}

/// The codings that a choice asks of the consensus. What another code or other borders make is made once, for the
/// difference that was looked at.
fn wanted(project: &Project, item: &Item, choice: Choice, looked_at: bool) -> Vec<(CodeId, Span)> {
    let Difference { transcript, span, ref by, .. } = item.difference;
    let of = |coder: CoderId| {
        let layer = project.layer(transcript, coder).map(AsRef::as_ref);
        let codings = layer.into_iter().flat_map(CodingLayer::codings);
        codings.filter(|c| c.code == item.code && overlap(c.span, span) > 0).map(|c| c.span)
    };
    let all = || merged(by.iter().flat_map(|(coder, _)| of(*coder)));
    let spans = |spans: Vec<Span>, code: CodeId| spans.into_iter().map(|span| (code, span)).collect();
    match choice {
        Choice::Take(coder) => {
            let mut own: Vec<Span> = of(coder).collect();
            own.dedup();
            spans(own, item.code)
        }
        Choice::Both => spans(all(), item.code),
        Choice::Borders(span) if looked_at => vec![(item.code, span)],
        Choice::Code(code) if looked_at => spans(all(), code),
        Choice::Borders(_) | Choice::Code(_) | Choice::Open => Vec::new(),
    }
}

/// The same difference as it stands under the other codes that somebody gave the passage.
fn mirrors(project: &Project, query: &Query, item: &Item) -> Vec<Item> {
    let Difference { transcript, span, ref by, .. } = item.difference;
    let others: BTreeSet<CodeId> = by.iter().flat_map(|(_, did)| instead(did)).copied().collect();
    let Some(transcript) = project.transcript(transcript) else { return Vec::new() };
    let page = Page::new(project, query, transcript);
    let under = |code: CodeId| {
        let there = page.differences(code).into_iter();
        let mirrors = there.filter(|d| {
            let back = d.by.iter().any(|(_, did)| instead(did).contains(&item.code));
            overlap(d.span, span) > 0 && back
        });
        mirrors.map(|difference| Item { code, difference }).collect::<Vec<_>>()
    };
    others.into_iter().flat_map(under).collect()
}

/// The codes that a coder gave instead.
fn instead(did: &Did) -> &[CodeId] {
    match did {
        Did::OtherCodes(codes) => codes,
        Did::Coded(_) | Did::Nothing => &[],
    }
}

/// The edits by which the consensus takes what all coders have alike, and the number of passages that it takes: those
/// that are no difference, in the words that any of them coded. It begins every transcript that counts, so that one in
/// which all found nothing is part of it too; what it has already is left alone.
pub fn take_over(
    project: &Project,
    query: &Query,
    codes: &[CodeId],
    consensus: CoderId,
    stamp: &mut dyn Stamp,
) -> (usize, Vec<Edit>) {
    let (counted, _) = super::scope::scope(project, query);
    let (mut taken, mut edits) = (0, Vec::new());
    for transcript in counted {
        let id = transcript.id();
        let layer = project.layer(id, consensus).map(AsRef::as_ref);
        let page = Page::new(project, query, transcript);
        let mut records = Vec::new();
        for &code in codes {
            let coders = query.distinct_coders();
            let of = |coder: CoderId| {
                let layer = project.layer(id, coder).map(AsRef::as_ref);
                layer.into_iter().flat_map(CodingLayer::codings).filter(|c| c.code == code).map(|c| c.span)
            };
            let differ = page.differences(code);
            for span in merged(coders.iter().flat_map(|&coder| of(coder))) {
                let differs = differ.iter().any(|d| overlap(d.span, span) > 0);
                let all_have = coders.iter().all(|&coder| of(coder).any(|own| overlap(own, span) > 0));
                let known = layer.into_iter().flat_map(CodingLayer::codings);
                let has = known.filter(|c| c.code == code).any(|c| overlap(c.span, span) > 0);
                if !differs && all_have && !has {
                    let at = Passage::of(transcript.text(), span);
                    records.push(CodingRecord::new(CodingId(stamp.uuid()), code, at, stamp.now()));
                }
            }
        }
        taken += records.len();
        if !records.is_empty() {
            edits.push(Edit::PutCodings { transcript: id, coder: consensus, codings: records });
        } else if layer.is_none() {
            let status = Completeness::InProgress;
            edits.push(Edit::SetStatus { transcript: id, coder: consensus, status });
        }
    }
    (taken, edits)
}

/// Two codes that coders take for each other, and on how many passages; most often confused first.
pub fn confusions(items: &[Item]) -> Vec<([CodeId; 2], usize)> {
    let mut counts: BTreeMap<[CodeId; 2], [usize; 2]> = BTreeMap::new();
    for item in items {
        let others: BTreeSet<CodeId> =
            item.difference.by.iter().flat_map(|(_, did)| instead(did)).copied().collect();
        for other in others {
            let pair = [item.code.min(other), item.code.max(other)];
            counts.entry(pair).or_default()[usize::from(item.code != pair[0])] += 1;
        }
    }
    let mut pairs: Vec<_> = counts.into_iter().map(|(pair, [a, b])| (pair, a.max(b))).collect();
    pairs.sort_by_key(|(pair, n)| (std::cmp::Reverse(*n), *pair));
    pairs
}
