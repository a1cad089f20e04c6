//! Rev.ai and Temi: monologues of words, marks and the spaces between them.

use super::form::{Form, SECONDS, Shape, Top};
use super::reading::{Moment, Reading};
use super::value::Json;

/// `monologues` with `elements` (<https://docs.rev.ai/api/asynchronous/>, `ElementAlignment` in revdotcom/revai-python-sdk); what
/// speakers are called may be listed in `speakers`.
pub(super) const FORMS: &[Form] =
    &[Form { name: "Rev.ai", has: &["monologues.0.elements"], shape: Shape::Own(read) }];

fn read(top: &Top<'_>, reading: &mut Reading<'_>) {
    if let Some(speakers) = top.at("speakers") {
        speakers.each(|speaker| {
            let [id, name] = speaker.fields(["id", "name"]);
            if let (Some(id), Some(name)) = (id.and_then(Json::words), name.and_then(Json::words)) {
                reading.name(id, name);
            }
        });
    }
    let Some(monologues) = top.at("monologues") else { return };
    monologues.each(|monologue| {
        let [speaker, elements] = monologue.fields(["speaker", "elements"]);
        let Some(elements) = elements else { return };
        elements.each(|element| {
            let [value, start] = element.fields(["value", "ts"]);
            let value = value.and_then(Json::words).unwrap_or_default();
            reading.word(speaker, Moment::of(start, SECONDS), &value, false);
        });
        reading.end_turn();
    });
}
