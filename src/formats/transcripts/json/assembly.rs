//! AssemblyAI: what each speaker says at a stretch, or paragraphs, or one text with its words.

use super::form::{Form, MILLISECONDS, Shape, Top, Turns, Words};
use super::reading::{Moment, Reading};
use super::value::Json;

const WORDS: Words =
    Words { list: "words", speaker: "speaker", start: "start", text: ["text", ""], unit: MILLISECONDS };

const UTTERANCES: Turns =
    Turns { list: "utterances", speaker: "speaker", start: "start", text: "text", words: WORDS };

/// `utterances` and `words` of a transcript, with times in milliseconds, and the lists that its paragraphs and sentences are
/// exported as (<https://www.assemblyai.com/docs/pre-recorded-audio/transcript-export-options>).
pub(super) const FORMS: &[Form] = &[
    Form {
        name: "AssemblyAI",
        has: &["utterances.0.text", "utterances.0.start"],
        shape: Shape::Turns(UTTERANCES),
    },
    Form {
        name: "AssemblyAI",
        has: &["paragraphs.0.text", "paragraphs.0.start"],
        shape: Shape::Turns(Turns { list: "paragraphs", ..UTTERANCES }),
    },
    Form {
        name: "AssemblyAI",
        has: &["sentences.0.text", "sentences.0.start"],
        shape: Shape::Turns(Turns { list: "sentences", ..UTTERANCES }),
    },
    Form { name: "AssemblyAI", has: &["text", "words.0.text", "audio_url"], shape: Shape::Own(text) },
];

fn text(top: &Top<'_>, reading: &mut Reading<'_>) {
    let [text, words] = ["text", "words"].map(|path| top.at(path));
    let start = Moment::of(top.at("words.0.start"), MILLISECONDS);
    reading.turn(None, start, &text.and_then(Json::words).unwrap_or_default());
    if let Some(words) = words {
        WORDS.place(words, reading);
    }
}
