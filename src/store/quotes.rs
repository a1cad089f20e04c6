//! Passages found again by their quotes, where words are others than they were. Never takes one for another that reads
//! differently.

use crate::model::{CodingRecord, Edit, Passage, Project, SettlementRecord};
use crate::text::{CharPos, Text};

/// An edit with its codings where their quotes stand now; those that stand nowhere are put without a passage.
pub(super) fn by_quotes(edit: Edit, project: &Project) -> Vec<Edit> {
    if let Edit::PutSettlements { transcript, .. } = &edit
        && let Some(text) = project.transcript(*transcript).map(|t| t.text())
    {
        return settled_by_quotes(edit, text);
    }
    let Edit::PutCodings { transcript, coder, codings } = edit else { return vec![edit] };
    let Some(text) = project.transcript(transcript).map(|t| t.text()) else {
        return vec![Edit::PutCodings { transcript, coder, codings }];
    };
    let (mut placed, mut orphans) = (Vec::new(), Vec::new());
    for coding in codings {
        let there = coding.passage().place(text).is_ok();
        match anchored(text, &coding).filter(|_| !there) {
            Some(found) => placed.push(found),
            None if there => placed.push(coding),
            None => orphans.push(coding.without_passage()),
        }
    }
    vec![
        Edit::PutCodings { transcript, coder, codings: placed },
        Edit::PutOrphans { transcript, coder, orphans },
    ]
}

/// What was settled, where its quotes stand now; what stands nowhere is left out.
fn settled_by_quotes(edit: Edit, text: &Text) -> Vec<Edit> {
    let Edit::PutSettlements { transcript, coder, settlements } = edit else { return vec![edit] };
    let again = |record: SettlementRecord| {
        let Passage { start, end, quote } = match record.passage() {
            there if there.place(text).is_ok() => there,
            gone => found(text, &gone)?,
        };
        Some(SettlementRecord { start, end, quote, ..record })
    };
    let settlements = settlements.into_iter().filter_map(again).collect();
    vec![Edit::PutSettlements { transcript, coder, settlements }]
}

/// A coding where its quote stands now, nearest to where it stood; none where it stands nowhere.
pub(super) fn anchored(text: &Text, coding: &CodingRecord) -> Option<CodingRecord> {
    let at = found(text, &coding.passage())?;
    let Passage { start, end, quote } = at;
    Some(CodingRecord { start, end, quote, ..coding.clone() })
}

/// Where the quote of a passage stands now, nearest to where it stood.
pub(super) fn found(text: &Text, passage: &Passage) -> Option<Passage> {
    let near = text.byte_of_char(passage.start).unwrap_or(text.len());
    let places = text.as_str().match_indices(&passage.quote).map(|(at, _)| at);
    let start = places.filter(|_| !passage.quote.is_empty()).min_by_key(|at| at.abs_diff(near))?;
    let length = passage.end.0.saturating_sub(passage.start.0);
    let end = text.byte_of_char(CharPos(text.char_of(start).0 + length)).unwrap_or(text.len());
    Some(Passage::of(text, text.span_widened(start..end).ok()?))
}
