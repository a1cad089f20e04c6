//! What a new memo is to be about, by a few letters: the study, a code, a transcript or a case. Never writes it.

use egui::{Area, Id, Modal, Theme, Ui};

use super::View;
use crate::lang::text;
use crate::model::{MemoTarget, Project};
use crate::ui::context::{Panel, Scene, quote, subject::Kind};
use crate::ui::kit::{
    finder::{Choice, Row},
    fuzzy, look,
};

/// Most rows that are listed.
const MOST: usize = 60;

/// Draws the field and what it finds, if somebody looks.
pub(super) fn show(ui: &Ui, scene: &Scene<'_>, view: &mut View) {
    let Some(finder) = &mut view.finder else { return };
    let theme = look::of(ui.visuals()).theme;
    let (rows, targets): (Vec<Row>, Vec<MemoTarget>) =
        found(scene.project, &finder.query, theme).into_iter().unzip();
    let id = Id::unique("memo_about");
    let area: Area = Modal::default_area(id).anchor(egui::Align2::CENTER_TOP, [0.0, 72.0]);
    let modal = Modal::new(id)
        .backdrop_color(crate::ui::kit::sheet::BACKDROP)
        .area(area)
        .frame(egui::Frame::popup(ui.style()).inner_margin(0))
        .show(ui.ctx(), |ui| {
            ui.set_width(480.0);
            finder.show(ui, &text("memos-about"), &text("memos-about-hint"), &rows)
        });
    if let Some(Choice { row, .. }) = modal.inner
        && let Some(on) = targets.into_iter().nth(row)
    {
        view.finder = None;
        view.write(on, Panel::MEMOS);
    } else if modal.should_close() {
        view.finder = None;
    }
}

fn found(project: &Project, query: &str, theme: Theme) -> Vec<(Row, MemoTarget)> {
    let mut found: Vec<(i32, Row, MemoTarget)> = Vec::new();
    let mut offer = |label: String, kind: Kind, swatch, on| {
        let Some(score) = fuzzy::score(query, &label) else { return };
        found.push((score, Row { swatch, label, beside: text(kind.name()), new: false }, on));
    };
    offer(project.title().to_owned(), Kind::Project, None, MemoTarget::Project);
    for code in project.codebook().codes() {
        let swatch = Some(look::tone(code.colour.0, theme));
        offer(quote::path(project, code.id), Kind::Code, swatch, MemoTarget::Code(code.id));
    }
    for transcript in project.transcripts() {
        let title = transcript.title().to_owned();
        offer(title, Kind::Transcript, None, MemoTarget::Transcript(transcript.id()));
    }
    for case in project.cases() {
        offer(case.name.clone(), Kind::Case, None, MemoTarget::Case(case.id));
    }
    // Sorting keeps the order of what fits equally well.
    if !query.trim().is_empty() {
        found.sort_by_key(|(score, ..)| -score);
    }
    found.truncate(MOST);
    found.into_iter().map(|(_, row, on)| (row, on)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::demo;

    #[test]
    fn the_study_codes_transcripts_and_cases_can_be_written_about() {
        let project = demo::project();
        let of = |query: &str| found(&project, query, Theme::Light);
        assert_eq!(of("").len(), 1 + 8 + 4 + 4);
        assert_eq!(of("")[0].1, MemoTarget::Project);
        assert_eq!(of("listens")[0].1, MemoTarget::Code(demo::code(2)));
        let both: Vec<MemoTarget> = of("P02").into_iter().map(|(_, on)| on).collect();
        assert_eq!(both, [MemoTarget::Transcript(demo::transcript(2)), MemoTarget::Case(demo::case(2))]);
    }
}
