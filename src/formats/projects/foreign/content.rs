//! Codings and memos on their way in: the same one never comes twice, and one whose words are nowhere is kept.

use super::{ForeignCoding, ForeignProject, Layer};
use crate::model::{
    CodeId, CoderId, CodingId, CodingRecord, Memo, MemoId, MemoTarget, ORPHAN_CHARS, OrphanRecord, Passage,
    Timestamp, TranscriptId,
};
use crate::text::{CharPos, Span};

impl ForeignProject<'_> {
    /// A memo, unless the same one is there.
    pub(in crate::formats) fn memo(&mut self, on: MemoTarget, author: &str, text: &str, created: &str) {
        let time = self.time(created);
        self.note(on, None, author, text, time);
    }

    /// A memo or a reply to one, unless the same one is there; gives its id. None where it has no words.
    pub(in crate::formats) fn note(
        &mut self,
        on: MemoTarget,
        reply_to: Option<MemoId>,
        author: &str,
        text: &str,
        created: Timestamp,
    ) -> Option<MemoId> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let author = self.coder(author);
        let same = |memo: &Memo| {
            memo.on == on && memo.author == author && memo.reply_to == reply_to && memo.text == text
        };
        if let Some(there) = self.project.memos().iter().find(|memo| same(memo)) {
            return Some(there.id);
        }
        let (id, text) = (MemoId(self.stamp.uuid()), text.to_owned());
        self.memos.push(Memo { id, on, reply_to, author, text, created, changed: created });
        self.import.count("memos");
        Some(id)
    }

    /// The first coding of a coder on a passage, with a code where one is told, of those that are there and those that come.
    pub(in crate::formats) fn coding_on(
        &mut self,
        transcript: TranscriptId,
        coder: &str,
        span: Span,
        code: Option<CodeId>,
    ) -> Option<CodingId> {
        let coder = self.coder(coder);
        let is_asked_for = |of: CodeId| code.is_none_or(|code| code == of);
        let there = self.project.layer(transcript, coder);
        let there = there.and_then(|layer| {
            layer.codings().iter().find(|coding| coding.span == span && is_asked_for(coding.code))
        });
        let place = self.text(transcript).chars_of(span);
        let comes = || {
            let mut codings = self.layers.get(&(transcript, coder))?.codings.iter();
            codings.find(|c| c.start == place.start && c.end == place.end && is_asked_for(c.code))
        };
        there.map(|coding| coding.id).or_else(|| comes().map(|coding| coding.id))
    }

    /// A coding, unless the same one is there.
    pub(in crate::formats) fn coding(&mut self, what: ForeignCoding<'_>, span: Span) {
        let ForeignCoding { transcript, coder, code, memo, created } = what;
        let coder = self.coder(coder);
        let time = self.time(created);
        let text = self.text(transcript);
        let layer = self.layer(transcript, coder);
        if layer.known.insert((span, code, memo.to_owned())) {
            let id = CodingId(self.stamp.uuid());
            let mut record = CodingRecord::new(id, code, Passage::of(&text, span), time);
            memo.clone_into(&mut record.memo);
            self.layer(transcript, coder).codings.push(record);
            self.import.count("codings");
        }
    }

    /// A coding whose words are not where the file says, nor anywhere else: kept without a passage, unless the same one is.
    pub(in crate::formats) fn orphan(&mut self, what: ForeignCoding<'_>, at: i64, quote: &str) {
        let ForeignCoding { transcript, coder, code, memo, created } = what;
        let coder = self.coder(coder);
        let time = self.time(created);
        let at = u32::try_from(at.max(0)).unwrap_or(u32::MAX).min(self.text(transcript).chars());
        let quote: String = quote.chars().take(ORPHAN_CHARS).collect();
        // As many as are there already are the same ones.
        let layer = self.layer(transcript, coder);
        if let Some(left) =
            layer.gone.get_mut(&(code, quote.clone(), memo.to_owned())).filter(|left| **left > 0)
        {
            *left -= 1;
            return;
        }
        let id = CodingId(self.stamp.uuid());
        let memo = memo.to_owned();
        let orphan = OrphanRecord { id, code, at: CharPos(at), quote, memo, created: time };
        self.layer(transcript, coder).orphans.push(orphan);
    }

    fn layer(&mut self, transcript: TranscriptId, coder: CoderId) -> &mut Layer {
        let project = self.project;
        self.layers.entry((transcript, coder)).or_insert_with(|| {
            let mut layer = Layer::default();
            if let Some(there) = project.layer(transcript, coder) {
                layer.known = there.codings().iter().map(|c| (c.span, c.code, c.memo.clone())).collect();
                for orphan in there.orphans() {
                    let what = (orphan.code, orphan.quote.clone(), orphan.memo.clone());
                    *layer.gone.entry(what).or_default() += 1;
                }
            }
            layer
        })
    }
}
