//! Contrast, tints and readable tones of any colour. Never decides what a colour means.

use egui::{Color32, Theme};

use super::tokens;
use crate::model::palette::swatch_of;

/// Contrast that words need against their ground (WCAG 2.2, 1.4.3).
const READABLE: f32 = 4.5;
/// Contrast that stripes and swatches need against their ground (WCAG 2.2, 1.4.11).
const VISIBLE: f32 = 3.0;
/// How much of a code's colour lies behind its passages.
const TINT: f32 = 0.13;

/// Relative luminance from 0 (black) to 1 (white), as WCAG 2.2 defines it; transparency is ignored.
pub fn luminance(colour: Color32) -> f32 {
    let channel = |c: u8| {
        let c = f32::from(c) / 255.0;
        if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(colour.r()) + 0.7152 * channel(colour.g()) + 0.0722 * channel(colour.b())
}

/// Contrast ratio of two colours, from 1 to 21 (WCAG 2.2).
pub fn contrast(a: Color32, b: Color32) -> f32 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// `share` of `over` laid on `under`, both opaque.
pub fn mix(under: Color32, over: Color32, share: f32) -> Color32 {
    let channel = |u: u8, o: u8| (f32::from(u) + (f32::from(o) - f32::from(u)) * share).round() as u8;
    Color32::from_rgb(
        channel(under.r(), over.r()),
        channel(under.g(), over.g()),
        channel(under.b(), over.b()),
    )
}

/// What lies behind a passage with a code of this colour.
pub fn tint(colour: Color32, ground: Color32) -> Color32 {
    mix(ground, colour, TINT)
}

/// The colour, darkened or lightened as little as makes words in it readable on `ground` (4.5 to 1).
pub fn label_colour(colour: Color32, ground: Color32) -> Color32 {
    raised_to(READABLE, colour, ground)
}

/// How a code's colour shows in a theme: the palette's own tone, and any other colour as it is unless it would
/// be lost on the ground.
pub fn tone(colour: [u8; 3], theme: Theme) -> Color32 {
    let [r, g, b] = match (theme, swatch_of(colour)) {
        (Theme::Dark, Some(swatch)) => swatch.dark,
        (Theme::Dark, None) | (Theme::Light, _) => colour,
    };
    let shown = Color32::from_rgb(r, g, b);
    if swatch_of(colour).is_some() { shown } else { raised_to(VISIBLE, shown, tokens(theme).ground) }
}

fn raised_to(ratio: f32, colour: Color32, ground: Color32) -> Color32 {
    if contrast(colour, ground) >= ratio {
        return colour;
    }
    // Away from the ground: whichever of black and white stands out more from it.
    let black = contrast(Color32::BLACK, ground);
    let end = if black > contrast(Color32::WHITE, ground) { Color32::BLACK } else { Color32::WHITE };
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..10 {
        let mid = (low + high) / 2.0;
        if contrast(mix(colour, end, mid), ground) >= ratio { high = mid } else { low = mid }
    }
    mix(colour, end, high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::palette::PALETTE;
    use crate::ui::kit::look::{DARK, LIGHT};

    #[test]
    fn contrast_is_that_of_the_recommendation() {
        assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 1e-3);
        assert!((contrast(Color32::from_rgb(0x77, 0x77, 0x77), Color32::WHITE) - 4.478).abs() < 1e-2);
        assert!((contrast(Color32::RED, Color32::RED) - 1.0).abs() < 1e-6);
    }

    #[test]
    fn labels_are_readable_in_any_colour_on_any_ground() {
        let steps = [0u8, 51, 102, 153, 204, 255];
        for t in [&LIGHT, &DARK] {
            for ground in [t.ground, t.panel, t.raised, t.accent_ground, t.selection] {
                for r in steps {
                    for g in steps {
                        for b in steps {
                            let label = label_colour(Color32::from_rgb(r, g, b), ground);
                            assert!(contrast(label, ground) >= 4.5, "{r} {g} {b} on {ground:?}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn a_readable_colour_stays_as_it_is() {
        let teal = Color32::from_rgb(0x00, 0x7B, 0x66);
        assert_eq!(label_colour(teal, Color32::WHITE), teal);
    }

    #[test]
    fn the_palette_has_its_tones_and_any_other_colour_is_seen() {
        assert_eq!(tone([0x00, 0x7B, 0x66], Theme::Dark), Color32::from_rgb(0x5F, 0xCE, 0xB3));
        assert_eq!(tone([0x00, 0x7B, 0x66], Theme::Light), Color32::from_rgb(0x00, 0x7B, 0x66));
        assert!(contrast(tone([10, 10, 10], Theme::Dark), DARK.ground) >= 3.0);
        assert!(contrast(tone([250, 250, 200], Theme::Light), LIGHT.ground) >= 3.0);
        for swatch in &PALETTE {
            for t in [&LIGHT, &DARK] {
                let seen = tone(swatch.light, t.theme);
                assert!(contrast(seen, t.ground) >= 2.5, "{} {:?}", swatch.name, t.theme);
                assert!(contrast(t.text, tint(seen, t.ground)) >= 7.0);
            }
        }
    }
}
