//! Comments of a document of Word: who wrote what and when, and which ones are replies. Where they stand is found with the
//! words. Never counts them as words of the document.

use std::collections::HashMap;

use super::super::page::{Page, Places};
use super::{Around, LeftOut, body};
use crate::formats::shared::error::FormatError;
use crate::formats::shared::marks::{Comment, Marks};
use crate::formats::shared::xml::{Xml, XmlEvent};
use crate::formats::shared::zipped::Zipped;

/// What is marked in a document whose other parts lie at these places.
pub(super) fn marks(
    name: &str,
    zip: &mut Zipped<'_>,
    beside: &dyn Fn(&str) -> String,
    places: Places,
) -> Result<Marks, FormatError> {
    let mut marks = Marks { highlights: places.highlights, comments: Vec::new() };
    let part = beside("comments.xml");
    let Some(bytes) = zip.part(&part)? else { return Ok(marks) };
    let xml = Xml::new(name, Some(&part), &bytes)?;
    let mut stands: HashMap<String, _> = places.comments.into_iter().rev().collect();
    for (id, comment) in comments(&xml)? {
        let place = stands.remove(&id);
        marks.comments.push(Comment { place, ..comment });
    }
    let part = beside("commentsExtended.xml");
    if let Some(bytes) = zip.part(&part)? {
        let paragraphs = paragraphs(&xml)?;
        let mut answered = vec![None; marks.comments.len()];
        for (reply, to) in replies(&Xml::new(name, Some(&part), &bytes)?)? {
            if let (Some(reply), Some(to)) = (paragraphs.get(&reply), paragraphs.get(&to)) {
                answered[*reply] = Some(*to);
            }
        }
        marks.thread(&answered);
    }
    Ok(marks)
}

/// The comments with their ids, in the order of the file.
fn comments(xml: &Xml<'_>) -> Result<Vec<(String, Comment)>, FormatError> {
    let (mut events, mut comments) = (xml.events(), Vec::new());
    while let Some(event) = events.next()? {
        let XmlEvent::Start(element) = event else { continue };
        if element.name() != "comment" {
            continue;
        }
        let said = |name: &str| element.get(name).unwrap_or_default().trim().to_owned();
        let (id, author, written) = (said("id"), said("author"), said("date"));
        let (mut page, mut left) = (Page::default(), LeftOut::default());
        body(&mut events, &mut page, &mut left, &Around::nothing(), Some("comment"))?;
        let text = page.done().trim().to_owned();
        comments.push((id, Comment { author, written, text, ..Comment::default() }));
    }
    Ok(comments)
}

/// Which comment, by its number, each paragraph of the comments is of.
fn paragraphs(xml: &Xml<'_>) -> Result<HashMap<String, usize>, FormatError> {
    let (mut events, mut paragraphs, mut comments) = (xml.events(), HashMap::new(), 0_usize);
    while let Some(event) = events.next()? {
        let XmlEvent::Start(element) = event else { continue };
        match (element.name(), element.get("paraId")) {
            ("comment", _) => comments += 1,
            ("p", Some(id)) if comments > 0 => {
                paragraphs.insert(id.to_owned(), comments - 1);
            }
            _ => {}
        }
    }
    Ok(paragraphs)
}

/// Which paragraph of a reply answers which one.
fn replies(xml: &Xml<'_>) -> Result<Vec<(String, String)>, FormatError> {
    let (mut events, mut replies) = (xml.events(), Vec::new());
    while let Some(event) = events.next()? {
        let XmlEvent::Start(element) = event else { continue };
        if let (Some(reply), Some(to)) = (element.get("paraId"), element.get("paraIdParent")) {
            replies.push((reply.to_owned(), to.to_owned()));
        }
    }
    Ok(replies)
}
