//! The phase of work in the window: what it is called, the sheet that begins another, and what stands where nothing may
//! be compared yet. What a phase lets somebody see is the model's to say, in one place.

use egui::{Context, RichText, TextEdit, Ui, WidgetInfo, accesskit::Role};

use super::App;
use crate::lang::{text, with};
use crate::model::{Coder, CoderId, CoderRole, Colour, Edit, Phase, Project, Stage, Stamp, palette};
use crate::session::{Session, SystemStamp};
use crate::ui::context::Action;
use crate::ui::kit::{
    look::{self, size},
    parts, sheet,
};

/// The key of a phase's name.
pub(super) const fn name(phase: Phase) -> &'static str {
    match phase {
        Phase::Independent => "phase-independent",
        Phase::Comparison => "phase-comparison",
        Phase::Consensus => "phase-consensus",
    }
}

/// Whether phases mean anything: one who codes alone is in none, unless somebody began one.
pub(super) fn is_team(project: &Project) -> bool {
    project.coders().len() > 1 || project.phase() != Phase::default()
}

/// "C1 · independent", "Sue, supervisor · comparison"; of somebody alone the name.
pub(super) fn who(project: &Project, coder: &Coder) -> String {
    let own = coder.name.as_str();
    let name_of = match coder.role {
        CoderRole::Person | CoderRole::Consensus => own.to_owned(),
        CoderRole::Supervisor if own.eq_ignore_ascii_case("supervisor") => own.to_owned(),
        CoderRole::Supervisor => with("who-supervisor", &[("name", own.into())]),
    };
    if !is_team(project) {
        return name_of;
    }
    with("who-in-phase", &[("name", name_of.into()), ("phase", text(name(project.phase())).into())])
}

/// A phase while it is being chosen.
#[derive(Clone, Debug)]
pub(super) struct PhaseDraft {
    phase: Phase,
    reason: String,
    supervisor: String,
}

impl PhaseDraft {
    /// The phase as it is.
    pub(super) fn of(project: &Project) -> Self {
        Self { phase: project.phase(), reason: String::new(), supervisor: String::new() }
    }

    /// Draws the sheet; says whether it stays.
    pub(super) fn show(&mut self, ctx: &Context, session: &Session, actions: &mut Vec<Action>) -> bool {
        let project = session.project();
        let leads = supervisors(project);
        let may = project.may_set_phase(session.coder().map(|c| c.id));
        sheet::show(ctx, "phase", &text("phase-title"), 520.0, |ui| {
            for phase in Phase::ALL {
                ui.add_enabled_ui(may, |ui| ui.radio_value(&mut self.phase, phase, text(name(phase))));
                ui.indent(("phase", name(phase)), |ui| parts::muted(ui, &text(tip(phase))));
                ui.add_space(size::STEP);
            }
            if !may {
                caution(ui, &with("phase-only", &[("names", leads.join(", ").into())]));
            } else {
                ui.add_space(size::STEP);
                field(ui, &mut self.reason, &text("phase-reason"));
                if leads.is_empty() {
                    ui.add_space(size::STEP * 2.0);
                    parts::muted(ui, &text("phase-nobody-leads"));
                    field(ui, &mut self.supervisor, &text("phase-supervisor"));
                }
            }
            ui.add_space(size::STEP * 3.0);
            let mut stays = true;
            ui.horizontal(|ui| {
                let ready = may && (self.phase != project.phase() || !self.supervisor.trim().is_empty());
                let pressed = ui.add_enabled_ui(ready, |ui| parts::primary(ui, &text("phase-do"))).inner;
                if pressed.clicked() {
                    let Self { phase, reason, supervisor } = self.clone();
                    actions.push(Action::SetPhase { phase, reason, supervisor });
                    stays = false;
                }
                stays &= !ui.button(text("cancel")).clicked();
            });
            stays
        })
    }
}

const fn tip(phase: Phase) -> &'static str {
    match phase {
        Phase::Independent => "phase-independent-tip",
        Phase::Comparison => "phase-comparison-tip",
        Phase::Consensus => "phase-consensus-tip",
    }
}

fn field(ui: &mut Ui, words: &mut String, label: &str) {
    ui.label(RichText::new(label).font(look::strong(12.0)));
    let field = ui.add(TextEdit::singleline(words).desired_width(f32::INFINITY));
    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, label));
}

fn caution(ui: &mut Ui, words: &str) {
    parts::caution(ui, |ui| {
        let colour = look::of(ui.visuals()).caution;
        ui.label(RichText::new(words).color(colour));
    });
}

fn supervisors(project: &Project) -> Vec<String> {
    let coders = project.coders().into_iter().filter(|c| c.role == CoderRole::Supervisor);
    coders.map(|c| c.name.clone()).collect()
}

/// What stands where coders would be compared, while everybody codes independently.
pub(super) fn blind(ui: &mut Ui) {
    parts::page(ui, |ui| {
        parts::empty(ui, &text("phase-blind-title"), &text("phase-blind"), None);
    });
}

impl App {
    /// Begins a phase, as one step. Where nobody leads the study, somebody may from then on.
    pub(super) fn set_phase(&mut self, phase: Phase, reason: &str, supervisor: &str) {
        let Some(session) = &self.session else { return };
        let (reason, supervisor) = (reason.trim(), supervisor.trim());
        let mut by = session.coder().map(|c| c.id);
        if !session.project().may_set_phase(by) {
            let leads = supervisors(session.project()).join(", ");
            return self.warnings.push(with("phase-only", &[("names", leads.into())]));
        }
        let mut edits = Vec::new();
        if !supervisor.is_empty() {
            let (id, colour) = (CoderId(SystemStamp.uuid()), Colour(palette::PALETTE[4].light));
            let (name, role) = (supervisor.to_owned(), CoderRole::Supervisor);
            edits.push(Edit::PutCoder(Coder { id, name, colour, role }));
            by = Some(id);
        }
        let at = Some(SystemStamp.now());
        edits.push(Edit::SetPhase(Stage { phase, reason: reason.to_owned(), by, at }));
        let named = [("phase", text(name(phase)).into()), ("reason", reason.into())];
        let label = with(if reason.is_empty() { "step-phase" } else { "step-phase-why" }, &named);
        if self.commit(&label, &edits) {
            // What is compared is perhaps not to be seen any more.
            self.view.code.end_comparing();
        }
    }
}
