//! What the app does when somebody looks for words: here, or everywhere. Never searches itself.

use super::App;
use crate::ui::context::Panel;

impl App {
    /// The words that are selected in the Code panel.
    fn selected_words(&self) -> Option<&str> {
        let code = &self.view.code;
        let transcript = self.session.as_ref()?.project().transcript(code.transcript()?)?;
        code.selection().map(|span| transcript.text().slice(span))
    }

    /// Looks everywhere for what the bar above the transcript looks for, or else for the words that are selected.
    pub(super) fn find_everywhere(&mut self) {
        let reading = self.view.panel == Panel::CODE;
        match self.view.code.looked_for().filter(|_| reading).cloned() {
            Some(search) => self.view.find.search(search),
            None => {
                let words = self.selected_words().filter(|_| reading).map(ToOwned::to_owned);
                self.view.find.search_words(words.as_deref());
            }
        }
        self.view.panel = Panel::FIND;
    }

    /// Opens the bar above the transcript.
    pub(super) fn find_here(&mut self) {
        let words = self.selected_words().map(ToOwned::to_owned);
        self.view.code.find(words.as_deref());
    }
}
