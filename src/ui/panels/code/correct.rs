//! Correcting the words of a turn: the words to change, and what that does to codings, before it is done. Others'
//! codings are named by their number only, and only where they lose words. Never makes the step.

use std::collections::BTreeMap;
use std::ops::Range;

use egui::{Context, Key, Modifiers, RichText, TextEdit, Ui, WidgetInfo, accesskit::Role};

use crate::lang::{tell, text, with};
use crate::model::{Affected, CoderId, Edit, Effect, Fate, Project, Transcript, TranscriptId};
use crate::text::{Turn, shortened};
use crate::ui::context::{Action, Correcting};
use crate::ui::kit::{
    Cached,
    look::{self, size},
    parts, sheet,
};

/// Letters of a quotation in the list.
const QUOTE: usize = 60;

/// A correction while it is written.
pub struct Correction {
    transcript: TranscriptId,
    /// What may be changed.
    part: Range<usize>,
    /// The turn, counted from 0.
    turn: Option<usize>,
    words: String,
    begun: bool,
    effect: Cached<(String, String), Consequences>,
    /// SHA-256 of the text that the part belongs to.
    sha256: String,
}

/// What a correction would do, in lines.
#[derive(Clone, Debug, Default, PartialEq)]
struct Consequences {
    edit: Option<Edit>,
    /// What becomes of one's own codings and of memos.
    lines: Vec<String>,
    /// What others would lose.
    losses: Vec<String>,
    refused: Option<String>,
}

impl Correction {
    /// A correction of the turn that a byte stands in; of the line, where it stands in no turn.
    pub fn at(transcript: &Transcript, byte: usize) -> Self {
        let turns = transcript.turns();
        let line = || transcript.text().line(transcript.text().line_of(byte)).unwrap_or(byte..byte);
        let part = turns.at(byte).and_then(|at| turns.get(at)).map_or_else(line, Turn::words);
        let words = transcript.text().as_str().get(part.clone()).unwrap_or_default().to_owned();
        let (of, turn) = (transcript, turns.at(byte));
        let transcript = of.id();
        let (effect, sha256) = (Cached::default(), of.sha256().to_owned());
        Self { transcript, part, turn, words, begun: false, effect, sha256 }
    }

    /// The step, where something is changed, with its label and how many codings and memos it touches.
    pub(in crate::ui) fn step(&self, project: &Project) -> Option<(String, Edit, usize)> {
        let told = self.effect.kept()?;
        let title = project.transcript(self.transcript)?.title().to_owned();
        let label = with("step-correct", &[("transcript", title.into())]);
        Some((label, told.edit.clone()?, told.lines.len() + told.losses.len()))
    }

    /// The same sheet for the next turn; none at the end.
    pub(in crate::ui) fn next(&self, project: &Project) -> Option<Self> {
        let transcript = project.transcript(self.transcript)?;
        let turn = transcript.turns().get(self.turn? + 1)?;
        Some(Self::at(transcript, turn.body))
    }

    /// Draws it; says whether it stays open.
    pub fn show(
        &mut self,
        ctx: &Context,
        project: &Project,
        coder: Option<CoderId>,
        actions: &mut Vec<Action>,
    ) -> bool {
        sheet::show(ctx, "correct", &text("correct-title"), 720.0, |ui| {
            parts::muted(ui, &text("correct-what"));
            ui.add_space(size::STEP * 2.0);
            let on = Modifiers::COMMAND.plus(Modifiers::SHIFT);
            let further = ui.input_mut(|i| i.consume_key(on, Key::Enter));
            let done = ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Enter));
            let field = TextEdit::multiline(&mut self.words)
                .id_salt(("correct", self.part.start))
                .font(look::transcript(15.0))
                .desired_rows(6)
                .desired_width(f32::INFINITY);
            let height = (ui.ctx().content_rect().height() - 380.0).max(120.0);
            let field = egui::ScrollArea::vertical().max_height(height).show(ui, |ui| ui.add(field)).inner;
            field.widget_info(|| WidgetInfo::labeled(Role::MultilineTextInput, true, text("correct-name")));
            if !std::mem::replace(&mut self.begun, true) {
                field.request_focus();
            }
            let now = project.transcript(self.transcript).map(|t| t.sha256()).unwrap_or_default();
            let make = || match now == self.sha256 {
                true => told(project, self.transcript, self.part.clone(), &self.words, coder),
                // Somebody else corrected it meanwhile: the part would be another.
                false => Consequences { refused: Some(text("correct-stale")), ..Consequences::default() },
            };
            let told = self.effect.of(&(self.words.clone(), now.to_owned()), make);
            effect(ui, told);
            ui.add_space(size::STEP * 3.0);
            let mut stays = true;
            ui.horizontal(|ui| {
                let possible = told.edit.is_some();
                let pressed =
                    ui.add_enabled_ui(possible, |ui| parts::primary(ui, &text("correct-do"))).inner.clicked();
                let next = ui.button(text("correct-next")).on_hover_text(text("correct-next-tip")).clicked();
                let wanted = match (next || further, pressed || done) {
                    (true, _) if told.refused.is_none() => Some(Correcting::Next),
                    (false, true) if possible => Some(Correcting::Correct),
                    _ => None,
                };
                actions.extend(wanted.map(Action::Correct));
                stays &= !ui.button(text("cancel")).clicked();
            });
            ui.add_space(size::STEP * 2.0);
            parts::muted(ui, &text("correct-keys"));
            stays
        })
    }
}

fn effect(ui: &mut Ui, told: &Consequences) {
    let t = look::of(ui.visuals());
    ui.add_space(size::STEP * 2.0);
    parts::section(ui, &text("correct-effect"), "");
    let lines = told.lines.iter().map(|line| (line, t.text));
    let losses = told.losses.iter().chain(&told.refused).map(|line| (line, t.caution));
    egui::ScrollArea::vertical().id_salt("correct_effect").max_height(140.0).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        let mut any = false;
        for (line, colour) in lines.chain(losses) {
            ui.label(RichText::new(line).font(look::secondary()).color(colour));
            any = true;
        }
        if !any {
            let key = if told.edit.is_some() { "correct-moves" } else { "correct-nothing" };
            parts::muted(ui, &text(key));
        }
    });
}

fn told(
    project: &Project,
    id: TranscriptId,
    part: Range<usize>,
    words: &str,
    coder: Option<CoderId>,
) -> Consequences {
    let edit = match project.correction(id, part, words) {
        Ok(edit) => edit,
        Err(why) => return Consequences { refused: Some(tell(&why)), ..Consequences::default() },
    };
    let Edit::CorrectText { splices, .. } = &edit else { return Consequences::default() };
    if splices.is_empty() {
        return Consequences::default();
    }
    let effect = project.effect_of(id, splices).map_err(|why| tell(&why));
    let refused = project.apply(&edit).err().map(|why| tell(&why));
    match (effect, refused) {
        (Ok(effect), None) => {
            let (lines, losses) = lines(project, id, &effect, coder);
            Consequences { edit: Some(edit), lines, losses, refused: None }
        }
        (Err(why), _) | (Ok(_), Some(why)) => Consequences { refused: Some(why), ..Consequences::default() },
    }
}

/// What becomes of the coder's own codings and of memos, and what others lose.
fn lines(
    project: &Project,
    id: TranscriptId,
    effect: &Effect,
    coder: Option<CoderId>,
) -> (Vec<String>, Vec<String>) {
    let Some(transcript) = project.transcript(id) else { return Default::default() };
    let line = |of: &Affected| {
        let code = project.codebook().name(of.code).to_owned();
        let before = shortened(transcript.text().slice(of.before), QUOTE);
        let (key, span) = match of.fate {
            Fate::Reworded(span) => ("correct-reworded", Some(span)),
            Fate::Shrunk(span) => ("correct-shrunk", Some(span)),
            Fate::Gone => ("correct-gone", None),
        };
        let after = span.map(|span| shortened(effect.text.slice(span), QUOTE)).unwrap_or_default();
        with(key, &[("code", code.into()), ("before", before.into()), ("after", after.into())])
    };
    let (own, others): (Vec<&Affected>, Vec<&Affected>) =
        effect.codings.iter().partition(|a| Some(a.coder) == coder);
    let mut lines: Vec<String> = own.into_iter().map(line).collect();
    if !effect.memos.is_empty() {
        lines.push(with("correct-memos", &[("n", effect.memos.len().into())]));
    }
    let mut lost: BTreeMap<CoderId, usize> = BTreeMap::new();
    for of in others.into_iter().filter(|a| !matches!(a.fate, Fate::Reworded(_))) {
        *lost.entry(of.coder).or_default() += 1;
    }
    let name = |id: CoderId| project.coder_name(id).to_owned();
    let losses = lost
        .into_iter()
        .map(|(coder, n)| with("correct-others", &[("coder", name(coder).into()), ("n", n.into())]));
    (lines, losses.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::demo::{coder, project, transcript};

    #[test]
    fn what_a_correction_does_is_told_before_it_is_made() {
        let project = project();
        let p01 = project.transcript(transcript(1)).unwrap();
        let at = p01.text().as_str().find("She had time").unwrap();
        let correction = Correction::at(p01, at);
        assert!(correction.words.starts_with("She had time.") && correction.words.ends_with("talking."));
        let told =
            |words: &str| told(&project, transcript(1), correction.part.clone(), words, Some(coder(1)));
        assert_eq!(told(&correction.words), Consequences::default(), "nothing is changed");

        let typo = correction.words.replace("typed", "was typing");
        let one = told(&typo);
        assert_eq!((one.lines.len(), one.losses.len()), (1, 0), "{one:?}");
        assert!(one.lines[0].contains("paperwork") && one.lines[0].contains("was typing"));
        let after = project.apply(&one.edit.unwrap()).unwrap();
        assert_eq!(after.codings(), project.codings());

        let cut = correction.words.replace(" The new one typed while I was talking.", "");
        let gone = told(&cut);
        assert!(gone.lines.iter().any(|l| l.contains("paperwork")), "{gone:?}");
        assert_eq!(gone.losses.len(), 1, "Ben's too, by number only");
        assert!(!gone.losses[0].contains("paperwork"));
        let after = project.apply(&gone.edit.unwrap()).unwrap();
        assert_eq!(after.orphans().count(), 2);
    }
}
