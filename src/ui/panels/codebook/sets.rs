//! Sets of codes: which of them hold the code that is edited, new ones, and letting them go. Each change is one step.

use egui::{Key, RichText, TextEdit, Ui, WidgetInfo, accesskit::Role};

use crate::lang::{number, text, with};
use crate::model::{Code, CodeId, CodeSet, CodeSetId, Edit, Project, Stamp, folded};
use crate::session::SystemStamp;
use crate::ui::context::{Action, Scene};
use crate::ui::kit::{
    look::{self, size},
    parts,
};

/// The section of one code's editor. `name` is what a new set is to be called.
pub(super) fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    code: &Code,
    name: &mut String,
    actions: &mut Vec<Action>,
) {
    let t = look::of(ui.visuals());
    ui.add_space(size::STEP * 2.0);
    let caption = ui.label(RichText::new(text("sets")).font(look::strong(12.0)).color(t.muted));
    let caption = caption.on_hover_text(text("sets-why"));
    for set in scene.project.code_sets() {
        ui.horizontal(|ui| {
            let mut holds = set.codes.contains(&code.id);
            let count = number::count(set.codes.len());
            let label = with("set-of", &[("name", set.name.as_str().into()), ("n", count.into())]);
            if ui.checkbox(&mut holds, label).changed() {
                actions.push(put(toggled(set, code.id)));
            }
            let remove = ui.small_button("×");
            let spoken = with("set-remove", &[("name", set.name.as_str().into())]);
            remove.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
            if remove.on_hover_text(&spoken).clicked() {
                let label = with("step-set-remove", &[("name", set.name.as_str().into())]);
                actions.push(Action::Commit { label, edits: vec![Edit::RemoveCodeSet(set.id)] });
            }
        });
    }
    ui.horizontal(|ui| {
        let field = ui.add(TextEdit::singleline(name).hint_text(text("set-new-hint")).desired_width(220.0));
        let field = field.labelled_by(caption.id);
        let enter = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        let free = is_free(scene.project, name);
        let pressed = ui.add_enabled(free, egui::Button::new(text("set-new"))).clicked();
        if free && (enter || pressed) {
            let id = CodeSetId(SystemStamp.uuid());
            actions.push(put(CodeSet { id, name: name.trim().to_owned(), codes: vec![code.id] }));
            name.clear();
        } else if !name.trim().is_empty() && !free {
            parts::muted(ui, &text("set-taken"));
        }
    });
}

/// Whether a new set may be called so.
fn is_free(project: &Project, name: &str) -> bool {
    let taken = |set: &CodeSet| folded(set.name.trim()) == folded(name.trim());
    !name.trim().is_empty() && !project.code_sets().into_iter().any(|set| taken(set))
}

/// The set with a code more, or less.
fn toggled(set: &CodeSet, code: CodeId) -> CodeSet {
    let mut codes = set.codes.clone();
    match codes.iter().position(|&c| c == code) {
        Some(at) => drop(codes.remove(at)),
        None => codes.push(code),
    }
    CodeSet { codes, ..set.clone() }
}

fn put(set: CodeSet) -> Action {
    let label = with("step-set", &[("name", set.name.as_str().into())]);
    Action::Commit { label, edits: vec![Edit::PutCodeSet(set)] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::demo::{code, project};

    #[test]
    fn a_code_goes_into_a_set_and_out_again() {
        let id = CodeSetId(SystemStamp.uuid());
        let set = CodeSet { id, name: "Voice".into(), codes: vec![code(2)] };
        let two = toggled(&set, code(3));
        assert_eq!(two.codes, [code(2), code(3)]);
        assert_eq!(toggled(&two, code(3)), set);
        let project = project().apply(&Edit::PutCodeSet(two)).unwrap();
        assert!(is_free(&project, "Care") && !is_free(&project, " voice ") && !is_free(&project, " "));
    }
}
