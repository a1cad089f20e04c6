//! Who speaks in the chosen file: names, roles and cases, with what tells them apart. Draws what the preview knows; the
//! choice of cases is the only one it makes itself.

use egui::{Button, ComboBox, Grid, Label, RichText, ScrollArea, Ui, WidgetInfo, accesskit::Role, vec2};

use super::cases::Tying;
use super::file::Seen;
use super::show::Correction;
use super::typing::{Field, Typing};
use crate::formats::{TranscriptDraft, TranscriptOptions};
use crate::lang::number::{count, percent};
use crate::lang::{text, with};
use crate::text::{LabelRule, SpeakerGuess, SpeakerRole};
use crate::ui::kit::{
    look::{self, size},
    parts,
};
use crate::ui::steps::speakers::Ties;

/// Labels that were not taken and can be.
const REFUSED: usize = 12;

/// Draws the speakers of a draft; `cases` is the number of the file, and who becomes a case.
pub(super) fn show(
    ui: &mut Ui,
    options: &TranscriptOptions,
    draft: &TranscriptDraft,
    seen: &Seen,
    typing: &mut Typing,
    (file, tying): (usize, &mut Tying),
) -> Option<Correction> {
    let found = &draft.recognition;
    parts::section(ui, &text("import-speakers"), &with("count-turns", &[("n", found.turns.len().into())]));
    if found.speakers.is_empty() {
        parts::muted(ui, &text("import-no-speakers"));
        return refused(ui, options, draft);
    }
    let mut wanted = None;
    let words: usize = seen.said.iter().sum();
    let room = ui.available_width();
    let wide = if room > 720.0 { 130.0 } else { 92.0 };
    ScrollArea::horizontal().id_salt("import_people").show(ui, |ui| {
        Grid::new("speakers").num_columns(7).spacing(vec2(14.0, 4.0)).show(ui, |ui| {
            for key in HEADS {
                parts::muted(ui, &text(key));
            }
            ui.end_row();
            for (n, speaker) in found.speakers.iter().enumerate() {
                fixed(ui, &speaker.label, wide);
                let (name, renamed) =
                    typing.show(ui, &Field::Name(speaker.label.clone()), &speaker.name, wide);
                let label = with("import-name", &[("label", speaker.label.as_str().into())]);
                name.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &label));
                if n == 0 && typing.take_begin() {
                    name.request_focus();
                }
                name.on_hover_text(text("import-name-tip"));
                wanted = wanted.take().or(renamed).or(role(ui, speaker));
                parts::muted(ui, &count(speaker.turns));
                let said = seen.said.get(n).copied().unwrap_or_default();
                parts::muted(ui, &percent(said as f64 / words.max(1) as f64));
                parts::muted(ui, &percent(seen.asking.get(n).copied().unwrap_or_default().share()));
                case(ui, tying, file, speaker);
                ui.end_row();
            }
        });
    });
    cases(ui, tying);
    wanted.or(refused(ui, options, draft))
}

const HEADS: [&str; 7] = [
    "import-in-file",
    "import-name-here",
    "import-role",
    "import-its-turns",
    "import-its-words",
    "import-asks",
    "import-case",
];

/// A label, cut where it is longer than the column.
fn fixed(ui: &mut Ui, words: &str, width: f32) {
    ui.scope(|ui| {
        ui.set_max_width(width);
        let words = RichText::new(words).font(look::strong(13.0));
        ui.add(Label::new(words).truncate());
    });
}

fn role(ui: &mut Ui, speaker: &SpeakerGuess) -> Option<Correction> {
    let roles = [
        (Some(SpeakerRole::Interviewer), "role-interviewer"),
        (Some(SpeakerRole::Participant), "role-participant"),
        (Some(SpeakerRole::Other), "role-other"),
        (None, "role-none"),
    ];
    let now = roles.iter().find(|(role, _)| *role == Some(speaker.role)).map_or("role-none", |(_, key)| key);
    let mut chosen = None;
    let list = ComboBox::from_id_salt(("role", &speaker.label))
        .width(104.0)
        .selected_text(text(now))
        .show_ui(ui, |ui| {
            for (role, key) in roles {
                if ui.selectable_label(role == Some(speaker.role), text(key)).clicked() {
                    let rule = role.map_or(LabelRule::NotASpeaker, LabelRule::Speaker);
                    chosen = Some(Correction::Label(speaker.label.clone(), Some(rule)));
                }
            }
        });
    let read = [("label", speaker.label.as_str().into()), ("role", text(now).into())];
    list.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, with("import-role-of", &read)));
    chosen
}

/// The case that a speaker's words will be.
fn case(ui: &mut Ui, tying: &Tying, file: usize, speaker: &SpeakerGuess) {
    let words = match tying.case_of(file, &speaker.name) {
        Some((case, true)) => with("import-case-new", &[("case", case.into())]),
        Some((case, false)) => case.to_owned(),
        None => text("import-case-none"),
    };
    let tip = words.clone();
    let words = RichText::new(words).font(look::secondary()).color(look::of(ui.visuals()).muted);
    ui.scope(|ui| {
        ui.set_max_width(150.0);
        ui.add(Label::new(words).truncate()).on_hover_text(tip);
    });
}

/// Whether participants become cases; who is called as a case is.
fn cases(ui: &mut Ui, tying: &mut Tying) {
    ui.add_space(size::STEP);
    let (namesakes, new) = tying.told().map(|told| (told.namesakes.clone(), told.new)).unwrap_or_default();
    let each = tying.how() == Some(Ties::OneEach);
    ui.horizontal_wrapped(|ui| {
        let button = Button::selectable(each, text("import-cases-each")).shortcut_text("C");
        let button = ui.add(button.stroke(ui.visuals().widgets.inactive.bg_stroke));
        button.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, each, text("import-cases-each")));
        if button.on_hover_text(text("import-cases-each-tip")).clicked() {
            tying.switch();
        }
        if !namesakes.is_empty() && !each {
            let mut equal = tying.how() == Some(Ties::EqualNames);
            let names = namesakes.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
            let said = [("n", namesakes.len().into()), ("names", names.as_str().into())];
            if ui.checkbox(&mut equal, with("import-cases-equal", &said)).changed() {
                tying.choose(equal.then_some(Ties::EqualNames));
            }
        }
        if each {
            parts::muted(
                ui,
                &with("import-cases-told", &[("n", new.into()), ("there", namesakes.len().into())]),
            );
        }
    });
}

/// What was not taken for a speaker, to be pressed where it is one.
fn refused(ui: &mut Ui, options: &TranscriptOptions, draft: &TranscriptDraft) -> Option<Correction> {
    let refused = &draft.recognition.refused;
    if refused.is_empty() {
        return None;
    }
    let mut wanted = None;
    ui.add_space(size::STEP * 2.0);
    parts::muted(ui, &text("import-refused"));
    ui.horizontal_wrapped(|ui| {
        for guess in refused.iter().take(REFUSED) {
            let said = [("label", guess.label.as_str().into()), ("n", guess.lines.into())];
            let button = ui.button(with("import-refused-label", &said));
            if button.on_hover_text(text("import-refused-tip")).clicked() {
                let known = options.rules.get(&guess.label).is_some();
                let rule = (!known).then_some(LabelRule::Speaker(SpeakerRole::Participant));
                wanted = Some(Correction::Label(guess.label.clone(), rule));
            }
        }
    });
    wanted
}
