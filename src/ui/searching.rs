//! What the app does when somebody looks for words: here, or everywhere. Never searches itself.

use super::App;

impl App {
    /// The words that are selected in the Code panel.
    fn selected_words(&self) -> Option<&str> {
        let code = &self.view.code;
        let transcript = self.session.as_ref()?.project().transcript(code.transcript()?)?;
        code.selection().map(|span| transcript.text().slice(span))
    }

    /// Opens the bar above the transcript.
    pub(super) fn find_here(&mut self) {
        let words = self.selected_words().map(ToOwned::to_owned);
        self.view.code.find(words.as_deref());
    }
}
