//! A project that is being begun: its title, its folder, who begins it, the codebook to start from. Plain data.

use std::path::PathBuf;

use crate::formats::preset::presets;
use crate::model::slug;

/// A project that is being begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewProject {
    pub title: String,
    /// The folder that it is to stand in; its own is made there.
    pub inside: String,
    /// Who begins it.
    pub who: String,
    /// The codebook to start from, by id.
    pub preset: String,
    /// Whether the form has been drawn.
    pub(in crate::ui) begun: bool,
}

impl NewProject {
    /// A draft for someone whose name may be known, in a folder where projects may stand.
    pub fn new(who: Option<&str>, inside: Option<PathBuf>) -> Self {
        Self {
            title: String::new(),
            inside: inside.map(|folder| folder.display().to_string()).unwrap_or_default(),
            who: who.unwrap_or_default().to_owned(),
            preset: presets().first().map(|p| p.id.clone()).unwrap_or_default(),
            begun: false,
        }
    }

    /// The project's own folder.
    pub fn folder(&self) -> PathBuf {
        PathBuf::from(self.inside.trim()).join(slug(self.title.trim()))
    }

    /// Whether nothing is left open.
    pub(in crate::ui) fn is_whole(&self) -> bool {
        ![&self.title, &self.inside, &self.who].iter().any(|field| field.trim().is_empty())
    }
}
