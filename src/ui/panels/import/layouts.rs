//! Which layout says who speaks: those that fit, the one that is taken first. Draws what the preview knows, and changes
//! nothing itself.

use egui::{RichText, Ui};

use super::show::Correction;
use crate::formats::TranscriptDraft;
use crate::lang::{tell, text, with};
use crate::text::{Fit, Layout};
use crate::ui::kit::{
    look::{self, size},
    parts,
};

/// Draws the choice for a file; `unlabelled` is who says what no label is given to.
pub(super) fn show(
    ui: &mut Ui,
    draft: &TranscriptDraft,
    fits: &[Fit],
    unlabelled: Option<&str>,
) -> Option<Correction> {
    let mut chosen = None;
    if fits.len() > 1 {
        parts::section(ui, &text("import-read-as"), "");
        for fit in fits {
            let taken = draft.recognition.layout == Some(fit.layout);
            let row = format!("{}  {}", name(fit.layout), told(fit));
            if ui.radio(taken, row).on_hover_text(fit.layout.example).clicked() && !taken {
                chosen = Some(Correction::Layout(fit.layout));
            }
        }
    }
    for doubt in draft.doubts() {
        ui.add_space(size::STEP);
        let words = RichText::new(tell(&doubt.message)).color(look::of(ui.visuals()).caution);
        parts::caution(ui, |ui| ui.add(egui::Label::new(words).wrap()));
    }
    let bare = draft.recognition.speakers.len() == 1 || unlabelled.is_some();
    if bare {
        ui.horizontal(|ui| {
            let label = ui.label(text("import-unlabelled"));
            let mut name = unlabelled.unwrap_or_default().to_owned();
            let field = ui.add(egui::TextEdit::singleline(&mut name).min_size(egui::vec2(160.0, 0.0)));
            if field.labelled_by(label.id).on_hover_text(text("import-unlabelled-tip")).changed() {
                chosen = Some(Correction::Unlabelled(name));
            }
        });
    }
    chosen
}

/// What a layout is called.
pub(super) fn name(layout: &Layout) -> String {
    text(match layout.id {
        "colon" => "layout-colon",
        "name-above" => "layout-name-above",
        "table" => "layout-table",
        "name-time" => "layout-name-time",
        "tab" => "layout-tab",
        "bracket" => "layout-bracket",
        "dash" => "layout-dash",
        "letter" => "layout-letter",
        "bold-name" => "layout-bold-name",
        "bold-questions" => "layout-bold-questions",
        _ => "layout-paragraphs",
    })
}

/// What speaks for it.
fn told(fit: &Fit) -> String {
    let turns = with("count-turns", &[("n", fit.turns.into())]);
    if fit.speakers == 0 {
        return turns;
    }
    let speakers =
        with("import-fit-speakers", &[("n", fit.speakers.into()), ("recurring", fit.recurring.into())]);
    let times = match (fit.timed, fit.times_grow) {
        (0, _) => String::new(),
        (n, true) => format!(", {}", with("import-fit-times", &[("n", n.into())])),
        (n, false) => format!(", {}", with("import-fit-times-mixed", &[("n", n.into())])),
    };
    format!("{turns}, {speakers}{times}")
}
