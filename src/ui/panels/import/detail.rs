//! The chosen file: what it is written in, what makes a turn, who speaks, how it reads, what does not come along. Draws what
//! the preview knows, and changes nothing itself.

use egui::{ComboBox, RichText, Ui};

use super::show::Correction;
use super::{Holds, Preview, columns, layouts, lines, passages, people, table};
use crate::formats::encoding::ENCODINGS;
use crate::formats::{Choice, TranscriptDraft, TranscriptOptions};
use crate::lang::{tell, text, with};
use crate::text::TurnMode;
use crate::ui::context::lost;
use crate::ui::kit::{
    look::{self, size},
    parts,
};

/// Draws the chosen file; gives what a person wants otherwise.
pub(super) fn show(ui: &mut Ui, preview: &mut Preview) -> Option<Correction> {
    let Preview { files, chosen, tying, reading, typing, .. } = preview;
    let waiting = files.iter().enumerate().filter(|(at, file)| at != chosen && file.wants_a_look()).count();
    let file = files.get(*chosen)?;
    if let Some(warning) = &file.misnamed {
        let words = format!("{}: {}", file.name, tell(&warning.message));
        caution(ui, &words);
        ui.add_space(size::STEP * 2.0);
    }
    match &file.holds {
        Holds::Table { import: Ok(import), .. } => {
            table::show(ui, import);
            passages::show(ui, file)
        }
        Holds::Table { import: Err(why), .. } | Holds::Nothing(why) => {
            caution(ui, why);
            columns::show(ui, file).or(passages::show(ui, file))
        }
        Holds::Transcript { format, options, drafts } => {
            let (draft, seen) = (drafts.first()?, file.seen()?);
            let mut wanted = None;
            ui.horizontal_wrapped(|ui| {
                if format.takes(Choice::Encoding) && !file.is_typed() {
                    wanted = encoding(ui, draft);
                    ui.add_space(size::STEP * 3.0);
                }
                wanted = wanted.take().or(mode(ui, options));
            });
            wanted = wanted.or(columns::show(ui, file));
            ui.add_space(size::STEP);
            let unlabelled = options.rules.unlabelled.as_deref();
            wanted = wanted.or(layouts::show(ui, draft, &seen.fits, unlabelled, typing));
            let turned = matches!(options.rules.mode, TurnMode::Speakers | TurnMode::Joined);
            if turned {
                wanted = wanted.or(people::show(ui, options, draft, seen, typing, (*chosen, tying)));
            }
            let (label, next) = lines::show(ui, draft, seen, reading, waiting);
            wanted = wanted.or(label);
            left_out(ui, draft);
            wanted = wanted.or(passages::show(ui, file));
            if next {
                preview.next_doubt();
            }
            wanted
        }
    }
}

pub(super) fn caution(ui: &mut Ui, words: &str) {
    let words = RichText::new(words).color(look::of(ui.visuals()).caution);
    parts::caution(ui, |ui| ui.add(egui::Label::new(words).wrap()));
}

/// What it is written in; a choice where that was guessed.
fn encoding(ui: &mut Ui, draft: &TranscriptDraft) -> Option<Correction> {
    let t = look::of(ui.visuals());
    let mut chosen = None;
    let label = ui.label(text("import-encoding"));
    if draft.decoding.certain {
        ui.label(RichText::new(draft.decoding.encoding).color(t.muted));
        return None;
    }
    let names = ComboBox::from_id_salt("encoding").selected_text(draft.decoding.encoding).show_ui(ui, |ui| {
        for &name in ENCODINGS {
            if ui.selectable_label(name == draft.decoding.encoding, name).clicked() {
                chosen = Some(Correction::Encoding(name.to_owned()));
            }
        }
    });
    names.response.labelled_by(label.id);
    let words = if draft.decoding.replaced > 0 {
        with("import-replaced", &[("n", draft.decoding.replaced.into())])
    } else {
        text("import-guessed")
    };
    ui.label(RichText::new(words).color(t.caution).font(look::secondary()));
    chosen
}

fn mode(ui: &mut Ui, options: &TranscriptOptions) -> Option<Correction> {
    let modes = [
        (TurnMode::Speakers, "turns-speakers"),
        (TurnMode::Joined, "turns-joined"),
        (TurnMode::Paragraphs, "turns-paragraphs"),
        (TurnMode::None, "turns-none"),
    ];
    let now = modes.iter().find(|(mode, _)| *mode == options.rules.mode).map_or("turns-none", |(_, key)| key);
    let mut chosen = None;
    let label = ui.label(text("import-turns"));
    let list = ComboBox::from_id_salt("turns").width(220.0).selected_text(text(now)).show_ui(ui, |ui| {
        for (mode, key) in modes {
            if ui.selectable_label(options.rules.mode == mode, text(key)).clicked() {
                chosen = Some(Correction::Mode(mode));
            }
        }
    });
    list.response.labelled_by(label.id);
    chosen
}

/// What of the file does not come along, and what was put right.
fn left_out(ui: &mut Ui, draft: &TranscriptDraft) {
    if draft.lost.is_empty() && draft.warnings.is_empty() {
        return;
    }
    ui.add_space(size::STEP * 2.0);
    parts::section(ui, &text("import-leaves"), "");
    for warning in &draft.warnings {
        caution(ui, &tell(&warning.message));
    }
    for lost in &draft.lost {
        parts::muted(ui, &lost::told(lost));
    }
}
