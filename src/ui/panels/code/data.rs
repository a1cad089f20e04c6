//! What the Code panel shows, as plain rows: transcripts, codes with live counts, what is at the cursor. Only ever
//! one coder's own codings; never draws.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::counts::Counts;
use crate::model::{
    Attribute, AttributeKind, CodeId, Coder, CoderId, Coding, CodingId, CodingLayer, Colour, Completeness,
    Project, Timestamp, Transcript, TranscriptId, TranscriptSetId, Value,
};
use crate::text::{Span, shortened};

/// Letters of a quotation in the inspector.
const QUOTE: usize = 160;
/// Codings of which the inspector has a card; of more, it says how many.
const CARDS: usize = 20;
/// Passages listed as the latest of a code.
const EXAMPLES: usize = 4;

/// A transcript in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TranscriptRow {
    pub id: TranscriptId,
    pub title: String,
    /// What tells its case from others: the group and the age, say.
    pub beside: String,
    /// How far the coder has got.
    pub status: Completeness,
    /// The coder's codings in it.
    pub codings: usize,
    /// Whether the coder was given it and has not completed it.
    pub is_next: bool,
}

/// A code in the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeRow {
    pub id: CodeId,
    /// The theme it stands under.
    pub parent: Option<CodeId>,
    pub name: String,
    /// 0 at the top.
    pub depth: usize,
    /// Whether it has subcodes.
    pub theme: bool,
    /// Whether a passage can carry it.
    pub codable: bool,
    /// As in the codebook.
    pub colour: Colour,
    /// The coder's codings with it, those of its subcodes included.
    pub codings: usize,
    /// The digit that applies it.
    pub pin: Option<u8>,
    /// Its definition, shown on hovering.
    pub definition: String,
}

/// The two lists on the left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lists {
    /// What the coder was given and has not completed first, then by title.
    pub transcripts: Vec<TranscriptRow>,
    /// How many of them the coder marked complete.
    pub complete: usize,
    /// In the codebook's order, retired codes left out.
    pub codes: Vec<CodeRow>,
    /// The coder's codings in all transcripts.
    pub codings: usize,
    /// How many of them a search made and nobody has looked at.
    pub auto: usize,
}

/// Both lists for one coder; for somebody who only looks, with what all coders coded.
pub fn lists(
    project: &Project,
    coder: Option<CoderId>,
    pins: &[Option<CodeId>; 9],
    counts: &mut Counts,
) -> Lists {
    counts.follow(project, coder);
    let codes = &counts.codes;
    let attributes = project.attributes();
    let transcripts: Vec<TranscriptRow> = project
        .in_turn(coder)
        .into_iter()
        .map(|transcript| {
            let layer = coder.and_then(|coder| project.layer(transcript.id(), coder));
            let of_all = || coders_of(project, transcript.id()).map(|layer| layer.codings().len()).sum();
            TranscriptRow {
                id: transcript.id(),
                title: transcript.title().to_owned(),
                beside: beside(project, &attributes, transcript),
                status: layer.map_or(Completeness::NotStarted, |l| l.status()),
                is_next: coder.is_some_and(|coder| project.is_next(transcript.id(), coder)),
                codings: if coder.is_none() { of_all() } else { layer.map_or(0, |l| l.codings().len()) },
            }
        })
        .collect();
    Lists {
        complete: transcripts.iter().filter(|t| t.status == Completeness::Complete).count(),
        transcripts,
        codes: code_rows(project, codes, pins),
        codings: codes.values().sum(),
        auto: counts.auto,
    }
}

impl Lists {
    /// With the transcripts of a set alone; of none all of them.
    #[must_use]
    pub fn of_set(mut self, project: &Project, set: Option<TranscriptSetId>) -> Self {
        let Some(set) = set.and_then(|id| project.transcript_set(id)) else { return self };
        self.transcripts.retain(|row| set.transcripts.contains(&row.id));
        self.complete = self.transcripts.iter().filter(|t| t.status == Completeness::Complete).count();
        self
    }
}

/// What anybody has in a transcript.
fn coders_of(project: &Project, transcript: TranscriptId) -> impl Iterator<Item = &Arc<CodingLayer>> {
    project.coders().into_iter().filter_map(move |coder| project.layer(transcript, coder.id))
}

fn code_rows(project: &Project, counts: &HashMap<CodeId, usize>, pins: &[Option<CodeId>; 9]) -> Vec<CodeRow> {
    let book = project.codebook();
    let mut with_subcodes = counts.clone();
    let themes: BTreeSet<CodeId> = book.codes().filter_map(|c| c.parent).collect();
    // Subcodes stand after their theme, so that backwards each sum is whole before it is passed on.
    for code in book.codes().rev() {
        let own = with_subcodes.get(&code.id).copied().unwrap_or(0);
        if let Some(parent) = code.parent {
            *with_subcodes.entry(parent).or_default() += own;
        }
    }
    book.codes()
        .filter(|code| !code.retired)
        .map(|code| CodeRow {
            id: code.id,
            parent: code.parent,
            name: code.name.clone(),
            depth: book.depth(code.id),
            theme: themes.contains(&code.id),
            codable: code.codable,
            colour: code.colour,
            codings: with_subcodes.get(&code.id).copied().unwrap_or(0),
            pin: pins.iter().position(|p| *p == Some(code.id)).map(|at| at as u8 + 1),
            definition: code.definition.clone(),
        })
        .collect()
}

/// The first group and the first number that are known of a transcript's case: "pilot · 14".
fn beside(project: &Project, attributes: &[&Arc<Attribute>], transcript: &Transcript) -> String {
    let Some(case) = transcript.case().and_then(|id| project.case(id)) else { return String::new() };
    let first = |kind: AttributeKind| {
        let value = attributes.iter().filter(|a| a.kind == kind).find_map(|a| case.values.get(&a.id));
        value.map(Value::to_string)
    };
    let known: Vec<String> =
        [AttributeKind::Text, AttributeKind::Number].into_iter().filter_map(first).collect();
    known.join(" · ")
}

/// A coding as a card shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodingCard {
    pub id: CodingId,
    pub code: CodeId,
    /// The code's name.
    pub name: String,
    /// The code's colour.
    pub colour: Colour,
    /// The words, shortened.
    pub quote: String,
    /// Who made it.
    pub coder: String,
    pub created: Timestamp,
    /// How many words it covers.
    pub words: u32,
    /// The note on it.
    pub memo: String,
}

/// A code as the inspector explains it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeCard {
    pub id: CodeId,
    pub name: String,
    /// What it stands for.
    pub definition: String,
    /// When to use it.
    pub include: String,
    /// When not to.
    pub exclude: String,
    /// The coder's codings with it.
    pub codings: usize,
    pub transcripts: usize,
    pub of: usize,
    /// The latest passages elsewhere: where and what.
    pub latest: Vec<Example>,
}

/// A passage with a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// Where it stands.
    pub transcript: TranscriptId,
    /// The transcript's title.
    pub title: String,
    /// The passage.
    pub span: Span,
    /// Its words, shortened.
    pub quote: String,
}

/// A coding whose passage was corrected away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrphanCard {
    pub id: CodingId,
    /// The code's name.
    pub name: String,
    /// The code's colour.
    pub colour: Colour,
    /// The words it stood on, shortened.
    pub quote: String,
    /// The note on it.
    pub memo: String,
}

/// What is at the cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inspector {
    /// The codings there, the latest first: not more than fit a glance.
    pub codings: Vec<CodingCard>,
    pub more: usize,
    /// The code of the first of them, or the one chosen in the tree.
    pub code: Option<CodeCard>,
    /// The coder's codings of the transcript that have lost their passage.
    pub orphans: Vec<OrphanCard>,
}

/// The inspector for codings of one transcript, or else for a code.
pub fn inspector(
    project: &Project,
    transcript: &Transcript,
    coder: &Coder,
    at: &[CodingId],
    chosen: Option<CodeId>,
) -> Inspector {
    let layer = project.layer(transcript.id(), coder.id);
    let found = at.iter().take(CARDS).filter_map(|&id| layer?.coding(id));
    let codings: Vec<CodingCard> = found
        .filter_map(|coding| {
            let code = project.codebook().get(coding.code)?;
            Some(CodingCard {
                id: coding.id,
                code: code.id,
                name: code.name.clone(),
                colour: code.colour,
                quote: shortened(transcript.text().slice(coding.span), QUOTE),
                coder: coder.name.clone(),
                created: coding.created,
                words: transcript.text().words().count_in(coding.span),
                memo: coding.memo.clone(),
            })
        })
        .collect();
    let code = codings.first().map(|c| c.code).or(chosen);
    let code = code.and_then(|code| code_card(project, coder.id, code, at));
    let orphans = layer.iter().flat_map(|l| l.orphans()).filter_map(|orphan| {
        let code = project.codebook().get(orphan.code)?;
        Some(OrphanCard {
            id: orphan.id,
            name: code.name.clone(),
            colour: code.colour,
            quote: shortened(&orphan.quote, QUOTE),
            memo: orphan.memo.clone(),
        })
    });
    Inspector { codings, more: at.len().saturating_sub(CARDS), code, orphans: orphans.collect() }
}

fn code_card(project: &Project, coder: CoderId, id: CodeId, except: &[CodingId]) -> Option<CodeCard> {
    let code = project.codebook().get(id)?;
    let (mut codings, mut transcripts) = (0, 0);
    let mut latest: Vec<(Timestamp, TranscriptId, &Coding)> = Vec::new();
    for layer in project.layers().filter(|l| l.coder() == coder) {
        let of_code = || layer.codings().iter().filter(|c| c.code == id);
        let here = of_code().count();
        codings += here;
        transcripts += usize::from(here > 0);
        let others = of_code().filter(|c| !except.contains(&c.id));
        latest.extend(others.map(|c| (c.created, layer.transcript(), c)));
    }
    latest.sort_by_key(|(created, _, coding)| (std::cmp::Reverse(*created), coding.id));
    let example = |(_, transcript, coding): &(Timestamp, TranscriptId, &Coding)| {
        let transcript = project.transcript(*transcript)?;
        Some(Example {
            transcript: transcript.id(),
            title: transcript.title().to_owned(),
            span: coding.span,
            quote: shortened(transcript.text().slice(coding.span), 64),
        })
    };
    Some(CodeCard {
        id,
        name: code.name.clone(),
        definition: code.definition.clone(),
        include: code.include.clone(),
        exclude: code.exclude.clone(),
        codings,
        transcripts,
        of: project.transcript_count(),
        latest: latest.iter().take(EXAMPLES).filter_map(example).collect(),
    })
}

/// The transcript before or after one in the list.
pub fn neighbour(lists: &Lists, from: TranscriptId, step: isize) -> Option<TranscriptId> {
    let at = lists.transcripts.iter().position(|t| t.id == from)?;
    lists.transcripts.get(at.checked_add_signed(step)?).map(|t| t.id)
}
