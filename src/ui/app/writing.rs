//! What the app does when somebody writes a memo. Never draws the field.

use super::App;
use crate::lang::text;
use crate::model::{CaseId, MemoTarget, Passage};
use crate::session::SystemStamp;
use crate::ui::context::Panel;

impl App {
    /// Begins a memo; asks who writes where nobody does.
    pub(super) fn write_memo(&mut self, on: MemoTarget) {
        let Some(session) = &self.session else { return };
        if session.coder().is_none() {
            self.view.ask_who();
        }
        self.view.memos.write(on, self.view.panel);
        self.view.panel = Panel::MEMOS;
    }

    /// Begins a memo on the passage that is selected.
    pub(super) fn memo_on_passage(&mut self) {
        let Some(session) = &self.session else { return };
        let code = &self.view.code;
        let transcript = code.transcript().and_then(|id| session.project().transcript(id));
        match transcript.zip(code.selection()) {
            Some((transcript, span)) => {
                let passage = Passage::of(transcript.text(), span);
                self.write_memo(MemoTarget::Passage(transcript.id(), passage));
            }
            None => self.said = Some(text("select-first")),
        }
    }

    pub(super) fn show_case(&mut self, case: CaseId) {
        let Some(session) = &self.session else { return };
        self.view.cases.select(session.project(), case);
        self.view.panel = Panel::CASES;
    }

    /// Keeps what was written of memos, before the project is closed.
    pub(super) fn keep_memos(&mut self) {
        let Some(session) = self.session.as_ref().filter(|s| s.read_only().is_none()) else { return };
        let Some(coder) = session.coder().map(|c| c.id) else { return };
        for step in self.view.memos.unkept(session.project(), coder, &mut SystemStamp) {
            self.commit(&step.label, &step.edits);
        }
    }
}
