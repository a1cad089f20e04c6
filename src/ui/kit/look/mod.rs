//! How the window looks: colours by role, type, spacing, and the one place that sets egui's style.
//!
//! One accent; any other colour means a code. Never draws anything itself.

mod colour;
mod fonts;
mod style;

use egui::{Color32, Theme, Visuals};

pub use colour::{contrast, label_colour, luminance, mix, tint, tone};
pub use fonts::{body, label, secondary, small, strong, title, transcript};
pub use style::apply;

/// Colours by role, for one theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tokens {
    /// Behind the transcript and the pages: the calmest and (in light) the brightest large thing.
    pub ground: Color32,
    /// Side panels, top bar, status bar.
    pub panel: Color32,
    /// Cards, fields, popups.
    pub raised: Color32,
    /// Hairlines between things.
    pub line: Color32,
    /// Words.
    pub text: Color32,
    /// Words that stand back.
    pub muted: Color32,
    pub accent: Color32,
    /// Behind what is chosen.
    pub accent_ground: Color32,
    /// Words of a caution.
    pub caution: Color32,
    /// Behind a caution.
    pub caution_ground: Color32,
    /// Behind selected text.
    pub selection: Color32,
    /// Words on the accent.
    pub on_accent: Color32,
    /// Which theme these are for.
    pub theme: Theme,
}

const fn rgb(value: u32) -> Color32 {
    Color32::from_rgb((value >> 16) as u8, (value >> 8) as u8, value as u8)
}

/// Colours of the light theme.
pub const LIGHT: Tokens = Tokens {
    ground: rgb(0xFAF9F6),
    panel: rgb(0xF3F1EC),
    raised: rgb(0xFFFFFF),
    line: rgb(0xDDD9D0),
    text: rgb(0x22252A),
    muted: rgb(0x62666D),
    accent: rgb(0x0B6E6E),
    accent_ground: rgb(0xDCEEEC),
    caution: rgb(0x8A5A00),
    caution_ground: rgb(0xFBEFD5),
    selection: rgb(0xCFE3F7),
    on_accent: rgb(0xFFFFFF),
    theme: Theme::Light,
};

/// Colours of the dark theme.
pub const DARK: Tokens = Tokens {
    ground: rgb(0x17191C),
    panel: rgb(0x1E2125),
    raised: rgb(0x25292E),
    line: rgb(0x343A41),
    text: rgb(0xE4E6E9),
    muted: rgb(0x9AA1AA),
    accent: rgb(0x5FCEB3),
    accent_ground: rgb(0x173B37),
    caution: rgb(0xF4C677),
    caution_ground: rgb(0x3A2E14),
    selection: rgb(0x27425F),
    on_accent: rgb(0x17191C),
    theme: Theme::Dark,
};

/// The colours of a theme.
pub const fn tokens(theme: Theme) -> &'static Tokens {
    match theme {
        Theme::Light => &LIGHT,
        Theme::Dark => &DARK,
    }
}

/// The colours that go with egui's current visuals: `look::of(ui.visuals())`.
pub const fn of(visuals: &Visuals) -> &'static Tokens {
    if visuals.dark_mode { &DARK } else { &LIGHT }
}

/// Lengths in points, in steps of 4 where it is spacing.
pub mod size {
    /// The step of all spacing.
    pub const STEP: f32 = 4.0;
    /// Height of a row in a list or table.
    pub const ROW: f32 = 28.0;
    /// Height of the top bar.
    pub const TOP_BAR: f32 = 44.0;
    /// Width of the rail of panels.
    pub const RAIL: f32 = 76.0;
    /// Width of the left panel until someone drags it.
    pub const LEFT: f32 = 284.0;
    /// Width of the inspector on the right until someone drags it.
    pub const RIGHT: f32 = 300.0;
    /// Height of the status bar.
    pub const STATUS: f32 = 26.0;
    /// Corner of a colour swatch.
    pub const SWATCH_CORNER: u8 = 3;
    /// Corner of a button or field.
    pub const BUTTON_CORNER: u8 = 6;
    /// Corner of a card.
    pub const CARD_CORNER: u8 = 8;
    /// Corner of a popup.
    pub const POPUP_CORNER: u8 = 10;
    /// Height of a line of the transcript over its letters' size.
    pub const TRANSCRIPT_LINE: f32 = 26.0 / 16.0;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_can_be_read_on_every_ground() {
        for t in [&LIGHT, &DARK] {
            for ground in [t.ground, t.panel, t.raised] {
                assert!(contrast(t.text, ground) >= 7.0);
                assert!(contrast(t.muted, ground) >= 4.5, "{:?} {}", t.theme, contrast(t.muted, ground));
                assert!(contrast(t.accent, ground) >= 4.5);
            }
            assert!(contrast(t.text, t.selection) >= 7.0);
            assert!(contrast(t.accent, t.accent_ground) >= 4.5);
            assert!(contrast(t.caution, t.caution_ground) >= 4.5);
            assert!(contrast(t.on_accent, t.accent) >= 4.5);
        }
    }
}
