//! A code's colour, written `#RRGGBB`. How it looks on a ground is the window's matter.

use std::fmt;
use std::str::FromStr;

use crate::lang::{Message, Tell, message};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Red, green and blue, sRGB, 0 to 255.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Colour(pub [u8; 3]);

/// A text that is no colour.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
pub struct ColourError(String);

impl Tell for ColourError {
    fn message(&self) -> Message {
        message!("no-colour", said = self.0)
    }
}

impl FromStr for Colour {
    type Err = ColourError;

    fn from_str(text: &str) -> Result<Self, ColourError> {
        let wrong = || ColourError(text.chars().take(20).collect());
        let digits = text.trim().strip_prefix('#').ok_or_else(wrong)?;
        if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(wrong());
        }
        let all = u32::from_str_radix(digits, 16).map_err(|_| wrong())?;
        let [_, r, g, b] = all.to_be_bytes();
        Ok(Self([r, g, b]))
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "#{r:02X}{g:02X}{b:02X}")
    }
}

impl Serialize for Colour {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Colour {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::Colour;

    #[test]
    fn a_colour_is_written_as_it_is_read() {
        let colour: Colour = "#b33736".parse().unwrap();
        assert_eq!(colour, Colour([0xB3, 0x37, 0x36]));
        assert_eq!(colour.to_string(), "#B33736");
        for wrong in ["", "#", "#12345", "#12345g", "red", "#+12345", "#é1234"] {
            assert!(wrong.parse::<Colour>().is_err(), "{wrong}");
        }
    }
}
