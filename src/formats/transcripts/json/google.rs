//! Google's Speech-to-Text: results, each with the best of what may have been said.

use super::form::{Form, SECONDS, Shape, Top, Words};
use super::reading::{Moment, Reading};
use super::value::Json;

/// Words of version 1; those of version 2 have other names.
const WORDS: Words =
    Words { list: "", speaker: "speakerTag", start: "startTime", text: ["word", ""], unit: SECONDS };
const WORDS_2: Words = Words { speaker: "speakerLabel", start: "startOffset", ..WORDS };

/// `results` with `alternatives`, alone or as the `response` of an operation
/// (<https://cloud.google.com/speech-to-text/docs/reference/rest/v1/speech/recognize>, `v2/BatchRecognizeResults`).
pub(super) const FORMS: &[Form] = &[
    Form {
        name: "Google Speech-to-Text",
        has: &["results.0.alternatives"],
        shape: Shape::Own(|top, reading| read(top.at("results"), reading)),
    },
    Form {
        name: "Google Speech-to-Text",
        has: &["response.results.0.alternatives"],
        shape: Shape::Own(|top: &Top<'_>, reading| read(top.at("response.results"), reading)),
    },
];

fn read(results: Option<Json<'_>>, reading: &mut Reading<'_>) {
    let Some(results) = results else { return };
    let mut last = None;
    results.each(|result| last = Some(result));
    // In version 1 the last result says all words again, each with its speaker.
    let spoken = last.and_then(|last: Json<'_>| last.at("alternatives.0.words"));
    if let Some(words) = spoken.filter(|words| words.at("0.speakerTag").is_some()) {
        WORDS.read_list(words, reading);
        return;
    }
    results.each(|result| {
        let Some(best) = result.at("alternatives.0") else { return };
        let [text, words] = best.fields(["transcript", "words"]);
        if let Some(words) = words.filter(|words| words.at("0.speakerLabel").is_some()) {
            WORDS_2.read_list(words, reading);
            return;
        }
        let first =
            words.and_then(|words| words.at("0")).map(|word| word.fields([WORDS.start, WORDS_2.start]));
        let start = first.and_then(|[one, two]| one.or(two));
        let spoken =
            reading.turn(None, Moment::of(start, SECONDS), &text.and_then(Json::words).unwrap_or_default());
        let mut placed = reading.placing(spoken);
        if let Some(words) = words {
            words.each(|word| {
                let [said, one, two] = word.fields(["word", WORDS.start, WORDS_2.start]);
                let ms = Moment::of(one.or(two), SECONDS).ms();
                placed.word(&said.and_then(Json::words).unwrap_or_default(), ms);
            });
        }
    });
}
