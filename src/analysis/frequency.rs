//! How often codes and themes occur: the leading figure is the number of participants, with segments, words and
//! characters beside it. Never counts a transcript that the coder has not started, and never adds coders up.

use std::ops::Range;

use super::groups::Groups;
pub use super::groups::NO_VALUE;
use super::layers::counts;
use super::rows::Rows;
use super::tally::{Base, Measured, Tally};
use super::{Interval, LayerChoice, LayerView, NoLayer, wilson};
use crate::lang::{Message, Tell, message};
use crate::model::{AttributeId, CodeId, CoderId, Completeness, Level, Participant, Project};

/// A question about frequencies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Query {
    /// Whose codings count.
    pub layer: LayerChoice,
    /// By code or by theme.
    pub level: Level,
    /// Apart for each value of an attribute of cases or of transcripts.
    pub by: Option<AttributeId>,
    /// Counts complete transcripts only, not those in progress.
    pub complete_only: bool,
    /// Takes the interviewer's turns out of words, characters and coverage; who is counted stays the same.
    pub leave_out_interviewer: bool,
}

/// The frequencies of all codes of a level.
///
/// A transcript is in scope where the coder in view has started or completed it. A participant is a case with a
/// transcript, or a turn of a speaker who is tied to it, in scope; a transcript that belongs to no case and has no tied
/// speaker is a participant of its own. A passage counts for the participant in whose words it begins
/// ([`participant_at`](crate::model::Transcript::participant_at)).
///
/// In a group of cases count the codings and segments that begin in their words, the transcripts in which they speak, and
/// the words and characters of their turns; of a transcript without tied speakers all of it is its case's. What is said by
/// nobody's case is in no group.
///
/// The mean over coders is the mean of each coder's figures, made from the transcripts that this coder has started:
/// shares and coverage are means of shares, not shares of means. A coder without a transcript in scope (in a group,
/// without one in that group) is not in the mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Frequencies {
    /// Whose codings these are.
    pub layer: LayerView,
    /// What the figures are shares of.
    pub scope: Scope,
    /// The same for each coder in view, by name.
    pub coders: Vec<(CoderId, Scope)>,
    /// What the figures of each group are shares of, by the group's value; empty unless asked for.
    pub groups: Vec<(String, Scope)>,
    /// One row a code, in the codebook's order; codes that nobody used among them.
    pub rows: Vec<Row>,
}

/// What figures are shares of. Whole numbers, except for the mean over coders who have not started the same.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scope {
    /// Transcripts in scope.
    pub transcripts: f64,
    /// Participants they belong to.
    pub participants: f64,
    /// Transcripts in scope that are not complete yet.
    pub in_progress: f64,
    /// Code points of these transcripts.
    pub characters: f64,
}

/// One code or theme.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub code: CodeId,
    /// `Theme/Code`.
    pub path: String,
    /// Whether its subcodes are taken in.
    pub level: Level,
    /// In all transcripts in scope.
    pub figures: Figures,
    /// The same for each group, in the order of [`Frequencies::groups`].
    pub by: Vec<Figures>,
}

/// How often one code or theme occurs. Whole numbers, except for the mean over coders.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    /// Codings as entered.
    pub codings: f64,
    /// Passages, after overlapping codings of one transcript were merged; touching ones stay apart. A theme's codings
    /// are merged across its subcodes, so that each passage is there once.
    pub segments: f64,
    /// Transcripts with a segment.
    pub transcripts: f64,
    /// Participants with a segment.
    pub participants: f64,
    /// Participants with a segment, of all participants in scope.
    pub share: Share,
    /// 95 % Wilson interval of the share; for a mean over coders that of the mean share among the mean number of
    /// participants, which says how far the sample reaches and not how far the coders differ.
    pub share_ci: Option<Interval>,
    /// Words that start in a segment.
    pub words: f64,
    /// Code points in segments.
    pub characters: f64,
    /// Code points in segments, of all in scope.
    pub coverage: Share,
}

/// A share from 0 to 1, or why there is none.
pub type Share = Result<f64, Undefined>;

/// Why a share does not exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("{}", self.message())]
pub enum Undefined {
    /// Nothing has been started, or nobody is in this group.
    NoParticipants,
    /// The transcripts are empty, or all of them is the interviewer's.
    NoText,
}

impl Tell for Undefined {
    fn message(&self) -> Message {
        match self {
            Self::NoParticipants => message!("share-no-participants"),
            Self::NoText => message!("share-no-text"),
        }
    }
}

/// Why a question about frequencies has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
pub enum FrequencyError {
    /// There is no such layer.
    Layer(#[from] NoLayer),
    /// The attribute asked for has gone.
    NoAttribute,
}

impl Tell for FrequencyError {
    fn message(&self) -> Message {
        match self {
            Self::Layer(why) => why.message(),
            Self::NoAttribute => message!("no-attribute"),
        }
    }
}

/// Counts by the rules above.
///
/// # Errors
/// When the layer or the attribute asked for does not exist.
pub fn frequencies(project: &Project, query: &Query) -> Result<Frequencies, FrequencyError> {
    let layer = query.layer.view(project, query.complete_only)?;
    let groups = Groups::new(project, query.by).ok_or(FrequencyError::NoAttribute)?;
    let rows = Rows::new(project, query.level);
    let sheets: Vec<_> =
        layer.coders().iter().map(|&coder| Sheet::new(project, query, coder, &groups, &rows)).collect();
    let all: Vec<_> = sheets.iter().map(|sheet| &sheet.all).collect();
    let in_group = |group: usize| sheets.iter().map(|s| &s.groups[group]).collect::<Vec<_>>();
    let by_group: Vec<_> = (0..groups.names.len()).map(in_group).collect();
    let row = |(at, &code): (usize, &CodeId)| Row {
        code,
        path: project.codebook().path(code),
        level: rows.level(code),
        figures: figures(&all, at),
        by: by_group.iter().map(|slices| figures(slices, at)).collect(),
    };
    Ok(Frequencies {
        scope: scope(&all),
        coders: layer.coders().iter().zip(&sheets).map(|(&coder, s)| (coder, scope(&[&s.all]))).collect(),
        groups: groups.names.iter().zip(&by_group).map(|(name, s)| (name.clone(), scope(s))).collect(),
        rows: rows.codes.iter().enumerate().map(row).collect(),
        layer,
    })
}

/// What one coder did in some transcripts.
struct Slice {
    base: Base,
    /// One a row.
    tallies: Vec<Tally>,
}

/// What one coder did, in all transcripts in scope and in each group of them.
struct Sheet {
    all: Slice,
    groups: Vec<Slice>,
}

impl Sheet {
    fn new(project: &Project, query: &Query, coder: CoderId, groups: &Groups, rows: &Rows) -> Self {
        let slice = || Slice { base: Base::default(), tallies: vec![Tally::default(); rows.codes.len()] };
        let mut sheet = Self { all: slice(), groups: groups.names.iter().map(|_| slice()).collect() };
        let mut passages: Vec<Vec<Range<usize>>> = vec![Vec::new(); rows.codes.len()];
        for transcript in project.transcripts() {
            let Some(layer) = project.layer(transcript.id(), coder) else { continue };
            if !counts(layer.status(), query.complete_only) {
                continue;
            }
            let in_progress = layer.status() == Completeness::InProgress;
            let measured = || Measured::new(transcript, query.leave_out_interviewer);
            let (whole, participants) = (measured(), transcript.participants());
            let characters = whole.characters();
            sheet.all.base.add(characters, in_progress, participants.iter().copied());
            let mut parts = Vec::new();
            for (group, cases) in groups.parts(project, transcript) {
                let Some(slice) = sheet.groups.get_mut(group) else { continue };
                match &cases {
                    None => slice.base.add(characters, in_progress, participants.iter().copied()),
                    Some(cases) => {
                        let characters = measured().of_cases(cases.clone()).characters();
                        slice.base.add(characters, in_progress, cases.iter().copied().map(Participant::Case));
                    }
                }
                parts.push((group, cases.map(|cases| measured().of_cases(cases))));
            }
            passages.iter_mut().for_each(Vec::clear);
            for coding in layer.codings() {
                rows.of(coding.code).iter().for_each(|&row| passages[row].push(coding.span.range()));
            }
            for (row, passages) in passages.iter().enumerate().filter(|(_, passages)| !passages.is_empty()) {
                let found = whole.count(passages);
                for (group, of_cases) in &parts {
                    let tally = &mut sheet.groups[*group].tallies[row];
                    match of_cases {
                        None => tally.add(&found),
                        Some(measured) => tally.add(&measured.count(passages)),
                    }
                }
                sheet.all.tallies[row].add(&found);
            }
        }
        sheet
    }
}

/// The mean over slices of those coders who have something in scope.
fn mean(slices: &[&Slice], figure: impl Fn(&Slice) -> f64) -> f64 {
    let (mut sum, mut coders) = (0.0, 0_u32);
    for slice in slices.iter().filter(|s| s.base.transcripts > 0) {
        sum += figure(slice);
        coders += 1;
    }
    if coders == 0 { 0.0 } else { sum / f64::from(coders) }
}

fn scope(slices: &[&Slice]) -> Scope {
    Scope {
        transcripts: mean(slices, |s| s.base.transcripts as f64),
        participants: mean(slices, |s| s.base.participants() as f64),
        in_progress: mean(slices, |s| s.base.in_progress as f64),
        characters: mean(slices, |s| s.base.characters as f64),
    }
}

fn figures(slices: &[&Slice], row: usize) -> Figures {
    let count = |of: fn(&Tally) -> u64| mean(slices, |s| of(&s.tallies[row]) as f64);
    let share = |of: fn(&Tally) -> u64, base: fn(&Base) -> u64, undefined| {
        let some: Vec<_> = slices.iter().copied().filter(|s| base(&s.base) > 0).collect();
        if some.is_empty() {
            return Err(undefined);
        }
        Ok(mean(&some, |s| of(&s.tallies[row]) as f64 / base(&s.base) as f64))
    };
    let of_participants = share(Tally::participants, Base::participants, Undefined::NoParticipants);
    Figures {
        codings: count(|t| t.codings),
        segments: count(|t| t.segments),
        transcripts: count(|t| t.transcripts),
        participants: count(Tally::participants),
        share: of_participants,
        share_ci: of_participants.ok().and_then(|share| wilson(share, scope(slices).participants)),
        words: count(|t| t.words),
        characters: count(|t| t.characters),
        coverage: share(|t| t.characters, |b| b.characters, Undefined::NoText),
    }
}

#[cfg(test)]
mod tests;
