//! Comments of a document of LibreOffice: who wrote what and when, and which ones are replies. Where they stand is found with
//! the words. Never counts them as words of the document.

use std::collections::HashMap;

use super::super::page::{Page, Places};
use crate::formats::shared::error::FormatError;
use crate::formats::shared::marks::{Comment, Marks};
use crate::formats::shared::xml::{Element, Events, XmlEvent};

/// Comments as they are read.
#[derive(Default)]
pub(super) struct Comments {
    comments: Vec<Comment>,
    /// What each is called: by the file, or by its number.
    ids: Vec<String>,
    /// What the one is called that each answers.
    answered: Vec<Option<String>>,
}

impl Comments {
    /// Reads a comment that has begun, up to its end, and says what it is called.
    pub(super) fn read(
        &mut self,
        element: &Element<'_>,
        events: &mut Events<'_>,
    ) -> Result<String, FormatError> {
        // No name in a file begins so.
        let id = element.get("name").map_or_else(|| format!("\0{}", self.ids.len()), ToOwned::to_owned);
        let mut comment = Comment::default();
        let mut page = Page::default();
        let mut paragraphs = 0_usize;
        let mut into: Option<fn(&mut Comment) -> &mut String> = None;
        while let Some(event) = events.next()? {
            match event {
                XmlEvent::Text(words) if paragraphs > 0 => page.flowing(&words),
                XmlEvent::Text(words) => {
                    if let Some(into) = into {
                        into(&mut comment).push_str(words.trim());
                    }
                }
                XmlEvent::Start(element) => match element.qualified() {
                    "dc:creator" => into = Some(|comment| &mut comment.author),
                    "dc:date" => into = Some(|comment| &mut comment.written),
                    "text:p" | "text:h" => paragraphs += 1,
                    "text:s" => page.words(" "),
                    "text:tab" => page.words("\t"),
                    "text:line-break" => page.words("\n"),
                    _ => {}
                },
                XmlEvent::End("annotation") => break,
                XmlEvent::End("p" | "h") => {
                    paragraphs = paragraphs.saturating_sub(1);
                    page.end_line();
                }
                XmlEvent::End(_) => into = None,
            }
        }
        page.done().trim().clone_into(&mut comment.text);
        self.comments.push(comment);
        self.ids.push(id.clone());
        self.answered.push(element.get("parent-name").map(ToOwned::to_owned));
        Ok(id)
    }

    /// What is marked in the words.
    pub(super) fn marks(self, places: Places) -> Marks {
        let Self { mut comments, ids, answered } = self;
        let mut stands: HashMap<String, _> = places.comments.into_iter().rev().collect();
        for (comment, id) in comments.iter_mut().zip(&ids) {
            comment.place = stands.remove(id);
        }
        let numbers: HashMap<&str, usize> = ids.iter().enumerate().map(|(n, id)| (id.as_str(), n)).collect();
        let answered: Vec<Option<usize>> =
            answered.iter().map(|to| numbers.get(to.as_deref()?).copied()).collect();
        let mut marks = Marks { highlights: places.highlights, comments };
        marks.thread(&answered);
        marks
    }
}
