//! RON as Concord itself writes it, read without the general parser, which takes several times as long. What is written in any
//! other way, however slightly, and all that does not fit is left to that parser, which has the last word: nothing is ever
//! said here of what is wrong, and no field is passed over.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
};

/// The value in words; none where they are not quite as they are written.
pub(super) fn read<'a, T: Deserialize<'a>>(words: &'a str) -> Option<T> {
    let mut quick = Quick { words, at: 0 };
    let value = T::deserialize(&mut quick).ok()?;
    quick.next().is_none().then_some(value)
}

/// Words, and how many bytes of them are read.
struct Quick<'de> {
    words: &'de str,
    at: usize,
}

/// That it is left to the general parser.
#[derive(Debug)]
struct GivesUp;

type Read<T> = Result<T, GivesUp>;

impl fmt::Display for GivesUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

impl std::error::Error for GivesUp {}

impl Error for GivesUp {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

impl<'de> Quick<'de> {
    /// The next byte that is no space.
    fn next(&mut self) -> Option<u8> {
        loop {
            match self.words.as_bytes().get(self.at) {
                Some(b' ' | b'\n' | b'\r') => self.at += 1,
                other => return other.copied(),
            }
        }
    }

    fn expect(&mut self, byte: u8) -> Read<()> {
        if self.next() != Some(byte) {
            return Err(GivesUp);
        }
        self.at += 1;
        Ok(())
    }

    /// Goes past what separates what was read from what follows; before the end there may be nothing.
    fn separate(&mut self, end: u8) -> Read<()> {
        match self.next() {
            Some(b',') => self.at += 1,
            other if other == Some(end) => {}
            _ => return Err(GivesUp),
        }
        Ok(())
    }

    /// The next bytes that are so.
    fn run(&mut self, is_so: impl Fn(u8) -> bool) -> &'de str {
        self.next();
        let start = self.at;
        while self.words.as_bytes().get(self.at).is_some_and(|byte| is_so(*byte)) {
            self.at += 1;
        }
        &self.words[start..self.at]
    }

    fn word(&mut self) -> Read<&'de str> {
        let word = self.run(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        if word.is_empty() { Err(GivesUp) } else { Ok(word) }
    }

    fn integer<T: FromStr>(&mut self) -> Read<T> {
        let number = self.run(|byte| byte.is_ascii_digit() || byte == b'-');
        // As it is written there are no zeros to begin with.
        if number.len() > 1 && number.trim_start_matches('-').starts_with('0') {
            return Err(GivesUp);
        }
        number.parse().map_err(|_| GivesUp)
    }

    /// Where the next quotation mark is.
    fn quote(&self) -> Read<usize> {
        self.words[self.at..].find('"').map(|at| self.at + at).ok_or(GivesUp)
    }

    /// What stands behind a backslash.
    fn escaped(&mut self) -> Read<char> {
        let byte = self.words.as_bytes().get(self.at).ok_or(GivesUp)?;
        self.at += 1;
        Ok(match byte {
            b'n' => '\n',
            b't' => '\t',
            b'r' => '\r',
            b'0' => '\0',
            b'"' | b'\\' | b'\'' => char::from(*byte),
            b'u' => {
                let rest = self.words[self.at..].strip_prefix('{').ok_or(GivesUp)?;
                let (code, _) = rest.split_once('}').ok_or(GivesUp)?;
                if code.len() > 6 || !code.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                    return Err(GivesUp);
                }
                self.at += code.len() + 2;
                return u32::from_str_radix(code, 16).ok().and_then(char::from_u32).ok_or(GivesUp);
            }
            _ => return Err(GivesUp),
        })
    }

    /// What stands in brackets, one after the other.
    fn within<T>(&mut self, ends: [u8; 2], visit: impl FnOnce(Items<'_, 'de>) -> Read<T>) -> Read<T> {
        let [begin, end] = ends;
        self.expect(begin)?;
        let value = visit(Items { quick: self, end })?;
        self.expect(end)?;
        Ok(value)
    }
}

const ROUND: [u8; 2] = *b"()";

/// What stands in brackets, up to the one that ends it.
struct Items<'q, 'de> {
    quick: &'q mut Quick<'de>,
    end: u8,
}

impl<'de> SeqAccess<'de> for Items<'_, 'de> {
    type Error = GivesUp;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Read<Option<T::Value>> {
        if self.quick.next() == Some(self.end) {
            return Ok(None);
        }
        let value = seed.deserialize(&mut *self.quick)?;
        self.quick.separate(self.end)?;
        Ok(Some(value))
    }
}

impl<'de> MapAccess<'de> for Items<'_, 'de> {
    type Error = GivesUp;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Read<Option<K::Value>> {
        if self.quick.next() == Some(self.end) {
            return Ok(None);
        }
        seed.deserialize(&mut *self.quick).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Read<V::Value> {
        self.quick.expect(b':')?;
        let value = seed.deserialize(&mut *self.quick)?;
        self.quick.separate(self.end)?;
        Ok(value)
    }
}

impl<'de> EnumAccess<'de> for &mut Quick<'de> {
    type Error = GivesUp;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Read<(V::Value, Self)> {
        Ok((seed.deserialize(&mut *self)?, self))
    }
}

impl<'de> VariantAccess<'de> for &mut Quick<'de> {
    type Error = GivesUp;

    fn unit_variant(self) -> Read<()> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Read<T::Value> {
        self.within(ROUND, |mut one| one.next_element_seed(seed)?.ok_or(GivesUp))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Read<V::Value> {
        self.within(ROUND, |items| visitor.visit_seq(items))
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Read<V::Value> {
        self.within(ROUND, |items| visitor.visit_map(items))
    }
}

/// Numbers are read as the widest of their kind, and fit where they are put.
macro_rules! numbers {
    ($($read:ident as $visit:ident)*) => {$(
        fn $read<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
            visitor.$visit(self.integer()?)
        }
    )*};
}

impl<'de> Deserializer<'de> for &mut Quick<'de> {
    type Error = GivesUp;

    numbers! {
        deserialize_u8 as visit_u64
        deserialize_u16 as visit_u64
        deserialize_u32 as visit_u64
        deserialize_u64 as visit_u64
        deserialize_i8 as visit_i64
        deserialize_i16 as visit_i64
        deserialize_i32 as visit_i64
        deserialize_i64 as visit_i64
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Read<V::Value> {
        Err(GivesUp)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_bool(self.word()?.parse().map_err(|_| GivesUp)?)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        let number = self.run(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.' | b'e'));
        visitor.visit_f64(number.parse().map_err(|_| GivesUp)?)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.expect(b'"')?;
        let (mut whole, mut end) = (String::new(), self.quote()?);
        loop {
            let left = &self.words[self.at..end];
            let Some(at) = left.find('\\') else {
                self.at = end + 1;
                if whole.is_empty() {
                    return visitor.visit_borrowed_str(left);
                }
                return visitor.visit_string(whole + left);
            };
            whole.push_str(&left[..at]);
            self.at += at + 1;
            whole.push(self.escaped()?);
            // It stood behind the backslash.
            if end < self.at {
                end = self.quote()?;
            }
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        visitor.visit_borrowed_str(self.word()?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.next();
        let rest = &self.words[self.at..];
        if rest.starts_with("None") {
            self.at += "None".len();
            return visitor.visit_none();
        }
        if rest.starts_with("Some") { Err(GivesUp) } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Read<V::Value> {
        self.within(ROUND, |items| {
            let value = visitor.visit_newtype_struct(&mut *items.quick)?;
            items.quick.separate(items.end)?;
            Ok(value)
        })
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.within(*b"[]", |items| visitor.visit_seq(items))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Read<V::Value> {
        self.within(ROUND, |items| visitor.visit_seq(items))
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        len: usize,
        visitor: V,
    ) -> Read<V::Value> {
        self.deserialize_tuple(len, visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.within(*b"{}", |items| visitor.visit_map(items))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        self.within(ROUND, |items| visitor.visit_map(items))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        visitor.visit_enum(self)
    }

    // None of ours has any of these.
    serde::forward_to_deserialize_any! {
        i128 u128 f32 char bytes byte_buf unit unit_struct ignored_any
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fs;
    use std::sync::Arc;

    use proptest::prelude::*;
    use ron::ser::PrettyConfig;
    use serde::Serialize;
    use serde::de::DeserializeOwned;

    use super::*;
    use crate::model::{Project, Timestamp, TranscriptRecord};
    use crate::store::checkpoint::Checkpoint;
    use crate::store::journal::Step;
    use crate::store::layout::CHECKPOINT;
    use crate::store::records::{CasesFile, CodebookFile, LayerFile, MemosFile, ProjectFile};
    use crate::store::{Disk, RealDisk, load, ronfile, sample};

    /// One of each kind of thing that is written.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    struct All {
        is_so: bool,
        small: u8,
        large: u64,
        signed: i64,
        number: f64,
        words: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        may: Option<u32>,
        kind: Option<Kind>,
        pair: (u16, String),
        own: Own,
        list: Vec<Kind>,
        by_name: BTreeMap<String, Vec<i32>>,
    }

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    struct Own(String);

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    enum Kind {
        Nothing,
        One(u32),
        Held(Box<(String, u8)>),
        Two(u8, String),
        Named { from: i8, to: Option<String> },
    }

    fn words() -> impl Strategy<Value = String> {
        prop_oneof![".{0,9}", "[ \"\\\\'\n\r\t\u{0}\u{1b}\u{200d}\u{301}🙂a-z)(,:]{0,20}"]
    }

    fn kind() -> impl Strategy<Value = Kind> {
        prop_oneof![
            Just(Kind::Nothing),
            any::<u32>().prop_map(Kind::One),
            (words(), any::<u8>()).prop_map(|held| Kind::Held(Box::new(held))),
            (any::<u8>(), words()).prop_map(|(n, words)| Kind::Two(n, words)),
            (any::<i8>(), prop::option::of(words())).prop_map(|(from, to)| Kind::Named { from, to }),
        ]
    }

    fn all() -> impl Strategy<Value = All> {
        let lists = prop::collection::vec(kind(), 0..4);
        let by_name = prop::collection::btree_map(words(), prop::collection::vec(any::<i32>(), 0..3), 0..3);
        let plain = (any::<(bool, u8, u64, i64, f64)>(), words(), any::<Option<u32>>());
        (plain, prop::option::of(kind()), (any::<u16>(), words()), words(), lists, by_name).prop_map(
            |((numbers, words, may), kind, pair, own, list, by_name)| {
                let (is_so, small, large, signed, number) = numbers;
                let own = Own(own);
                All { is_so, small, large, signed, number, words, may, kind, pair, own, list, by_name }
            },
        )
    }

    fn pretty(value: &impl Serialize) -> String {
        ronfile::options().to_string_pretty(value, PrettyConfig::new().new_line("\n")).unwrap()
    }

    /// The words as the general parser reads them, where it knows every field.
    fn judged<T: DeserializeOwned>(words: &str) -> Option<T> {
        let (value, unknown) = ronfile::parse_in_general("x", words.as_bytes()).ok()?;
        unknown.is_empty().then_some(value)
    }

    proptest! {
        /// The general parser is the judge.
        #[test]
        fn what_is_written_is_read_as_the_general_parser_reads_it(all in all()) {
            for words in [ronfile::line(&all), pretty(&all)] {
                prop_assert_eq!(judged::<All>(&words), Some(all.clone()));
                prop_assert_eq!(read::<All>(&words), Some(all.clone()), "{}", words);
            }
        }

        /// Whatever is changed, put in or left out is read alike, or left to the general parser.
        #[test]
        fn what_is_not_quite_so_is_read_alike_or_left_alone(
            all in all(),
            is_pretty in any::<bool>(),
            changes in prop::collection::vec((any::<prop::sample::Index>(), 0..2usize, "[ -~\n\r]?|[-\"(){},:0.+_ ]"), 1..3),
        ) {
            let mut words: Vec<char> = if is_pretty { pretty(&all) } else { ronfile::line(&all) }.chars().collect();
            for (at, gone, with) in changes {
                let at = at.index(words.len());
                words.splice(at..at + gone.min(words.len() - at), with.chars());
            }
            let words: String = words.into_iter().collect();
            if let Some(read) = read::<All>(&words) {
                prop_assert_eq!(judged::<All>(&words), Some(read), "{}", words);
            }
        }
    }

    fn is_read_alike<T: DeserializeOwned + Serialize>(words: &str) {
        let quick = read::<T>(words).map(|value| ronfile::line(&value));
        assert!(quick.is_some(), "left to the general parser: {words}");
        assert_eq!(quick, judged::<T>(words).map(|value| ronfile::line(&value)));
    }

    /// Nothing that we write is left to the general parser.
    #[test]
    fn every_file_of_a_study_is_read() {
        let home = tempfile::tempdir().unwrap();
        let disk: Arc<dyn Disk> = Arc::new(RealDisk);
        sample::unpack(&disk, home.path(), Timestamp::UNIX_EPOCH).unwrap();
        let mut kinds = BTreeMap::new();
        let mut folders = vec![home.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for file in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                if file.is_dir() {
                    folders.push(file);
                    continue;
                }
                let name = file.strip_prefix(home.path()).unwrap().to_str().unwrap();
                let kind = name.split('/').next().unwrap().to_owned();
                if file.extension().is_none_or(|e| e != "ron") {
                    continue;
                }
                let words = fs::read_to_string(&file).unwrap();
                match kind.as_str() {
                    "project.ron" => is_read_alike::<ProjectFile>(&words),
                    "codebook.ron" => is_read_alike::<CodebookFile>(&words),
                    "cases.ron" => is_read_alike::<CasesFile>(&words),
                    "transcripts" => is_read_alike::<TranscriptRecord>(&words),
                    "layers" => is_read_alike::<LayerFile>(&words),
                    "memos" => is_read_alike::<MemosFile>(&words),
                    "history" if name.ends_with(CHECKPOINT) => is_read_alike::<(String, Checkpoint)>(&words),
                    "history" => {
                        words
                            .lines()
                            .for_each(|line| is_read_alike::<(String, Step)>(&line[..line.len() - 1]));
                    }
                    other => unreachable!("{other}"),
                }
                *kinds.entry(kind).or_insert(0) += 1;
            }
        }
        assert_eq!(kinds.len(), 7, "{kinds:?}");
    }

    #[test]
    fn steps_are_read() {
        let home = tempfile::tempdir().unwrap();
        let disk: Arc<dyn Disk> = Arc::new(RealDisk);
        sample::unpack(&disk, home.path(), Timestamp::UNIX_EPOCH).unwrap();
        let study = load(&*disk, home.path()).unwrap().project;
        let empty = Project::new(study.id(), "", study.created());
        for (from, to) in [(&empty, &study), (&study, &empty)] {
            let edits = from.diff(to);
            assert!(edits.len() > 10);
            let texts = BTreeMap::new();
            let (n, at, who, label) = (7, Timestamp::UNIX_EPOCH, "C1".to_owned(), "“all”\n".to_owned());
            let step = Step { n, at, who, label, texts, heads: Vec::new(), edits, context: None };
            is_read_alike::<Step>(&ronfile::line(&step));
        }
    }

    #[test]
    fn an_unknown_field_is_for_the_general_parser() {
        assert!(read::<CasesFile>("(cases: [])").is_some());
        assert!(read::<CasesFile>("(cases: [], mood: 3)").is_none());
    }
}
