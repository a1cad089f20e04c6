//! How words look in a document of LibreOffice: bold or of a heading, hidden, highlighted, by styles and those that these stand
//! on. Never says what looks mean.

use std::collections::HashMap;

use crate::formats::shared::xml::Element;
use crate::model::Colour;

/// The most styles that stand on each other.
const MOST_PARENTS: usize = 20;

/// What styles say of how words look.
#[derive(Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// The style that is read.
    now: String,
    /// Whether styles of paragraphs are those that somebody gave a place by hand.
    by_hand: bool,
}

#[derive(Default)]
struct Style {
    parent: Option<String>,
    of_text: bool,
    hidden: bool,
    /// Whether it is bold, where it says so.
    bold: Option<bool>,
    /// The colour in which it is highlighted, or that it is not, where it says so.
    highlight: Option<Option<Colour>>,
}

/// How words look, with what is around them.
#[derive(Clone, Copy, Default)]
pub(super) struct Look {
    pub bold: bool,
    pub highlight: Option<Colour>,
}

impl Styles {
    /// From here on come the styles of the document's own places.
    pub(super) const fn by_hand(&mut self) {
        self.by_hand = true;
    }

    /// Takes what an element says of styles.
    pub(super) fn take(&mut self, element: &Element<'_>) {
        match element.qualified() {
            "style:style" => {
                element.get("name").unwrap_or_default().clone_into(&mut self.now);
                let parent = element.get("parent-style-name").map(ToOwned::to_owned);
                let of_text = element.get("family") == Some("text");
                self.styles.insert(self.now.clone(), Style { parent, of_text, ..Style::default() });
            }
            "style:text-properties" | "style:paragraph-properties" => {
                let by_hand = self.by_hand;
                let Some(style) = self.styles.get_mut(&self.now) else { return };
                style.hidden |= element.get("display") == Some("none");
                if let Some(weight) = element.get("font-weight") {
                    style.bold = Some(weight == "bold" || weight.parse().is_ok_and(|w: u16| w >= 600));
                }
                if let Some(ground) = element.get("background-color").filter(|_| style.of_text || by_hand) {
                    let shows = |colour: &Colour| *colour != Colour([255, 255, 255]);
                    style.highlight = Some(ground.parse().ok().filter(shows));
                }
            }
            // What numbers and the like look like.
            "text:list-style" | "style:default-style" | "style:page-layout" => self.now.clear(),
            _ => {}
        }
    }

    /// Whether words in a style do not show.
    pub(super) fn hides(&self, style: Option<&str>) -> bool {
        style.and_then(|style| self.styles.get(style)).is_some_and(|style| style.hidden)
    }

    /// How words in a style look where those around look so.
    pub(super) fn look(&self, style: Option<&str>, around: Look) -> Look {
        let (mut bold, mut highlight, mut next) = (None, None, style);
        for _ in 0..MOST_PARENTS {
            let Some(name) = next else { break };
            let style = self.styles.get(name);
            let is_heading = name.starts_with("Heading") || name == "Title";
            bold = bold.or(style.and_then(|style| style.bold)).or(is_heading.then_some(true));
            highlight = highlight.or(style.and_then(|style| style.highlight));
            next = style.and_then(|style| style.parent.as_deref());
        }
        Look { bold: bold.unwrap_or(around.bold), highlight: highlight.unwrap_or(around.highlight) }
    }
}
