//! How words look in a document of Word: bold or of a heading, hidden, highlighted, by their own properties and by their styles.
//! Never says what looks mean.

use std::collections::{BTreeMap, BTreeSet};

use crate::formats::shared::error::FormatError;
use crate::formats::shared::xml::{Element, Events, Xml, XmlEvent};
use crate::model::Colour;

/// What styles say of how words look.
#[derive(Default)]
pub(super) struct Styles {
    /// Those in which words are bold, and those of headings.
    bold: BTreeSet<String>,
    /// Those of characters in which words are highlighted.
    highlights: BTreeMap<String, Colour>,
}

impl Styles {
    pub(super) const fn none() -> Self {
        Self { bold: BTreeSet::new(), highlights: BTreeMap::new() }
    }

    pub(super) fn read(xml: &Xml<'_>) -> Result<Self, FormatError> {
        let (mut events, mut styles) = (xml.events(), Self::default());
        let (mut style, mut of_characters) = (String::new(), false);
        while let Some(event) = events.next()? {
            let XmlEvent::Start(element) = event else { continue };
            match element.name() {
                "style" => {
                    element.get("styleId").unwrap_or_default().clone_into(&mut style);
                    of_characters = element.get("type") == Some("character");
                }
                "name" => {
                    let name = element.get("val").unwrap_or_default().to_lowercase();
                    if name.starts_with("heading") || name == "title" {
                        styles.bold.insert(style.clone());
                    }
                }
                "b" if is_on(&element) && !style.is_empty() => {
                    styles.bold.insert(style.clone());
                }
                "highlight" | "shd" if of_characters => {
                    styles.highlights.extend(highlight(&element).map(|colour| (style.clone(), colour)));
                }
                _ => {}
            }
        }
        Ok(styles)
    }

    pub(super) fn is_bold(&self, style: Option<&str>) -> bool {
        style.is_some_and(|style| self.bold.contains(style))
    }

    /// The colour in which words of a look are highlighted.
    pub(super) fn highlight(&self, look: &Look) -> Option<Colour> {
        match look.highlight {
            Some(own) => own,
            None => self.highlights.get(look.style.as_deref()?).copied(),
        }
    }
}

/// How a run or a paragraph looks by its own properties.
#[derive(Default)]
pub(super) struct Look {
    pub hidden: bool,
    /// Whether it is bold, where it says so.
    pub bold: Option<bool>,
    pub italic: bool,
    /// The colour in which it is highlighted, or that it is not, where it says so.
    highlight: Option<Option<Colour>>,
    pub style: Option<String>,
}

/// The look of a run or a paragraph, up to the end of its properties.
pub(super) fn look(events: &mut Events<'_>) -> Result<Look, FormatError> {
    let (mut look, mut depth, mut shaded) = (Look::default(), 1_usize, None);
    while depth > 0 {
        match events.next()? {
            Some(XmlEvent::Start(element)) => {
                // Deeper down is how it looked before, or how the end of a paragraph looks.
                if depth == 1 {
                    match element.name() {
                        "vanish" => look.hidden |= is_on(&element),
                        "b" => look.bold = Some(is_on(&element)),
                        "i" => look.italic = is_on(&element),
                        "highlight" => look.highlight = Some(highlight(&element)),
                        "shd" => shaded = highlight(&element),
                        "rStyle" | "pStyle" => look.style = element.get("val").map(ToOwned::to_owned),
                        _ => {}
                    }
                }
                depth += 1;
            }
            Some(XmlEvent::End(_)) => depth -= 1,
            Some(XmlEvent::Text(_)) => {}
            None => break,
        }
    }
    look.highlight = look.highlight.or(shaded.map(Some));
    Ok(look)
}

fn is_on(element: &Element<'_>) -> bool {
    !matches!(element.get("val"), Some("0" | "false" | "off"))
}

/// The colour of a highlighter, or of a shade behind words; none where it does not show on paper.
fn highlight(element: &Element<'_>) -> Option<Colour> {
    let colour = match element.name() {
        "shd" => format!("#{}", element.get("fill")?).parse().ok()?,
        _ => Colour(match element.get("val")? {
            "yellow" => [255, 255, 0],
            "green" => [0, 255, 0],
            "cyan" => [0, 255, 255],
            "magenta" => [255, 0, 255],
            "blue" => [0, 0, 255],
            "red" => [255, 0, 0],
            "darkBlue" => [0, 0, 128],
            "darkCyan" => [0, 128, 128],
            "darkGreen" => [0, 128, 0],
            "darkMagenta" => [128, 0, 128],
            "darkRed" => [128, 0, 0],
            "darkYellow" => [128, 128, 0],
            "darkGray" => [128, 128, 128],
            "lightGray" => [192, 192, 192],
            "black" => [0, 0, 0],
            _ => return None,
        }),
    };
    (colour != Colour([255, 255, 255])).then_some(colour)
}
