//! Deepgram: utterances, else paragraphs, else the words of each channel.

use super::form::{Form, SECONDS, Shape, Top, Turns, Words};
use super::reading::{Moment, Reading};
use super::value::Json;

const WORDS: Words = Words {
    list: "words",
    speaker: "speaker",
    start: "start",
    text: ["punctuated_word", "word"],
    unit: SECONDS,
};

/// <https://developers.deepgram.com/docs/utterances>, `docs/paragraphs`, `docs/diarization`.
pub(super) const FORMS: &[Form] = &[
    Form {
        name: "Deepgram",
        has: &["results.utterances.0.transcript"],
        shape: Shape::Turns(Turns {
            list: "results.utterances",
            speaker: "speaker",
            start: "start",
            text: "transcript",
            words: WORDS,
        }),
    },
    Form { name: "Deepgram", has: &["results.channels.0.alternatives"], shape: Shape::Own(channels) },
];

fn channels(top: &Top<'_>, reading: &mut Reading<'_>) {
    let Some(channels) = top.at("results.channels") else { return };
    let mut bests = Vec::new();
    channels.each(|channel| bests.extend(channel.at("alternatives.0")));
    if let [best] = bests.as_slice() {
        one(*best, reading);
        return;
    }
    // Several are brought together word by word, in the order of time.
    let mut spoken: Vec<(u32, usize, String)> = Vec::new();
    for (channel, best) in bests.into_iter().enumerate() {
        let [words, transcript] = best.fields(["words", "transcript"]);
        let before = spoken.len();
        if let Some(words) = words {
            words.each(|word| {
                let start = Moment::of(word.fields([WORDS.start])[0], WORDS.unit);
                let last = spoken.last().map_or(0, |(ms, ..)| *ms);
                spoken.push((start.ms().unwrap_or(last), channel + 1, WORDS.said(word)));
            });
        }
        if spoken.len() == before {
            spoken.push((0, channel + 1, transcript.and_then(Json::words).unwrap_or_default()));
        }
    }
    spoken.sort_by_key(|(start, ..)| *start);
    for (start, channel, word) in spoken {
        reading.word_of(format!("Channel {channel}"), Moment::At(start), &word, true);
    }
    reading.end_turn();
}

/// The best of what may have been said in one channel.
fn one(best: Json<'_>, reading: &mut Reading<'_>) {
    let [paragraphs, words, transcript] = best.fields(["paragraphs", "words", "transcript"]);
    if let Some(paragraphs) = paragraphs.and_then(|paragraphs| paragraphs.at("paragraphs")) {
        paragraphs.each(|paragraph| {
            let [speaker, start, sentences] = paragraph.fields(["speaker", "start", "sentences"]);
            let mut text = String::new();
            if let Some(sentences) = sentences {
                sentences.each(|sentence| {
                    text.push(' ');
                    text.push_str(&sentence.fields(["text"])[0].and_then(Json::words).unwrap_or_default());
                });
            }
            reading.turn(speaker, Moment::of(start, SECONDS), &text);
        });
        if let Some(words) = words {
            WORDS.place(words, reading);
        }
    } else if let Some(words) = words.filter(|words| !words.is_empty_list()) {
        WORDS.read_list(words, reading);
    } else {
        reading.turn(None, Moment::Unknown, &transcript.and_then(Json::words).unwrap_or_default());
    }
}
