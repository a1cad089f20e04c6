//! Memos as notes between the lines: the coder's own on their codings, and the team's on passages. Never another coder's
//! on a coding, as coding is blind.

use egui::Theme;

use super::shown::CodeFilter;
use crate::lang::{moment, with};
use crate::model::{CoderId, CodingId, Memo, MemoTarget, Project, Timestamp, Transcript, TranscriptId};
use crate::ui::kit::look;
use crate::ui::reader::document;
use crate::ui::transcript::{Document, Note, Notes};

/// What notes depend on.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui) struct NotesKey {
    pub(in crate::ui) revision: u64,
    pub(in crate::ui) transcript: TranscriptId,
    pub(in crate::ui) coder: Option<CoderId>,
    pub(in crate::ui) shown: CodeFilter,
    pub(in crate::ui) theme: Theme,
}

/// Notes with the codings they belong to; none where they are on a passage.
pub(in crate::ui) struct Noted {
    pub(in crate::ui) notes: Notes,
    codings: Vec<Option<CodingId>>,
}

impl Noted {
    /// The notes of a transcript.
    pub(in crate::ui) fn of(
        project: &Project,
        transcript: &Transcript,
        document: &Document,
        of: &NotesKey,
        now: Timestamp,
    ) -> Self {
        let (mut notes, mut codings) = (Vec::new(), Vec::new());
        for (_, coding) in document::codings(project, transcript.id(), of.coder) {
            let Some(code) = project.codebook().get(coding.code) else { continue };
            if coding.memo.is_empty() || !of.shown.shows(project, coding.code) {
                continue;
            }
            notes.push(Note {
                at: coding.span.end() - 1,
                label: with("note-coding", &[("code", code.name.as_str().into())]),
                text: coding.memo.clone(),
                colour: look::tone(code.colour.0, of.theme),
            });
            codings.push(Some(coding.id));
        }
        for memo in project.memos() {
            if memo.reply_to.is_none()
                && let Some(at) = place(transcript, memo)
            {
                notes.push(Note {
                    at,
                    label: by(project, memo, now),
                    text: words(project, memo, now),
                    colour: colour(project, memo, of.theme),
                });
                codings.push(None);
            }
        }
        Self { notes: Notes::new(document, notes), codings }
    }

    /// The coding that a note belongs to.
    pub(in crate::ui) fn coding(&self, note: usize) -> Option<CodingId> {
        self.codings.get(note).copied().flatten()
    }
}

/// The last byte of the passage that a memo is on, if it is on one here.
fn place(transcript: &Transcript, memo: &Memo) -> Option<usize> {
    let MemoTarget::Passage(on, passage) = &memo.on else { return None };
    let span = passage.place(transcript.text()).ok().filter(|_| *on == transcript.id());
    span.map(|span| span.end() - 1)
}

fn by(project: &Project, memo: &Memo, now: Timestamp) -> String {
    let author = project.coder_name(memo.author).to_owned();
    with("hover-made", &[("coder", author.into()), ("when", moment::written(memo.created, now).into())])
}

/// The memo, and what others answered.
fn words(project: &Project, memo: &Memo, now: Timestamp) -> String {
    let replies = project.thread(memo.id).into_iter().filter(|m| m.id != memo.id);
    let mut words = memo.text.clone();
    for reply in replies {
        words.push_str(&format!("\n{}\n{}", by(project, reply, now), reply.text));
    }
    words
}

fn colour(project: &Project, memo: &Memo, theme: Theme) -> egui::Color32 {
    let of = project.coder(memo.author).map_or([0x62, 0x66, 0x6D], |c| c.colour.0);
    look::tone(of, theme)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Coding, Edit, MemoId, Passage};
    use crate::ui::demo::{code, coder, project, transcript};

    #[test]
    fn own_memos_and_the_teams_stand_between_the_lines() {
        let project = project();
        let p01 = project.transcript(transcript(1)).unwrap();
        let noted = |by: u128| {
            let layer = project.layer(transcript(1), coder(by)).unwrap();
            let coding = Coding { memo: format!("by {by}"), ..layer.codings()[0].clone() };
            Edit::PutCodings {
                transcript: transcript(1),
                coder: coder(by),
                codings: vec![coding.record(p01.text())],
            }
        };
        let time = Timestamp::UNIX_EPOCH;
        let on = MemoTarget::Passage(transcript(1), Passage::of(p01.text(), p01.text().span(5..20).unwrap()));
        let memo = |id: u128, reply_to, text: &str| {
            Edit::PutMemo(Memo {
                id: MemoId(uuid::Uuid::from_u128(id)),
                on: on.clone(),
                author: coder(2),
                reply_to,
                text: text.into(),
                created: time,
                changed: time,
            })
        };
        let first = MemoId(uuid::Uuid::from_u128(71));
        let edits =
            [noted(1), noted(2), memo(71, None, "Who is meant?"), memo(72, Some(first), "The second.")];
        let project = project.apply_all(&edits).unwrap();
        let p01 = project.transcript(transcript(1)).unwrap();
        let document = document::document(p01);
        let mut of = NotesKey {
            revision: 1,
            transcript: transcript(1),
            coder: Some(coder(1)),
            shown: CodeFilter::default(),
            theme: Theme::Light,
        };
        let seen = Noted::of(&project, p01, &document, &of, time);
        let words: Vec<&str> = seen.notes.all().iter().map(|n| n.text.as_str()).collect();
        assert_eq!(words.len(), 2, "{words:?}");
        assert_eq!(words[0], "by 1", "never Ben's memo on his own coding");
        assert!(words[1].starts_with("Who is meant?") && words[1].ends_with("The second."));
        assert!(seen.coding(0).is_some() && seen.coding(1).is_none());
        of.shown.only(code(8));
        assert_eq!(Noted::of(&project, p01, &document, &of, time).notes.all().len(), 1);
    }
}
