//! Colours by what they are for. A figure names them; where it is painted they become red, green and blue. Never the only
//! sign of anything.

use crate::model::Colour;

/// What a colour is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ink {
    /// What lies behind all.
    Ground,
    /// Words, and the marks of intervals.
    Text,
    /// Words and rules that stand back.
    Muted,
    /// Hairlines.
    Line,
    /// What is to be seen first, where it is no code's.
    Accent,
    /// A code's own.
    Code(Colour),
}

/// A colour, as much of it as is laid on the ground: opaque, so that it is the same everywhere.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paint {
    pub ink: Ink,
    /// From 0 (the ground) to 1.
    pub share: f32,
}

impl From<Ink> for Paint {
    fn from(ink: Ink) -> Self {
        Self { ink, share: 1.0 }
    }
}

/// The colours of a ground, as red, green and blue.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    /// [`Ink::Ground`].
    pub ground: [u8; 3],
    /// [`Ink::Text`].
    pub text: [u8; 3],
    /// [`Ink::Muted`].
    pub muted: [u8; 3],
    /// [`Ink::Line`].
    pub line: [u8; 3],
    /// [`Ink::Accent`].
    pub accent: [u8; 3],
    /// How a code's own shows here.
    pub code: fn(Colour) -> [u8; 3],
}

/// White paper.
pub const PAPER: Palette = Palette {
    ground: [0xFF, 0xFF, 0xFF],
    text: [0x22, 0x25, 0x2A],
    muted: [0x62, 0x66, 0x6D],
    line: [0xD4, 0xD0, 0xC8],
    accent: [0x0B, 0x6E, 0x6E],
    code: |colour| colour.0,
};

impl Palette {
    /// A paint as red, green and blue.
    pub fn rgb(&self, paint: Paint) -> [u8; 3] {
        let over = match paint.ink {
            Ink::Ground => self.ground,
            Ink::Text => self.text,
            Ink::Muted => self.muted,
            Ink::Line => self.line,
            Ink::Accent => self.accent,
            Ink::Code(colour) => (self.code)(colour),
        };
        mix(self.ground, over, paint.share)
    }
}

/// `share` of `over` laid on `under`.
pub fn mix(under: [u8; 3], over: [u8; 3], share: f32) -> [u8; 3] {
    std::array::from_fn(|at| {
        let (under, over) = (f32::from(under[at]), f32::from(over[at]));
        (under + (over - under) * share).round() as u8
    })
}
