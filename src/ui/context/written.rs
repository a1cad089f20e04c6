//! A figure as it stands in a cell, or a dash with the reason, which is told where it is pointed at and read out. Never
//! reckons.

use egui::Response;

use crate::lang::{Tell, tell, with};

/// A figure in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// "11 of 12", "61", "4 %", or a dash.
    pub words: String,
    /// Why there is none.
    pub undefined: Option<String>,
}

impl Written {
    /// Words that need no reason.
    pub fn new(words: impl Into<String>) -> Self {
        Self { words: words.into(), undefined: None }
    }

    /// A figure, or a dash.
    pub fn of<T, E: Tell>(found: Result<T, E>, written: impl FnOnce(T) -> String) -> Self {
        match found {
            Ok(figure) => Self::new(written(figure)),
            Err(why) => Self::none(tell(&why)),
        }
    }

    /// A dash.
    pub fn none(why: impl Into<String>) -> Self {
        Self { words: "–".to_owned(), undefined: Some(why.into()) }
    }

    /// With the reason, where there is one: as it is read out, and where there is room for it.
    pub fn told(&self) -> String {
        match &self.undefined {
            Some(why) => with("undefined", &[("why", why.as_str().into())]),
            None => self.words.clone(),
        }
    }

    /// Lets what was drawn of it tell the reason.
    pub(in crate::ui) fn why(&self, drawn: Response) -> Response {
        match &self.undefined {
            Some(_) => drawn.on_hover_text(self.told()),
            None => drawn,
        }
    }
}
