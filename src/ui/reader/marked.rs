//! The codings of a transcript as marks of the widget, and what is said of them under the pointer. Only ever one
//! coder's own, unless someone compares.

use std::collections::HashMap;

use egui::{RichText, Theme};

use super::shown::CodeFilter;
use crate::lang::{moment, with};
use crate::model::{CoderId, Coding, CodingId, Project, Timestamp, Transcript, TranscriptId};
use crate::text::shortened;
use crate::ui::kit::{look, parts};
use crate::ui::reader::document;
use crate::ui::transcript::{Document, Mark, Marks, TranscriptResponse, Under};

/// What marks depend on.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui) struct MarkedKey {
    pub(in crate::ui) revision: u64,
    pub(in crate::ui) transcript: TranscriptId,
    pub(in crate::ui) coder: Option<CoderId>,
    /// Whose codings are shown side by side; only the coder's own where there are none.
    pub(in crate::ui) compared: Vec<CoderId>,
    pub(in crate::ui) shown: CodeFilter,
    /// Whether the coder's name stands beside each stripe.
    pub(in crate::ui) names: bool,
    pub(in crate::ui) theme: Theme,
}

/// Marks with the codings they stand for.
pub(in crate::ui) struct Marked {
    pub(in crate::ui) marks: Marks,
    transcript: TranscriptId,
    codings: HashMap<u64, (CodingId, CoderId)>,
}

impl Marked {
    /// The marks of what shows.
    pub(in crate::ui) fn of(
        project: &Project,
        transcript: &Transcript,
        document: &Document,
        of: &MarkedKey,
    ) -> Self {
        let comparing = !of.compared.is_empty();
        let coders: Vec<CoderId> =
            if comparing { of.compared.clone() } else { of.coder.into_iter().collect() };
        let (mut marks, mut codings) = (Vec::new(), HashMap::new());
        for coder in coders.into_iter().filter(|&c| of.shown.shows_coder(c) || !comparing) {
            let name = project.coder_name(coder);
            for (key, coding) in document::codings(project, transcript.id(), Some(coder)) {
                let Some(code) = project.codebook().get(coding.code) else { continue };
                if !of.shown.shows(project, coding.code) {
                    continue;
                }
                let label = match (comparing, of.names) {
                    (true, _) => format!("{name} · {}", code.name),
                    (false, true) => format!("{} · {name}", code.name),
                    (false, false) => code.name.clone(),
                };
                let colour = look::tone(code.colour.0, of.theme);
                marks.push(Mark { key, span: coding.span, colour, label: label.as_str().into() });
                codings.insert(key, (coding.id, coder));
            }
        }
        Self { marks: Marks::new(document, marks), transcript: transcript.id(), codings }
    }

    /// The coding that a mark stands for.
    pub(in crate::ui) fn coding(&self, key: u64) -> Option<CodingId> {
        self.codings.get(&key).map(|(id, _)| *id)
    }

    /// The coding that a mark stands for, if it is this coder's.
    pub(in crate::ui) fn own(&self, key: u64, coder: Option<CoderId>) -> Option<CodingId> {
        self.codings.get(&key).filter(|(_, by)| Some(*by) == coder).map(|(id, _)| *id)
    }

    /// Says what lies under the pointer: path and definition, who and when, and the memo.
    pub(in crate::ui) fn hover(&self, project: &Project, answer: &TranscriptResponse, now: Timestamp) {
        let Some(Under { marks, .. }) = &answer.under else { return };
        let found = marks.iter().filter_map(|key| self.codings.get(key));
        let found: Vec<(&Coding, CoderId)> = found
            .filter_map(|(id, by)| Some((project.layer(self.transcript, *by)?.coding(*id)?, *by)))
            .collect();
        if found.is_empty() {
            return;
        }
        let on_text = answer.text.contains_pointer();
        let response = if on_text { &answer.text } else { &answer.margin };
        response.clone().on_hover_ui_at_pointer(|ui| {
            ui.set_max_width(360.0);
            for (coding, by) in found {
                tip(ui, project, coding, by, now);
            }
        });
    }
}

fn tip(ui: &mut egui::Ui, project: &Project, coding: &Coding, by: CoderId, now: Timestamp) {
    let t = look::of(ui.visuals());
    let code = project.codebook().get(coding.code);
    ui.horizontal(|ui| {
        if let Some(code) = code {
            parts::swatch(ui, look::tone(code.colour.0, t.theme));
        }
        let path = project.codebook().shown_path(coding.code);
        ui.label(RichText::new(path).font(look::strong(13.0)));
    });
    if let Some(code) = code.filter(|c| !c.definition.is_empty()) {
        parts::muted(ui, &shortened(&code.definition, 160));
    }
    let coder = project.coder_name(by).to_owned();
    let when = moment::written(coding.created, now);
    parts::muted(ui, &with("hover-made", &[("coder", coder.into()), ("when", when.into())]));
    if !coding.memo.is_empty() {
        ui.label(
            RichText::new(with("memo-is", &[("memo", coding.memo.as_str().into())])).font(look::secondary()),
        );
    }
}
