//! The colours that codes take unless someone chooses their own. Plain data; never knows a window or a theme.

/// One colour of the palette: what a file keeps, and how it shows on a dark ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Swatch {
    /// Hue and tone, like "teal strong".
    pub name: &'static str,
    /// Red, green, blue: the colour itself, seen on a light ground.
    pub light: [u8; 3],
    /// The tone of the same hue for a dark ground.
    pub dark: [u8; 3],
}

const fn swatch(name: &'static str, light: u32, dark: u32) -> Swatch {
    Swatch { name, light: bytes(light), dark: bytes(dark) }
}

const fn bytes(rgb: u32) -> [u8; 3] {
    [(rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8]
}

/// Twelve hues in two tones, even in lightness (made in OKLCH).
pub const PALETTE: [Swatch; 24] = [
    swatch("red strong", 0xB33736, 0xF69B94),
    swatch("orange strong", 0xA54B00, 0xF0A276),
    swatch("amber strong", 0x896100, 0xDCAF61),
    swatch("olive strong", 0x6B6F02, 0xB9BF69),
    swatch("green strong", 0x097F23, 0x8ACA8B),
    swatch("teal strong", 0x007B66, 0x5FCEB3),
    swatch("cyan strong", 0x0A7689, 0x54C9E3),
    swatch("blue strong", 0x036BB9, 0x80BDFB),
    swatch("indigo strong", 0x515BC3, 0xA3B2FE),
    swatch("violet strong", 0x794DB6, 0xC2A7F4),
    swatch("magenta strong", 0x974096, 0xDE9EDB),
    swatch("rose strong", 0xAD3665, 0xF199B4),
    swatch("red soft", 0xD87972, 0xFFBAB3),
    swatch("orange soft", 0xD38151, 0xFEBD9A),
    swatch("amber soft", 0xBF8F34, 0xF4C677),
    swatch("olive soft", 0x9A9F3F, 0xCFD57F),
    swatch("green soft", 0x66AC69, 0xA0E1A1),
    swatch("teal soft", 0x26B094, 0x77E5CA),
    swatch("cyan soft", 0x01AAC6, 0x6DE0FB),
    swatch("blue soft", 0x5B9DDF, 0xA8D2FE),
    swatch("indigo soft", 0x8391E2, 0xBFCBFF),
    swatch("violet soft", 0xA486D7, 0xD6C2FE),
    swatch("magenta soft", 0xC07DBE, 0xF5B4F2),
    swatch("rose soft", 0xD47795, 0xFEB7CB),
];

/// The palette's colour that equals `light`, if it is one of them.
pub fn swatch_of(light: [u8; 3]) -> Option<&'static Swatch> {
    PALETTE.iter().find(|s| s.light == light)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_colour_is_its_own() {
        for (i, a) in PALETTE.iter().enumerate() {
            for b in &PALETTE[i + 1..] {
                assert!(a.light != b.light && a.dark != b.dark && a.name != b.name, "{} {}", a.name, b.name);
            }
        }
        assert_eq!(swatch_of([0xB3, 0x37, 0x36]).map(|s| s.name), Some("red strong"));
        assert_eq!(swatch_of([0, 0, 0]), None);
    }
}
