//! A field of the preview while it is written: its words count once somebody leaves it, since all files are read anew for
//! them. Never decides what they mean.

use egui::{Response, TextEdit, Ui, vec2};

use super::show::Correction;

/// What is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// What the speaker with a label is called.
    Name(String),
    /// Who says what no label is given to.
    Unlabelled,
}

/// The field that is being written.
#[derive(Default)]
pub(super) struct Typing {
    /// Which, and its words.
    now: Option<(Field, String)>,
    /// The first name is to have the keyboard.
    begin: bool,
    /// A field had it in the last frame.
    held: bool,
}

impl Typing {
    /// Draws a field; gives what is to change once it is left.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        field: &Field,
        now: &str,
        width: f32,
    ) -> (Response, Option<Correction>) {
        let writing = self.now.as_ref().filter(|(written, _)| written == field);
        let mut words = writing.map_or(now, |(_, words)| words.as_str()).to_owned();
        let edit = TextEdit::singleline(&mut words).id_salt(format!("{field:?}")).min_size(vec2(width, 0.0));
        let response = ui.add(edit);
        self.held |= response.has_focus();
        if response.changed() {
            self.now = Some((field.clone(), words));
        }
        let left = response.lost_focus() && self.now.as_ref().is_some_and(|(written, _)| written == field);
        let correction = if left { self.finish() } else { None };
        (response, correction)
    }

    /// What is to change by what was written.
    pub(super) fn finish(&mut self) -> Option<Correction> {
        let (field, words) = self.now.take()?;
        Some(match field {
            Field::Name(label) => Correction::Name(label, words),
            Field::Unlabelled => Correction::Unlabelled(words),
        })
    }

    /// Lets the first name have the keyboard once it is drawn.
    pub(super) const fn begin(&mut self) {
        self.begin = true;
    }

    /// Whether the first name is to have the keyboard now.
    pub(super) const fn take_begin(&mut self) -> bool {
        std::mem::replace(&mut self.begin, false)
    }

    /// Whether a field had the keyboard in the last frame.
    pub(super) const fn take_held(&mut self) -> bool {
        std::mem::replace(&mut self.held, false)
    }

    /// Leaves it as it was.
    pub(super) fn forget(&mut self) {
        self.now = None;
    }
}
