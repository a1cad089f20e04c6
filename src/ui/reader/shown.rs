//! Which codings show: of which codes, of which of the compared coders, and whose name stands beside a stripe. Only
//! what is seen; never what counts.

use std::collections::BTreeSet;

use egui::{RichText, Ui};

use crate::lang::{text, with};
use crate::model::{CodeId, CoderId, Project};
use crate::ui::context::{Action, Panel};
use crate::ui::kit::{look, parts};

/// What of the codings is seen. Nothing is left out at first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeFilter {
    /// Only these codes, those below them included; all where there are none.
    only: BTreeSet<CodeId>,
    /// Not these, nor those below them.
    hidden: BTreeSet<CodeId>,
    /// Not those of these coders, while coders are compared.
    coders: BTreeSet<CoderId>,
}

impl CodeFilter {
    /// Whether codings with a code show.
    pub fn shows(&self, project: &Project, code: CodeId) -> bool {
        let within = |codes: &BTreeSet<CodeId>| {
            !codes.is_empty() && project.codebook().ancestry(code).any(|c| codes.contains(&c.id))
        };
        (self.only.is_empty() || within(&self.only)) && !within(&self.hidden)
    }

    /// Whether a compared coder's codings show.
    pub fn shows_coder(&self, coder: CoderId) -> bool {
        !self.coders.contains(&coder)
    }

    /// Shows one code alone, or all again where it is alone already.
    pub fn only(&mut self, code: CodeId) {
        self.only_these([code]);
    }

    /// Shows some codes alone, or all again where they are alone already.
    pub fn only_these(&mut self, codes: impl IntoIterator<Item = CodeId>) {
        let codes: BTreeSet<CodeId> = codes.into_iter().collect();
        self.hidden.clear();
        self.only = if self.only == codes { BTreeSet::new() } else { codes };
    }

    /// Hides a code that shows; shows one that does not.
    pub fn turn(&mut self, project: &Project, code: CodeId) {
        if self.shows(project, code) {
            self.hidden.insert(code);
            return;
        }
        for above in project.codebook().ancestry(code) {
            self.hidden.remove(&above.id);
        }
        if !self.only.is_empty() {
            self.only.insert(code);
        }
    }

    /// Shows all codes.
    pub fn all(&mut self) {
        self.only.clear();
        self.hidden.clear();
    }

    /// Whether codes are left out.
    pub fn leaves_out(&self) -> bool {
        !(self.only.is_empty() && self.hidden.is_empty())
    }

    /// Says which codes show, in words.
    fn words(&self, project: &Project) -> String {
        let names = |codes: &BTreeSet<CodeId>| {
            let codes = codes.iter().filter_map(|&id| project.codebook().get(id));
            codes.map(|c| c.name.as_str()).collect::<Vec<_>>().join(", ")
        };
        if self.only.is_empty() {
            with("shown-without", &[("codes", names(&self.hidden).into())])
        } else {
            with("shown-only", &[("codes", names(&self.only).into())])
        }
    }
}

fn bar(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    egui::Frame::new().inner_margin(egui::Margin::symmetric(24, 8)).show(ui, |ui| {
        parts::caution(ui, |ui| ui.horizontal_wrapped(add));
    });
}

/// Says that not all codes show, and leads back.
pub(in crate::ui) fn filtered(ui: &mut Ui, project: &Project, shown: &mut CodeFilter) {
    if !shown.leaves_out() {
        return;
    }
    bar(ui, |ui| {
        ui.label(RichText::new(shown.words(project)).color(look::of(ui.visuals()).caution));
        if ui.button(text("shown-all")).clicked() {
            shown.all();
        }
    });
}

/// Says whose codings are seen beside each other, lets each be left out, and leads back. True where it is to end.
pub(in crate::ui) fn compared(
    ui: &mut Ui,
    project: &Project,
    coders: &[CoderId],
    shown: &mut CodeFilter,
    actions: &mut Vec<Action>,
) -> bool {
    let mut ends = false;
    bar(ui, |ui| {
        ui.label(RichText::new(text("comparing")).color(look::of(ui.visuals()).caution));
        for coder in coders.iter().filter_map(|id| project.coder(*id)) {
            let mut on = shown.shows_coder(coder.id);
            if ui.checkbox(&mut on, &coder.name).changed() {
                if on {
                    shown.coders.remove(&coder.id);
                } else {
                    shown.coders.insert(coder.id);
                }
            }
        }
        if ui.button(text("comparing-back")).clicked() {
            actions.push(Action::Show(Panel::AGREEMENT));
        }
        ends = ui.button(text("comparing-end")).clicked();
    });
    ends
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::demo::{code, project};

    #[test]
    fn a_theme_stands_for_all_below_it() {
        let project = project();
        let mut shown = CodeFilter::default();
        let seen =
            |shown: &CodeFilter| (1..=8).filter(|&n| shown.shows(&project, code(n))).collect::<Vec<_>>();
        assert_eq!(seen(&shown).len(), 8);
        shown.only(code(4));
        assert_eq!(seen(&shown), [4, 5, 6]);
        shown.turn(&project, code(5));
        assert_eq!(seen(&shown), [4, 6]);
        shown.turn(&project, code(5));
        assert_eq!(seen(&shown), [4, 5, 6]);
        shown.turn(&project, code(2));
        assert_eq!(seen(&shown), [2, 4, 5, 6], "what is asked for shows beside what is alone");
        shown.only(code(4));
        assert!(shown.leaves_out());
        shown.only(code(4));
        assert_eq!(seen(&shown).len(), 8, "what is alone already gives way to all");
        shown.turn(&project, code(7));
        assert_eq!(seen(&shown), [1, 2, 3, 4, 5, 6]);
        shown.turn(&project, code(8));
        assert_eq!(seen(&shown).len(), 8, "a code shows with what is above it");
        shown.all();
        assert!(!shown.leaves_out());
    }
}
