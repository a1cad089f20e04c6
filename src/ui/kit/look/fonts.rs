//! The faces and sizes of type. Inter comes with the program, so that every machine shows the same window.

use std::sync::Arc;

use egui::epaint::text::VariationCoords;
use egui::{FontData, FontDefinitions, FontFamily, FontId, FontTweak};

use crate::chart::letters::{INTER, WEIGHTS};

/// The family of headings, names and chosen things.
const STRONG: &str = "strong";

/// A page's title.
pub fn title() -> FontId {
    strong(20.0)
}

/// Text in panels.
pub const fn body() -> FontId {
    FontId::proportional(14.0)
}

/// Text that stands beside other text.
pub const fn secondary() -> FontId {
    FontId::proportional(13.0)
}

/// Labels, hints and keys.
pub const fn label() -> FontId {
    FontId::proportional(12.0)
}

/// Turn numbers and the like.
pub const fn small() -> FontId {
    FontId::proportional(11.0)
}

/// The words of a transcript, at a size that the reader chose.
pub const fn transcript(points: f32) -> FontId {
    FontId::proportional(points)
}

/// Semibold of any size.
pub fn strong(points: f32) -> FontId {
    FontId::new(points, FontFamily::Name(STRONG.into()))
}

/// Inter in two weights before egui's own faces, which have what Inter lacks.
pub(super) fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let fallback = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let [regular, semibold] = WEIGHTS;
    for (family, name, weight) in [
        (FontFamily::Proportional, "Inter", regular),
        (FontFamily::Name(STRONG.into()), "Inter semibold", semibold),
    ] {
        let tweak = FontTweak { coords: VariationCoords::new([("wght", weight)]), ..FontTweak::default() };
        let data = FontData::from_static(INTER).tweak(tweak);
        fonts.font_data.insert(name.to_owned(), Arc::new(data));
        let mut chain = vec![name.to_owned()];
        chain.extend(fallback.iter().cloned());
        fonts.families.insert(family, chain);
    }
    fonts
}
