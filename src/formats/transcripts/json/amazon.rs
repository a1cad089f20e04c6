//! Amazon Transcribe: segments of the recording, else words and marks with what is said elsewhere in the file of who speaks.

use super::form::{Form, SECONDS, Shape, Top};
use super::reading::{Moment, Reading};
use super::value::Json;

/// `results` with `items`, `speaker_labels` and, in newer files, `audio_segments`
/// (<https://docs.aws.amazon.com/transcribe/latest/dg/how-input.html>, `diarization-output-batch.html`,
/// `channel-id.html`). Times are seconds, written as words.
pub(super) const FORMS: &[Form] = &[
    Form {
        name: "Amazon Transcribe",
        has: &["results.audio_segments.0.transcript"],
        shape: Shape::Own(segments),
    },
    Form { name: "Amazon Transcribe", has: &["results.items.0.alternatives"], shape: Shape::Own(items) },
];

fn segments(top: &Top<'_>, reading: &mut Reading<'_>) {
    let Some(segments) = top.at("results.audio_segments") else { return };
    segments.each(|segment| {
        let [speaker, channel, start, text] =
            segment.fields(["speaker_label", "channel_label", "start_time", "transcript"]);
        let text = text.and_then(Json::words).unwrap_or_default();
        reading.turn(speaker.or(channel), Moment::of(start, SECONDS), &text);
    });
    if let Some(items) = top.at("results.items") {
        let mut placed = reading.placing_all();
        items.each(|item| {
            let [start, alternatives] = item.fields(["start_time", "alternatives"]);
            placed.word(&said(alternatives), Moment::of(start, SECONDS).ms());
        });
    }
}

fn items(top: &Top<'_>, reading: &mut Reading<'_>) {
    // In older files words do not say who speaks them; the segment does in which they begin.
    let mut spoken: Vec<(u32, Json<'_>)> = Vec::new();
    if let Some(segments) = top.at("results.speaker_labels.segments") {
        segments.each(|segment| {
            let [speaker, start] = segment.fields(["speaker_label", "start_time"]);
            spoken.extend(Moment::of(start, SECONDS).ms().zip(speaker));
        });
    }
    spoken.sort_by_key(|(start, _)| *start);
    let at = |ms: u32| {
        let next = spoken.partition_point(|(start, _)| *start <= ms);
        next.checked_sub(1).map(|at| spoken[at].1)
    };
    let Some(items) = top.at("results.items") else { return };
    let mut last = None;
    items.each(|item| {
        let [speaker, channel, start, alternatives, kind] =
            item.fields(["speaker_label", "channel_label", "start_time", "alternatives", "type"]);
        let start = Moment::of(start, SECONDS);
        // A mark has no time and stands at the word before it.
        let is_mark = kind.and_then(Json::words).as_deref() == Some("punctuation");
        let speaker = if is_mark { last } else { speaker.or(channel).or_else(|| at(start.ms()?)) };
        last = speaker;
        reading.word(speaker, start, &said(alternatives), !is_mark);
    });
    reading.end_turn();
}

/// The best of what may have been said.
fn said(alternatives: Option<Json<'_>>) -> String {
    alternatives.and_then(|all| all.at("0.content")).and_then(Json::words).unwrap_or_default()
}
