//! The preview as it is seen: files on the left, the chosen one's encoding, speakers and first turns on the right.

use egui::{
    Align2, Color32, ComboBox, Context, Grid, RichText, ScrollArea, Sense, Ui, WidgetInfo, accesskit::Role,
    pos2, vec2,
};

use super::{File, Holds, Preview, columns, layouts, passages, table};
use crate::formats::encoding::ENCODINGS;
use crate::formats::{Choice, ColumnsSaid, TranscriptDraft, TranscriptOptions};
use crate::lang::number::{count, percent};
use crate::lang::{tell, text, with};
use crate::text::{LabelRule, Layout, SpeakerRole, TurnMode, asking, shortened, words_said};
use crate::ui::context::{Action, lost};
use crate::ui::kit::{
    look::{self, size},
    parts, sheet,
};

/// Turns that are shown to judge the guess by.
const TURNS: usize = 8;
/// Letters of each.
const LETTERS: usize = 120;

/// A correction of the chosen file, or of all where it is about speakers.
pub(super) enum Correction {
    Encoding(String),
    Mode(TurnMode),
    Label(String, Option<LabelRule>),
    Layout(&'static Layout),
    /// Who says what no label is given to; nobody where it is empty.
    Unlabelled(String),
    Name(String, String),
    Columns(ColumnsSaid),
    /// What kind of table it is, and what its columns hold.
    Passages(passages::Chooser),
}

impl Preview {
    /// Draws it; says whether it stays open.
    pub(in crate::ui) fn show(&mut self, ctx: &Context, actions: &mut Vec<Action>) -> bool {
        let title = with("import-of", &[("n", self.files.len().into())]);
        sheet::show(ctx, "import", &title, 980.0, |ui| {
            let height = (ui.ctx().content_rect().height() - 260.0).clamp(220.0, 560.0);
            let mut correction = None;
            ui.horizontal_top(|ui| {
                ui.vertical(|ui| {
                    ui.set_width(250.0);
                    self.files(ui, height);
                });
                ui.add_space(size::STEP * 2.0);
                ui.vertical(|ui| {
                    let scroll = ScrollArea::vertical().id_salt("import_file").max_height(height);
                    scroll.auto_shrink(false).show(ui, |ui| {
                        if let Some(file) = self.files.get_mut(self.chosen) {
                            file.find_fits();
                            correction = detail(ui, file);
                        }
                    });
                });
            });
            if let Some(correction) = correction {
                self.correct(correction);
            }
            ui.add_space(size::STEP * 3.0);
            let mut stays = true;
            ui.horizontal(|ui| {
                ui.add_enabled_ui(self.wanted() > 0, |ui| {
                    let label = with("import-do", &[("n", self.wanted().into())]);
                    if parts::primary(ui, &label).clicked() {
                        actions.push(Action::ImportPreviewed);
                    }
                });
                stays &= !ui.button(text("cancel")).clicked();
                ui.checkbox(&mut self.keep, text("import-keep")).on_hover_text(text("import-keep-tip"));
                parts::muted(ui, &text("import-undoable"));
            });
            stays
        })
    }

    pub(super) fn correct(&mut self, correction: Correction) {
        let file = self.files.get_mut(self.chosen);
        match correction {
            Correction::Label(label, Some(rule)) => self.decide(|rules| rules.set(&label, rule)),
            Correction::Label(label, None) => self.decide(|rules| rules.unset(&label)),
            Correction::Name(label, name) => self.decide(|rules| rules.rename(&label, &name)),
            Correction::Layout(layout) => self.read_as(layout),
            Correction::Unlabelled(name) => {
                if let Some(file) = file {
                    let name = Some(name).filter(|name| !name.trim().is_empty());
                    file.change(|options| options.rules.unlabelled = name);
                }
            }
            Correction::Columns(columns) => {
                if let Some(file) = file {
                    file.read_columns(columns);
                }
            }
            Correction::Passages(chosen) => {
                if let Some(file) = file {
                    file.take_for_table(chosen);
                    self.read_tables();
                }
            }
            Correction::Encoding(encoding) => {
                if let Some(file) = file {
                    file.change(|options| options.encoding = Some(encoding));
                }
            }
            Correction::Mode(mode) => {
                if let Some(file) = file {
                    file.change(|options| options.rules.mode = mode);
                }
            }
        }
    }

    fn files(&mut self, ui: &mut Ui, height: f32) {
        ui.spacing_mut().item_spacing.y = 0.0;
        let chosen = &mut self.chosen;
        ScrollArea::vertical().id_salt("import_files").max_height(height).auto_shrink(false).show(ui, |ui| {
            for (at, file) in self.files.iter_mut().enumerate() {
                if file_row(ui, file, *chosen == at) {
                    *chosen = at;
                }
            }
        });
    }
}

fn file_row(ui: &mut Ui, file: &mut File, chosen: bool) -> bool {
    let t = look::of(ui.visuals());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 44.0), Sense::click());
    let (kind, colour): (String, Color32) = match &file.holds {
        Holds::Transcript { drafts, .. } => {
            let doubts: usize = drafts.iter().map(|draft| draft.recognition.doubts.len()).sum();
            let read = drafts.iter().all(|d| d.decoding.certain && d.decoding.replaced == 0);
            let sure = read && doubts == 0;
            let n = drafts.iter().map(|draft| draft.recognition.speakers.len()).max().unwrap_or(0);
            let kind = match drafts.as_slice() {
                [_] => with("import-transcript", &[("n", n.into())]),
                many => with("import-transcripts", &[("n", many.len().into())]),
            };
            let kind = match doubts {
                0 => kind,
                n => format!("{kind}, {}", with("import-doubts", &[("n", n.into())])),
            };
            (kind, if sure { t.muted } else { t.caution })
        }
        Holds::Table { format, import, .. } => {
            (text(format.name), if import.is_ok() { t.muted } else { t.caution })
        }
        Holds::Nothing(_) => (text("import-not"), t.caution),
    };
    response.widget_info(|| {
        WidgetInfo::selected(Role::ListBoxOption, true, chosen, format!("{}, {kind}", file.name))
    });
    parts::row_ground(ui, &response, chosen);
    let box_at = egui::Rect::from_center_size(pos2(rect.left() + 18.0, rect.center().y), vec2(20.0, 20.0));
    let possible = match &file.holds {
        Holds::Transcript { .. } => true,
        Holds::Table { import, .. } => import.is_ok(),
        Holds::Nothing(_) => false,
    };
    let mut inside = ui.new_child(egui::UiBuilder::new().max_rect(box_at));
    let tick = inside.add_enabled(possible, egui::Checkbox::without_text(&mut file.wanted));
    tick.widget_info(|| {
        let label = with("import-take", &[("file", file.name.as_str().into())]);
        WidgetInfo::selected(Role::CheckBox, possible, file.wanted, label)
    });
    let room = rect.width() - 48.0;
    let name = parts::elided(ui, &file.name, look::body(), t.text, room);
    ui.painter().galley(rect.min + vec2(38.0, 5.0), name, t.text);
    let kind = parts::elided(ui, &kind, look::label(), colour, room);
    let at = Align2::LEFT_BOTTOM.anchor_size(pos2(rect.left() + 38.0, rect.bottom() - 5.0), kind.size());
    ui.painter().galley(at.min, kind, colour);
    response.clicked()
}

fn detail(ui: &mut Ui, file: &File) -> Option<Correction> {
    if let Some(warning) = &file.misnamed {
        let words = format!("{}: {}", file.name, tell(&warning.message));
        let words = RichText::new(words).color(look::of(ui.visuals()).caution);
        parts::caution(ui, |ui| ui.add(egui::Label::new(words).wrap()));
        ui.add_space(size::STEP * 2.0);
    }
    match &file.holds {
        Holds::Table { import: Ok(import), .. } => {
            table::show(ui, import);
            passages::show(ui, file)
        }
        Holds::Table { import: Err(why), .. } | Holds::Nothing(why) => {
            parts::caution(ui, |ui| ui.label(RichText::new(why).color(look::of(ui.visuals()).caution)));
            columns::show(ui, file).or(passages::show(ui, file))
        }
        Holds::Transcript { format, options, drafts } => {
            let draft = drafts.first()?;
            let encoding = format.takes(Choice::Encoding).then(|| encoding(ui, draft)).flatten();
            let columns = columns::show(ui, file);
            ui.add_space(size::STEP * 2.0);
            let mode = mode(ui, options);
            let unlabelled = options.rules.unlabelled.as_deref();
            let layout = layouts::show(ui, draft, file.fits.as_deref().unwrap_or_default(), unlabelled);
            let label = speakers(ui, options, draft);
            left_out(ui, draft);
            first_turns(ui, draft);
            let passages = passages::show(ui, file);
            encoding.or(columns).or(mode).or(layout).or(label).or(passages)
        }
    }
}

fn encoding(ui: &mut Ui, draft: &TranscriptDraft) -> Option<Correction> {
    let t = look::of(ui.visuals());
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        let label = ui.label(text("import-encoding"));
        if draft.decoding.certain {
            ui.label(RichText::new(draft.decoding.encoding).color(t.muted));
            return;
        }
        let names =
            ComboBox::from_id_salt("encoding").selected_text(draft.decoding.encoding).show_ui(ui, |ui| {
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
    });
    chosen
}

fn mode(ui: &mut Ui, options: &TranscriptOptions) -> Option<Correction> {
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        ui.label(text("import-turns"));
        for (mode, key) in [
            (TurnMode::Speakers, "turns-speakers"),
            (TurnMode::Joined, "turns-joined"),
            (TurnMode::Paragraphs, "turns-paragraphs"),
            (TurnMode::None, "turns-none"),
        ] {
            if ui.selectable_label(options.rules.mode == mode, text(key)).clicked() {
                chosen = Some(Correction::Mode(mode));
            }
        }
    });
    chosen
}

fn speakers(ui: &mut Ui, options: &TranscriptOptions, draft: &TranscriptDraft) -> Option<Correction> {
    if !matches!(options.rules.mode, TurnMode::Speakers | TurnMode::Joined) {
        return None;
    }
    let found = &draft.recognition;
    let mut correction = None;
    parts::section(ui, &text("import-speakers"), &with("count-turns", &[("n", found.turns.len().into())]));
    if found.speakers.is_empty() {
        parts::muted(ui, &text("import-no-speakers"));
    }
    let asking = asking(draft.text.as_str(), &found.turns, found.speakers.len());
    let said = words_said(draft.text.as_str(), &found.turns, found.speakers.len());
    let words: usize = said.iter().sum();
    Grid::new("speakers").num_columns(6).spacing(vec2(20.0, 6.0)).show(ui, |ui| {
        for key in [
            "import-in-file",
            "import-name-here",
            "import-its-turns",
            "import-its-words",
            "import-asks",
            "import-role",
        ] {
            parts::muted(ui, &text(key));
        }
        ui.end_row();
        for (speaker, (of, said)) in found.speakers.iter().zip(asking.iter().zip(&said)) {
            ui.label(RichText::new(&speaker.label).font(look::strong(13.0)));
            let mut name = speaker.name.clone();
            let field = ui.add(egui::TextEdit::singleline(&mut name).min_size(vec2(130.0, 0.0)));
            let label = with("import-name", &[("label", speaker.label.as_str().into())]);
            field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &label));
            if field.on_hover_text(text("import-name-tip")).changed() {
                correction = Some(Correction::Name(speaker.label.clone(), name));
            }
            parts::muted(ui, &count(speaker.turns));
            parts::muted(ui, &percent(*said as f64 / words.max(1) as f64));
            parts::muted(ui, &percent(of.share()));
            let roles = [
                (Some(SpeakerRole::Interviewer), "role-interviewer"),
                (Some(SpeakerRole::Participant), "role-participant"),
                (Some(SpeakerRole::Other), "role-other"),
                (None, "role-none"),
            ];
            ui.horizontal(|ui| {
                for (role, key) in roles {
                    if ui.selectable_label(role == Some(speaker.role), text(key)).clicked() {
                        let rule = role.map_or(LabelRule::NotASpeaker, LabelRule::Speaker);
                        correction = Some(Correction::Label(speaker.label.clone(), Some(rule)));
                    }
                }
            });
            ui.end_row();
        }
    });
    if !found.refused.is_empty() {
        ui.add_space(size::STEP * 2.0);
        parts::muted(ui, &text("import-refused"));
        ui.horizontal_wrapped(|ui| {
            for guess in found.refused.iter().take(12) {
                let label = with(
                    "import-refused-label",
                    &[("label", guess.label.as_str().into()), ("n", guess.lines.into())],
                );
                if ui.button(label).on_hover_text(text("import-refused-tip")).clicked() {
                    let known = options.rules.get(&guess.label).is_some();
                    let rule = (!known).then_some(LabelRule::Speaker(SpeakerRole::Participant));
                    correction = Some(Correction::Label(guess.label.clone(), rule));
                }
            }
        });
    }
    correction
}

/// What of the file does not come along, and what was put right.
fn left_out(ui: &mut Ui, draft: &TranscriptDraft) {
    if draft.lost.is_empty() && draft.warnings.is_empty() {
        return;
    }
    ui.add_space(size::STEP * 2.0);
    parts::section(ui, &text("import-leaves"), "");
    for warning in &draft.warnings {
        let words = RichText::new(tell(&warning.message)).color(look::of(ui.visuals()).caution);
        parts::caution(ui, |ui| ui.add(egui::Label::new(words).wrap()));
    }
    for lost in &draft.lost {
        parts::muted(ui, &lost::told(lost));
    }
}

fn first_turns(ui: &mut Ui, draft: &TranscriptDraft) {
    let t = look::of(ui.visuals());
    ui.add_space(size::STEP * 2.0);
    parts::section(ui, &text("import-first"), "");
    parts::card(ui, |ui| {
        let found = &draft.recognition;
        let words = |range| shortened(draft.text.as_str().get(range).unwrap_or_default(), LETTERS);
        if found.turns.is_empty() {
            ui.add(egui::Label::new(words(0..draft.text.len())).wrap());
        }
        for turn in found.turns.iter().take(TURNS) {
            let speaker = turn.speaker.and_then(|s| found.speakers.get(usize::from(s.0)));
            let asks = speaker.is_some_and(|s| s.role == SpeakerRole::Interviewer);
            let mut job = egui::text::LayoutJob::default();
            let format = |font, color| egui::TextFormat { font_id: font, color, ..Default::default() };
            if let Some(speaker) = speaker {
                let colour = if asks { t.text } else { t.accent };
                job.append(&speaker.name, 0.0, format(look::strong(12.0), colour));
            }
            job.append(&words(turn.words()), 8.0, format(look::secondary(), t.text));
            ui.add(egui::Label::new(job).wrap());
        }
    });
}
