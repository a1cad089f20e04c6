//! JSON as it is read here: as slices of the file that are looked into one after the other. Nothing of it is kept, so that no
//! file takes more memory than its own bytes, however it is nested.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// A value, as it stands in the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Json<'a>(&'a str);

impl<'a> Json<'a> {
    /// The value that a text is.
    ///
    /// # Errors
    /// When it is no JSON, or something follows it.
    pub(super) fn new(text: &'a str) -> Result<Self, serde_json::Error> {
        serde_json::from_str::<&RawValue>(text).map(|raw| Self(raw.get()))
    }

    /// Whether it is a list.
    pub(super) fn is_list(self) -> bool {
        self.0.starts_with('[')
    }

    /// Whether it is a list of nothing.
    pub(super) fn is_empty_list(self) -> bool {
        self.is_list() && self.0[1..].trim_start().starts_with(']')
    }

    /// The values of some fields of an object; of one that stands there twice the last, as other programs take it.
    pub(super) fn fields<const N: usize>(self, names: [&str; N]) -> [Option<Self>; N] {
        let mut found = [None; N];
        self.each_field(|name, value| {
            if let Some(at) = names.iter().position(|wanted| *wanted == name) {
                found[at] = Some(value);
            }
        });
        found
    }

    /// What stands at a path of names and places in lists, such as `nBest.0.display`.
    pub(super) fn at(self, path: &str) -> Option<Self> {
        path.split('.').try_fold(self, |json, part| match part.parse() {
            Ok(place) if json.is_list() => json.nth(place),
            Ok(_) | Err(_) => json.fields([part])[0],
        })
    }

    /// Looks at each field of an object.
    pub(super) fn each_field(self, look: impl FnMut(&str, Self)) {
        if self.0.starts_with('{') {
            // The whole file was found to be JSON before.
            let _ = serde_json::Deserializer::from_str(self.0).deserialize_map(Fields(look));
        }
    }

    /// Looks at each value of a list.
    pub(super) fn each(self, mut look: impl FnMut(Self)) {
        self.each_until(|value| {
            look(value);
            true
        });
    }

    fn nth(self, place: usize) -> Option<Self> {
        let (mut at, mut found) = (0, None);
        self.each_until(|value| {
            if at == place {
                found = Some(value);
            }
            at += 1;
            found.is_none()
        });
        found
    }

    fn each_until(self, look: impl FnMut(Self) -> bool) {
        if self.is_list() {
            // It ends with an error where no more is wanted.
            let _ = serde_json::Deserializer::from_str(self.0).deserialize_seq(Items(look));
        }
    }

    /// The words of a string; of a number or a truth, how it is written. Halves of characters become U+FFFD.
    pub(super) fn words(self) -> Option<String> {
        match self.0.as_bytes().first()? {
            b'"' => serde_json::Deserializer::from_str(self.0).deserialize_bytes(Lossy).ok(),
            b'{' | b'[' | b'n' => None,
            _ => Some(self.0.to_owned()),
        }
    }

    /// A number, also one that is written as words, with or without its unit: `4.87`, `"4.87"`, `"4.870s"`.
    pub(super) fn number(self) -> Option<f64> {
        let digits = self.0.trim_matches('"');
        digits.strip_suffix('s').unwrap_or(digits).parse().ok().filter(|number: &f64| number.is_finite())
    }
}

struct Fields<F>(F);

impl<'de, F: FnMut(&str, Json<'de>)> Visitor<'de> for Fields<F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key_seed(Name)? {
            let value: &'de RawValue = map.next_value()?;
            (self.0)(&name, Json(value.get()));
        }
        Ok(())
    }
}

/// The name of a field, not copied where it stands as it is.
struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_bytes(self)
    }
}

impl<'de> Visitor<'de> for Name {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_borrowed_bytes<E: Error>(self, name: &'de [u8]) -> Result<Self::Value, E> {
        Ok(String::from_utf8_lossy(name))
    }

    fn visit_bytes<E: Error>(self, name: &[u8]) -> Result<Self::Value, E> {
        Ok(Cow::Owned(String::from_utf8_lossy(name).into_owned()))
    }
}

struct Items<F>(F);

impl<'de, F: FnMut(Json<'de>) -> bool> Visitor<'de> for Items<F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<(), A::Error> {
        while let Some(value) = seq.next_element::<&'de RawValue>()? {
            if !(self.0)(Json(value.get())) {
                return Err(A::Error::custom("enough"));
            }
        }
        let _: Option<IgnoredAny> = seq.next_element()?;
        Ok(())
    }
}

struct Lossy;

impl Visitor<'_> for Lossy {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("words")
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<String, E> {
        Ok(String::from_utf8_lossy(bytes).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_to_values() {
        let json =
            Json::new(r#" {"a": [{"b": 1.5, "b": "x"}, "4.870s", null], "é\n": {"0": true}} "#).unwrap();
        assert_eq!(json.at("a.0.b").unwrap().words().as_deref(), Some("x"));
        assert_eq!(json.at("a.1").unwrap().number(), Some(4.87));
        assert_eq!(json.at("é\n.0").unwrap().words().as_deref(), Some("true"));
        for nowhere in ["b", "a.9", "a.b", "a.0.b.c", "a.2.x", ""] {
            assert!(json.at(nowhere).is_none(), "{nowhere}");
        }
        assert!(json.at("a.2").unwrap().words().is_none());
        assert!(Json::new("{} x").is_err() && Json::new("[00:01]").is_err());
    }

    #[test]
    fn halves_of_characters_are_marked() {
        let json = Json::new(r#"["a\ud83d b\ud83d\ude42"]"#).unwrap();
        let words = json.at("0").unwrap().words().unwrap();
        assert!(words.starts_with("a\u{fffd}") && words.ends_with(" b🙂"), "{words}");
    }
}
