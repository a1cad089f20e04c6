//! Whether further interviews bring new codes: the curve in the order they came, what it is and how far it spreads over all
//! orders, when it is flat by a published rule, and how many codes there may be. Never more than *code* saturation: that
//! nothing new is named, not that nothing new is understood.

mod bands;
mod bits;
mod chao;
mod curve;
mod guest;
mod order;

use std::collections::{BTreeMap, BTreeSet};

pub use bands::{Bands, bands};
pub use chao::{Chao2, chao2};
pub use curve::Curve;
pub use guest::{Rule, Run, Saturated, saturated};
pub use order::Order;

use super::coded::{Coded, Sheet};
use super::groups::{Groups, NO_VALUE};
use super::{Asked, Basis, CodeRow, NoAnswer};
use crate::model::{AttributeId, CaseId, Participant, Project, Transcript, TranscriptId};
use crate::statistics::Defined;

/// What counts as one interview.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum InterviewOf {
    /// A transcript.
    #[default]
    Transcript,
    /// All that a participant says, in whatever transcripts.
    Participant,
}

/// A question about saturation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Query {
    pub asked: Asked,
    pub unit: InterviewOf,
    pub order: Order,
    /// Apart for each value of an attribute of cases or of transcripts.
    pub by: Option<AttributeId>,
    /// How many orders are drawn for the band.
    pub orders: u32,
    pub seed: u64,
    pub rule: Rule,
}

impl Default for Query {
    fn default() -> Self {
        Self {
            asked: Asked::default(),
            unit: InterviewOf::default(),
            order: Order::default(),
            by: None,
            orders: 1_000,
            seed: 1,
            rule: Rule::default(),
        }
    }
}

/// One interview.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Interview {
    Transcript(TranscriptId),
    Participant(Participant),
}

/// Saturation of one layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Saturation {
    pub basis: Basis,
    /// In the codebook's order; codes that nobody used among them.
    pub codes: Vec<CodeRow>,
    /// All interviews, or those of each group by its value.
    pub parts: Vec<Part>,
    /// Interviews whose attribute has no value, which are in no group; by name.
    pub no_value: Vec<Interview>,
}

/// Some interviews.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The group's value; none where all are looked at together.
    pub group: Option<String>,
    /// In the order asked for.
    pub interviews: Vec<Interview>,
    pub curve: Curve,
    /// [`Curve::expected`].
    pub expected: Vec<f64>,
    /// [`Curve::expected_sd`].
    pub expected_sd: Vec<f64>,
    pub bands: Bands,
    pub saturated: Saturated,
    pub chao2: Defined<Chao2>,
}

/// Counts new codes interview by interview. An interview has the codes of which a passage begins in its words.
///
/// # Errors
/// When there is no such layer or attribute, or there are no themes to look at.
pub fn saturation(project: &Project, query: &Query) -> Result<Saturation, NoAnswer> {
    let coded = Coded::new(project, query.asked)?;
    let groups = Groups::new(project, query.by).ok_or(NoAnswer::NoAttribute)?;
    let found = found(project, &coded, &groups, query);
    let codes = coded.codes.len();
    let mut parts = Vec::new();
    let mut no_value = Vec::new();
    let names: Vec<Option<&String>> =
        if query.by.is_none() { vec![None] } else { groups.names.iter().map(Some).collect() };
    for (group, name) in names.into_iter().enumerate() {
        let of_group = found.iter().filter(|((of, _), _)| *of == group);
        let mut of_group: Vec<_> = of_group.map(|((_, id), codes)| (*id, codes)).collect();
        query.order.sort(project, &coded, &mut of_group, |(id, _)| *id);
        if name.is_some_and(|name| name == NO_VALUE) {
            no_value = of_group.into_iter().map(|(id, _)| id).collect();
        } else if name.is_none() || !of_group.is_empty() {
            parts.push(part(name.cloned(), &of_group, codes, query));
        }
    }
    Ok(Saturation { basis: coded.basis, codes: coded.codes, parts, no_value })
}

fn part(
    group: Option<String>,
    interviews: &[(Interview, &BTreeSet<usize>)],
    codes: usize,
    query: &Query,
) -> Part {
    let sets: Vec<Vec<usize>> = interviews.iter().map(|(_, codes)| codes.iter().copied().collect()).collect();
    let curve = Curve::new(&sets, codes);
    let new: Vec<usize> = curve.new.iter().map(Vec::len).collect();
    Part {
        group,
        interviews: interviews.iter().map(|(id, _)| *id).collect(),
        expected: curve.expected(),
        expected_sd: curve.expected_sd(),
        bands: bands(&sets, codes, query.orders, query.seed),
        saturated: saturated(&new, query.rule),
        chao2: chao2(&curve.interviews_of, sets.len()),
        curve,
    }
}

/// The codes of each interview, by the number of its group.
type Found = BTreeMap<(usize, Interview), BTreeSet<usize>>;

fn found(project: &Project, coded: &Coded<'_>, groups: &Groups, query: &Query) -> Found {
    let mut found = Found::new();
    for sheet in &coded.sheets {
        let mut parts = groups.parts(project, sheet.transcript);
        if query.by.is_none() {
            parts = BTreeMap::from([(0, None)]);
        }
        for (group, cases) in parts {
            match query.unit {
                InterviewOf::Transcript => {
                    let interview = Interview::Transcript(sheet.transcript.id());
                    let codes = found.entry((group, interview)).or_default();
                    codes.extend(codes_where(coded, sheet, |byte| {
                        let theirs = |cases| is_of(sheet.transcript, byte, cases);
                        cases.as_ref().is_none_or(theirs)
                    }));
                }
                InterviewOf::Participant => {
                    for participant in sheet.transcript.participants() {
                        let case = participant.case();
                        if cases.as_ref().is_some_and(|cases| case.is_none_or(|case| !cases.contains(&case)))
                        {
                            continue;
                        }
                        let codes = found.entry((group, Interview::Participant(participant))).or_default();
                        codes.extend(codes_where(coded, sheet, |byte| {
                            sheet.transcript.participant_at(byte) == Some(participant)
                        }));
                    }
                }
            }
        }
    }
    found
}

fn is_of(transcript: &Transcript, byte: usize, cases: &BTreeSet<CaseId>) -> bool {
    transcript.case_at(byte).is_some_and(|case| cases.contains(&case))
}

/// The codes of the passages of a transcript that begin where it is asked for.
fn codes_where<'c>(
    coded: &'c Coded<'_>,
    sheet: &'c Sheet<'_>,
    begins: impl Fn(usize) -> bool + 'c,
) -> impl Iterator<Item = usize> + 'c {
    let there = sheet.layer.codings().iter().filter(move |coding| begins(coding.span.start()));
    there.flat_map(|coding| coded.rows.of(coding.code).iter().copied())
}

#[cfg(test)]
mod tests;
