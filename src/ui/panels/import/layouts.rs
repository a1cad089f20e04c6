//! Which layout says who speaks: those that fit, the one that is taken first. Draws what the preview knows, and changes
//! nothing itself.

use egui::Ui;

use super::detail::caution;
use super::show::Correction;
use super::typing::{Field, Typing};
use crate::formats::TranscriptDraft;
use crate::lang::{tell, text, with};
use crate::text::{Fit, Layout};
use crate::ui::kit::{look::size, parts};

/// Draws the choice for a file; `unlabelled` is who says what no label is given to.
pub(super) fn show(
    ui: &mut Ui,
    draft: &TranscriptDraft,
    fits: &[Fit],
    unlabelled: Option<&str>,
    typing: &mut Typing,
) -> Option<Correction> {
    let mut chosen = None;
    if fits.len() > 1 {
        parts::section(ui, &text("import-read-as"), &text("import-next-layout"));
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
        caution(ui, &tell(&doubt.message));
    }
    let bare = draft.recognition.speakers.len() == 1 || unlabelled.is_some();
    if bare {
        ui.horizontal(|ui| {
            let label = ui.label(text("import-unlabelled"));
            let now = unlabelled.unwrap_or_default();
            let (field, named) = typing.show(ui, &Field::Unlabelled, now, 160.0);
            field.labelled_by(label.id).on_hover_text(text("import-unlabelled-tip"));
            chosen = chosen.take().or(named);
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
