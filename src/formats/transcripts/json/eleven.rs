//! ElevenLabs: words, the spaces between them, and what else is heard.

use super::form::{Form, SECONDS, Shape, Top};
use super::reading::{Moment, Reading};
use super::value::Json;

/// `words` with their `type` (<https://elevenlabs.io/docs/api-reference/speech-to-text/convert>).
pub(super) const FORMS: &[Form] = &[Form {
    name: "ElevenLabs",
    has: &["words.0.type", "words.0.text", "language_code"],
    shape: Shape::Own(read),
}];

fn read(top: &Top<'_>, reading: &mut Reading<'_>) {
    let Some(words) = top.at("words") else { return };
    words.each(|word| {
        let [speaker, start, text] = word.fields(["speaker_id", "start", "text"]);
        let text = text.and_then(Json::words).unwrap_or_default();
        reading.word(speaker, Moment::of(start, SECONDS), &text, false);
    });
    reading.end_turn();
}
