//! Every string that a person reads, from one fluent catalogue, and every number that goes into one.
//!
//! The lowest floor: all others say what they have to say as a [`Message`], and only the command line and the window
//! ask for its words. Never decides what to say, only how.

mod message;
pub mod moment;
pub mod number;

use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

pub(crate) use message::message;
pub use message::{Arg, Between, IntoArg, Message, Tell, day, either, list, place, said, which};

/// What the window and the command line say, what goes wrong, and what is told of files of other programs.
const ENGLISH: [&str; 3] = [
    include_str!("../../assets/lang/en.ftl"),
    include_str!("../../assets/lang/messages.en.ftl"),
    include_str!("../../assets/lang/formats.en.ftl"),
];

static CATALOGUE: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| {
    let language: LanguageIdentifier = "en-GB".parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // Marks against mixed directions would show as boxes where a font lacks them.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(formatted));
    for part in ENGLISH {
        // A test holds the catalogue free of errors; what could be read of a wrong one is better than nothing.
        let part = match FluentResource::try_new(part.to_owned()) {
            Ok(part) | Err((part, _)) => part,
        };
        bundle.add_resource_overriding(part);
    }
    bundle
});

/// What stands for a placeholder: words, or a number that also chooses between singular and plural.
pub type Value<'a> = FluentValue<'a>;

/// Whether words are read in the window, where commands have other names than on the command line.
static WINDOW: AtomicBool = AtomicBool::new(false);

/// From here on words are read in the window: advice names its menus. What is kept in files and JSON stays as it is.
pub fn read_in_window() {
    WINDOW.store(true, Ordering::Relaxed);
}

/// The string of a key; the key itself where the catalogue has none.
pub fn text(key: &str) -> String {
    with(key, &[])
}

/// The string of a key with its placeholders filled.
///
/// ```
/// assert_eq!(concord::lang::with("count-codings", &[("n", 1.into())]), "1 coding");
/// assert_eq!(concord::lang::with("count-codings", &[("n", 1200.into())]), "1,200 codings");
/// ```
pub fn with(key: &str, values: &[(&str, Value<'_>)]) -> String {
    worded(key, values, if WINDOW.load(Ordering::Relaxed) { "window" } else { "line" })
}

fn worded(key: &str, values: &[(&str, Value<'_>)], surface: &str) -> String {
    let Some(pattern) = CATALOGUE.get_message(key).and_then(|message| message.value()) else {
        return key.to_owned();
    };
    let surface = std::iter::once(("surface", Value::from(surface)));
    let arguments: FluentArgs<'_> =
        values.iter().map(|(name, value)| (*name, value.clone())).chain(surface).collect();
    let mut errors = Vec::new();
    CATALOGUE.format_pattern(pattern, Some(&arguments), &mut errors).into_owned()
}

/// What a message or an error says, in the language of whoever reads it.
pub fn tell(what: &impl Tell) -> String {
    what.message().words(with)
}

/// The words of `Display` and JSON, whoever reads them.
fn english(key: &str, values: &[(&str, Value<'_>)]) -> String {
    worded(key, values, "line")
}

/// Numbers inside strings are written as everywhere else.
fn formatted<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(number::amount(number.value)),
        FluentValue::String(_) | FluentValue::Custom(_) | FluentValue::None | FluentValue::Error => None,
    }
}

#[cfg(test)]
mod tests;
