//! Whisper and what is built on it: segments, each with its words where these were asked for.

use super::form::{Form, MILLISECONDS, SECONDS, Shape, Top, Turns, Words};
use super::reading::{Moment, Reading};
use super::value::Json;

const WORDS: Words =
    Words { list: "words", speaker: "speaker", start: "start", text: ["word", "text"], unit: SECONDS };

const SEGMENTS: Turns =
    Turns { list: "segments", speaker: "speaker", start: "start", text: "text", words: WORDS };

/// - whisper.cpp: `output_json` in `examples/cli/cli.cpp` of ggml-org/whisper.cpp; offsets are milliseconds.
/// - transformers: `return_timestamps` of its pipeline for speech
///   (<https://huggingface.co/docs/transformers/main_classes/pipelines>); insanely-fast-whisper adds `speakers`.
/// - whisper: `WriteJSON` in `whisper/utils.py` of openai/whisper; whisper-timestamped calls words `text`.
/// - WhisperX: `whisperx/schema.py` of m-bain/whisperX, with the speakers of `assign_word_speakers`.
/// - OpenAI's service: `verbose_json`, where words stand beside the segments, and `diarized_json`
///   (<https://platform.openai.com/docs/api-reference/audio>).
pub(super) const FORMS: &[Form] = &[
    Form {
        name: "whisper.cpp",
        has: &["transcription.0.offsets"],
        shape: Shape::Turns(Turns {
            list: "transcription",
            speaker: "speaker",
            start: "offsets.from",
            text: "text",
            words: Words {
                list: "tokens",
                speaker: "",
                start: "offsets.from",
                text: ["text", ""],
                unit: MILLISECONDS,
            },
        }),
    },
    Form { name: "transformers", has: &["speakers.0.timestamp"], shape: Shape::Own(speakers) },
    Form { name: "transformers", has: &["chunks.0.timestamp"], shape: Shape::Own(chunks) },
    Form { name: "WhisperX", has: &["segments.0.text", "word_segments"], shape: Shape::Turns(SEGMENTS) },
    Form { name: "whisper", has: &["segments.0.text", "segments.0.start"], shape: Shape::Own(segments) },
    Form {
        name: "whisper",
        has: &["-.0.text", "-.0.start"],
        shape: Shape::Turns(Turns { list: "-", ..SEGMENTS }),
    },
    Form { name: "whisper", has: &["text", "words.0.word", "words.0.start"], shape: Shape::Own(words) },
];

/// Segments with their words, which may also stand beside them.
fn segments(top: &Top<'_>, reading: &mut Reading<'_>) {
    SEGMENTS.read(top, reading);
    if let Some(words) = top.at("words") {
        WORDS.place(words, reading);
    }
}

/// One text, its words beside it.
fn words(top: &Top<'_>, reading: &mut Reading<'_>) {
    let [text, words] = ["text", "words"].map(|path| top.at(path));
    reading.turn(None, Moment::Unknown, &text.and_then(Json::words).unwrap_or_default());
    if let Some(words) = words {
        WORDS.place(words, reading);
    }
}

fn speakers(top: &Top<'_>, reading: &mut Reading<'_>) {
    pieces(top.at("speakers"), reading);
}

fn chunks(top: &Top<'_>, reading: &mut Reading<'_>) {
    pieces(top.at("chunks"), reading);
}

/// Pieces of any length, single words too.
fn pieces(list: Option<Json<'_>>, reading: &mut Reading<'_>) {
    let Some(list) = list else { return };
    list.each(|piece| {
        let [speaker, timestamp, text] = piece.fields(["speaker", "timestamp", "text"]);
        let start = Moment::of(timestamp.and_then(|pair| pair.at("0")), SECONDS);
        reading.piece(speaker, start, &text.and_then(Json::words).unwrap_or_default());
    });
    reading.end_turn();
}
