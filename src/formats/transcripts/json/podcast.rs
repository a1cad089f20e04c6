//! Transcripts of podcasts: segments of any length, also a word each.

use super::form::{Form, SECONDS, Shape, Top};
use super::reading::{Moment, Reading};
use super::value::Json;

/// "JSON" in <https://github.com/Podcastindex-org/podcast-namespace/blob/main/transcripts/transcripts.md>.
pub(super) const FORMS: &[Form] =
    &[Form { name: "podcast namespace", has: &["segments.0.body"], shape: Shape::Own(read) }];

fn read(top: &Top<'_>, reading: &mut Reading<'_>) {
    let Some(segments) = top.at("segments") else { return };
    segments.each(|segment| {
        let [speaker, start, body] = segment.fields(["speaker", "startTime", "body"]);
        let body = body.and_then(Json::words).unwrap_or_default();
        reading.piece(speaker, Moment::of(start, SECONDS), &body);
    });
    reading.end_turn();
}
