//! What the app does when somebody codes: each a step through [`commit`](App::commit). Only ever in the layer of the
//! one who codes.

use std::sync::Arc;

use super::App;
use super::overlay::Overlay;
use crate::lang::{text, with};
use crate::model::{CodeId, CoderId, Coding, CodingId, Completeness, Project, Transcript, TranscriptId};
use crate::session::SystemStamp;
use crate::text::{Span, shortened};
use crate::ui::context::{Correcting, Jump};
use crate::ui::panels::code::Correction;
use crate::ui::reader::places;
use crate::ui::steps::{Layer, Step, coding as steps, recoding};
use crate::ui::transcript::Side;

/// Letters of a code named by the words it stands on.
const IN_VIVO: usize = 60;

impl App {
    /// The codes under the digits: those that were pinned, else the first nine that can be applied.
    pub(super) fn pins(&self) -> [Option<CodeId>; 9] {
        let Some(session) = &self.session else { return [None; 9] };
        let book = session.seen().codebook();
        let applies = |id: CodeId| book.get(id).is_some_and(|c| c.codable && !c.retired);
        if let Some(pins) = self.settings.pins.get(&session.project().id()) {
            return pins.map(|pin| pin.filter(|&id| applies(id)));
        }
        let mut first = book.codes().filter(|c| applies(c.id) && !book.is_theme(c.id)).map(|c| c.id);
        std::array::from_fn(|_| first.next())
    }

    pub(super) fn pin(&mut self, digit: u8, code: Option<CodeId>) {
        let mut pins = self.pins();
        let Some(project) = self.session.as_ref().map(|s| s.project().id()) else { return };
        for pin in &mut pins {
            // One code under one digit.
            if pin.is_some() && *pin == code {
                *pin = None;
            }
        }
        if let Some(pin) = usize::from(digit).checked_sub(1).and_then(|at| pins.get_mut(at)) {
            *pin = code;
        }
        self.settings.pins.insert(project, pins);
        self.save_settings();
    }

    /// The transcript that is read, who codes, and what is selected; asks who codes where nobody does.
    fn place(&mut self) -> Option<(Arc<Transcript>, CoderId)> {
        let session = self.session.as_ref()?;
        let transcript = self.view.code.transcript().and_then(|id| session.project().transcript(id)).cloned();
        let Some(coder) = session.coder().map(|c| c.id) else {
            self.view.ask_who();
            return None;
        };
        transcript.map(|transcript| (transcript, coder))
    }

    fn selected(&mut self) -> Option<(Arc<Transcript>, CoderId, Span)> {
        let (transcript, coder) = self.place()?;
        let Some(span) = self.view.code.selection() else {
            self.said = Some(text("select-first"));
            return None;
        };
        if transcript.text().slice(span).trim().is_empty() {
            self.said = Some(text("select-words"));
            return None;
        }
        Some((transcript, coder, span))
    }

    pub(super) fn apply(&mut self, code: CodeId) {
        let Some((transcript, coder, span)) = self.selected() else { return };
        let Some(session) = &self.session else { return };
        self.view.code.set_last(code);
        let layer = Layer { transcript: &transcript, coder };
        match steps::apply(session.project(), layer, span, code, &mut SystemStamp) {
            Some(step) => {
                self.make(&step);
            }
            None => self.said = Some(text("coded-already")),
        }
    }

    pub(super) fn apply_new(&mut self, name: &str, parent: Option<CodeId>) {
        let Some((transcript, coder, span)) = self.selected() else { return };
        let Some(session) = &self.session else { return };
        let applied = Some((Layer { transcript: &transcript, coder }, span));
        let (code, step) =
            steps::new_code(session.project(), Some(coder), applied, name, parent, &mut SystemStamp);
        if self.make(&step) {
            self.view.code.set_last(code);
            self.view.code.reveal(code);
            self.said = self.session.as_ref().map(|session| {
                let book = session.project().codebook();
                let name = ("name", book.name(code).into());
                match parent {
                    Some(theme) => with("code-made-under", &[name, ("theme", book.shown_path(theme).into())]),
                    None => with("code-made", &[name]),
                }
            });
        }
    }

    pub(super) fn apply_pinned(&mut self, digit: u8) {
        let code = usize::from(digit).checked_sub(1).and_then(|at| self.pins().get(at).copied().flatten());
        if let Some(code) = code {
            self.apply(code);
        }
    }

    pub(super) fn apply_last(&mut self) {
        let book = |code| self.session.as_ref().and_then(|s| s.project().codebook().get(code).cloned());
        let applies = |code: &CodeId| book(*code).is_some_and(|c| c.codable && !c.retired);
        if let Some(code) = self.view.code.last().filter(applies) {
            self.apply(code);
        }
    }

    /// A code named by the selected words, beside the code applied last; the same words use the same code again.
    pub(super) fn in_vivo(&mut self) {
        let Some((transcript, _, span)) = self.selected() else { return };
        let Some(session) = &self.session else { return };
        let words = shortened(transcript.text().slice(span), IN_VIVO);
        let name = words.trim_matches(|c: char| !c.is_alphanumeric() && c != '…').to_owned();
        let book = session.seen().codebook();
        let parent = self.view.code.last().and_then(|last| book.get(last)).and_then(|c| c.parent);
        let known =
            book.children(parent).find(|c| c.name.to_lowercase() == name.to_lowercase()).map(|c| c.id);
        match known {
            Some(code) => self.apply(code),
            None if name.is_empty() => self.said = Some(text("select-words")),
            None => self.apply_new(&name, parent),
        }
    }

    pub(super) fn find_code(&mut self) {
        if self.selected().is_some()
            && let Some(session) = &self.session
        {
            self.view.code.pick(session.seen());
        }
    }

    pub(super) fn remove_at_cursor(&mut self) {
        if let Some(&coding) = self.view.code.at_cursor().first() {
            self.remove_coding(coding);
        }
    }

    pub(super) fn remove_coding(&mut self, coding: CodingId) {
        let Some((transcript, coder)) = self.place() else { return };
        let Some(session) = &self.session else { return };
        let project = session.project();
        let found = project.layer(transcript.id(), coder).and_then(|l| l.coding(coding));
        if let Some(coding) = found {
            let step = steps::remove(project, Layer { transcript: &transcript, coder }, coding);
            self.make(&step);
        }
    }

    pub(super) fn remove_all(&mut self) {
        let here = self.view.code.at_cursor().to_vec();
        let Some((transcript, coder)) = self.place() else { return };
        if let Some(step) = recoding::remove_all(Layer { transcript: &transcript, coder }, &here) {
            self.make(&step);
        }
    }

    /// Another code for the coding at the cursor, by the picker.
    pub(super) fn pick_other_code(&mut self) {
        if let Some(&coding) = self.view.code.at_cursor().first()
            && let Some(session) = &self.session
        {
            self.view.code.pick_again(session.seen(), vec![coding]);
        }
    }

    pub(super) fn recode(&mut self, codings: &[CodingId], code: CodeId) {
        let made = self.change(
            codings,
            |project, layer, codings| recoding::recode(project, layer, codings, code),
            "recode-already",
        );
        if made {
            self.view.code.set_last(code);
        }
    }

    /// A new code, and codings that carry it instead of theirs, as one step.
    pub(super) fn recode_new(&mut self, codings: &[CodingId], name: &str, parent: Option<CodeId>) {
        let Some((transcript, coder)) = self.place() else { return };
        let Some(session) = &self.session else { return };
        let (code, new) =
            steps::new_code(session.project(), Some(coder), None, name, parent, &mut SystemStamp);
        let Ok(with_code) = session.project().apply_all(&new.edits) else {
            // The reason is told by making the step.
            self.make(&new);
            return;
        };
        let layer = Layer { transcript: &transcript, coder };
        let there = with_code.layer(transcript.id(), coder);
        let codings: Vec<&Coding> = codings.iter().filter_map(|&id| there?.coding(id)).collect();
        if let Some(mut step) = recoding::recode(&with_code, layer, &codings, code) {
            step.edits.splice(0..0, new.edits);
            if self.make(&step) {
                self.view.code.set_last(code);
            }
        }
    }

    pub(super) fn reshape(&mut self, coding: CodingId, span: Span) {
        self.change(
            &[coding],
            |project, layer, codings| recoding::reshape(project, layer, codings.first()?, span),
            "",
        );
    }

    /// Moves an end of the coding at the cursor by a letter, at once.
    pub(super) fn nudge(&mut self, side: Side, on: bool) {
        let Some(&coding) = self.view.code.at_cursor().first() else { return };
        self.change(
            &[coding],
            |project, layer, codings| {
                let coding = codings.first()?;
                let span = recoding::nudged(layer.transcript.text(), coding.span, side, on)?;
                recoding::reshape(project, layer, coding, span)
            },
            "",
        );
    }

    pub(super) fn take_edge(&mut self, side: Side) {
        if let Some(session) = &self.session {
            self.view.code.take_edge(session.project(), side);
        }
    }

    /// Cuts the coding at the cursor at the caret.
    pub(super) fn split_coding(&mut self) {
        let at = self.view.code.caret();
        let Some(&coding) = self.view.code.at_cursor().first() else { return };
        self.change(
            &[coding],
            |project, layer, codings| recoding::split(project, layer, codings.first()?, at, &mut SystemStamp),
            "split-where",
        );
    }

    pub(super) fn join_codings(&mut self) {
        let here = self.view.code.at_cursor().to_vec();
        self.change(&here, recoding::join, "join-what");
    }

    /// Makes a step of codings of the one who codes; where there is none, says why by this key of the catalogue.
    fn change(
        &mut self,
        codings: &[CodingId],
        step: impl FnOnce(&Project, Layer<'_>, &[&Coding]) -> Option<Step>,
        why_not: &str,
    ) -> bool {
        let Some((transcript, coder)) = self.place() else { return false };
        let Some(session) = &self.session else { return false };
        let project = session.project();
        let layer = project.layer(transcript.id(), coder);
        let found: Vec<&Coding> = codings.iter().filter_map(|&id| layer?.coding(id)).collect();
        match step(project, Layer { transcript: &transcript, coder }, &found) {
            Some(step) => return self.make(&step),
            None if why_not.is_empty() => {}
            None => self.said = Some(text(why_not)),
        }
        false
    }

    /// Selects the next or the previous stretch that carries none of the coder's codes.
    pub(super) fn next_uncoded(&mut self, forward: bool) {
        let Some((transcript, coder)) = self.place() else { return };
        let Some(session) = &self.session else { return };
        let layer = session.project().layer(transcript.id(), coder);
        let spans = places::uncoded(&transcript, layer.map(|l| &**l));
        match places::next_uncoded(&spans, self.view.code.reading(transcript.id()), forward) {
            Some(span) => self.view.code.go_to(transcript.id(), span),
            None => self.said = Some(text("all-coded")),
        }
    }

    /// Opens the turn at the caret for corrections.
    pub(super) fn correct_text(&mut self) {
        let Some(session) = &self.session else { return };
        if let Some(transcript) = self.view.code.transcript().and_then(|id| session.project().transcript(id))
        {
            let at = self.view.code.reading(transcript.id());
            self.view.overlay = Some(Overlay::Correct(Box::new(Correction::at(transcript, at))));
        }
    }

    /// Makes a correction; where it is refused, the words typed are still there.
    pub(super) fn correct(&mut self, wanted: Correcting) {
        let Some(Overlay::Correct(correction)) = self.view.overlay.take() else { return };
        let step = self.session.as_ref().and_then(|s| correction.step(s.project()));
        if let Some((label, edit, touched)) = step {
            if !self.commit(&label, &[edit]) {
                self.view.overlay = Some(Overlay::Correct(correction));
                return;
            }
            self.said = Some(with("corrected", &[("step", label.into()), ("n", touched.into())]));
        }
        let next = self.session.as_ref().and_then(|s| correction.next(s.project()));
        if let Some(next) = next.filter(|_| wanted == Correcting::Next) {
            self.view.overlay = Some(Overlay::Correct(Box::new(next)));
        }
    }

    /// Puts a coding without a passage on the selected words.
    pub(super) fn place_orphan(&mut self, orphan: CodingId) {
        let Some((transcript, coder, span)) = self.selected() else { return };
        let Some(session) = &self.session else { return };
        let layer = session.project().layer(transcript.id(), coder);
        let Some(found) = layer.and_then(|l| l.orphan(orphan)) else { return };
        let step = recoding::place(session.project(), Layer { transcript: &transcript, coder }, found, span);
        self.make(&step);
    }

    /// Lets a coding without a passage go.
    pub(super) fn remove_orphan(&mut self, orphan: CodingId) {
        let Some((transcript, coder)) = self.place() else { return };
        let step = recoding::let_go(Layer { transcript: &transcript, coder }, orphan);
        self.make(&step);
    }

    pub(super) fn jump(&mut self, place: Jump) {
        let Some(session) = &self.session else { return };
        let Some(transcript) = self.view.code.transcript().and_then(|id| session.project().transcript(id))
        else {
            return;
        };
        if let Some(byte) = place.place(transcript) {
            self.view.code.put_caret(byte);
        }
    }

    /// Keeps a memo that is being written, before what it belongs to goes out of sight.
    pub(super) fn keep_memo(&mut self) {
        let Some(session) = &self.session else { return };
        let coder = session.coder().map(|c| c.id);
        if let Some(step) = self.view.code.take_memo(session.project(), coder) {
            self.make(&step);
        }
    }

    pub(super) fn edit_memo(&mut self) {
        self.keep_memo();
        if let Some(session) = &self.session {
            self.view.sides.right = true;
            self.view.code.write_memo(session.project());
        }
    }

    /// Says how far the transcript that is read has been coded.
    pub(super) fn mark(&mut self, status: Completeness) {
        if let Some(transcript) = self.view.code.transcript() {
            self.set_status(transcript, status);
        }
    }

    pub(super) fn set_status(&mut self, transcript: TranscriptId, status: Completeness) {
        let Some((_, coder)) = self.place() else { return };
        let Some(session) = &self.session else { return };
        if let Some(step) = steps::status(session.project(), transcript, coder, status) {
            let label = step.label.clone();
            if self.make(&step) {
                self.said = Some(label);
            }
        }
    }

    /// Makes a step; says whether it was made.
    fn make(&mut self, step: &Step) -> bool {
        self.commit(&step.label, &step.edits)
    }
}
