//! What there is to say, as data: a key of the catalogue and what is put in. Floors that talk to nobody make these and
//! hand them up; only here does one become words. Never decides what is said.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use fluent_bundle::FluentValue;
use jiff::Timestamp;
use serde::{Serialize, Serializer};

use super::{english, moment, number};

/// A sentence or part of one, not yet in any language; the default says nothing. Made by [`message!`], cheap to clone.
/// `Display` and JSON are English.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Message(Option<Arc<Said>>);

#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Said {
    key: &'static str,
    with: Vec<(&'static str, Arg)>,
}

/// What is put into a message.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Arg {
    /// How many: its digits stand in threes, and singular and plural go by it.
    Count(u64),
    /// A line, row, page or position: bare digits.
    Place(u64),
    /// A name, a path, an id, a quote, or what another program said; as it stands.
    Name(String),
    /// Which of several ways to say it the catalogue is to choose.
    Which(&'static str),
    /// Several, with what stands between them.
    List(Between, Vec<Arg>),
    /// A day, in the time zone of this machine.
    Day(Timestamp),
    /// Another message, such as the reason.
    Message(Message),
}

/// What stands between the things in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Between {
    /// "a, b, c"
    Comma,
    /// "a; b; c"
    Semicolon,
    /// "a or b or c"
    Or,
}

/// What can say what it is: every error does.
pub trait Tell {
    /// What there is to say.
    fn message(&self) -> Message;
}

/// What can be put into a message.
pub trait IntoArg {
    /// As it is put in.
    fn arg(&self) -> Arg;
}

/// Makes a [`Message`] of its key and what is put in: `message!("…", name, row = place(at))`. A test holds that the
/// catalogue has the key, and that its string has exactly these placeholders.
macro_rules! message {
    ($key:literal $(, $name:ident $(= $value:expr)?)* $(,)?) => {
        $crate::lang::Message::new(
            $key,
            vec![$((stringify!($name), $crate::lang::message!(@ $name $(= $value)?))),*],
        )
    };
    (@ $name:ident = $value:expr) => {{ use $crate::lang::IntoArg as _; ($value).arg() }};
    (@ $name:ident) => {{ use $crate::lang::IntoArg as _; $name.arg() }};
}
pub(crate) use message;

impl Message {
    /// For [`message!`] alone.
    pub fn new(key: &'static str, with: Vec<(&'static str, Arg)>) -> Self {
        Self(Some(Arc::new(Said { key, with })))
    }

    /// Whether it says nothing.
    pub const fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    pub(super) fn words(&self, with: impl Fn(&str, &[(&str, FluentValue<'_>)]) -> String + Copy) -> String {
        let Some(said) = &self.0 else { return String::new() };
        let values: Vec<_> = said.with.iter().map(|(name, arg)| (*name, arg.value(with))).collect();
        with(said.key, &values)
    }
}

impl Arg {
    fn value(&self, with: impl Fn(&str, &[(&str, FluentValue<'_>)]) -> String + Copy) -> FluentValue<'_> {
        match self {
            Self::Count(n) => FluentValue::from(*n),
            Self::Name(name) => name.as_str().into(),
            Self::Which(way) => (*way).into(),
            Self::Place(_) | Self::Day(_) | Self::List(..) | Self::Message(_) => self.words(with).into(),
        }
    }

    fn words(&self, with: impl Fn(&str, &[(&str, FluentValue<'_>)]) -> String + Copy) -> String {
        match self {
            Self::Count(n) => number::count(n),
            Self::Place(n) => n.to_string(),
            Self::Name(name) => name.clone(),
            Self::Day(at) => moment::day(*at),
            Self::Which(way) => (*way).to_owned(),
            Self::List(between, all) => {
                let all: Vec<String> = all.iter().map(|one| one.words(with)).collect();
                match between {
                    Between::Comma => all.join(", "),
                    Between::Semicolon => all.join("; "),
                    Between::Or => all.join(&format!(" {} ", with("list-or", &[]))),
                }
            }
            Self::Message(message) => message.words(with),
        }
    }
}

/// A line, row, page or position.
pub fn place(n: impl TryInto<u64>) -> Arg {
    Arg::Place(n.try_into().unwrap_or(u64::MAX))
}

/// What stands as it is written elsewhere: an id, what another program said.
pub fn said(what: impl fmt::Display) -> Arg {
    Arg::Name(what.to_string())
}

/// The day of a moment.
pub const fn day(at: Timestamp) -> Arg {
    Arg::Day(at)
}

/// Which of several ways to say it.
pub const fn which(way: &'static str) -> Arg {
    Arg::Which(way)
}

/// "a, b, c"
pub fn list<T: IntoArg>(all: impl IntoIterator<Item = T>) -> Arg {
    Arg::List(Between::Comma, all.into_iter().map(|one| one.arg()).collect())
}

/// "a or b or c"
pub fn either<T: IntoArg>(all: impl IntoIterator<Item = T>) -> Arg {
    Arg::List(Between::Or, all.into_iter().map(|one| one.arg()).collect())
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words(english))
    }
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.to_string(), f)
    }
}

impl Serialize for Message {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// So that what the system says can be said by us as well: `io::Error::other(message!(…))`.
impl std::error::Error for Message {}

impl Tell for Message {
    fn message(&self) -> Message {
        self.clone()
    }
}

impl<T: Tell> IntoArg for T {
    fn arg(&self) -> Arg {
        Arg::Message(self.message())
    }
}

impl<T: Tell + ?Sized> Tell for &T {
    fn message(&self) -> Message {
        (**self).message()
    }
}

impl IntoArg for &str {
    fn arg(&self) -> Arg {
        (**self).arg()
    }
}

impl IntoArg for &String {
    fn arg(&self) -> Arg {
        (**self).arg()
    }
}

impl IntoArg for Arg {
    fn arg(&self) -> Arg {
        self.clone()
    }
}

impl IntoArg for str {
    fn arg(&self) -> Arg {
        Arg::Name(self.to_owned())
    }
}

impl IntoArg for String {
    fn arg(&self) -> Arg {
        Arg::Name(self.clone())
    }
}

impl IntoArg for Path {
    fn arg(&self) -> Arg {
        said(self.display())
    }
}

impl IntoArg for PathBuf {
    fn arg(&self) -> Arg {
        said(self.display())
    }
}

/// What the system said, or what one of ours is that went through it.
impl Tell for io::Error {
    fn message(&self) -> Message {
        match self.get_ref().and_then(|ours| ours.downcast_ref::<Message>()) {
            Some(message) => message.clone(),
            None => message!("as-it-is", name = said(self)),
        }
    }
}

macro_rules! counts {
    ($($number:ty),*) => {
        $(impl IntoArg for $number {
            fn arg(&self) -> Arg {
                Arg::Count((*self).try_into().unwrap_or(u64::MAX))
            }
        })*
    };
}
counts!(usize, u64, u32, u16, u8);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_words_only_when_it_is_shown() {
        let why = message!("span-outside", chars = 1_200_usize);
        let message = message!(
            "edit-passage",
            transcript = "P01",
            start = place(1_000_usize),
            end = place(1_001_u16),
            why
        );
        assert_eq!(
            message.to_string(),
            "in “P01” at 1000 to 1001: the position lies outside the text, which has 1,200 characters"
        );
        assert_eq!(serde_json::to_string(&message!("span-empty")).unwrap(), "\"the passage is empty\"");
        assert_eq!((Message::default().to_string(), Message::default().is_empty()), (String::new(), true));
    }

    #[test]
    fn lists_and_paths_are_put_in() {
        let args = [list(["a", "b"]), either([message!("span-empty"), message!("span-empty")])];
        let words = args.map(|arg| message!("in-quotes", name = arg).to_string());
        assert_eq!(words, ["“a, b”", "“the passage is empty or the passage is empty”"]);
        assert_eq!(message!("in-quotes", name = Path::new("a b/c")).to_string(), "“a b/c”");
    }
}
